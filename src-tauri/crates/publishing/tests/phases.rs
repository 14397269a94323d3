//! The transitions of one post, one by one.

use chrono::{DateTime, TimeDelta, Utc};
use publishing::{
    AfterLoss, Cause, Decision, Destination, Handle, Hold, Late, Look, Outcome, Phase, Post, Remote,
};

fn noon() -> DateTime<Utc> {
    "2026-11-30T12:00:00Z".parse().unwrap()
}

fn after(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

/// A post that is due.
fn queued() -> Post {
    Post {
        id: "post-1".into(),
        activity: "activity-1".into(),
        to: Destination { network: "x".into(), account: "1".into(), page: String::new() },
        version: 2,
        phase: Phase::Queued,
        due: noon(),
        late: None,
        handle: None,
        cancel: false,
        refused_token: None,
        hold: None,
        deletion: None,
    }
}

/// The post whose first request is under way.
fn armed() -> Post {
    let mut post = queued();
    post.arm(noon(), 2, "handle-1").unwrap();
    post
}

fn answered(post: &Post, outcome: Outcome) -> Post {
    let mut post = post.clone();
    post.answered(after(1), outcome);
    post
}

fn remote() -> Remote {
    Remote { id: "7".into(), address: None }
}

fn handle(name: &str, first_used: DateTime<Utc>) -> Option<Handle> {
    Some(Handle { name: name.into(), first_used })
}

#[test]
fn only_a_queued_post_of_this_version_that_is_neither_late_nor_held_is_armed() {
    let held = Post { hold: Some(Hold::Edit { until: after(20) }), ..queued() };
    let late = Post { late: Some(Late::Ask), due: after(-6), ..queued() };
    let other = Post { version: 3, ..queued() };
    for post in [held, late, other, armed(), answered(&armed(), Outcome::Done(remote()))] {
        let mut tried = post.clone();
        assert!(tried.arm(noon(), 2, "handle-2").is_err(), "{post:?}");
        assert_eq!(tried, post);
    }
    assert_eq!(armed().phase, Phase::Armed { at: noon(), again: false });
    assert_eq!(armed().handle, handle("handle-1", noon()));
    let mut used = Post { handle: handle("handle-0", after(-60)), ..queued() };
    used.arm(noon(), 2, "handle-1").unwrap();
    assert_eq!(used.handle, handle("handle-0", after(-60)), "the network knows it by this name");
}

#[test]
fn a_handle_is_kept_unless_the_first_request_under_it_published_nothing() {
    for nothing in [Outcome::Unsent, Outcome::NotDone(Cause::App), Outcome::Rejected(None)] {
        assert_eq!(answered(&armed(), nothing.clone()).handle, None, "{nothing:?}");
        let used_before = Post { handle: handle("handle-0", after(-60)), ..armed() };
        assert_eq!(answered(&used_before, nothing.clone()).handle, used_before.handle, "{nothing:?}");
        let repeated = Post { phase: Phase::Armed { at: noon(), again: true }, ..armed() };
        let repeated = answered(&repeated, nothing);
        assert_eq!(repeated.handle, armed().handle);
        assert!(matches!(repeated.phase, Phase::Unknown { armed_at, .. } if armed_at == noon()));
    }
    for something in [Outcome::Lost, Outcome::Done(remote())] {
        assert_eq!(answered(&armed(), something).handle, armed().handle);
    }
}

#[test]
fn each_answer_leads_to_its_phase() {
    let phase = |outcome| answered(&armed(), outcome).phase;
    assert_eq!(phase(Outcome::Done(remote())), Phase::Published { at: after(1), remote: remote() });
    let reason = Some("too long".to_owned());
    assert_eq!(phase(Outcome::Rejected(reason.clone())), Phase::Refused { at: after(1), reason });
    for nothing in [Outcome::Unsent, Outcome::NotDone(Cause::Limit(None)), Outcome::NotDone(Cause::Stale)] {
        assert_eq!(phase(nothing), Phase::Queued);
    }
    let lost = phase(Outcome::Lost);
    assert_eq!(lost, Phase::Unknown { armed_at: noon(), looks: 0, next_look: Some(after(2)), not_seen: 0 });
    for waiting in [queued(), answered(&armed(), Outcome::Lost)] {
        assert_eq!(answered(&waiting, Outcome::Done(remote())), waiting, "it is not armed");
    }
}

#[test]
fn one_token_is_refused_twice_and_another_once() {
    for refused in [Cause::Token, Cause::Permission] {
        let once = answered(&armed(), Outcome::NotDone(refused(4)));
        assert_eq!((&once.phase, once.refused_token), (&Phase::Queued, Some((4, 1))));
        let again = |generation| {
            let mut post = once.clone();
            post.arm(noon(), 2, "handle-2").unwrap();
            answered(&post, Outcome::NotDone(refused(generation))).phase
        };
        assert_eq!(again(4), Phase::Refused { at: after(1), reason: None });
        assert_eq!(again(5), Phase::Queued);
    }
}

#[test]
fn a_cancelled_post_ends_unless_its_answer_was_lost() {
    let cancelled = Post { cancel: true, ..armed() };
    for nothing in [Outcome::Unsent, Outcome::NotDone(Cause::App), Outcome::NotDone(Cause::Token(4))] {
        let ended = answered(&cancelled, nothing);
        assert_eq!((ended.phase, ended.cancel), (Phase::cancelled(after(1)), false));
    }
    assert!(answered(&cancelled, Outcome::Lost).cancel);
    assert!(!answered(&cancelled, Outcome::Done(remote())).cancel);
    for outcome in [Outcome::Lost, Outcome::Unsent, Outcome::Done(remote())] {
        assert!(!answered(&armed(), outcome).cancel, "nobody cancelled it");
    }
}

#[test]
fn only_a_queued_post_is_refused_before_a_request() {
    let refused = |mut post: Post| {
        post.refuse(after(1), Some("too long".into()));
        post.phase
    };
    let reason = Some("too long".to_owned());
    assert_eq!(refused(queued()), Phase::Refused { at: after(1), reason });
    assert_eq!(refused(armed()), armed().phase);
}

#[test]
fn a_request_that_left_before_the_one_that_is_armed_is_known() {
    assert_eq!(queued().sent_before(), None);
    assert_eq!(armed().sent_before(), None, "it is the first");
    let again = Post { phase: Phase::Armed { at: noon(), again: true }, ..armed() };
    assert_eq!(again.sent_before(), Some(noon()));
    let used_before = Post { handle: handle("handle-0", after(-60)), ..armed() };
    assert_eq!(used_before.sent_before(), Some(after(-60)));
    assert_eq!(answered(&armed(), Outcome::Lost).sent_before(), Some(noon()));
}

#[test]
fn a_post_that_is_found_or_told_about_later_is_at_the_network() {
    let mut post = queued();
    post.found(after(1), remote());
    assert_eq!(post.phase, Phase::Published { at: after(1), remote: remote() });
    let known = Remote { id: "7".into(), address: "https://social.example/7".parse().ok() };
    let other = Remote { id: "8".into(), address: None };
    post.told(&other, known.clone());
    assert_eq!(post.phase, Phase::Published { at: after(1), remote: remote() }, "it is another post");
    post.told(&remote(), known.clone());
    assert_eq!(post.phase, Phase::Published { at: after(1), remote: known });
    let mut under_way = armed();
    under_way.found(after(1), remote());
    assert_eq!(under_way, armed());
}

#[test]
fn a_decision_that_suits_the_phase_is_taken() {
    let settled = |post: &Post, decision: Decision| {
        let mut post = post.clone();
        post.settle(after(5), decision).map(|()| post)
    };
    let lost = answered(&armed(), Outcome::Lost);
    let looks = settled(&lost, Decision::Look).unwrap();
    assert!(matches!(looks.phase, Phase::Unknown { next_look: Some(at), .. } if at == after(5)));
    let there = settled(&lost, Decision::There(None)).unwrap();
    assert!(matches!(there.phase, Phase::Published { at, .. } if at == after(5)));
    let again = settled(&lost, Decision::Again).unwrap();
    assert_eq!((again.phase, again.due, again.version), (Phase::Queued, after(5), 2));
    assert_eq!(again.handle, lost.handle, "the network may know it by this name");
    let refused = answered(&armed(), Outcome::Rejected(None));
    let again = settled(&refused, Decision::Again).unwrap();
    assert_eq!((again.phase, again.version, again.handle), (Phase::Queued, 3, None));
    let planned = Post { late: Some(Late::Ask), due: after(60), ..queued() };
    let left_out = settled(&planned, Decision::Leave).unwrap();
    assert_eq!(left_out.phase, Phase::cancelled(after(5)));
    assert_eq!(settled(&left_out, Decision::Again).unwrap(), planned, "it waits for its time as before");
    let used = Post { handle: handle("handle-0", noon()), ..left_out };
    assert!(settled(&used, Decision::Again).is_err(), "it may be at the network");
    let now = settled(&planned, Decision::Now).unwrap();
    assert_eq!((now.due, now.late), (after(5), None));
    assert_eq!(settled(&planned, Decision::At(after(90))).unwrap().due, after(90));
    for decision in [Decision::Now, Decision::At(after(90)), Decision::Again, Decision::There(None)] {
        assert!(settled(&armed(), decision).is_err());
    }
}

#[test]
fn a_post_at_its_network_is_deleted_once() {
    let mut post = answered(&armed(), Outcome::Done(remote()));
    assert_eq!((post.deletable(), post.is_deleted()), (Some(&remote()), false));
    post.deleted(after(2), false);
    assert_eq!((post.deletable(), post.is_deleted()), (Some(&remote()), false), "the network did not");
    post.deleted(after(3), true);
    assert_eq!((post.deletable(), post.is_deleted()), (None, true));
    post.deleted(after(4), false);
    assert!(post.is_deleted(), "it stays gone");
    let mut waiting = queued();
    waiting.deleted(after(1), true);
    assert_eq!((waiting.deletable(), &waiting), (None, &queued()));
}

#[test]
fn where_the_network_knows_the_handle_a_repeat_follows_the_second_look_that_did_not_see_it() {
    let mut post = answered(&armed(), Outcome::Lost);
    assert!(!post.looked(after(2), Some(Look::NotSeen), AfterLoss::Handle, 9));
    assert!(!post.looked(after(5), Some(Look::Unclear), AfterLoss::Handle, 9), "it proves nothing");
    assert!(post.looked(after(15), Some(Look::NotSeen), AfterLoss::Handle, 9));
    assert_eq!(post.phase, Phase::Armed { at: noon(), again: true });
}
