import type { AttemptView, ConnectionView } from "../ipc/bindings";
import type { Clock } from "../state/clock.svelte";
import { who } from "../state/order";
import { date, moment, span } from "./dates";
import { site } from "../marks";
import type { Text } from "./text.svelte";

/** A stretch that stands out, between marks that no language uses; `Said.svelte` draws it bold. */
export const strong = (words: string): string => `\u0002${words}\u0003`;

/** One plain sentence of why, no more than the network proved; and what it costs. */
export interface Saying {
  why: string | null;
  cost: string | null;
}

export function saying(connection: ConnectionView, text: Text, clock: Clock): Saying {
  const { health, network_name: network } = connection;
  const on = (iso: string): string => date(text.locale, iso, clock.now);
  switch (health.status) {
    case "active":
      return { why: null, cost: null };
    case "expiring": {
      const days = span(connection.clocks.authorized_at, health.by);
      return {
        why: null,
        cost: [
          text.say("soon-by", { date: strong(on(health.by)) }),
          ...(days > 1 ? [text.say("soon-span", { network, days })] : []),
        ].join(" "),
      };
    }
    case "unreachable":
      return { why: null, cost: text.say("unreachable-since", { time: moment(text.locale, health.since, clock.now) }) };
    case "disconnected":
      return {
        why: text.say(`reason-${health.reason}`, { network, date: on(health.evidence.at), site: site(connection.network) ?? network }),
        cost: connection.data_loss_at
          ? text.say("cost-data", { date: on(connection.data_loss_at), network })
          : text.say("cost-idle"),
      };
    case "set_up_needed":
      return { why: text.say(`set-up-${health.what}`, { network }), cost: text.say("cost-set-up") };
  }
}

/** What usually is behind a verdict that does not say it itself. */
export function usually({ health }: ConnectionView, text: Text): string | null {
  if (health.status !== "disconnected") return null;
  if (health.reason !== "revoked" && health.reason !== "refresh_rejected") return null;
  return text.say(`usual-${health.reason}`);
}

/** For the live region: what a sighted person sees change in a row. */
export function announcement(connection: ConnectionView, text: Text, clock: Clock): string {
  const vars = { network: connection.network_name, status: text.say(`status-${connection.health.status}`) };
  const name = who(connection);
  const head = name ? text.say("said-status-who", { ...vars, who: name }) : text.say("said-status", vars);
  const { why, cost } = saying(connection, text, clock);
  return [`${head}.`, why, cost].filter((part) => part !== null).join(" ").replace(/[\u0002\u0003]/g, "");
}

export function attemptSaying({ stage, network_name: network }: AttemptView, text: Text): string {
  switch (stage.stage) {
    case "opening":
    case "waiting":
    case "finishing":
      return text.say(`attempt-${stage.stage}`, { network });
    case "wrong_account":
      return text.say("attempt-wrong", { signed_in: stage.signed_in, expected: stage.expected });
    case "failed":
      return text.say(`failed-${stage.failure}`, { network });
  }
}
