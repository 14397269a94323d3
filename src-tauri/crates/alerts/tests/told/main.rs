//! Alerts in virtual time: what is told when, on which channel, over crashes, restarts, second processes, failing
//! channels and the changes of clocks.

mod clocks;
mod properties;
mod scenarios;
mod world;
