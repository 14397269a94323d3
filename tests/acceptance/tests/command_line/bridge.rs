//! The bridge page in a real browser: it hands a sign-in on to Gander on this device, and to nothing else.

use acceptance::browser::Browser;
use axum::{Router, response::Html, routing::get};
use keeper::BRIDGE_PAGE;
use simnet::Network;
use tokio::net::TcpListener;

use crate::support::{Bench, PASSWORD, Running};

/// Hosts the page on a web server. Returns the page's address.
async fn host() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new().route("/callback", get(|| async { Html(BRIDGE_PAGE) }));
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}/callback")
}

/// A bench with Instagram's real demand: it accepts only an https redirect address.
async fn bench() -> Bench {
    let bench = Bench::start().await;
    bench.edit_network(Network::Instagram, |text| text.replace("\"loopback\"", "\"bridge\""));
    bench.set_keys(Network::Instagram).await;
    bench
}

#[tokio::test]
async fn the_page_that_is_printed_is_the_page() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["bridge", "page"]).await;
    assert!(ran.code == 0 && ran.stdout == BRIDGE_PAGE);
}

#[tokio::test]
async fn a_network_that_demands_https_is_connected_by_the_bridge_page() {
    let bench = bench().await;
    let ran = bench.gander(&["connect", "instagram", "--print-url"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("`gander bridge set`"), "it says what to do: {ran:?}");
    let ran = bench.gander(&["doctor"]).await;
    assert!(ran.stdout.contains("gander bridge set instagram ADDRESS"), "{ran:?}");

    let page = host().await;
    let ran = bench.gander(&["bridge", "set", "instagram", &page]).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let ran = bench.gander(&["doctor"]).await;
    assert!(ran.stdout.contains(&format!("redirect address {page}")), "{ran:?}");

    let mut running = Running::start(bench.command(&["connect", "instagram", "--print-url"]));
    let url = running.line().await;
    let browser = Browser::start(&bench.path("")).await.unwrap();
    browser.open(url.trim()).await.unwrap();
    browser.sign_in("danar", PASSWORD).await.unwrap();
    browser.allow().await.unwrap();
    let ran = running.end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.ends_with("\tInstagram\t@danar\tActive\n"), "{ran:?}");
    browser.driver.back().await.unwrap();
    let kept = browser.driver.current_url().await.unwrap();
    assert!(!kept.as_str().contains("code="), "the browser's history keeps no code");

    for (foreign, title) in [
        ("", "Nothing to hand on"),
        ("?code=a", "Nothing to hand on"),
        ("?code=a&state=p80.aaaaaaaaaaaaaaaaaaaaaa", "Nothing to hand on"),
        ("?code=a&state=p65536.aaaaaaaaaaaaaaaaaaaaaa", "Nothing to hand on"),
        ("?code=a&code=b&state=p8723.aaaaaaaaaaaaaaaaaaaaaa", "Nothing to hand on"),
        ("?code=a&state=https://example.org/.aaaaaaaaaaaaaaaaaaaaaa", "Nothing to hand on"),
    ] {
        browser.open(&format!("{page}{foreign}")).await.unwrap();
        assert_eq!(browser.driver.title().await.unwrap(), title, "{foreign}");
        assert!(browser.driver.current_url().await.unwrap().as_str().starts_with(&page));
    }
    browser.driver.clone().quit().await.unwrap();

    let ran = bench.gander(&["bridge", "remove", "instagram"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = bench.gander(&["connect", "instagram", "--print-url"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
}

#[tokio::test]
async fn an_address_that_is_no_bridge_page_is_refused_with_what_to_write() {
    let bench = bench().await;
    for (network, address, why) in [
        ("instagram", "example.org", "write it whole, like https://example.org/gander.html"),
        ("instagram", "http://example.org/gander.html", "begins with https://"),
        ("instagram", "https://example.org/?a", "the address of the page alone"),
        ("x", "https://example.org/gander.html", "X needs no bridge page"),
        ("nowhere", "https://example.org/gander.html", "nowhere"),
    ] {
        let ran = bench.gander(&["bridge", "set", network, address]).await;
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
        assert!(ran.stderr.contains(why), "{why} is not in {}", ran.stderr);
    }
}
