//! The notifications on the screen, one for each subject. A file records them, since a notification outlives the
//! Gander that showed it.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::PathBuf,
};

use keeper::Topic;
use serde::{Deserialize, Serialize};

use crate::notice::About;

/// Precedes the id of an activity in a key.
const ACTIVITY: &str = "activity:";

/// Far more bytes than a record of some hundred notifications needs.
const LARGEST_NOTE: u64 = 64 << 10;

/// A notification that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot {
    /// The daemon that shows it. Another daemon, or the same one after a restart, may use the id for something else.
    pub daemon: Daemon,
    /// The daemon's id for it.
    pub id: u32,
    /// The id of the connection that a click leads to, if there is one.
    pub connection: Option<String>,
    /// The id of the post that a button hands over, if there is one.
    #[serde(default)]
    pub post: Option<String>,
    /// True while it is on the screen, as far as the daemon has reported.
    pub up: bool,
}

/// One run of one notification daemon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Daemon {
    /// The id of the bus, which changes with each login.
    pub bus: String,
    /// The daemon's unique name on the bus, which is never reused.
    pub name: String,
}

/// The notifications on the screen, by subject.
#[derive(Debug)]
pub(super) struct Slots {
    file: Option<PathBuf>,
    slots: BTreeMap<String, Slot>,
}

impl Slots {
    /// Reads the record of a former run. An unreadable one counts as empty.
    pub(super) fn read(file: Option<PathBuf>) -> Self {
        let note = |file: &PathBuf| {
            let mut text = Vec::new();
            fs::File::open(file)?.take(LARGEST_NOTE).read_to_end(&mut text)?;
            io::Result::Ok(text)
        };
        let text = file.as_ref().and_then(|file| note(file).ok());
        let slots = text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        Self { file, slots }
    }

    /// The notification about a subject.
    pub(super) fn get(&self, about: &About) -> Option<&Slot> {
        self.slots.get(key(about).as_ref())
    }

    /// The notification that a daemon knows by a number, and whether it is about an activity.
    pub(super) fn find(&mut self, bus: &str, name: &str, id: u32) -> Option<(bool, &mut Slot)> {
        self.slots
            .iter_mut()
            .find(|(_, slot)| slot.id == id && slot.daemon.name == name && slot.daemon.bus == bus)
            .map(|(key, slot)| (key.starts_with(ACTIVITY), slot))
    }

    /// Replaces the notification about a subject, or removes it.
    pub(super) fn set(&mut self, about: &About, slot: Option<Slot>) {
        match slot {
            Some(slot) => self.slots.insert(key(about).into_owned(), slot),
            None => self.slots.remove(key(about).as_ref()),
        };
        self.write();
    }

    /// Writes the record.
    pub(super) fn write(&self) {
        if let Err(error) = self.try_write() {
            tracing::warn!(%error, "what is on the screen was not noted; after a restart it stays there");
        }
    }

    fn try_write(&self) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let new = file.with_extension("new");
        keeper::write_private_file(&new, serde_json::to_vec(&self.slots)?)?;
        fs::rename(new, file)
    }
}

fn key(about: &About) -> Cow<'static, str> {
    match about {
        About::Topic(Topic::Trouble) => "trouble".into(),
        About::Topic(Topic::Soon) => "soon".into(),
        About::Activity(id) => format!("{ACTIVITY}{id}").into(),
    }
}
