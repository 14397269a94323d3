//! Calendars, read by a foreign parser.

use serde_json::Value;
use simnet::{Lifetime, Network};
use tokio::io::AsyncWriteExt;

use crate::{
    python,
    support::{Bench, within},
};

async fn parsed(file: &str) -> Value {
    let mut child = python::script("read_calendar.py").await.spawn().expect("a parser");
    let mut stdin = child.stdin.take().expect("stdin");
    stdin.write_all(file.as_bytes()).await.expect("stdin");
    drop(stdin);
    let output = within("a parser", child.wait_with_output()).await.expect("an end");
    assert!(output.status.success(), "{file}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[tokio::test]
async fn the_days_by_which_to_act_are_read_by_another_program() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["calendar"]).await;
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{ran:?}");

    let lifetime = Lifetime { access_seconds: None, refresh_seconds: Some(40 * 86_400) };
    bench.net.set_lifetime(Network::LinkedIn, lifetime).unwrap();
    bench.set_keys(Network::LinkedIn).await;
    let id = bench.gander_adds(Network::LinkedIn).await;

    let file = bench.path("due.ics");
    let ran = bench.gander(&["calendar", &id, "--output", file.to_str().unwrap()]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let calendar = parsed(&std::fs::read_to_string(&file).unwrap()).await;
    assert_eq!(calendar["method"], "PUBLISH");
    assert_eq!(calendar["errors"], Value::Array(vec![]));
    let event = &calendar["events"][0];
    assert_eq!(event["uid"], format!("{id}@gander.invalid"));
    assert_eq!(event["summary"], "Reauthorize LinkedIn (Dana Reyes)");
    let link = format!("gander://reauthorize/{id}");
    assert_eq!(event["url"], link);
    assert_eq!(event["description"], format!("After that LinkedIn no longer lets Gander in.\n{link}"));
    // The alarms come ten, three and one days before, at nine in the morning.
    assert_eq!(event["alarms"], serde_json::json!([-231.0, -63.0, -15.0]));
    let by = bench.gander(&["status", "--json"]).await;
    let by: Value = serde_json::from_str(&by.stdout).unwrap();
    let by = by["connections"][0]["reauthorize_by"].as_str().unwrap();
    assert!(by.starts_with(event["day"].as_str().unwrap()), "{by} and {event}");

    let ran = bench.gander(&["calendar", "nobody"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("there is no connection `nobody`"), "{ran:?}");
}

#[tokio::test]
async fn the_calendar_speaks_the_language_that_was_chosen_in_the_window() {
    let bench = Bench::start().await;
    let lifetime = Lifetime { access_seconds: None, refresh_seconds: Some(40 * 86_400) };
    bench.net.set_lifetime(Network::LinkedIn, lifetime).unwrap();
    let home = bench.home().await;
    home.add(Network::LinkedIn).await;
    home.set_language(Some("de")).await.unwrap();
    bench.leave(home).await;
    let ran = bench.gander(&["calendar"]).await;
    assert!(ran.stdout.contains("SUMMARY:Bei LinkedIn neu anmelden (Dana Reyes)"), "{ran:?}");
}

#[tokio::test]
async fn a_name_in_any_script_with_any_character_is_read_back_as_it_is() {
    let bench = Bench::start().await;
    let lifetime = Lifetime { access_seconds: None, refresh_seconds: Some(40 * 86_400) };
    bench.net.set_lifetime(Network::LinkedIn, lifetime).unwrap();
    bench.edit_network(Network::LinkedIn, |text| {
        text.replace(
            "name = \"LinkedIn\"",
            "name = \"لينكد; إن, \\\\ 長い名前の長い名前の長い名前の長い名前\"",
        )
    });
    bench.set_keys(Network::LinkedIn).await;
    bench.gander_adds(Network::LinkedIn).await;
    let mut command = bench.command(&["calendar"]);
    command.env("LANG", "ar_EG.UTF-8");
    let ran = crate::support::Running::start(command).end().await;
    let calendar = parsed(&ran.stdout).await;
    assert_eq!(calendar["errors"], Value::Array(vec![]));
    let summary = calendar["events"][0]["summary"].as_str().unwrap();
    assert_eq!(summary, "إعادة تفويض لينكد; إن, \\ 長い名前の長い名前の長い名前の長い名前 (Dana Reyes)");
}
