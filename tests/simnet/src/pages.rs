//! The pages that people see at a simulated network.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{Network, dialect, world::World};

const STYLE: &str = include_str!("pages.css");

/// The login page.
pub(crate) fn login(world: &World, visit: &str, username: &str, wrong: Option<&str>) -> String {
    let network = world.network;
    let content = html! {
        h1 { "Sign in to " (network) }
        p.lead { "to continue to " strong { "Gander" } }
        @if let Some(wrong) = wrong {
            p #problem .problem role="alert" { (wrong) }
        }
        form method="post" action="/practice/sign-in" {
            input type="hidden" name="visit" value=(visit);
            label for="username" { "Username" }
            input #username name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false"
                autofocus[wrong.is_none()] required value=(username) aria-describedby=[wrong.map(|_| "problem")];
            label for="password" { "Password" }
            input #password name="password" type="password" autocomplete="current-password" required
                autofocus[wrong.is_some()] aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "problem")];
            div.actions {
                button #sign-in .primary name="choice" value="sign-in" { "Sign in" }
                button #cancel name="choice" value="cancel" formnovalidate { "Cancel" }
            }
        }
        aside {
            h2 { "Who lives here" }
            ul {
                @for member in &world.members {
                    li { span { (member.name) } code { (member.username) } }
                }
            }
            p { "Password: " code { "goose" } ", unless you changed it on the control page." }
        }
    };
    page(network, &format!("Sign in to {network}"), &content)
}

/// The checkpoint page, on which the person confirms that the account is theirs.
pub(crate) fn checkpoint(world: &World, visit: &str, member: usize) -> String {
    let network = world.network;
    let content = html! {
        (avatar(world.members[member].name))
        h1 { "Is this really you?" }
        p.lead { (network) " saw something unusual and locked your account until you confirm that it is yours." }
        form method="post" action="/practice/check" {
            input type="hidden" name="visit" value=(visit);
            div.actions {
                button #confirm .primary name="choice" value="confirm" { "Yes, it is me" }
            }
        }
    };
    page(network, "Confirm that it is you", &content)
}

/// The consent page.
pub(crate) fn consent(world: &World, visit: &str, member: usize, scopes: &[String]) -> String {
    let network = world.network;
    let member = &world.members[member];
    let known = dialect::of(network).permissions();
    let content = html! {
        (avatar(member.name))
        h1 { "Let Gander use your " (network) " account?" }
        p.lead { "You are " strong { (member.name) } " (" (member.username) "). Gander asks to:" }
        ul.permissions {
            @for (scope, meaning) in known.iter().filter(|(scope, _)| scopes.iter().any(|asked| asked == scope)) {
                li { span { (meaning) } code { (scope) } }
            }
        }
        form method="post" action="/practice/consent" {
            input type="hidden" name="visit" value=(visit);
            p.fine {
                label for="without" { "Leave out: " }
                select #without name="without" {
                    option value="" selected { "nothing" }
                    @for scope in scopes { option value=(scope) { (scope) } }
                }
            }
            div.actions {
                button #allow .primary name="choice" value="allow" { "Allow" }
                button #deny name="choice" value="deny" { "Deny" }
            }
        }
        p.fine { "You can take this back on the control page whenever you like." }
    };
    page(network, "Let Gander in?", &content)
}

/// The page with a PIN for an app without a redirect address.
pub(crate) fn pin(network: Network, pin: &str) -> String {
    let content = html! {
        h1 { "Go back to Gander and enter this PIN" }
        p.lead { code #pin { (pin) } }
        p.fine { "By entering it there you finish letting Gander in." }
    };
    page(network, "Enter this PIN", &content)
}

/// A page about the app's error, which cannot be sent to the app.
pub(crate) fn problem(network: Network, sentence: &str) -> String {
    let content = html! {
        h1 { "Sorry, something went wrong" }
        p #problem .problem { (sentence) }
        p.fine { "Close this page and go back to the app." }
    };
    page(network, "Something went wrong", &content)
}

/// The page of a captive portal.
pub(crate) fn captive_portal() -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "Welcome to our free network" } }
            body { h1 { "Welcome to our free network" } p { "Please accept our terms to go on." } }
        }
    }
    .into_string()
}

pub(crate) fn page(network: Network, title: &str, content: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang="en" data-network=(network.id()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                link rel="icon" href="data:,";
                title { (title) " · practice network" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                p.banner { strong { "Practice network" } " A simulation on this device. Nothing here reaches the real " (network) "." }
                main {
                    header { span.mark aria-hidden="true" { (mark(network)) } span { (network) } }
                    (content)
                }
            }
        }
    }
    .into_string()
}

/// A plain letter in the network's colour, instead of the network's own logo.
fn mark(network: Network) -> &'static str {
    match network {
        Network::Facebook => "f",
        Network::Instagram => "ig",
        Network::LinkedIn => "in",
        Network::X | Network::XOAuth1 => "x",
        Network::Threads => "@",
        Network::YouTube => "yt",
        Network::TikTok => "tt",
        Network::Pinterest => "p",
        Network::Reddit => "r",
        Network::Tumblr => "t",
        Network::Mastodon => "m",
        Network::Bluesky => "b",
        Network::GoToSocial => "gts",
        Network::Pleroma => "pl",
        Network::Pixelfed => "px",
        Network::Friendica => "fr",
    }
}

pub(crate) fn avatar(name: &str) -> Markup {
    html! { span.avatar aria-hidden="true" { (initials(name)) } }
}

fn initials(name: &str) -> String {
    name.split(' ').filter_map(|part| part.chars().next()).collect()
}
