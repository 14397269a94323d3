//! The place of a post inside its network: a community of Reddit that the person names, a board of Pinterest that Gander
//! holds. Each one is a destination of its own.

use keeper::{ConnectionId, Error, Place, PostStage, ShareRequest, Target};
use simnet::{Endpoint, FaultKind, Network};

use crate::{
    bench::{account_with_grace, held_page, only_one, only_post, reaches, share_and_lose, to, wait},
    support::Home,
};

const REDDIT: Network = Network::Reddit;

fn at(id: &ConnectionId, place: &str) -> Target {
    Target { connection: id.clone(), page: Some(place.into()) }
}

/// Shares, and waits until Reddit refuses it. Returns the sentence.
async fn refusal(home: &Home, request: &ShareRequest) -> String {
    let id = home.share(request).unwrap();
    reaches(home, &id, PostStage::Refused).await;
    only_post(home, &id).reason.expect("a sentence")
}

#[tokio::test]
async fn a_post_goes_to_the_community_that_the_person_names_with_its_title() {
    let (bench, home, id) = account_with_grace(REDDIT).await;
    let [account] = home.sharing_accounts().try_into().expect("one account");
    assert_eq!((account.place, account.longest_title), (Some(Place::Community), Some(300)));
    let title = Some(" Honk\n twice ".to_owned());
    // The same community in two forms is one place.
    let to_both = vec![at(&id, "https://www.reddit.com/r/Geese/"), at(&id, "r/geese")];
    let request = ShareRequest { title, to: to_both, ..to(&id, "Geese are back") };
    let shared = home.share(&request).unwrap();
    reaches(&home, &shared, PostStage::Shared).await;
    let post = only_post(&home, &shared);
    assert_eq!((post.page.as_deref(), post.place.as_deref()), (Some("geese"), Some("r/geese")));
    assert_eq!(
        (post.title.as_deref(), post.own),
        (Some("Honk twice"), None),
        "a title is no text of its own"
    );
    assert!(only_one(&bench, REDDIT).text.starts_with("Honk twice\n\nGeese are back"));
    // The own profile is no community.
    let own = home.share(&ShareRequest { to: vec![at(&id, "u/danar")], ..to(&id, "Mine") }).unwrap();
    wait(&bench, &home, 3).await;
    reaches(&home, &own, PostStage::Shared).await;
    assert_eq!((only_post(&home, &own).page, only_post(&home, &own).place), (None, None));
}

#[tokio::test]
async fn a_place_or_a_title_that_cannot_be_is_refused_before_anything_is_stored() {
    let (_bench, home, id) = account_with_grace(REDDIT).await;
    for place in ["x", "two-words", "u/other", "https://example.org/r/geese", "all"] {
        let error = home.share(&ShareRequest { to: vec![at(&id, place)], ..to(&id, "Geese") }).unwrap_err();
        assert!(matches!(&error, Error::BadInput(why) if why.contains("/r/NAME")), "{place}: {error}");
    }
    let long = ShareRequest { title: Some("x".repeat(301)), ..to(&id, "Geese") };
    assert!(home.share(&long).unwrap_err().to_string().contains("too long for Reddit by 1"));
    let (_other, elsewhere, account) = account_with_grace(Network::Mastodon).await;
    let titled = ShareRequest { title: Some("Geese".into()), ..to(&account, "Geese") };
    assert!(elsewhere.share(&titled).unwrap_err().to_string().contains("title"));
    assert!(home.activities().unwrap().is_empty() && elsewhere.activities().unwrap().is_empty());
}

#[tokio::test]
async fn a_refusal_for_the_community_says_what_to_do_and_another_one_takes_the_post() {
    let (bench, home, id) = account_with_grace(REDDIT).await;
    let link = Some("https://news.example/geese".to_owned());
    for (place, link, says) in [
        ("nowhere_at_all", None, "There is no r/nowhere_at_all."),
        ("oldgeese", None, "You may not post in r/oldgeese."),
        ("geesetalk", link, "r/geesetalk takes only texts."),
        ("geesephotos", None, "r/geesephotos asks for a flair"),
    ] {
        let request = ShareRequest { link, to: vec![at(&id, place)], ..to(&id, "Geese") };
        let sentence = refusal(&home, &request).await;
        assert!(sentence.starts_with(says) && sentence.contains("another community"), "{sentence}");
        wait(&bench, &home, 3).await;
    }
    assert_eq!(home.health(&id), keeper::Health::Active);
    let refused = home.activities().unwrap().remove(0);
    let posts = [refused.posts[0].id.clone()];
    home.edit_activity(&refused.id, &posts, &ShareRequest { to: vec![at(&id, "geese")], ..to(&id, "Geese") })
        .unwrap();
    wait(&bench, &home, 3).await;
    let post = only_one(&bench, REDDIT);
    assert!(post.handle.unwrap().contains(r#""subreddit":"geese""#));
    let stages = |home: &Home| {
        let activity = home.activities().unwrap().into_iter().find(|known| known.id == refused.id).unwrap();
        activity.posts.into_iter().map(|post| (post.place, post.stage)).collect::<Vec<_>>()
    };
    let mut known = stages(&home);
    known.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(
        known,
        [(Some("r/geese".into()), PostStage::Shared), (Some("r/geesephotos".into()), PostStage::Cancelled)]
    );
}

#[tokio::test]
async fn a_look_takes_no_post_of_another_community_for_a_lost_one() {
    let (bench, home, id) = account_with_grace(REDDIT).await;
    let same = |place: &str| ShareRequest { to: vec![at(&id, place)], ..to(&id, "Geese") };
    let first = home.share(&same("geese")).unwrap();
    reaches(&home, &first, PostStage::Shared).await;
    let lost = share_and_lose(&bench, &home, REDDIT, FaultKind::ResetBefore, &same("geesetalk")).await;
    wait(&bench, &home, 8).await;
    assert_eq!(only_post(&home, &lost).stage, PostStage::Unknown, "the twin is in another community");
    assert_eq!(bench.net.request_count(REDDIT, Endpoint::Publish), 2, "nothing was sent again");
    let found = share_and_lose(&bench, &home, REDDIT, FaultKind::ResetAfter, &same("r/geesetalk")).await;
    wait(&bench, &home, 8).await;
    reaches(&home, &found, PostStage::Shared).await;
    assert_eq!(bench.net.posts(REDDIT).len(), 2);
}

#[tokio::test]
async fn the_boards_of_an_account_are_the_places_of_one_account() {
    let (_bench, home, id) = account_with_grace(Network::Pinterest).await;
    assert_eq!(home.sharing_accounts(), [], "no board is held");
    let board = held_page(&home, &id, "301000000000000001").await;
    let [account] = home.sharing_accounts().try_into().expect("one account for all boards");
    assert_eq!((account.place, account.longest_title), (Some(Place::Board), Some(100)));
    assert_eq!(account.target, Target::from(id));
    let [known] = account.places.try_into().expect("the held board");
    assert_eq!(Some(known.id), board.page);
}
