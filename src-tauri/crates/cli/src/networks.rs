//! The networks, and what a file of one's own still lacks.

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

/// The networks that Gander brings along and those of the person's folder. Says on stderr which files cannot be used.
pub(crate) fn own(place: &Place) -> Result<Catalogue, Error> {
    let catalogue = keeper::networks_of(place.networks.as_deref())?;
    say_unusable(&catalogue);
    Ok(catalogue)
}

/// The same, with those that organizations added.
pub(crate) fn here(place: &Place) -> Result<Catalogue, Error> {
    let catalogue = keeper::networks_here(&place.data_dir, place.networks.as_deref())?;
    say_unusable(&catalogue);
    Ok(catalogue)
}

/// Says on stderr which files cannot be used.
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

/// Prints whether a network file can be used, and what a good one has that it lacks.
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
