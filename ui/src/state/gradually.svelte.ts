/**
 * How much of a long list is drawn: as much as a tall window shows at once, and as much more after each frame, so that 300 come as quickly
 * as 12 and no frame is dropped. To be made while a component is.
 */
export class Gradually {
  drawn = $state.raw(0);
  #step: number;

  constructor(step: number, all: () => number) {
    this.#step = step;
    this.drawn = step;
    $effect(() => {
      if (this.drawn >= all()) return;
      let timer: ReturnType<typeof setTimeout>;
      const frame = requestAnimationFrame(() => (timer = setTimeout(() => (this.drawn += step))));
      return () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      };
    });
  }

  /** Another list, from its beginning. */
  restart(): void {
    this.drawn = this.#step;
  }

  /** All of it now. */
  finish(): void {
    this.drawn = Infinity;
  }
}
