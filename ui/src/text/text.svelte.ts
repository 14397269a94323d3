import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import english from "../../locales/en/gander.ftl?raw";
import { isolate } from "./isolate";
import { platform, type Platform } from "./platform";

export const languages = ["en", "de", "es", "fr", "ja", "ar"] as const;
export type Language = (typeof languages)[number];
export type Vars = Record<string, FluentVariable>;

/** One chunk for each language: a first paint loads only its own. */
const others = import.meta.glob<string>("../../locales/{ar,de,es,fr,ja}/gander.ftl", { query: "?raw", import: "default" });
/** The texts of sharing, which only a window with an account to share to needs. */
const sharing = import.meta.glob<string>("../../locales/*/sharing.ftl", { query: "?raw", import: "default" });
const sharingIn = (language: Language): Promise<string> => sharing[`../../locales/${language}/sharing.ftl`]!();
const rightToLeft = new Set<Language>(["ar"]);

/** The chosen language, with the person's region if the system has that language. Without a choice, the system's. */
export function spoken(chosen: string | null, system = navigator.language): string {
  return chosen === null || system.toLowerCase().split("-")[0] === chosen ? system : chosen;
}

/** Gander's texts in the person's language. English stands in for a missing one. */
export class Text {
  language = $state.raw<Language>("en");
  /** The locale for dates: the person's own region if it belongs to the language shown. */
  locale = $state.raw("en");
  #english: Messages;
  #own: Messages;
  #wanted = "";
  #hasSharing = false;

  /** `on` is the platform whose words, such as that for the keyring, are used. */
  constructor(private readonly on: Platform = platform) {
    this.#english = new Messages("en", english, on);
    this.#own = $state.raw(this.#english);
  }

  get direction(): "ltr" | "rtl" {
    return rightToLeft.has(this.language) ? "rtl" : "ltr";
  }

  /** The gap between two sentences. Japanese has none. */
  get gap(): string {
    return this.language === "ja" ? "" : " ";
  }

  async use(wanted: string): Promise<void> {
    const language = languages.find((known) => wanted.toLowerCase().split("-")[0] === known) ?? "en";
    this.#wanted = wanted;
    const messages = language === "en" ? this.#english : new Messages(language, await others[`../../locales/${language}/gander.ftl`]!(), this.on);
    if (this.#hasSharing && messages !== this.#english) messages.add(await sharingIn(language));
    // Another language was chosen while this one was loading.
    if (this.#wanted !== wanted) return;
    this.#own = messages;
    this.language = language;
    this.locale = wanted.toLowerCase().startsWith(language) ? wanted : language;
  }

  /** Loads the texts of sharing, in this language and in English. Await it before a component says one. */
  async bringSharing(): Promise<void> {
    if (this.#hasSharing) return;
    this.#hasSharing = true;
    const [own, language] = [this.#own, this.language];
    try {
      this.#english.add(await sharingIn("en"));
      if (own !== this.#english) own.add(await sharingIn(language));
    } catch (error) {
      this.#hasSharing = false;
      throw error;
    }
  }

  say = (key: string, vars?: Vars): string => {
    const said = this.#own.say(key, vars) ?? this.#english.say(key, vars) ?? key;
    // "3 nov." at the end of a sentence brings a full stop of its own.
    return said.replace(/\.(\u0003?)\./g, ".$1");
  };

  /** "Renewed by Gander · 5 times": each part reads by itself. */
  joined = (...parts: (string | null | false | undefined)[]): string =>
    parts.filter((part) => typeof part === "string" && part !== "").map((part) => isolate(part as string, this.direction)).join(" · ");

  /** Names as people of this language list them, by default with "and" before the last. */
  list = (names: readonly string[], type: Intl.ListFormatType = "conjunction"): string =>
    new Intl.ListFormat(this.locale, { type, style: "long" }).format(names.map((name) => isolate(name, this.direction)));
}

/** The messages of one language, each parsed when it is first needed: the first paint needs few of them. */
class Messages {
  #bundle: FluentBundle;
  #unparsed = new Map<string, string>();

  constructor(language: Language, catalogue: string, on: Platform) {
    // Isolation marks are needed where Latin names stand in right-to-left text, and are only noise elsewhere.
    this.#bundle = new FluentBundle(language, { useIsolating: rightToLeft.has(language), functions: { PLATFORM: () => on } });
    this.add(catalogue);
  }

  add(catalogue: string): void {
    for (const message of catalogue.split(/\n(?=[a-z])/)) this.#unparsed.set(message.slice(0, message.indexOf(" ")), message);
  }

  say(key: string, vars?: Vars): string | undefined {
    const unparsed = this.#unparsed.get(key);
    if (unparsed && this.#unparsed.delete(key)) this.#bundle.addResource(new FluentResource(unparsed));
    const pattern = this.#bundle.getMessage(key)?.value;
    return pattern ? this.#bundle.formatPattern(pattern, vars ?? null, []) : undefined;
  }
}
