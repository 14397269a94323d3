//! The commands by which other programs use a connection. No output but the one that was asked for holds a token.

use std::{
    fs::File,
    io::{self, BufRead, Read, stdin},
    path::Path,
    process,
};

use chrono::{SecondsFormat, TimeDelta};
use keeper::{
    Clock, ConnectionId, Error, Keeper, Lent, Loan, ProgramAnswer, ProgramRequest, RequestTrouble,
    SystemClock,
};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    Exit,
    arguments::Place,
    program_arguments::{ProgramCommand, RequestArguments, TokenArguments, TokenFormat},
    run::with_keeper,
    stop::told_to_stop,
    terminal::{Out, hand_out, print_json},
};

/// One byte more than Gander sends, so that a longer body is noticed.
const MOST_BODY: u64 = (25 << 20) + 1;
/// The maximum size of an answer that is printed as JSON.
const MOST_IN_JSON: usize = 25 << 20;
/// The maximum size of what Git says to a credential helper.
const MOST_OF_GIT: u64 = 64 << 10;

#[derive(Serialize)]
struct TokenJson<'a> {
    access_token: &'a str,
    token_type: &'static str,
    /// RFC 3339; null if the token does not expire.
    expires_at: Option<String>,
    username: Option<&'a str>,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    status: u16,
    /// Name and value of each header field, in the order of the answer.
    headers: Vec<(&'a str, String)>,
    /// The body; null if it is no text.
    body: Option<&'a str>,
    /// The body in base64 if it is no text.
    body_base64: Option<String>,
}

/// Runs a command, without a keeper if possible.
pub(crate) fn command(place: &Place, command: ProgramCommand) -> Result<Exit, Error> {
    match command {
        ProgramCommand::Allow { id, what } => {
            keeper::allow(&place.data_dir, &id.into(), what.into(), SystemClock.now())?;
            Ok(Exit::Done)
        }
        ProgramCommand::Token(arguments) => token(place, &arguments),
        ProgramCommand::Request(arguments) => request(place, arguments),
        ProgramCommand::Exec { id, min_valid, command } => {
            let lent = lent(place, &loan(&id, min_valid, false))?;
            exec(&lent, &command)
        }
    }
}

/// Tells whether an error means that the connection cannot be used now.
pub(crate) fn is_not_active(error: &Error) -> bool {
    matches!(error, Error::NotUsable { .. } | Error::EndsTooSoon { .. })
}

fn loan(id: &str, min_valid: i64, rejected: bool) -> Loan {
    let min_valid = TimeDelta::seconds(min_valid);
    Loan { connection: id.into(), min_valid, rejected, host: None, program: parent() }
}

fn lent(place: &Place, loan: &Loan) -> Result<Lent, Error> {
    let at_once = || keeper::lend_at_once(&place.data_dir, &place.key, loan, SystemClock.now());
    if let Some(lent) = at_once()? {
        return Ok(lent);
    }
    let _turn = keeper::wait_for_turn(&place.data_dir);
    // The program before may have had the token renewed.
    if let Some(lent) = at_once()? {
        return Ok(lent);
    }
    block_on(place, async |keeper| keeper.lend(loan).await)
}

fn block_on<T>(place: &Place, work: impl AsyncFnOnce(&Keeper) -> Result<T, Error>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Error::BadInput(format!("cannot start: {error}")))?;
    runtime.block_on(with_keeper(place, false, async |keeper| {
        tokio::select! {
            done = work(keeper) => done,
            // The shutdown that follows lets a renewal under way end.
            () = told_to_stop() => Err(Error::ShutDown),
        }
    }))
}

fn token(place: &Place, arguments: &TokenArguments) -> Result<Exit, Error> {
    let mut loan = loan(&arguments.id, arguments.min_valid, arguments.rejected);
    match (arguments.format, arguments.operation.as_deref()) {
        (_, None) => {}
        (TokenFormat::Git, Some("get")) => loan.host = Some(host_of_git()?),
        // Git found the token wrong, and asks for another the next time.
        (TokenFormat::Git, Some("erase")) => {
            loan.host = Some(host_of_git()?);
            loan.rejected = true;
            lent(place, &loan)?;
            return Ok(Exit::Done);
        }
        // Gander keeps the token already; further operations are for other helpers.
        (TokenFormat::Git, Some(_)) => return Ok(Exit::Done),
        (_, Some(_)) => {
            return Err(Error::BadInput(
                "only --format git takes an operation; leave the last word out".into(),
            ));
        }
    }
    let lent = lent(place, &loan)?;
    hand_out(formatted(&lent, arguments.format)?.as_bytes())?;
    Ok(Exit::Done)
}

/// The server for which Git asks.
fn host_of_git() -> Result<String, Error> {
    let missing = || Error::BadInput("Git named no host on standard input; nothing was printed".into());
    for line in stdin().lock().take(MOST_OF_GIT).lines() {
        let line = line.map_err(|_| missing())?;
        match line.split_once('=') {
            Some(("host", host)) => return Ok(host.to_owned()),
            Some(_) => {}
            None => break,
        }
    }
    Err(missing())
}

fn formatted(lent: &Lent, format: TokenFormat) -> Result<Zeroizing<String>, Error> {
    let token = lent.expose();
    Ok(Zeroizing::new(match format {
        TokenFormat::Text => format!("{token}\n"),
        TokenFormat::Header => format!("Authorization: Bearer {token}\n"),
        TokenFormat::Env => format!("GANDER_TOKEN={}\n", quoted(token)),
        TokenFormat::Git => {
            // Git wants a username, and no server of a token reads it.
            let name = lent.username.as_deref().filter(|name| !name.contains(char::is_control));
            let until = lent
                .expires_at
                .map_or_else(String::new, |until| format!("password_expiry_utc={}\n", until.timestamp()));
            format!("username={}\npassword={token}\n{until}", name.unwrap_or("gander"))
        }
        TokenFormat::Json => {
            let json = TokenJson {
                access_token: token,
                token_type: "Bearer",
                expires_at: lent.expires_at.map(|until| until.to_rfc3339_opts(SecondsFormat::Secs, true)),
                username: lent.username.as_deref(),
            };
            as_json(&json)?
        }
    }))
}

fn as_json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value)
        .map(|json| json + "\n")
        .map_err(|error| Error::BadInput(format!("this cannot be told as JSON: {error}")))
}

/// A value for a shell. A token is printable ASCII.
fn quoted(token: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=:%".contains(&byte);
    if token.bytes().all(is_plain) { token.to_owned() } else { format!("'{}'", token.replace('\'', r"'\''")) }
}

fn request(place: &Place, arguments: RequestArguments) -> Result<Exit, Error> {
    let RequestArguments { id, method, url, header, body, json } = arguments;
    let body = body.as_deref().map(read_body).transpose()?.unwrap_or_default();
    let connection = ConnectionId::from(id);
    let asked = ProgramRequest { connection, method, url, headers: header, body, program: parent() };
    block_on(place, async |keeper| {
        let mut answer = keeper.request(asked).await?;
        let status = answer.status;
        let handed = if json { hand_out_json(&mut answer).await } else { stream(&mut answer).await };
        answer.checked().await;
        handed?;
        Ok(if (200..300).contains(&status) { Exit::Done } else { Exit::Refused })
    })
}

fn read_body(path: &Path) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    let read = if path.as_os_str() == "-" {
        stdin().lock().take(MOST_BODY).read_to_end(&mut body)
    } else {
        File::open(path).and_then(|file| file.take(MOST_BODY).read_to_end(&mut body))
    };
    match read {
        Ok(_) if body.len() as u64 == MOST_BODY => Err(RequestTrouble::TooLarge.into()),
        Ok(_) => Ok(body),
        Err(error) => Err(Error::BadInput(format!("the body cannot be read ({error}); nothing was sent"))),
    }
}

async fn stream(answer: &mut ProgramAnswer) -> Result<(), Error> {
    let mut out = Out;
    while let Some(chunk) = answer.chunk().await? {
        if !out.write(&chunk)? {
            // The reader is gone, so the rest is for nobody.
            break;
        }
    }
    Ok(())
}

async fn hand_out_json(answer: &mut ProgramAnswer) -> Result<(), Error> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > MOST_IN_JSON {
            return Err(Error::BadInput("the answer is too large for JSON; leave --json out".into()));
        }
        body.extend_from_slice(&chunk);
    }
    let value = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = answer.headers.iter().map(|(name, of)| (name.as_str(), value(of.as_bytes()))).collect();
    let text = std::str::from_utf8(&body).ok();
    let body_base64 = text.is_none().then(|| keeper::base64(&body));
    print_json(&as_json(&AnswerJson { status: answer.status, headers, body: text, body_base64 })?)
}

/// Runs a program with the token in its environment, in place of this process where the system can do that: signals and
/// the exit code are then the program's own.
fn exec(lent: &Lent, command: &[std::ffi::OsString]) -> Result<Exit, Error> {
    let Some((program, arguments)) = command.split_first() else { unreachable!("clap demands a program") };
    let mut run = process::Command::new(program);
    run.args(arguments).env("GANDER_TOKEN", lent.expose());
    let fault = |error: io::Error| {
        Error::BadInput(format!("{} cannot be run ({error})", Path::new(program).display()))
    };
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        Err(fault(run.exec()))
    }
    #[cfg(not(unix))]
    {
        // The system sends Ctrl-C to both processes.
        let status = run.status().map_err(fault)?;
        process::exit(status.code().unwrap_or(1))
    }
}

/// The name of the process that started this one, as the system tells it. It proves nothing.
fn parent() -> String {
    let name = parent_name().unwrap_or_default();
    let name = name.trim();
    if name.is_empty() { "unknown".to_owned() } else { name.to_owned() }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn parent_name() -> Option<String> {
    let id = std::os::unix::process::parent_id();
    let name = std::fs::read(format!("/proc/{id}/comm")).ok()?;
    Some(String::from_utf8_lossy(&name).into_owned())
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn parent_name() -> Option<String> {
    let id = std::os::unix::process::parent_id().to_string();
    let told = process::Command::new("/bin/ps").args(["-o", "comm=", "-p", &id]).output().ok()?;
    let path = String::from_utf8_lossy(&told.stdout).trim().to_owned();
    Some(path.rsplit('/').next().unwrap_or_default().to_owned())
}

#[cfg(not(unix))]
fn parent_name() -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lent(token: &str) -> Lent {
        let expires_at = chrono::DateTime::from_timestamp(1_900_000_000, 0);
        Lent { token: token.into(), expires_at, username: Some("dana".into()) }
    }

    #[test]
    fn each_format_is_the_one_that_its_reader_knows() {
        let told = |token, format| formatted(&lent(token), format).unwrap().to_string();
        assert_eq!(told("a.b", TokenFormat::Text), "a.b\n");
        assert_eq!(told("a.b", TokenFormat::Header), "Authorization: Bearer a.b\n");
        assert_eq!(told("a.b", TokenFormat::Env), "GANDER_TOKEN=a.b\n");
        assert_eq!(told("a|b'$(c)", TokenFormat::Env), "GANDER_TOKEN='a|b'\\''$(c)'\n");
        assert_eq!(
            told("a.b", TokenFormat::Git),
            "username=dana\npassword=a.b\npassword_expiry_utc=1900000000\n"
        );
        assert_eq!(
            told("a.b", TokenFormat::Json),
            "{\"access_token\":\"a.b\",\"token_type\":\"Bearer\",\"expires_at\":\"2030-03-17T17:46:40Z\",\"username\":\"dana\"}\n"
        );
        let endless = Lent { expires_at: None, username: Some("a\nhost=b".into()), ..lent("a") };
        assert_eq!(*formatted(&endless, TokenFormat::Git).unwrap(), "username=gander\npassword=a\n");
    }
}
