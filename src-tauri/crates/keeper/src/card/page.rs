//! Reads the title, the description and the picture in the head of a page (Open Graph, and what comes before it).

use std::cell::RefCell;

use html5ever::{
    Attribute,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};
use url::Url;

/// In characters.
const LONGEST_TITLE: usize = 300;
const LONGEST_DESCRIPTION: usize = 1000;
/// In bytes.
const LONGEST_ADDRESS: usize = 4096;
/// The most bytes of one attribute that are looked at.
const LONGEST_ATTRIBUTE: usize = 16 << 10;

/// The description that a page gives of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub title: String,
    pub description: String,
    /// The address of its picture, which may be any.
    pub picture: Option<Url>,
}

/// The names of an answer, the best first.
const TITLE: [&str; 2] = ["og:title", "twitter:title"];
const DESCRIPTION: [&str; 3] = ["og:description", "twitter:description", "description"];
const PICTURE: [&str; 5] =
    ["og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src"];

/// Reads a page that was at this address.
pub(super) fn read(html: &str, address: &Url) -> Page {
    let tokenizer = Tokenizer::new(Head::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let found = tokenizer.sink.0.into_inner();
    let best = |names: &[&str]| names.iter().find_map(|name| found.named(name)).unwrap_or_default();
    let title = match one_line(best(&TITLE), LONGEST_TITLE) {
        title if title.is_empty() => one_line(&found.title, LONGEST_TITLE),
        title => title,
    };
    let base = found.base.as_deref().and_then(|base| address.join(base).ok());
    let picture = Some(best(&PICTURE)).filter(|picture| (1..=LONGEST_ADDRESS).contains(&picture.len()));
    let picture = picture.and_then(|picture| base.as_ref().unwrap_or(address).join(picture.trim()).ok());
    Page { title, description: one_line(best(&DESCRIPTION), LONGEST_DESCRIPTION), picture }
}

/// A text in one line, without invisible characters, and not longer than this many characters.
fn one_line(text: &str, most: usize) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    locale::harmless(&line).chars().take(most).collect::<String>().trim_end().to_owned()
}

/// The head of a page, as far as it is read.
#[derive(Default)]
struct Head(RefCell<Found>);

#[derive(Default)]
struct Found {
    title: String,
    in_title: bool,
    has_title: bool,
    /// The first value of each name that counts.
    named: Vec<(&'static str, String)>,
    base: Option<String>,
    /// The body has begun.
    is_over: bool,
}

impl Found {
    fn named(&self, name: &str) -> Option<&str> {
        self.named.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "meta" => self.meta(tag),
            "base" if self.base.is_none() => self.base = attribute(tag, "href").map(str::to_owned),
            "title" => self.in_title = !std::mem::replace(&mut self.has_title, true),
            "body" => self.is_over = true,
            _ => {}
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let (Some(name), Some(content)) =
            (attribute(tag, "property").or_else(|| attribute(tag, "name")), attribute(tag, "content"))
        else {
            return;
        };
        let name = name.trim();
        let wanted = TITLE.iter().chain(&DESCRIPTION).chain(&PICTURE);
        let Some(wanted) = wanted.copied().find(|wanted| wanted.eq_ignore_ascii_case(name)) else { return };
        if self.named(wanted).is_none() && !content.trim().is_empty() {
            self.named.push((wanted, content.to_owned()));
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let named = |attribute: &&Attribute| &*attribute.name.local == name;
    tag.attrs
        .iter()
        .find(named)
        .map(|attribute| &*attribute.value)
        .filter(|value| value.len() <= LONGEST_ATTRIBUTE)
}

impl TokenSink for Head {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        if found.is_over {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                found.start(&tag);
                return match &*tag.name {
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    "style" | "noscript" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) if &*tag.name == "title" => found.in_title = false,
            Token::TagToken(tag) if &*tag.name == "head" => found.is_over = true,
            Token::CharacterTokens(text) if found.in_title && found.title.len() < LONGEST_ATTRIBUTE => {
                found.title.push_str(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
