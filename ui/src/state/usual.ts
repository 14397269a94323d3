import type { DestinationView } from "../ipc/bindings";
import { keep, kept } from "./kept";

/** The feeds whose accounts are remembered. */
const mostFeeds = 100;

function read(key: "share-to" | "share-to-of-feeds"): unknown {
  try {
    return JSON.parse(kept(key) ?? "null");
  } catch {
    // Something else wrote there.
    return null;
  }
}

/** The accounts of each feed, the last feed first. */
function ofFeeds(): [string, unknown][] {
  const known = read("share-to-of-feeds");
  return Array.isArray(known) ? known.filter((each): each is [string, unknown] => Array.isArray(each) && each.length === 2) : [];
}

/**
 * The accounts chosen last for the news of this feed, or else for anything, or at first every ready one. A disconnected
 * one stays chosen; a new one starts off.
 */
export function usualAccounts(choosable: readonly DestinationView[], feed: string | null): string[] {
  const last = ofFeeds().find(([id]) => id === feed)?.[1];
  const former = Array.isArray(last) ? last : read("share-to");
  // An account of whose places one must be chosen starts off, so that nothing asks for one before its time.
  const isUsual = ({ target, state, isPage, costs, place, handOver }: DestinationView): boolean =>
    Array.isArray(former) ? former.includes(target) : state === "ready" && !isPage && !costs && place === null && handOver === null;
  const usual = choosable.filter(isUsual);
  // With every account cut, all of them wait.
  const every = choosable.filter(({ handOver }) => handOver === null);
  return (usual.length > 0 || Array.isArray(former) ? usual : every).map(({ target }) => target);
}

/** Remembers the accounts of something that was shared, those for the news of a feed apart. */
export function rememberAccounts(to: readonly string[], feed: string | null): void {
  if (feed === null) return keep("share-to", JSON.stringify(to));
  const others = ofFeeds().filter(([id]) => id !== feed);
  keep("share-to-of-feeds", JSON.stringify([[feed, to], ...others].slice(0, mostFeeds)));
}
