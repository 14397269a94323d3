//! An organization's invitation, from a link or a file until the person accepts or dismisses it.

use std::time::{Duration, Instant};

use keeper::{Handed, Keeper, Link};
use serde_json::{Value, json};
use tauri::Manager;

use super::{Recorder, ipc::Mock};
use crate::start;

const KEYS: &str =
    "[organization]\nname = \"Example Newsroom\"\n[networks.x]\nclient_id = \"practice-of-newsroom\"\n";

fn link(text: &str) -> String {
    Link::Join(Handed::Text(text.to_owned())).to_string()
}

/// Waits until the window's invitation differs from `former`, and returns it.
fn shown(mock: &Mock, former: &Value) -> Value {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let shown = mock.ask("get_invitation", json!({})).unwrap();
        if shown != Value::Null && shown["number"] != *former {
            return shown;
        }
        assert!(Instant::now() < deadline, "nothing was shown");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

fn client_id(mock: &Mock) -> Option<String> {
    let keeper = mock.app.state::<Keeper>();
    let snapshot = keeper.snapshot();
    let x = snapshot.networks.iter().find(|network| network.id.as_str() == "x").unwrap();
    x.keys.as_ref().unwrap().client_id.clone()
}

#[test]
fn a_link_shows_what_it_would_change_and_changes_it_only_when_that_is_agreed_to() {
    let mock = Mock::start(Recorder::new(), &[]);
    start::follow(mock.app.handle(), &link(KEYS));
    let invitation = shown(&mock, &json!(null));
    let number = invitation["number"].clone();
    assert_eq!(
        invitation["what"],
        json!({
            "stage": "read",
            "plan": {
                "name": "Example Newsroom",
                "is_sealed": false,
                "is_nothing": false,
                "keys": [{
                    "network": "x", "network_name": "X", "client_id": "prac…room", "former": null,
                    "has_secret": false, "lacks_secret": false, "change": "added", "users": 0,
                }],
                "definitions": [],
                "ladder": null,
                "feeds": [],
                "feeds_removed": [],
            },
        })
    );
    assert_eq!(client_id(&mock), None, "nothing was agreed to");

    // A second link arrives while the person looks at the first. The first number must not accept the second one.
    start::follow(mock.app.handle(), &link(&KEYS.replace("of-newsroom", "of-somebody")));
    let other = shown(&mock, &number);
    let answer = mock.ask("accept_invitation", json!({ "number": number, "passphrase": null }));
    assert_eq!(answer.unwrap_err()["code"], "bad_input");
    assert_eq!(client_id(&mock), None);

    assert_eq!(mock.ask("dismiss_invitation", json!({ "number": other["number"] })), Ok(json!(null)));
    assert_eq!(mock.ask("get_invitation", json!({})), Ok(json!(null)));
    start::follow(mock.app.handle(), &link(KEYS));
    let again = shown(&mock, &other["number"])["number"].clone();
    assert_eq!(
        mock.ask("accept_invitation", json!({ "number": again, "passphrase": null })),
        Ok(json!(null))
    );
    assert_eq!(client_id(&mock).as_deref(), Some("prac…room"));
    assert_eq!(mock.ask("get_invitation", json!({})), Ok(json!(null)));
}

#[test]
fn a_link_to_an_address_asks_nobody_before_the_person_has_seen_the_host() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let mock = Mock::start(Recorder::new(), &[]);
    let address = format!("https://{}/gander.toml", listener.local_addr().unwrap());
    start::follow(mock.app.handle(), &Link::Join(Handed::At(address.parse().unwrap())).to_string());
    let invitation = shown(&mock, &json!(null));
    assert_eq!(invitation["what"], json!({ "stage": "elsewhere", "host": "127.0.0.1" }));
    assert_eq!(listener.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock, "it was asked");
    // No TLS server answers there.
    drop(listener);
    let fetched = mock.ask("fetch_invitation", json!({ "number": invitation["number"] })).unwrap();
    assert_eq!(fetched["what"]["stage"], "broken");
    let why = fetched["what"]["why"].as_str().unwrap().to_owned();
    assert!(why.starts_with("the file could not be fetched from 127.0.0.1: "), "{why}");
}

#[test]
fn a_file_is_looked_at_and_a_wrong_one_is_told_with_its_line() {
    let mock = Mock::start(Recorder::new(), &[]);
    let path = mock.dir.path().join("gander.toml");
    std::fs::write(&path, KEYS).unwrap();
    start::follow(mock.app.handle(), path.to_str().unwrap());
    let good = shown(&mock, &json!(null));
    assert_eq!(good["what"]["plan"]["name"], "Example Newsroom");
    std::fs::write(&path, KEYS.replace("[networks.x]", "[networks.nowhere]")).unwrap();
    start::follow(mock.app.handle(), path.to_str().unwrap());
    let wrong = shown(&mock, &good["number"]);
    assert_eq!(wrong["what"]["stage"], "broken");
    assert!(
        wrong["what"]["why"].as_str().unwrap().contains("gander.toml:3: there is no network `nowhere`"),
        "{wrong}"
    );
}

#[test]
fn every_system_knows_the_file() {
    let config: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let mime = &config["bundle"]["fileAssociations"][0]["mimeType"];
    assert_eq!(mime, "application/x-gander+toml");
    let mime = mime.as_str().unwrap();
    assert!(
        include_str!("../../packages/app.gander.Gander.desktop")
            .contains(&format!("x-scheme-handler/gander;{mime};"))
    );
    assert!(include_str!("../../packages/app.gander.Gander.xml").contains(&format!("type=\"{mime}\"")));
}
