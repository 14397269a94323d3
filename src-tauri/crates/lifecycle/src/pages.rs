//! The pages that an account runs at its network. The person chooses those that Gander holds.

use chrono::{DateTime, Utc};

use crate::{Evidence, Verdict, moments::after};

/// The most pages kept for an account, far more than any account runs. A longer list is incomplete and cut off.
pub const MOST_PAGES: usize = 1000;

/// The most lost pages that one notice names.
pub(crate) const MOST_NAMED: usize = 20;

/// A page that an account runs: a Facebook Page, a LinkedIn organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The network's own immutable id.
    pub id: String,
    /// The name of the page.
    pub name: String,
    /// The person wants Gander to hold it.
    pub held: bool,
    /// The answer that proved that the account may no longer act for the page.
    pub lost: Option<Evidence>,
    /// The moment from which a second refusal is believed. `None` if the page was not refused.
    pub confirm_at: Option<DateTime<Utc>>,
}

/// The pages that an account runs, as its network lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The verdict on the answer. Only two verdicts change pages: a fine one, and one of a missing permission, which
    /// means that the account may act for no page.
    pub verdict: Verdict,
    /// The id and the name of each page.
    pub found: Vec<(String, String)>,
}

impl Listing {
    /// Tells whether the list names this page.
    #[must_use]
    pub fn names(&self, id: &str) -> bool {
        self.found.iter().any(|(found, _)| found == id)
    }
}

impl Page {
    pub(crate) fn is_lost(&self) -> bool {
        self.held && self.lost.is_some()
    }

    /// Records a refusal, and loses the page unless a second refusal must still confirm the first.
    pub(crate) fn refuse(&mut self, Verdict { confirm_after, evidence, .. }: &Verdict) {
        let now = evidence.at;
        let believed_from = confirm_after.map(|wait| {
            let soonest = after(now, wait);
            *self.confirm_at.insert(self.confirm_at.map_or(soonest, |known| known.min(soonest)))
        });
        if believed_from.is_none_or(|from| from <= now) {
            self.lose(evidence);
        }
    }

    /// Marks a held page as lost. The first proof stays.
    pub(crate) fn lose(&mut self, evidence: &Evidence) {
        self.confirm_at = None;
        if self.held {
            self.lost.get_or_insert_with(|| evidence.clone());
        }
    }
}
