//! The person's actions while Gander has no window: a notice comes, and the person acts on it there.

use simnet::Network;
use url::Url;

use super::{PASSWORD, Stage, start_gander};
use crate::{
    Outcome,
    app::{Window, row},
    window_manager::{close_window_that_minimizes, screen, until_seen},
};

/// A script that names the focused element and the network of its row.
const FOCUSED: &str = "const row = document.activeElement.closest('[data-network]'); \
     return document.activeElement.dataset.testid + ' at ' + row?.dataset.network";

impl Stage<'_> {
    /// Clicks a notification, then uses the tray's menu, then a notification's button.
    pub(super) async fn answer_from_outside(&mut self) -> Outcome {
        let window = self.open_again().await?;
        self.transcript.step("The window is closed, and its web view with it", window.close()).await?;
        self.click_the_notification(&window).await?;
        self.reauthorize_in_the_tray(&window).await?;
        self.press_reauthorize_in_the_notification(&window).await?;
        self.live_without_a_tray(&window).await?;
        self.put_a_day_into_the_calendar(&window).await?;
        window.quit().await
    }

    async fn click_the_notification(&mut self, window: &Window) -> Outcome {
        self.lose(Network::X, "X").await?;
        self.transcript.picture("notification-alone", &screen()?)?;
        let desktop = &self.desktop;
        let clicked = async {
            desktop.click_notification().await?;
            window.come_back().await?;
            window.until_status("x", "disconnected").await?;
            window.until_answer(FOCUSED, "reauthorize at x").await?;
            desktop.until_displayed(0).await
        };
        let what = "A click on it opens the window at X, with the focus on Reauthorize";
        self.transcript.step(what, clicked).await?;
        self.transcript.picture("opened-by-a-notification", &screen()?)
    }

    async fn reauthorize_in_the_tray(&mut self, window: &Window) -> Outcome {
        let (desktop, browser) = (&mut self.desktop, &self.browser);
        let menu = [
            "X · @danar: Disconnected",
            "Facebook · Dana Reyes: Active",
            "Instagram · @danar: Active",
            "LinkedIn · Dana Reyes: Active",
            "",
            "Reauthorize X",
            "",
            "Check now",
            "Pause alerts for 1 hour",
            "Pause alerts until tomorrow",
            "",
            "Share something…",
            "Open Gander",
            "Quit",
        ];
        self.transcript.step("The tray's menu names every account", desktop.tray.until_menu(&menu)).await?;
        let again = async {
            window.close().await?;
            desktop.tray.click("Reauthorize X").await?;
            browser.open(&desktop.next_url().await?).await?;
            window.come_back().await?;
            window.until_answer(FOCUSED, "row-head at x").await?;
            browser.sign_in("danar", PASSWORD).await?;
            browser.allow().await?;
            window.until_status("x", "active").await.map(drop)
        };
        let what = "Reauthorize X in that menu starts the sign-in at once; X is Active again";
        self.transcript.step(what, again).await
    }

    async fn press_reauthorize_in_the_notification(&mut self, window: &Window) -> Outcome {
        window.close().await?;
        self.lose(Network::Instagram, "Instagram").await?;
        let (desktop, browser) = (&mut self.desktop, &self.browser);
        let pressed = async {
            let choices = desktop.choose_reauthorize().await?;
            browser.open(&desktop.next_url().await?).await?;
            window.come_back().await?;
            window.find_css(&format!("{} [data-testid=sign-in]", row("instagram", "disconnected"))).await?;
            Ok(choices)
        };
        let what = "Reauthorize, chosen in the notification, starts the sign-in at once";
        let choices = self.transcript.step(what, pressed).await?;
        self.transcript.say(&format!("  to choose from: {}", choices.trim().replace('\n', " | ")));
        self.transcript.picture("reauthorizing-from-a-notification", &screen()?)?;
        let again = async {
            browser.sign_in("danar", PASSWORD).await?;
            browser.allow().await?;
            window.until_status("instagram", "active").await?;
            desktop.until_displayed(0).await
        };
        self.transcript.step("Instagram is Active again, and its notification is gone", again).await
    }

    async fn live_without_a_tray(&mut self, window: &Window) -> Outcome {
        let desktop = &mut self.desktop;
        let minimized = async {
            desktop.tray.leave().await?;
            close_window_that_minimizes("Gander").await?;
            let (summary, body) = desktop.next_notification().await?;
            if summary != "Gander keeps running" {
                return Err(format!("it said {summary}: {body}").into());
            }
            desktop.until_displayed(1).await?;
            window.until_answer("return document.title", "Gander").await?;
            Ok(format!("{summary}: {body}"))
        };
        let what = "The tray is gone: a closed window is minimized, its web view stays, and Gander says so";
        let said = self.transcript.step(what, minimized).await?;
        self.transcript.say(&format!("  {said}"));
        self.transcript.picture("no-tray", &screen()?)?;

        let again = start_gander(&self.home, &self.desktop.file("again.log"));
        let desktop = &mut self.desktop;
        let once = async {
            desktop.put_notification_away().await?;
            desktop.until_displayed(0).await?;
            let code = again?.end().await?;
            until_seen("Gander").await?;
            close_window_that_minimizes("Gander").await?;
            if code == Some(0) { Ok(()) } else { Err(format!("the second start ended with {code:?}").into()) }
        };
        let what = "A second start brings it back; closed once more it is minimized again";
        self.transcript.step(what, once).await?;

        let tray = &self.desktop.tray;
        let back = async {
            tray.come_back().await?;
            tray.click("Open Gander").await?;
            until_seen("Gander").await?;
            window.close().await?;
            tray.click("Open Gander").await?;
            window.come_back().await
        };
        // The next notification in the log warns of a coming end, so this one came only once.
        let what = "The tray comes back with Gander's icon, and a closed window is gone until it is wanted";
        self.transcript.step(what, back).await
    }

    async fn put_a_day_into_the_calendar(&mut self, window: &Window) -> Outcome {
        let desktop = &mut self.desktop;
        let kept = async {
            let row = row("linkedin", "active");
            window.click_css(&format!("{row} [data-testid=row-head]")).await?;
            window.click_css(&format!("{row} [data-testid=to-calendar]")).await?;
            let opened = Url::parse(&desktop.next_url().await?)?;
            let file = opened.to_file_path().map_err(|()| format!("{opened} is no file"))?;
            window.until_text("[data-testid=calendar-file]", &file.display().to_string()).await?;
            let calendar = std::fs::read_to_string(&file)?;
            if calendar.contains("SUMMARY:Reauthorize LinkedIn (Dana Reyes)") {
                Ok(())
            } else {
                Err(format!("the file was: {calendar}").into())
            }
        };
        let what = "The day by which to reauthorize LinkedIn is kept as a file, and opened with the calendar";
        self.transcript.step(what, kept).await?;
        self.transcript.picture("calendar", &window.picture().await?)
    }

    /// The network ends the access, the command line finds it out, and the app notifies the person.
    async fn lose(&mut self, network: Network, name: &str) -> Outcome {
        let log = self.desktop.file("gander.log");
        let (simnet, desktop, home) = (&self.simnet, &mut self.desktop, &self.home);
        let told = async {
            simnet.revoke(network, "danar")?;
            let (code, said) = home.gander(&["check"], &log, None).await?;
            if code != Some(3) {
                return Err(format!("gander check ended with {code:?}: {said}").into());
            }
            let (summary, body) = desktop.next_notification().await?;
            desktop.until_displayed(1).await?;
            if summary == format!("{name} is disconnected") {
                Ok(())
            } else {
                Err(format!("it said {summary}: {body}").into())
            }
        };
        let what = format!("{name} ends the access, the command line finds it, and a notification tells");
        self.transcript.step(&what, told).await
    }
}
