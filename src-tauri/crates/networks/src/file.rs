//! The raw form of a network file, exactly as it is written. The values are checked afterwards.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{
    one_or_many::OneOrMany,
    publish::{PictureFormat, PublishMeans, PublishTo},
    terms::{
        Asks, ClientAuth, Method, Pkce, Protocol, Purpose, Redirect, RevokeBy, RevokeToken, Secret, Send,
        TextUnit, TokenPlacement, UsedIn,
    },
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) id: Spanned<String>,
    pub(crate) name: Spanned<String>,
    #[serde(default)]
    pub(crate) app: App,
    #[serde(default)]
    pub(crate) headers: BTreeMap<Spanned<String>, Spanned<OneOrMany<String>>>,
    pub(crate) oauth: Spanned<OAuth>,
    pub(crate) policy: Policy,
    #[serde(default)]
    pub(crate) identity: Identity,
    pub(crate) probe: Probe,
    pub(crate) pages: Option<Pages>,
    pub(crate) introspect: Option<Introspect>,
    #[serde(default)]
    pub(crate) signal: Vec<Rule>,
    #[serde(default)]
    pub(crate) evidence: Evidence,
    pub(crate) usage: Option<Usage>,
    #[serde(default)]
    pub(crate) permissions: BTreeMap<Spanned<String>, Permission>,
    pub(crate) publish: Option<Publish>,
    pub(crate) hand_over: Option<HandOver>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandOver {
    pub(crate) page: Spanned<String>,
    pub(crate) with_link: Option<LinkPage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkPage {
    pub(crate) page: Spanned<String>,
    pub(crate) parameter: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publish {
    pub(crate) url: Spanned<String>,
    #[serde(default)]
    pub(crate) needs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) to: PublishTo,
    pub(crate) upload: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<Spanned<String>, Spanned<OneOrMany<String>>>,
    pub(crate) text: TextLimit,
    pub(crate) pictures: Option<PictureLimits>,
    pub(crate) cost: Option<Cost>,
    #[serde(default)]
    pub(crate) delete_needs: Vec<Spanned<String>>,
    pub(crate) reason: Option<Spanned<OneOrMany<String>>>,
    #[serde(default)]
    pub(crate) signal: Vec<PublishRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PictureLimits {
    pub(crate) most: Spanned<i64>,
    pub(crate) formats: Spanned<Vec<PictureFormat>>,
    pub(crate) bytes: Spanned<i64>,
    pub(crate) pixels: Option<Spanned<i64>>,
    pub(crate) side: Option<Spanned<i64>>,
    pub(crate) description: Option<Spanned<i64>>,
    #[serde(default)]
    pub(crate) needs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) public: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cost {
    pub(crate) post: Spanned<String>,
    pub(crate) with_link: Option<Spanned<String>>,
    pub(crate) delete: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextLimit {
    pub(crate) most: Spanned<i64>,
    pub(crate) unit: TextUnit,
    pub(crate) bytes: Option<Spanned<i64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublishRule {
    pub(crate) status: Option<Spanned<OneOrMany<i64>>>,
    #[serde(default)]
    pub(crate) at: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    pub(crate) means: Spanned<PublishMeans>,
    pub(crate) until: Option<Spanned<Until>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Permission {
    pub(crate) allows: Option<Purpose>,
    #[serde(default)]
    pub(crate) covered_by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GrantedList {
    pub(crate) list: Spanned<String>,
    pub(crate) name: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) at: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct App {
    pub(crate) client_id: Option<Spanned<String>>,
    pub(crate) page: Option<Spanned<String>>,
    pub(crate) id_is_called: Option<Spanned<String>>,
    pub(crate) secret_is_called: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) parameters: BTreeMap<Spanned<String>, AppParameter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppParameter {
    pub(crate) is_called: Spanned<String>,
    #[serde(default)]
    pub(crate) used_in: UsedIn,
    #[serde(default)]
    pub(crate) instead_of_scopes: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OAuth {
    pub(crate) protocol: Protocol,
    pub(crate) asks: Option<Spanned<Asks>>,
    pub(crate) handles: Option<Spanned<Handles>>,
    pub(crate) discover: Option<Spanned<String>>,
    pub(crate) register: Option<Spanned<String>>,
    pub(crate) request: Option<Spanned<String>>,
    pub(crate) authorize: Option<Spanned<String>>,
    pub(crate) token: Option<Spanned<String>>,
    pub(crate) revoke: Option<Spanned<String>>,
    pub(crate) revoke_by: Option<Spanned<RevokeBy>>,
    pub(crate) revoke_token: Option<Spanned<RevokeToken>>,
    pub(crate) revoke_page: Option<Spanned<String>>,
    pub(crate) client_auth: ClientAuth,
    pub(crate) client_id_parameter: Option<Spanned<String>>,
    pub(crate) secret: Spanned<Secret>,
    pub(crate) pkce: Pkce,
    pub(crate) scopes: Vec<String>,
    pub(crate) coarse_scopes: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    pub(crate) optional_scopes: BTreeMap<Spanned<String>, bool>,
    pub(crate) scope_separator: Option<String>,
    pub(crate) redirect: Spanned<Vec<Redirect>>,
    pub(crate) loopback: Option<Loopback>,
    #[serde(default)]
    pub(crate) authorize_extra: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    pub(crate) token_extra: BTreeMap<Spanned<String>, String>,
    pub(crate) without_secret: Option<Spanned<WithoutSecret>>,
    #[serde(default)]
    pub(crate) rerequest: BTreeMap<Spanned<String>, String>,
    pub(crate) strip_code_suffix: Option<String>,
    pub(crate) app_secret_proof: Option<Spanned<String>>,
    pub(crate) long_lived: Option<TokenSwap>,
    pub(crate) extend: Option<Spanned<TokenSwap>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Handles {
    pub(crate) resolve: Spanned<String>,
    pub(crate) directory: Spanned<String>,
    pub(crate) profile: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Loopback {
    pub(crate) host: Option<Spanned<String>>,
    pub(crate) port: Option<Spanned<i64>>,
    pub(crate) path: Option<Spanned<String>>,
    pub(crate) any_port: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithoutSecret {
    pub(crate) authorize: Spanned<String>,
    pub(crate) pkce: Pkce,
    pub(crate) loopback: Option<Loopback>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenSwap {
    pub(crate) url: Spanned<String>,
    pub(crate) method: Method,
    pub(crate) grant_type: String,
    pub(crate) token_parameter: String,
    #[serde(default)]
    pub(crate) send: Vec<Spanned<Send>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Policy {
    pub(crate) access: Spanned<String>,
    pub(crate) renew: Spanned<Renew>,
    pub(crate) data_access: Option<Spanned<String>>,
    pub(crate) data_loss_after: Option<Spanned<String>>,
    pub(crate) warn: Vec<Spanned<String>>,
    pub(crate) summary: Spanned<String>,
    /// By language.
    #[serde(default)]
    pub(crate) summaries: BTreeMap<Spanned<String>, Spanned<String>>,
    pub(crate) page: Spanned<String>,
}

/// One struct for all kinds: serde's tagged enums lose the line of an error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Renew {
    pub(crate) kind: RenewKind,
    pub(crate) min_age: Option<Spanned<String>>,
    pub(crate) every: Option<Spanned<String>>,
    pub(crate) horizon: Option<Spanned<String>>,
    pub(crate) slides: Option<Spanned<bool>>,
    pub(crate) rotates: Option<Spanned<bool>>,
    pub(crate) before: Option<Spanned<String>>,
    pub(crate) grace: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RenewKind {
    None,
    Extend,
    Refresh,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identity {
    pub(crate) url: Option<Spanned<String>>,
    pub(crate) with_permission: Option<WithPermission>,
    pub(crate) id: Option<Spanned<OneOrMany<String>>>,
    pub(crate) username: Option<Spanned<OneOrMany<String>>>,
    pub(crate) name: Option<Spanned<Names>>,
    pub(crate) avatar: Option<Spanned<OneOrMany<String>>>,
    pub(crate) granted: Option<GrantedList>,
    pub(crate) token: Option<TokenPlacement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Probe {
    pub(crate) url: Spanned<String>,
    pub(crate) with_permission: Option<WithPermission>,
    pub(crate) every: Spanned<String>,
    pub(crate) id: Spanned<OneOrMany<String>>,
    pub(crate) username: Option<Spanned<OneOrMany<String>>>,
    pub(crate) name: Option<Spanned<Names>>,
    pub(crate) avatar: Option<Spanned<OneOrMany<String>>>,
    pub(crate) granted: Option<GrantedList>,
    #[serde(default)]
    pub(crate) token: TokenPlacement,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithPermission {
    pub(crate) scope: Spanned<String>,
    pub(crate) query: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Introspect {
    pub(crate) url: Spanned<String>,
    pub(crate) token_parameter: String,
    pub(crate) app_parameter: String,
    pub(crate) valid: Spanned<OneOrMany<String>>,
    pub(crate) access_until: Option<Spanned<OneOrMany<String>>>,
    pub(crate) data_access_until: Option<Spanned<OneOrMany<String>>>,
    pub(crate) scopes: Option<Spanned<OneOrMany<String>>>,
    #[serde(default)]
    pub(crate) refusal: BTreeMap<Spanned<String>, Spanned<OneOrMany<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pages {
    pub(crate) url: Spanned<String>,
    pub(crate) list: Spanned<String>,
    pub(crate) id: Spanned<OneOrMany<String>>,
    pub(crate) name: Option<Spanned<OneOrMany<String>>>,
    pub(crate) page_token: Option<Spanned<OneOrMany<String>>>,
    pub(crate) next: Option<Spanned<OneOrMany<String>>>,
    pub(crate) next_parameter: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    pub(crate) check: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) on: Spanned<OneOrMany<On>>,
    pub(crate) status: Option<Spanned<OneOrMany<i64>>>,
    #[serde(default)]
    pub(crate) at: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    pub(crate) means: Spanned<Means>,
    pub(crate) code: Option<Spanned<OneOrMany<String>>>,
    pub(crate) confirm_after: Option<Spanned<String>>,
    pub(crate) until: Option<Spanned<Until>>,
    pub(crate) scope: Option<Spanned<Scope>>,
}

/// The accounts that a limit concerns.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scope {
    App,
    Member,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Usage {
    pub(crate) headers: Spanned<Vec<Spanned<String>>>,
    pub(crate) members: Spanned<Vec<String>>,
    pub(crate) most: Spanned<i64>,
    pub(crate) wait: Spanned<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum On {
    Api,
    Token,
    Renewal,
    Revoke,
    Any,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Means {
    Fine,
    Expired,
    Revoked,
    PasswordChanged,
    Checkpoint,
    PermissionMissing,
    RefreshRejected,
    AppFault,
    RateLimited,
    Transient,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Until {
    pub(crate) unit: Unit,
    pub(crate) header: Option<Spanned<String>>,
    pub(crate) member: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    Epoch,
    Timestamp,
    Seconds,
    Minutes,
    UtcMidnight,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    pub(crate) code: Option<Spanned<OneOrMany<String>>>,
    pub(crate) subcode: Option<Spanned<OneOrMany<String>>>,
}

/// Places of a name. A list within the list is one place with several parts.
pub(crate) type Names = OneOrMany<OneOrMany<String>>;
