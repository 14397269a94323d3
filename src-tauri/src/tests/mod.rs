//! The shell against Tauri's mock runtime, with a recording device around it.
