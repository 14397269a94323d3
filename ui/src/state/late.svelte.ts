import type { Store } from "./store.svelte";

/** Whether what is under way takes longer than a blink: what comes sooner needs neither a stand-in nor a word. */
export class Late {
  yes = $state.raw(false);

  constructor(private readonly store: Store) {}

  /** Once it is late a screen reader hears these words, until it is over. Returns what ends it. */
  begin(words: string): () => void {
    let takeBack = (): void => {};
    const timer = setTimeout(() => {
      this.yes = true;
      takeBack = this.store.announce(words);
    }, blink);
    return () => {
      clearTimeout(timer);
      this.yes = false;
      takeBack();
    };
  }
}

/** In milliseconds. */
const blink = 200;
