//! Turns the raw form of a network file into a network, and checks everything that a type cannot.

mod app;
pub(crate) mod bounds;
mod oauth;
mod permissions;
mod publish;

use std::{collections::BTreeMap, ops::Range, sync::Arc, time::Duration};

use http::HeaderName;
use lifecycle::{Policy, Renewal};
use toml::Spanned;
use url::Url;

use crate::{
    AddressUse, Asks, Error, EvidencePointers, GrantedList, HandOver, Headers, Introspect, Network, Pages,
    Protocol, Publish, Rule, WhoAmI,
    error::Source,
    explain,
    file::{self, Means, On, RenewKind, Scope, Unit},
    hosts::{is_for_practice, is_template},
    one_or_many::OneOrMany,
    wait::{Held, Until, Usage},
    whoami::WithPermission,
};

impl Network {
    /// Reads a network file.
    ///
    /// # Errors
    ///
    /// Names `file`, the line, and what to do.
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        Self::parse_spanned(file, text).map(Spanned::into_inner)
    }

    /// Like [`Self::parse`], with the place of the id.
    pub(crate) fn parse_spanned(file: &str, text: &str) -> Result<Spanned<Self>, Error> {
        let source = Source { file, text };
        bounds::text(source)?;
        let raw: file::File = toml::from_str(text).map_err(|error| explain::explain(source, &error))?;
        let id = raw.id.span();
        Ok(Spanned::new(id, network(source, raw)?))
    }
}

fn network(source: Source<'_>, mut raw: file::File) -> Result<Network, Error> {
    if raw.id.get_ref().is_empty() || !raw.id.get_ref().bytes().all(is_id_byte) {
        let message = format!("id `{}` may only hold a-z, 0-9 and `-`", raw.id.get_ref());
        return Err(source.error(raw.id.span(), message));
    }
    bounds::counts(source, &raw)?;
    let policy = policy(source, &raw)?;
    if raw.oauth.get_ref().protocol == Protocol::OAuth1a {
        oauth::signed(source, &raw)?;
    }
    let grace = grace(source, raw.policy.renew.get_ref())?;
    let asks = raw.oauth.get_ref().asks.as_ref().map_or_else(|| raw.id.span(), Spanned::span);
    let optional_needs = permissions::optional_needs(&raw);
    let headers = Headers::check(source, raw.headers, raw.oauth.get_ref(), &raw.app)?;
    let of_posts = raw.publish.as_mut().map(|publish| std::mem::take(&mut publish.headers));
    let of_posts = Headers::check(source, of_posts.unwrap_or_default(), raw.oauth.get_ref(), &raw.app)?;
    let probe = WhoAmI {
        url: source.endpoint(&raw.probe.url)?,
        with_permission: with_permission(source, raw.probe.with_permission, &raw.oauth)?,
        id: source.pointers(Some(&raw.probe.id))?,
        username: source.pointers(raw.probe.username.as_ref())?,
        name: source.names(raw.probe.name.as_ref())?,
        avatar: source.pointers(raw.probe.avatar.as_ref())?,
        granted: raw.probe.granted.map(|raw| GrantedList::check(source, raw)).transpose()?,
        token: raw.probe.token,
    };
    let identity = identity(source, raw.identity, &probe, &raw.oauth)?;
    let oauth = oauth::oauth(source, raw.oauth, &probe.url)?;
    let scopes: Vec<_> = oauth.scopes.iter().chain(oauth.optional_scopes.keys()).cloned().collect();
    let publish = raw.publish.map(|raw| Publish::check(source, raw, of_posts, &scopes)).transpose()?;
    let pages = raw.pages.map(|raw| Pages::check(source, raw)).transpose()?;
    let introspect = raw.introspect.map(|raw| Introspect::check(source, raw)).transpose()?;
    let hand_over = raw.hand_over.map(|raw| HandOver::check(source, raw)).transpose()?;
    let mut network = Network {
        id: raw.id.get_ref().as_str().into(),
        name: present(source, "name", raw.name)?,
        server: None,
        app_client_id: named(source, "client_id", raw.app.client_id.clone())?,
        own_app: app::own_app(source, raw.app)?,
        headers,
        oauth,
        optional_needs,
        policy: Arc::new(policy),
        grace,
        summary: present(source, "summary", raw.policy.summary)?,
        summaries: Arc::new(summaries(source, raw.policy.summaries)?),
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
        practice: false,
        purposes: permissions::purposes(raw.permissions),
        publish,
        hand_over,
    };
    addresses(source, &mut network, asks)?;
    Ok(network)
}

/// Checks that the addresses fit together, and sets `practice`. An error points at `span`.
fn addresses(source: Source<'_>, network: &mut Network, span: Range<usize>) -> Result<(), Error> {
    let all = network.addresses();
    let asked = || all.iter().filter(|(kind, _)| *kind == AddressUse::Access).map(|(_, url)| url);
    // A template with http stands for servers on this device.
    let practice = asked().all(|url| is_for_practice(url) || (is_template(url) && url.scheme() == "http"));
    network.practice = practice;
    // A practice network may have complete addresses beside templates.
    let to_be_said = |url: &Url| is_template(url) || practice;
    match network.oauth.asks {
        Some(Asks::Server) if !asked().all(to_be_said) || network.oauth.register.is_none() => {
            let message = "a network that asks for a server has `{server}` in place of the host in every address, and \
                           says with `register` where an app is registered";
            Err(source.error(span, message))
        }
        Some(Asks::Handle) if network.oauth.protocol != Protocol::Atproto => {
            Err(source.error(span, "only with protocol = \"atproto\" does a handle lead to a server"))
        }
        Some(Asks::Handle) if !to_be_said(&network.identity.url) || !to_be_said(&network.probe.url) => {
            let message = "a network that asks for a handle has `{server}` in place of the host in [probe] and [identity]";
            Err(source.error(span, message))
        }
        None if all.iter().any(|(_, url)| is_template(url)) => {
            let message = "`{server}` is filled in by the person: add `asks = \"server\"` to [oauth]";
            Err(source.error(span, message))
        }
        Some(Asks::Server | Asks::Handle) | None => Ok(()),
    }
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// Refuses a blank text.
pub(crate) fn present(source: Source<'_>, key: &str, text: Spanned<String>) -> Result<String, Error> {
    if text.get_ref().trim().is_empty() {
        return Err(source.error(text.span(), format!("`{key}` is blank; write one")));
    }
    Ok(text.into_inner())
}

fn summaries(
    source: Source<'_>,
    raw: BTreeMap<Spanned<String>, Spanned<String>>,
) -> Result<BTreeMap<String, String>, Error> {
    let checked = raw.into_iter().map(|(language, text)| {
        let code = language.get_ref();
        if code == "en" {
            return Err(source.error(language.span(), "English is `summary` itself"));
        }
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_lowercase()) {
            let message = format!("`{code}` is not a language: write its two letters, such as `de`");
            return Err(source.error(language.span(), message));
        }
        let text = present(source, code, text)?;
        Ok((language.into_inner(), text))
    });
    checked.collect()
}

fn named(source: Source<'_>, key: &str, text: Option<Spanned<String>>) -> Result<Option<String>, Error> {
    text.map(|text| present(source, key, text)).transpose()
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

/// Only a rotating refresh token has a grace period.
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

fn identity(
    source: Source<'_>,
    raw: file::Identity,
    probe: &WhoAmI,
    oauth: &Spanned<file::OAuth>,
) -> Result<WhoAmI, Error> {
    let own_url = raw.url.is_some();
    let url = raw.url.as_ref().map_or_else(|| Ok(probe.url.clone()), |url| source.endpoint(url))?;
    let pointers = |given: &Option<_>, of_probe: &crate::Pointers| match given {
        Some(texts) => source.pointers(Some(texts)),
        None => Ok(of_probe.clone()),
    };
    Ok(WhoAmI {
        with_permission: match raw.with_permission {
            None if !own_url => probe.with_permission.clone(),
            given => with_permission(source, given, oauth)?,
        },
        url,
        id: pointers(&raw.id, &probe.id)?,
        username: pointers(&raw.username, &probe.username)?,
        name: match &raw.name {
            Some(places) => source.names(Some(places))?,
            None => probe.name.clone(),
        },
        avatar: pointers(&raw.avatar, &probe.avatar)?,
        granted: match raw.granted {
            Some(granted) => Some(GrantedList::check(source, granted)?),
            None => probe.granted.clone(),
        },
        token: raw.token.unwrap_or(probe.token),
    })
}

fn with_permission(
    source: Source<'_>,
    raw: Option<file::WithPermission>,
    oauth: &Spanned<file::OAuth>,
) -> Result<Option<WithPermission>, Error> {
    let Some(raw) = raw else { return Ok(None) };
    let oauth = oauth.get_ref();
    let mut asked = oauth.scopes.iter().chain(oauth.optional_scopes.keys().map(Spanned::get_ref));
    if !asked.any(|scope| scope == raw.scope.get_ref()) {
        let message = format!("`{}` is not asked for; add it to `scopes` in [oauth]", raw.scope.get_ref());
        return Err(source.error(raw.scope.span(), message));
    }
    let is_query = |query: &str| query.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#".contains(&byte));
    if raw.query.get_ref().is_empty() || !is_query(raw.query.get_ref()) {
        let message = "`query` is what stands after the `?` of an address, without the `?`; write it so";
        return Err(source.error(raw.query.span(), message));
    }
    Ok(Some(WithPermission { scope: raw.scope.into_inner(), query: raw.query.into_inner() }))
}

fn rule(source: Source<'_>, raw: file::Rule) -> Result<Rule, Error> {
    let means = *raw.means.get_ref();
    if raw.on.get_ref().0.is_empty() {
        let message = "`on` is empty; use one or more of api, token, renewal, revoke, any";
        return Err(source.error(raw.on.span(), message));
    }
    if let Some(confirm_after) = &raw.confirm_after {
        if !means.refuses() {
            let message = "`confirm_after` is only for what disconnects, and for app_fault; remove it";
            return Err(source.error(confirm_after.span(), message));
        }
        if raw.on.get_ref().0.iter().all(|on| *on == On::Revoke) {
            let message =
                "`confirm_after` has no effect with on = \"revoke\", which is asked once; remove it";
            return Err(source.error(confirm_after.span(), message));
        }
    }
    if let Some(until) = raw.until.as_ref().filter(|_| means != Means::RateLimited) {
        return Err(source.error(until.span(), "`until` is only for means = \"rate_limited\"; remove it"));
    }
    if let Some(scope) = raw.scope.as_ref().filter(|_| means != Means::RateLimited) {
        return Err(source.error(scope.span(), "`scope` is only for means = \"rate_limited\"; remove it"));
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

fn statuses(source: Source<'_>, raw: &Spanned<OneOrMany<i64>>) -> Result<Vec<u16>, Error> {
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
        (Unit::Timestamp, Some(name)) if raw.member.is_none() => {
            return Ok(Until::Timestamp(header(source, name)?));
        }
        (Unit::Timestamp, Some(_)) => {
            return Err(source.error(span, "unit `timestamp` is a whole header; remove `member`"));
        }
        (Unit::Epoch | Unit::Timestamp | Unit::Seconds | Unit::Minutes, None) => {
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
