// Takes pictures of every screen into `target/screens`, with a page that shows them all. Those that `screens.ts` lists
// as `kept` must look like the pictures in `tests/screens`, which `npm run screens` makes anew.
import arabic from "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2";
import { commands, page } from "vitest/browser";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { afterPaint } from "../src/state/frames";
import { bringInter } from "../src/text/typeface";
import { open, scheme, speak, zone } from "./open";
import { sizes, visits } from "./screens";

// Runs before the scenes are made, because their dates are relative to now.
vi.hoisted(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T14:20:00Z") }));

const folder = "../../target/screens";
const style = document.createElement("style");
// A picture shows only the visible part of the window, and nothing under a pointer.
style.textContent = "html, body { height: 100vh; overflow: hidden; } * { pointer-events: none !important; caret-color: transparent !important; transition: none !important; animation: none !important; }";

beforeAll(async () => {
  await zone("Europe/London");
  // The fonts draw the same letters on every device.
  const face = new FontFace("Noto Sans Arabic", `url("${arabic}")`, { weight: "100 900", unicodeRange: "U+0600-06FF, U+FB50-FDFF, U+FE70-FEFF" });
  document.fonts.add(face);
  await Promise.all([bringInter(), face.load(), import("../src/lazy/details")]);
  document.documentElement.style.setProperty("--font", 'Inter, "Noto Sans Arabic", system-ui, sans-serif');
});

afterAll(async () => {
  vi.useRealTimers();
  await zone("");
  await scheme("light");
  style.remove();
  document.documentElement.removeAttribute("style");
  await commands.writeFile("../target/screens/index.html", contactSheet());
});

test.for(visits)("$name", async ({ scene, size, act, scrolled, pictures }) => {
  style.remove();
  const fake = await open(scene, { size: sizes[size], language: pictures[0]!.language });
  // The rest of the tab comes a frame after the accounts.
  await nextFrame();
  await act(fake);
  await document.fonts.ready;
  document.head.append(style);
  for (const { name, theme, language, kept } of pictures) {
    await speak(fake, language);
    await scheme(theme);
    await nextFrame();
    if (scrolled) document.activeElement!.scrollIntoView({ block: "center" });
    else for (const each of [document.documentElement, document.body]) each.scrollTo(0, 0);
    expect(document.documentElement.scrollWidth, name).toBeLessThanOrEqual(sizes[size].width);
    await page.screenshot({ path: `${folder}/${name}.png` });
    if (kept) await expect(page.elementLocator(document.body)).toMatchScreenshot(name);
  }
});

const nextFrame = (): Promise<void> => new Promise((drawn) => afterPaint(() => requestAnimationFrame(() => drawn())));

function contactSheet(): string {
  const figures = visits.flatMap(({ size, pictures }) =>
    pictures.map(
      ({ name, kept }) =>
        `<figure class="${size}"><a href="${name}.png"><img src="${name}.png" alt="" loading="lazy"></a><figcaption>${name}${kept ? " (kept)" : ""}</figcaption></figure>`,
    ),
  );
  return `<!doctype html><meta charset="utf-8"><title>Gander's screens</title><style>
body { margin: 24px; background: #8b8b8b; font: 13px system-ui; display: flex; flex-wrap: wrap; gap: 24px; align-items: end }
figure { margin: 0 } img { display: block; max-width: 100% } .desktop { width: 540px } .phone { width: 260px } .wide { width: 720px } figcaption { padding-top: 6px }
</style>${figures.join("\n")}\n`;
}
