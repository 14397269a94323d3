//! Checks the proxy that the environment names. The HTTP client silently skips one that it cannot use, and connects
//! without a proxy.

use std::env;

use http::Uri;

use super::{About, Finding};

/// The variables that the HTTP client reads for https, in their order of precedence.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// Reports the proxy, if one is named.
pub(super) fn look() -> Option<Finding> {
    VARIABLES.into_iter().find_map(|name| {
        let value = env::var_os(name).filter(|value| !value.is_empty())?;
        Some(judge(name, &value.to_string_lossy()))
    })
}

/// Judges a proxy. The value may hold a password, so the finding shows only scheme, host and port.
fn judge(name: &str, value: &str) -> Finding {
    let uri = value.parse::<Uri>().ok();
    let scheme = uri.as_ref().and_then(Uri::scheme_str);
    let authority = uri.as_ref().and_then(Uri::authority);
    match (scheme, authority) {
        (None | Some("http" | "https" | "socks4" | "socks4a" | "socks5" | "socks5h"), Some(at)) => {
            let at = at.as_str().rsplit('@').next().unwrap_or_default();
            Finding::ok(About::Proxy, format!("{name} leads through {}://{at}", scheme.unwrap_or("http")))
        }
        (Some(scheme), Some(_)) => {
            unusable(format!("{name} names a proxy of the kind `{scheme}`, which Gander cannot use"))
        }
        (_, None) => unusable(format!("{name} holds no address of a proxy")),
    }
}

fn unusable(found: String) -> Finding {
    let advice = format!(
        "Write one of {} and then `://HOST:PORT`. Until then Gander connects without that proxy",
        SCHEMES.join(", ")
    );
    Finding::problem(About::Proxy, found, advice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::State;

    #[test]
    fn a_proxy_is_told_without_its_password() {
        for (value, found) in [
            ("socks5h://127.0.0.1:1080", "ALL_PROXY leads through socks5h://127.0.0.1:1080"),
            ("socks5://dana:practice-password@[::1]:1080/", "ALL_PROXY leads through socks5://[::1]:1080"),
            ("proxy.example:3128", "ALL_PROXY leads through http://proxy.example:3128"),
        ] {
            let finding = judge("ALL_PROXY", value);
            assert_eq!((finding.state, finding.found.as_str()), (State::Ok, found));
        }
    }

    #[test]
    fn a_proxy_that_cannot_be_used_is_named_with_its_setting() {
        for (value, found) in [
            (
                "socks://127.0.0.1:1080/",
                "ALL_PROXY names a proxy of the kind `socks`, which Gander cannot use",
            ),
            (
                "ftp://dana:practice-password@a.example",
                "ALL_PROXY names a proxy of the kind `ftp`, which Gander cannot use",
            ),
            (
                "SOCKS5://a.example:1080",
                "ALL_PROXY names a proxy of the kind `SOCKS5`, which Gander cannot use",
            ),
            ("a proxy", "ALL_PROXY holds no address of a proxy"),
            ("/proxy.pac", "ALL_PROXY holds no address of a proxy"),
        ] {
            let finding = judge("ALL_PROXY", value);
            assert_eq!((finding.state, finding.found.as_str()), (State::Problem, found));
            assert!(finding.advice.unwrap().contains("socks5h"));
        }
    }
}
