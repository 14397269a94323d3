// The networks' own marks: Font Awesome Free brand icons (CC BY 4.0, credited in About).
import bluesky from "@fortawesome/fontawesome-free/svgs/brands/bluesky.svg?path";
import facebook from "@fortawesome/fontawesome-free/svgs/brands/facebook-f.svg?path";
import instagram from "@fortawesome/fontawesome-free/svgs/brands/instagram.svg?path";
import linkedin from "@fortawesome/fontawesome-free/svgs/brands/linkedin-in.svg?path";
import mastodon from "@fortawesome/fontawesome-free/svgs/brands/mastodon.svg?path";
import pinterest from "@fortawesome/fontawesome-free/svgs/brands/pinterest-p.svg?path";
import reddit from "@fortawesome/fontawesome-free/svgs/brands/reddit-alien.svg?path";
import threads from "@fortawesome/fontawesome-free/svgs/brands/threads.svg?path";
import tiktok from "@fortawesome/fontawesome-free/svgs/brands/tiktok.svg?path";
import tumblr from "@fortawesome/fontawesome-free/svgs/brands/tumblr.svg?path";
import x from "@fortawesome/fontawesome-free/svgs/brands/x-twitter.svg?path";
import youtube from "@fortawesome/fontawesome-free/svgs/brands/youtube.svg?path";

const outlines = { bluesky, facebook, instagram, linkedin, mastodon, pinterest, reddit, threads, tiktok, tumblr, x, youtube };
const sites: Partial<Record<string, string>> = {
  facebook: "facebook.com",
  instagram: "instagram.com",
  linkedin: "linkedin.com",
  "linkedin-pages": "linkedin.com",
  pinterest: "pinterest.com",
  reddit: "reddit.com",
  threads: "threads.com",
  tiktok: "tiktok.com",
  tumblr: "tumblr.com",
  x: "x.com",
  "x-oauth1": "x.com",
  youtube: "youtube.com",
};

export type MarkName = keyof typeof outlines;

/** The mark of a network, also of one whose id only contains the name, such as `practice-x`. */
export function markName(network: string): MarkName | null {
  return network.split("-").find((part): part is MarkName => Object.hasOwn(outlines, part)) ?? null;
}

/** The badge that tells a network of pages, or of another kind of key, from the network with the same mark. */
export function badge(network: string): "flag" | "key" | null {
  if (network.endsWith("-pages")) return "flag";
  return network.endsWith("-oauth1") ? "key" : null;
}

export const outline = (name: MarkName): { box: string; d: string } => outlines[name];

/** The address at which a person logs in, as they would type it. Null for a practice network. */
export const site = (network: string): string | null => sites[network] ?? null;
