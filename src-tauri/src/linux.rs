//! The traps of Linux desktops.

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

/// WebKitGTK shows a blank window with NVIDIA's own driver unless its DMA-BUF renderer is off. That has to be in
/// the environment before GTK begins, so Gander starts itself anew with it.
pub fn prepare() {
    if env::var_os(NO_DMABUF).is_some() || !Path::new("/proc/driver/nvidia").exists() {
        return;
    }
    let error: io::Result<()> = env::current_exe().and_then(|program| {
        Err(Command::new(program).args(env::args_os().skip(1)).env(NO_DMABUF, "1").exec())
    });
    if let Err(error) = error {
        tracing::warn!(%error, "the workaround for NVIDIA could not be set");
    }
}

/// Whether a window can be opened at all. Asked first, since Tauri panics where GTK finds no display.
pub fn has_display() -> bool {
    gtk::init().is_ok()
}

/// An AppImage's own libraries would break the person's browser, so it is started without them. `None` when
/// Gander does not run from an AppImage.
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
        // Somebody has to collect its exit code.
        std::thread::spawn(move || child.wait());
    });
    Some(opened.map_err(|_| NoBrowser))
}

/// What has to change in the environment: paths into the image go, and what holds nothing else goes whole.
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
