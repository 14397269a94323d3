import type { DestinationView, MeasureView } from "../ipc/bindings";
import type { Text } from "../text/text.svelte";
import type { Store } from "./store.svelte";

const after = 1000;

/** Says after a pause how much is left at each account, at 20 and at 0 only. */
export class Counting {
  /** The lowest count that a screen reader said of each account: 20, 0, or none yet. */
  #said = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly words: Text,
  ) {}

  reset(): void {
    this.#said.clear();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  soon(accounts: readonly DestinationView[], measures: ReadonlyMap<string, MeasureView>): void {
    this.stop();
    this.#timer = setTimeout(() => this.#speak(accounts, measures), after);
  }

  #speak(accounts: readonly DestinationView[], measures: ReadonlyMap<string, MeasureView>): void {
    const leftFor = (target: string): number => measures.get(target)?.left ?? Infinity;
    const near = accounts.filter(({ target }) => {
      const left = leftFor(target);
      const mark = left <= 0 ? 0 : left <= 20 ? 20 : Infinity;
      const isNews = mark < (this.#said.get(target) ?? Infinity);
      this.#said.set(target, mark);
      return isNews;
    });
    const said = near.map(({ target, networkName }) => {
      const left = leftFor(target);
      return this.words.say(left < 0 ? "share-over-spoken" : "share-left-spoken", { network: networkName, count: Math.abs(left) });
    });
    if (said.length > 0) this.store.announce(said.join(" "));
  }
}
