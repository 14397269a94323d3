//! Feeds: what is new is offered once, their servers are asked politely, and the local network is never asked.

use std::fmt::Debug;

use chrono::TimeDelta;
use keeper::{Error, FeedTrouble, Invitation, Keeper, ShareRequest};
use simnet::Network;
use tokio::net::TcpListener;

use crate::{
    bench::{FeedServer, Page, png, to},
    support::{Bench, Home, rows, settled, until},
};

/// Longer than the time between two reads.
const A_READ: TimeDelta = TimeDelta::minutes(70);

fn titles(keeper: &Keeper) -> Vec<String> {
    keeper.suggestions().expect("suggestions").into_iter().map(|suggestion| suggestion.title).collect()
}

/// Moves the clocks, and waits until a page was asked and its answer was stored.
async fn asked_again(bench: &Bench, server: &FeedServer, path: &str) {
    let (asked, stored) = (server.times_asked(path), rows(&bench.database(), "feeds"));
    bench.advance(A_READ).await;
    until("a read", async || (server.times_asked(path) > asked).then_some(())).await;
    until("its answer", async || (rows(&bench.database(), "feeds") != stored).then_some(())).await;
}

async fn offers(home: &Home, expected: &[&str]) {
    until(&format!("{expected:?}"), async || (titles(home) == expected).then_some(())).await;
}

fn trouble<T: Debug>(result: Result<T, Error>) -> FeedTrouble {
    match result {
        Err(Error::Feed(trouble)) => trouble,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_new_in_a_feed_is_offered_once() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    server.serve("/feed", &[("2", "Second"), ("1", "First")]);
    let home = bench.home().await;
    let feed = home.add_feed(&server.url("/feed")).await.unwrap();
    assert_eq!((feed.title.as_str(), titles(&home)), ("Practice & news", Vec::<String>::new()));
    assert_eq!(server.last_header("if-none-match"), None);

    asked_again(&bench, &server, "/feed").await;
    assert_eq!(server.last_header("if-none-match").as_deref(), Some("\"2\""));
    assert!(server.last_header("user-agent").unwrap().starts_with("Gander/"));
    assert_eq!(server.last_header("cookie").or(server.last_header("referer")), None);

    server.serve("/feed", &[("3", "Third"), ("2", "Second"), ("1", "First")]);
    asked_again(&bench, &server, "/feed").await;
    offers(&home, &["Third"]).await;
    let [third] = home.suggestions().unwrap().try_into().unwrap();
    assert_eq!(third.link.as_ref().map(url::Url::path), Some("/3"));
    assert!(third.unread);
    home.suggestion_seen(&third.feed, &third.key).unwrap();
    home.set_not_for_me(&third.feed, &third.key, true).unwrap();
    assert_eq!(titles(&home), [""; 0]);
    home.set_not_for_me(&third.feed, &third.key, false).unwrap();
    assert!(!home.suggestions().unwrap()[0].unread);

    // An edit changes the suggestion, and makes no second one. Entries that were seen stay away.
    server.serve("/feed", &[("4", "Fourth"), ("3", "Third, edited"), ("2", "Edited"), ("1", "First")]);
    asked_again(&bench, &server, "/feed").await;
    offers(&home, &["Fourth", "Third, edited"]).await;
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(titles(&home), ["Fourth", "Third, edited"]);
    home.remove_feed(&feed.id).unwrap();
    assert_eq!((titles(&home), home.feeds().unwrap()), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_page_leads_to_its_feed_and_a_look_keeps_nothing() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    let head = "<!doctype html><title>x</title><link rel=alternate type=application/rss+xml href=/feed>";
    server.set("/", Page { status: 200, body: head.into(), ..Page::default() });
    server.serve("/feed", &[("4", "Fourth"), ("3", "Third"), ("2", "Second"), ("1", "First")]);
    let home = bench.home().await;
    let preview = home.preview_feed(&server.url("/")).await.unwrap();
    let seen: Vec<_> = preview.entries.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!((preview.address.as_str(), seen), (&*server.url("/feed"), vec!["Fourth", "Third", "Second"]));
    assert_eq!(home.feeds().unwrap(), []);
    home.add_feed(&server.url("/")).await.unwrap();
    assert_eq!(server.times_asked("/feed"), 1, "the look is the first read");
    let again = home.add_feed(&server.url("/feed")).await.unwrap();
    assert_eq!(home.feeds().unwrap(), [again], "it is added once");
    server.set("/none", Page { status: 200, body: "<!doctype html><p>hello".into(), ..Page::default() });
    assert_eq!(trouble(home.preview_feed(&server.url("/none")).await), FeedTrouble::NoFeed);
    assert_eq!(trouble(home.preview_feed("no address at all").await), FeedTrouble::NoFeed);
    assert_eq!(trouble(home.preview_feed("nowhere.invalid/feed").await), FeedTrouble::NoServer);
    assert_eq!(trouble(home.preview_feed(&server.url("/404")).await), FeedTrouble::Status(404));
    server.set("/large", Page { status: 200, body: vec![b'x'; 6 << 20], ..Page::default() });
    assert_eq!(trouble(home.preview_feed(&server.url("/large")).await), FeedTrouble::TooLarge);
}

#[tokio::test]
async fn the_local_network_is_never_asked() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    let home = bench.home().await;
    let elsewhere = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let other = format!("http://{}/feed", elsewhere.local_addr().unwrap());
    for address in [&*other, "http://192.168.1.1/", "router.local", "localhost/feed", "http://[::1]/"] {
        assert_eq!(trouble(home.preview_feed(address).await), FeedTrouble::Private, "{address}");
    }
    let to = |location: &str| Page {
        status: 302,
        headers: vec![("location", location.into())],
        ..Page::default()
    };
    server.set("/out", to("http://192.168.1.1/feed"));
    assert_eq!(trouble(home.preview_feed(&server.url("/out")).await), FeedTrouble::Unreachable);
    server.set("/loop", to("/loop"));
    assert_eq!(trouble(home.preview_feed(&server.url("/loop")).await), FeedTrouble::Unreachable);
    assert_eq!(server.times_asked("/loop"), 6, "five redirects");
    assert_eq!(home.feeds().unwrap(), []);
}

#[tokio::test]
async fn a_feed_that_fails_is_asked_less_often_and_one_that_is_gone_never() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    server.serve("/feed", &[("1", "First")]);
    let home = bench.home().await;
    let feed = home.add_feed(&server.url("/feed")).await.unwrap();
    let state = || home.feeds().unwrap().remove(0);
    let failing = async |failing: bool| {
        until("a read", async || (state().failing_since.is_some() == failing).then_some(())).await;
    };

    server.set("/feed", Page { status: 500, ..Page::default() });
    asked_again(&bench, &server, "/feed").await;
    failing(true).await;
    let since = state().failing_since;
    asked_again(&bench, &server, "/feed").await;
    assert_eq!(server.times_asked("/feed"), 3);
    bench.advance(A_READ).await;
    assert_eq!(server.times_asked("/feed"), 3, "it waits longer");
    assert_eq!(state().failing_since, since);
    server.serve("/feed", &[("2", "Second"), ("1", "First")]);
    home.read_feed_soon(&feed.id).unwrap();
    failing(false).await;
    offers(&home, &["Second"]).await;

    server.set("/feed", Page { status: 410, ..Page::default() });
    asked_again(&bench, &server, "/feed").await;
    until("its end", async || state().gone.then_some(())).await;
    let asked = server.times_asked("/feed");
    bench.advance(TimeDelta::days(30)).await;
    assert_eq!(server.times_asked("/feed"), asked);
    assert_eq!(titles(&home), ["Second"], "what it offered stays");
    let moved = home.change_feed_address(&feed.id, &server.url("/feed")).await;
    assert_eq!(trouble(moved), FeedTrouble::Gone);
    server.serve("/new", &[("3", "Third"), ("2", "Second"), ("1", "First")]);
    let moved = home.change_feed_address(&feed.id, &server.url("/new")).await.unwrap();
    assert_eq!((moved.id, moved.gone, moved.failing_since), (feed.id, false, None));
    assert_eq!(titles(&home), ["Third", "Second"]);
}

#[tokio::test]
async fn a_server_that_asks_for_a_pause_gets_it() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    server.serve("/feed", &[("1", "First")]);
    let home = bench.home().await;
    home.add_feed(&server.url("/feed")).await.unwrap();
    let headers = vec![("retry-after", "36000".to_owned())];
    server.set("/feed", Page { status: 429, headers, ..Page::default() });
    asked_again(&bench, &server, "/feed").await;
    until("the answer", async || home.feeds().unwrap()[0].failing_since.map(drop)).await;
    bench.advance(TimeDelta::hours(9)).await;
    assert_eq!(server.times_asked("/feed"), 2);
    bench.advance(TimeDelta::hours(4)).await;
    until("a read", async || (server.times_asked("/feed") == 3).then_some(())).await;
}

#[tokio::test]
async fn a_permanent_redirect_moves_a_feed_after_it_has_held() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    server.serve("/old", &[("1", "First")]);
    server.serve("/new", &[("1", "First")]);
    let home = bench.home().await;
    home.add_feed(&server.url("/old")).await.unwrap();
    let headers = vec![("location", "/new".to_owned())];
    server.set("/old", Page { status: 301, headers, ..Page::default() });
    let address = || home.feeds().unwrap().remove(0).address.path().to_owned();
    asked_again(&bench, &server, "/new").await;
    asked_again(&bench, &server, "/new").await;
    assert_eq!(address(), "/old");
    bench.advance(TimeDelta::days(3)).await;
    until("the move", async || (address() == "/new").then_some(())).await;
    let asked = server.times_asked("/old");
    asked_again(&bench, &server, "/new").await;
    assert_eq!((server.times_asked("/old"), titles(&home)), (asked, Vec::new()));
}

#[tokio::test]
async fn one_process_reads_and_one_request_is_at_a_host() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    let home = bench.home().await;
    for path in ["/a", "/b", "/c"] {
        server.serve(path, &[("1", "First")]);
        home.add_feed(&server.url(path)).await.unwrap();
        server.serve(path, &[(path, "New"), ("1", "First")]);
    }
    let other = bench.home().await;
    let gate = server.close();
    bench.advance(A_READ).await;
    let asked = || ["/a", "/b", "/c"].iter().map(|path| server.times_asked(path)).sum::<usize>();
    for read in 4..=6 {
        until("a request", async || (asked() == read).then_some(())).await;
        gate.add_permits(1);
    }
    offers(&home, &["New", "New", "New"]).await;
    offers(&other, &["New", "New", "New"]).await;
    assert_eq!((asked(), server.most_at_once()), (6, 1));
}

/// The hash of the picture of each suggestion, by its title.
fn pictures(keeper: &Keeper) -> Vec<(String, Option<String>)> {
    let suggestions = keeper.suggestions().expect("suggestions").into_iter();
    let mut pictures: Vec<_> = suggestions.map(|each| (each.title, each.picture)).collect();
    pictures.sort();
    pictures
}

fn picture(body: Vec<u8>) -> Page {
    Page { status: 200, headers: vec![("content-type", "image/png".into())], body }
}

fn thumbnail(address: &str) -> String {
    format!("<media:thumbnail url='{address}'/>")
}

#[tokio::test]
async fn the_picture_of_a_suggestion_is_fetched_once_and_stays_with_it() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    for path in ["/1.png", "/2.png"] {
        server.set(path, picture(png(400)));
    }
    let first = ("1", "First", thumbnail("/1.png"));
    server.serve_with("/feed", std::slice::from_ref(&first));
    let home = bench.home().await;
    let feed = home.add_feed(&server.url("/feed")).await.unwrap();
    server.serve_with("/feed", &[("2", "Second", thumbnail("/2.png")), first.clone()]);
    asked_again(&bench, &server, "/feed").await;
    let hash = until("the picture", async || home.suggestions().unwrap().first()?.picture.clone()).await;
    let (small, media_type) = home.shown_picture(&hash).await.unwrap();
    assert_eq!((media_type, image::load_from_memory(&small).unwrap().width()), ("image/jpeg", 160));
    assert_eq!(server.times_asked("/1.png"), 0, "what was there counts as seen");

    let second = ("2", "Second, edited", thumbnail("/2.png?signed=anew"));
    server.serve_with("/feed", &[("3", "Third", String::new()), second, first]);
    asked_again(&bench, &server, "/feed").await;
    let expected = [("Second, edited".to_owned(), Some(hash.clone())), ("Third".to_owned(), None)];
    assert_eq!(pictures(&home), expected);
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(pictures(&home), expected);
    asked_again(&bench, &server, "/feed").await;
    assert_eq!((server.times_asked("/1.png"), server.times_asked("/2.png")), (0, 1));
    home.remove_feed(&feed.id).unwrap();
    assert_eq!(home.shown_picture(&hash).await, None);
}

#[tokio::test]
async fn a_picture_that_is_none_or_leads_elsewhere_is_asked_for_once_and_stops_no_entry() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    // A server of the local network, which would answer.
    let other = FeedServer::start(&Bench::start().await).await;
    other.set("/secret.png", picture(png(400)));
    let to = |location: &str| Page {
        status: 302,
        headers: vec![("location", location.into())],
        ..Page::default()
    };
    server.set("/inside", to(&other.url("/secret.png")));
    server.set("/router", to("http://192.168.1.1/1.png"));
    server.set("/html", picture(b"<!doctype html><p>Not here".to_vec()));
    server.set("/large", picture([png(400), vec![0; 11 << 20]].concat()));
    server.set("/bomb", picture(png(8000)));
    server.set("/pixel", picture(png(1)));
    server.set("/good", picture(png(400)));
    server.serve("/feed", &[]);
    let home = bench.home().await;
    home.add_feed(&server.url("/feed")).await.unwrap();
    let bad = ["/inside", "/router", "/html", "/large", "/bomb", "/pixel", "/404"];
    let never =
        [other.url("/secret.png"), "http://192.168.1.1/1.png".into(), "data:image/png;base64,AA".into()];
    let mut entries: Vec<_> = bad.iter().map(|path| (*path, *path, thumbnail(path))).collect();
    let ids = ["n1", "n2", "n3"];
    entries.extend(ids.iter().zip(&never).map(|(id, address)| (*id, *id, thumbnail(address))));
    entries.push(("good", "good", thumbnail("/good")));
    server.serve_with("/feed", &entries);
    asked_again(&bench, &server, "/feed").await;
    assert_eq!(titles(&home).len(), entries.len());
    let good = || pictures(&home).into_iter().find(|(title, _)| title == "good").and_then(|(_, hash)| hash);
    until("the good picture", async || good().map(drop)).await;
    until("each request", async || bad.iter().all(|path| server.times_asked(path) == 1).then_some(())).await;

    entries.push(("last", "last", String::new()));
    entries[6].1 = "/404, edited";
    server.serve_with("/feed", &entries);
    asked_again(&bench, &server, "/feed").await;
    until("another try", async || (server.times_asked("/404") == 2).then_some(())).await;
    asked_again(&bench, &server, "/feed").await;
    assert_eq!(bad.map(|path| server.times_asked(path)), [1, 1, 1, 1, 1, 1, 2]);
    assert_eq!(other.times_asked("/secret.png"), 0);
    let shown: Vec<_> = pictures(&home).into_iter().filter(|(_, hash)| hash.is_some()).collect();
    assert_eq!((shown.len(), pictures(&home).len(), good().is_some()), (1, entries.len(), true));
}

#[tokio::test]
async fn no_entry_and_no_read_waits_for_a_picture() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    server.serve("/feed", &[]);
    let home = bench.home().await;
    let other = bench.home().await;
    home.add_feed(&server.url("/feed")).await.unwrap();
    let paths = ["/1.png", "/2.png", "/3.png", "/4.png"];
    for path in paths {
        server.set(path, picture(png(200)));
    }
    let entries = paths.map(|path| (path, path, thumbnail(path)));
    server.serve_with("/feed", &entries);
    let gate = server.close();
    bench.advance(A_READ).await;
    gate.add_permits(1);
    until("the entries", async || (titles(&home).len() == paths.len()).then_some(())).await;
    let asked = || paths.iter().map(|path| server.times_asked(path)).sum::<usize>();
    until("a picture", async || (asked() == 1).then_some(())).await;
    let read = server.times_asked("/feed");
    bench.advance(A_READ).await;
    until("a read", async || (server.times_asked("/feed") > read).then_some(())).await;
    assert_eq!((asked(), pictures(&home).iter().all(|(_, hash)| hash.is_none())), (1, true));
    gate.add_permits(100);
    let shown = |keeper: &Keeper| pictures(keeper).iter().filter(|(_, hash)| hash.is_some()).count();
    until("all pictures", async || (shown(&home) == 4 && shown(&other) == 4).then_some(())).await;
    assert_eq!((asked(), server.most_at_once()), (4, 2), "one picture at a time, beside the read");
}

#[tokio::test]
async fn a_suggestion_that_is_shared_is_offered_no_longer_and_a_muted_feed_is_not_read() {
    let bench = Bench::start_with(Network::Mastodon).await;
    let server = FeedServer::start(&bench).await;
    server.serve("/feed", &[("1", "First")]);
    let home = bench.home().await;
    let account = home.add(Network::Mastodon).await;
    let feed = home.add_feed(&server.url("/feed")).await.unwrap();
    server.serve("/feed", &[("2", "Second"), ("1", "First")]);
    asked_again(&bench, &server, "/feed").await;
    offers(&home, &["Second"]).await;
    let link = home.suggestions().unwrap()[0].link.clone().unwrap();
    home.share(&ShareRequest { link: Some(link.to_string()), ..to(&account, "Look") }).unwrap();
    assert_eq!(titles(&home), [""; 0]);
    home.mute_feed(&feed.id, true).unwrap();
    settled(&home).await;
    let asked = server.times_asked("/feed");
    bench.advance(TimeDelta::days(2)).await;
    assert_eq!(server.times_asked("/feed"), asked);
    home.mute_feed(&feed.id, false).unwrap();
    until("a read", async || (server.times_asked("/feed") > asked).then_some(())).await;
    assert!(matches!(home.mute_feed("other", true), Err(Error::UnknownFeed(_))));
}

/// Joins with the file of an organization that hands out these feeds: title and address. Returns what the plan says.
async fn join(home: &Home, feeds: &[(&str, String)]) -> (Vec<String>, Vec<String>) {
    let lines: String =
        feeds.iter().map(|(title, address)| format!("\"{title}\" = \"{address}\"\n")).collect();
    let file = format!("[organization]\nname = \"Example Newsroom\"\n[feeds]\n{lines}");
    let invitation = Invitation::parse("gander.toml", &file, home.own_networks()).unwrap();
    let plan = home.plan(&invitation).await.unwrap();
    let added = plan.feeds.iter().map(|feed| format!("{} at {}", feed.title, feed.address)).collect();
    let removed = plan.feeds_removed.clone();
    home.join(invitation, plan, None).await.unwrap();
    (added, removed)
}

#[tokio::test]
async fn the_feeds_of_an_organization_carry_its_name_are_shown_first_and_leave_with_it() {
    let bench = Bench::start().await;
    let server = FeedServer::start(&bench).await;
    server.serve("/press", &[("1", "First")]);
    server.serve("/own", &[("1", "Own")]);
    let home = bench.home().await;
    home.add_feed(&server.url("/own")).await.unwrap();
    let (press, own) = (server.url("/press"), server.url("/own"));
    let (shown, removed) = join(&home, &[("Press", press.clone()), ("Mine", own)]).await;
    assert_eq!((shown.len(), shown[1].clone(), removed), (2, format!("Press at {press}"), Vec::new()));
    let brought = |home: &Home| {
        let feeds = home.feeds().unwrap().into_iter();
        feeds.filter(|feed| feed.organization.as_deref() == Some("Example Newsroom")).collect::<Vec<_>>()
    };
    let [feed] = brought(&home).try_into().unwrap();
    assert_eq!(feed.title, "Press", "a feed that the person added stays the person's");
    until("the first read", async || brought(&home)[0].read_at).await;
    assert_eq!(titles(&home), [""; 0], "what was there counts as seen");
    server.serve("/press", &[("2", "Second"), ("1", "First")]);
    asked_again(&bench, &server, "/press").await;
    offers(&home, &["Second"]).await;
    assert_eq!(brought(&home)[0].title, "Press", "it keeps the name that the person was shown");
    assert!(matches!(home.remove_feed(&feed.id), Err(Error::BadInput(_))));
    home.mute_feed(&feed.id, true).unwrap();
    assert_eq!(titles(&home), [""; 0]);
    let (_, removed) = join(&home, &[]).await;
    assert_eq!((removed, brought(&home)), (vec!["Press".to_owned()], Vec::new()));
    assert_eq!(home.feeds().unwrap().len(), 1);
}
