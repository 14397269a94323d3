//! Folders of network files, with files of other programs. An unusable file removes its own network and nothing else.

use std::{fs, path::Path};

use lifecycle::NetworkId;
use networks::{Catalogue, Network, Review};

const GOOD: &str = r#"id = "practice"
name = "Practice"

[oauth]
protocol = "oauth2"
authorize = "https://practice.example/authorize"
token = "https://practice.example/token"
client_auth = "body"
secret = "required"
pkce = "s256"
scopes = ["read"]
redirect = ["loopback"]
loopback = { port = 8723 }

[policy]
access = "60d"
renew = { kind = "none" }
warn = ["10d"]
summary = "Sixty days."
page = "https://practice.example/policy"

[probe]
url = "https://practice.example/me"
every = "6h"
id = "/id"

[evidence]
code = ["/error"]
"#;

/// A network file of this id and name.
fn of(id: &str, name: &str) -> String {
    GOOD.replacen("practice", id, 1).replacen("Practice", name, 1)
}

fn read(folder: &Path) -> Catalogue {
    Catalogue::builtin().with_folder(folder).expect("the folder can be read")
}

fn name<'a>(catalogue: &'a Catalogue, id: &str) -> Option<&'a str> {
    catalogue.get(&NetworkId::from(id)).map(|network| network.name.as_str())
}

/// The messages on unusable files, without the folder's own path, each with the network that it leaves out.
fn told(catalogue: &Catalogue, folder: &Path) -> Vec<(String, Option<String>)> {
    let folder = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
    let told = catalogue.unusable().iter();
    told.map(|unusable| {
        let network = unusable.network.as_ref().map(ToString::to_string);
        (unusable.error.to_string().replace(&folder, ""), network)
    })
    .collect()
}

fn left_out(id: &str) -> Option<String> {
    Some(id.to_owned())
}

#[test]
fn names_with_a_dot_in_front_are_no_network_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("practice.toml"), GOOD).unwrap();
    for other in ["._practice.toml", ".practice.toml", ".toml", ".DS_Store", "notes.txt", "practice.toml~"] {
        fs::write(folder.path().join(other), b"\0\x05\x16\x07 not a network").unwrap();
    }
    let catalogue = read(folder.path());
    assert_eq!(name(&catalogue, "practice"), Some("Practice"));
    assert_eq!(catalogue.unusable(), []);
}

#[test]
fn a_wrong_file_takes_its_own_network_away_and_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.toml"), GOOD).unwrap();
    fs::write(folder.path().join("meadow.toml"), of("meadow", "Meadow").replace("60d", "60")).unwrap();
    fs::write(folder.path().join("my own.toml"), of("x", "Own X").replace("[oauth]", "[oauth")).unwrap();
    let catalogue = read(folder.path());
    assert_eq!(name(&catalogue, "practice"), Some("Practice"));
    assert_eq!(name(&catalogue, "linkedin"), Some("LinkedIn"));
    // The shipped X has other hosts than the person's file.
    assert_eq!((name(&catalogue, "meadow"), name(&catalogue, "x")), (None, None));
    assert!(catalogue.knows(&"x".into()) && !catalogue.knows(&"pond".into()));
    let told = told(&catalogue, folder.path());
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0.starts_with("meadow.toml:16: ") && told[0].1 == left_out("meadow"), "{told:?}");
    assert!(
        told[1].0.starts_with("my own.toml:4: this is not TOML") && told[1].1 == left_out("x"),
        "{told:?}"
    );
    let said = catalogue.unusable()[0].to_string();
    assert!(
        said.ends_with(". Until then Gander leaves the network `meadow` and its accounts alone"),
        "{said}"
    );
}

#[test]
fn of_two_files_with_one_id_the_one_that_is_named_after_it_counts() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("practice.toml"), GOOD).unwrap();
    fs::write(folder.path().join("practice (conflicted copy).toml"), of("practice", "A copy")).unwrap();
    fs::write(folder.path().join("practice - broken.toml"), GOOD.replace("60d", "60")).unwrap();
    let catalogue = read(folder.path());
    assert_eq!(name(&catalogue, "practice"), Some("Practice"));
    let told = told(&catalogue, folder.path());
    let copy = "practice (conflicted copy).toml:1: id `practice` is already that of practice.toml; give one of them another id";
    assert_eq!(told[0], (copy.to_owned(), None));
    assert!(told[1].0.starts_with("practice - broken.toml:16: ") && told[1].1.is_none(), "{told:?}");
}

#[test]
fn of_two_files_with_one_id_and_other_names_none_counts() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), of("x", "A")).unwrap();
    fs::write(folder.path().join("b.toml"), of("x", "B")).unwrap();
    fs::write(folder.path().join("practice.toml"), GOOD).unwrap();
    let catalogue = read(folder.path());
    assert_eq!((name(&catalogue, "x"), name(&catalogue, "practice")), (None, Some("Practice")));
    let sentence = |file: &str, other: &str| {
        format!("{file}:1: id `x` is already that of {other}; give one of them another id")
    };
    let expected =
        [(sentence("a.toml", "b.toml"), left_out("x")), (sentence("b.toml", "a.toml"), left_out("x"))];
    assert_eq!(told(&catalogue, folder.path()), expected);
}

#[test]
fn what_is_no_readable_text_is_told_and_takes_nothing_else_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("practice.toml"), GOOD).unwrap();
    fs::create_dir(path("archive.toml")).unwrap();
    fs::write(path("bytes.toml"), [0xff, 0xfe, 0x00]).unwrap();
    fs::write(path("empty.toml"), "").unwrap();
    fs::File::create(path("huge.toml")).unwrap().set_len(1 << 30).unwrap();
    fs::write(path("long.toml"), format!("# {}", "é".repeat(200 * 1024))).unwrap();
    let catalogue = read(folder.path());
    assert_eq!(name(&catalogue, "practice"), Some("Practice"));
    let told = told(&catalogue, folder.path());
    let large = "is larger than 256 KiB; it cannot be a network file, so move it elsewhere";
    for (found, (sentence, network)) in told.iter().zip([
        (
            "archive.toml: is a folder; a network is a TOML file, so move this elsewhere or rename it"
                .to_owned(),
            None,
        ),
        ("bytes.toml: is not UTF-8 text; save it as UTF-8".to_owned(), left_out("bytes")),
        ("empty.toml:1: missing key `id`".to_owned(), left_out("empty")),
        (format!("huge.toml: {large}"), left_out("huge")),
        (format!("long.toml: {large}"), left_out("long")),
    ]) {
        assert!(found.0.starts_with(&sentence) && found.1 == network, "{found:?}, and not {sentence}");
    }
    assert_eq!(told.len(), 5);
    let error = Review::read(&path("huge.toml")).expect_err("an error").to_string();
    assert!(error.ends_with(large), "{error}");
}

#[test]
fn a_wrong_file_leaves_out_only_a_network_whose_id_its_name_could_be() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["Odd Name.toml", "odd_name.toml", "odd-1.toml"] {
        fs::write(folder.path().join(file), "id = 7").unwrap();
    }
    let catalogue = read(folder.path());
    let networks: Vec<_> = told(&catalogue, folder.path()).into_iter().map(|(_, network)| network).collect();
    assert_eq!(networks.len(), 3);
    assert_eq!(networks.into_iter().flatten().collect::<Vec<_>>(), ["odd-1"]);
}

#[test]
fn the_largest_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let fill = "#".repeat(256 * 1024 - GOOD.len());
    fs::write(folder.path().join("practice.toml"), format!("{GOOD}{fill}")).unwrap();
    let catalogue = read(folder.path());
    assert_eq!((name(&catalogue, "practice"), catalogue.unusable()), (Some("Practice"), &[][..]));
}

#[test]
fn only_a_file_of_ones_own_can_be_handed_on() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("practice.toml"), GOOD).unwrap();
    let catalogue = read(folder.path());
    assert_eq!(catalogue.own_file(&"practice".into()), Some(GOOD));
    assert_eq!(catalogue.own_file(&"linkedin".into()), None, "a shipped one");
    assert_eq!(catalogue.own_file(&"nothing".into()), None);
    let practice = Network::clone(catalogue.get(&"practice".into()).unwrap());
    let without_text = Catalogue::builtin().with(practice);
    assert_eq!(without_text.own_file(&"practice".into()), None);
}

#[test]
fn a_file_that_begins_with_a_byte_order_mark_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("practice.toml"), format!("\u{feff}{GOOD}")).unwrap();
    let catalogue = read(folder.path());
    assert_eq!((name(&catalogue, "practice"), catalogue.unusable()), (Some("Practice"), &[][..]));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_and_odd_names_stop_nothing() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("elsewhere"), GOOD).unwrap();
    std::os::unix::fs::symlink(path("elsewhere"), path("linked.toml")).unwrap();
    std::os::unix::fs::symlink(path("gone"), path("pond.toml")).unwrap();
    std::os::unix::fs::symlink(path("round.toml"), path("round.toml")).unwrap();
    let odd = folder.path().join(OsStr::from_bytes(b"\xff\xfe.toml"));
    // Some file systems take UTF-8 alone.
    let takes_any_name = fs::write(odd, of("meadow", "Meadow")).is_ok();
    let pipe = std::process::Command::new("mkfifo").arg(path("waits.toml")).status();
    let catalogue = read(folder.path());
    assert_eq!(name(&catalogue, "practice"), Some("Practice"));
    assert_eq!(name(&catalogue, "meadow").is_some(), takes_any_name);
    let told = told(&catalogue, folder.path());
    let sentence = "pond.toml: is a link to a file that is not there; remove the link, or put the file back";
    assert_eq!(told[0], (sentence.to_owned(), left_out("pond")));
    assert!(told[1].0.starts_with("round.toml: ") && told[1].1 == left_out("round"), "{told:?}");
    if pipe.is_ok_and(|made| made.success()) {
        assert!(told[2].0.starts_with("waits.toml: is no file; "), "{told:?}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap().path().join("missing");
    let error = Catalogue::builtin().with_folder(&folder).expect_err("an error");
    assert_eq!(error.to_string(), format!("{}: does not exist; check the path", folder.display()));
}
