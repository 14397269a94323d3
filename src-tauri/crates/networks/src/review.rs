//! Reviews a usable network file for people who write one.

use std::{iter, ops::Range, path::Path};

use crate::{
    Error, Network, Protocol, Redirect,
    error::Source,
    explain,
    file::{self, Means, On, RenewKind, Rule},
    folder::read_text,
};

/// Meanings that a good file has, each with the effect of its absence.
const TOLD: [(Means, &str); 4] = [
    (Means::Expired, "a token that ended is never renewed or reported; add one for the network's 401"),
    (Means::PermissionMissing, "a missing permission looks like a network that is out of reach"),
    (Means::AppFault, "wrong app keys are told as a sign-in that was refused"),
    (
        Means::Checkpoint,
        "a locked account looks like a network that is out of reach; leave it if the network tells none",
    ),
];
/// In seconds. More frequent checks than the first may count as abuse; rarer checks than the second find a disconnect
/// late.
const SHORTEST_PAUSE: i64 = 300;
const LONGEST_PAUSE: i64 = 86_400;

/// The network of a file, and advice on missing parts.
#[derive(Debug)]
pub struct Review {
    /// The network.
    pub network: Network,
    /// The advice, in the order of the lines.
    pub advice: Vec<Error>,
}

impl Review {
    /// Like [`Self::of`], for a file on disk.
    ///
    /// # Errors
    ///
    /// The errors of [`Self::of`], or a file that cannot be read.
    pub fn read(path: &Path) -> Result<Self, Error> {
        Self::of(&path.display().to_string(), &read_text(path)?)
    }

    /// Reads a network file, and looks for missing parts.
    ///
    /// # Errors
    ///
    /// When it cannot be used: names `file`, the line, and what to do.
    pub fn of(file: &str, text: &str) -> Result<Self, Error> {
        let network = Network::parse(file, text)?;
        let source = Source { file, text };
        let raw: file::File = toml::from_str(text).map_err(|error| explain::explain(source, &error))?;
        let mut advice = Vec::new();
        let mut say = |span: Range<usize>, message: String| advice.push(source.error(span, message));
        access(&network, &raw, &mut say);
        people(&raw, &mut say);
        signals(&raw, &mut say);
        advice.sort_by_key(|advice| advice.line);
        Ok(Self { network, advice })
    }
}

/// Reviews sign-in, checks and revocation.
fn access(network: &Network, raw: &file::File, say: &mut impl FnMut(Range<usize>, String)) {
    let oauth = raw.oauth.get_ref();
    // The AT Protocol's servers name their own endpoints.
    let is_known =
        oauth.revoke.is_some() || oauth.revoke_page.is_some() || oauth.protocol == Protocol::Atproto;
    if !is_known {
        say(
            raw.oauth.span(),
            "no `revoke` and no `revoke_page` in [oauth]: after a Disconnect the network goes on allowing Gander, and \
             people are not told where to end it"
                .into(),
        );
    }
    if !oauth.redirect.get_ref().contains(&Redirect::Loopback) {
        say(
            oauth.redirect.span(),
            "without `loopback` in `redirect` this network cannot be connected from a computer".into(),
        );
    }
    let pause = network.policy.probe_every.num_seconds();
    if pause < SHORTEST_PAUSE && !network.practice {
        say(
            raw.probe.every.span(),
            "asks more often than every five minutes; most networks limit that".into(),
        );
    }
    if pause > LONGEST_PAUSE {
        say(raw.probe.every.span(), "a disconnect is found as late as this; a day is late enough".into());
    }
    if raw.policy.warn.is_empty()
        && raw.policy.renew.get_ref().kind == RenewKind::None
        && network.policy.access.is_some()
    {
        say(
            raw.policy.access.span(),
            "access ends and nothing renews it, but `warn` is empty: nobody is told in time".into(),
        );
    }
}

/// Reviews the texts that people read.
fn people(raw: &file::File, say: &mut impl FnMut(Range<usize>, String)) {
    let identity = &raw.identity;
    let has_username = raw.probe.username.is_some() || identity.username.is_some();
    if !has_username && raw.probe.name.is_none() && identity.name.is_none() {
        say(raw.probe.id.span(), "neither `username` nor `name`: people see the account's number".into());
    }
    for (key, summary) in iter::once(("summary", &raw.policy.summary))
        .chain(raw.policy.summaries.iter().map(|(language, summary)| (language.get_ref().as_str(), summary)))
    {
        let text = summary.get_ref().trim_end();
        let sentences = text.split(['.', '!', '?', '。', '؟']).filter(|rest| !rest.trim().is_empty()).count();
        if sentences != 2 || !text.ends_with(['.', '。']) {
            say(
                summary.span(),
                format!("`{key}` is two plain sentences: how long access lasts, and what ends it"),
            );
        }
    }
    if raw.evidence.code.is_none() {
        say(
            raw.id.span(),
            "no `code` in [evidence]: people see a status, and never the network's own code".into(),
        );
    }
}

fn signals(raw: &file::File, say: &mut impl FnMut(Range<usize>, String)) {
    let told = |means: Means| raw.signal.iter().any(|rule| *rule.means.get_ref() == means);
    let endless = raw.policy.access.get_ref() == "never";
    for (means, lost) in TOLD {
        // A token without an end never expires.
        let is_none = endless && means == Means::Expired;
        if !told(means) && !is_none {
            say(raw.id.span(), format!("no [[signal]] means `{}`: {lost}", word(means)));
        }
    }
    let renews = raw.policy.renew.get_ref().kind != RenewKind::None;
    if renews && !told(Means::RefreshRejected) {
        let message = "no [[signal]] means `refresh_rejected`: a renewal that is refused is tried for ever";
        say(raw.policy.renew.span(), message.into());
    }
    if !renews && !told(Means::Revoked) {
        let message = "no [[signal]] means `revoked`: nobody learns that access was taken back";
        say(raw.id.span(), message.into());
    }
    for (index, rule) in raw.signal.iter().enumerate() {
        if rule.at.is_empty() && rule.status.is_none() && rule.means.get_ref().needs_proof() {
            let message = "this [[signal]] has neither `status` nor `at`, so that every answer means it";
            say(rule.on.span(), message.into());
        }
        if raw.signal[..index].iter().any(|earlier| covers(earlier, rule)) {
            say(
                rule.on.span(),
                "an earlier [[signal]] takes every answer that this one is for; move it up".into(),
            );
        }
    }
}

/// Tells whether a rule matches every answer that the later one could match.
fn covers(earlier: &Rule, later: &Rule) -> bool {
    let on = &earlier.on.get_ref().0;
    let everywhere = later.on.get_ref().0.iter().all(|place| on.contains(place) || on.contains(&On::Any));
    let every_status = match (&earlier.status, &later.status) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(earlier), Some(later)) => {
            later.get_ref().0.iter().all(|status| earlier.get_ref().0.contains(status))
        }
    };
    earlier.at.is_empty() && everywhere && every_status
}

/// The word of a meaning in a file.
fn word(means: Means) -> &'static str {
    match means {
        Means::Fine => "fine",
        Means::Expired => "expired",
        Means::Revoked => "revoked",
        Means::PasswordChanged => "password_changed",
        Means::Checkpoint => "checkpoint",
        Means::PermissionMissing => "permission_missing",
        Means::RefreshRejected => "refresh_rejected",
        Means::AppFault => "app_fault",
        Means::RateLimited => "rate_limited",
        Means::Transient => "transient",
    }
}
