//! Checks the table `[oauth]`.

use std::{collections::BTreeMap, ops::Range};

use toml::Spanned;
use url::Url;

use super::present;
use crate::{
    Asks, Error, Handles, Loopback, OAuth, Protocol, Redirect, RevokeBy, RevokeToken, Secret, Send,
    TokenSwap, WithoutSecret,
    app::is_parameter_name,
    error::Source,
    file::{self, RenewKind},
};

/// The parameters of the authorization request that only Gander sets.
pub(super) const OWN_PARAMETERS: [&str; 7] = [
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
];
/// The parameters of the code exchange that only Gander sets.
const OWN_TOKEN_PARAMETERS: [&str; 6] =
    ["client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri"];

/// Checks that OAuth 1.0a has the keys that it needs, and none that it cannot have.
pub(super) fn signed(source: Source<'_>, raw: &file::File) -> Result<(), Error> {
    let oauth = raw.oauth.get_ref();
    if oauth.request.is_none() {
        let message = "protocol `oauth1a` asks for temporary credentials first; say where with `request`";
        return Err(source.error(oauth.secret.span(), message));
    }
    if *oauth.secret.get_ref() != Secret::Required {
        let message = "protocol `oauth1a` signs each request with the app's secret; use \"required\"";
        return Err(source.error(oauth.secret.span(), message));
    }
    if let Some(by) = &oauth.revoke_by {
        let message = "protocol `oauth1a` signs the request to `revoke` like any other; remove `revoke_by`";
        return Err(source.error(by.span(), message));
    }
    let renew = &raw.policy.renew;
    if renew.get_ref().kind != RenewKind::None {
        let message = "protocol `oauth1a` has nothing that renews a token; use { kind = \"none\" }";
        return Err(source.error(renew.span(), message));
    }
    Ok(())
}

/// Authorization, token and revocation endpoint. With the AT Protocol, each server names its own: placeholders stand
/// for them.
fn endpoints(
    source: Source<'_>,
    table: Range<usize>,
    raw: &file::OAuth,
    probe: &Url,
) -> Result<(Url, Url, Option<Url>), Error> {
    if raw.protocol == Protocol::Atproto {
        let given = [&raw.authorize, &raw.token, &raw.revoke, &raw.request, &raw.discover, &raw.register];
        if let Some(url) = given.into_iter().flatten().next() {
            let message = "with protocol = \"atproto\" each server says where its endpoints are; remove this";
            return Err(source.error(url.span(), message));
        }
        let asks = raw.asks.as_ref().map(|asks| *asks.get_ref());
        if asks != Some(Asks::Handle) || raw.handles.is_none() {
            let message = "protocol = \"atproto\" needs `asks = \"handle\"` and a table [oauth.handles] with `resolve` and \
                           `directory`; add them";
            return Err(source.error(table, message));
        }
        let mut nobody = probe.clone();
        nobody.set_path("");
        nobody.set_query(None);
        return Ok((nobody.clone(), nobody.clone(), Some(nobody)));
    }
    let needed = |key: &str, url: &Option<Spanned<String>>| match url {
        Some(url) => source.endpoint(url),
        None => Err(source.error(table.clone(), format!("missing key `{key}` in [oauth]; add it"))),
    };
    let revoke = raw.revoke.as_ref().map(|url| source.endpoint(url)).transpose()?;
    Ok((needed("authorize", &raw.authorize)?, needed("token", &raw.token)?, revoke))
}

pub(super) fn oauth(source: Source<'_>, raw: Spanned<file::OAuth>, probe: &Url) -> Result<OAuth, Error> {
    let table = raw.span();
    let raw = raw.into_inner();
    let (authorize, token, revoke) = endpoints(source, table, &raw, probe)?;
    if raw.redirect.get_ref().is_empty() {
        let message = "`redirect` is empty; use one or more of loopback, bridge, scheme, pin";
        return Err(source.error(raw.redirect.span(), message));
    }
    if raw.redirect.get_ref().contains(&Redirect::Pin) && raw.protocol != Protocol::OAuth1a {
        let message = "`pin` is a way of protocol = \"oauth1a\" alone; remove it";
        return Err(source.error(raw.redirect.span(), message));
    }
    let secret = *raw.secret.get_ref();
    let revoke_by = match (raw.revoke_by, &raw.revoke) {
        (Some(by), None) => {
            let message = "`revoke_by` says how `revoke` is asked; add that, or remove this";
            return Err(source.error(by.span(), message));
        }
        (Some(by), Some(_)) => by.into_inner(),
        (None, _) => RevokeBy::default(),
    };
    let revoke_token = match (raw.revoke_token, &raw.revoke) {
        (Some(token), None) => {
            let message = "`revoke_token` says what `revoke` is given; add that, or remove this";
            return Err(source.error(token.span(), message));
        }
        (Some(token), Some(_)) => token.into_inner(),
        (None, _) => RevokeToken::default(),
    };
    let without_secret = raw.without_secret.map(|way| without_secret(source, secret, way)).transpose()?;
    let client_id_parameter = match raw.client_id_parameter {
        Some(name) => present(source, "client_id_parameter", name)?,
        None => "client_id".to_owned(),
    };
    let coarse_scopes = match raw.coarse_scopes {
        Some(scopes) if raw.register.is_none() => {
            let message = "`coarse_scopes` are for servers where Gander registers an app; add `register`, or remove this";
            return Err(source.error(scopes.span(), message));
        }
        Some(scopes) => scopes.into_inner(),
        None => Vec::new(),
    };
    let app_secret_proof =
        raw.app_secret_proof.map(|name| app_secret_proof(source, raw.protocol, secret, name)).transpose()?;
    let extra = |what, own: &[&str], raw| extra(source, what, own, raw);
    Ok(OAuth {
        protocol: raw.protocol,
        asks: raw.asks.map(Spanned::into_inner),
        handles: raw.handles.map(|handles| self::handles(source, raw.protocol, handles)).transpose()?,
        discover: raw.discover.map(|url| source.endpoint(&url)).transpose()?,
        register: raw.register.map(|url| source.endpoint(&url)).transpose()?,
        request: raw.request.map(|url| source.endpoint(&url)).transpose()?,
        authorize,
        token,
        revoke,
        revoke_by,
        revoke_token,
        revoke_page: raw.revoke_page.map(|url| source.page(&url)).transpose()?,
        client_auth: raw.client_auth,
        client_id_parameter,
        secret,
        without_secret,
        pkce: raw.pkce,
        optional_scopes: optional_scopes(source, &raw.scopes, raw.optional_scopes)?,
        scopes: raw.scopes,
        coarse_scopes,
        scope_separator: raw.scope_separator.unwrap_or_else(|| " ".to_owned()),
        redirect: raw.redirect.into_inner(),
        loopback: loopback(source, raw.loopback)?,
        authorize_extra: extra("authorize_extra", &OWN_PARAMETERS, raw.authorize_extra)?,
        token_extra: extra("token_extra", &OWN_TOKEN_PARAMETERS, raw.token_extra)?,
        rerequest: extra("rerequest", &OWN_PARAMETERS, raw.rerequest)?,
        strip_code_suffix: raw.strip_code_suffix.filter(|suffix| !suffix.is_empty()),
        app_secret_proof,
        long_lived: raw.long_lived.map(|swap| token_swap(source, swap, secret)).transpose()?,
        extend: raw.extend.map(|swap| token_swap(source, swap.into_inner(), secret)).transpose()?,
    })
}

fn without_secret(
    source: Source<'_>,
    secret: Secret,
    way: Spanned<file::WithoutSecret>,
) -> Result<WithoutSecret, Error> {
    if secret != Secret::Optional {
        let message =
            "[oauth.without_secret] is only for secret = \"optional\"; remove it, or change the secret";
        return Err(source.error(way.span(), message));
    }
    let way = way.into_inner();
    let loopback = way.loopback.map(|raw| loopback(source, Some(raw))).transpose()?;
    Ok(WithoutSecret { authorize: source.endpoint(&way.authorize)?, pkce: way.pkce, loopback })
}

fn handles(source: Source<'_>, protocol: Protocol, raw: Spanned<file::Handles>) -> Result<Handles, Error> {
    if protocol != Protocol::Atproto {
        return Err(source.error(raw.span(), "[oauth.handles] is only for protocol = \"atproto\"; remove it"));
    }
    let raw = raw.into_inner();
    Ok(Handles {
        resolve: source.endpoint(&raw.resolve)?,
        directory: source.endpoint(&raw.directory)?,
        profile: raw.profile.as_ref().map(|url| source.endpoint(url)).transpose()?,
    })
}

fn loopback(source: Source<'_>, raw: Option<file::Loopback>) -> Result<Loopback, Error> {
    let mut loopback =
        Loopback { host: "127.0.0.1".to_owned(), port: 0, path: "/callback".to_owned(), any_port: None };
    let Some(raw) = raw else { return Ok(loopback) };
    if let Some(host) = raw.host {
        if !["127.0.0.1", "[::1]", "localhost"].contains(&host.get_ref().as_str()) {
            let message =
                format!("`{}` is not this device; use 127.0.0.1, [::1] or localhost", host.get_ref());
            return Err(source.error(host.span(), message));
        }
        loopback.host = host.into_inner();
    }
    if let Some(port) = raw.port {
        loopback.port = u16::try_from(*port.get_ref()).map_err(|_| {
            source.error(
                port.span(),
                format!("port {} does not exist; use 0 (any free one) to 65535", port.get_ref()),
            )
        })?;
    }
    if let Some(path) = raw.path {
        if !path.get_ref().starts_with('/') || path.get_ref().contains(['?', '#']) {
            let message =
                format!("`{}` is not a path; it starts with `/` and holds no `?` or `#`", path.get_ref());
            return Err(source.error(path.span(), message));
        }
        loopback.path = path.into_inner();
    }
    if let Some(any_port) = raw.any_port {
        if loopback.port != 0 {
            let message = "`any_port` is how any port is registered, and this file names one; remove either";
            return Err(source.error(any_port.span(), message));
        }
        loopback.any_port = Some(present(source, "any_port", any_port)?);
    }
    Ok(loopback)
}

fn app_secret_proof(
    source: Source<'_>,
    protocol: Protocol,
    secret: Secret,
    name: Spanned<String>,
) -> Result<String, Error> {
    if protocol != Protocol::OAuth2 || secret == Secret::None {
        let message =
            "`app_secret_proof` is made with the secret of an app of protocol = \"oauth2\"; remove it";
        return Err(source.error(name.span(), message));
    }
    if !is_parameter_name(name.get_ref()) || OWN_TOKEN_PARAMETERS.contains(&name.get_ref().as_str()) {
        let message = format!("`{}` is not the name of a parameter of its own; write one", name.get_ref());
        return Err(source.error(name.span(), message));
    }
    Ok(name.into_inner())
}

fn optional_scopes(
    source: Source<'_>,
    scopes: &[String],
    raw: BTreeMap<Spanned<String>, bool>,
) -> Result<BTreeMap<String, bool>, Error> {
    if let Some(twice) = raw.keys().find(|scope| scopes.contains(scope.get_ref())) {
        let message = format!("`{}` is in `scopes` as well; remove one", twice.get_ref());
        return Err(source.error(twice.span(), message));
    }
    if let Some(blank) = raw.keys().find(|scope| scope.get_ref().trim().is_empty()) {
        return Err(source.error(blank.span(), "the name of a permission is blank; write one"));
    }
    Ok(raw.into_iter().map(|(scope, at_first)| (scope.into_inner(), at_first)).collect())
}

fn extra(
    source: Source<'_>,
    what: &str,
    own: &[&str],
    raw: BTreeMap<Spanned<String>, String>,
) -> Result<BTreeMap<String, String>, Error> {
    if let Some(key) = raw.keys().find(|key| own.contains(&key.get_ref().as_str())) {
        let message = format!("`{}` is set by Gander itself; remove it from `{what}`", key.get_ref());
        return Err(source.error(key.span(), message));
    }
    Ok(raw.into_iter().map(|(key, value)| (key.into_inner(), value)).collect())
}

fn token_swap(source: Source<'_>, raw: file::TokenSwap, secret: Secret) -> Result<TokenSwap, Error> {
    let sends_secret = raw.send.iter().find(|send| *send.get_ref() == Send::ClientSecret);
    if let (Some(send), Secret::None) = (sends_secret, secret) {
        let message =
            "`client_secret` cannot be sent with secret = \"none\"; remove it, or declare the secret";
        return Err(source.error(send.span(), message));
    }
    Ok(TokenSwap {
        url: source.endpoint(&raw.url)?,
        method: raw.method,
        grant_type: raw.grant_type,
        token_parameter: raw.token_parameter,
        send: raw.send.into_iter().map(Spanned::into_inner).collect(),
    })
}
