import { onMount } from "svelte";
import type { Store } from "./store.svelte";

/**
 * Whether what is under way takes longer than a blink: what comes sooner needs neither a stand-in nor a word. Once it is late a screen reader
 * is told, until it is over. To be made while a component is.
 */
export class Late {
  yes = $state.raw(false);

  constructor(store: Store, words: () => string) {
    onMount(() => {
      let takeBack = (): void => {};
      const timer = setTimeout(() => {
        this.yes = true;
        takeBack = store.announce(words());
      }, blink);
      return () => {
        clearTimeout(timer);
        takeBack();
      };
    });
  }
}

/** In milliseconds. */
const blink = 200;
