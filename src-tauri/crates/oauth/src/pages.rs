//! The pages that an account runs: which they are, and whether it may still act for those that Gander holds.
//!
//! They are asked about with a connection's check, right after its own token was accepted, so that what a page is
//! refused for is the page's. Nothing here touches the connection.

use lifecycle::{Endpoint, Listing, MOST_PAGES, Signal, Verdict};
use networks::{Json, Network, Pages};
use secrecy::SecretString;
use url::Url;
use vault::Secrets;

use crate::{
    client::OAuthClient,
    http::{Reply, RequestError},
};

/// Far more than anybody runs. A list that goes on beyond them is not whole.
const MOST_PARTS: usize = 20;

/// The answers of the network about an account's pages.
#[derive(Default)]
pub struct PagesSeen {
    /// The list of all pages, where the network was asked for it.
    pub listing: Option<Listing>,
    /// The verdict on each held page.
    pub checked: Vec<(String, Verdict)>,
    /// A token for each page that came with one.
    pub tokens: Vec<(String, SecretString)>,
}

/// A page that Gander holds, with the token for it that is kept.
pub struct Held {
    /// The page's id.
    pub id: String,
    /// The token of the page alone.
    pub token: Option<SecretString>,
}

impl OAuthClient<'_> {
    /// Asks which pages the account runs, and about those that are held.
    pub async fn list_pages(&self, pages: &Pages, secrets: &Secrets, held: &[Held]) -> PagesSeen {
        let (listing, tokens) = self.list(pages, secrets).await;
        let mut seen = PagesSeen { listing: Some(listing), checked: Vec::new(), tokens };
        for page in held {
            self.check_listed(pages, secrets, &page.id, &mut seen).await;
        }
        seen
    }

    /// Asks about the held pages, with the tokens that are kept for them. Where one is refused, or there is none, the
    /// network is asked for new ones before it is believed.
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
                // The refusal says more than that it is not there.
                seen.checked.extend(refused.filter(|_| gone).map(|verdict| (page.id.clone(), verdict)));
            }
        }
        Some(seen)
    }

    /// Asks about a page with what the list has brought. One that is not there needs no question.
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

    /// All pages, and the tokens that come with them.
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

/// Some networks write the token, and the proof beside it, into the address of the next part, where both are put anyhow.
fn without_token(mut url: Url, proof: Option<&str>) -> Url {
    let rest: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| name != "access_token" && proof != Some(name))
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    url.query_pairs_mut().clear().extend_pairs(rest);
    url
}
