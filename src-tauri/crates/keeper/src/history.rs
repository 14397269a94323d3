//! The history as JSON, for the person to keep or to share.
//!
//! The form is stable: members are added, never renamed or removed. Any other change increases `form`.
//!
//! ```json
//! {
//!   "form": 1,
//!   "exported_at": "2026-03-04T08:00:00Z",
//!   "entries": [
//!     {
//!       "at": "2026-03-03T12:00:00Z", "first": "2026-03-03T12:00:00Z", "count": 1, "until": null,
//!       "connection": "linkedin-…", "network": "linkedin", "network_name": "LinkedIn", "who": "Dana Reyes",
//!       "event": "disconnected", "reason": "revoked",
//!       "evidence": {"at": "2026-03-03T12:00:00Z", "endpoint": "probe", "status": 401, "code": "…", "subcode": null},
//!       "program": null
//!     }
//!   ]
//! }
//! ```
//!
//! Entries come newest first; times are RFC 3339 in UTC. `event` is `connected`, `reauthorized`, `renewed`,
//! `disconnected`, `permission_missing`, `page_lost`, `recovered`, `set_up_needed`, `warned`, `unreachable`,
//! `reachable`, `sign_in_failed`, `wrong_account`, `removed`, `revocation_failed`, `notified`, `mailed`,
//! `mail_failed`, `allowed_nothing`, `allowed_requests`, `allowed_tokens`, `token_taken` or `request_made`. `program` is
//! the name of the program of the last two, as the system told it. `reason` is set for `disconnected` and `set_up_needed`. `until` is the end of an `unreachable`. The
//! evidence holds only the status and the codes of an answer, and no token, address or text of a network.

use chrono::{DateTime, SecondsFormat, Utc};
use lifecycle::{Event, Evidence};
use serde::Serialize;
use store::HistoryEntry;

use crate::words;

const FORM: u32 = 1;

#[derive(Serialize)]
struct Export<'a> {
    form: u32,
    exported_at: String,
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    at: String,
    first: String,
    count: u32,
    until: Option<String>,
    connection: &'a str,
    network: &'a str,
    network_name: &'a str,
    who: Option<&'a str>,
    event: &'static str,
    reason: Option<&'static str>,
    evidence: Option<Proof<'a>>,
    program: Option<&'a str>,
}

#[derive(Serialize)]
struct Proof<'a> {
    at: String,
    endpoint: &'static str,
    status: Option<u16>,
    code: Option<&'a str>,
    subcode: Option<&'a str>,
}

/// Writes a history in the form described above.
#[must_use]
pub fn export_history(entries: &[HistoryEntry], now: DateTime<Utc>) -> String {
    let export =
        Export { form: FORM, exported_at: rfc3339(now), entries: entries.iter().map(Entry::from).collect() };
    serde_json::to_string_pretty(&export).expect("a history is plain data")
}

impl<'a> From<&'a HistoryEntry> for Entry<'a> {
    fn from(entry: &'a HistoryEntry) -> Self {
        let reason = match entry.event {
            Event::Disconnected(reason) => Some(words::reason(reason)),
            Event::SetUpNeeded(what) => Some(words::set_up(what)),
            _ => None,
        };
        Self {
            at: rfc3339(entry.at),
            first: rfc3339(entry.first),
            count: entry.count,
            until: entry.until.map(rfc3339),
            connection: entry.connection.as_str(),
            network: entry.network.as_str(),
            network_name: &entry.network_name,
            who: entry.who.as_deref(),
            event: words::event(entry.event),
            reason,
            evidence: entry.evidence.as_ref().map(Proof::from),
            program: entry.program.as_deref(),
        }
    }
}

impl<'a> From<&'a Evidence> for Proof<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        Self {
            at: rfc3339(evidence.at),
            endpoint: words::endpoint(evidence.endpoint),
            status: evidence.status,
            code: evidence.code.as_deref(),
            subcode: evidence.subcode.as_deref(),
        }
    }
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use lifecycle::{Endpoint, Reason, SetUp};
    use serde_json::json;

    use super::*;

    fn at(hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 3, hour, 0, 0).unwrap()
    }

    fn entry(event: Event) -> HistoryEntry {
        let evidence = Evidence {
            at: at(12),
            endpoint: Endpoint::LongLived,
            status: Some(400),
            code: Some("190".into()),
            subcode: None,
        };
        HistoryEntry {
            at: at(12),
            first: at(9),
            count: 3,
            until: Some(at(13)),
            connection: "facebook-1".into(),
            network: "facebook".into(),
            network_name: "Facebook".into(),
            who: Some("Dana Reyes".into()),
            event,
            evidence: Some(evidence),
            program: None,
        }
    }

    #[test]
    fn a_history_is_written_in_its_documented_form() {
        let text = export_history(&[entry(Event::Disconnected(Reason::PasswordChanged))], at(14));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            json!({
                "form": 1,
                "exported_at": "2026-03-03T14:00:00Z",
                "entries": [{
                    "at": "2026-03-03T12:00:00Z",
                    "first": "2026-03-03T09:00:00Z",
                    "count": 3,
                    "until": "2026-03-03T13:00:00Z",
                    "connection": "facebook-1",
                    "network": "facebook",
                    "network_name": "Facebook",
                    "who": "Dana Reyes",
                    "event": "disconnected",
                    "reason": "password_changed",
                    "evidence": {
                        "at": "2026-03-03T12:00:00Z",
                        "endpoint": "long_lived",
                        "status": 400,
                        "code": "190",
                        "subcode": null,
                    },
                    "program": null,
                }],
            })
        );
        let bare = HistoryEntry {
            evidence: None,
            until: None,
            who: None,
            ..entry(Event::SetUpNeeded(SetUp::AppKeysMissing))
        };
        let text = export_history(&[bare], at(14));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["entries"][0]["reason"], "app_keys_missing");
        assert_eq!(value["entries"][0]["evidence"], json!(null));
    }
}
