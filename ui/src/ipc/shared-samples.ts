// Sample activities and drafts, for tests and for viewing screens.
import type { ActivityView, DraftView, PostView } from "./bindings";
import { at, connection, day, hour, minute } from "./samples";

export const blue = connection("b1", "bluesky", "Bluesky", { username: "dana.example" }, undefined, { clocks: { next_renewal: at(1.4 * hour) } });
export const mast = connection("m1", "mastodon", "Mastodon", { username: "dana@hachyderm.example" });

const report = "Our autumn report is out: what four hundred neighbours told us about bread, mornings and the price of butter. Thank you to everyone who took part.";

function post(id: string, on: typeof blue, state: PostView["state"], offset: number, more: Partial<PostView> = {}): PostView {
  return {
    id,
    connection: on.id,
    network: on.network,
    networkName: on.network_name,
    name: `@${on.username}`,
    state,
    at: at(offset),
    address: state === "shared" ? `https://${on.network}.example/posts/${id}` : null,
    reason: null,
    ...more,
  };
}

const activity = (id: string, text: string, created: number, posts: PostView[], planned: number | null = null): ActivityView => ({
  id, text, link: null, createdAt: at(created), plannedAt: planned === null ? null : at(planned), posts,
});

export const activities = {
  needing: [
    activity("a1", `${report}\nhttps://example.org/autumn-report`, -2 * hour, [post("p1", mast, "waits", -2 * hour), post("p2", blue, "unknown", -2 * hour)]),
    activity("a2", "Saffron buns are back on Friday.", -5 * hour, [post("p3", mast, "waits", -5 * hour), post("p4", blue, "shared", -5 * hour)]),
    activity("a3", "Doors open at eight tomorrow", -2 * day, [post("p5", blue, "late", -29 * hour)], -29 * hour),
    activity("a4", "We are hiring two bakers", -6 * hour, [post("p6", blue, "refused", -6 * hour, { reason: "The link could not be read." })]),
  ],
  planned: [
    activity("a5", "Meet us at the winter market", -1 * day, [post("p7", mast, "planned", -1 * day), post("p8", blue, "planned", -1 * day)], 18.7 * hour),
    activity("a6", "Saffron buns are back\nOnly this week, and only while they last.", -1 * day, [post("p9", mast, "planned", -1 * day)], 12 * day),
    activity("a7", "A photograph of the oven, at last", -0.5 * hour, [post("p10", blue, "waits_for_network", -0.5 * hour)]),
  ],
  shared: [
    activity("a8", report, -4 * hour, [post("p11", mast, "shared", -4 * hour + minute), post("p12", blue, "shared", -4 * hour)]),
    activity("a9", "نفتح غدًا عند الثامنة صباحًا", -28 * hour, [post("p13", mast, "shared", -28 * hour), post("p14", blue, "cancelled", -28 * hour)]),
    activity("a10", "Thank you for a good October", -22 * day, [post("p15", mast, "shared", -22 * day)]),
  ],
} satisfies Record<string, ActivityView[]>;

export const drafts: DraftView[] = [
  { id: "d0", text: `${report}\nhttps://example.org/autumn-report`, link: "https://example.org/autumn-report", to: ["m1", "b1"], own: {}, changedAt: at(-minute) },
  { id: "d1", text: "Rye or wheat? A poll", link: null, to: ["b1"], own: {}, changedAt: at(-3 * day) },
];
