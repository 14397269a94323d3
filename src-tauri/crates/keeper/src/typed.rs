//! Cleans names, addresses, keys and secrets that people type, paste and pipe in. Pages, chats and editors add
//! invisible characters to them, which none of them needs.

use std::fmt;

use alerts::{Email, Zone};
use chrono::{DateTime, Local, NaiveDateTime, Utc};
use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
use secrecy::{ExposeSecret, SecretString};
use url::Url;
use zeroize::Zeroizing;

use crate::public_hosts::is_of_web;

/// A name, key or address without invisible characters (Unicode's Default_Ignorable_Code_Point: marks of direction and
/// order, joiners, soft hyphens), and without white space around it.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let unseen = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let seen: Zeroizing<String> =
        Zeroizing::new(text.chars().filter(|letter| !unseen.contains(*letter)).collect());
    seen.trim().to_owned()
}

/// Cleans a secret like [`cleaned`].
#[must_use]
pub fn cleaned_secret(secret: &SecretString) -> SecretString {
    cleaned(secret.expose_secret()).into()
}

/// A wall-clock time on this device, such as `2026-12-01T09:00`. Of a time that comes twice the first counts; a time that
/// the clocks skip becomes the first one after the gap. `None` if it is no time.
#[must_use]
pub fn local_time(text: &str) -> Option<DateTime<Utc>> {
    local_time_in(&Local, text)
}

fn local_time_in(zone: &dyn Zone, text: &str) -> Option<DateTime<Utc>> {
    let text = cleaned(text);
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
    let typed = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())?;
    Some(zone.moment(typed))
}

/// A key of one word, cleaned. `None` if it is empty or more than one word.
#[must_use]
pub fn word(text: &str) -> Option<String> {
    let text = cleaned(text);
    (!text.is_empty() && !text.contains(is_blank)).then_some(text)
}

/// A client secret, cleaned. `None` if it is empty or holds a control character. A space within is part of it (RFC 6749
/// appendix A.2).
#[must_use]
pub fn client_secret(secret: &SecretString) -> Option<SecretString> {
    let text = Zeroizing::new(cleaned(secret.expose_secret()));
    (!text.is_empty() && !text.contains(char::is_control)).then(|| text.as_str().into())
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}

/// An address or a number, cleaned, with the wide letters of East Asian keyboards as plain ones.
#[must_use]
pub fn address(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{3000}' => ' ',
        letter => letter,
    };
    cleaned(text).chars().map(plain).collect::<String>().trim().to_owned()
}

/// A web address. A bare one, such as `example.org/news`, becomes `https`. `None` if it is none, or names a person.
#[must_use]
pub fn web_address(text: &str) -> Option<Url> {
    let url = if text.contains("://") { Url::parse(text) } else { Url::parse(&format!("https://{text}")) };
    url.ok().filter(|url| url.has_host() && is_of_web(url))
}

/// An app password that a page shows in groups, cleaned: typographic hyphens become plain ones, and spaces are removed.
#[must_use]
pub fn app_password(secret: &SecretString) -> SecretString {
    let plain = |letter: char| match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => '-',
        letter => letter,
    };
    let password: String =
        cleaned(secret.expose_secret()).chars().filter(|letter| !letter.is_whitespace()).map(plain).collect();
    password.into()
}

/// A password for a mail server, cleaned. Four groups of four letters are an app password as its page shows it, and
/// lose their spaces. Any other password keeps them, as plain spaces.
#[must_use]
pub fn mail_password(secret: &SecretString) -> SecretString {
    let password = cleaned(secret.expose_secret());
    let password = password.replace(['\u{a0}', '\u{2007}', '\u{202f}'], " ");
    let groups: Vec<&str> = password.split_whitespace().collect();
    let is_group = |group: &&str| group.len() == 4 && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if groups.len() == 4 && groups.iter().all(is_group) { groups.concat().into() } else { password.into() }
}

/// A mail server and its addresses, cleaned. A domain in any script becomes its ASCII form (RFC 5890).
#[must_use]
pub fn email(email: Email) -> Email {
    let Email { host, port, security, username, from, to } = email;
    let username = username.map(|name| cleaned(&name)).filter(|name| !name.is_empty());
    let to = to.iter().map(|to| mail_address(to)).collect();
    Email { host: domain(&address(&host)), port, security, username, from: mail_address(&from), to }
}

fn mail_address(text: &str) -> String {
    let text = address(text);
    match text.rsplit_once('@') {
        Some((local, name)) => format!("{local}@{}", domain(name)),
        None => text,
    }
}

/// The ASCII form of a domain. A domain without one stays as it is, for the settings to refuse.
fn domain(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    idna::domain_to_ascii(name).unwrap_or_else(|_| name.to_owned())
}

/// The error for piped bytes that are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotText;

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("standard input is neither UTF-8 nor UTF-16 text; pipe it in as UTF-8")
    }
}

/// The text of piped bytes: UTF-8, or the UTF-16 that Windows' own tools and shells write, with or without a byte order
/// mark.
///
/// # Errors
/// When the bytes are neither.
pub fn decoded(bytes: &[u8]) -> Result<Zeroizing<String>, NotText> {
    let of_pairs = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Zeroizing<Vec<u16>> = Zeroizing::new(pairs.iter().map(|pair| unit(*pair)).collect());
        let text = if rest.is_empty() { String::from_utf16(&units).ok() } else { None };
        text.map(Zeroizing::new).ok_or(NotText)
    };
    let zeros = |from: usize| bytes.len() > 1 && bytes.iter().skip(from).step_by(2).all(|byte| *byte == 0);
    match bytes {
        [0xff, 0xfe, rest @ ..] => of_pairs(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => of_pairs(rest, u16::from_be_bytes),
        // No secret holds a zero byte. If every second byte is zero, each letter takes two bytes.
        _ if zeros(1) => of_pairs(bytes, u16::from_le_bytes),
        _ if zeros(0) => of_pairs(bytes, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).map(|text| Zeroizing::new(text.to_owned())).map_err(|_| NotText),
    }
}

#[cfg(test)]
mod tests {
    use alerts::Security;

    use super::*;

    #[test]
    fn a_time_is_read_as_this_devices_clock_shows_it() {
        let berlin = |text| local_time_in(&chrono_tz::Europe::Berlin, text).map(|at| at.to_rfc3339());
        let at = |text: &str| Some(text.to_owned());
        assert_eq!(berlin("2026-12-01T09:00"), at("2026-12-01T08:00:00+00:00"));
        assert_eq!(berlin(" 2026-07-01 09:00\u{200b}"), at("2026-07-01T07:00:00+00:00"));
        // The clocks skip from 02:00 to 03:00.
        assert_eq!(berlin("2026-03-29T02:30"), at("2026-03-29T01:00:00+00:00"));
        // 02:30 comes twice. The first one is summer time.
        assert_eq!(berlin("2026-10-25T02:30"), at("2026-10-25T00:30:00+00:00"));
        for wrong in ["", "soon", "2026-13-01T09:00", "2026-12-01", "09:00", "2026-12-01T09:00Z"] {
            assert_eq!(berlin(wrong), None, "{wrong}");
        }
        // A day that an island skipped as a whole.
        let apia = local_time_in(&chrono_tz::Pacific::Apia, "2011-12-30T12:00").unwrap();
        assert_eq!(apia.to_rfc3339(), "2011-12-30T10:00:00+00:00");
    }

    fn secret(text: &str) -> SecretString {
        text.into()
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_a_key_or_a_name() {
        for pasted in [
            "practice-key",
            " practice-key\n",
            "\u{a0}practice-key\u{3000}\u{2029}",
            "\u{feff}practice-key",
            "\u{feff} \u{2067}practice-key\u{2069}\u{200f}",
            "\u{202a}practice-key\u{202c}",
            "prac\u{200b}tice\u{ad}-\u{2060}key\u{e0020}",
            "practice-\u{34f}key\u{fe0f}",
        ] {
            assert_eq!(cleaned(pasted), "practice-key", "{pasted:?}");
            assert_eq!(word(pasted).as_deref(), Some("practice-key"), "{pasted:?}");
            assert_eq!(client_secret(&secret(pasted)).unwrap().expose_secret(), "practice-key", "{pasted:?}");
        }
        for no_word in ["", "\u{200b}", "two words", "two\u{a0}words", "a\nb", "a\u{7}"] {
            assert_eq!(word(no_word), None, "{no_word:?}");
        }
        for no_secret in ["", "\u{200b}", " \n", "a\nb", "a\u{7}"] {
            assert!(client_secret(&secret(no_secret)).is_none(), "{no_secret:?}");
        }
        assert_eq!(client_secret(&secret(" two words ")).unwrap().expose_secret(), "two words");
        assert_eq!(cleaned("Grüße, 世界"), "Grüße, 世界", "letters stay");
    }

    #[test]
    fn an_address_may_be_typed_on_any_keyboard() {
        assert_eq!(address("\u{202a}dana.bsky.social\u{202c}"), "dana.bsky.social");
        assert_eq!(address("\u{ff20}dana\u{ff20}mastodon\u{ff0e}social\u{3000}"), "@dana@mastodon.social");
        assert_eq!(address("mastodon\u{3002}social\u{ff0f}\u{ff20}dana"), "mastodon.social/@dana");
        assert_eq!(address("\u{ff11}\u{ff12}\u{ff13}"), "123");
    }

    #[test]
    fn an_app_password_is_taken_as_its_page_shows_it() {
        for pasted in [
            "abcd-efgh-ijkl-mnop",
            "\u{a0}abcd\u{2011}efgh\u{2013}ijkl-\u{200b}mnop ",
            "abcd- efgh-ijkl-mnop",
        ] {
            assert_eq!(app_password(&secret(pasted)).expose_secret(), "abcd-efgh-ijkl-mnop", "{pasted:?}");
        }
        for pasted in
            ["abcdefghijklmnop", "abcd\u{a0}efgh\u{a0}ijkl\u{a0}mnop", " abcd efgh  ijkl mnop\u{feff}"]
        {
            assert_eq!(mail_password(&secret(pasted)).expose_secret(), "abcdefghijklmnop", "{pasted:?}");
        }
        for own in ["correct horse battery staple", "abcd efgh ijkl", "pass wort"] {
            assert_eq!(mail_password(&secret(own)).expose_secret(), own);
        }
        assert_eq!(mail_password(&secret("pass\u{a0}wort")).expose_secret(), "pass wort");
    }

    #[test]
    fn mail_goes_to_a_domain_of_any_script() {
        let read = |host: &str, to: &str| {
            let (host, to) = (host.to_owned(), vec![to.to_owned()]);
            let from = "\u{feff}gander@example.org ".to_owned();
            let username = Some("dana\u{200b}".to_owned());
            email(Email { host, port: 465, security: Security::Tls, username, from, to })
        };
        let clean = read(" smtp.m\u{fc}nchen.example\u{200b}", "dana@m\u{fc}nchen.example");
        assert_eq!(clean.host, "smtp.xn--mnchen-3ya.example");
        assert_eq!(clean.to, ["dana@xn--mnchen-3ya.example"]);
        assert_eq!((clean.from.as_str(), clean.username.as_deref()), ("gander@example.org", Some("dana")));
        assert_eq!(read("a", "dana@例え\u{3002}テスト").to, ["dana@xn--r8jz45g.xn--zckzah"]);
        assert_eq!(read("a", "d\u{e4}na\u{ff20}Example.org").to, ["d\u{e4}na@Example.org"]);
        let bad = read("a", "dana@a\u{fc}..example");
        let settings = alerts::Settings { email: Some(bad), ..alerts::Settings::default() };
        assert!(settings.trouble().contains(&alerts::BadSetting::To));
    }

    #[test]
    fn what_is_piped_in_is_read_as_utf_8_or_utf_16() {
        let wide =
            |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let text = "practice-\u{fc}\u{1f986}\r\n";
        let marked = format!("\u{feff}{text}");
        for bytes in
            [wide(&marked, u16::to_le_bytes), wide(&marked, u16::to_be_bytes), text.as_bytes().to_vec()]
        {
            assert_eq!(decoded(&bytes).unwrap().as_str(), text);
        }
        for bytes in [wide("practice-key", u16::to_le_bytes), wide("practice-key", u16::to_be_bytes)] {
            assert_eq!(decoded(&bytes).unwrap().as_str(), "practice-key", "without a mark");
        }
        for bytes in [&[0xff, 0xfe, 0x61][..], &[0xff, 0xfe, 0x00, 0xd8], b"practice-\xfc"] {
            assert_eq!(decoded(bytes).unwrap_err(), NotText, "{bytes:?}");
        }
        assert_eq!(decoded(b"").unwrap().as_str(), "");
        assert_eq!(decoded(b"a").unwrap().as_str(), "a");
    }
}
