//! The view of feeds, and of the news that they offer.

use keeper::{Error, FeedPreview, FeedState, Keeper, Suggestion};
use serde::Serialize;
use ts_rs::TS;

use super::rfc3339;

/// The feeds and their news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FeedsView {
    /// In the order of their titles.
    feeds: Vec<FeedView>,
    /// Newest first.
    suggestions: Vec<SuggestionView>,
}

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct FeedView {
    id: String,
    title: String,
    address: String,
    /// The organization that brought it; null if the person added it.
    organization: Option<String>,
    muted: bool,
    /// RFC 3339. The time since which it cannot be read; null if the last read succeeded.
    failing_since: Option<String>,
    /// True if its server says that it is gone for good.
    gone: bool,
}

/// A piece of news that the person may share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct SuggestionView {
    feed: String,
    /// Its key within the feed.
    key: String,
    title: String,
    link: Option<String>,
    /// Empty if it has none.
    summary: String,
    /// The hash of its picture, for the command `picture`. Null if there is none.
    picture: Option<String>,
    /// RFC 3339.
    at: String,
    unread: bool,
}

/// The feed at an address that the person typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FeedPreviewView {
    title: String,
    address: String,
    /// Three at most.
    entries: Vec<PreviewedEntryView>,
}

/// An entry of a feed that is not added yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PreviewedEntryView {
    title: String,
    /// RFC 3339. Null if the feed names no time.
    at: Option<String>,
}

impl FeedsView {
    /// The feeds and their news, as they are now.
    pub fn of(keeper: &Keeper) -> Result<Self, Error> {
        let feeds = keeper.feeds()?.into_iter().map(FeedView::of).collect();
        let suggestions = keeper.suggestions()?.into_iter().map(SuggestionView::of).collect();
        Ok(Self { feeds, suggestions })
    }
}

impl FeedView {
    fn of(feed: FeedState) -> Self {
        Self {
            id: feed.id,
            title: feed.title,
            address: feed.address.into(),
            organization: feed.organization,
            muted: feed.muted,
            failing_since: feed.failing_since.map(rfc3339),
            gone: feed.gone,
        }
    }
}

impl SuggestionView {
    fn of(suggestion: Suggestion) -> Self {
        Self {
            feed: suggestion.feed,
            key: suggestion.key,
            title: suggestion.title,
            link: suggestion.link.map(String::from),
            summary: suggestion.summary,
            picture: suggestion.picture,
            at: rfc3339(suggestion.at),
            unread: suggestion.unread,
        }
    }
}

impl From<FeedPreview> for FeedPreviewView {
    fn from(preview: FeedPreview) -> Self {
        let entry = |(title, at): (String, Option<_>)| PreviewedEntryView { title, at: at.map(rfc3339) };
        Self {
            title: preview.title,
            address: preview.address.into(),
            entries: preview.entries.into_iter().map(entry).collect(),
        }
    }
}
