import type { SignInView, ConnectionView, ErrorCode, EvidenceView, FailureView, HealthView } from "../ipc/bindings";
import type { Clock } from "../state/clock.svelte";
import { who } from "../state/order";
import { date, moment, time } from "./dates";
import { site } from "../marks";
import type { Text } from "./text.svelte";

/** Marks a stretch with characters that no language uses. `Emphasis.svelte` draws it bold. */
export const strong = (words: string): string => `\u0002${words}\u0003`;

/** One plain sentence with the reason, no more than the network proved, and one with its cost. */
export interface Saying {
  why: string | null;
  cost: string | null;
}

/** The words for a connection. `offline`: a banner already says that no network answers. */
export function saying(connection: ConnectionView, text: Text, clock: Clock, offline = false): Saying {
  const { health, network_name: network } = connection;
  const on = (iso: string): string => date(text.locale, iso, clock.now);
  switch (health.status) {
    case "active":
      return { why: lacking(connection, text), cost: null };
    case "expiring":
      return {
        why: lacking(connection, text),
        cost: `${text.say("soon-by", { date: strong(on(health.by)) })} ${text.say("notice-warning-body", { network })}`,
      };
    case "unconfirmed":
      return { why: lacking(connection, text), cost: refusedOnce(connection.network_name, health, text, clock) };
    case "unreachable":
      return { why: lacking(connection, text), cost: offline ? null : text.say("unreachable-since", { time: moment(text.locale, health.since, clock.now) }) };
    case "disconnected":
      return {
        why: [
          text.say(`reason-${health.reason}`, { network, date: on(health.evidence.at), site: site(connection.network) ?? network }),
          ...(health.reason === "permission_missing" ? [missing(connection, text)] : []),
        ].join(text.gap).trim(),
        cost: connection.data_loss_at
          ? text.say("cost-data", { date: on(connection.data_loss_at), network })
          : text.say("cost-idle"),
      };
    case "set_up_needed":
      return { why: text.say(`set-up-${health.what}`, { network }), cost: text.say("cost-set-up") };
  }
}

/** Says that one refusal decides nothing yet. Gives times only within a day; the details have the dates. */
function refusedOnce(network: string, { evidence, again_at }: HealthView & { status: "unconfirmed" }, text: Text, clock: Clock): string {
  const day = 86_400_000;
  const at = Date.parse(again_at);
  const isNear = at > clock.now && at - Date.parse(evidence.at) < day;
  if (!isNear) return text.say("unconfirmed-soon", { network });
  return text.say("unconfirmed-again", { network, time: time(text.locale, evidence.at), again: time(text.locale, again_at) });
}

/** The missing permissions and the lost pages of an account that works otherwise. */
function lacking(connection: ConnectionView, text: Text): string | null {
  const gone = connection.pages.filter(({ lost }) => lost);
  const lost = gone.length > 0 ? text.say("pages-lost", { pages: names(gone, text), network: connection.network_name }) : null;
  return [missing(connection, text), lost].filter((part) => part !== null).join(text.gap) || null;
}

/** "Reyes Bakery, Goose Garden" */
export const names = (pages: readonly { name: string }[], text: Text): string => text.list(pages.map(({ name }) => name), "unit");

/** The permissions that the person did not allow: "Not allowed: share on your pages." */
function missing({ missing }: ConnectionView, text: Text): string | null {
  if (missing.length === 0) return null;
  const purposes = new Set(missing.map(({ scope, purpose }) => (purpose ? text.say(`permission-${purpose}`) : scope)));
  return text.say("missing-permissions", { permissions: text.list([...purposes], "unit") });
}

/** The usual cause behind a verdict that names none. */
export function usually({ health }: ConnectionView, text: Text): string | null {
  return health.status === "disconnected" && health.reason === "revoked" ? text.say("usual-revoked") : null;
}

/** The network's answer in its own codes: "HTTP 401 · REVOKED / 65601". Empty if there was no answer. */
export function proof({ http_status, code, subcode }: EvidenceView): string {
  const codes = [code, subcode].filter((part) => part !== null).join(" / ");
  return [http_status === null ? "" : `HTTP ${http_status}`, codes].filter((part) => part !== "").join(" · ");
}

/** The words for the live region when a row changes visibly. */
export function announcement(connection: ConnectionView, text: Text, clock: Clock): string {
  const { why, cost } = saying(connection, text, clock);
  const head = `${label(statusWord(connection.health, text, clock), who(connection), connection.network_name)}.`;
  return [head, why, cost].filter((part) => part !== null).join(" ").replace(/[\u0002\u0003]/g, "");
}

export function signInSaying({ stage, network_name: network }: SignInView, text: Text): string {
  switch (stage.stage) {
    case "opening":
    case "waiting":
    case "asks_pin":
    case "finishing":
      return text.say(`sign-in-${stage.stage}`, { network });
    case "wrong_account":
      return text.say("sign-in-wrong", { signed_in: stage.signed_in, expected: stage.expected });
    case "failed":
      return failure(stage.failure, network, text, stage.answer);
  }
}

/** The words for a failed sign-in or command. */
export function failure(
  code: FailureView | ErrorCode,
  network: string,
  text: Text,
  answer: string | null = null,
): string {
  switch (code) {
    case "app_keys_missing":
    case "app_keys_refused":
      return text.say(`set-up-${code}`, { network });
    case "unknown_connection":
    case "unknown_network":
    case "unknown_sign_in":
    case "already_left":
    case "private_address":
    case "no_server":
    case "no_feed":
    case "bad_input":
    case "altered":
    case "internal":
      return text.say(`error-${code}`);
    case "denied":
    case "timed_out":
    case "refused":
    case "unreachable":
    case "port_taken":
    case "bad_answer":
    case "storage":
    case "unsupported":
    case "vault_locked":
    case "address_unknown":
      return text.say(`failed-${code}`, { network });
    case "registration_refused":
      return text.say(`failed-${code}`, { network, answer: answer ?? "" });
  }
}

/** A button's visible word first, then its subject: "Reauthorize: Dana Reyes, LinkedIn". */
export function label(word: string, ...about: (string | null)[]): string {
  return `${word}: ${about.filter((part) => part !== null).join(", ")}`;
}

/** The word for a state. For an expiring account it gives the day. */
export function statusWord(health: HealthView, text: Text, clock: Clock): string {
  if (health.status === "expiring") return text.say("status-expiring-by", { date: date(text.locale, health.by, clock.now) });
  return text.say(`status-${health.status}`);
}
