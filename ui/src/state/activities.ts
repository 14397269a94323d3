// Sorts the posts of all activities into the parts of the tab.
import type { ActivityView, DestinationView, PostView, SharingView } from "../ipc/bindings";

/** The posts that wait for one account until the person acts. */
export interface Waiting {
  /** The connection, or the network and the name of an account that was removed. */
  id: string;
  destination: DestinationView | null;
  network: string;
  networkName: string;
  name: string;
  activities: ActivityView[];
  /** The post of each activity. */
  posts: PostView[];
}

export interface OfActivity {
  activity: ActivityView;
  posts: PostView[];
}

export interface OfPost {
  activity: ActivityView;
  post: PostView;
}

export const firstLine = ({ text, link }: Pick<ActivityView, "text" | "link">): string => text.trim().split("\n")[0] || (link ?? "");

/** The first line for the name of a button: 40 characters of it. */
export function shortTitle(activity: Pick<ActivityView, "text" | "link">): string {
  const letters = [...firstLine(activity)];
  return letters.length > 40 ? `${letters.slice(0, 39).join("").trimEnd()}…` : letters.join("");
}

const isCut = (destination: DestinationView | undefined): boolean => destination === undefined || destination.state === "disconnected" || destination.state === "needs_keys";

/** The accounts for which something waits, and only the person can help. */
export const waiting = (sharing: SharingView): Waiting[] => byAccount(sharing, ({ state, needsPermission }, destination) => state === "waits" && (needsPermission || isCut(destination)));

/** The accounts that are back, and whose many posts wait for the person's answer. */
export const answerable = (sharing: SharingView): Waiting[] => byAccount(sharing, ({ state }) => state === "asks");

function byAccount({ activities, destinations }: SharingView, belongs: (post: PostView, destination: DestinationView | undefined) => boolean): Waiting[] {
  const all = new Map<string, Waiting>();
  for (const activity of activities) {
    for (const post of activity.posts) {
      const { connection, network, networkName, name } = post;
      const destination = destinations.find((each) => each.connection === connection);
      if (!belongs(post, destination)) continue;
      const id = connection ?? `${network} ${name}`;
      const known = all.get(id) ?? { id, destination: destination ?? null, network, networkName, name, activities: [], posts: [] };
      known.activities.push(activity);
      known.posts.push(post);
      all.set(id, known);
    }
  }
  return [...all.values()];
}

/** The planned activities whose time passed. */
export function late({ activities }: SharingView): OfActivity[] {
  return activities.map((activity) => ({ activity, posts: activity.posts.filter(({ state }) => state === "late") })).filter(({ posts }) => posts.length > 0);
}

export function inState({ activities }: SharingView, state: PostView["state"]): OfPost[] {
  return activities.flatMap((activity) => activity.posts.filter((post) => post.state === state).map((post) => ({ activity, post })));
}

/** The activities that Gander is sharing now. */
export const underway = ({ activities }: SharingView): ActivityView[] => activities.filter(({ posts }) => posts.some(({ state }) => state === "sharing"));

/** What Coming up shows of activities: the planned ones, and those that wait without needing the person. */
export function coming({ activities, destinations }: SharingView): OfActivity[] {
  const waits = ({ connection, state, needsPermission }: PostView): boolean =>
    state === "planned" || state === "waits_for_network" || (state === "waits" && !needsPermission && !isCut(destinations.find((each) => each.connection === connection)));
  return activities.map((activity) => ({ activity, posts: activity.posts.filter(waits) })).filter(({ posts }) => posts.length > 0);
}

const isOut = ({ state }: PostView): boolean => state === "shared" || state === "handed_over";

/** The activities of the list Shared, the latest first: whatever arrived, and whatever ended otherwise. */
export function shared({ activities }: Pick<SharingView, "activities">): { activity: ActivityView; at: string }[] {
  const isOver = ({ posts }: ActivityView): boolean => posts.some(isOut) || posts.every(({ state }) => state === "cancelled");
  return activities
    .filter(isOver)
    .map((activity) => ({ activity, at: latest(activity) }))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function latest({ posts, createdAt }: ActivityView): string {
  const times = posts.filter(isOut).map(({ at }) => at).filter((at) => at !== null);
  return times.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? createdAt;
}
