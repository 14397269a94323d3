//! The reminders of planned activities, which a phone shows by itself.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use keeper::{
    ActivityState, PostStage, PostState,
    alerts::{Settings, schedule},
};
use locale::LANGUAGES;

use super::states::{on, snapshot, speaking};
use crate::{
    ahead::{planned, reminded, settled, words},
    notice::{About, id_of},
};

fn activity(id: &str, text: &str, due: DateTime<Utc>, stages: &[PostStage]) -> ActivityState {
    let post = |(nth, stage): (usize, &PostStage)| PostState {
        id: format!("{id}-{nth}"),
        connection: None,
        page: None,
        place: None,
        title: None,
        network: ["linkedin", "x"][nth % 2].to_owned(),
        network_name: "LinkedIn".into(),
        account: "dana".into(),
        stage: *stage,
        uploading: None,
        lacks_permission: false,
        at: Some(due + TimeDelta::minutes(i64::try_from(nth).unwrap())),
        address: None,
        reason: None,
        own: None,
        deletion: None,
        deletable: false,
        by_hand: false,
        hand_over: None,
        delete_cost: None,
    };
    ActivityState {
        id: id.into(),
        content: keeper::Content::of_text(text),
        created_at: on(3, 1),
        planned_at: Some(due),
        zone: None,
        late: None,
        posts: stages.iter().enumerate().map(post).collect(),
    }
}

fn id(activity: &str) -> i32 {
    id_of(&About::Activity(activity.into()))
}

#[test]
fn the_reminder_of_a_plan_has_its_first_line_and_the_id_of_its_notices() {
    let all = [
        activity("a", "Geese are back\nfrom the south", on(3, 14), &[PostStage::Shared, PostStage::Planned]),
        activity("b", "Shared", on(3, 14), &[PostStage::Shared, PostStage::HandedOver]),
        activity("c", "Under way", on(3, 14), &[PostStage::Sharing, PostStage::Waits]),
    ];
    let found = planned(&all);
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((only.id, only.name.as_str()), (id("a"), "Geese are back"));
    assert_eq!((only.networks.len(), only.due), (1, on(3, 14) + TimeDelta::minutes(1)));
    let [scheduled] = schedule(on(3, 1), &Berlin, &Settings::default(), &[], &found).try_into().unwrap();
    for language in LANGUAGES {
        let said = words(&scheduled, &snapshot(Vec::new()), &speaking(language.tag)).unwrap();
        assert_eq!((said.id, said.about), (id("a"), About::Activity("a".into())));
        assert!(said.title.contains("Geese are back") && said.is_reminder, "{}", said.title);
    }
}

#[test]
fn the_person_comes_to_the_activity_whose_reminder_came_up_last_and_is_still_open() {
    let all = [
        activity("old", "Old", on(3, 2), &[PostStage::Late]),
        activity("new", "New", on(3, 4), &[PostStage::ByHand, PostStage::Shared]),
        activity("done", "Done", on(3, 5), &[PostStage::Shared, PostStage::Cancelled]),
        activity("ahead", "Ahead", on(3, 9), &[PostStage::Planned]),
    ];
    let shown: Vec<_> = ["old", "new", "done", "ahead"].map(id).into();
    assert_eq!(reminded(&all, &shown, on(3, 6)).as_deref(), Some("new"));
    assert_eq!(reminded(&all, &shown[..1], on(3, 6)).as_deref(), Some("old"), "the other was not shown");
    assert_eq!(reminded(&all, &shown, on(3, 1)), None, "nothing is due");
    assert_eq!(reminded(&all, &[], on(3, 6)), None);
    // Only a reminder of which nothing is left to share goes by itself; a date of an account stays.
    let gone = id("gone");
    let all_shown = [&shown[..], &[gone, 59_000_000]].concat();
    assert_eq!(settled(&all, &all_shown), [id("done"), gone]);
}
