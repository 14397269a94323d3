use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{
    page::{Page, read},
    *,
};

fn page(html: &str) -> Page {
    read(html, &"https://news.example/a/b".parse().unwrap())
}

#[test]
fn what_a_page_says_is_read_best_first() {
    let read = page(
        "<!doctype html><html><head><title>Plain &amp; old</title>\
         <meta name=description content='Plain'><meta name='twitter:title' content='Bird'>\
         <meta property='og:title' content='Geese\n  are back &#x1fabf;'>\
         <meta property=og:description content='On the &quot;lake&quot;'>\
         <meta property='og:image' content='../geese.jpg'><meta property='og:title' content='Second'></head>\
         <body><meta property='og:image:secure_url' content='https://other.example/x.jpg'></body>",
    );
    assert_eq!(read.title, "Geese are back 🪿");
    assert_eq!(read.description, "On the \"lake\"");
    assert_eq!(read.picture.unwrap().as_str(), "https://news.example/geese.jpg");
}

#[test]
fn without_open_graph_the_title_is_that_of_the_page() {
    let html = "<head><base href='https://cdn.example/x/'><script>'<title>No</title>'</script>\
                <title>\n A <b>B</b> </title><meta name='twitter:image' content='p.png'>";
    let read = page(html);
    assert_eq!(read.title, "A <b>B</b>");
    assert_eq!(read.picture.unwrap().as_str(), "https://cdn.example/x/p.png");
    assert_eq!(page("").title, "");
    assert_eq!(page("<svg><title>One</title><title>Two</title></svg>").title, "One");
}

#[test]
fn long_and_invisible_texts_are_cut() {
    let html =
        format!("<title>{}</title><meta name=description content='a\u{202e}b\u{7}c'>", "x".repeat(5000));
    let read = page(&html);
    assert_eq!(read.title.chars().count(), 300);
    assert!(!read.description.contains('\u{202e}'), "{}", read.description);
}

#[test]
fn an_address_of_a_local_network_or_of_another_port_is_never_asked() {
    for address in [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://printer.local/",
        "http://2130706433/",
        "https://news.example:8443/",
        "https://dana:secret@news.example/",
        "file:///etc/passwd",
        "ftp://news.example/",
    ] {
        assert!(!may_ask(&address.parse().unwrap()), "{address}");
    }
    assert!(may_ask(&"https://news.example/a?b=c".parse().unwrap()));
    assert!(may_ask(&"http://news.example/".parse().unwrap()));
}

#[tokio::test]
async fn a_server_of_a_local_network_sees_no_request() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let maker = CardMaker::new(Timeouts::default());
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let link: Url = format!("http://{host}:{}/", address.port()).parse().unwrap();
        assert!(maker.make(&link).await.is_none(), "{link}");
    }
    let asked = tokio::time::timeout(Duration::from_millis(1), listener.accept()).await;
    assert!(asked.is_err(), "a request came");
}

/// A site: the answer to each path. It is asked under a public name.
async fn site(answers: fn(&str) -> Vec<u8>) -> reqwest::Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = [0; 2048];
                let read = stream.read(&mut head).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..read]).into_owned();
                let answer = answers(head.split(' ').nth(1).unwrap_or_default());
                // The reader may have gone.
                let _ = stream.write_all(&answer).await;
            });
        }
    });
    builder(Timeouts::default()).resolve("news.example", address).build().unwrap()
}

fn answer(head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\nconnection: close\r\n\r\n").as_bytes(), body.as_ref()].concat()
}

async fn card_at(client: &reqwest::Client, path: &str) -> Option<Made> {
    made(client, &format!("http://news.example{path}").parse().unwrap()).await
}

fn pages(path: &str) -> Vec<u8> {
    let html = "200 OK\r\ncontent-type: text/html";
    let titled = |picture: &str| format!("<title>Geese</title><meta property=og:image content='{picture}'>");
    let number = |prefix: &str| path.strip_prefix(prefix).and_then(|rest| rest.parse::<u32>().ok());
    if let Some(number) = number("/hop/") {
        let to = if number == 0 { "/page".to_owned() } else { format!("/hop/{}", number - 1) };
        return answer(&format!("302 Found\r\nlocation: {to}"), "");
    }
    match path {
        "/page" => answer(html, titled("")),
        "/untyped" => answer("200 OK", titled("")),
        "/loop" => answer("302 Found\r\nlocation: /loop", ""),
        "/inside" => answer("302 Found\r\nlocation: http://192.168.1.1/", ""),
        "/huge" => answer(html, titled("") + &" ".repeat(2 << 20)),
        "/announced" => answer(&format!("{html}\r\ncontent-length: 209715200"), titled("")),
        "/swollen" => answer(&format!("{html}\r\ncontent-encoding: gzip"), GZIP_OF_NONE),
        "/file" => answer("200 OK\r\ncontent-type: application/zip", titled("")),
        "/untitled" => answer(html, "<p>Geese</p>"),
        "/empty" => answer(html, ""),
        "/broken" => b"\x16\x03\x01 no HTTP".to_vec(),
        "/silent" => Vec::new(),
        "/no-picture" => answer(html, titled("/page")),
        "/picture-loop" => answer(html, titled("/loop")),
        "/picture-inside" => answer(html, titled("http://127.0.0.1/x.png")),
        "/large-picture" => answer(html, titled("/large.png")),
        "/large.png" => answer("200 OK\r\ncontent-type: image/png", vec![0x89; 11 << 20]),
        _ => answer("404 Not Found\r\ncontent-type: text/html", titled("")),
    }
}

/// The head of compressed data that breaks off.
const GZIP_OF_NONE: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];

#[tokio::test]
async fn a_page_that_is_none_too_large_or_goes_in_circles_makes_no_card() {
    let client = site(pages).await;
    for path in ["/page", "/untyped", "/hop/4"] {
        assert_eq!(card_at(&client, path).await.map(|card| card.title).as_deref(), Some("Geese"), "{path}");
    }
    for path in [
        "/hop/5",
        "/loop",
        "/inside",
        "/huge",
        "/announced",
        "/swollen",
        "/file",
        "/untitled",
        "/empty",
        "/broken",
        "/silent",
        "/none",
    ] {
        assert!(card_at(&client, path).await.is_none(), "{path}");
    }
}

#[tokio::test]
async fn a_picture_that_is_none_leaves_a_card_without_one() {
    let client = site(pages).await;
    for path in ["/no-picture", "/picture-loop", "/picture-inside", "/large-picture"] {
        let card = card_at(&client, path).await.unwrap();
        assert_eq!((card.title.as_str(), card.picture.is_none()), ("Geese", true), "{path}");
    }
}

#[tokio::test]
async fn a_picture_for_a_card_comes_from_a_public_address_alone() {
    let maker = CardMaker::new(Timeouts::default());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/1.png", listener.local_addr().unwrap());
    assert!(maker.picture(address.parse().unwrap()).await.is_none());
    let asked = tokio::time::timeout(Duration::from_millis(1), listener.accept()).await;
    assert!(asked.is_err(), "a request came");
}

#[test]
fn the_last_cards_are_remembered() {
    let maker = CardMaker::new(Timeouts::default());
    let link = |number: usize| -> Url { format!("https://news.example/{number}").parse().unwrap() };
    for number in 0..=REMEMBERED {
        maker.remember(link(number), Card { title: number.to_string(), ..Card::default() });
    }
    assert_eq!(maker.known(&link(0)), None);
    assert_eq!(maker.known(&link(REMEMBERED)).unwrap().title, REMEMBERED.to_string());
}

proptest::proptest! {
    #[test]
    fn no_page_makes_it_panic(html in "(<(meta|title|base|script|!--)[ a-z=:'\"]{0,20}>?|[^<]{0,9}|</?[a-z]{0,5}>){0,20}") {
        page(&html);
    }
}
