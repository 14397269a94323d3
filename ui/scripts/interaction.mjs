// Measures the built window with 300 accounts in Chromium: the time from each press or key to the next paint (Event
// Timing, as for the Web Vital INP), the layout shift during the load, the first paint, and the frames that are dropped
// or partly blank while the accounts scroll; and the slowest key of a text for twelve accounts. The last line is JSON; the
// lines before it name the slowest interactions.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { build, preview } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), "gander-interaction-"));
const rounds = 5;
/** The accounts of a text that is written. */
const destinations = 12;

await build({ root, mode: "fake", logLevel: "error", build: { outDir, emptyOutDir: true } });
const server = await preview({ root, logLevel: "error", build: { outDir }, preview: { port: 0, strictPort: false, host: "127.0.0.1" } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
});

/** Opens a new window with 300 accounts, or another scene, and waits for the last part of the tab. */
async function open(scene = "three-hundred", last = "what-happened") {
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
  await page.goto(new URL(`?fake=${scene}`, server.resolvedUrls.local[0]).href);
  await page.getByTestId(last).waitFor();
  return page;
}

/**
 * Presses the middle of an element after a short rest there, as a hand does. Playwright's `click` would search and
 * hit-test in the page while the press is measured. With 300 accounts that takes longer than the page's own work.
 */
async function press(target) {
  await target.waitFor();
  const { mouse } = target.page();
  const { x, y, width, height } = await target.boundingBox();
  await nextFrame(target.page());
  await mouse.move(x + width / 2, y + height / 2);
  await nextFrame(target.page());
  await mouse.down();
  await mouse.up();
}

const nextFrame = (page) => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));

/** Acts as a person with many accounts: finds one, opens it, looks at the other tabs, comes back. */
async function interact() {
  const page = await open();
  const shift = await page.evaluate(() => window.measured.shift);
  await press(page.getByTestId("find"));
  await page.keyboard.type("dana masto", { delay: 60 });
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await press(page.getByTestId("row-head").first());
  await press(page.getByTestId("tab-history"));
  await press(page.getByTestId("tab-policies"));
  await press(page.getByTestId("tab-activities"));
  await press(page.getByTestId("check-all"));
  await press(page.getByTestId("cog"));
  // Performance entries come a moment after their paint.
  await page.evaluate(() => new Promise((told) => setTimeout(told, 400)));
  const worst = await page.evaluate(() => window.measured.worst);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  await page.close();
  return { worst, shift, paint };
}

/** Writes a text for twelve accounts, four of which have a text of their own. Returns the slowest key. */
async function compose() {
  const page = await open("share-twelve", "share-something");
  await press(page.getByTestId("share-something"));
  await page.getByTestId("composer").waitFor();
  const isChosen = '[data-testid="chips"] button[aria-pressed="true"]';
  const canBe = '[data-testid="chips"] button[aria-pressed="false"]:not([aria-disabled])';
  while ((await page.locator(isChosen).count()) < destinations) await page.locator(canBe).first().click();
  for (let own = 0; own < 4; own++) {
    await page.getByTestId("own-text").click();
    await page.locator('[data-testid^="own-text-"]').first().click();
    await page.getByTestId("share-text").pressSequentially(`Own text ${own}: https://news.example/geese `);
  }
  await page.getByTestId("text-all").click();
  await page.evaluate(() => new Promise((told) => setTimeout(told, 400)));
  await page.evaluate(() => (window.measured.worst = { duration: 0, what: "" }));
  await page.getByTestId("share-text").pressSequentially("The geese are back at the lake, see https://news.example/geese. ".repeat(4), { delay: 40 });
  await page.evaluate(() => new Promise((told) => setTimeout(told, 400)));
  const worst = await page.evaluate(() => window.measured.worst);
  const chosen = await page.locator(isChosen).count();
  await page.close();
  if (chosen !== destinations) throw new Error(`${chosen} accounts are chosen, not ${destinations}`);
  return worst.duration;
}

/**
 * Scrolls through some ninety accounts at the pace of a quick wheel. Chromium's own reports name the dropped and the
 * partly blank frames. `requestAnimationFrame` would miss them, because scrolling does not wait for scripts. Blank
 * parts are for comparison only: software rendering comes a frame or two late on a busy device.
 */
async function scroll() {
  const page = await open();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid='row-head']").length === 300);
  const session = await page.context().newCDPSession(page);
  await browser.startTracing(page, { categories: ["cc", "benchmark"] });
  await session.send("Input.synthesizeScrollGesture", { x: 300, y: 400, yDistance: -6000, speed: 2500, gestureSourceType: "mouse" });
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await page.close();
  const frames = traceEvents
    .filter(({ name, ph }) => name === "PipelineReporter" && ph === "b")
    .map(({ args }) => args.frame_reporter)
    .filter((frame) => frame && frame.scroll_state !== "SCROLL_NONE" && frame.state !== "STATE_NO_UPDATE_DESIRED");
  if (frames.length < 60) throw new Error(`Chromium reported only ${frames.length} frames of scrolling`);
  const dropped = frames.filter(({ state, affects_smoothness }) => state === "STATE_DROPPED" && affects_smoothness);
  const blank = frames.filter(({ has_missing_content }) => has_missing_content);
  return { frames: frames.length, dropped: dropped.length, blank: blank.length };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const done = [];
const scrolled = [];
const composed = [];
try {
  for (let round = 0; round < rounds; round++) {
    done.push(await interact());
    scrolled.push(await scroll());
    composed.push(await compose());
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
for (const { worst } of done) console.log(`slowest: ${worst.what}, ${worst.duration} ms`);
console.log(
  JSON.stringify({
    interaction_ms: median(done.map(({ worst }) => worst.duration)),
    shift: Math.max(...done.map(({ shift }) => shift)),
    first_paint_ms: median(done.map(({ paint }) => paint)),
    scrolled_frames: median(scrolled.map(({ frames }) => frames)),
    dropped_frames: median(scrolled.map(({ dropped }) => dropped)),
    composer_key_ms: median(composed),
    blank_frames: median(scrolled.map(({ blank }) => blank)),
  }),
);
