//! Declares the commands for the capability check, and writes a placeholder page if the UI is not built.

use std::{fs, path::Path};

/// Every command of `src/commands.rs`. Tauri does not check an unlisted command against the capability file, so
/// a test compares the two lists.
const COMMANDS: &[&str] = &[
    "get_state",
    "connect",
    "reauthorize",
    "cancel",
    "add_as_new",
    "use_pin",
    "enter_pin",
    "copy_link",
    "open_link",
    "check",
    "disconnect",
    "set_app",
    "check_app",
    "remove_app",
    "open_app_page",
    "copy_redirect",
    "set_bridge",
    "copy_bridge_page",
    "open_page",
    "open_revoke_page",
    "history",
    "copy_history",
    "add_to_calendar",
    "get_alerts",
    "set_alerts",
    "test_email",
    "pause_alerts",
    "set_language",
    "starts_at_login",
    "set_starts_at_login",
    "get_invitation",
    "fetch_invitation",
    "accept_invitation",
    "dismiss_invitation",
    "take_route",
    "avatar",
    "list_pages",
    "hold_pages",
    "allow",
    "feeds",
    "picture",
    "preview_feed",
    "add_feed",
    "add_picture",
    "change_feed_address",
    "remove_feed",
    "mute_feed",
    "read_feed_soon",
    "set_not_for_me",
    "suggestion_seen",
    "sharing",
    "make_card",
    "measure",
    "preview",
    "save_draft",
    "discard_draft",
    "share",
    "settle_post",
    "remove_activity",
    "edit_activity",
    "hold_for_edit",
    "change_time",
    "copy_activity",
    "delete_post",
    "hand_over",
    "open_post",
];

fn main() {
    place_page(Path::new("../ui/dist"));
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json and the capabilities are in order");
}

/// Writes a placeholder page if the UI is not built. Tauri embeds the page at compile time, and `cargo check`
/// should need no Node.
fn place_page(dist: &Path) {
    let page = dist.join("index.html");
    if page.exists() {
        return;
    }
    fs::create_dir_all(dist).expect("ui/dist can be made");
    fs::write(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Gander</title>\n\
         <p>The window's page is not built yet: run <code>npm ci &amp;&amp; npm run build</code> in \
         <code>ui</code>, then build Gander again.</p>\n</html>\n",
    )
    .expect("ui/dist can be written");
}
