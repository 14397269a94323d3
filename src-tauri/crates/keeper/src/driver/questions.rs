//! The question after Reauthorize. Each of the many activities that waited for an account has a notice, and one
//! notification or one part of a mail asks about all of them.

use std::collections::BTreeSet;

use alerts::{ActivityEntry, Channel};
use chrono::{DateTime, Utc};
use lifecycle::NetworkId;
use publishing::ActivityId;

use super::Driver;

/// A network and the id of an account there.
type Account = (NetworkId, String);

impl Driver {
    /// The activities whose notifications are shown. Of those that ask about one account it is the first, unless one is
    /// on the screen already. The others count as told.
    pub(super) fn one_for_each_question(
        &mut self,
        shows: Vec<ActivityId>,
        now: DateTime<Utc>,
    ) -> Vec<ActivityId> {
        let shown = self.state.activities.entries.values().filter(|entry| entry.stands() && entry.is_shown());
        let mut asked: BTreeSet<_> = shown.filter_map(|entry| self.asks_about(entry)).collect();
        let mut first = Vec::new();
        for activity in shows {
            let entry = self.state.activities.entries.get(&activity).cloned();
            let account = entry.as_ref().and_then(|entry| self.asks_about(entry));
            let is_repeated = account.is_some_and(|account| !asked.insert(account));
            match entry.filter(|_| is_repeated) {
                Some(entry) => self.count_as_told(&entry, now),
                None => first.push(activity),
            }
        }
        first
    }

    fn count_as_told(&mut self, entry: &ActivityEntry, now: DateTime<Utc>) {
        let claimed = self.store().claim_activity(Channel::Native, entry, now);
        match claimed {
            Ok(Some(claimed)) => self.keep_activity(&claimed),
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "a question that was asked is not noted yet"),
        }
    }

    /// These entries without those that ask the same as an earlier one.
    pub(super) fn without_repeated_questions(&self, entries: &[ActivityEntry]) -> Vec<ActivityEntry> {
        let mut asked = BTreeSet::new();
        let is_new =
            |entry: &&ActivityEntry| self.asks_about(entry).is_none_or(|account| asked.insert(account));
        entries.iter().filter(is_new).cloned().collect()
    }

    /// The number of activities that ask the same as this one, which is among them. 0: it asks nothing.
    pub(super) fn asking_the_same(&self, entry: &ActivityEntry) -> usize {
        let Some(account) = self.asks_about(entry) else { return 0 };
        let standing = self.state.activities.entries.values().filter(|entry| entry.stands());
        standing.filter(|entry| self.asks_about(entry).as_ref() == Some(&account)).count()
    }

    /// The account that an activity asks about. `None`: it needs something else, or asks about several.
    fn asks_about(&self, entry: &ActivityEntry) -> Option<Account> {
        if !entry.news.only_asks() {
            return None;
        }
        let activity = self.store().activity_posts(&entry.activity).ok().flatten()?;
        let asking = activity.posts.iter().filter(|post| entry.news.needs.contains_key(post.id.as_str()));
        let accounts: BTreeSet<Account> =
            asking.map(|post| (post.to.network.clone(), post.to.account.clone())).collect();
        accounts.first().filter(|_| accounts.len() == 1).cloned()
    }
}
