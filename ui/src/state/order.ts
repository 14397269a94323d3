import type { ConnectionView } from "../ipc/bindings";

/** Tells whether only the person can repair the connection. */
export function needsYou(connection: ConnectionView): boolean {
  return connection.health.status === "disconnected" || connection.health.status === "set_up_needed";
}

/** Tells whether a permission is missing or a page was lost. */
export function lacks({ missing, pages }: ConnectionView): boolean {
  return missing.length > 0 || pages.some(({ lost }) => lost);
}

export function who(connection: Pick<ConnectionView, "username" | "display_name">): string | null {
  return connection.username ? `@${connection.username}` : connection.display_name;
}

/** Sorts by urgency: broken, expiring (nearest first), incomplete or refused once, others. Ties keep their order. */
export function byUrgency(connections: readonly ConnectionView[]): ConnectionView[] {
  return [...connections].sort((a, b) => rank(a) - rank(b) || soonest(a) - soonest(b));
}

function rank(connection: ConnectionView): number {
  if (needsYou(connection)) return 0;
  if (connection.health.status === "expiring") return 1;
  return lacks(connection) || connection.health.status === "unconfirmed" ? 2 : 3;
}

function soonest({ health }: ConnectionView): number {
  return health.status === "expiring" ? Date.parse(health.by) : 0;
}

export type Group = "needs" | "soon" | "fine";

/** Splits the ordered connections where the urgency changes. */
export function byGroup(ordered: readonly ConnectionView[]): { group: Group; members: ConnectionView[] }[] {
  const names: Group[] = ["needs", "soon", "fine"];
  return names
    .map((group, nth) => ({ group, members: ordered.filter((connection) => Math.min(rank(connection), 2) === nth) }))
    .filter(({ members }) => members.length > 0);
}

/** Tells whether the names of the network and the account contain every word. */
export function matches(connection: ConnectionView, words: string): boolean {
  const { network_name, username, display_name } = connection;
  const all = `${network_name} ${username ?? ""} ${display_name ?? ""}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
