//! True ends of a connection: Gander finds each, names its cause, tells it once, and a new sign-in mends it.

use chrono::TimeDelta;
use keeper::{Event, Health, NoticeKind, Reason, SetUp};
use simnet::{Endpoint, Fault, FaultKind, Lifetime, Network, Network::*};

use crate::support::{Bench, Home, PASSWORD, Said};

/// Longer than any network's pause between checks.
const ONE_CHECK: TimeDelta = TimeDelta::hours(13);
/// Longer than any network's refusal waits for its confirmation.
const ONCE_MORE: TimeDelta = TimeDelta::minutes(11);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Revoked,
    PasswordChanged,
    Checkpoint,
    PermissionMissing,
    RenewalRefused,
    AppDisabled,
}

#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub cause: Cause,
    pub network: Network,
    pub stage: Endpoint,
    told: Told,
    /// The odd form of the refusals, if any.
    pub odd: Option<FaultKind>,
}

/// Odd forms of refusals, used in turn. Gander must read each like a plain one.
const ODD: [FaultKind; 17] = [
    FaultKind::OddBom,
    FaultKind::OddGzip,
    FaultKind::OddDuplicates,
    FaultKind::OddMembers,
    FaultKind::OddSurrogates,
    FaultKind::OddUtf16,
    FaultKind::OddBytes,
    FaultKind::OddNumbers,
    FaultKind::OddDepth,
    FaultKind::OddNoise,
    FaultKind::OddDeflate,
    FaultKind::OddUnnamedGzip,
    FaultKind::OddNamedGzip,
    FaultKind::OddUntyped,
    FaultKind::OddHead,
    FaultKind::OddChunked,
    FaultKind::OddLength,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Because(Reason),
    AppRefused,
}

impl Cause {
    pub const ALL: [Self; 6] = [
        Self::Revoked,
        Self::PasswordChanged,
        Self::Checkpoint,
        Self::PermissionMissing,
        Self::RenewalRefused,
        Self::AppDisabled,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::PasswordChanged => "password changed",
            Self::Checkpoint => "checkpoint",
            Self::PermissionMissing => "permission missing",
            Self::RenewalRefused => "renewal refused",
            Self::AppDisabled => "app disabled",
        }
    }
}

impl Case {
    /// Tells whether the covering choice includes it: all causes at one network of each kind, one cause at the others.
    pub fn is_covering(&self) -> bool {
        let is_plain = self.odd.is_none() && Network::ALL.contains(&self.network);
        is_plain || self.cause == Cause::Revoked
    }

    /// Tells whether a word of the command selects this case: the network's id, or a part of the name of the odd form in
    /// which it refuses.
    pub fn is_meant_by(&self, word: &str) -> bool {
        match word.parse::<Network>() {
            Ok(network) => self.network == network,
            Err(_) => word.is_empty() || self.odd.is_some_and(|kind| kind.id().contains(word)),
        }
    }
}

/// Each cause, with plain and with odd refusals.
pub fn all() -> Vec<Case> {
    let plain = all_plain();
    let odd = plain.iter().zip(ODD.into_iter().cycle()).map(|(case, kind)| Case { odd: Some(kind), ..*case });
    plain.iter().copied().chain(odd).collect()
}

/// Each cause at each stage where the network shows it, with the reason that its answers prove.
fn all_plain() -> Vec<Case> {
    use Told::{AppRefused, Because};
    let probe = |cause, told: [Told; 10]| {
        let case = move |(network, told)| Case { cause, network, stage: Endpoint::Probe, told, odd: None };
        Network::EVERY.into_iter().zip(told).map(case)
    };
    let renewal = |cause, told: &[(Network, Told)]| {
        let case = move |(network, told)| Case { cause, network, stage: Endpoint::Renewal, told, odd: None };
        told.iter().copied().map(case).collect::<Vec<_>>()
    };
    let one = |cause, stage, network, told| Case { cause, network, stage, told, odd: None };
    let (at_probe, at_renewal) = (Endpoint::Probe, Endpoint::Renewal);
    let (revoked, rejected) = (Because(Reason::Revoked), Because(Reason::RefreshRejected));
    let password = Because(Reason::PasswordChanged);
    let checkpoint = Because(Reason::Checkpoint);
    let missing = Because(Reason::PermissionMissing);
    let mut all = Vec::new();
    let others = [YouTube, TikTok, Pinterest, Reddit, Tumblr];
    let all_others = |told| others.map(|network| (network, told));
    // In the order of the networks. LinkedIn has one answer for three causes. X and the networks after Threads show a
    // revocation and a new password only at a renewal.
    let (r, c, m, p, a) = (revoked, checkpoint, missing, password, AppRefused);
    let n = rejected;
    all.extend(probe(Cause::Revoked, [r, r, r, n, r, n, n, n, n, n]));
    all.extend(probe(Cause::PasswordChanged, [p, p, r, n, p, n, n, n, n, n]));
    all.extend(probe(Cause::Checkpoint, [c, c, r, c, c, c, c, n, c, n]));
    all.extend(probe(Cause::PermissionMissing, [m; 10]));
    all.extend(probe(Cause::AppDisabled, [a; 10]));
    let later = |told: &[(Network, Told)], others: [(Network, Told); 5]| [told, &others].concat();
    all.extend(renewal(
        Cause::Revoked,
        &later(&[(Instagram, r), (Threads, r), (LinkedIn, n), (X, n)], all_others(n)),
    ));
    // X keeps OAuth 1.0a tokens valid after a password change, and these tokens have no renewal.
    all.extend([
        one(Cause::Revoked, at_probe, XOAuth1, r),
        one(Cause::Checkpoint, at_probe, XOAuth1, c),
        one(Cause::PermissionMissing, at_probe, XOAuth1, m),
        one(Cause::AppDisabled, at_probe, XOAuth1, a),
    ]);
    // Mastodon ends the tokens with each cause, and they have no renewal. A Bluesky server tells most causes apart
    // only at a renewal, which ignores a lock on the account.
    all.extend([
        one(Cause::Revoked, at_probe, Mastodon, r),
        one(Cause::PasswordChanged, at_probe, Mastodon, r),
        one(Cause::Checkpoint, at_probe, Mastodon, c),
        one(Cause::PermissionMissing, at_probe, Mastodon, m),
        one(Cause::AppDisabled, at_probe, Mastodon, r),
        one(Cause::Revoked, at_probe, Bluesky, n),
        one(Cause::PasswordChanged, at_probe, Bluesky, n),
        one(Cause::Checkpoint, at_probe, Bluesky, c),
        one(Cause::PermissionMissing, at_probe, Bluesky, m),
        one(Cause::AppDisabled, at_probe, Bluesky, a),
        one(Cause::Revoked, at_renewal, Bluesky, n),
        one(Cause::PasswordChanged, at_renewal, Bluesky, n),
        one(Cause::RenewalRefused, at_renewal, Bluesky, n),
        one(Cause::AppDisabled, at_renewal, Bluesky, a),
    ]);
    all.extend(like_mastodon());
    all.extend(renewal(
        Cause::PasswordChanged,
        &later(&[(Instagram, p), (Threads, p), (LinkedIn, n), (X, n)], all_others(n)),
    ));
    // The other networks renew for locked accounts, and only Meta checks permissions at a renewal.
    let locked = [(Instagram, c), (Threads, c), (LinkedIn, n), (Pinterest, n), (Tumblr, n)];
    all.extend(renewal(Cause::Checkpoint, &locked));
    all.extend(renewal(Cause::PermissionMissing, &[(Instagram, m), (Threads, m)]));
    let expired = Because(Reason::Expired);
    all.extend(renewal(
        Cause::RenewalRefused,
        &later(&[(Instagram, expired), (Threads, expired), (LinkedIn, n), (X, n)], all_others(n)),
    ));
    all.extend(renewal(
        Cause::AppDisabled,
        &later(&[Instagram, Threads, LinkedIn, X].map(|network| (network, a)), all_others(a)),
    ));
    all
}

/// Servers with Mastodon's API tell fewer causes apart: Friendica none, Pleroma only a missing permission. Pixelfed
/// has one answer for a suspended account and a missing permission.
fn like_mastodon() -> Vec<Case> {
    let [r, c, m, n] =
        [Reason::Revoked, Reason::Checkpoint, Reason::PermissionMissing, Reason::RefreshRejected]
            .map(Told::Because);
    let told = [
        (GoToSocial, [r, r, c, m, r]),
        (Pleroma, [r, r, r, m, r]),
        (Pixelfed, [r, r, c, c, r]),
        (Friendica, [r; 5]),
    ];
    let causes = [
        Cause::Revoked,
        Cause::PasswordChanged,
        Cause::Checkpoint,
        Cause::PermissionMissing,
        Cause::AppDisabled,
    ];
    let one = |cause, stage, network, told| Case { cause, network, stage, told, odd: None };
    let at_probe = told.into_iter().flat_map(|(network, told)| {
        causes.into_iter().zip(told).map(move |(cause, told)| one(cause, Endpoint::Probe, network, told))
    });
    // A deleted app's tokens end with it, and the next sign-in registers another app. Pleroma has one answer for a
    // deleted app and an invalid refresh token.
    let at_renewal = [(Pleroma, n), (Pixelfed, r)].into_iter().flat_map(|(network, gone)| {
        let renewal = |cause, told| one(cause, Endpoint::Renewal, network, told);
        [
            renewal(Cause::Revoked, n),
            renewal(Cause::PasswordChanged, n),
            renewal(Cause::RenewalRefused, n),
            renewal(Cause::AppDisabled, gone),
        ]
    });
    at_probe.chain(at_renewal).collect()
}

/// Runs a case. The error tells the first defect.
pub async fn run(case: Case) -> Result<(), String> {
    let Case { network, cause, .. } = case;
    let bench = Bench::start_with(network).await;
    if cause == Cause::RenewalRefused {
        // Refresh tokens end within the hour. Instagram's and Threads' access token itself expires below.
        let ends = Lifetime { access_seconds: None, refresh_seconds: Some(3600) };
        bench.net.set_lifetime(network, ends).map_err(|bad| bad.to_string())?;
    }
    let home = bench.home().await;
    let id = home.add(network).await;
    if case.stage == Endpoint::Renewal && cause != Cause::RenewalRefused {
        bench.advance(TimeDelta::hours(25)).await;
    }
    let password = if cause == Cause::PasswordChanged { "gander" } else { PASSWORD };
    let done = match cause {
        Cause::Revoked => bench.net.revoke(network, "danar"),
        Cause::PasswordChanged => bench.net.change_password(network, "danar", password),
        Cause::Checkpoint => bench.net.set_checkpoint(network, "danar", true),
        Cause::PermissionMissing => bench.net.drop_permission(network, "danar", None),
        Cause::RenewalRefused if matches!(network, Instagram | Threads) => {
            bench.advance(TimeDelta::hours(25)).await;
            bench.net.expire(network, "danar")
        }
        Cause::RenewalRefused => bench.net.advance(2 * 3600),
        Cause::AppDisabled => {
            bench.net.set_app_disabled(network, true);
            Ok(())
        }
    };
    done.map_err(|bad| bad.to_string())?;
    if let Some(kind) = case.odd {
        bench.net.set_fault(network, Fault::everywhere(kind)).map_err(|bad| bad.to_string())?;
    }
    if case.stage == Endpoint::Renewal {
        home.renewed(&id).await.map_err(|error| error.to_string())?;
    } else {
        bench.advance(ONE_CHECK).await;
    }
    // Some networks' refusals need a second answer.
    bench.advance(ONCE_MORE).await;
    told_once(&home, &id, case.told)?;
    for _ in 0..2 {
        bench.advance(ONE_CHECK).await;
    }
    told_once(&home, &id, case.told)?;
    if cause == Cause::AppDisabled {
        bench.net.set_app_disabled(network, false);
    }
    bench.net.set_fault(network, Fault::everywhere(FaultKind::None)).map_err(|bad| bad.to_string())?;
    bench.net.set_lifetime(network, Lifetime::default()).map_err(|bad| bad.to_string())?;
    home.sign_in_again(&id, password).await;
    if home.ask(&id).await != Health::Active {
        return Err(format!("after Reauthorize it is {:?}", home.health(&id)));
    }
    if home.shell.said(&id).last() != Some(&Said::Withdrawn) {
        return Err("the notice is still up".to_owned());
    }
    if home.times(&id, Event::Reauthorized).await != 1 {
        return Err("the history does not hold one Reauthorize".to_owned());
    }
    bench.leave(home).await;
    bench.net.stop().await;
    Ok(())
}

fn told_once(home: &Home, id: &keeper::ConnectionId, told: Told) -> Result<(), String> {
    let mut notices = home.shell.notices(id);
    // Warnings of a known end are not counted here.
    notices.retain(|notice| !matches!(notice, NoticeKind::ReauthorizeBy { .. }));
    let right = match (told, notices.as_slice()) {
        (Told::Because(reason), [NoticeKind::Disconnected { reason: said, reminder: 0 }]) => *said == reason,
        (Told::AppRefused, [NoticeKind::SetUpNeeded(SetUp::AppKeysRefused)]) => true,
        _ => false,
    };
    let shown = match (told, home.health(id)) {
        (Told::Because(reason), Health::Disconnected { reason: shown, .. }) => shown == reason,
        (Told::AppRefused, Health::SetUpNeeded { what: SetUp::AppKeysRefused }) => true,
        _ => false,
    };
    if right && shown { Ok(()) } else { Err(format!("told {notices:?}, shown {:?}", home.health(id))) }
}
