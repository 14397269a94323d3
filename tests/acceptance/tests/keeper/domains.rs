//! A domain that only names accounts: their server is another host, which the domain names.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    extract::State,
    http::{
        StatusCode, Uri,
        header::{CONTENT_TYPE, LOCATION},
    },
    response::{IntoResponse, Response},
};
use keeper::{Failure, Outcome};
use tokio::net::TcpListener;

use crate::{
    servers::{Server, bench, browse, connect, modern, start},
    support::Home,
};

const METADATA: &str = "/.well-known/oauth-authorization-server";
const HOST_META: &str = "/.well-known/host-meta";
const WEBFINGER: &str = "/.well-known/webfinger";

/// A web site without a server of its own: paths with a status, and a body or the target of a redirect.
#[derive(Clone)]
struct Site {
    address: String,
    pages: Arc<Vec<(&'static str, u16, String)>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    async fn start(pages: Vec<(&'static str, u16, String)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let site = Self { address, pages: Arc::new(pages), asked: Arc::default() };
        let router = Router::new().fallback(page).with_state(site.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        site
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

async fn page(State(site): State<Site>, uri: Uri) -> Response {
    site.asked.lock().expect("no panic").push(uri.to_string());
    let Some((_, status, body)) = site.pages.iter().find(|(path, ..)| *path == uri.path()) else {
        return (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "text/html")], "<p>Nothing is here.").into_response();
    };
    let status = StatusCode::from_u16(*status).expect("a status");
    let body = body.replace("{here}", &site.address);
    if status.is_redirection() {
        return (status, [(LOCATION, body)]).into_response();
    }
    (status, body).into_response()
}

fn xml(host: &str) -> String {
    let template = format!("http://{host}/.well-known/webfinger?resource={{uri}}");
    format!(r#"<?xml version="1.0"?><XRD><Link rel="lrdd" template="{template}"/></XRD>"#)
}

fn json(host: &str) -> String {
    let template = format!("http://{host}/.well-known/webfinger?resource={{uri}}");
    format!(r#"{{"links":[{{"rel":"lrdd","type":"application/json","template":"{template}"}}]}}"#)
}

fn actor(host: &str) -> String {
    let href = format!("http://{host}/users/dana");
    format!(r#"{{"links":[{{"rel":"self","type":"application/activity+json","href":"{href}"}}]}}"#)
}

/// Signs in at the given address. The login page is at the server, and so is the shown account.
async fn leads_to(home: &Home, said: &str, server: &Server) {
    let operation_id = start(home, said).await;
    let page = home.login_page(operation_id).await;
    assert_eq!(page.authority(), server.address, "{said}: the login page is where tokens go");
    let Outcome::Active(id) = browse(home, operation_id).await else { panic!("{said}: not active") };
    assert_eq!(home.find(&id).username, Some(format!("dana@{}", server.address)), "{said}");
}

#[tokio::test]
async fn a_domain_leads_to_its_server_by_host_meta_webfinger_or_a_redirect() {
    let (_bench, home) = bench().await;
    let server = Server::start(modern()).await;
    let at = &server.address;
    let well_known = |path: &str| format!("http://{at}{path}");
    // The server of these tests has no WebFinger of its own, so a site beside it answers.
    let finger = Site::start(vec![(WEBFINGER, 200, actor(at))]).await;
    for (pages, with_name) in [
        (vec![(HOST_META, 200, xml(at))], false),
        (vec![(HOST_META, 200, json(at))], true),
        (vec![(HOST_META, 200, xml(&finger.address))], true),
        (vec![(WEBFINGER, 200, actor(at))], true),
        (vec![(WEBFINGER, 301, format!("http://{}{WEBFINGER}", finger.address))], true),
        (vec![(HOST_META, 302, "/meta".to_owned()), ("/meta", 200, xml(at))], false),
        (vec![(METADATA, 308, well_known(METADATA))], false),
        (vec![(METADATA, 200, format!(r#"{{"issuer":"http://{at}/"}}"#))], false),
        (vec![(METADATA, 200, "<p>Welcome".to_owned()), (HOST_META, 200, xml(at))], false),
    ] {
        let site = Site::start(pages.clone()).await;
        let name = format!("@dana@{}", site.address);
        leads_to(&home, if with_name { &name } else { &site.address }, &server).await;
        let register = "/api/v1/apps".to_owned();
        assert!(!site.asked().contains(&register), "{pages:?}: the domain was asked for an app");
    }
    assert!(finger.asked().iter().any(|asked| asked.contains("resource=acct%3Adana%40127%2E0%2E0%2E1")));
    assert_eq!(home.snapshot().connections.iter().count(), 1, "one account, by whatever name");
}

#[tokio::test]
async fn a_domain_leads_to_no_address_that_may_not_be_asked_and_to_no_other_site() {
    let (_bench, home) = bench().await;
    let server = Server::start(modern()).await;
    let port = server.address.rsplit(':').next().expect("a port");
    let other_site = format!("http://localhost:{port}");
    for pages in [
        vec![(HOST_META, 200, xml("10.0.0.1"))],
        vec![(HOST_META, 200, xml("social.example.org"))],
        vec![(
            HOST_META,
            200,
            "<XRD><Link rel='lrdd' template='file:///etc/passwd?{uri}'/></XRD>".to_owned(),
        )],
        vec![(WEBFINGER, 200, actor("192.168.1.1"))],
        vec![(METADATA, 302, format!("{other_site}{METADATA}"))],
        vec![
            (HOST_META, 301, "/meta".to_owned()),
            ("/meta", 301, "/more".to_owned()),
            ("/more", 200, xml(&server.address)),
        ],
        vec![(METADATA, 200, r#"{"issuer":"http://127.0.0.1:1/"}"#.to_owned())],
        vec![(HOST_META, 500, xml(&server.address))],
    ] {
        let site = Site::start(pages.clone()).await;
        let operation_id = start(&home, &format!("@dana@{}", site.address)).await;
        let told =
            Outcome::Failed(Failure::RegistrationRefused { status: 404, code: None, by_server: false });
        assert_eq!(home.end_of(operation_id).await, told, "{pages:?}");
    }
    assert_eq!(server.known().registered, 0);
}

#[tokio::test]
async fn an_account_that_is_connected_stays_at_its_server_whatever_the_domain_says() {
    let (_bench, home) = bench().await;
    let (server, elsewhere) = (Server::start(modern()).await, Server::start(modern()).await);
    let id = connect(&home, &server).await;
    let moved = format!(r#"{{"issuer":"http://{}/"}}"#, elsewhere.address);
    server.say(moved);
    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(browse(&home, operation_id).await, Outcome::Active(id.clone()));
    assert_eq!(connect(&home, &server).await, id, "and whoever names the server means the one that is known");
    assert_eq!((server.known().registered, elsewhere.known().registered), (1, 0));
}
