//! Simulates a year of a thousand connections in virtual time: networks fail, devices sleep, people revoke access, and
//! the lifecycle has to notice. The policies come from the shipped network files.

mod figures;
mod kind;
mod lies;
mod member;
mod politeness;
mod random;
mod year;

pub use figures::{Figures, Network, Rate};
pub use kind::{Kind, every_network, kinds};
pub use lies::{Ahead, Lies, Notified, lie};
pub use year::live;
