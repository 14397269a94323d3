//! The pages that the browser shows.

use locale::Locale;

/// A page that the browser shows. It repeats nothing of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The sign-in goes on in Gander.
    Done,
    /// The person said no at the network.
    Denied,
    /// The sign-in has ended.
    Over,
    /// The answer is not to this sign-in.
    Foreign,
    /// Nothing is at this path.
    NotFound,
    /// The request is not a GET.
    NotGet,
    /// The request is too long.
    TooLong,
    /// The browser prefetched the page. A status other than success makes it ask again.
    Ahead,
}

impl Page {
    /// The HTTP response, head and body.
    pub fn response(self, locale: &Locale) -> String {
        let own = |id: &str| (locale.text(id), locale.text(&format!("{id}-text")));
        // Pages that a person normally never sees are in English.
        let other = |title: &str, text: &str| (title.to_owned(), text.to_owned());
        let (status, (title, text)) = match self {
            Self::Done => ("200 OK", own("redirect-done")),
            Self::Denied => ("200 OK", own("redirect-denied")),
            Self::Over => ("410 Gone", own("redirect-over")),
            Self::Foreign => ("400 Bad Request", own("redirect-foreign")),
            Self::NotFound => {
                ("404 Not Found", other("Nothing here", "Gander listens here for one answer only."))
            }
            Self::NotGet => {
                ("405 Method Not Allowed", other("Nothing here", "Gander listens here for one answer only."))
            }
            Self::Ahead => (
                "503 Service Unavailable",
                other("Not yet", "Gander answers once you open this address yourself."),
            ),
            Self::TooLong => (
                "431 Request Header Fields Too Large",
                other("Too long", "This request is too long to be a sign-in."),
            ),
        };
        let (language, direction) = (locale.tag(), locale.direction());
        let body = format!(
            "<!doctype html><html lang={language} dir={direction}><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
             <title>{title}</title><style>body{{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:26em;\
             padding:0 1em;background:#f5f3ee;color:#1e1c19}}h1{{font-size:1.4em}}\
             @media(prefers-color-scheme:dark){{body{{background:#151412;color:#f2efe8}}}}</style>\
             <h1>{title}</h1><p>{text}</p></html>"
        );
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
             Connection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
             X-Content-Type-Options: nosniff\r\n\
             Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n\r\n{body}",
            body.len()
        )
    }
}
