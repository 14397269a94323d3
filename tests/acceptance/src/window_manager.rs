//! What a window manager would do, were there one on the private desktop.

use x11rb::{
    CURRENT_TIME,
    connection::Connection,
    protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window},
    rust_connection::RustConnection,
};

use crate::{Outcome, programs::until};

/// Closes the window with this title as a click on its cross does: it is asked, and may decide for itself.
///
/// # Errors
/// When there is no such window.
pub async fn close_window(title: &str) -> Outcome {
    let (display, screen) = x11rb::connect(None)?;
    let root = display.setup().roots[screen].root;
    let window = until(title, async || titled(&display, root, title)).await?;
    let atom =
        |name: &str| -> Outcome<u32> { Ok(display.intern_atom(false, name.as_bytes())?.reply()?.atom) };
    let delete = [atom("WM_DELETE_WINDOW")?, CURRENT_TIME, 0, 0, 0];
    let message = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS")?, delete);
    display.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
    Ok(())
}

/// The visible window with this title. Windows come and go while they are looked at.
fn titled(display: &RustConnection, root: Window, title: &str) -> Option<Window> {
    let windows = display.query_tree(root).ok()?.reply().ok()?.children;
    windows.into_iter().find(|&window| {
        let told = || {
            let name = display.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64).ok()?;
            let map_state = display.get_window_attributes(window).ok()?.reply().ok()?.map_state;
            Some(name.reply().ok()?.value == title.as_bytes() && map_state == MapState::VIEWABLE)
        };
        told().unwrap_or(false)
    })
}
