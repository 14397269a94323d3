//! The story, step by step.

mod outside;
mod sharing;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use simnet::{CLIENT_SECRET, Endpoint, Lifetime, Network, Settings, Simnet};

use crate::{
    Outcome,
    app::{Home, Window, processes, row, web_processes},
    browser::Browser,
    desktop::Desktop,
    programs::{Program, ours, until},
    transcript::Transcript,
    tray::Icon,
    window_manager::{close_window, screen},
};

const PASSWORD: &str = "goose";
const NEW_PASSWORD: &str = "swan";
const FACEBOOK: &str = "facebook";

/// All participants of the story.
struct Stage<'a> {
    transcript: &'a mut Transcript,
    simnet: Simnet,
    desktop: Desktop,
    browser: Browser,
    home: Home,
}

/// Tells the story, with Gander's data in the folder `data`. Stops at the first step that fails.
///
/// # Errors
/// The error of that step.
pub async fn tell(transcript: &mut Transcript, dir: &Path, data: PathBuf) -> Outcome {
    let home = Home { data, networks: dir.join("networks") };
    std::fs::create_dir_all(&home.networks)?;
    let simnet = transcript
        .step("Four practice networks listen on this device", async {
            let simnet = Simnet::start(Settings::default()).await?;
            simnet.write_network_files(&home.networks)?;
            Ok(simnet)
        })
        .await?;
    let desktop = transcript
        .step("A private desktop: keyring, notification daemon and tray", Desktop::start(dir.to_owned()))
        .await?;
    let browser = transcript.step("Chromium starts", Browser::start(dir)).await?;
    let mut stage = Stage { transcript, simnet, desktop, browser, home };
    stage.set_keys().await?;
    let fine = stage.connect_all().await?;
    stage.change_password_and_reauthorize(&fine).await?;
    stage.answer_from_outside().await?;
    stage.warn_of_an_end().await?;
    stage.use_it_on_a_phone().await?;
    stage.start_before_the_keyring().await?;
    stage.share().await?;
    stage.close_crash_and_quit().await?;
    stage.simnet.stop().await;
    Ok(())
}

impl Stage<'_> {
    async fn set_keys(&mut self) -> Outcome {
        for network in [Network::Facebook, Network::Instagram, Network::LinkedIn] {
            let words =
                ["app", "set", network.id(), "--client-id", &network.client_id(), "--client-secret-stdin"];
            let log = self.desktop.file("gander.log");
            let set = self.home.gander(&words, &log, Some(CLIENT_SECRET));
            let what = format!(
                "The keys of the app at {} are sealed; the vault's key is in the keyring",
                network.id()
            );
            self.transcript.step(&what, async { succeeded(set.await?) }).await?;
        }
        Ok(())
    }

    async fn connect_all(&mut self) -> Outcome<Icon> {
        let log = self.desktop.file("app.log");
        let window = self.transcript.step("Gander opens and invites", async {
            let window = Window::open(&self.home, &log).await?;
            window.find("connect-facebook").await?;
            Ok(window)
        });
        let window = window.await?;
        self.transcript.picture("first-run", &window.picture().await?)?;
        let names = [
            (Network::Facebook, "Dana Reyes"),
            (Network::Instagram, "@danar"),
            (Network::LinkedIn, "Dana Reyes"),
            (Network::X, "@danar"),
        ];
        for (nth, (network, name)) in names.into_iter().enumerate() {
            let id = network.id();
            let (desktop, browser) = (&mut self.desktop, &self.browser);
            let connect = async {
                window.add(id).await?;
                browser.open(&desktop.next_url().await?).await?;
                let login = browser.picture().await?;
                browser.sign_in("danar", PASSWORD).await?;
                let consent = browser.picture().await?;
                browser.allow().await?;
                let css = window.until_status(id, "active").await?;
                window.until_text(&format!("{css} [data-testid=username]"), name).await?;
                window.until_text(&format!("{css} [data-testid=status]"), "Active").await?;
                Ok((login, consent))
            };
            let what = format!("{id}: signed in through Chromium; the row says Active and {name}");
            let (login, consent) = self.transcript.step(&what, connect).await?;
            if nth == 0 {
                self.transcript.picture("login", &login)?;
                self.transcript.picture("consent", &consent)?;
            }
        }
        self.transcript.picture("all-active", &window.picture().await?)?;
        let tray = &self.desktop.tray;
        let fine = self
            .transcript
            .step("The tray is calm", async { until("a tray icon", async || tray.icon().await).await });
        let fine = fine.await?;
        self.transcript.say(&format!("  tray: {}", fine.tooltip));
        self.transcript
            .step("The session ends, and Gander starts again", async { window.quit().await })
            .await?;
        Ok(fine)
    }

    async fn change_password_and_reauthorize(&mut self, fine: &Icon) -> Outcome {
        let window = self.open_again().await?;
        let (simnet, desktop, browser) = (&self.simnet, &mut self.desktop, &self.browser);
        let disconnected = async {
            simnet.change_password(Network::Facebook, "danar", NEW_PASSWORD)?;
            window.click_css(&format!("{} [data-testid=row-head]", row(FACEBOOK, "active"))).await?;
            window.click("check-now").await?;
            let css = window.until_status(FACEBOOK, "disconnected").await?;
            window.until_text(&format!("{css} [data-testid=status]"), "Disconnected").await?;
            window.until_text(&format!("{css} [data-testid=why]"), "password changed at Facebook").await
        };
        let what = "Dana changes her password at Facebook; the row says Disconnected, and why";
        self.transcript.step(what, disconnected).await?;
        self.transcript.picture("disconnected", &window.picture().await?)?;
        let told = self.transcript.step("A native notification says so", async {
            let (summary, body) = desktop.next_notification().await?;
            let right = summary == "Facebook is disconnected" && body.contains("Your password changed");
            desktop.until_displayed(1).await?;
            if right {
                Ok(format!("{summary}: {body}"))
            } else {
                Err(format!("it said {summary}: {body}").into())
            }
        });
        let told = told.await?;
        self.transcript.say(&format!("  {told}"));
        self.transcript.picture("notification", &screen()?)?;
        let tray = &desktop.tray;
        let red = self.transcript.step("The tray shows another shape and counts", async {
            until("a red tray icon", async || {
                let icon = tray.icon().await?;
                (icon.pixmap != fine.pixmap && icon.tooltip.contains("1 account needs attention"))
                    .then_some(icon)
            })
            .await
        });
        let red = red.await?;
        self.transcript.say(&format!("  tray: {}", red.tooltip));

        let wrong = async {
            window.click_css(&format!("{} [data-testid=reauthorize]", row(FACEBOOK, "disconnected"))).await?;
            browser.open(&desktop.next_url().await?).await?;
            browser.sign_in("bolee", PASSWORD).await?;
            browser.allow().await?;
            let text = window.until_text("[data-testid=sign-in]", "Bo Lee").await?;
            if text.contains("Dana Reyes") { Ok(()) } else { Err(format!("it said: {text}").into()) }
        };
        self.transcript
            .step("Reauthorize, but Bo Lee signs in: both are named, nothing changed", wrong)
            .await?;
        self.transcript.picture("wrong-account", &window.picture().await?)?;
        let right = async {
            window.click("try-again").await?;
            browser.open(&desktop.next_url().await?).await?;
            browser.sign_in("danar", NEW_PASSWORD).await?;
            browser.allow().await?;
            let css = window.until_status(FACEBOOK, "active").await?;
            window.until_text(&format!("{css} [data-testid=username]"), "Dana Reyes").await
        };
        self.transcript.step("Try again as Dana Reyes: Active", right).await?;
        self.transcript.picture("reauthorized", &window.picture().await?)?;
        let over = async {
            desktop.until_displayed(0).await?;
            until("a calm tray", async || (desktop.tray.icon().await?.pixmap == fine.pixmap).then_some(()))
                .await?;
            match desktop.unread_notifications() {
                0 => Ok(()),
                more => Err(format!("{more} notifications too many").into()),
            }
        };
        self.transcript.step("The notification is withdrawn, told once, and the tray is calm", over).await?;
        window.quit().await
    }

    async fn warn_of_an_end(&mut self) -> Outcome {
        let window = self.open_again().await?;
        let (simnet, desktop, browser) = (&self.simnet, &mut self.desktop, &self.browser);
        let warned = async {
            let two_days = Lifetime { access_seconds: Some(2 * 24 * 60 * 60), ..Lifetime::default() };
            simnet.set_lifetime(Network::Facebook, two_days)?;
            window.add(FACEBOOK).await?;
            browser.open(&desktop.next_url().await?).await?;
            browser.sign_in("bolee", PASSWORD).await?;
            browser.allow().await?;
            let css = window.until_status(FACEBOOK, "expiring").await?;
            window.until_text(&css, "Reauthorize by").await?;
            let (summary, body) = desktop.next_notification().await?;
            let right = summary.starts_with("Reauthorize Facebook");
            if right {
                Ok(format!("{summary}: {body}"))
            } else {
                Err(format!("it said {summary}: {body}").into())
            }
        };
        let what = "Bo Lee's access at Facebook lasts two days: the row and a notification name the date";
        let told = self.transcript.step(what, warned).await?;
        self.transcript.say(&format!("  {told}"));
        self.transcript.picture("expiring", &window.picture().await?)?;
        let soon = desktop.tray.icon().await.map(|icon| icon.tooltip).unwrap_or_default();
        self.transcript.say(&format!("  tray: {soon}"));
        window.quit().await
    }

    async fn use_it_on_a_phone(&mut self) -> Outcome {
        let window = self.open_again().await?;
        let log = self.desktop.file("gander.log");
        let (simnet, desktop, browser, home) = (&self.simnet, &mut self.desktop, &self.browser, &self.home);
        self.transcript.step("The window is as small as a phone", window.resize(390, 844)).await?;
        self.transcript.picture("phone", &window.picture().await?)?;
        self.transcript
            .step("X is asked by the command line, and the app sees the answer", async {
                simnet.revoke(Network::X, "danar")?;
                let (code, said) = home.gander(&["check"], &log, None).await?;
                if code != Some(3) {
                    return Err(format!("gander check ended with {code:?}: {said}").into());
                }
                window.until_status("x", "disconnected").await
            })
            .await?;
        let slide_over = async {
            window.click("bars").await?;
            window.find("slide-over").await?;
            window.until_text("[data-testid=slide-over]", "Disconnected").await
        };
        self.transcript.step("The three bars open the slide-over", slide_over).await?;
        self.transcript.picture("phone-slide-over", &window.picture().await?)?;
        let settings = async {
            window.click("cog").await?;
            window.click("social-networks").await?;
            window.find("relink").await
        };
        self.transcript
            .step("The cog leads to Social Networks, where X waits to be re-linked", settings)
            .await?;
        self.transcript.picture("phone-social-networks", &window.picture().await?)?;
        let relinked = async {
            window.click("relink").await?;
            browser.open(&desktop.next_url().await?).await?;
            browser.sign_in("danar", PASSWORD).await?;
            browser.allow().await?;
            window.until_text("[data-testid=settings] [data-network=x][data-status=active]", "Active").await
        };
        self.transcript.step("Re-link: X is Active again", relinked).await?;
        self.transcript.picture("phone-relinked", &window.picture().await?)?;
        window.quit().await
    }

    async fn start_before_the_keyring(&mut self) -> Outcome {
        self.transcript.step("The keyring is not there", async { self.desktop.stop_keyring() }).await?;
        let log = self.desktop.file("app.log");
        let locked = "[data-testid=banner-vault-locked]";
        let early = async {
            let window = Window::open(&self.home, &log).await?;
            window.until_text(locked, "Your keyring is locked or missing").await?;
            window.until_status(FACEBOOK, "active").await?;
            Ok(window)
        };
        let what = "Gander starts before the keyring: it says so, and shows every account";
        let window = self.transcript.step(what, early).await?;
        self.transcript.picture("keyring-late", &window.picture().await?)?;
        let late = async {
            self.desktop.start_keyring().await?;
            let banners = format!("return String(document.querySelectorAll('{locked}').length)");
            window.until_answer(&banners, "0").await?;
            let asked = || self.simnet.request_count(Network::Facebook, Endpoint::Probe);
            let before = asked();
            window.click_css(&format!("{} [data-testid=row-head]", row(FACEBOOK, "active"))).await?;
            window.click("check-now").await?;
            until("a check", async || (asked() > before).then_some(())).await
        };
        self.transcript.step("The keyring comes: Gander finds it by itself, and checks again", late).await?;
        self.transcript.picture("keyring-found", &window.picture().await?)?;
        window.quit().await
    }

    async fn close_crash_and_quit(&mut self) -> Outcome {
        let desktop = &self.desktop;
        let start = |name: &str| start_gander(&self.home, &desktop.file(name));
        let app = self.transcript.step("Gander starts by itself", async {
            let app = start("alone.log")?;
            until("its web process", async || (web_processes(app.id()) > 0).then_some(())).await?;
            if core_limit(app.id())? > 1 {
                return Err("it would leave a core dump".into());
            }
            Ok(app)
        });
        let mut app = app.await?;
        let closed = async {
            close_window("Gander").await?;
            until("its web process to end", async || (web_processes(app.id()) == 0).then_some(())).await?;
            if processes(&["gander-app"]).contains(&app.id()) {
                Ok(())
            } else {
                Err("Gander ended too".into())
            }
        };
        self.transcript.step("The window is closed: no web process is left, Gander stays", closed).await?;
        let again = async {
            let code = start("second.log")?.end().await?;
            until("its web process", async || (web_processes(app.id()) > 0).then_some(())).await?;
            if code == Some(0) { Ok(()) } else { Err(format!("the second start ended with {code:?}").into()) }
        };
        self.transcript.step("A second start brings the window back", again).await?;
        let tray = &desktop.tray;
        let paused = async |words: &str, is: bool| {
            let what = format!("the tray to say '{words}': {is}");
            until(&what, async || (tray.icon().await?.tooltip.contains(words) == is).then_some(())).await
        };
        let pauses = async {
            for (pause, words) in [("for 1 hour", "paused until"), ("until tomorrow", ", 08:00")] {
                tray.click(&format!("Pause alerts {pause}")).await?;
                paused(words, true).await?;
                tray.click("Resume alerts").await?;
                paused("paused until", false).await?;
            }
            close_window("Gander").await?;
            until("its web process to end", async || (web_processes(app.id()) == 0).then_some(())).await?;
            tray.activate().await?;
            until("its web process", async || (web_processes(app.id()) > 0).then_some(())).await
        };
        self.transcript
            .step(
                "The tray's menu pauses alerts for an hour or until tomorrow, and resumes them; a click on the icon opens the window",
                pauses,
            )
            .await?;
        self.transcript.step("Gander is killed", async { app.kill() }).await?;
        let app = self.transcript.step("It starts again, and every account is as it was", async {
            let app = start("after-crash.log")?;
            until("its web process", async || (web_processes(app.id()) > 0).then_some(())).await?;
            let (code, said) = self.home.gander(&["check"], &desktop.file("gander.log"), None).await?;
            if code == Some(0) {
                Ok(app)
            } else {
                Err(format!("gander check ended with {code:?}: {said}").into())
            }
        });
        let mut app = app.await?;
        let quit = async {
            desktop.tray.click("Quit").await?;
            match app.end().await? {
                Some(0) => Ok(()),
                code => Err(format!("it ended with {code:?}").into()),
            }
        };
        self.transcript.step("Quit in the tray's menu ends it", quit).await
    }

    async fn open_again(&mut self) -> Outcome<Window> {
        let log = self.desktop.file("app.log");
        let window = Window::open(&self.home, &log).await?;
        window.find("social-accounts").await?;
        Ok(window)
    }
}

/// The limit of a process's core dumps, in bytes. With a limit of one byte the system writes none.
fn core_limit(process: u32) -> Outcome<u64> {
    let limits = std::fs::read_to_string(format!("/proc/{process}/limits"))?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size"));
    let limit =
        line.and_then(|line| line.split_whitespace().next()).ok_or("no limit to core dumps is told")?;
    Ok(limit.parse().unwrap_or(u64::MAX))
}

fn start_gander(home: &Home, log: &Path) -> Outcome<Program> {
    Program::start(Command::new(ours("gander-app")?).args(home.arguments()), log, None)
}

fn succeeded((code, said): (Option<i32>, String)) -> Outcome {
    if code == Some(0) { Ok(()) } else { Err(format!("it ended with {code:?}: {said}").into()) }
}
