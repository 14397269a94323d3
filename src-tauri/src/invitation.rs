//! What an organization hands out, between the moment it came from outside and the moment the person says what is to become
//! of it. It stays on this side: the window sees what would change, and neither the file nor a secret.

use std::sync::{Mutex, PoisonError};

use keeper::{Error, Handed, Invitation, JoinPlan, Keeper, SecretString};
use tauri::Url;

use crate::error::{AppError, ErrorCode};

/// The one that waits for the person. A newer one takes its place, under another number, so that nobody agrees to what they
/// did not see.
#[derive(Default)]
pub struct Invitations(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    number: u32,
    what: Option<What>,
}

/// How far it is.
#[derive(Clone, Debug)]
pub enum What {
    /// It lies at an address that was not asked yet.
    Elsewhere(Url),
    /// It can be taken in.
    Read(Box<Invitation>, JoinPlan),
    /// It cannot be used, and why.
    Broken(String),
}

impl Invitations {
    /// Puts what came from outside before the person.
    pub fn take_in(&self, what: What) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.number += 1;
        waiting.what = Some(what);
    }

    /// What waits, with its number.
    pub fn waiting(&self) -> Option<(u32, What)> {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.what.clone().map(|what| (waiting.number, what))
    }

    /// Puts it away.
    pub fn dismiss(&self, number: u32) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.number == number {
            waiting.what = None;
        }
    }

    /// Asks the address that the person has seen the host of.
    ///
    /// # Errors
    /// When something else waits by now.
    pub async fn fetch(&self, keeper: &Keeper, number: u32) -> Result<(), AppError> {
        let What::Elsewhere(url) = self.of(number)? else { return Err(ErrorCode::BadInput.into()) };
        let fetched = keeper.fetch_invitation(&url).await;
        self.replace(number, looked_at(keeper, fetched).await)
    }

    /// Takes in what the person was shown under this number, and nothing else.
    ///
    /// # Errors
    /// When something else waits by now, or the passphrase does not open it.
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

/// What a link leads to. Nothing is asked for on the way.
pub async fn of_link(keeper: &Keeper, handed: Handed) -> What {
    match handed {
        Handed::At(url) => What::Elsewhere(url),
        Handed::Text(text) => {
            looked_at(keeper, Invitation::parse("gander.toml", &text, keeper.own_networks())).await
        }
    }
}

/// What a file on this device holds.
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
