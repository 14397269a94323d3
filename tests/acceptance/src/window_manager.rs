//! The actions of a window manager, which the private desktop lacks, and a look at its screen.

use x11rb::{
    CURRENT_TIME, NONE,
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ChangeWindowAttributesAux,
            ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, InputFocus, MOTION_NOTIFY_EVENT,
            MapState, PropMode, Window,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

use crate::{Outcome, programs::until};

/// The state of a minimized window (Inter-Client Communication Conventions Manual, 4.1.4).
const ICONIC: u32 = 3;

/// Asks the window with this title to close, as a click on its cross does. The window may decide for itself.
///
/// # Errors
/// When there is no such window.
pub async fn close_window(title: &str) -> Outcome {
    let (display, screen) = x11rb::connect(None)?;
    let root = display.setup().roots[screen].root;
    let window = until(title, async || titled(&display, root, title)).await?;
    ask_to_close(&display, window)
}

/// Asks the window to close, waits until it asks to be minimized instead, and minimizes it.
///
/// # Errors
/// When the window does not ask for that.
pub async fn close_window_that_minimizes(title: &str) -> Outcome {
    let (display, screen) = x11rb::connect(None)?;
    let root = display.setup().roots[screen].root;
    let window = until(title, async || titled(&display, root, title)).await?;
    // The window sends this request to the client that watches the root window.
    let watching = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
    display.change_window_attributes(root, &watching)?.check()?;
    let wish = atom(&display, "WM_CHANGE_STATE")?;
    ask_to_close(&display, window)?;
    let asks = |event: &Event| {
        let Event::ClientMessage(message) = event else { return false };
        (message.window, message.type_, message.data.as_data32()[0]) == (window, wish, ICONIC)
    };
    until("the window to ask to be minimized", async || {
        std::iter::from_fn(|| display.poll_for_event().ok()?).any(|event| asks(&event)).then_some(())
    })
    .await?;
    let state = atom(&display, "WM_STATE")?;
    display.change_property32(PropMode::REPLACE, window, state, state, &[ICONIC, NONE])?.check()?;
    Ok(display.unmap_window(window)?.check()?)
}

/// Waits until the window with this title is visible.
///
/// # Errors
/// When the window stays invisible.
pub async fn until_seen(title: &str) -> Outcome {
    let (display, screen) = x11rb::connect(None)?;
    let root = display.setup().roots[screen].root;
    until(title, async || titled(&display, root, title)).await.map(drop)
}

fn ask_to_close(display: &RustConnection, window: Window) -> Outcome {
    let delete = [atom(display, "WM_DELETE_WINDOW")?, CURRENT_TIME, 0, 0, 0];
    let message = ClientMessageEvent::new(32, window, atom(display, "WM_PROTOCOLS")?, delete);
    Ok(display.send_event(false, window, EventMask::NO_EVENT, message)?.check()?)
}

fn atom(display: &RustConnection, name: &str) -> Outcome<u32> {
    Ok(display.intern_atom(false, name.as_bytes())?.reply()?.atom)
}

/// Gives the keyboard to the window with this title, as every desktop does with a new window.
///
/// # Errors
/// When there is no such window.
pub async fn focus_window(title: &str) -> Outcome {
    let (display, screen) = x11rb::connect(None)?;
    let root = display.setup().roots[screen].root;
    let window = until(title, async || titled(&display, root, title)).await?;
    Ok(display.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME)?.check()?)
}

/// A button of the mouse.
#[derive(Clone, Copy, Debug)]
pub enum Button {
    /// The button under the first finger of most people.
    Left = 1,
    /// The middle button, often the wheel.
    Middle = 2,
    /// The other button.
    Right = 3,
}

/// Clicks with the mouse into the middle of the window with this title.
///
/// # Errors
/// When there is no such window.
pub async fn click(title: &str, button: Button) -> Outcome {
    let (display, screen) = x11rb::connect(None)?;
    let root = display.setup().roots[screen].root;
    let window = until(title, async || titled(&display, root, title)).await?;
    let place = display.get_geometry(window)?.reply()?;
    let across = place.x + i16::try_from(place.width / 2)?;
    let down = place.y + i16::try_from(place.height / 2)?;
    display.xtest_fake_input(MOTION_NOTIFY_EVENT, 0, CURRENT_TIME, root, across, down, 0)?.check()?;
    for kind in [BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT] {
        display.xtest_fake_input(kind, button as u8, CURRENT_TIME, NONE, 0, 0, 0)?.check()?;
    }
    Ok(())
}

/// The whole screen, as a PNG.
///
/// # Errors
/// When the display does not deliver the image.
pub fn screen() -> Outcome<Vec<u8>> {
    let (display, screen) = x11rb::connect(None)?;
    let screen = &display.setup().roots[screen];
    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    let image = display.get_image(ImageFormat::Z_PIXMAP, screen.root, 0, 0, width, height, u32::MAX)?;
    let pixels = image.reply()?.data;
    // Each pixel has four bytes: blue, green, red and an unused one.
    let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width.into(), height.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(file)
}

/// The visible window with this title. A window that vanishes meanwhile is skipped.
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
