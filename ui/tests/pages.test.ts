import { page } from "vitest/browser";
import { expect, test } from "vitest";
import { open, row } from "./open";

const box = (name: string) => row("c2").getByRole("checkbox", { name });

test("a row names the pages that Gander holds, and says which was lost without calling the account disconnected", async () => {
  await open("pages");
  await expect.element(row("c2").getByTestId("pages")).toHaveTextContent("Pages: Reyes Bakery, Goose Garden");
  await expect.element(row("c2").getByTestId("why")).toHaveTextContent(/^You may no longer act for Goose Garden at Facebook\./);
  await expect.element(row("c2")).toHaveAttribute("data-status", "active");
  await expect.element(row("c3").getByTestId("pages")).not.toBeInTheDocument();
});

test("the person chooses in the details which pages Gander holds", async () => {
  const fake = await open("pages");
  await row("c2").getByTestId("row-head").click();
  await expect.element(box("Reyes Bakery")).toBeChecked();
  await expect.element(box("Old Town Choir")).not.toBeChecked();
  await expect.element(row("c2").getByTestId("page-lost")).toHaveTextContent("HTTP 400 · 190 / 492");
  await box("Old Town Choir").click();
  await expect.element(box("Old Town Choir")).toBeChecked();
  await box("Goose Garden").click();
  await expect.element(row("c2").getByTestId("page-lost")).not.toBeInTheDocument();
  expect(fake.calls.filter((call) => call.startsWith("hold_pages"))).toEqual(["hold_pages c2 p1 p2 p3", "hold_pages c2 p1 p3"]);
});

test("pages are looked for on demand, and only where the network has them", async () => {
  const fake = await open("pages");
  await row("c1").getByTestId("row-head").click();
  await row("c1").getByTestId("pages-look").click();
  expect(fake.calls).toContain("list_pages c1");
  await row("c3").getByTestId("row-head").click();
  await expect.element(row("c3").getByTestId("check-now")).toBeVisible();
  await expect.element(row("c3").getByTestId("pages-held")).not.toBeInTheDocument();
});

test("a page that cannot be held is told, and stays unchosen", async () => {
  const fake = await open("pages");
  await row("c2").getByTestId("row-head").click();
  fake.failNext = { code: "unreachable", network: "facebook" };
  await box("Old Town Choir").click();
  await expect.element(page.getByTestId("error")).toHaveTextContent("Gander could not reach Facebook.");
  await expect.element(box("Old Town Choir")).not.toBeChecked();
});
