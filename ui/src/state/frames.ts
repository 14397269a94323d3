/** Does this as soon as the next frame is painted: what the person sees at once does not wait for it. Returns what calls it off. */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const frame = requestAnimationFrame(() => (timer = setTimeout(work)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** As {@link afterPaint}, once the person has pressed nothing for a moment: who types on is answered before what is out of sight is drawn. */
export function whenCalm(work: () => void): () => void {
  let callOff = afterPaint(look);
  function look(): void {
    if (performance.now() - pressedAt < moment) callOff = afterPaint(look);
    else work();
  }
  return () => callOff();
}

/** Longer than it takes from one letter to the next. */
const moment = 150;
let pressedAt = -moment;
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (pressedAt = performance.now()), { capture: true, passive: true });
