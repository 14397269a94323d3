// How each network takes posts, by the shipped network files.
import type { CostView, HandOverView } from "./bindings";

const files = import.meta.glob<string>("../../../src-tauri/crates/networks/networks/*.toml", { query: "?raw", import: "default", eager: true });

export interface Publishing {
  /** The length limit of a text. */
  most: number;
  /** The most pictures of a post. */
  pictures: number;
  /** True if it takes only pictures that are on the web already. */
  isPublic: boolean;
  /** True if it takes posts of pages only. */
  isOfPages: boolean;
  /** The prices of a post without and with a link. */
  cost: { post: CostView; withLink: CostView } | null;
}

const fileOf = (network: string): string => files[`../../../src-tauri/crates/networks/networks/${network}.toml`] ?? "";

/** The reason for which the person shares to an account of this network by hand. Null where Gander shares everything. */
export function handOver(network: string): HandOverView | null {
  if (!/^\[hand_over\]$/m.test(fileOf(network))) return null;
  const how = publishing(network);
  if (!how) return "texts";
  return how.isOfPages ? "profile" : "pictures";
}

const known = new Map<string, Publishing | null>();

/** Null for a network that takes no posts. */
export function publishing(network: string): Publishing | null {
  if (!known.has(network)) known.set(network, read(network));
  return known.get(network) ?? null;
}

function read(network: string): Publishing | null {
  const file = fileOf(network);
  const [table] = /^\[publish\]\n[^]*?(?=^\[\[|(?![^]))/m.exec(file) ?? [];
  if (!table) return null;
  const number = (pattern: RegExp): number => Number((pattern.exec(table)?.[1] ?? "0").replaceAll("_", ""));
  const price = (name: string): CostView | null => {
    const [, amount, currency] = new RegExp(`^cost = .*\\b${name} = "([\\d.]+) ([A-Z]+)"`, "m").exec(table) ?? [];
    return amount && currency ? { amount, currency } : null;
  };
  const post = price("post");
  return {
    most: number(/^text = \{ most = ([\d_]+)/m),
    pictures: number(/^pictures = \{ most = ([\d_]+)/m) || number(/^\[publish\.pictures\]\n(?:#.*\n)*most = ([\d_]+)/m),
    isPublic: /^public = true$/m.test(table),
    isOfPages: /^to = "pages"$/m.test(table),
    cost: post && { post, withLink: price("with_link") ?? post },
  };
}
