// Finds the link in a text. Gander asks no server about it.

const whole = /https?:\/\/[^\s<>"]+/i;
/** An address without a scheme. It needs `www.` or a path: other words with a full stop are not meant as addresses. */
const bare = /(^|\s)(www\.[^\s<>"]+|(?:[\p{L}\d-]+\.)+\p{L}{2,}\/[^\s<>"]*)/iu;

/** The first link of a text. Full stops and brackets that end the sentence stay outside. */
export function firstLink(text: string): string | null {
  const [found] = whole.exec(text) ?? [];
  return found ? address(trimmed(found)) : null;
}

/** The first bare address that the person has finished writing, and its place. */
export function bareAddress(text: string, caret: number): { at: number; length: number } | null {
  const found = bare.exec(text);
  if (!found) return null;
  const [, space = "", written = ""] = found;
  const at = found.index + space.length;
  const { length } = trimmed(written);
  const isTouched = caret >= at && caret <= at + written.length;
  return isTouched || address(written.slice(0, length)) === null ? null : { at, length };
}

/** The address as a link, with https if the person wrote no scheme. Null if it is none. */
export function address(written: string): string | null {
  const trimmed = written.trim();
  const full = /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = /\s/.test(full) ? null : parsed(full);
  return url && /^[^.]+(\.[^.]+)+$/.test(url.hostname) ? full : null;
}

/** "example.org" and "/autumn-report" */
export function parts(link: string): { host: string; path: string } {
  const { host, pathname, search } = new URL(link);
  return { host: host.replace(/^www\./, ""), path: pathname === "/" && search === "" ? "" : decoded(`${pathname}${search}`) };
}

/** A part of a text. */
export interface Piece {
  words: string;
  isLink: boolean;
  /** True behind the place from which the text is too long. */
  isOver: boolean;
}

/** A text in parts: its links, and the surplus from this place on. */
export function pieces(text: string, surplusFrom: number | null): Piece[] {
  const end = Math.min(surplusFrom ?? Infinity, text.length);
  const words = text.slice(0, end).split(/(https?:\/\/[^\s<>"]+)/i);
  const all = words.map((words, nth): Piece => ({ words, isLink: nth % 2 === 1, isOver: false }));
  return [...all, { words: text.slice(end), isLink: false, isOver: true }].filter(({ words }) => words !== "");
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

const trimmed = (found: string): string => found.replace(/[.,;:!?…'"»”’)\]]+$/, (end) => (end.startsWith(")") && found.includes("(") ? ")" : ""));

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
