import type { ActivityView, CostView, DestinationView, PostView } from "../../ipc/bindings";
import { date, daysAway, moment, time, timeIn } from "../../text/dates";
import type { Text } from "../../text/text.svelte";

/** The name that tells an account from the others: its network, unless several are there. */
export function called(one: Pick<DestinationView, "network" | "networkName" | "name">, all: readonly Pick<DestinationView, "network">[]): string {
  return all.filter(({ network }) => network === one.network).length > 1 ? one.name : one.networkName;
}

/** "today, 09:00", "yesterday, 09:00", "28 Nov, 09:00" */
export function dayAndTime(iso: string, text: Text, now: number): string {
  const away = daysAway(iso, now);
  const at = time(text.locale, iso);
  if (away === 0) return text.say("share-today-at", { time: at });
  return away === -1 ? text.say("share-yesterday-at", { time: at }) : text.say("day-at", { day: date(text.locale, iso, now), time: at });
}

/** "09:00 in Berlin, 03:00 here": a plan keeps the time zone in which the person made it. Null if it is the same time here. */
export function elsewhere(iso: string, zone: string | null, text: Text): string | null {
  if (zone === null) return null;
  const there = timeIn(text.locale, iso, zone);
  const here = time(text.locale, iso);
  const city = zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
  return there === null || there === here ? null : text.say("coming-zone", { time: there, city, here });
}

/** "Deleted 10:15", or that the network did not delete it. Null if the person did not delete the post. */
export function deletion({ deletion, networkName }: PostView, text: Text, now: number): string | null {
  if (!deletion) return null;
  return deletion.done ? text.say("post-deleted-at", { time: moment(text.locale, deletion.at, now) }) : text.say("post-not-deleted", { network: networkName });
}

/** What became of an activity: "Shared to 4. LinkedIn waits." */
export function result({ posts }: ActivityView, text: Text): string {
  const of = (...states: PostView["state"][]): PostView[] => posts.filter(({ state }) => states.includes(state));
  const all: string[] = [];
  const say = (key: string, some: PostView[]): void => {
    if (some.length > 0) all.push(text.say(key, { count: some.length, networks: text.list([...new Set(some.map((post) => called(post, posts)))]) }));
  };
  say("share-result-shared", of("shared"));
  say("share-result-waits", of("waits", "waits_for_network", "asks"));
  say("share-result-unknown", of("unknown"));
  say("share-result-refused", of("refused"));
  say("share-result-handed_over", of("handed_over", "by_hand"));
  return of("shared", "handed_over", "by_hand", "waits", "waits_for_network", "asks", "unknown").length > 0 ? all.join(text.gap) : text.say("share-result-none");
}

/** "$0.20": a price in the reader's way, with every digit that counts. */
export function price(locale: string, { amount, currency }: CostView): string {
  const digits = amount.split(".")[1]?.length ?? 0;
  // In a text from right to left, "US$" would fall apart.
  const currencyDisplay = locale.startsWith("ar") ? "name" : "symbol";
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay, minimumFractionDigits: Math.max(2, digits), maximumFractionDigits: Math.max(2, digits) }).format(Number(amount));
  } catch {
    return `${amount} ${currency}`;
  }
}
