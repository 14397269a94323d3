export type Tab = "activities" | "history" | "policies";
export type Section = "networks" | "alerts" | "feeds" | "keys" | "general" | "about";
/** A page of the settings. On a phone the sections are a list, and each section is a page on top of it. */
export type SettingsPage = Section | "list";

interface Spot {
  tab: Tab;
  settings: SettingsPage | null;
  slideOver: boolean;
  /** True while the composer fills a phone's screen. */
  composer: boolean;
}

const home: Spot = { tab: "activities", settings: null, slideOver: false, composer: false };

/**
 * The person's place: Activities, and the pages opened on top of it. Each step is an entry of the browser's history, so
 * that the system's back gesture closes the last page, and leaves Gander only from Activities.
 */
export class Place {
  #path = $state.raw<readonly Spot[]>([home]);
  /** The entries of the history, up to the current one. */
  #entries: readonly Spot[] = [home];
  /** True while the history goes back, which takes a moment. */
  #isGoingBack = false;
  /** True if the window is as narrow as a phone. */
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

  get composer(): boolean {
    return this.#top.composer;
  }

  openComposer(): void {
    this.#go([...this.#path, { ...this.#top, composer: true }]);
  }

  /** Opens a section. Without one, opens the list on a phone and the first section elsewhere. */
  openSettings(section?: Section): void {
    const below = this.#path.filter(({ settings, slideOver, composer }) => settings === null && !slideOver && !composer);
    const page = (settings: SettingsPage): Spot => ({ ...home, tab: below.at(-1)?.tab ?? "activities", settings });
    if (!this.narrow) this.#go([...below, page(section ?? "networks")]);
    else this.#go([...below, page("list"), ...(section ? [page(section)] : [])]);
  }

  /** Closes the last page. */
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

  /** Brings the history to the person's place. Only going back reaches earlier entries, which takes a moment. */
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
  return one.tab === other?.tab && one.settings === other.settings && one.slideOver === other.slideOver && one.composer === other.composer;
}
