//! The drafts: what a person has written and not shared yet. Kept as plain text, so that a lost key loses none.

use chrono::{DateTime, Utc};
use publishing::{Content, Picture};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use vault::new_id;

use super::{Store, columns, pictures, readable, upsert::upsert, values};
use crate::StoreError;

/// The longest draft that is kept, in bytes. No network takes as much.
pub const LONGEST_DRAFT: usize = 1 << 20;

/// Something that a person has written and not shared yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// Its content.
    pub content: DraftContent,
    /// The time of the last change.
    pub changed_at: DateTime<Utc>,
}

/// The content of a draft. An address is kept as it was typed, even if it is none yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftContent {
    /// The text for all accounts.
    #[serde(default)]
    pub text: String,
    /// The link.
    #[serde(default)]
    pub link: Option<String>,
    /// The chosen connections.
    #[serde(default)]
    pub to: Vec<String>,
    /// The texts for single connections.
    #[serde(default)]
    pub own: std::collections::BTreeMap<String, String>,
    /// The titles for single connections.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub titles: std::collections::BTreeMap<String, String>,
    /// The pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
}

impl Store {
    /// Keeps a draft. Without an id it becomes a new one. A draft that was shared or discarded meanwhile comes back
    /// under a new id.
    pub fn save_draft(
        &mut self,
        id: Option<&str>,
        content: &DraftContent,
        now: DateTime<Utc>,
    ) -> Result<String, StoreError> {
        let text = values::json(content);
        self.change(|tx, _| {
            let known = |id: &str| {
                let query = "SELECT 1 FROM drafts WHERE id = ?1";
                tx.query_row(query, [id], |_| Ok(())).optional().map(|found| found.is_some())
            };
            let id = match id {
                Some(id) if known(id)? => id.to_owned(),
                _ => new_id(),
            };
            tx.prepare_cached(&upsert("drafts", "id", "id, content, changed_at"))?.execute(params![
                id,
                text,
                values::millis(now)
            ])?;
            pictures::use_in_draft(tx, &id, &content.pictures, now)?;
            Ok(id)
        })
    }

    /// Deletes a draft, if it is still there.
    pub fn discard_draft(&mut self, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.change(|tx, _| delete(tx, id, now))
    }

    /// Every readable draft, the newest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let columns = ["id", "content"].map(columns::bounded).join(", ");
        self.read(|db| {
            let query = format!("SELECT {columns}, changed_at FROM drafts ORDER BY changed_at DESC");
            let mut statement = db.prepare_cached(&query)?;
            readable(statement.query([])?, |row| {
                Ok(Draft {
                    id: row.get(0)?,
                    content: values::parse(row, 1)?,
                    changed_at: values::read_time(row, 2)?,
                })
            })
        })
    }
}

/// Deletes a draft, if it is still there.
pub(super) fn delete(tx: &Transaction<'_>, id: &str, now: DateTime<Utc>) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM drafts WHERE id = ?1", [id])?;
    pictures::use_in_draft(tx, id, &[], now)
}

/// Adds a destination to the draft of this id, or makes the draft.
pub(super) fn merge(
    tx: &Transaction<'_>,
    id: &str,
    content: &Content,
    own: Option<&Content>,
    target: Option<&str>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let query = "SELECT content FROM drafts WHERE id = ?1";
    let known = tx.query_row(query, [id], |row| values::parse::<DraftContent>(row, 0)).optional()?;
    let mut draft = known.unwrap_or_else(|| DraftContent {
        text: content.text.clone(),
        link: content.link.as_ref().map(ToString::to_string),
        pictures: content.pictures.clone(),
        ..DraftContent::default()
    });
    match (target, own) {
        (Some(target), own) => {
            draft.to.push(target.to_owned());
            if let Some(title) = &own.unwrap_or(content).title {
                draft.titles.insert(target.to_owned(), title.clone());
            }
            if let Some(own) = own {
                draft.own.insert(target.to_owned(), own.text.clone());
            }
        }
        // Its account was removed, so that only the text for all can carry it.
        (None, Some(own)) if !draft.text.contains(&own.text) => {
            draft.text = format!("{}\n\n{}", draft.text.trim_end(), own.text);
        }
        (None, _) => {}
    }
    tx.prepare_cached(&upsert("drafts", "id", "id, content, changed_at"))?.execute(params![
        id,
        values::json(&draft),
        values::millis(now)
    ])?;
    pictures::use_in_draft(tx, id, &draft.pictures, now)
}
