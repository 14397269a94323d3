//! A token, or a request, for another program.

use std::sync::PoisonError;

use chrono::TimeDelta;
use lifecycle::{Allowance, ConnectionId};
use oauth::{at_home, servers_for_programs};
use store::Store;
use url::Url;

use super::Keeper;
use crate::{
    Error, Lent, Loan,
    driver::{Command, Message},
    keeper::requests::foreign,
    programs::{allow_in, allowed_to, lend, lives_for, secrets_of},
};

/// A token that is younger is not renewed for a program that was refused: the program had an older one.
const YOUNG: TimeDelta = TimeDelta::minutes(1);

impl Keeper {
    /// Changes the use that the person allows to other programs.
    ///
    /// # Errors
    /// When there is no such connection, or the database cannot be written.
    #[expect(clippy::unused_async, reason = "a shell must not rely on it being quick")]
    pub async fn allow(&self, connection: &ConnectionId, allowed: Allowance) -> Result<(), Error> {
        self.in_store(|store| allow_in(store, connection, allowed, self.clock.now()))?;
        self.messages.0.send(Message::Command(Command::StoreChanged)).map_err(|_| Error::ShutDown)
    }

    /// Lends the access token to a program. It lives for as long as the program needs; it is renewed first if it does
    /// not.
    ///
    /// # Errors
    /// When the person does not allow it, the connection cannot be used, or a bare token is useless at the network.
    pub async fn lend(&self, loan: &Loan) -> Result<Lent, Error> {
        let id = &loan.connection;
        let known = self.in_store(|store| allowed_to(store, id, Allowance::Tokens))?;
        // A renewal brings no longer life, so each call would only rotate the token.
        if let Some(until) = known.access_until
            && until - known.issued_at < loan.min_valid
        {
            return Err(Error::EndsTooSoon { connection: id.clone(), until });
        }
        if loan.rejected {
            self.check(Some(id)).await?;
            let checked = self.in_store(|store| allowed_to(store, id, Allowance::Tokens))?;
            let is_young = self.clock.now() - checked.issued_at < YOUNG;
            if checked.is_good && checked.generation == known.generation && !is_young {
                match self.renew(id).await {
                    // The token that the check confirmed is the only one.
                    Ok(()) | Err(Error::NotRenewable { .. } | Error::NotYetRenewable { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        self.use_for(id, loan.min_valid).await?;
        let now = self.clock.now();
        let tools = self.ask(|reply| Command::Tools(id.clone(), reply)).await?;
        self.in_store(|store| {
            let (known, secrets) = secrets_of(store, &tools.context.key, id, Allowance::Tokens)?;
            if let Some(host) = &loan.host {
                let network = at_home(tools.network, &known.owner.account, &secrets);
                let servers = servers_for_programs(&network, &secrets);
                if !servers.iter().any(|server| host_of(server) == *host) {
                    return Err(foreign(host, &servers).into());
                }
            }
            match known.access_until {
                Some(until) if !lives_for(&known, loan.min_valid, now) => {
                    Err(Error::EndsTooSoon { connection: id.clone(), until })
                }
                _ => lend(store, &known, &secrets, loan, now),
            }
        })
    }

    /// Waits until the token may be used for this long.
    pub(super) async fn use_for(&self, id: &ConnectionId, valid_for: TimeDelta) -> Result<(), Error> {
        self.ask(|reply| Command::Use(id.clone(), valid_for, reply)).await
    }

    pub(super) fn in_store<T>(&self, act: impl FnOnce(&mut Store) -> Result<T, Error>) -> Result<T, Error> {
        act(&mut self.store.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A server as Git names it: the host, with its port unless that is the usual one.
fn host_of(server: &Url) -> String {
    let host = server.host_str().unwrap_or_default();
    server.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
