//! The commands as the window reaches them: through Tauri's own gate, with the real capability files.

use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

use keeper::{Keeper, KeySource, Options, SystemClock, Timeouts};
use serde_json::{Value, json};
use tauri::{
    App, AppHandle, Manager, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

use super::{Recorder, states::speaking};
use crate::{
    host::{Copied, Host},
    invitation::Invitations,
    route::{Place, Route},
    shell::AppShell,
    tray::Entry,
    window,
};

/// An app without a screen, and its data folder.
pub struct Mock {
    pub app: App<MockRuntime>,
    pub host: Arc<Recorder>,
    pub window: WebviewWindow<MockRuntime>,
    pub dir: tempfile::TempDir,
}

impl Mock {
    /// Starts the app with networks from TOML files.
    pub fn start(host: Arc<Recorder>, networks: &[(&str, &str)]) -> Self {
        Self::start_after(host, networks, |_| {})
    }

    /// Starts the app, and does something before its keeper is there.
    pub fn start_after(
        host: Arc<Recorder>,
        networks: &[(&str, &str)],
        before: impl FnOnce(&AppHandle<MockRuntime>),
    ) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let networks_dir = dir.path().join("networks");
        std::fs::create_dir(&networks_dir).unwrap();
        for (name, text) in networks {
            std::fs::write(networks_dir.join(name), text).unwrap();
        }
        let outside: Arc<dyn Host> = host.clone();
        let locale = Arc::new(speaking("en"));
        let app = crate::wired(mock_builder())
            .manage(Route::default())
            .manage(Invitations::default())
            .manage(Arc::clone(&outside))
            .manage(Arc::clone(&locale))
            .build(tauri::generate_context!())
            .unwrap();
        before(app.handle());
        let shell = AppShell::new(app.handle().clone(), outside, locale);
        let options = Options {
            data_dir: dir.path().join("data"),
            networks_dir: Some(networks_dir),
            key: KeySource::File(dir.path().join("key")),
            timed_work: true,
            clock: Arc::new(SystemClock),
            timeouts: Timeouts::default(),
        };
        let keeper = tauri::async_runtime::block_on(Keeper::start(options, Arc::new(shell))).unwrap();
        app.manage(keeper);
        let window = WebviewWindowBuilder::new(&app, window::MAIN, Default::default()).build().unwrap();
        Self { app, host, window, dir }
    }

    pub fn ask(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        ask(&self.window, command, arguments)
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        crate::start::shut_down(self.app.handle());
    }
}

pub fn ask(window: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    ask_with(window, command, InvokeBody::Json(arguments))
}

fn ask_with(window: &WebviewWindow<MockRuntime>, command: &str, body: InvokeBody) -> Result<Value, Value> {
    let url = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body,
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

/// Every command, with arguments that name nothing existing, and its answer.
fn every_command() -> Vec<(&'static str, Value, Result<Value, &'static str>)> {
    vec![
        ("get_state", json!({}), Ok(json!("a state"))),
        ("connect", json!({ "network": "nowhere" }), Err("unknown_network")),
        ("reauthorize", json!({ "connection": "nobody" }), Err("unknown_connection")),
        ("cancel", json!({ "operationId": 77 }), Err("unknown_sign_in")),
        ("add_as_new", json!({ "operationId": 77 }), Err("unknown_sign_in")),
        ("use_pin", json!({ "operationId": 77 }), Err("unknown_sign_in")),
        ("enter_pin", json!({ "operationId": 77, "pin": "1234567" }), Err("unknown_sign_in")),
        ("copy_link", json!({ "operationId": 77 }), Err("unknown_sign_in")),
        ("open_link", json!({ "operationId": 77 }), Err("unknown_sign_in")),
        ("check", json!({ "connection": null }), Ok(json!(null))),
        ("disconnect", json!({ "connection": "nobody" }), Err("unknown_connection")),
        (
            "set_app",
            json!({ "network": "nowhere", "clientId": "practice-app", "clientSecret": null }),
            Err("unknown_network"),
        ),
        ("check_app", json!({ "network": "nowhere" }), Err("unknown_network")),
        ("remove_app", json!({ "network": "nowhere" }), Err("bad_input")),
        ("open_app_page", json!({ "network": "nowhere" }), Err("unknown_network")),
        ("copy_redirect", json!({ "network": "nowhere" }), Err("unknown_network")),
        (
            "set_bridge",
            json!({ "network": "nowhere", "address": "https://example.org/" }),
            Err("unknown_network"),
        ),
        ("copy_bridge_page", json!({}), Ok(json!(null))),
        ("open_page", json!({ "network": "nowhere" }), Err("unknown_network")),
        ("open_revoke_page", json!({ "network": "nowhere" }), Err("unknown_network")),
        ("history", json!({ "connection": null }), Ok(json!([]))),
        ("copy_history", json!({ "connection": "nobody" }), Ok(json!(null))),
        ("add_to_calendar", json!({ "connection": "nobody" }), Err("unknown_connection")),
        ("get_alerts", json!({}), Ok(alerts())),
        ("set_alerts", json!({ "settings": bad_settings(), "password": null }), Ok(json!(["warn_days"]))),
        (
            "test_email",
            json!({ "email": { "host": "a b", "port": 25, "security": "tls", "username": null, "from": "", "to": [] }, "password": null }),
            Err("bad_input"),
        ),
        ("pause_alerts", json!({ "pause": null }), Ok(json!(null))),
        ("set_language", json!({ "language": "tlh" }), Err("bad_input")),
        ("starts_at_login", json!({}), Ok(json!(false))),
        ("set_starts_at_login", json!({ "on": false }), Ok(json!(null))),
        ("get_invitation", json!({}), Ok(json!(null))),
        ("fetch_invitation", json!({ "number": 7 }), Err("bad_input")),
        ("accept_invitation", json!({ "number": 7, "passphrase": null }), Err("bad_input")),
        ("dismiss_invitation", json!({ "number": 7 }), Ok(json!(null))),
        ("take_route", json!({}), Ok(json!(null))),
        ("list_pages", json!({ "connection": "nobody" }), Err("unknown_connection")),
        ("hold_pages", json!({ "connection": "nobody", "pages": [] }), Err("unknown_connection")),
        ("allow", json!({ "connection": "nobody", "allowed": "tokens" }), Err("unknown_connection")),
        ("feeds", json!({}), Ok(json!({ "feeds": [], "suggestions": [] }))),
        ("preview_feed", json!({ "address": "127.0.0.1" }), Err("private_address")),
        ("add_feed", json!({ "address": "no address" }), Err("no_feed")),
        ("change_feed_address", json!({ "id": "none", "address": "127.0.0.1" }), Err("bad_input")),
        ("remove_feed", json!({ "id": "none" }), Err("bad_input")),
        ("mute_feed", json!({ "id": "none", "muted": true }), Err("bad_input")),
        ("read_feed_soon", json!({ "id": "none" }), Err("bad_input")),
        ("set_not_for_me", json!({ "feed": "none", "key": "none", "notForMe": true }), Ok(json!(null))),
        ("suggestion_seen", json!({ "feed": "none", "key": "none" }), Ok(json!(null))),
        ("sharing", json!({}), Ok(json!({ "destinations": [], "activities": [], "drafts": [] }))),
        ("measure", json!({ "text": "Geese", "link": null, "pictures": 1, "to": ["nobody"] }), Ok(json!([]))),
        ("preview", json!({ "text": "Geese", "link": null, "pictures": 1, "to": ["nobody"] }), Ok(json!([]))),
        ("discard_draft", json!({ "id": "none" }), Ok(json!(null))),
        (
            "share",
            json!({ "draft": null, "content": content("Geese"), "at": null, "late": "6h" }),
            Err("unknown_connection"),
        ),
        ("settle_post", json!({ "post": "none", "action": "look", "address": null }), Err("bad_input")),
        ("remove_activity", json!({ "id": "none" }), Ok(json!(null))),
        (
            "edit_activity",
            json!({ "id": "none", "posts": [], "draft": null, "content": content("Geese"), "at": null, "late": "6h" }),
            Err("unknown_connection"),
        ),
        ("hold_for_edit", json!({ "posts": ["none"], "hold": true }), Err("already_left")),
        ("change_time", json!({ "id": "none", "at": "no time" }), Err("bad_input")),
        ("copy_activity", json!({ "id": "none" }), Err("bad_input")),
        ("delete_post", json!({ "post": "none" }), Err("bad_input")),
        ("hand_over", json!({ "post": "none" }), Err("bad_input")),
        ("open_post", json!({ "post": "none" }), Err("bad_input")),
        (
            "save_draft",
            json!({ "id": null, "content": content(&"x".repeat((1 << 20) + 1)) }),
            Err("bad_input"),
        ),
        ("avatar", json!({ "connection": "nobody", "name": "0" }), Ok(json!(null))),
        ("add_picture", json!({}), Err("bad_input")),
        ("picture", json!({ "hash": "../gander.db" }), Ok(json!(null))),
        ("make_card", json!({ "link": "http://127.0.0.1/" }), Ok(json!(null))),
    ]
}

fn content(text: &str) -> Value {
    json!({ "text": text, "link": null, "card": false, "pictures": [], "to": ["nobody"], "own": {}, "titles": {} })
}

fn alerts() -> Value {
    let mut settings = bad_settings();
    settings["warn_days"] = json!(null);
    json!({ "settings": settings, "has_password": false, "not_shown": false, "mail_trouble": null })
}

fn bad_settings() -> Value {
    json!({ "native": true, "email": null, "warn_days": [0], "quiet_hours": null, "digest": null, "muted": [], "shared": false })
}

#[test]
fn every_command_is_granted_to_the_main_window_and_answers() {
    let mock = Mock::start(Recorder::new(), &[]);
    for (command, arguments, expected) in every_command() {
        let answer = mock.ask(command, arguments);
        match expected {
            Ok(_) if command == "get_state" => assert!(answer.unwrap()["revision"].is_u64()),
            Ok(value) => assert_eq!(answer, Ok(value), "{command}"),
            Err(code) => assert_eq!(answer, Err(json!({ "code": code, "network": null })), "{command}"),
        }
    }
}

#[test]
fn a_picture_comes_as_bytes_and_its_hash_leads_to_it_in_small() {
    let mock = Mock::start(Recorder::new(), &[]);
    let add = |file: &[u8]| ask_with(&mock.window, "add_picture", InvokeBody::Raw(file.to_vec())).unwrap();
    assert_eq!(add(b"no picture"), json!({ "picture": null, "trouble": "not_a_picture" }));
    let png = include_bytes!("../../../icons/32x32.png");
    let added = add(png);
    let hash = added["picture"]["hash"].as_str().expect("a hash");
    assert_eq!((&added["picture"]["width"], &added["trouble"]), (&json!(32), &json!(null)));
    let shown = mock.ask("picture", json!({ "hash": hash })).unwrap();
    assert!(shown.as_str().unwrap().starts_with("data:image/png;base64,"), "{shown}");
    let pictures = json!([{ "hash": hash, "description": "Geese" }]);
    let content = json!({ "text": "", "link": null, "card": false, "pictures": pictures, "to": [], "own": {}, "titles": {} });
    mock.ask("save_draft", json!({ "id": null, "content": content })).unwrap();
    let drafts = mock.ask("sharing", json!({})).unwrap()["drafts"].clone();
    assert_eq!(
        drafts[0]["pictures"][0],
        json!({ "hash": hash, "description": "Geese", "width": 32, "height": 32 })
    );
}

#[test]
fn no_other_window_may_ask_for_anything() {
    let mock = Mock::start(Recorder::new(), &[]);
    let other = WebviewWindowBuilder::new(&mock.app, "other", Default::default()).build().unwrap();
    for (command, arguments, _) in every_command() {
        let answer = ask(&other, command, arguments).unwrap_err();
        assert!(answer.as_str().is_some_and(|text| text.contains("not allowed")), "{command}: {answer}");
    }
}

#[test]
fn what_the_capability_does_not_list_is_refused() {
    let mock = Mock::start(Recorder::new(), &[]);
    for command in [
        "plugin:event|emit",
        "plugin:event|emit_to",
        "plugin:clipboard-manager|read_text",
        "plugin:clipboard-manager|write_text",
        "plugin:notification|notify",
        "plugin:opener|open_url",
        "plugin:opener|open_path",
        "plugin:webview|create_webview_window",
        "plugin:window|close",
        "plugin:path|resolve_directory",
        "plugin:app|version",
        "plugin:tray|new",
        "a_command_that_nobody_declared",
    ] {
        let answer = mock.ask(command, json!({}));
        assert!(
            answer.as_ref().is_err_and(|text| text.as_str().is_some_and(|text| text.contains("not allowed"))),
            "{command}: {answer:?}"
        );
    }
}

#[test]
fn the_capability_files_list_every_command_and_nothing_but_events_besides() {
    let sources = [
        include_str!("../commands.rs"),
        include_str!("../commands/feeds.rs"),
        include_str!("../commands/sharing.rs"),
    ];
    let mut expected: BTreeSet<String> = sources
        .into_iter()
        .flat_map(commands)
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        .collect();
    assert_eq!(expected.len(), every_command().len());
    expected.extend(["core:event:allow-listen".into(), "core:event:allow-unlisten".into()]);
    for file in
        [include_str!("../../capabilities/main.json"), include_str!("../../capabilities/main-mobile.json")]
    {
        let capability: Value = serde_json::from_str(file).unwrap();
        let listed: BTreeSet<String> = serde_json::from_value(capability["permissions"].clone()).unwrap();
        assert_eq!(listed, expected);
        assert_eq!(capability["windows"], json!(["main"]));
        assert_eq!(capability["local"], json!(true));
        assert_eq!(capability["remote"], Value::Null);
    }
}

fn commands(source: &str) -> impl Iterator<Item = &str> {
    source.split("#[tauri::command]").skip(1).map(|rest| {
        let rest = rest.split_once("fn ").unwrap().1;
        rest.split_once('(').unwrap().0
    })
}

#[test]
fn arguments_are_checked_before_the_keeper_sees_them() {
    let mock = Mock::start(Recorder::new(), &[]);
    let set_app = |id: &str, secret: Option<&str>| {
        let arguments = json!({ "network": "facebook", "clientId": id, "clientSecret": secret });
        mock.ask("set_app", arguments).map_err(|error| error["code"].clone())
    };
    let long = "x".repeat(5000);
    assert_eq!(set_app("", None), Err(json!("bad_input")));
    assert_eq!(set_app("  ", None), Err(json!("bad_input")));
    assert_eq!(set_app("two words", None), Err(json!("bad_input")));
    assert_eq!(set_app(&long, None), Err(json!("bad_input")));
    assert_eq!(set_app("practice-app", Some("line\nbreak")), Err(json!("bad_input")));
    assert_eq!(set_app("practice-app", Some(&long)), Err(json!("bad_input")));
    let with_options = |scopes: Value, parameters: Value| {
        let arguments = json!({
            "network": "facebook", "clientId": "practice-app", "clientSecret": "practice-secret",
            "scopes": scopes, "parameters": parameters,
        });
        mock.ask("set_app", arguments).map_err(|error| error["code"].clone())
    };
    assert_eq!(with_options(json!(["no_such_permission"]), Value::Null), Err(json!("bad_input")));
    assert_eq!(with_options(Value::Null, json!({ "no_such_parameter": "1" })), Err(json!("bad_input")));
    assert_eq!(with_options(Value::Null, json!({ "config_id": "two words" })), Err(json!("bad_input")));
    assert_eq!(with_options(Value::Null, json!({ "config_id": long })), Err(json!("bad_input")));
    assert_eq!(with_options(json!(vec!["a"; 200]), Value::Null), Err(json!("bad_input")));
    for id in ["", "../etc", "a b", &long, "x'; drop"] {
        assert_eq!(mock.ask("connect", json!({ "network": id })).unwrap_err()["code"], "unknown_network");
        assert_eq!(
            mock.ask("reauthorize", json!({ "connection": id })).unwrap_err()["code"],
            "unknown_connection"
        );
        assert_eq!(
            mock.ask("history", json!({ "connection": id })).unwrap_err()["code"],
            "unknown_connection"
        );
    }
}

#[test]
fn pasted_keys_lose_the_blanks_around_them_and_an_empty_secret_is_none() {
    use secrecy::ExposeSecret;

    let keys = crate::argument::app_keys(" practice-app\n", Some("\tpractice-secret ".into())).unwrap();
    assert_eq!(keys.id, "practice-app");
    assert_eq!(keys.secret.unwrap().expose_secret(), "practice-secret");
    assert!(crate::argument::app_keys("practice-app", Some("  ".into())).unwrap().secret.is_none());
    let password = crate::argument::app_password(Some(" abcd-efgh-ijkl-mnop\n".into())).unwrap();
    assert_eq!(password.expose_secret(), "abcd-efgh-ijkl-mnop");
    assert!(crate::argument::app_password(Some(" ".into())).is_none());
    let marked = |text: &str| format!("\u{feff}\u{202a}{text}\u{202c}\u{200b}\u{a0}");
    let keys = crate::argument::app_keys(&marked("practice-app"), Some(marked("practice-secret"))).unwrap();
    assert_eq!((keys.id.as_str(), keys.secret.unwrap().expose_secret()), ("practice-app", "practice-secret"));
    assert!(crate::argument::app_keys("practice app", None).is_err());
    assert!(crate::argument::app_keys("practice-app", Some("practice\nsecret".into())).is_err());
}

#[test]
fn a_route_is_taken_once() {
    let mock = Mock::start(Recorder::new(), &[]);
    let places = [
        (Place::Account("facebook-1".into()), json!({ "to": "account", "connection": "facebook-1" })),
        (Place::Needs, json!({ "to": "needs" })),
        (Place::Share, json!({ "to": "share" })),
    ];
    for (place, told) in places {
        mock.app.state::<Route>().set(place);
        assert_eq!(mock.ask("take_route", json!({})), Ok(told));
        assert_eq!(mock.ask("take_route", json!({})), Ok(json!(null)));
    }
}

#[test]
fn a_chosen_language_is_spoken_at_once_by_window_and_tray_and_remembered() {
    let mock = Mock::start(Recorder::new(), &[]);
    let language = || mock.ask("get_state", json!({})).unwrap()["language"].clone();
    assert_eq!(language(), json!(null));
    assert_eq!(mock.ask("set_language", json!({ "language": "de" })), Ok(json!(null)));
    assert_eq!(language(), json!("de"));
    let says_quit = |quit: &str| {
        let trays = mock.host.trays.lock().unwrap();
        matches!(trays.last().and_then(|tray| tray.menu.last()), Some(Entry::Item { label, .. }) if label == quit)
    };
    let deadline = Instant::now() + Duration::from_secs(10);
    while !says_quit("Beenden") {
        assert!(Instant::now() < deadline, "the tray does not speak German");
        std::thread::park_timeout(Duration::from_millis(5));
    }
    assert_eq!(mock.ask("set_language", json!({ "language": null })), Ok(json!(null)));
    assert_eq!(language(), json!(null));
}

#[test]
fn starting_at_login_is_what_the_device_says() {
    let mock = Mock::start(Recorder::new(), &[]);
    assert_eq!(mock.ask("set_starts_at_login", json!({ "on": true })), Ok(json!(null)));
    assert_eq!(mock.ask("starts_at_login", json!({})), Ok(json!(true)));
    let refusing = Mock::start(Recorder::refusing(), &[]);
    let answer = refusing.ask("set_starts_at_login", json!({ "on": true }));
    assert_eq!(answer.unwrap_err()["code"], "unsupported");
    assert_eq!(refusing.ask("starts_at_login", json!({})), Ok(json!(false)));
}

#[test]
fn the_redirect_goes_to_the_clipboard_and_the_page_to_the_browser() {
    let mock = Mock::start(Recorder::new(), &[]);
    assert_eq!(mock.ask("copy_redirect", json!({ "network": "facebook" })), Ok(json!(null)));
    assert_eq!(mock.ask("open_page", json!({ "network": "facebook" })), Ok(json!(null)));
    let keeper = mock.app.state::<Keeper>();
    let snapshot = keeper.snapshot();
    let facebook = snapshot.networks.iter().find(|network| network.id.as_str() == "facebook").unwrap();
    assert!(
        matches!(&mock.host.copied.lock().unwrap()[..], [Copied::Plain(text)] if *text == facebook.redirect)
    );
    assert_eq!(mock.ask("open_app_page", json!({ "network": "facebook" })), Ok(json!(null)));
    let opened = mock.host.opened.lock().unwrap();
    assert_eq!(opened[0].as_str(), facebook.page);
    assert_eq!(opened[1].as_str(), "https://developers.facebook.com/apps/");
}

#[test]
fn only_where_gander_cannot_end_its_own_access_there_is_a_page_to_do_so() {
    let mock = Mock::start(Recorder::new(), &[]);
    assert!(mock.ask("open_revoke_page", json!({ "network": "facebook" })).is_err());
    assert_eq!(mock.ask("open_revoke_page", json!({ "network": "instagram" })), Ok(json!(null)));
    let opened = mock.host.opened.lock().unwrap();
    assert_eq!(opened[0].as_str(), "https://www.instagram.com/accounts/manage_access/");
}

#[test]
fn without_a_browser_or_a_clipboard_the_window_is_told() {
    let mock = Mock::start(Recorder::refusing(), &[]);
    for command in ["copy_redirect", "open_page", "copy_history"] {
        let answer = mock.ask(command, json!({ "network": "facebook", "connection": "facebook-1" }));
        assert_eq!(answer, Err(json!({ "code": "internal", "network": null })), "{command}");
    }
}
