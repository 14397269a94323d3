//! Gander's window. Closing it destroys the webview, whose process takes most of Gander's memory; it comes back on
//! demand.

use std::sync::atomic::{AtomicBool, Ordering};

use keeper::{ConnectionId, Keeper, Snapshot};
use tauri::{
    AppHandle, Emitter, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    webview::NewWindowResponse,
};

use crate::{
    failure,
    options::Start,
    route::{Place, ROUTE, Route},
    view::StateView,
};

/// The label of the window, by which the capability files know it.
pub const MAIN: &str = "main";

/// Opens the window.
///
/// # Errors
/// When it cannot be made, or is there already.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .initialization_script(first_state(&app.state::<Keeper>().snapshot()))
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny);
    #[cfg(desktop)]
    let builder = builder
        .title("Gander")
        .inner_size(1080.0, 720.0)
        .min_inner_size(360.0, 480.0)
        // The page itself takes the pictures that a person drops.
        .disable_drag_drop_handler();
    let start = app.state::<Start>();
    let builder = match start.webview_dir() {
        Some(dir) => builder.data_directory(dir),
        None => builder,
    };
    builder.incognito(start.this_run_only).build()?;
    Ok(())
}

/// Brings the window to the front, at a place if one is asked for. Returns at once.
pub fn show<R: Runtime>(app: &AppHandle<R>, place: Option<Place>) {
    if let Some(place) = place {
        app.state::<Route>().set(place);
    }
    let app = app.clone();
    // WebView2 cannot make a window within an event handler.
    tauri::async_runtime::spawn(async move {
        let open_already = present(&app, MAIN) || present(&app, failure::WINDOW);
        // Without a keeper there is nothing to show.
        let may_open = !open_already && app.try_state::<Keeper>().is_some();
        if may_open && let Err(error) = open(&app) {
            // Another task may have opened it meanwhile.
            if !present(&app, MAIN) {
                tracing::warn!(%error, "the window could not be opened");
            }
        }
    });
}

/// Brings the window to the front at a connection, if it is open. Returns at once.
pub fn come_forward<R: Runtime>(app: &AppHandle<R>, connection: &ConnectionId) {
    if app.get_webview_window(MAIN).is_some() {
        show(app, Some(connection.clone().into()));
    }
}

/// Whether the person looks at the window.
#[derive(Default)]
pub struct Watched(AtomicBool);

impl Watched {
    /// Tells whether the window has the focus.
    pub fn is_on(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The window got or lost the focus. With the focus, the person sees what needs them.
#[cfg(desktop)]
pub fn focused<R: Runtime>(app: &AppHandle<R>, label: &str, is_focused: bool) {
    if label != MAIN {
        return;
    }
    app.state::<Watched>().0.store(is_focused, Ordering::Relaxed);
    if let Some(keeper) = app.try_state::<Keeper>().filter(|_| is_focused) {
        keeper.saw_activities();
    }
}

fn present<R: Runtime>(app: &AppHandle<R>, label: &str) -> bool {
    let Some(window) = app.get_webview_window(label) else {
        return false;
    };
    if let Err(error) = window.emit(ROUTE, ()).and_then(|()| raise(&window)) {
        tracing::warn!(%error, "the window could not be brought to the front");
    }
    true
}

#[cfg(desktop)]
fn raise<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()?;
    // Some systems forbid taking the focus. There the window requests attention instead.
    window.request_user_attention(Some(tauri::UserAttentionType::Informational))
}

#[cfg(mobile)]
fn raise<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

/// The script that hands the first state over with the page. A request for it would leave the window empty for some
/// frames.
fn first_state(snapshot: &Snapshot) -> String {
    // Some webviews put the script into the page itself, so nothing in it may end the script element early.
    let state = serde_json::json!(StateView::from(snapshot)).to_string().replace('<', "\\u003c");
    format!("window.GANDER_STATE = {state};")
}

/// Tells whether a URL is Gander's own page, the only one that the window may show.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use keeper::{Connections, NetworkState, VaultState};

    use super::*;

    #[test]
    fn the_state_comes_with_the_page_and_cannot_end_a_script_in_it() {
        let network = NetworkState {
            id: "pond".into(),
            name: "</script><!--".into(),
            ready: true,
            needs_secret: false,
            redirect: String::new(),
            summary: String::new(),
            summaries: Arc::default(),
            page: String::new(),
            revoke_page: None,
            practice: false,
            bridge: None,
            asks: None,
            offers_pin: false,
            keys: None,
        };
        let script = first_state(&Snapshot {
            revision: 7,
            vault: VaultState::Ready,
            storage_problem: false,
            altered: Vec::new(),
            alerts_paused_until: None,
            language: None,
            sharing: keeper::SharingSummary::default(),
            connections: Connections::default(),
            sign_ins: Vec::new(),
            networks: vec![network],
            unusable_networks: Vec::new(),
        });
        assert!(
            script.starts_with("window.GANDER_STATE = {") && script.contains("\"revision\":7"),
            "{script}"
        );
        assert!(!script.contains('<'), "{script}");
        let json = script.trim_start_matches("window.GANDER_STATE = ").trim_end_matches(';');
        let state: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(state["networks"][0]["name"], "</script><!--");
    }

    #[test]
    fn the_window_shows_no_page_but_its_own() {
        let own = |url: &str| is_own_page(&url.parse().unwrap());
        assert!(own("tauri://localhost/index.html"));
        assert!(own("http://tauri.localhost/"));
        for other in [
            "https://www.linkedin.com/",
            "https://tauri.localhost.example.com/",
            "tauri://example.com/",
            "http://localhost:5173/",
            "file:///etc/hostname",
            "data:text/html,hello",
            "about:blank",
        ] {
            assert!(!own(other), "{other}");
        }
    }
}
