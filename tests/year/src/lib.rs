//! A year of a thousand connections in virtual time: networks that fail, devices that sleep, people who take their
//! access back, and a machine that has to notice. The policies are those of the shipped network files.

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
