//! The control page: a form for each control of the switchboard.

use chrono::{DateTime, TimeDelta, Utc};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{
    DeadEnd, Endpoint, FaultKind, Network, Switchboard, dialect,
    grants::{End, Grant},
    timeline,
    world::{Picture, TokenShape, World},
};

/// The only script is this page's own, and it talks only to this server.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; \
                                 img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = include_str!("control.css");
const SCRIPT: &str = include_str!("control.js");

pub(crate) fn page(switchboard: &Switchboard) -> String {
    let now = switchboard.now();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                title { "Practice networks" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header.top {
                    div {
                        h1 { "Practice networks" }
                        p { "Break them here, and see how Gander takes it." }
                    }
                    (clock(switchboard, now))
                }
                p #told role="status" {}
                main {
                    @for server in &switchboard.servers {
                        (card(&server.world(), now))
                    }
                }
                (dead_ends(switchboard))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// Dead ends are no faults of a server: a network file must point at them.
fn dead_ends(switchboard: &Switchboard) -> Markup {
    html! {
        section.card aria-labelledby="dead-ends" {
            h2 id="dead-ends" { "Dead ends" }
            p { "Point an address of a network file here to see what no server can do." }
            table {
                tbody {
                    @for dead_end in DeadEnd::ALL {
                        tr { th scope="row" { (dead_end.id()) } td { code { (switchboard.dead_end(dead_end)) } } }
                    }
                }
            }
        }
    }
}

fn clock(switchboard: &Switchboard, now: DateTime<Utc>) -> Markup {
    let offset = TimeDelta::seconds(switchboard.clock.offset_seconds());
    html! {
        section.clock aria-label="Clock" {
            p data-live="clock" {
                time { (now.format("%a %-d %b %Y, %H:%M")) " UTC" }
                " "
                span.dim { @if offset.is_zero() { "real time" } @else { (signed(offset)) " from real time" } }
            }
            div.row {
                @for (words, seconds) in [("+ 1 hour", 3_600), ("+ 1 day", 86_400), ("+ 7 days", 604_800), ("+ 50 days", 4_320_000)] {
                    form data-post="/api/clock" {
                        input type="hidden" name="advance_seconds" data-type="number" value=(seconds);
                        button { (words) }
                    }
                }
                form data-post="/api/reset" { button.danger { "Reset everything" } }
            }
        }
    }
}

fn card(world: &World, now: DateTime<Utc>) -> Markup {
    let network = world.network;
    let id = network.id();
    html! {
        section.card data-network=(id) aria-labelledby=(format!("{id}-name")) {
            header {
                h2 id=(format!("{id}-name")) { (network) }
                code { (world.origin) }
            }
            div data-live=(format!("{id}-health")) { (health(world)) }
            (members(world))
            div data-live=(format!("{id}-grants")) { (grants(world, now)) }
            (faults(world))
            (settings(world))
            (pictures(world))
            @if network.publishes() { (posts(world)) }
            @if !world.pages.is_empty() { div data-live=(format!("{id}-pages")) { (pages(world)) } }
            div data-live=(format!("{id}-requests")) { (requests(world)) }
        }
    }
}

fn health(world: &World) -> Markup {
    html! {
        ul.chips {
            @if world.app_disabled { li.bad { "App disabled" } }
            @for fault in world.faults.active() {
                li.bad {
                    (fault.kind.id()) " at " (fault.endpoint.map_or("any", Endpoint::id))
                    @if let Some(times) = fault.times { ", " (times) " more" }
                    @if let Some(late) = fault.late_seconds { ", done " (late) " s later" }
                    @if let Some(after) = fault.after.filter(|after| *after > 0) { ", after " (after) " more" }
                }
            }
            @if !world.app_disabled && world.faults.active().is_empty() { li.good { "Works as documented" } }
        }
    }
}

fn members(world: &World) -> Markup {
    let id = world.network.id();
    html! {
        h3 { "Members" }
        @for (index, member) in world.members.iter().enumerate() {
            @let live = format!("{id}-{}", member.username);
            article {
                div data-live=(live) {
                    div.who {
                        strong { (member.name) } " " code { (member.username) " / " (member.password) }
                        @if member.checkpoint { span.bad { "checkpoint up" } }
                        @if world.grants.live(index).next().is_some() { span.good { "let Gander in" } }
                    }
                    div.row {
                        (deed(id, "revoke", member.username, "Revoke app", None))
                        (deed(id, "expire", member.username, "Expire", None))
                        @let words = if member.checkpoint { "Lift checkpoint" } else { "Checkpoint" };
                        (deed(id, "checkpoint", member.username, words, Some(!member.checkpoint)))
                    }
                }
                form.line data-post=(format!("/api/{id}/password")) {
                    input type="hidden" name="member" value=(member.username);
                    label { span { "New password" } input name="password" required autocomplete="off" spellcheck="false"; }
                    button { "Change" }
                }
                form.line data-post=(format!("/api/{id}/permission")) {
                    input type="hidden" name="member" value=(member.username);
                    label { span { "Permission" } (permissions(world.network)) }
                    button { "Drop" }
                }
            }
        }
    }
}

fn deed(network: &str, deed: &str, member: &str, words: &str, on: Option<bool>) -> Markup {
    html! {
        form data-post=(format!("/api/{network}/{deed}")) {
            input type="hidden" name="member" value=(member);
            @if let Some(on) = on { input type="hidden" name="on" data-type="bool" value=(on); }
            button aria-label=(format!("{words}: {member}")) { (words) }
        }
    }
}

/// Lists the permissions of the probe first, because an app can notice their loss.
fn permissions(network: Network) -> Markup {
    let dialect = dialect::of(network);
    let needed = dialect.probe_needs();
    let others =
        dialect.permissions().iter().map(|(scope, _)| *scope).filter(|scope| !needed.contains(scope));
    html! {
        select name="permission" {
            optgroup label="Needed by the probe" { @for scope in needed { option { (scope) } } }
            optgroup label="Others" { @for scope in others { option { (scope) } } }
        }
    }
}

fn grants(world: &World, now: DateTime<Utc>) -> Markup {
    let newest_first = world.grants.all().iter().enumerate().rev().take(6);
    html! {
        h3 { "Grants" }
        @if world.grants.all().is_empty() { p.dim { "Nobody has let Gander in yet." } }
        @else {
            table {
                thead { tr { th { "Member" } th { "Access" } th { "Refresh" } th { "State" } } }
                tbody {
                    @for (index, grant) in newest_first {
                        @let (access, refresh) = world.grants.ends_at(index);
                        tr {
                            td { (world.members[grant.member].username) }
                            td { (remaining(access, now)) }
                            td { (remaining(refresh, now)) }
                            td { (grant_state(grant)) }
                        }
                    }
                }
            }
        }
    }
}

fn grant_state(grant: &Grant) -> Markup {
    html! {
        @match grant.ended {
            Some(end) => span.bad { (End::words(end)) },
            None => span.good { "live" },
        }
    }
}

fn remaining(ends_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> String {
    match ends_at {
        None => "none".to_owned(),
        Some(at) if at <= now => "expired".to_owned(),
        Some(at) => span(at - now),
    }
}

fn faults(world: &World) -> Markup {
    let id = world.network.id();
    html! {
        h3 { "Faults" }
        form.line data-post=(format!("/api/{id}/fault")) {
            label { span { "Kind" }
                select name="kind" { @for kind in FaultKind::ALL.iter().filter(|kind| kind.suits(world.network)) { option { (kind.id()) } } }
            }
            label { span { "At" }
                select name="endpoint" {
                    option { "any" }
                    @for endpoint in endpoints(world.network) {
                        option { (endpoint.id()) }
                    }
                }
            }
            label.short { span { "Times" } input name="times" data-type="number" type="number" min="1" placeholder="always"; }
            label.short { span { "After" } input name="after" data-type="number" type="number" min="0" placeholder="0"; }
            @if world.network.publishes() {
                label.short { span { "Late, s" } input name="late_seconds" data-type="number" type="number" min="1" placeholder="at once"; }
            }
            button { "Set" }
        }
        div.row {
            form data-post=(format!("/api/{id}/fault")) {
                input type="hidden" name="kind" value="none";
                button { "Clear faults" }
            }
            div data-live=(format!("{id}-app")) {
                form data-post=(format!("/api/{id}/app")) {
                    input type="hidden" name="disabled" data-type="bool" value=(!world.app_disabled);
                    button { @if world.app_disabled { "Enable the app" } @else { "Disable the app" } }
                }
            }
        }
    }
}

/// The endpoints at which a fault can show.
fn endpoints(network: Network) -> impl Iterator<Item = Endpoint> {
    let posting = [Endpoint::Publish, Endpoint::Look, Endpoint::Upload];
    Endpoint::ALL.into_iter().filter(move |endpoint| {
        *endpoint != Endpoint::Authorize && (network.publishes() || !posting.contains(endpoint))
    })
}

fn settings(world: &World) -> Markup {
    let id = world.network.id();
    html! {
        details {
            summary { "Tokens from now on" }
            form.line data-post=(format!("/api/{id}/lifetime")) {
                label.short { span { "Access, s" }
                    input name="access_seconds" data-type="number" type="number" min="0" placeholder="as documented"
                        value=[world.lifetime.access_seconds];
                }
                label.short { span { "Refresh, s" }
                    input name="refresh_seconds" data-type="number" type="number" min="0" placeholder="as documented"
                        value=[world.lifetime.refresh_seconds];
                }
                button { "Set" }
            }
            @if world.network.rotates() {
                form.line data-post=(format!("/api/{id}/grace")) {
                    label { span { "Grace for a used refresh token, s" }
                        input name="seconds" data-type="number" type="number" min="0" required value=(world.grace_seconds);
                    }
                    button { "Set" }
                }
            }
            @if world.network == Network::Instagram {
                form.line data-post=(format!("/api/{id}/token_shape")) {
                    label { span { "Shape of the token answer" }
                        select name="shape" {
                            option value="data" selected[world.token_shape == TokenShape::Data] { "wrapped in data" }
                            option value="flat" selected[world.token_shape == TokenShape::Flat] { "flat" }
                        }
                    }
                    button { "Set" }
                }
            }
        }
    }
}

/// Each page, with a button for each member that gives a role or takes it away.
fn pages(world: &World) -> Markup {
    let id = world.network.id();
    html! {
        h3 { "Pages" }
        @for page in &world.pages {
            p { strong { (page.name) } " " code { (page.id) } }
            div.row {
                @for (index, member) in world.members.iter().enumerate() {
                    @let runs = page.run_by.contains(&index);
                    form data-post=(format!("/api/{id}/page")) {
                        input type="hidden" name="member" value=(member.username);
                        input type="hidden" name="page" value=(page.id);
                        input type="hidden" name="on" data-type="bool" value=(!runs);
                        button { @if runs { "Take the role from " } @else { "Give a role to " } (member.username) }
                    }
                }
            }
        }
    }
}

fn pictures(world: &World) -> Markup {
    html! {
        form.line data-post=(format!("/api/{}/picture", world.network.id())) {
            label { span { "Pictures of members" }
                select name="kind" {
                    @for picture in Picture::ALL { option selected[world.picture == picture] { (picture.id()) } }
                }
            }
            button { "Set" }
        }
    }
}

fn posts(world: &World) -> Markup {
    let id = world.network.id();
    html! {
        h3 { "Posts" }
        p { a href=(format!("{}{}", world.origin, timeline::PATH)) { "Timeline of " (world.network) } }
        form.line data-post=(format!("/api/{id}/posts_shown_after")) {
            label { span { "New posts show after, s" }
                input name="seconds" data-type="number" type="number" min="0" required value=(world.posts.shown_after);
            }
            button { "Set" }
        }
    }
}

fn requests(world: &World) -> Markup {
    html! {
        h3 { "Requests" }
        ul.counts {
            @for endpoint in Endpoint::ALL {
                @let count = world.requests.get(&endpoint).copied().unwrap_or_default();
                li.dim[count == 0] { strong { (count) } " " (endpoint.id()) }
            }
        }
        @if !world.recent.is_empty() {
            ol.recent {
                @for seen in world.recent.iter().take(8) {
                    li {
                        time { (seen.at.format("%H:%M:%S")) }
                        code { (seen.method) " " (seen.path) }
                        span { (seen.outcome) }
                    }
                }
            }
        }
    }
}

fn signed(delta: TimeDelta) -> String {
    let sign = if delta < TimeDelta::zero() { '−' } else { '+' };
    format!("{sign}{}", span(delta.abs()))
}

/// Formats a duration in its two largest units.
fn span(delta: TimeDelta) -> String {
    let (days, hours, minutes) = (delta.num_days(), delta.num_hours() % 24, delta.num_minutes() % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{} s", delta.num_seconds()),
        (0, 0, _) => format!("{minutes} min"),
        (0, ..) => format!("{hours} h {minutes} min"),
        (_, 0, _) => format!("{days} d"),
        _ => format!("{days} d {hours} h"),
    }
}
