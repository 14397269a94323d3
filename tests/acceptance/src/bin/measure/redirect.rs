//! The time from the redirect to Active on the screen.

use std::path::PathBuf;

use acceptance::{
    Outcome,
    app::{Home, Window, row},
    desktop::Desktop,
    programs::until,
};
use serde_json::{Value, json};
use simnet::{CLIENT_SECRET, Consent, Network, Settings, Simnet, browse, browse_and_deliver};

use crate::process::{now_ms, percentile};

const RUNS: usize = 100;
const NETWORK: Network = Network::Facebook;
const MEMBER: &str = "danar";

/// Records the time when the row says Active and its frame was drawn.
const WATCH: &str = "
    const active = '[data-network=facebook][data-status=active]';
    window.activeAt = null;
    const look = () => {
        if (window.activeAt !== null || !document.querySelector(active)) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => {
            window.activeAt = performance.timeOrigin + performance.now();
        }));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });";

/// The 99th percentile and the median. They include the practice network's own answers on this device.
pub async fn measure(dir: PathBuf) -> Outcome<Value> {
    let home = Home { data: dir.join("data"), networks: dir.join("networks") };
    let simnet = Simnet::start(Settings::default()).await?;
    simnet.write_network_files(&home.networks)?;
    let mut desktop = Desktop::start(dir).await?;
    let client = NETWORK.client_id();
    let keys = ["app", "set", NETWORK.id(), "--client-id", &client, "--client-secret-stdin"];
    home.gander(&keys, &desktop.file("gander.log"), Some(CLIENT_SECRET)).await?;
    let window = Window::open(&home, &desktop.file("app.log")).await?;
    window.click(&format!("connect-{}", NETWORK.id())).await?;
    browse_and_deliver(&desktop.next_url().await?, MEMBER, "goose", Consent::Allow).await?;
    window.until_status(NETWORK.id(), "active").await?;
    window.click_css(&format!("{} [data-testid=row-head]", row(NETWORK.id(), "active"))).await?;

    // The client exists before the clock runs: reading the system's certificates takes longer than the redirect.
    let browser = reqwest::Client::builder().no_proxy().build()?;
    let mut times = Vec::new();
    for nth in 0..RUNS {
        let password = format!("goose-{nth}");
        simnet.change_password(NETWORK, MEMBER, &password)?;
        window.click("check-now").await?;
        window.until_status(NETWORK.id(), "disconnected").await?;
        window.click("reauthorize").await?;
        let redirect = browse(&desktop.next_url().await?, MEMBER, &password, Consent::Allow).await?;
        window.ask(WATCH).await?;
        let sent = now_ms();
        browser.get(redirect).send().await.map_err(reqwest::Error::without_url)?;
        let shown = until("the row to say Active", async || {
            window.ask("return window.activeAt").await.ok()?.as_f64()
        });
        times.push(shown.await? - sent);
    }
    window.quit().await?;
    Ok(json!({ "median": percentile(times.clone(), 50), "p99": percentile(times, 99) }))
}
