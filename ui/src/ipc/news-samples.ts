// Feeds and their news, as the scenes show them.
import type { FeedView, SuggestionView } from "./bindings";
import { at, day, hour } from "./samples";

const feed = (id: string, title: string, more: Partial<FeedView> = {}): FeedView => ({
  id, title, address: `https://${id}.news.example/feed.xml`, organization: null, muted: false, failingSince: null, gone: false, ...more,
});

const newsroom = feed("f1", "Example Newsroom");
const mill = feed("f2", "The mill’s diary");
const brought = feed("f3", "Press releases", { organization: "Example Newsroom" });

export const feeds = {
  fine: [newsroom, mill, brought],
  failing: [{ ...newsroom, failingSince: at(-4 * day) }, { ...mill, failingSince: at(-day) }, { ...brought, failingSince: at(-5 * day), gone: true }],
};

export const suggestions: SuggestionView[] = [
  { feed: "f1", key: "s1", title: "Four hundred mornings: the autumn report", link: "https://news.example/report", summary: "What our neighbours eat, and when.", picture: "sample-#b5533c", at: at(-2 * hour), unread: true },
  { feed: "f1", key: "s2", title: "We are looking for a baker’s apprentice", link: "https://news.example/jobs", summary: "Start in March.", picture: "sample-#6f8f4d", at: at(-day), unread: true },
  { feed: "f2", key: "s3", title: "The mill is open again", link: "https://mill.example/open", summary: "", picture: null, at: at(-4 * day), unread: false },
];

/** As many as the window shows at once. */
export const manySuggestions: SuggestionView[] = Array.from({ length: 10 }, (_, nth) => ({ ...suggestions[nth % 3]!, key: `many-${nth}`, at: at(-nth * hour), unread: nth < 5 }));
