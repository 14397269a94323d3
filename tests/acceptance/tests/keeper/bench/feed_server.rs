//! A server of feeds.

use std::{
    collections::HashMap,
    fs,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Response},
};
use tokio::{net::TcpListener, sync::Semaphore};

use crate::support::Bench;

/// A server of feeds on this device.
pub struct FeedServer {
    origin: String,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    pages: Mutex<HashMap<String, Page>>,
    asked: Mutex<Vec<(String, HeaderMap)>>,
    now: AtomicUsize,
    most_at_once: AtomicUsize,
    /// While it is closed, each answer waits for a permit.
    gate: Mutex<Option<Arc<Semaphore>>>,
}

#[derive(Clone, Default)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl FeedServer {
    /// A server at whose address a practice network is as well, so that its feeds are for practice.
    pub async fn start(bench: &Bench) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let file = format!(
            r#"id = "practice-news"
name = "Practice News"
[app]
client_id = "practice-app"
[oauth]
protocol = "oauth2"
authorize = "{origin}/authorize"
token = "{origin}/token"
client_auth = "body"
secret = "none"
pkce = "s256"
scopes = ["profile"]
redirect = ["loopback"]
[policy]
access = "1h"
renew = {{ kind = "refresh", before = "5m" }}
warn = []
summary = "For feeds."
page = "https://example.com/"
[probe]
url = "{origin}/me"
every = "6h"
id = "/id"
"#
        );
        fs::write(bench.networks_dir().join("practice-news.toml"), file).expect("a network file");
        Self { origin, shared }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    pub fn set(&self, path: &str, page: Page) {
        locked(&self.shared.pages).insert(path.to_owned(), page);
    }

    /// Serves an RSS feed of these entries: id and title.
    pub fn serve(&self, path: &str, entries: &[(&str, &str)]) {
        let entries: Vec<_> = entries.iter().map(|(id, title)| (*id, *title, String::new())).collect();
        self.serve_with(path, &entries);
    }

    /// Serves an RSS feed of these entries: id, title, and more elements.
    pub fn serve_with(&self, path: &str, entries: &[(&str, &str, String)]) {
        let items: String = entries
            .iter()
            .map(|(id, title, more)| {
                let named =
                    format!("<guid isPermaLink='false'>{id}</guid><title>{title}</title><link>/{id}</link>");
                format!("<item>{named}{more}</item>")
            })
            .collect();
        let body =
            format!("<rss version='2.0'><channel><title>Practice &amp; news</title>{items}</channel></rss>");
        let headers = vec![("etag", format!("\"{}\"", entries.len()))];
        self.set(path, Page { status: 200, headers, body: body.into() });
    }

    pub fn times_asked(&self, path: &str) -> usize {
        locked(&self.shared.asked).iter().filter(|(asked, _)| asked == path).count()
    }

    pub fn last_header(&self, name: &str) -> Option<String> {
        let asked = locked(&self.shared.asked);
        let (_, headers) = asked.last().expect("a request");
        headers.get(name).map(|value| value.to_str().expect("text").to_owned())
    }

    /// The most requests that were answered at once.
    pub fn most_at_once(&self) -> usize {
        self.shared.most_at_once.load(Ordering::SeqCst)
    }

    /// From now on, each answer waits for a permit.
    pub fn close(&self) -> Arc<Semaphore> {
        let gate = Arc::new(Semaphore::new(0));
        *locked(&self.shared.gate) = Some(Arc::clone(&gate));
        gate
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    locked(&shared.asked).push((path.clone(), request.headers().clone()));
    let now = shared.now.fetch_add(1, Ordering::SeqCst) + 1;
    shared.most_at_once.fetch_max(now, Ordering::SeqCst);
    let gate = locked(&shared.gate).clone();
    if let Some(gate) = gate {
        gate.acquire().await.expect("a gate").forget();
    }
    shared.now.fetch_sub(1, Ordering::SeqCst);
    let page = locked(&shared.pages).get(&path).cloned().unwrap_or(Page { status: 404, ..Page::default() });
    let is_known = page.headers.iter().any(|(name, value)| {
        let known = request.headers().get("if-none-match");
        *name == "etag" && known.is_some_and(|known| known.as_bytes() == value.as_bytes())
    });
    let mut response = Response::builder().status(if is_known { 304 } else { page.status });
    for (name, value) in page.headers {
        response = response.header(name, value);
    }
    response.body(if is_known { Body::empty() } else { page.body.into() }).expect("a response")
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().expect("no panic")
}
