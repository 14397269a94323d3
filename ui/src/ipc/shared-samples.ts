// Sample activities and drafts, for tests and for viewing screens.
import type { ActivityView, DraftView, PostView } from "./bindings";
import { at, connection, day, hour, minute } from "./samples";

export const blue = connection("b1", "bluesky", "Bluesky", { username: "dana.example" }, undefined, { clocks: { next_renewal: at(1.4 * hour) } });
export const mast = connection("m1", "mastodon", "Mastodon", { username: "dana@hachyderm.example" });
/** An account of a network that takes no texts from an app. */
export const clips = connection("t1", "tiktok", "TikTok", { username: "dana.reyes" });
/** Accounts whose posts go to a place inside the network: a community, or a board. */
export const talk = connection("r1", "reddit", "Reddit", { username: "dana_r" });
export const pins = connection("i1", "pinterest", "Pinterest", { username: "danar" });
/** An account of a network whose file says nothing of posts. */
export const club = connection("k1", "club", "Club", { username: "dana" });

/** An account whose name leaves little room beside it. */
export const long = connection("m2", "mastodon", "Mastodon", { username: "the.bakery.by.the.old.mill@hachyderm.example" });

const report = "Our autumn report is out: what four hundred neighbours told us about bread, mornings and the price of butter. Thank you to everyone who took part.";

function post(id: string, on: typeof blue, state: PostView["state"], offset: number, more: Partial<PostView> = {}): PostView {
  return {
    id,
    connection: on.id,
    target: on.id,
    network: on.network,
    networkName: on.network_name,
    name: `@${on.username}`,
    state,
    byHand: false,
    uploading: null,
    needsPermission: false,
    at: at(offset),
    address: state === "shared" ? `https://${on.network}.example/posts/${id}` : null,
    reason: null,
    own: null,
    place: null,
    title: null,
    deletion: null,
    deletable: state === "shared",
    deleteCost: null,
    ...more,
  };
}

const activity = (id: string, text: string, created: number, posts: PostView[], planned: number | null = null): ActivityView => ({
  id, text, link: null, pictures: [], cardPicture: null, createdAt: at(created), plannedAt: planned === null ? null : at(planned), zone: null, late: planned === null ? null : "6h", posts,
});

/** The offset of yesterday, 9:20, whatever the time is now. */
const yesterday = new Date(Date.now()).setHours(9, 20, 0, 0) - day - Date.now();

export const activities = {
  needing: [
    activity("a1", `${report}\nhttps://example.org/autumn-report`, -2 * hour, [post("p1", mast, "waits", -2 * hour), post("p2", blue, "unknown", -2 * hour)]),
    activity("a2", "Saffron buns are back on Friday.", -5 * hour, [post("p3", mast, "waits", -5 * hour), post("p4", blue, "shared", -5 * hour)]),
    activity("a3", "Doors open at eight tomorrow", -2 * day, [post("p5", blue, "late", yesterday)], yesterday),
    activity("a4", "We are hiring two bakers", -6 * hour, [post("p6", blue, "refused", -6 * hour, { reason: "The link could not be read." })]),
  ],
  planned: [
    activity("a5", "Meet us at the winter market", -1 * day, [post("p7", mast, "planned", -1 * day), post("p8", blue, "planned", -1 * day)], 18.7 * hour),
    activity("a6", "Saffron buns are back\nOnly this week, and only while they last.", -1 * day, [post("p9", mast, "planned", -1 * day)], 12 * day),
    activity("a7", "A photograph of the oven, at last", -0.5 * hour, [post("p10", blue, "waits_for_network", -0.5 * hour)]),
  ],
  shared: [
    { ...activity("a8", report, -4 * hour, [post("p11", mast, "shared", -4 * hour + minute), post("p12", blue, "shared", -4 * hour)]), pictures: [{ hash: "sample-#b5533c", description: "The mill at sunrise", width: 4, height: 3 }] },
    activity("a9", "نفتح غدًا عند الثامنة صباحًا", -28 * hour, [post("p13", mast, "shared", -28 * hour), post("p14", blue, "cancelled", -28 * hour)]),
    { ...activity("a10", "Thank you for a good October", -22 * day, [post("p15", mast, "shared", -22 * day)]), cardPicture: "sample-#4d6b8f" },
  ],
  /** Many that waited for an account, which is back. */
  asking: [
    ...["Meet us at the winter market", "Doors open at eight tomorrow", "Rye is back on Saturday", report].map((text, nth) =>
      activity(`a${20 + nth}`, text, -(nth + 2) * day, [post(`p${20 + nth}`, mast, "asks", -(nth + 2) * day)]),
    ),
    activity("a30", "Opening hours in January", -1 * day, [post("p30", blue, "late", yesterday)], yesterday),
  ],
  /** Plans from another time zone, one of them shared in part, and one for an account that is cut. */
  changing: [
    { ...activity("a40", "Meet us at the winter market", -1 * day, [post("p40", blue, "planned", -1 * day)], 18.7 * hour), zone: "America/New_York" },
    activity("a41", "Saffron buns are back", -3 * hour, [post("p41", blue, "shared", -2 * hour), post("p42", mast, "planned", 40 * hour, { own: "Saffron buns are back, for all of the fediverse" })], 40 * hour),
  ],
  ended: [
    activity("a11", "Meet us at the winter market", -3 * hour, [post("p16", mast, "cancelled", -2 * hour), post("p17", blue, "cancelled", -2 * hour)], 18.7 * hour),
    activity("a12", report, -4 * hour, [post("p18", long, "unknown", -4 * hour), post("p19", blue, "shared", -4 * hour)]),
  ],
} satisfies Record<string, ActivityView[]>;

export const drafts: DraftView[] = [
  { id: "d0", text: `${report}\nhttps://example.org/autumn-report`, link: "https://example.org/autumn-report", to: ["m1", "b1", "c1", "c5"], own: {}, titles: {}, pictures: [], changedAt: at(-minute) },
  { id: "d1", text: "Rye or wheat? A poll", link: null, to: ["b1"], own: {}, titles: {}, pictures: [], changedAt: at(-3 * day) },
];

/** What a diligent person shared to these accounts, one activity a day. */
export const manyShared = (count: number, to = [mast, blue]): ActivityView[] =>
  Array.from({ length: count }, (_, nth) => activity(`many-${nth}`, `${report} Day ${nth}.`, -nth * day, to.map((each) => post(`many-${nth}-${each.id}`, each, "shared", -nth * day))));
