const day = 86_400_000;
const timeParts: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };

// A new formatter takes as long as drawing a row, and the same few are needed again and again.
const formatters = new Map<string, Intl.DateTimeFormat>();
const distances = new Map<string, Intl.RelativeTimeFormat>();

/** "3 Nov"; with the year when it is not this year's. */
export function date(locale: string, iso: string, now: number): string {
  return format(locale, iso, dayParts(iso, now));
}

/** "10:12" */
export function time(locale: string, iso: string): string {
  return format(locale, iso, timeParts);
}

/** "10:12" by the clocks of an IANA time zone. Null if this device does not know the zone. */
export function timeIn(locale: string, iso: string, timeZone: string): string | null {
  try {
    return unbroken(new Intl.DateTimeFormat(locale, { ...timeParts, timeZone }).format(new Date(iso)));
  } catch {
    return null;
  }
}

/** "3 Nov, 10:12" */
export function dateTime(locale: string, iso: string, now: number): string {
  return format(locale, iso, { ...dayParts(iso, now), ...timeParts });
}

/** "10:12" today, "3 Nov" otherwise. */
export function moment(locale: string, iso: string, now: number): string {
  return daysAway(iso, now) === 0 ? time(locale, iso) : date(locale, iso, now);
}

/** "18:00" today, "Tue, 09:00" within a week, "1 Dec, 09:00" otherwise. */
export function plan(locale: string, iso: string, now: number): string {
  const away = daysAway(iso, now);
  if (away === 0) return time(locale, iso);
  return away > 0 && away < 7 ? format(locale, iso, { weekday: "short", ...timeParts }) : dateTime(locale, iso, now);
}

/** "Monday", as a heading or a choice has it: with a capital letter in every language. */
export function weekday(locale: string, iso: string): string {
  return capitalized(locale, format(locale, iso, { weekday: "long" }));
}

/** "Tuesday" within a week, "December" after it; with the year when it is not this year's. As a heading has it. */
export function weekdayOrMonth(locale: string, iso: string, now: number): string {
  const { year } = dayParts(iso, now);
  return daysAway(iso, now) < 7 ? weekday(locale, iso) : capitalized(locale, format(locale, iso, { month: "long", ...(year ? { year } : {}) }));
}

const capitalized = (locale: string, name: string): string => name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);

/** "in 9 days", "2 days ago" */
export function distance(locale: string, iso: string, now: number): string {
  const days = daysAway(iso, now);
  const [amount, unit] = Math.abs(days) < 60 ? [days, "day" as const] : [Math.round(days / 30.44), "month" as const];
  return kept(distances, locale, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" })).format(amount, unit);
}

/** The distance in calendar days of this device: tomorrow is 1, at any hour. */
export function daysAway(iso: string, now: number): number {
  return Math.round((startOfDay(Date.parse(iso)) - startOfDay(now)) / day);
}

function dayParts(iso: string, now: number): Intl.DateTimeFormatOptions {
  const sameYear = new Date(iso).getFullYear() === new Date(now).getFullYear();
  return { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) };
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

function format(locale: string, iso: string, parts: Intl.DateTimeFormatOptions): string {
  const key = `${zone(iso)} ${locale} ${Object.keys(parts)}`;
  const written = kept(formatters, key, () => new Intl.DateTimeFormat(locale, parts)).format(new Date(iso));
  return unbroken(written);
}

/** "3. Nov." stays on one line; after a comma the time may go to the next. */
const unbroken = (written: string): string => written.replace(/([^,،]) /g, "$1\u00a0");

/** A cheap fingerprint of this device's time zone: a formatter keeps the zone of its creation, and people travel. */
function zone(iso: string): string {
  const year = new Date(iso).getFullYear();
  return [0, 3, 6, 9].map((month) => new Date(year, month, 1).getTimezoneOffset()).join();
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key) ?? make();
  all.set(key, known);
  return known;
}
