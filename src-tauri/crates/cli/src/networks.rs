//! The networks, and what a file of one's own still lacks.

use std::{
    io::{BufWriter, Write, stdout},
    path::Path,
};

use keeper::{Error, networks::Review};

use crate::{Exit, arguments::Place};

/// Prints the networks.
pub(crate) fn list(place: &Place) -> Result<Exit, Error> {
    let catalogue = keeper::networks_here(&place.data_dir, place.networks.as_deref())?;
    let mut out = BufWriter::new(stdout().lock());
    for (id, name) in catalogue.names() {
        if writeln!(out, "{id}\t{name}").is_err() {
            break;
        }
    }
    let _ = out.flush();
    Ok(Exit::Done)
}

/// Prints whether a network file can be used, and what a good one has that it lacks.
pub(crate) fn check(file: &Path) -> Result<Exit, Error> {
    let Review { network, advice } = Review::read(file)?;
    let mut out = BufWriter::new(stdout().lock());
    let verdict = match advice.len() {
        0 => "nothing is missing".to_owned(),
        1 => "one thing to consider:".to_owned(),
        count => format!("{count} things to consider:"),
    };
    let written =
        writeln!(out, "{}: {} ({}) can be used; {verdict}", file.display(), network.name, network.id);
    let advised = written.and_then(|()| advice.iter().try_for_each(|advice| writeln!(out, "{advice}")));
    let _ = advised.and_then(|()| out.flush());
    Ok(Exit::Done)
}
