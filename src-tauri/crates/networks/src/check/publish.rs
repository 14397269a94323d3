//! Checks the `[publish]` table of a network file.

use toml::Spanned;

use super::{statuses, until};
use crate::{
    Error,
    error::Source,
    file,
    publish::{Publish, PublishMeans, PublishRule, TextLimit},
};

/// The most that any limit of a text may be. No network takes as much.
const MOST_TEXT: i64 = 10_000_000;

impl Publish {
    pub(super) fn check(source: Source<'_>, raw: file::Publish, scopes: &[String]) -> Result<Self, Error> {
        if let Some(unknown) = raw.needs.iter().find(|need| !scopes.contains(need.get_ref())) {
            let message = format!("`{}` is not among `scopes` in [oauth]; add it there", unknown.get_ref());
            return Err(source.error(unknown.span(), message));
        }
        Ok(Self {
            url: source.endpoint(&raw.url)?,
            needs: raw.needs.into_iter().map(Spanned::into_inner).collect(),
            text: TextLimit {
                most: most(source, &raw.text.most)?,
                unit: raw.text.unit,
                bytes: raw.text.bytes.as_ref().map(|bytes| most(source, bytes)).transpose()?,
            },
            reason: source.pointers(raw.reason.as_ref())?,
            rules: raw.signal.into_iter().map(|raw| rule(source, raw)).collect::<Result<_, _>>()?,
        })
    }
}

fn most(source: Source<'_>, number: &Spanned<i64>) -> Result<u32, Error> {
    let shown = *number.get_ref();
    u32::try_from(shown).ok().filter(|most| *most > 0 && shown <= MOST_TEXT).ok_or_else(|| {
        source.error(number.span(), format!("{shown} is no limit of a text; use 1 to {MOST_TEXT}"))
    })
}

fn rule(source: Source<'_>, raw: file::PublishRule) -> Result<PublishRule, Error> {
    let means = *raw.means.get_ref();
    if let Some(until) = raw.until.as_ref().filter(|_| means != PublishMeans::RateLimited) {
        return Err(source.error(until.span(), "`until` is only for means = \"rate_limited\"; remove it"));
    }
    if raw.status.is_none() && raw.at.is_empty() {
        let message = "a [[publish.signal]] needs `status` or `at`: without both, it would refuse a success";
        return Err(source.error(raw.means.span(), message));
    }
    Ok(PublishRule {
        status: raw.status.map_or_else(|| Ok(Vec::new()), |status| statuses(source, &status))?,
        at: source.matchers(&raw.at)?,
        means,
        until: raw.until.map(|raw| until(source, raw)).transpose()?,
    })
}
