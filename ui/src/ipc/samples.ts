// Sample accounts, networks and entries, for tests and for viewing screens.
import type {
  ClocksView, ConnectionView, EvidenceView, HealthView, HistoryView, InvitationView, NetworkView, ReasonView,
  SignInView, StateView,
} from "./bindings";

export const hour = 3_600_000;
export const minute = 60_000;
export const day = 24 * hour;
export const at = (offset: number): string => new Date(Date.now() + offset).toISOString();

type Who = Partial<Pick<ConnectionView, "username" | "display_name">>;

/** A head and shoulders on this colour. */
export function portrait(colour: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path fill="${colour}" d="M0 0h96v96H0z"/><g fill="#f2d5b1"><circle cx="48" cy="38" r="17"/><circle cx="48" cy="98" r="35"/></g></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Hills under a sky of this colour. */
export function landscape(colour: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path fill="${colour}" d="M0 0h96v96H0z"/><circle cx="66" cy="34" r="11" fill="#f6e2b3"/><path fill="#0003" d="M0 70 30 46l24 20 18-12 24 18v24H0z"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

export function connection(
  id: string,
  network: string,
  network_name: string,
  who: Who = {},
  health: HealthView = { status: "active" },
  more: Partial<Omit<ConnectionView, "clocks">> & { clocks?: Partial<ClocksView> } = {},
): ConnectionView {
  const { clocks, ...rest } = more;
  return {
    id,
    network,
    network_name,
    username: null,
    display_name: null,
    avatar: null,
    ...who,
    health,
    missing: [],
    may_have_pages: false,
    pages: [],
    reauthorize_by: health.status === "expiring" ? health.by : null,
    data_loss_at: null,
    busy: null,
    allowed: "nothing",
    ...rest,
    clocks: {
      authorized_at: at(-51 * day),
      access_until: null,
      refresh_until: null,
      data_access_until: null,
      next_renewal: null,
      checked_at: at(-2 * hour),
      next_check: at(4 * hour),
      ...clocks,
    },
  };
}

export function disconnected(reason: ReasonView): HealthView {
  return {
    status: "disconnected",
    reason,
    evidence: { at: at(-19 * day), endpoint: "probe", http_status: 401, code: "REVOKED_ACCESS_TOKEN", subcode: "65601" },
  };
}

export function network(id: string, name: string, more: Partial<NetworkView> = {}): NetworkView {
  return {
    id,
    name,
    ready: true,
    needs_secret: true,
    keys: {
      client_id: more.ready === false ? null : "86tz…4k2p",
      has_secret: more.ready !== false,
      takes_secret: true,
      page: `https://developers.example/${id}/apps`,
      id_is_called: null,
      secret_is_called: null,
      parameters: [],
      optional_permissions: [],
    },
    redirect: `http://localhost:8723/callback`,
    bridge: null,
    ...policy(id),
    page: `https://developers.example/${id}`,
    revoke_page: id === "instagram" ? `https://${id}.example/settings/apps` : null,
    practice: false,
    asks: null,
    offers_pin: false,
    ...more,
  };
}

const files = import.meta.glob<string>("../../../src-tauri/crates/networks/networks/*.toml", { query: "?raw", import: "default", eager: true });

/** The policy texts from a shipped network's file. Other networks have only English ones. */
export function policy(id: string): Pick<NetworkView, "summary" | "summaries"> {
  const file = files[`../../../src-tauri/crates/networks/networks/${id}.toml`] ?? "";
  const [, summary = "Access lasts sixty days. You sign in again before it ends."] = /^summary = "(.+)"$/m.exec(file) ?? [];
  const summaries = Object.fromEntries([...file.matchAll(/^([a-z]{2}) = "(.+)"$/gm)].map(([, language, words]) => [language, words]));
  return { summary, summaries };
}

export const facebook = network("facebook", "Facebook");
export const instagram = network("instagram", "Instagram");
export const linkedin = network("linkedin", "LinkedIn");
export const x = network("x", "X", { needs_secret: false });
export const bluesky = network("bluesky", "Bluesky", { needs_secret: false, keys: null });
export const threads = network("threads", "Threads", { ready: false });
export const withoutKeys = (each: NetworkView): NetworkView => ({ ...each, ready: false, keys: each.keys && { ...each.keys, client_id: null, has_secret: false } });
export const four = [facebook, instagram, linkedin, x];

export const dana = { display_name: "Dana Reyes" };
export const broken = connection("c1", "linkedin", "LinkedIn", dana, disconnected("revoked"), {
  data_loss_at: at(11 * day),
  clocks: { access_until: at(9 * day), refresh_until: at(314 * day), next_check: null },
});
export const soon = connection("c2", "facebook", "Facebook", dana, { status: "expiring", by: at(9 * day) }, {
  clocks: { access_until: at(9 * day), data_access_until: at(39 * day) },
});
export const insta = connection("c3", "instagram", "Instagram", { username: "danareyes", ...dana }, undefined, {
  clocks: { access_until: at(55 * day), next_renewal: at(2 * day) },
});
export const away = connection("c4", "mastodon", "Mastodon", { username: "dana@hachyderm.example" }, { status: "unreachable", since: at(-4.1 * hour) });
export const fine = connection("c5", "x", "X", { username: "danar" }, undefined, { clocks: { access_until: at(1.5 * hour), next_renewal: at(1.2 * hour) } });
export const facebookFine = connection("c2", "facebook", "Facebook", dana, undefined, {
  reauthorize_by: at(41 * day),
  clocks: { authorized_at: at(-19 * day), access_until: at(41 * day) },
});
export const linkedinFine = connection("c1", "linkedin", "LinkedIn", dana, undefined, {
  reauthorize_by: at(314 * day),
  clocks: { access_until: at(33 * day), refresh_until: at(314 * day), next_renewal: at(26 * day) },
});

export const told = (offset: number, id: string, network_name: string, who: string, event: HistoryView["event"], more: Partial<HistoryView> = {}): HistoryView => ({
  at: at(offset),
  first: at(offset),
  count: 1,
  until: null,
  connection: id,
  network_name,
  who,
  event,
  reason: null,
  evidence: null,
  program: null,
  ...more,
});
export const answer = (offset: number, http_status: number, code: string | null = null, subcode: string | null = null): EvidenceView => ({
  at: at(offset),
  endpoint: "probe",
  http_status,
  code,
  subcode,
});
export const past: HistoryView[] = [
  told(-0.6 * hour, "c5", "X", "@danar", "renewed", { first: at(-8.6 * hour), count: 5 }),
  told(-1 * day, "c2", "Facebook", "Dana Reyes", "warned"),
  told(-5 * day, "c3", "Instagram", "@danareyes", "renewed"),
  told(-12 * day, "c3", "Instagram", "@danareyes", "recovered"),
  told(-18.9 * day, "c1", "LinkedIn", "Dana Reyes", "wrong_account"),
  told(-19 * day, "c1", "LinkedIn", "Dana Reyes", "disconnected", { reason: "revoked", evidence: answer(-19 * day, 401, "REVOKED_ACCESS_TOKEN", "65601") }),
  told(-21 * day, "c1", "LinkedIn", "Dana Reyes", "unreachable", {
    first: at(-21.3 * day), count: 3, until: at(-20.98 * day), evidence: answer(-21 * day, 503),
  }),
  told(-26 * day, "c1", "LinkedIn", "Dana Reyes", "renewed"),
  told(-40 * day, "c5", "X", "@danar", "connected"),
  told(-51 * day, "c2", "Facebook", "Dana Reyes", "connected"),
  told(-51 * day, "c1", "LinkedIn", "Dana Reyes", "connected"),
];

export function state(connections: ConnectionView[], more: Partial<StateView> = {}): StateView {
  return {
    revision: 10,
    vault: "ready",
    connections,
    sign_ins: [],
    networks: [bluesky, ...four, threads],
    storage_problem: false,
    unusable_networks: [],
    database_altered: false,
    alerts_paused_until: null,
    language: null,
    takes_calendar_files: true,
    ...more,
  };
}

export function signIn(stage: SignInView["stage"], more: Partial<SignInView> = {}): SignInView {
  return { id: 7, connection: "c1", network: "linkedin", network_name: "LinkedIn", reauthorize: true, stage, ...more };
}

/** Many accounts of every kind: one in a hundred is broken, one in thirty soon will be. */
export function crowd(count: number): ConnectionView[] {
  const on = [bluesky, facebook, instagram, linkedin, network("mastodon", "Mastodon"), threads, x];
  const first = ["Dana", "Bo", "Ines", "Yuki", "Omar", "Lea", "Noor", "Piet", "Ana", "Kofi"];
  const last = ["Reyes", "Lee", "Haddad", "Sato", "Berg", "Moreau", "Silva"];
  return Array.from({ length: count }, (_, nth) => {
    const { id, name } = on[nth % on.length]!;
    const who = { display_name: `${first[nth % first.length]} ${last[nth % last.length]}`, username: `${first[nth % first.length]!.toLowerCase()}${nth}` };
    const health: HealthView =
      nth % 100 === 3 ? disconnected("revoked") : nth % 30 === 8 ? { status: "expiring", by: at((5 + (nth % 4)) * day) } : nth % 20 === 10 ? { status: "unreachable", since: at(-2 * hour) } : { status: "active" };
    return connection(`k${nth}`, id, name, who, health, { clocks: { access_until: at((20 + (nth % 37)) * day) } });
  });
}

/** An invitation that changes a bit of everything. */
export const newsroom: InvitationView["what"] = {
  stage: "read",
  plan: {
    name: "Example Newsroom",
    is_sealed: true,
    is_nothing: false,
    keys: [
      { network: "linkedin", network_name: "LinkedIn", client_id: "77ab…x9y2", former: "86tz…4k2p", has_secret: true, lacks_secret: false, change: "replaces_own", users: 1 },
      { network: "threads", network_name: "Threads", client_id: "4410…7781", former: null, has_secret: false, lacks_secret: true, change: "added", users: 0 },
      { network: "x", network_name: "X", client_id: "86tz…4k2p", former: null, has_secret: false, lacks_secret: false, change: "same", users: 0 },
    ],
    definitions: [{ network: "pond", network_name: "Pond", hosts: ["api.pond.example", "login.pond.example"], change: "added" }],
    ladder: { days: [14, 7, 2], former: [10, 3], change: "replaces_own" },
    feeds: [{ title: "Press releases", host: "news.example", change: "added" }],
    feeds_removed: [],
  },
};
