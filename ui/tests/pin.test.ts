import axe from "axe-core";
import { page } from "vitest/browser";
import { expect, test } from "vitest";
import type { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { open, phone } from "./open";

/** A sign-in under way, at a network that can show a number to type. */
async function waiting(size?: typeof phone): Promise<Fake> {
  const fake = scenes.waiting();
  const network = fake.state.sign_ins[0]?.network;
  fake.publish({ networks: fake.state.networks.map((each) => (each.id === network ? { ...each, offers_pin: true } : each)) });
  await open(fake, size ? { size } : {});
  return fake;
}

test("the number that the page shows is typed in place of the way back", async () => {
  const fake = await waiting();
  const { id } = fake.state.sign_ins[0]!;
  await page.getByTestId("use-pin").click();
  await expect.element(page.getByTestId("sign-in")).toHaveTextContent("shows a PIN in your browser");
  await expect.element(page.getByTestId("pin")).toHaveFocus();
  await expect.element(page.getByTestId("enter-pin")).toBeDisabled();
  await page.getByTestId("pin").fill("123 4567");
  await page.getByTestId("enter-pin").click();
  expect(fake.calls).toEqual([`use_pin ${id}`, `enter_pin ${id} 123 4567`]);
  await expect.element(page.getByTestId("pin")).not.toBeInTheDocument();
});

test("a number that is none can be typed again", async () => {
  const fake = await waiting();
  await page.getByTestId("use-pin").click();
  fake.failNext = { code: "bad_input", network: null };
  await page.getByTestId("pin").fill("۷");
  await page.getByTestId("enter-pin").click();
  await expect.element(page.getByTestId("error")).toBeVisible();
  await expect.element(page.getByTestId("pin")).toHaveValue("۷");
});

test("most networks show none", async () => {
  await open(scenes.waiting());
  await expect.element(page.getByTestId("copy-link")).toBeVisible();
  await expect.element(page.getByTestId("use-pin")).not.toBeInTheDocument();
});

test.each([undefined, phone])("the question for it meets WCAG 2.2 AA at %o", async (size) => {
  await waiting(size);
  await page.getByTestId("use-pin").click();
  await expect.element(page.getByTestId("pin")).toBeVisible();
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
});
