//! The commands that need a keeper.

use std::{
    io::{Write, stderr},
    process,
    sync::Arc,
    thread,
};

use keeper::{ConnectionId, Error, Keeper, OperationId, Options, Outcome, SystemClock, Timeouts};
use tokio::sync::oneshot;

use crate::{
    Exit, activities, alerts, app_keys,
    arguments::{
        ActivityCommand, AlertsCommand, AppCommand, BridgeCommand, Command, OrganizationCommand, Place,
    },
    doctor, feeds, networks, organization, output, piped,
    sentences::{failure_words, is_active},
    share,
    share_arguments::ShareArguments,
    stop::told_to_stop,
    terminal::{Terminal, print, say},
};

/// Opens the app, which lies beside this binary.
pub(crate) fn open_app(place: &Place) -> Result<Exit, Error> {
    let name = format!("gander-app{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::current_exe().ok().and_then(|path| path.parent().map(|dir| dir.join(&name)));
    let mut app = process::Command::new(path.filter(|path| path.exists()).unwrap_or_else(|| name.into()));
    app.arg("--data-dir").arg(&place.data_dir);
    if let Some(networks) = &place.networks {
        app.arg("--networks").arg(networks);
    }
    if let keeper::KeySource::File(path) = &place.key {
        app.arg("--key-file").arg(path);
    }
    app.stdin(process::Stdio::null()).spawn().map(|_| Exit::Done).map_err(|error| {
        Error::BadInput(format!(
            "the app could not be opened ({error}); `gander --help` lists what works without it"
        ))
    })
}

/// Runs a command to its result.
pub(crate) async fn command(place: &Place, command: Command) -> Result<Exit, Error> {
    match command {
        Command::Doctor { json } => doctor::run(place, json).await,
        Command::Run { .. } => run(place).await,
        Command::Networks { .. }
        | Command::Status { .. }
        | Command::History { .. }
        | Command::Programs(_)
        | Command::Calendar { .. } => unreachable!("printed without a keeper"),
        Command::Alerts(command) => alerts_command(place, command).await,
        Command::App(command) => app_command(place, command).await,
        Command::Organization(command) => organization_command(place, command).await,
        Command::Bridge(command) => bridge_command(place, command).await,
        Command::Connect { network, at, app_password_stdin, pin, print_url } => {
            let password = piped::app_password(app_password_stdin)?;
            let keeper = start(place, !print_url, false).await?;
            let network = network.as_str().into();
            let started = match (at, password) {
                (Some(at), Some(password)) => keeper.connect_with_app_password(&network, &at, password).await,
                (Some(at), None) => keeper.connect_at(&network, &at).await,
                (None, _) if pin => keeper.connect_by_pin(&network).await,
                (None, _) => keeper.connect(&network).await,
            };
            sign_in(keeper, started, SignIn { print_url, pin, share_waiting: false }).await
        }
        Command::Reauthorize { id, app_password_stdin, pin, print_url, share_waiting } => {
            let password = piped::app_password(app_password_stdin)?;
            let keeper = start(place, !print_url, false).await?;
            let id = id.as_str().into();
            let started = match password {
                Some(password) => keeper.reauthorize_with_app_password(&id, password).await,
                None if pin => keeper.reauthorize_by_pin(&id).await,
                None => keeper.reauthorize(&id).await,
            };
            sign_in(keeper, started, SignIn { print_url, pin, share_waiting }).await
        }
        Command::Check { id } => {
            let id = id.map(ConnectionId::from);
            let keeper = start(place, false, false).await?;
            let done = or_told_to_stop(keeper.check(id.as_ref())).await;
            finish(keeper, done, id.as_ref()).await
        }
        Command::Renew { id } => {
            let id = ConnectionId::from(id);
            let keeper = start(place, false, false).await?;
            let done = or_told_to_stop(keeper.renew(&id)).await;
            finish(keeper, done, Some(&id)).await
        }
        Command::Pages { id, hold, release } => {
            let keeper = start(place, false, false).await?;
            let id = ConnectionId::from(id);
            let done = or_told_to_stop(pages(&keeper, &id, &hold, &release)).await;
            let snapshot = keeper.snapshot();
            keeper.shutdown().await;
            done?;
            snapshot.connections.iter().find(|shown| shown.id == id).map_or(Ok(Exit::Done), output::pages)
        }
        Command::Share(arguments) => share_command(place, arguments).await,
        Command::Activities { json } => {
            with_keeper(place, false, async |keeper| activities::list(keeper, json)).await
        }
        Command::Drafts { json } => {
            with_keeper(place, false, async |keeper| activities::list_drafts(keeper, json)).await
        }
        Command::Activity { id, command } => activity_command(place, &id, command).await,
        Command::Feeds(arguments) => {
            with_keeper(place, false, async |keeper| feeds::command(keeper, arguments).await).await
        }
        Command::Disconnect { id } => disconnect_command(place, &id).await,
    }
}

async fn share_command(place: &Place, arguments: ShareArguments) -> Result<Exit, Error> {
    with_keeper(place, false, async |keeper| {
        tokio::select! {
            shared = share::share(keeper, arguments) => shared,
            // The stored posts wait for the next Gander.
            () = told_to_stop() => Ok(Exit::NotActive),
        }
    })
    .await
}

async fn activity_command(place: &Place, id: &str, command: ActivityCommand) -> Result<Exit, Error> {
    with_keeper(place, false, async |keeper| {
        tokio::select! {
            decided = activities::decide(keeper, id, command) => decided,
            () = told_to_stop() => Ok(Exit::NotActive),
        }
    })
    .await
}

async fn disconnect_command(place: &Place, id: &str) -> Result<Exit, Error> {
    let keeper = start(place, false, false).await?;
    let by_hand = removed_by_hand(&keeper, id);
    let done = or_told_to_stop(keeper.disconnect(&id.into())).await;
    keeper.shutdown().await;
    if let (Ok(()), Some(sentence)) = (&done, by_hand) {
        say(&sentence);
    }
    done.map(|()| Exit::Done)
}

async fn alerts_command(place: &Place, command: AlertsCommand) -> Result<Exit, Error> {
    let password = match &command {
        AlertsCommand::SetEmail(email) if email.password_stdin => {
            Some(piped::secret("no password for the mail server")?)
        }
        _ => None,
    };
    with_keeper(place, false, async |keeper| alerts::change(keeper, command, password).await).await?;
    Ok(Exit::Done)
}

async fn app_command(place: &Place, command: AppCommand) -> Result<Exit, Error> {
    match command {
        AppCommand::List => unreachable!("printed without a keeper"),
        AppCommand::Set { network, client_id, client_secret_stdin, ask, parameter } => {
            let secret = if client_secret_stdin { Some(piped::secret("no client secret")?) } else { None };
            let network = network.as_str().into();
            let options = app_keys::options(ask, parameter);
            with_keeper(place, true, async |keeper| {
                keeper.set_app_with(&network, client_id, secret, options).await
            })
            .await?;
            Ok(Exit::Done)
        }
        AppCommand::Check { network } => {
            let network = network.as_str().into();
            with_keeper(place, false, async |keeper| app_keys::check(keeper, &network).await).await
        }
        AppCommand::Remove { network, yes } => {
            let network = network.as_str().into();
            with_keeper(place, false, async |keeper| app_keys::remove(keeper, &network, yes).await).await
        }
    }
}

async fn organization_command(place: &Place, command: OrganizationCommand) -> Result<Exit, Error> {
    match command {
        OrganizationCommand::Show { .. } => unreachable!("printed without a keeper"),
        OrganizationCommand::Make { name, output, passphrase_stdin, .. } => {
            let passphrase = piped::passphrase(passphrase_stdin)?;
            with_keeper(place, false, async |keeper| {
                organization::make(keeper, &name, output.as_deref(), passphrase).await
            })
            .await
        }
        OrganizationCommand::Join { file, yes, passphrase_stdin } => {
            let passphrase = piped::passphrase(passphrase_stdin)?;
            with_keeper(place, false, async |keeper| organization::join(keeper, &file, yes, passphrase).await)
                .await
        }
    }
}

async fn bridge_command(place: &Place, command: BridgeCommand) -> Result<Exit, Error> {
    let (network, address) = match &command {
        BridgeCommand::Page => unreachable!("printed without a keeper"),
        BridgeCommand::Set { network, address } => (network, Some(address.as_str())),
        BridgeCommand::Remove { network } => (network, None),
    };
    let network = network.as_str().into();
    with_keeper(place, true, async |keeper| keeper.set_bridge(&network, address).await).await?;
    Ok(Exit::Done)
}

/// Starts a keeper for one piece of work, and shuts it down whatever becomes of the work.
pub(crate) async fn with_keeper<T>(
    place: &Place,
    browser: bool,
    work: impl AsyncFnOnce(&Keeper) -> Result<T, Error>,
) -> Result<T, Error> {
    let keeper = start(place, browser, false).await?;
    let done = work(&keeper).await;
    keeper.shutdown().await;
    done
}

/// Asks the network for the pages, and changes the set of held ones.
async fn pages(keeper: &Keeper, id: &ConnectionId, hold: &[String], release: &[String]) -> Result<(), Error> {
    keeper.list_pages(id).await?;
    if hold.is_empty() && release.is_empty() {
        return Ok(());
    }
    let snapshot = keeper.snapshot();
    let pages = snapshot.connections.iter().find(|shown| shown.id == *id).map(|shown| &shown.pages);
    let known = |page: &String| pages.is_some_and(|pages| pages.iter().any(|known| known.id == *page));
    if let Some(unknown) = hold.iter().chain(release).find(|page| !known(page)) {
        return Err(Error::UnknownPage(unknown.clone()));
    }
    let held = pages.into_iter().flatten().filter(|page| page.held).map(|page| page.id.clone());
    let held = held.chain(hold.iter().cloned()).filter(|page| !release.contains(page)).collect();
    keeper.hold_pages(id, held).await
}

/// Returns the step that is left to the person if the network lets no app end its own access.
fn removed_by_hand(keeper: &Keeper, id: &str) -> Option<String> {
    let snapshot = keeper.snapshot();
    let connection = snapshot.connections.iter().find(|connection| connection.id.as_str() == id)?;
    let networks = keeper.networks();
    let network = networks.get(&connection.network)?;
    let page = network.oauth.page_to_revoke_by_hand()?;
    Some(format!(
        "The tokens are gone from this device. {} lets no app end its own access: remove the app at {page}",
        network.name
    ))
}

async fn start(place: &Place, browser: bool, timed_work: bool) -> Result<Keeper, Error> {
    let options = Options {
        data_dir: place.data_dir.clone(),
        networks_dir: place.networks.clone(),
        key: place.key.clone(),
        timed_work,
        clock: Arc::new(SystemClock),
        timeouts: Timeouts::default(),
    };
    let keeper = Keeper::start(options, Arc::new(Terminal { browser, tell: timed_work })).await?;
    networks::say_unusable(&keeper.networks());
    Ok(keeper)
}

/// How the person signs in, and the answer for what waited meanwhile.
#[derive(Clone, Copy)]
struct SignIn {
    print_url: bool,
    pin: bool,
    share_waiting: bool,
}

/// Waits for the redirect or the typed PIN, and prints the outcome.
async fn sign_in(
    keeper: Keeper,
    started: Result<OperationId, Error>,
    SignIn { print_url, pin, share_waiting }: SignIn,
) -> Result<Exit, Error> {
    let operation_id = match started {
        Ok(operation_id) => operation_id,
        Err(error) => {
            keeper.shutdown().await;
            return Err(error);
        }
    };
    let signed_in = async {
        // An attempt without an address has ended already, and its outcome tells why.
        if let Ok(url) = address(&keeper, operation_id).await {
            if print_url {
                print(&format!("{url}\n"))?;
            }
            match (print_url, pin) {
                (true, true) => say("Open the address above in a browser; it will show a PIN."),
                (true, false) => say("Waiting for the redirect; open the address above in a browser."),
                (false, true) => {
                    say(&format!("Your browser will show a PIN. If it did not open, go to\n{url}"));
                }
                (false, false) => {
                    say(&format!("Waiting for your browser. If it did not open, go to\n{url}"));
                }
            }
            if pin {
                tokio::select! {
                    () = type_pin(&keeper, operation_id) => {}
                    outcome = keeper.outcome(operation_id) => return Ok(outcome),
                }
            }
        }
        Ok(keeper.outcome(operation_id).await)
    };
    let outcome = tokio::select! {
        outcome = signed_in => outcome,
        () = told_to_stop() => Ok(Outcome::Cancelled),
    };
    let outcome = match outcome {
        Ok(outcome) => outcome,
        // Standard output did not take the address, so the person cannot open it.
        Err(error) => {
            keeper.shutdown().await;
            return Err(error);
        }
    };
    let exit = match outcome {
        Outcome::Active(id) => {
            tokio::select! {
                released = share::release(&keeper, &id, share_waiting) => released.unwrap_or_else(|error| say(&format!("gander: {error}"))),
                () = told_to_stop() => {}
            }
            return finish(keeper, Ok(()), Some(&id)).await;
        }
        Outcome::WrongAccount { expected, signed_in } => {
            say(&format!(
                "You signed in as {signed_in}; this connection is {expected}. Nothing was changed. Sign in as \
                 {expected}, or add {signed_in} with `gander connect`."
            ));
            Exit::NotActive
        }
        Outcome::Failed(failure) => {
            say(&format!("gander: {}", failure_words(failure)));
            Exit::Failed
        }
        Outcome::Cancelled => {
            say("gander: the sign-in was given up; nothing was changed");
            Exit::Failed
        }
    };
    keeper.shutdown().await;
    Ok(exit)
}

/// Asks for the PIN until one is taken. The end of the input cancels the sign-in.
async fn type_pin(keeper: &Keeper, operation_id: OperationId) {
    loop {
        let _ = write!(stderr(), "PIN: ").and_then(|()| stderr().flush());
        let (line, typed) = oneshot::channel();
        // A detached thread, because reading a line cannot be cancelled.
        thread::spawn(move || line.send(piped::line()));
        let Ok(Some(pin)) = typed.await else {
            let _ = keeper.cancel(operation_id).await;
            return;
        };
        match keeper.enter_pin(operation_id, pin).await {
            Err(error @ Error::BadInput(_)) => say(&format!("gander: {error}")),
            Ok(()) | Err(_) => return,
        }
    }
}

/// The login page's address, as soon as the listener is bound.
async fn address(keeper: &Keeper, operation_id: OperationId) -> Result<String, Error> {
    let mut changes = keeper.changes();
    loop {
        // Marked before the question, so that a snapshot published during it is looked at once more.
        changes.mark_unchanged();
        if let Ok(url) = keeper.authorization_url(operation_id).await {
            return Ok(url.to_string());
        }
        let open = |snapshot: &keeper::Snapshot| {
            snapshot
                .sign_ins
                .iter()
                .any(|a| a.operation_id == operation_id && !matches!(a.stage, keeper::Stage::Failed(_)))
        };
        if !open(&changes.borrow()) || changes.changed().await.is_err() {
            return Err(Error::UnknownSignIn);
        }
    }
}

/// Prints the connections concerned and ends the keeper.
async fn finish(keeper: Keeper, done: Result<(), Error>, id: Option<&ConnectionId>) -> Result<Exit, Error> {
    let newest = keeper.changes();
    keeper.shutdown().await;
    done?;
    let snapshot = Arc::clone(&newest.borrow());
    let (mut exit, mut lines) = (Exit::Done, String::new());
    for connection in
        snapshot.connections.iter().filter(|connection| id.is_none_or(|id| connection.id == *id))
    {
        lines.push_str(&output::line(connection));
        if !is_active(&connection.health) {
            exit = Exit::NotActive;
        }
    }
    print(&lines)?;
    Ok(exit)
}

async fn run(place: &Place) -> Result<Exit, Error> {
    let keeper = start(place, false, true).await?;
    let stop = told_to_stop();
    say("Gander keeps your connections. Stop it with Ctrl-C or SIGTERM.");
    stop.await;
    keeper.shutdown().await;
    Ok(Exit::Done)
}

/// Waits for the work, or for the signal to stop. The shutdown that follows lets the work end, because a rotated token
/// that is not stored is lost.
async fn or_told_to_stop(work: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
    tokio::select! {
        done = work => done,
        () = told_to_stop() => Ok(()),
    }
}
