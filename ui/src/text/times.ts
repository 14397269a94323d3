// The times at which an activity can be shared, by the clock of this device.

export type Preset = "now" | "hour" | "evening" | "tomorrow" | "monday" | "choose";

/** A local time that the clocks skip, or show twice, on the day of a change. */
export type Twist = "skipped" | "twice";

const hour = 3_600_000;

/** The presets with their times, without those that have passed. "Now" and "choose" have none. */
export function presets(now: number): { id: Preset; at: number | null }[] {
  const tomorrow = onDay(now, 1, 9);
  const monday = onDay(now, ((8 - new Date(now).getDay()) % 7) || 7, 9);
  const all: { id: Preset; at: number | null }[] = [
    { id: "now", at: null },
    { id: "hour", at: now + hour },
    { id: "evening", at: onDay(now, 0, 18) },
    { id: "tomorrow", at: tomorrow },
    { id: "monday", at: monday },
    { id: "choose", at: null },
  ];
  return all.filter(({ id, at }) => (at === null || at > now) && !(id === "monday" && at === tomorrow));
}

/** The moment of a local time such as `2026-12-01T09:00`. A skipped time becomes the first after it, and a doubled one the first of both. */
export function readLocal(written: string): { at: number; twist: Twist | null } | null {
  const [, year, month, day, hours, minutes] = (/^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(written) ?? []).map(Number);
  if (year === undefined || minutes === undefined) return null;
  const at = new Date(year, month! - 1, day, hours, minutes).getTime();
  const isAsked = (time: number): boolean => new Date(time).getHours() === hours && new Date(time).getMinutes() === minutes;
  if (!isAsked(at)) return { at: change(at), twist: "skipped" };
  const other = [at - hour, at - hour / 2, at + hour / 2, at + hour].find(isAsked);
  return { at: Math.min(at, other ?? at), twist: other === undefined ? null : "twice" };
}

/** `2026-12-01T09:00`, as a field for local times takes it. */
export function writeLocal(at: number): string {
  return stamp(at).slice(0, 16);
}

/** RFC 3339 with the offset of this device, so that the keeper knows the hour that the person meant. */
export function zoned(at: number): string {
  const offset = -new Date(at).getTimezoneOffset();
  const away = Math.abs(offset);
  return `${stamp(at)}${offset < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

/** The moment at which the clocks change, within some hours of this one. */
function change(near: number): number {
  const offset = (time: number): number => new Date(time).getTimezoneOffset();
  let [before, after] = [near - 3 * hour, near + 3 * hour];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2);
    if (offset(middle) === offset(before)) before = middle;
    else after = middle;
  }
  return Math.round(after / 60_000) * 60_000;
}

function onDay(now: number, days: number, hours: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hours).getTime();
}

function stamp(at: number): string {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

const two = (number: number): string => String(number).padStart(2, "0");
