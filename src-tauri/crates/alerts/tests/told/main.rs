//! Alerts in virtual time: their deliveries across crashes, restarts, second processes, failing channels, clock
//! changes, and clocks that disagree.

mod apart;
mod clocks;
mod properties;
mod scenarios;
mod world;
