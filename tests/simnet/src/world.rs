//! The state of one network: its members, the app, and everything that the control API can change.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    BadInput, Endpoint, Network,
    apps::Apps,
    bound::Bound,
    dialect::{Container, Upload},
    fault::Faults,
    grants::{End, Grants},
    posts::{PostPicture, Posts},
    sign_in::Visits,
    signed::Signed,
    wire::Asked,
};

/// The client secret of every practice app.
pub const CLIENT_SECRET: &str = "practice-secret";

/// The number of recent requests kept for the control page.
const REMEMBERED: usize = 40;

/// A person with an account.
pub(crate) struct Member {
    pub(crate) username: &'static str,
    pub(crate) name: &'static str,
    pub(crate) id: &'static str,
    /// The address of the member's picture.
    pub(crate) picture: String,
    pub(crate) password: String,
    /// The network wants the person to confirm the account before it lets any app in.
    pub(crate) checkpoint: bool,
}

/// Lifetimes that replace the network's own, for tokens minted from now on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lifetime {
    /// The lifetime of access tokens, in seconds.
    pub access_seconds: Option<i64>,
    /// The lifetime of refresh tokens, in seconds.
    pub refresh_seconds: Option<i64>,
}

/// The shape of Instagram's answer to a code. The documentation and the clients disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenShape {
    /// `{"data":[{...}]}`, as documented.
    #[default]
    Data,
    /// `{...}`, as clients see it.
    Flat,
}

/// A page that members run: a Facebook Page, a LinkedIn organization.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// The members with a role on the page, by index.
    pub(crate) run_by: BTreeSet<usize>,
}

/// The file that is served as a member's picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// The member's own PNG.
    #[default]
    Honest,
    /// A PNG of more than a megabyte.
    TooLarge,
    /// A web page.
    NotAnImage,
    /// A small PNG that claims 60,000 by 60,000 pixels.
    Bomb,
    /// A redirect to the honest picture.
    Redirect,
}

impl Picture {
    /// All kinds of picture.
    pub const ALL: [Self; 5] = [Self::Honest, Self::TooLarge, Self::NotAnImage, Self::Bomb, Self::Redirect];

    /// The name in the control API, such as `not_an_image`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Honest => "honest",
            Self::TooLarge => "too_large",
            Self::NotAnImage => "not_an_image",
            Self::Bomb => "bomb",
            Self::Redirect => "redirect",
        }
    }
}

/// The exactness of a refused check, where a network can say more or less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusals {
    /// The exact reason.
    #[default]
    Exact,
    /// Only the fact that the token is invalid.
    Vague,
    /// The same for good tokens too.
    Wrong,
}

/// A past request, without its secrets.
#[derive(Clone, Serialize)]
pub(crate) struct Seen {
    pub(crate) at: DateTime<Utc>,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) endpoint: Endpoint,
    /// The status of the answer, or a word for its absence, and the fault if there was one.
    pub(crate) outcome: String,
}

pub(crate) struct World {
    pub(crate) network: Network,
    /// The network's address, without a slash at the end.
    pub(crate) origin: String,
    /// The path of the app's registered redirect.
    pub(crate) redirect_path: String,
    pub(crate) app_disabled: bool,
    /// The self-registered apps, where the network keeps them.
    pub(crate) apps: Apps,
    pub(crate) members: Vec<Member>,
    pub(crate) pages: Vec<Page>,
    /// The ids of the pages that belong to a business portfolio.
    pub(crate) portfolio: BTreeSet<&'static str>,
    /// Facebook's app demands a proof of its secret.
    pub(crate) demands_proof: bool,
    /// The page id of each page token.
    pub(crate) page_tokens: BTreeMap<String, String>,
    pub(crate) grants: Grants,
    pub(crate) visits: Visits,
    pub(crate) signed: Signed,
    pub(crate) bound: Bound,
    pub(crate) posts: Posts,
    /// The containers of posts, where the network wants them, by their ids.
    pub(crate) containers: BTreeMap<String, Container>,
    /// The photos that belong to no post yet, where the network takes them so, by their ids.
    pub(crate) photos: BTreeMap<String, PostPicture>,
    /// The pictures whose upload an app has registered, where the network wants that, by their ids.
    pub(crate) uploads: BTreeMap<String, Upload>,
    pub(crate) faults: Faults,
    /// The recorded answers that replace an endpoint's own.
    pub(crate) recorded: BTreeMap<Endpoint, (u16, serde_json::Value)>,
    /// An endpoint that the network announces at a dead end.
    pub(crate) astray: Option<(Endpoint, String)>,
    /// Answers swap the two members.
    pub(crate) mixes_members_up: bool,
    pub(crate) lifetime: Lifetime,
    pub(crate) grace_seconds: i64,
    /// The number of reuses of a refresh token.
    pub(crate) spent_tokens_used: u64,
    pub(crate) token_shape: TokenShape,
    pub(crate) picture: Picture,
    pub(crate) refusals: Refusals,
    /// The number of requests for pictures.
    pub(crate) pictures_asked: u64,
    pub(crate) requests: BTreeMap<Endpoint, u64>,
    /// The `Host` values of the requests.
    pub(crate) hosts: BTreeSet<String>,
    pub(crate) recent: VecDeque<Seen>,
    /// The seconds by which the `Date` of answers is ahead of the simulated time.
    pub(crate) date_ahead: i64,
    /// The captive portal's last answer was a redirect.
    pub(crate) portal_redirects: bool,
}

impl World {
    pub(crate) fn new(network: Network, origin: String, redirect_path: String) -> Self {
        Self {
            network,
            members: members(network, &origin),
            origin,
            redirect_path,
            app_disabled: false,
            apps: Apps::default(),
            pages: pages(network),
            portfolio: BTreeSet::new(),
            demands_proof: false,
            page_tokens: BTreeMap::new(),
            grants: Grants::default(),
            visits: Visits::default(),
            signed: Signed::default(),
            bound: Bound::default(),
            posts: Posts::default(),
            containers: BTreeMap::new(),
            photos: BTreeMap::new(),
            uploads: BTreeMap::new(),
            faults: Faults::default(),
            recorded: BTreeMap::new(),
            astray: None,
            mixes_members_up: false,
            lifetime: Lifetime::default(),
            grace_seconds: 0,
            spent_tokens_used: 0,
            token_shape: TokenShape::default(),
            picture: Picture::default(),
            refusals: Refusals::default(),
            pictures_asked: 0,
            date_ahead: 0,
            requests: BTreeMap::new(),
            hosts: BTreeSet::new(),
            recent: VecDeque::new(),
            portal_redirects: false,
        }
    }

    /// The member whose bearer token a request has.
    pub(crate) fn author(&self, asked: &Asked) -> Option<usize> {
        let grant = self.grants.owner(asked.bearer()?)?;
        Some(self.grants.get(grant).member)
    }

    pub(crate) fn reset(&mut self) {
        *self = Self::new(
            self.network,
            std::mem::take(&mut self.origin),
            std::mem::take(&mut self.redirect_path),
        );
    }

    pub(crate) fn member(&self, username: &str) -> Result<usize, BadInput> {
        self.members.iter().position(|member| member.username == username).ok_or_else(|| {
            let known: Vec<_> = self.members.iter().map(|member| member.username).collect();
            BadInput::new(format!(
                "{} has no member \"{username}\"; its members are {}.",
                self.network,
                known.join(" and ")
            ))
        })
    }

    pub(crate) fn change_password(&mut self, username: &str, password: &str) -> Result<(), BadInput> {
        let member = self.member(username)?;
        if password.is_empty() {
            return Err(BadInput::new("The new password is empty: give at least one character."));
        }
        password.clone_into(&mut self.members[member].password);
        // X keeps OAuth 1.0a tokens valid after a password change.
        if self.network != Network::XOAuth1 {
            self.grants.end(member, End::PasswordChanged);
        }
        Ok(())
    }

    pub(crate) fn drop_permission(&mut self, username: &str, permission: &str) -> Result<(), BadInput> {
        let member = self.member(username)?;
        if self.grants.drop_permission(member, permission) {
            return Ok(());
        }
        let held: BTreeSet<_> =
            self.grants.live(member).flat_map(|grant| grant.scopes.iter().map(String::as_str)).collect();
        let held: Vec<_> = held.into_iter().collect();
        Err(BadInput::new(if held.is_empty() {
            format!("{username} has given no app any permission on {}: sign in first.", self.network)
        } else {
            format!("{username} has not given \"{permission}\"; given are {}.", held.join(", "))
        }))
    }

    /// Puts a page into a business portfolio.
    pub(crate) fn put_into_portfolio(&mut self, page: &str) -> Result<(), BadInput> {
        let known = self.pages.iter().map(|known| known.id).find(|known| *known == page);
        let known =
            known.ok_or_else(|| BadInput::new(format!("{} has no page \"{page}\".", self.network)))?;
        self.portfolio.insert(known);
        Ok(())
    }

    /// Gives the member a role on a page, or removes it.
    pub(crate) fn set_role(&mut self, username: &str, page: &str, on: bool) -> Result<(), BadInput> {
        let member = self.member(username)?;
        let known: Vec<_> = self.pages.iter().map(|page| page.id).collect();
        let Some(page) = self.pages.iter_mut().find(|known| known.id == page) else {
            return Err(BadInput::new(format!(
                "{} has no page \"{page}\"; {}",
                self.network,
                if known.is_empty() {
                    "it has none.".to_owned()
                } else {
                    format!("its pages are {}.", known.join(" and "))
                }
            )));
        };
        if on {
            page.run_by.insert(member)
        } else {
            page.run_by.remove(&member)
        };
        Ok(())
    }

    /// Tells whether a client id belongs to a known app.
    pub(crate) fn knows_client(&self, id: &str) -> bool {
        if self.network.is_like_mastodon() { self.apps.knows(id) } else { id == self.network.client_id() }
    }

    pub(crate) fn saw(&mut self, seen: Seen) {
        *self.requests.entry(seen.endpoint).or_default() += 1;
        self.recent.push_front(seen);
        self.recent.truncate(REMEMBERED);
    }
}

/// The same two people everywhere, with ids in each network's own form.
fn members(network: Network, origin: &str) -> Vec<Member> {
    let (dana, bo) = match network {
        Network::Facebook => ("10200000000000001", "10200000000000002"),
        Network::Instagram => ("17841400000000001", "17841400000000002"),
        Network::LinkedIn => ("practice-dana", "practice-bo"),
        Network::X | Network::XOAuth1 => ("2200000000000000001", "2200000000000000002"),
        Network::Threads => ("27841400000000001", "27841400000000002"),
        Network::YouTube => ("UCpractice000000000dana", "UCpractice00000000000bo"),
        Network::TikTok => ("practice-open-dana", "practice-open-bo"),
        Network::Pinterest => ("549755880000000001", "549755880000000002"),
        Network::Reddit => ("practiced", "practiceb"),
        Network::Tumblr => ("t:practice-dana", "t:practice-bo"),
        Network::Mastodon => ("110000000000000001", "110000000000000002"),
        Network::Bluesky => ("did:plc:practicedana222222222222", "did:plc:practicebo22222222222222"),
        Network::GoToSocial => ("01PRACT1CE0000000000000DNA", "01PRACT1CE00000000000000B0"),
        Network::Pleroma => ("AbPracticeDana0001", "AbPracticeBo000002"),
        Network::Pixelfed => ("630000000000000001", "630000000000000002"),
        Network::Friendica => ("21", "22"),
    };
    let member = |username, name, id| Member {
        username,
        name,
        id,
        picture: format!("{origin}/practice/picture/{username}.png"),
        password: "goose".to_owned(),
        checkpoint: false,
    };
    vec![member("danar", "Dana Reyes", dana), member("bolee", "Bo Lee", bo)]
}

/// Two pages, where a network has pages, or two boards. Dana runs both, and Bo runs one.
fn pages(network: Network) -> Vec<Page> {
    let (bakery, garden) = match network {
        Network::Facebook => ("30100000000000001", "30100000000000002"),
        Network::LinkedIn => ("urn:li:organization:3010001", "urn:li:organization:3010002"),
        Network::Pinterest => ("301000000000000001", "301000000000000002"),
        Network::Instagram
        | Network::X
        | Network::XOAuth1
        | Network::Threads
        | Network::YouTube
        | Network::TikTok
        | Network::Reddit
        | Network::Tumblr
        | Network::Mastodon
        | Network::Bluesky
        | Network::GoToSocial
        | Network::Pleroma
        | Network::Pixelfed
        | Network::Friendica => return Vec::new(),
    };
    let page = |id, name, run_by: &[usize]| Page { id, name, run_by: run_by.iter().copied().collect() };
    vec![page(bakery, "Reyes Bakery", &[0]), page(garden, "Goose Garden", &[0, 1])]
}
