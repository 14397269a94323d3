//! A session bus and a keyring of our own.

use std::{
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use acceptance::{
    Outcome,
    programs::{Program, until},
};

/// Set in the process that runs on the private bus.
const INSIDE: &str = "GANDER_CRASH_BUS";

/// The private folder, inside.
pub fn inside() -> Option<PathBuf> {
    std::env::var_os(INSIDE).map(PathBuf::from)
}

/// Runs this program again on a private session bus. `None` where there is no such program, or no keyring.
pub fn enter(dir: &Path) -> Outcome<Option<i32>> {
    let here = |program: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|dir| dir.join(program).is_file())
    };
    if !here("dbus-run-session") || !here("gnome-keyring-daemon") {
        return Ok(None);
    }
    let runtime = dir.join("run");
    std::fs::create_dir_all(&runtime)?;
    std::fs::set_permissions(&runtime, std::fs::Permissions::from_mode(0o700))?;
    let status = Command::new("dbus-run-session")
        .arg("--")
        .arg(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .env("HOME", dir)
        .env("XDG_DATA_HOME", dir.join("share"))
        .env("XDG_RUNTIME_DIR", &runtime)
        .env(INSIDE, dir)
        .status()?;
    Ok(Some(status.code().unwrap_or(1)))
}

/// Starts an unlocked keyring, and waits until it answers.
pub async fn start(dir: &Path) -> Outcome<Program> {
    let mut keyring = Command::new("gnome-keyring-daemon");
    keyring.args(["--foreground", "--unlock", "--components=secrets"]);
    let keyring = Program::start(&mut keyring, &dir.join("keyring.log"), Some("practice"))?;
    let bus = zbus::Connection::session().await?;
    let names = zbus::fdo::DBusProxy::new(&bus).await?;
    let name: zbus::names::BusName<'_> = "org.freedesktop.secrets".try_into()?;
    until("a keyring on the bus", async || names.name_has_owner(name.clone()).await.ok().filter(|has| *has))
        .await?;
    Ok(keyring)
}
