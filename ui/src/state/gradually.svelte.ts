import { afterPaint } from "./frames";

/**
 * How much of a long list is drawn: as much as this window shows at once, and a little more after each frame, so that 300 come as quickly
 * as 12 and no frame is dropped. To be made while a component is.
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

  /** All of it now. */
  finish(): void {
    this.drawn = Infinity;
  }
}
