//! JSON Feed, versions 1 and 1.1.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, SeqAccess, Visitor},
};

use crate::{
    MOST_ENTRIES,
    document::{LONGEST_FIELD, PictureSource, RawEntry, RawFeed, Reference, Words},
};

#[derive(Deserialize)]
struct File {
    version: String,
    #[serde(default)]
    title: Text,
    #[serde(deserialize_with = "first_items")]
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    id: Text,
    #[serde(default)]
    url: Text,
    #[serde(default)]
    external_url: Text,
    #[serde(default)]
    title: Text,
    #[serde(default)]
    content_html: Text,
    #[serde(default)]
    content_text: Text,
    #[serde(default)]
    summary: Text,
    #[serde(default)]
    image: Text,
    #[serde(default)]
    banner_image: Text,
    #[serde(default)]
    date_published: Text,
    #[serde(default)]
    date_modified: Text,
}

/// A text. A number counts as one, because feeds write ids so. Anything else counts as empty.
#[derive(Default)]
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Any {
            Text(String),
            Number(serde_json::Number),
            Other(IgnoredAny),
        }
        Ok(Self(match Any::deserialize(deserializer)? {
            Any::Text(mut text) => {
                text.truncate(text.floor_char_boundary(LONGEST_FIELD));
                text
            }
            Any::Number(number) => number.to_string(),
            Any::Other(IgnoredAny) => String::new(),
        }))
    }
}

/// Keeps [`MOST_ENTRIES`] items. Others are skipped, so that they take no memory.
fn first_items<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Item>, D::Error> {
    struct Items;

    impl<'de> Visitor<'de> for Items {
        type Value = Vec<Item>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of items")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Item>, A::Error> {
            let mut items = Vec::new();
            while items.len() < MOST_ENTRIES {
                match list.next_element()? {
                    Some(item) => items.push(item),
                    None => return Ok(items),
                }
            }
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(items)
        }
    }

    deserializer.deserialize_seq(Items)
}

/// `None` if the text is no JSON Feed.
pub(crate) fn read(text: &str) -> Option<RawFeed> {
    let file: File = serde_json::from_str(text).ok()?;
    if !file.version.starts_with("https://jsonfeed.org/version/1") {
        return None;
    }
    let entries = file.items.into_iter().map(entry).collect();
    Some(RawFeed { title: Words::plain(file.title.0), ttl: None, entries })
}

fn entry(item: Item) -> RawEntry {
    let first = |texts: [Text; 2]| {
        let found = texts.into_iter().map(|text| text.0).find(|text| !text.trim().is_empty());
        found.map(|href| Reference { href, base: None })
    };
    let content = match item.content_html.0 {
        html if !html.is_empty() => Words::html(html),
        _ => Words::plain(item.content_text.0),
    };
    let mut entry = RawEntry {
        id: item.id.0,
        title: Words::plain(item.title.0),
        link: first([item.url, item.external_url]),
        permalink: None,
        summary: Words::plain(item.summary.0),
        content,
        pictures: Vec::new(),
        published: item.date_published.0,
        updated: item.date_modified.0,
        base: None,
    };
    entry.add_picture(PictureSource::Thumbnail, item.image.0, None);
    entry.add_picture(PictureSource::Content, item.banner_image.0, None);
    entry
}
