//! For benchmarks and tests that fill a database. The rows need not survive a loss of power.

use lifecycle::Record;
use rusqlite::params;
use vault::{Key, Secrets};

use super::{
    Store,
    connections::write_record,
    place::{Owner, Place},
};
use crate::StoreError;

impl Store {
    /// Writes new connections in one transaction. Does not check for existing ones.
    pub fn fill(
        &mut self,
        key: &Key,
        connections: impl Iterator<Item = (Record, Secrets)>,
    ) -> Result<(), StoreError> {
        self.change(|tx, revision| {
            let mut insert =
                tx.prepare("INSERT INTO secrets (connection, generation, sealed) VALUES (?1, ?2, ?3)")?;
            for (record, secrets) in connections {
                write_record(tx, &record, revision)?;
                let generation = record.grant.generation.cast_signed();
                let place = Place::of_connection(&Owner::of(&record), generation);
                let sealed = place.seal(key, &secrets.to_bytes());
                insert.execute(params![record.id.as_str(), generation, sealed])?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{connections::GENERATION, journal::JOURNAL};

    #[test]
    fn what_is_asked_again_and_again_looks_at_no_connection_that_it_does_not_need() {
        let store = Store::in_memory().unwrap();
        for query in [JOURNAL, GENERATION] {
            let plan = store
                .read(|db| {
                    let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {query}"))?;
                    let given = rusqlite::params_from_iter(vec!["x"; statement.parameter_count()]);
                    let steps = statement.query_map(given, |row| row.get::<_, String>(3))?;
                    steps.collect::<rusqlite::Result<Vec<_>>>()
                })
                .unwrap();
            let whole = |step: &String| step.starts_with("SCAN") && !step.contains(" j");
            assert!(!plan.iter().any(whole), "{plan:?}");
        }
    }
}
