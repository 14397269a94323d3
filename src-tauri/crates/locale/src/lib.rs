//! The words of notices, mails and the tray, from the same Fluent files that the window reads.

mod activity;
mod calendar;
mod excerpt;
mod mail;
mod names;
mod news;

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Datelike, Local, NaiveDate, NaiveDateTime, Utc};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

pub use activity::{ActivityNeed, ActivityNews, activity_words, reminder_words};
pub use calendar::{Due, calendar};
pub use excerpt::excerpt;
pub use mail::{Mail, mail, mail_of_activities, test_mail};
pub use names::{escaped, harmless, plain, shown};
pub use news::{Line, planned_after, waiting};

/// Every language that Gander has. The first is the fallback.
pub const LANGUAGES: [Language; 6] = [
    Language {
        tag: "en",
        messages: include_str!("../../../../ui/locales/en/gander.ftl"),
        day: |day, month| format!("{day} {month}"),
        months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    },
    Language {
        tag: "de",
        messages: include_str!("../../../../ui/locales/de/gander.ftl"),
        day: |day, month| format!("{day}. {month}"),
        months: [
            "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
        ],
    },
    Language {
        tag: "es",
        messages: include_str!("../../../../ui/locales/es/gander.ftl"),
        day: |day, month| format!("{day} {month}"),
        months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    },
    Language {
        tag: "fr",
        messages: include_str!("../../../../ui/locales/fr/gander.ftl"),
        day: |day, month| format!("{} {month}", if day == 1 { "1er".to_owned() } else { day.to_string() }),
        months: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
    },
    Language {
        tag: "ja",
        messages: include_str!("../../../../ui/locales/ja/gander.ftl"),
        day: |day, month| format!("{month}{day}日"),
        months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
    },
    Language {
        tag: "ar",
        messages: include_str!("../../../../ui/locales/ar/gander.ftl"),
        day: |day, month| format!("{day} {month}"),
        months: [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ],
    },
];

/// The regions in which English puts the day before the month: those under `en-001` in CLDR. In all others the month
/// comes first, as in the window.
const DAY_FIRST: &str = "AE AG AI AT AU BB BE BM BS BW BZ CC CH CK CM CX CY CZ DE DG DK DM EE ER ES FI FJ FK FM FR GB GD \
                         GE GG GH GI GM GS GY HK HU ID IE IL IM IN IO IT JE JM KE KI KN KY LC LR LS LT LV MG MO MS MT MU \
                         MV MW MY NA NF NG NL NO NR NU NZ PG PK PL PN PT PW RO RW SB SC SD SE SG SH SI SK SL SS SX SZ TC \
                         TK TO TT TV TZ UA UG VC VG VU WS ZA ZM ZW";

/// A language that Gander has.
pub struct Language {
    /// Its BCP 47 primary subtag.
    pub tag: &'static str,
    messages: &'static str,
    /// A day of the month and a short month name, in the language's order.
    day: fn(u32, &str) -> String,
    months: [&'static str; 12],
}

/// The person's language with its messages. It can change while other threads use it.
pub struct Locale {
    /// The language of the person's system.
    system: &'static Language,
    /// English puts the month before the day in the person's region.
    month_first: bool,
    spoken: RwLock<Arc<Spoken>>,
    local: fn(DateTime<Utc>) -> NaiveDateTime,
}

/// A language and its messages.
struct Spoken {
    language: &'static Language,
    bundle: FluentBundle<FluentResource>,
}

impl Spoken {
    fn new(language: &'static Language) -> Arc<Self> {
        Arc::new(Self { language, bundle: bundle(language) })
    }
}

impl Locale {
    /// The language and the time zone of the person's system; English if Gander does not have the language.
    pub fn of_system() -> Self {
        Self::new(&sys_locale::get_locale().unwrap_or_default(), |at| at.with_timezone(&Local).naive_local())
    }

    /// A language by its tag, such as `de-AT`, with the times of a time zone.
    pub fn new(tag: &str, local: fn(DateTime<Utc>) -> NaiveDateTime) -> Self {
        let mut subtags = tag.split(['.', '@']).next().unwrap_or_default().split(['-', '_']);
        let language = subtags.next().unwrap_or_default().to_ascii_lowercase();
        let region = subtags.find(|subtag| subtag.len() == 2).map(str::to_ascii_uppercase);
        let day_first = |region: &String| DAY_FIRST.split(' ').any(|other| other == region);
        let month_first = language != "en" || !region.is_some_and(|region| day_first(&region));
        let system = known(&language).unwrap_or(&LANGUAGES[0]);
        Self { system, month_first, spoken: RwLock::new(Spoken::new(system)), local }
    }

    /// The language that the person chose, or that of their system.
    #[must_use]
    pub fn of_person(chosen: Option<&str>) -> Self {
        let locale = Self::of_system();
        locale.choose(chosen);
        locale
    }

    /// Switches to the language with this tag, or to the system's if the tag is absent or unknown.
    pub fn choose(&self, chosen: Option<&str>) {
        let language = chosen.and_then(known).unwrap_or(self.system);
        if self.spoken().language.tag != language.tag {
            *self.spoken.write().unwrap_or_else(PoisonError::into_inner) = Spoken::new(language);
        }
    }

    fn spoken(&self) -> Arc<Spoken> {
        Arc::clone(&self.spoken.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The language's BCP 47 tag.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        self.spoken().language.tag
    }

    /// The writing direction: `ltr` or `rtl`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        if self.tag() == "ar" { "rtl" } else { "ltr" }
    }

    /// The gap between two sentences. Japanese has none.
    #[must_use]
    pub fn gap(&self) -> &'static str {
        if self.tag() == "ja" { "" } else { " " }
    }

    /// A message without arguments.
    pub fn text(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// A message with its arguments. A missing message gives its own id, which a test looks for.
    pub fn say(&self, id: &str, arguments: &[(&'static str, Argument<'_>)]) -> String {
        let spoken = self.spoken();
        let Some(pattern) = spoken.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, FluentValue::from(value))).collect();
        spoken.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }

    /// The local date of a moment.
    #[must_use]
    pub fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        (self.local)(at).date()
    }

    /// A day as people write it, the same as in the window: `Mar 14`, `14 Mar`, `14. März`, `3月14日`.
    pub fn day(&self, at: DateTime<Utc>) -> String {
        let date = self.date(at);
        let language = self.spoken().language;
        let month = language.months[date.month0() as usize];
        if language.tag == "en" && self.month_first {
            return format!("{month} {}", date.day());
        }
        (language.day)(date.day(), month)
    }

    /// A day and the time in 24 hours: `14 Mar, 08:00`.
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        let (date, time) = (self.day(at), self.time(at));
        self.say("tray-moment", &[("date", Argument::Text(&date)), ("time", Argument::Text(&time))])
    }

    /// The time in 24 hours: `08:00`.
    fn time(&self, at: DateTime<Utc>) -> String {
        (self.local)(at).format("%H:%M").to_string()
    }
}

/// An argument of a message.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// A name, or words that are already in the person's language.
    Text(&'a str),
    /// A number, which decides the plural.
    Count(usize),
}

impl<'a> From<&Argument<'a>> for FluentValue<'a> {
    fn from(argument: &Argument<'a>) -> Self {
        match argument {
            Argument::Text(text) => (*text).into(),
            Argument::Count(count) => (*count).into(),
        }
    }
}

/// A language that Gander has, by its primary subtag.
#[must_use]
pub fn known(tag: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.tag == tag)
}

fn bundle(language: &Language) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = language.tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Notification servers and tray menus show Unicode's isolation marks as boxes.
    bundle.set_use_isolating(false);
    let resource =
        FluentResource::try_new(language.messages.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}
