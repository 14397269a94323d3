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
    };
    post.arm(now, 1, "key").unwrap();
    post.settle(now, Decision::Leave).unwrap();
    post.answered(now, Outcome::Lost);
    post
}

#[test]
fn a_post_that_was_cancelled_and_lost_is_left_out_only_when_two_looks_did_not_see_it() {
    let now = DateTime::UNIX_EPOCH;
    let repeat = AfterLoss::Repeat { until: now + TimeDelta::hours(1) };
    let mut post = cancelled_and_lost(now);
    for look in [None, Some(Look::Unclear), Some(Look::NotSeen)] {
        let mut first = post.clone();
        // Nothing goes out again, although a repeat would be harmless.
        assert!(!first.looked(now + FIRST_LOOK, look.clone(), repeat));
        assert!(matches!(first.phase, Phase::Unknown { looks: 1, .. }), "{look:?}: {first:?}");
    }
    assert!(!post.looked(now + FIRST_LOOK, Some(Look::NotSeen), repeat));
    let mut shown = post.clone();
    let remote = Remote { id: "1".into(), address: None };
    assert!(!shown.looked(now + FURTHER_LOOKS[0], Some(Look::There(remote)), repeat));
    assert!(matches!(shown.phase, Phase::Published { .. }), "{shown:?}");
    assert!(!post.looked(now + FURTHER_LOOKS[0], Some(Look::NotSeen), repeat));
    assert!(matches!(post.phase, Phase::Cancelled { .. }), "{post:?}");
}
