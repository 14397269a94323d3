//! A person with a browser, scripted: opens the login page, signs in, and allows or denies.

use std::{error, fmt};

use reqwest::{Client, Response, redirect::Policy};
use url::Url;

/// The person's choice on the consent page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Lets the app in.
    Allow,
    /// Lets the app in, without this permission.
    AllowWithout(&'static str),
    /// Refuses.
    Deny,
}

/// The reason why a sign-in did not complete.
#[derive(Debug)]
pub enum BrowseError {
    /// The network, or the app at the redirect, is unreachable.
    Unreachable(reqwest::Error),
    /// The network showed this problem on a page.
    Told(String),
    /// The network answered with something other than a page of its login.
    Unexpected(String),
}

impl fmt::Display for BrowseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(_) => formatter.write_str("nobody answers"),
            Self::Told(sentence) => write!(formatter, "the page says: {sentence}"),
            Self::Unexpected(what) => write!(formatter, "not a page of the login: {what}"),
        }
    }
}

impl error::Error for BrowseError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Unreachable(error) => Some(error),
            Self::Told(_) | Self::Unexpected(_) => None,
        }
    }
}

impl From<reqwest::Error> for BrowseError {
    fn from(error: reqwest::Error) -> Self {
        // The address holds the state, and perhaps a code.
        Self::Unreachable(error.without_url())
    }
}

/// Signs in and answers the consent page. Returns the redirect to the app without following it.
///
/// # Errors
///
/// When the network is unreachable, or refuses the person or the app.
pub async fn browse(
    authorize_url: &str,
    username: &str,
    password: &str,
    consent: Consent,
) -> Result<Url, BrowseError> {
    match browse_to_the_end(authorize_url, username, password, consent).await? {
        Opened::Redirect(redirect) => Ok(redirect),
        Opened::Page(_) => Err(BrowseError::Unexpected("a page without a form".to_owned())),
    }
}

/// Like [`browse`], but ends at the page with a PIN for the app, and returns the PIN.
///
/// # Errors
///
/// Those of [`browse`], and when there is no PIN.
pub async fn browse_for_pin(
    authorize_url: &str,
    username: &str,
    password: &str,
) -> Result<String, BrowseError> {
    let last = browse_to_the_end(authorize_url, username, password, Consent::Allow).await?;
    let pin = match &last {
        Opened::Page(page) => page.between("<code id=\"pin\">", "</code>").map(str::to_owned),
        Opened::Redirect(_) => None,
    };
    pin.ok_or_else(|| BrowseError::Unexpected("no number".to_owned()))
}

/// Answers pages until a redirect or a page without a form.
async fn browse_to_the_end(
    authorize_url: &str,
    username: &str,
    password: &str,
    consent: Consent,
) -> Result<Opened, BrowseError> {
    let browser = browser()?;
    let mut page = match open(browser.get(authorize_url).send().await?).await? {
        Opened::Redirect(redirect) => return Ok(Opened::Redirect(redirect)),
        Opened::Page(page) => page,
    };
    loop {
        if page.action().is_err() {
            return Ok(Opened::Page(page));
        }
        let action = page.action()?;
        let visit = page.visit()?.to_owned();
        let (choice, without) = match consent {
            Consent::Allow => ("allow", ""),
            Consent::AllowWithout(permission) => ("allow", permission),
            Consent::Deny => ("deny", ""),
        };
        let fields: &[(&str, &str)] = match action {
            "/practice/sign-in" => &[("username", username), ("password", password), ("choice", "sign-in")],
            "/practice/check" => &[("choice", "confirm")],
            "/practice/consent" => &[("choice", choice), ("without", without)],
            other => return Err(BrowseError::Unexpected(format!("a form for {other}"))),
        };
        let form: Vec<_> = [("visit", visit.as_str())].into_iter().chain(fields.iter().copied()).collect();
        let target = page.address.join(action).map_err(|error| BrowseError::Unexpected(error.to_string()))?;
        page = match open(browser.post(target).form(&form).send().await?).await? {
            Opened::Redirect(redirect) => return Ok(Opened::Redirect(redirect)),
            Opened::Page(next) => match (next.problem(), next.action()) {
                (Some(sentence), _) => return Err(BrowseError::Told(sentence.to_owned())),
                _ => next,
            },
        };
    }
}

/// Like [`browse`], but follows the redirect to the app as a browser would. Returns the redirect, and the status and
/// the text of the app's page.
///
/// # Errors
///
/// Those of [`browse`], and when the redirect is unreachable.
pub async fn browse_and_deliver(
    authorize_url: &str,
    username: &str,
    password: &str,
    consent: Consent,
) -> Result<(Url, u16, String), BrowseError> {
    let redirect = browse(authorize_url, username, password, consent).await?;
    let response = browser()?.get(redirect.clone()).send().await?;
    let status = response.status().as_u16();
    Ok((redirect, status, response.text().await?))
}

fn browser() -> Result<Client, BrowseError> {
    // An error means that another part of the process installed a provider first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // The browser only visits this device, so it trusts no certificate and reads none.
    let none = std::iter::empty::<reqwest::Certificate>();
    Ok(Client::builder().redirect(Policy::none()).no_proxy().tls_certs_only(none).build()?)
}

enum Opened {
    Page(Page),
    Redirect(Url),
}

struct Page {
    address: Url,
    text: String,
}

async fn open(response: Response) -> Result<Opened, BrowseError> {
    let address = response.url().clone();
    if response.status().is_redirection() {
        let location = response.headers().get("location").and_then(|location| location.to_str().ok());
        let target = location.and_then(|location| address.join(location).ok());
        return target
            .map(Opened::Redirect)
            .ok_or_else(|| BrowseError::Unexpected("a redirect without an address".to_owned()));
    }
    let status = response.status();
    let page = Page { address, text: response.text().await? };
    if status.is_success() {
        return Ok(Opened::Page(page));
    }
    Err(match page.problem() {
        Some(sentence) => BrowseError::Told(sentence.to_owned()),
        None => BrowseError::Unexpected(format!("HTTP status {status}")),
    })
}

impl Page {
    fn action(&self) -> Result<&str, BrowseError> {
        self.between("<form method=\"post\" action=\"", "\"")
            .ok_or_else(|| BrowseError::Unexpected("a page without a form".to_owned()))
    }

    fn visit(&self) -> Result<&str, BrowseError> {
        self.between("name=\"visit\" value=\"", "\"")
            .ok_or_else(|| BrowseError::Unexpected("a form without its hidden field".to_owned()))
    }

    fn problem(&self) -> Option<&str> {
        self.between("id=\"problem\"", "</p>").and_then(|rest| rest.split_once('>')).map(|(_, text)| text)
    }

    fn between(&self, before: &str, after: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(before)?;
        rest.split_once(after).map(|(found, _)| found)
    }
}
