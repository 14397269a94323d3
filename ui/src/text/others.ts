// A chunk for each language: a first paint loads the one that is shown.
import type { Language } from "./text.svelte";

const first = import.meta.glob<string>("../../locales/{ar,de,es,fr,ja}/gander.ftl", { import: "default" });

/** What the window says from the first paint on, in a language other than English. */
export const own = (language: Language): Promise<string> => first[`../../locales/${language}/gander.ftl`]!();
