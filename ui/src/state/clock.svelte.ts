/** The present, updated every half minute so that "in 3 days" stays true in a window that is left open. */
export class Clock {
  now = $state.raw(Date.now());
  #timer: ReturnType<typeof setInterval>;

  constructor() {
    this.#timer = setInterval(() => (this.now = Date.now()), 30_000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
