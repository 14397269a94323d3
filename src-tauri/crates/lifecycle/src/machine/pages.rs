//! Pages that were seen, chosen or lost. A lost page never affects the connection.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::Lifecycle;
use crate::{ConnectionId, Effect, Event, Listing, Record, Standing, Verdict};

impl Lifecycle {
    pub(super) fn pages_seen(
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

    pub(super) fn pages_chosen(&mut self, now: DateTime<Utc>, id: &ConnectionId, held: &[String]) {
        self.change_pages(now, id, |record| {
            let held: HashSet<&str> = held.iter().map(String::as_str).collect();
            for page in &mut record.pages {
                page.held = held.contains(page.id.as_str());
            }
            // A lost page was kept only because the person held it.
            record.pages.retain(|page| page.held || page.lost.is_none());
        });
    }

    /// Applies a change to the pages, and stores and reports it. A lost page never affects the connection.
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
            // The withdrawal also takes back a warning. If the warning still holds, it is told anew.
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
