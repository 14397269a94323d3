const day = 86_400_000;
const timeParts: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };

/** "3 Nov"; with the year when it is not this year's. */
export function date(locale: string, iso: string, now: number): string {
  return new Intl.DateTimeFormat(locale, dayParts(iso, now)).format(new Date(iso));
}

/** "10:12" */
export function time(locale: string, iso: string): string {
  return new Intl.DateTimeFormat(locale, timeParts).format(new Date(iso));
}

/** "3 Nov, 10:12" */
export function dateTime(locale: string, iso: string, now: number): string {
  return new Intl.DateTimeFormat(locale, { ...dayParts(iso, now), ...timeParts }).format(new Date(iso));
}

/** "10:12" today, "3 Nov" otherwise. */
export function moment(locale: string, iso: string, now: number): string {
  return daysAway(iso, now) === 0 ? time(locale, iso) : date(locale, iso, now);
}

/** "in 9 days", "2 days ago" */
export function distance(locale: string, iso: string, now: number): string {
  const days = daysAway(iso, now);
  const [amount, unit] = Math.abs(days) < 60 ? [days, "day" as const] : [Math.round(days / 30.44), "month" as const];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(amount, unit);
}

/** Days by the calendar of this device: tomorrow is 1, at whatever hour. */
export function daysAway(iso: string, now: number): number {
  return Math.round((startOfDay(Date.parse(iso)) - startOfDay(now)) / day);
}

/** Whole days from one moment to another. */
export function span(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day);
}

function dayParts(iso: string, now: number): Intl.DateTimeFormatOptions {
  const sameYear = new Date(iso).getFullYear() === new Date(now).getFullYear();
  return { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) };
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
