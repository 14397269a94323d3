import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { open } from "./open";

test("a row names what the person did not allow, and offers to sign in again", async () => {
  await open("missing");
  const row = page.getByTestId("row-c2");
  await expect.element(row.getByTestId("status")).toHaveTextContent("Active");
  await expect.element(row.getByTestId("why")).toHaveTextContent("Not allowed: see which pages you run, share on your pages.");
  await expect.element(row.getByTestId("reauthorize")).toBeVisible();
  await row.getByTestId("row-head").click();
  await expect.element(row.getByTestId("missing")).toHaveTextContent("share on your pages pages_manage_posts");
});

test("a refusal says which permission went missing", async () => {
  await open("missing");
  await expect.element(page.getByTestId("row-c1").getByTestId("why")).toHaveTextContent("Not allowed: share in your name.");
});

test("what lacks a permission keeps the widget from saying that all is well", async () => {
  await open("missing");
  expect(page.getByTestId("quiet").elements()).toEqual([]);
});
