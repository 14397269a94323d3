//! The pages that an account runs: the requests about them, and the answers.

use std::collections::HashMap;

use lifecycle::{ConnectionId, Input, Record, Scopes, Signal};
use oauth::PagesSeen;
use store::Owner;

use super::{Driver, Reply};
use crate::{Error, host_queue::Job, view};

/// The callers that wait for the list of a connection's pages.
pub(crate) type Waiting = HashMap<ConnectionId, Vec<Reply<()>>>;

impl Driver {
    /// Tells whether a connection can have pages: its network lists them, and the person let Gander see them.
    pub(super) fn may_have_pages(&self, record: &Record) -> bool {
        let pages = self.catalogue.get(&record.network).and_then(|network| network.pages.as_ref());
        pages.is_some_and(|pages| {
            let granted = |scope: &String| {
                let mut scopes = record.grant.scopes.iter().flat_map(Scopes::iter);
                scopes.any(|granted| granted.eq_ignore_ascii_case(scope))
            };
            pages.needs.is_empty() || pages.needs.iter().any(granted)
        })
    }

    /// The ids of the held pages, which a check asks about.
    pub(super) fn held(&self, id: &ConnectionId) -> Vec<String> {
        let record = self.machine.record(id);
        record.map(|record| record.held_pages().map(|page| page.id.clone()).collect()).unwrap_or_default()
    }

    /// Asks for the list with a new, durable token, after a sign-in or if pages are held.
    pub(super) fn token_renewed(&mut self, id: &ConnectionId, signed_in: bool) {
        let record = self.machine.record(id);
        let due = record.is_some_and(|record| {
            (signed_in || record.held_pages().next().is_some()) && self.may_have_pages(record)
        });
        if due {
            self.ask_for_pages(id);
        }
    }

    /// Asks the network for the list of pages, and answers the caller when it has come.
    pub(super) fn list_pages(&mut self, id: &ConnectionId, reply: Reply<()>) {
        let impossible = match self.machine.record(id) {
            None => Some(Error::UnknownConnection(id.to_string())),
            Some(record) => (!self.may_have_pages(record))
                .then(|| Error::NoPages { name: view::name_of(&self.catalogue, &record.network) }),
        };
        match impossible {
            Some(error) => drop(reply.send(Err(error))),
            None => {
                self.state.waiting_for_pages.entry(id.clone()).or_default().push(reply);
                self.ask_for_pages(id);
            }
        }
    }

    /// Holds these pages from now on, and no others. Asks about new ones at once.
    pub(super) fn hold_pages(&mut self, id: &ConnectionId, held: Vec<String>, reply: Reply<()>) {
        let Some(record) = self.machine.record(id) else {
            return drop(reply.send(Err(Error::UnknownConnection(id.to_string()))));
        };
        if let Some(unknown) = held.iter().find(|id| !record.pages.iter().any(|page| page.id == **id)) {
            return drop(reply.send(Err(Error::UnknownPage(unknown.clone()))));
        }
        let fresh = held.iter().any(|id| record.pages.iter().any(|page| page.id == *id && !page.held));
        let generation = record.grant.generation;
        // A page that is no longer held needs no token.
        let owner = Owner::of(record);
        let released = self.tools().and_then(|tools| {
            Ok(self.store().set_page_tokens(&tools.key, &owner, generation, &[], &held)?)
        });
        let input = Input::PagesChosen { connection: id.clone(), held };
        self.handle(input);
        match released {
            Err(error) => drop(reply.send(Err(error))),
            Ok(()) if fresh => self.list_pages(id, reply),
            Ok(()) => drop(reply.send(Ok(()))),
        }
    }

    fn ask_for_pages(&mut self, id: &ConnectionId) {
        let Some(generation) = self.machine.record(id).map(|record| record.grant.generation) else { return };
        let operation_id = self.machine.new_operation_id();
        self.enqueue(Job::ListPages { connection: id.clone(), operation_id, generation });
    }

    /// Takes in the list of pages, and answers the callers that wait for it.
    pub(super) fn pages_listed(
        &mut self,
        id: &ConnectionId,
        generation: u64,
        seen: Result<PagesSeen, Error>,
    ) {
        let ended = match seen {
            Ok(seen) => {
                let refused = seen.listing.as_ref().filter(|listing| listing.verdict.signal != Signal::Fine);
                let trouble =
                    refused.zip(self.machine.record(id)).map(|(listing, record)| Error::PagesUnknown {
                        network: record.network.to_string(),
                        name: view::name_of(&self.catalogue, &record.network),
                        refused: listing.verdict.signal.disconnects(),
                    });
                self.pages_seen(id, generation, seen);
                trouble.map_or(Ok(()), Err)
            }
            Err(error) => Err(error),
        };
        let mut ended = Some(ended);
        for waiter in self.state.waiting_for_pages.remove(id).unwrap_or_default() {
            let _ = waiter.send(ended.take().unwrap_or(Ok(())));
        }
    }

    /// Stores the new tokens of pages, before it tells the machine about the pages.
    pub(super) fn pages_seen(&mut self, id: &ConnectionId, generation: u64, seen: PagesSeen) {
        let PagesSeen { listing, checked, tokens } = seen;
        let held = self.held(id);
        let key = self.state.key.clone().filter(|_| !tokens.is_empty());
        if let Some((key, owner)) = key.zip(self.owner(id).ok())
            && let Err(error) = self.store().set_page_tokens(&key, &owner, generation, &tokens, &held)
        {
            tracing::warn!(connection = %id, %error, "the tokens of pages were not kept; the next check asks again");
        }
        let connection = id.clone();
        self.handle(Input::PagesSeen { connection, listing, checked });
    }
}
