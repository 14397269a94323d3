//! Lists the pages that an account runs, and checks its access to those that Gander holds.
//!
//! These requests run in a connection's check, right after its own token was accepted, so a refusal concerns the page
//! alone. Nothing here changes the connection.

use lifecycle::{Endpoint, Listing, MOST_PAGES, Signal, Verdict};
use networks::{Json, Network, Pages};
use secrecy::SecretString;
use url::Url;
use vault::Secrets;

use crate::{client::OAuthClient, error::RequestError, http::Reply};

/// The maximum number of parts of a page list. A longer list counts as incomplete.
const MOST_PARTS: usize = 20;

/// The answers of the network about an account's pages.
#[derive(Default)]
pub struct PagesSeen {
    /// The list of all pages, if the network was asked for it.
    pub listing: Option<Listing>,
    /// The verdict on each held page.
    pub checked: Vec<(String, Verdict)>,
    /// A token for each page that came with one.
    pub tokens: Vec<(String, SecretString)>,
}

/// A page that Gander holds, with its stored token.
pub struct Held {
    /// The page's id.
    pub id: String,
    /// The page's own token.
    pub token: Option<SecretString>,
}

impl OAuthClient<'_> {
    /// Lists the account's pages, and checks the held ones.
    pub async fn list_pages(&self, pages: &Pages, secrets: &Secrets, held: &[Held]) -> PagesSeen {
        let (listing, tokens) = self.list(pages, secrets).await;
        let mut seen = PagesSeen { listing: Some(listing), checked: Vec::new(), tokens };
        for page in held {
            self.check_listed(pages, secrets, &page.id, &mut seen).await;
        }
        seen
    }

    /// Checks the held pages with their stored tokens. If a token is missing or refused, requests the list with new
    /// tokens before it accepts the refusal.
    pub async fn see_pages(&self, secrets: &Secrets, held: &[Held]) -> Option<PagesSeen> {
        let pages = self.network.pages.as_ref().filter(|_| !held.is_empty())?;
        let mut seen = PagesSeen::default();
        let mut doubtful = Vec::new();
        for page in held {
            let token = if pages.has_tokens() { page.token.as_ref() } else { Some(&secrets.access_token) };
            match (pages.about(&page.id), token) {
                (Some(url), Some(token)) => {
                    let verdict = self.ask_about(pages, &page.id, url, token).await;
                    if verdict.signal.disconnects() {
                        doubtful.push((page, Some(verdict)));
                    } else {
                        seen.checked.push((page.id.clone(), verdict));
                    }
                }
                (None, _) | (_, None) => doubtful.push((page, None)),
            }
        }
        if !doubtful.is_empty() {
            let (listing, tokens) = self.list(pages, secrets).await;
            seen.listing = Some(listing);
            seen.tokens = tokens;
            for (page, refused) in doubtful {
                self.check_listed(pages, secrets, &page.id, &mut seen).await;
                let gone = seen.listing.as_ref().is_some_and(|listing| {
                    listing.verdict.signal == Signal::Fine && !listing.names(&page.id)
                });
                // The refusal says more than the page's absence from the list.
                seen.checked.extend(refused.filter(|_| gone).map(|verdict| (page.id.clone(), verdict)));
            }
        }
        Some(seen)
    }

    /// Checks a page with its token from the list. A page that is not listed needs no check.
    async fn check_listed(&self, pages: &Pages, secrets: &Secrets, id: &str, seen: &mut PagesSeen) {
        let listed = seen.listing.as_ref().is_some_and(|listing| listing.names(id));
        let of_page = || seen.tokens.iter().find(|(of, _)| of == id).map(|(_, token)| token);
        let token = if pages.has_tokens() { of_page() } else { Some(&secrets.access_token) };
        if let (true, Some(url), Some(token)) = (listed, pages.about(id), token) {
            let verdict = self.ask_about(pages, id, url, token).await;
            seen.checked.push((id.to_owned(), verdict));
        }
    }

    async fn ask_about(&self, pages: &Pages, id: &str, url: Url, token: &SecretString) -> Verdict {
        let fine = |reply: &Reply| Json::read(&reply.body).is_some_and(|json| pages.is_about(&json, id));
        match self.ask_page(url, token).await {
            Ok(reply) if fine(&reply) => self.answered(reply.status),
            Ok(reply) => self.unusable(Endpoint::Page, &reply).verdict(),
            Err(failed) => failed.verdict(),
        }
    }

    /// Requests all pages, with their tokens.
    async fn list(&self, pages: &Pages, secrets: &Secrets) -> (Listing, Vec<(String, SecretString)>) {
        let (mut found, mut tokens) = (Vec::new(), Vec::new());
        let mut url = pages.url.clone();
        for _ in 0..MOST_PARTS {
            let reply = match self.ask_page(url, &secrets.access_token).await {
                Ok(reply) => reply,
                Err(failed) => return (nothing(failed.verdict()), tokens),
            };
            let json = Json::read(&reply.body);
            let next = json.as_ref().and_then(|json| pages.read(json)).map(|part| {
                for page in part.found {
                    tokens.extend(page.token.map(|token| (page.id.clone(), SecretString::from(token))));
                    found.push((page.id, page.name));
                }
                part.next
            });
            if found.len() > MOST_PAGES {
                break;
            }
            match next {
                Some(Some(next)) => {
                    url = without_token(next, self.network.oauth.app_secret_proof.as_deref());
                }
                Some(None) => return (Listing { verdict: self.answered(reply.status), found }, tokens),
                None => return (nothing(self.unusable(Endpoint::Page, &reply).verdict()), tokens),
            }
        }
        (nothing(Network::unreachable(Endpoint::Page, self.clock.now())), tokens)
    }

    async fn ask_page(&self, url: Url, token: &SecretString) -> Result<Reply, RequestError> {
        self.ask_with(Endpoint::Page, url, self.network.probe.token, token).await
    }

    fn answered(&self, status: u16) -> Verdict {
        let mut verdict = Network::unreachable(Endpoint::Page, self.clock.now());
        verdict.signal = Signal::Fine;
        verdict.evidence.status = Some(status);
        verdict
    }
}

fn nothing(verdict: Verdict) -> Listing {
    Listing { verdict, found: Vec::new() }
}

/// Removes the token and the proof, which some networks put into the next address. Each request adds both itself.
fn without_token(mut url: Url, proof: Option<&str>) -> Url {
    let rest: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| name != "access_token" && proof != Some(name))
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    url.query_pairs_mut().clear().extend_pairs(rest);
    url
}
