//! The bench of the tests: connected accounts, pages and pictures, activities and their stages, faults, and time.

mod accounts;
mod activities;
mod feed_server;
mod networks;
mod pages;
mod pictures;
mod time;

pub use accounts::{account_at, account_with, account_with_grace, accounts_at, cut, found_out};
pub use activities::{
    activity, all_reach, has_its_address, one_reaches, only_post, reaches, share_again, share_and_lose, to,
    to_all,
};
pub use feed_server::{FeedServer, Page};
pub use networks::{asked, breaks_once, only_one};
pub use pages::{BAKERY, GARDEN, held_page, hold, listed_pages};
pub use pictures::{add_picture, encoded, png};
pub use time::{A_LOOK, LONGEST_DOUBT, ONE_CHECK, TOGETHER, pass_minutes, wait};
