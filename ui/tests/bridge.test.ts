import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Fake } from "../src/ipc/fake";
import { open } from "./open";

async function threads(): Promise<Fake> {
  const fake = await open("elsewhere");
  await page.getByTestId("add-network").first().click();
  await page.getByTestId("connect-threads").click();
  return fake;
}

test("a network that demands https is reached by a page that the person hosts", async () => {
  const fake = await threads();
  await expect.element(page.getByTestId("use-bridge")).toBeDisabled();
  await page.getByTestId("copy-bridge-page").click();
  await page.getByTestId("bridge-address").fill("https://dana.example/gander.html");
  await page.getByTestId("use-bridge").click();
  expect(fake.calls).toEqual(["copy_bridge_page", "set_bridge threads https://dana.example/gander.html"]);
});

test("Enter means the address, not the keys around it", async () => {
  const fake = await threads();
  await page.getByTestId("bridge-address").fill("https://dana.example/gander.html");
  await userEvent.keyboard("{Enter}");
  expect(fake.calls).toEqual(["set_bridge threads https://dana.example/gander.html"]);
});

test("what is no address is not taken, and stays to be put right", async () => {
  const fake = await threads();
  await page.getByTestId("bridge-address").fill("my web server");
  await page.getByTestId("use-bridge").click();
  expect(fake.calls).toEqual([]);
  await expect.element(page.getByTestId("bridge-address")).toHaveValue("my web server");
});

test("an address that is kept can be given up", async () => {
  const fake = await open("elsewhere");
  await page.getByTestId("cog").first().click();
  await page.getByTestId("apps-and-keys").click();
  await page.getByTestId("open-keys-facebook").click();
  await page.getByTestId("keys-facebook").click();
  await expect.element(page.getByTestId("bridge-address")).toHaveValue("https://dana.example/gander.html");
  await page.getByTestId("remove-bridge").click();
  expect(fake.calls).toEqual(["set_bridge facebook nowhere"]);
  await expect.element(page.getByTestId("bridge-address")).toHaveValue("");
});
