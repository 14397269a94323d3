//! Prevents core dumps, which would hold tokens and the key that seals them.

/// Keeps the system from writing this process's memory to a file when the process dies. Must run before anything else.
///
/// The process stays dumpable in the sense of `PR_SET_DUMPABLE`. Otherwise portals and keyrings could not identify it
/// through `/proc`, and would refuse it.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        // For a dump that is piped to a program (systemd-coredump, apport, abrt), Linux respects only a limit of
        // exactly one byte, and then makes no dump. A dump to a file needs more than one byte as well.
        let most = if cfg!(any(target_os = "linux", target_os = "android")) { 1 } else { 0 };
        // This fails only if the hard limit is lower, which also prevents a dump to a file.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::process::{Resource, getrlimit};

    #[test]
    fn no_dump_has_room_for_a_secret() {
        super::forbid_core_dumps();
        let limit = getrlimit(Resource::Core);
        assert!(
            [limit.current, limit.maximum].iter().all(|most| most.is_some_and(|most| most <= 1)),
            "{limit:?}"
        );
    }
}
