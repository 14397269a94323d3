//! Which alert is told where and when.
//!
//! The machine of connections says what a person is to be told ([`NoticeKind`]); here it is decided when each channel
//! tells it, and what is told together. Everything is a function of the entries that the store holds, the settings,
//! the time and the time zone, so that a crash, a restart or a second process finds the same answer.
//!
//! **Architecture invariant:** pure. No clock, no time zone of the system's, no file, no network.

mod entry;
mod plan;
mod schedule;
mod settings;
mod zone;

pub use entry::{Channel, Delivery, Entry, Topic};
pub use lifecycle::NoticeKind;
pub use plan::{Channels, Plan, Show, plan};
pub use schedule::{Ahead, Changes, Scheduled, Upcoming, changes, schedule};
pub use settings::{BadSetting, Email, QuietHours, Security, Settings};
pub use zone::{Zone, next_time_of_day};
