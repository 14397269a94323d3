//! The associated data of each secret: everything that determines where Gander sends it. If the network, account or app
//! of a secret was changed in the database, the secret does not open, and Gander sends it nowhere.

use lifecycle::{ConnectionId, NetworkId, Record};
use publishing::{Destination, Post, PostId, StepKey};
use serde::Serialize;
use zeroize::Zeroizing;

use vault::{Key, VaultTrouble};

/// The connection and account that tokens belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The connection.
    pub connection: ConnectionId,
    /// The network.
    pub network: NetworkId,
    /// The account's immutable id. At a network with many servers it contains the server.
    pub account: String,
}

impl Owner {
    /// The owner of a record's tokens.
    pub fn of(record: &Record) -> Self {
        Self {
            connection: record.id.clone(),
            network: record.network.clone(),
            account: record.account.id.clone(),
        }
    }
}

/// The associated data of a sealed value.
pub(super) struct Place {
    now: String,
    /// The shorter form of an earlier Gander, which opens a value until it is sealed anew.
    former: Option<String>,
}

/// A secret, and whether an earlier Gander sealed it.
pub(super) struct Opened {
    pub secret: Zeroizing<Vec<u8>>,
    pub is_former: bool,
}

impl Place {
    pub fn of_connection(owner: &Owner, generation: i64) -> Self {
        let Owner { connection, network, account } = owner;
        Self {
            now: place("connection", &(connection.as_str(), network.as_str(), account, generation)),
            former: Some(format!("gander/1/connection/{connection}/{}", generation.cast_unsigned())),
        }
    }

    pub fn of_page(owner: &Owner, generation: i64, page: &str) -> Self {
        let Owner { connection, network, account } = owner;
        Self {
            now: place("page", &(connection.as_str(), network.as_str(), account, generation, page)),
            former: Some(format!("gander/1/page/{connection}/{generation}/{page}")),
        }
    }

    /// The place of a request that publishes a post: it goes out with the account's token.
    pub fn of_send(post: &PostId, to: &Destination, version: u32) -> Self {
        let Destination { network, account, page } = to;
        Self { now: place("send", &(post.as_str(), network.as_str(), account, page, version)), former: None }
    }

    /// The place of a step's result.
    pub fn of_fact(post: &Post, step: &StepKey) -> Self {
        let Destination { network, account, page } = &post.to;
        let of = (post.id.as_str(), network.as_str(), account, page, post.version, &step.name, step.part);
        Self { now: place("fact", &of), former: None }
    }

    pub fn of_app(network: &NetworkId, client_id: &str) -> Self {
        Self {
            now: place("app", &(network.as_str(), client_id)),
            former: Some(format!("gander/1/app/{network}")),
        }
    }

    pub fn of_mail_password(server: &alerts::Email) -> Self {
        let alerts::Email { host, port, security, username, from: _, to: _ } = server;
        Self {
            now: place("mail-password", &(host, port, security, username)),
            former: Some("gander/1/mail-password".to_owned()),
        }
    }

    /// The place of a setting that is not secret, but must not be changed.
    pub fn of_setting(name: &str, value: &str) -> Self {
        Self { now: place("setting", &(name, value)), former: None }
    }

    pub fn seal(&self, key: &Key, secret: &[u8]) -> Vec<u8> {
        key.seal(&self.now, secret)
    }

    pub fn open(&self, key: &Key, sealed: &[u8]) -> Result<Opened, VaultTrouble> {
        match (key.open(&self.now, sealed), &self.former) {
            (Ok(secret), _) => Ok(Opened { secret, is_former: false }),
            (Err(_), Some(former)) => {
                key.open(former, sealed).map(|secret| Opened { secret, is_former: true })
            }
            (Err(trouble), None) => Err(trouble),
        }
    }

    /// Seals a value of an earlier Gander in today's form. `None` for any other value.
    pub fn seal_anew(&self, key: &Key, sealed: &[u8]) -> Option<Vec<u8>> {
        let opened = self.open(key, sealed).ok().filter(|opened| opened.is_former)?;
        Some(self.seal(key, &opened.secret))
    }
}

/// A JSON list, in which no text can pass for two.
fn place(kind: &str, parts: &impl Serialize) -> String {
    serde_json::to_string(&("gander/2", kind, parts)).expect("texts and numbers can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(connection: &str, network: &str, account: &str) -> Owner {
        Owner { connection: connection.into(), network: network.into(), account: account.into() }
    }

    #[test]
    fn no_part_of_a_place_can_be_another() {
        let key = Key::generate();
        let here = Place::of_connection(&owner("x-1", "x", "7"), 1);
        let sealed = here.seal(&key, b"practice-access");
        assert_eq!(here.open(&key, &sealed).unwrap().secret.as_slice(), b"practice-access");
        let others = [
            Place::of_connection(&owner("x-2", "x", "7"), 1),
            Place::of_connection(&owner("x-1", "y", "7"), 1),
            Place::of_connection(&owner("x-1", "x", "7@evil.example"), 1),
            Place::of_connection(&owner("x-1", "x", "7"), 2),
            // The same letters, divided in another way.
            Place::of_connection(&owner("x-1\",\"x", "", "7"), 1),
            Place::of_page(&owner("x-1", "x", "7"), 1, ""),
            Place::of_app(&"x".into(), "7"),
        ];
        for other in others {
            assert!(other.open(&key, &sealed).is_err(), "{}", other.now);
        }
    }

    #[test]
    fn what_an_earlier_gander_sealed_opens_and_is_sealed_anew() {
        let key = Key::generate();
        let place = Place::of_app(&"x".into(), "practice-x");
        let former = key.seal("gander/1/app/x", b"practice-secret");
        assert!(place.open(&key, &former).unwrap().is_former);
        let anew = place.seal_anew(&key, &former).unwrap();
        assert!(!place.open(&key, &anew).unwrap().is_former);
        assert_eq!(place.seal_anew(&key, &anew), None, "once is enough");
        assert!(Place::of_app(&"x".into(), "another").open(&key, &anew).is_err());
    }

    #[test]
    fn a_mail_password_is_for_one_login_at_one_server() {
        let key = Key::generate();
        let server = alerts::Email {
            host: "smtp.example.org".into(),
            port: 465,
            security: alerts::Security::Tls,
            username: Some("dana".into()),
            from: "dana@example.org".into(),
            to: vec!["dana@example.org".into()],
        };
        let sealed = Place::of_mail_password(&server).seal(&key, b"practice");
        let opens = |server: &alerts::Email| Place::of_mail_password(server).open(&key, &sealed).is_ok();
        assert!(opens(&alerts::Email { to: vec!["bo@example.org".into()], ..server.clone() }));
        for other in [
            alerts::Email { host: "smtp.evil.example".into(), ..server.clone() },
            alerts::Email { port: 466, ..server.clone() },
            alerts::Email { security: alerts::Security::None, ..server.clone() },
            alerts::Email { username: None, ..server.clone() },
        ] {
            assert!(!opens(&other), "{other:?}");
        }
    }
}
