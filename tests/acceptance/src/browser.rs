//! The person's browser: Debian's Chromium at the login pages.

use std::{path::Path, process::Command};

use serde_json::json;
use thirtyfour::{By, Capabilities, WebDriver, WebElement};

use crate::{
    Outcome,
    programs::{Program, free_port, until},
};

/// A browser under the control of WebDriver.
#[derive(Debug)]
pub struct Browser {
    /// The WebDriver session.
    pub driver: WebDriver,
    _program: Program,
}

impl Browser {
    /// Starts Chromium.
    ///
    /// # Errors
    /// When Chromium does not start.
    pub async fn start(dir: &Path) -> Outcome<Self> {
        // An earlier TLS provider stays installed; WebDriver is plain HTTP.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let port = free_port()?;
        let mut chromedriver = Command::new("chromedriver");
        chromedriver.arg(format!("--port={port}"));
        let program = Program::start(&mut chromedriver, &dir.join("chromedriver.log"), None)?;
        let profile = format!("--user-data-dir={}", dir.join("chromium").display());
        let mut capabilities = Capabilities::default();
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=520,760",
            profile.as_str(),
        ];
        capabilities.set("browserName", json!("chrome"))?;
        capabilities.set("goog:chromeOptions", json!({ "args": arguments }))?;
        let driver = connect(port, &capabilities).await?;
        Ok(Self { driver, _program: program })
    }

    /// Opens a login page.
    ///
    /// # Errors
    /// When the page does not open.
    pub async fn open(&self, url: &str) -> Outcome {
        Ok(self.driver.goto(url).await?)
    }

    /// Signs in at a network's page.
    ///
    /// # Errors
    /// When the browser shows another page.
    pub async fn sign_in(&self, username: &str, password: &str) -> Outcome {
        find(&self.driver, "[name=username]").await?.send_keys(username).await?;
        find(&self.driver, "[name=password]").await?.send_keys(password).await?;
        find(&self.driver, "#sign-in").await?.click().await?;
        Ok(())
    }

    /// Allows the network's request, and waits for Gander's own page after it.
    ///
    /// # Errors
    /// When the browser shows another page.
    pub async fn allow(&self) -> Outcome {
        find(&self.driver, "#allow").await?.click().await?;
        until("the page that sends back to Gander", async || {
            (self.driver.title().await.ok()? == "Back to Gander").then_some(())
        })
        .await
    }

    /// The page, as a PNG.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn picture(&self) -> Outcome<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }
}

/// Opens a session as soon as the driver listens.
///
/// # Errors
/// When the driver does not listen.
pub async fn connect(port: u16, capabilities: &Capabilities) -> Outcome<WebDriver> {
    let url = format!("http://127.0.0.1:{port}");
    until_listening(port).await?;
    Ok(WebDriver::new(&url, capabilities.clone()).await?)
}

/// Waits until a driver listens.
///
/// # Errors
/// When the driver does not listen.
pub async fn until_listening(port: u16) -> Outcome {
    let listening = async || std::net::TcpStream::connect(("127.0.0.1", port)).ok().map(drop);
    until("the WebDriver server", listening).await
}

/// The first element that a CSS selector finds, as soon as it is shown.
///
/// # Errors
/// When no such element is shown.
pub async fn find(driver: &WebDriver, css: &str) -> Outcome<WebElement> {
    until(css, async || {
        for element in driver.find_all(By::Css(css)).await.ok()? {
            if element.is_displayed().await.unwrap_or(false) {
                return Some(element);
            }
        }
        None
    })
    .await
}
