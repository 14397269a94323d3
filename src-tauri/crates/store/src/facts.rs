//! The results of the steps before a post is published, such as uploads and containers.

use publishing::{Fact, Post, StepKey};
use rusqlite::params;
use vault::{Key, crash};

use super::{Store, place::Place, readable, upsert::upsert, values};
use crate::StoreError;

impl Store {
    /// The stored results of this version of a post. A result that does not open, or is damaged, is left out: its step
    /// is taken anew.
    ///
    /// # Errors
    /// [`StoreError`], when the database cannot be read.
    pub fn facts(&self, key: &Key, post: &Post) -> Result<Vec<Fact>, StoreError> {
        let rows: Vec<(String, u16, Vec<u8>)> = self.read(|db| {
            let query = "SELECT step, part, sealed FROM post_facts WHERE post = ?1 AND version = ?2";
            let mut statement = db.prepare_cached(query)?;
            let rows = statement.query(params![post.id.as_str(), post.version])?;
            readable(rows, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        })?;
        let opened = rows.into_iter().filter_map(|(name, part, sealed)| {
            let step = StepKey { name, part };
            let opened = Place::of_fact(post, &step).open(key, &sealed).ok()?;
            let fact: Fact = serde_json::from_slice(&opened.secret).ok()?;
            (fact.key == step).then_some(fact)
        });
        Ok(opened.collect())
    }

    /// Keeps the result of a step, in place of a former one.
    ///
    /// # Errors
    /// [`StoreError`], when the disk cannot be written. The step may be repeated.
    pub fn keep_fact(&mut self, key: &Key, post: &Post, fact: &Fact) -> Result<(), StoreError> {
        crash::point("step.answered");
        let sealed = Place::of_fact(post, &fact.key).seal(key, values::json(fact).as_bytes());
        let (id, StepKey { name, part }) = (post.id.as_str(), &fact.key);
        self.write(|tx| {
            let keep = upsert("post_facts", "post, step, part", "post, version, step, part, sealed");
            tx.prepare_cached(&keep)?.execute(params![id, post.version, name, part, sealed]).map(drop)
        })?;
        crash::point("step.stored");
        Ok(())
    }

    /// Forgets the result of a step: it is of no use any more.
    ///
    /// # Errors
    /// [`StoreError`], when the disk cannot be written.
    pub fn drop_fact(&mut self, post: &Post, step: &StepKey) -> Result<(), StoreError> {
        let query = "DELETE FROM post_facts WHERE post = ?1 AND step = ?2 AND part = ?3";
        self.write(|tx| {
            tx.prepare_cached(query)?.execute(params![post.id.as_str(), step.name, step.part]).map(drop)
        })
    }
}
