//! The pages with a network's posts: its timeline, and a page for each post.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, SecondsFormat, Utc};
use maud::{Markup, html};
use percent_encoding::percent_decode_str;

use crate::{
    pages::{avatar, page as whole, problem},
    posts::{Kept, Link, PostPicture},
    text::{Part, parts},
    wire::{Answer, Asked},
    world::World,
};

/// The path of the timeline.
pub(crate) const PATH: &str = "/timeline";

/// The timeline, or the page of a post. `None`: the path belongs to something else.
pub(crate) fn page(world: &World, asked: &Asked, now: DateTime<Utc>) -> Option<Answer> {
    if asked.method != "GET" {
        return None;
    }
    if asked.path == PATH {
        return Some(Answer::page(200, timeline(world, now)));
    }
    let path = percent_decode_str(&asked.path).decode_utf8_lossy();
    if let Some(kept) =
        world.posts.shown(now).find(|kept| kept.draft.paths.iter().any(|known| *known == path))
    {
        return Some(Answer::page(200, single(world, kept)));
    }
    let is_post =
        ["/@", "/profile/", "/notice/", "/p/", "/display/"].iter().any(|start| path.starts_with(start));
    is_post.then(|| Answer::page(404, problem(world.network, "There is no post at this address.")))
}

fn timeline(world: &World, now: DateTime<Utc>) -> String {
    let posts: Vec<_> = world.posts.shown(now).collect();
    let content = html! {
        h1 { "Posts" }
        p.lead {
            @match posts.len() {
                0 => "Nobody has posted anything here yet.",
                1 => "1 post",
                number => { (number) " posts, newest first" }
            }
        }
        @if !posts.is_empty() {
            ol.posts {
                @for kept in &posts { li { (post(world, kept, true)) } }
            }
        }
    };
    whole(world.network, "Posts", &content)
}

fn single(world: &World, kept: &Kept) -> String {
    let author = world.members[kept.draft.member].name;
    let content = html! {
        h1 { "Post by " (author) }
        div.posts { (post(world, kept, false)) }
        p.fine { a href=(PATH) { "All posts" } }
    };
    whole(world.network, &format!("Post by {author}"), &content)
}

/// One post. On the timeline, its time leads to its own page.
fn post(world: &World, kept: &Kept, leads: bool) -> Markup {
    let author = &world.members[kept.draft.member];
    let time = html! {
        time datetime=(kept.at.to_rfc3339_opts(SecondsFormat::Secs, true)) {
            (kept.at.format("%a %-d %b %Y, %H:%M")) " UTC"
        }
    };
    let placed = placed(kept);
    // The title is the begin of the text here.
    let of_title = placed.as_ref().and_then(|(_, title)| kept.draft.text.strip_prefix(title.as_str()));
    let text = of_title.map_or(kept.draft.text.as_str(), str::trim_start);
    html! {
        article aria-label=(format!("{}, {}", author.name, kept.at.format("%-d %b %Y, %H:%M"))) {
            p.author {
                (avatar(author.name))
                span { strong { (author.name) } code { "@" (author.username) } }
            }
            @if let Some((place, title)) = &placed {
                p.place { code { "r/" (place) } }
                p.text dir="auto" { strong { (title) } }
            }
            p.text dir="auto" {
                @for part in parts(text) {
                    @match part {
                        Part::Plain(text) => (text),
                        Part::Link(url) => (link(url, url)),
                    }
                }
            }
            @for picture in world.posts.pictures(&kept.draft.id) {
                img src=(data_address(picture)) alt=(picture.description);
            }
            @if let Some(shared) = &kept.draft.link { (card(shared)) }
            p.fine { @if leads { a href=(kept.draft.paths[0]) { (time) } } @else { (time) } }
        }
    }
}

/// The community and the title of a post, where the network has both.
fn placed(kept: &Kept) -> Option<(String, String)> {
    let record = kept.draft.record.as_ref()?;
    let member = |name: &str| record.value.get(name)?.as_str().map(str::to_owned);
    Some((member("subreddit")?, member("title")?))
}

/// The address of a picture that holds the picture itself: the pages load nothing.
fn data_address(picture: &PostPicture) -> String {
    format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.file))
}

/// The card that an app sent. A bare link already is in the text.
fn card(shared: &Link) -> Markup {
    let title = shared.title.as_deref().filter(|title| !title.is_empty());
    html! {
        @if shared.title.is_some() {
            div.link dir="auto" {
                strong { (link(&shared.url, title.unwrap_or(&shared.url))) }
                @if let Some(description) = &shared.description { span { (description) } }
                code { (shared.url) }
            }
        }
    }
}

/// A link for web addresses, and plain text for any other.
fn link(url: &str, words: &str) -> Markup {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    html! {
        @if is_web { a href=(url) rel="nofollow noreferrer" { (words) } } @else { (words) }
    }
}
