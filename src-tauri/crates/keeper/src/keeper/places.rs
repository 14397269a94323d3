//! The place of a post inside its network: a community that the person names, or a board that Gander holds. It is the page
//! of the destination, so that it has a lane of its own and a look compares it.

use lifecycle::NetworkId;
use networks::Publish;
use publishing::{Place, Publisher, networks::publisher};

use super::{ShareRequest, measuring::check_page};
use crate::{ConnectionState, Error, Target};

/// A place that Gander knows, such as a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPlace {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// The kind of the places of a network, of which a post has one.
pub(super) fn place_of(network: &NetworkId) -> Option<Place> {
    publisher(network)?.place()
}

/// Tells whether posts of a network go to pages that Gander does not hold, because the person names them.
pub(crate) fn takes_named_places(network: &NetworkId) -> bool {
    place_of(network) == Some(Place::Community)
}

/// The name of a place that Gander does not hold.
pub(super) fn name_of_place(network: &NetworkId, id: &str) -> String {
    publisher(network).map_or_else(|| id.to_owned(), |publisher| publisher.place_name(id))
}

/// The most characters of a title at a network.
pub(super) fn longest_title(network: &NetworkId) -> Option<usize> {
    publisher(network).and_then(Publisher::longest_title)
}

/// The id of the page or the place that a target names. It is empty for the account itself.
pub(super) fn page_of(state: &ConnectionState, publish: &Publish, target: &Target) -> Result<String, Error> {
    let page = target.page.as_deref();
    let by_name = publisher(&state.network).filter(|_| takes_named_places(&state.network));
    let Some((publisher, typed)) = by_name.zip(page) else {
        check_page(state, publish.to, page)?;
        return Ok(page.unwrap_or_default().to_owned());
    };
    publisher.place_id(typed, state.username.as_deref()).ok_or_else(|| {
        Error::BadInput(format!(
            "`{typed}` is no community of {}; write one such as {}/r/NAME, or {} for your profile",
            state.network_name, state.id, state.id
        ))
    })
}

/// The title that a person wrote for a target. `None`: they wrote none, or its network gives posts no title.
pub(super) fn title_of(
    request: &ShareRequest,
    target: &Target,
    state: &ConnectionState,
) -> Result<Option<String>, Error> {
    let title = request.titles.get(target).or(request.title.as_ref()).map(|title| title.trim());
    let Some(title) = title.filter(|title| !title.is_empty()) else { return Ok(None) };
    let Some(most) = longest_title(&state.network) else { return Ok(None) };
    let length = title.chars().count();
    if length > most {
        return Err(Error::BadInput(format!(
            "the title is too long for {} by {}; it takes {most} characters",
            state.network_name,
            length - most
        )));
    }
    // A title is one line.
    Ok(Some(title.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Refuses a title for all that no chosen network would show.
pub(super) fn check_title<'a>(
    request: &ShareRequest,
    mut networks: impl Iterator<Item = &'a NetworkId>,
) -> Result<(), Error> {
    let has_title = request.title.as_ref().is_some_and(|title| !title.trim().is_empty());
    if has_title && !networks.any(|network| longest_title(network).is_some()) {
        let why = "none of these networks gives a post a title; leave the title out, or write it in the text";
        return Err(Error::BadInput(why.into()));
    }
    Ok(())
}
