//! RSS 0.9x, 1.0 and 2.0, and Atom. The words of Media RSS, Dublin Core and the content module are read by their
//! customary prefixes.
//!
//! No entity is expanded but those of HTML, each of which stands for two characters at most, so that a document cannot
//! grow while it is read.

use html_escape::decode_html_entities;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use url::Url;

use crate::{
    MOST_ENTRIES,
    document::{LONGEST_FIELD, PictureSource, RawEntry, RawFeed, Reference, Words, push, web_address},
    html,
};

/// No feed nests deeper.
const DEEPEST: usize = 100;

/// The kind of a text, by the attribute `type` of Atom.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Plain,
    Html,
}

/// The element whose text is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    FeedTitle,
    Ttl,
    Id,
    /// A guid that may be the entry's page.
    Permalink,
    Title,
    Link,
    Summary,
    Content,
    Published,
    Updated,
}

/// The text that is being read.
struct Reading {
    field: Field,
    /// The depth of its element.
    depth: usize,
    markup: Markup,
    text: String,
}

#[derive(Default)]
struct Parser {
    feed: RawFeed,
    entry: Option<RawEntry>,
    /// The depth of the entry's element.
    entry_depth: usize,
    reading: Option<Reading>,
    /// For each open element, the address that it changes with `xml:base`, if it does.
    open: Vec<Option<Url>>,
    /// The prefix of the root.
    prefix: String,
    is_atom: bool,
}

/// `None` if the text is no feed, or breaks off.
pub(crate) fn read(text: &str, address: &Url) -> Option<RawFeed> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    let mut parser = Parser::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => parser.start(&element, address)?,
            Event::End(_) => {
                parser.end();
                if parser.open.is_empty() || parser.feed.entries.len() == MOST_ENTRIES {
                    return Some(parser.feed);
                }
            }
            Event::Text(text) => parser.text(&text),
            Event::CData(text) => parser.text(&text),
            Event::GeneralRef(name) => parser.reference(&name),
            Event::Eof => return None,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

impl Parser {
    /// `None` if this is no feed.
    fn start(&mut self, element: &BytesStart<'_>, address: &Url) -> Option<()> {
        let name = element.name();
        let (prefix, local) = name.as_ref().split_once(':').unwrap_or(("", name.as_ref()));
        if self.open.is_empty() {
            self.is_atom = local == "feed";
            self.prefix = prefix.to_owned();
            matches!(local, "feed" | "rss" | "RDF").then_some(())?;
        }
        let base = attribute(element, "xml:base")
            .and_then(|base| web_address(&base, self.base().unwrap_or(address)));
        self.open.push(base);
        if self.open.len() > DEEPEST {
            return None;
        }
        if let Some(reading) = &mut self.reading {
            // An element within a text: XHTML, or HTML that was not escaped.
            if html::separates(local) {
                push(&mut reading.text, " ");
            }
            if local == "img" {
                self.name_picture(PictureSource::Text, element, "src");
            }
            return Some(());
        }
        let is_own = prefix.is_empty() || prefix == self.prefix || prefix == "atom";
        match (is_own, local) {
            (true, "item" | "entry") if self.entry.is_none() => {
                self.entry = Some(RawEntry { base: self.base().cloned(), ..RawEntry::default() });
                self.entry_depth = self.open.len();
            }
            _ if self.entry.is_some() => {
                self.start_in_entry(element, if is_own { "" } else { prefix }, local);
            }
            (true, "title") if self.feed.title.text.is_empty() && self.open.len() <= 3 => {
                self.read_text(Field::FeedTitle, element);
            }
            (true, "ttl") => self.read_text(Field::Ttl, element),
            _ => {}
        }
        Some(())
    }

    fn start_in_entry(&mut self, element: &BytesStart<'_>, prefix: &str, local: &str) {
        // The parts of an entry are its own children, but a media group holds its pictures.
        let is_child = self.open.len() == self.entry_depth + 1;
        match (prefix, local) {
            ("media", "thumbnail") => self.name_picture(PictureSource::Thumbnail, element, "url"),
            ("media", "content") if is_picture(element) || has_medium_image(element) => {
                self.name_picture(PictureSource::Content, element, "url");
            }
            _ if !is_child => {}
            ("", "enclosure") if is_picture(element) => {
                self.name_picture(PictureSource::Enclosure, element, "url");
            }
            ("", "link") => self.link(element),
            ("", "guid") if attribute(element, "isPermaLink").as_deref() != Some("false") => {
                self.read_text(Field::Permalink, element);
            }
            ("", "guid" | "id") => self.read_text(Field::Id, element),
            ("", "title") => self.read_text(Field::Title, element),
            ("", "description" | "summary") => self.read_text(Field::Summary, element),
            ("", "content") | ("content", "encoded") => self.read_text(Field::Content, element),
            ("", "pubDate" | "published" | "issued") | ("dc", "date") => {
                self.read_text(Field::Published, element);
            }
            ("", "updated" | "modified") => self.read_text(Field::Updated, element),
            _ => {}
        }
    }

    /// The link of Atom is an attribute, that of RSS a text.
    fn link(&mut self, element: &BytesStart<'_>) {
        let Some(href) = attribute(element, "href") else { return self.read_text(Field::Link, element) };
        let rel = attribute(element, "rel");
        match rel.as_deref() {
            None | Some("alternate") => self.name_link(href),
            Some("enclosure") if is_picture(element) => {
                self.name_picture(PictureSource::Enclosure, element, "href");
            }
            Some(_) => {}
        }
    }

    fn read_text(&mut self, field: Field, element: &BytesStart<'_>) {
        let markup = match attribute(element, "type").as_deref() {
            // XHTML arrives as elements, and only its text is read.
            Some("xhtml") => Markup::Plain,
            Some(kind) if kind.contains("html") => Markup::Html,
            _ if self.is_atom => Markup::Plain,
            _ => Markup::Html,
        };
        self.reading = Some(Reading { field, depth: self.open.len(), markup, text: String::new() });
    }

    fn text(&mut self, text: &str) {
        if let Some(reading) = &mut self.reading {
            push(&mut reading.text, text);
        }
    }

    /// A reference to a character. Any other stays as it is written.
    fn reference(&mut self, name: &str) {
        let Some(reading) = &mut self.reading else { return };
        if reading.text.len() >= LONGEST_FIELD {
            return;
        }
        push(&mut reading.text, &decode_html_entities(&format!("&{name};")));
    }

    fn end(&mut self) {
        let depth = self.open.len();
        if let Some(reading) = self.reading.take_if(|reading| reading.depth == depth) {
            self.read(reading);
        } else if self.reading.is_none()
            && self.entry_depth == depth
            && let Some(entry) = self.entry.take()
        {
            self.feed.entries.push(entry);
        }
        self.open.pop();
    }

    fn read(&mut self, reading: Reading) {
        let Reading { field, markup, text, .. } = reading;
        let words = |text| if markup == Markup::Html { Words::html(text) } else { Words::plain(text) };
        match field {
            Field::FeedTitle => self.feed.title = words(text),
            Field::Ttl => self.feed.ttl = text.trim().parse().ok(),
            Field::Link => self.name_link(text),
            Field::Permalink => {
                let is_page = text.trim().starts_with("http");
                self.in_entry(|entry| {
                    entry.permalink = is_page.then(|| Reference { href: text.clone(), base: None });
                    entry.id = text;
                });
            }
            Field::Id => self.in_entry(|entry| entry.id = text),
            Field::Title => self.in_entry(|entry| entry.title = words(text)),
            Field::Summary => self.in_entry(|entry| entry.summary = words(text)),
            Field::Content => self.in_entry(|entry| entry.content = words(text)),
            Field::Published => self.in_entry(|entry| entry.published = text),
            Field::Updated => self.in_entry(|entry| entry.updated = text),
        }
    }

    fn in_entry(&mut self, change: impl FnOnce(&mut RawEntry)) {
        if let Some(entry) = &mut self.entry {
            change(entry);
        }
    }

    /// The first link counts.
    fn name_link(&mut self, href: String) {
        let base = self.base().cloned();
        self.in_entry(|entry| {
            if entry.link.is_none() && !href.trim().is_empty() {
                entry.link = Some(Reference { href, base });
            }
        });
    }

    /// Notes the picture at the address in this attribute, unless it is a pixel that only counts readers.
    fn name_picture(&mut self, source: PictureSource, element: &BytesStart<'_>, attribute_name: &str) {
        let side = |name| attribute(element, name);
        if html::is_pixel(side("width").as_deref(), side("height").as_deref()) {
            return;
        }
        let base = self.base().cloned();
        if let (Some(entry), Some(href)) = (&mut self.entry, attribute(element, attribute_name)) {
            entry.add_picture(source, href, base);
        }
    }

    /// The address that a relative one is relative to. `None`: the address of the feed.
    fn base(&self) -> Option<&Url> {
        self.open.iter().rev().find_map(Option::as_ref)
    }
}

/// Tells whether an element names a file of pixels. Drawings (SVG) are none.
fn is_picture(element: &BytesStart<'_>) -> bool {
    let kind = attribute(element, "type").unwrap_or_default().trim().to_ascii_lowercase();
    kind.starts_with("image/") && !kind.starts_with("image/svg")
}

/// Tells whether a `media:content` without a type of its own is a picture (Media RSS).
fn has_medium_image(element: &BytesStart<'_>) -> bool {
    let is_image =
        attribute(element, "medium").is_some_and(|medium| medium.trim().eq_ignore_ascii_case("image"));
    is_image && attribute(element, "type").is_none_or(|kind| kind.trim().is_empty())
}

/// The value of an attribute, bounded, with its entities decoded once.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().take(64).find(|attribute| attribute.key.as_ref() == name)?;
    let value = &found.value[..found.value.floor_char_boundary(LONGEST_FIELD)];
    Some(decode_html_entities(value).into_owned())
}
