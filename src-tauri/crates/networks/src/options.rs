//! The options of an app at its network: their check, and the permissions that Gander needs with them.

use lifecycle::{Need, Scopes};

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

    /// The permissions that a grant by such an app should hold, with their substitutes. An optional one that only pictures
    /// need is not among them: an account that signed in before the file had it is not worse for that.
    #[must_use]
    pub fn needs(&self, options: &AppOptions) -> Vec<Need> {
        let chosen = self.chosen(options).filter(|need| !self.is_for_some(&need.scope));
        self.always_needed().chain(chosen).cloned().collect()
    }

    /// Tells whether only pictures or deletions need a permission. Without it an account does all else as before.
    fn is_for_some(&self, scope: &String) -> bool {
        self.needed_for_pictures().contains(scope) || self.needed_for_deleting().contains(scope)
    }

    fn needed_for_pictures(&self) -> &[String] {
        let pictures = self.publish.as_ref().and_then(|publish| publish.pictures.as_ref());
        pictures.map_or(&[], |pictures| &pictures.needs)
    }

    fn needed_for_deleting(&self) -> &[String] {
        self.publish.as_ref().map_or(&[], |publish| &publish.delete_needs)
    }

    /// Tells whether a grant of these permissions lacks one that pictures need.
    #[must_use]
    pub fn lacks_for_pictures(&self, granted: &Scopes) -> bool {
        self.lacks(self.needed_for_pictures(), granted)
    }

    /// Tells whether a grant of these permissions lacks one that the deletion of a post needs. `None`: the network did not
    /// say what it granted, so that a permission beyond those of a post is not taken for granted.
    #[must_use]
    pub fn lacks_for_deleting(&self, granted: Option<&Scopes>) -> bool {
        let needed = self.needed_for_deleting();
        granted.map_or(!needed.is_empty(), |granted| self.lacks(needed, granted))
    }

    fn lacks(&self, needed: &[String], granted: &Scopes) -> bool {
        let mut known = self.policy.needs.iter().chain(&self.optional_needs);
        known.any(|need| needed.contains(&need.scope) && !need.is_met_by(granted))
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
