import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { open } from "./open";

test("keys lead to the tabs, the settings and the search, and ask all networks again", async () => {
  const fake = await open("twelve");
  await userEvent.keyboard("{Control>}2{/Control}");
  await expect.element(page.getByTestId("history")).toBeVisible();
  await userEvent.keyboard("{Control>}3{/Control}");
  await expect.element(page.getByTestId("policies")).toBeVisible();
  await userEvent.keyboard("{Control>},{/Control}");
  await expect.element(page.getByTestId("settings")).toBeVisible();
  await userEvent.keyboard("{Control>},{/Control}");
  await expect.element(page.getByTestId("settings")).not.toBeInTheDocument();
  await userEvent.keyboard("{Control>}f{/Control}");
  await expect.element(page.getByTestId("find")).toHaveFocus();
  await expect.element(page.getByTestId("policies")).not.toBeInTheDocument();
  expect(fake.calls).toEqual([]);
  await userEvent.keyboard("{Control>}r{/Control}");
  await expect.poll(() => fake.calls).toEqual(["check all"]);
  await userEvent.keyboard("{Control>}2{/Control}");
  await userEvent.keyboard("{Control>}1{/Control}");
  await expect.element(page.getByTestId("history")).not.toBeInTheDocument();
});

test("letters without the key that makes a shortcut, or with another beside it, are letters", async () => {
  const fake = await open("twelve");
  await page.getByTestId("find").click();
  await userEvent.keyboard("rf2,");
  await userEvent.keyboard("{Control>}{Shift>}R{/Shift}{/Control}");
  await expect.element(page.getByTestId("find")).toHaveValue("rf2,");
  expect(fake.calls).toEqual([]);
  expect(page.getByTestId("history").elements()).toEqual([]);
});

test("a question has the keys for itself", async () => {
  const fake = await open("mixed");
  await page.getByTestId("row-head").first().click();
  await page.getByTestId("disconnect").click();
  await userEvent.keyboard("{Control>}2{/Control}{Control>}r{/Control}");
  await expect.element(page.getByTestId("disconnect-dialog")).toBeVisible();
  expect(page.getByTestId("history").elements()).toEqual([]);
  expect(fake.calls).toEqual([]);
});

test("the tabs tell their keys", async () => {
  await open("mixed");
  await expect.element(page.getByTestId("tab-history")).toHaveAttribute("aria-keyshortcuts", "Control+2");
  await expect.element(page.getByTestId("cog")).toHaveAttribute("title", "Settings (Ctrl+,)");
});
