import { expect, test } from "vitest";
import { open, row } from "./open";

const requests = () => row("c2").getByTestId("allow-requests");
const tokens = () => row("c2").getByTestId("allow-tokens");

test("other programs may do nothing until the person allows it, step by step", async () => {
  const fake = await open("pages");
  await row("c2").getByTestId("row-head").click();
  await expect.element(requests()).not.toBeChecked();
  await expect.element(tokens()).not.toBeInTheDocument();
  await requests().click();
  await expect.element(tokens()).not.toBeChecked();
  await tokens().click();
  await expect.element(tokens()).toBeChecked();
  await requests().click();
  await expect.element(requests()).not.toBeChecked();
  await expect.element(tokens()).not.toBeInTheDocument();
  expect(fake.calls.filter((call) => call.startsWith("allow"))).toEqual(["allow c2 requests", "allow c2 tokens", "allow c2 nothing"]);
});
