use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn request(address: &str, typed: bool) -> FeedRequest {
    FeedRequest { address: url(address), etag: None, last_modified: None, typed }
}

#[test]
fn only_public_addresses_are_read() {
    let typed = request("https://news.example:8443/feed", true);
    let named = request("https://news.example:8443/feed", false);
    for (address, request, expected) in [
        ("https://news.example/feed", &named, Ok(())),
        ("http://news.example/feed", &named, Ok(())),
        ("http://93.184.216.34/feed", &named, Ok(())),
        ("https://news.example:8443/feed", &typed, Ok(())),
        ("https://news.example:8443/feed", &named, Err(FeedTrouble::Unreachable)),
        ("https://b.example:8443/feed", &typed, Err(FeedTrouble::Unreachable)),
        ("https://news.example:22/feed", &typed, Err(FeedTrouble::Unreachable)),
        ("https://dana@news.example/feed", &typed, Err(FeedTrouble::Unreachable)),
        ("ftp://news.example/feed", &typed, Err(FeedTrouble::Unreachable)),
        ("http://localhost/", &typed, Err(FeedTrouble::Private)),
        ("http://127.0.0.1/", &typed, Err(FeedTrouble::Private)),
        ("http://0x7f.1/", &typed, Err(FeedTrouble::Private)),
        ("http://[::1]/", &typed, Err(FeedTrouble::Private)),
        ("http://[::ffff:192.168.1.1]/", &typed, Err(FeedTrouble::Private)),
        ("http://192.168.1.1/feed", &typed, Err(FeedTrouble::Private)),
        ("http://169.254.169.254/latest/meta-data", &typed, Err(FeedTrouble::Private)),
        ("http://nas/feed", &typed, Err(FeedTrouble::Private)),
        ("http://printer.local/", &typed, Err(FeedTrouble::Private)),
        ("http://nowhere.invalid/", &typed, Err(FeedTrouble::NoServer)),
    ] {
        assert_eq!(check(&url(address), request, false), expected, "{address}");
    }
}

#[test]
fn an_address_for_practice_stays_on_this_device() {
    let here = request("http://127.0.0.1:9/feed", true);
    assert_eq!(check(&url("http://127.0.0.1:10/feed"), &here, true), Ok(()));
    assert_eq!(check(&url("https://news.example/feed"), &here, true), Err(FeedTrouble::Unreachable));
    let file = crate::bench::practice_network("http://127.0.0.1:9");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("practice.toml"), file).unwrap();
    let catalogue = crate::networks_of(Some(folder.path())).unwrap();
    assert!(is_for_practice(&url("http://127.0.0.1:9/feed"), &catalogue));
    assert!(!is_for_practice(&url("http://127.0.0.1:10/feed"), &catalogue), "another server on this device");
    assert!(!is_for_practice(&url("http://127.0.0.1:9/feed"), &Catalogue::builtin()));
    assert!(!is_for_practice(&url("https://graph.facebook.com/feed"), &catalogue));
}

#[tokio::test]
async fn a_name_that_leads_into_the_local_network_or_nowhere_is_found_out_when_it_is_resolved() {
    let client = FeedClient::new(Timeouts::default()).unwrap();
    let error = client.public.get("http://localhost:9/feed").send().await.unwrap_err();
    assert_eq!(trouble(&error), FeedTrouble::Private);
    let error = client.public.get("http://nowhere.invalid/feed").send().await.unwrap_err();
    assert_eq!(trouble(&error), FeedTrouble::NoServer);
    let error = client.here.get("http://localhost:9/feed").send().await.unwrap_err();
    assert_eq!(trouble(&error), FeedTrouble::Unreachable);
}
