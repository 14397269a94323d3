import type { ConnectionView } from "../ipc/bindings";

/** Nothing but the person can put these right. */
export function needsYou(connection: ConnectionView): boolean {
  return connection.health.status === "disconnected" || connection.health.status === "set_up_needed";
}

export function who(connection: Pick<ConnectionView, "username" | "display_name">): string | null {
  return connection.username ? `@${connection.username}` : connection.display_name;
}

/** What needs the person first, then what soon will (nearest first), then the rest by name, in which order all come. */
export function byUrgency(connections: readonly ConnectionView[]): ConnectionView[] {
  return [...connections].sort((a, b) => rank(a) - rank(b) || soonest(a) - soonest(b));
}

function rank(connection: ConnectionView): number {
  if (needsYou(connection)) return 0;
  return connection.health.status === "expiring" ? 1 : 2;
}

function soonest({ health }: ConnectionView): number {
  return health.status === "expiring" ? Date.parse(health.by) : 0;
}
