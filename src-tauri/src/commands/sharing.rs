//! The commands about what the person shares.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use keeper::{ConnectionId, Decision, DraftContent, Keeper, Late, ShareRequest};
use tauri::{State, Url};

use super::{Answer, Outside};
use crate::{
    argument,
    error::ErrorCode,
    view::{LateView, MeasureView, SettleView, SharingView},
};

/// The most accounts of one command.
const MOST_ACCOUNTS: usize = 1000;

#[tauri::command]
pub async fn sharing(keeper: State<'_, Keeper>) -> Answer<SharingView> {
    Ok(SharingView::of(&keeper)?)
}

/// Counts a text as the networks of these accounts count it.
#[tauri::command]
pub async fn measure(
    keeper: State<'_, Keeper>,
    text: String,
    link: Option<String>,
    to: Vec<String>,
) -> Answer<Vec<MeasureView>> {
    let to = connections(&to)?;
    let measured = keeper.measure(&text, link.as_deref(), &to);
    Ok(measured.iter().map(|measured| MeasureView::of(measured, &text)).collect())
}

#[tauri::command]
pub async fn save_draft(
    keeper: State<'_, Keeper>,
    id: Option<String>,
    text: String,
    link: Option<String>,
    to: Vec<String>,
    own: BTreeMap<String, String>,
) -> Answer<String> {
    Ok(keeper.save_draft(id.as_deref(), &DraftContent { text, link, to, own })?)
}

#[tauri::command]
pub async fn discard_draft(keeper: State<'_, Keeper>, id: String) -> Answer {
    Ok(keeper.discard_draft(&id)?)
}

/// Shares now, or at an RFC 3339 time, and returns the activity's id.
#[tauri::command]
#[expect(clippy::too_many_arguments, reason = "Tauri names each argument of a command")]
pub async fn share(
    keeper: State<'_, Keeper>,
    draft: Option<String>,
    text: String,
    link: Option<String>,
    to: Vec<String>,
    own: BTreeMap<String, String>,
    at: Option<String>,
    late: LateView,
) -> Answer<String> {
    let own = own.into_iter().map(|(id, text)| Ok((argument::connection_id(&id)?, text)));
    let late = match late {
        LateView::SixHours => Late::SixHours,
        LateView::Ask => Late::Ask,
        LateView::Never => Late::Never,
    };
    let at = at.map(|at| DateTime::parse_from_rfc3339(&at).map(|at| at.with_timezone(&Utc)));
    let at = at.transpose().map_err(|_| ErrorCode::BadInput)?;
    let request = ShareRequest {
        draft,
        text,
        link,
        to: connections(&to)?,
        own: own.collect::<Answer<_>>()?,
        plan: at.map(|at| (at, late)),
    };
    Ok(keeper.share(&request)?)
}

/// Takes the person's decision about a post.
#[tauri::command]
pub async fn settle_post(
    keeper: State<'_, Keeper>,
    post: String,
    action: SettleView,
    address: Option<String>,
) -> Answer {
    let decision = match action {
        SettleView::Look => Decision::Look,
        SettleView::There => Decision::There(web_address(address)?),
        SettleView::Again => Decision::Again,
        SettleView::Leave | SettleView::Cancel => Decision::Leave,
        SettleView::Now => Decision::Now,
    };
    Ok(keeper.settle_post(&post, decision)?)
}

#[tauri::command]
pub async fn remove_activity(keeper: State<'_, Keeper>, id: String) -> Answer {
    Ok(keeper.remove_activity(&id)?)
}

/// Opens a post at its network, or else the profile of its account.
#[tauri::command]
pub async fn open_post(keeper: State<'_, Keeper>, host: Outside<'_>, post: String) -> Answer {
    let url = keeper.page_of_post(&post)?.ok_or(ErrorCode::Unsupported)?;
    host.open_url(&url).map_err(|_| ErrorCode::Internal.into())
}

fn connections(ids: &[String]) -> Answer<Vec<ConnectionId>> {
    if ids.len() > MOST_ACCOUNTS {
        return Err(ErrorCode::BadInput.into());
    }
    ids.iter().map(|id| argument::connection_id(id)).collect()
}

fn web_address(typed: Option<String>) -> Answer<Option<Url>> {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else { return Ok(None) };
    let url = Url::parse(typed.trim()).map_err(|_| ErrorCode::BadInput)?;
    if matches!(url.scheme(), "http" | "https") { Ok(Some(url)) } else { Err(ErrorCode::BadInput.into()) }
}
