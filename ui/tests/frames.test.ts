import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterPaint, whenCalm } from "../src/state/frames";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame", "performance"] });
  // What an earlier test pressed is long ago.
  vi.advanceTimersByTime(1000);
});
afterEach(() => void vi.useRealTimers());

const press = (): boolean => dispatchEvent(new KeyboardEvent("keydown", { key: "d" }));

test("what may wait comes after the next frame, and not when it was called off", () => {
  const done: string[] = [];
  afterPaint(() => done.push("first"));
  afterPaint(() => done.push("second"))();
  expect(done).toEqual([]);
  vi.advanceTimersByTime(32);
  expect(done).toEqual(["first"]);
});

test("what is out of sight is drawn when the person has paused, and not between two letters", () => {
  const draw = vi.fn();
  press();
  whenCalm(draw);
  for (let letter = 0; letter < 5; letter++) {
    vi.advanceTimersByTime(120);
    press();
  }
  expect(draw).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(draw).toHaveBeenCalledOnce();
});

test("what waits for a pause can be called off while it waits", () => {
  const draw = vi.fn();
  press();
  const callOff = whenCalm(draw);
  vi.advanceTimersByTime(100);
  callOff();
  vi.advanceTimersByTime(500);
  expect(draw).not.toHaveBeenCalled();
});
