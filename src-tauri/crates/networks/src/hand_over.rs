//! The `[hand_over]` table of a network file: the network's own page, on which a person shares what the network lets no app
//! share.

use toml::Spanned;
use url::Url;

use crate::{Error, error::Source, file};

/// In bytes. No network has longer names of parameters.
const LONGEST_PARAMETER: usize = 64;

/// The page on which a person shares by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The network's own page.
    pub page: Url,
    /// The page that takes a link in its query. `None`: the network documents none.
    pub(crate) with_link: Option<LinkPage>,
}

/// A page that takes a link in its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkPage {
    pub(crate) page: Url,
    pub(crate) parameter: String,
}

impl HandOver {
    pub(crate) fn check(source: Source<'_>, raw: file::HandOver) -> Result<Self, Error> {
        let with_link = raw.with_link.map(|raw| LinkPage::check(source, raw)).transpose()?;
        Ok(Self { page: source.page(&raw.page)?, with_link })
    }

    /// The page with this link filled in. `None`: the network documents no such page.
    #[must_use]
    pub fn page_with(&self, link: &Url) -> Option<Url> {
        let LinkPage { page, parameter } = self.with_link.as_ref()?;
        let mut page = page.clone();
        page.query_pairs_mut().append_pair(parameter, link.as_str());
        Some(page)
    }

    /// Every address.
    pub(crate) fn addresses(&mut self) -> impl Iterator<Item = &mut Url> {
        [&mut self.page].into_iter().chain(self.with_link.as_mut().map(|with| &mut with.page))
    }
}

impl LinkPage {
    fn check(source: Source<'_>, raw: file::LinkPage) -> Result<Self, Error> {
        let page = source.endpoint(&raw.page)?;
        let parameter = raw.parameter.get_ref();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if !(1..=LONGEST_PARAMETER).contains(&parameter.len()) || !parameter.bytes().all(is_name) {
            let message = format!("`{parameter}` is no name of a parameter; write one such as \"url\"");
            return Err(source.error(raw.parameter.span(), message));
        }
        if page.query_pairs().any(|(name, _)| name == *parameter) {
            let message = format!("`page` has the parameter `{parameter}` already; remove it there");
            return Err(source.error(raw.parameter.span(), message));
        }
        Ok(Self { page, parameter: Spanned::into_inner(raw.parameter) })
    }
}
