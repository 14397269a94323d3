import { expect, test } from "vitest";
import { connection, disconnected } from "../src/ipc/samples";
import { byUrgency, who } from "../src/state/order";

const ids = (connections: { id: string }[]): string => connections.map(({ id }) => id).join(" ");
const later = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

test("what needs the person comes first, then what soon will, then the rest, each in the order in which it came", () => {
  const ordered = byUrgency([
    connection("bluesky", "bluesky", "Bluesky"),
    connection("soon", "facebook", "Facebook", {}, { status: "expiring", by: later(9) }),
    connection("away", "mastodon", "Mastodon", {}, { status: "unreachable", since: later(-1) }),
    connection("keys", "threads", "Threads", {}, { status: "set_up_needed", what: "app_keys_missing" }),
    connection("x", "x", "X"),
    connection("broken", "zulu", "Zulu", {}, disconnected("revoked")),
  ]);
  expect(ids(ordered)).toBe("keys broken soon bluesky away x");
});

test("of those that soon need the person, the nearest comes first", () => {
  const ordered = byUrgency([
    connection("a", "a", "A", {}, { status: "expiring", by: later(9) }),
    connection("z", "z", "Z", {}, { status: "expiring", by: later(1) }),
  ]);
  expect(ids(ordered)).toBe("z a");
});

test("a login name gets its @, and a person's name stands in where there is none", () => {
  expect(who({ username: "danar", display_name: "Dana Reyes" })).toBe("@danar");
  expect(who({ username: null, display_name: "Dana Reyes" })).toBe("Dana Reyes");
  expect(who({ username: null, display_name: null })).toBeNull();
});
