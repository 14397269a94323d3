import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import english from "../../locales/en/gander.ftl";

export const languages = ["en", "de", "es", "fr", "ja", "ar"] as const;
export type Language = (typeof languages)[number];
export type Vars = Record<string, FluentVariable>;

const rightToLeft = new Set<Language>(["ar"]);

/** What Gander says, in the person's language. English stands in for what is missing. */
export class Text {
  language = $state.raw<Language>("en");
  /** For dates: the person's own region when it is of the language shown. */
  locale = $state.raw("en");
  #english = bundle("en", english);
  #bundle = $state.raw(this.#english);

  get direction(): "ltr" | "rtl" {
    return rightToLeft.has(this.language) ? "rtl" : "ltr";
  }

  async use(wanted: string): Promise<void> {
    const language = languages.find((known) => wanted.toLowerCase().split("-")[0] === known) ?? "en";
    this.#bundle =
      language === "en" ? this.#english : bundle(language, keyed((await import("./others")).messages[language]));
    this.language = language;
    this.locale = wanted.toLowerCase().startsWith(language) ? wanted : language;
  }

  say = (key: string, vars?: Vars): string => {
    for (const source of [this.#bundle, this.#english]) {
      const pattern = source.getMessage(key)?.value;
      // "3 nov." at the end of a sentence brings a full stop of its own.
      if (pattern) return source.formatPattern(pattern, vars ?? null, []).replace(/\.(\u0003?)\./g, ".$1");
    }
    return key;
  };
}

/** The build leaves out the keys of all but English: the nth message answers to the nth English key. */
function keyed(values: string): string {
  const keys = english.split("\n").flatMap((line) => (line.startsWith(" ") ? [] : [line.slice(0, line.indexOf("="))]));
  let message = 0;
  return values
    .split("\n")
    .map((line) => (line.startsWith(" ") ? line : `${keys[message++]}=${line}`))
    .join("\n");
}

function bundle(language: Language, messages: string): FluentBundle {
  // Isolation marks are needed where Latin names stand in right-to-left text, and are only noise elsewhere.
  const made = new FluentBundle(language, { useIsolating: rightToLeft.has(language) });
  made.addResource(new FluentResource(messages));
  return made;
}
