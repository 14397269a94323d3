//! How each network publishes.
