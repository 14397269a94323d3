export type Tab = "activities" | "history" | "policies";
export type Section = "networks" | "alerts" | "keys" | "general" | "about";

interface Spot {
  tab: Tab;
  settings: Section | null;
  slideOver: boolean;
}

const home: Spot = { tab: "activities", settings: null, slideOver: false };

/** Where the person is. What opens adds an entry to the history, so the system's back gesture closes it. */
export class Place {
  #spot = $state.raw<Spot>(home);

  constructor() {
    history.replaceState({ ...home, bottom: true }, "");
    addEventListener("popstate", this.#returned);
  }

  stop(): void {
    removeEventListener("popstate", this.#returned);
  }

  get tab(): Tab {
    return this.#spot.tab;
  }

  get settings(): Section | null {
    return this.#spot.settings;
  }

  get slideOver(): boolean {
    return this.#spot.slideOver;
  }

  openTab(tab: Tab): void {
    this.#replace({ tab, settings: null, slideOver: false });
  }

  openSlideOver(): void {
    this.#push({ ...this.#spot, slideOver: true });
  }

  /** From the slide-over, settings take its place, so that one step back leads out of both. */
  openSettings(section: Section = "networks"): void {
    const next = { ...this.#spot, settings: section, slideOver: false };
    if (this.#spot.slideOver || this.#spot.settings) this.#replace(next);
    else this.#push(next);
  }

  /** Closes what is open. */
  back(): void {
    if (history.state?.bottom) this.#spot = { ...this.#spot, settings: null, slideOver: false };
    else history.back();
  }

  #push(spot: Spot): void {
    this.#spot = spot;
    history.pushState({ ...spot }, "");
  }

  #replace(spot: Spot): void {
    this.#spot = spot;
    history.replaceState({ ...spot, bottom: history.state?.bottom ?? false }, "");
  }

  #returned = (event: PopStateEvent): void => {
    const spot = event.state as Spot | null;
    this.#spot = spot?.tab ? spot : home;
  };
}
