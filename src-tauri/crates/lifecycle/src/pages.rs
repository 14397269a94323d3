//! The pages that an account runs at its network, of which the person chooses those that Gander holds.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::{
    ConnectionId, Effect, Evidence, Lifecycle, Record, Signal, Standing, Verdict, exchange::Event,
    suspicion::after,
};

/// Far more pages than any account runs. A list that names more is not whole, and the rest of it is left out.
pub const MOST_PAGES: usize = 1000;
/// So many lost pages are named in a notice.
pub(crate) const MOST_NAMED: usize = 20;

/// A page that an account runs: a Facebook Page, a LinkedIn organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The network's own immutable id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The person wants Gander to hold it.
    pub held: bool,
    /// The answer that proved that the account may act for it no longer.
    pub lost: Option<Evidence>,
    /// It was refused once, and from then on another refusal is believed.
    pub confirm_at: Option<DateTime<Utc>>,
}

/// The pages that an account runs, as its network lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What the answer meant. Of a list that is not fine nothing follows for a page, unless it was refused for want of
    /// a permission: then the account may act for none.
    pub verdict: Verdict,
    /// Id and name of each.
    pub found: Vec<(String, String)>,
}

impl Listing {
    /// Whether it names this page.
    #[must_use]
    pub fn names(&self, id: &str) -> bool {
        self.found.iter().any(|(found, _)| found == id)
    }
}

impl Page {
    fn is_lost(&self) -> bool {
        self.held && self.lost.is_some()
    }
}

impl Record {
    /// The pages that Gander holds.
    pub fn held_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.held)
    }

    /// The held pages that the account may act for no longer.
    pub fn lost_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.is_lost())
    }

    /// Takes in what the network says of one page, asked with the newest token for it that there is.
    fn check_page(&mut self, id: &str, verdict: &Verdict) {
        let Some(page) = self.pages.iter_mut().find(|page| page.id == id) else { return };
        if verdict.signal == Signal::Fine {
            (page.lost, page.confirm_at) = (None, None);
        } else if verdict.signal.disconnects() {
            refuse(page, verdict);
        }
    }

    /// Takes in what the network lists. A page that it no longer names is lost if it is held, and else forgotten; one
    /// that it names, and did not refuse, is not lost.
    fn list_pages(&mut self, listing: &Listing, checked: &[(String, Verdict)]) {
        if listing.verdict.signal == Signal::PermissionMissing {
            return self.pages.iter_mut().for_each(|page| refuse(page, &listing.verdict));
        }
        if listing.verdict.signal != Signal::Fine {
            return;
        }
        let refused: HashSet<&str> = checked
            .iter()
            .filter(|(_, verdict)| verdict.signal.disconnects())
            .map(|(of, _)| of.as_str())
            .collect();
        let is_refused = |id: &str| refused.contains(id);
        let named: HashSet<&str> = listing.found.iter().map(|(id, _)| id.as_str()).collect();
        self.pages.retain(|page| page.held || named.contains(page.id.as_str()));
        for page in self.pages.iter_mut().filter(|page| !named.contains(page.id.as_str())) {
            lose(page, &listing.verdict.evidence);
        }
        let mut places: HashMap<String, usize> =
            self.pages.iter().enumerate().map(|(place, page)| (page.id.clone(), place)).collect();
        for (id, name) in listing.found.iter().take(MOST_PAGES) {
            if let Some(page) = places.get(id).and_then(|place| self.pages.get_mut(*place)) {
                page.name.clone_from(name);
                page.lost.take_if(|_| !is_refused(id));
            } else if self.pages.len() < MOST_PAGES {
                places.insert(id.clone(), self.pages.len());
                let (id, name) = (id.clone(), name.clone());
                self.pages.push(Page { id, name, held: false, lost: None, confirm_at: None });
            }
        }
    }
}

/// Keeps a refusal, which takes the page where the network's rules want no second one, or this is it.
fn refuse(page: &mut Page, Verdict { confirm_after, evidence, .. }: &Verdict) {
    let now = evidence.at;
    let believed = confirm_after.map(|wait| {
        let soonest = after(now, wait);
        *page.confirm_at.insert(page.confirm_at.map_or(soonest, |known| known.min(soonest)))
    });
    if believed.is_none_or(|from| from <= now) {
        lose(page, evidence);
    }
}

/// The first proof stays.
fn lose(page: &mut Page, evidence: &Evidence) {
    page.confirm_at = None;
    if page.held {
        page.lost.get_or_insert_with(|| evidence.clone());
    }
}

impl Lifecycle {
    pub(crate) fn pages_seen(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        listing: Option<&Listing>,
        checked: &[(String, Verdict)],
    ) {
        self.change_pages(now, id, |record| {
            checked.iter().for_each(|(page, verdict)| record.check_page(page, verdict));
            listing.into_iter().for_each(|listing| record.list_pages(listing, checked));
        });
    }

    pub(crate) fn pages_chosen(&mut self, now: DateTime<Utc>, id: &ConnectionId, held: &[String]) {
        self.change_pages(now, id, |record| {
            let held: HashSet<&str> = held.iter().map(String::as_str).collect();
            for page in &mut record.pages {
                page.held = held.contains(page.id.as_str());
            }
            // It was only kept to say that it is lost.
            record.pages.retain(|page| page.held || page.lost.is_none());
        });
    }

    /// Keeps what became of the pages, and what of it is news. A lost page never touches the connection.
    fn change_pages(&mut self, now: DateTime<Utc>, id: &ConnectionId, change: impl FnOnce(&mut Record)) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let record = &mut connection.record;
        let former = record.pages.clone();
        change(record);
        if record.pages == former {
            return;
        }
        let lost_before: HashSet<&str> =
            former.iter().filter(|page| page.is_lost()).map(|page| page.id.as_str()).collect();
        let proofs: Vec<_> = record
            .lost_pages()
            .filter(|page| !lost_before.contains(page.id.as_str()))
            .filter_map(|page| page.lost.clone())
            .collect();
        let lost = u32::try_from(record.lost_pages().count()).unwrap_or(u32::MAX);
        let over = lost == 0 && record.told.pages > 0;
        record.told.pages = record.told.pages.min(lost);
        if over && record.standing == Standing::Good {
            // Whatever else was told goes with it, and is told anew where it still stands.
            record.told.warning = None;
            self.effects.push_back(Effect::Withdraw { connection: id.clone() });
        }
        self.save(id);
        for evidence in proofs {
            self.proved(id, Event::PageLost, evidence);
        }
        self.visible();
        self.advance(now, id);
    }
}
