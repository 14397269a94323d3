//! Every address of a network, in one list. The plan of a `gander.toml`, the check of an update, the detection of
//! practice networks and [`Network::at`] use it.
//!
//! The code names each field of a network, even those without an address, so that a new field does not compile until it
//! is considered here.

use std::collections::BTreeSet;

use url::Url;

use crate::{
    HandOver, Handles, Introspect, Network, OAuth, OwnApp, Pages, TokenSwap, WhoAmI, WithoutSecret,
    hosts::is_template,
};

/// The use of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressUse {
    /// Gander asks it, or the person signs in there. It receives passwords, codes, tokens or secrets, or decides where
    /// they go.
    Access,
    /// The person may read it.
    Reading,
}

impl Network {
    /// Every host, with its port if the file names one. `{server}` stands for a host that the person enters.
    #[must_use]
    pub fn hosts(&self) -> BTreeSet<String> {
        self.hosts_of(|_| true)
    }

    /// Tells whether every address is at a host that `former` has for the same use, so that no token goes elsewhere.
    #[must_use]
    pub fn keeps_to_hosts_of(&self, former: &Self) -> bool {
        let access = |kind| kind == AddressUse::Access;
        self.hosts().is_subset(&former.hosts()) && self.hosts_of(access).is_subset(&former.hosts_of(access))
    }

    /// Every address with its use.
    #[must_use]
    pub fn addresses(&self) -> Vec<(AddressUse, Url)> {
        let mut addresses = Vec::new();
        self.clone().each_address(&mut |kind, address| addresses.push((kind, address.clone())));
        addresses
    }

    fn hosts_of(&self, is_meant: impl Fn(AddressUse) -> bool) -> BTreeSet<String> {
        self.addresses()
            .iter()
            .filter(|(kind, _)| is_meant(*kind))
            .map(|(_, address)| host(address))
            .collect()
    }

    /// Goes through every address.
    pub(crate) fn each_address(&mut self, visit: &mut impl FnMut(AddressUse, &mut Url)) {
        let Self {
            id: _,
            name: _,
            server: _,
            app_client_id: _,
            own_app: OwnApp { page: own_app_page, id_is_called: _, secret_is_called: _, parameters: _ },
            headers: _,
            oauth,
            optional_needs: _,
            policy: _,
            grace: _,
            summary: _,
            summaries: _,
            page,
            identity,
            probe,
            pages,
            introspect,
            signals: _,
            evidence: _,
            usage: _,
            practice: _,
            purposes: _,
            publish,
            hand_over,
        } = self;
        oauth.each_address(visit);
        for who in [identity, probe] {
            // The address with a permission is this one with another query.
            let WhoAmI {
                url,
                with_permission: _,
                id: _,
                username: _,
                name: _,
                avatar: _,
                granted: _,
                token: _,
            } = who;
            visit(AddressUse::Access, url);
        }
        pages.iter_mut().flat_map(Pages::addresses).for_each(|url| visit(AddressUse::Access, url));
        introspect.iter_mut().map(Introspect::address).for_each(|url| visit(AddressUse::Access, url));
        if let Some(publish) = publish {
            visit(AddressUse::Access, &mut publish.url);
            publish.upload.iter_mut().for_each(|url| visit(AddressUse::Access, url));
        }
        hand_over.iter_mut().flat_map(HandOver::addresses).for_each(|url| visit(AddressUse::Reading, url));
        visit(AddressUse::Reading, page);
        own_app_page.iter_mut().for_each(|url| visit(AddressUse::Reading, url));
    }
}

impl OAuth {
    fn each_address(&mut self, visit: &mut impl FnMut(AddressUse, &mut Url)) {
        let Self {
            protocol: _,
            asks: _,
            handles,
            discover,
            register,
            request,
            authorize,
            token,
            revoke,
            revoke_by: _,
            revoke_token: _,
            revoke_page,
            client_auth: _,
            client_id_parameter: _,
            secret: _,
            without_secret,
            pkce: _,
            scopes: _,
            coarse_scopes: _,
            optional_scopes: _,
            scope_separator: _,
            redirect: _,
            loopback: _,
            authorize_extra: _,
            token_extra: _,
            rerequest: _,
            strip_code_suffix: _,
            app_secret_proof: _,
            long_lived,
            extend,
        } = self;
        visit(AddressUse::Access, authorize);
        visit(AddressUse::Access, token);
        for url in [discover, register, request, revoke].into_iter().flatten() {
            visit(AddressUse::Access, url);
        }
        if let Some(Handles { resolve, directory, profile }) = handles {
            [resolve, directory].into_iter().chain(profile).for_each(|url| visit(AddressUse::Access, url));
        }
        if let Some(WithoutSecret { authorize, pkce: _, loopback: _ }) = without_secret {
            visit(AddressUse::Access, authorize);
        }
        for swap in [long_lived, extend].into_iter().flatten() {
            let TokenSwap { url, method: _, grant_type: _, token_parameter: _, send: _ } = swap;
            visit(AddressUse::Access, url);
        }
        revoke_page.iter_mut().for_each(|url| visit(AddressUse::Reading, url));
    }
}

/// The host and port, as people read them.
fn host(address: &Url) -> String {
    let host = if is_template(address) { "{server}" } else { address.host_str().unwrap_or_default() };
    match address.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}
