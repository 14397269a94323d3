//! A terminal (a pseudoterminal of the system), to see the output of a command to a person.

use std::{fs::File, io::Read, os::unix::ffi::OsStrExt, path::Path, process::Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

pub struct Terminal {
    screen: File,
}

impl Terminal {
    pub fn open() -> Self {
        let screen =
            openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a terminal");
        grantpt(&screen).expect("a terminal");
        unlockpt(&screen).expect("a terminal");
        Self { screen: screen.into() }
    }

    /// The side of a command. All of them must be closed before the lines are read.
    pub fn end(&self) -> Stdio {
        let name = ptsname(&self.screen, Vec::new()).expect("the name of a terminal");
        let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
        File::options().read(true).write(true).open(path).expect("a terminal").into()
    }

    /// Every line on the screen.
    pub fn lines(mut self) -> Vec<String> {
        let mut bytes = Vec::new();
        // The end of a terminal whose commands have ended is an error (`EIO`).
        let _ = self.screen.read_to_end(&mut bytes);
        String::from_utf8(bytes).expect("text").lines().map(str::to_owned).collect()
    }
}
