//! Pages as places to share to: chosen by name, and held back while the account may not act for them.

use chrono::TimeDelta;
use keeper::{Late, PostStage, ShareRequest, Target};
use simnet::Network;

use crate::{
    bench::{BAKERY, GARDEN, account_at, held_page, listed_pages, only_post, reaches, to},
    support::settled,
};

const NETWORK: Network = Network::Facebook;
const NAME: &str = "Goose Garden";
const TEXT: &str = "Geese are back";

#[tokio::test]
async fn a_held_page_is_a_place_to_share_to_beside_the_account_itself() {
    let (_bench, home, id) = account_at(NETWORK).await;
    listed_pages(&home, &id).await;
    assert!(home.sharing_accounts().iter().all(|account| account.target.page.is_none()), "none is held yet");
    let page = held_page(&home, &id, GARDEN).await;
    let account = &home.sharing_accounts()[0];
    assert_eq!((&account.target, account.page_name.as_deref(), account.is_lost), (&page, Some(NAME), false));
    let refused = |target: Target| home.share(&to(&target, TEXT)).unwrap_err().to_string();
    assert_eq!(refused(Target::new(id.clone(), "7")), "the account runs no page `7`");
    assert_eq!(
        refused(Target::new(id, BAKERY)),
        format!("the account runs no page `{BAKERY}`"),
        "it is not held"
    );
    let shared = home.share(&to(&page.to_string().parse::<Target>().unwrap(), TEXT)).unwrap();
    reaches(&home, &shared, PostStage::Shared).await;
    let post = only_post(&home, &shared);
    assert_eq!((post.account.as_str(), post.page.as_deref()), (NAME, Some(GARDEN)));
}

#[tokio::test]
async fn a_post_waits_while_the_account_may_not_act_for_its_page() {
    let (bench, home, id) = account_at(NETWORK).await;
    let page = held_page(&home, &id, GARDEN).await;
    let plan = Some((bench.now() + TimeDelta::hours(1), Late::SixHours));
    let planned = home.share(&ShareRequest { plan, ..to(&page, TEXT) }).unwrap();
    bench.net.set_page_role(NETWORK, "danar", GARDEN, false).unwrap();
    home.ask(&id).await;
    assert!(home.sharing_accounts()[0].is_lost);
    let error = home.share(&to(&page, TEXT)).unwrap_err().to_string();
    assert!(error.contains(NAME) && error.contains("leave it out"), "{error}");
    bench.advance(TimeDelta::minutes(61)).await;
    settled(&home).await;
    assert_eq!(only_post(&home, &planned).stage, PostStage::Waits);
    assert!(bench.net.posts(NETWORK).is_empty());
    bench.net.set_page_role(NETWORK, "danar", GARDEN, true).unwrap();
    home.ask(&id).await;
    reaches(&home, &planned, PostStage::Shared).await;
    assert_eq!(bench.net.posts(NETWORK).len(), 1);
}
