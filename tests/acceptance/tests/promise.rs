//! What ARCHITECTURE.md says was tried can be tried: each test and each command that it names is there.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

fn checkout() -> PathBuf {
    // Known at run time: checkouts may share what was compiled.
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("run by cargo"));
    package.join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands between single backticks.
fn quoted(page: &str) -> impl Iterator<Item = &str> {
    page.lines().filter(|line| line.starts_with('|')).flat_map(|line| line.split('`').skip(1).step_by(2))
}

fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "node_modules" && name != "target" {
            functions(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = read(&path);
            let names = text.lines().filter_map(|line| line.split_once("fn ")?.1.split_once('('));
            found.extend(names.map(|(name, _)| name.to_owned()));
        }
    }
}

#[test]
fn every_test_and_every_command_that_the_page_names_is_there() {
    let root = checkout();
    let page = read(&root.join("src-tauri/ARCHITECTURE.md"));
    let usage = read(&root.join("tests/xtask/src/main.rs"));
    let mut known = BTreeSet::new();
    functions(&root.join("src-tauri"), &mut known);
    functions(&root.join("tests"), &mut known);
    let mut named = 0;
    for word in quoted(&page) {
        if let Some(command) = word.strip_prefix("cargo xtask ") {
            let name = command.split(' ').next().unwrap_or_default();
            assert!(usage.contains(&format!("(\"{name}\", ")), "`{word}` is no command");
        }
        let is_sentence = word.matches('_').count() > 3
            && !word.contains(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        if is_sentence {
            named += 1;
            assert!(known.contains(word), "`{word}` is no test");
        }
    }
    assert!(named > 20, "the page names {named} tests");
}
