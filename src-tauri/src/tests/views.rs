//! The JSON that the window gets.

use keeper::{
    Event, Failure, Health, HistoryEntry, OperationId, Reason, SetUp, SignInState, Snapshot, Stage,
    VaultState,
};
use serde_json::{Value, json};

use super::states::{
    connection, disconnected, evidence, expiring, network, on, set_up_needed, snapshot, unconfirmed,
    unreachable,
};
use crate::{
    error::{AppError, ErrorCode},
    view::{HistoryView, StateView},
};

fn sent(snapshot: &Snapshot) -> Value {
    serde_json::to_value(StateView::from(snapshot)).unwrap()
}

fn health(health: Health) -> Value {
    sent(&snapshot(vec![connection("Facebook", health)]))["connections"][0]["health"].clone()
}

fn stage(stage: Stage) -> Value {
    let mut state = snapshot(Vec::new());
    state.sign_ins.push(SignInState {
        operation_id: OperationId(4),
        connection: "facebook-1".into(),
        network: "facebook".into(),
        network_name: "Facebook".into(),
        reauthorize: true,
        stage,
    });
    sent(&state)["sign_ins"][0].clone()
}

#[test]
fn a_connection_is_sent_with_every_clock() {
    let mut state = snapshot(vec![connection("Facebook", Health::Active)]);
    state.networks.push(network());
    assert_eq!(
        sent(&state),
        json!({
            "revision": 7,
            "vault": "ready",
            "storage_problem": false,
            "unusable_networks": [],
            "database_altered": false,
            "alerts_paused_until": null,
            "takes_calendar_files": true,
            "language": null,
            "sign_ins": [],
            "connections": [{
                "id": "facebook-1",
                "network": "facebook",
                "network_name": "Facebook",
                "username": "dana",
                "display_name": "Dana Reyes",
                "avatar": null,
                "health": { "status": "active" },
                "missing": [],
                "may_have_pages": false,
                "pages": [],
                "reauthorize_by": "2026-03-14T12:00:00Z",
                "data_loss_at": null,
                "clocks": {
                    "authorized_at": "2026-01-13T12:00:00Z",
                    "access_until": "2026-03-14T12:00:00Z",
                    "refresh_until": null,
                    "data_access_until": null,
                    "next_renewal": null,
                    "checked_at": "2026-03-01T12:00:00Z",
                    "next_check": "2026-03-02T12:00:00Z",
                },
                "busy": null,
                "allowed": "nothing",
            }],
            "networks": [{
                "id": "facebook",
                "name": "Facebook",
                "ready": true,
                "needs_secret": true,
                "redirect": "http://localhost:8723/callback",
                "summary": "Access lasts sixty days. Nothing renews it but you.",
                "summaries": { "de": "Der Zugriff gilt sechzig Tage." },
                "page": "https://developers.facebook.com/docs/",
                "revoke_page": null,
                "practice": false,
                "offers_pin": false,
                "asks": null,
                "keys": {
                    "client_id": "1234…9012",
                    "has_secret": true,
                    "takes_secret": true,
                    "page": "https://developers.facebook.com/apps/",
                    "id_is_called": "App ID",
                    "secret_is_called": "App secret",
                    "parameters": [{ "name": "config_id", "is_called": "Configuration ID", "value": "1234" }],
                    "optional_permissions": [{ "scope": "business_management", "purpose": null, "asked": false }],
                },
                "bridge": null,
            }],
        })
    );
}

#[test]
fn every_health_is_sent_with_what_belongs_to_it() {
    assert_eq!(health(Health::Active), json!({ "status": "active" }));
    assert_eq!(health(expiring()), json!({ "status": "expiring", "by": "2026-03-14T12:00:00Z" }));
    let told = health(unconfirmed());
    assert_eq!((&told["status"], &told["again_at"]), (&json!("unconfirmed"), &json!("2026-03-03T13:00:00Z")));
    assert_eq!(told["evidence"]["http_status"], 400);
    assert_eq!(health(unreachable()), json!({ "status": "unreachable", "since": "2026-03-01T12:00:00Z" }));
    assert_eq!(
        health(disconnected(Reason::PasswordChanged)),
        json!({
            "status": "disconnected",
            "reason": "password_changed",
            "evidence": {
                "at": "2026-03-03T12:00:00Z",
                "endpoint": "probe",
                "http_status": 400,
                "code": "190",
                "subcode": "460",
            },
        })
    );
    assert_eq!(health(set_up_needed()), json!({ "status": "set_up_needed", "what": "app_keys_missing" }));
}

#[test]
fn every_reason_has_its_word() {
    for (reason, word) in [
        (Reason::Expired, "expired"),
        (Reason::Revoked, "revoked"),
        (Reason::PasswordChanged, "password_changed"),
        (Reason::Checkpoint, "checkpoint"),
        (Reason::PermissionMissing, "permission_missing"),
        (Reason::RefreshRejected, "refresh_rejected"),
    ] {
        assert_eq!(health(disconnected(reason))["reason"], word);
    }
}

#[test]
fn every_state_of_the_vault_has_its_word() {
    for (vault, word) in [
        (VaultState::Opening, "opening"),
        (VaultState::Ready, "ready"),
        (VaultState::Locked, "locked"),
        (VaultState::ThisRunOnly, "this_run_only"),
    ] {
        assert_eq!(sent(&Snapshot { vault, ..snapshot(Vec::new()) })["vault"], word);
    }
}

#[test]
fn a_sign_in_is_sent_with_its_stage() {
    assert_eq!(
        stage(Stage::Waiting),
        json!({
            "id": 4,
            "connection": "facebook-1",
            "network": "facebook",
            "network_name": "Facebook",
            "reauthorize": true,
            "stage": { "stage": "waiting" },
        })
    );
    assert_eq!(stage(Stage::Opening)["stage"], json!({ "stage": "opening" }));
    assert_eq!(stage(Stage::Finishing)["stage"], json!({ "stage": "finishing" }));
    assert_eq!(
        stage(Stage::WrongAccount { expected: "Dana Reyes".into(), signed_in: "Bo Lee".into() })["stage"],
        json!({ "stage": "wrong_account", "expected": "Dana Reyes", "signed_in": "Bo Lee" })
    );
}

#[test]
fn every_failure_of_a_sign_in_has_its_word() {
    for (failure, word) in [
        (Failure::Denied, "denied"),
        (Failure::TimedOut, "timed_out"),
        (Failure::Refused, "refused"),
        (Failure::AppKeys(SetUp::AppKeysMissing), "app_keys_missing"),
        (Failure::AppKeys(SetUp::AppKeysRefused), "app_keys_refused"),
        (Failure::Unreachable, "unreachable"),
        (Failure::PortTaken(8723), "port_taken"),
        (Failure::Storage, "storage"),
        (Failure::Unsupported, "unsupported"),
        (Failure::VaultLocked, "vault_locked"),
        (Failure::AddressUnknown, "address_unknown"),
    ] {
        let told = json!({ "stage": "failed", "failure": word, "answer": null });
        assert_eq!(stage(Stage::Failed(failure))["stage"], told);
    }
    for (code, answer) in [(None, "422"), (Some("invalid_redirect_uri"), "422 invalid_redirect_uri")] {
        let code = code.map(str::to_owned);
        let refused = Failure::RegistrationRefused { status: 422, code, by_server: true };
        let told = json!({ "stage": "failed", "failure": "registration_refused", "answer": answer });
        assert_eq!(stage(Stage::Failed(refused))["stage"], told);
    }
}

#[test]
fn what_happened_is_sent_with_its_reason() {
    let entry = |event| {
        let entry = HistoryEntry {
            at: on(3, 3),
            first: on(3, 2),
            count: 2,
            until: Some(on(3, 4)),
            connection: "facebook-1".into(),
            network: "facebook".into(),
            network_name: "Facebook".into(),
            who: Some("@dana".into()),
            event,
            evidence: Some(evidence()),
            program: Some("python3".into()),
        };
        serde_json::to_value(HistoryView::from(entry)).unwrap()
    };
    assert_eq!(
        entry(Event::Disconnected(Reason::Revoked)),
        json!({
            "at": "2026-03-03T12:00:00Z",
            "first": "2026-03-02T12:00:00Z",
            "count": 2,
            "until": "2026-03-04T12:00:00Z",
            "connection": "facebook-1",
            "network_name": "Facebook",
            "who": "@dana",
            "event": "disconnected",
            "reason": "revoked",
            "evidence": {
                "at": "2026-03-03T12:00:00Z",
                "endpoint": "probe",
                "http_status": 400,
                "code": "190",
                "subcode": "460",
            },
            "program": "python3",
        })
    );
    for (event, word) in [
        (Event::Connected, "connected"),
        (Event::Reauthorized, "reauthorized"),
        (Event::Renewed, "renewed"),
        (Event::PageLost, "page_lost"),
        (Event::Recovered, "recovered"),
        (Event::SetUpNeeded(SetUp::AppKeysRefused), "set_up_needed"),
        (Event::Warned, "warned"),
        (Event::Unreachable, "unreachable"),
        (Event::SignInFailed, "sign_in_failed"),
        (Event::WrongAccount, "wrong_account"),
        (Event::Removed, "removed"),
        (Event::RevocationFailed, "revocation_failed"),
        (Event::Notified, "notified"),
        (Event::Mailed, "mailed"),
        (Event::MailFailed, "mail_failed"),
        (Event::Allowed(keeper::Allowance::Nothing), "allowed_nothing"),
        (Event::Allowed(keeper::Allowance::Requests), "allowed_requests"),
        (Event::Allowed(keeper::Allowance::Tokens), "allowed_tokens"),
        (Event::TokenTaken, "token_taken"),
        (Event::RequestMade, "request_made"),
    ] {
        assert_eq!(entry(event)["event"], word);
        assert_eq!(entry(event)["reason"], Value::Null);
    }
}

#[test]
fn an_error_is_sent_as_a_code_and_at_most_a_network() {
    let missing = keeper::Error::AppKeysMissing { network: "linkedin".into(), name: "LinkedIn".into() };
    assert_eq!(
        serde_json::to_value(AppError::from(missing)).unwrap(),
        json!({ "code": "app_keys_missing", "network": "linkedin" })
    );
    let sentence = "a sentence with a path in it";
    for (error, code) in [
        (keeper::Error::UnknownConnection("x".into()), ErrorCode::UnknownConnection),
        (keeper::Error::UnknownNetwork("x".into()), ErrorCode::UnknownNetwork),
        (keeper::Error::UnknownSignIn, ErrorCode::UnknownSignIn),
        (keeper::Error::BadInput(sentence.into()), ErrorCode::BadInput),
        (keeper::Error::Feed(keeper::FeedTrouble::Private), ErrorCode::PrivateAddress),
        (keeper::Error::Feed(keeper::FeedTrouble::NoServer), ErrorCode::NoServer),
        (keeper::Error::Feed(keeper::FeedTrouble::NoFeed), ErrorCode::NoFeed),
        (keeper::Error::Feed(keeper::FeedTrouble::Status(500)), ErrorCode::Unreachable),
        (keeper::Error::NotRenewable { name: "X".into() }, ErrorCode::Unsupported),
        (keeper::Error::Unsupported { name: "X".into(), why: "a redirect" }, ErrorCode::Unsupported),
        (keeper::Error::Altered(keeper::Altered::Bridges), ErrorCode::Altered),
        (keeper::Error::ShutDown, ErrorCode::Internal),
    ] {
        assert_eq!(AppError::from(error), AppError { code, network: None });
    }
}

#[test]
fn every_error_code_has_its_word() {
    for (code, word) in [
        (ErrorCode::UnknownConnection, "unknown_connection"),
        (ErrorCode::UnknownNetwork, "unknown_network"),
        (ErrorCode::UnknownSignIn, "unknown_sign_in"),
        (ErrorCode::AppKeysMissing, "app_keys_missing"),
        (ErrorCode::VaultLocked, "vault_locked"),
        (ErrorCode::Storage, "storage"),
        (ErrorCode::Altered, "altered"),
        (ErrorCode::Unreachable, "unreachable"),
        (ErrorCode::Unsupported, "unsupported"),
        (ErrorCode::PrivateAddress, "private_address"),
        (ErrorCode::NoServer, "no_server"),
        (ErrorCode::NoFeed, "no_feed"),
        (ErrorCode::BadInput, "bad_input"),
        (ErrorCode::Internal, "internal"),
    ] {
        assert_eq!(serde_json::to_value(code).unwrap(), word);
    }
}
