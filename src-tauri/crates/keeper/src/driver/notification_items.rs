//! The items of a notification: one for each connection, with the activities that wait for it.

use lifecycle::{ConnectionId, NoticeKind};

use super::Driver;
use crate::{shell::NotificationItem, view};

impl Driver {
    pub(super) fn notification_items(&self, connections: &[ConnectionId]) -> Vec<NotificationItem> {
        let mut items: Vec<_> =
            connections.iter().filter_map(|connection| self.notification_item(connection)).collect();
        items.sort_by(|a, b| (&a.network_name, &a.who).cmp(&(&b.network_name, &b.who)));
        items
    }

    pub(super) fn notification_item(&self, connection: &ConnectionId) -> Option<NotificationItem> {
        let entry = self.entry(connection)?;
        let account = &self.machine.record(connection)?.account;
        let waiting = self.store().waiting_activities(&entry.network, &account.id, self.clock.now());
        let planned_after = match entry.kind {
            NoticeKind::ReauthorizeBy { by, .. } => {
                self.store().planned_after(&entry.network, &account.id, by)
            }
            _ => Ok(0),
        };
        Some(NotificationItem {
            waiting: waiting.unwrap_or_default(),
            planned_after: planned_after.unwrap_or_default(),
            connection: connection.clone(),
            network_name: view::name_of(&self.catalogue, &entry.network),
            who: account
                .username
                .as_deref()
                .and_then(locale::shown)
                .map(|name| format!("@{name}"))
                .or_else(|| account.display_name.as_deref().and_then(locale::shown)),
            kind: entry.kind.clone(),
        })
    }
}
