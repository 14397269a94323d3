//! The report of a failed start: one sentence on stderr and in a window without scripts.

use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindowBuilder, http::Response,
    webview::NewWindowResponse,
};

/// The label of the window. No capability names it.
pub const WINDOW: &str = "failure";
/// The scheme that serves its page.
pub const SCHEME: &str = "failure";

/// The reason why Gander could not start. Its presence makes the exit code 1.
pub struct Failure(String);

/// Shows the reason why Gander could not start.
///
/// # Errors
/// When not even this window can be made.
pub fn show<R: Runtime>(app: &AppHandle<R>, sentence: String) -> tauri::Result<()> {
    eprintln!("gander-app: {sentence}");
    app.manage(Failure(sentence));
    let address = Url::parse(&format!("{SCHEME}://localhost/")).map_err(|_| tauri::Error::WindowNotFound)?;
    let builder = WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::CustomProtocol(address))
        .incognito(true)
        .on_navigation(|url| url.scheme() == SCHEME || url.host_str() == Some("failure.localhost"))
        .on_new_window(|_, _| NewWindowResponse::Deny);
    #[cfg(desktop)]
    let builder = builder.title("Gander").inner_size(520.0, 260.0).min_inner_size(320.0, 200.0);
    builder.build()?;
    Ok(())
}

/// Tells whether the start of Gander failed.
#[cfg(desktop)]
pub fn happened<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.try_state::<Failure>().is_some()
}

/// The window's page.
pub fn page<R: Runtime>(app: &AppHandle<R>) -> Response<Vec<u8>> {
    let sentence = app.try_state::<Failure>().map(|failure| escaped(&failure.0)).unwrap_or_default();
    let page = include_str!("failure.html").replace("{sentence}", &sentence);
    let mut response = Response::new(page.into_bytes());
    let policy = "default-src 'none'; style-src 'nonce-gander'; base-uri 'none'; form-action 'none'";
    for (name, value) in [("content-type", "text/html; charset=utf-8"), ("content-security-policy", policy)] {
        response.headers_mut().insert(name, tauri::http::HeaderValue::from_static(value));
    }
    response
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_is_shown_as_text() {
        assert_eq!(escaped("<b>\"a\" & b</b>"), "&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;");
    }
}
