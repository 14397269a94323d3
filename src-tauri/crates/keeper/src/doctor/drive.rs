//! Detects a folder on a drive that other devices share. There locks are unreliable, and so is SQLite's write-ahead
//! log, which needs memory that all its processes share.

use std::path::Path;

/// The kind of network drive that holds a folder, in the system's word. `None` if there is none, or it is unknown.
#[cfg(target_os = "linux")]
pub(super) fn over_network(folder: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;

    let device = std::fs::metadata(folder).ok()?.dev();
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    shared_kind(&mounts, rustix::fs::major(device), rustix::fs::minor(device)).map(str::to_owned)
}

/// The kind of network drive of a device in a list of mounts (proc_pid_mountinfo(5)).
#[cfg(any(target_os = "linux", test))]
fn shared_kind(mounts: &str, major: u32, minor: u32) -> Option<&str> {
    const SHARED: [&str; 21] = [
        "9p",
        "afs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
        "vboxsf",
    ];
    let device = format!("{major}:{minor}");
    let mount = mounts.lines().find(|line| line.split(' ').nth(2) == Some(&device))?;
    let kind = mount.split(" - ").nth(1)?.split(' ').next()?;
    SHARED.contains(&kind).then_some(kind)
}

#[cfg(target_os = "macos")]
pub(super) fn over_network(folder: &Path) -> Option<String> {
    /// `MNT_LOCAL` of sys/mount.h.
    const LOCAL: u32 = 0x1000;

    let drive = rustix::fs::statfs(folder).ok()?;
    (drive.f_flags & LOCAL == 0).then(|| "not of this device".to_owned())
}

/// Resolves the path, because a drive letter may stand for a share.
#[cfg(windows)]
pub(super) fn over_network(folder: &Path) -> Option<String> {
    use std::path::{Component, Prefix};

    let resolved = folder.canonicalize().ok()?;
    match resolved.components().next()? {
        Component::Prefix(prefix) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)) => {
            Some("a share".to_owned())
        }
        _ => None,
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(super) fn over_network(_: &Path) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n\
        31 22 0:45 / /home/dana/My\\040share rw,relatime shared:9 master:2 - nfs4 server:/home rw,vers=4.2\n\
        32 22 0:46 / /mnt/c rw - 9p drvfs rw,aname=drvfs\n\
        33 22 0:47 / /home/dana/far rw,nosuid shared:12 - fuse.sshfs dana@example.org: rw\n\
        34 22 0:48 / /home/dana/stick rw shared:13 - fuseblk /dev/sdb1 rw\n\
        35 22 0:49 / /tmp rw - tmpfs tmpfs rw\n\
        36 22 0:50 / /srv rw - cifs //server/share rw\n";

    #[test]
    fn drives_that_other_devices_share_are_known_by_their_kind() {
        for (minor, kind) in [(45, "nfs4"), (46, "9p"), (47, "fuse.sshfs"), (50, "cifs")] {
            assert_eq!(shared_kind(MOUNTS, 0, minor), Some(kind));
        }
        for (major, minor) in [(254, 0), (0, 48), (0, 49), (0, 99)] {
            assert_eq!(shared_kind(MOUNTS, major, minor), None, "{major}:{minor}");
        }
        assert_eq!(shared_kind("a line\n\n1 2 0:45 without an end\n", 0, 45), None);
    }

    #[test]
    fn a_temporary_folder_is_on_no_network_drive() {
        assert_eq!(over_network(&std::env::temp_dir()), None);
    }
}
