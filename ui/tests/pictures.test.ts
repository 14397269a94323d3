// Pictures, link cards, pages and prices in the composer.
import { page, userEvent } from "vitest/browser";
import { afterEach, expect, test } from "vitest";
import axe from "axe-core";
import { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { desktop, open, phone } from "./open";

const at = (id: string) => page.getByTestId(id);
const file = (size: number, type = "image/png"): File => new File([new Uint8Array(size)], `${size}.png`, { type });
const shared = (fake: Fake): string[] => fake.shares.activities[0]?.pictures.map(({ hash, description }) => `${hash} ${description}`) ?? [];

async function write(words: string, prepare: (fake: Fake) => void = () => {}, size = desktop): Promise<Fake> {
  const fake = scenes.share();
  localStorage.clear();
  prepare(fake);
  await open(fake, { size });
  await at("share-something").click();
  await at("share-text").fill(words);
  return fake;
}

/** Hands files to the composer as a drop on the window does. */
function drop(...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const each of files) dataTransfer.items.add(each);
  window.dispatchEvent(new DragEvent("dragover", { dataTransfer, cancelable: true }));
  window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
}

afterEach(() => localStorage.clear());

test("dropped pictures are described with Enter, moved with Alt and an arrow, and shared in their order", async () => {
  const fake = await write("Look");
  drop(file(1), file(2), file(3));
  await expect.element(at("describe-2")).toBeVisible();
  await expect.element(at("line-undescribed")).toHaveTextContent("3 pictures have no description.");
  await at("describe-0").fill("One");
  await userEvent.keyboard("{Enter}");
  await expect.element(at("describe-1")).toHaveFocus();
  await userEvent.keyboard("Two{Alt>}{ArrowRight}{/Alt}");
  await expect.element(at("describe-2")).toHaveFocus();
  await expect.element(at("describe-2")).toHaveValue("Two");
  await expect.element(at("line-undescribed")).toHaveTextContent("1 picture has no description.");
  await at("share-button").click();
  await expect.poll(() => shared(fake)).toEqual(["picture-1 One", "picture-3 ", "picture-2 Two"]);
});

test("while pictures are uploaded, the account's line says which one of how many", async () => {
  const fake = await write("Look");
  await at("share-button").click();
  const uploading = (place: number | null): void => {
    const [newest, ...rest] = fake.shares.activities;
    const posts = newest!.posts.map((post, nth) => (nth === 0 ? { ...post, uploading: place === null ? null : { picture: place, of: 3 } } : post));
    fake.shares.publish({ activities: [{ ...newest!, posts }, ...rest] });
  };
  await expect.poll(() => fake.shares.activities.length).toBeGreaterThan(0);
  const line = at(`post-${fake.shares.activities[0]!.posts[0]!.id}`);
  for (const place of [1, 2, 3]) {
    uploading(place);
    await expect.element(line).toHaveTextContent(`Uploading picture ${place} of 3`);
  }
  uploading(null);
  await expect.element(line).toHaveTextContent("Sharing…");
});

test("a pasted picture attaches, and pasted text stays text", async () => {
  await write("Look");
  const area = at("share-text").element() as HTMLTextAreaElement;
  area.focus();
  const clipboardData = new DataTransfer();
  clipboardData.items.add(file(7));
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  await expect.element(at("describe-0")).toBeVisible();
  const words = new DataTransfer();
  words.setData("text/plain", "words");
  const pasted = new ClipboardEvent("paste", { clipboardData: words, bubbles: true, cancelable: true });
  area.dispatchEvent(pasted);
  expect(pasted.defaultPrevented).toBe(false);
});

test("a removed picture hands its focus on, and the same file may be added again", async () => {
  await write("Look");
  drop(file(1), file(2));
  await expect.element(at("describe-1")).toBeVisible();
  await at("remove-picture-0").click();
  await expect.element(at("describe-0")).toHaveFocus();
  await at("remove-picture-0").click();
  await expect.element(at("share-text")).toHaveFocus();
  expect(at("pictures").elements()).toEqual([]);
  drop(file(1), file(1));
  await expect.element(at("describe-0")).toBeVisible();
  expect(at("describe-1").elements()).toEqual([]);
});

test("a file that is no picture says why, and the next one takes the sentence away", async () => {
  await write("Look", (fake) => (fake.shares.trouble = "video"));
  drop(file(1, "video/mp4"));
  await expect.element(at("line-picture-video")).toHaveTextContent("Gander cannot share videos yet.");
  drop(file(2));
  await expect.element(at("describe-0")).toBeVisible();
  expect(at("line-picture-video").elements()).toEqual([]);
});

test("too many pictures stop Share, and leaving the account out solves it", async () => {
  const fake = await write("Look");
  drop(file(1), file(2), file(3), file(4), file(5));
  await expect.element(at("chip-b1")).toHaveTextContent("4 pictures at most");
  await at("share-button").click();
  await expect.element(at("line-too_many_pictures").first()).toHaveFocus();
  expect(fake.shares.activities).toEqual([]);
  await at("line-leave-out").first().click();
  await expect.element(at("chip-b1")).toHaveAttribute("aria-pressed", "false");
});

test("a draft keeps its pictures, also when it is opened again", async () => {
  const fake = await write("Look");
  drop(file(4));
  await at("describe-0").fill("Geese");
  await expect.poll(() => fake.shares.drafts[0]?.pictures[0]?.description).toBe("Geese");
  await open(fake);
  await expect.element(at("describe-0")).toHaveValue("Geese");
});

test("a missing permission for pictures stops nothing, and the post waits until it is allowed", async () => {
  const fake = await write("Look", (fake) => fake.shares.forbidding.add("mastodon"));
  drop(file(1));
  await expect.element(at("chip-m1")).toHaveTextContent("needs permission");
  await expect.element(at("line-needs_permission")).toHaveTextContent("Mastodon has not allowed Gander to share pictures.");
  expect(at("line-needs_permission").element().hasAttribute("data-stops")).toBe(false);
  await expect.element(at("line-allow")).toHaveTextContent("Allow");
  await at("share-button").click();
  await expect.poll(() => fake.shares.activities[0]?.posts.map(({ target, state, needsPermission }) => [target, state, needsPermission])).toContainEqual(["m1", "waits", true]);
  await expect.element(at("need-waits-m1")).toHaveTextContent("1 activity waits for Mastodon");
  await expect.element(at("need-waits-m1").getByTestId("need-reauthorize")).toHaveTextContent("Allow");
});

test("the card of a link is shown, and a link without one is shared all the same", async () => {
  const card = { title: "Geese are back", description: "On the lake", host: "news.example", picture: null };
  await write("", (fake) => (fake.shares.cards["https://news.example/a"] = card));
  await at("share-text").fill("See https://news.example/a");
  await expect.element(at("card-text")).toHaveTextContent("Geese are back");
  await expect.element(at("card-text")).toHaveTextContent("Bluesky shows this card. Others make their own.");
  drop(file(1));
  await expect.element(at("link-card")).toHaveTextContent("With pictures, Bluesky shows no card. The link stays.");
  await at("remove-picture-0").click();
  await at("share-text").fill("See https://news.example/other");
  await expect.element(at("link-card")).toHaveTextContent("No card could be made. The link is shared all the same.");
});

test("pages are off at first, and one that is lost cannot be chosen", async () => {
  const pages = [{ id: "1", name: "Reyes Bakery" }, { id: "2", name: "Goose Garden", isLost: true }];
  const fake = await write("Look", (fake) => (fake.shares.pages["m1"] = pages));
  await expect.element(at("chip-m1/1")).toHaveAttribute("aria-pressed", "false");
  await expect.element(at("chip-m1/2")).toHaveTextContent("not yours now");
  (at("chip-m1/2").element() as HTMLElement).click();
  await expect.element(at("line-lost")).toHaveTextContent("Your account may no longer act for");
  await at("chip-m1/1").click();
  await at("share-button").click();
  await expect.poll(() => fake.shares.activities[0]?.posts.map(({ target }) => target)).toEqual(["b1", "m1/1"]);
});

test("a network that charges is off at first, and says what the post costs", async () => {
  await write("Look", (fake) => (fake.shares.costs["mastodon"] = { amount: "0.015", currency: "USD" }));
  await expect.element(at("chip-m1")).toHaveAttribute("aria-pressed", "false");
  await at("chip-m1").click();
  await expect.element(at("cost")).toHaveTextContent("Mastodon charges your app about US$0.015.");
});

test("pictures, a card and a price have no accessibility problems, on a desktop and on a phone", async () => {
  const card = { title: "Geese are back", description: "On the lake", host: "news.example", picture: "picture-1" };
  for (const size of [desktop, phone]) {
    await write("", (fake) => {
      fake.shares.cards["https://news.example/a"] = card;
      fake.shares.costs["mastodon"] = { amount: "0.20", currency: "USD" };
    }, size);
    await at("share-text").fill("See https://news.example/a");
    await expect.element(at("card-text")).toBeVisible();
    drop(file(1), file(2));
    await expect.element(at("describe-1")).toBeVisible();
    const { violations } = await axe.run(document.body, { resultTypes: ["violations"] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  }
});
