//! Core dumps would hold tokens and the key that seals them.

/// Keeps the system from writing this process's memory to a file when the process dies. To be called before anything
/// else.
///
/// The process stays dumpable in the sense of `PR_SET_DUMPABLE`: without that, portals and keyrings that look at
/// `/proc` could not tell who asks them, and would refuse.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        // Linux looks at the limit of a dump that is piped to a program (systemd-coredump, apport, abrt) only if it is
        // exactly one byte, and then makes none. A dump to a file needs more than one byte as well.
        let most = if cfg!(any(target_os = "linux", target_os = "android")) { 1 } else { 0 };
        // A limit that is lower still does the same.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) });
    }
}
