// Measures, on the built window with 300 accounts in Chromium: from each press or key to the next paint (Event Timing, as for the Web
// Vital INP), what moves by itself while the page loads (layout shift), and the first paint. The last line is JSON.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { build, preview } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), "gander-interaction-"));
const rounds = 5;

await build({ root, mode: "fake", logLevel: "error", build: { outDir, emptyOutDir: true } });
const server = await preview({ root, logLevel: "error", build: { outDir }, preview: { port: 0, strictPort: false, host: "127.0.0.1" } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
});
const worst = [];
const shifts = [];
const paints = [];
try {
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage({ viewport: { width: 1080, height: 720 } });
    await page.addInitScript(() => {
      window.measured = { worst: 0, shift: 0 };
      new PerformanceObserver((list) => {
        for (const { interactionId, duration } of list.getEntries()) if (interactionId) window.measured.worst = Math.max(window.measured.worst, duration);
      }).observe({ type: "event", durationThreshold: 16, buffered: true });
      new PerformanceObserver((list) => {
        for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.measured.shift += value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(new URL("?fake=three-hundred", server.resolvedUrls.local[0]).href);
    await page.getByTestId("what-happened").waitFor();
    const shift = await page.evaluate(() => window.measured.shift);
    // What a person does with so many: find one, open it, look at the rest, come back.
    await page.getByTestId("find").click();
    await page.keyboard.type("dana masto", { delay: 60 });
    await page.getByTestId("find").fill("");
    await page.getByTestId("row-head").first().click();
    await page.getByTestId("tab-history").click();
    await page.getByTestId("tab-policies").click();
    await page.getByTestId("tab-activities").click();
    await page.getByTestId("check-all").or(page.getByTestId("reauthorize-all")).click();
    await page.getByTestId("cog").click();
    // Entries come a moment after their paint.
    await page.evaluate(() => new Promise((told) => setTimeout(told, 400)));
    worst.push(await page.evaluate(() => window.measured.worst));
    shifts.push(shift);
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
console.log(JSON.stringify({ interaction_ms: median(worst), shift: Math.max(...shifts), first_paint_ms: median(paints) }));
