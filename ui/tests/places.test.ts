// A post may go to a place inside its network: a community of Reddit, a board of Pinterest.
import { page } from "vitest/browser";
import axe from "axe-core";
import { expect, test } from "vitest";
import { Fake } from "../src/ipc/fake";
import { state } from "../src/ipc/samples";
import { blue, pins, talk } from "../src/ipc/shared-samples";
import { communityOf } from "../src/state/places.svelte";
import { open, phone } from "./open";

const at = (id: string) => page.getByTestId(id);
const boards = [{ id: "301", name: "Bread" }, { id: "302", name: "Geese" }];

async function write(accounts: Parameters<typeof state>[0], words = "Geese are back", fresh = true): Promise<Fake> {
  if (fresh) localStorage.clear();
  const fake = new Fake(state(accounts));
  fake.shares.isOn = true;
  fake.shares.pages = { i1: boards };
  await open(fake);
  await at("share-something").click();
  await at("share-text").fill(words);
  return fake;
}

const posts = (fake: Fake) => fake.shares.activities[0]!.posts;

test("a community is read in each way that people write it", () => {
  for (const typed of ["geese", "Geese", " r/geese ", "/r/Geese/", "https://www.reddit.com/r/geese/", "https://old.reddit.com/r/geese/comments/abc1/news/?sort=new", "reddit.com/r/geese"]) {
    expect(communityOf(typed, "@dana_r"), typed).toBe("geese");
  }
  for (const own of ["u/dana_r", "user/Dana_R", "r/u_dana_r", "https://www.reddit.com/user/dana_r/"]) expect(communityOf(own, "@dana_r"), own).toBe("");
  expect(communityOf("r/de", "@dana_r")).toBe("de");
  for (const wrong of ["", "r/", "x", "d1", "_geese", "two words", "gänse", "r/geese-x", "../a", "u/other", "all", "https://example.org/r/geese", "https://notreddit.com/r/geese", "a".repeat(22)]) {
    expect(communityOf(wrong, "@dana_r"), wrong).toBe(null);
  }
});

test("an account without a community is off at first, stops Share, and the line leads to the field", async () => {
  const fake = await write([blue, talk]);
  await expect.element(at("chip-r1")).toHaveAttribute("aria-pressed", "false");
  await at("chip-r1").click();
  await expect.element(at("chip-r1")).toHaveTextContent("choose a community");
  await at("share-button").click();
  await expect.element(at("line-choose-community")).toHaveFocus();
  expect(fake.shares.activities).toEqual([]);
  await at("line-place").click();
  await expect.element(at("place")).toHaveFocus();
  await at("place").fill("https://www.reddit.com/r/Geese/");
  expect(at("line-choose-community").elements()).toEqual([]);
  await at("share-button").click();
  await expect.poll(() => posts(fake).map(({ target, place, title }) => [target, place, title])).toEqual([["b1", null, null], ["r1/geese", "r/geese", null]]);
});

test("a name that no community has stops Share, and the own profile is a choice", async () => {
  const fake = await write([talk]);
  // With one account alone it is chosen already.
  if ((await at("chip-r1").element().getAttribute("aria-pressed")) !== "true") await at("chip-r1").click();
  await at("text-r1").click();
  await at("place").fill("two words");
  await expect.element(at("line-bad-community")).toBeVisible();
  await expect.element(at("chip-r1")).toHaveTextContent("not a community name");
  await at("place-profile").click();
  await expect.element(at("place-profile")).toHaveAttribute("aria-pressed", "true");
  await at("share-button").click();
  await expect.poll(() => posts(fake).map(({ target, place }) => [target, place])).toEqual([["r1", null]]);
});

test("the title is the first line, until the person writes another, and is counted", async () => {
  const fake = await write([talk], "Geese are back\n\nAll of them.");
  if ((await at("chip-r1").element().getAttribute("aria-pressed")) !== "true") await at("chip-r1").click();
  await at("text-r1").click();
  await at("place").fill("r/geese");
  await expect.element(at("title")).toHaveValue("Geese are back");
  await at("title").fill("x".repeat(302));
  await expect.element(at("title-left")).toHaveTextContent("2 too many");
  await expect.element(at("line-title-long")).toBeVisible();
  await at("line-place").click();
  await expect.element(at("title")).toHaveFocus();
  await at("title").fill("x".repeat(290));
  await expect.element(at("title-left")).toHaveTextContent("10 left");
  await at("title").fill("");
  await at("share-text").click();
  await expect.element(at("title")).toHaveValue("Geese are back");
  await at("title").fill("Honk");
  await at("share-button").click();
  await expect.poll(() => posts(fake).map(({ title, own }) => [title, own])).toEqual([["Honk", null]]);
});

test("a board is chosen from those that Gander holds", async () => {
  const fake = await write([blue, pins]);
  await at("picture-files").upload(new File([new Uint8Array(9)], "goose.png", { type: "image/png" }));
  await at("chip-i1").click();
  await expect.element(at("chip-i1")).toHaveTextContent("choose a board");
  await at("line-place").click();
  await expect.element(at("place")).toHaveFocus();
  await at("place").selectOptions("302");
  expect(at("line-choose-board").elements()).toEqual([]);
  await at("share-button").click();
  await expect.poll(() => posts(fake).map(({ target, place }) => [target, place])).toEqual([["b1", null], ["i1/302", "Geese"]]);
});

test("the last place is remembered for the account", async () => {
  const fake = await write([talk]);
  if ((await at("chip-r1").element().getAttribute("aria-pressed")) !== "true") await at("chip-r1").click();
  await at("text-r1").click();
  await at("place").fill("r/geese");
  await at("share-button").click();
  await expect.poll(() => posts(fake).length).toBe(1);
  await write([talk], "More geese", false);
  await expect.element(at("chip-r1")).toHaveAttribute("aria-pressed", "true");
  await expect.element(at("chip-r1")).not.toHaveTextContent("choose");
  await at("text-r1").click();
  await expect.element(at("place")).toHaveValue("geese");
});

test("a draft keeps the community and the title, also one that is not whole yet", async () => {
  const fake = await write([blue, talk]);
  await at("chip-r1").click();
  await at("text-r1").click();
  await at("place").fill("r/ge ese");
  await at("title").fill("Honk");
  await expect.poll(() => fake.shares.drafts[0]?.titles).toEqual({ "r1/r/ge ese": "Honk" });
  await at("close-composer").click();
  await at("drafts").click();
  await page.getByRole("menuitem").first().click();
  await at("text-r1").click();
  await expect.element(at("place")).toHaveValue("r/ge ese");
  await expect.element(at("title")).toHaveValue("Honk");
});

test("Edit of a refused post leads to the place, and another one shares it", async () => {
  const fake = await write([blue, talk]);
  await at("chip-r1").click();
  await at("text-r1").click();
  await at("place").fill("r/oldgeese");
  await at("share-button").click();
  await expect.poll(() => posts(fake).length).toBe(2);
  fake.shares.arrive("shared", "refused");
  await at("need-edit").first().click();
  await expect.element(at("place")).toHaveFocus();
  await expect.element(at("place")).toHaveValue("oldgeese");
  await at("place").fill("r/geese");
  await at("share-button").click();
  await expect.poll(() => posts(fake).map(({ target, state }) => [target, state])).toEqual([["b1", "shared"], ["r1/oldgeese", "cancelled"], ["r1/geese", "sharing"]]);
});

test.for(["en-GB", "ar"])("the fields fit on a phone and meet WCAG 2.2 AA: %s", async (language) => {
  localStorage.clear();
  const fake = new Fake(state([talk]));
  fake.shares.isOn = true;
  await open(fake, { size: phone, language });
  await at("share-something").click();
  await at("share-text").fill("Geese are back");
  await expect.poll(() => document.querySelector("[data-testid=text-r1]")).not.toBe(null);
  await at("text-r1").click();
  await at("share-button").click();
  const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(phone.width);
});
