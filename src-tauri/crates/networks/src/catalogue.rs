use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    path::Path,
    sync::{Arc, OnceLock},
};

use lifecycle::NetworkId;

use crate::{
    Definition, Error, Network, Unusable,
    folder::{self, Folder},
};

/// The shipped networks: file name, id, name, text. Id and name stand here too, so that listing them reads no
/// file; a test holds them equal.
const BUILTIN: [(&str, &str, &str, &str); 14] = [
    ("bluesky.toml", "bluesky", "Bluesky", include_str!("../networks/bluesky.toml")),
    ("facebook.toml", "facebook", "Facebook", include_str!("../networks/facebook.toml")),
    ("instagram.toml", "instagram", "Instagram", include_str!("../networks/instagram.toml")),
    ("linkedin.toml", "linkedin", "LinkedIn", include_str!("../networks/linkedin.toml")),
    (
        "linkedin-pages.toml",
        "linkedin-pages",
        "LinkedIn Pages",
        include_str!("../networks/linkedin-pages.toml"),
    ),
    ("mastodon.toml", "mastodon", "Mastodon", include_str!("../networks/mastodon.toml")),
    ("pinterest.toml", "pinterest", "Pinterest", include_str!("../networks/pinterest.toml")),
    ("reddit.toml", "reddit", "Reddit", include_str!("../networks/reddit.toml")),
    ("threads.toml", "threads", "Threads", include_str!("../networks/threads.toml")),
    ("tiktok.toml", "tiktok", "TikTok", include_str!("../networks/tiktok.toml")),
    ("tumblr.toml", "tumblr", "Tumblr", include_str!("../networks/tumblr.toml")),
    ("x.toml", "x", "X", include_str!("../networks/x.toml")),
    ("x-oauth1.toml", "x-oauth1", "X (API key)", include_str!("../networks/x-oauth1.toml")),
    ("youtube.toml", "youtube", "YouTube", include_str!("../networks/youtube.toml")),
];

/// All networks that Gander knows.
#[derive(Clone, Debug)]
pub struct Catalogue {
    entries: BTreeMap<NetworkId, Entry>,
    unusable: Vec<Unusable>,
}

/// A network that is read when it is first asked for: the command line rarely needs more than a name.
#[derive(Clone)]
struct Entry {
    name: String,
    file: &'static str,
    text: Cow<'static, str>,
    network: OnceLock<Arc<Network>>,
}

/// Leaves the text out: a comment in a person's own file may hold anything.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("name", &self.name)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

impl Catalogue {
    /// The shipped networks.
    #[must_use]
    pub fn builtin() -> Self {
        let entries = BUILTIN.iter().map(|(file, id, name, text)| {
            let entry =
                Entry { name: (*name).to_owned(), file, text: Cow::Borrowed(text), network: OnceLock::new() };
            (NetworkId::from(*id), entry)
        });
        Self { entries: entries.collect(), unusable: Vec::new() }
    }

    /// Adds every `*.toml` of a folder whose name begins with no dot. Each adds a network, or replaces the one with its
    /// id. An unusable file removes its own network, even a shipped one ([`Self::unusable`]): the shipped one has other
    /// hosts, and tokens would go there.
    ///
    /// # Errors
    ///
    /// When the folder itself cannot be read: says what to do.
    pub fn with_folder(mut self, folder: &Path) -> Result<Self, Error> {
        let Folder { networks, unusable } = folder::read(folder)?;
        for (network, text) in networks {
            self.insert(network, text);
        }
        Ok(unusable.into_iter().fold(self, Self::without))
    }

    /// Removes the network of an unusable file.
    #[must_use]
    pub fn without(mut self, unusable: Unusable) -> Self {
        if let Some(id) = &unusable.network {
            self.entries.remove(id);
        }
        self.unusable.push(unusable);
        self
    }

    /// The unusable files, with the reasons.
    #[must_use]
    pub fn unusable(&self) -> &[Unusable] {
        &self.unusable
    }

    /// Tells whether this id is taken by a network, or by one that is left out because its file is unusable.
    #[must_use]
    pub fn knows(&self, id: &NetworkId) -> bool {
        let is_left_out = |unusable: &Unusable| unusable.network.as_ref() == Some(id);
        self.entries.contains_key(id) || self.unusable.iter().any(is_left_out)
    }

    /// Adds a network, which replaces the one with its id.
    #[must_use]
    pub fn with(mut self, network: Network) -> Self {
        self.insert(network, String::new());
        self
    }

    /// Adds a network of an organization, unless its id is taken.
    #[must_use]
    pub fn with_definition(mut self, definition: Definition) -> Self {
        if !self.knows(&definition.network.id) {
            self.insert(definition.network, definition.text);
        }
        self
    }

    /// The text of the file of a network that is not a shipped one.
    #[must_use]
    pub fn own_file(&self, id: &NetworkId) -> Option<&str> {
        let entry = self.entries.get(id)?;
        (matches!(entry.text, Cow::Owned(_)) && !entry.text.is_empty()).then_some(&*entry.text)
    }

    fn insert(&mut self, network: Network, text: String) {
        let (id, name) = (network.id.clone(), network.name.clone());
        let entry = Entry { name, file: "", text: Cow::Owned(text), network: Arc::new(network).into() };
        self.entries.insert(id, entry);
    }

    /// The network of this id.
    #[must_use]
    pub fn get(&self, id: &NetworkId) -> Option<&Arc<Network>> {
        self.entries.get(id).map(Entry::network)
    }

    /// Id and name of each network, by name. Reads no network file.
    #[must_use]
    pub fn names(&self) -> Vec<(&NetworkId, &str)> {
        let mut names: Vec<_> = self.entries.iter().map(|(id, entry)| (id, entry.name.as_str())).collect();
        names.sort_by_key(|(_, name)| name.to_lowercase());
        names
    }

    /// Every network, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Network>> {
        self.names().into_iter().filter_map(|(id, _)| self.get(id))
    }
}

impl Entry {
    fn network(&self) -> &Arc<Network> {
        self.network.get_or_init(|| match Network::parse(self.file, &self.text) {
            Ok(network) => Arc::new(network),
            Err(error) => unreachable!("a shipped network file is wrong: {error}"),
        })
    }
}
