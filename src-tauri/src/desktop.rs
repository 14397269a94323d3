//! Gander on a desktop: it stays in the tray, with one instance for each data folder.

#[cfg(target_os = "linux")]
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{path::PathBuf, process::ExitCode, sync::Arc};

use keeper::{ConnectionId, Keeper, Link, NoBrowser, Shown};
use locale::Locale;
#[cfg(target_os = "linux")]
use tauri::CloseRequestApi;
use tauri::{
    App, AppHandle, Manager, RunEvent, Runtime, Url, WindowEvent,
    image::Image,
    include_image,
    menu::{Menu, MenuItem, PredefinedMenuItem},
    plugin::TauriPlugin,
    tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent},
};
#[cfg(not(target_os = "linux"))]
use tauri_plugin_autostart::AutoLaunchManager;
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::{
    argument::Pause,
    download, failure,
    host::{Copied, Host, NoClipboard, NotKept, NotTaken},
    notice::{About, NotificationText},
    notifier::{self, Notifier},
    options::Start,
    route::Place,
    start,
    tray::{Action, Entry, Overall, Tray},
    window,
};
#[cfg(target_os = "linux")]
use crate::{autostart::Autostart, notifier::Saying, tray_home::TrayHome};

const TRAY: &str = "gander";

/// A computer with a desktop.
pub struct Device<R: Runtime> {
    app: AppHandle<R>,
    notifier: Notifier,
    /// The wanted tray, kept also while the desktop has no place for it.
    #[cfg(target_os = "linux")]
    tray: Arc<Mutex<Option<Tray>>>,
    #[cfg(target_os = "linux")]
    autostart: Option<Autostart>,
}

impl<R: Runtime> Device<R> {
    /// The computer that an app runs on.
    pub fn new(app: &AppHandle<R>, locale: &Arc<Locale>) -> Self {
        #[cfg(target_os = "linux")]
        let (notifier, tray) = {
            let dir = app.state::<Start>().data_dir.clone().or_else(keeper::default_data_dir);
            let notes = dir.as_ref().map(|dir| dir.join("notifications.json"));
            let notifier = Notifier::start(app, locale, notes);
            let tray = Arc::new(Mutex::new(None));
            let (again, wanted) = (app.clone(), Arc::clone(&tray));
            let home = TrayHome::watch(None, dir, move || {
                if let Some(tray) = lock(&wanted).clone() {
                    show_tray(&again, tray);
                }
            });
            let ways = Ways { home, notifier: notifier.clone(), locale: Arc::clone(locale) };
            app.manage(ways);
            (notifier, tray)
        };
        #[cfg(not(target_os = "linux"))]
        let notifier = {
            let start = app.state::<Start>();
            let autostart = tauri_plugin_autostart::Builder::new()
                .app_name(start.identifier())
                .args(start.hidden_again())
                .build();
            if let Err(error) = app.plugin(autostart) {
                tracing::warn!(%error, "whether Gander starts at login cannot be known");
            }
            Notifier::start(app, locale)
        };
        Self {
            app: app.clone(),
            notifier,
            #[cfg(target_os = "linux")]
            tray,
            #[cfg(target_os = "linux")]
            autostart: Autostart::of(&app.state::<Start>()),
        }
    }
}

/// The state that the handler of a closing window needs.
#[cfg(target_os = "linux")]
struct Ways {
    home: TrayHome,
    notifier: Notifier,
    locale: Arc<Locale>,
}

/// Closes the window into the tray, or minimizes it if the desktop has no tray.
#[cfg(target_os = "linux")]
fn on_close<R: Runtime>(app: &AppHandle<R>, label: &str, api: &CloseRequestApi) {
    let ways = app.state::<Ways>();
    let Some(window) = app.get_webview_window(label).filter(|_| label == window::MAIN) else { return };
    if ways.home.is_there() {
        return;
    }
    api.prevent_close();
    if let Err(error) = window.minimize() {
        tracing::warn!(%error, "the window could not be minimized");
    }
    if ways.home.is_to_be_said() {
        let home = ways.home.clone();
        ways.notifier.say(Saying {
            title: ways.locale.text("tray-none-title"),
            body: ways.locale.text("tray-none-body"),
            said: Box::new(move || home.said()),
        });
    }
}

#[cfg(target_os = "linux")]
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<R: Runtime> Host for Device<R> {
    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        #[cfg(target_os = "linux")]
        if let Some(opened) = crate::linux::open_outside_appimage(url) {
            return opened;
        }
        tauri_plugin_opener::open_url(url, None::<&str>).map_err(|_| NoBrowser)
    }

    fn copy(&self, text: Copied) -> Result<(), NoClipboard> {
        let clipboard = self.app.clipboard();
        let copied = match text {
            Copied::Plain(text) => clipboard.write_text(text),
            Copied::Private(text) => clipboard.write_secret(text),
        };
        copied.map_err(|_| NoClipboard)
    }

    fn hand_over(&self, name: &str, extension: &str, text: &str) -> Result<PathBuf, NotKept> {
        let places = self.app.path();
        let kept =
            places.download_dir().or_else(|_| places.home_dir()).map_err(|_| NotKept).and_then(|dir| {
                download::keep(&dir, name, extension, text).map_err(|error| {
                    tracing::warn!(kind = ?error.kind(), "a file could not be kept for the person");
                    NotKept
                })
            })?;
        // If no program opens the file, the person still finds it in its folder.
        if let Ok(url) = Url::from_file_path(&kept)
            && self.open_url(&url).is_err()
        {
            tracing::info!("no program opens files of this kind");
        }
        Ok(kept)
    }

    fn notify(&self, words: NotificationText, shown: Shown) {
        self.notifier.show(words, shown);
    }

    fn withdraw(&self, about: About) {
        self.notifier.withdraw(about);
    }

    fn set_tray(&self, tray: Tray) {
        #[cfg(target_os = "linux")]
        {
            lock(&self.tray).replace(tray.clone());
            if !self.app.state::<Ways>().home.is_there() {
                return;
            }
        }
        show_tray(&self.app, tray);
    }

    #[cfg(target_os = "linux")]
    fn starts_at_login(&self) -> Option<bool> {
        self.autostart.as_ref().map(Autostart::is_on)
    }

    #[cfg(target_os = "linux")]
    fn set_starts_at_login(&self, on: bool) -> Result<(), NotTaken> {
        let autostart = self.autostart.as_ref().ok_or(NotTaken)?;
        autostart.set(on).map_err(|error| {
            tracing::warn!(%error, "whether Gander starts at login was not set");
            NotTaken
        })
    }

    #[cfg(not(target_os = "linux"))]
    fn starts_at_login(&self) -> Option<bool> {
        self.app.try_state::<AutoLaunchManager>()?.is_enabled().ok()
    }

    #[cfg(not(target_os = "linux"))]
    fn set_starts_at_login(&self, on: bool) -> Result<(), NotTaken> {
        let autostart = self.app.try_state::<AutoLaunchManager>().ok_or(NotTaken)?;
        let set = if on { autostart.enable() } else { autostart.disable() };
        set.map_err(|error| {
            tracing::warn!(%error, "whether Gander starts at login was not set");
            NotTaken
        })
    }

    fn come_forward(&self, connection: &ConnectionId) {
        window::come_forward(&self.app, connection);
    }
}

/// Hands a second start over to the first instance, which shows its window.
pub fn single_instance<R: Runtime>(start: &Start) -> TauriPlugin<R> {
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(start.identifier())
        .callback(|app, arguments, folder| {
            let mut arguments_after = arguments.iter().skip(1);
            if let Some(link) = arguments.iter().find(|argument| Link::is_meant(argument)) {
                start::follow(app, link);
            } else if let Some(file) = arguments_after.find(|argument| start::is_organizations_file(argument))
            {
                // A relative path belongs to the other start's working directory.
                let path = if file.starts_with("file:") {
                    file.into()
                } else {
                    std::path::Path::new(&folder).join(file)
                };
                start::follow(app, &path.to_string_lossy());
            } else if !arguments.iter().any(|argument| argument == "--hidden") {
                window::show(app, None);
            }
        })
        .build()
}

/// The folder for everything that Gander keeps.
///
/// # Errors
/// When there is no home folder.
pub fn data_dir<R: Runtime>(_: &AppHandle<R>) -> Result<PathBuf, Box<dyn std::error::Error>> {
    keeper::default_data_dir()
        .ok_or_else(|| "there is no home folder; choose a folder with --data-dir".into())
}

/// Quits on SIGTERM and SIGINT as the menu does.
pub fn listen<R: Runtime>(app: &AppHandle<R>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        for kind in [SignalKind::terminate(), SignalKind::interrupt()] {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                match signal(kind) {
                    Ok(mut signals) => {
                        signals.recv().await;
                        quit(&app);
                    }
                    Err(error) => tracing::warn!(%error, "a signal cannot be listened for"),
                }
            });
        }
    }
    #[cfg(not(unix))]
    let _ = app;
}

/// Runs until the person quits. The exit code is 1 when Gander could not start.
pub fn run<R: Runtime>(app: App<R>) -> ExitCode {
    let code = app.run_return(|app, event| match event {
        // Closing the last window ends Gander only after a failed start.
        RunEvent::ExitRequested { code: None, api, .. } => {
            api.prevent_exit();
            if failure::happened(app) {
                quit(app);
            }
        }
        RunEvent::Exit => start::shut_down(app),
        RunEvent::WindowEvent { label, event: WindowEvent::Focused(is_focused), .. } => {
            window::focused(app, &label, is_focused);
        }
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } => {
            window::focused(app, &label, false);
        }
        #[cfg(target_os = "linux")]
        RunEvent::WindowEvent { label, event: WindowEvent::CloseRequested { api, .. }, .. } => {
            on_close(app, &label, &api);
        }
        // macOS hands links to the running Gander, or starts one for them.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            for url in urls {
                start::follow(app, url.as_str());
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app, None),
        _ => {}
    });
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}

fn quit<R: Runtime>(app: &AppHandle<R>) {
    // Gander waits for the keeper after the event loop has ended. A visible window would look frozen meanwhile.
    for window in app.webview_windows().values() {
        let _ = window.hide();
    }
    app.exit(i32::from(failure::happened(app)));
}

fn show_tray<R: Runtime>(app: &AppHandle<R>, tray: Tray) {
    let on_main = app.clone();
    let set = app.run_on_main_thread(move || {
        // Gander also runs without a tray icon. A second start brings the window back.
        if let Err(error) = set_tray(&on_main, &tray) {
            tracing::warn!(%error, "the tray icon could not be shown");
        }
    });
    if let Err(error) = set {
        tracing::warn!(%error, "the tray icon could not be changed");
    }
}

fn set_tray<R: Runtime>(app: &AppHandle<R>, tray: &Tray) -> tauri::Result<()> {
    let menu = menu(app, tray)?;
    if let Some(shown) = app.tray_by_id(TRAY) {
        shown.set_icon_with_as_template(Some(icon(tray.icon)), cfg!(target_os = "macos"))?;
        shown.set_tooltip(Some(&tray.tooltip))?;
        return shown.set_menu(Some(menu));
    }
    let builder = TrayIconBuilder::with_id(TRAY)
        .icon(icon(tray.icon))
        .icon_as_template(cfg!(target_os = "macos"))
        .tooltip(&tray.tooltip)
        .menu(&menu)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| {
            if let Some(action) = Action::from_id(event.id().as_ref()) {
                carry_out(app, action);
            }
        })
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
            {
                window::show(tray.app_handle(), None);
            }
        });
    // Screen readers say the title. macOS would draw it beside the icon.
    #[cfg(target_os = "linux")]
    let builder = builder.title("Gander");
    builder.build(app)?;
    Ok(())
}

/// Builds the menu from plain items only: Linux shows other kinds as disabled.
fn menu<R: Runtime>(app: &AppHandle<R>, tray: &Tray) -> tauri::Result<Menu<R>> {
    let menu = Menu::new(app)?;
    for entry in &tray.menu {
        match entry {
            Entry::Separator => menu.append(&PredefinedMenuItem::separator(app)?)?,
            Entry::Item { label, action } => {
                // A single ampersand would underline the letter after it.
                let label = label.replace('&', "&&");
                menu.append(&MenuItem::with_id(app, action.id(), label, true, None::<&str>)?)?;
            }
        }
    }
    Ok(menu)
}

fn carry_out<R: Runtime>(app: &AppHandle<R>, action: Action) {
    match action {
        Action::Open => window::show(app, None),
        Action::Show(connection) => window::show(app, Some(connection.into())),
        Action::Share => window::show(app, Some(Place::Share)),
        Action::ShowNeeds => window::show(app, Some(Place::Needs)),
        Action::Reauthorize(connection) => {
            window::show(app, Some(connection.clone().into()));
            notifier::reauthorize(app, connection);
        }
        Action::CheckNow => check_now(app),
        Action::PauseHour => pause(app, Some(Pause::Hour)),
        Action::PauseUntilTomorrow => pause(app, Some(Pause::Tomorrow)),
        Action::Resume => pause(app, None),
        Action::Quit => quit(app),
    }
}

fn check_now<R: Runtime>(app: &AppHandle<R>) {
    let Some(keeper) = app.try_state::<Keeper>().map(|keeper| keeper.inner().clone()) else {
        return;
    };
    tauri::async_runtime::spawn(async move {
        if let Err(error) = keeper.check(None).await {
            tracing::warn!(%error, "the check could not be started");
        }
    });
}

fn pause<R: Runtime>(app: &AppHandle<R>, pause: Option<Pause>) {
    let Some(keeper) = app.try_state::<Keeper>().map(|keeper| keeper.inner().clone()) else {
        return;
    };
    tauri::async_runtime::spawn(async move {
        if let Err(error) = keeper.pause_alerts(pause.map(|pause| pause.until(&keeper))).await {
            tracing::warn!(%error, "alerts could not be paused or resumed");
        }
    });
}

/// The icon for the macOS menu bar: a template of one colour, which macOS tints.
#[cfg(target_os = "macos")]
fn icon(overall: Overall) -> Image<'static> {
    match overall {
        Overall::Ok => include_image!("../icons/tray-ok-template.png"),
        Overall::Soon => include_image!("../icons/tray-soon-template.png"),
        Overall::Bad => include_image!("../icons/tray-bad-template.png"),
        Overall::Offline => include_image!("../icons/tray-offline-template.png"),
    }
}

#[cfg(not(target_os = "macos"))]
fn icon(overall: Overall) -> Image<'static> {
    match overall {
        Overall::Ok => include_image!("../icons/tray-ok.png"),
        Overall::Soon => include_image!("../icons/tray-soon.png"),
        Overall::Bad => include_image!("../icons/tray-bad.png"),
        Overall::Offline => include_image!("../icons/tray-offline.png"),
    }
}
