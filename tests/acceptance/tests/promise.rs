//! The documents stay true: each test, command, link and room (`file:function`) that they name exists.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

/// ARCHITECTURE.md is one page. Its details belong into `src-tauri/docs`.
const MOST_WORDS: usize = 1800;

struct Document {
    path: PathBuf,
    text: String,
}

fn checkout() -> PathBuf {
    // The path is read at run time: checkouts may share compiled files.
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("run by cargo"));
    package.join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn documents(root: &Path) -> Vec<Document> {
    let mut paths = vec![root.join("README.md")];
    for folder in [".github", "src-tauri", "src-tauri/docs"] {
        let entries = fs::read_dir(root.join(folder)).expect("a folder").flatten().map(|entry| entry.path());
        paths.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    paths.into_iter().map(|path| Document { text: read(&path), path }).collect()
}

/// The lines outside code blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut in_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        !in_code && !is_fence
    })
}

/// The words between single backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    prose(text).flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// The targets of links and pictures.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        let plain: String = line.split('`').step_by(2).collect();
        for (opening, closing) in [("](", ')'), ("src=\"", '"')] {
            let targets = plain.split(opening).skip(1).filter_map(|rest| rest.split(closing).next());
            found.extend(targets.map(str::to_owned));
        }
    }
    found
}

/// The anchors of the headings, in the form that GitHub gives them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text).filter_map(|line| line.strip_prefix('#'));
    let anchor = |heading: &str| -> String {
        let heading = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(*c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

/// The rooms that a text names.
fn rooms(text: &str) -> impl Iterator<Item = (&str, &str)> {
    quoted(text).filter_map(|word| word.split_once(':')).filter(|(file, function)| {
        let is_source = file.ends_with(".rs") || file.ends_with(".ts");
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        is_source && !function.is_empty() && function.chars().all(is_name)
    })
}

/// A file by its path from `src-tauri`, or from the checkout's top.
fn source(root: &Path, file: &str) -> Option<String> {
    let places = [root.join("src-tauri").join(file), root.join(file)];
    places.iter().find(|path| path.is_file()).map(|path| read(path))
}

fn holds(file: &str, source: &str, function: &str) -> bool {
    if file.ends_with(".rs") {
        let forms = [format!("fn {function}("), format!("fn {function}<")];
        return forms.iter().any(|form| source.contains(form.as_str()));
    }
    let (call, member) = (format!("{function}("), format!("{function}:"));
    source.lines().map(str::trim_start).any(|line| {
        let rest = line.trim_start_matches("export ").trim_start_matches("async ");
        let rest = rest.trim_start_matches("function ");
        rest.starts_with(call.as_str()) || rest.starts_with(member.as_str())
    })
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
fn every_test_and_every_command_that_a_document_names_is_there() {
    let root = checkout();
    let usage = read(&root.join("tests/xtask/src/main.rs"));
    let mut known = BTreeSet::new();
    functions(&root.join("src-tauri"), &mut known);
    functions(&root.join("tests"), &mut known);
    let mut named = 0;
    for Document { path, text } in documents(&root) {
        let page = path.display();
        for line in prose(&text) {
            let backticks = line.matches('`').count();
            assert!(backticks.is_multiple_of(2), "{page}: a quotation goes on in the next line: {line}");
        }
        for word in quoted(&text) {
            if let Some(command) = word.strip_prefix("cargo xtask ") {
                let name = command.split(' ').next().unwrap_or_default();
                assert!(usage.contains(&format!("(\"{name}\", ")), "{page}: `{word}` is no command");
            }
            let is_sentence = word.matches('_').count() > 3
                && !word.contains(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            if is_sentence {
                named += 1;
                assert!(known.contains(word), "{page}: `{word}` is no test");
            }
        }
    }
    assert!(named > 20, "the documents name {named} tests");
}

#[test]
fn the_page_of_the_architecture_stays_one_page() {
    let words = read(&checkout().join("src-tauri/ARCHITECTURE.md")).split_whitespace().count();
    assert!(words <= MOST_WORDS, "ARCHITECTURE.md has {words} words; move details to src-tauri/docs");
}

#[test]
fn every_relative_link_of_a_document_leads_somewhere() {
    let root = checkout();
    let mut followed = 0;
    for Document { path, text } in documents(&root) {
        let page = path.display();
        let folder = path.parent().expect("a document is in a folder");
        for link in links(&text).iter().filter(|link| !link.contains("://")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let target = if file.is_empty() { path.clone() } else { folder.join(file) };
            assert!(target.exists(), "{page}: {link} leads nowhere");
            if !anchor.is_empty() {
                assert!(anchors(&read(&target)).contains(anchor), "{page}: {link} names no heading");
            }
            followed += 1;
        }
    }
    assert!(followed > 50, "the documents have {followed} links");
}

#[test]
fn every_room_that_a_document_names_is_there() {
    let root = checkout();
    let mut named = 0;
    for Document { path, text } in documents(&root) {
        let page = path.display();
        for (file, function) in rooms(&text) {
            let source = source(&root, file).unwrap_or_else(|| panic!("{page}: there is no {file}"));
            assert!(holds(file, &source, function), "{page}: {file} has no function {function}");
            named += 1;
        }
    }
    assert!(named > 70, "the documents name {named} rooms");
}

#[test]
fn each_walk_through_the_code_has_as_many_steps_and_rooms_as_its_heading_counts() {
    let page = read(&checkout().join(".github/CONTRIBUTING.md"));
    let mut walks = 0;
    for section in page.split("\n### ").skip(1) {
        let heading = section.lines().next().unwrap_or_default();
        let counted = heading.strip_suffix(" rooms)").and_then(|heading| heading.rsplit_once('('));
        let Some((_, counted)) = counted else { continue };
        let walk = section.split("\n## ").next().unwrap_or_default();
        let files: BTreeSet<_> = rooms(walk).map(|(file, _)| file).collect();
        assert_eq!(format!("{} steps in {}", rooms(walk).count(), files.len()), counted, "{heading}");
        walks += 1;
    }
    assert_eq!(walks, 4);
}
