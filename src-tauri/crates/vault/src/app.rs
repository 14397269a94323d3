//! The keys of developer apps.

use networks::AppOptions;
use secrecy::SecretString;

/// The keys of a developer app. The default is for networks that need none.
#[derive(Clone, Default)]
pub struct App {
    /// The client identifier (RFC 6749 section 2.2).
    pub client_id: String,
    /// The client password (RFC 6749 section 2.3.1).
    pub client_secret: Option<SecretString>,
    /// The values of Gander's registration. `None` when the person, or an older Gander, registered the app.
    pub registered: Option<Registered>,
    /// The parameters and optional permissions that the person chose.
    pub options: AppOptions,
}

/// The values with which Gander registered an app at its server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The redirect address, the port included.
    pub redirect: String,
    /// The scopes, separated by spaces.
    pub scopes: String,
}

/// The part of a developer app's keys that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppKeys {
    /// The client identifier.
    pub client_id: String,
    /// True if the vault holds a client secret.
    pub has_secret: bool,
    /// The parameters and optional permissions that the person chose.
    pub options: AppOptions,
}
