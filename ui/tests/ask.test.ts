import axe from "axe-core";
import { page } from "vitest/browser";
import { expect, test } from "vitest";
import type { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { open, phone } from "./open";

/** Opens the question of a network whose handles lead to the person's own server. */
async function asked(size?: typeof phone): Promise<Fake> {
  const fake = scenes.mixed();
  fake.publish({ networks: fake.state.networks.map((each) => (each.id === "bluesky" ? { ...each, asks: "handle" as const } : each)) });
  await open(fake, size ? { size } : {});
  await page.getByTestId("add-network").first().click();
  await page.getByTestId("connect-bluesky").click();
  return fake;
}

test("a name is enough", async () => {
  const fake = await asked();
  await page.getByTestId("ask-at").fill("dana.bsky.social");
  await page.getByTestId("ask-begin").click();
  expect(fake.calls).toEqual(["connect bluesky dana.bsky.social"]);
  await expect.element(page.getByTestId("ask-dialog")).not.toBeInTheDocument();
});

test("an app password goes along, and nothing else in its place", async () => {
  const fake = await asked();
  await page.getByTestId("ask-at").fill("dana.bsky.social");
  await page.getByTestId("ask-with-password").click();
  await page.getByTestId("ask-begin").click();
  await expect.element(page.getByTestId("ask-password")).toHaveFocus();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Fill this in first.");
  await page.getByTestId("ask-password").fill("my own password");
  await page.getByTestId("ask-begin").click();
  await expect.element(page.getByRole("alert")).toHaveTextContent(/^That is not an app password/);
  await expect.element(page.getByTestId("ask-password")).toHaveAttribute("aria-invalid", "true");
  expect(fake.calls).toEqual([]);
  await page.getByTestId("ask-password").fill(" abcd-efgh-ijkl-mnop ");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  await page.getByTestId("ask-begin").click();
  expect(fake.calls).toEqual(["connect bluesky dana.bsky.social abcd-efgh-ijkl-mnop"]);
});

test("without a name it says what is missing, and where", async () => {
  const fake = await asked();
  await page.getByTestId("ask-begin").click();
  await expect.element(page.getByTestId("ask-at")).toHaveFocus();
  await expect.element(page.getByLabelText("Your handle on Bluesky")).toHaveAccessibleDescription(/^Such as dana\.bsky\.social Fill this in first\.$/);
  expect(fake.calls).toEqual([]);
});

test("a password that is hidden again does not go along", async () => {
  const fake = await asked();
  await page.getByTestId("ask-at").fill("dana.bsky.social");
  await page.getByTestId("ask-with-password").click();
  await page.getByTestId("ask-password").fill("abcd-efgh-ijkl-mnop");
  await page.getByTestId("ask-with-password").click();
  await page.getByTestId("ask-begin").click();
  expect(fake.calls).toEqual(["connect bluesky dana.bsky.social"]);
});

test.each([undefined, phone])("the question meets WCAG 2.2 AA at %o", async (size) => {
  await asked(size);
  await page.getByTestId("ask-with-password").click();
  await page.getByTestId("ask-at").fill("dana.bsky.social");
  await page.getByTestId("ask-password").fill("not one");
  await page.getByTestId("ask-begin").click();
  await Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).map((each) => each.finished));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
});
