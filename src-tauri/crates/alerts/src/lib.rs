//! Decides when each alert is delivered, and on which channel.
//!
//! The connection state machine raises notices ([`NoticeKind`]). This crate decides when each channel delivers a
//! notice, and which notices share one delivery. It also decides which news of an activity a person is told ([`News`]). The result depends only on the stored entries, the settings, the time
//! and the time zone, so a crash, a restart or a second process reaches the same one.
//!
//! **Architecture invariant:** pure. No system clock, no system time zone, no file, no network.

mod activity;
mod entry;
mod plan;
mod schedule;
mod settings;
mod zone;

pub use activity::{
    Access, ActivityEntry, ActivityPlan, Item, Need, News, changes_at, news, plan_activities,
};
pub use entry::{Channel, Delivery, Entry, Topic};
pub use lifecycle::NoticeKind;
pub use plan::{Channels, Plan, Show, plan};
pub use schedule::{Ahead, Changes, Planned, Reminder, Scheduled, Subject, Upcoming, changes, schedule};
pub use settings::{BadSetting, Email, QuietHours, Security, Settings};
pub use zone::{Zone, next_morning, next_time_of_day};
