//! Authorization codes, grants and tokens.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};

use crate::random;

/// A member's consent to an app. Every token minted from it refers to it.
pub(crate) struct Grant {
    pub(crate) member: usize,
    pub(crate) scopes: BTreeSet<String>,
    /// The requested scopes that the member did not allow.
    pub(crate) declined: BTreeSet<String>,
    pub(crate) consented_at: DateTime<Utc>,
    /// The reason why the grant ended, once it has.
    pub(crate) ended: Option<End>,
    /// The app has learnt whose grant it is.
    pub(crate) identified: bool,
}

/// The reason why a grant ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Revoked,
    PasswordChanged,
    /// A used refresh token was sent again.
    Replayed,
    /// The network allows one grant for each member, and a newer one exists.
    Replaced,
}

impl End {
    /// The reason in words, for the control page.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::PasswordChanged => "password changed",
            Self::Replayed => "refresh token replayed",
            Self::Replaced => "replaced by a newer sign-in",
        }
    }
}

/// An authorization request, kept until the app redeems its code.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) scopes: Vec<String>,
    /// The requested scopes that the member did not allow.
    pub(crate) declined: Vec<String>,
    /// The app wants the member asked again for scopes that they declined earlier.
    pub(crate) again: bool,
    pub(crate) challenge: Option<Challenge>,
    /// The app wants a refresh token, where a network gives one only on request.
    pub(crate) offline: bool,
    /// The thumbprint of the key that the tokens will be bound to (RFC 9449 section 10).
    pub(crate) key: Option<String>,
}

/// Proof key for code exchange (RFC 7636).
#[derive(Clone)]
pub(crate) enum Challenge {
    Plain(String),
    S256(String),
    /// The hash in lowercase hex, as TikTok reads the RFC.
    Hex(String),
}

impl Challenge {
    /// Tells whether the verifier matches.
    pub(crate) fn is_met_by(&self, verifier: &str) -> bool {
        match self {
            Self::Plain(expected) => verifier == expected,
            Self::S256(expected) => URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == *expected,
            Self::Hex(expected) => {
                let digest = Sha256::digest(verifier);
                digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == *expected
            }
        }
    }
}

struct Code {
    member: usize,
    request: Request,
    expires_at: DateTime<Utc>,
    used: bool,
}

/// The reason why a code is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeRefused {
    Unknown,
    Used,
    Expired,
    OtherRedirect,
}

pub(crate) struct AccessToken {
    pub(crate) grant: usize,
    pub(crate) minted_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
    /// A short-lived token from the code exchange, to be exchanged for a long-lived one.
    pub(crate) short: bool,
}

pub(crate) struct RefreshToken {
    pub(crate) grant: usize,
    pub(crate) expires_at: DateTime<Utc>,
    pub(crate) used_at: Option<DateTime<Utc>>,
}

#[derive(Default)]
pub(crate) struct Grants {
    all: Vec<Grant>,
    codes: BTreeMap<String, Code>,
    access: BTreeMap<String, AccessToken>,
    refresh: BTreeMap<String, RefreshToken>,
}

impl Grants {
    pub(crate) fn all(&self) -> &[Grant] {
        &self.all
    }

    pub(crate) fn get(&self, grant: usize) -> &Grant {
        &self.all[grant]
    }

    pub(crate) fn live(&self, member: usize) -> impl Iterator<Item = &Grant> {
        self.all.iter().filter(move |grant| grant.member == member && grant.ended.is_none())
    }

    pub(crate) fn issue_code(
        &mut self,
        member: usize,
        request: Request,
        expires_at: DateTime<Utc>,
    ) -> String {
        let code = format!("practice-code-{}", random::word());
        self.codes.insert(code.clone(), Code { member, request, expires_at, used: false });
        code
    }

    /// Redeems a code, once (RFC 6749 section 4.1.2).
    pub(crate) fn redeem(
        &mut self,
        code: &str,
        redirect_uri: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(usize, Request), CodeRefused> {
        let code = self.codes.get_mut(code).ok_or(CodeRefused::Unknown)?;
        if code.used {
            return Err(CodeRefused::Used);
        }
        if code.expires_at <= now {
            return Err(CodeRefused::Expired);
        }
        if redirect_uri != Some(code.request.redirect_uri.as_str()) {
            return Err(CodeRefused::OtherRedirect);
        }
        code.used = true;
        Ok((code.member, code.request.clone()))
    }

    pub(crate) fn open(
        &mut self,
        member: usize,
        scopes: &[String],
        declined: &[String],
        now: DateTime<Utc>,
    ) -> usize {
        self.all.push(Grant {
            member,
            scopes: scopes.iter().cloned().collect(),
            declined: declined.iter().cloned().collect(),
            consented_at: now,
            ended: None,
            identified: false,
        });
        self.all.len() - 1
    }

    pub(crate) fn mint_access(
        &mut self,
        grant: usize,
        short: bool,
        now: DateTime<Utc>,
        seconds: i64,
    ) -> String {
        let token = format!("practice-access-{}", random::word());
        let expires_at = now + TimeDelta::seconds(seconds);
        self.access.insert(token.clone(), AccessToken { grant, minted_at: now, expires_at, short });
        token
    }

    pub(crate) fn mint_refresh(&mut self, grant: usize, expires_at: DateTime<Utc>) -> String {
        let token = format!("practice-refresh-{}", random::word());
        self.refresh.insert(token.clone(), RefreshToken { grant, expires_at, used_at: None });
        token
    }

    pub(crate) fn access(&self, token: &str) -> Option<&AccessToken> {
        self.access.get(token)
    }

    pub(crate) fn refresh(&self, token: &str) -> Option<&RefreshToken> {
        self.refresh.get(token)
    }

    /// The grant of an access or refresh token.
    pub(crate) fn owner(&self, token: &str) -> Option<usize> {
        let access = self.access.get(token).map(|token| token.grant);
        access.or_else(|| self.refresh.get(token).map(|token| token.grant))
    }

    /// Marks a refresh token as used. Its first use counts.
    pub(crate) fn use_up(&mut self, token: &str, now: DateTime<Utc>) {
        if let Some(token) = self.refresh.get_mut(token) {
            token.used_at.get_or_insert(now);
        }
    }

    pub(crate) fn identified(&mut self, grant: usize) {
        self.all[grant].identified = true;
    }

    pub(crate) fn end_one(&mut self, grant: usize, end: End) {
        self.all[grant].ended.get_or_insert(end);
    }

    /// Ends all grants of the member.
    pub(crate) fn end(&mut self, member: usize, end: End) {
        self.end_where(member, end, |_| true);
    }

    pub(crate) fn end_where(&mut self, member: usize, end: End, which: impl Fn(&Grant) -> bool) {
        for grant in self.all.iter_mut().filter(|grant| grant.member == member && which(grant)) {
            grant.ended.get_or_insert(end);
        }
    }

    /// Expires the member's access tokens now.
    pub(crate) fn expire(&mut self, member: usize, now: DateTime<Utc>) {
        for token in self.access.values_mut().filter(|token| self.all[token.grant].member == member) {
            token.expires_at = token.expires_at.min(now);
        }
    }

    /// Removes a permission from the member's living grants. Returns false when none has it.
    pub(crate) fn drop_permission(&mut self, member: usize, permission: &str) -> bool {
        let mut dropped = false;
        for grant in self.all.iter_mut().filter(|grant| grant.member == member && grant.ended.is_none()) {
            dropped |= grant.scopes.remove(permission);
        }
        dropped
    }

    /// The ends of a grant's newest access token and of its last refresh token.
    pub(crate) fn ends_at(&self, grant: usize) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        let access = self.access.values().filter(|token| token.grant == grant);
        let refresh = self.refresh.values().filter(|token| token.grant == grant && token.used_at.is_none());
        (
            access.max_by_key(|token| token.minted_at).map(|token| token.expires_at),
            refresh.map(|token| token.expires_at).max(),
        )
    }
}
