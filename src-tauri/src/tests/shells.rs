//! The keeper's shell: the states and calls that reach the window and the device, and their number.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta};
use keeper::{
    ActivityAlert, ActivityNeed, ActivityNews, Alert, Failure, Health, NoticeKind, NotificationItem,
    OperationId, Reason, Shell, Shown, SignInState, Snapshot, Stage, Topic, alerts::Need,
};
use tauri::{
    App, Listener,
    test::{MockRuntime, mock_app},
};

use super::{
    Recorder,
    states::{connection, disconnected, on, snapshot, speaking},
};
use crate::{
    host::Host,
    notice::About,
    shell::{AppShell, STATE_CHANGED},
};

fn shell() -> (App<MockRuntime>, AppShell<MockRuntime>, Arc<Recorder>) {
    let app = mock_app();
    let recorder = Recorder::new();
    let host: Arc<dyn Host> = recorder.clone();
    let shell = AppShell::new(app.handle().clone(), host, Arc::new(speaking("en")));
    (app, shell, recorder)
}

fn signing_in(stage: Stage) -> Snapshot {
    let mut state = snapshot(vec![connection("Facebook", disconnected(Reason::Expired))]);
    state.sign_ins.push(SignInState {
        operation_id: OperationId(4),
        connection: "facebook-1".into(),
        network: "facebook".into(),
        network_name: "Facebook".into(),
        reauthorize: true,
        stage,
    });
    state
}

/// Polls, because another thread shows the published state.
fn until(what: &str, mut is: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !is() {
        assert!(Instant::now() < end, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The revisions that reach the window.
fn revisions(app: &App<MockRuntime>) -> Arc<Mutex<Vec<u64>>> {
    let events = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&events);
    app.listen_any(STATE_CHANGED, move |event| {
        let state: serde_json::Value = serde_json::from_str(event.payload()).unwrap();
        heard.lock().unwrap().push(state["revision"].as_u64().unwrap());
    });
    events
}

#[test]
fn every_state_reaches_the_window() {
    let (app, shell, _) = shell();
    let events = revisions(&app);
    for revision in [7, 8] {
        shell.publish(&Snapshot { revision, ..snapshot(Vec::new()) });
        until("the state", || events.lock().unwrap().last() == Some(&revision));
    }
    assert_eq!(*events.lock().unwrap(), [7, 8]);
}

#[test]
fn a_burst_of_states_reaches_the_window_as_few_and_its_last_is_among_them() {
    let (app, shell, _) = shell();
    let events = revisions(&app);
    for revision in 1..=1000 {
        shell.publish(&Snapshot { revision, ..snapshot(Vec::new()) });
    }
    until("the last state", || events.lock().unwrap().last() == Some(&1000));
    let events = events.lock().unwrap();
    assert!(events.is_sorted(), "{events:?}");
    assert!(events.len() < 500, "{} events", events.len());
}

#[test]
fn the_tray_changes_only_when_it_would_look_different() {
    let (app, shell, host) = shell();
    let events = revisions(&app);
    let fine = snapshot(vec![connection("Facebook", Health::Active)]);
    let bad = snapshot(vec![connection("Facebook", disconnected(Reason::Expired))]);
    for (revision, state, trays) in [(1, &fine, 1), (2, &fine, 1), (3, &bad, 2), (4, &fine, 3)] {
        shell.publish(&Snapshot { revision, ..state.clone() });
        until("the state", || events.lock().unwrap().last() == Some(&revision));
        // The window gets the state before the tray.
        until("the tray", || host.trays.lock().unwrap().len() >= trays);
        assert_eq!(host.trays.lock().unwrap().len(), trays);
    }
}

#[test]
fn the_window_comes_forward_once_when_the_browser_has_answered() {
    for answered in [
        Stage::Finishing,
        Stage::WrongAccount { expected: "Dana Reyes".into(), signed_in: "Bo Lee".into() },
        Stage::Failed(Failure::Denied),
    ] {
        let (_app, shell, host) = shell();
        shell.publish(&signing_in(Stage::Opening));
        shell.publish(&signing_in(Stage::Waiting));
        assert_eq!(*host.came_forward.lock().unwrap(), []);
        shell.publish(&signing_in(answered.clone()));
        shell.publish(&signing_in(answered));
        assert_eq!(*host.came_forward.lock().unwrap(), ["facebook-1".into()]);
    }
}

#[test]
fn the_window_stays_where_it_is_when_the_browser_never_answered() {
    let (_app, shell, host) = shell();
    shell.publish(&signing_in(Stage::Waiting));
    shell.publish(&signing_in(Stage::Failed(Failure::TimedOut)));
    shell.publish(&snapshot(Vec::new()));
    assert_eq!(*host.came_forward.lock().unwrap(), []);
}

#[test]
fn an_alert_is_shown_in_words_and_taken_back_by_its_topic() {
    let (_app, shell, host) = shell();
    let (sender, reported) = std::sync::mpsc::channel();
    let matter = NotificationItem {
        connection: "facebook-1".into(),
        network_name: "Facebook".into(),
        who: None,
        waiting: 0,
        planned_after: 0,
        kind: NoticeKind::ReauthorizeBy { by: on(3, 14), rung: TimeDelta::days(3) },
    };
    let alert = Alert { topic: Topic::Soon, news: vec![matter], still: Vec::new() };
    shell.notify(&alert, Shown::new(move |result| sender.send(result).unwrap()));
    shell.withdraw(Topic::Soon);
    assert_eq!(reported.recv(), Ok(Ok(())));
    let shown = host.shown.lock().unwrap();
    assert_eq!(shown[0].title, "Reauthorize Facebook by Mar 14");
    assert_eq!(shown[0].body, "After that Facebook no longer lets Gander in.");
    assert_eq!(*host.withdrawn.lock().unwrap(), [About::Topic(Topic::Soon)]);
}

#[test]
fn a_notice_about_an_activity_is_shown_in_words_and_taken_back_by_its_id() {
    let (_app, shell, host) = shell();
    let need = ActivityNeed {
        need: Need::Waits,
        network: "LinkedIn".into(),
        reason: None,
        due: on(3, 14),
        reauthorize: true,
    };
    let news = ActivityNews {
        name: "Geese".into(),
        shared: 1,
        needs: vec![need],
        asking: 0,
        now: DateTime::UNIX_EPOCH,
    };
    let alert = ActivityAlert {
        hand_over: None,
        activity: "activity-1".into(),
        news,
        reauthorize: Some("linkedin-1".into()),
        alarm: true,
    };
    shell.notify_activity(&alert, Shown::new(|_| {}));
    shell.notify_activity(&ActivityAlert { activity: "activity-2".into(), ..alert }, Shown::new(|_| {}));
    shell.withdraw_activity("activity-1");
    let shown = host.shown.lock().unwrap();
    assert_eq!(shown[0].title, "“Geese” waits for LinkedIn");
    assert_eq!(shown[0].body, "Shared to 1. Reauthorize LinkedIn to share it there.");
    assert!(shown[0].reauthorize && shown[0].alarm);
    assert_eq!(shown[0].connection, Some("linkedin-1".into()));
    let ids: Vec<_> = shown.iter().map(|words| words.id).collect();
    assert!(ids[0] != ids[1] && ids.iter().all(|id| *id < 0), "{ids:?}");
    assert_eq!(*host.withdrawn.lock().unwrap(), [About::Activity("activity-1".into())]);
}

#[test]
fn a_browser_that_cannot_be_opened_is_reported_to_the_keeper() {
    let app = mock_app();
    let host: Arc<dyn Host> = Recorder::refusing();
    let shell = AppShell::new(app.handle().clone(), host, Arc::new(speaking("en")));
    assert!(shell.open_url(&"https://example.com/login".parse().unwrap()).is_err());
}
