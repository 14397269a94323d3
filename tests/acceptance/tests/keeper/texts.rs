//! Texts at the very limit of each unit, and of every script and direction.

use keeper::{Error, ShareRequest};
use simnet::Network;

use crate::{
    bench::{account_at, account_with, accounts_at, activity, all_reach, only_one, to, to_all},
    support::Home,
};

const FAMILY: &str = "👨‍👩‍👧‍👦";
const LINK: &str = "https://news.example/a/long/way/to/the/page?of=2026 ";

/// Texts in each unit that just fit: the network, the text, and the sentence about one more letter.
fn texts_that_just_fit() -> Vec<(Network, String, &'static str)> {
    use Network::{Bluesky, LinkedIn, Mastodon, Threads, Tumblr, X};

    let mentions = "@dana@mastodon.example ";
    vec![
        (LinkedIn, "😀".repeat(3000), "too long for LinkedIn by 1: LinkedIn takes 3000;"),
        (Tumblr, "ن".repeat(4096), "too long for Tumblr by 1: Tumblr takes 4096;"),
        (Mastodon, FAMILY.repeat(500), "too long for Mastodon by 1: Mastodon takes 500;"),
        (Mastodon, LINK.to_owned() + &"é".repeat(476), "too long for Mastodon by 1:"),
        (Mastodon, mentions.to_owned() + &"x".repeat(494), "too long for Mastodon by 1:"),
        (Bluesky, "字".repeat(300), "too long for Bluesky by 1: Bluesky takes 300, and 3000 bytes at most;"),
        (
            Bluesky,
            FAMILY.repeat(120),
            "too long for Bluesky by 1: Bluesky takes 300, and 3000 bytes at most;",
        ),
        (X, "字".repeat(140), "too long for X by 1: X takes 280;"),
        (X, FAMILY.repeat(140), "too long for X by 1: X takes 280;"),
        (X, LINK.to_owned() + &"x".repeat(256), "too long for X by 1:"),
        (Threads, "😀".repeat(125), "too long for Threads by 1: Threads takes 500;"),
    ]
}

fn refusal(home: &Home, request: &ShareRequest) -> String {
    let error = home.share(request).unwrap_err();
    assert!(matches!(error, Error::TooLong { surplus: 1, .. }), "{error:?}");
    error.to_string()
}

#[tokio::test]
async fn a_text_that_is_too_long_by_one_is_refused_in_each_unit_and_one_that_fits_is_taken() {
    let networks = [
        Network::LinkedIn,
        Network::Tumblr,
        Network::Mastodon,
        Network::Bluesky,
        Network::X,
        Network::Threads,
    ];
    let (_bench, home, ids) = accounts_at(&networks).await;
    for (network, text, sentence) in texts_that_just_fit() {
        let place = networks.iter().position(|known| *known == network).unwrap();
        let longer = to(&ids[place], &format!("{text}x"));
        let said = refusal(&home, &longer);
        assert!(said.contains(sentence), "{network}: {said}");
        let measured = home.measure(&text, None, 0, &longer.to);
        assert_eq!((measured[0].left, measured[0].surplus_from), (0, None), "{network}");
        let measured = home.measure(&longer.text, None, 0, &longer.to);
        assert_eq!((measured[0].left, measured[0].surplus_from), (-1, Some(text.len())), "{network}");
    }
    assert!(home.activities().unwrap().is_empty());
}

#[tokio::test]
async fn a_unit_that_no_shipped_network_has_counts_as_well() {
    let unit = "unit = \"characters\"";
    let (_bench, home, id) = account_with(Network::Tumblr, |bench| {
        bench.edit_network(Network::Tumblr, |file| {
            assert!(file.contains(unit), "{file}");
            file.replace(unit, "unit = \"utf16\"")
        });
    })
    .await;
    let text = "😀".repeat(2048);
    assert!(refusal(&home, &to(&id, &format!("{text}x"))).contains("Tumblr takes 4096"));
    assert_eq!(home.measure(&text, None, 0, &[id.into()])[0].left, 0);
}

#[tokio::test]
async fn a_text_that_just_fits_arrives_whole() {
    for network in [Network::Mastodon, Network::Bluesky, Network::X] {
        let (bench, home, id) = account_at(network).await;
        for (number, (_, text, _)) in
            texts_that_just_fit().into_iter().filter(|(of, ..)| *of == network).enumerate()
        {
            let shared = home.share(&to(&id, &text)).unwrap();
            all_reach(&home, &shared, keeper::PostStage::Shared).await;
            let posts = bench.net.posts(network);
            assert_eq!(posts.len(), number + 1, "{network}");
            assert!(posts.iter().any(|post| post.text == text.trim_end()), "{network}: {posts:?}");
        }
    }
}

/// Scripts, directions, emoji and marks of every kind.
const SCRIPTS: &str = "שלום (world) 123, مرحبا!\n\u{2067}right‏ to left\u{2069} \u{202e}gnp.exe\u{202c}\nनमस्ते ไทย བོད་ཡིག မြန်မာ ខ្មែរ தமிழ்\n\
    漢字かな交じり文 안녕 \u{110b}\u{1161}\u{11ab} 𠮷 𝕏 𒀀\n👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇪🇺 👍🏽 ❤️ ☺︎ 1️⃣ 🫨\ne\u{301} Z\u{335}\u{321}\u{327}a\u{36b}l\u{34e}go ﬁ ſ İ ı ß \u{e000} \u{fffd} \u{ad}- \
    \\ | {} @ [ ] ( ) < > # * _ ~ & \"' %00 $(x) `y` <b>z</b> &amp;\tend";

#[tokio::test]
async fn a_text_of_any_script_and_direction_arrives_as_it_was_written() {
    let networks = [Network::Mastodon, Network::Bluesky];
    let (bench, home, ids) = accounts_at(&networks).await;
    let id = home.share(&to_all(&ids, SCRIPTS)).unwrap();
    all_reach(&home, &id, keeper::PostStage::Shared).await;
    for network in networks {
        assert_eq!(only_one(&bench, network).text, SCRIPTS, "{network}");
    }
    assert_eq!(activity(&home, &id).content.text, SCRIPTS);
}

#[tokio::test]
async fn a_text_of_which_nothing_is_seen_is_not_shared() {
    let (bench, home, id) = account_at(Network::Mastodon).await;
    for unseen in ["\u{200b}", "\u{2067}\u{2069}", "\u{200f}\n", "\u{feff}", "\u{2800}", "\u{3164}", "\u{7}"]
    {
        let error = home.share(&to(&id, unseen)).unwrap_err().to_string();
        assert!(error.contains("nothing to share"), "{unseen:?}: {error}");
    }
    assert!(home.activities().unwrap().is_empty() && bench.net.posts(Network::Mastodon).is_empty());
}
