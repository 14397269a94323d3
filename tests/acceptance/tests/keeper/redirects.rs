//! The redirect: believed once, from the right address, with the right state, and never otherwise.

use keeper::{OperationId, Outcome, Stage};
use simnet::{Consent, Network, browse};
use url::Url;

use crate::support::{Bench, Home, PASSWORD, raw, raw_bytes, raw_with};

/// A sign-in whose redirect has not been delivered yet.
struct Waiting {
    operation_id: OperationId,
    redirect: Url,
}

async fn waiting(home: &Home) -> Waiting {
    let operation_id = home.connect(&Network::X.id().into()).await.unwrap();
    let url = home.login_page(operation_id).await;
    let redirect = browse(url.as_str(), "danar", PASSWORD, Consent::Allow).await.unwrap();
    Waiting { operation_id, redirect }
}

impl Waiting {
    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.redirect.port().unwrap())
    }

    fn target(&self) -> String {
        format!("{}?{}", self.redirect.path(), self.redirect.query().unwrap())
    }

    fn still_waits(&self, home: &Home) -> bool {
        let snapshot = home.snapshot();
        snapshot.sign_ins.iter().any(|a| a.operation_id == self.operation_id && a.stage == Stage::Waiting)
    }
}

#[tokio::test]
async fn what_is_not_the_redirect_is_turned_away_and_the_sign_in_still_waits() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let waiting = waiting(&home).await;
    let (host, target) = (waiting.host(), waiting.target());
    let state = waiting.redirect.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let other_state = target.replace(&state, "somebody-elses");
    let without_state = target.replace("state=", "other=");
    let without_code = target.replace("code=", "other=");
    let twice = format!("{target}&state={state}");
    let not_ours = "This address does not belong to the sign-in that Gander started. Nothing was changed.";
    for (what, method, host, target, status, sentence) in [
        ("another state", "GET", host.as_str(), other_state.as_str(), 400, not_ours),
        ("no state", "GET", &host, &without_state, 400, not_ours),
        ("no code", "GET", &host, &without_code, 400, not_ours),
        ("two states", "GET", &host, &twice, 400, not_ours),
        ("a foreign Host", "GET", "example.com", &target, 400, not_ours),
        ("a rebound Host", "GET", "example.com:80", &target, 400, not_ours),
        ("another path", "GET", &host, "/favicon.ico", 404, "Gander listens here for one answer only."),
        ("a POST", "POST", &host, &target, 405, "Gander listens here for one answer only."),
    ] {
        let page = raw(&waiting.redirect, method, host, target).await;
        assert_eq!(page.status, status, "{what}: {}", page.text);
        assert!(page.text.contains(sentence), "{what}: {}", page.text);
        assert!(!page.text.contains("practice-code"), "{what}: a page repeats nothing of the request");
        assert!(waiting.still_waits(&home), "{what}");
    }
    let page = raw(&waiting.redirect, "GET", &host, &target).await;
    assert_eq!(page.status, 200);
    assert!(matches!(home.end_of(waiting.operation_id).await, Outcome::Active(_)));
}

#[tokio::test]
async fn a_redirect_that_comes_twice_is_shown_the_same_page_and_another_that_it_is_over() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let waiting = waiting(&home).await;
    let (host, target) = (waiting.host(), waiting.target());
    let (first, twin) = tokio::join!(
        raw(&waiting.redirect, "GET", &host, &target),
        raw(&waiting.redirect, "GET", &host, &target)
    );
    assert_eq!((first.status, twin.status), (200, 200), "{} {}", first.text, twin.text);
    let Outcome::Active(id) = home.end_of(waiting.operation_id).await else { panic!("not active") };
    let again = raw(&waiting.redirect, "GET", &host, &target).await;
    assert_eq!((again.status, &again.text), (200, &first.text));
    let other = raw(&waiting.redirect, "GET", &host, &target.replace("code=", "code=another-")).await;
    assert_eq!(other.status, 410, "{}", other.text);
    assert!(other.text.contains("This sign-in is over"), "{}", other.text);
    let refusal =
        raw(&waiting.redirect, "GET", &host, &target.replace("code=", "error=access_denied&a=")).await;
    assert_eq!(refusal.status, 410, "{}", refusal.text);
    assert_eq!(raw(&waiting.redirect, "GET", &host, &target).await.text, first.text);
    assert_eq!(home.snapshot().connections.len(), 1);
    assert_eq!(bench.net.request_count(Network::X, simnet::Endpoint::Token), 1);
    assert_eq!(home.ask(&id).await, keeper::Health::Active);
}

#[tokio::test]
async fn a_refusal_that_comes_twice_is_shown_the_same_page() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let waiting = waiting(&home).await;
    let host = waiting.host();
    let refusal = waiting.target().replace("code=", "error=access_denied&a=");
    let first = raw(&waiting.redirect, "GET", &host, &refusal).await;
    let again = raw(&waiting.redirect, "GET", &host, &refusal).await;
    assert_eq!((first.status, &first.text), (200, &again.text));
    assert_eq!(home.end_of(waiting.operation_id).await, Outcome::Failed(keeper::Failure::Denied));
    assert_eq!(raw(&waiting.redirect, "GET", &host, &waiting.target()).await.status, 410);
}

#[tokio::test]
async fn what_a_browser_asks_ahead_of_the_person_uses_nothing_up() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let waiting = waiting(&home).await;
    let (host, target) = (waiting.host(), waiting.target());
    for ahead in [
        "Sec-Purpose: prefetch",
        "sec-purpose: prefetch;prerender",
        "Sec-Purpose: Prefetch;anonymous-client-ip",
        "Purpose: prefetch",
        "X-moz: prefetch",
        "X-Purpose: preview",
    ] {
        let page = raw_with(&waiting.redirect, "GET", &host, &target, &format!("{ahead}\r\n")).await;
        assert_eq!(page.status, 503, "{ahead}: {}", page.text);
        assert!(waiting.still_waits(&home), "{ahead}");
    }
    let page = raw_with(&waiting.redirect, "GET", &host, &target, "Sec-Purpose: other\r\n").await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(matches!(home.end_of(waiting.operation_id).await, Outcome::Active(_)));
}

#[tokio::test]
async fn this_devices_other_cookies_and_a_try_of_https_stand_in_no_ones_way() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let waiting = waiting(&home).await;
    let hello = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03];
    assert_eq!(raw_bytes(&waiting.redirect, &hello).await, "", "closed at once, and nothing said");
    let cookies = format!("Cookie: {}\r\n", "practice-cookie=1; ".repeat(2200));
    assert!(cookies.len() > 40_000);
    let many: String = (0..200).map(|number| format!("X-Practice-{number}: a\r\n")).collect();
    let headers = format!("{cookies}{many}");
    let page = raw_with(&waiting.redirect, "GET", &waiting.host(), &waiting.target(), &headers).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(matches!(home.end_of(waiting.operation_id).await, Outcome::Active(_)));
}

#[tokio::test]
async fn a_redirect_after_the_sign_in_was_given_up_is_told_that_it_is_over() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let waiting = waiting(&home).await;
    home.cancel(waiting.operation_id).await.unwrap();
    assert_eq!(home.end_of(waiting.operation_id).await, Outcome::Cancelled);
    let page = raw(&waiting.redirect, "GET", &waiting.host(), &waiting.target()).await;
    assert_eq!(page.status, 410, "{}", page.text);
    assert!(page.text.contains("start again in Gander"), "{}", page.text);
    assert!(home.snapshot().connections.is_empty());
    assert_eq!(home.snapshot().sign_ins, []);
}

#[tokio::test]
async fn the_page_in_the_browser_is_in_the_persons_language() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    home.set_language(Some("ar")).await.unwrap();
    let waiting = waiting(&home).await;
    let page = raw(&waiting.redirect, "GET", &waiting.host(), &waiting.target()).await;
    assert!(page.text.contains("<html lang=ar dir=rtl>"), "{}", page.text);
    assert!(page.text.contains("العودة إلى Gander"), "{}", page.text);
    assert!(matches!(home.end_of(waiting.operation_id).await, Outcome::Active(_)));
}

#[tokio::test]
async fn a_network_that_knows_the_other_family_of_addresses_is_listened_to_there() {
    if tokio::net::TcpListener::bind("[::1]:0").await.is_err() {
        // This device has no IPv6.
        return;
    }
    let bench = Bench::start().await;
    bench.edit_network(Network::LinkedIn, |text| text.replace("host = \"127.0.0.1\"", "host = \"[::1]\""));
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    assert_eq!(home.ask(&id).await, keeper::Health::Active);
}

#[tokio::test]
async fn a_port_that_another_program_has_in_the_other_family_is_taken() {
    let Ok(taken) = tokio::net::TcpListener::bind("[::1]:0").await else { return };
    let port = taken.local_addr().unwrap().port();
    let bench = Bench::start().await;
    bench.edit_network(Network::LinkedIn, |text| {
        let text = text.replace("host = \"127.0.0.1\"", "host = \"localhost\"");
        let (before, rest) = text.split_once("port = ").expect("a port");
        let rest = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        format!("{before}port = {port}{rest}")
    });
    let home = bench.home().await;
    let operation_id = home.connect(&Network::LinkedIn.id().into()).await.unwrap();
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(keeper::Failure::PortTaken(port)));
    drop(taken);
    let operation_id = home.connect(&Network::LinkedIn.id().into()).await.unwrap();
    home.login_page(operation_id).await;
}

#[tokio::test]
async fn a_redirect_that_comes_as_a_link_names_its_issuer_as_any_other() {
    let bench = Bench::start_with(Network::Bluesky).await;
    let home = bench.home().await;
    let operation_id = home.start(Network::Bluesky, "danar").await;
    let url = home.login_page(operation_id).await;
    let redirect = browse(url.as_str(), "danar", PASSWORD, Consent::Allow).await.unwrap();
    let query = redirect.query().unwrap();
    assert!(query.contains("iss="), "{query}");
    let link = |query: &str| format!("gander://redirect?{query}").into();
    for odd in
        [query.replace("iss=", "other="), query.replace("iss=http", "iss=https"), format!("{query}&iss=a")]
    {
        assert!(home.take_redirect(link(&odd)).await.is_err(), "{odd}");
    }
    home.take_redirect(link(query)).await.unwrap();
    assert!(matches!(home.end_of(operation_id).await, Outcome::Active(_)));
    assert!(home.take_redirect(link(query)).await.is_err(), "once");
}
