import type { ActivityView, DestinationView, PostView } from "../../ipc/bindings";
import { date, daysAway, time } from "../../text/dates";
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

/** What became of an activity: "Shared to 4. LinkedIn waits." */
export function result({ posts }: ActivityView, text: Text): string {
  const of = (...states: PostView["state"][]): PostView[] => posts.filter(({ state }) => states.includes(state));
  const all: string[] = [];
  const say = (key: string, some: PostView[]): void => {
    if (some.length > 0) all.push(text.say(key, { count: some.length, networks: text.list([...new Set(some.map((post) => called(post, posts)))]) }));
  };
  say("share-result-shared", of("shared"));
  say("share-result-waits", of("waits", "waits_for_network"));
  say("share-result-unknown", of("unknown"));
  say("share-result-refused", of("refused"));
  return of("shared", "waits", "waits_for_network", "unknown").length > 0 ? all.join(" ") : text.say("share-result-none");
}
