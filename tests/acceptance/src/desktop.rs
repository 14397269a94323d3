//! A private desktop: display, session bus, home, notification daemon, keyring and tray, all apart from the person's.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Outcome,
    programs::{Program, until},
    tray::Tray,
    window_manager::{Button, click},
};

/// The variable that is set in the process on the private desktop.
const INSIDE: &str = "GANDER_TOUR_DESKTOP";
/// Writes each URL to a file instead of opening it.
const XDG_OPEN: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"$GANDER_TOUR_DESKTOP/urls\"\n";
/// Writes each shown notification to a log.
const HEARD: &str = "#!/bin/sh\n{ printf '%s\\t%s' \"$DUNST_SUMMARY\" \"$DUNST_BODY\" | tr '\\n' ' '; echo; } \\\n  \
     >> \"$GANDER_TOUR_DESKTOP/heard.log\"\n";
/// Stands for the menu of a notification's buttons, and chooses Reauthorize there.
const CHOOSE: &str = "#!/bin/sh\ntee -a \"$GANDER_TOUR_DESKTOP/choices.log\" | grep -m 1 '^#Reauthorize '\n";
/// Notifications stay on the screen until they are closed, so that a withdrawal shows. The mouse works as on any
/// desktop with dunst, except that the right button opens the menu instead of closing all notifications.
const DUNSTRC: &str = "[global]\n    monitor = 0\n    follow = none\n    width = 360\n    height = (0, 300)\n    \
     offset = (16, 16)\n    origin = bottom-right\n    font = Sans 11\n    sticky_history = yes\n    \
     always_run_script = true\n    dmenu = CHOOSE\n    mouse_left_click = close_current\n    \
     mouse_middle_click = do_action, close_current\n    mouse_right_click = context\n[urgency_low]\n    timeout = 0\n[urgency_normal]\n    timeout = 0\n\
     [heard]\n    summary = \"*\"\n    script = SCRIPT\n";

/// A bus that starts no installed services by itself: a keyring that is to come late must not start when called.
const BUS: &str = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>\
    <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>\
    <allow own=\"*\"/></policy></busconfig>";

/// The title of dunst's window.
const POPUP: &str = "Dunst";

/// Runs this program again, on a private display and session bus. Its exit code is the result.
///
/// # Errors
/// When the display or the bus cannot be started.
pub fn enter(dir: &Path) -> Outcome<i32> {
    if dir.exists() {
        fs::remove_dir_all(dir)?;
    }
    let home = dir.join("home");
    let bin = dir.join("bin");
    let runtime = dir.join("run");
    for dir in [&home, &bin, &runtime] {
        fs::create_dir_all(dir)?;
    }
    fs::set_permissions(&runtime, fs::Permissions::from_mode(0o700))?;
    for (name, script) in [("xdg-open", XDG_OPEN), ("heard", HEARD), ("choose", CHOOSE)] {
        let path = bin.join(name);
        fs::write(&path, script)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    let program = |name: &str| bin.join(name).display().to_string();
    let dunstrc = DUNSTRC.replace("SCRIPT", &program("heard")).replace("CHOOSE", &program("choose"));
    fs::write(dir.join("dunstrc"), dunstrc)?;
    let bus = dir.join("bus.conf");
    fs::write(&bus, BUS)?;
    for name in ["urls", "heard.log"] {
        fs::write(dir.join(name), "")?;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path)))?;
    // The bus runs inside the display, so that its programs find the display.
    let status = Command::new("xvfb-run")
        .args(["-a", "-s", "-screen 0 1280x900x24", "dbus-run-session"])
        .arg(format!("--config-file={}", bus.display()))
        .arg("--")
        .arg(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .env("PATH", path)
        .env("HOME", &home)
        .env("XDG_DATA_HOME", home.join(".local/share"))
        .env("XDG_CONFIG_HOME", home.join(".config"))
        .env("XDG_CACHE_HOME", home.join(".cache"))
        .env("XDG_RUNTIME_DIR", &runtime)
        .env("LANG", "C.UTF-8")
        .env("LANGUAGE", "en")
        .env("GTK_THEME", "Adwaita")
        // The desktop has neither an accessibility bus nor a graphics card.
        .env("NO_AT_BRIDGE", "1")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env(INSIDE, dir)
        .status()
        .map_err(|error| format!("xvfb-run could not be started: {error}"))?;
    Ok(status.code().unwrap_or(1))
}

/// The private desktop's folder, if this process runs there.
#[must_use]
pub fn inside() -> Option<PathBuf> {
    std::env::var_os(INSIDE).map(PathBuf::from)
}

/// The programs on the desktop.
pub struct Desktop {
    dir: PathBuf,
    /// The tray and its icons.
    pub tray: Tray,
    keyring: Option<Program>,
    _dunst: Program,
    urls_read: usize,
    heard_read: usize,
}

impl Desktop {
    /// Starts the keyring, the notification daemon and the tray.
    ///
    /// # Errors
    /// When one of the three does not start.
    pub async fn start(dir: PathBuf) -> Outcome<Self> {
        let tray = Tray::start().await?;
        let mut dunst = Command::new("dunst");
        dunst.arg("-conf").arg(dir.join("dunstrc"));
        let dunst = Program::start(&mut dunst, &dir.join("dunst.log"), None)?;
        tray.until_owned("org.freedesktop.Notifications").await?;
        let mut desktop = Self { dir, tray, keyring: None, _dunst: dunst, urls_read: 0, heard_read: 0 };
        desktop.start_keyring().await?;
        Ok(desktop)
    }

    /// Starts the keyring, unlocked.
    ///
    /// # Errors
    /// When the keyring does not start.
    pub async fn start_keyring(&mut self) -> Outcome {
        let mut keyring = Command::new("gnome-keyring-daemon");
        keyring.args(["--foreground", "--unlock", "--components=secrets"]);
        let log = self.file("keyring.log");
        self.keyring = Some(Program::start(&mut keyring, &log, Some("practice"))?);
        self.tray.until_owned("org.freedesktop.secrets").await
    }

    /// Ends the keyring.
    ///
    /// # Errors
    /// When the keyring cannot be ended.
    pub fn stop_keyring(&mut self) -> Outcome {
        self.keyring.take().map_or(Ok(()), |mut keyring| keyring.kill())
    }

    /// The path of a log or another file in the desktop's folder.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The next URL that a program asks to be opened in the person's browser.
    ///
    /// # Errors
    /// When no URL comes.
    pub async fn next_url(&mut self) -> Outcome<String> {
        let (path, read) = (self.file("urls"), self.urls_read);
        let url = until("a login page to be opened", async || nth_line(&path, read)).await?;
        self.urls_read += 1;
        Ok(url)
    }

    /// The next notification: its summary and its body.
    ///
    /// # Errors
    /// When no notification comes.
    pub async fn next_notification(&mut self) -> Outcome<(String, String)> {
        let (path, read) = (self.file("heard.log"), self.heard_read);
        let line = until("a notification", async || nth_line(&path, read)).await?;
        self.heard_read += 1;
        let (summary, body) = line.split_once('\t').ok_or("a notification without a body")?;
        Ok((summary.to_owned(), body.to_owned()))
    }

    /// The number of notifications that were not read here yet.
    #[must_use]
    pub fn unread_notifications(&self) -> usize {
        let text = fs::read_to_string(self.file("heard.log")).unwrap_or_default();
        text.lines().count() - self.heard_read
    }

    /// Waits until this number of notifications is on the screen.
    ///
    /// # Errors
    /// When the number stays another.
    pub async fn until_displayed(&self, count: u32) -> Outcome {
        let what = format!("{count} notifications on the screen");
        until(&what, async || (dunstctl(&["count", "displayed"])?.trim() == count.to_string()).then_some(()))
            .await
    }

    /// Clicks the notification on the screen, which opens its subject.
    ///
    /// # Errors
    /// When no notification is on the screen.
    pub async fn click_notification(&self) -> Outcome {
        click(POPUP, Button::Middle).await
    }

    /// Puts the notification on the screen away.
    ///
    /// # Errors
    /// When no notification is on the screen.
    pub async fn put_notification_away(&self) -> Outcome {
        click(POPUP, Button::Left).await
    }

    /// Chooses Reauthorize among the buttons of the notification on the screen. Returns the choices.
    ///
    /// # Errors
    /// When no notification is on the screen.
    pub async fn choose_reauthorize(&self) -> Outcome<String> {
        click(POPUP, Button::Right).await?;
        let log = self.file("choices.log");
        until("the menu of the notification", async || {
            fs::read_to_string(&log).ok().filter(|choices| choices.contains("reauthorize]"))
        })
        .await
    }
}

fn nth_line(path: &Path, nth: usize) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    // A line that is still being written has no end.
    let whole = &text[..text.rfind('\n')?];
    whole.lines().nth(nth).map(str::to_owned)
}

fn dunstctl(arguments: &[&str]) -> Option<String> {
    let output = Command::new("dunstctl").args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
