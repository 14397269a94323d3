//! The notice that is due for a connection, if any.

use chrono::{DateTime, Utc};

use super::Record;
use crate::{
    NoticeKind, Notified, Standing,
    notice::{MOST_REMINDERS, reminder_at},
    pages::MOST_NAMED,
};

impl Record {
    /// The moment of the next rung of the warning ladder.
    pub(crate) fn next_rung(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let by = self.reauthorize_by()?;
        self.policy.warn.iter().map(|rung| by - *rung).filter(|at| *at > now).min()
    }

    /// The due notice, and the [`Notified`] after it. Several missed rungs or reminders make one notice.
    pub(crate) fn due_notice(&self, now: DateTime<Utc>) -> Option<(NoticeKind, Notified)> {
        let told = |trouble| Notified { trouble, warning: None, pages: self.told.pages };
        match &self.standing {
            Standing::Good => self.due_warning(now).or_else(|| self.due_page_notice()),
            Standing::SetUpNeeded { what, .. } => {
                (self.told.trouble == 0).then(|| (NoticeKind::SetUpNeeded(*what), told(1)))
            }
            Standing::Broken { reason, evidence } => {
                let due = (1..=MOST_REMINDERS).take_while(|n| reminder_at(evidence.at, *n) <= now).count();
                let reminder = u32::try_from(due).unwrap_or_default();
                (self.told.trouble <= reminder)
                    .then(|| (NoticeKind::Disconnected { reason: *reason, reminder }, told(reminder + 1)))
            }
        }
    }

    fn due_warning(&self, now: DateTime<Utc>) -> Option<(NoticeKind, Notified)> {
        let by = self.reauthorize_by()?;
        let rung = self.policy.warn.iter().copied().filter(|rung| by - *rung <= now).min()?;
        // Already warned of an earlier or equal deadline: do not warn again.
        let told = self.told.warning.is_some_and(|(of, at)| of <= by && at <= rung);
        (!told).then_some((
            NoticeKind::ReauthorizeBy { by, rung },
            Notified { trouble: 0, warning: Some((by, rung)), pages: self.told.pages },
        ))
    }

    fn due_page_notice(&self) -> Option<(NoticeKind, Notified)> {
        let pages = u32::try_from(self.lost_pages().count()).unwrap_or(u32::MAX);
        let names: Vec<_> = self.lost_pages().take(MOST_NAMED).map(|page| page.name.as_str()).collect();
        (pages > self.told.pages).then(|| {
            (NoticeKind::PageLost { names: names.join(", ") }, Notified { pages, ..self.told.clone() })
        })
    }
}
