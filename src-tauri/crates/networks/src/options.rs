//! The options of an app at its network: their check, and the permissions that Gander needs with them.

use lifecycle::Need;

use crate::{AppOptions, Network};

/// In bytes.
const LONGEST_VALUE: usize = 256;

impl Network {
    /// Checks that an app of this network can have such options.
    ///
    /// # Errors
    /// A sentence that says what to do.
    pub fn check_options(&self, options: &AppOptions) -> Result<(), String> {
        let listed = |names: Vec<&str>| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        for scope in options.scopes.iter().flatten() {
            if !self.oauth.optional_scopes.contains_key(scope) {
                let known = self.oauth.optional_scopes.keys().map(String::as_str).collect();
                return Err(format!(
                    "`{scope}` is no optional permission of {}; those are: {}",
                    self.name,
                    listed(known)
                ));
            }
        }
        for (name, value) in &options.parameters {
            if !self.own_app.parameters.contains_key(name) {
                let known = self.own_app.parameters.keys().map(String::as_str).collect();
                return Err(format!(
                    "`{name}` is nothing that an app of {} brings along; known are: {}",
                    self.name,
                    listed(known)
                ));
            }
            let fits = (1..=LONGEST_VALUE).contains(&value.len());
            if !fits || !value.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(format!(
                    "the value of `{name}` is one word; copy it from the network's developer page"
                ));
            }
        }
        Ok(())
    }

    /// The permissions to request with an app of these options, in the order of the file. Options that the file no
    /// longer has are left out.
    #[must_use]
    pub fn asked_scopes(&self, options: &AppOptions) -> Vec<String> {
        // Not the needs of the policy: a single server may have other scopes for the same needs.
        let optional = self.chosen(options).map(|need| &need.scope);
        self.oauth.scopes.iter().chain(optional).cloned().collect()
    }

    /// The permissions that a grant by such an app should hold, with their substitutes.
    #[must_use]
    pub fn needs(&self, options: &AppOptions) -> Vec<Need> {
        self.always_needed().chain(self.chosen(options)).cloned().collect()
    }

    fn chosen<'a>(&'a self, options: &'a AppOptions) -> impl Iterator<Item = &'a Need> {
        let is_chosen = move |scope: &String| match &options.scopes {
            Some(chosen) => chosen.contains(scope),
            None => self.oauth.optional_scopes.get(scope).copied().unwrap_or_default(),
        };
        self.optional_needs.iter().filter(move |need| is_chosen(&need.scope))
    }

    fn always_needed(&self) -> impl Iterator<Item = &Need> {
        self.policy.needs.iter().filter(|need| !self.oauth.optional_scopes.contains_key(&need.scope))
    }
}
