//! The commands about feeds and their news.

use keeper::Keeper;
use tauri::State;

use super::Answer;
use crate::view::{FeedPreviewView, FeedsView};

#[tauri::command]
pub async fn feeds(keeper: State<'_, Keeper>) -> Answer<FeedsView> {
    Ok(FeedsView::of(&keeper)?)
}

/// Looks for a feed at an address, and keeps nothing.
#[tauri::command]
pub async fn preview_feed(keeper: State<'_, Keeper>, address: String) -> Answer<FeedPreviewView> {
    Ok(keeper.preview_feed(&address).await?.into())
}

#[tauri::command]
pub async fn add_feed(keeper: State<'_, Keeper>, address: String) -> Answer {
    keeper.add_feed(&address).await?;
    Ok(())
}

#[tauri::command]
pub async fn change_feed_address(keeper: State<'_, Keeper>, id: String, address: String) -> Answer {
    keeper.change_feed_address(&id, &address).await?;
    Ok(())
}

#[tauri::command]
pub async fn remove_feed(keeper: State<'_, Keeper>, id: String) -> Answer {
    Ok(keeper.remove_feed(&id)?)
}

#[tauri::command]
pub async fn mute_feed(keeper: State<'_, Keeper>, id: String, muted: bool) -> Answer {
    Ok(keeper.mute_feed(&id, muted)?)
}

#[tauri::command]
pub async fn read_feed_soon(keeper: State<'_, Keeper>, id: String) -> Answer {
    Ok(keeper.read_feed_soon(&id)?)
}

/// Takes a suggestion off the list for good, or puts it back.
#[tauri::command]
pub async fn set_not_for_me(
    keeper: State<'_, Keeper>,
    feed: String,
    key: String,
    not_for_me: bool,
) -> Answer {
    Ok(keeper.set_not_for_me(&feed, &key, not_for_me)?)
}

#[tauri::command]
pub async fn suggestion_seen(keeper: State<'_, Keeper>, feed: String, key: String) -> Answer {
    Ok(keeper.suggestion_seen(&feed, &key)?)
}
