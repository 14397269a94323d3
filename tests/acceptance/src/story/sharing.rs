//! The person shares at Mastodon: at once, after an account was cut, and after a crash.

use simnet::{Network, Simnet};
use thirtyfour::By;

use super::{PASSWORD, Stage};
use crate::{
    Outcome,
    app::{Window, row},
    browser::Browser,
    programs::until,
};

const FIRST: &str = "The museum opens its new wing on Saturday. Come at ten!";
const SECOND: &str = "The first hundred visitors get a print of the old harbour.";
const UNFINISHED: &str = "Thank you all for coming on";
/// A script that chooses Mastodon alone, and tells whether it is chosen.
const CHOOSE_MASTODON: &str = "const chips = [...document.querySelectorAll('[data-testid^=chip-]')]; \
     const isWanted = (chip) => chip.textContent.includes('Mastodon'); \
     for (const chip of chips.filter(({ ariaDisabled }) => !ariaDisabled)) \
       if ((chip.ariaPressed === 'true') !== isWanted(chip)) chip.click(); \
     return String(chips.find(isWanted)?.ariaPressed)";
/// A script that names the focused element.
const FOCUSED: &str = "return document.activeElement.dataset.testid ?? document.activeElement.tagName";

impl Stage<'_> {
    /// Shares two texts, the second while Mastodon is cut, and writes a third that a crash interrupts.
    pub(super) async fn share(&mut self) -> Outcome {
        self.write_mastodon_file()?;
        let window = self.open_again().await?;
        self.connect_mastodon(&window).await?;
        self.share_at_once(&window).await?;
        self.share_while_cut(&window).await?;
        self.reauthorize_and_share(&window).await?;
        self.keep_a_draft_through_a_crash(window).await
    }

    /// A revoked token is believed after a second refusal, which the tour does not await for five minutes.
    fn write_mastodon_file(&self) -> Outcome {
        self.simnet.write_network_file(&self.home.networks, Network::Mastodon, None)?;
        let path = self.home.networks.join("mastodon.toml");
        let text = std::fs::read_to_string(&path)?;
        Ok(std::fs::write(path, text.replace("confirm_after = \"5m\"", "confirm_after = \"1s\""))?)
    }

    async fn connect_mastodon(&mut self, window: &Window) -> Outcome {
        let address = self.simnet.network_url(Network::Mastodon);
        let (desktop, browser) = (&mut self.desktop, &self.browser);
        let connected = async {
            window.add("mastodon").await?;
            let server = address.trim_start_matches("http://");
            window.find("ask-at").await?.send_keys(server).await?;
            window.click("ask-begin").await?;
            browser.open(&desktop.next_url().await?).await?;
            browser.sign_in("danar", PASSWORD).await?;
            browser.allow().await?;
            let css = window.until_status("mastodon", "active").await?;
            window.until_text(&format!("{css} [data-testid=username]"), "danar").await?;
            window.until_text("[data-testid=share-something]", "Share something…").await.map(drop)
        };
        let what =
            "mastodon: the server's address leads to Chromium; the row is Active, and sharing is offered";
        self.transcript.step(what, connected).await?;
        self.transcript.picture("sharing-offered", &window.picture().await?)
    }

    async fn share_at_once(&mut self, window: &Window) -> Outcome {
        let written = async {
            window.click("share-something").await?;
            window.until_answer(FOCUSED, "share-text").await?;
            window.find("share-text").await?.send_keys(FIRST).await?;
            window.until_answer(CHOOSE_MASTODON, "true").await?;
            window.until_text("[data-testid=share-button]", "Share to Mastodon").await?;
            window.until_text("[data-testid=draft-state]", "Draft saved").await.map(drop)
        };
        self.transcript.step("A text is written for Mastodon, and the button names it", written).await?;
        self.transcript.picture("composer", &window.picture().await?)?;
        let shared = async {
            window.click("share-button").await?;
            window.until_text("[data-testid=result]", "Shared to Mastodon.").await?;
            window.until_text("[data-testid^=post-][data-state=shared]", "Shared").await?;
            window.until_answer(FOCUSED, "share-something").await
        };
        self.transcript
            .step("Share: the card says Shared, and the focus is in the row again", shared)
            .await?;
        self.transcript.picture("shared", &window.picture().await?)?;
        self.transcript
            .step("Chromium shows the post once", until_posts(&self.browser, &self.simnet, FIRST, 1))
            .await?;
        self.transcript.picture("timeline", &self.browser.picture().await?)
    }

    async fn share_while_cut(&mut self, window: &Window) -> Outcome {
        let (simnet, desktop) = (&self.simnet, &mut self.desktop);
        let cut = async {
            simnet.revoke(Network::Mastodon, "danar")?;
            window.click_css(&format!("{} [data-testid=row-head]", row("mastodon", "active"))).await?;
            window.click("check-now").await?;
            let css = window.until_status("mastodon", "disconnected").await?;
            window.until_text(&format!("{css} [data-testid=status]"), "Disconnected").await?;
            window.click_css(&format!("{css} [data-testid=row-head]")).await?;
            // Those of the former steps come first.
            while desktop.next_notification().await?.0 != "Mastodon is disconnected" {}
            Ok(())
        };
        self.transcript.step("Mastodon revokes the access; the row says Disconnected", cut).await?;
        self.transcript.picture("mastodon-disconnected", &window.picture().await?)?;
        let written = async {
            window.click("share-something").await?;
            window.find("share-text").await?.send_keys(SECOND).await?;
            window.until_answer(CHOOSE_MASTODON, "true").await?;
            window
                .until_text("[data-testid=line-disconnected]", "Gander shares there after you reauthorize.")
                .await
        };
        self.transcript
            .step("A second text is written, and the composer says that it will wait", written)
            .await?;
        self.transcript.picture("composer-while-cut", &window.picture().await?)?;
        let waits = async {
            window.click("share-button").await?;
            window.until_text("[data-testid=result]", "Mastodon waits.").await?;
            window.until_text("[data-testid^=need-waits]", "1 activity waits for Mastodon").await?;
            let waits = format!("{} [data-testid=waits]", row("mastodon", "disconnected"));
            window.until_text(&waits, "1 activity waits").await.map(drop)
        };
        let what = "Share: Needs you and the account's row both say that 1 activity waits for Mastodon";
        self.transcript.step(what, waits).await?;
        self.transcript.picture("waits", &window.picture().await?)?;
        self.transcript
            .step("Nothing has arrived at Mastodon", until_posts(&self.browser, &self.simnet, SECOND, 0))
            .await
    }

    async fn reauthorize_and_share(&mut self, window: &Window) -> Outcome {
        let (desktop, browser) = (&mut self.desktop, &self.browser);
        let again = async {
            window.click("need-reauthorize").await?;
            window.find_css("[data-testid=sign-in]").await?;
            window.until_answer(FOCUSED, "row-head").await?;
            browser.open(&desktop.next_url().await?).await?;
            browser.sign_in("danar", PASSWORD).await?;
            browser.allow().await?;
            let css = window.until_status("mastodon", "active").await?;
            window.until_text(&format!("{css} [data-testid=status]"), "Active").await?;
            window.until_text(&format!("{css} [data-testid=username]"), "danar").await?;
            window.until_text("[data-testid=result]", "Shared to Mastodon.").await?;
            let needs = "return String(document.querySelectorAll('[data-testid=sharing-needs]').length)";
            window.until_answer(needs, "0").await
        };
        let what = "Reauthorize: the row says Active and danar, and the text that waited is shared";
        self.transcript.step(what, again).await?;
        self.transcript.picture("shared-after-reauthorizing", &window.picture().await?)?;
        let (browser, simnet) = (&self.browser, &self.simnet);
        let both = async {
            until_posts(browser, simnet, FIRST, 1).await?;
            until_posts(browser, simnet, SECOND, 1).await
        };
        self.transcript.step("Chromium shows each of the two posts once", both).await?;
        self.transcript.picture("timeline-of-both", &self.browser.picture().await?)?;
        let listed = async {
            window.click("part-shared").await?;
            window.until_text("[data-testid=shared]", FIRST).await?;
            window.until_text("[data-testid=shared]", SECOND).await.map(drop)
        };
        self.transcript.step("Both are listed under Shared", listed).await?;
        self.transcript.picture("list-of-shared", &window.picture().await?)
    }

    async fn keep_a_draft_through_a_crash(&mut self, window: Window) -> Outcome {
        let crashed = async {
            window.click("share-something").await?;
            window.find("share-text").await?.send_keys(UNFINISHED).await?;
            window.until_text("[data-testid=draft-state]", "Draft saved").await?;
            window.crash(&self.home).await
        };
        self.transcript.step("A third text is half written when Gander is killed", crashed).await?;
        let window = self.open_again().await?;
        let found = async {
            let written = "return document.querySelector('[data-testid=share-text]')?.value ?? ''";
            window.until_answer(written, UNFINISHED).await?;
            window.click("close-composer").await?;
            window.until_text("[data-testid=drafts]", "Drafts (1)").await?;
            window.click("drafts").await?;
            window.click_css("[data-testid^=drafts-]").await?;
            window.until_answer(written, UNFINISHED).await?;
            window.until_answer(FOCUSED, "share-text").await
        };
        self.transcript
            .step(
                "It starts again: the draft is open with every letter, and closed it is under Drafts",
                found,
            )
            .await?;
        self.transcript.picture("draft-after-a-crash", &window.picture().await?)?;
        let discarded = async {
            window.click("discard").await?;
            window.until_text("[data-testid=discarded]", "Draft discarded").await.map(drop)
        };
        self.transcript.step("The draft is discarded", discarded).await?;
        window.quit().await
    }
}

/// Opens the timeline in the browser, until it has the text this often.
async fn until_posts(browser: &Browser, simnet: &Simnet, text: &str, times: usize) -> Outcome {
    let timeline = format!("{}/timeline", simnet.network_url(Network::Mastodon));
    let mut seen = 0;
    let found = until("the posts", async || {
        browser.open(&timeline).await.ok()?;
        seen = 0;
        for post in browser.driver.find_all(By::Css("article .text")).await.ok()? {
            seen += usize::from(post.text().await.ok()? == text);
        }
        (seen == times).then_some(())
    });
    let found = found.await;
    found.map_err(|error| format!("{error}; the timeline has it {seen} times").into())
}
