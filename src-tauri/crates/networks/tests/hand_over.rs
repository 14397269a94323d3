//! The pages on which a person shares by hand.

use networks::{AddressUse, Catalogue, Network};
use url::Url;

const LINK: &str = "https://news.example/geese?of=2026&all=1";

fn network(id: &str) -> Network {
    Catalogue::builtin().get(&id.into()).expect("a shipped network").as_ref().clone()
}

#[test]
fn the_shipped_pages_are_those_of_the_networks_that_take_too_little() {
    let catalogue = Catalogue::builtin();
    let by_hand = catalogue.iter().filter(|network| network.hand_over.is_some());
    let mut ids: Vec<_> = by_hand.map(|network| network.id.to_string()).collect();
    ids.sort();
    assert_eq!(ids, ["facebook", "instagram", "tiktok", "youtube"]);
}

#[test]
fn only_facebook_takes_a_link_in_its_address() {
    let link: Url = LINK.parse().unwrap();
    let page = network("facebook").hand_over.unwrap().page_with(&link).unwrap();
    assert_eq!(
        page.as_str(),
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fnews.example%2Fgeese%3Fof%3D2026%26all%3D1"
    );
    for id in ["instagram", "tiktok", "youtube"] {
        assert_eq!(network(id).hand_over.unwrap().page_with(&link), None, "{id}");
    }
}

#[test]
fn a_page_is_read_by_people_and_gets_no_token() {
    for id in ["facebook", "instagram", "tiktok", "youtube"] {
        let network = network(id);
        let page = network.hand_over.clone().unwrap().page;
        let uses: Vec<_> = network.addresses().into_iter().filter(|(_, url)| *url == page).collect();
        assert!(!uses.is_empty() && uses.iter().all(|(kind, _)| *kind == AddressUse::Reading), "{id}");
    }
}
