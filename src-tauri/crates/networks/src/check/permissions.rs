//! Checks `[permissions]` and the scopes.

use std::collections::BTreeMap;

use lifecycle::Need;
use toml::Spanned;

use crate::{Error, error::Source, file, terms::Purpose};

/// The permissions that Gander requests by default, in the order of the request.
pub(super) fn needs(source: Source<'_>, raw: &file::File) -> Result<Vec<Need>, Error> {
    let scopes = &raw.oauth.get_ref().scopes;
    let optional = &raw.oauth.get_ref().optional_scopes;
    let is_asked =
        |scope: &String| scopes.contains(scope) || optional.keys().any(|name| name.get_ref() == scope);
    if let Some(stray) = raw.permissions.keys().find(|scope| !is_asked(scope.get_ref())) {
        let message = format!(
            "`{}` is not asked for; add it to `scopes` in [oauth], or remove it from [permissions]",
            stray.get_ref()
        );
        return Err(source.error(stray.span(), message));
    }
    let at_first = optional.iter().filter(|(_, at_first)| **at_first).map(|(scope, _)| scope.get_ref());
    let at_first = at_first.filter(|scope| !is_for_some(raw, scope));
    Ok(scopes.iter().chain(at_first).map(|scope| need(raw, scope)).collect())
}

/// Tells whether only pictures or deletions need a permission. Without it an account does all else as before.
fn is_for_some(raw: &file::File, scope: &str) -> bool {
    let Some(publish) = &raw.publish else { return false };
    let of_pictures = publish.pictures.iter().flat_map(|pictures| &pictures.needs);
    of_pictures.chain(&publish.delete_needs).any(|need| need.get_ref() == scope)
}

/// The optional permissions, which Gander needs only if it requests them.
pub(super) fn optional_needs(raw: &file::File) -> Vec<Need> {
    raw.oauth.get_ref().optional_scopes.keys().map(|scope| need(raw, scope.get_ref())).collect()
}

fn need(raw: &file::File, scope: &str) -> Need {
    let entry = raw.permissions.iter().find(|(name, _)| name.get_ref() == scope);
    let covered_by = entry.map(|(_, permission)| permission.covered_by.clone()).unwrap_or_default();
    Need { scope: scope.to_owned(), covered_by }
}

pub(super) fn purposes(raw: BTreeMap<Spanned<String>, file::Permission>) -> BTreeMap<String, Purpose> {
    let purpose = |(scope, permission): (Spanned<String>, file::Permission)| {
        permission.allows.map(|purpose| (scope.into_inner(), purpose))
    };
    raw.into_iter().filter_map(purpose).collect()
}
