//! What Gander tells outside its own window, read by programs that are not ours: a mail server and a parser of calendars.

#[path = "../support/mod.rs"]
mod support;

mod calendars;
mod mails;
mod python;
mod server;
