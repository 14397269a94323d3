//! Network files for the simulated networks: the shipped ones, with other addresses.

use std::{fs, io, path::Path};

use toml::{Table, Value};
use url::Url;

use crate::{DeadEnd, Endpoint, Network, Simnet, timeline};

/// The redirect path of the app where a network file names none.
const DEFAULT_REDIRECT_PATH: &str = "/callback";
/// Stands in a network file for the server that the person names.
const PLACEHOLDER: &str = "{server}";

impl Simnet {
    /// Writes the files of [`Network::ALL`], such as `facebook.toml`, for `--networks`. They point at the simulated
    /// networks, with the rules, policies and scopes of the shipped files. Creates the folder if necessary.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn write_network_files(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        Network::ALL.into_iter().try_for_each(|network| self.write_network_file(folder, network, None))
    }

    /// Writes the files of [`Network::EVERY`].
    ///
    /// # Errors
    ///
    /// Those of [`Self::write_network_files`].
    pub fn write_every_network_file(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        Network::EVERY.into_iter().try_for_each(|network| self.write_network_file(folder, network, None))
    }

    /// Rewrites one network's file, with one endpoint at a dead end or with none. The authorization endpoint stays,
    /// because a browser opens it. A token and its renewal move together where they share an address. Posts and
    /// lookups move together too. A server that announces its own token endpoint, as Bluesky's does, announces the dead
    /// end from now on.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn write_network_file(
        &self,
        folder: &Path,
        network: Network,
        astray: Option<(Endpoint, DeadEnd)>,
    ) -> io::Result<()> {
        let mut file = network_file(network, &self.network_url(network));
        let astray = astray.map(|(endpoint, dead_end)| (endpoint, self.dead_end(dead_end)));
        self.server(network).world().astray = astray.map(|(endpoint, origin)| (endpoint, origin.to_owned()));
        if let Some((endpoint, origin)) = astray {
            send_astray(&mut file, endpoint, origin);
        }
        let text = toml::to_string_pretty(&file).expect("what was parsed can be written");
        let text = format!(
            "# {network}, simulated on this device. The app's secret is \"{}\".\n{text}",
            crate::CLIENT_SECRET
        );
        let path = folder.join(format!("{}.toml", network.id()));
        let unfinished = folder.join(format!(".{}.toml.new", network.id()));
        fs::write(&unfinished, text)?;
        fs::rename(&unfinished, path)
    }
}

/// The path of the redirect that the network file registers.
pub(crate) fn redirect_path(network: Network) -> String {
    let file = parsed(network);
    let path = file["oauth"].get("loopback").and_then(|loopback| loopback.get("path"));
    path.and_then(Value::as_str).unwrap_or(DEFAULT_REDIRECT_PATH).to_owned()
}

fn network_file(network: Network, origin: &str) -> Table {
    let mut file = parsed(network);
    if network.is_like_mastodon() {
        // In truth these are servers of one network. Here each has its own file, with the same rules.
        file.insert("id".to_owned(), network.id().into());
        file.insert("name".to_owned(), network.name().into());
    }
    let origin = Url::parse(origin).expect("an origin is an address");
    for (section, keys) in [
        ("oauth", ["request", "authorize", "token", "revoke"].as_slice()),
        ("identity", &["url"]),
        ("probe", &["url"]),
        ("pages", &["url", "check"]),
        ("introspect", &["url"]),
        ("publish", &["url", "upload"]),
    ] {
        if let Some(section) = file.get_mut(section) {
            move_addresses(section, keys, &origin);
        }
    }
    move_pages_by_hand(&mut file, &origin);
    let oauth = file.get_mut("oauth").and_then(Value::as_table_mut).expect("a network file has [oauth]");
    for swap in ["long_lived", "extend"] {
        if let Some(swap) = oauth.get_mut(swap) {
            move_addresses(swap, &["url"], &origin);
        }
    }
    if let Some(handles) = oauth.get_mut("handles") {
        move_addresses(handles, &["resolve", "directory", "profile"], &origin);
    }
    // The practice app has a secret.
    if oauth.remove("without_secret").is_some() {
        oauth.insert("secret".to_owned(), "required".into());
    }
    // On this device any network accepts a redirect to any free port, and a PIN where its file allows one.
    let pin = oauth["redirect"].as_array().is_some_and(|ways| ways.contains(&"pin".into()));
    let ways = ["loopback", "pin"].into_iter().take(1 + usize::from(pin));
    oauth.insert("redirect".to_owned(), ways.map(Value::from).collect::<Vec<_>>().into());
    let loopback = oauth.entry("loopback").or_insert_with(|| Table::new().into());
    if let Some(loopback) = loopback.as_table_mut() {
        loopback.insert("host".to_owned(), "127.0.0.1".into());
        loopback.insert("port".to_owned(), 0.into());
    }
    if !network.brings_its_app() {
        let app = file.entry("app").or_insert_with(|| Table::new().into());
        if let Some(app) = app.as_table_mut() {
            app.insert("client_id".to_owned(), network.client_id().into());
        }
    }
    file
}

/// A practice network has no page on which a person writes a post. Its timeline takes the place.
fn move_pages_by_hand(file: &mut Table, origin: &Url) {
    let Some(by_hand) = file.get_mut("hand_over") else { return };
    let timeline = origin.join(timeline::PATH).expect("a path");
    by_hand["page"] = timeline.as_str().into();
    if let Some(with_link) = by_hand.get_mut("with_link") {
        with_link["page"] = timeline.as_str().into();
    }
}

fn send_astray(file: &mut Table, endpoint: Endpoint, origin: &str) {
    let origin = Url::parse(origin).expect("an origin is an address");
    let lead = |section: &mut Value, keys: &[&str]| {
        for key in keys {
            if let Some(address) = section.get_mut(*key) {
                move_address(address, &origin);
            }
        }
    };
    let oauth = |file: &mut Table, key: &str| {
        let oauth = file.get_mut("oauth").expect("a network file has [oauth]");
        match oauth.get_mut(key).filter(|swap| swap.is_table()) {
            Some(table) => lead(table, &["url"]),
            None => lead(oauth, &[key]),
        }
    };
    match endpoint {
        Endpoint::Authorize => {}
        Endpoint::Request => {
            for key in ["request", "discover", "register"] {
                oauth(file, key);
            }
            if let Some(handles) = file["oauth"].get_mut("handles") {
                lead(handles, &["resolve", "directory", "profile"]);
            }
        }
        Endpoint::LongLived => oauth(file, "long_lived"),
        Endpoint::Renewal if file["oauth"].get("extend").is_some() => oauth(file, "extend"),
        Endpoint::Token | Endpoint::Renewal => oauth(file, "token"),
        Endpoint::Revoke => oauth(file, "revoke"),
        Endpoint::Introspect => {
            if let Some(introspect) = file.get_mut("introspect") {
                lead(introspect, &["url"]);
            }
        }
        Endpoint::Publish | Endpoint::Look | Endpoint::Upload => {
            if let Some(publish) = file.get_mut("publish") {
                lead(publish, &["url"]);
            }
        }
        Endpoint::Page => {
            if let Some(pages) = file.get_mut("pages") {
                lead(pages, &["url", "check"]);
            }
        }
        Endpoint::Probe | Endpoint::Identity => {
            // The identity has the probe's address unless it has its own.
            let honest = file["probe"]["url"].clone();
            let identity = file.entry("identity").or_insert_with(|| Table::new().into());
            if let Some(identity) = identity.as_table_mut() {
                identity.entry("url").or_insert(honest);
            }
            lead(&mut file[endpoint.id()], &["url"]);
        }
    }
}

/// Moves addresses with a fixed host. In the others, the person names the server.
fn move_addresses(section: &mut Value, keys: &[&str], origin: &Url) {
    for key in keys {
        let Some(address) = section.get_mut(*key) else { continue };
        if address.as_str().is_some_and(|address| !address.contains(PLACEHOLDER)) {
            move_address(address, origin);
        }
    }
}

fn move_address(address: &mut Value, origin: &Url) {
    let text = address.as_str().unwrap_or_default().replace(PLACEHOLDER, "server.invalid");
    let Ok(url) = Url::parse(&text) else { return };
    let mut moved = origin.clone();
    moved.set_path(url.path());
    moved.set_query(url.query());
    *address = moved.as_str().into();
}

fn parsed(network: Network) -> Table {
    // Servers that the person names need plain HTTP too: no practice network speaks TLS.
    shipped(network)
        .replace("https://{server}", "http://{server}")
        .parse()
        .expect("the shipped network files are TOML")
}

fn shipped(network: Network) -> &'static str {
    macro_rules! file {
        ($name:literal) => {
            include_str!(concat!("../../../src-tauri/crates/networks/networks/", $name))
        };
    }
    match network {
        Network::Facebook => file!("facebook.toml"),
        Network::Instagram => file!("instagram.toml"),
        Network::LinkedIn => file!("linkedin.toml"),
        Network::X => file!("x.toml"),
        Network::Threads => file!("threads.toml"),
        Network::YouTube => file!("youtube.toml"),
        Network::TikTok => file!("tiktok.toml"),
        Network::Pinterest => file!("pinterest.toml"),
        Network::Reddit => file!("reddit.toml"),
        Network::Tumblr => file!("tumblr.toml"),
        Network::XOAuth1 => file!("x-oauth1.toml"),
        Network::Mastodon
        | Network::GoToSocial
        | Network::Pleroma
        | Network::Pixelfed
        | Network::Friendica => file!("mastodon.toml"),
        Network::Bluesky => file!("bluesky.toml"),
    }
}
