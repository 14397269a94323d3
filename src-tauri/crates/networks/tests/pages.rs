//! The pages that an account runs, as each network lists them.

use std::sync::Arc;

use lifecycle::NetworkId;
use networks::{Catalogue, Network, Pages};
use serde_json::{Value, json};

fn network(id: &str) -> Arc<Network> {
    Arc::clone(Catalogue::builtin().get(&NetworkId::from(id)).expect("shipped"))
}

fn found(pages: &Pages, body: &Value) -> Option<Vec<(String, String, Option<String>)>> {
    let list = pages.read(body)?;
    Some(list.found.into_iter().map(|page| (page.id, page.name, page.token.map(str::to_owned))).collect())
}

#[test]
fn facebooks_list_has_a_token_for_each_page_and_goes_on_elsewhere() {
    let network = network("facebook");
    let pages = network.pages.as_ref().unwrap();
    let next = "https://graph.facebook.com/v25.0/1/accounts?access_token=practice-access-1&after=x";
    let body = json!({
        "data": [{ "id": "301", "name": "Reyes Bakery", "access_token": "practice-page-1" }, { "id": "302" }],
        "paging": { "cursors": {}, "next": next },
    });
    let read = |id: &str, name: &str, token: Option<&str>| (id.into(), name.into(), token.map(str::to_owned));
    assert_eq!(
        found(pages, &body).unwrap(),
        [read("301", "Reyes Bakery", Some("practice-page-1")), read("302", "302", None)]
    );
    assert_eq!(pages.read(&body).unwrap().next.unwrap().as_str(), next);
    assert!(pages.has_tokens());
    let about = pages.about("301").unwrap();
    assert_eq!(about.as_str(), "https://graph.facebook.com/v25.0/301?fields=id,name");
    assert!(pages.is_about(&json!({ "id": "301" }), "301"));
    assert!(!pages.is_about(&json!({ "id": "302" }), "301"));
}

#[test]
fn linkedins_list_says_it_all() {
    let network = network("linkedin");
    let pages = network.pages.as_ref().unwrap();
    let body = json!({ "elements": [{
        "role": "ADMINISTRATOR", "organizationalTarget": "urn:li:organization:7",
        "organizationalTarget~": { "localizedName": "Goose Garden" },
    }] });
    assert_eq!(
        found(pages, &body).unwrap(),
        [("urn:li:organization:7".to_owned(), "Goose Garden".to_owned(), None)]
    );
    assert!(!pages.has_tokens());
    assert_eq!(pages.about("urn:li:organization:7"), None);
}

#[test]
fn an_app_for_linkedins_pages_has_a_list_that_goes_on_at_a_path() {
    let network = network("linkedin-pages");
    let pages = network.pages.as_ref().unwrap();
    let body = |href: &str| {
        json!({
            "elements": [
                {
                    "role": "ADMINISTRATOR", "organization": "urn:li:organization:7",
                    "organization~": { "localizedName": "Goose Garden" },
                },
                {
                    "role": "CONTENT_ADMINISTRATOR", "organization": "urn:li:organization:8",
                    "organization!": { "message": "Not Found", "status": 404 },
                },
            ],
            "paging": { "start": 0, "count": 2, "links": [
                { "rel": "prev", "href": "/v2/organizationAcls?start=0" }, { "rel": "next", "href": href },
            ] },
        })
    };
    let href = "/v2/organizationAcls?q=roleAssignee&start=100&count=100";
    let read = body(href);
    let expected =
        [("urn:li:organization:7", "Goose Garden"), ("urn:li:organization:8", "urn:li:organization:8")];
    let found = found(pages, &read).unwrap();
    assert_eq!(found, expected.map(|(id, name)| (id.to_owned(), name.to_owned(), None)));
    assert_eq!(pages.read(&read).unwrap().next.unwrap().as_str(), format!("https://api.linkedin.com{href}"));
    assert!(pages.url.as_str().contains(",paging)"), "a list that keeps its end to itself looks whole");
    assert_eq!(pages.read(&body("//elsewhere.example/v2/organizationAcls")), None);
}

#[test]
fn an_id_stays_inside_its_place_in_the_address() {
    let network = network("facebook");
    let about = network.pages.as_ref().unwrap().about("../me?x=/#").unwrap();
    assert_eq!(about.path(), "/v25.0/%2E%2E%2Fme%3Fx%3D%2F%23");
    assert_eq!(about.host_str(), Some("graph.facebook.com"));
}

#[test]
fn of_a_list_that_cannot_be_read_whole_nothing_is_read() {
    let network = network("facebook");
    let pages = network.pages.as_ref().unwrap();
    for body in [
        json!({}),
        json!([]),
        json!({ "data": {} }),
        json!({ "data": [{ "name": "Without an id" }] }),
        json!({ "data": [], "paging": { "next": "https://elsewhere.example/v25.0/1/accounts" } }),
        json!({ "data": [], "paging": { "next": "not an address" } }),
    ] {
        assert_eq!(pages.read(&body), None, "{body}");
    }
    assert_eq!(found(pages, &json!({ "data": [] })), Some(Vec::new()));
}

#[test]
fn a_file_says_where_the_id_of_a_page_belongs() {
    let file = include_str!("../networks/facebook.toml").replace("/{page}?", "/page?");
    let error = Network::parse("facebook.toml", &file).unwrap_err().to_string();
    assert!(error.contains("`{page}`"), "{error}");
}
