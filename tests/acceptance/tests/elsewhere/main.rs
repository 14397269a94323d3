//! Gander beside foreign programs: a mail server and a calendar parser, which read its messages, a provider of OAuth 1.0a,
//! a library that reads statuses, and a server with Mastodon's API.

#[path = "../support/mod.rs"]
mod support;

mod calendars;
mod mails;
mod mastodon_server;
mod python;
mod server;
mod signed_provider;
mod statuses;
