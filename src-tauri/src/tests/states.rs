//! Sample states.

use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use keeper::{
    Clocks, ConnectionState, Endpoint, Evidence, Health, KeysState, NetworkState, OptionalPermission,
    ParameterState, Reason, Refusal, SetUp, SharingSummary, Snapshot, VaultState,
};
use locale::Locale;

/// Noon UTC on a day in 2026.
pub fn on(month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, month, day, 12, 0, 0).unwrap()
}

/// A language with dates in UTC.
pub fn speaking(tag: &str) -> Locale {
    Locale::new(tag, utc)
}

fn utc(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc()
}

pub fn expiring() -> Health {
    Health::Expiring { by: on(3, 14) }
}

pub fn unreachable() -> Health {
    Health::Unreachable { since: on(3, 1) }
}

/// A connection refused once on 3 March. Gander asks again an hour later.
pub fn unconfirmed() -> Health {
    let refusal = Refusal::Disconnected(Reason::Revoked);
    Health::Unconfirmed { refusal, evidence: evidence(), again_at: on(3, 3) + TimeDelta::hours(1) }
}

pub fn disconnected(reason: Reason) -> Health {
    Health::Disconnected { reason, evidence: evidence() }
}

pub fn set_up_needed() -> Health {
    Health::SetUpNeeded { what: SetUp::AppKeysMissing }
}

pub fn evidence() -> Evidence {
    Evidence {
        at: on(3, 3),
        endpoint: Endpoint::Probe,
        status: Some(400),
        code: Some("190".into()),
        subcode: Some("460".into()),
    }
}

/// A connection of `dana` whose id is `<network>-1`.
pub fn connection(network: &str, health: Health) -> ConnectionState {
    ConnectionState {
        account: "108".into(),
        id: format!("{}-1", network.to_lowercase()).into(),
        network: network.to_lowercase().into(),
        network_name: network.to_owned(),
        username: Some("dana".into()),
        display_name: Some("Dana Reyes".into()),
        avatar: None,
        health,
        missing: Vec::new(),
        may_have_pages: false,
        lacks_for_pictures: false,
        lacks_for_deleting: false,
        allowed: keeper::Allowance::Nothing,
        pages: Vec::new(),
        reauthorize_by: Some(on(3, 14)),
        data_loss_at: None,
        clocks: Clocks {
            authorized_at: on(1, 13),
            access_until: Some(on(3, 14)),
            refresh_until: None,
            data_access_until: None,
            next_renewal: None,
            checked_at: Some(on(3, 1)),
            next_check: Some(on(3, 2)),
        },
        busy: None,
    }
}

pub fn snapshot(connections: Vec<ConnectionState>) -> Snapshot {
    Snapshot {
        revision: 7,
        vault: VaultState::Ready,
        storage_problem: false,
        altered: Vec::new(),
        alerts_paused_until: None,
        language: None,
        sharing: SharingSummary::default(),
        connections: connections.into_iter().collect(),
        sign_ins: Vec::new(),
        networks: Vec::new(),
        unusable_networks: Vec::new(),
    }
}

pub fn network() -> NetworkState {
    NetworkState {
        id: "facebook".into(),
        name: "Facebook".into(),
        ready: true,
        needs_secret: true,
        redirect: "http://localhost:8723/callback".into(),
        summary: "Access lasts sixty days. Nothing renews it but you.".into(),
        summaries: Arc::new([("de".to_owned(), "Der Zugriff gilt sechzig Tage.".to_owned())].into()),
        page: "https://developers.facebook.com/docs/".into(),
        revoke_page: None,
        practice: false,
        bridge: None,
        asks: None,
        offers_pin: false,
        keys: Some(KeysState {
            client_id: Some("1234…9012".into()),
            has_secret: true,
            takes_secret: true,
            page: "https://developers.facebook.com/apps/".into(),
            id_is_called: Some("App ID".into()),
            secret_is_called: Some("App secret".into()),
            parameters: vec![ParameterState {
                name: "config_id".into(),
                is_called: "Configuration ID".into(),
                value: Some("1234".into()),
            }],
            optional_permissions: vec![OptionalPermission {
                scope: "business_management".into(),
                purpose: None,
                asked: false,
            }],
        }),
    }
}
