//! Gander itself, in its own WebView, and its command line.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver, WebElement};

use crate::{
    Outcome,
    browser::{connect, find, until_listening},
    programs::{Program, free_port, ours, until},
    window_manager::{close_window, focus_window},
};

/// The folders of one Gander.
#[derive(Clone, Debug)]
pub struct Home {
    /// `--data-dir`
    pub data: PathBuf,
    /// `--networks`
    pub networks: PathBuf,
}

impl Home {
    /// The arguments that make a Gander use this home.
    #[must_use]
    pub fn arguments(&self) -> [String; 4] {
        let text = |path: &Path| path.display().to_string();
        ["--data-dir".into(), text(&self.data), "--networks".into(), text(&self.networks)]
    }

    /// Runs the command line to its end. Returns its exit code and its output.
    ///
    /// # Errors
    /// When the program cannot be run.
    pub async fn gander(
        &self,
        words: &[&str],
        log: &Path,
        input: Option<&str>,
    ) -> Outcome<(Option<i32>, String)> {
        let mut gander = Command::new(ours("gander")?);
        gander.args(self.arguments()).args(words);
        let mut program = Program::start(&mut gander, log, input)?;
        let code = program.end().await?;
        Ok((code, fs::read_to_string(log)?))
    }
}

/// Gander's window, driven through `tauri-driver`.
#[derive(Debug)]
pub struct Window {
    driver: WebDriver,
    program: Program,
}

impl Window {
    /// Starts Gander under a driver.
    ///
    /// # Errors
    /// When the window does not open.
    pub async fn open(home: &Home, log: &Path) -> Outcome<Self> {
        let (driver, program) = drive(&ours("gander-app")?, &home.arguments(), log).await?;
        Ok(Self { driver, program })
    }

    /// The element with a `data-testid`.
    ///
    /// # Errors
    /// When the element is not shown.
    pub async fn find(&self, testid: &str) -> Outcome<WebElement> {
        find(&self.driver, &format!("[data-testid='{testid}']")).await
    }

    /// Clicks the element with a `data-testid`.
    ///
    /// # Errors
    /// When the element is not shown.
    pub async fn click(&self, testid: &str) -> Outcome {
        Ok(self.find(testid).await?.click().await?)
    }

    /// Starts adding an account at a network, from the list of networks.
    ///
    /// # Errors
    /// When the list does not offer the network.
    pub async fn add(&self, network: &str) -> Outcome {
        let connect = format!("[data-testid='connect-{network}']");
        // On the first run the list is open already.
        if find_now(&self.driver, &connect).await.is_none() {
            self.click("add-network").await?;
        }
        self.click_css(&connect).await
    }

    /// The element that a CSS selector finds.
    ///
    /// # Errors
    /// When the element is not shown.
    pub async fn find_css(&self, css: &str) -> Outcome<WebElement> {
        find(&self.driver, css).await
    }

    /// Clicks the element that a CSS selector finds.
    ///
    /// # Errors
    /// When the element is not shown.
    pub async fn click_css(&self, css: &str) -> Outcome {
        let element = self.find_css(css).await?;
        // The bar at the top stays in its place, and covers an element that a former click scrolled below it.
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// Waits until a script returns the wanted text.
    ///
    /// # Errors
    /// When it returns another. The error contains the last answer.
    pub async fn until_answer(&self, script: &str, wanted: &str) -> Outcome {
        let mut last = Value::Null;
        let seen = until(wanted, async || {
            last = self.ask(script).await.ok()?;
            (last == wanted).then_some(())
        });
        let seen = seen.await;
        seen.map_err(|error| format!("{error}; it answered: {last}").into())
    }

    /// Waits until the text of the element that a CSS selector finds contains the wanted words.
    ///
    /// # Errors
    /// When it does not contain them. The error contains the last text.
    pub async fn until_text(&self, css: &str, wanted: &str) -> Outcome<String> {
        let mut last = String::new();
        let seen = until(wanted, async || {
            // WebDriver's own text omits words that stand right in a box which clips; `innerText` holds them.
            last = find_now(&self.driver, css).await?.prop("innerText").await.ok()??;
            last.contains(wanted).then(|| last.clone())
        });
        let seen = seen.await;
        seen.map_err(|error| format!("{error}; it said: {last}").into())
    }

    /// Waits until a network's row has a status.
    ///
    /// # Errors
    /// When the row has another status.
    pub async fn until_status(&self, network: &str, status: &str) -> Outcome<String> {
        let css = row(network, status);
        find(&self.driver, &css).await?;
        Ok(css)
    }

    /// The window from the top of the page, as a PNG. Clicks have scrolled the page.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn picture(&self) -> Outcome<Vec<u8>> {
        // WebKit takes its picture with the next frame, and a page at rest draws none.
        self.ask(
            "scrollTo(0, 0); let n = 0; const t = setInterval(() => { \
             document.body.style.opacity = n % 2 ? '1' : '0.9999'; if (++n > 40) clearInterval(t) }, 25)",
        )
        .await?;
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Runs a script in the page and returns its value.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn ask(&self, script: &str) -> Outcome<Value> {
        Ok(self.driver.execute(script, vec![]).await?.json().clone())
    }

    /// Resizes the window.
    ///
    /// # Errors
    /// When the window keeps its size.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.driver.set_window_rect(0, 0, width, height).await?;
        let script = "return window.innerWidth";
        until("the window's new size", async || {
            (self.ask(script).await.ok()?.as_u64()? <= u64::from(width)).then_some(())
        })
        .await
    }

    /// Closes the window as a click on its cross does, and waits until its web process has ended.
    ///
    /// # Errors
    /// When the web process remains.
    pub async fn close(&self) -> Outcome {
        close_window("Gander").await?;
        let pid = self.program.id();
        until("its web process to end", async || (web_processes(pid) == 0).then_some(())).await
    }

    /// Switches to the window that opened after this one was closed.
    ///
    /// # Errors
    /// When no window opens.
    pub async fn come_back(&self) -> Outcome {
        let opened = until("a window", async || self.driver.windows().await.ok()?.pop()).await?;
        focus_window("Gander").await?;
        Ok(self.driver.switch_to_window(opened).await?)
    }

    /// Kills Gander, as a crash would.
    ///
    /// # Errors
    /// When Gander does not end.
    pub async fn crash(self, home: &Home) -> Outcome {
        let data = home.data.display().to_string();
        let running = || processes(&["gander-app", &data]);
        for pid in running() {
            Command::new("kill").args(["-KILL", &pid.to_string()]).status()?;
        }
        until("Gander to end", async || running().is_empty().then_some(())).await
    }

    /// Ends the session, and Gander with it.
    ///
    /// # Errors
    /// When the driver cannot end the session.
    pub async fn quit(self) -> Outcome {
        Ok(self.driver.quit().await?)
    }
}

/// Starts a program with a WebView under `tauri-driver`.
///
/// # Errors
/// When the window does not open.
pub async fn drive(program: &Path, arguments: &[String], log: &Path) -> Outcome<(WebDriver, Program)> {
    let (port, native) = (free_port()?, free_port()?);
    let mut tauri_driver =
        Command::new(std::env::var_os("TAURI_DRIVER").unwrap_or_else(|| "tauri-driver".into()));
    tauri_driver.args(["--port", &port.to_string(), "--native-port", &native.to_string()]);
    let tauri_driver = Program::start(&mut tauri_driver, log, None)?;
    // `tauri-driver` listens before the native driver behind it does, and drops requests that it cannot forward.
    until_listening(native).await?;
    let mut capabilities = Capabilities::default();
    capabilities.set("tauri:options", json!({ "application": program, "args": arguments }))?;
    Ok((connect(port, &capabilities).await?, tauri_driver))
}

/// The selector of a network's row with a status.
#[must_use]
pub fn row(network: &str, status: &str) -> String {
    format!("[data-testid='social-accounts'] [data-network='{network}'][data-status='{status}']")
}

async fn find_now(driver: &WebDriver, css: &str) -> Option<WebElement> {
    driver.find(thirtyfour::By::Css(css)).await.ok()
}

/// The ids of the processes with these words in their command lines.
#[must_use]
pub fn processes(words: &[&str]) -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let matches = |pid: &u32| {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line);
        words.iter().all(|word| line.contains(word))
    };
    entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter(matches).collect()
}

/// The number of a program's web processes.
#[must_use]
pub fn web_processes(of: u32) -> usize {
    processes(&["WebKitWebProcess"]).into_iter().filter(|pid| descends(*pid, of)).count()
}

fn descends(mut pid: u32, ancestor: u32) -> bool {
    while pid > 1 {
        if pid == ancestor {
            return true;
        }
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // The process name may hold spaces; the fields after its closing bracket do not.
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok());
        let Some(parent) = parent else { return false };
        pid = parent;
    }
    false
}
