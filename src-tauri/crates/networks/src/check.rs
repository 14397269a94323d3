//! From the raw form of a network file to a network: everything that a type alone cannot say.

use std::{collections::BTreeMap, ops::Range, sync::Arc, time::Duration};

use http::HeaderName;
use lifecycle::{Policy, Renewal};
use toml::Spanned;
use url::Url;

use crate::{
    Asks, Error, EvidencePointers, Flow, GrantedList, Handles, Introspect, Loopback, Network, OAuth, OwnApp,
    Pages, RevokeBy, RevokeToken, Rule, Secret, Send, TokenSwap, WhoAmI, WithoutSecret,
    error::Source,
    file::{self, Means, RenewKind, Scope, Unit},
    permissions,
    server::is_template,
    value::is_loopback,
    wait::{Held, Until, Usage},
};

/// Parameters of the authorization request that are Gander's to set: `state` above all.
const OWN_PARAMETERS: [&str; 7] = [
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
];
/// Those of the request that exchanges the code.
const OWN_TOKEN_PARAMETERS: [&str; 6] =
    ["client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri"];

pub(crate) fn network(source: Source<'_>, raw: file::File) -> Result<Network, Error> {
    if raw.id.get_ref().is_empty() || !raw.id.get_ref().bytes().all(is_id_byte) {
        let message = format!("id `{}` may only hold a-z, 0-9 and `-`", raw.id.get_ref());
        return Err(source.error(raw.id.span(), message));
    }
    let policy = policy(source, &raw)?;
    if raw.oauth.get_ref().flow == Flow::OAuth1a {
        signed(source, &raw)?;
    }
    let grace = grace(source, raw.policy.renew.get_ref())?;
    let asks = raw.oauth.get_ref().asks.as_ref().map(|asks| (asks.span(), *asks.get_ref()));
    let probe = WhoAmI {
        url: source.endpoint(&raw.probe.url)?,
        id: source.pointers(Some(&raw.probe.id))?,
        username: source.pointers(raw.probe.username.as_ref())?,
        name: source.pointers(raw.probe.name.as_ref())?,
        avatar: source.pointers(raw.probe.avatar.as_ref())?,
        granted: raw.probe.granted.map(|raw| GrantedList::check(source, raw)).transpose()?,
        token: raw.probe.token,
    };
    let identity = identity(source, raw.identity, &probe)?;
    let oauth = oauth(source, raw.oauth, &probe.url)?;
    let pages = raw.pages.map(|raw| Pages::check(source, raw)).transpose()?;
    let introspect = raw.introspect.map(|raw| Introspect::check(source, raw)).transpose()?;
    let others =
        || pages.iter().map(|pages| &pages.url).chain(introspect.iter().map(|introspect| &introspect.url));
    let addresses = || asked(&oauth).chain([&identity.url, &probe.url]).chain(others());
    let (templates, whole): (Vec<_>, Vec<_>) = addresses().partition(|url| is_template(url));
    match asks {
        Some((span, Asks::Server)) if !whole.is_empty() || oauth.register.is_none() => {
            let message = "a network that asks for a server has `{server}` in place of the host in every address, and \
                           says with `register` where an app is registered";
            return Err(source.error(span, message));
        }
        Some((span, Asks::Handle)) if oauth.flow != Flow::Atproto => {
            return Err(source.error(span, "only with flow = \"atproto\" does a handle lead to a server"));
        }
        Some((span, Asks::Handle)) if !is_template(&identity.url) || !is_template(&probe.url) => {
            let message = "a network that asks for a handle has `{server}` in place of the host in [probe] and [identity]";
            return Err(source.error(span, message));
        }
        Some((_, Asks::Server | Asks::Handle)) | None => {}
    }
    if asks.is_none() && !templates.is_empty() {
        let message = "`{server}` is filled in by the person: add `asks = \"server\"` to [oauth]";
        return Err(source.error(raw.id.span(), message));
    }
    // One server is reached as the others are.
    let practice = addresses().all(|url| is_loopback(url) || (is_template(url) && url.scheme() == "http"));
    Ok(Network {
        id: raw.id.get_ref().as_str().into(),
        name: present(source, "name", raw.name)?,
        server: None,
        app_client_id: named(source, "client_id", raw.app.client_id)?,
        own_app: OwnApp {
            page: raw.app.page.map(|page| source.page(&page)).transpose()?,
            id_is_called: named(source, "id_is_called", raw.app.id_is_called)?,
            secret_is_called: named(source, "secret_is_called", raw.app.secret_is_called)?,
        },
        oauth,
        policy: Arc::new(policy),
        grace,
        summary: present(source, "summary", raw.policy.summary)?,
        page: source.page(&raw.policy.page)?,
        identity,
        probe,
        pages,
        introspect,
        signals: raw.signal.into_iter().map(|raw| rule(source, raw)).collect::<Result<_, _>>()?,
        evidence: EvidencePointers {
            code: source.pointers(raw.evidence.code.as_ref())?,
            subcode: source.pointers(raw.evidence.subcode.as_ref())?,
        },
        usage: raw.usage.map(|raw| usage(source, raw)).transpose()?,
        practice,
        purposes: permissions::purposes(raw.permissions),
    })
}

/// What OAuth 1.0a cannot do without, and what it does not have.
fn signed(source: Source<'_>, raw: &file::File) -> Result<(), Error> {
    let oauth = raw.oauth.get_ref();
    if oauth.request.is_none() {
        let message = "flow `oauth1a` asks for temporary credentials first; say where with `request`";
        return Err(source.error(oauth.secret.span(), message));
    }
    if *oauth.secret.get_ref() != Secret::Required {
        let message = "flow `oauth1a` signs each request with the app's secret; use \"required\"";
        return Err(source.error(oauth.secret.span(), message));
    }
    if let Some(by) = &oauth.revoke_by {
        let message = "flow `oauth1a` signs the request to `revoke` like any other; remove `revoke_by`";
        return Err(source.error(by.span(), message));
    }
    let renew = &raw.policy.renew;
    if renew.get_ref().kind != RenewKind::None {
        let message = "flow `oauth1a` has nothing that renews a token; use { kind = \"none\" }";
        return Err(source.error(renew.span(), message));
    }
    Ok(())
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// Text that people or networks read, so that blank is as bad as missing.
fn present(source: Source<'_>, key: &str, text: Spanned<String>) -> Result<String, Error> {
    if text.get_ref().trim().is_empty() {
        return Err(source.error(text.span(), format!("`{key}` is blank; write one")));
    }
    Ok(text.into_inner())
}

fn named(source: Source<'_>, key: &str, text: Option<Spanned<String>>) -> Result<Option<String>, Error> {
    text.map(|text| present(source, key, text)).transpose()
}

/// Every address that is asked or opened to gain access.
pub(crate) fn asked(oauth: &OAuth) -> impl Iterator<Item = &Url> {
    let swaps = [&oauth.long_lived, &oauth.extend].into_iter().flatten().map(|swap| &swap.url);
    let own = [&oauth.discover, &oauth.register, &oauth.request, &oauth.revoke].into_iter().flatten();
    let without_secret = oauth.without_secret.iter().map(|way| &way.authorize);
    let handles = oauth.handles.iter().flat_map(|handles| [&handles.resolve, &handles.directory]);
    [&oauth.authorize, &oauth.token].into_iter().chain(own).chain(handles).chain(swaps).chain(without_secret)
}

/// Authorization, token and revocation endpoint. At the AT Protocol each server says by itself where they are: nobody's
/// address stands for them.
fn endpoints(
    source: Source<'_>,
    table: Range<usize>,
    raw: &file::OAuth,
    probe: &Url,
) -> Result<(Url, Url, Option<Url>), Error> {
    if raw.flow == Flow::Atproto {
        let given = [&raw.authorize, &raw.token, &raw.revoke, &raw.request, &raw.discover, &raw.register];
        if let Some(url) = given.into_iter().flatten().next() {
            let message = "with flow = \"atproto\" each server says where its endpoints are; remove this";
            return Err(source.error(url.span(), message));
        }
        let asks = raw.asks.as_ref().map(|asks| *asks.get_ref());
        if asks != Some(Asks::Handle) || raw.handles.is_none() {
            let message = "flow = \"atproto\" needs `asks = \"handle\"` and a table [oauth.handles] with `resolve` and \
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

fn oauth(source: Source<'_>, raw: Spanned<file::OAuth>, probe: &Url) -> Result<OAuth, Error> {
    let table = raw.span();
    let raw = raw.into_inner();
    let (authorize, token, revoke) = endpoints(source, table, &raw, probe)?;
    if raw.redirect.get_ref().is_empty() {
        let message = "`redirect` is empty; use one or more of loopback, bridge, scheme";
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
    let without_secret = match raw.without_secret {
        Some(way) if secret != Secret::Optional => {
            let message =
                "[oauth.without_secret] is only for secret = \"optional\"; remove it, or change the secret";
            return Err(source.error(way.span(), message));
        }
        Some(way) => {
            let way = way.into_inner();
            Some(WithoutSecret { authorize: source.endpoint(&way.authorize)?, pkce: way.pkce })
        }
        None => None,
    };
    let client_id_parameter = match raw.client_id_parameter {
        Some(name) => present(source, "client_id_parameter", name)?,
        None => "client_id".to_owned(),
    };
    let extra = |what, own: &[&str], raw| extra(source, what, own, raw);
    Ok(OAuth {
        flow: raw.flow,
        asks: raw.asks.map(Spanned::into_inner),
        handles: raw.handles.map(|handles| self::handles(source, raw.flow, handles)).transpose()?,
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
        scopes: raw.scopes,
        scope_separator: raw.scope_separator.unwrap_or_else(|| " ".to_owned()),
        redirect: raw.redirect.into_inner(),
        loopback: loopback(source, raw.loopback)?,
        authorize_extra: extra("authorize_extra", &OWN_PARAMETERS, raw.authorize_extra)?,
        token_extra: extra("token_extra", &OWN_TOKEN_PARAMETERS, raw.token_extra)?,
        rerequest: extra("rerequest", &OWN_PARAMETERS, raw.rerequest)?,
        strip_code_suffix: raw.strip_code_suffix.filter(|suffix| !suffix.is_empty()),
        long_lived: raw.long_lived.map(|swap| token_swap(source, swap, secret)).transpose()?,
        extend: raw.extend.map(|swap| token_swap(source, swap.into_inner(), secret)).transpose()?,
    })
}

fn handles(source: Source<'_>, flow: Flow, raw: Spanned<file::Handles>) -> Result<Handles, Error> {
    if flow != Flow::Atproto {
        return Err(source.error(raw.span(), "[oauth.handles] is only for flow = \"atproto\"; remove it"));
    }
    let raw = raw.into_inner();
    Ok(Handles { resolve: source.endpoint(&raw.resolve)?, directory: source.endpoint(&raw.directory)? })
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

fn policy(source: Source<'_>, raw: &file::File) -> Result<Policy, Error> {
    let policy = &raw.policy;
    let access = match policy.access.get_ref().as_str() {
        "never" => None,
        _ => Some(source.duration(&policy.access)?),
    };
    let mut warn = policy.warn.iter().map(|text| source.duration(text)).collect::<Result<Vec<_>, _>>()?;
    warn.sort_unstable_by(|a, b| b.cmp(a));
    warn.dedup();
    Ok(Policy {
        access,
        renewal: renewal(source, raw)?,
        data_access: source.optional_duration(policy.data_access.as_ref())?,
        data_loss_after: source.optional_duration(policy.data_loss_after.as_ref())?,
        warn,
        probe_every: source.duration(&raw.probe.every)?,
        needs: permissions::needs(source, raw)?,
    })
}

fn renewal(source: Source<'_>, raw: &file::File) -> Result<Renewal, Error> {
    let renew = raw.policy.renew.get_ref();
    let span = raw.policy.renew.span();
    only_keys_of_its_kind(source, renew)?;
    let needed = |key: &str, value: &Option<Spanned<String>>, kind: &str| {
        value.clone().ok_or_else(|| {
            let message = format!("missing key `{key}` in [policy.renew]; kind `{kind}` needs it");
            source.error(span.clone(), message)
        })
    };
    match (renew.kind, &raw.oauth.get_ref().extend) {
        (RenewKind::Extend, None) => {
            let message = "kind `extend` needs a table [oauth.extend] that says how; add it";
            Err(source.error(span, message))
        }
        (RenewKind::None | RenewKind::Refresh, Some(extend)) => {
            let message = "[oauth.extend] is only for renew kind `extend`; remove it, or change the kind";
            Err(source.error(extend.span(), message))
        }
        (RenewKind::None, None) => Ok(Renewal::None),
        (RenewKind::Extend, Some(_)) => Ok(Renewal::Extend {
            min_age: source.duration_or_zero(&needed("min_age", &renew.min_age, "extend")?)?,
            every: source.duration(&needed("every", &renew.every, "extend")?)?,
        }),
        (RenewKind::Refresh, None) => Ok(Renewal::Refresh {
            horizon: source.optional_duration(renew.horizon.as_ref())?,
            slides: renew.slides.as_ref().is_some_and(|slides| *slides.get_ref()),
            rotates: renew.rotates.as_ref().is_some_and(|rotates| *rotates.get_ref()),
            before: source.duration_or_zero(&needed("before", &renew.before, "refresh")?)?,
        }),
    }
}

/// Only what is used once can be used once more.
fn grace(source: Source<'_>, renew: &file::Renew) -> Result<Option<Duration>, Error> {
    let rotates = renew.rotates.as_ref().is_some_and(|rotates| *rotates.get_ref());
    if let Some(grace) = renew.grace.as_ref().filter(|_| !rotates) {
        return Err(source.error(grace.span(), "`grace` is only for rotates = true; remove it"));
    }
    Ok(source.optional_duration(renew.grace.as_ref())?.and_then(|grace| grace.to_std().ok()))
}

fn only_keys_of_its_kind(source: Source<'_>, renew: &file::Renew) -> Result<(), Error> {
    let text = |value: &Option<Spanned<String>>| value.as_ref().map(Spanned::span);
    let truth = |value: &Option<Spanned<bool>>| value.as_ref().map(Spanned::span);
    let given: [(&str, RenewKind, Option<Range<usize>>); 7] = [
        ("min_age", RenewKind::Extend, text(&renew.min_age)),
        ("every", RenewKind::Extend, text(&renew.every)),
        ("horizon", RenewKind::Refresh, text(&renew.horizon)),
        ("slides", RenewKind::Refresh, truth(&renew.slides)),
        ("rotates", RenewKind::Refresh, truth(&renew.rotates)),
        ("before", RenewKind::Refresh, text(&renew.before)),
        ("grace", RenewKind::Refresh, text(&renew.grace)),
    ];
    for (key, kind, span) in given {
        let Some(span) = span else { continue };
        if kind == renew.kind {
            continue;
        }
        let advice = match renew.kind {
            RenewKind::None => "kind `none` has no other keys",
            RenewKind::Extend => "the keys of kind `extend` are min_age, every",
            RenewKind::Refresh => "the keys of kind `refresh` are horizon, slides, rotates, before, grace",
        };
        return Err(source.error(span, format!("`{key}` does not belong in [policy.renew] here; {advice}")));
    }
    Ok(())
}

fn identity(source: Source<'_>, raw: file::Identity, probe: &WhoAmI) -> Result<WhoAmI, Error> {
    let pointers = |given: &Option<_>, of_probe: &crate::Pointers| match given {
        Some(texts) => source.pointers(Some(texts)),
        None => Ok(of_probe.clone()),
    };
    Ok(WhoAmI {
        url: raw.url.as_ref().map_or_else(|| Ok(probe.url.clone()), |url| source.endpoint(url))?,
        id: pointers(&raw.id, &probe.id)?,
        username: pointers(&raw.username, &probe.username)?,
        name: pointers(&raw.name, &probe.name)?,
        avatar: pointers(&raw.avatar, &probe.avatar)?,
        granted: match raw.granted {
            Some(granted) => Some(GrantedList::check(source, granted)?),
            None => probe.granted.clone(),
        },
        token: raw.token.unwrap_or(probe.token),
    })
}

fn rule(source: Source<'_>, raw: file::Rule) -> Result<Rule, Error> {
    let means = *raw.means.get_ref();
    if let Some(confirm_after) =
        raw.confirm_after.as_ref().filter(|_| !means.needs_proof() || means == Means::Fine)
    {
        let message = "`confirm_after` is only for what disconnects; remove it";
        return Err(source.error(confirm_after.span(), message));
    }
    if let Some(until) = raw.until.as_ref().filter(|_| means != Means::RateLimited) {
        return Err(source.error(until.span(), "`until` is only for means = \"rate_limited\"; remove it"));
    }
    if let Some(scope) = raw.scope.as_ref().filter(|_| means != Means::RateLimited) {
        return Err(source.error(scope.span(), "`scope` is only for means = \"rate_limited\"; remove it"));
    }
    if raw.on.get_ref().0.is_empty() {
        let message = "`on` is empty; use one or more of api, token, renewal, revoke, any";
        return Err(source.error(raw.on.span(), message));
    }
    Ok(Rule {
        on: raw.on.into_inner().0,
        status: raw.status.map_or_else(|| Ok(Vec::new()), |status| statuses(source, &status))?,
        at: source.matchers(&raw.at)?,
        means,
        code: source.pointers(raw.code.as_ref())?,
        confirm_after: source.optional_duration(raw.confirm_after.as_ref())?,
        until: raw.until.map(|raw| until(source, raw)).transpose()?,
        app_wide: raw.scope.is_some_and(|scope| *scope.get_ref() == Scope::App),
    })
}

fn usage(source: Source<'_>, raw: file::Usage) -> Result<Usage, Error> {
    if raw.headers.get_ref().is_empty() {
        let message = "`headers` is empty; name the headers that tell, or remove [usage]";
        return Err(source.error(raw.headers.span(), message));
    }
    if raw.members.get_ref().is_empty() {
        let message = "`members` is empty; name what to look for in the headers, or remove [usage]";
        return Err(source.error(raw.members.span(), message));
    }
    let most = *raw.most.get_ref();
    if !(1..=100).contains(&most) {
        return Err(
            source.error(raw.most.span(), format!("{most} is no share of a limit; use 1 to 100 per cent"))
        );
    }
    Ok(Usage {
        headers: raw.headers.get_ref().iter().map(|name| header(source, name)).collect::<Result<_, _>>()?,
        members: raw.members.into_inner(),
        most,
        wait: source.duration(&raw.wait)?,
    })
}

fn header(source: Source<'_>, name: &Spanned<String>) -> Result<HeaderName, Error> {
    HeaderName::from_bytes(name.get_ref().as_bytes()).map_err(|_| {
        source.error(name.span(), format!("`{}` is not the name of an HTTP header", name.get_ref()))
    })
}

fn statuses(source: Source<'_>, raw: &Spanned<file::OneOrMany<i64>>) -> Result<Vec<u16>, Error> {
    if raw.get_ref().0.is_empty() {
        return Err(source.error(raw.span(), "`status` is empty; name a status, or remove the key for any"));
    }
    let status = |number: &i64| {
        u16::try_from(*number).ok().filter(|status| (100..=599).contains(status)).ok_or_else(|| {
            source.error(raw.span(), format!("{number} is not an HTTP status; use 100 to 599"))
        })
    };
    raw.get_ref().0.iter().map(status).collect()
}

fn until(source: Source<'_>, raw: Spanned<file::Until>) -> Result<Until, Error> {
    let span = raw.span();
    let raw = raw.into_inner();
    let unit = match (raw.unit, &raw.header) {
        (Unit::UtcMidnight, None) if raw.member.is_none() => return Ok(Until::UtcMidnight),
        (Unit::UtcMidnight, _) => {
            return Err(
                source.error(span, "unit `utc_midnight` takes no header; remove `header` and `member`")
            );
        }
        (Unit::Epoch | Unit::Seconds | Unit::Minutes, None) => {
            return Err(
                source.error(span, "missing key `header` in [signal.until]; name the header that tells")
            );
        }
        (Unit::Epoch, Some(name)) => (Until::Epoch as fn(Held) -> Until, name),
        (Unit::Seconds, Some(name)) => (Until::Seconds as fn(Held) -> Until, name),
        (Unit::Minutes, Some(name)) => (Until::Minutes as fn(Held) -> Until, name),
    };
    let (unit, name) = unit;
    Ok(unit(Held { header: header(source, name)?, member: raw.member.map(Spanned::into_inner) }))
}
