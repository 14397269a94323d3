//! The communities of Reddit: their names, and the sentences about a community that does not take a post.

use serde_json::Value;
use url::Url;

use crate::{Answer, Job};

/// The names of lists of many communities, to which nobody posts.
const LISTS: [&str; 4] = ["all", "friends", "mod", "popular"];

/// The name of the community that a person means, in small letters, because Reddit tells no case apart. It is empty for the
/// account's own profile. A community has 3 to 21 letters, digits and underscores, and does not begin with an underscore;
/// those of languages have two letters, such as `de`.
pub(super) fn community(typed: &str, username: Option<&str>) -> Option<String> {
    let typed = typed.trim();
    let of_address = of_address(typed);
    let path = of_address.as_deref().unwrap_or(typed).trim_matches('/').to_ascii_lowercase();
    let (kind, rest) = path.split_once('/').unwrap_or(("r", &path));
    // An address of a post is below its community.
    let name = rest.split('/').next().unwrap_or_default();
    let own = username.map(str::to_ascii_lowercase);
    let is_own = |name: &str| own.as_deref() == Some(name);
    match kind {
        "r" if name.strip_prefix("u_").is_some_and(is_own) => Some(String::new()),
        "u" | "user" if is_own(name) => Some(String::new()),
        "r" => is_community(name).then(|| name.to_owned()),
        _ => None,
    }
}

/// The path of an address at Reddit.
fn of_address(typed: &str) -> Option<String> {
    let bare = typed.contains("reddit.com").then(|| format!("https://{typed}"));
    let url = if typed.contains("://") { Url::parse(typed) } else { Url::parse(&bare?) }.ok()?;
    let host = url.host_str()?;
    (host == "reddit.com" || host.ends_with(".reddit.com")).then(|| url.path().to_owned())
}

fn is_community(name: &str) -> bool {
    let is_sound = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_language = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_long = (3..=21).contains(&name.len()) && !name.starts_with('_') && name.bytes().all(is_sound);
    (is_language || is_long) && !LISTS.contains(&name)
}

/// The sentence about a refusal of Reddit, where its own one does not say what to do.
pub(super) fn sentence(job: &Job<'_>, answer: &Answer<'_>) -> Option<String> {
    let json: Value = serde_json::from_slice(answer.body).ok()?;
    let code = json.pointer("/json/errors/0/0").or_else(|| json.get("reason"))?.as_str()?;
    let place = match job.to.page.as_str() {
        "" => "your profile".to_owned(),
        name => format!("r/{name}"),
    };
    Some(match code {
        "SUBREDDIT_NOEXIST" | "BAD_SR_NAME" => format!("There is no {place}. Choose another community."),
        "SUBREDDIT_NOTALLOWED" => format!("You may not post in {place}. Choose another community."),
        "SUBREDDIT_REQUIRED" => "Reddit asks for a community. Choose one.".to_owned(),
        "private" | "banned" | "quarantined" | "gold_only" => {
            format!("{place} is closed to you. Choose another community.")
        }
        "NO_SELFS" => {
            format!(
                "{place} takes only links. Share a link without a text beside the title, or choose another community."
            )
        }
        "NO_LINKS" => {
            format!(
                "{place} takes only texts. Write more than the title beside the link, or choose another community."
            )
        }
        "SUBMIT_VALIDATION_FLAIR_REQUIRED" => {
            format!("{place} asks for a flair, which Gander cannot choose. Choose another community.")
        }
        "DOMAIN_BANNED" => format!(
            "{place} does not take links to this website. Remove the link, or choose another community."
        ),
        "VERIFIED_USER_REQUIRED" => {
            "Reddit asks for a confirmed mail address. Confirm yours at Reddit.".to_owned()
        }
        _ => return None,
    })
}
