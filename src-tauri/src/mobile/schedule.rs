//! Hands future notifications to the system, since no code of Gander's runs when they are due.

use std::{
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::Utc;
use keeper::{
    ActivityState, Keeper, Snapshot,
    alerts::{self, Changes, Scheduled},
};
use locale::Locale;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::{NotificationExt, PermissionState, Schedule};
use time::OffsetDateTime;
use tokio::sync::Notify;

use super::data_dir;
use crate::{
    ahead,
    notice::{About, NotificationText},
    notifier,
    route::Place,
    window,
};

/// Android shows no notification without a channel.
const CHANNEL: &str = "reauthorize";
/// The file in the data folder with the ids that the system may hold. Cancelling needs them, and the system does not
/// list them.
const FILE: &str = "scheduled.json";
/// Far more bytes than a few hundred ids need.
const LARGEST_NOTE: u64 = 64 << 10;

/// The signal that the person came back to Gander.
#[derive(Default)]
pub struct Resumed(Arc<Notify>);

/// Keeps the system's scheduled notifications up to date from now on.
pub fn begin<R: Runtime>(app: &AppHandle<R>) {
    let Some(keeper) = app.try_state::<Keeper>().map(|keeper| keeper.inner().clone()) else { return };
    let resumed = Resumed::default();
    let woken = Arc::clone(&resumed.0);
    app.manage(resumed);
    create_channel(app);
    let mut held = match data_dir(app) {
        Ok(dir) => Held::read(app.clone(), dir.join(FILE)),
        Err(error) => return tracing::warn!(%error, "nothing is scheduled: there is no folder to note it in"),
    };
    tauri::async_runtime::spawn(async move {
        let (mut changes, mut shared) = (keeper.changes(), keeper.sharing_changes());
        let mut opened = true;
        loop {
            let snapshot = Arc::clone(&changes.borrow_and_update());
            shared.mark_unchanged();
            let keeper = keeper.clone();
            // The calls to the system may block, also until the person answers its permission prompt.
            let done = tauri::async_runtime::spawn_blocking(move || {
                held.bring_up_to_date(&keeper, &snapshot, opened);
                held
            });
            let Ok(back) = done.await else { return };
            held = back;
            opened = tokio::select! {
                changed = changes.changed() => match changed {
                    Ok(()) => false,
                    Err(_) => return,
                },
                changed = shared.changed() => match changed {
                    Ok(()) => false,
                    Err(_) => return,
                },
                () = woken.notified() => true,
            };
        }
    });
}

/// Updates the schedule when the app is on the screen again: the time zone may differ, and shown notifications are
/// done.
pub fn resume<R: Runtime>(app: &AppHandle<R>) {
    if let Some(resumed) = app.try_state::<Resumed>() {
        resumed.0.notify_one();
    }
}

/// The notifications that the system holds, as far as Gander knows.
struct Held<R: Runtime> {
    app: AppHandle<R>,
    locale: Locale,
    file: PathBuf,
    /// The notifications that this run handed over and the system has not shown yet.
    scheduled: Vec<Scheduled>,
    /// The ids of notifications shown meanwhile, or from an earlier run, which a rebooted phone has forgotten.
    others: Vec<i32>,
    asked: bool,
    begun: bool,
}

impl<R: Runtime> Held<R> {
    fn read(app: AppHandle<R>, file: PathBuf) -> Self {
        let note = || {
            let mut json = Vec::new();
            std::fs::File::open(&file)?.take(LARGEST_NOTE).read_to_end(&mut json)?;
            std::io::Result::Ok(json)
        };
        let noted = note().ok().and_then(|json| serde_json::from_slice(&json).ok());
        let others = noted.unwrap_or_default();
        let locale = Locale::of_system();
        Self { app, locale, file, scheduled: Vec::new(), others, asked: false, begun: false }
    }

    /// `opened`: the person has just come to Gander, or back to it.
    fn bring_up_to_date(&mut self, keeper: &Keeper, snapshot: &Snapshot, opened: bool) {
        let now = Utc::now();
        let spoken = self.locale.tag();
        self.locale.choose(snapshot.language);
        let shown: Vec<_> = self.scheduled.extract_if(.., |scheduled| scheduled.at <= now).collect();
        let began = !std::mem::replace(&mut self.begun, true);
        let activities = match keeper.activities() {
            Ok(activities) => activities,
            Err(error) => return tracing::warn!(%error, "what is scheduled stays as it is"),
        };
        let came_up = began || !shown.is_empty();
        self.others.extend(ids(&shown));
        if opened && came_up {
            self.go_where_needed(snapshot, &activities);
        }
        let settings = match keeper.alert_settings() {
            Ok(kept) => kept.settings,
            Err(error) => return tracing::warn!(%error, "what is scheduled stays as it is"),
        };
        let upcoming = ahead::upcoming(snapshot, &keeper.networks());
        let planned = ahead::planned(&activities);
        let new = alerts::schedule(now, keeper.zone(), &settings, &upcoming, &planned);
        // A notification that appears while the app is open stays on the screen until the person comes back.
        let others = if opened {
            std::mem::take(&mut self.others)
        } else {
            // A reminder goes as soon as nothing of its activity is left to share.
            let settled = ahead::settled(&activities, &self.others);
            self.others.retain(|id| !settled.contains(id));
            settled
        };
        let pending = [ids(&self.scheduled), others].concat();
        if self.locale.tag() != spoken {
            // Schedules everything again: the system replaces the former words under the same id.
            self.scheduled.clear();
        }
        let changes = alerts::changes(&pending, &self.scheduled, &new);
        if changes == Changes::default() {
            return;
        }
        // Noted before and after, so that the next run can cancel the leftovers of a crash.
        self.note(&[pending, ids(&new), self.others.clone()].concat());
        self.cancel(&changes.cancel);
        self.scheduled.retain(|scheduled| new.contains(scheduled));
        if !changes.schedule.is_empty() && self.is_permitted() {
            for scheduled in changes.schedule {
                if self.hand_over(&scheduled, keeper, snapshot) {
                    self.scheduled.push(scheduled);
                }
            }
        }
        self.note(&[ids(&new), self.others.clone()].concat());
    }

    /// Shows the activity whose reminder came up, or else the most urgent connection. The plugin loses a tap that starts Gander
    /// (tauri-apps/plugins-workspace#3534), so Gander does this at each start and after a notification came up.
    fn go_where_needed(&self, snapshot: &Snapshot, activities: &[ActivityState]) {
        if !snapshot.sign_ins.is_empty() {
            return;
        }
        if let Some(activity) = ahead::reminded(activities, &self.others, Utc::now()) {
            return window::show(&self.app, Some(Place::Activity(activity)));
        }
        if let Some(connection) = ahead::most_urgent(snapshot) {
            window::come_forward(&self.app, &connection);
        }
    }

    /// Tells whether Gander may notify. Asks the person at the first notification. The system remembers the answer.
    fn is_permitted(&mut self) -> bool {
        let notification = self.app.notification();
        let mut state = notification.permission_state();
        let may_ask = matches!(&state, Ok(PermissionState::Prompt | PermissionState::PromptWithRationale));
        if may_ask && !std::mem::replace(&mut self.asked, true) {
            state = notification.request_permission();
        }
        match state {
            Ok(state) => state == PermissionState::Granted,
            Err(error) => {
                tracing::warn!(%error, "whether notifications are permitted is not known");
                false
            }
        }
    }

    fn hand_over(&self, scheduled: &Scheduled, keeper: &Keeper, snapshot: &Snapshot) -> bool {
        let Some(words) = ahead::words(scheduled, snapshot, &self.locale) else { return true };
        let seconds = ahead::seconds(scheduled.at, keeper.zone(), cfg!(target_os = "ios"));
        // The date is in UTC without a fraction of a second: Android reads its nine digits as milliseconds.
        let Ok(date) = OffsetDateTime::from_unix_timestamp(seconds) else { return true };
        let NotificationText { id, about, connection, title, body, .. } = words;
        let mut builder = self
            .app
            .notification()
            .builder()
            .id(id)
            .channel_id(CHANNEL)
            .title(title)
            .body(body.clone())
            .large_body(body)
            .auto_cancel()
            // iOS accepts only text here.
            .extra(notifier::CONNECTION, connection.as_ref().map_or("", |connection| connection.as_str()))
            .schedule(Schedule::At { date, repeating: false, allow_while_idle: true });
        if let About::Activity(activity) = about {
            builder = builder
                .action_type_id(notifier::OPEN)
                .extra(notifier::ACTIVITY, activity)
                .extra(notifier::REMINDER, "yes");
        }
        let shown = builder.show();
        if let Err(error) = &shown {
            tracing::warn!(%error, id, "a notification was not scheduled");
        }
        shown.is_ok()
    }

    fn cancel(&self, ids: &[i32]) {
        if ids.is_empty() {
            return;
        }
        let notification = self.app.notification();
        let cancelled =
            notification.cancel(ids.to_vec()).and_then(|()| notification.remove_active(ids.to_vec()));
        if let Err(error) = cancelled {
            tracing::warn!(%error, "what was scheduled could not be cancelled");
        }
    }

    fn note(&self, ids: &[i32]) {
        if let Err(error) = write(&self.file, ids) {
            tracing::warn!(%error, "what is scheduled could not be noted");
        }
    }
}

#[cfg(target_os = "android")]
fn create_channel<R: Runtime>(app: &AppHandle<R>) {
    use tauri_plugin_notification::{Channel, Importance};

    let name = Locale::of_system().text("settings-alerts");
    let channel = Channel::builder(CHANNEL, name).importance(Importance::High).build();
    if let Err(error) = app.notification().create_channel(channel) {
        tracing::warn!(%error, "notifications have no channel");
    }
}

#[cfg(not(target_os = "android"))]
fn create_channel<R: Runtime>(_: &AppHandle<R>) {}

fn ids(scheduled: &[Scheduled]) -> Vec<i32> {
    scheduled.iter().map(|scheduled| scheduled.id).collect()
}

/// Replaces the file in one step.
fn write(file: &Path, ids: &[i32]) -> std::io::Result<()> {
    let new = file.with_extension("new");
    keeper::write_private_file(&new, serde_json::to_vec(ids)?)?;
    std::fs::rename(new, file)
}
