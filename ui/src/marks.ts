// The networks' own marks: Font Awesome Free brand icons (CC BY 4.0, credited in About).
import facebook from "@fortawesome/fontawesome-free/svgs/brands/facebook-f.svg?path";
import instagram from "@fortawesome/fontawesome-free/svgs/brands/instagram.svg?path";
import linkedin from "@fortawesome/fontawesome-free/svgs/brands/linkedin-in.svg?path";
import x from "@fortawesome/fontawesome-free/svgs/brands/x-twitter.svg?path";

const outlines = { facebook, instagram, linkedin, x };
const sites: Partial<Record<string, string>> = {
  facebook: "facebook.com",
  instagram: "instagram.com",
  linkedin: "linkedin.com",
  x: "x.com",
};

export type MarkName = keyof typeof outlines;

/** The mark of a network, also of one whose id only contains the name, such as `practice-x`. */
export function markName(network: string): MarkName | null {
  return network.split("-").find((part): part is MarkName => Object.hasOwn(outlines, part)) ?? null;
}

export const outline = (name: MarkName): { box: string; d: string } => outlines[name];

/** Where a person logs in, as they would type it. Only of the real network: a practice one lives elsewhere. */
export const site = (network: string): string | null => sites[network] ?? null;
