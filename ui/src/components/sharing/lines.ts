import type { ActivityView, DestinationView } from "../../ipc/bindings";
import type { Composer } from "../../state/composer.svelte";
import { date, time } from "../../text/dates";
import { isolate } from "../../text/isolate";
import type { Text } from "../../text/text.svelte";
import { readLocal } from "../../text/times";

/** The matters that a line of the composer is about. */
export type Matter = "nothing" | "nowhere" | "too-long" | "bad-link" | "past" | "no-time" | "disconnected" | "unreachable" | "needs_keys" | "cannot" | "skipped" | "twice" | "running" | "twin" | "mention";

export interface Line {
  id: string;
  matter: Matter;
  words: string;
  /** True if it stops Share. */
  stops: boolean;
  destination: DestinationView | null;
}

const week = 7 * 86_400_000;
const most = 3;

/** The lines under the text: at most three, and those that stop Share first. */
export function lines(composer: Composer, activities: readonly ActivityView[], text: Text, now: number, startsAtLogin: boolean | null): Line[] {
  const all = [...stopping(composer, text, now), ...telling(composer, activities, text, now, startsAtLogin)];
  return all.slice(0, most);
}

function stopping(composer: Composer, text: Text, now: number): Line[] {
  const all: Line[] = [];
  const add = (matter: Matter, destination: DestinationView | null = null, vars: Record<string, string | number> = {}): void => void all.push(line(matter, destination, text, vars, true));
  if (composer.chosenOnes.length === 0) add("nowhere");
  for (const each of composer.tooLong) add("too-long", each, { count: -composer.leftFor(each.connection) });
  if (composer.isLinkBad && composer.tried) add("bad-link");
  if (composer.isEmpty && composer.tried) add("nothing");
  if (composer.when === "choose") {
    const { at } = composer;
    if (at === null) {
      if (composer.tried) add("no-time");
    } else if (at <= now) add("past");
  }
  return all;
}

function telling(composer: Composer, activities: readonly ActivityView[], text: Text, now: number, startsAtLogin: boolean | null): Line[] {
  const all: Line[] = [];
  const add = (matter: Matter, destination: DestinationView | null = null, vars: Record<string, string | number> = {}): void => void all.push(line(matter, destination, text, vars, false));
  const declined = composer.destinations.find(({ connection }) => connection === composer.declined);
  if (declined) add("cannot", declined);
  for (const each of composer.chosenOnes) {
    if (each.state === "disconnected" || each.state === "unreachable" || each.state === "needs_keys") add(each.state, each);
  }
  const read = composer.when === "choose" ? readLocal(composer.chosen) : null;
  if (read?.twist === "skipped") add("skipped", null, { asked: asked(composer.chosen, text), time: time(text.locale, new Date(read.at).toISOString()) });
  if (read?.twist === "twice") add("twice", null, { asked: asked(composer.chosen, text) });
  if (composer.at !== null && startsAtLogin === false) add("running");
  for (const each of composer.chosenOnes) {
    const twin = sharedBefore(composer, activities, each, now);
    if (twin) add("twin", each, { date: date(text.locale, twin, now) });
  }
  const mention = /(?:^|\s)(@[\p{L}\d_][\p{L}\d_.-]*)(?=\s|$|[,;:!?])/u.exec(composer.text)?.[1];
  const networks = new Set(composer.chosenOnes.filter(({ connection }) => !(connection in composer.own)).map(({ network }) => network));
  if (mention && networks.size > 1) add("mention", null, { who: isolate(mention, text.direction) });
  return all;
}

function line(matter: Matter, destination: DestinationView | null, text: Text, vars: Record<string, string | number>, stops: boolean): Line {
  const network = destination?.networkName ?? "";
  return { id: `${matter} ${destination?.connection ?? ""}`, matter, words: text.say(`share-line-${matter}`, { network, ...vars }), stops, destination };
}

/** The time at which the same text went to the same account within a week. */
function sharedBefore(composer: Composer, activities: readonly ActivityView[], { connection }: DestinationView, now: number): string | null {
  const written = composer.textFor(connection).trim();
  if (written === "") return null;
  for (const { text, posts } of activities) {
    const post = text.trim() === written ? posts.find((each) => each.connection === connection && each.state === "shared") : undefined;
    if (post?.at && now - Date.parse(post.at) < week) return post.at;
  }
  return null;
}

/** The hour that the person asked for, also one that the clocks skip. */
function asked(chosen: string, text: Text): string {
  const [, hours = 0, minutes = 0] = (/T(\d+):(\d+)/.exec(chosen) ?? []).map(Number);
  return new Intl.DateTimeFormat(text.locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(new Date(Date.UTC(2026, 0, 1, hours, minutes)));
}
