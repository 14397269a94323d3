//! The content that a person wants to share, measured by the limits of each network.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use lifecycle::{ConnectionId, NetworkId};
use networks::{Catalogue, Publish, PublishTo};
use publishing::{
    Card, Content, Destination, Late, Picture, Place, Unfit,
    text::{Left, Limit, links},
};
use store::NewActivity;
use url::Url;

use super::{
    HandOver, Keeper,
    places::{KnownPlace, check_title, longest_title, page_of, place_of, title_of},
    plans::zone_here,
};
use crate::{ConnectionState, Error, NotTaken, Target, snapshot::Snapshot, typed};

/// A request to share.
#[derive(Clone, Debug, Default)]
pub struct ShareRequest {
    /// The draft that it was.
    pub draft: Option<String>,
    /// The text for all accounts.
    pub text: String,
    /// The link, as it was typed. A bare address becomes `https`.
    pub link: Option<String>,
    /// The card of the link, from [`Keeper::make_card`].
    pub card: Option<Card>,
    /// The pictures.
    pub pictures: Vec<ChosenPicture>,
    /// The accounts and pages.
    pub to: Vec<Target>,
    /// The texts for single accounts and pages.
    pub own: BTreeMap<Target, String>,
    /// The title, for every network whose posts have one.
    pub title: Option<String>,
    /// The titles for single accounts and pages, in place of it.
    pub titles: BTreeMap<Target, String>,
    /// The time, with the rule for a late post. `None`: now.
    pub plan: Option<(DateTime<Utc>, Late)>,
}

/// A picture that [`Keeper::add_picture`] has kept, with what the person says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChosenPicture {
    /// Its hash.
    pub hash: String,
    /// The description for people who do not see it.
    pub description: String,
}

/// The measure of a content at an account or a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The account or the page.
    pub target: Target,
    /// The units that are left. Negative: the text is too long by as many.
    pub left: i64,
    /// The first byte of the text that no longer fits, on a boundary of graphemes.
    pub surplus_from: Option<usize>,
    /// The reason for which the network does not take the content, apart from the length of its text.
    pub not_taken: Option<NotTaken>,
    /// The price of the post, as the network's file names it, such as `0.20 USD`. `None`: it is free.
    pub cost: Option<String>,
    /// The reason for which the person shares it by hand. `None`: Gander shares it.
    pub hand_over: Option<HandOver>,
}

/// An account or a page to which Gander can share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharingAccount {
    /// The account or the page.
    pub target: Target,
    /// The name of the page.
    pub page_name: Option<String>,
    /// `true`: the account may no longer act for the page.
    pub is_lost: bool,
    /// The most units of a text.
    pub most: u32,
    /// `true`: each post has a price.
    pub costs: bool,
    /// The kind of the place that the person chooses for each post. `None`: a post goes to the target itself.
    pub place: Option<Place>,
    /// The places that Gander knows.
    pub places: Vec<KnownPlace>,
    /// The most characters of a title. `None`: its posts have none.
    pub longest_title: Option<usize>,
    /// The reason for which the person shares some or all contents by hand. `None`: Gander shares them all.
    pub hand_over: Option<HandOver>,
}

impl Keeper {
    /// The activity of a request, if its networks take it.
    pub(super) fn new_activity(&self, request: &ShareRequest) -> Result<NewActivity, Error> {
        let link = link_of(request.link.as_deref())?;
        let card = request.card.clone().filter(|_| link.is_some());
        let pictures = self.chosen_pictures(&request.pictures)?;
        let content = Content { link, card, pictures, ..Content::of_text(&request.text) };
        if request.to.is_empty() {
            return Err(Error::BadInput("choose where to share".into()));
        }
        if let Some((at, _)) = request.plan {
            self.check_time(at)?;
        }
        let (mut to, mut hand_over) = (Vec::new(), Vec::new());
        for target in &request.to {
            let own = self.own_content(request, target, &content)?;
            let (destination, by_hand) = self.destination(target, own.as_ref().unwrap_or(&content))?;
            let destinations = if by_hand { &mut hand_over } else { &mut to };
            if !destinations.iter().any(|(known, _)| *known == destination) {
                destinations.push((destination, own));
            }
        }
        check_title(request, to.iter().chain(&hand_over).map(|(to, _)| &to.network))?;
        let zone = request.plan.and_then(|_| zone_here());
        Ok(NewActivity { draft: request.draft.clone(), content, to, hand_over, plan: request.plan, zone })
    }

    /// The content of a target with a text or a title of its own.
    fn own_content(
        &self,
        request: &ShareRequest,
        target: &Target,
        content: &Content,
    ) -> Result<Option<Content>, Error> {
        let title = title_of(request, target, found(&self.snapshot(), &target.connection)?)?;
        let text = request.own.get(target);
        if text.is_none() && title.is_none() {
            return Ok(None);
        }
        Ok(Some(Content { text: text.unwrap_or(&content.text).clone(), title, ..content.clone() }))
    }

    /// The destination of a target, for a content that its network takes, and whether the person shares it by hand.
    fn destination(&self, target: &Target, content: &Content) -> Result<(Destination, bool), Error> {
        let snapshot = self.snapshot();
        let state = found(&snapshot, &target.connection)?;
        let (publish, by_hand) = self.ways(state, target, content)?;
        let page = match publish.as_ref().filter(|_| by_hand.is_none()) {
            Some(publish) => page_of(state, publish, target)?,
            None => target.page.clone().unwrap_or_default(),
        };
        if content.is_empty() {
            return Err(Error::BadInput("there is nothing to share: write a text, or add a link".into()));
        }
        let name = state.network_name.clone();
        if let Some(publish) = &publish {
            // Without a permission the post waits for the person.
            let stops = |why: &NotTaken| by_hand.is_none() && *why != NotTaken::NeedsPermission;
            if let Some(why) = not_taken(state, publish, content).filter(stops) {
                return Err(Error::NotTaken { name, why });
            }
            let left = room_for(state, publish, content).left;
            if left < 0 {
                let networks::TextLimit { most, bytes, .. } = publish.text;
                return Err(Error::TooLong { name, surplus: left.unsigned_abs(), most, bytes });
            }
        }
        let (network, account) = (state.network.clone(), state.account.clone());
        Ok((Destination { network, account, page }, by_hand.is_some()))
    }

    /// The way in which Gander shares a content at a target, and the reason for which the person shares it by hand. At
    /// least one of the two is there.
    fn ways(
        &self,
        state: &ConnectionState,
        target: &Target,
        content: &Content,
    ) -> Result<(Option<Publish>, Option<HandOver>), Error> {
        let networks = self.networks();
        let network = networks.get(&state.network);
        let by_hand =
            network.and_then(|network| HandOver::of(network, state, target.page.as_deref(), content));
        match (publish_of(&networks, state), by_hand) {
            (Err(error), None) => Err(error),
            (publish, by_hand) => Ok((publish.ok(), by_hand)),
        }
    }

    /// Measures a content with so many pictures at these targets. Those that cannot be shared to are left out.
    #[must_use]
    pub fn measure(&self, text: &str, link: Option<&str>, pictures: usize, to: &[Target]) -> Vec<Measured> {
        let link = link_of(link).ok().flatten();
        let pictures = vec![any_picture(); pictures];
        let content = Content { link, pictures, ..Content::of_text(text) };
        let snapshot = self.snapshot();
        let measured = to.iter().filter_map(|target| {
            let state = found(&snapshot, &target.connection).ok()?;
            let (publish, hand_over) = self.ways(state, target, &content).ok()?;
            let left = publish.as_ref().map(|publish| room_for(state, publish, &content));
            let shares = publish.as_ref().filter(|_| hand_over.is_none());
            Some(Measured {
                target: target.clone(),
                left: left.as_ref().map_or(i64::MAX, |left| left.left),
                surplus_from: left.and_then(|left| left.surplus_from),
                not_taken: shares.and_then(|publish| not_taken(state, publish, &content)),
                cost: shares.and_then(|publish| cost(publish, &content)),
                hand_over,
            })
        });
        measured.collect()
    }

    /// Tells whether any of these networks shows a card that the app makes.
    #[must_use]
    pub fn shows_own_card(&self, to: &[Target]) -> bool {
        let snapshot = self.snapshot();
        to.iter().any(|target| {
            let state = found(&snapshot, &target.connection).ok();
            let publisher = state.and_then(|state| publishing::networks::publisher(&state.network));
            publisher.is_some_and(publishing::Publisher::shows_own_card)
        })
    }

    /// The accounts and the held pages to which Gander can share, or the person by hand.
    #[must_use]
    pub fn sharing_accounts(&self) -> Vec<SharingAccount> {
        let (snapshot, networks) = (self.snapshot(), self.networks());
        snapshot.connections.iter().flat_map(|state| accounts_of(&networks, state)).collect()
    }
}

/// An account and its held pages, as far as something can be shared there.
fn accounts_of(networks: &Catalogue, state: &ConnectionState) -> Vec<SharingAccount> {
    let publish = publish_of(networks, state).ok();
    let account = SharingAccount {
        target: state.id.clone().into(),
        page_name: None,
        is_lost: false,
        most: publish.as_ref().map_or(u32::MAX, |publish| publish.text.most),
        costs: publish.as_ref().is_some_and(|publish| publish.cost.is_some()),
        hand_over: networks.get(&state.network).and_then(|network| HandOver::at(network, None)),
        place: publish.as_ref().and_then(|_| place_of(&state.network)),
        places: Vec::new(),
        longest_title: publish.as_ref().and_then(|_| longest_title(&state.network)),
    };
    if account.place == Some(Place::Board) {
        return with_boards(state, account).into_iter().collect();
    }
    let of_page = |page: &crate::PageState| SharingAccount {
        target: Target::new(state.id.clone(), &page.id),
        page_name: Some(page.name.clone()),
        is_lost: page.lost.is_some(),
        hand_over: None,
        ..account.clone()
    };
    let to = publish.map(|publish| publish.to);
    let pages = state.pages.iter().filter(|page| page.held && to == Some(PublishTo::Pages)).map(of_page);
    let takes_posts = to == Some(PublishTo::Account) || account.hand_over.is_some();
    pages.chain(takes_posts.then(|| account.clone())).collect()
}

/// An account of whose boards the person chooses one for each post. `None`: Gander holds none.
fn with_boards(state: &ConnectionState, account: SharingAccount) -> Option<SharingAccount> {
    let held: Vec<_> = state.pages.iter().filter(|page| page.held).collect();
    let kept = held.iter().filter(|page| page.lost.is_none());
    let places: Vec<_> =
        kept.map(|page| KnownPlace { id: page.id.clone(), name: page.name.clone() }).collect();
    (!held.is_empty()).then_some(SharingAccount { is_lost: places.is_empty(), places, ..account })
}

/// The way in which the network of an account publishes.
fn publish_of(networks: &Catalogue, state: &ConnectionState) -> Result<Publish, Error> {
    let publish = networks.get(&state.network).and_then(|network| network.publish.clone());
    let known = publishing::networks::publisher(&state.network).is_some();
    publish.filter(|_| known).ok_or_else(|| Error::CannotShare { name: state.network_name.clone() })
}

/// Tells whether Gander can share to a network.
#[must_use]
pub fn publishes(network: &NetworkId) -> bool {
    publishing::networks::publisher(network).is_some()
}

/// Checks that a post appears where the network allows it: at the account, or at a page that Gander holds for it.
pub(super) fn check_page(state: &ConnectionState, to: PublishTo, page: Option<&str>) -> Result<(), Error> {
    match (to, page) {
        (PublishTo::Account, None) => Ok(()),
        (PublishTo::Account, Some(page)) => Err(Error::UnknownPage(page.to_owned())),
        (PublishTo::Pages, None) => Err(Error::BadInput(format!(
            "{} takes posts from pages only; name a page, such as {}/PAGE (`gander pages {}` lists them)",
            state.network_name, state.id, state.id
        ))),
        (PublishTo::Pages, Some(page)) => {
            let known = state.pages.iter().find(|known| known.id == page && known.held);
            let known = known.ok_or_else(|| Error::UnknownPage(page.to_owned()))?;
            if known.lost.is_some() {
                let name = &known.name;
                return Err(Error::BadInput(format!(
                    "your account may no longer act for {name}; leave it out"
                )));
            }
            Ok(())
        }
    }
}

/// The reason for which a network does not take a content, apart from the length of its text.
pub(super) fn not_taken(state: &ConnectionState, publish: &Publish, content: &Content) -> Option<NotTaken> {
    let unfit =
        publishing::networks::publisher(&state.network).and_then(|publisher| publisher.unfit(content));
    match unfit {
        Some(Unfit::NeedsPicture) => return Some(NotTaken::NeedsPicture),
        Some(Unfit::NeedsPublicPicture) => return Some(NotTaken::NeedsPublicPicture),
        Some(Unfit::NoPictures) => return Some(NotTaken::NoPictures),
        None if content.pictures.is_empty() => return None,
        None => {}
    }
    let Some(limits) = &publish.pictures else { return Some(NotTaken::NoPictures) };
    if content.pictures.len() > limits.most as usize {
        return Some(NotTaken::TooManyPictures { most: limits.most });
    }
    if limits.public && content.pictures.iter().any(|picture| picture.url.is_none()) {
        return Some(NotTaken::NeedsPublicPicture);
    }
    let is_long = |most: &u32| {
        content.pictures.iter().any(|picture| picture.description.chars().count() > *most as usize)
    };
    if let Some(most) = limits.description.filter(|most| *most > 0).filter(is_long) {
        return Some(NotTaken::LongDescription { most });
    }
    state.lacks_for_pictures.then_some(NotTaken::NeedsPermission)
}

fn limit_of(publish: &Publish) -> Limit {
    Limit {
        most: publish.text.most as usize,
        unit: publish.text.unit,
        bytes: publish.text.bytes.map(|bytes| bytes as usize),
    }
}

/// The price of a post, which may differ for one with a link.
fn cost(publish: &Publish, content: &Content) -> Option<String> {
    let cost = publish.cost.as_ref()?;
    let has_link = content.link.is_some() || !links(&content.text).is_empty();
    let with_link = cost.with_link.as_ref().filter(|_| has_link);
    Some(with_link.unwrap_or(&cost.post).clone())
}

/// The room that a content leaves at its network.
fn room_for(state: &ConnectionState, publish: &Publish, content: &Content) -> Left {
    publishing::networks::left(&state.network, &limit_of(publish), content)
}

/// A picture of this device, of which nothing else counts.
pub(super) fn any_picture() -> Picture {
    Picture {
        hash: String::new(),
        media_type: String::new(),
        bytes: 0,
        width: 1,
        height: 1,
        description: String::new(),
        url: None,
    }
}

pub(super) fn found<'a>(
    snapshot: &'a Snapshot,
    connection: &ConnectionId,
) -> Result<&'a ConnectionState, Error> {
    let state = snapshot.connections.iter().find(|state| state.id == *connection);
    state.ok_or_else(|| Error::UnknownConnection(connection.to_string()))
}

/// The link that a person typed. `None` if they typed none.
pub(super) fn link_of(typed: Option<&str>) -> Result<Option<Url>, Error> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
    let wrong =
        || Error::BadInput("the link is no web address; write one such as https://example.org".into());
    typed::web_address(typed).map(Some).ok_or_else(wrong)
}
