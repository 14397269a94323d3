import type { DestinationView } from "../ipc/bindings";
import type { Content } from "../ipc/client";
import { keep, kept } from "./kept";

/** The reasons for which a place or a title stops Share. */
export type PlaceTrouble = "choose-community" | "choose-board" | "bad-community" | "title-long";

type Addressed = Pick<Content, "to" | "own"> & { titles?: Content["titles"] | undefined };

const lists = new Set(["all", "friends", "mod", "popular"]);

/**
 * The name of the community that a person means, in small letters; empty for their own profile. They may write it as
 * `r/name`, or paste its address. Null if there can be no such community. The keeper reads it in the same way.
 */
export function communityOf(typed: string, account: string): string | null {
  const [, path = typed] = /^(?:https?:\/\/)?(?:[a-z]+\.)?reddit\.com(\/[^?#]*)/i.exec(typed.trim()) ?? [];
  if (path.includes("://")) return null;
  const [first = "", second, ...rest] = path.trim().replace(/^\/+|\/+$/g, "").toLowerCase().split("/");
  const [kind, name] = second === undefined ? ["r", first] : [first, second];
  const own = account.replace(/^@/, "").toLowerCase();
  if (own !== "" && ((kind === "r" && name === `u_${own}`) || (/^u(ser)?$/.test(kind) && name === own))) return "";
  const isSound = kind === "r" && (path !== typed || rest.length === 0) && /^(?:[a-z]{2}|[a-z0-9][a-z0-9_]{2,20})$/.test(name);
  return isSound && !lists.has(name) ? name : null;
}

/** The places of the open draft inside the networks of its accounts, with the titles of its posts. */
export class Places {
  /** By account: a community as it was typed, empty for the own profile, or the id of a board. Without an entry none is chosen. */
  all = $state.raw<Record<string, string>>({});
  /** By account: a title that the person wrote. Without an entry the first line is the title. */
  titles = $state.raw<Record<string, string>>({});
  /** Further places of an account, each as a destination of its own. A draft of the command line may have several. */
  further = $state.raw<DestinationView[]>([]);
  /** The field to which the person was led. */
  wanted = $state.raw<{ target: string; field: "place" | "title" } | null>(null);

  constructor(private readonly changed: () => void) {}

  reset(): void {
    [this.all, this.titles, this.further, this.wanted] = [{}, {}, [], null];
  }

  choose(target: string, place: string | null): void {
    const { [target]: _, ...rest } = this.all;
    this.all = place === null ? rest : { ...rest, [target]: place };
    this.changed();
  }

  entitle(target: string, title: string): void {
    this.titles = { ...this.titles, [target]: title };
    this.changed();
  }

  /** Without words, the first line is the title again. */
  entitled(target: string): void {
    const { [target]: title, ...rest } = this.titles;
    if (title?.trim() === "") this.titles = rest;
  }

  /** The place as the keeper knows it; empty for the own profile. Null if none is chosen, or there can be no such place. */
  idOf({ target, place, places, name }: DestinationView): string | null {
    const chosen = this.all[target];
    if (chosen === undefined) return null;
    if (place === "board") return places.some(({ id }) => id === chosen) ? chosen : null;
    return chosen === "" ? "" : communityOf(chosen, name);
  }

  troubleOf(destination: DestinationView): PlaceTrouble | null {
    const { target, place, longestTitle } = destination;
    if (place !== null && this.idOf(destination) === null) {
      if (place === "board") return "choose-board";
      return (this.all[target] ?? "").trim() === "" ? "choose-community" : "bad-community";
    }
    return longestTitle !== null && this.surplusOf(destination) > 0 ? "title-long" : null;
  }

  /** The characters by which the title is too long. Negative: as many are left. */
  surplusOf({ target, longestTitle }: DestinationView): number {
    return [...(this.titles[target] ?? "").trim()].length - (longestTitle ?? Infinity);
  }

  /** The content with the places in its targets, as the keeper takes it. A place that cannot be stays in a draft as it was typed. */
  addressed<T extends Content>(content: T, destinations: readonly DestinationView[]): T {
    const at = (target: string): string => {
      const destination = destinations.find((each) => each.target === target);
      if (!destination?.place) return target;
      const id = this.idOf(destination) ?? (this.all[target] ?? "");
      return id === "" && target in this.all ? target : `${target}/${id}`;
    };
    const keyed = (texts: { [key in string]?: string }): Record<string, string> => Object.fromEntries(Object.entries(texts).map(([target, text]) => [at(target), text ?? ""]));
    const titles = Object.fromEntries(Object.entries(this.titles).filter(([target, title]) => content.to.includes(target) && title.trim() !== ""));
    return { ...content, to: content.to.map(at), own: keyed(content.own), titles: keyed(titles) };
  }

  /** Takes the places out of the targets of a draft. */
  read({ to, own, titles = {} }: Addressed, destinations: readonly DestinationView[]): Pick<Content, "to" | "own"> {
    const chips = new Map<string, string>();
    const taken = new Set<string>();
    for (const target of new Set([...to, ...Object.keys(own), ...Object.keys(titles)])) {
      const account = destinations.find((each) => each.place !== null && (each.target === target || target.startsWith(`${each.target}/`)));
      if (!account) continue;
      const place = target.slice(account.target.length + 1);
      if (taken.has(account.target)) {
        const name = account.places.find(({ id }) => id === place)?.name ?? (place === "" ? account.name : `r/${place}`);
        this.further = [...this.further, { ...account, target, name, isPage: true, place: null, places: [] }];
        continue;
      }
      taken.add(account.target);
      chips.set(target, account.target);
      const isNone = place === "" && (account.place === "board" || target !== account.target);
      if (!isNone) this.all = { ...this.all, [account.target]: place };
    }
    const chip = (target: string): string => chips.get(target) ?? target;
    const keyed = (texts: { [key in string]?: string }): Record<string, string> => Object.fromEntries(Object.entries(texts).map(([target, text]) => [chip(target), text ?? ""]));
    this.titles = keyed(titles);
    return { to: to.map(chip), own: keyed(own) };
  }

  /** Remembers the places of what was shared, for each account. */
  remember(accounts: readonly DestinationView[]): void {
    const chosen = accounts.filter(({ place }) => place !== null).map((each) => [each.target, this.idOf(each)] as const);
    const known = chosen.filter(([, id]) => id !== null);
    if (known.length > 0) keep("share-places", JSON.stringify({ ...former(), ...Object.fromEntries(known) }));
  }

  /** The places that were chosen last. */
  recall(accounts: readonly DestinationView[]): void {
    const last = former();
    const known = accounts.flatMap(({ target, place }) => (place !== null && typeof last[target] === "string" ? [[target, last[target]] as const] : []));
    this.all = { ...Object.fromEntries(known), ...this.all };
  }
}

function former(): Record<string, unknown> {
  try {
    const known: unknown = JSON.parse(kept("share-places") ?? "{}");
    return typeof known === "object" && known !== null ? { ...known } : {};
  } catch {
    // Something else wrote there.
    return {};
  }
}
