//! The words of the domain as text for programs: in `gander status --json` and in an exported history. They never
//! change.

use lifecycle::{Allowance, Endpoint, Event, Reason, Refusal, SetUp};

/// The word for the reason of a disconnection.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Expired => "expired",
        Reason::Revoked => "revoked",
        Reason::PasswordChanged => "password_changed",
        Reason::Checkpoint => "checkpoint",
        Reason::PermissionMissing => "permission_missing",
        Reason::RefreshRejected => "refresh_rejected",
    }
}

/// The word for the fault of an app's keys.
#[must_use]
pub fn set_up(what: SetUp) -> &'static str {
    match what {
        SetUp::AppKeysMissing => "app_keys_missing",
        SetUp::AppKeysRefused => "app_keys_refused",
    }
}

/// The word for a refusal that Gander asks about again.
#[must_use]
pub fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Disconnected(of) => reason(of),
        Refusal::AppKeysRefused => set_up(SetUp::AppKeysRefused),
    }
}

/// The word for an endpoint.
#[must_use]
pub fn endpoint(endpoint: Endpoint) -> &'static str {
    match endpoint {
        Endpoint::Authorization => "authorization",
        Endpoint::Token => "token",
        Endpoint::LongLived => "long_lived",
        Endpoint::Renewal => "renewal",
        Endpoint::Identity => "identity",
        Endpoint::Probe => "probe",
        Endpoint::Revocation => "revocation",
        Endpoint::Page => "page",
    }
}

/// The word for the use that the person allows.
#[must_use]
pub fn allowance(allowed: Allowance) -> &'static str {
    match allowed {
        Allowance::Nothing => "nothing",
        Allowance::Requests => "requests",
        Allowance::Tokens => "tokens",
    }
}

/// The word for an event.
#[must_use]
pub fn event(event: Event) -> &'static str {
    match event {
        Event::Connected => "connected",
        Event::Reauthorized => "reauthorized",
        Event::Renewed => "renewed",
        Event::Disconnected(_) => "disconnected",
        Event::PermissionMissing => "permission_missing",
        Event::PageLost => "page_lost",
        Event::Recovered => "recovered",
        Event::SetUpNeeded(_) => "set_up_needed",
        Event::Warned => "warned",
        Event::Unreachable => "unreachable",
        Event::Reachable => "reachable",
        Event::SignInFailed => "sign_in_failed",
        Event::WrongAccount => "wrong_account",
        Event::Removed => "removed",
        Event::RevocationFailed => "revocation_failed",
        Event::Notified => "notified",
        Event::Mailed => "mailed",
        Event::MailFailed => "mail_failed",
        Event::Allowed(Allowance::Nothing) => "allowed_nothing",
        Event::Allowed(Allowance::Requests) => "allowed_requests",
        Event::Allowed(Allowance::Tokens) => "allowed_tokens",
        Event::TokenTaken => "token_taken",
        Event::RequestMade => "request_made",
    }
}
