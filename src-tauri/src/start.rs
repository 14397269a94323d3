//! The start of Gander, from the command line to a running keeper, and its end.

use std::{error::Error, path::PathBuf, sync::Arc};

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
    options::Start,
    route::{Place, Route},
    shell::AppShell,
    window::{self, Watched},
};

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
    app.manage(Watched::default());
    app.manage(Invitations::default());
    app.manage(Arc::clone(&host));
    app.manage(Arc::clone(&locale));
    device::listen(app);
    let shell = Arc::new(AppShell::new(app.clone(), host, locale));
    let hidden = start.hidden;
    let link = start.link.clone();
    let started = options(&start, app).and_then(|options| {
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
            window::show(app, Some(connection.clone().into()));
            notifier::reauthorize(app, connection);
        }
        Ok(Link::Needs) => window::show(app, Some(Place::Needs)),
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

/// Shows the person an organization's file by its text.
#[cfg(any(mobile, test))]
pub fn join<R: Runtime>(app: &AppHandle<R>, text: String) {
    look_at(app, |keeper| async move { invitation::of_link(&keeper, keeper::Handed::Text(text)).await });
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

/// The options of the keeper.
///
/// # Errors
/// When the system names no folder for data.
fn options<R: Runtime>(start: &Start, app: &AppHandle<R>) -> Result<Options, Box<dyn Error>> {
    let data_dir = match &start.data_dir {
        Some(dir) => dir.clone(),
        None => device::data_dir(app)?,
    };
    let key = match &start.key_file {
        _ if start.this_run_only => KeySource::ThisRunOnly,
        Some(file) => KeySource::File(file.clone()),
        None => KeySource::Keyring,
    };
    let networks_dir = start.networks.clone();
    Ok(Options {
        data_dir,
        networks_dir,
        key,
        timed_work: true,
        clock: Arc::new(SystemClock),
        timeouts: Timeouts::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
