import { afterPaint } from "./frames";

/**
 * The number of rows drawn of a long list: at first one window full, then a few more after each frame, so that 300 rows
 * come as quickly as 12 and no frame is dropped. Create it while a component initialises.
 */
export class Gradually {
  /** No row of any list is lower than 48 pixels. */
  drawn = $state.raw(Math.ceil(innerHeight / 48));

  constructor(step: number, all: () => number) {
    $effect(() => {
      if (this.drawn >= all()) return;
      return afterPaint(() => (this.drawn += step));
    });
  }

  /** Draws the whole list now. */
  finish(): void {
    this.drawn = Infinity;
  }
}
