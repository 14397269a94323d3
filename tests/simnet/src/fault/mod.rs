//! The ways in which a network can be made to misbehave.

mod answers;
mod gzip;
mod kind;
mod odd;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

pub(crate) use answers::{answer, gateway_timeout, internal_error};
pub use kind::FaultKind;
pub(crate) use odd::odd;

use crate::{BadInput, Endpoint, Network};

/// The longest delay of a commit, in seconds.
const LATEST_SECONDS: i64 = 366 * 86_400;

/// A fault to set, with its place and number of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The kind of fault.
    pub kind: FaultKind,
    /// The endpoint. `None` means every endpoint that apps ask; a cut then happens only at renewals.
    #[serde(default, with = "any_endpoint")]
    pub endpoint: Option<Endpoint>,
    /// The number of requests. `None` means until [`FaultKind::None`] is set.
    #[serde(default)]
    pub times: Option<u32>,
    /// The seconds after which the network commits a post whose answer the fault loses. `None` means at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_seconds: Option<i64>,
    /// The number of requests that the network answers as usual before the fault begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u32>,
}

impl Fault {
    /// A fault at every endpoint, until it is taken back.
    #[must_use]
    pub fn everywhere(kind: FaultKind) -> Self {
        Self { kind, endpoint: None, times: None, late_seconds: None, after: None }
    }

    /// A fault at one endpoint, until it is taken back.
    #[must_use]
    pub fn at(endpoint: Endpoint, kind: FaultKind) -> Self {
        Self { endpoint: Some(endpoint), ..Self::everywhere(kind) }
    }

    /// Limits the fault to this many requests.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// Makes the network commit a post only this many seconds after the request.
    #[must_use]
    pub fn late(self, seconds: i64) -> Self {
        Self { late_seconds: Some(seconds), ..self }
    }

    /// Lets this many requests pass before the fault begins, so that it meets a later step.
    #[must_use]
    pub fn after(self, requests: u32) -> Self {
        Self { after: Some(requests), ..self }
    }

    /// The delay of the commit.
    pub(crate) fn lateness(&self) -> Option<TimeDelta> {
        self.late_seconds.map(TimeDelta::seconds)
    }

    fn strikes(&self, endpoint: Endpoint) -> bool {
        let here = match self.endpoint {
            Some(place) => place == endpoint,
            None => self.kind != FaultKind::CutAfterRotation || endpoint == Endpoint::Renewal,
        };
        here && self.kind.touches(endpoint)
    }
}

/// The faults of one network: at most one for each endpoint, and one for all of them.
#[derive(Default)]
pub(crate) struct Faults {
    active: Vec<Fault>,
}

impl Faults {
    pub(crate) fn set(&mut self, network: Network, fault: Fault) -> Result<(), BadInput> {
        check(network, fault)?;
        if fault.kind == FaultKind::None && fault.endpoint.is_none() {
            self.active.clear();
            return Ok(());
        }
        self.active.retain(|former| former.endpoint != fault.endpoint);
        if fault.kind != FaultKind::None {
            self.active.push(fault);
        }
        Ok(())
    }

    pub(crate) fn active(&self) -> &[Fault] {
        &self.active
    }

    pub(crate) fn refuse_connections(&self) -> bool {
        self.active.iter().any(|fault| fault.kind == FaultKind::RefuseConnection)
    }

    /// Takes the fault for this request and counts it. A fault of the endpoint goes before one of all endpoints.
    pub(crate) fn take(&mut self, endpoint: Endpoint) -> Fault {
        let strikes = |fault: &&mut Fault| fault.strikes(endpoint);
        let mut candidates: Vec<_> = self.active.iter_mut().filter(strikes).collect();
        candidates.sort_by_key(|fault| fault.endpoint.is_none());
        let Some(fault) = candidates.into_iter().next() else {
            return Fault::everywhere(FaultKind::None);
        };
        if let Some(left) = fault.after.filter(|left| *left > 0) {
            fault.after = Some(left - 1);
            return Fault::everywhere(FaultKind::None);
        }
        let taken = *fault;
        fault.times = fault.times.map(|times| times.saturating_sub(1));
        self.active.retain(|fault| fault.times != Some(0));
        taken
    }
}

fn check(network: Network, fault: Fault) -> Result<(), BadInput> {
    let kind = fault.kind.id();
    if fault.times == Some(0) {
        return Err(BadInput::new("\"times\" is a number from 1 on, or null for \"until further notice\"."));
    }
    let is_limited = fault.endpoint.is_some() || fault.times.is_some() || fault.after.is_some();
    if fault.kind == FaultKind::RefuseConnection && is_limited {
        return Err(BadInput::new(
            "refuse_connection closes the whole port: leave out \"endpoint\", \"times\" and \"after\", and end it with kind \"none\".",
        ));
    }
    if let Some(seconds) = fault.late_seconds {
        let is_lost = fault.endpoint == Some(Endpoint::Publish) && fault.kind.loses_the_answer();
        if !is_lost || !(1..=LATEST_SECONDS).contains(&seconds) {
            return Err(BadInput::new(
                "\"late_seconds\" is a number from 1 to a year, at \"publish\", for a fault after which the answer is lost.",
            ));
        }
    }
    if !fault.kind.suits(network) {
        return Err(BadInput::new(format!("{network} has no fault \"{kind}\".")));
    }
    let placed = fault.endpoint.filter(|_| fault.kind != FaultKind::None);
    match placed {
        Some(Endpoint::Publish | Endpoint::Look | Endpoint::Upload) if !network.publishes() => {
            Err(BadInput::new(format!("{network} takes no posts yet: no fault can show there.")))
        }
        Some(endpoint) if !fault.kind.touches(endpoint) => {
            Err(BadInput::new(format!("The fault \"{kind}\" cannot show at \"{}\".", endpoint.id())))
        }
        _ => Ok(()),
    }
}

/// The JSON form of an endpoint, with `"any"` for `None`.
mod any_endpoint {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::IntoDeserializer};

    use crate::Endpoint;

    pub(super) fn serialize<S: Serializer>(
        endpoint: &Option<Endpoint>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match endpoint {
            Some(endpoint) => endpoint.serialize(serializer),
            None => serializer.serialize_str("any"),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Endpoint>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        match name.as_deref() {
            None | Some("any") => Ok(None),
            Some(name) => Endpoint::deserialize(name.into_deserializer()).map(Some),
        }
    }
}
