//! A person with a browser, on the provider's own pages.

use std::collections::BTreeMap;

use reqwest::{Client, Method, Response, redirect::Policy};
use url::Url;

use crate::support::within;

/// An HTTP client that follows no redirect by itself.
pub fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client")
}

/// Signs in and agrees. Returns the app's page.
pub async fn browse(login_page: Url, member: &str) -> String {
    let mut browser = Browser { http: client(), cookies: BTreeMap::new() };
    let mut response = browser.go(Method::GET, login_page, "").await;
    loop {
        let here = response.url().clone();
        if response.status().is_redirection() {
            let location = response.headers()["location"].to_str().expect("an address");
            let next = here.join(location).expect("an address");
            response = browser.go(Method::GET, next, "").await;
            continue;
        }
        assert!(response.status().is_success(), "HTTP status {} at {}", response.status(), here.path());
        let page = response.text().await.expect("a page");
        let Some((_, form)) = page.split_once("action=\"") else { return page };
        let action = here.join(form.split('"').next().unwrap_or_default()).expect("an address");
        let fields = if page.contains("value=\"login\"") {
            format!("prompt=login&login={member}&password=practice")
        } else {
            "prompt=consent".to_owned()
        };
        response = browser.go(Method::POST, action, &fields).await;
    }
}

struct Browser {
    http: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    async fn go(&mut self, method: Method, url: Url, fields: &str) -> Response {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = self.http.request(method, url).header("cookie", cookies.join("; "));
        if !fields.is_empty() {
            let form = "application/x-www-form-urlencoded";
            request = request.header("content-type", form).body(fields.to_owned());
        }
        let response = within("a page", request.send()).await.expect("an answer");
        for cookie in response.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = cookie.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }
}
