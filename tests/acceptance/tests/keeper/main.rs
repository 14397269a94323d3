//! The keeper, in this process, against the simulated networks.

#[path = "../support/mod.rs"]
mod support;

mod activity_notices;
mod alerts;
mod allowed_pictures;
mod apart;
mod avatars;
mod bench;
mod bridge;
mod by_hand;
mod by_lists;
mod causes;
mod clocks;
mod communities;
mod connecting;
mod containers;
mod deleting;
mod demands;
mod domains;
mod faults;
mod feeds;
mod hosts;
mod introspection;
mod like_mastodon;
mod linkedin;
mod page_posts;
mod pages;
mod permissions;
mod pictures;
mod pins;
mod plans;
mod publishing;
mod redirects;
mod renewals;
mod sealed;
mod servers;
mod sharing;
mod signed;
mod storage;
mod targets;
mod texts;
mod times;
mod told_plans;
mod warnings;
mod wrong_account;
