// Takes a picture of every screen and state worth looking at, into target/screens/. `npm run screens -- waiting` takes those whose name
// contains the word.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { createServer } from "vite";

const only = process.argv[2] ?? "";
const root = fileURLToPath(new URL("..", import.meta.url));
const out = fileURLToPath(new URL("../../target/screens/", import.meta.url));
const sizes = { desktop: { width: 1080, height: 720 }, phone: { width: 390, height: 844 }, wide: { width: 1920, height: 1080 } };

const press = (...ids) => async (page) => {
  for (const id of ids) await page.getByTestId(id).first().click();
};
const shots = [
  { name: "mixed", sizes: ["desktop", "phone", "wide"] },
  { name: "all-well", sizes: ["desktop", "phone"] },
  { name: "first-run", sizes: ["desktop", "phone"] },
  { name: "first-keys", sizes: ["desktop"] },
  { name: "waiting", sizes: ["desktop", "phone"] },
  { name: "finishing", sizes: ["desktop"] },
  { name: "wrong", sizes: ["desktop", "phone"] },
  { name: "failed", sizes: ["desktop"] },
  { name: "no-browser", sizes: ["desktop"] },
  { name: "adding", sizes: ["desktop"] },
  { name: "two-broken", sizes: ["desktop", "phone"] },
  { name: "many", sizes: ["desktop"] },
  { name: "locked", sizes: ["desktop", "phone"] },
  { name: "disk", sizes: ["desktop"] },
  { name: "memory", sizes: ["desktop"] },
  { name: "details", fake: "mixed", sizes: ["desktop", "phone"], act: press("row-head") },
  { name: "disconnect", fake: "mixed", sizes: ["desktop"], act: press("row-head", "disconnect") },
  { name: "add-network", fake: "mixed", sizes: ["desktop"], act: press("add-network") },
  { name: "keys", fake: "first-keys", sizes: ["desktop", "phone"], act: press("connect-linkedin") },
  { name: "history", fake: "mixed", sizes: ["desktop"], act: press("tab-history") },
  { name: "policies", fake: "mixed", sizes: ["desktop"], act: press("tab-policies") },
  { name: "policies-phone", fake: "mixed", sizes: ["phone"], act: press("bars", "tab-policies") },
  { name: "slide-over", fake: "mixed", sizes: ["phone"], act: press("bars") },
  { name: "settings", fake: "mixed", sizes: ["desktop"], act: press("cog") },
  { name: "settings-phone", fake: "mixed", sizes: ["phone"], act: press("bars", "cog") },
  { name: "alerts", fake: "mixed", sizes: ["desktop"], act: press("cog", "alerts", "own-days", "quiet", "digest", "mail") },
  ...["en", "de", "ar"].map((lang) => ({ name: `alerts-phone-${lang}`, fake: "mixed", lang, sizes: ["phone"], act: press("bars", "cog", "alerts", "quiet", "mail") })),
  { name: "apps-and-keys", fake: "mixed", sizes: ["desktop"], act: press("cog", "apps-and-keys") },
  { name: "about", fake: "mixed", sizes: ["desktop"], act: press("cog", "about") },
  ...["de", "es", "fr", "ja", "ar"].map((lang) => ({ name: `mixed-${lang}`, fake: "mixed", lang, sizes: ["desktop", "phone"] })),
  ...["de", "ar"].map((lang) => ({ name: `slide-over-${lang}`, fake: "mixed", lang, sizes: ["phone"], act: press("bars") })),
];

mkdirSync(out, { recursive: true });
const server = await createServer({ root, mode: "fake", logLevel: "error", server: { port: 0, strictPort: false } });
await server.listen();
const address = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
});
let broken = 0;
try {
  for (const colorScheme of ["light", "dark"])
    for (const shot of shots)
      for (const size of shot.sizes.filter((size) => `${shot.name}-${size}-${colorScheme}`.includes(only))) {
        const context = await browser.newContext({ viewport: sizes[size], colorScheme, locale: "en-GB", deviceScaleFactor: size === "wide" ? 1 : 1.5, hasTouch: size === "phone" });
        const page = await context.newPage();
        const fault = (error) => {
          broken++;
          console.error(`${shot.name}: ${error}`);
        };
        page.on("pageerror", fault);
        await page.clock.setFixedTime(new Date("2026-11-22T14:20:00"));
        await page.goto(`${address}?fake=${shot.fake ?? shot.name}${shot.lang ? `&lang=${shot.lang}` : ""}`);
        await page.waitForSelector("main > *");
        await shot.act?.(page).catch(fault);
        await page.waitForTimeout(200);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (sideways) fault("scrolls sideways");
        await page.screenshot({ path: `${out}${shot.name}-${size}-${colorScheme}.png` });
        await context.close();
      }
} finally {
  await browser.close();
  await server.close();
}
console.log(`Pictures are in target/screens/.`);
process.exit(broken > 0 ? 1 : 0);
