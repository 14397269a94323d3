//! Self-registered apps, each with the redirect URIs and scopes that later requests are compared with.

use url::{Host, Url};

use crate::Network;

#[derive(Default)]
pub(crate) struct Apps(Vec<App>);

struct App {
    id: String,
    redirects: Vec<String>,
    scopes: Vec<String>,
}

impl Apps {
    /// Registers an app and returns its client id.
    pub(crate) fn register(&mut self, network: Network, redirects: &str, scopes: &str) -> String {
        let id = format!("{}-{}", network.client_id(), self.0.len() + 1);
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        self.0.push(App { id: id.clone(), redirects: list(redirects), scopes: list(scopes) });
        id
    }

    pub(crate) fn knows(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Returns the redirect URI if the app registered it. With `any_port`, the port of an IPv4 address may differ.
    pub(crate) fn redirect(&self, id: &str, redirect_uri: &str, any_port: bool) -> Option<Url> {
        let plain = |address: &str| {
            let mut url = Url::parse(address).ok()?;
            if any_port && matches!(url.host(), Some(Host::Ipv4(_))) {
                url.set_port(None).ok()?;
            }
            Some(url)
        };
        let asked = plain(redirect_uri)?;
        let known =
            self.get(id)?.redirects.iter().any(|registered| plain(registered).as_ref() == Some(&asked));
        known.then(|| Url::parse(redirect_uri).ok()).flatten()
    }

    /// Tells whether the app registered all of these scopes.
    pub(crate) fn may_ask(&self, id: &str, scopes: &[String]) -> bool {
        self.get(id).is_some_and(|app| scopes.iter().all(|scope| app.scopes.contains(scope)))
    }

    fn get(&self, id: &str) -> Option<&App> {
        self.0.iter().find(|app| app.id == id)
    }
}
