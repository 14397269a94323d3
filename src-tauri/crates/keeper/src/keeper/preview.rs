//! A content as each network will show it, before it is shared.

use publishing::{Content, ShownCard};

use super::{
    Keeper,
    measuring::{any_picture, found, link_of},
};
use crate::Target;

/// A content as the network of a target will show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previewed {
    /// The account or the page.
    pub target: Target,
    /// The text, with the link where it has no place of its own.
    pub text: String,
    /// The card of the link. `None`: the network shows none.
    pub card: Option<ShownCard>,
}

impl Keeper {
    /// A content with so many pictures, as the networks of these targets will show it. Unknown targets are left out.
    #[must_use]
    pub fn preview(&self, text: &str, link: Option<&str>, pictures: usize, to: &[Target]) -> Vec<Previewed> {
        let link = link_of(link).ok().flatten();
        let pictures = vec![any_picture(); pictures];
        let content = Content { link, pictures, ..Content::of_text(text) };
        let snapshot = self.snapshot();
        let previewed = to.iter().filter_map(|target| {
            let network = &found(&snapshot, &target.connection).ok()?.network;
            Some(Previewed {
                target: target.clone(),
                text: publishing::networks::shown_text(network, &content),
                card: publishing::networks::shown_card(network, &content),
            })
        });
        previewed.collect()
    }
}
