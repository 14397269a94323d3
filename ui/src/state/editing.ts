import type { ActivityView, DraftView, LateView, PostView } from "../ipc/bindings";
import { asAppError, type Content } from "../ipc/client";
import type { Store } from "./store.svelte";

/** The keeper holds the posts back for five minutes at a time. */
const holdAgain = 120_000;

/** The posts of an activity that the open composer changes. They are held back meanwhile. */
export class Editing {
  readonly activity: string;
  readonly posts: string[];
  /** The connections that have the activity already, or share it now. */
  readonly away: string[];
  /** The time of the plan, and its late rule. */
  readonly plan: { at: string; late: LateView } | null;
  readonly draft: Omit<DraftView, "id" | "changedAt">;
  /** The content before any change, as it was opened. */
  opened = "";
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly store: Store,
    activity: ActivityView,
    posts: readonly PostView[],
  ) {
    const edited = posts.map(({ id }) => id);
    const others = activity.posts.filter(({ id, state }) => !edited.includes(id) && state !== "cancelled");
    this.activity = activity.id;
    this.posts = edited;
    this.away = others.map(({ target }) => target).filter((target) => target !== null);
    this.plan = activity.plannedAt !== null && posts.some(({ state }) => state === "planned") ? { at: activity.plannedAt, late: activity.late ?? "6h" } : null;
    this.draft = draftOf(activity, posts);
  }

  is(posts: readonly PostView[]): boolean {
    return posts.every(({ id }) => this.posts.includes(id));
  }

  /** Holds the posts back. False if they have left. */
  async begin(): Promise<boolean> {
    const held = await this.store.run(this.store.client.holdForEdit(this.posts, true));
    if (held) this.#timer = setInterval(() => void this.store.client.holdForEdit(this.posts, true).catch(() => {}), holdAgain);
    return held;
  }

  /** Lets the posts go. One whose time has passed meanwhile follows its late rule. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    // A hold that is not taken back ends by itself.
    void this.store.client.holdForEdit(this.posts, false).catch(() => {});
  }

  /** Saves the changes. "left" if a post has left meanwhile: nothing was changed then. */
  async save(draft: string | null, content: Content, at: string | null, late: LateView): Promise<"saved" | "left" | "failed"> {
    try {
      await this.store.client.editActivity(this.activity, this.posts, draft, content, at, late);
      clearInterval(this.#timer);
      return "saved";
    } catch (thrown) {
      this.store.error = asAppError(thrown);
      return this.store.error.code === "already_left" ? "left" : "failed";
    }
  }
}

/** The content of these posts. A single account's own text is the text. */
function draftOf({ text, link, pictures }: ActivityView, posts: readonly PostView[]): Omit<DraftView, "id" | "changedAt"> {
  const known = posts.filter((post): post is PostView & { target: string } => post.target !== null);
  const to = known.map(({ target }) => target);
  const titles = Object.fromEntries(known.flatMap(({ target, title }) => (title === null ? [] : [[target, title] as const])));
  const [only] = posts;
  if (posts.length === 1 && only) return { text: only.own ?? text, link, pictures, to, own: {}, titles };
  const own = known.flatMap((post) => (post.own === null ? [] : [[post.target, post.own] as const]));
  return { text, link, pictures, to, own: Object.fromEntries(own), titles };
}
