//! Permissions that the person leaves out at the consent page: named, kept, and asked for again.

use keeper::{ConnectionId, Event, Health, NoticeKind, Outcome, Reason};
use simnet::{Consent, Network, browse_and_deliver};

use crate::support::{Bench, Home, PASSWORD};

fn missing(home: &Home, id: &ConnectionId) -> Vec<String> {
    home.find(id).missing.into_iter().map(|permission| permission.scope).collect()
}

/// Signs in without a permission. Returns the parameters of the login page's address, and the connection.
async fn sign_in_without(
    home: &Home,
    operation_id: keeper::OperationId,
    consent: Consent,
) -> (Vec<(String, String)>, ConnectionId) {
    let url = home.login_page(operation_id).await;
    browse_and_deliver(url.as_str(), "danar", PASSWORD, consent).await.expect("a login");
    let Outcome::Active(id) = home.end_of(operation_id).await else { panic!("not active") };
    (url.query_pairs().map(|(name, value)| (name.into(), value.into())).collect(), id)
}

fn asked<'a>(parameters: &'a [(String, String)], name: &str) -> Option<&'a str> {
    parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

#[tokio::test]
async fn what_each_network_was_not_allowed_is_named_and_no_disconnect() {
    for (network, permission) in [
        (Network::Facebook, "pages_manage_posts"),
        (Network::Instagram, "instagram_business_content_publish"),
        (Network::LinkedIn, "w_member_social"),
        (Network::X, "tweet.write"),
    ] {
        let bench = Bench::start().await;
        let home = bench.home().await;
        let operation_id = home.connect(&network.id().into()).await.unwrap();
        let (_, id) = sign_in_without(&home, operation_id, Consent::AllowWithout(permission)).await;
        assert_eq!(missing(&home, &id), [permission], "{network}");
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");
        assert_eq!(missing(&home, &id), [permission], "{network}, after a check");
        assert_eq!(home.times(&id, Event::PermissionMissing).await, 1, "{network}");
        assert_eq!(home.shell.all(), [], "{network}");
        bench.leave(home).await;
        let home = bench.home().await;
        assert_eq!(missing(&home, &id), [permission], "{network}, after a restart");
        home.sign_in_again(&id, PASSWORD).await;
        assert_eq!(missing(&home, &id), [""; 0], "{network}, after signing in again");
    }
}

#[tokio::test]
async fn facebook_is_asked_once_more_for_exactly_what_was_declined() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let operation_id = home.connect(&Network::Facebook.id().into()).await.unwrap();
    let without = Consent::AllowWithout("pages_show_list");
    let (parameters, id) = sign_in_without(&home, operation_id, without).await;
    assert_eq!(asked(&parameters, "auth_type"), None);
    assert_eq!(missing(&home, &id), ["pages_show_list"]);
    let operation_id = home.reauthorize(&id).await.unwrap();
    let (parameters, again) = sign_in_without(&home, operation_id, Consent::Allow).await;
    assert_eq!(asked(&parameters, "auth_type"), Some("rerequest"));
    assert_eq!(asked(&parameters, "scope"), Some("pages_show_list"));
    assert_eq!(again, id);
    assert_eq!(missing(&home, &id), [""; 0]);
    let operation_id = home.reauthorize(&id).await.unwrap();
    let (parameters, _) = sign_in_without(&home, operation_id, Consent::Allow).await;
    assert_eq!(asked(&parameters, "auth_type"), None, "nothing is missing any more");
    assert!(asked(&parameters, "scope").is_some_and(|scopes| scopes.contains("public_profile")));
}

#[tokio::test]
async fn a_permission_that_is_taken_back_on_facebooks_own_page_is_found_by_the_next_check_and_told() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    assert_eq!(missing(&home, &id), [""; 0]);
    bench.net.drop_permission(Network::Facebook, "danar", Some("pages_manage_posts")).unwrap();
    let reason = Reason::PermissionMissing;
    let told = [NoticeKind::Disconnected { reason, reminder: 0 }];
    for _ in 0..2 {
        home.ask(&id).await;
        assert_eq!(
            (home.reason(&id), missing(&home, &id)),
            (Some(reason), vec!["pages_manage_posts".to_owned()])
        );
        assert_eq!(home.shell.notices(&id), told);
    }
    home.sign_in_again(&id, PASSWORD).await;
    assert_eq!((home.ask(&id).await, missing(&home, &id)), (Health::Active, Vec::new()));
}
