//! The addresses that a phone hands to Gander: its own links, an organization's file, and what another app shares.

use std::sync::{Mutex, PoisonError};

use keeper::{DraftContent, Error, Keeper, Picture, PictureTrouble};
use tauri::{AppHandle, Manager, Runtime, Url};

use crate::{error::AppError, route::Shared, start, window};

/// The scheme of the link that Android's activity makes of what another app shares.
const SHARED: &str = "gander-shared";
/// The most pictures of one draft, as the keeper has it.
const MOST_PICTURES: usize = 100;

/// The text and the pictures that another app shares.
#[derive(Debug, Default, PartialEq, Eq)]
struct Handed {
    text: String,
    pictures: Vec<Url>,
}

/// The addresses that came before the keeper had started.
#[derive(Default)]
pub struct Early(Mutex<Vec<Url>>);

/// Reads a file that another app hands over. It may block. Returns little more than the largest picture has.
pub type Read<R> = fn(&AppHandle<R>, &Url) -> Option<Vec<u8>>;

/// Follows the addresses, or keeps them until [`take_early`] if Gander is still starting.
pub fn take<R: Runtime>(app: &AppHandle<R>, urls: &[Url], read: Read<R>) {
    if app.try_state::<Keeper>().is_none() {
        app.manage(Early::default());
        let early = app.state::<Early>();
        early.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(urls);
        return;
    }
    let mut handed = Handed::default();
    for url in urls {
        match url.scheme() {
            SHARED => handed.add_link(url),
            // Android names an organization's file in this way. Pictures come with the activity's own link.
            "content" => join(app, url, read),
            "file" if !start::is_organizations_file(url.as_str()) => handed.pictures.push(url.clone()),
            _ => start::follow(app, url.as_str()),
        }
    }
    if handed != Handed::default() {
        compose(app, handed, read);
    }
}

/// Follows what came before the keeper had started.
pub fn take_early<R: Runtime>(app: &AppHandle<R>, read: Read<R>) {
    let Some(early) = app.try_state::<Early>() else { return };
    let urls = std::mem::take(&mut *early.0.lock().unwrap_or_else(PoisonError::into_inner));
    if app.try_state::<Keeper>().is_some() && !urls.is_empty() {
        take(app, &urls, read);
    }
}

impl Handed {
    fn add_link(&mut self, link: &Url) {
        for (name, value) in link.query_pairs() {
            match name.as_ref() {
                "text" => self.text.push_str(&value),
                "picture" => self.pictures.extend(Url::parse(&value)),
                _ => {}
            }
        }
    }
}

/// Saves what another app shares as a draft, and leads the window to it. The draft outlives a system that ends Gander
/// before the person has shared it.
fn compose<R: Runtime>(app: &AppHandle<R>, handed: Handed, read: Read<R>) {
    let Some(keeper) = app.try_state::<Keeper>().map(|keeper| keeper.inner().clone()) else { return };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let (mut pictures, mut trouble) = (Vec::new(), None);
        for url in handed.pictures.iter().take(MOST_PICTURES) {
            match kept(&app, &keeper, url, read).await {
                Ok(picture) if !pictures.contains(&picture) => pictures.push(picture),
                Ok(_) => {}
                Err(Error::Picture(why)) => trouble = Some(why),
                Err(error) => return failed(&app, error),
            }
        }
        let text = handed.text.trim().to_owned();
        let mut draft = None;
        if !text.is_empty() || !pictures.is_empty() {
            let content = DraftContent { text, pictures, ..DraftContent::default() };
            match keeper.save_draft(None, &content) {
                Ok(id) => draft = Some(id),
                Err(error) => return failed(&app, error),
            }
        }
        window::show(&app, Some(Shared { draft, trouble, error: None }.into()));
    });
}

fn failed<R: Runtime>(app: &AppHandle<R>, error: Error) {
    let error = Some(AppError::from(error));
    window::show(app, Some(Shared { error, ..Shared::default() }.into()));
}

/// Shows the person an organization's file.
fn join<R: Runtime>(app: &AppHandle<R>, url: &Url, read: Read<R>) {
    let (app, url) = (app.clone(), url.clone());
    tauri::async_runtime::spawn_blocking(move || match read(&app, &url) {
        Some(file) => start::join(&app, String::from_utf8_lossy(&file).into_owned()),
        None => {
            tracing::warn!("a file could not be read");
            window::show(&app, None);
        }
    });
}

async fn kept<R: Runtime>(
    app: &AppHandle<R>,
    keeper: &Keeper,
    url: &Url,
    read: Read<R>,
) -> Result<Picture, Error> {
    let (app, url) = (app.clone(), url.clone());
    let file = tauri::async_runtime::spawn_blocking(move || read(&app, &url)).await;
    keeper.add_picture(file.ok().flatten().ok_or(Error::Picture(PictureTrouble::Damaged))?).await
}

/// Tells whether an address names a file of another Android app. Gander may read its own files as well, and another
/// app must not choose one of them.
#[cfg(any(target_os = "android", test))]
pub fn is_of_another_app(url: &Url, identifier: &str) -> bool {
    // Android decodes the name of the app, so that an escaped one could be any.
    let plain = |host: &str| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    let own = |host: &str| host.to_ascii_lowercase().starts_with(&identifier.to_ascii_lowercase());
    url.scheme() == "content"
        && url.host_str().is_some_and(|host| !host.is_empty() && plain(host) && !own(host))
}
