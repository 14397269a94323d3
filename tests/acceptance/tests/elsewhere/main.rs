//! Gander beside programs that are not ours: a mail server and a parser of calendars, which read what it tells, and a
//! provider of OAuth 1.0a.

#[path = "../support/mod.rs"]
mod support;

mod calendars;
mod mails;
mod python;
mod server;
mod signed_provider;
