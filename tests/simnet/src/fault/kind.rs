//! All faults, by name.

use serde::{Deserialize, Serialize};

use crate::{Endpoint, Network};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $id:literal,)+) => {
        /// A way in which a network misbehaves.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FaultKind {
            $($(#[doc = $doc])+ #[serde(rename = $id)] $kind,)+
        }

        impl FaultKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The name in the control API, such as `rate_limit`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $id,)+
                }
            }
        }
    };
}

kinds! {
    /// No fault: the network behaves again.
    None = "none",

    /// The network's own way to say "too many requests".
    RateLimit = "rate_limit",
    /// Meta only: the limit of a business use case.
    RateLimitBusiness = "rate_limit_business",
    /// The network's own 5xx.
    ServerError = "server_error",
    /// LinkedIn only: the network calls a good token revoked, as it can for some seconds after minting.
    FalseRevoked = "false_revoked",
    /// Meta's limit of the app, as HTTP 400.
    Meta4As400 = "meta_4_400",
    /// Meta's limit of the app, as HTTP 403.
    Meta4As403 = "meta_4_403",
    /// Meta's limit of the person, as HTTP 400.
    Meta17As400 = "meta_17_400",
    /// Meta's limit of the person, as HTTP 403.
    Meta17As403 = "meta_17_403",
    /// Meta's limit of the Page, as HTTP 400.
    Meta32As400 = "meta_32_400",
    /// Meta's limit of the Page, as HTTP 403.
    Meta32As403 = "meta_32_403",
    /// Meta's cap of the app, as HTTP 400.
    Meta341As400 = "meta_341_400",
    /// Meta's cap of the app, as HTTP 403.
    Meta341As403 = "meta_341_403",
    /// Meta's custom limit, as HTTP 400.
    Meta613As400 = "meta_613_400",
    /// Meta's custom limit, as HTTP 403.
    Meta613As403 = "meta_613_403",
    /// Meta's limit of Pages as a business use case, as HTTP 400.
    Meta80001As400 = "meta_80001_400",
    /// Meta's limit of Pages as a business use case, as HTTP 403.
    Meta80001As403 = "meta_80001_403",
    /// X's older limit: HTTP 429, code 88.
    X88 = "x_88",
    /// X over capacity: HTTP 503, code 130.
    X130 = "x_130",
    /// The developer has no credits left at X: HTTP 402.
    X402 = "x_402",
    /// An error with status 200, as Reddit sends it.
    Reddit200 = "reddit_200",
    /// A limit with status 200 and `error.code`, as TikTok sends it.
    TikTok200 = "tiktok_200",

    /// A captive portal: by turns a redirect to a login page and a page of HTML.
    CaptivePortal = "captive_portal",
    /// A permanent redirect to a login page.
    Redirect301 = "redirect_301",
    /// A redirect to a login page.
    Redirect302 = "redirect_302",
    /// A redirect to a login page that keeps the method.
    Redirect307 = "redirect_307",
    /// A page of HTML with status 200.
    Html = "html",
    /// A page of HTML with status 200, labelled as JSON.
    HtmlAsJson = "html_as_json",
    /// A proxy's page of HTML with status 403.
    ProxyForbidden = "proxy_403",
    /// HTTP 400 with the error `temporarily_unavailable`.
    TemporarilyUnavailable = "temporarily_unavailable",
    /// HTTP 408.
    Status408 = "status_408",
    /// HTTP 425 (RFC 8470).
    Status425 = "status_425",
    /// HTTP 429 without `Retry-After`.
    Status429 = "status_429",
    /// HTTP 429 with `Retry-After` in seconds.
    Status429Seconds = "status_429_seconds",
    /// HTTP 429 with `Retry-After` as a date.
    Status429Date = "status_429_date",
    /// HTTP 500 with a page.
    Status500 = "status_500",
    /// HTTP 502 with a page.
    Status502 = "status_502",
    /// HTTP 503 with a page.
    Status503 = "status_503",
    /// HTTP 504 with a page.
    Status504 = "status_504",
    /// HTTP 511 with a login page (RFC 6585 section 6).
    Status511 = "status_511",
    /// HTTP 520, a CDN's "unknown error".
    Status520 = "status_520",
    /// HTTP 522, a CDN's "connection timed out".
    Status522 = "status_522",

    /// HTTP 204.
    NoContent = "no_content",
    /// Status 200 with an empty body.
    Empty = "empty",
    /// The network acts, but sends only the first half of the JSON, as if it were complete.
    Truncated = "truncated",
    /// A good answer, labelled as HTML.
    WrongContentType = "wrong_content_type",
    /// A small body, compressed by gzip, that claims one gibibyte.
    GzipBomb = "gzip_bomb",
    /// Status 200 and ten megabytes of JSON.
    Huge = "huge",
    /// JSON whose values are of the wrong types.
    WrongType = "wrong_type",
    /// A good token answer without `expires_in`.
    NoExpiresIn = "no_expires_in",
    /// A good token answer whose refresh token is an empty string; the former one stays valid.
    BlankRefresh = "blank_refresh",

    /// The network's port is closed.
    RefuseConnection = "refuse_connection",
    /// The network reads the request but does not act, and resets the connection.
    ResetBefore = "reset_before",
    /// The network acts, and resets the connection without an answer.
    ResetAfter = "reset_after",
    /// The network acts, and resets the connection in the middle of the answer.
    ResetHalfway = "reset_halfway",
    /// The network acts on a renewal or a post, and closes the connection without an answer.
    CutAfterRotation = "cut_after_rotation",
    /// The network takes the request, but neither acts nor answers.
    Hang = "hang",
    /// The network acts, but never answers.
    HangAfter = "hang_after",
    /// The network acts, but a gateway answers in its place: HTTP 504 with a page.
    GatewayTimeout = "gateway_timeout",
    /// The network acts, and sends the head of the answer, but never the body.
    HangBody = "hang_body",
    /// The network acts, but the body of the answer stops halfway.
    StopHalfway = "stop_halfway",
    /// The network acts, and sends ten bytes of the answer a second.
    Drip = "drip",

    /// A good answer after a byte order mark.
    OddBom = "odd_bom",
    /// A good answer in UTF-16.
    OddUtf16 = "odd_utf16",
    /// A good answer with each member twice; the second counts.
    OddDuplicates = "odd_duplicates",
    /// A good answer with unexpected members of every shape.
    OddMembers = "odd_members",
    /// A good answer with names that were cut within an emoji.
    OddSurrogates = "odd_surrogates",
    /// A good answer with bytes that are not UTF-8.
    OddBytes = "odd_bytes",
    /// A good answer whose integers have fractions and exponents, with numbers beyond the range of any machine type.
    OddNumbers = "odd_numbers",
    /// A good answer whose numbers are strings.
    OddTextNumbers = "odd_text_numbers",
    /// A good answer with a member of a thousand nested lists.
    OddDepth = "odd_depth",
    /// A good answer with control characters in strings, trailing commas, and bytes after its end.
    OddNoise = "odd_noise",
    /// A good answer, compressed by gzip.
    OddGzip = "odd_gzip",
    /// A good answer, compressed by deflate.
    OddDeflate = "odd_deflate",
    /// A good answer, compressed by gzip without a header that says so.
    OddUnnamedGzip = "odd_unnamed_gzip",
    /// A good answer that a header calls gzip, although it is not compressed.
    OddNamedGzip = "odd_named_gzip",
    /// A good answer with status 201.
    Odd201 = "odd_201",
    /// A good answer with status 202.
    Odd202 = "odd_202",
    /// A good answer with status 203.
    Odd203 = "odd_203",
    /// A good answer with status 206.
    Odd206 = "odd_206",
    /// A good answer without `Content-Type`.
    OddUntyped = "odd_untyped",
    /// A good answer whose head is written in an odd way: case, blanks, folded lines, two hundred more headers.
    OddHead = "odd_head",
    /// A good answer in many chunks, with chunk extensions and trailers.
    OddChunked = "odd_chunked",
    /// A good answer that ends before the length given in its head.
    OddLength = "odd_length",

    /// The network publishes the post, but answers HTTP 500 with a page.
    Status500After = "status_500_after",
    /// The network's own refusal of a post's content.
    RefuseContent = "refuse_content",
}

impl FaultKind {
    /// Tells whether the fault can show at this endpoint. Other requests do not count towards `times`.
    #[must_use]
    pub fn touches(self, endpoint: Endpoint) -> bool {
        match self {
            Self::None | Self::RefuseConnection => false,
            Self::CutAfterRotation => endpoint.mints() || endpoint == Endpoint::Publish,
            Self::Status500After | Self::RefuseContent => endpoint == Endpoint::Publish,
            Self::NoExpiresIn | Self::BlankRefresh => endpoint.mints(),
            Self::FalseRevoked => matches!(endpoint, Endpoint::Identity | Endpoint::Probe),
            // A revocation may be answered with an empty success or any JSON (RFC 7009 section 2.2).
            Self::NoContent | Self::Empty | Self::WrongType => {
                !matches!(endpoint, Endpoint::Authorize | Endpoint::Revoke)
            }
            _ => endpoint != Endpoint::Authorize,
        }
    }

    /// Tells whether this network can have the fault.
    #[must_use]
    pub fn suits(self, network: Network) -> bool {
        let meta = matches!(network, Network::Facebook | Network::Instagram | Network::Threads);
        match self {
            Self::RateLimitBusiness => meta,
            Self::FalseRevoked => network == Network::LinkedIn,
            Self::Status500After | Self::RefuseContent => network.publishes(),
            Self::X88 | Self::X130 | Self::X402 => matches!(network, Network::X | Network::XOAuth1),
            _ => meta || self.meta().is_none(),
        }
    }

    /// Tells whether the network acts and answers well, only in an odd form. Apps must read such an answer.
    #[must_use]
    pub fn is_odd(self) -> bool {
        self.id().starts_with("odd_")
    }

    /// Tells whether the network still acts. A renewal then takes place, and only its answer is lost or odd.
    #[must_use]
    pub fn acts(self) -> bool {
        self.is_odd()
            || matches!(
                self,
                Self::None
                    | Self::Truncated
                    | Self::WrongContentType
                    | Self::NoExpiresIn
                    | Self::BlankRefresh
                    | Self::ResetAfter
                    | Self::ResetHalfway
                    | Self::CutAfterRotation
                    | Self::HangAfter
                    | Self::GatewayTimeout
                    | Self::Status500After
                    | Self::HangBody
                    | Self::StopHalfway
                    | Self::Drip
            )
    }

    /// Tells whether the network acts, but its own answer is lost as a whole.
    pub(crate) fn loses_the_answer(self) -> bool {
        matches!(
            self,
            Self::ResetAfter
                | Self::CutAfterRotation
                | Self::HangAfter
                | Self::GatewayTimeout
                | Self::Status500After
        )
    }

    /// The code and the status of one of Meta's own limits.
    pub(crate) fn meta(self) -> Option<(u32, u16)> {
        Some(match self {
            Self::Meta4As400 => (4, 400),
            Self::Meta4As403 => (4, 403),
            Self::Meta17As400 => (17, 400),
            Self::Meta17As403 => (17, 403),
            Self::Meta32As400 => (32, 400),
            Self::Meta32As403 => (32, 403),
            Self::Meta341As400 => (341, 400),
            Self::Meta341As403 => (341, 403),
            Self::Meta613As400 => (613, 400),
            Self::Meta613As403 => (613, 403),
            Self::Meta80001As400 => (80_001, 400),
            Self::Meta80001As403 => (80_001, 403),
            _ => return None,
        })
    }
}
