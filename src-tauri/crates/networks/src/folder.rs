//! Reads a folder of network files. An unusable file removes its own network and nothing else.

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, File},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use lifecycle::NetworkId;
use serde::Deserialize;

use crate::{Error, Network, error::Source};

/// No network needs a larger file. In bytes.
const LARGEST: u64 = 256 * 1024;

/// An unusable network file, or an organization's unusable definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// The network that is left out because of it. `None` if the file does not tell, or if another file of the network
    /// is used.
    pub network: Option<NetworkId>,
    /// The reason and the remedy.
    pub error: Error,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { network, error } = self;
        match network {
            Some(id) => {
                write!(f, "{error}. Until then Gander leaves the network `{id}` and its accounts alone")
            }
            None => write!(f, "{error}. Until then Gander uses nothing of this file"),
        }
    }
}

/// The content of a folder.
pub(crate) struct Folder {
    pub networks: Vec<(Network, String)>,
    pub unusable: Vec<Unusable>,
}

/// A file, and the network id that it claims.
struct Claim {
    path: PathBuf,
    id: Option<NetworkId>,
    read: Result<NetworkFile, Error>,
}

struct NetworkFile {
    network: Network,
    text: String,
    /// The line of the id.
    line: Option<usize>,
}

/// Reads every `*.toml` of a folder whose name begins with no dot, in the order of their names.
///
/// If several files have one id, the file with that name counts. If no file has it, none counts: another program's copy
/// must not decide where tokens go.
///
/// # Errors
///
/// When the folder itself cannot be read, because Gander cannot tell which networks it replaces.
pub(crate) fn read(folder: &Path) -> Result<Folder, Error> {
    let mut claims: Vec<Claim> = toml_files(folder)?.into_iter().map(claim).collect();
    let mut by_id: BTreeMap<NetworkId, Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        if let Some(id) = &claim.id {
            by_id.entry(id.clone()).or_default().push(index);
        }
    }
    for (id, several) in by_id.into_iter().filter(|(_, files)| files.len() > 1) {
        let names: Vec<String> = several.iter().map(|index| name_of(&claims[*index].path)).collect();
        let chosen = several.iter().position(|index| is_named_after(&claims[*index].path, &id));
        for (place, index) in several.into_iter().enumerate().filter(|(place, _)| Some(*place) != chosen) {
            let Claim { path, id: claimed, read } = &mut claims[index];
            *claimed = chosen.is_none().then(|| id.clone());
            // An error inside the file takes precedence.
            let Ok(found) = read else { continue };
            let other = &names[chosen.unwrap_or(usize::from(place == 0))];
            let message = format!("id `{id}` is already that of {other}; give one of them another id");
            *read = Err(Error { file: path.display().to_string(), line: found.line, message });
        }
    }
    let mut read = Folder { networks: Vec::new(), unusable: Vec::new() };
    for Claim { id, read: found, .. } in claims {
        match found {
            Ok(found) => read.networks.push((found.network, found.text)),
            Err(error) => read.unusable.push(Unusable { network: id, error }),
        }
    }
    Ok(read)
}

/// Reads one file, and finds its network's id even if the rest is unusable.
fn claim(path: PathBuf) -> Claim {
    let text = match read_text(&path) {
        Ok(text) => text,
        Err(error) => {
            // A folder claims no network.
            let id = (!path.is_dir()).then(|| stem(&path)).flatten();
            return Claim { path, id, read: Err(error) };
        }
    };
    let file = path.display().to_string();
    match Network::parse_spanned(&file, &text) {
        Ok(network) => {
            let line = Source { file: &file, text: &text }.error(network.span(), "").line;
            let network = network.into_inner();
            Claim { path, id: Some(network.id.clone()), read: Ok(NetworkFile { network, text, line }) }
        }
        Err(error) => {
            let id = claimed_id(&text).or_else(|| stem(&path));
            Claim { path, id, read: Err(error) }
        }
    }
}

/// Reads the text of a network file, within bounds.
///
/// # Errors
///
/// When the file is no regular file, too large, or not readable as UTF-8. The error names the remedy.
pub(crate) fn read_text(path: &Path) -> Result<String, Error> {
    let wrong =
        |message: &str| Error { file: path.display().to_string(), line: None, message: message.to_owned() };
    let told = |error: std::io::Error| unreadable(path, &error);
    let kind = fs::metadata(path).map_err(|error| {
        if error.kind() == ErrorKind::NotFound && path.is_symlink() {
            return wrong("is a link to a file that is not there; remove the link, or put the file back");
        }
        told(error)
    })?;
    if kind.is_dir() {
        return wrong_kind(&wrong, "a folder");
    }
    // Opening a pipe would block until another process writes into it.
    if !kind.is_file() {
        return wrong_kind(&wrong, "no file");
    }
    let mut text = String::with_capacity(kind.len().min(LARGEST) as usize + 1);
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text)).map_err(|error| {
        // The bound may cut the text within a character.
        if error.kind() == ErrorKind::InvalidData && kind.len() > LARGEST {
            too_large(&wrong)
        } else {
            told(error)
        }
    })?;
    if text.len() as u64 > LARGEST { Err(too_large(&wrong)) } else { Ok(text) }
}

fn wrong_kind(wrong: &impl Fn(&str) -> Error, what: &str) -> Result<String, Error> {
    Err(wrong(&format!("is {what}; a network is a TOML file, so move this elsewhere or rename it")))
}

fn too_large(wrong: &impl Fn(&str) -> Error) -> Error {
    wrong(&format!(
        "is larger than {} KiB; it cannot be a network file, so move it elsewhere",
        LARGEST / 1024
    ))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let advice = match error.kind() {
        ErrorKind::NotFound => "does not exist; check the path".to_owned(),
        ErrorKind::InvalidData => "is not UTF-8 text; save it as UTF-8".to_owned(),
        _ => format!("cannot be read ({error}); check its permissions"),
    };
    Error { file: path.display().to_string(), line: None, message: advice }
}

/// Lists the files without those of desktops and file systems, whose names begin with a dot.
fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let wrong = |error| unreadable(folder, &error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        let path = entry.path();
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !is_hidden && path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The id that the text of an unusable file gives.
fn claimed_id(text: &str) -> Option<NetworkId> {
    #[derive(Deserialize)]
    struct IdAlone {
        id: String,
    }
    let id = match toml::from_str::<IdAlone>(text) {
        Ok(IdAlone { id }) => id,
        Err(_) => text.lines().find_map(|line| {
            let value = line.trim().strip_prefix("id")?.trim_start().strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            value[1..].split(quote).next().map(str::to_owned)
        })?,
    };
    is_id(&id).then(|| NetworkId::from(id.as_str()))
}

/// The id that a file is named after.
fn stem(path: &Path) -> Option<NetworkId> {
    let stem = path.file_stem()?.to_str()?;
    is_id(stem).then(|| NetworkId::from(stem))
}

fn is_named_after(path: &Path, id: &NetworkId) -> bool {
    path.file_stem().is_some_and(|stem| stem == id.as_str())
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
