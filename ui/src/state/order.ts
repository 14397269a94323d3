import type { ConnectionView } from "../ipc/bindings";

/** Nothing but the person can put these right. */
export function needsYou(connection: ConnectionView): boolean {
  return connection.health.status === "disconnected" || connection.health.status === "set_up_needed";
}

/** The account works, though not all of it: a permission is missing, or a page was lost. */
export function lacks({ missing, pages }: ConnectionView): boolean {
  return missing.length > 0 || pages.some(({ lost }) => lost);
}

export function who(connection: Pick<ConnectionView, "username" | "display_name">): string | null {
  return connection.username ? `@${connection.username}` : connection.display_name;
}

/** What needs the person first, then what soon will (nearest first), then what lacks a permission or a page or was refused once, then the rest by name, in which order all come. */
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

/** The same order, cut where the urgency changes. */
export function byGroup(ordered: readonly ConnectionView[]): { group: Group; members: ConnectionView[] }[] {
  const names: Group[] = ["needs", "soon", "fine"];
  return names
    .map((group, nth) => ({ group, members: ordered.filter((connection) => Math.min(rank(connection), 2) === nth) }))
    .filter(({ members }) => members.length > 0);
}

/** Every word is part of the network's name or of the account's. */
export function matches(connection: ConnectionView, words: string): boolean {
  const { network_name, username, display_name } = connection;
  const all = `${network_name} ${username ?? ""} ${display_name ?? ""}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
