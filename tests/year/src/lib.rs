//! Simulates a year of a thousand connections in virtual time: networks fail, devices sleep, people revoke access, and
//! the lifecycle has to notice. People plan posts meanwhile, and each must be at its network once. The policies and the rules
//! for posts come from the shipped network files.

mod figures;
mod kind;
mod lies;
mod member;
mod politeness;
mod random;
mod timeline;
mod year;

pub use figures::{Figures, Network, Posts, Rate};
pub use kind::{Kind, every_network, kinds, sharing_networks};
pub use lies::{Ahead, Lies, Notified, lie};
pub use year::live;
