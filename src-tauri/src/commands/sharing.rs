//! The commands about what the person shares.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use keeper::{ChosenPicture, Decision, DraftContent, Keeper, ShareRequest, Target};
use tauri::{
    State, Url,
    ipc::{InvokeBody, Request},
};

use super::{Answer, Outside};
use crate::{
    by_hand,
    error::ErrorCode,
    host::Copied,
    view::{
        AddedPictureView, CardView, ChosenPictureView, ContentView, LateView, MeasureView, PreviewView,
        SettleView, SharingView,
    },
};

/// The most pictures that are measured.
const MOST_PICTURES: usize = 1000;
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
    pictures: usize,
    to: Vec<String>,
) -> Answer<Vec<MeasureView>> {
    let to = targets(&to)?;
    let measured = keeper.measure(&text, link.as_deref(), pictures.min(MOST_PICTURES), &to);
    Ok(measured.iter().map(|measured| MeasureView::of(measured, &text)).collect())
}

/// A content as the networks of these accounts will show it.
#[tauri::command]
pub async fn preview(
    keeper: State<'_, Keeper>,
    text: String,
    link: Option<String>,
    pictures: usize,
    to: Vec<String>,
) -> Answer<Vec<PreviewView>> {
    let previewed = keeper.preview(&text, link.as_deref(), pictures.min(MOST_PICTURES), &targets(&to)?);
    Ok(previewed.into_iter().map(PreviewView::from).collect())
}

#[tauri::command]
pub async fn save_draft(
    keeper: State<'_, Keeper>,
    id: Option<String>,
    content: ContentView,
) -> Answer<String> {
    let pictures = keeper.chosen_pictures(&chosen(&content.pictures))?;
    let ContentView { text, link, to, own, titles, .. } = content;
    Ok(keeper.save_draft(id.as_deref(), &DraftContent { text, link, to, own, titles, pictures })?)
}

#[tauri::command]
pub async fn discard_draft(keeper: State<'_, Keeper>, id: String) -> Answer {
    Ok(keeper.discard_draft(&id)?)
}

/// Shares now, or at an RFC 3339 time, and returns the activity's id.
#[tauri::command]
pub async fn share(
    keeper: State<'_, Keeper>,
    draft: Option<String>,
    content: ContentView,
    at: Option<String>,
    late: LateView,
) -> Answer<String> {
    Ok(keeper.share(&request(&keeper, draft, content, at.as_deref(), late)?)?)
}

/// Gives these posts of an activity another content, other accounts and another time.
#[tauri::command]
pub async fn edit_activity(
    keeper: State<'_, Keeper>,
    id: String,
    posts: Vec<String>,
    draft: Option<String>,
    content: ContentView,
    at: Option<String>,
    late: LateView,
) -> Answer {
    let request = request(&keeper, draft, content, at.as_deref(), late)?;
    Ok(keeper.edit_activity(&id, few(&posts)?, &request)?)
}

/// Holds posts back while the person edits them, or lets them go.
#[tauri::command]
pub async fn hold_for_edit(keeper: State<'_, Keeper>, posts: Vec<String>, hold: bool) -> Answer {
    Ok(keeper.hold_for_edit(few(&posts)?, hold)?)
}

/// Moves the planned posts of an activity to an RFC 3339 time.
#[tauri::command]
pub async fn change_time(keeper: State<'_, Keeper>, id: String, at: String) -> Answer {
    Ok(keeper.change_time(&id, moment(&at)?)?)
}

/// Copies the text of an activity, with its link.
#[tauri::command]
pub async fn copy_activity(keeper: State<'_, Keeper>, host: Outside<'_>, id: String) -> Answer {
    let activity = keeper.activities()?.into_iter().find(|activity| activity.id == id);
    let text = activity.ok_or(ErrorCode::BadInput)?.content.text_with_link();
    host.copy(Copied::Plain(text)).map_err(|_| ErrorCode::Internal.into())
}

/// The request for a draft and a content.
fn request(
    keeper: &Keeper,
    draft: Option<String>,
    content: ContentView,
    at: Option<&str>,
    late: LateView,
) -> Answer<ShareRequest> {
    let of_targets = |texts: BTreeMap<String, String>| -> Answer<BTreeMap<Target, String>> {
        texts.into_iter().map(|(id, text)| Ok((id.parse()?, text))).collect()
    };
    let card = content.link.as_deref().filter(|_| content.card).and_then(|link| keeper.known_card(link));
    Ok(ShareRequest {
        draft,
        card,
        pictures: chosen(&content.pictures),
        text: content.text,
        link: content.link,
        to: targets(&content.to)?,
        own: of_targets(content.own)?,
        title: None,
        titles: of_targets(content.titles)?,
        plan: at.map(moment).transpose()?.map(|at| (at, late.into())),
    })
}

fn chosen(pictures: &[ChosenPictureView]) -> Vec<ChosenPicture> {
    let chosen = |picture: &ChosenPictureView| ChosenPicture {
        hash: picture.hash.clone(),
        description: picture.description.clone(),
    };
    pictures.iter().map(chosen).collect()
}

fn moment(at: &str) -> Answer<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(at).map_err(|_| ErrorCode::BadInput)?;
    Ok(at.with_timezone(&Utc))
}

/// At most as many posts as there are accounts.
fn few(posts: &[String]) -> Answer<&[String]> {
    if posts.len() > MOST_ACCOUNTS { Err(ErrorCode::BadInput.into()) } else { Ok(posts) }
}

/// Keeps a picture, whose file is the body of the request.
#[tauri::command]
pub async fn add_picture(keeper: State<'_, Keeper>, request: Request<'_>) -> Answer<AddedPictureView> {
    let InvokeBody::Raw(file) = request.body() else { return Err(ErrorCode::BadInput.into()) };
    match keeper.add_picture(file.clone()).await {
        Err(keeper::Error::Picture(trouble)) => Ok(AddedPictureView::refused(trouble)),
        kept => Ok(AddedPictureView::kept(&kept?)),
    }
}

/// A kept picture in small, as a `data:` URL. `None` if it is no longer there.
#[tauri::command]
pub async fn picture(keeper: State<'_, Keeper>, hash: String) -> Answer<Option<String>> {
    let shown = keeper.shown_picture(&hash).await;
    Ok(shown.map(|(file, media_type)| format!("data:{media_type};base64,{}", BASE64_STANDARD.encode(file))))
}

/// Makes the card of a link from the page behind it. `None`: the page allows none.
#[tauri::command]
pub async fn make_card(keeper: State<'_, Keeper>, link: String) -> Answer<Option<CardView>> {
    Ok(keeper.make_card(&link).await.map(|card| CardView::of(&card, &link)))
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
        SettleView::Spaced => Decision::Spaced,
    };
    Ok(keeper.settle_post(&post, decision)?)
}

#[tauri::command]
pub async fn remove_activity(keeper: State<'_, Keeper>, id: String) -> Answer {
    Ok(keeper.remove_activity(&id)?)
}

/// Deletes a post at its network, and waits for the answer. The post tells whether it is gone.
#[tauri::command]
pub async fn delete_post(keeper: State<'_, Keeper>, post: String) -> Answer {
    Ok(keeper.delete_post(&post).await.map(drop)?)
}

/// Opens a post at its network, or else the profile of its account.
#[tauri::command]
pub async fn open_post(keeper: State<'_, Keeper>, host: Outside<'_>, post: String) -> Answer {
    let url = keeper.page_of_post(&post)?.ok_or(ErrorCode::Unsupported)?;
    host.open_url(&url).map_err(|_| ErrorCode::Internal.into())
}

/// Copies the text of a post that the person shares by hand, and opens the network's page.
#[tauri::command]
pub async fn hand_over(keeper: State<'_, Keeper>, host: Outside<'_>, post: String) -> Answer {
    by_hand::hand_over(&keeper, &**host, &post)
}

fn targets(ids: &[String]) -> Answer<Vec<Target>> {
    if ids.len() > MOST_ACCOUNTS {
        return Err(ErrorCode::BadInput.into());
    }
    ids.iter().map(|id| Ok(id.parse()?)).collect()
}

fn web_address(typed: Option<String>) -> Answer<Option<Url>> {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else { return Ok(None) };
    let url = Url::parse(typed.trim()).map_err(|_| ErrorCode::BadInput)?;
    if matches!(url.scheme(), "http" | "https") { Ok(Some(url)) } else { Err(ErrorCode::BadInput.into()) }
}
