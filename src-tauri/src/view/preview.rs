//! The view of a content as a network will show it.

use keeper::{Previewed, ShownCard};
use serde::Serialize;
use ts_rs::TS;

/// A content as the network of an account will show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PreviewView {
    target: String,
    /// The text, with the link where it has no place of its own.
    text: String,
    /// Null if the network shows no card of the link.
    card: Option<PreviewCardView>,
}

/// The maker of the card that a network shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum PreviewCardView {
    Gander,
    Network,
}

impl From<Previewed> for PreviewView {
    fn from(previewed: Previewed) -> Self {
        Self {
            target: previewed.target.to_string(),
            text: previewed.text,
            card: previewed.card.map(|card| match card {
                ShownCard::OfApp => PreviewCardView::Gander,
                ShownCard::OfNetwork => PreviewCardView::Network,
            }),
        }
    }
}
