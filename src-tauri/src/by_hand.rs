//! Handing a post over to the person, who shares it on the network's own page.

use keeper::{HandedOver, Keeper};

use crate::{
    error::{AppError, ErrorCode},
    host::{Copied, Host},
};

/// Copies the text of a post, opens the network's page, and only then notes that the rest is the person's.
pub fn hand_over(keeper: &Keeper, host: &dyn Host, post: &str) -> Result<(), AppError> {
    let HandedOver { text, page } = keeper.hand_over(post)?;
    host.copy(Copied::Plain(text)).map_err(|_| ErrorCode::Internal)?;
    host.open_url(&page).map_err(|_| ErrorCode::Internal)?;
    Ok(keeper.handed_over(post)?)
}
