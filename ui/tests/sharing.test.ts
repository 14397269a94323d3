// The composer: the accounts, the text, its counts and lines, the time, the draft, and Share.
import { page, userEvent } from "vitest/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { club } from "../src/ipc/shared-samples";
import { bareAddress, firstLink } from "../src/text/links";
import { isBlank } from "../src/text/blank";
import { presets, readLocal, zoned } from "../src/text/times";
import { desktop, open, phone, row, zone } from "./open";

const at = (id: string) => page.getByTestId(id);
const shares = (fake: Fake): string[] => fake.calls.filter((call) => call.startsWith("share "));
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function write(scene: keyof typeof scenes, words: string, options: Parameters<typeof open>[1] = {}): Promise<Fake> {
  const fake = await open(scene, options);
  await at("share-something").click();
  await at("share-text").fill(words);
  return fake;
}

beforeAll(() => zone("Europe/London"));
afterAll(() => zone(""));

test("without an account that can share, nothing of sharing is shown", async () => {
  await open("mixed");
  await expect.element(at("what-happened")).toBeVisible();
  for (const id of ["share", "part-shared", "sharing-needs"]) expect(at(id).elements()).toEqual([]);
});

test("the row opens into the composer with the focus in the text, and Escape leads back to the row", async () => {
  await open("share");
  await expect.element(at("share-hint")).toHaveTextContent("Share to Bluesky, Mastodon and X, now or later.");
  await at("share-something").click();
  await expect.element(at("share-text")).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(at("share-something")).toHaveFocus();
  expect(at("share-hint").elements()).toEqual([]);
});

test("the shortcut opens the composer from any tab", async () => {
  await open("share");
  await expect.element(at("share-something")).toBeVisible();
  await at("tab-history").click();
  await userEvent.keyboard("{Control>}n{/Control}");
  await expect.element(at("share-text")).toHaveFocus();
});

test("at first every ready account is chosen, later the set that was shared last", async () => {
  const fake = await write("share", "Hello");
  await expect.element(at("chip-b1")).toHaveAttribute("aria-pressed", "true");
  await at("chip-b1").click();
  await expect.element(at("share-button")).toHaveTextContent("Share to Mastodon");
  await at("share-button").click();
  await at("share-something").click();
  await expect.element(at("chip-b1")).toHaveAttribute("aria-pressed", "false");
  await expect.element(at("chip-m1")).toHaveAttribute("aria-pressed", "true");
  expect(shares(fake)).toHaveLength(1);
});

test("an account that cannot be chosen yet says so when it is pressed", async () => {
  const fake = await open("share");
  fake.publish({ connections: [...fake.state.connections, club] });
  fake.shares.publish();
  await at("share-something").click();
  await at("share-text").fill("Hello");
  await expect.element(at("chip-k1")).toHaveTextContent("not yet");
  (at("chip-k1").element() as HTMLElement).click();
  await expect.element(at("line-cannot")).toHaveTextContent("Gander cannot share to Club yet.");
  await expect.element(at("chip-k1")).toHaveAttribute("aria-pressed", "false");
  await expect.element(at("share-button")).toHaveTextContent("Share to 2");
});

test("X is off at first because it charges, and its price follows the link", async () => {
  await write("share", "Hello");
  await expect.element(at("chip-c5")).toHaveAttribute("aria-pressed", "false");
  expect(at("cost").elements()).toEqual([]);
  await at("chip-c5").click();
  await expect.element(at("cost")).toHaveTextContent("X charges your app about US$0.015.");
  await at("share-text").fill("Hello https://example.org/autumn-report");
  await expect.element(at("cost")).toHaveTextContent("X charges your app about US$0.20.");
});

test("the chips are one stop for Tab, and arrows go between them", async () => {
  await write("share", "Hello");
  expect(at("chips").element().querySelectorAll("[tabindex='0']")).toHaveLength(1);
  (at("chip-b1").element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(at("chip-m1")).toHaveFocus();
  await userEvent.keyboard(" ");
  await expect.element(at("chip-m1")).toHaveAttribute("aria-pressed", "false");
});

test("a count shows near the limit, and the surplus is underlined without splitting an emoji", async () => {
  await write("share", "a".repeat(259));
  await pause(150);
  expect(at("chip-b1").element().textContent).not.toContain("left");
  await at("share-text").fill("a".repeat(262));
  await expect.element(at("chip-b1")).toHaveTextContent("38 left");
  await at("share-text").fill("a".repeat(299) + "👩‍🍳👩‍🍳");
  await expect.element(at("chip-b1")).toHaveTextContent("1 too many");
  await expect.element(at("line-too-long")).toHaveTextContent("Too long for Bluesky by 1. Gander cuts nothing.");
  expect(at("surplus").element().textContent).toBe("👩‍🍳");
  await expect.element(at("live"), { timeout: 3000 }).toHaveTextContent("Bluesky: 1 too many");
});

test("the newest answer of a count wins", async () => {
  const fake = await write("share", "short");
  await expect.poll(() => fake.shares.measured).toContain("short");
  let answer = (): void => {};
  fake.shares.slowMeasure = new Promise((resolve) => (answer = resolve));
  await at("share-text").fill("b".repeat(320));
  await pause(80);
  await at("share-text").fill("short again");
  await expect.poll(() => fake.shares.measured).toContain("short again");
  answer();
  await pause(80);
  expect(at("line-too-long").elements()).toEqual([]);
});

test("a key measures the text that changed, and no other account's own text", async () => {
  const fake = await open("share-twelve");
  await at("share-something").click();
  for (const nth of [0, 1, 2, 3]) {
    await at("own-text").click();
    await at(`own-text-twelve-${nth}`).click();
    await at("share-text").fill(`Own text ${nth}`);
  }
  await at("text-all").click();
  await at("share-text").fill("Geese");
  await expect.poll(() => fake.shares.measured).toContain("Geese");
  await pause(80);
  fake.shares.measured = [];
  await at("share-text").fill("Geese are");
  await expect.poll(() => fake.shares.measured).toEqual(["Geese are"]);
  await pause(80);
  await at("share-text").fill("Geese are back");
  await expect.poll(() => fake.shares.measured).toEqual(["Geese are", "Geese are back"]);
});

test("a text is measured anew once its connection has changed", async () => {
  const fake = await write("share", "Geese");
  const type = (): void => void at("share-text").element().dispatchEvent(new InputEvent("input", { bubbles: true }));
  await expect.poll(() => fake.shares.measured).toContain("Geese");
  fake.shares.measured = ["Geese"];
  type();
  await pause(80);
  expect(fake.shares.measured).toEqual(["Geese"]);
  fake.publish({ connections: fake.state.connections.map((each) => (each.id === "m1" ? { ...each, display_name: "Dana" } : each)) });
  type();
  await expect.poll(() => fake.shares.measured).toEqual(["Geese", "Geese"]);
});

test("a pasted text that no network takes is not added, and the composer says so until the next change", async () => {
  await write("share", "Geese");
  const area = at("share-text").element() as HTMLTextAreaElement;
  const paste = (data: string): boolean => area.dispatchEvent(new InputEvent("beforeinput", { data, inputType: "insertFromPaste", bubbles: true, cancelable: true }));
  area.setSelectionRange(5, 5);
  expect(paste("🦆".repeat(64_996))).toBe(false);
  await expect.element(at("line-overfull")).toHaveTextContent("Gander takes at most 65,000 characters. Nothing was added: shorten the text first.");
  await expect.element(at("live")).toHaveTextContent("Nothing was added");
  expect(area.value).toBe("Geese");
  await at("share-text").fill("Geese are");
  await expect.element(at("line-overfull")).not.toBeInTheDocument();
  area.setSelectionRange(0, 9);
  expect([paste("🦆".repeat(65_000)), paste("a".repeat(65_001))]).toEqual([true, false]);
});

test("a text that is too long stops Share, which leads to the line, and own text solves it", async () => {
  const fake = await write("share", "a".repeat(310));
  await expect.element(at("line-too-long")).toBeVisible();
  await at("share-button").click();
  await expect.element(at("line-too-long")).toHaveFocus();
  expect(shares(fake)).toEqual([]);
  await at("line-own").click();
  await expect.element(at("text-b1")).toHaveAttribute("aria-selected", "true");
  await expect.element(at("share-text")).toHaveFocus();
  await at("share-text").fill("Short for Bluesky");
  await expect.element(at("line-too-long")).not.toBeInTheDocument();
  await at("text-all").click();
  await at("share-text").fill("For all others");
  await at("text-b1").click();
  await expect.element(at("share-text")).toHaveValue("Short for Bluesky");
  await at("own-back").click();
  await expect.element(at("share-text")).toHaveValue("For all others");
});

test("leaving the account out solves it too", async () => {
  await write("share", "a".repeat(310));
  await at("line-leave-out").click();
  await expect.element(at("share-button")).toHaveTextContent("Share to Mastodon");
  await expect.element(at("line-too-long")).not.toBeInTheDocument();
});

test("a text of which nothing is seen is none, and a mark beside a letter is no hindrance", () => {
  for (const unseen of ["", " \n", "\u00a0", "\u200b", "\ufeff", "\u200f\u2067\u2069", "\u202e", "\u3164", "\u2800", "\u00ad", "\ufe0f", "\u{e0020}", "\u0007"]) expect(isBlank(unseen), encodeURI(unseen)).toBe(true);
  for (const seen of ["x", "\u200f\u05d0", "🇪🇺", "❤\ufe0f", "\u0301", "漢", "-"]) expect(isBlank(seen), seen).toBe(false);
});

test("Share is never dead: an empty text and no account stop it with a line", async () => {
  const fake = await open("share");
  await at("share-something").click();
  await at("share-button").click();
  await expect.element(at("line-nothing")).toHaveFocus();
  await at("share-text").fill("\u200b\u202e");
  await at("share-button").click();
  await expect.element(at("line-nothing")).toHaveFocus();
  await at("share-text").fill("Hello");
  await at("chip-b1").click();
  await at("chip-m1").click();
  await expect.element(at("share-button")).toHaveTextContent(/^Share$/);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(at("line-nowhere")).toHaveFocus();
  expect(shares(fake)).toEqual([]);
});

test("a disconnected account waits, and its line offers Reauthorize", async () => {
  const fake = await open("composer");
  await expect.element(at("chip-m1")).toHaveTextContent("waits");
  await expect.element(at("line-disconnected").first()).toHaveTextContent("Mastodon is disconnected. Gander shares there after you reauthorize.");
  await page.getByRole("button", { name: "Reauthorize", exact: true }).click();
  expect(fake.calls).toContain("reauthorize m1");
  await expect.element(at("share-text")).toHaveFocus();
  await at("share-button").click();
  await expect.element(at("result")).toHaveTextContent("Sharing to 4…");
  fake.shares.arrive("waits", "shared", "shared", "shared");
  await expect.element(at("result")).toHaveTextContent("Shared to 3. Mastodon waits.");
  await expect.element(at("live")).toHaveTextContent("Shared to 3. Mastodon waits.");
  await expect.element(row("m1").getByTestId("waits")).toHaveTextContent("1 activity waits for this account.");
});

test("the keys share once, also when they are held", async () => {
  const fake = await write("share", "Hello");
  const press = (repeat: boolean): void => void at("share-text").element().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, repeat, bubbles: true, cancelable: true }));
  press(true);
  await pause(30);
  expect(shares(fake)).toEqual([]);
  press(false);
  press(false);
  await expect.element(at("share-something")).toHaveFocus();
  expect(shares(fake)).toHaveLength(1);
});

test("a failed Share keeps the text", async () => {
  const fake = await write("share", "Hello");
  await expect.element(at("draft-state")).toBeVisible();
  fake.failNext = { code: "storage", network: null };
  await at("share-button").click();
  await expect.element(at("error")).toBeVisible();
  await expect.element(at("share-text")).toHaveValue("Hello");
});

test("a draft is saved once after a pause, and is there again after a reload", async () => {
  const fake = await write("share", "Our autumn report");
  await userEvent.type(at("share-text"), " is out");
  await expect.poll(() => fake.shares.drafts.map(({ text }) => text)).toEqual(["Our autumn report is out"]);
  await open(fake);
  await expect.element(at("share-text")).toHaveValue("Our autumn report is out");
  await at("close-composer").click();
  await expect.element(at("drafts")).toHaveTextContent("Drafts (1)");
  await open(fake);
  await expect.element(at("drafts")).toBeVisible();
  expect(at("share-text").elements()).toEqual([]);
  await at("drafts").click();
  await at("drafts-d1").click();
  await expect.element(at("share-text")).toHaveValue("Our autumn report is out");
});

test("letters typed while a new draft is being saved make no second draft", async () => {
  const fake = await write("share", "");
  let saved = (): void => {};
  fake.slow = new Promise((resolve) => (saved = resolve));
  await at("share-text").fill("One");
  await expect.poll(() => fake.calls).toContain("save_draft new One");
  await at("share-text").fill("One, two");
  await pause(350);
  saved();
  fake.slow = null;
  await expect.poll(() => fake.shares.drafts.map(({ text }) => text)).toEqual(["One, two"]);
});

test("a draft that cannot be saved says why", async () => {
  const fake = await write("share", "");
  fake.failNext = { code: "storage", network: null };
  await at("share-text").fill("Hello");
  await expect.element(page.getByRole("alert")).toHaveTextContent("Draft not saved: the disk is full. Keep Gander open.");
});

test("Discard acts at once and can be undone", async () => {
  const fake = await write("share", "Hello");
  await expect.poll(() => fake.shares.drafts).toHaveLength(1);
  await at("discard").click();
  await expect.element(at("discarded")).toHaveTextContent("Draft discarded");
  await expect.poll(() => fake.shares.drafts).toEqual([]);
  await at("undo-discard").click();
  await expect.element(at("share-text")).toHaveValue("Hello");
  await expect.poll(() => fake.shares.drafts).toHaveLength(1);
});

test("a plan names its time, its late rule and what it needs", async () => {
  const fake = await write("share", "Hello");
  await at("when").selectOptions("tomorrow");
  await expect.element(at("share-button")).toHaveTextContent(/^Plan for \w{3},? /);
  await expect.element(at("line-running")).toHaveTextContent("Gander must be running then.");
  await at("line-turn-on").click();
  await expect.element(at("line-running")).not.toBeInTheDocument();
  await at("late").selectOptions("ask");
  await at("share-button").click();
  await expect.element(at("result")).toHaveTextContent(/^Planned for /);
  expect(shares(fake)[0]).toMatch(/^share (?:new|d\d+) b1,m1 \d{4}-\d\d-\d\dT09:00:00[+-]\d\d:\d\d ask$/);
  await expect.element(at("coming-up")).toHaveTextContent("Hello");
});

test("a time that has passed stops Share", async () => {
  await write("share", "Hello");
  await at("when").selectOptions("choose");
  await expect.element(at("chosen")).toHaveFocus();
  await at("chosen").fill("2020-01-01T09:00");
  await at("share-button").click();
  await expect.element(at("line-past")).toHaveFocus();
});

test("the presets hide what has passed, and tell Monday from tomorrow", () => {
  const on = (iso: string): string[] => presets(new Date(iso).getTime()).map(({ id }) => id);
  expect(on("2026-11-24T10:00")).toEqual(["now", "hour", "evening", "tomorrow", "monday", "choose"]);
  expect(on("2026-11-24T18:30")).not.toContain("evening");
  expect(on("2026-11-22T10:00")).not.toContain("monday");
  const monday = presets(new Date("2026-11-23T10:00").getTime()).find(({ id }) => id === "monday")!;
  expect(zoned(monday.at!)).toBe("2026-11-30T09:00:00+00:00");
});

test("an hour that the clocks skip or repeat is read as Gander says", async () => {
  expect(zoned(readLocal("2027-03-28T01:30")!.at)).toBe("2027-03-28T02:00:00+01:00");
  expect(readLocal("2027-03-28T01:30")!.twist).toBe("skipped");
  expect(zoned(readLocal("2027-10-31T01:30")!.at)).toBe("2027-10-31T01:30:00+01:00");
  expect(readLocal("2027-10-31T01:30")!.twist).toBe("twice");
  expect(readLocal("2027-06-01T01:30")!.twist).toBeNull();
  await write("share", "Hello");
  await at("when").selectOptions("choose");
  await at("chosen").fill("2027-03-28T01:30");
  await expect.element(at("line-skipped")).toHaveTextContent(/Clocks skip 0?1:30 that day. Gander shares at 0?2:00./);
});

test("the first link of the text is told, and only its card can be removed", async () => {
  const fake = await write("share", "Read https://example.org/autumn-report. Thanks");
  await expect.element(at("link-card")).toHaveTextContent("Bread, mornings and the price of butter");
  await expect.element(at("link-card")).toHaveTextContent("example.org · Bluesky shows this card.");
  await expect.poll(() => fake.shares.drafts[0]?.link).toBe("https://example.org/autumn-report");
  await at("drop-link").click();
  await expect.element(at("link-card")).not.toBeInTheDocument();
  await expect.poll(() => fake.shares.drafts[0]?.link).toBeNull();
  await expect.element(at("share-text")).toHaveValue("Read https://example.org/autumn-report. Thanks");
});

test("a bare address becomes https where the person sees it", async () => {
  await write("share", "example.org/report is here");
  await expect.element(at("share-text")).toHaveValue("https://example.org/report is here");
  await at("share-text").fill("Hello");
  await at("add-link").click();
  await expect.element(at("link-field")).toHaveFocus();
  await at("link-field").fill("example.org");
  await userEvent.keyboard("{Tab}");
  await expect.element(at("link-field")).toHaveValue("https://example.org");
});

test("only addresses are taken for links", () => {
  expect(firstLink("See (https://example.org/a_(b)), then")).toBe("https://example.org/a_(b)");
  expect(firstLink("and/or e.g./i.e. nothing")).toBeNull();
  expect(bareAddress("Look at news.example.org/a!", -1)).toEqual({ at: 8, length: 18 });
  expect(bareAddress("Look at news.example.org/a", 20)).toBeNull();
  expect(bareAddress("file.txt, 3.5/4 and so on", -1)).toBeNull();
});

test("the same text at the same account within a week is told, and goes all the same", async () => {
  const fake = await write("shared", scenes.shared().shares.activities[0]!.text);
  await expect.element(at("line-twin").first()).toHaveTextContent(/^You shared this to \w+ on .+ may not take it again\.$/);
  await at("share-button").click();
  await expect.poll(() => shares(fake)).toHaveLength(1);
});

test("a name at several networks is told", async () => {
  await write("share", "Thanks to @dana for the pictures");
  await expect.element(at("line-mention")).toHaveTextContent("@dana may be someone else on each network.");
});

test("what is on its way can be stopped, and only what has not left", async () => {
  const fake = await open("composer");
  await at("share-button").click();
  await at("stop").click();
  expect(fake.calls.filter((call) => call.startsWith("settle_post"))).toEqual(["settle_post a1-m1 cancel"]);
});

test("Escape closes a menu first, then the composer", async () => {
  await write("share", "Hello");
  await at("own-text").click();
  await expect.element(at("own-text-b1")).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(at("own-text")).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(at("share-something")).toHaveFocus();
});

test("on a phone the composer is a sheet, the system's back closes it, and its draft stays", async () => {
  const fake = await write("share", "Hello", { size: phone });
  await expect.element(at("composer-sheet")).toBeVisible();
  await expect.element(at("share-accounts")).toHaveTextContent("To 2");
  await expect.poll(() => fake.shares.drafts).toHaveLength(1);
  history.back();
  await expect.element(at("composer-sheet")).not.toBeInTheDocument();
  await expect.element(at("drafts")).toHaveTextContent("Drafts (1)");
});

test("on a phone the row comes first and healthy accounts are folded; targets are large", async () => {
  await open("needs-you", { size: phone });
  await expect.element(at("need-show")).toBeVisible();
  const top = (id: string): number => at(id).element().getBoundingClientRect().top;
  expect([top("share") < top("social-accounts"), top("social-accounts") < top("sharing-needs"), top("sharing-needs") < top("part-coming")]).toEqual([true, true, true]);
  expect(at("row-b1").elements()).toEqual([]);
  await at("show-all").click();
  await expect.element(at("row-b1")).toBeVisible();
  for (const each of document.querySelectorAll<HTMLElement>("[data-testid=sharing-needs] button, [role=tab], [data-testid=share] button")) expect(each.getBoundingClientRect().height, each.outerHTML).toBeGreaterThanOrEqual(44);
});

test("with every account cut, all are chosen and wait", async () => {
  await open("sharing-cut");
  await at("share-something").click();
  await expect.element(at("share-button")).toHaveTextContent("Share to 2");
  expect(at("chips").element().textContent.match(/waits/g)).toHaveLength(2);
});

test("without an account that can share, drafts stay in reach and nothing else is offered", async () => {
  await open("sharing-gone", { size: desktop });
  await expect.element(at("drafts")).toHaveTextContent("Drafts (2)");
  expect(at("share-something").elements()).toEqual([]);
  await at("drafts").click();
  await at("drafts-d1").click();
  await expect.element(at("share-text")).toHaveValue("Rye or wheat? A poll");
});

test("without any account the invitation stands first, and drafts and posts stay in reach", async () => {
  await open("sharing-left");
  await expect.element(at("drafts")).toHaveTextContent("Drafts (2)");
  await expect.element(at("shared")).toHaveTextContent("Thank you for a good October");
  expect(document.querySelectorAll("h1")).toHaveLength(1);
  expect(at("share-something").elements()).toEqual([]);
  expect(at("coming-up").elements()).toEqual([]);
});
