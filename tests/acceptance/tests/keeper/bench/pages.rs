//! Pages, boards and organizations that an account runs.

use keeper::{ConnectionId, PageState, Target};

use crate::support::{Home, until};

/// Dana's pages at Facebook.
pub const BAKERY: &str = "30100000000000001";
pub const GARDEN: &str = "30100000000000002";

/// The pages of a connection, once its network has listed them.
pub async fn listed_pages(home: &Home, id: &ConnectionId) -> Vec<PageState> {
    until("the pages", async || Some(home.find(id).pages).filter(|pages| !pages.is_empty())).await
}

/// Holds these pages, once the network has listed them.
pub async fn hold(home: &Home, id: &ConnectionId, pages: &[&str]) {
    listed_pages(home, id).await;
    home.hold_pages(id, pages.iter().map(|page| (*page).to_owned()).collect()).await.expect("pages");
}

/// Holds one page, and returns it as a place to share to.
pub async fn held_page(home: &Home, id: &ConnectionId, page: &str) -> Target {
    hold(home, id, &[page]).await;
    Target::new(id.clone(), page)
}
