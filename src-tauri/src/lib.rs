//! Gander's shell: the window, the tray, native notifications and the bridge between them and the keeper.
//!
//! **Architecture invariant:** this crate decides nothing, and no token, code, verifier or secret crosses to the
//! window.

#[cfg(any(mobile, test))]
mod ahead;
mod argument;
#[cfg(target_os = "linux")]
mod autostart;
mod by_hand;
mod commands;
#[cfg(desktop)]
mod desktop;
#[cfg(desktop)]
mod download;
mod error;
mod failure;
mod host;
mod invitation;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(mobile)]
mod mobile;
mod notice;
mod notifier;
#[cfg(any(mobile, test))]
mod opened;
mod options;
mod route;
mod shell;
mod start;
#[cfg(test)]
mod tests;
mod tray;
#[cfg(target_os = "linux")]
mod tray_home;
mod view;
mod window;

#[cfg(mobile)]
use mobile as device;

#[cfg(desktop)]
use desktop as device;
pub use options::Start;

/// Runs Gander until the person quits it.
#[cfg(desktop)]
pub fn run(start: Start) -> std::process::ExitCode {
    keeper::forbid_core_dumps();
    start::log_to_stderr();
    #[cfg(target_os = "linux")]
    linux::prepare();
    #[cfg(target_os = "linux")]
    if !linux::has_display() {
        eprintln!("gander-app: there is no display here; `gander run --headless` needs none");
        return std::process::ExitCode::FAILURE;
    }
    let mut context = tauri::generate_context!();
    context.config_mut().identifier = start.identifier();
    let builder = tauri::Builder::default().plugin(desktop::single_instance(&start));
    match wired(builder).setup(move |app| start::begin(app, start)).build(context) {
        Ok(app) => desktop::run(app),
        Err(error) => {
            #[cfg(target_os = "linux")]
            linux::start_after_the_former(&error);
            eprintln!(
                "gander-app: no window can be opened here ({error}); `gander run --headless` needs none"
            );
            std::process::ExitCode::FAILURE
        }
    }
}

/// Registers the plugins and the commands.
fn wired<R: tauri::Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    builder
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .register_uri_scheme_protocol(failure::SCHEME, |context, _| failure::page(context.app_handle()))
        .invoke_handler(tauri::generate_handler![
            commands::get_state,
            commands::connect,
            commands::reauthorize,
            commands::cancel,
            commands::add_as_new,
            commands::use_pin,
            commands::enter_pin,
            commands::copy_link,
            commands::open_link,
            commands::check,
            commands::disconnect,
            commands::set_app,
            commands::check_app,
            commands::remove_app,
            commands::open_app_page,
            commands::copy_redirect,
            commands::set_bridge,
            commands::copy_bridge_page,
            commands::open_page,
            commands::open_revoke_page,
            commands::history,
            commands::copy_history,
            commands::add_to_calendar,
            commands::get_alerts,
            commands::set_alerts,
            commands::test_email,
            commands::pause_alerts,
            commands::set_language,
            commands::starts_at_login,
            commands::set_starts_at_login,
            commands::get_invitation,
            commands::fetch_invitation,
            commands::accept_invitation,
            commands::dismiss_invitation,
            commands::take_route,
            commands::avatar,
            commands::list_pages,
            commands::hold_pages,
            commands::allow,
            commands::feeds::feeds,
            commands::feeds::preview_feed,
            commands::feeds::add_feed,
            commands::feeds::change_feed_address,
            commands::feeds::remove_feed,
            commands::feeds::mute_feed,
            commands::feeds::read_feed_soon,
            commands::feeds::set_not_for_me,
            commands::feeds::suggestion_seen,
            commands::sharing::sharing,
            commands::sharing::measure,
            commands::sharing::preview,
            commands::sharing::save_draft,
            commands::sharing::discard_draft,
            commands::sharing::add_picture,
            commands::sharing::picture,
            commands::sharing::make_card,
            commands::sharing::share,
            commands::sharing::edit_activity,
            commands::sharing::hold_for_edit,
            commands::sharing::change_time,
            commands::sharing::copy_activity,
            commands::sharing::delete_post,
            commands::sharing::settle_post,
            commands::sharing::remove_activity,
            commands::sharing::hand_over,
            commands::sharing::open_post,
        ])
}
