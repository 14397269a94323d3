// Preview: the draft as each network will show it, in place of the editor.
import axe from "axe-core";
import { page } from "vitest/browser";
import { expect, test } from "vitest";
import type { Fake } from "../src/ipc/fake";
import { pieces } from "../src/text/links";
import { desktop, open, phone, scheme } from "./open";

const at = (id: string) => page.getByTestId(id);
const button = () => at("preview-button");
const report = "https://example.org/autumn-report";

async function write(words: string): Promise<Fake> {
  const fake = await open("share");
  await at("share-something").click();
  await at("share-text").fill(words);
  return fake;
}

function drop(...sizes: number[]): void {
  const dataTransfer = new DataTransfer();
  for (const size of sizes) dataTransfer.items.add(new File([new Uint8Array(size)], "picture.png", { type: "image/png" }));
  window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
}

test("Preview takes the place of the editor, and the same button brings it back", async () => {
  await write("Geese are back");
  await expect.element(button()).toHaveAttribute("aria-pressed", "false");
  await button().click();
  await expect.element(button()).toHaveAttribute("aria-pressed", "true");
  await expect.element(at("preview-b1")).toHaveTextContent("Bluesky @dana.example Geese are back");
  expect(at("share-text").elements()).toEqual([]);
  await expect.element(at("share-button")).toHaveTextContent("Share to 2");
  await button().click();
  await expect.element(at("share-text")).toHaveValue("Geese are back");
  expect(at("preview").elements()).toEqual([]);
});

test("an empty draft has no preview and says so", async () => {
  await write("");
  await button().click();
  await expect.element(at("preview")).toHaveTextContent("Write something first.");
});

test("accounts at one network share a rendering, and an own text has another", async () => {
  await open("share-twelve");
  await at("share-something").click();
  await at("share-text").fill("For all");
  await button().click();
  await expect.poll(() => at("preview").element().querySelectorAll("li")).toHaveLength(2);
  await button().click();
  await at("own-text").click();
  await at("own-text-twelve-2").click();
  await at("share-text").fill("Only here");
  await button().click();
  await expect.element(at("preview-twelve-2")).toHaveTextContent("Own text Only here");
  expect(at("preview").element().querySelectorAll("li")).toHaveLength(3);
  expect(at("preview-twelve-0").element().textContent).toContain("For all");
  await at("chip-twelve-2").click();
  await expect.poll(() => at("preview").element().querySelectorAll("li")).toHaveLength(2);
});

test("an account to which the person shares by hand says so", async () => {
  await write("Geese are back");
  await at("chip-t1").click();
  await button().click();
  await expect.element(at("preview-t1")).toHaveTextContent("you share it Geese are back");
});

test("the surplus is marked where a network takes no more", async () => {
  await write("a".repeat(299) + "👩‍🍳👩‍🍳");
  await expect.element(at("line-too-long")).toBeVisible();
  await button().click();
  await expect.element(at("preview-b1")).toHaveTextContent("1 too many");
  expect(at("preview-surplus").elements().map(({ textContent }) => textContent)).toEqual(["👩‍🍳"]);
});

test("a line's Leave out keeps the preview, and Own text leads to the text", async () => {
  await write("a".repeat(310));
  await expect.element(at("line-too-long")).toBeVisible();
  await button().click();
  await at("line-own").click();
  await expect.element(at("share-text")).toHaveFocus();
  await at("own-back").click();
  await button().click();
  await at("line-leave-out").click();
  await expect.element(button()).toHaveFocus();
  await expect.element(at("preview-m1")).toBeVisible();
  expect(at("preview-b1").elements()).toEqual([]);
});

test("Bluesky shows the card, and Mastodon makes its own", async () => {
  await write(`See ${report}`);
  await expect.element(at("card-text")).toBeVisible();
  await button().click();
  await expect.element(at("preview-b1").getByTestId("preview-card")).toHaveTextContent("Bread, mornings and the price of butter");
  await expect.element(at("preview-b1").getByTestId("preview-card")).toHaveTextContent("example.org");
  await expect.element(at("preview-m1")).toHaveTextContent("Mastodon makes its own card.");
});

test("a link of its own field stands under the text where the network has no place for it", async () => {
  await write("Read this");
  await at("add-link").click();
  await at("link-field").fill("https://example.org/other");
  await button().click();
  await expect.poll(() => at("preview-m1").element().querySelector(".text")?.textContent).toBe("Read this\n\nhttps://example.org/other");
  expect(at("preview-b1").element().querySelector(".text")?.textContent).toBe("Read this");
});

test("pictures come with their descriptions, and a missing one is named", async () => {
  await write("Look");
  drop(1, 2);
  await at("describe-0").fill("The oven at six");
  await button().click();
  await expect.element(at("preview-b1")).toHaveTextContent("The oven at six");
  await expect.element(at("preview-b1")).toHaveTextContent("No description");
  await expect.poll(() => at("preview-b1").element().querySelectorAll("img")).toHaveLength(2);
});

test("a text falls into its links and its surplus", () => {
  const of = (...args: Parameters<typeof pieces>): string[] => pieces(...args).map(({ words, isLink, isOver }) => `${isLink ? "link" : isOver ? "over" : "plain"} ${words}`);
  expect(of(`See ${report} now`, null)).toEqual(["plain See ", `link ${report}`, "plain  now"]);
  expect(of("0123456789", 4)).toEqual(["plain 0123", "over 456789"]);
  expect(of("0123", 9)).toEqual(["plain 0123"]);
  expect(of("", null)).toEqual([]);
});

test("Preview has no accessibility problems, in any of its themes, sizes and directions", async () => {
  for (const [size, theme, language] of [[desktop, "light", "en-GB"], [desktop, "dark", "ar"], [phone, "light", "ar"], [phone, "dark", "de"]] as const) {
    await scheme(theme);
    await open("share", { size, language });
    await at("share-something").click();
    await at("share-text").fill(`${"a".repeat(310)} ${report}`);
    drop(1);
    await expect.element(at("describe-0")).toBeVisible();
    await button().click();
    await expect.element(at("preview-surplus").first()).toBeVisible();
    const { violations } = await axe.run(document.body, { resultTypes: ["violations"] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  }
  await scheme("light");
});
