use super::*;

fn cancelled_and_lost(now: DateTime<Utc>) -> Post {
    let mut post = Post {
        id: "p".into(),
        activity: "a".into(),
        to: Destination { network: "mastodon".into(), account: "1".into(), page: String::new() },
        version: 1,
        phase: Phase::Queued,
        due: now,
        late: None,
        handle: None,
        cancel: false,
        refused_token: None,
        hold: None,
        deletion: None,
    };
    post.arm(now, 1, "key").unwrap();
    post.settle(now, Decision::Leave).unwrap();
    post.answered(now, Outcome::Lost);
    post
}

#[test]
fn nothing_changes_a_post_that_the_person_shares_by_hand() {
    let now = DateTime::UNIX_EPOCH;
    let post = Post { phase: Phase::HandedOver { at: now }, ..cancelled_and_lost(now) };
    assert!(post.is_settled() && !post.can_be_edited());
    let mut changed = post.clone();
    let decisions = [
        Decision::Look,
        Decision::Again,
        Decision::Leave,
        Decision::Now,
        Decision::At(now),
        Decision::There(None),
    ];
    for decision in decisions {
        assert_eq!(changed.settle(now, decision), Err(NotNow));
    }
    assert_eq!((changed.edited(), changed.arm(now, 1, "key")), (Err(NotNow), Err(NotNow)));
    changed.answered(now, Outcome::Lost);
    changed.interrupted();
    changed.deleted(now, true);
    assert_eq!(changed, post);
}

#[test]
fn a_post_that_was_cancelled_and_lost_is_left_out_only_when_two_looks_did_not_see_it() {
    let now = DateTime::UNIX_EPOCH;
    let repeat = AfterLoss::Repeat { until: now + TimeDelta::hours(1), looks: 1 };
    let mut post = cancelled_and_lost(now);
    for look in [None, Some(Look::Unclear), Some(Look::NotSeen)] {
        let mut first = post.clone();
        // Nothing goes out again, although a repeat would be harmless.
        assert!(!first.looked(now + FIRST_LOOK, look.clone(), repeat, u32::MAX));
        assert!(matches!(first.phase, Phase::Unknown { looks: 1, .. }), "{look:?}: {first:?}");
    }
    assert!(!post.looked(now + FIRST_LOOK, Some(Look::NotSeen), repeat, u32::MAX));
    let mut shown = post.clone();
    let remote = Remote { id: "1".into(), address: None };
    assert!(!shown.looked(now + FURTHER_LOOKS[0], Some(Look::There(remote)), repeat, u32::MAX));
    assert!(matches!(shown.phase, Phase::Published { .. }), "{shown:?}");
    assert!(!post.looked(now + FURTHER_LOOKS[0], Some(Look::NotSeen), repeat, u32::MAX));
    assert!(matches!(post.phase, Phase::Cancelled { .. }), "{post:?}");
}

#[test]
fn a_repeat_comes_no_earlier_than_the_look_that_the_network_needs() {
    let now = DateTime::UNIX_EPOCH;
    let mut lost = cancelled_and_lost(now);
    lost.cancel = false;
    let repeat = |looks| AfterLoss::Repeat { until: now + TimeDelta::hours(1), looks };
    let see_nothing =
        |post: &mut Post, at, looks| post.looked(at, Some(Look::NotSeen), repeat(looks), u32::MAX);
    assert!(see_nothing(&mut lost.clone(), now + FIRST_LOOK, 1));
    let mut post = lost.clone();
    assert!(!see_nothing(&mut post, now + FIRST_LOOK, 2));
    assert!(!post.looked(now + FURTHER_LOOKS[0], Some(Look::Unclear), repeat(2), u32::MAX));
    assert!(see_nothing(&mut post, now + FURTHER_LOOKS[1], 2));
    // The person looks at once, and again: that is too early.
    let mut post = lost;
    for seconds in [0, 1, 2, 299] {
        assert!(!see_nothing(&mut post, now + TimeDelta::seconds(seconds), 2), "{seconds}");
    }
    assert!(see_nothing(&mut post, now + TimeDelta::minutes(5), 2));
}

#[test]
fn a_look_that_was_not_possible_does_not_count_and_comes_again() {
    let now = DateTime::UNIX_EPOCH;
    let mut post = cancelled_and_lost(now);
    let next = |post: &Post| match post.phase {
        Phase::Unknown { looks, next_look, .. } => (looks, next_look),
        _ => panic!("{post:?}"),
    };
    assert!(!post.is_past_first_look());
    post.look_later(now + FIRST_LOOK, true);
    assert_eq!(next(&post), (0, Some(now + FURTHER_LOOKS[0])));
    // The account is back: the machine may bring the look near.
    assert!(post.is_past_first_look());
    let end = now + FURTHER_LOOKS[4];
    post.look_later(end, true);
    assert_eq!(next(&post), (0, Some(end + TimeDelta::days(1))));
    post.look_later(end, false);
    assert_eq!(next(&post), (0, None));
}

#[test]
fn after_a_long_sleep_one_look_that_tells_nothing_is_not_the_last() {
    let now = DateTime::UNIX_EPOCH;
    let mut lost = cancelled_and_lost(now);
    lost.cancel = false;
    let next = |post: &Post| match post.phase {
        Phase::Unknown { next_look, .. } => next_look,
        _ => panic!("{post:?}"),
    };
    let woke = now + TimeDelta::hours(24);
    let again = woke + FURTHER_LOOKS[0];
    for look in [Look::Unclear, Look::NotSeen] {
        let mut post = lost.clone();
        assert!(!post.looked(woke, Some(look.clone()), AfterLoss::Handle, u32::MAX));
        assert_eq!(next(&post), Some(again), "{look:?}");
        assert!(!post.looked(again, Some(Look::Unclear), AfterLoss::Handle, u32::MAX));
        assert_eq!(next(&post), None, "one more look, and no third");
    }
    let mut refused = lost.clone();
    refused.look_later(woke, false);
    assert_eq!(next(&refused), Some(again));
    refused.look_later(again, false);
    assert_eq!(next(&refused), None);
    // A network that bills each look is asked no more often than before.
    assert!(!lost.looked(woke, Some(Look::NotSeen), AfterLoss::LookOnly, 1));
    assert_eq!(next(&lost), None);
}

#[test]
fn an_upload_whose_token_is_refused_again_and_again_refuses_the_post() {
    let now = DateTime::UNIX_EPOCH;
    let mut post = cancelled_and_lost(now);
    post.step_refused(now, 1);
    assert!(matches!(post.phase, Phase::Unknown { .. }), "{post:?}");
    post.phase = Phase::Queued;
    post.step_refused(now, 1);
    assert_eq!(post.phase, Phase::Queued);
    // Another token may do.
    post.step_refused(now, 2);
    assert_eq!(post.phase, Phase::Queued);
    post.step_refused(now, 2);
    assert_eq!(post.phase, Phase::Refused { at: now, reason: None });
}

#[test]
fn a_planned_post_by_hand_is_the_persons_until_it_is_handed_over_or_left_out() {
    let now = DateTime::UNIX_EPOCH;
    let planned = Post { phase: Phase::ByHand, handle: None, cancel: false, ..cancelled_and_lost(now) };
    assert!(!planned.is_settled() && planned.can_be_edited());
    // Gander never shares it: neither now, nor by itself, nor after it was left out and taken back.
    let mut post = planned.clone();
    assert_eq!(post.arm(now, 1, "key"), Err(NotNow));
    post.settle(now, Decision::Now).unwrap();
    assert_eq!((&post.phase, post.due), (&Phase::ByHand, now));
    post.settle(now, Decision::Leave).unwrap();
    assert!(post.is_settled());
    post.settle(now, Decision::Again).unwrap();
    assert_eq!(post.phase, Phase::ByHand);
    for decision in [Decision::Look, Decision::There(None), Decision::Again, Decision::Spaced] {
        assert_eq!(post.settle(now, decision), Err(NotNow));
    }
    let late = now + TimeDelta::days(400);
    assert!(!Post { late: Some(Late::Never), ..post.clone() }.is_late(late));
    post.hand_over(late).unwrap();
    post.hand_over(late + TimeDelta::days(1)).unwrap();
    assert_eq!(post.phase, Phase::HandedOver { at: late });
    for phase in [Phase::Queued, Phase::cancelled(now), Phase::Cancelled { at: now, by_hand: true }] {
        let mut other = Post { phase, ..planned.clone() };
        assert_eq!(other.hand_over(now), Err(NotNow), "{other:?}");
    }
}

#[test]
fn a_former_gander_wrote_cancelled_posts_without_a_word_about_hands() {
    let read: Phase = serde_json::from_str(r#"{"cancelled":{"at":"1970-01-01T00:00:00Z"}}"#).unwrap();
    assert_eq!(read, Phase::cancelled(DateTime::UNIX_EPOCH));
    assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"cancelled":{"at":"1970-01-01T00:00:00Z"}}"#);
}
