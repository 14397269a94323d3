//! An organization's invitation, from its arrival until the person accepts or dismisses it. It stays on this side: the
//! window sees the planned changes, and neither the file nor a secret.

use std::sync::{Mutex, PoisonError};

use keeper::{Error, Handed, Invitation, JoinPlan, Keeper, SecretString};
use tauri::Url;

use crate::error::{AppError, ErrorCode};

/// The invitation that waits for the person. A newer one replaces it under another number, so that the person cannot
/// accept an invitation unseen.
#[derive(Default)]
pub struct Invitations(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    number: u32,
    what: Option<What>,
}

/// The stage of an invitation.
#[derive(Clone, Debug)]
pub enum What {
    /// Gander has its address and has not fetched it yet.
    Elsewhere(Url),
    /// Gander has read it, and the person can accept it.
    Read(Box<Invitation>, JoinPlan),
    /// Gander cannot use it, for this reason.
    Broken(String),
}

impl Invitations {
    /// Stores a new invitation under the next number.
    pub fn take_in(&self, what: What) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.number += 1;
        waiting.what = Some(what);
    }

    /// The waiting invitation, with its number.
    pub fn waiting(&self) -> Option<(u32, What)> {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.what.clone().map(|what| (waiting.number, what))
    }

    /// Drops the invitation with this number.
    pub fn dismiss(&self, number: u32) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.number == number {
            waiting.what = None;
        }
    }

    /// Fetches the invitation from its address, whose host the person has seen.
    ///
    /// # Errors
    /// When this invitation no longer waits to be fetched.
    pub async fn fetch(&self, keeper: &Keeper, number: u32) -> Result<(), AppError> {
        let What::Elsewhere(url) = self.of(number)? else { return Err(ErrorCode::BadInput.into()) };
        let fetched = keeper.fetch_invitation(&url).await;
        self.replace(number, looked_at(keeper, fetched).await)
    }

    /// Accepts exactly the invitation that the person saw under this number.
    ///
    /// # Errors
    /// When another invitation waits by now, or the passphrase does not open it.
    pub async fn accept(
        &self,
        keeper: &Keeper,
        number: u32,
        passphrase: Option<SecretString>,
    ) -> Result<(), AppError> {
        let What::Read(invitation, plan) = self.of(number)? else { return Err(ErrorCode::BadInput.into()) };
        keeper.join(*invitation, plan, passphrase).await?;
        self.dismiss(number);
        Ok(())
    }

    fn of(&self, number: u32) -> Result<What, AppError> {
        let waiting = self.waiting().filter(|(waiting, _)| *waiting == number);
        waiting.map(|(_, what)| what).ok_or_else(|| ErrorCode::BadInput.into())
    }

    fn replace(&self, number: u32, what: What) -> Result<(), AppError> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.number != number || waiting.what.is_none() {
            return Err(ErrorCode::BadInput.into());
        }
        waiting.what = Some(what);
        Ok(())
    }
}

/// Reads the invitation in a link. Fetches nothing.
pub async fn of_link(keeper: &Keeper, handed: Handed) -> What {
    match handed {
        Handed::At(url) => What::Elsewhere(url),
        Handed::Text(text) => {
            looked_at(keeper, Invitation::parse("gander.toml", &text, keeper.own_networks())).await
        }
    }
}

/// Reads an invitation file on this device.
pub async fn of_file(keeper: &Keeper, path: &std::path::Path) -> What {
    looked_at(keeper, Invitation::read(path, keeper.own_networks())).await
}

async fn looked_at(keeper: &Keeper, read: Result<Invitation, Error>) -> What {
    let looked = async {
        let invitation = read?;
        let plan = keeper.plan(&invitation).await?;
        Ok::<_, Error>(What::Read(invitation.into(), plan))
    };
    looked.await.unwrap_or_else(|error| What::Broken(error.to_string()))
}
