// The feeds of the keeper in memory.
import type { AppError, FeedPreviewView, FeedsView, FeedView, SuggestionView } from "./bindings";
import { at } from "./samples";

const hour = 3_600_000;

export class FakeFeeds {
  feeds: FeedView[] = [];
  suggestions: SuggestionView[] = [];
  /** What a look at any address finds, or why it finds nothing. */
  found: FeedPreviewView | AppError = {
    title: "Example Newsroom",
    address: "https://news.example/feed.xml",
    entries: [
      { title: "Four hundred mornings: the autumn report", at: at(-2 * hour) },
      { title: "We are looking for a baker’s apprentice", at: at(-26 * hour) },
      { title: "The mill is open again", at: null },
    ],
  };

  #dismissed: SuggestionView[] = [];
  #listeners = new Set<(feeds: FeedsView) => void>();

  view(): FeedsView {
    return { feeds: this.feeds, suggestions: this.suggestions };
  }

  listen(callback: (feeds: FeedsView) => void): () => void {
    this.#listeners.add(callback);
    return () => void this.#listeners.delete(callback);
  }

  publish(change: Partial<FeedsView> = {}): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener(this.view());
  }

  look(): FeedPreviewView {
    if ("code" in this.found) throw this.found;
    return this.found;
  }

  add(): void {
    const { title, address } = this.look();
    const added: FeedView = { id: `f${this.feeds.length + 1}`, title, address, organization: null, muted: false, failingSince: null, gone: false };
    this.publish({ feeds: [...this.feeds, added] });
  }

  change(id: string, change: Partial<FeedView>): void {
    this.publish({ feeds: this.feeds.map((feed) => (feed.id === id ? { ...feed, ...change } : feed)) });
  }

  remove(id: string): void {
    this.publish({ feeds: this.feeds.filter((feed) => feed.id !== id), suggestions: this.suggestions.filter(({ feed }) => feed !== id) });
  }

  setNotForMe(key: string, notForMe: boolean): void {
    const is = (each: SuggestionView): boolean => each.key === key;
    if (notForMe) {
      this.#dismissed.push(...this.suggestions.filter(is));
      this.publish({ suggestions: this.suggestions.filter((each) => !is(each)) });
    } else {
      this.publish({ suggestions: [...this.suggestions, ...this.#dismissed.filter(is)].sort((a, b) => b.at.localeCompare(a.at)) });
    }
  }

  seen(key: string): void {
    this.publish({ suggestions: this.suggestions.map((each) => (each.key === key ? { ...each, unread: false } : each)) });
  }
}
