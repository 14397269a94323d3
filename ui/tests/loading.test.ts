// The window while the first answer is outstanding.
import { page } from "vitest/browser";
import { cleanup, render } from "vitest-browser-svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { Text } from "../src/text/text.svelte";
import { desktop, phone, prefer } from "./open";

const skeleton = (): Element | null => document.querySelector("[data-testid='skeleton']");
const spoken = (): string => page.getByTestId("live").element().textContent;
const frame = (within: string) => {
  const { x, y, width } = document.querySelector(`${within} .card`)!.getBoundingClientRect();
  return { x, y, width };
};

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(async () => {
  vi.useRealTimers();
  await prefer({});
});

/** Opens a window whose keeper answers on command. */
async function wait(size = desktop): Promise<{ fake: Fake; answer: () => Promise<void> }> {
  await cleanup();
  await page.viewport(size.width, size.height);
  const fake = scenes.mixed();
  let told: () => void = () => {};
  fake.getState = () => new Promise((resolve) => (told = () => resolve(fake.state)));
  const text = new Text();
  await text.use("en-GB");
  await render(App, { client: fake, text });
  const answer = async (): Promise<void> => {
    told();
    await vi.waitFor(() => expect(document.querySelector("[data-testid='social-accounts']")).not.toBeNull(), { interval: 5 });
  };
  return { fake, answer };
}

test("the skeleton comes after 200 ms and not before, and goes with the answer", async () => {
  const { answer } = await wait();
  await vi.advanceTimersByTimeAsync(199);
  expect(skeleton()).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(skeleton()).not.toBeNull();
  const { content, width, backgroundColor } = getComputedStyle(skeleton()!.querySelector("i")!, "::before");
  expect([content, width, backgroundColor]).toEqual(['""', "36px", "rgb(230, 226, 217)"]);
  await answer();
  expect(skeleton()).toBeNull();
});

test("an answer within 200 ms is neither preceded by a skeleton nor by a word", async () => {
  const { answer } = await wait();
  await vi.advanceTimersByTimeAsync(100);
  await answer();
  await vi.advanceTimersByTimeAsync(1000);
  expect([skeleton(), spoken()]).toEqual([null, ""]);
});

test("a screen reader is told that it loads, once that takes time, and that no longer when it has loaded", async () => {
  const { answer } = await wait();
  const main = page.getByRole("main").element();
  expect([main.getAttribute("aria-busy"), spoken()]).toEqual(["true", ""]);
  await vi.advanceTimersByTimeAsync(200);
  expect(spoken()).toBe("Loading your accounts…");
  expect(skeleton()!.getAttribute("aria-hidden")).toBe("true");
  await answer();
  expect([main.getAttribute("aria-busy"), spoken()]).toEqual(["false", ""]);
});

test.each([["desktop", desktop], ["phone", phone]])("on the %s the accounts come where the skeleton was, and nothing moves", async (_, size) => {
  const shifts = new PerformanceObserver(() => {});
  const { answer } = await wait(size);
  await vi.advanceTimersByTimeAsync(200);
  const [stood, bar] = [frame("main"), page.getByRole("banner").element().getBoundingClientRect()];
  shifts.observe({ type: "layout-shift" });
  await answer();
  expect(frame("[data-testid='social-accounts']")).toEqual(stood);
  expect(page.getByRole("banner").element().getBoundingClientRect()).toEqual(bar);
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  expect(shifts.takeRecords().map((entry) => (entry as PerformanceEntry & { value: number }).value)).toEqual([]);
  shifts.disconnect();
});

test("in forced colours the skeleton keeps an edge", async () => {
  await prefer({ "forced-colors": "active" });
  await wait();
  await vi.advanceTimersByTimeAsync(200);
  const { borderTopStyle, borderTopColor } = getComputedStyle(skeleton()!.querySelector("i")!, "::before");
  expect(borderTopStyle).toBe("solid");
  expect(borderTopColor).not.toBe("rgba(0, 0, 0, 0)");
});
