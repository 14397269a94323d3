import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterPaint } from "../src/state/frames";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame"] }));
afterEach(() => void vi.useRealTimers());

test("what may wait comes after the next frame, and not when it was called off", () => {
  const done: string[] = [];
  afterPaint(() => done.push("first"));
  afterPaint(() => done.push("second"))();
  expect(done).toEqual([]);
  vi.advanceTimersByTime(32);
  expect(done).toEqual(["first"]);
});
