//! An organization's `gander.toml` for its members: the keys of its apps, networks of its own, and the days of their
//! warnings. Gander trusts none of it. It shows the changes first, and the file can change no token and no network that
//! Gander knows.

mod plan;
mod sealing;

use std::{collections::BTreeSet, fs, io::Read, path::Path};

use lifecycle::NetworkId;
use networks::{Catalogue, Definition, HandedFeed, LARGEST_ORGANIZATION, Network, Organization, Unusable};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use oauth::{Http, Time, Timeouts};
pub use plan::{Change, DefinitionPlan, FeedPlan, JoinPlan, KeysPlan, LadderPlan};
pub(crate) use plan::{Present, plan};
use sealing::{Recipe, Sealed, strong};
use store::{FromOrganization, Joined, LARGEST_JOINED, Store, StoreError};
use vault::App;

use crate::{error::Error, keys_state::is_the_persons};

/// A parsed `gander.toml`. Its `Debug` shows no more than the file does.
#[derive(Clone, Debug)]
pub struct Invitation {
    file: String,
    organization: Organization,
}

/// An invitation with its secrets open.
pub(crate) struct Joining {
    pub invitation: Invitation,
    pub apps: Vec<(NetworkId, App)>,
}

impl Invitation {
    /// Reads a file on disk.
    ///
    /// # Errors
    /// The error names the file, the line, and a remedy.
    pub fn read(path: &Path, known: &Catalogue) -> Result<Self, Error> {
        let name = path.display().to_string();
        let bad = |message: String| networks::Error { file: name.clone(), line: None, message };
        let mut text = String::new();
        let read = fs::File::open(path)
            .and_then(|file| file.take(LARGEST_ORGANIZATION as u64 + 1).read_to_string(&mut text));
        read.map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => bad("does not exist; check the path".into()),
            std::io::ErrorKind::InvalidData => bad("is not UTF-8 text; ask for the file anew".into()),
            _ => bad(format!("cannot be read ({error}); check its permissions")),
        })?;
        Self::parse(&name, &text, known)
    }

    /// Parses such a file. `known` are the shipped networks and those of the person's own folder.
    ///
    /// # Errors
    /// The error names `file`, the line, and a remedy.
    pub fn parse(file: &str, text: &str, known: &Catalogue) -> Result<Self, Error> {
        let organization = Organization::parse(file, text, known).map_err(harmless)?;
        let invitation = Self { file: file.to_owned(), organization };
        invitation.recipe()?;
        Ok(invitation)
    }

    /// The name that the file gives its organization. Anybody can write it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.organization.name
    }

    /// Tells whether its secrets need a passphrase.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.organization.keys.iter().any(|keys| keys.sealed.is_some())
    }

    pub(crate) fn definitions(&self) -> &[Definition] {
        &self.organization.definitions
    }

    pub(crate) fn feeds(&self) -> &[HandedFeed] {
        &self.organization.feeds
    }

    pub(crate) fn warn_days(&self) -> Option<&[u16]> {
        self.organization.warn_days.as_deref()
    }

    /// The sealing recipe that all secrets of the file must share. Several would let a file make its opening
    /// arbitrarily slow.
    fn recipe(&self) -> Result<Option<Recipe>, Error> {
        let mut recipe = None;
        for keys in &self.organization.keys {
            let Some(text) = &keys.sealed else { continue };
            let wrong =
                |message: String| networks::Error { file: self.file.clone(), line: Some(keys.line), message };
            let sealed = Sealed::parse(text).map_err(wrong)?;
            if recipe.is_some_and(|recipe| recipe != sealed.recipe) {
                let message = "the secrets of this file were not sealed together; make the file anew with `gander organization make`";
                return Err(wrong(message.into()).into());
            }
            recipe = Some(sealed.recipe);
        }
        Ok(recipe)
    }

    /// Opens the secrets. Takes some tenths of a second, on a thread of its own.
    ///
    /// # Errors
    /// When the passphrase is missing or wrong.
    pub(crate) async fn open(self, passphrase: Option<SecretString>) -> Result<Joining, Error> {
        let Some(recipe) = self.recipe()? else { return self.opened(None) };
        let missing = || Error::BadInput("the secrets of this file are sealed; give their passphrase".into());
        let passphrase =
            passphrase.filter(|text| !text.expose_secret().trim().is_empty()).ok_or_else(missing)?;
        let key = tokio::task::spawn_blocking(move || recipe.key(&passphrase))
            .await
            .map_err(|_| Error::ShutDown)??;
        self.opened(Some(&key))
    }

    fn opened(self, key: Option<&vault::Key>) -> Result<Joining, Error> {
        let mut apps = Vec::new();
        for keys in &self.organization.keys {
            let client_secret = match (&keys.sealed, key) {
                (Some(text), Some(key)) => {
                    let sealed = Sealed::parse(text).map_err(Error::BadInput)?;
                    let secret = sealed.open(key, &place(&keys.network, &keys.client_id)).ok_or_else(|| {
                        Error::BadInput(
                            "this passphrase does not open the secrets of this file; ask for it again. Nothing was changed".into(),
                        )
                    })?;
                    Some(secret)
                }
                _ => None,
            };
            let app = App { client_id: keys.client_id.clone(), client_secret, ..App::default() };
            apps.push((keys.network.clone(), app));
        }
        Ok(Joining { invitation: self, apps })
    }
}

/// Replaces control characters: an error may quote the file, which is untrusted, and terminals show it.
fn harmless(error: networks::Error) -> networks::Error {
    let message =
        error.message.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect();
    networks::Error { message, ..error }
}

/// Parses a stored definition. An older Gander may have taken in one that this Gander cannot use.
fn definition_of(from: &FromOrganization, id: &str) -> Result<Definition, networks::Error> {
    let file = format!("the network {id} of {}", from.organization);
    let advice = "ask the organization for a newer gander.toml";
    match Network::parse(&file, &from.what) {
        Ok(network) if network.id.as_str() == id => Ok(Definition { network, text: from.what.clone() }),
        Ok(network) => {
            let message = format!("this defines `{}`; {advice}", network.id);
            Err(networks::Error { file, line: None, message })
        }
        Err(error) => {
            let message = format!("{}; {advice}", error.message);
            Err(harmless(networks::Error { message, ..error }))
        }
    }
}

/// The networks of a data directory: the shipped ones, those of the person's folder, and those that an organization
/// added. A network whose file or definition cannot be used is left out ([`Catalogue::unusable`]).
///
/// # Errors
/// When the folder cannot be read.
pub fn networks_here(data_dir: &Path, folder: Option<&Path>) -> Result<Catalogue, Error> {
    let own = crate::networks_of(folder)?;
    let joined = Store::open_to_read(data_dir).ok().flatten().and_then(|store| store.joined().ok());
    Ok(with_joined(own, &joined.unwrap_or_default()))
}

/// Adds the networks of organizations. Those of `own` take precedence.
pub(crate) fn with_joined(own: Catalogue, joined: &Joined) -> Catalogue {
    let mut room = LARGEST_JOINED;
    joined.definitions.iter().fold(own, |catalogue, (id, from)| {
        let network = NetworkId::from(id.as_str());
        if catalogue.knows(&network) {
            return catalogue;
        }
        let Some(left) = room.checked_sub(from.what.len()) else {
            let file = format!("the network {id} of {}", from.organization);
            let message =
                "the networks of all organizations together are too large; ask for a shorter gander.toml";
            let error = harmless(networks::Error { file, line: None, message: message.into() });
            return catalogue.without(Unusable { network: Some(network), error });
        };
        room = left;
        match definition_of(from, id) {
            Ok(definition) => catalogue.with_definition(definition),
            Err(error) => catalogue.without(Unusable { network: Some(network), error }),
        }
    })
}

/// Plans the changes of a `gander.toml` to a data directory. Needs no key of the vault, and starts nothing.
///
/// # Errors
/// When the database cannot be read, or the file asks for a change that is not allowed.
pub fn read_plan(data_dir: &Path, folder: Option<&Path>, invitation: &Invitation) -> Result<JoinPlan, Error> {
    let own = crate::networks_of(folder)?;
    let present = match Store::open_to_read(data_dir)? {
        Some(store) => Present::of(&store)?,
        None => Present::default(),
    };
    plan(&own, &present, invitation)
}

/// Fetches the text of a file.
///
/// # Errors
/// When the address does not give the file itself. A redirect is an error.
pub(crate) async fn fetch(address: &Url, timeouts: Timeouts, clock: &Time) -> Result<String, Error> {
    let host = address.host_str().unwrap_or_default();
    let not_there = |why: &str| Error::BadInput(format!("the file could not be fetched from {host}: {why}"));
    let http = Http::new(timeouts)?;
    let request =
        http.client().get(address.clone()).build().map_err(|_| not_there("its address is no web address"))?;
    let reply = http.send(request, clock).await.map_err(|fault| not_there(&fault.to_string()))?;
    match reply.status {
        200..=299 => {}
        300..=399 => {
            return Err(not_there("it leads on to another address; ask for a link that leads to the file"));
        }
        status => return Err(not_there(&format!("HTTP {status}"))),
    }
    if reply.body.len() > LARGEST_ORGANIZATION {
        return Err(not_there("it is too large to be a gander.toml"));
    }
    std::str::from_utf8(&reply.body).map(str::to_owned).map_err(|_| not_there("it is not UTF-8 text"))
}

/// Writes a `gander.toml` of these app keys. A passphrase seals the secrets; without one they are left out.
///
/// # Errors
/// When the passphrase is too short, or the file would be invalid.
pub(crate) fn made(
    name: &str,
    catalogue: &Catalogue,
    apps: &[(NetworkId, App)],
    warn_days: Option<&[u16]>,
    passphrase: Option<&SecretString>,
) -> Result<String, Error> {
    let with_secret = passphrase.is_some() && apps.iter().any(|(_, app)| app.client_secret.is_some());
    let sealing = match passphrase.filter(|_| with_secret) {
        Some(passphrase) => {
            strong(passphrase)?;
            let recipe = Recipe::new();
            Some((recipe, recipe.key(passphrase)?))
        }
        None => None,
    };
    let mut networks = toml::Table::new();
    let mut definitions = String::new();
    for (network, app) in apps {
        let mut keys = toml::Table::from_iter([("client_id".to_owned(), app.client_id.clone().into())]);
        if let Some(((recipe, key), secret)) = sealing.as_ref().zip(app.client_secret.as_ref()) {
            keys.insert("secret".into(), recipe.seal(key, &place(network, &app.client_id), secret).into());
        }
        networks.insert(network.to_string(), keys.into());
        // Every Gander has the shipped networks.
        let own = catalogue.own_file(network).filter(|_| Catalogue::builtin().get(network).is_none());
        if let Some(text) = own {
            definitions.push_str(&format!("{network} = '''\n{}\n'''\n", text.trim_end()));
        }
    }
    if !definitions.is_empty() {
        definitions.insert_str(0, "\n[definitions]\n");
    }
    let mut file = toml::Table::from_iter([(
        "organization".to_owned(),
        toml::Table::from_iter([("name".to_owned(), name.into())]).into(),
    )]);
    file.insert("networks".into(), networks.into());
    if let Some(days) = warn_days {
        let warn: Vec<toml::Value> = days.iter().map(|days| format!("{days}d").into()).collect();
        file.insert("alerts".into(), toml::Table::from_iter([("warn".to_owned(), warn.into())]).into());
    }
    let text = toml::to_string(&file).expect("tables of texts can be written");
    let text = format!(
        "# What {name} hands out to its members. They open this file with Gander, which shows what it changes before it does.\n\n\
         {text}{definitions}"
    );
    // Parse the file now, so that an error reaches its author, and not its readers.
    Invitation::parse("gander.toml", &text, &Catalogue::builtin())?;
    Ok(text)
}

/// The associated data of a secret: one that was moved to another network or app does not open.
fn place(network: &NetworkId, client_id: &str) -> String {
    format!("gander/1/organization/{network}/{client_id}")
}

/// Reads every app key that is kept, with its secret.
pub(crate) fn kept(store: &Store, key: &vault::Key) -> Result<Vec<(NetworkId, App)>, Error> {
    let ids: BTreeSet<NetworkId> = store.apps()?.into_iter().map(|(id, _)| id).collect();
    let mut apps = Vec::new();
    for id in ids.into_iter().filter(is_the_persons) {
        if let Some(app) = store.app(key, &id)? {
            apps.push((id, app));
        }
    }
    Ok(apps)
}

impl Present {
    /// Reads the present state from a database.
    pub fn of(store: &Store) -> Result<Self, StoreError> {
        Ok(Self {
            keys: store.apps()?.into_iter().collect(),
            users: store.users()?,
            warn_days: store.alert_settings()?.warn_days,
            joined: store.joined()?,
            feeds: store.feeds()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;
    use oauth::SystemClock;

    /// Fetches from a server that gives this one answer. Returns the request as well.
    async fn fetched(answer: String) -> (Result<String, String>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/gander.toml", listener.local_addr().unwrap()).parse().unwrap();
        let served = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = vec![0; 4096];
            let read = stream.read(&mut head).await.unwrap();
            let _ = stream.write_all(answer.as_bytes()).await;
            String::from_utf8_lossy(&head[..read]).into_owned()
        });
        let clock = Time::new(Arc::new(SystemClock));
        let got = fetch(&address, Timeouts::default(), &clock).await.map_err(|error| error.to_string());
        (got, served.await.unwrap())
    }

    fn answer(status: &str, body: &str) -> String {
        format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\nset-cookie: a=b\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
    }

    #[tokio::test]
    async fn a_file_is_fetched_as_it_is_and_nothing_is_told_besides() {
        let (got, asked) = fetched(answer("200 OK", "[organization]\n")).await;
        assert_eq!(got.as_deref(), Ok("[organization]\n"));
        let asked = asked.to_lowercase();
        assert!(
            !asked.contains("cookie") && !asked.contains("referer") && !asked.contains("authorization"),
            "{asked}"
        );
    }

    #[tokio::test]
    async fn what_is_no_file_is_not_followed_or_taken() {
        let redirect = "302 Found\r\nlocation: https://elsewhere.example/";
        for (answer, why) in [
            (answer(redirect, ""), "it leads on to another address; ask for a link that leads to the file"),
            (answer("404 Not Found", "no"), "HTTP 404"),
            (answer("200 OK", &"x".repeat(LARGEST_ORGANIZATION + 1)), "it is too large to be a gander.toml"),
        ] {
            let sentence = format!("the file could not be fetched from 127.0.0.1: {why}");
            assert_eq!(fetched(answer).await.0, Err(sentence));
        }
    }
}
