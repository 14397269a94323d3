//! The bounds of a network file. Files come from the person's folder and from organizations, and each answer of the
//! network is matched against all rules of one.

use crate::{Error, error::Source, file};

/// In bytes.
const LARGEST: usize = 256 * 1024;

/// Checks the text before it is parsed.
pub(crate) fn text(source: Source<'_>) -> Result<(), Error> {
    if source.text.len() > LARGEST {
        let message = format!("the file is larger than {} KiB; shorten it", LARGEST / 1024);
        return Err(source.error(0..0, message));
    }
    Ok(())
}

/// Checks the counts. The bounds are far above any network's needs.
pub(super) fn counts(source: Source<'_>, raw: &file::File) -> Result<(), Error> {
    let (oauth, policy) = (raw.oauth.get_ref(), &raw.policy);
    let counted = [
        ("scopes", oauth.scopes.len(), 200),
        ("authorize_extra", oauth.authorize_extra.len(), 50),
        ("token_extra", oauth.token_extra.len(), 50),
        ("warn", policy.warn.len(), 20),
        ("summaries", policy.summaries.len(), 100),
        ("[permissions]", raw.permissions.len(), 200),
        ("[[signal]]", raw.signal.len(), 500),
        ("[[publish.signal]]", raw.publish.as_ref().map_or(0, |publish| publish.signal.len()), 500),
    ];
    match counted.into_iter().find(|(_, count, most)| count > most) {
        Some((what, count, most)) => {
            let message = format!("`{what}` has {count} entries; {most} are the most, so remove some");
            Err(source.error(raw.id.span(), message))
        }
        None => Ok(()),
    }
}
