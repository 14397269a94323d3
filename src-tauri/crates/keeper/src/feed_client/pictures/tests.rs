//! Pictures of servers that have something else there, or lead elsewhere.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
};

use image::{GrayImage, ImageFormat, RgbImage};
use oauth::{Timeouts, http::builder};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::*;

/// The requests that have come.
static ASKED: AtomicUsize = AtomicUsize::new(0);

/// A client that finds a site of these answers under a public name.
async fn site() -> (FeedClient, reqwest::Client) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = [0; 2048];
                let read = stream.read(&mut head).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..read]).to_ascii_lowercase();
                assert!(!head.contains("cookie") && !head.contains("authorization"), "{head}");
                assert!(!head.contains("referer") && head.contains("accept: image/jpeg"), "{head}");
                // The reader may have gone.
                let _ = stream.write_all(&answer(head.split(' ').nth(1).unwrap_or_default(), address)).await;
            });
        }
    });
    let client = builder(Timeouts::default()).resolve("news.example", address).build().unwrap();
    (FeedClient::new(Timeouts::default()).unwrap(), client)
}

fn png(picture: &image::DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

fn answer(path: &str, here: SocketAddr) -> Vec<u8> {
    let with = |head: &str, body: &[u8]| {
        [format!("HTTP/1.1 {head}\r\nconnection: close\r\n\r\n").as_bytes(), body].concat()
    };
    let picture = || png(&RgbImage::new(300, 200).into());
    let ok = "200 OK\r\ncontent-type: image/png";
    let number = |prefix: &str| path.strip_prefix(prefix).and_then(|rest| rest.parse::<u32>().ok());
    if let Some(number) = number("/hop/") {
        let to = if number == 0 { "/picture".to_owned() } else { format!("/hop/{}", number - 1) };
        return with(&format!("302 Found\r\nlocation: {to}"), b"");
    }
    let to = |address: &str| with(&format!("302 Found\r\nlocation: {address}"), b"");
    match path {
        "/picture" => with(ok, &picture()),
        "/untyped" => with("200 OK", &picture()),
        "/lying" => with("200 OK\r\ncontent-type: text/html", &picture()),
        "/loop" => to("/loop"),
        "/inside" => to("http://192.168.1.1/router.png"),
        "/here" => to(&format!("http://{here}/picture")),
        "/port" => to("http://news.example:8080/picture"),
        "/file" => to("file:///etc/passwd"),
        "/announced" => {
            with(&format!("{ok}\r\ncontent-length: 209715200"), &[picture(), vec![0; 4096]].concat())
        }
        "/large" => with(ok, &[picture(), vec![0; MOST_BYTES]].concat()),
        "/html" => with(ok, b"<!doctype html><p>Not here"),
        "/svg" => with("200 OK\r\ncontent-type: image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        "/bomb" => with(ok, &png(&GrayImage::new(9000, 9000).into())),
        "/pixel" => with(ok, &png(&RgbImage::new(1, 1).into())),
        "/half" => with(ok, &picture()[..100]),
        "/empty" => with(ok, b""),
        "/broken" => b"\x16\x03\x01 no HTTP".to_vec(),
        "/silent" => Vec::new(),
        "/error" => with("500 Internal Server Error\r\ncontent-type: image/png", &picture()),
        _ => with("404 Not Found\r\ncontent-type: image/png", &picture()),
    }
}

#[tokio::test]
async fn a_picture_is_fetched_and_made_small() {
    let (feeds, client) = site().await;
    for path in ["/picture", "/untyped", "/lying", "/hop/4"] {
        let address = format!("http://news.example{path}").parse().unwrap();
        let small = feeds.picture_by(&client, address, &may_ask).await.expect(path);
        assert_eq!(image::load_from_memory(&small).unwrap().width(), 160, "{path}");
    }
}

#[tokio::test]
async fn what_is_no_picture_too_large_or_inside_the_local_network_gives_none() {
    let (feeds, client) = site().await;
    for path in [
        "/hop/5",
        "/loop",
        "/inside",
        "/here",
        "/port",
        "/file",
        "/announced",
        "/large",
        "/html",
        "/svg",
        "/bomb",
        "/pixel",
        "/half",
        "/empty",
        "/broken",
        "/silent",
        "/error",
        "/none",
    ] {
        let address = format!("http://news.example{path}").parse().unwrap();
        assert!(feeds.picture_by(&client, address, &may_ask).await.is_none(), "{path}");
    }
}

#[tokio::test]
async fn a_server_of_the_local_network_is_never_asked_for_a_picture() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            ASKED.fetch_add(1, Ordering::SeqCst);
        }
    });
    let feeds = FeedClient::new(Timeouts::default()).unwrap();
    let feed: Url = "https://news.example/feed".parse().unwrap();
    let port = address.port();
    for picture in [
        format!("http://127.0.0.1:{port}/1.png"),
        format!("http://localhost:{port}/1.png"),
        format!("http://[::ffff:127.0.0.1]:{port}/1.png"),
        format!("http://2130706433:{port}/1.png"),
        "http://192.168.1.1/1.png".to_owned(),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "http://printer.local/1.png".to_owned(),
        "http://nowhere.invalid/1.png".to_owned(),
    ] {
        let found = feeds.picture(picture.parse().unwrap(), &feed, &Catalogue::builtin()).await;
        assert!(found.is_none(), "{picture}");
    }
    assert_eq!(ASKED.load(Ordering::SeqCst), 0);
    // The name is public by its spelling, and what it resolves to is not.
    let client =
        builder(Timeouts::default()).dns_resolver(std::sync::Arc::new(crate::public_hosts::PublicHosts));
    let client = client.build().unwrap();
    let address = format!("http://localhost:{port}/1.png").parse().unwrap();
    assert!(feeds.picture_by(&client, address, &|_| true).await.is_none());
    assert_eq!(ASKED.load(Ordering::SeqCst), 0);
}
