//! The start of Gander, from the command line to a running keeper, and its end.

use std::{
    error::Error,
    path::{Path, PathBuf},
    sync::Arc,
};

use keeper::{Keeper, KeySource, Link, Options, SecretString, Shell, SystemClock, Timeouts};
use locale::Locale;
use tauri::{App, AppHandle, Manager, Runtime};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::{
    device, failure,
    host::Host,
    invitation::{self, Invitations, What},
    notifier,
    route::Route,
    shell::AppShell,
    window,
};

const IDENTIFIER: &str = "app.gander.Gander";

/// The options of a start. The command line `gander` takes the same ones.
#[derive(Clone, Debug, Default)]
#[cfg_attr(desktop, derive(clap::Parser))]
#[cfg_attr(
    desktop,
    command(name = "gander-app", about = "Gander keeps your social accounts connected.", version)
)]
pub struct Start {
    /// Keep everything in this folder instead of the usual one
    #[cfg_attr(desktop, arg(long, value_name = "DIR"))]
    pub data_dir: Option<PathBuf>,
    /// Add networks, or replace them, by the TOML files in this folder
    #[cfg_attr(desktop, arg(long, value_name = "DIR"))]
    pub networks: Option<PathBuf>,
    /// Keep the key that seals the tokens in this file instead of the system's keyring
    #[cfg_attr(desktop, arg(long, value_name = "FILE", conflicts_with = "this_run_only"))]
    pub key_file: Option<PathBuf>,
    /// Keep the key in memory: what is connected now is gone when Gander quits
    #[cfg_attr(desktop, arg(long))]
    pub this_run_only: bool,
    /// Start in the tray, without a window
    #[cfg_attr(desktop, arg(long))]
    pub hidden: bool,
    /// Follow a link such as gander://reauthorize/ID, or look at an organization's gander.toml
    #[cfg_attr(desktop, arg(value_name = "LINK OR FILE"))]
    pub link: Option<String>,
}

impl Start {
    /// The application identifier. It differs for each data folder, so that a practice Gander and the real one can run
    /// at the same time.
    pub fn identifier(&self) -> String {
        match &self.data_dir {
            None => IDENTIFIER.to_owned(),
            // A part of a D-Bus name may not begin with a digit.
            Some(dir) => format!("{IDENTIFIER}.at{:016x}", fingerprint(dir)),
        }
    }

    /// The arguments that start this Gander again, in the tray.
    #[cfg(desktop)]
    pub fn hidden_again(&self) -> Vec<String> {
        let paths =
            [("--data-dir", &self.data_dir), ("--networks", &self.networks), ("--key-file", &self.key_file)];
        let mut arguments = Vec::new();
        for (name, path) in paths {
            if let Some(path) = path {
                // The next start may have another working directory.
                let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                arguments.extend([name.to_owned(), path.to_string_lossy().into_owned()]);
            }
        }
        if self.this_run_only {
            arguments.push("--this-run-only".to_owned());
        }
        arguments.push("--hidden".to_owned());
        arguments
    }

    /// The folder for the webview's own data. `None` is the system's usual place.
    pub fn webview_dir(&self) -> Option<PathBuf> {
        self.data_dir.as_ref().map(|dir| dir.join("webview"))
    }

    fn options<R: Runtime>(&self, app: &AppHandle<R>) -> Result<Options, Box<dyn Error>> {
        let data_dir = match &self.data_dir {
            Some(dir) => dir.clone(),
            None => device::data_dir(app)?,
        };
        let key = match &self.key_file {
            _ if self.this_run_only => KeySource::ThisRunOnly,
            Some(file) => KeySource::File(file.clone()),
            None => KeySource::Keyring,
        };
        let networks_dir = self.networks.clone();
        Ok(Options {
            data_dir,
            networks_dir,
            key,
            timed_work: true,
            clock: Arc::new(SystemClock),
            timeouts: Timeouts::default(),
        })
    }
}

/// Starts the keeper and opens the window, or shows the reason why the start failed.
///
/// # Errors
/// When no window can be made.
pub fn begin<R: Runtime>(app: &App<R>, start: Start) -> Result<(), Box<dyn Error>> {
    let app = app.handle();
    let locale = Arc::new(Locale::of_system());
    app.manage(start);
    let start = app.state::<Start>();
    let host: Arc<dyn Host> = Arc::new(device::Device::new(app, &locale));
    app.manage(Route::default());
    app.manage(Invitations::default());
    app.manage(Arc::clone(&host));
    app.manage(Arc::clone(&locale));
    device::listen(app);
    let shell = Arc::new(AppShell::new(app.clone(), host, locale));
    let hidden = start.hidden;
    let link = start.link.clone();
    let started = start.options(app).and_then(|options| {
        let keeper = Keeper::start(options, Arc::clone(&shell) as Arc<dyn Shell>);
        tauri::async_runtime::block_on(keeper).map_err(Into::into)
    });
    match started {
        Ok(keeper) => {
            for unusable in keeper.networks().unusable() {
                tracing::error!("{unusable}");
            }
            // Publishes even an unchanged state, so that the tray appears.
            shell.publish(&keeper.snapshot());
            app.manage(keeper);
            match link {
                Some(link) => follow(app, &link),
                None if hidden => {}
                None => window::open(app)?,
            }
        }
        Err(error) => failure::show(app, error.to_string())?,
    }
    Ok(())
}

/// Follows a link. An invalid one still shows the window, because the person asked for Gander.
pub fn follow<R: Runtime>(app: &AppHandle<R>, link: &str) {
    if Link::is_redirect(link) {
        take_redirect(app, link.to_owned().into());
        return;
    }
    match link.parse() {
        Ok(Link::Reauthorize(connection)) => {
            window::show(app, Some(connection.clone()));
            notifier::reauthorize(app, connection);
        }
        Ok(Link::Join(handed)) => {
            look_at(app, |keeper| async move { invitation::of_link(&keeper, handed).await });
        }
        Err(_) if is_organizations_file(link) => {
            let path = file_path(link);
            look_at(app, |keeper| async move { invitation::of_file(&keeper, &path).await });
        }
        Err(error) => {
            tracing::warn!(%error, "a link was not followed");
            window::show(app, None);
        }
    }
}

/// Tells whether an argument names an organization's file, as a double click on one passes it.
pub fn is_organizations_file(argument: &str) -> bool {
    let path = file_path(argument);
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    !Link::is_meant(argument) && (name.ends_with("gander.toml") || name.ends_with(".gander"))
}

/// The path of a file argument. Desktops pass paths or `file:` URLs.
fn file_path(argument: &str) -> PathBuf {
    let url = tauri::Url::parse(argument).ok().filter(|url| url.scheme() == "file");
    url.and_then(|url| url.to_file_path().ok()).unwrap_or_else(|| argument.into())
}

/// Shows the person an organization's invitation, without accepting it.
fn look_at<R: Runtime, F>(app: &AppHandle<R>, look: impl FnOnce(Keeper) -> F)
where
    F: Future<Output = What> + Send + 'static,
{
    let Some(keeper) = app.try_state::<Keeper>().map(|keeper| keeper.inner().clone()) else { return };
    let (app, looking) = (app.clone(), look(keeper));
    tauri::async_runtime::spawn(async move {
        let what = looking.await;
        app.state::<Invitations>().take_in(what);
        window::show(&app, None);
    });
}

/// Gives the keeper the redirect that a bridge page passed on. It holds an authorization code.
fn take_redirect<R: Runtime>(app: &AppHandle<R>, link: SecretString) {
    window::show(app, None);
    let Some(keeper) = app.try_state::<Keeper>().map(|keeper| keeper.inner().clone()) else { return };
    tauri::async_runtime::spawn(async move {
        if let Err(error) = keeper.take_redirect(link).await {
            tracing::warn!(%error, "a redirect was not taken");
        }
    });
}

/// Shuts the keeper down and waits for its work in flight.
pub fn shut_down<R: Runtime>(app: &AppHandle<R>) {
    if let Some(keeper) = app.try_state::<Keeper>() {
        tauri::async_runtime::block_on(keeper.inner().clone().shutdown());
    }
}

/// Logs Gander's own messages, which hold only ids and codes. Other libraries may log more and stay off.
pub fn log_to_stderr() {
    let ours = Targets::new()
        .with_target("gander_app", LevelFilter::INFO)
        .with_target("keeper", LevelFilter::INFO)
        .with_target("networks", LevelFilter::INFO)
        .with_target("oauth", LevelFilter::INFO)
        .with_target("store", LevelFilter::INFO)
        .with_target("vault", LevelFilter::INFO)
        .with_target("tauri_plugin_single_instance", LevelFilter::WARN);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    // This fails only if a subscriber is installed already.
    let _ = tracing_subscriber::registry().with(ours).with(lines).try_init();
}

fn fingerprint(dir: &Path) -> u64 {
    let dir = dir.canonicalize().or_else(|_| std::path::absolute(dir)).unwrap_or_else(|_| dir.to_owned());
    // Two starts of the same version must agree.
    keeper::fnv_1a(dir.as_os_str().as_encoded_bytes().iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(dir: impl Into<PathBuf>) -> String {
        Start { data_dir: Some(dir.into()), ..Start::default() }.identifier()
    }

    #[test]
    fn each_data_folder_has_a_gander_of_its_own() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Start::default().identifier(), "app.gander.Gander");
        assert_eq!(at(dir.path()), at(dir.path().join(".")));
        assert_ne!(at(dir.path()), at(dir.path().join("other")));
        assert!(at(dir.path()).starts_with("app.gander.Gander.at"));
    }

    #[test]
    fn a_file_of_an_organization_is_known_by_its_name_as_a_path_or_an_address() {
        for file in [
            "gander.toml",
            "/tmp/Newsroom.gander.toml",
            "a/NEWSROOM.GANDER",
            "file:///home/dana/My%20gander.toml",
        ] {
            assert!(is_organizations_file(file), "{file}");
        }
        for other in
            ["x.toml", "gander", "--hidden", "gander://join?file=gander.toml", "https://example.org/x"]
        {
            assert!(!is_organizations_file(other), "{other}");
        }
        assert_eq!(
            file_path("file:///home/dana/My%20gander.toml"),
            PathBuf::from("/home/dana/My gander.toml")
        );
        assert_eq!(file_path("My%20gander.toml"), PathBuf::from("My%20gander.toml"));
    }

    #[cfg(desktop)]
    #[test]
    fn the_options_are_those_of_the_command_line() {
        use clap::Parser;

        let start = Start::try_parse_from([
            "gander-app",
            "--data-dir",
            "a",
            "--networks",
            "b",
            "--key-file",
            "c",
            "--hidden",
        ])
        .unwrap();
        assert_eq!(start.data_dir, Some("a".into()));
        assert_eq!(start.networks, Some("b".into()));
        assert_eq!(start.key_file, Some("c".into()));
        assert!(start.hidden);
        assert_eq!(start.link, None);
        let start = Start::try_parse_from(["gander-app", "gander://reauthorize/a"]).unwrap();
        assert_eq!(start.link.as_deref(), Some("gander://reauthorize/a"));
        let start = Start::try_parse_from(["gander-app", "/home/dana/gander.toml"]).unwrap();
        assert!(is_organizations_file(&start.link.unwrap()));
        assert!(Start::try_parse_from(["gander-app", "--key-file", "c", "--this-run-only"]).is_err());
    }
}
