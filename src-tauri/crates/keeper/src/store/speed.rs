//! For benchmarks and tests that fill a database: nothing of it has to outlive a loss of power.

use super::{Store, StoreError};

impl Store {
    /// Writes as fast as memory.
    pub fn without_waiting_for_the_disk(&self) -> Result<(), StoreError> {
        self.read(|db| db.pragma_update(None, "synchronous", "OFF"))
    }

    /// Writes as people's databases are written.
    pub fn waiting_for_the_disk(&self) -> Result<(), StoreError> {
        self.read(|db| db.pragma_update(None, "synchronous", "FULL"))
    }
}
