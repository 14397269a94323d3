//! Fetches the pictures of accounts from the addresses that the networks name, and makes them small.
//!
//! A picture is decoration: a failure is no event, changes nothing and holds nothing up. A request carries no token,
//! and only its address may name the account.

#[cfg(test)]
mod tests;

use std::{io::Cursor, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType, metadata::Orientation,
};
use networks::Network;
use oauth::{HttpsUnavailable, Timeouts, http::builder, read_body};
use sha2::{Digest, Sha256};
use store::{AvatarRecord, Picture, Source};
use tokio::sync::Semaphore;
use url::Url;

use crate::{Error, public_hosts::PublicHosts};

/// The largest picture that is read, in bytes.
const MOST_BYTES: usize = 1 << 20;
/// The longest side of a decoded picture, in pixels. Such a picture takes 16 MB, or twice that with deep colours.
const MOST_SIDE: u32 = 2048;
const MOST_MEMORY: u64 = 32 << 20;
/// The side of a stored picture, in pixels: that of a mark in the window, for a screen of double density.
pub(crate) const SIDE: u32 = 96;
const PATIENCE: Duration = Duration::from_secs(20);
/// The shortest time between two requests for a picture, unless the person has just signed in. Many networks write a
/// new address in each answer.
const EVERY: TimeDelta = TimeDelta::days(1);
/// The most fetches at once. Work that a person waits for has priority.
const AT_ONCE: usize = 4;

/// Tells whether the picture at this address is due. A profile keeps its address when its picture changes.
pub(crate) fn is_due(record: &AvatarRecord, source: Source, of_profile: bool, now: DateTime<Utc>) -> bool {
    (of_profile || !record.has(source)) && (now - record.asked_at).abs() >= EVERY
}

/// The hash of an address. The address itself is not stored, because it may hold a signature of the network's.
pub(crate) fn source(url: &Url) -> Source {
    Sha256::digest(url.as_str()).into()
}

/// Fetches pictures, a few at a time.
#[derive(Clone)]
pub(crate) struct Gallery {
    public: reqwest::Client,
    here: reqwest::Client,
    turns: Arc<Semaphore>,
}

impl Gallery {
    pub fn new(timeouts: Timeouts) -> Result<Self, Error> {
        let build = |builder: reqwest::ClientBuilder| {
            builder.timeout(PATIENCE).build().map_err(HttpsUnavailable::from)
        };
        Ok(Self {
            public: build(builder(timeouts).dns_resolver(Arc::new(PublicHosts)))?,
            here: build(builder(timeouts))?,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        })
    }

    /// Fetches the picture that a public profile of this network names.
    pub async fn fetch_of_profile(&self, profile: Url, network: &Network) -> Option<Picture> {
        let client = if network.practice { &self.here } else { &self.public };
        let request = client.get(profile).header(http::header::ACCEPT, "application/json");
        let response = request.send().await.ok()?;
        if !response.status().is_success() {
            return None;
        }
        let profile = read_body(response, MOST_BYTES).await.ok()?;
        self.fetch(network.avatar_of_profile(&profile)?, network.practice).await
    }

    /// Fetches the picture at this address, which [`networks::Network::avatar`] allowed. `None` for anything else
    /// there.
    pub async fn fetch(&self, url: Url, practice: bool) -> Option<Picture> {
        let _turn = self.turns.acquire().await.ok()?;
        let client = if practice { &self.here } else { &self.public };
        let request =
            client.get(url).header(http::header::ACCEPT, "image/png, image/jpeg, image/webp, image/gif");
        let response = request.send().await.ok()?;
        if !response.status().is_success() {
            return None;
        }
        let bytes = read_body(response, MOST_BYTES).await.ok()?;
        let png = tokio::task::spawn_blocking(move || small(&bytes)).await.ok()??;
        let hash = Sha256::digest(&png).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Some(Picture { hash, png })
    }
}

/// The middle of a picture, as a small square PNG.
pub(crate) fn small(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MOST_MEMORY {
        return None;
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut whole = DynamicImage::from_decoder(decoder).ok()?;
    whole.apply_orientation(orientation);
    // Crop before scaling: a line of pixels scaled to this height would be enormous.
    let side = whole.width().min(whole.height());
    let square = whole.crop_imm((whole.width() - side) / 2, (whole.height() - side) / 2, side, side);
    let square = if side > SIDE { square.resize_exact(SIDE, SIDE, FilterType::Triangle) } else { square };
    let mut png = Vec::new();
    square.into_rgba8().write_to(&mut Cursor::new(&mut png), ImageFormat::Png).ok()?;
    Some(png)
}
