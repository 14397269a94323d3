//! Notifications against daemons on a private bus.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use keeper::Shown;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use zbus::{connection::Builder, fdo, interface, object_server::SignalEmitter, zvariant::OwnedValue};

use super::*;
use crate::{route::Place, tests::bus::OwnBus};

/// A request to the daemon.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Notify { replaces: u32, title: String, body: String, actions: Vec<String>, entry: String },
    Close(u32),
}

struct FakeDaemon {
    can: Vec<String>,
    refuses: bool,
    next: u32,
    asked: Arc<Mutex<Vec<Asked>>>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl FakeDaemon {
    fn get_capabilities(&self) -> Vec<String> {
        self.can.clone()
    }

    #[expect(clippy::too_many_arguments, reason = "the specification's own")]
    fn notify(
        &mut self,
        _name: String,
        replaces: u32,
        _icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> fdo::Result<u32> {
        if self.refuses {
            return Err(fdo::Error::LimitsExceeded("too many".into()));
        }
        let mut hints = hints;
        let entry = String::try_from(hints.remove("desktop-entry").unwrap()).unwrap();
        self.asked.lock().unwrap().push(Asked::Notify { replaces, title, body, actions, entry });
        if replaces != 0 {
            return Ok(replaces);
        }
        self.next += 1;
        Ok(self.next)
    }

    fn close_notification(&mut self, id: u32) {
        self.asked.lock().unwrap().push(Asked::Close(id));
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}

/// A running daemon that owns the well-known name.
struct Running {
    connection: Connection,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Running {
    async fn start(bus: &OwnBus, can: &[&str], refuses: bool) -> Self {
        let asked = Arc::default();
        let can = can.iter().map(ToString::to_string).collect();
        let daemon = FakeDaemon { can, refuses, next: 6, asked: Arc::clone(&asked) };
        let connection = Builder::address(bus.address.as_str())
            .unwrap()
            .serve_at(PATH, daemon)
            .unwrap()
            .name(NAME)
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { connection, asked }
    }

    fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    fn emitter(&self) -> SignalEmitter<'_> {
        SignalEmitter::new(&self.connection, PATH).unwrap()
    }
}

/// Gander's side of the bus.
struct Side {
    orders: UnboundedSender<Order>,
    clicks: UnboundedReceiver<Click>,
}

impl Side {
    fn start(bus: &OwnBus, notes: Option<PathBuf>) -> Self {
        let (orders, receiver) = unbounded_channel();
        let (clicked, clicks) = unbounded_channel();
        let locale = Arc::new(crate::tests::states::speaking("en"));
        let desktop =
            Desktop::new(Some(bus.address.clone()), locale, notes, move |click| drop(clicked.send(click)));
        tokio::spawn(desktop.run(receiver));
        Self { orders, clicks }
    }

    async fn show(&self, words: NotificationText) -> Result<(), NotShown> {
        let (report, reported) = tokio::sync::oneshot::channel();
        let shown = Shown::new(move |result| report.send(result).unwrap());
        self.orders.send(Order::Show(words, shown)).ok().unwrap();
        reported.await.unwrap()
    }

    /// Withdraws a notification and waits for that, since orders are carried out one by one.
    async fn withdraw(&self, about: About) {
        let soon = About::Topic(Topic::Soon);
        let other = if about == soon { About::Topic(Topic::Trouble) } else { soon };
        self.orders.send(Order::Withdraw(about)).ok().unwrap();
        // A quiet notification with nothing on the screen changes nothing.
        self.show(NotificationText { about: other, alarm: false, ..words() }).await.unwrap();
    }

    async fn next_click(&mut self) -> Click {
        timeout(PATIENCE, self.clicks.recv()).await.expect("a click in time").unwrap()
    }
}

fn words() -> NotificationText {
    NotificationText {
        id: 1,
        about: About::Topic(Topic::Trouble),
        connection: Some("facebook-1".into()),
        title: "Facebook is disconnected".into(),
        body: "Access ended.\n<b>Dana & Bo</b>".into(),
        reauthorize: true,
        hand_over: None,
        is_reminder: false,
        alarm: true,
    }
}

fn quiet() -> NotificationText {
    NotificationText { alarm: false, ..words() }
}

fn notify(replaces: u32, body: &str, actions: &[&str]) -> Asked {
    Asked::Notify {
        replaces,
        title: "Facebook is disconnected".into(),
        body: body.into(),
        actions: actions.iter().map(ToString::to_string).collect(),
        entry: "app.gander.Gander".into(),
    }
}

const ESCAPED: &str = "Access ended.\n&lt;b&gt;Dana &amp; Bo&lt;/b&gt;";
const PLAIN: &str = "Access ended.\n<b>Dana & Bo</b>";
const BUTTONS: [&str; 4] = ["default", "Open Gander", "reauthorize", "Reauthorize"];
const EVERYTHING: [&str; 3] = ["body", "actions", "body-markup"];

#[tokio::test]
async fn a_notification_is_replaced_and_withdrawn_by_the_number_that_the_daemon_gave_it() {
    let bus = OwnBus::start();
    let daemon = Running::start(&bus, &EVERYTHING, false).await;
    let side = Side::start(&bus, None);
    assert_eq!(side.show(words()).await, Ok(()));
    assert_eq!(side.show(words()).await, Ok(()));
    side.withdraw(About::Topic(Topic::Trouble)).await;
    side.withdraw(About::Topic(Topic::Trouble)).await;
    let expected = [notify(0, ESCAPED, &BUTTONS), notify(7, ESCAPED, &BUTTONS), Asked::Close(7)];
    assert_eq!(daemon.asked(), expected);
}

#[tokio::test]
async fn each_topic_has_a_notification_of_its_own() {
    let bus = OwnBus::start();
    let daemon = Running::start(&bus, &EVERYTHING, false).await;
    let side = Side::start(&bus, None);
    side.show(words()).await.unwrap();
    side.show(NotificationText { about: About::Topic(Topic::Soon), ..words() }).await.unwrap();
    side.withdraw(About::Topic(Topic::Soon)).await;
    let expected = [notify(0, ESCAPED, &BUTTONS), notify(0, ESCAPED, &BUTTONS), Asked::Close(8)];
    assert_eq!(daemon.asked()[..3], expected);
}

#[tokio::test]
async fn a_daemon_without_buttons_and_markup_is_given_neither() {
    let bus = OwnBus::start();
    let daemon = Running::start(&bus, &["body"], false).await;
    let side = Side::start(&bus, None);
    side.show(words()).await.unwrap();
    assert_eq!(daemon.asked(), [notify(0, PLAIN, &[])]);
}

#[tokio::test]
async fn what_is_refused_or_has_nobody_to_show_it_is_reported_and_shown_once_that_is_over() {
    let bus = OwnBus::start();
    let side = Side::start(&bus, None);
    assert_eq!(side.show(words()).await, Err(NotShown), "nobody is there");
    let refusing = Running::start(&bus, &EVERYTHING, true).await;
    assert_eq!(side.show(words()).await, Err(NotShown), "it refuses");
    refusing.connection.close().await.unwrap();
    let daemon = Running::start(&bus, &EVERYTHING, false).await;
    assert_eq!(side.show(words()).await, Ok(()));
    assert_eq!(daemon.asked(), [notify(0, ESCAPED, &BUTTONS)]);
}

#[tokio::test]
async fn without_a_bus_it_is_reported_as_well() {
    let mut bus = OwnBus::start();
    bus.address = "unix:path=/nowhere".into();
    let side = Side::start(&bus, None);
    assert_eq!(side.show(words()).await, Err(NotShown));
}

#[tokio::test]
async fn a_click_leads_to_the_connection_and_the_button_to_its_sign_in() {
    let bus = OwnBus::start();
    let daemon = Running::start(&bus, &EVERYTHING, false).await;
    let mut side = Side::start(&bus, None);
    side.show(words()).await.unwrap();
    for (id, action) in [(3, "default"), (7, "default"), (7, "reauthorize")] {
        FakeDaemon::action_invoked(&daemon.emitter(), id, action).await.unwrap();
    }
    let click = |on_button| Click::on(false, Some("facebook-1".into()), on_button);
    assert_eq!(side.next_click().await, click(false), "another program's number leads nowhere");
    assert_eq!(side.next_click().await, click(true));
}

#[tokio::test]
async fn a_click_on_an_activity_leads_to_what_needs_the_person_and_the_button_to_the_sign_in() {
    let bus = OwnBus::start();
    let daemon = Running::start(&bus, &EVERYTHING, false).await;
    let mut side = Side::start(&bus, None);
    let about = |id: &str| About::Activity(id.into());
    side.show(NotificationText { about: about("activity-1"), ..words() }).await.unwrap();
    let other = NotificationText { connection: None, reauthorize: false, ..words() };
    side.show(NotificationText { about: about("activity-2"), ..other }).await.unwrap();
    for (id, action) in [(7, "default"), (7, "reauthorize"), (8, "default")] {
        FakeDaemon::action_invoked(&daemon.emitter(), id, action).await.unwrap();
    }
    let needs = || Click { place: Some(Place::Needs), reauthorize: None, hand_over: None };
    assert_eq!(side.next_click().await, needs());
    let account = Place::Account("facebook-1".into());
    let button = Click { place: Some(account), reauthorize: Some("facebook-1".into()), hand_over: None };
    assert_eq!(side.next_click().await, button);
    assert_eq!(side.next_click().await, needs());
    side.withdraw(about("activity-1")).await;
    assert_eq!(daemon.asked()[2..], [Asked::Close(7)], "each activity has a notification of its own");
}

#[tokio::test]
async fn what_the_person_put_away_is_not_brought_back_by_a_quiet_change() {
    let bus = OwnBus::start();
    let daemon = Running::start(&bus, &EVERYTHING, false).await;
    let mut side = Side::start(&bus, None);
    side.show(words()).await.unwrap();
    assert_eq!(side.show(quiet()).await, Ok(()));
    assert_eq!(daemon.asked().len(), 2, "what is on the screen changes");
    FakeDaemon::notification_closed(&daemon.emitter(), 7, 2).await.unwrap();
    // Signals arrive in order: once the click was handled, the closing was too.
    FakeDaemon::action_invoked(&daemon.emitter(), 7, "default").await.unwrap();
    side.next_click().await;
    assert_eq!(side.show(quiet()).await, Ok(()));
    assert_eq!(daemon.asked(), []);
    assert_eq!(side.show(words()).await, Ok(()), "news come up again");
    assert_eq!(daemon.asked().len(), 1);
}

#[tokio::test]
async fn the_next_gander_hears_clicks_on_what_this_one_has_shown_and_withdraws_it() {
    let dir = tempfile::tempdir().unwrap();
    let notes = Some(dir.path().join("notifications.json"));
    let bus = OwnBus::start();
    let daemon = Running::start(&bus, &EVERYTHING, false).await;
    let side = Side::start(&bus, notes.clone());
    side.show(words()).await.unwrap();
    drop(side);
    let mut next = Side::start(&bus, notes.clone());
    // The new run listens once it has carried out an order.
    next.show(NotificationText { about: About::Topic(Topic::Soon), ..words() }).await.unwrap();
    FakeDaemon::action_invoked(&daemon.emitter(), 7, "default").await.unwrap();
    assert_eq!(next.next_click().await, Click::on(false, Some("facebook-1".into()), false));
    daemon.asked();
    next.withdraw(About::Topic(Topic::Trouble)).await;
    assert_eq!(daemon.asked()[0], Asked::Close(7));
}

#[tokio::test]
async fn the_numbers_of_a_daemon_that_is_gone_mean_nothing_to_the_next() {
    let bus = OwnBus::start();
    let daemon = Running::start(&bus, &EVERYTHING, false).await;
    let side = Side::start(&bus, None);
    side.show(words()).await.unwrap();
    daemon.connection.close().await.unwrap();
    let next = Running::start(&bus, &EVERYTHING, false).await;
    assert_eq!(side.show(quiet()).await, Ok(()));
    side.withdraw(About::Topic(Topic::Trouble)).await;
    assert_eq!(next.asked(), [], "nothing of another program's is changed or closed");
    side.show(words()).await.unwrap();
    assert_eq!(next.asked(), [notify(0, ESCAPED, &BUTTONS)]);
}
