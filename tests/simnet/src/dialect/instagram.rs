//! Instagram with its own login, and Threads: a code, a short-lived token, a long-lived one, and its extension.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{Dialect, Rejected, Trouble, Turn, containers, facebook::versioned, meta};
use crate::{
    Endpoint, Network,
    grants::Request,
    wire::{Answer, Asked},
    world::{TokenShape, World},
};

const SHORT_SECONDS: i64 = 3_600;
/// A long-lived token can be extended from this age on.
const EXTENDED_FROM_HOURS: i64 = 24;

/// The differences between Instagram and Threads.
pub(super) struct Ladder {
    permissions: &'static [(&'static str, &'static str)],
    basic: &'static [&'static str],
    /// The `grant_type` that exchanges a short-lived token for a long-lived one.
    swap: &'static str,
    /// The `grant_type` that extends a long-lived token.
    extend: &'static str,
    site: &'static str,
    /// The account's own id is in `user_id`, and `id` is app-scoped.
    has_user_id: bool,
}

pub(super) const INSTAGRAM: Ladder = Ladder {
    permissions: &[
        ("instagram_business_basic", "See your profile and what you posted"),
        ("instagram_business_content_publish", "Post for you"),
        ("instagram_business_manage_comments", "Manage comments"),
        ("instagram_business_manage_insights", "See how your account is doing"),
        ("instagram_business_manage_messages", "Manage messages"),
    ],
    basic: &["instagram_business_basic"],
    swap: "ig_exchange_token",
    extend: "ig_refresh_token",
    site: "www.instagram.com",
    has_user_id: true,
};

pub(super) const THREADS: Ladder = Ladder {
    permissions: &[
        ("threads_basic", "See your profile and what you posted"),
        ("threads_content_publish", "Post for you"),
        ("threads_delete", "Delete your posts"),
    ],
    basic: &["threads_basic"],
    swap: "th_exchange_token",
    extend: "th_refresh_token",
    site: "www.threads.com",
    has_user_id: false,
};

impl Dialect for Ladder {
    fn permissions(&self) -> &'static [(&'static str, &'static str)] {
        self.permissions
    }

    fn probe_needs(&self) -> &'static [&'static str] {
        self.basic
    }

    fn endpoint(&self, asked: &Asked) -> Option<Endpoint> {
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", "/oauth/authorize") => Some(Endpoint::Authorize),
            ("POST", "/oauth/access_token") => Some(Endpoint::Token),
            ("GET", "/access_token") => Some(Endpoint::LongLived),
            ("GET", "/refresh_access_token") => Some(Endpoint::Renewal),
            ("GET", path) => {
                let rest = versioned(path).map_or_else(|| path.trim_start_matches('/'), |(_, rest)| rest);
                let probes = rest == "me";
                if probes { Some(Endpoint::Probe) } else { containers::endpoint(asked) }
            }
            _ => containers::endpoint(asked),
        }
    }

    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
        match endpoint {
            Endpoint::LongLived => self.swap(turn),
            Endpoint::Renewal => self.extend(turn),
            Endpoint::Identity | Endpoint::Probe => self.me(turn),
            Endpoint::Publish | Endpoint::Look | Endpoint::Upload => containers::answer(turn)
                .unwrap_or_else(|trouble| self.trouble(turn.world, turn.now, &trouble)),
            Endpoint::Token
            | Endpoint::Request
            | Endpoint::Authorize
            | Endpoint::Revoke
            | Endpoint::Page
            | Endpoint::Introspect => exchange(turn),
        }
    }

    fn trouble(&self, world: &World, now: DateTime<Utc>, trouble: &Trouble) -> Answer {
        meta::trouble(world, now, self.site, trouble)
    }

    fn rate_limited(&self, _now: DateTime<Utc>, business: bool) -> Answer {
        meta::rate_limited(403, business.then_some((80_002, "instagram")))
    }

    fn server_error(&self) -> Answer {
        meta::server_error()
    }

    fn post_handle(&self, world: &World, asked: &Asked) -> Option<(usize, String)> {
        containers::handle(world, asked)
    }

    fn content_refused(&self) -> Answer {
        containers::content_refused(if self.has_user_id { Network::Instagram } else { Network::Threads })
    }

    fn scope_separator(&self) -> char {
        ','
    }

    fn code_seconds(&self) -> i64 {
        3_600
    }

    fn authorize(&self, _asked: &Asked, _request: &mut Request) -> Result<(), Rejected> {
        Ok(())
    }

    fn unknown_scope(&self, scope: &str) -> Rejected {
        Rejected::Page(format!("Invalid scope: {scope}"))
    }

    fn denied(&self, _at_login: bool) -> Vec<(&'static str, &'static str)> {
        vec![
            ("error", "access_denied"),
            ("error_reason", "user_denied"),
            ("error_description", "The user denied your request"),
        ]
    }

    fn redirect_fragment(&self) -> Option<&'static str> {
        Some("_")
    }
}

/// The error envelope of the code exchange, which has a form of its own.
fn refused(message: &str) -> Answer {
    Answer::json(400, json!({ "error_type": "OAuthException", "code": 400, "error_message": message }))
}

fn exchange(turn: &mut Turn<'_>) -> Answer {
    if turn.world.app_disabled || turn.asked.field("client_id") != Some(&turn.world.network.client_id()) {
        return refused("Invalid platform app");
    }
    if !turn.knows_secret() {
        return meta::error(400, 1, None, "Error validating client secret.");
    }
    if turn.asked.field("grant_type") != Some("authorization_code") {
        return refused("Invalid grant_type: only authorization_code is supported");
    }
    let code = turn.asked.field("code").unwrap_or_default();
    let redeemed = turn.world.grants.redeem(code, turn.asked.field("redirect_uri"), turn.now);
    let Ok((member, request)) = redeemed else {
        return refused("Matching code was not found or was already used");
    };
    let grant = turn.world.grants.open(member, &request.scopes, &request.declined, turn.now);
    let seconds = turn.world.lifetime.access_seconds.map_or(SHORT_SECONDS, |set| set.min(SHORT_SECONDS));
    let access_token = turn.world.grants.mint_access(grant, true, turn.now, seconds);
    let user_id = turn.world.members[member].id;
    Answer::json(
        200,
        match turn.world.token_shape {
            TokenShape::Data => json!({ "data": [{
                "access_token": access_token, "user_id": user_id, "permissions": request.scopes.join(","),
            }] }),
            TokenShape::Flat => json!({
                "access_token": access_token,
                "user_id": user_id.parse::<u64>().expect("members' ids are numbers here"),
                "permissions": request.scopes,
            }),
        },
    )
}

fn unknown_grant_type(known: &str) -> String {
    format!("(#100) Param grant_type must be one of {{{}}}", known.to_uppercase())
}

fn long_lived(turn: &mut Turn<'_>, grant: usize) -> Answer {
    let seconds = turn.world.lifetime.access_seconds.unwrap_or(meta::LONG_LIVED_SECONDS);
    meta::token(&turn.world.grants.mint_access(grant, false, turn.now, seconds), seconds)
}

impl Ladder {
    fn swap(&self, turn: &mut Turn<'_>) -> Answer {
        if turn.asked.parameter("grant_type") != Some(self.swap) {
            return meta::error(400, 100, None, &unknown_grant_type(self.swap));
        }
        if !turn.world.app_disabled && !turn.knows_secret() {
            return meta::error(400, 1, None, "Error validating client secret.");
        }
        match turn.admit(turn.asked.parameter("access_token"), self.basic) {
            Ok(grant) => long_lived(turn, grant),
            Err(trouble) => self.trouble(turn.world, turn.now, &trouble),
        }
    }

    fn extend(&self, turn: &mut Turn<'_>) -> Answer {
        if turn.asked.parameter("grant_type") != Some(self.extend) {
            return meta::error(400, 100, None, &unknown_grant_type(self.extend));
        }
        let token = turn.asked.parameter("access_token");
        let grant = match turn.admit(token, self.basic) {
            Ok(grant) => grant,
            Err(trouble) => return self.trouble(turn.world, turn.now, &trouble),
        };
        let minted = token.and_then(|token| turn.world.grants.access(token));
        let too_young = minted.is_none_or(|token| {
            token.short || turn.now - token.minted_at < TimeDelta::hours(EXTENDED_FROM_HOURS)
        });
        if too_young {
            // The rule is documented, but not the text of the refusal.
            let message = "The access token must be long-lived and at least 24 hours old to be refreshed.";
            return meta::envelope(400, "IGApiException", 100, None, message);
        }
        long_lived(turn, grant)
    }

    fn me(&self, turn: &Turn<'_>) -> Answer {
        let token = turn.asked.parameter("access_token").or_else(|| turn.asked.bearer());
        let grant = match turn.admit(token, self.basic) {
            Ok(grant) => grant,
            Err(trouble) => return self.trouble(turn.world, turn.now, &trouble),
        };
        let member = &turn.world.members[turn.world.grants.get(grant).member];
        let all = json!({
            // The app-scoped id, which is not the account's own.
            "id": if self.has_user_id { format!("9{}", member.id) } else { member.id.to_owned() },
            "user_id": member.id, "username": member.username, "name": member.name,
            "account_type": "BUSINESS",
            "profile_picture_url": member.picture,
            "threads_profile_picture_url": member.picture,
        });
        meta::select(turn.asked.parameter("fields"), "id", "id", &all)
    }
}
