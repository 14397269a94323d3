// A keeper in memory, for tests and for viewing screens. It answers at once and proceeds only on command.
import type {
  AddedPictureView, AlertSettingsView, AlertsView, AppError, BadSettingView, CardView, ConnectionView, EmailView, FailureView, FeedPreviewView, FeedsView, HistoryView,
  InvitationView, KeyCheckView, LateView, MeasureView, NetworkView, PageView, PreviewView, RouteView, SettleView, SharingView, SignInView, StateView,
} from "./bindings";
import type { AppOptions, Client, Content, Unlisten } from "./client";
import { FakeFeeds } from "./fake-feeds";
import { FakeSharing } from "./fake-sharing";
import { at, connection, day, hour, landscape, portrait } from "./samples";

export class Fake implements Client {
  state: StateView;
  entries: HistoryView[] = [];
  /** Every call, as `name argument argument`. Secrets are left out. */
  calls: string[] = [];
  route: RouteView | null = null;
  /** The state that comes with the page. */
  handedOver: StateView | null = null;
  told: AlertsView = {
    settings: { native: true, email: null, warn_days: null, quiet_hours: null, digest: null, muted: [], shared: false },
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
  /** The activities and drafts, and the levers for their posts. */
  readonly shares = new FakeSharing(this);
  readonly news = new FakeFeeds();

  #listeners = new Set<(state: StateView) => void>();
  #routeListeners = new Set<() => void>();
  #nextSignIn = 100;

  constructor(state: StateView, entries: HistoryView[] = []) {
    this.state = state;
    this.entries = entries;
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
    this.lead({ to: "account", connection });
  }

  /** Leads the window to a place, as the tray and a notification do. */
  lead(route: RouteView): void {
    this.route = route;
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

  takeRoute(): Promise<RouteView | null> {
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

  allow(connection: string, allowed: ConnectionView["allowed"]): Promise<void> {
    return this.#do("allow", [connection, allowed], () =>
      this.publish({ connections: this.state.connections.map((each) => (each.id === connection ? { ...each, allowed } : each)) }),
    );
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

  feeds(): Promise<FeedsView> {
    return Promise.resolve(this.news.view());
  }

  onFeeds(callback: (feeds: FeedsView) => void): Promise<Unlisten> {
    return Promise.resolve(this.news.listen(callback));
  }

  async previewFeed(address: string): Promise<FeedPreviewView> {
    await this.#do("preview_feed", [address]);
    return this.news.look();
  }

  addFeed(address: string): Promise<void> {
    return this.#do("add_feed", [address], () => this.news.add());
  }

  changeFeedAddress(id: string, address: string): Promise<void> {
    return this.#do("change_feed_address", [id, address], () => this.news.change(id, { address, failingSince: null, gone: false }));
  }

  removeFeed(id: string): Promise<void> {
    return this.#do("remove_feed", [id], () => this.news.remove(id));
  }

  muteFeed(id: string, muted: boolean): Promise<void> {
    return this.#do("mute_feed", [id, String(muted)], () => this.news.change(id, { muted }));
  }

  readFeedSoon(id: string): Promise<void> {
    return this.#do("read_feed_soon", [id], () => this.news.change(id, { failingSince: null }));
  }

  setNotForMe(feed: string, key: string, notForMe: boolean): Promise<void> {
    return this.#do("set_not_for_me", [feed, key, String(notForMe)], () => this.news.setNotForMe(key, notForMe));
  }

  suggestionSeen(feed: string, key: string): Promise<void> {
    return this.#do("suggestion_seen", [feed, key], () => this.news.seen(key));
  }

  sharing(): Promise<SharingView> {
    return Promise.resolve(this.shares.view());
  }

  onSharing(callback: (sharing: SharingView) => void): Promise<Unlisten> {
    return Promise.resolve(this.shares.listen(callback));
  }

  measure(text: string, link: string | null, pictures: number, to: string[]): Promise<MeasureView[]> {
    return this.shares.measure(text, link, pictures, to);
  }

  preview(text: string, link: string | null, pictures: number, to: string[]): Promise<PreviewView[]> {
    return Promise.resolve(this.shares.preview(text, link, pictures, to));
  }

  async addPicture(file: ArrayBuffer): Promise<AddedPictureView> {
    await this.#do("add_picture", [String(file.byteLength)]);
    return this.shares.addPicture(file);
  }

  picture(hash: string): Promise<string | null> {
    if (hash.startsWith("sample-")) return Promise.resolve(landscape(hash.slice("sample-".length)));
    return Promise.resolve(this.shares.pictures.has(hash) ? portrait("#1f6f6b") : null);
  }

  makeCard(link: string): Promise<CardView | null> {
    return Promise.resolve(this.shares.cards[link] ?? null);
  }

  async saveDraft(id: string | null, content: Content): Promise<string> {
    await this.#do("save_draft", [id ?? "new", content.text]);
    return this.shares.save(id, content);
  }

  discardDraft(id: string): Promise<void> {
    return this.#do("discard_draft", [id], () => this.shares.discard(id));
  }

  async share(draft: string | null, content: Content, at: string | null, late: LateView): Promise<string> {
    await this.#do("share", [draft ?? "new", content.to.join(), ...(at === null ? [] : [at, late])]);
    return this.shares.share(draft, content, at, late);
  }

  settlePost(post: string, action: SettleView, address: string | null): Promise<void> {
    return this.#do("settle_post", [post, action, ...(address === null ? [] : [address])], () => this.shares.settle(post, action, address));
  }

  removeActivity(id: string): Promise<void> {
    return this.#do("remove_activity", [id], () => this.shares.remove(id));
  }

  async editActivity(id: string, posts: string[], draft: string | null, content: Content, at: string | null, late: LateView): Promise<void> {
    await this.#do("edit_activity", [id, posts.join(), content.to.join(), ...(at === null ? [] : [at, late])]);
    this.shares.edit(id, posts, draft, content, at, late);
  }

  holdForEdit(posts: string[], hold: boolean): Promise<void> {
    return this.#do(hold ? "hold" : "let_go", [posts.join()]);
  }

  changeTime(id: string, at: string): Promise<void> {
    return this.#do("change_time", [id, at], () => this.shares.changeTime(id, at));
  }

  deletePost(post: string): Promise<void> {
    return this.#do("delete_post", [post], () => this.shares.deletePost(post));
  }

  copyActivity(id: string): Promise<void> {
    return this.#do("copy_activity", [id]);
  }

  handOver(post: string): Promise<void> {
    return this.#do("hand_over", [post], () => this.shares.handOver(post));
  }

  openPost(post: string): Promise<void> {
    return this.#do("open_post", [post]);
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
