// Measures the built window with 300 accounts in Chromium: the time from each press or key to the next paint (Event
// Timing, as for the Web Vital INP), the layout shift during the load, the first paint, and the frames that are dropped
// or partly blank while the accounts scroll. The last line is JSON; the lines before it name the slowest interactions.
import { median, open, press, slowest, start } from "./built-window.mjs";

const rounds = 5;
const built = await start();

/** Opens a new window with 300 accounts, and waits for the last part of the tab. */
const openAccounts = () => open(built, "three-hundred", "what-happened");

/** Acts as a person with many accounts: finds one, opens it, looks at the other tabs, comes back. */
async function interact() {
  const page = await openAccounts();
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
  const worst = await slowest(page);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  await page.close();
  return { worst, shift, paint };
}

/**
 * Scrolls through some ninety accounts at the pace of a quick wheel. Chromium's own reports name the dropped and the
 * partly blank frames. `requestAnimationFrame` would miss them, because scrolling does not wait for scripts. Blank
 * parts are for comparison only: software rendering comes a frame or two late on a busy device.
 */
async function scroll() {
  const page = await openAccounts();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid='row-head']").length === 300);
  const session = await page.context().newCDPSession(page);
  await built.browser.startTracing(page, { categories: ["cc", "benchmark"] });
  await session.send("Input.synthesizeScrollGesture", { x: 300, y: 400, yDistance: -6000, speed: 2500, gestureSourceType: "mouse" });
  const { traceEvents } = JSON.parse((await built.browser.stopTracing()).toString());
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

const done = [];
const scrolled = [];
try {
  for (let round = 0; round < rounds; round++) {
    done.push(await interact());
    scrolled.push(await scroll());
  }
} finally {
  await built.stop();
}
for (const { worst } of done) console.log(`slowest: ${worst.what}, ${worst.duration} ms`);
console.log(
  JSON.stringify({
    interaction_ms: median(done.map(({ worst }) => worst.duration)),
    shift: Math.max(...done.map(({ shift }) => shift)),
    first_paint_ms: median(done.map(({ paint }) => paint)),
    scrolled_frames: median(scrolled.map(({ frames }) => frames)),
    dropped_frames: median(scrolled.map(({ dropped }) => dropped)),
    blank_frames: median(scrolled.map(({ blank }) => blank)),
  }),
);
