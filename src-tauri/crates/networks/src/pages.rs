//! The pages that an account runs: where they are listed, and how one is asked about.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use url::Url;

use crate::{
    Error, Pointers,
    error::Source,
    file,
    pointer::Pointer,
    whoami::{id_of, text},
};

/// What stands for the page's id in the address where one is asked about, as an address has it.
const PLACE: &str = "%7Bpage%7D";

/// Where the pages that an account runs are listed, and how one is asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// Where they are listed, with GET.
    pub url: Url,
    list: Pointer,
    id: Pointers,
    name: Pointers,
    token: Pointers,
    next: Pointers,
    /// Without one of these permissions the network is not asked. Empty: it always is.
    pub needs: Vec<String>,
    /// Where a page is asked about. `None`: the list says it all.
    check: Option<Url>,
}

/// A part of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct PageList<'a> {
    /// What is there, in its order.
    pub found: Vec<FoundPage<'a>>,
    /// Where the next part is, at the same host. `None`: this was the last.
    pub next: Option<Url>,
}

/// A page of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct FoundPage<'a> {
    /// The network's own immutable id.
    pub id: String,
    /// What people call it; its id where it has no name.
    pub name: String,
    /// A token of its own.
    pub token: Option<&'a str>,
}

impl Pages {
    pub(crate) fn check(source: Source<'_>, raw: file::Pages) -> Result<Self, Error> {
        let check = raw.check.as_ref().map(|url| Ok((url.span(), source.endpoint(url)?))).transpose()?;
        if let Some((span, _)) = check.as_ref().filter(|(_, url)| !url.path().contains(PLACE)) {
            let message = "`check` has `{page}` in its path, where the page's id belongs; add it";
            return Err(source.error(span.clone(), message));
        }
        Ok(Self {
            url: source.endpoint(&raw.url)?,
            list: source.pointer(&raw.list)?,
            id: source.pointers(Some(&raw.id))?,
            name: source.pointers(raw.name.as_ref())?,
            token: source.pointers(raw.page_token.as_ref())?,
            next: source.pointers(raw.next.as_ref())?,
            needs: raw.needs,
            check: check.map(|(_, url)| url),
        })
    }

    /// Every address that is asked, with a token.
    pub fn asked(&self) -> impl Iterator<Item = &Url> {
        [&self.url].into_iter().chain(&self.check)
    }

    pub(crate) fn addresses(&mut self) -> impl Iterator<Item = &mut Url> {
        let Self { url, list: _, id: _, name: _, token: _, next: _, needs: _, check } = self;
        [url].into_iter().chain(check)
    }

    /// Whether a page is acted for with a token of its own, which comes with the list.
    #[must_use]
    pub fn has_tokens(&self) -> bool {
        !self.token.is_empty()
    }

    /// Where a page is asked about, if a page can be. Its answer holds the id where the list does.
    #[must_use]
    pub fn about(&self, id: &str) -> Option<Url> {
        let mut url = self.check.clone()?;
        let path = url.path().replace(PLACE, &utf8_percent_encode(id, NON_ALPHANUMERIC).to_string());
        url.set_path(&path);
        Some(url)
    }

    /// Whether an answer speaks of this page.
    #[must_use]
    pub fn is_about(&self, json: &Value, id: &str) -> bool {
        id_of(&self.id, json).as_deref() == Some(id)
    }

    /// Reads a part of the list. `None` when there is none: then nothing follows for any page.
    #[must_use]
    pub fn read<'a>(&'a self, json: &'a Value) -> Option<PageList<'a>> {
        let entries = self.list.find(json)?.as_array()?;
        let page = |entry: &'a Value| {
            let id = id_of(&self.id, entry)?;
            let name = text(&self.name, entry).unwrap_or_else(|| id.clone());
            let token = self.token.find(entry).find_map(Value::as_str).filter(|token| !token.is_empty());
            Some(FoundPage { id, name, token })
        };
        // One that cannot be read would else look as if it were not there.
        let found = entries.iter().map(page).collect::<Option<Vec<_>>>()?;
        let next = self.next.find(json).find_map(Value::as_str).filter(|next| !next.is_empty());
        let next = match next {
            Some(next) => Some(self.at_same_host(next)?),
            None => None,
        };
        Some(PageList { found, next })
    }

    /// An address, or a path at the host of the list (RFC 3986 section 4.2), as long as it leads nowhere else.
    fn at_same_host(&self, address: &str) -> Option<Url> {
        let url = if address.starts_with('/') { self.url.join(address) } else { Url::parse(address) };
        url.ok().filter(|url| url.origin() == self.url.origin())
    }
}
