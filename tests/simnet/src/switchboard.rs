//! All controls of the simulated networks, for tests and for the control API alike.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{
    BadInput, DeadEnd, Endpoint, Fault, Lifetime, Network, Picture, Post, Refusals, TokenShape, clock::Clock,
    dead_end::DeadEnds, dialect, grants::End, server::Server,
};

/// The controls of the simulated networks.
pub struct Switchboard {
    pub(crate) clock: Arc<Clock>,
    pub(crate) servers: Vec<Arc<Server>>,
    pub(crate) dead_ends: DeadEnds,
}

impl Switchboard {
    /// The simulated time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Moves the clock of all networks.
    ///
    /// # Errors
    ///
    /// When the clock would be more than 200 years off.
    pub fn advance(&self, seconds: i64) -> Result<(), BadInput> {
        self.clock.advance(seconds)
    }

    /// The address of a network, such as `http://127.0.0.1:4711`.
    #[must_use]
    pub fn network_url(&self, network: Network) -> String {
        self.server(network).url()
    }

    /// The address of a dead end for a network file, such as `http://127.0.0.1:4712`.
    #[must_use]
    pub fn dead_end(&self, dead_end: DeadEnd) -> &str {
        self.dead_ends.origin(dead_end)
    }

    /// Changes a member's password, and ends their grants as the network does.
    ///
    /// # Errors
    ///
    /// For an unknown member, and for an empty password.
    pub fn change_password(&self, network: Network, member: &str, password: &str) -> Result<(), BadInput> {
        self.server(network).world().change_password(member, password)
    }

    /// Revokes all of the member's grants.
    ///
    /// # Errors
    ///
    /// For an unknown member.
    pub fn revoke(&self, network: Network, member: &str) -> Result<(), BadInput> {
        let mut world = self.server(network).world();
        let member = world.member(member)?;
        world.grants.end(member, End::Revoked);
        Ok(())
    }

    /// Expires the member's access tokens now. Refresh tokens stay valid.
    ///
    /// # Errors
    ///
    /// For an unknown member.
    pub fn expire(&self, network: Network, member: &str) -> Result<(), BadInput> {
        let now = self.now();
        let mut world = self.server(network).world();
        let member = world.member(member)?;
        world.grants.expire(member, now);
        Ok(())
    }

    /// Takes one permission of the member back. The default is the first that the probe needs.
    ///
    /// # Errors
    ///
    /// For an unknown member, and for a permission that they have not given.
    pub fn drop_permission(
        &self,
        network: Network,
        member: &str,
        permission: Option<&str>,
    ) -> Result<(), BadInput> {
        let permission = permission.unwrap_or(dialect::of(network).probe_needs()[0]);
        self.server(network).world().drop_permission(member, permission)
    }

    /// Sets or clears a checkpoint. The member also clears it by logging in and confirming.
    ///
    /// # Errors
    ///
    /// For an unknown member.
    pub fn set_checkpoint(&self, network: Network, member: &str, on: bool) -> Result<(), BadInput> {
        let mut world = self.server(network).world();
        let member = world.member(member)?;
        world.members[member].checkpoint = on;
        Ok(())
    }

    /// Disables the developer app, or enables it again.
    pub fn set_app_disabled(&self, network: Network, disabled: bool) {
        self.server(network).world().app_disabled = disabled;
    }

    /// Makes every answer of a network swap its two members, as a broken cache would.
    pub fn set_mixes_members_up(&self, network: Network, on: bool) {
        self.server(network).world().mixes_members_up = on;
    }

    /// Sets a fault of a network.
    ///
    /// # Errors
    ///
    /// For a fault that this network or endpoint cannot have.
    pub fn set_fault(&self, network: Network, fault: Fault) -> Result<(), BadInput> {
        let server = self.server(network);
        let mut world = server.world();
        world.faults.set(network, fault)?;
        server.refusing.send_replace(world.faults.refuse_connections());
        Ok(())
    }

    /// Sets how many seconds a network's clock is ahead of the simulated time in the `Date` of its answers. Negative
    /// values put it behind.
    pub fn set_date_ahead(&self, network: Network, seconds: i32) {
        self.server(network).world().date_ahead = seconds.into();
    }

    /// Makes an endpoint answer every request with a recorded status and body. `None` restores its own answers.
    pub fn set_answer(&self, network: Network, endpoint: Endpoint, answer: Option<(u16, Value)>) {
        let mut world = self.server(network).world();
        match answer {
            Some(answer) => world.recorded.insert(endpoint, answer),
            None => world.recorded.remove(&endpoint),
        };
    }

    /// Sets the lifetimes of tokens minted from now on.
    ///
    /// # Errors
    ///
    /// For a lifetime below 0 or over a century.
    pub fn set_lifetime(&self, network: Network, lifetime: Lifetime) -> Result<(), BadInput> {
        const LONGEST: i64 = 100 * 366 * 86_400;
        let lengths = [lifetime.access_seconds, lifetime.refresh_seconds];
        if lengths.into_iter().flatten().any(|seconds| !(0..=LONGEST).contains(&seconds)) {
            return Err(BadInput::new("A lifetime is a number of seconds from 0 to a century, or null."));
        }
        self.server(network).world().lifetime = lifetime;
        Ok(())
    }

    /// Sets for how many seconds a network accepts a used refresh token again. The default 0 means never.
    ///
    /// # Errors
    ///
    /// For a time below 0 or over a year, and for networks that do not rotate.
    pub fn set_grace(&self, network: Network, seconds: i64) -> Result<(), BadInput> {
        if !network.rotates() {
            return Err(BadInput::new(format!(
                "{network} does not rotate refresh tokens: a grace window is for networks that do."
            )));
        }
        if !(0..=86_400 * 366).contains(&seconds) {
            return Err(BadInput::new("A grace window is a number of seconds from 0 to a year."));
        }
        self.server(network).world().grace_seconds = seconds;
        Ok(())
    }

    /// Sets the shape of Instagram's answer to a code.
    ///
    /// # Errors
    ///
    /// For the other networks.
    pub fn set_token_shape(&self, network: Network, shape: TokenShape) -> Result<(), BadInput> {
        if network != Network::Instagram {
            return Err(BadInput::new(format!(
                "{network} has one shape of token answer: this is for instagram alone."
            )));
        }
        self.server(network).world().token_shape = shape;
        Ok(())
    }

    /// Gives a member a role on a page, or removes it.
    ///
    /// # Errors
    ///
    /// For an unknown member or page.
    pub fn set_page_role(
        &self,
        network: Network,
        member: &str,
        page: &str,
        on: bool,
    ) -> Result<(), BadInput> {
        self.server(network).world().set_role(member, page, on)
    }

    /// Puts a page into a business portfolio: only apps that may manage it see the page.
    ///
    /// # Errors
    ///
    /// For an unknown page.
    pub fn put_into_portfolio(&self, network: Network, page: &str) -> Result<(), BadInput> {
        self.server(network).world().put_into_portfolio(page)
    }

    /// Sets whether Facebook demands the proof of the app's secret with each token.
    pub fn set_demands_proof(&self, on: bool) {
        self.server(Network::Facebook).world().demands_proof = on;
    }

    /// Sets how many seconds after its commit a network shows a post in lists, lookups and pages. The default 0 means
    /// at once. It holds for posts committed from now on.
    ///
    /// # Errors
    ///
    /// For a time below 0 or over a year, and for networks that take no posts.
    pub fn set_posts_shown_after(&self, network: Network, seconds: i64) -> Result<(), BadInput> {
        if !network.publishes() {
            return Err(BadInput::new(format!("{network} takes no posts yet.")));
        }
        if !(0..=86_400 * 366).contains(&seconds) {
            return Err(BadInput::new("Posts show after a number of seconds from 0 to a year."));
        }
        let now = self.now();
        let mut world = self.server(network).world();
        world.posts.settle(now);
        world.posts.shown_after = seconds;
        Ok(())
    }

    /// All posts that a network has committed, newest first, also those that it does not show yet.
    #[must_use]
    pub fn posts(&self, network: Network) -> Vec<Post> {
        let now = self.now();
        let mut world = self.server(network).world();
        world.posts.settle(now);
        world.posts.all(|member| world.members[member].username)
    }

    /// Sets the file that is served as a member's picture.
    pub fn set_picture(&self, network: Network, picture: Picture) {
        self.server(network).world().picture = picture;
    }

    /// Sets how exact Facebook's refusals are.
    ///
    /// # Errors
    ///
    /// For the other networks.
    pub fn set_refusals(&self, network: Network, refusals: Refusals) -> Result<(), BadInput> {
        if network != Network::Facebook {
            return Err(BadInput::new(format!(
                "{network} has one way to refuse: this is for facebook alone."
            )));
        }
        self.server(network).world().refusals = refusals;
        Ok(())
    }

    /// The number of requests for members' pictures since the start or the last reset.
    #[must_use]
    pub fn pictures_asked(&self, network: Network) -> u64 {
        self.server(network).world().pictures_asked
    }

    /// Restores the state of the start, including the clock.
    pub fn reset(&self) {
        self.clock.reset();
        for server in &self.servers {
            server.world().reset();
            server.refusing.send_replace(false);
        }
    }

    /// Tells whether the network would let this member's app in now: they have a living grant and no checkpoint, and
    /// the app is not disabled.
    ///
    /// # Errors
    ///
    /// For an unknown member.
    pub fn lets_in(&self, network: Network, member: &str) -> Result<bool, BadInput> {
        let world = self.server(network).world();
        let member = world.member(member)?;
        Ok(world.grants.live(member).next().is_some()
            && !world.members[member].checkpoint
            && !world.app_disabled)
    }

    /// The number of requests at an endpoint since the start or the last reset.
    #[must_use]
    pub fn request_count(&self, network: Network, endpoint: Endpoint) -> u64 {
        self.server(network).world().requests.get(&endpoint).copied().unwrap_or_default()
    }

    /// The `Host` values of all requests since the start or the last reset.
    #[must_use]
    pub fn hosts_asked(&self, network: Network) -> BTreeSet<String> {
        self.server(network).world().hosts.clone()
    }

    /// The number of reuses of a refresh token, within the grace window or not.
    #[must_use]
    pub fn spent_tokens_used(&self, network: Network) -> u64 {
        self.server(network).world().spent_tokens_used
    }

    /// The whole state without tokens, as in the answer to `GET /api/state`.
    #[must_use]
    pub fn state(&self) -> Value {
        let networks: serde_json::Map<_, _> =
            self.servers.iter().map(|server| (server.network.id().to_owned(), state(server))).collect();
        let dead_ends =
            DeadEnd::ALL.map(|dead_end| (dead_end.id().to_owned(), self.dead_end(dead_end).into()));
        let dead_ends: serde_json::Map<_, _> = dead_ends.into_iter().collect();
        json!({
            "now": self.now(), "offset_seconds": self.clock.offset_seconds(), "networks": networks,
            "dead_ends": dead_ends,
        })
    }

    pub(crate) fn server(&self, network: Network) -> &Arc<Server> {
        &self.servers[network.index()]
    }
}

fn state(server: &Server) -> Value {
    let world = &*server.world();
    let members: Vec<_> = world
        .members
        .iter()
        .map(|member| {
            json!({
                "username": member.username, "name": member.name, "id": member.id, "password": member.password,
                "checkpoint": member.checkpoint,
            })
        })
        .collect();
    let pages: Vec<_> = world
        .pages
        .iter()
        .map(|page| {
            let run_by: Vec<_> = page.run_by.iter().map(|member| world.members[*member].username).collect();
            json!({ "id": page.id, "name": page.name, "run_by": run_by })
        })
        .collect();
    let grants: Vec<_> = world
        .grants
        .all()
        .iter()
        .enumerate()
        .map(|(index, grant)| {
            let (access, refresh) = world.grants.ends_at(index);
            json!({
                "member": world.members[grant.member].username, "permissions": grant.scopes,
                "consented_at": grant.consented_at, "access_expires_at": access, "refresh_expires_at": refresh,
                "ended": grant.ended.map(End::words),
            })
        })
        .collect();
    let counts = Endpoint::ALL.map(|endpoint| {
        (endpoint.id().to_owned(), world.requests.get(&endpoint).copied().unwrap_or_default().into())
    });
    json!({
        "name": server.network.name(), "url": server.url(), "client_id": server.network.client_id(),
        "app_disabled": world.app_disabled, "faults": world.faults.active(), "lifetime": world.lifetime,
        "grace_seconds": world.grace_seconds, "token_shape": world.token_shape, "picture": world.picture, "refusals": world.refusals,
        "posts_shown_after": world.posts.shown_after,
        "members": members, "grants": grants, "pages": pages,
        "requests": counts.into_iter().collect::<serde_json::Map<String, Value>>(),
        "recent": world.recent,
    })
}
