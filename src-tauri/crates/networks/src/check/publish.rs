//! Checks the `[publish]` table of a network file.

use toml::Spanned;
use url::Url;

use super::{statuses, until};
use crate::{
    Error, Headers,
    error::Source,
    file,
    publish::{Cost, PictureLimits, Publish, PublishMeans, PublishRule, TextLimit},
};

/// The most that a limit of a text, a number or a side may be. No network takes as much.
const MOST: i64 = 10_000_000;
/// In bytes: the largest file of a picture.
const MOST_BYTES: i64 = 100_000_000;
/// The most pixels of a picture: 16,384 by 16,384.
const MOST_PIXELS: i64 = 268_435_456;

impl Publish {
    pub(super) fn check(
        source: Source<'_>,
        raw: file::Publish,
        headers: Headers,
        scopes: &[String],
    ) -> Result<Self, Error> {
        Ok(Self {
            headers,
            url: source.endpoint(&raw.url)?,
            needs: needs(source, raw.needs, scopes)?,
            to: raw.to,
            upload: raw.upload.as_ref().map(|raw| upload(source, raw)).transpose()?,
            pictures: raw.pictures.map(|raw| pictures(source, raw, scopes)).transpose()?,
            cost: raw.cost.map(|raw| cost(source, raw)).transpose()?,
            delete_needs: needs(source, raw.delete_needs, scopes)?,
            text: TextLimit {
                most: most(source, &raw.text.most)?,
                unit: raw.text.unit,
                bytes: raw.text.bytes.as_ref().map(|bytes| most(source, bytes)).transpose()?,
            },
            reason: source.pointers(raw.reason.as_ref())?,
            rules: raw.signal.into_iter().map(|raw| rule(source, raw)).collect::<Result<_, _>>()?,
        })
    }
}

fn needs(source: Source<'_>, needs: Vec<Spanned<String>>, scopes: &[String]) -> Result<Vec<String>, Error> {
    if let Some(unknown) = needs.iter().find(|need| !scopes.contains(need.get_ref())) {
        let message = format!("`{}` is not among `scopes` in [oauth]; add it there", unknown.get_ref());
        return Err(source.error(unknown.span(), message));
    }
    Ok(needs.into_iter().map(Spanned::into_inner).collect())
}

/// The root of a server that takes parts of a post. Its host may begin with `*.`, but no top-level domain may follow.
fn upload(source: Source<'_>, raw: &Spanned<String>) -> Result<Url, Error> {
    let url = source.endpoint(raw)?;
    let host = url.host_str().unwrap_or_default();
    let below = host.strip_prefix("*.").unwrap_or(host);
    if below.contains('*') || (below != host && !below.contains('.')) {
        let message =
            format!("\"{url}\" allows too many hosts; write one such as \"https://*.example.com/\"");
        return Err(source.error(raw.span(), message));
    }
    Ok(url)
}

fn pictures(source: Source<'_>, raw: file::PictureLimits, scopes: &[String]) -> Result<PictureLimits, Error> {
    if raw.formats.get_ref().is_empty() {
        let message = "`formats` is empty; name one such as \"jpeg\"";
        return Err(source.error(raw.formats.span(), message));
    }
    let optional = |number: Option<&Spanned<i64>>| number.map(|number| most(source, number)).transpose();
    let description = match raw.description.as_ref() {
        Some(none) if *none.get_ref() == 0 => Some(0),
        other => optional(other)?,
    };
    Ok(PictureLimits {
        most: most(source, &raw.most)?,
        bytes: most_of(source, &raw.bytes, MOST_BYTES)?,
        pixels: raw.pixels.as_ref().map(|number| most_of(source, number, MOST_PIXELS)).transpose()?,
        side: optional(raw.side.as_ref())?,
        description,
        needs: needs(source, raw.needs, scopes)?,
        public: raw.public,
        formats: raw.formats.into_inner(),
    })
}

fn cost(source: Source<'_>, raw: file::Cost) -> Result<Cost, Error> {
    let price = |raw: Spanned<String>| {
        let is_price = |text: &str| {
            let (number, currency) = text.split_once(' ')?;
            let is_number = number.parse::<f64>().is_ok_and(|number| number.is_finite() && number > 0.0);
            let is_currency = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
            (is_number && is_currency && number.len() <= 12).then_some(())
        };
        if is_price(raw.get_ref()).is_none() {
            let message = format!("\"{}\" is no price; write one such as \"0.015 USD\"", raw.get_ref());
            return Err(source.error(raw.span(), message));
        }
        Ok(raw.into_inner())
    };
    let optional = |raw: Option<Spanned<String>>| raw.map(price).transpose();
    Ok(Cost { post: price(raw.post)?, with_link: optional(raw.with_link)?, delete: optional(raw.delete)? })
}

fn most(source: Source<'_>, number: &Spanned<i64>) -> Result<u32, Error> {
    most_of(source, number, MOST)
}

fn most_of(source: Source<'_>, number: &Spanned<i64>, highest: i64) -> Result<u32, Error> {
    let shown = *number.get_ref();
    u32::try_from(shown)
        .ok()
        .filter(|most| *most > 0 && shown <= highest)
        .ok_or_else(|| source.error(number.span(), format!("{shown} is no such limit; use 1 to {highest}")))
}

fn rule(source: Source<'_>, raw: file::PublishRule) -> Result<PublishRule, Error> {
    let means = *raw.means.get_ref();
    if let Some(until) = raw.until.as_ref().filter(|_| means != PublishMeans::RateLimited) {
        return Err(source.error(until.span(), "`until` is only for means = \"rate_limited\"; remove it"));
    }
    if raw.status.is_none() && raw.at.is_empty() {
        let message = "a [[publish.signal]] needs `status` or `at`: without both, it would refuse a success";
        return Err(source.error(raw.means.span(), message));
    }
    Ok(PublishRule {
        status: raw.status.map_or_else(|| Ok(Vec::new()), |status| statuses(source, &status))?,
        at: source.matchers(&raw.at)?,
        means,
        until: raw.until.map(|raw| until(source, raw)).transpose()?,
    })
}
