//! Alerts in virtual time: what is told when, on which channel, over crashes, restarts, second processes, failing
//! channels, the changes of clocks, and clocks that are apart.

mod apart;
mod clocks;
mod properties;
mod scenarios;
mod world;
