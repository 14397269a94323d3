// A keeper in memory, for tests and for viewing screens. It answers at once and proceeds only on command.
import type {
  AlertSettingsView,
  AlertsView,
  AppError,
  SignInView,
  BadSettingView,
  ClocksView,
  ConnectionView,
  EmailView,
  EvidenceView,
  FailureView,
  HealthView,
  HistoryView,
  InvitationView,
  KeyCheckView,
  NetworkView,
  PageView,
  ReasonView,
  StateView,
} from "./bindings";
import type { AppOptions, Client, Unlisten } from "./client";

const hour = 3_600_000;
const minute = 60_000;
const day = 24 * hour;
const at = (offset: number): string => new Date(Date.now() + offset).toISOString();

export class Fake implements Client {
  state: StateView;
  entries: HistoryView[] = [];
  /** Every call, as `name argument argument`. Secrets are left out. */
  calls: string[] = [];
  route: string | null = null;
  /** The state that comes with the page. */
  handedOver: StateView | null = null;
  told: AlertsView = {
    settings: { native: true, email: null, warn_days: null, quiet_hours: null, digest: null, muted: [] },
    has_password: false,
    not_shown: false,
    mail_trouble: null,
  };
  /** The errors for the next settings and for the next test mail. */
  badSettings: BadSettingView[] = [];
  mailTrouble: string | null = null;
  /** The network's verdict on the keys. */
  keyCheck: KeyCheckView = "taken";
  /** The waiting invitation, and the result of fetching it. */
  invitation: InvitationView | null = null;
  fetched: InvitationView["what"] | null = null;
  /** Null as on a phone. */
  login: boolean | null = false;
  /** A promise that every command awaits first. */
  slow: Promise<void> | null = null;
  /** The error with which the next command fails. */
  failNext: AppError | null = null;

  #listeners = new Set<(state: StateView) => void>();
  #routeListeners = new Set<() => void>();
  #nextSignIn = 100;

  constructor(state: StateView, entries: HistoryView[] = []) {
    this.state = state;
    this.entries = entries;
  }

  static from(name: string): Fake {
    const make = Object.hasOwn(scenes, name) ? scenes[name as keyof typeof scenes] : scenes.mixed;
    return make();
  }

  // Levers for tests.

  /** Publishes a change, as the keeper would. */
  publish(change: Partial<StateView>): void {
    this.state = { ...this.state, ...change, revision: this.state.revision + 1 };
    this.send(this.state);
  }

  /** Sends a snapshot unchanged, also a late one. */
  send(state: StateView): void {
    for (const listener of this.#listeners) listener(state);
  }

  stage(operationId: number, stage: SignInView["stage"]): void {
    this.publish({ sign_ins: this.state.sign_ins.map((each) => (each.id === operationId ? { ...each, stage } : each)) });
  }

  /** Completes a sign-in: the row is Active again and asks for the focus. */
  succeed(operationId: number): void {
    const done = this.state.sign_ins.find((each) => each.id === operationId);
    if (!done) return;
    const had = this.state.connections.some((each) => each.id === done.connection);
    const active = connection(done.connection, done.network, done.network_name, { username: "danar", display_name: "Dana Reyes" });
    this.publish({
      sign_ins: this.state.sign_ins.filter((each) => each.id !== operationId),
      connections: had
        ? this.state.connections.map((each) =>
            each.id === done.connection ? { ...active, username: each.username, display_name: each.display_name } : each,
          )
        : [...this.state.connections, active],
    });
    this.goTo(done.connection);
  }

  fail(operationId: number, failure: FailureView): void {
    this.stage(operationId, { stage: "failed", failure, answer: null });
  }

  goTo(connection: string): void {
    this.route = connection;
    for (const listener of this.#routeListeners) listener();
  }

  // The client.

  first(): StateView | null {
    return this.handedOver;
  }

  getState(): Promise<StateView> {
    return Promise.resolve(this.state);
  }

  onState(callback: (state: StateView) => void): Promise<Unlisten> {
    this.#listeners.add(callback);
    return Promise.resolve(() => void this.#listeners.delete(callback));
  }

  onRoute(callback: () => void): Promise<Unlisten> {
    this.#routeListeners.add(callback);
    return Promise.resolve(() => void this.#routeListeners.delete(callback));
  }

  takeRoute(): Promise<string | null> {
    const route = this.route;
    this.route = null;
    return Promise.resolve(route);
  }

  /** Delivers an invitation from outside, as a link does. */
  invite(what: InvitationView["what"]): void {
    this.invitation = { number: (this.invitation?.number ?? 0) + 1, what };
    for (const listener of this.#routeListeners) listener();
  }

  getInvitation(): Promise<InvitationView | null> {
    return Promise.resolve(this.invitation);
  }

  async fetchInvitation(number: number): Promise<InvitationView | null> {
    await this.#do("fetch_invitation", [number]);
    if (this.fetched) this.invitation = { number, what: this.fetched };
    return this.invitation;
  }

  acceptInvitation(number: number, passphrase: string | null): Promise<void> {
    return this.#do("accept_invitation", [number, passphrase === null ? "without passphrase" : "with passphrase"], () => void (this.invitation = null));
  }

  dismissInvitation(number: number): Promise<void> {
    return this.#do("dismiss_invitation", [number], () => void (this.invitation = null));
  }

  connect(network: string, at: string | null, appPassword: string | null): Promise<void> {
    const said = [at, appPassword].filter((each) => each !== null);
    return this.#do("connect", [network, ...said], () => {
      const found = this.state.networks.find((each) => each.id === network);
      this.#begin(`new-${network}`, network, found?.name ?? network, false);
    });
  }

  reauthorize(connection: string): Promise<void> {
    return this.#do("reauthorize", [connection], () => {
      const found = this.state.connections.find((each) => each.id === connection);
      if (found) this.#begin(connection, found.network, found.network_name, true);
    });
  }

  cancel(operationId: number): Promise<void> {
    return this.#do("cancel", [operationId], () =>
      this.publish({ sign_ins: this.state.sign_ins.filter((each) => each.id !== operationId) }),
    );
  }

  addAsNew(operationId: number): Promise<void> {
    return this.#do("add_as_new", [operationId], () => {
      const met = this.state.sign_ins.find((each) => each.id === operationId);
      if (met?.stage.stage !== "wrong_account") return;
      const added = connection(`${met.connection}-new`, met.network, met.network_name, { display_name: met.stage.signed_in });
      this.publish({
        sign_ins: this.state.sign_ins.filter((each) => each.id !== operationId),
        connections: [...this.state.connections, added],
      });
    });
  }

  usePin(operationId: number): Promise<void> {
    return this.#do("use_pin", [operationId], () => this.stage(operationId, { stage: "asks_pin" }));
  }

  enterPin(operationId: number, pin: string): Promise<void> {
    return this.#do("enter_pin", [operationId, pin], () => this.stage(operationId, { stage: "finishing" }));
  }

  copyLink(operationId: number): Promise<void> {
    return this.#do("copy_link", [operationId]);
  }

  openLink(operationId: number): Promise<void> {
    return this.#do("open_link", [operationId]);
  }

  check(connection: string | null): Promise<void> {
    return this.#do("check", [connection ?? "all"], () => {
      const asked = (each: ConnectionView): boolean => (connection === null || each.id === connection) && each.health.status !== "disconnected";
      this.publish({ connections: this.state.connections.map((each) => (asked(each) ? { ...each, busy: "checking" } : each)) });
    });
  }

  /** Ends the check of the first connection that is being checked. */
  answered(): void {
    const first = this.state.connections.find((each) => each.busy === "checking");
    this.publish({ connections: this.state.connections.map((each) => (each === first ? { ...each, busy: null } : each)) });
  }

  disconnect(connection: string): Promise<void> {
    return this.#do("disconnect", [connection], () =>
      this.publish({ connections: this.state.connections.filter((each) => each.id !== connection) }),
    );
  }

  listPages(connection: string): Promise<void> {
    return this.#do("list_pages", [connection]);
  }

  holdPages(connection: string, pages: string[]): Promise<void> {
    return this.#do("hold_pages", [connection, ...pages], () => {
      const choose = (page: PageView): PageView => ({ ...page, held: pages.includes(page.id), lost: pages.includes(page.id) ? page.lost : null });
      this.publish({ connections: this.state.connections.map((each) => (each.id === connection ? { ...each, pages: each.pages.map(choose) } : each)) });
    });
  }

  avatar(connection: string, name: string): Promise<string | null> {
    this.calls.push(`avatar ${connection} ${name}`);
    return Promise.resolve(name === "gone" ? null : portrait(name));
  }

  setApp(network: string, clientId: string, clientSecret: string | null, options: AppOptions): Promise<void> {
    const kept = (keys: NonNullable<NetworkView["keys"]>): NonNullable<NetworkView["keys"]> => ({
      ...keys,
      client_id: "prac…ient",
      has_secret: clientSecret !== null,
      parameters: keys.parameters.map((each) => ({ ...each, value: options.parameters[each.name]?.trim() || null })),
      optional_permissions: keys.optional_permissions.map((each) => ({ ...each, asked: options.scopes.includes(each.scope) })),
    });
    return this.#do("set_app", [network, clientId, clientSecret === null ? "without secret" : "with secret"], () =>
      this.#change(network, (each) => ({ ready: true, keys: each.keys && kept(each.keys) })),
    );
  }

  async checkApp(network: string): Promise<KeyCheckView> {
    await this.#do("check_app", [network]);
    return this.keyCheck;
  }

  removeApp(network: string): Promise<void> {
    return this.#do("remove_app", [network], () =>
      this.#change(network, (each) => ({ ready: false, keys: each.keys && { ...each.keys, client_id: null, has_secret: false } })),
    );
  }

  openAppPage(network: string): Promise<void> {
    return this.#do("open_app_page", [network]);
  }

  copyRedirect(network: string): Promise<void> {
    return this.#do("copy_redirect", [network]);
  }

  setBridge(network: string, address: string | null): Promise<void> {
    return this.#do("set_bridge", [network, address ?? "nowhere"], () =>
      this.publish({
        networks: this.state.networks.map((each) =>
          each.id === network && each.bridge ? { ...each, redirect: address ?? "", bridge: { ...each.bridge, address } } : each,
        ),
      }),
    );
  }

  copyBridgePage(): Promise<void> {
    return this.#do("copy_bridge_page", []);
  }

  openPage(network: string): Promise<void> {
    return this.#do("open_page", [network]);
  }

  openRevokePage(network: string): Promise<void> {
    return this.#do("open_revoke_page", [network]);
  }

  history(connection: string | null): Promise<HistoryView[]> {
    return Promise.resolve(this.entries.filter((entry) => connection === null || entry.connection === connection));
  }

  copyHistory(connection: string | null): Promise<void> {
    return this.#do("copy_history", [connection ?? "all"]);
  }

  async addToCalendar(connection: string): Promise<string> {
    await this.#do("add_to_calendar", [connection]);
    const name = this.state.connections.find((each) => each.id === connection)?.network_name;
    return `/home/dana/Downloads/Gander ${name}.ics`;
  }

  alerts(): Promise<AlertsView> {
    return Promise.resolve(this.told);
  }

  async setAlerts(settings: AlertSettingsView, password: string | null): Promise<BadSettingView[]> {
    await this.#do("set_alerts", [password === null ? "without password" : "with password"]);
    if (this.badSettings.length === 0) this.told = { ...this.told, settings, has_password: this.told.has_password || password !== null };
    return this.badSettings;
  }

  async testEmail(email: EmailView, password: string | null): Promise<string | null> {
    await this.#do("test_email", [email.host, password === null ? "without password" : "with password"]);
    return this.mailTrouble;
  }

  pauseAlerts(pause: "hour" | "tomorrow" | null): Promise<void> {
    return this.#do("pause_alerts", [pause ?? "end"], () => this.publish({ alerts_paused_until: pause && at(pause === "hour" ? hour : day) }));
  }

  setLanguage(language: string | null): Promise<void> {
    return this.#do("set_language", [language ?? "system"], () => this.publish({ language }));
  }

  startsAtLogin(): Promise<boolean | null> {
    return Promise.resolve(this.login);
  }

  setStartsAtLogin(on: boolean): Promise<void> {
    return this.#do("set_starts_at_login", [String(on)], () => void (this.login = on));
  }

  #change(network: string, change: (each: NetworkView) => Partial<NetworkView>): void {
    this.publish({ networks: this.state.networks.map((each) => (each.id === network ? { ...each, ...change(each) } : each)) });
  }

  #begin(connection: string, network: string, network_name: string, reauthorize: boolean): void {
    const started: SignInView = { id: ++this.#nextSignIn, connection, network, network_name, reauthorize, stage: { stage: "waiting" } };
    this.publish({ sign_ins: [...this.state.sign_ins, started] });
  }

  #do(name: string, args: (string | number)[], effect?: () => void): Promise<void> {
    this.calls.push([name, ...args].join(" "));
    if (this.failNext) {
      const error = this.failNext;
      this.failNext = null;
      return Promise.reject(error);
    }
    if (this.slow) return this.slow.then(effect);
    effect?.();
    return Promise.resolve();
  }
}

type Who = Partial<Pick<ConnectionView, "username" | "display_name">>;

/** A head and shoulders on this colour. */
function portrait(colour: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path fill="${colour}" d="M0 0h96v96H0z"/><g fill="#f2d5b1"><circle cx="48" cy="38" r="17"/><circle cx="48" cy="98" r="35"/></g></svg>`;
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

function network(id: string, name: string, more: Partial<NetworkView> = {}): NetworkView {
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
function policy(id: string): Pick<NetworkView, "summary" | "summaries"> {
  const file = files[`../../../src-tauri/crates/networks/networks/${id}.toml`] ?? "";
  const [, summary = "Access lasts sixty days. You sign in again before it ends."] = /^summary = "(.+)"$/m.exec(file) ?? [];
  const summaries = Object.fromEntries([...file.matchAll(/^([a-z]{2}) = "(.+)"$/gm)].map(([, language, words]) => [language, words]));
  return { summary, summaries };
}

const facebook = network("facebook", "Facebook");
const instagram = network("instagram", "Instagram");
const linkedin = network("linkedin", "LinkedIn");
const x = network("x", "X", { needs_secret: false });
const bluesky = network("bluesky", "Bluesky", { needs_secret: false, keys: null });
const threads = network("threads", "Threads", { ready: false });
const withoutKeys = (each: NetworkView): NetworkView => ({ ...each, ready: false, keys: each.keys && { ...each.keys, client_id: null, has_secret: false } });
const four = [facebook, instagram, linkedin, x];

const dana = { display_name: "Dana Reyes" };
const broken = connection("c1", "linkedin", "LinkedIn", dana, disconnected("revoked"), {
  data_loss_at: at(11 * day),
  clocks: { access_until: at(9 * day), refresh_until: at(314 * day), next_check: null },
});
const soon = connection("c2", "facebook", "Facebook", dana, { status: "expiring", by: at(9 * day) }, {
  clocks: { access_until: at(9 * day), data_access_until: at(39 * day) },
});
const insta = connection("c3", "instagram", "Instagram", { username: "danareyes", ...dana }, undefined, {
  clocks: { access_until: at(55 * day), next_renewal: at(2 * day) },
});
const away = connection("c4", "mastodon", "Mastodon", { username: "dana@hachyderm.example" }, { status: "unreachable", since: at(-4.1 * hour) });
const fine = connection("c5", "x", "X", { username: "danar" }, undefined, { clocks: { access_until: at(1.5 * hour), next_renewal: at(1.2 * hour) } });
const facebookFine = connection("c2", "facebook", "Facebook", dana, undefined, {
  reauthorize_by: at(41 * day),
  clocks: { authorized_at: at(-19 * day), access_until: at(41 * day) },
});
const linkedinFine = connection("c1", "linkedin", "LinkedIn", dana, undefined, {
  reauthorize_by: at(314 * day),
  clocks: { access_until: at(33 * day), refresh_until: at(314 * day), next_renewal: at(26 * day) },
});

const told = (offset: number, id: string, network_name: string, who: string, event: HistoryView["event"], more: Partial<HistoryView> = {}): HistoryView => ({
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
  ...more,
});
const answer = (offset: number, http_status: number, code: string | null = null, subcode: string | null = null): EvidenceView => ({
  at: at(offset),
  endpoint: "probe",
  http_status,
  code,
  subcode,
});
const past: HistoryView[] = [
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

function state(connections: ConnectionView[], more: Partial<StateView> = {}): StateView {
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

function operationId(stage: SignInView["stage"], more: Partial<SignInView> = {}): SignInView {
  return { id: 7, connection: "c1", network: "linkedin", network_name: "LinkedIn", reauthorize: true, stage, ...more };
}

/** Many accounts of every kind: one in a hundred is broken, one in thirty soon will be. */
function crowd(count: number): ConnectionView[] {
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
  },
};
const invited = (what: InvitationView["what"]): Fake => {
  const fake = new Fake(state(mixed), past);
  fake.invitation = { number: 1, what };
  return fake;
};
const mixed = [broken, soon, insta, away, fine];
const withSignIn = (stage: SignInView["stage"], more: Partial<SignInView> = {}): Fake =>
  new Fake(state(mixed, { sign_ins: [operationId(stage, more)] }), past);

/** The sample states. */
export const scenes = {
  mixed: () => new Fake(state(mixed), past),
  "first-run": () => new Fake(state([], { networks: [...four.map((each) => ({ ...each, practice: true })), { ...threads, practice: false }] })),
  "first-keys": () =>
    new Fake(
      state([], {
        networks: [
          { ...bluesky, asks: "handle" },
          network("mastodon", "Mastodon", { keys: null, asks: "server" }),
          ...four.map(withoutKeys),
          network("linkedin-pages", "LinkedIn Pages", { ready: false }),
          { ...threads, redirect: "", bridge: { needed: true, preferred: true, address: null } },
        ],
      }),
    ),
  // An app with further parameters beside its keys.
  "key-options": () => {
    const { keys, ...rest } = withoutKeys(facebook);
    const parameters = [{ name: "config_id", is_called: "Configuration ID", value: null }];
    const optional_permissions = [
      { scope: "business_management", purpose: null, asked: false },
      { scope: "pages_show_list", purpose: "list_pages" as const, asked: true },
    ];
    const called = { id_is_called: "App ID", secret_is_called: "App secret" };
    return new Fake(state([], { networks: [{ ...rest, keys: keys && { ...keys, ...called, parameters, optional_permissions } }, withoutKeys(instagram)] }));
  },
  "all-well": () => new Fake(state([facebookFine, insta, linkedinFine, fine]), past),
  one: () => new Fake(state([facebookFine]), past.filter((entry) => entry.connection === "c2")),
  missing: () =>
    new Fake(
      state([
        { ...facebookFine, missing: [{ scope: "pages_show_list", purpose: "list_pages" }, { scope: "pages_manage_posts", purpose: "share_pages" }] },
        insta,
        { ...broken, health: disconnected("permission_missing"), missing: [{ scope: "w_member_social", purpose: "share" }], data_loss_at: null },
        fine,
      ]),
      [told(-0.5 * hour, "c2", "Facebook", "Dana Reyes", "permission_missing"), ...past],
    ),
  avatars: () =>
    new Fake(
      state([
        { ...broken, avatar: "#1f6f6b" },
        { ...facebookFine, avatar: "#7a3e5c" },
        { ...insta, avatar: "#35507a" },
        { ...fine, avatar: "gone" },
      ]),
      past,
    ),
  pages: () => {
    const lost: EvidenceView = { at: at(-2 * hour), endpoint: "page", http_status: 400, code: "190", subcode: "492" };
    const pages: PageView[] = [
      { id: "p1", name: "Reyes Bakery", held: true, lost: null },
      { id: "p2", name: "Goose Garden", held: true, lost },
      { id: "p3", name: "Old Town Choir", held: false, lost: null },
    ];
    return new Fake(state([{ ...facebookFine, may_have_pages: true, pages }, insta, { ...linkedinFine, may_have_pages: true }, fine]), [
      ...past.slice(0, 1),
      told(-2 * hour, "c2", "Facebook", "Dana Reyes", "page_lost", { evidence: lost }),
      ...past.slice(1),
    ]);
  },
  // The network lets no app end its own access.
  "by-hand": () => new Fake(state([insta]), past.filter((entry) => entry.connection === "c3")),
  // One network asks for a handle, one redirects only through a bridge page, and one can do so.
  elsewhere: () =>
    new Fake(
      state(mixed, {
        networks: [
          { ...bluesky, asks: "handle" },
          { ...facebook, bridge: { needed: false, preferred: false, address: "https://dana.example/gander.html" } },
          instagram,
          linkedin,
          { ...threads, redirect: "", bridge: { needed: true, preferred: true, address: null } },
          x,
        ],
      }),
      past,
    ),
  loading: () => {
    const fake = new Fake(state(mixed), past);
    fake.getState = () => new Promise(() => {});
    return fake;
  },
  unconfirmed: () =>
    new Fake(
      state([
        facebookFine,
        { ...linkedinFine, health: { status: "unconfirmed", evidence: answer(-2 * minute, 401, "REVOKED_ACCESS_TOKEN", "65601"), again_at: at(3 * minute) } },
        { ...fine, health: { status: "unconfirmed", evidence: answer(-26 * hour, 401), again_at: at(0.5 * hour) } },
      ]),
      past,
    ),
  offline: () => new Fake(state([facebookFine, insta, linkedinFine, fine].map((each) => ({ ...each, health: { status: "unreachable" as const, since: at(-0.5 * hour) } }))), past),
  twelve: () => new Fake(state(crowd(12)), past),
  "three-hundred": () => new Fake(state(crowd(300)), past),
  "timed-out": () => withSignIn({ stage: "failed", failure: "timed_out", answer: null }),
  many: () =>
    new Fake(
      state(Array.from({ length: 10 }, (_, index) => connection(`m${index}`, "mastodon", "Mastodon", { username: `dana${index}@hachyderm.example` }))),
      past,
    ),
  "two-broken": () =>
    new Fake(
      state([
        { ...broken, data_loss_at: null },
        { ...soon, health: { ...disconnected("password_changed") } },
        insta,
        connection("c6", "threads", "Threads", { username: "danareyes" }, { status: "set_up_needed", what: "app_keys_refused" }),
        connection("c7", "x", "X", { username: "danar" }, disconnected("checkpoint")),
        connection("c8", "foundry", "Foundry", dana, disconnected("refresh_rejected")),
      ]),
      past,
    ),
  opening: () => withSignIn({ stage: "opening" }),
  waiting: () => withSignIn({ stage: "waiting" }),
  "asks-pin": () => withSignIn({ stage: "asks_pin" }, { connection: "c9", network: "x", network_name: "X (API key)", reauthorize: false }),
  finishing: () => withSignIn({ stage: "finishing" }),
  wrong: () => withSignIn({ stage: "wrong_account", expected: "Dana Reyes", signed_in: "Bo Lee" }),
  failed: () => withSignIn({ stage: "failed", failure: "denied", answer: null }),
  "failed-offline": () => withSignIn({ stage: "failed", failure: "unreachable", answer: null }),
  "failed-without-keys": () => withSignIn({ stage: "failed", failure: "app_keys_refused", answer: null }),
  paused: () => new Fake(state(mixed, { alerts_paused_until: at(hour) }), past),
  "bad-answer": () => withSignIn({ stage: "failed", failure: "bad_answer", answer: null }),
  "registration-refused": () =>
    withSignIn({ stage: "failed", failure: "registration_refused", answer: "422 invalid_redirect_uri" }),
  adding: () => withSignIn({ stage: "waiting" }, { connection: "c9", network: "bluesky", network_name: "Bluesky", reauthorize: false }),
  locked: () => new Fake(state(mixed, { vault: "locked" }), past),
  disk: () => new Fake(state(mixed, { storage_problem: true }), past),
  "unusable-file": () => new Fake(state(mixed, { unusable_networks: ["/home/dana/networks/pond.toml:16: missing key `page` in [policy]; add it. Until then Gander leaves the network `pond` and its accounts alone"] }), past),
  altered: () => new Fake(state(mixed, { database_altered: true }), past),
  invited: () => invited(newsroom),
  "invited-from-elsewhere": () => invited({ stage: "elsewhere", host: "handouts.newsroom.example" }),
  "invited-in-vain": () => invited({ stage: "broken", why: "gander.toml:4: there is no network `linkedout`; `gander networks` lists them, and [definitions] adds one" }),
  memory: () => new Fake(state([facebookFine, fine], { vault: "this_run_only" }), past),
} satisfies Record<string, () => Fake>;
