// The built window in Chromium, for measurements: built with the fake keeper, served, opened on a scene, and used as a
// hand uses it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { build, preview } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds and serves the window, and starts a browser. */
export async function start() {
  const outDir = mkdtempSync(join(tmpdir(), "gander-window-"));
  await build({ root, mode: "fake", logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server = await preview({ root, logLevel: "error", build: { outDir }, preview: { port: 0, strictPort: false, host: "127.0.0.1" } });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  const stop = async () => {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  };
  return { browser, address: server.resolvedUrls.local[0], stop };
}

/** Opens a new window on a scene, and waits for a part of the tab. The window notes its slowest interaction. */
export async function open({ browser, address }, scene, part) {
  const page = await browser.newPage({ viewport: { width: 1080, height: 720 } });
  await page.addInitScript(() => {
    window.measured = { worst: { duration: 0, what: "" }, shift: 0 };
    new PerformanceObserver((list) => {
      for (const { interactionId, duration, name, target } of list.getEntries())
        if (interactionId && duration > window.measured.worst.duration) window.measured.worst = { duration, what: `${name} on ${target?.dataset?.testid ?? target?.localName}` };
    }).observe({ type: "event", durationThreshold: 16, buffered: true });
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.measured.shift += value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(new URL(`?fake=${scene}`, address).href);
  await page.getByTestId(part).waitFor();
  return page;
}

/**
 * Presses the middle of an element after a short rest there, as a hand does. Playwright's `click` would search and
 * hit-test in the page while the press is measured. With 300 accounts that takes longer than the page's own work.
 */
export async function press(target) {
  await target.waitFor();
  const { mouse } = target.page();
  const { x, y, width, height } = await target.boundingBox();
  await nextFrame(target.page());
  await mouse.move(x + width / 2, y + height / 2);
  await nextFrame(target.page());
  await mouse.down();
  await mouse.up();
}

export const nextFrame = (page) => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));

/** Lets the window come to rest. Performance entries come a moment after their paint. */
export const rest = (page) => page.evaluate(() => new Promise((told) => setTimeout(told, 400)));

/** The slowest interaction since the window opened, or since the last call. */
export async function slowest(page) {
  await rest(page);
  return page.evaluate(() => {
    const { worst } = window.measured;
    window.measured.worst = { duration: 0, what: "" };
    return worst;
  });
}

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
