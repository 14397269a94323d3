// Small choices of this window that outlive it. The keeper has everything that must not be lost.

type Key = "open-draft" | "share-to" | "share-to-of-feeds" | "share-places" | "sharing-met";

const name = (key: Key): string => `gander-${key}`;

/** Null if nothing is kept, or if this webview keeps nothing. */
export function kept(key: Key): string | null {
  try {
    return localStorage.getItem(name(key));
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keep(key: Key, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name(key));
    else localStorage.setItem(name(key), value);
  } catch {
    // The choice is then made anew in the next window.
  }
}
