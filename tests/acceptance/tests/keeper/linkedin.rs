//! Posts at LinkedIn: no app may look for a member's post, but LinkedIn refuses a twin and names the first post.

use chrono::TimeDelta;
use keeper::{ConnectionId, Decision, Health, PostStage, ShareRequest, Target};
use simnet::{Endpoint, Fault, FaultKind, Network, Post};

use crate::{
    bench::{
        A_LOOK, account_at, account_with, add_picture, asked, held_page, only_post, pass_minutes, png,
        reaches, share_again, to, wait,
    },
    support::{Bench, Home, PASSWORD, settled},
};

const LINKEDIN: Network = Network::LinkedIn;
const PAGE: &str = "urn:li:organization:3010001";

fn only_one(bench: &Bench) -> Post {
    crate::bench::only_one(bench, LINKEDIN)
}

fn breaks_once(bench: &Bench, kind: FaultKind) {
    crate::bench::breaks_once(bench, LINKEDIN, kind);
}

async fn share_and_lose(bench: &Bench, home: &Home, kind: FaultKind, request: &ShareRequest) -> String {
    crate::bench::share_and_lose(bench, home, LINKEDIN, kind, request).await
}

#[tokio::test]
async fn a_text_arrives_whole_and_its_link_is_a_card() {
    let (bench, home, id) = account_at(LINKEDIN).await;
    let (text, link) = ("Geese (all of them) are back_now #geese 🪿", "https://news.example/geese");
    let id = home.share(&ShareRequest { link: Some(link.into()), ..to(&id, text) }).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    let post = only_one(&bench);
    assert_eq!((post.text.as_str(), post.arrived), (text, 1));
    let card = post.link.expect("a card");
    assert_eq!((card.url.as_str(), card.title.as_deref()), (link, Some("news.example")));
    let address = only_post(&home, &id).address.expect("an address");
    assert_eq!(address.as_str(), format!("https://www.linkedin.com/feed/update/{}/", post.id));
}

#[tokio::test]
async fn a_lost_answer_is_for_the_person_and_the_twin_that_linkedin_names_is_the_post() {
    use FaultKind::{CutAfterRotation, GatewayTimeout, ResetAfter, Status500After};
    for kind in [ResetAfter, CutAfterRotation, Status500After, GatewayTimeout] {
        let (bench, home, id) = account_at(LINKEDIN).await;
        let id = share_and_lose(&bench, &home, kind, &to(&id, "Lost and found")).await;
        wait(&bench, &home, 4).await;
        assert_eq!(only_post(&home, &id).stage, PostStage::Unknown, "{kind:?}");
        assert_eq!(bench.net.request_count(LINKEDIN, Endpoint::Look), 0, "{kind:?}");
        assert_eq!(bench.net.request_count(LINKEDIN, Endpoint::Publish), 1, "{kind:?}");
        share_again(&home, &id);
        wait(&bench, &home, 1).await;
        reaches(&home, &id, PostStage::Shared).await;
        let post = only_one(&bench);
        assert_eq!(post.arrived, 2, "{kind:?}");
        assert!(only_post(&home, &id).address.unwrap().as_str().contains(&post.id), "{kind:?}");
    }
}

#[tokio::test]
async fn a_twin_that_may_be_an_older_post_is_not_taken_for_this_one() {
    let (bench, home, id) = account_at(LINKEDIN).await;
    let id = share_and_lose(&bench, &home, FaultKind::ResetAfter, &to(&id, "Lost for an hour")).await;
    bench.advance(TimeDelta::hours(1)).await;
    share_again(&home, &id);
    asked(&bench, LINKEDIN, |count| count == 2).await;
    reaches(&home, &id, PostStage::Unknown).await;
    let address = format!("https://www.linkedin.com/feed/update/{}/", only_one(&bench).id);
    let there = Decision::There(Some(address.parse().unwrap()));
    home.settle_post(&only_post(&home, &id).id, there).unwrap();
    assert_eq!(only_post(&home, &id).stage, PostStage::Shared);
}

#[tokio::test]
async fn a_request_that_never_arrived_is_shared_again_by_the_person_alone() {
    for kind in [FaultKind::ResetBefore, FaultKind::Status500, FaultKind::NoContent, FaultKind::Html] {
        let (bench, home, id) = account_at(LINKEDIN).await;
        let id = share_and_lose(&bench, &home, kind, &to(&id, "Never arrived")).await;
        pass_minutes(&bench, &home, [3, 45, 24 * 60]).await;
        assert_eq!(only_post(&home, &id).stage, PostStage::Unknown, "{kind:?}");
        assert_eq!(bench.net.request_count(LINKEDIN, Endpoint::Publish), 1, "{kind:?}");
        share_again(&home, &id);
        wait(&bench, &home, 1).await;
        reaches(&home, &id, PostStage::Shared).await;
        assert_eq!(only_one(&bench).arrived, 2, "{kind:?}");
    }
}

#[tokio::test]
async fn a_duplicate_of_another_post_is_refused_with_linkedins_sentence() {
    let (bench, home, id) = account_at(LINKEDIN).await;
    let first = home.share(&to(&id, "Twice")).unwrap();
    reaches(&home, &first, PostStage::Shared).await;
    let second = home.share(&to(&id, "Twice")).unwrap();
    wait(&bench, &home, 1).await;
    reaches(&home, &second, PostStage::Refused).await;
    let sentence = format!("Content is a duplicate of {}", only_one(&bench).id);
    assert_eq!(only_post(&home, &second).reason, Some(sentence));
    // Soon after a lost answer, too: the post that LinkedIn names is known as another.
    breaks_once(&bench, FaultKind::ResetBefore);
    let third = home.share(&to(&id, "Twice")).unwrap();
    wait(&bench, &home, 1).await;
    reaches(&home, &third, PostStage::Unknown).await;
    share_again(&home, &third);
    wait(&bench, &home, 2).await;
    reaches(&home, &third, PostStage::Unknown).await;
    assert_eq!(only_one(&bench).text, "Twice");
}

#[tokio::test]
async fn a_day_that_is_full_ends_at_midnight_in_utc() {
    let (bench, home, id) = account_at(LINKEDIN).await;
    breaks_once(&bench, FaultKind::RateLimit);
    let id = home.share(&to(&id, "Tomorrow")).unwrap();
    reaches(&home, &id, PostStage::WaitsForNetwork).await;
    let midnight =
        (bench.now().date_naive() + chrono::Days::new(1)).and_time(chrono::NaiveTime::MIN).and_utc();
    bench.advance(midnight - bench.now() - TimeDelta::seconds(90)).await;
    settled(&home).await;
    assert_eq!(only_post(&home, &id).stage, PostStage::WaitsForNetwork);
    bench.advance(TimeDelta::minutes(5)).await;
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(only_one(&bench).text, "Tomorrow");
}

#[tokio::test]
async fn a_refused_token_holds_the_post_until_reauthorize() {
    let (bench, home, id) = account_at(LINKEDIN).await;
    bench.net.revoke(LINKEDIN, "danar").unwrap();
    let shared = home.share(&to(&id, "Held")).unwrap();
    wait(&bench, &home, 8).await;
    assert!(matches!(home.health(&id), Health::Disconnected { .. }), "{:?}", home.health(&id));
    assert_eq!(only_post(&home, &shared).stage, PostStage::Waits);
    assert!(bench.net.posts(LINKEDIN).is_empty());
    home.sign_in_again(&id, PASSWORD).await;
    wait(&bench, &home, 1).await;
    reaches(&home, &shared, PostStage::Shared).await;
    assert_eq!(only_one(&bench).text, "Held");
}

#[tokio::test]
async fn a_refused_content_has_the_sentence_and_an_ended_version_is_a_matter_of_the_app() {
    let (bench, home, id) = account_at(LINKEDIN).await;
    breaks_once(&bench, FaultKind::RefuseContent);
    let refused = home.share(&to(&id, "Refused")).unwrap();
    reaches(&home, &refused, PostStage::Refused).await;
    assert!(only_post(&home, &refused).reason.unwrap().contains("FIELD_LENGTH_TOO_LONG"));
    bench.leave(home).await;
    bench.edit_network(LINKEDIN, |text| text.replace("202605", "202405"));
    let home = bench.home().await;
    let held = home.share(&to(&id, "Held")).unwrap();
    bench.advance(A_LOOK).await;
    asked(&bench, LINKEDIN, |count| count > 1).await;
    wait(&bench, &home, 3).await;
    assert_eq!(home.health(&id), Health::Active);
    assert!(!matches!(only_post(&home, &held).stage, PostStage::Unknown | PostStage::Refused));
    bench.leave(home).await;
    bench.edit_network(LINKEDIN, |text| text.replace("202405", "202605"));
    let home = bench.home().await;
    bench.advance(TimeDelta::hours(2)).await;
    reaches(&home, &held, PostStage::Shared).await;
    assert_eq!(only_one(&bench).text, "Held");
}

/// An account that holds an organization, and where its posts go.
async fn bench_of_a_page() -> (Bench, Home, ConnectionId, Target) {
    let scopes = "\"w_member_social\",\n    \"w_organization_social\",\n    \"r_organization_social\",\n    \"rw_organization_admin\",";
    let edit = |file: String| {
        let file = file.replacen("\"w_member_social\",", scopes, 1);
        file.replacen("[publish]\n", "[publish]\nto = \"pages\"\n", 1)
    };
    let (bench, home, id) = account_with(LINKEDIN, |bench| bench.edit_network(LINKEDIN, edit)).await;
    let page = held_page(&home, &id, PAGE).await;
    (bench, home, id, page)
}

#[tokio::test]
async fn a_post_of_an_organization_whose_answer_was_lost_is_found_in_its_list_and_can_be_deleted() {
    let (bench, home, _, page) = bench_of_a_page().await;
    let request = to(&page, "Bread (fresh) #geese");
    let id = share_and_lose(&bench, &home, FaultKind::ResetAfter, &request).await;
    wait(&bench, &home, 1).await;
    reaches(&home, &id, PostStage::Shared).await;
    let post = only_one(&bench);
    assert_eq!((post.text.as_str(), post.arrived), ("Bread (fresh) #geese", 1));
    assert!(post.handle.unwrap().starts_with(PAGE));
    assert!(home.delete_post(&only_post(&home, &id).id).await.unwrap());
    assert!(bench.net.posts(LINKEDIN).is_empty());
}

#[tokio::test]
async fn an_organization_without_the_members_role_takes_no_post() {
    let (bench, home, id, page) = bench_of_a_page().await;
    bench.net.set_page_role(LINKEDIN, "danar", PAGE, false).unwrap();
    let shared = home.share(&to(&page, "Bread")).unwrap();
    reaches(&home, &shared, PostStage::Refused).await;
    assert!(only_post(&home, &shared).reason.unwrap().contains("Organization permissions"));
    assert_eq!(home.health(&id), Health::Active);
    assert!(bench.net.posts(LINKEDIN).is_empty());
}

#[tokio::test]
async fn pictures_are_uploaded_before_their_post_and_a_refused_upload_is_tried_again() {
    let (bench, home, _, page) = bench_of_a_page().await;
    let mut pictures = Vec::new();
    for (side, description) in [(20, "A goose"), (30, "")] {
        pictures.push(add_picture(&home, png(side), description).await);
    }
    // The first request registers a picture, and nothing is published without it.
    let fails = Fault::at(Endpoint::Upload, FaultKind::Status500).times(1);
    bench.net.set_fault(LINKEDIN, fails).unwrap();
    let id = home.share(&ShareRequest { pictures, ..to(&page, "Two geese") }).unwrap();
    reaches(&home, &id, PostStage::WaitsForNetwork).await;
    wait(&bench, &home, 1).await;
    reaches(&home, &id, PostStage::Shared).await;
    let post = only_one(&bench);
    let shown: Vec<_> = post.pictures.iter().map(|picture| picture.description.as_str()).collect();
    assert_eq!((shown, post.arrived), (vec!["A goose", ""], 1));
}
