//! The stages of sharing at each network, and what else happens to a post meanwhile.

use simnet::{Endpoint, Network};

use crate::case::Case;

/// The event that happens to the post beside its trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    Idle,
    /// The network ends the grant while the request is under way, and the person reauthorizes.
    Cut,
    /// The person cancels the post while the request is under way.
    Cancelled,
    /// The first upload is answered as usual, and the fault meets the steps after it: the picture itself at LinkedIn, its
    /// description at X, the next photo at Facebook, the question whether it is processed at Mastodon.
    Later,
}

impl Situation {
    /// The situations that take turns.
    const ALL: [Self; 3] = [Self::Idle, Self::Cut, Self::Cancelled];

    /// The situations of a stage: all of them at one network of each kind, and at the others one in turn.
    pub fn at(network: Network, stage: Endpoint, turn: usize) -> impl Iterator<Item = Self> {
        let met = move |situation: &Self| {
            if !is_stage(stage) {
                *situation == Self::Idle
            } else {
                meets_all_situations(network) || *situation == Self::in_turn(network, turn)
            }
        };
        let is_later = stage == Endpoint::Upload && LATER.contains(&network);
        Self::ALL.into_iter().filter(met).chain(is_later.then_some(Self::Later))
    }

    /// Each situation comes with each stage, because the stages take turns faster.
    fn in_turn(network: Network, turn: usize) -> Self {
        Self::ALL[(turn / Self::ALL.len() + place(network)) % Self::ALL.len()]
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Cut => "cut",
            Self::Cancelled => "cancelled",
            Self::Later => "later",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Idle => "",
            Self::Cut => ", cut meanwhile",
            Self::Cancelled => ", cancelled meanwhile",
            Self::Later => ", at a later step",
        }
    }
}

/// The networks that take a picture by several requests, each with code of its own.
const LATER: [Network; 4] = [Network::LinkedIn, Network::X, Network::Facebook, Network::Mastodon];

/// Tells whether this is a stage of sharing.
pub fn is_stage(stage: Endpoint) -> bool {
    matches!(stage, Endpoint::Publish | Endpoint::Look | Endpoint::Upload)
}

/// The stages of sharing that a network has.
pub fn stages(network: Network) -> &'static [Endpoint] {
    use Endpoint::{Look, Publish, Upload};
    match network {
        // Instagram takes pictures with a public address alone.
        Network::Instagram | Network::YouTube | Network::TikTok => &[],
        // The pictures are a part of the post.
        Network::Pinterest | Network::Tumblr | Network::Reddit => &[Publish, Look],
        // No app may look for a post, or a look without a token finds nothing.
        Network::LinkedIn | Network::GoToSocial | Network::Pixelfed => &[Publish, Upload],
        _ => &[Publish, Look, Upload],
    }
}

fn place(network: Network) -> usize {
    Network::EVERY.into_iter().position(|each| each == network).unwrap_or_default()
}

/// Tells whether a case is the one of its fault at its network: in turn at one stage, and in one situation. Networks that
/// share another one's code take turns among themselves, and odd but good answers among all networks.
pub fn is_in_turn(case: &Case, turn: usize) -> bool {
    let Case { network, stage, trouble, situation } = *case;
    if situation == Situation::Later {
        return network == LATER[turn % LATER.len()];
    }
    let alike =
        [Network::XOAuth1, Network::GoToSocial, Network::Pleroma, Network::Friendica, Network::Pixelfed];
    // All networks read an answer by the same code, so that the odd ones come at a third of them.
    let is_spared = trouble.odd().is_some() && !((turn + place(network)) / 3).is_multiple_of(3);
    if is_spared || (alike.contains(&network) && network != alike[turn % alike.len()]) {
        return false;
    }
    let here: Vec<_> = stages(network).iter().filter(|stage| trouble.can_show(network, **stage)).collect();
    let is_its_stage = *here[(turn + place(network)) % here.len()] == stage;
    is_its_stage && (!meets_all_situations(network) || situation == Situation::in_turn(network, turn))
}

/// One network of each kind: a repeat is harmless, a record has its own key, no look is possible, a container is
/// published once, and a look is all.
fn meets_all_situations(network: Network) -> bool {
    use Network::{Bluesky, LinkedIn, Mastodon, Threads, X};
    matches!(network, Mastodon | Bluesky | LinkedIn | Threads | X)
}
