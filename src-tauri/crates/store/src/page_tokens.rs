//! The tokens of held pages, sealed like the connection's own.

use rusqlite::{OptionalExtension, params};
use secrecy::{ExposeSecret, SecretString};
use vault::Key;

use super::{
    Store,
    place::{Owner, Place},
    upsert::upsert_of_connection,
};
use crate::{Altered, StoreError};

impl Store {
    /// The stored token of a page.
    pub fn page_token(
        &self,
        key: &Key,
        owner: &Owner,
        page: &str,
    ) -> Result<Option<SecretString>, StoreError> {
        let id = &owner.connection;
        let row: Option<(i64, Vec<u8>)> = self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT generation, sealed FROM page_tokens WHERE connection = ?1 AND page = ?2",
            )?;
            statement.query_row([id.as_str(), page], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })?;
        let Some((generation, sealed)) = row else { return Ok(None) };
        let opened = Place::of_page(owner, generation, page).open(key, &sealed);
        let opened = opened.map_err(|_| Altered::Connection(id.clone()))?;
        let text = std::str::from_utf8(&opened.secret).map_err(|_| StoreError::Damaged(self.path.clone()))?;
        Ok(Some(SecretString::from(text)))
    }

    /// Stores the `tokens` of held pages, sealed for this generation of the connection's secret. A held page without a
    /// new token keeps its former one. The tokens of all other pages are deleted.
    pub fn set_page_tokens(
        &mut self,
        key: &Key,
        owner: &Owner,
        generation: u64,
        tokens: &[(String, SecretString)],
        held: &[String],
    ) -> Result<(), StoreError> {
        let (id, generation) = (&owner.connection, generation.cast_signed());
        let sealed: Vec<_> = tokens
            .iter()
            .filter(|(page, _)| held.contains(page))
            .map(|(page, token)| {
                (page, Place::of_page(owner, generation, page).seal(key, token.expose_secret().as_bytes()))
            })
            .collect();
        self.write(|tx| {
            let known: Vec<String> = {
                let mut statement =
                    tx.prepare_cached("SELECT page FROM page_tokens WHERE connection = ?1")?;
                statement.query_map([id.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?
            };
            for released in known.iter().filter(|page| !held.contains(page)) {
                tx.execute(
                    "DELETE FROM page_tokens WHERE connection = ?1 AND page = ?2",
                    [id.as_str(), released],
                )?;
            }
            // A connection that was removed meanwhile gets no row.
            for (page, sealed) in &sealed {
                tx.execute(
                    &upsert_of_connection(
                        "page_tokens",
                        "connection, page",
                        "connection, page, generation, sealed",
                    ),
                    params![id.as_str(), page, generation, sealed],
                )?;
            }
            Ok(())
        })
    }
}
