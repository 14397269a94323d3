//! Posts that the person shares by hand, because their network lets no app do so.

use networks::{Catalogue, Network, PublishTo};
use publishing::{Content, Phase, Post, PostId, networks::publisher};
use url::Url;

use super::{Keeper, measuring::not_taken};
use crate::{ConnectionState, Error, NotTaken};

/// The reason for which the person shares a post by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandOver {
    /// The network takes posts of pages only, and this is the account itself.
    Profile,
    /// The network takes no text from an app.
    Texts,
    /// The network takes only posts with pictures that are already on the web.
    Pictures,
}

/// The text to copy and the page to open, for a post that the person shares by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// The text.
    pub text: String,
    /// The network's own page.
    pub page: Url,
}

impl HandOver {
    /// The reason for which some or all contents are shared by hand at an account, or at a page that it runs. `None`:
    /// Gander shares there by itself, or not at all.
    pub(super) fn at(network: &Network, page: Option<&str>) -> Option<Self> {
        network.hand_over.as_ref()?;
        if page.is_some() {
            return None;
        }
        match network.publish.as_ref().filter(|_| publisher(&network.id).is_some()) {
            None => Some(Self::Texts),
            Some(publish) if publish.to == PublishTo::Pages => Some(Self::Profile),
            Some(publish) => {
                let is_public = publish.pictures.as_ref().is_some_and(|pictures| pictures.public);
                is_public.then_some(Self::Pictures)
            }
        }
    }

    /// The reason for which this content is shared by hand.
    pub(super) fn of(
        network: &Network,
        state: &ConnectionState,
        page: Option<&str>,
        content: &Content,
    ) -> Option<Self> {
        Self::at(network, page).filter(|why| match why {
            Self::Profile | Self::Texts => true,
            Self::Pictures => {
                let refusal = network.publish.as_ref().and_then(|publish| not_taken(state, publish, content));
                matches!(refusal, Some(NotTaken::NeedsPicture | NotTaken::NeedsPublicPicture))
            }
        })
    }
}

impl HandedOver {
    /// `None`: Gander shares the post, or the network's file names no page any more.
    pub(super) fn of(networks: &Catalogue, post: &Post, content: &Content) -> Option<Self> {
        let (Phase::ByHand | Phase::HandedOver { .. }) = post.phase else { return None };
        let by_hand = networks.get(&post.to.network)?.hand_over.as_ref()?;
        let with_link = content.link.as_ref().and_then(|link| by_hand.page_with(link));
        let text = match &with_link {
            Some(_) if !content.text.trim().is_empty() => content.text.clone(),
            _ => content.text_with_link(),
        };
        Some(Self { text, page: with_link.unwrap_or_else(|| by_hand.page.clone()) })
    }
}

impl Keeper {
    /// The text and the page for a post that the person shares by hand. Nothing changes: see [`Keeper::handed_over`].
    ///
    /// # Errors
    /// When there is no such post, or there is nothing to share by hand.
    pub fn hand_over(&self, post: &str) -> Result<HandedOver, Error> {
        let known = self.with_store(|store| store.post(&post.into()))?;
        let (post, content) = known.ok_or_else(|| Error::UnknownPost(post.to_owned()))?;
        HandedOver::of(&self.networks(), &post, &content).ok_or(Error::NotNow)
    }

    /// The person has the text of a post, and the page is open: Gander does not remind them of it any more.
    ///
    /// # Errors
    /// When there is no such post, or the person does not share it by hand, or the disk cannot be written.
    pub fn handed_over(&self, post: &str) -> Result<(), Error> {
        let (id, now) = (PostId::from(post), self.clock.now());
        let done = self.with_store(|store| store.hand_over(&id, now))?;
        self.sharing_changed();
        done.ok_or_else(|| Error::UnknownPost(post.to_owned()))?.map_err(|_| Error::NotNow)
    }
}
