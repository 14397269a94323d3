//! The permissions that a network granted, and their purposes.

use lifecycle::Scopes;

use crate::{Json, Network, Purpose, json::decoded};

impl Network {
    /// The granted permissions in the answer to a probe or identity request. `None` if it does not list them.
    #[must_use]
    pub fn granted(&self, endpoint: lifecycle::Endpoint, body: &[u8]) -> Option<Scopes> {
        let list = self.asked(endpoint).granted.as_ref()?;
        list.read(&*Json::read(body)?)
    }

    /// The purpose of a permission, if the file names one.
    #[must_use]
    pub fn purpose(&self, scope: &str) -> Option<Purpose> {
        self.purposes.get(scope).copied()
    }

    /// The permissions that a refusal names. Only names that a sentence would not hold by chance count.
    pub(crate) fn named_in(&self, body: &[u8]) -> Option<Scopes> {
        let text = decoded(body);
        let part_of_name = |c: char| c.is_alphanumeric() || "_.:".contains(c);
        let stands_alone = |scope: &str| {
            text.match_indices(scope).any(|(at, _)| {
                let after = text[at + scope.len()..].trim_start_matches('.');
                !text[..at].ends_with(part_of_name) && !after.starts_with(part_of_name)
            })
        };
        let needs = self.policy.needs.iter().map(|need| need.scope.as_str());
        Scopes::of(needs.filter(|scope| scope.contains(['_', '.', ':']) && stands_alone(scope)))
    }
}
