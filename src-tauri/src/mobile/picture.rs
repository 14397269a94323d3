//! The pictures that another app shares.

#[cfg(target_os = "android")]
use std::{sync::mpsc, time::Duration};

use tauri::{AppHandle, Manager, Runtime, Url};

#[cfg(target_os = "android")]
use crate::{opened, window};

/// As many bytes as the keeper takes.
const LARGEST_PICTURE: usize = 50 << 20;

/// Reads a picture from the app that shares it, which permits it for as long as Gander's activity exists.
#[cfg(target_os = "android")]
pub fn read<R: Runtime>(app: &AppHandle<R>, url: &Url) -> Option<Vec<u8>> {
    /// Far longer than a picture takes that its app must fetch first.
    const LONGEST: Duration = Duration::from_secs(60);
    const CHUNK: i32 = 1 << 16;

    if !opened::is_of_another_app(url, &app.config().identifier) {
        return None;
    }
    let (send, receive) = mpsc::channel();
    let hand_over = move |webview: tauri::webview::PlatformWebview| {
        webview.jni_handle().exec(move |env, activity, _| {
            if let (Ok(vm), Ok(activity)) = (env.get_java_vm(), env.new_global_ref(activity)) {
                let _ = send.send((vm, activity));
            }
        });
    };
    app.get_webview_window(window::MAIN)?.with_webview(hand_over).ok()?;
    let (vm, activity) = receive.recv_timeout(LONGEST).ok()?;
    let mut env = vm.attach_current_thread().ok()?;
    let mut read = || {
        let address = env.new_string(url.as_str()).ok()?;
        let parse = "(Ljava/lang/String;)Landroid/net/Uri;";
        let uri = env.call_static_method("android/net/Uri", "parse", parse, &[(&address).into()]);
        let uri = uri.ok()?.l().ok()?;
        let resolver = "()Landroid/content/ContentResolver;";
        let resolver = env.call_method(&activity, "getContentResolver", resolver, &[]).ok()?.l().ok()?;
        let open = "(Landroid/net/Uri;)Ljava/io/InputStream;";
        let stream = env.call_method(&resolver, "openInputStream", open, &[(&uri).into()]).ok()?.l().ok()?;
        if stream.is_null() {
            return None;
        }
        let chunk = env.new_byte_array(CHUNK).ok()?;
        let mut file = Vec::new();
        while file.len() <= LARGEST_PICTURE {
            let count = env.call_method(&stream, "read", "([B)I", &[(&chunk).into()]).ok()?.i().ok()?;
            // A negative count is the end.
            let Ok(count) = usize::try_from(count) else { break };
            file.extend_from_slice(env.convert_byte_array(&chunk).ok()?.get(..count)?);
        }
        env.call_method(&stream, "close", "()V", &[]).ok()?;
        Some(file)
    };
    let file = read();
    // An exception of the other app would otherwise end Gander at the next call.
    let _ = env.exception_clear();
    file
}

/// Reads a picture that the system has copied into the app's inbox, and deletes the copy.
#[cfg(target_os = "ios")]
pub fn read<R: Runtime>(app: &AppHandle<R>, url: &Url) -> Option<Vec<u8>> {
    use std::io::Read;

    let inbox = app.path().document_dir().ok()?.join("Inbox").canonicalize().ok()?;
    let path = url.to_file_path().ok()?.canonicalize().ok()?;
    // Nothing outside chooses another file of Gander's own.
    if !path.starts_with(inbox) {
        return None;
    }
    let mut file = Vec::new();
    let read = std::fs::File::open(&path)
        .and_then(|open| open.take(LARGEST_PICTURE as u64 + 1).read_to_end(&mut file));
    if let Err(error) = std::fs::remove_file(&path) {
        tracing::warn!(%error, "the copy of a shared picture could not be deleted");
    }
    read.ok().map(|_| file)
}
