//! The five kinds of renewal, with the lifetimes of the networks that have them.

use std::sync::Arc;

use chrono::TimeDelta;
use lifecycle::{Need, Policy, Renewal};

fn need(scope: &str) -> Need {
    let covered_by = if scope == "profile" { vec!["read:accounts".to_owned()] } else { Vec::new() };
    Need { scope: scope.to_owned(), covered_by }
}

fn policy(access: Option<TimeDelta>, renewal: Renewal, probe_every: TimeDelta) -> Policy {
    Policy {
        access,
        renewal,
        data_access: None,
        data_loss_after: None,
        warn: vec![TimeDelta::days(10), TimeDelta::days(3), TimeDelta::days(1)],
        probe_every,
        needs: ["profile", "write:statuses", "write:media"].map(need).to_vec(),
    }
}

/// An access token without renewal.
pub fn facebook() -> Arc<Policy> {
    let policy = policy(Some(TimeDelta::days(60)), Renewal::None, TimeDelta::hours(6));
    Arc::new(Policy { data_access: Some(TimeDelta::days(90)), ..policy })
}

/// An access token that is extended while it is valid.
pub fn instagram() -> Arc<Policy> {
    let renewal = Renewal::Extend { min_age: TimeDelta::hours(24), every: TimeDelta::days(7) };
    Arc::new(policy(Some(TimeDelta::days(60)), renewal, TimeDelta::hours(6)))
}

/// A refresh token with a fixed end.
pub fn linkedin() -> Arc<Policy> {
    let renewal = Renewal::Refresh {
        horizon: Some(TimeDelta::days(365)),
        slides: false,
        rotates: false,
        before: TimeDelta::days(7),
    };
    let policy = policy(Some(TimeDelta::days(60)), renewal, TimeDelta::hours(6));
    Arc::new(Policy { data_loss_after: Some(TimeDelta::days(30)), ..policy })
}

/// Refresh tokens that work once.
pub fn x() -> Arc<Policy> {
    let renewal =
        Renewal::Refresh { horizon: None, slides: true, rotates: true, before: TimeDelta::minutes(5) };
    Arc::new(policy(Some(TimeDelta::hours(2)), renewal, TimeDelta::hours(12)))
}

/// An access token that never expires.
pub fn x_forever() -> Arc<Policy> {
    let policy = policy(None, Renewal::None, TimeDelta::hours(12));
    Arc::new(Policy { warn: Vec::new(), ..policy })
}
