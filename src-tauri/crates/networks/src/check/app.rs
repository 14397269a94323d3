//! Checks `[app]`.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{oauth::OWN_PARAMETERS, present};
use crate::{
    AppParameter, Error, OwnApp,
    app::{LONGEST_NAME, is_parameter_name},
    error::Source,
    file,
};

/// No network has more.
const MOST_PARAMETERS: usize = 8;

/// Checks the registration of people's own apps.
pub(super) fn own_app(source: Source<'_>, raw: file::App) -> Result<OwnApp, Error> {
    let mut parameters = BTreeMap::new();
    for (name, parameter) in raw.parameters {
        if parameters.len() == MOST_PARAMETERS {
            let message = format!("more than {MOST_PARAMETERS} parameters; leave some out");
            return Err(source.error(name.span(), message));
        }
        if OWN_PARAMETERS.contains(&name.get_ref().as_str()) {
            let message =
                format!("`{}` is set by Gander itself; remove it from [app.parameters]", name.get_ref());
            return Err(source.error(name.span(), message));
        }
        if !is_parameter_name(name.get_ref()) {
            let message = format!(
                "`{}` is not the name of a parameter; use 1 to {LONGEST_NAME} of a-z, A-Z, 0-9, `_`, `-` and `.`",
                name.get_ref()
            );
            return Err(source.error(name.span(), message));
        }
        let parameter = AppParameter {
            is_called: present(source, "is_called", parameter.is_called)?,
            used_in: parameter.used_in,
            instead_of_scopes: parameter.instead_of_scopes,
        };
        parameters.insert(name.into_inner(), parameter);
    }
    let named = |key, text: Option<Spanned<String>>| text.map(|text| present(source, key, text)).transpose();
    Ok(OwnApp {
        page: raw.page.map(|page| source.page(&page)).transpose()?,
        id_is_called: named("id_is_called", raw.id_is_called)?,
        secret_is_called: named("secret_is_called", raw.secret_is_called)?,
        parameters,
    })
}
