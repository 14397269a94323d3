import { whenCalm } from "./frames";

/**
 * How much of a long list is drawn: as much as this window shows at once, and a little more after each frame, so that 300 come as quickly
 * as 12, no frame is dropped, and what the person does meanwhile is answered at once. To be made while a component is.
 */
export class Gradually {
  drawn = $state.raw(first());

  constructor(step: number, all: () => number) {
    $effect(() => {
      if (this.drawn >= all()) return;
      return whenCalm(() => (this.drawn += step));
    });
  }

  /** Another list, from its beginning. */
  restart(): void {
    this.drawn = first();
  }

  /** All of it now. */
  finish(): void {
    this.drawn = Infinity;
  }
}

/** No row of any list is lower than 48 pixels. */
const first = (): number => Math.ceil(innerHeight / 48);
