//! Workarounds for Linux desktops.

use std::{
    collections::BTreeMap,
    env, io,
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, Stdio},
};

use keeper::NoBrowser;
use tauri::Url;

const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
const AFTER_THE_FORMER: &str = "GANDER_STARTED_AFTER_THE_FORMER";

/// Turns off WebKitGTK's DMA-BUF renderer, which shows a blank window with NVIDIA's own driver. The variable must be
/// set before GTK starts, so Gander executes itself again with it.
pub fn prepare() {
    if env::var_os(NO_DMABUF).is_some() || !Path::new("/proc/driver/nvidia").exists() {
        return;
    }
    if let Err(error) = execute_again(NO_DMABUF) {
        tracing::warn!(%error, "the workaround for NVIDIA could not be set");
    }
}

/// Starts again, once, in place of this process, if the Gander that ran was just ending and could not take this start's
/// arguments. By the second start it has left the session bus.
pub fn start_after_the_former(error: &tauri::Error) {
    let is_of_the_former =
        matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance");
    if !is_of_the_former || env::var_os(AFTER_THE_FORMER).is_some() {
        return;
    }
    if let Err(error) = execute_again(AFTER_THE_FORMER) {
        tracing::warn!(%error, "Gander could not start after the former one");
    }
}

/// Executes this program again with the same arguments, and with a variable that says so. Returns only if that fails.
fn execute_again(variable: &str) -> io::Result<()> {
    let program = env::current_exe()?;
    Err(Command::new(program).args(env::args_os().skip(1)).env(variable, "1").exec())
}

/// Tells whether GTK finds a display. Tauri panics without one, so Gander checks first.
pub fn has_display() -> bool {
    gtk::init().is_ok()
}

/// Opens a URL without the AppImage's own libraries, which would break the person's browser. `None` if Gander
/// does not run from an AppImage.
pub fn open_outside_appimage(url: &Url) -> Option<Result<(), NoBrowser>> {
    let image = env::var("APPDIR").ok().filter(|image| !image.is_empty())?;
    env::var_os("APPIMAGE")?;
    let mut opener = Command::new("xdg-open");
    opener
        .arg(url.as_str())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0);
    for (name, value) in outside(&image, env::vars()) {
        match value {
            Some(value) => opener.env(name, value),
            None => opener.env_remove(name),
        };
    }
    let opened = opener.spawn().map(|mut child| {
        // A wait collects the exit code, so that no zombie process remains.
        std::thread::spawn(move || child.wait());
    });
    Some(opened.map_err(|_| NoBrowser))
}

/// The changes to the environment: drops paths into the image, and removes a variable that holds no other path.
fn outside(
    image: &str,
    variables: impl Iterator<Item = (String, String)>,
) -> BTreeMap<String, Option<String>> {
    variables
        .filter_map(|(name, value)| {
            if matches!(name.as_str(), "APPDIR" | "APPIMAGE" | "ARGV0" | "OWD") {
                return Some((name, None));
            }
            let kept: Vec<_> = value.split(':').filter(|part| !part.starts_with(image)).collect();
            if kept.len() == value.split(':').count() {
                return None;
            }
            let kept = kept.join(":");
            Some((name, (!kept.is_empty()).then_some(kept)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_is_started_without_the_appimages_libraries() {
        let variables = [
            ("APPDIR", "/tmp/.mount_Gander"),
            ("APPIMAGE", "/home/dana/Gander.AppImage"),
            ("HOME", "/home/dana"),
            ("GTK_PATH", "/tmp/.mount_Gander/usr/lib/gtk-3.0"),
            ("PATH", "/tmp/.mount_Gander/usr/bin:/usr/bin:/bin"),
            ("XDG_DATA_DIRS", "/usr/local/share:/tmp/.mount_Gander/usr/share:/usr/share"),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let changes = outside("/tmp/.mount_Gander", variables.into_iter());
        let changes: Vec<_> = changes.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect();
        assert_eq!(
            changes,
            [
                ("APPDIR", None),
                ("APPIMAGE", None),
                ("GTK_PATH", None),
                ("PATH", Some("/usr/bin:/bin")),
                ("XDG_DATA_DIRS", Some("/usr/local/share:/usr/share")),
            ]
        );
    }
}
