//! The column of the pages that an account runs.

use std::borrow::Cow;

use lifecycle::Page;
use rusqlite::{Row, types::ValueRef};
use serde::{Deserialize, Serialize};

use super::values::{EvidenceColumn, evidence_column, json, millis, parse, read_evidence, time};

/// A page, in the form of the column.
#[derive(Serialize, Deserialize)]
pub(super) struct PageColumn<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(default)]
    held: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lost: Option<EvidenceColumn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confirm_at: Option<i64>,
}

/// `None` for an account without pages.
pub(crate) fn pages(pages: &[Page]) -> Option<String> {
    (!pages.is_empty()).then(|| json(&pages.iter().map(PageColumn::from).collect::<Vec<_>>()))
}

pub(super) fn read_pages<'a>(row: &'a Row<'_>, index: usize) -> rusqlite::Result<Vec<PageColumn<'a>>> {
    if row.get_ref(index)? == ValueRef::Null {
        return Ok(Vec::new());
    }
    let mut pages: Vec<PageColumn<'a>> = parse(row, index)?;
    pages.truncate(lifecycle::MOST_PAGES);
    Ok(pages)
}

impl<'a> From<&'a Page> for PageColumn<'a> {
    fn from(Page { id, name, held, lost, confirm_at }: &'a Page) -> Self {
        let lost = lost.as_ref().map(evidence_column);
        Self { id: id.into(), name: name.into(), held: *held, lost, confirm_at: confirm_at.map(millis) }
    }
}

impl From<PageColumn<'_>> for Page {
    fn from(PageColumn { id, name, held, lost, confirm_at }: PageColumn<'_>) -> Self {
        let (lost, confirm_at) = (lost.map(read_evidence), confirm_at.map(time));
        Self { id: id.into_owned(), name: name.into_owned(), held, lost, confirm_at }
    }
}
