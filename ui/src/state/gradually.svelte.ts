import { afterPaint } from "./frames";

/**
 * How much of a long list is drawn: as much as a tall window shows at once, and a little more after each frame, so that 300 come as quickly
 * as 12, no frame is dropped, and what the person does meanwhile is answered at once. To be made while a component is.
 */
export class Gradually {
  static readonly #first = 24;
  drawn = $state.raw(Gradually.#first);

  constructor(step: number, all: () => number) {
    $effect(() => {
      if (this.drawn >= all()) return;
      return afterPaint(() => (this.drawn += step));
    });
  }

  /** Another list, from its beginning. */
  restart(): void {
    this.drawn = Gradually.#first;
  }

  /** All of it now. */
  finish(): void {
    this.drawn = Infinity;
  }
}
