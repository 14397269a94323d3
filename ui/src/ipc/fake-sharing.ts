// The sharing half of the keeper in memory. A post leaves at once, and arrives only on command.
import type { ActivityView, AddedPictureView, CardView, CostView, DestinationStateView, DestinationView, DraftView, LateView, MeasureView, NotTakenView, PictureTroubleView, PictureView, PostView, PreviewView, SettleView, SharingView, StateView } from "./bindings";
import type { Content } from "./client";
import { handOver, publishing } from "./publishing";
import { at } from "./samples";

const settled: Record<Exclude<SettleView, "look">, PostView["state"]> = {
  there: "shared", again: "sharing", leave: "cancelled", now: "sharing", spaced: "sharing", cancel: "cancelled",
};

const autumnReport: CardView = {
  title: "Bread, mornings and the price of butter",
  description: "What four hundred neighbours told us in our autumn survey.",
  host: "example.org",
  picture: "sample-#b5533c",
};

export class FakeSharing {
  /** False as in a keeper that has no account to share to. */
  isOn = false;
  activities: ActivityView[] = [];
  drafts: DraftView[] = [];
  /** The networks that do not delete a post. */
  keeping = new Set<string>();
  /** The networks that have not allowed pictures. */
  forbidding = new Set<string>();
  /** Every text that was measured. */
  measured: string[] = [];
  /** A promise that the next measure awaits first. */
  slowMeasure: Promise<void> | null = null;
  /** The pages of accounts whose network takes posts of pages only, by connection. */
  pages: Record<string, { id: string; name: string; isLost?: boolean }[]> = {};
  /** The prices in place of those in the networks' files. */
  costs: Partial<Record<string, CostView>> = {};
  /** The kept pictures, by their hashes. */
  pictures = new Map<string, PictureView>();
  /** The reason for which the next file is refused. */
  trouble: PictureTroubleView | null = null;
  /** The cards of links. A link without one has none. */
  cards: Record<string, CardView> = { "https://example.org/autumn-report": autumnReport };

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
    // A new copy each time, as it comes from the keeper.
    for (const listener of this.#listeners) listener(structuredClone(this.view()));
  }

  /** Gives each post of the newest activity the next of these states. */
  arrive(...states: PostView["state"][]): void {
    const [newest, ...rest] = this.activities;
    if (!newest) return;
    const posts = newest.posts.map((post, nth) => (states[nth] ? { ...post, state: states[nth], at: at(0), address: states[nth] === "shared" ? "https://example.org/post" : null, deletable: states[nth] === "shared" } : post));
    this.publish({ activities: [{ ...newest, posts }, ...rest] });
  }

  destinations(): DestinationView[] {
    return (this.isOn ? this.keeper.state.connections : []).flatMap((connection) => {
      const { id, network, pages: known } = connection;
      const how = publishing(network);
      const account: DestinationView = {
        target: id,
        connection: id,
        network,
        networkName: connection.network_name,
        name: connection.username ? `@${connection.username}` : (connection.display_name ?? connection.network_name),
        state: ready(connection.health.status, how !== null),
        most: how?.most ?? 0,
        isPage: false,
        costs: network in this.costs || how?.cost != null,
        place: network === "reddit" ? "community" : network === "pinterest" ? "board" : null,
        places: [],
        longestTitle: network === "reddit" ? 300 : network === "pinterest" ? 100 : null,
        handOver: null,
      };
      const byHand = handOver(network);
      const held = known.filter((page) => page.held).map((page) => ({ id: page.id, name: page.name, isLost: page.lost !== null }));
      const pages = this.pages[id] ?? (how?.isOfPages ? held : null);
      if (!pages) return [{ ...account, handOver: byHand, state: byHand === "texts" ? ("ready" as const) : account.state }];
      const profile: DestinationView[] = byHand ? [{ ...account, handOver: byHand, state: "ready" }] : [];
      if (pages.length === 0 && !byHand) return [{ ...account, state: "needs_page" as const }];
      if (account.place === "board") return [{ ...account, places: pages.filter(({ isLost }) => !isLost).map(({ id, name }) => ({ id, name })) }];
      return [...pages.map(({ id, name, isLost }): DestinationView => ({ ...account, target: `${connection.id}/${id}`, name, isPage: true, most: how?.most ?? 0, state: isLost ? "lost" : account.state })), ...profile];
    });
  }

  async measure(text: string, link: string | null, pictures: number, to: string[]): Promise<MeasureView[]> {
    const slow = this.slowMeasure;
    this.slowMeasure = null;
    await slow;
    this.measured.push(text);
    const letters = graphemes(text);
    const extra = link !== null && !text.includes(link) ? link.length + 2 : 0;
    return this.destinations().filter(({ target }) => to.includes(target)).map((each) => {
      const left = (each.most || Infinity) - letters.length - extra;
      const byHand = each.handOver !== null;
      const notTaken = byHand ? null : (unfit(each.network, pictures) ?? (pictures > 0 && this.forbidding.has(each.network) ? "needs_permission" : null));
      return {
        target: each.target,
        left,
        surplusFrom: left < 0 ? (letters[Math.max(0, each.most - extra)]?.index ?? text.length) : null,
        notTaken,
        most: notTaken === "too_many_pictures" ? (publishing(each.network)?.pictures ?? null) : null,
        cost: byHand ? null : this.#price(each.network, link !== null || /https?:/.test(text)),
        byHand,
      };
    });
  }

  /** Bluesky and LinkedIn show the app's card, and the link has no place in the text. */
  preview(text: string, link: string | null, pictures: number, to: string[]): PreviewView[] {
    return this.destinations().filter(({ target }) => to.includes(target)).map(({ target, network }) => {
      const isOurs = network === "bluesky" || network === "linkedin" || network === "linkedin-pages";
      const hasCard = pictures === 0 && (link !== null || (!isOurs && /https?:/.test(text)));
      const isIn = link === null || text.includes(link) || (isOurs && pictures === 0);
      return { target, text: isIn ? text : `${text.trimEnd()}\n\n${link}`, card: hasCard ? (isOurs ? "gander" : "network") : null };
    });
  }

  #price(network: string, hasLink: boolean): CostView | null {
    const { cost } = publishing(network) ?? {};
    return this.costs[network] ?? (hasLink ? cost?.withLink : cost?.post) ?? null;
  }

  /** Keeps a file as a picture of 4 × 3 pixels, whose hash is its size. */
  addPicture(file: ArrayBuffer): AddedPictureView {
    const { trouble } = this;
    this.trouble = null;
    if (trouble) return { picture: null, trouble };
    const picture: PictureView = { hash: `picture-${file.byteLength}`, description: "", width: 4, height: 3 };
    this.pictures.set(picture.hash, picture);
    return { picture, trouble: null };
  }

  #views(chosen: Content["pictures"]): PictureView[] {
    return chosen.map(({ hash, description }) => ({ hash, width: 4, height: 3, ...this.pictures.get(hash), description }));
  }

  save(id: string | null, { card: _, ...content }: Content): string {
    const saved: DraftView = { id: id ?? `d${this.#next++}`, ...content, pictures: this.#views(content.pictures), changedAt: at(0) };
    this.publish({ drafts: [saved, ...this.drafts.filter((draft) => draft.id !== saved.id)] });
    return saved.id;
  }

  discard(id: string): void {
    this.publish({ drafts: this.drafts.filter((draft) => draft.id !== id) });
  }

  share(draft: string | null, { text, link, pictures, to, own, titles }: Content, plannedAt: string | null, late: LateView): string {
    const id = `a${this.#next++}`;
    const states: Record<DestinationStateView, PostView["state"]> = {
      ready: "sharing", disconnected: "waits", needs_keys: "waits", unreachable: "waits_for_network", unconfirmed: "waits_for_network", lost: "waits", needs_page: "refused", cannot: "refused",
    };
    const lacks = (network: string): boolean => pictures.length > 0 && !plannedAt && this.forbidding.has(network);
    const posts = this.#reached(to).map(({ state, most: _, isPage: __, costs: ___, places: ____, longestTitle: _____, handOver, ...where }): PostView => ({
      id: `${id}-${where.target}`, ...where, title: titles[where.target] ?? null, state: handOver && plannedAt === null ? "handed_over" : plannedAt ? "planned" : lacks(where.network) ? "waits" : states[state], byHand: handOver !== null, uploading: null, needsPermission: handOver === null && lacks(where.network), at: at(0), address: null, reason: null, own: own[where.target] ?? null, deletion: null, deletable: false, deleteCost: null,
    }));
    this.publish({
      activities: [{ id, text, link, pictures: this.#views(pictures), cardPicture: null, createdAt: at(0), plannedAt, zone: null, late: plannedAt ? late : null, posts }, ...this.activities],
      drafts: this.drafts.filter((each) => each.id !== draft),
    });
    return id;
  }

  /** The accounts and places of a content. The target and the place of each are its own. */
  #reached(to: string[]): (Omit<DestinationView, "place"> & { place: string | null })[] {
    return to.flatMap((target) => {
      const known = this.destinations().find((each) => each.target === target || (each.place !== null && target.startsWith(`${each.target}/`)));
      if (!known) return [];
      const id = target.slice(known.target.length + 1);
      const place = known.place === null || id === "" ? null : (known.places.find((each) => each.id === id)?.name ?? `r/${id}`);
      return [{ ...known, target, place, name: place ?? known.name }];
    });
  }

  settle(post: string, action: SettleView, address: string | null): void {
    const change = (each: PostView, plannedAt: string | null): PostView => {
      if (each.id !== post || action === "look") return each;
      const isBack = action === "again" && each.state === "cancelled" && plannedAt !== null;
      const state = isBack ? "planned" : each.byHand && action === "now" ? "by_hand" : settled[action];
      return { ...each, state, address, at: at(0) };
    };
    this.publish({ activities: this.activities.map((each) => ({ ...each, posts: each.posts.map((one) => change(one, each.plannedAt)) })) });
  }

  /** The person has the text: from now on the post is theirs. */
  handOver(post: string): void {
    const change = (each: PostView): PostView => (each.id === post && each.state === "by_hand" ? { ...each, state: "handed_over", at: at(0) } : each);
    this.publish({ activities: this.activities.map((each) => ({ ...each, posts: each.posts.map(change) })) });
  }

  /** The time of a plan has come. */
  due(id: string): void {
    const change = (each: PostView): PostView => (each.state === "planned" ? { ...each, state: each.byHand ? "by_hand" : "sharing" } : each);
    this.publish({ activities: this.activities.map((each) => (each.id === id ? { ...each, posts: each.posts.map(change) } : each)) });
  }

  edit(id: string, edited: string[], draft: string | null, { text, link, pictures, to, own, titles }: Content, plannedAt: string | null, late: LateView): void {
    const change = (activity: ActivityView): ActivityView => {
      const some = activity.posts.some((post) => !edited.includes(post.id) && post.state !== "cancelled");
      const posts = activity.posts.map((post): PostView => {
        if (!edited.includes(post.id)) return post;
        const isChosen = post.target !== null && to.includes(post.target);
        const mine = own[post.target ?? ""] ?? (some ? text : null);
        return { ...post, own: mine, title: titles[post.target ?? ""] ?? null, state: !isChosen ? "cancelled" : plannedAt ? "planned" : "sharing", reason: null };
      });
      const added = this.#reached(to).filter(({ target }) => !posts.some((post) => post.target === target)).map(({ target, place, name }): PostView => ({ ...posts[0]!, id: `${id}-${target}`, target, place, name, title: titles[target] ?? null, state: plannedAt ? "planned" : "sharing", reason: null }));
      posts.push(...added);
      return { ...activity, ...(some ? {} : { text, link, pictures: this.#views(pictures) }), plannedAt, late: plannedAt ? late : null, posts };
    };
    this.publish({
      activities: this.activities.map((each) => (each.id === id ? change(each) : each)),
      drafts: this.drafts.filter((each) => each.id !== draft),
    });
  }

  changeTime(id: string, plannedAt: string): void {
    const change = (post: PostView): PostView => (post.state === "planned" || post.state === "late" ? { ...post, state: "planned", at: plannedAt } : post);
    this.publish({ activities: this.activities.map((each) => (each.id === id ? { ...each, plannedAt, posts: each.posts.map(change) } : each)) });
  }

  deletePost(id: string): void {
    const change = (post: PostView): PostView => {
      const done = !this.keeping.has(post.network);
      return post.id === id ? { ...post, deletion: { at: at(0), done }, deletable: !done } : post;
    };
    this.publish({ activities: this.activities.map((each) => ({ ...each, posts: each.posts.map(change) })) });
  }

  remove(id: string): void {
    this.publish({ activities: this.activities.filter((activity) => activity.id !== id) });
  }
}

/** The places of the graphemes. Those of plain letters need no segmenter, which takes long for a long text. */
function graphemes(text: string): { index: number }[] {
  return /^[ -~\n]*$/.test(text) ? Array.from(text, (_, index) => ({ index })) : [...new Intl.Segmenter().segment(text)];
}

function ready(status: StateView["connections"][number]["health"]["status"], canShare: boolean): DestinationStateView {
  if (!canShare) return "cannot";
  if (status === "set_up_needed") return "needs_keys";
  return status === "disconnected" || status === "unreachable" || status === "unconfirmed" ? status : "ready";
}

/** The reason for which a network does not take so many pictures of this device. */
function unfit(network: string, pictures: number): NotTakenView | null {
  const how = publishing(network);
  if (!how) return null;
  if (pictures === 0) return network === "pinterest" || network === "instagram" ? "needs_picture" : null;
  if (how.isPublic) return "needs_public_picture";
  if (how.pictures === 0) return "no_pictures";
  return pictures > how.pictures ? "too_many_pictures" : null;
}
