import type { FeedsView, FeedView, SuggestionView } from "../ipc/bindings";
import type { Store } from "./store.svelte";

/** A feed that fails for a shorter time does not need the person: its server may be down for a night. */
const patience = 3 * 86_400_000;

/** The words of news that the person begins to write about. The link has its own place. */
export function wordsOf({ title, link, summary }: SuggestionView): string {
  const isBeginning = (whole: string | null): boolean => whole !== null && (whole === title || (title.endsWith("…") && whole.startsWith(title.slice(0, -1))));
  // News without a title has the beginning of its text, or its link, in place of one.
  if (isBeginning(link)) return "";
  if (isBeginning(summary)) return summary;
  // Nothing else leads to the rest of the news.
  return link === null && summary !== "" ? `${title}\n\n${summary}` : title;
}

/** The feeds and the news that they offer. */
export class Feeds {
  /** Null until it is known. */
  view = $state.raw<FeedsView | null>(null);
  /** The feed whose address the settings should open for a change. */
  editing = $state.raw<string | null>(null);

  constructor(readonly store: Store) {
    void this.#start();
  }

  get unread(): number {
    return this.view?.suggestions.filter(({ unread }) => unread).length ?? 0;
  }

  /** The title of a feed. */
  titleOf({ feed }: SuggestionView): string {
    return this.view?.feeds.find(({ id }) => id === feed)?.title ?? "";
  }

  /** The feeds that need the person: they could not be read for days. */
  failing(now: number): (FeedView & { failingSince: string })[] {
    const fails = (feed: FeedView): feed is FeedView & { failingSince: string } =>
      !feed.muted && feed.failingSince !== null && now - Date.parse(feed.failingSince) >= patience;
    return this.view?.feeds.filter(fails) ?? [];
  }

  /** Without an answer, no feed is shown: feeds must not keep the accounts from view. */
  async #start(): Promise<void> {
    let isTold = false;
    await this.store.client.onFeeds((next) => {
      isTold = true;
      this.view = next;
    });
    const first = await this.store.client.feeds().catch(() => null);
    // An event that came meanwhile is newer than the answer.
    if (!isTold) this.view = first;
  }
}

const known = new WeakMap<Store, Feeds>();

/** The feeds of a window. The first call begins to listen. */
export function feedsOf(store: Store): Feeds {
  const feeds = known.get(store) ?? new Feeds(store);
  known.set(store, feeds);
  return feeds;
}
