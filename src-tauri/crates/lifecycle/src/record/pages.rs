//! The network's answers about the pages of one account.

use std::collections::{HashMap, HashSet};

use super::Record;
use crate::{Listing, Page, Signal, Verdict, pages::MOST_PAGES};

impl Record {
    /// The pages that Gander holds.
    pub fn held_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.held)
    }

    /// The held pages that the account may no longer act for.
    pub fn lost_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.is_lost())
    }

    /// Applies the verdict on one page. The request used the newest token for the page.
    pub(crate) fn check_page(&mut self, id: &str, verdict: &Verdict) {
        let Some(page) = self.pages.iter_mut().find(|page| page.id == id) else { return };
        if verdict.signal == Signal::Fine {
            (page.lost, page.confirm_at) = (None, None);
        } else if verdict.signal.disconnects() {
            page.refuse(verdict);
        }
    }

    /// Applies a list of pages. A page that is not listed is lost if it is held, and forgotten otherwise. A listed page
    /// is not lost unless its own check refused it.
    pub(crate) fn list_pages(&mut self, listing: &Listing, checked: &[(String, Verdict)]) {
        if listing.verdict.signal == Signal::PermissionMissing {
            return self.pages.iter_mut().for_each(|page| page.refuse(&listing.verdict));
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
            page.lose(&listing.verdict.evidence);
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
