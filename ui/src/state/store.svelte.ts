import type { AppError, SignInView, ConnectionView, InvitationView, NetworkView, PictureTroubleView, RouteView, SharingView, StateView } from "../ipc/bindings";
import { asAppError, type Client, type Unlisten } from "../ipc/client";
import { afterPaint } from "./frames";
import { needsYou } from "./order";

/** The newest snapshot, and the person's work with it. */
export class Store {
  state = $state.raw<StateView | null>(null);
  /**
   * The connections of the newest snapshot. The list stays the same object until one of them changes, so a sign-in or a
   * setting leaves the rows alone. A value derived from `state` would make every row look for changes at each snapshot.
   */
  connections = $state.raw<readonly ConnectionView[]>([]);
  /** The last command that failed. */
  error = $state.raw<AppError | null>(null);
  /** The connection whose row should take the focus as soon as it is there. */
  wanted = $state.raw<string | null>(null);
  /** True if that row should open as well. */
  opens = $state.raw(false);
  /** The network whose app keys are being entered. */
  settingUp = $state.raw<string | null>(null);
  /** The network that asks for the person's server or handle. */
  asking = $state.raw<string | null>(null);
  /** The organization's invitation that waits for the person. */
  invitation = $state.raw<InvitationView | null>(null);
  /** Connections still to be reauthorized, one after another. */
  queue = $state.raw<readonly string[]>([]);
  /** The number of connections with which a walk through all broken ones began. */
  walk = $state.raw(0);
  /** The activities, the drafts and the accounts to share to; null until they are known. */
  sharing = $state.raw<SharingView | null>(null);
  /** True if the composer should open as soon as it is there. */
  composing = $state.raw(false);
  /** What another app shares, until the composer has it. */
  handed = $state.raw<{ draft: string | null; trouble: PictureTroubleView | null } | null>(null);
  /** True if what needs the person should get the focus as soon as it is there. */
  needing = $state.raw(false);
  /** The activity whose row should get the focus as soon as it is there. */
  sought = $state.raw<string | null>(null);
  /** The last act of sharing that the person can take back, for some seconds. */
  undoes = $state.raw<{ words: string; act: () => void } | null>(null);
  /** The progress of a check of all accounts; null when none is under way. */
  checking = $state.raw<{ done: number; of: number } | null>(null);

  /** The words that a screen reader says next, politely. */
  spoken = $state.raw("");

  /** True while the vault is locked: Gander can then ask and renew nothing. */
  isLocked = $derived(this.state?.vault === "locked");
  /** True if no network answers. A single network may be at fault itself; several at once are not. */
  isOffline = $derived.by(() => {
    const reachable = this.connections.map(({ health }) => health.status).filter((status) => status === "active" || status === "expiring" || status === "unreachable");
    return reachable.length > 1 && reachable.every((status) => status === "unreachable");
  });
  /** True if some network has more than one account here, so that its name alone is ambiguous. */
  hasSeveral = $derived(new Set(this.connections.map(({ network }) => network)).size < this.connections.length);

  /** Called with each accepted snapshot and the one before it. */
  onChange: (next: StateView, before: StateView | null) => void = () => {};
  onRoute: (route: RouteView) => void = () => {};

  /** The sign-ins by connection id. */
  #signIns = new Map<string, SignInOfRow>();
  #pictures = new Map<string, Promise<string | null>>();
  #unlisten: Unlisten[] = [];
  #stopped = false;

  constructor(readonly client: Client) {}

  /** Listens first and fetches second, so that nothing in between is missed. */
  async start(): Promise<void> {
    const first = this.client.first();
    if (first) this.accept(first);
    this.#keep(await this.client.onState((next) => this.accept(next)));
    this.#keep(await this.client.onRoute(() => void this.#takeRoute()));
    await this.run(this.client.getState().then((state) => this.accept(state)));
    await this.#takeRoute();
    await this.#startSharing();
  }

  /** Without an answer, nothing of sharing is shown: it must not keep the accounts from view. */
  async #startSharing(): Promise<void> {
    let isTold = false;
    this.#keep(
      await this.client.onSharing((next) => {
        isTold = true;
        this.sharing = this.sharing ? reusing(next, this.sharing) : next;
      }),
    );
    const first = await this.client.sharing().catch(() => null);
    // An event that came meanwhile is newer than the answer.
    if (!isTold) this.sharing = first;
  }

  stop(): void {
    this.#stopped = true;
    for (const unlisten of this.#unlisten.splice(0)) unlisten();
  }

  /** Accepts a snapshot. Drops an older one that arrives late. */
  accept(next: StateView): void {
    const before = this.state;
    if (before && next.revision < before.revision) return;
    const state = before ? { ...next, connections: reused(next.connections, before.connections, ({ id }) => id) } : next;
    this.state = state;
    this.connections = state.connections;
    this.#attend(state);
    this.onChange(state, before);
    this.#count(state, before);
    this.#walkOn(state, before);
  }

  /** Waits for a command and keeps its error for the person to read. Returns true on success. */
  async run(command: Promise<unknown>): Promise<boolean> {
    try {
      await command;
      return true;
    } catch (thrown) {
      this.error = asAppError(thrown);
      return false;
    }
  }

  /** Leads to an account's row and opens it. */
  show(connection: string): void {
    this.wanted = connection;
    this.opens = true;
  }

  connect(network: NetworkView): void {
    this.error = null;
    if (!network.ready) {
      this.settingUp = network.id;
      return;
    }
    if (network.asks) this.asking = network.id;
    else void this.run(this.client.connect(network.id, null, null));
  }

  /** Connects with the server or the name that the person gave. An app password needs no browser. */
  connectAt(network: string, at: string, appPassword: string | null): Promise<boolean> {
    this.error = null;
    return this.run(this.client.connect(network, at, appPassword));
  }

  reauthorize(connection: ConnectionView): void {
    this.error = null;
    if (connection.health.status === "set_up_needed") {
      this.settingUp = connection.network;
      return;
    }
    void this.run(this.client.reauthorize(connection.id));
  }

  /** Reauthorizes the connections one after another. */
  reauthorizeAll(connections: readonly ConnectionView[]): void {
    this.walk = connections.length;
    this.#walk(connections);
  }

  /** Asks every network whether access still works, and counts the answers. */
  checkAll(): void {
    if (this.checking || !this.state) return;
    this.error = null;
    this.checking = { done: 0, of: this.state.connections.length };
    // Paints the start first, because a check changes each of hundreds of rows.
    afterPaint(() => {
      void this.run(this.client.check(null)).then(() => {
        // No check began: the vault is locked, or each account was checked a moment ago.
        if (!this.state?.connections.some(isChecking)) this.checking = null;
      });
    });
  }

  cancel(signIn: SignInView): void {
    this.queue = [];
    void this.run(this.client.cancel(signIn.id));
  }

  async tryAgain(signIn: SignInView): Promise<void> {
    this.error = null;
    // Holds the queue back, so that its next entry does not take the place of the retry.
    const queue = this.queue;
    this.queue = [];
    if (!(await this.run(this.client.cancel(signIn.id)))) return;
    if (signIn.reauthorize) {
      await this.run(this.client.reauthorize(signIn.connection));
      this.queue = queue;
      return;
    }
    const network = this.network(signIn.network);
    if (network) this.connect(network);
  }

  /** Lets a screen reader say the words. Returns a function that takes them back, unless others have followed. */
  announce(words: string): () => void {
    // A screen reader does not repeat equal words. A zero-width mark makes them new.
    const spoken = words === this.spoken ? `${words}\u200b` : words;
    this.spoken = spoken;
    return () => {
      if (this.spoken === spoken) this.spoken = "";
    };
  }

  /** An account's picture. Null, without an error, if it cannot be loaded. */
  picture(connection: string, name: string | null): Promise<string | null> {
    if (name === null) return Promise.resolve(null);
    const key = `${connection} ${name}`;
    const known = this.#pictures.get(key) ?? this.client.avatar(connection, name).catch(() => null);
    this.#pictures.set(key, known);
    return known;
  }

  network(id: string): NetworkView | undefined {
    return this.state?.networks.find((network) => network.id === id);
  }

  signInOf(connection: string): SignInView | undefined {
    return this.#signIns.get(connection)?.view;
  }

  #attend({ connections, sign_ins }: StateView): void {
    for (const { id } of connections) if (!this.#signIns.has(id)) this.#signIns.set(id, new SignInOfRow());
    for (const [id, signIn] of this.#signIns) signIn.view = sign_ins.find((each) => each.connection === id);
  }

  /** Starts the next connection of the queue once the reauthorization before it has ended. */
  #walkOn(next: StateView, before: StateView | null): void {
    if (this.queue.length === 0 || next.sign_ins.some((signIn) => signIn.reauthorize)) return;
    if (!before?.sign_ins.some((signIn) => signIn.reauthorize)) return;
    const waiting = this.queue.map((id) => next.connections.find((connection) => connection.id === id));
    this.#walk(waiting.filter((connection) => connection !== undefined).filter(needsYou));
  }

  #walk([first, ...rest]: readonly ConnectionView[]): void {
    this.queue = rest.map((connection) => connection.id);
    if (first) this.reauthorize(first);
  }

  #count(next: StateView, before: StateView | null): void {
    if (!this.checking) return;
    const left = next.connections.filter(isChecking).length;
    if (left > 0) this.checking = { of: this.checking.of, done: Math.max(this.checking.done, this.checking.of - left) };
    else if (before?.connections.some(isChecking)) this.checking = null;
  }

  async #takeRoute(): Promise<void> {
    await this.run(
      this.client.takeRoute().then((route) => {
        if (route === null) return;
        if (route.to === "account") [this.wanted, this.opens] = [route.connection, false];
        else if (route.to === "needs") this.needing = true;
        else if (route.to === "activity") this.sought = route.id;
        else if (route.to === "shared") {
          this.handed = route.draft === null && route.trouble === null ? null : { draft: route.draft, trouble: route.trouble };
          if (route.error) this.error = route.error;
        }
        else this.composing = true;
        this.onRoute(route);
      }),
    );
    await this.run(this.client.getInvitation().then((invitation) => void (this.invitation = invitation)));
  }

  #keep(unlisten: Unlisten): void {
    if (this.#stopped) unlisten();
    else this.#unlisten.push(unlisten);
  }
}

/** The sign-in of one connection, if any. Each is a signal of its own, so that a sign-in updates only its own row. */
class SignInOfRow {
  view = $state.raw<SignInView>();
}

/**
 * Reuses the former objects of what has not changed, so that its rows do not update. Returns the former list itself if
 * nothing changed.
 */
function reused<T extends object>(next: T[], before: T[], keyOf: (each: T) => string): T[] {
  const known = new Map(before.map((each) => [keyOf(each), each]));
  const all = next.map((each) => {
    const same = known.get(keyOf(each));
    return same && JSON.stringify(same) === JSON.stringify(each) ? same : each;
  });
  return all.length === before.length && all.every((each, nth) => each === before[nth]) ? before : all;
}

/** A draft is saved at each pause of its writer, and changes no activity. */
const reusing = (next: SharingView, before: SharingView): SharingView => ({
  destinations: reused(next.destinations, before.destinations, ({ target }) => target),
  activities: reused(next.activities, before.activities, ({ id }) => id),
  drafts: reused(next.drafts, before.drafts, ({ id }) => id),
});

function isChecking({ busy }: ConnectionView): boolean {
  return busy === "checking";
}
