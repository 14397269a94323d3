//! The pages that an account runs: their list, and the check of a single one.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use toml::Spanned;
use url::Url;

use crate::{
    Error, Pointers,
    error::Source,
    file,
    pointer::Pointer,
    text::{id_of, text},
};

/// The placeholder of the page's id in `check`, percent-encoded as in a parsed URL.
const PLACE: &str = "%7Bpage%7D";

/// In bytes. No network's name for the next part is longer.
const LONGEST_BOOKMARK: usize = 2048;

/// The list of the pages that an account runs, and the check of a single one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// The address of the list, asked with GET.
    pub url: Url,
    list: Pointer,
    id: Pointers,
    name: Pointers,
    token: Pointers,
    next: Pointers,
    /// The parameter of the list's address that takes the value at `next`. `None`: the value is itself an address.
    next_parameter: Option<String>,
    /// The network is asked only with one of these permissions. Empty: always.
    pub needs: Vec<String>,
    /// The address to check a page. `None`: the list is enough.
    check: Option<Url>,
}

/// A part of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct PageList<'a> {
    /// The pages, in the list's order.
    pub found: Vec<FoundPage<'a>>,
    /// The address of the next part, at the same host. `None`: this was the last.
    pub next: Option<Url>,
}

/// A page of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct FoundPage<'a> {
    /// The network's own immutable id.
    pub id: String,
    /// The page's name, or its id if it has none.
    pub name: String,
    /// The page's own token.
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
            next_parameter: raw.next_parameter.map(|name| next_parameter(source, &name)).transpose()?,
            needs: raw.needs,
            check: check.map(|(_, url)| url),
        })
    }

    /// Every address that is asked with a token.
    pub fn asked(&self) -> impl Iterator<Item = &Url> {
        [&self.url].into_iter().chain(&self.check)
    }

    pub(crate) fn addresses(&mut self) -> impl Iterator<Item = &mut Url> {
        let Self { url, list: _, id: _, name: _, token: _, next: _, next_parameter: _, needs: _, check } =
            self;
        [url].into_iter().chain(check)
    }

    /// Tells whether each page has a token of its own, which comes with the list.
    #[must_use]
    pub fn has_tokens(&self) -> bool {
        !self.token.is_empty()
    }

    /// The address to check a page, if there is one. The answer holds the id at the same place as the list's entries.
    #[must_use]
    pub fn about(&self, id: &str) -> Option<Url> {
        let mut url = self.check.clone()?;
        let path = url.path().replace(PLACE, &utf8_percent_encode(id, NON_ALPHANUMERIC).to_string());
        url.set_path(&path);
        Some(url)
    }

    /// Tells whether an answer is about this page.
    #[must_use]
    pub fn is_about(&self, json: &Value, id: &str) -> bool {
        id_of(&self.id, json).as_deref() == Some(id)
    }

    /// Reads a part of the list. `None` if the answer is no such list, which proves nothing about any page.
    #[must_use]
    pub fn read<'a>(&'a self, json: &'a Value) -> Option<PageList<'a>> {
        let entries = self.list.find(json)?.as_array()?;
        let page = |entry: &'a Value| {
            let id = id_of(&self.id, entry)?;
            let name = text(&self.name, entry).unwrap_or_else(|| id.clone());
            let token = self.token.find(entry).find_map(Value::as_str).filter(|token| !token.is_empty());
            Some(FoundPage { id, name, token })
        };
        // An unreadable entry voids the list, because its page would otherwise look lost.
        let found = entries.iter().map(page).collect::<Option<Vec<_>>>()?;
        let next = self.next.find(json).find_map(Value::as_str).filter(|next| !next.is_empty());
        let next = match next {
            Some(next) => Some(self.next_part(next)?),
            None => None,
        };
        Some(PageList { found, next })
    }

    /// The address of the next part, which this value names.
    fn next_part(&self, next: &str) -> Option<Url> {
        let Some(parameter) = &self.next_parameter else { return self.at_same_host(next) };
        if next.len() > LONGEST_BOOKMARK {
            return None;
        }
        let mut url = self.url.clone();
        url.query_pairs_mut().append_pair(parameter, next);
        Some(url)
    }

    /// An address, or a path (RFC 3986 section 4.2), if it stays at the origin of the list.
    fn at_same_host(&self, address: &str) -> Option<Url> {
        let url = if address.starts_with('/') { self.url.join(address) } else { Url::parse(address) };
        url.ok().filter(|url| url.origin() == self.url.origin())
    }
}

/// A name of a parameter, without characters that would need an escape.
fn next_parameter(source: Source<'_>, name: &Spanned<String>) -> Result<String, Error> {
    let text = name.get_ref();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    if !(1..=64).contains(&text.len()) || !text.bytes().all(is_plain) {
        let message = format!("\"{text}\" is not the name of a parameter; write one such as \"bookmark\"");
        return Err(source.error(name.span(), message));
    }
    Ok(text.clone())
}
