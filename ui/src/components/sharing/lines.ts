import type { ActivityView, DestinationView, HandOverView, NotTakenView, PictureTroubleView, PostView } from "../../ipc/bindings";
import type { Composer } from "../../state/composer.svelte";
import { date, time } from "../../text/dates";
import { isolate } from "../../text/isolate";
import { isMobile } from "../../text/platform";
import type { PlaceTrouble } from "../../state/places.svelte";
import type { Text } from "../../text/text.svelte";
import { readLocal } from "../../text/times";
import { called } from "./words";

/** The matters that a line of the composer is about. */
export type Matter = PlaceTrouble | "nothing" | "nowhere" | "overfull" | "too-long" | "bad-link" | "past" | "no-time" | "disconnected" | "unreachable" | "unconfirmed" | "needs_keys" | "cannot" | "only" | "skipped" | "twice" | "running" | "twin" | "mention" | "lost" | "needs_page" | "undescribed" | "reading" | "by-hand-planned" | "phone" | `by-hand-${HandOverView}` | NotTakenView | `picture-${PictureTroubleView}`;

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
/** In characters. No network takes as much, and a window that shows more would stop at each key. */
export const longestText = 65_000;

/** The activities of which a post went out within a week. */
export const sharedLately = (activities: readonly ActivityView[], now: number): ActivityView[] =>
  activities.filter(({ posts }) => posts.some(({ state, at }) => state === "shared" && at !== null && now - Date.parse(at) < week));

/** The lines under the text: at most three, and those that stop Share first. */
export function lines(composer: Composer, activities: readonly ActivityView[], text: Text, now: number, startsAtLogin: boolean | null): Line[] {
  const all = [...stopping(composer, text, now), ...telling(composer, activities, text, now, startsAtLogin)];
  return all.slice(0, most);
}

function stopping(composer: Composer, text: Text, now: number): Line[] {
  const all: Line[] = [];
  const add = (matter: Matter, destination: DestinationView | null = null, vars: Record<string, string | number> = {}): void => void all.push(line(matter, destination, text, vars, true));
  if (composer.chosenOnes.length === 0) add("nowhere");
  if (composer.pictures.waiting > 0 && composer.tried) add("reading");
  for (const each of composer.unfit) {
    const { notTaken, most: count } = composer.measures.get(each.target) ?? {};
    if (notTaken) add(notTaken, each, { count: count ?? 0 });
  }
  for (const each of composer.unplaced) {
    const trouble = composer.places.troubleOf(each);
    if (trouble) add(trouble, each, { count: Math.max(0, composer.places.surplusOf(each)) });
  }
  for (const each of composer.tooLong) add("too-long", each, { count: -composer.leftFor(each.target) });
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
  if (composer.overfull) add("overfull", null, { count: longestText });
  const declined = composer.destinations.find(({ target }) => target === composer.declined);
  if (declined) add(declined.state === "lost" || declined.state === "needs_page" ? declined.state : "cannot", declined, { name: isolate(declined.name, text.direction) });
  const { trouble, undescribed } = composer.pictures;
  if (trouble) add(`picture-${trouble}`);
  const { editing } = composer;
  if (editing && editing.away.length > 0) add("only", null, { networks: text.list(composer.chosenOnes.map((each) => called(each, composer.chosenOnes))) });
  for (const each of composer.chosenOnes) {
    if (each.state !== "ready") add(each.state, each);
  }
  for (const each of composer.byHand) if (each.handOver) add(composer.when === "now" ? `by-hand-${each.handOver}` : "by-hand-planned", each);
  for (const each of composer.forbidden) add("needs_permission", each);
  const read = composer.when === "choose" ? readLocal(composer.chosen) : null;
  if (read?.twist === "skipped") add("skipped", null, { asked: hourAsked(composer.chosen, text), time: time(text.locale, new Date(read.at).toISOString()) });
  if (read?.twist === "twice") add("twice", null, { asked: hourAsked(composer.chosen, text) });
  if (composer.at !== null && startsAtLogin === false && !isMobile()) add("running");
  if (composer.when !== "now" && isMobile()) add("phone");
  for (const each of composer.chosenOnes) {
    const twin = sharedBefore(composer, activities, each, now);
    if (twin) add("twin", each, { date: date(text.locale, twin, now) });
  }
  if (undescribed > 0) add("undescribed", null, { count: undescribed });
  const mention = /(?:^|\s)(@[\p{L}\d_][\p{L}\d_.-]*)(?=\s|$|[,;:!?])/u.exec(composer.text)?.[1];
  const networks = new Set(composer.chosenOnes.filter(({ target }) => !(target in composer.own)).map(({ network }) => network));
  if (mention && networks.size > 1) add("mention", null, { who: isolate(mention, text.direction) });
  return all;
}

function line(matter: Matter, destination: DestinationView | null, text: Text, vars: Record<string, string | number>, stops: boolean): Line {
  const network = destination?.networkName ?? "";
  return { id: `${matter} ${destination?.target ?? ""}`, matter, words: text.say(`share-line-${matter}`, { network, ...vars }), stops, destination };
}

/** The time at which the same text went to the same account within a week. */
function sharedBefore(composer: Composer, activities: readonly ActivityView[], { target }: DestinationView, now: number): string | null {
  const written = composer.textFor(target).trim();
  if (written === "") return null;
  for (const { text, posts } of activities) {
    const isTwin = (each: PostView): boolean => each.target === target && each.state === "shared" && !each.deletion?.done && (each.own ?? text).trim() === written;
    const post = posts.find(isTwin);
    if (post?.at && now - Date.parse(post.at) < week) return post.at;
  }
  return null;
}

/** The hour that the person asked for, also one that the clocks skip. */
export function hourAsked(chosen: string, text: Text): string {
  const [, hours = 0, minutes = 0] = (/T(\d+):(\d+)/.exec(chosen) ?? []).map(Number);
  return new Intl.DateTimeFormat(text.locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(new Date(Date.UTC(2026, 0, 1, hours, minutes)));
}
