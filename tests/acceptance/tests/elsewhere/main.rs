//! Gander beside foreign programs: a mail server and a calendar parser, which read its messages, and a provider of
//! OAuth 1.0a.

#[path = "../support/mod.rs"]
mod support;

mod calendars;
mod mails;
mod python;
mod server;
mod signed_provider;
