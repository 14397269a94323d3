//! The programs and libraries that this repository needs, and their package names on each system.

/// A system, and with it a package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Debian and its derivatives, except Ubuntu.
    Debian,
    /// Ubuntu, with other names for Chromium.
    Ubuntu,
    /// Fedora.
    Fedora,
    /// macOS with Homebrew.
    MacOs,
    /// Windows with winget.
    Windows,
    /// Any other system: setup lists the missing needs, and the person installs them.
    Other,
}

/// The purpose of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Building the UI.
    Ui,
    /// Compiling and linking the app.
    App,
    /// Testing the UI in a browser.
    UiTests,
    /// Foreign programs that the tests use: a driven browser, readers of mails and calendars.
    Elsewhere,
    /// A private session bus and keyring for the tests. Linux only.
    Session,
    /// Driving the real app on a virtual desktop. Linux only.
    Tour,
    /// Compiling for Windows and running the result. Linux only.
    Platforms,
    /// Making the packages for Linux. Linux only; a distribution needs only the tools of its own package.
    Packages,
    /// Looking at these packages and installing one. Linux only; a distribution may lack the tools of another.
    PackageChecks,
}

/// The check that tells whether a need is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// One of these programs must be in `PATH`.
    Program(&'static [&'static str]),
    /// `pkg-config` must know this library.
    Library(&'static str),
    /// A Node version that Vite supports.
    Node,
    /// Any Chromium-based browser.
    Browser,
    /// The WebDriver of that browser.
    BrowserDriver,
    /// 64-bit Wine.
    Wine,
    /// Apple's command line tools.
    XcodeTools,
}

/// One program or library that must be on the machine.
#[derive(Debug)]
pub struct Need {
    /// The name shown to people.
    pub name: &'static str,
    /// The purpose.
    pub part: Part,
    /// The check.
    pub probe: Probe,
    /// The package names. A system that is not listed does not need it.
    pub packages: &'static [(System, &'static str)],
}

use System::{Debian, Fedora, MacOs, Other, Ubuntu, Windows};

/// All needs.
pub const NEEDS: &[Need] = &[
    Need {
        name: "Node 20.19, 22.12 or newer (https://nodejs.org)",
        part: Part::Ui,
        probe: Probe::Node,
        packages: &[
            (Debian, "nodejs"),
            (Ubuntu, "nodejs"),
            (Fedora, "nodejs"),
            (MacOs, "node"),
            (Windows, "OpenJS.NodeJS.LTS"),
        ],
    },
    Need {
        name: "npm",
        part: Part::Ui,
        probe: Probe::Program(&["npm"]),
        packages: &[
            (Debian, "npm"),
            (Ubuntu, "npm"),
            (Fedora, "nodejs-npm"),
            (MacOs, "node"),
            (Windows, "OpenJS.NodeJS.LTS"),
        ],
    },
    Need {
        name: "the Xcode command line tools (xcode-select --install)",
        part: Part::App,
        probe: Probe::XcodeTools,
        packages: &[(MacOs, "")],
    },
    Need {
        name: "a C compiler",
        part: Part::App,
        probe: Probe::Program(&["cc", "gcc", "clang"]),
        packages: &[(Debian, "build-essential"), (Ubuntu, "build-essential"), (Fedora, "gcc")],
    },
    Need {
        name: "pkg-config",
        part: Part::App,
        probe: Probe::Program(&["pkg-config"]),
        packages: &[(Debian, "pkg-config"), (Ubuntu, "pkg-config"), (Fedora, "pkgconf-pkg-config")],
    },
    Need {
        name: "WebKitGTK 4.1",
        part: Part::App,
        probe: Probe::Library("webkit2gtk-4.1"),
        packages: &[
            (Debian, "libwebkit2gtk-4.1-dev"),
            (Ubuntu, "libwebkit2gtk-4.1-dev"),
            (Fedora, "webkit2gtk4.1-devel"),
        ],
    },
    Need {
        name: "libdbus",
        part: Part::App,
        probe: Probe::Library("dbus-1"),
        packages: &[(Debian, "libdbus-1-dev"), (Ubuntu, "libdbus-1-dev"), (Fedora, "dbus-devel")],
    },
    Need {
        name: "Chromium or Chrome",
        part: Part::UiTests,
        probe: Probe::Browser,
        packages: &[
            (Debian, "chromium"),
            (Ubuntu, "chromium-browser"),
            (Fedora, "chromium"),
            (MacOs, "google-chrome"),
            (Windows, "Google.Chrome"),
        ],
    },
    Need {
        name: "Python 3.10 or newer with venv",
        part: Part::Elsewhere,
        probe: Probe::Program(&["python3", "python"]),
        packages: &[
            (Debian, "python3-venv"),
            (Ubuntu, "python3-venv"),
            (Fedora, "python3"),
            (MacOs, "python"),
            (Windows, "Python.Python.3.13"),
        ],
    },
    Need {
        name: "chromedriver",
        part: Part::Elsewhere,
        probe: Probe::BrowserDriver,
        packages: &[
            (Debian, "chromium-driver"),
            (Ubuntu, "chromium-chromedriver"),
            (Fedora, "chromedriver"),
            (MacOs, "chromedriver"),
            (Windows, "Chromium.ChromeDriver"),
        ],
    },
    Need {
        name: "dbus-daemon",
        part: Part::Session,
        probe: Probe::Program(&["dbus-daemon"]),
        packages: &[(Debian, "dbus"), (Ubuntu, "dbus"), (Fedora, "dbus-daemon")],
    },
    Need {
        name: "dbus-run-session",
        part: Part::Session,
        probe: Probe::Program(&["dbus-run-session"]),
        packages: &[(Debian, "dbus"), (Ubuntu, "dbus"), (Fedora, "dbus-daemon")],
    },
    Need {
        name: "gnome-keyring-daemon",
        part: Part::Session,
        probe: Probe::Program(&["gnome-keyring-daemon"]),
        packages: &[(Debian, "gnome-keyring"), (Ubuntu, "gnome-keyring"), (Fedora, "gnome-keyring")],
    },
    Need {
        name: "WebKitWebDriver",
        part: Part::Tour,
        probe: Probe::Program(&["WebKitWebDriver"]),
        // Fedora has moved this program between packages; dnf finds the package that has the file.
        packages: &[
            (Debian, "webkit2gtk-driver"),
            (Ubuntu, "webkit2gtk-driver"),
            (Fedora, "/usr/bin/WebKitWebDriver"),
        ],
    },
    Need {
        name: "Xvfb",
        part: Part::Tour,
        probe: Probe::Program(&["Xvfb"]),
        packages: &[(Debian, "xvfb"), (Ubuntu, "xvfb"), (Fedora, "xorg-x11-server-Xvfb")],
    },
    Need {
        name: "xvfb-run",
        part: Part::Tour,
        probe: Probe::Program(&["xvfb-run"]),
        packages: &[(Debian, "xvfb"), (Ubuntu, "xvfb"), (Fedora, "xorg-x11-server-Xvfb")],
    },
    Need {
        name: "xauth",
        part: Part::Tour,
        probe: Probe::Program(&["xauth"]),
        packages: &[(Debian, "xauth"), (Ubuntu, "xauth"), (Fedora, "xorg-x11-xauth")],
    },
    Need {
        name: "xdotool",
        part: Part::Tour,
        probe: Probe::Program(&["xdotool"]),
        packages: &[(Debian, "xdotool"), (Ubuntu, "xdotool"), (Fedora, "xdotool")],
    },
    Need {
        name: "dunst",
        part: Part::Tour,
        probe: Probe::Program(&["dunst"]),
        packages: &[(Debian, "dunst"), (Ubuntu, "dunst"), (Fedora, "dunst")],
    },
    Need {
        name: "mingw's C compiler for Windows",
        part: Part::Platforms,
        probe: Probe::Program(&["x86_64-w64-mingw32-gcc"]),
        packages: &[
            (Debian, "gcc-mingw-w64-x86-64"),
            (Ubuntu, "gcc-mingw-w64-x86-64"),
            (Fedora, "mingw64-gcc"),
        ],
    },
    Need {
        name: "mingw's C++ compiler for Windows",
        part: Part::Platforms,
        probe: Probe::Program(&["x86_64-w64-mingw32-g++"]),
        packages: &[
            (Debian, "g++-mingw-w64-x86-64"),
            (Ubuntu, "g++-mingw-w64-x86-64"),
            (Fedora, "mingw64-gcc-c++"),
        ],
    },
    Need {
        name: "Wine",
        part: Part::Platforms,
        probe: Probe::Wine,
        packages: &[(Debian, "wine64"), (Ubuntu, "wine64"), (Fedora, "wine-core")],
    },
    Need {
        name: "strip",
        part: Part::Packages,
        probe: Probe::Program(&["strip"]),
        packages: &[(Debian, "binutils"), (Ubuntu, "binutils"), (Fedora, "binutils")],
    },
    Need {
        name: "rpmbuild",
        part: Part::Packages,
        probe: Probe::Program(&["rpmbuild"]),
        packages: &[(Debian, "rpm"), (Ubuntu, "rpm"), (Fedora, "rpm-build")],
    },
    Need {
        name: "dpkg-shlibdeps",
        part: Part::Packages,
        probe: Probe::Program(&["dpkg-shlibdeps"]),
        packages: &[(Debian, "dpkg-dev"), (Ubuntu, "dpkg-dev")],
    },
    Need {
        name: "lintian",
        part: Part::PackageChecks,
        probe: Probe::Program(&["lintian"]),
        packages: &[(Debian, "lintian"), (Ubuntu, "lintian")],
    },
    Need {
        name: "desktop-file-validate",
        part: Part::PackageChecks,
        probe: Probe::Program(&["desktop-file-validate"]),
        packages: &[
            (Debian, "desktop-file-utils"),
            (Ubuntu, "desktop-file-utils"),
            (Fedora, "desktop-file-utils"),
        ],
    },
    Need {
        name: "appstreamcli",
        part: Part::PackageChecks,
        probe: Probe::Program(&["appstreamcli"]),
        packages: &[(Debian, "appstream"), (Ubuntu, "appstream"), (Fedora, "appstream")],
    },
    Need {
        name: "mmdebstrap",
        part: Part::PackageChecks,
        probe: Probe::Program(&["mmdebstrap"]),
        packages: &[(Debian, "mmdebstrap"), (Ubuntu, "mmdebstrap")],
    },
];

impl Need {
    /// The package name on this system. `None` when the system does not need it or the name is unknown.
    pub fn package(&self, system: System) -> Option<&'static str> {
        self.packages.iter().find(|(named, _)| *named == system).map(|(_, package)| *package)
    }
}

/// The command that installs these packages, as words. `None` when the package manager is unknown.
pub fn install_command(system: System, packages: &[&'static str]) -> Option<Vec<&'static str>> {
    let command: &[&str] = match system {
        Debian | Ubuntu => &[
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "--yes",
            "--no-install-recommends",
        ],
        Fedora => &["dnf", "install", "--assumeyes"],
        MacOs => &["brew", "install"],
        Windows => &[
            "winget",
            "install",
            "--exact",
            "--silent",
            "--accept-source-agreements",
            "--accept-package-agreements",
        ],
        Other => return None,
    };
    Some(command.iter().copied().chain(packages.iter().copied()).collect())
}

/// The system that `/etc/os-release` describes.
pub fn linux_system(os_release: &str) -> System {
    let value = |key: &str| {
        let line = os_release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.unwrap_or_default().trim_matches('"').to_owned()
    };
    let (id, like) = (value("ID"), value("ID_LIKE"));
    let is = |name: &str| id == name || like.split_whitespace().any(|word| word == name);
    if is("ubuntu") {
        Ubuntu
    } else if is("debian") {
        Debian
    } else if is("fedora") {
        Fedora
    } else {
        Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_linux_we_know_has_a_package_for_every_need_of_linux() {
        let everywhere = |need: &&Need| {
            need.probe != Probe::XcodeTools && !matches!(need.part, Part::Packages | Part::PackageChecks)
        };
        for need in NEEDS.iter().filter(everywhere) {
            for system in [Debian, Ubuntu, Fedora] {
                let package = need.package(system);
                assert!(package.is_some_and(|name| !name.is_empty()), "{} on {system:?}", need.name);
            }
        }
    }

    const LINUX_ALONE: [Part; 5] =
        [Part::Session, Part::Tour, Part::Platforms, Part::Packages, Part::PackageChecks];

    #[test]
    fn macos_and_windows_need_nothing_of_what_linux_alone_has() {
        for need in NEEDS.iter().filter(|need| LINUX_ALONE.contains(&need.part)) {
            assert_eq!((need.package(MacOs), need.package(Windows)), (None, None), "{}", need.name);
        }
    }

    #[test]
    fn the_systems_are_told_apart_by_their_release_file() {
        assert_eq!(linux_system("NAME=x\nID=debian\n"), Debian);
        assert_eq!(linux_system("ID=ubuntu\nID_LIKE=debian\n"), Ubuntu);
        assert_eq!(linux_system("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), Ubuntu);
        assert_eq!(linux_system("ID=fedora\nID_LIKE=\n"), Fedora);
        assert_eq!(linux_system("ID=arch\n"), Other);
        assert_eq!(linux_system(""), Other);
    }

    #[test]
    fn the_command_names_the_package_manager_and_the_packages() {
        let command = install_command(Fedora, &["dunst", "xorg-x11-xauth"]).unwrap().join(" ");
        assert_eq!(command, "dnf install --assumeyes dunst xorg-x11-xauth");
        assert_eq!(install_command(Other, &["dunst"]), None);
    }
}
