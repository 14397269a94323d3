//! Facebook: the login dialog, the token endpoint that also exchanges tokens, and `/me`.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;

use super::{Dialect, Rejected, Trouble, Turn, meta, page_posts};
use crate::{
    Endpoint,
    grants::{CodeRefused, End, Request},
    wire::{Answer, Asked, Body},
    world::{CLIENT_SECRET, Page, Refusals, World},
};

/// The practice app's only configuration of Facebook Login for Business.
const CONFIGURATION: &str = "practice-configuration";

/// Page tokens that come with a long-lived token do not expire; a century stands for that.
const FOR_EVER_SECONDS: i64 = 100 * 365 * 86_400;
/// A short-lived token lasts between one and two hours.
const SHORT_SECONDS: i64 = 5_400;

pub(super) struct Facebook;

impl Dialect for Facebook {
    fn permissions(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("public_profile", "See your name and profile picture"),
            ("email", "See your e-mail address"),
            ("pages_show_list", "See the Pages you manage"),
            ("pages_read_engagement", "Read what is posted on your Pages"),
            ("pages_manage_posts", "Create and manage posts on your Pages"),
            ("pages_manage_engagement", "Answer comments on your Pages"),
            ("read_insights", "See how your Pages are doing"),
            ("business_management", "Manage your business"),
        ]
    }

    fn probe_needs(&self) -> &'static [&'static str] {
        &["public_profile"]
    }

    fn endpoint(&self, asked: &Asked) -> Option<Endpoint> {
        let (_version, rest) = versioned(&asked.path)?;
        match (asked.method.as_str(), rest) {
            ("GET", "dialog/oauth") => Some(Endpoint::Authorize),
            ("GET" | "POST", "oauth/access_token") => {
                let swap = asked.parameter("grant_type") == Some("fb_exchange_token");
                Some(if swap { Endpoint::LongLived } else { Endpoint::Token })
            }
            ("GET", "me") => Some(Endpoint::Probe),
            ("DELETE", "me/permissions") => Some(Endpoint::Revoke),
            ("GET", "me/accounts") => Some(Endpoint::Page),
            ("GET", "debug_token") => Some(Endpoint::Introspect),
            ("GET", id) if id.bytes().all(|byte| byte.is_ascii_digit()) => Some(Endpoint::Page),
            _ => page_posts::endpoint(asked),
        }
    }

    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
        if let Some(refused) = unproved(turn) {
            return refused;
        }
        match endpoint {
            Endpoint::LongLived => swap(turn),
            Endpoint::Identity | Endpoint::Probe => me(turn),
            Endpoint::Revoke => remove_app(turn),
            Endpoint::Page if turn.asked.path.ends_with("/me/accounts") => accounts(turn),
            Endpoint::Page => page(turn),
            Endpoint::Introspect => debug_token(turn),
            Endpoint::Publish | Endpoint::Look | Endpoint::Upload => page_posts::answer(turn)
                .unwrap_or_else(|trouble| self.trouble(turn.world, turn.now, &trouble)),
            Endpoint::Token | Endpoint::Renewal | Endpoint::Request | Endpoint::Authorize => exchange(turn),
        }
    }

    fn trouble(&self, world: &World, now: DateTime<Utc>, trouble: &Trouble) -> Answer {
        meta::trouble(world, now, "www.facebook.com", trouble)
    }

    fn rate_limited(&self, _now: DateTime<Utc>, business: bool) -> Answer {
        meta::rate_limited(400, business.then_some((80_001, "pages")))
    }

    fn server_error(&self) -> Answer {
        meta::server_error()
    }

    fn content_refused(&self) -> Answer {
        page_posts::content_refused()
    }

    fn scope_separator(&self) -> char {
        ','
    }

    fn code_seconds(&self) -> i64 {
        600
    }

    fn authorize(&self, _asked: &Asked, _request: &mut Request) -> Result<(), Rejected> {
        Ok(())
    }

    fn scopes_of_configuration(&self, asked: &Asked) -> Option<&'static [&'static str]> {
        let configuration = asked.query.get("config_id")?;
        (configuration == CONFIGURATION).then_some(&[
            "public_profile",
            "pages_show_list",
            "pages_read_engagement",
            "pages_manage_posts",
        ])
    }

    fn unknown_scope(&self, scope: &str) -> Rejected {
        Rejected::Page(format!("Invalid Scopes: {scope}. This message is only shown to developers."))
    }

    fn denied(&self, _at_login: bool) -> Vec<(&'static str, &'static str)> {
        vec![
            ("error", "access_denied"),
            ("error_code", "200"),
            ("error_description", "Permissions error"),
            ("error_reason", "user_denied"),
        ]
    }

    fn redirect_fragment(&self) -> Option<&'static str> {
        Some("_=_")
    }
}

/// Splits `/v25.0/me` into `v25.0` and `me`. Every version is served alike.
pub(super) fn versioned(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix('/')?.split_once('/').filter(|(version, _)| {
        version
            .strip_prefix('v')
            .is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
    })
}

pub(super) fn token(asked: &Asked) -> Option<&str> {
    asked.parameter("access_token").or_else(|| asked.bearer())
}

/// Authenticates the app at the token endpoint.
fn client(turn: &Turn<'_>) -> Result<(), Answer> {
    if turn.world.app_disabled {
        return Err(meta::trouble(turn.world, turn.now, "", &Trouble::AppDisabled));
    }
    if !turn.knows_client() {
        let message = "Error validating application. Cannot get application info due to a system error.";
        return Err(meta::error(400, 101, None, message));
    }
    if turn.asked.parameter("client_secret").is_none() {
        return Err(meta::error(400, 101, None, "Missing client_secret parameter."));
    }
    if !turn.knows_secret() {
        return Err(meta::error(400, 1, None, "Error validating client secret."));
    }
    Ok(())
}

fn exchange(turn: &mut Turn<'_>) -> Answer {
    if let Err(answer) = client(turn) {
        return answer;
    }
    let Some(code) = turn.asked.parameter("code") else {
        return meta::error(400, 100, None, "Missing authorization code");
    };
    let redeemed = turn.world.grants.redeem(code, turn.asked.parameter("redirect_uri"), turn.now);
    let (member, request) = match redeemed {
        Ok(redeemed) => redeemed,
        Err(CodeRefused::Used) => {
            return meta::error(400, 100, Some(36_009), "This authorization code has been used.");
        }
        Err(CodeRefused::Expired) => {
            return meta::error(400, 100, Some(36_007), "This authorization code has expired.");
        }
        Err(CodeRefused::Unknown) => {
            return meta::error(400, 100, None, "Invalid verification code format.");
        }
        Err(CodeRefused::OtherRedirect) => {
            let message = "Error validating verification code. Please make sure your redirect_uri is identical to the one you \
                           used in the OAuth dialog request";
            return meta::error(400, 100, Some(36_008), message);
        }
    };
    let grant = turn.world.grants.open(member, &request.scopes, &request.declined, turn.now);
    let seconds = turn.world.lifetime.access_seconds.map_or(SHORT_SECONDS, |set| set.min(SHORT_SECONDS));
    meta::token(&turn.world.grants.mint_access(grant, true, turn.now, seconds), seconds)
}

fn swap(turn: &mut Turn<'_>) -> Answer {
    if let Err(answer) = client(turn) {
        return answer;
    }
    match turn.admit(turn.asked.parameter("fb_exchange_token"), &[]) {
        Ok(grant) => {
            let seconds = turn.world.lifetime.access_seconds.unwrap_or(meta::LONG_LIVED_SECONDS);
            meta::token(&turn.world.grants.mint_access(grant, false, turn.now, seconds), seconds)
        }
        Err(trouble) => Facebook.trouble(turn.world, turn.now, &trouble),
    }
}

fn me(turn: &Turn<'_>) -> Answer {
    let invalid = || meta::error(400, 190, None, "Invalid OAuth access token.");
    let grant = match turn.admit(token(turn.asked), Facebook.probe_needs()) {
        Ok(_) if turn.world.refusals == Refusals::Wrong => return invalid(),
        Err(Trouble::Expired(_) | Trouble::Revoked | Trouble::PasswordChanged | Trouble::Checkpoint)
            if turn.world.refusals != Refusals::Exact =>
        {
            return invalid();
        }
        Ok(grant) => grant,
        Err(trouble) => return Facebook.trouble(turn.world, turn.now, &trouble),
    };
    let grant = turn.world.grants.get(grant);
    let listed = |scopes: &BTreeSet<String>, status: &str| {
        let entry = |scope| json!({ "permission": scope, "status": status });
        scopes.iter().map(entry).collect::<Vec<_>>()
    };
    let permissions = [listed(&grant.scopes, "granted"), listed(&grant.declined, "declined")].concat();
    let member = &turn.world.members[grant.member];
    let picture =
        json!({ "data": { "height": 200, "width": 200, "is_silhouette": false, "url": member.picture } });
    let all = json!({ "id": member.id, "name": member.name, "picture": picture,
        "permissions": { "data": permissions } });
    meta::select(turn.asked.parameter("fields"), "id,name", "id", &all)
}

fn remove_app(turn: &mut Turn<'_>) -> Answer {
    match turn.admit(token(turn.asked), &[]) {
        Ok(grant) => {
            let member = turn.world.grants.get(grant).member;
            turn.world.grants.end(member, End::Revoked);
            Answer::json(200, json!({ "success": true }))
        }
        Err(trouble) => Facebook.trouble(turn.world, turn.now, &trouble),
    }
}

/// Refuses a request with a token if its `appsecret_proof` is wrong, or missing although the app demands it.
fn unproved(turn: &Turn<'_>) -> Option<Answer> {
    let refused = |message| Some(meta::envelope(400, "GraphMethodException", 100, None, message));
    let token = token(turn.asked)?;
    let Some(claimed) = turn.asked.parameter("appsecret_proof") else {
        return turn
            .world
            .demands_proof
            .then(|| refused("API calls from the server require an appsecret_proof argument"))
            .flatten();
    };
    let mut mac = Hmac::<Sha256>::new_from_slice(CLIENT_SECRET.as_bytes()).expect("a key of any length");
    mac.update(token.as_bytes());
    let is_right =
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).eq(hex_pairs(claimed));
    (!is_right).then(|| refused("Invalid appsecret_proof provided in the API argument")).flatten()
}

fn hex_pairs(text: &str) -> impl Iterator<Item = String> {
    text.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).into_owned())
}

/// The Pages that the member runs, one for each part of the list. Pages of a portfolio need `business_management`.
fn accounts(turn: &mut Turn<'_>) -> Answer {
    let needs = &["pages_show_list"];
    let grant = match turn.admit(token(turn.asked), needs) {
        Ok(grant) => grant,
        Err(trouble) => return Facebook.trouble(turn.world, turn.now, &trouble),
    };
    let of = turn.world.grants.get(grant);
    let sees_portfolio = of.scopes.contains("business_management");
    let is_listed = |page: &&Page| {
        page.run_by.contains(&of.member) && (sees_portfolio || !turn.world.portfolio.contains(page.id))
    };
    let runs: Vec<_> = turn.world.pages.iter().filter(is_listed).cloned().collect();
    let at = turn.asked.parameter("after").and_then(|after| after.parse().ok()).unwrap_or(0_usize);
    let mut data = Vec::new();
    if let Some(page) = runs.get(at) {
        let token = turn.world.grants.mint_access(grant, false, turn.now, FOR_EVER_SECONDS);
        turn.world.page_tokens.insert(token.clone(), page.id.to_owned());
        data.push(json!({ "id": page.id, "name": page.name, "access_token": token }));
    }
    let mut paging = json!({ "cursors": { "before": at.to_string(), "after": (at + 1).to_string() } });
    if at + 1 < runs.len() {
        // The next address has the host of the request.
        let here = turn.asked.host.as_ref().map(|host| format!("http://{host}"));
        let (origin, path) = (here.as_ref().unwrap_or(&turn.world.origin), &turn.asked.path);
        let token = token(turn.asked).unwrap_or_default();
        paging["next"] = format!("{origin}{path}?access_token={token}&limit=1&after={}", at + 1).into();
    }
    Answer::json(200, json!({ "data": data, "paging": paging }))
}

/// A Page, requested with its own token.
fn page(turn: &Turn<'_>) -> Answer {
    let given = token(turn.asked);
    let grant = match turn.admit(given, &[]) {
        Ok(grant) => grant,
        Err(trouble) => return Facebook.trouble(turn.world, turn.now, &trouble),
    };
    let id = turn.asked.path.rsplit('/').next().unwrap_or_default();
    let of_page = given.and_then(|token| turn.world.page_tokens.get(token)).is_some_and(|of| of == id);
    let page = turn.world.pages.iter().find(|page| page.id == id);
    let Some(page) = page.filter(|_| of_page) else {
        let message = format!("Unsupported get request. Object with ID '{id}' does not exist.");
        return meta::error(400, 100, Some(33), &message);
    };
    if !page.run_by.contains(&turn.world.grants.get(grant).member) {
        let message = "Error validating access token: The user must be an administrator, editor, or moderator of the page in \
                       order to impersonate it.";
        return meta::error(400, 190, Some(492), message);
    }
    let all = json!({ "id": page.id, "name": page.name });
    meta::select(turn.asked.parameter("fields"), "id,name", "id", &all)
}

/// Describes a token. The request must carry the app's id and secret.
fn debug_token(turn: &Turn<'_>) -> Answer {
    let proof = format!("{}|{CLIENT_SECRET}", turn.world.network.client_id());
    if turn.asked.parameter("access_token") != Some(proof.as_str()) {
        return meta::error(400, 190, None, "Invalid OAuth access token signature.");
    }
    let given = turn.asked.parameter("input_token").unwrap_or_default();
    let refused = turn.admit(Some(given), &[]).err();
    let known = turn.world.grants.access(given);
    let grant = known.map(|token| turn.world.grants.get(token.grant));
    let mut data = json!({
        "app_id": turn.world.network.client_id(), "type": "USER", "application": "Gander",
        "is_valid": refused.is_none(),
        "expires_at": known.map_or(0, |token| token.expires_at.timestamp()),
        "data_access_expires_at": grant.map_or(0, |grant| (grant.consented_at + TimeDelta::days(90)).timestamp()),
        "scopes": grant.map(|grant| grant.scopes.clone()).unwrap_or_default(),
        "user_id": grant.map(|grant| turn.world.members[grant.member].id),
    });
    if let Some(trouble) = refused {
        let Body::Json(answer) = Facebook.trouble(turn.world, turn.now, &trouble).body else {
            return meta::server_error();
        };
        let error = &answer["error"];
        data["error"] = json!({ "code": error["code"], "message": error["message"] });
        if let Some(subcode) = error.get("error_subcode") {
            data["error"]["subcode"] = subcode.clone();
        }
    }
    Answer::json(200, json!({ "data": data }))
}
