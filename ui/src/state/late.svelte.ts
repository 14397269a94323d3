import type { Store } from "./store.svelte";

/** Turns true once work takes longer than a blink. Faster work needs neither a placeholder nor a message. */
export class Late {
  yes = $state.raw(false);

  constructor(private readonly store: Store) {}

  /** Begins the work. A screen reader says the words once it is late. Returns a function that ends the work. */
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

/** Milliseconds. */
const blink = 200;
