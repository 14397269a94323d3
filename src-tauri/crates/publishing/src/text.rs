//! Counts text as the networks count it.
