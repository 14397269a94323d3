//! Fetches the picture of an entry, and makes it small.
//!
//! A picture is decoration: a failure is no event, and holds nothing up. The guard is that of the feeds.

use networks::Catalogue;
use oauth::read_body;
use store::LARGEST_FEED_PICTURE;
use url::Url;

use super::{FeedClient, PATIENCE, is_for_practice};
use crate::{
    pictures::{WANTED, thumb},
    public_hosts::{get, may_ask},
};

/// The largest picture that is read, in bytes.
const MOST_BYTES: usize = 10 << 20;

impl FeedClient {
    /// The picture at an address that a feed names, in small. `None`: the address may not be asked, or no picture is
    /// there. The pictures of a feed for practice stay on this device.
    pub async fn picture(&self, address: Url, feed: &Url, catalogue: &Catalogue) -> Option<Vec<u8>> {
        let practice = is_for_practice(feed, catalogue);
        let client = if practice { &self.here } else { &self.public };
        let is_allowed =
            |address: &Url| if practice { is_for_practice(address, catalogue) } else { may_ask(address) };
        self.picture_by(client, address, &is_allowed).await
    }

    async fn picture_by(
        &self,
        client: &reqwest::Client,
        address: Url,
        is_allowed: &(dyn Fn(&Url) -> bool + Sync),
    ) -> Option<Vec<u8>> {
        // Apart from the reads at this host, which no picture may hold up.
        let turn = self.turn_of(&format!("pictures of {}", address.host_str().unwrap_or_default()));
        let _turn = turn.lock().await;
        let fetch = async {
            let (response, _) = get(client, address, WANTED, is_allowed).await?;
            read_body(response, MOST_BYTES).await.ok()
        };
        let file = tokio::time::timeout(PATIENCE, fetch).await.ok()??;
        let _alone = self.decoding.lock().await;
        let small = tokio::task::spawn_blocking(move || thumb(&file, LARGEST_FEED_PICTURE)).await.ok()?;
        small.inspect_err(|trouble| tracing::debug!(%trouble, "a picture of a feed is not shown")).ok()
    }
}

#[cfg(test)]
mod tests;
