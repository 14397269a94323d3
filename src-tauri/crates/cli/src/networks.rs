//! Lists the networks, and checks network files.

use std::path::Path;

use keeper::{
    Error,
    networks::{Catalogue, Review},
};

use crate::{
    Exit,
    arguments::Place,
    terminal::{print, say},
};

/// The shipped networks and those of the person's folder. Reports unusable files on stderr.
pub(crate) fn own(place: &Place) -> Result<Catalogue, Error> {
    let catalogue = keeper::networks_of(place.networks.as_deref())?;
    say_unusable(&catalogue);
    Ok(catalogue)
}

/// Like [`own`], with the networks that organizations added.
pub(crate) fn here(place: &Place) -> Result<Catalogue, Error> {
    let catalogue = keeper::networks_here(&place.data_dir, place.networks.as_deref())?;
    say_unusable(&catalogue);
    Ok(catalogue)
}

/// Reports unusable files on stderr.
pub(crate) fn say_unusable(catalogue: &Catalogue) {
    for unusable in catalogue.unusable() {
        say(&format!("gander: {unusable}"));
    }
}

/// Prints the networks.
pub(crate) fn list(place: &Place) -> Result<Exit, Error> {
    let catalogue = here(place)?;
    let lines: String = catalogue.names().into_iter().map(|(id, name)| format!("{id}\t{name}\n")).collect();
    print(&lines)?;
    Ok(Exit::Done)
}

/// Prints whether a network file can be used, and the parts of a good one that it lacks.
pub(crate) fn check(file: &Path) -> Result<Exit, Error> {
    let Review { network, advice } = Review::read(file)?;
    let verdict = match advice.len() {
        0 => "nothing is missing".to_owned(),
        1 => "one thing to consider:".to_owned(),
        count => format!("{count} things to consider:"),
    };
    let mut lines = format!("{}: {} ({}) can be used; {verdict}\n", file.display(), network.name, network.id);
    for advice in advice {
        lines.push_str(&format!("{advice}\n"));
    }
    print(&lines)?;
    Ok(Exit::Done)
}
