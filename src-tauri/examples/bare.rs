//! A bare Tauri window, with one line of text and nothing of Gander's: what the first paint of Gander's own window
//! is measured against.

use tauri::{WebviewUrl, WebviewWindowBuilder, http::Response};

const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><title>Bare</title><p>One line of text.</p>";

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("bare", |_, _| {
            let mut response = Response::new(PAGE.as_bytes());
            let html = tauri::http::HeaderValue::from_static("text/html; charset=utf-8");
            response.headers_mut().insert("content-type", html);
            response
        })
        .setup(|app| {
            let address = "bare://localhost/".parse()?;
            WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(address))
                .title("Bare")
                .inner_size(1080.0, 720.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
