// Measures the composer of the built window in Chromium: the slowest key to the next paint (Event Timing) while a text is
// written for twelve accounts, two of which have a text of their own, in each of the states below; a text that an input
// method composes; a long paste; and the longest frame while a picture of 20 MB is dropped. The last line is JSON.
import { median, nextFrame, open, press, rest, slowest, start } from "./built-window.mjs";

const rounds = Number(process.env.ROUNDS ?? 3);
const accounts = 12;
const sentence = "The geese are back at the lake, see https://news.example/geese. ";
const pictureBytes = 20_000_000;
const built = await start();

const chosen = '[data-testid="chips"] button[aria-pressed="true"]';
const choosable = '[data-testid="chips"] button[aria-pressed="false"]:not([aria-disabled])';

/** Opens the composer with twelve accounts, two of which have a text of their own, above a part of the tab. */
async function compose(scene, part) {
  const page = await open(built, scene, "share-something");
  if (part !== null) await press(page.getByTestId(`part-${part}`));
  await press(page.getByTestId("share-something"));
  await page.getByTestId("composer").waitFor();
  while ((await page.locator(chosen).count()) > accounts) await page.locator(chosen).last().click();
  while ((await page.locator(chosen).count()) < accounts) await page.locator(choosable).first().click();
  for (const own of ["first", "second"]) {
    await page.getByTestId("own-text").click();
    await page.locator('[data-testid^="own-text-"]').first().click();
    await page.getByTestId("share-text").pressSequentially(`The ${own} own text: ${sentence}`);
  }
  await page.getByTestId("text-all").click();
  await page.getByTestId("share-text").focus();
  await slowest(page);
  return page;
}

/** The slowest key of some sentences. */
async function write(page) {
  await page.keyboard.type(sentence.repeat(4), { delay: 40 });
  // A person who thinks for a moment lets the draft be saved, and goes on right then.
  for (let nth = 0; nth < 10; nth++) {
    await page.waitForTimeout(290 + nth * 5);
    await page.keyboard.type("goose");
  }
  return slowest(page);
}

/** Keys above the list Shared, with 300 activities and their pictures. */
async function aboveShared() {
  const page = await compose("share-much", "shared");
  await page.waitForFunction(() => document.querySelectorAll("[data-testid^='activity-many-']").length === 300);
  const worst = await write(page);
  await page.close();
  return worst;
}

/** Keys above ten suggestions of feeds. */
async function aboveSuggestions() {
  const page = await compose("share-much", "share");
  const worst = await write(page);
  await page.close();
  return worst;
}

/** Keys beside 300 accounts. */
async function besideAccounts() {
  const page = await compose("share-three-hundred", null);
  await page.waitForFunction(() => document.querySelectorAll("[data-testid='row-head']").length === 300);
  const worst = await write(page);
  await page.close();
  return worst;
}

/** Japanese, as an input method composes it: each word grows letter by letter, and is then replaced. */
async function composed() {
  const page = await compose("share-much", "shared");
  const session = await page.context().newCDPSession(page);
  // Chromium gives a composition no number of an interaction, so its events are measured by themselves.
  await page.evaluate(() => {
    new PerformanceObserver((list) => {
      for (const { duration, name } of list.getEntries())
        if (/^composition|^(before)?input$/.test(name) && duration > window.measured.worst.duration) window.measured.worst = { duration, what: name };
    }).observe({ type: "event", durationThreshold: 16 });
  });
  let compositions = 0;
  for (const [kana, word] of Array.from({ length: 12 }).flatMap(() => [["がちょうが", "ガチョウが"], ["みずうみに", "湖に"], ["もどった", "戻った"]])) {
    for (let end = 1; end <= kana.length; end++) {
      await session.send("Input.imeSetComposition", { text: kana.slice(0, end), selectionStart: end, selectionEnd: end });
      await nextFrame(page);
    }
    await session.send("Input.insertText", { text: word });
    await nextFrame(page);
    compositions++;
  }
  const worst = await slowest(page);
  const written = await page.getByTestId("share-text").inputValue();
  if (!written.includes("ガチョウが湖に戻った") || compositions < 36) throw new Error(`the input method wrote: ${written}`);
  await page.close();
  return worst;
}

/** A paste of 100,000 characters, and the keys after one that is just short enough. */
async function pasted() {
  const page = await compose("share-much", "shared");
  const paste = async (length) => {
    await page.evaluate((length) => navigator.clipboard.writeText("The geese are back. ".repeat(length / 20)), length);
    await page.keyboard.press("ControlOrMeta+V");
    return slowest(page);
  };
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const long = await paste(100_000);
  const fits = await paste(60_000);
  await page.keyboard.type("goose", { delay: 300 });
  const key = await slowest(page);
  await page.close();
  return { long, fits, key };
}

/** The longest time between two frames, from the drop of a large picture until it is shown in small. */
async function dropped() {
  const page = await compose("share-much", "shared");
  await page.evaluate((bytes) => {
    // Noise, as a photo is: nothing on the way can shorten it.
    const noise = new Uint8Array(bytes);
    for (let from = 0; from < bytes; from += 65536) crypto.getRandomValues(noise.subarray(from, Math.min(from + 65536, bytes)));
    window.picture = new File([noise], "geese.jpg", { type: "image/jpeg" });
  }, pictureBytes);
  await rest(page);
  const longest = await page.evaluate(
    () =>
      new Promise((told) => {
        let [before, longest] = [performance.now(), 0];
        let after = 0;
        const frame = () => {
          const now = performance.now();
          longest = Math.max(longest, now - before);
          before = now;
          if (document.querySelector("[data-testid=pictures] img")) after++;
          if (after < 30) requestAnimationFrame(frame);
          else told(longest);
        };
        requestAnimationFrame(() => {
          before = performance.now();
          requestAnimationFrame(frame);
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(window.picture);
          window.dispatchEvent(new DragEvent("dragover", { dataTransfer, cancelable: true }));
          window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
        });
      }),
  );
  await page.close();
  return longest;
}

const measures = { aboveShared, aboveSuggestions, besideAccounts, composed, pasted, dropped };
const only = process.argv.slice(2);
const found = Object.fromEntries(Object.keys(measures).map((name) => [name, []]));
try {
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(measures)) {
      if (only.length > 0 && !only.includes(name)) continue;
      const result = await measure();
      console.log(`${name}: ${JSON.stringify(result)}`);
      found[name].push(result);
    }
  }
} finally {
  await built.stop();
}
const key = (name) => median(found[name].map(({ duration }) => duration));
const ofPaste = (what) => median(found.pasted.map((each) => each[what].duration));
console.log(
  JSON.stringify({
    key_above_shared_ms: key("aboveShared"),
    key_above_suggestions_ms: key("aboveSuggestions"),
    key_beside_accounts_ms: key("besideAccounts"),
    key_composed_ms: key("composed"),
    paste_too_long_ms: ofPaste("long"),
    paste_long_ms: ofPaste("fits"),
    key_in_long_text_ms: ofPaste("key"),
    picture_frame_ms: median(found.dropped),
  }),
);
