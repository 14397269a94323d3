//! The bridge: a web page that serves as redirect address for networks that demand HTTPS, and forwards a sign-in to
//! Gander on this device. Anyone can host it; the person enters its address in Gander.

use networks::{Network, Redirect};
use oauth2::CsrfToken;
use url::{Host, Url};

/// The source of the page, one file without external resources.
pub const BRIDGE_PAGE: &str = include_str!("../../../../ui/bridge/gander.html");

/// The path of the loopback address to which the page forwards.
pub const PATH: &str = "/callback";
const LONGEST: usize = 512;

/// The way from the page to Gander. The page reads it from `state`, which networks return unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A listener on this port.
    Loopback(u16),
    /// The link `gander://redirect`. On phones, a listener may not survive while the browser is in front.
    Link,
}

impl Way {
    /// The way on this operating system.
    pub fn of_here(port: u16) -> Self {
        if cfg!(any(target_os = "android", target_os = "ios")) { Self::Link } else { Self::Loopback(port) }
    }

    /// A new random `state` that names the way.
    pub fn state(self) -> CsrfToken {
        let random = CsrfToken::new_random();
        CsrfToken::new(match self {
            Self::Loopback(port) => format!("p{port}.{}", random.secret()),
            Self::Link => format!("link.{}", random.secret()),
        })
    }
}

/// Returns `Some` if a network accepts an HTTPS redirect address, and in it if the network accepts no other.
pub fn taken(network: &Network) -> Option<Needed> {
    let takes = |redirect| network.oauth.redirect.contains(&redirect);
    takes(Redirect::Bridge).then(|| Needed(!takes(Redirect::Loopback)))
}

/// True if a network accepts no redirect address but that of a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed(pub bool);

/// Tells whether a network's file names a bridge page as its first redirect.
pub fn is_preferred(network: &Network) -> bool {
    network.oauth.redirect.first() == Some(&Redirect::Bridge)
}

/// The bridge page for a sign-in with an app. `None` for an app that may only use a loopback redirect.
pub fn of_app<'a>(network: &Network, has_secret: bool, bridge: Option<&'a Url>) -> Option<&'a Url> {
    bridge.filter(|_| network.oauth.only_loopback(has_secret).is_none())
}

/// Parses and checks the address at which the person hosts the page.
///
/// # Errors
/// A sentence for the person with the remedy, if the address cannot be used.
pub fn address(network: &Network, text: &str) -> Result<Url, String> {
    let bad = |why: &str| Err(why.to_owned());
    if taken(network).is_none() {
        return Err(format!("{} needs no bridge page: it sends people back to this device", network.name));
    }
    let Ok(url) = Url::parse(text) else {
        return bad("this is not a web address; write it whole, like https://example.org/gander.html");
    };
    let at_home = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    let safe = url.scheme() == "https" || (url.scheme() == "http" && at_home && network.practice);
    if !safe {
        return bad("the address of a bridge page begins with https://");
    }
    let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    if !plain || url.password().is_some() || url.as_str().len() > LONGEST {
        return bad("write the address of the page alone, without a name, a ? or a #");
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_STANDARD};
    use sha2::{Digest, Sha256};

    use super::*;

    fn network(id: &str) -> std::sync::Arc<Network> {
        networks::Catalogue::builtin().get(&id.into()).unwrap().clone()
    }

    #[test]
    fn the_pages_policy_names_just_its_own_script_and_style() {
        let part = |tag: &str| {
            let (_, rest) = BRIDGE_PAGE.split_once(&format!("<{tag}>")).unwrap();
            let text = rest.split_once(&format!("</{tag}>")).unwrap().0;
            format!("{tag}-src 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
        };
        let policy = format!(
            "content=\"default-src 'none'; base-uri 'none'; form-action 'none'; {}; {}\"",
            part("script"),
            part("style")
        );
        assert!(BRIDGE_PAGE.contains(&policy), "the page should have {policy}");
        assert_eq!(BRIDGE_PAGE.matches("<script").count(), 1);
        assert!(!BRIDGE_PAGE.contains("https://"), "nothing comes from elsewhere");
    }

    #[test]
    fn only_the_https_address_of_a_page_is_taken() {
        let instagram = network("instagram");
        let good = address(&instagram, " https://example.org/gander.html\n").unwrap();
        assert_eq!(good.as_str(), "https://example.org/gander.html");
        for bad in [
            "",
            "example.org/gander.html",
            "http://example.org/gander.html",
            "http://127.0.0.1/gander.html",
            "https://example.org/gander.html?a=b",
            "https://example.org/gander.html#a",
            "https://dana@example.org/gander.html",
            "https://dana:secret@example.org/",
            "gander://redirect",
            &format!("https://example.org/{}", "a".repeat(LONGEST)),
        ] {
            assert!(address(&instagram, bad).is_err(), "{bad}");
        }
        assert!(
            address(&network("x"), "https://example.org/").is_err(),
            "X sends people back to this device"
        );
        assert!(address(&network("linkedin"), "https://example.org/").is_ok());
    }

    #[test]
    fn a_state_names_the_way_and_is_never_the_same() {
        let state = Way::Loopback(8723).state();
        assert!(state.secret().starts_with("p8723."), "the page reads the port there");
        assert_ne!(state.secret(), Way::Loopback(8723).state().secret());
        assert!(Way::Link.state().secret().starts_with("link."));
    }
}
