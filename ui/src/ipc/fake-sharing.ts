// The sharing half of the keeper in memory. A post leaves at once, and arrives only on command.
import type { ActivityView, DestinationStateView, DestinationView, DraftView, MeasureView, PostView, SettleView, SharingView, StateView } from "./bindings";
import type { Content } from "./client";
import { at } from "./samples";

const most: Partial<Record<string, number>> = { bluesky: 300, mastodon: 500 };
const settled: Record<Exclude<SettleView, "look">, PostView["state"]> = {
  there: "shared", again: "sharing", leave: "cancelled", now: "sharing", cancel: "cancelled",
};

export class FakeSharing {
  /** False as in a keeper that has no account to share to. */
  isOn = false;
  activities: ActivityView[] = [];
  drafts: DraftView[] = [];
  /** Every text that was measured. */
  measured: string[] = [];
  /** A promise that the next measure awaits first. */
  slowMeasure: Promise<void> | null = null;

  #listeners = new Set<(sharing: SharingView) => void>();
  #next = 1;

  constructor(private readonly keeper: { state: StateView }) {}

  view(): SharingView {
    return { destinations: this.destinations(), activities: this.activities, drafts: this.drafts };
  }

  listen(callback: (sharing: SharingView) => void): () => void {
    this.#listeners.add(callback);
    return () => void this.#listeners.delete(callback);
  }

  publish(change: Partial<Pick<SharingView, "activities" | "drafts">> = {}): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener(this.view());
  }

  /** Gives each post of the newest activity the next of these states. */
  arrive(...states: PostView["state"][]): void {
    const [newest, ...rest] = this.activities;
    if (!newest) return;
    const posts = newest.posts.map((post, nth) => (states[nth] ? { ...post, state: states[nth], at: at(0), address: states[nth] === "shared" ? "https://example.org/post" : null } : post));
    this.publish({ activities: [{ ...newest, posts }, ...rest] });
  }

  destinations(): DestinationView[] {
    return (this.isOn ? this.keeper.state.connections : []).map((connection) => ({
      connection: connection.id,
      network: connection.network,
      networkName: connection.network_name,
      name: connection.username ? `@${connection.username}` : (connection.display_name ?? connection.network_name),
      state: ready(connection.health.status, connection.network in most),
      most: most[connection.network] ?? 0,
    }));
  }

  async measure(text: string, link: string | null, to: string[]): Promise<MeasureView[]> {
    const slow = this.slowMeasure;
    this.slowMeasure = null;
    await slow;
    this.measured.push(text);
    const letters = [...new Intl.Segmenter().segment(text)];
    const extra = link !== null && !text.includes(link) ? link.length + 2 : 0;
    return this.destinations().filter(({ connection }) => to.includes(connection)).map((each) => {
      const left = each.most - letters.length - extra;
      return { connection: each.connection, left, surplusFrom: left < 0 ? (letters[Math.max(0, each.most - extra)]?.index ?? text.length) : null };
    });
  }

  save(id: string | null, content: Content): string {
    const saved: DraftView = { id: id ?? `d${this.#next++}`, ...content, changedAt: at(0) };
    this.publish({ drafts: [saved, ...this.drafts.filter((draft) => draft.id !== saved.id)] });
    return saved.id;
  }

  discard(id: string): void {
    this.publish({ drafts: this.drafts.filter((draft) => draft.id !== id) });
  }

  share(draft: string | null, { text, link, to }: Content, plannedAt: string | null): string {
    const id = `a${this.#next++}`;
    const states: Record<DestinationStateView, PostView["state"]> = {
      ready: "sharing", disconnected: "waits", needs_keys: "waits", unreachable: "waits_for_network", cannot: "refused",
    };
    const posts = this.destinations().filter(({ connection }) => to.includes(connection)).map(({ state, most: _, ...where }): PostView => ({
      id: `${id}-${where.connection}`, ...where, state: plannedAt ? "planned" : states[state], at: at(0), address: null, reason: null,
    }));
    this.publish({
      activities: [{ id, text, link, createdAt: at(0), plannedAt, posts }, ...this.activities],
      drafts: this.drafts.filter((each) => each.id !== draft),
    });
    return id;
  }

  settle(post: string, action: SettleView, address: string | null): void {
    const change = (each: PostView, plannedAt: string | null): PostView => {
      if (each.id !== post || action === "look") return each;
      const state = action === "again" && each.state === "cancelled" && plannedAt !== null ? "planned" : settled[action];
      return { ...each, state, address, at: at(0) };
    };
    this.publish({ activities: this.activities.map((each) => ({ ...each, posts: each.posts.map((one) => change(one, each.plannedAt)) })) });
  }

  remove(id: string): void {
    this.publish({ activities: this.activities.filter((activity) => activity.id !== id) });
  }
}

function ready(status: StateView["connections"][number]["health"]["status"], canShare: boolean): DestinationStateView {
  if (!canShare) return "cannot";
  if (status === "set_up_needed") return "needs_keys";
  return status === "disconnected" || status === "unreachable" ? status : "ready";
}
