//! A session bus and a keyring of one case's own.

use std::{
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use acceptance::{
    Outcome,
    programs::{Program, until},
};

/// Where it keeps its entries, under `XDG_DATA_HOME`.
const STORED: &str = "keyrings/login.keyring";
const PASSWORD: &str = "practice";

/// They end with this value.
pub struct Keyring {
    dir: PathBuf,
    _bus: Program,
    daemon: Program,
}

impl Keyring {
    /// An empty, unlocked keyring.
    pub async fn start(dir: PathBuf) -> Outcome<Self> {
        std::fs::create_dir_all(&dir)?;
        std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o700))?;
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile"]).arg(format!("--address={}", address(&dir)));
        let bus = Program::start(&mut bus, &dir.join("bus.log"), None)?;
        until("a session bus", async || dir.join("bus").exists().then_some(())).await?;
        let daemon = daemon(&dir, true).await?;
        Ok(Self { dir, _bus: bus, daemon })
    }

    pub fn address(&self) -> String {
        address(&self.dir)
    }

    /// The same keyring after a new login: nobody has given its password.
    pub async fn lock(&mut self) -> Outcome {
        self.daemon.kill()?;
        self.daemon = daemon(&self.dir, false).await?;
        Ok(())
    }

    /// And now somebody has.
    pub async fn unlock(&mut self) -> Outcome {
        self.daemon.kill()?;
        self.daemon = daemon(&self.dir, true).await?;
        Ok(())
    }

    /// Somebody deleted its entries. Gives them.
    pub async fn take_away(&mut self) -> Outcome<Vec<u8>> {
        self.daemon.kill()?;
        let kept = std::fs::read(self.dir.join(STORED))?;
        std::fs::remove_file(self.dir.join(STORED))?;
        self.daemon = daemon(&self.dir, true).await?;
        Ok(kept)
    }

    /// Somebody restored them.
    pub async fn bring_back(&mut self, kept: Vec<u8>) -> Outcome {
        self.daemon.kill()?;
        std::fs::write(self.dir.join(STORED), kept)?;
        self.daemon = daemon(&self.dir, true).await?;
        Ok(())
    }

    /// It takes questions and answers none, like one that waits for its prompt.
    pub fn freeze(&self) -> Outcome {
        self.signal("-STOP")
    }

    /// It answers after all.
    pub fn thaw(&self) -> Outcome {
        self.signal("-CONT")
    }

    fn signal(&self, signal: &str) -> Outcome {
        let sent = Command::new("kill").arg(signal).arg(self.daemon.id().to_string()).status()?;
        if sent.success() { Ok(()) } else { Err("the keyring has ended".into()) }
    }
}

fn address(dir: &Path) -> String {
    format!("unix:path={}", dir.join("bus").display())
}

async fn daemon(dir: &Path, unlocked: bool) -> Outcome<Program> {
    let mut keyring = Command::new("gnome-keyring-daemon");
    keyring.args(["--foreground", "--components=secrets"]).env("DBUS_SESSION_BUS_ADDRESS", address(dir));
    for name in ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
        keyring.env(name, dir);
    }
    let password = unlocked.then_some(PASSWORD);
    keyring.args(password.map(|_| "--unlock"));
    let bus = zbus::connection::Builder::address(address(dir).as_str())?.build().await?;
    let names = zbus::fdo::DBusProxy::new(&bus).await?;
    let secrets: zbus::names::BusName<'_> = "org.freedesktop.secrets".try_into()?;
    let owned = async || names.name_has_owner(secrets.clone()).await.unwrap_or(false);
    until("the end of the former keyring", async || (!owned().await).then_some(())).await?;
    let keyring = Program::start(&mut keyring, &dir.join("keyring.log"), password)?;
    until("a keyring on the bus", async || owned().await.then_some(())).await?;
    Ok(keyring)
}
