export type Tab = "activities" | "history" | "policies";
export type Section = "networks" | "alerts" | "keys" | "general" | "about";
/** On a phone the sections are a list, and each a page upon it. */
export type SettingsPage = Section | "list";

interface Spot {
  tab: Tab;
  settings: SettingsPage | null;
  slideOver: boolean;
}

const home: Spot = { tab: "activities", settings: null, slideOver: false };

/**
 * Where the person is: Activities, and what was opened upon it. Each step is an entry of the browser's history, so that the system's back
 * gesture leads to what was there before, and out of Gander from Activities alone.
 */
export class Place {
  #path = $state.raw<readonly Spot[]>([home]);
  /** What the history holds, up to where it is. */
  #entries: readonly Spot[] = [home];
  /** A way back through the history ends later. */
  #isGoingBack = false;
  /** Whether the window is as narrow as a phone. */
  narrow = false;

  constructor() {
    history.replaceState({ path: [home] }, "");
    addEventListener("popstate", this.#returned);
  }

  stop(): void {
    removeEventListener("popstate", this.#returned);
  }

  get tab(): Tab {
    return this.#top.tab;
  }

  get settings(): SettingsPage | null {
    return this.#top.settings;
  }

  get slideOver(): boolean {
    return this.#top.slideOver;
  }

  openTab(tab: Tab): void {
    this.#go(tab === "activities" ? [home] : [home, { ...home, tab }]);
  }

  openSlideOver(): void {
    this.#go([...this.#path, { ...this.#top, slideOver: true }]);
  }

  /** A section, or what the cog opens: all of them on a phone, and elsewhere the first beside the others. */
  openSettings(section?: Section): void {
    const below = this.#path.filter(({ settings, slideOver }) => settings === null && !slideOver);
    const page = (settings: SettingsPage): Spot => ({ ...home, tab: below.at(-1)?.tab ?? "activities", settings });
    if (!this.narrow) this.#go([...below, page(section ?? "networks")]);
    else this.#go([...below, page("list"), ...(section ? [page(section)] : [])]);
  }

  /** Closes what was opened last. */
  back(): void {
    if (this.#path.length > 1) this.#go(this.#path.slice(0, -1));
  }

  get #top(): Spot {
    return this.#path.at(-1) ?? home;
  }

  #go(path: readonly Spot[]): void {
    this.#path = path;
    this.#settle();
  }

  /** Brings the history to where the person is. Entries below are reached only by going back to them, which takes a moment. */
  #settle(): void {
    if (this.#isGoingBack) return;
    const path = this.#path;
    const same = path.findIndex((spot, nth) => !isSame(spot, this.#entries[nth]));
    const common = same === -1 ? path.length : same;
    const over = this.#entries.length - Math.max(common, Math.min(path.length, common + 1));
    if (over > 0) {
      this.#isGoingBack = true;
      this.#entries = this.#entries.slice(0, -over);
      history.go(-over);
      return;
    }
    for (let length = common + 1; length <= path.length; length++) {
      const state = { path: path.slice(0, length) };
      if (length <= this.#entries.length) history.replaceState(state, "");
      else history.pushState(state, "");
    }
    this.#entries = path;
  }

  #returned = (event: PopStateEvent): void => {
    if (this.#isGoingBack) {
      this.#isGoingBack = false;
      this.#settle();
      return;
    }
    const { path } = (event.state as { path?: readonly Spot[] } | null) ?? {};
    this.#entries = this.#path = path ?? [home];
  };
}

function isSame(one: Spot, other: Spot | undefined): boolean {
  return one.tab === other?.tab && one.settings === other.settings && one.slideOver === other.slideOver;
}
