// The window of a person who has connected nothing yet, and the ways on from there.
import { page } from "vitest/browser";
import { expect, test } from "vitest";
import { open, row } from "./open";

const groups = () =>
  [...page.getByTestId("social-accounts").element().querySelectorAll("section")].map((group) => [
    group.querySelector("h2")!.textContent,
    ...[...group.querySelectorAll(".name")].map((each) => each.textContent.trim()),
  ]);

test("networks that can be connected at once stand apart from those that demand an app first, and say what each takes", async () => {
  await open("first-keys");
  expect(groups()).toEqual([
    ["Connect now", "Bluesky", "Mastodon"],
    ["Register your own app first (about 10 minutes)", "Facebook", "Instagram", "LinkedIn", "X", "LinkedIn Pages", "Threads"],
  ]);
  const widget = page.getByTestId("social-accounts");
  await expect.element(widget).toHaveTextContent("These networks only let registered apps in.");
  await expect.element(widget).toHaveTextContent(/Bluesky\s*All it takes is your handle/);
  await expect.element(widget).toHaveTextContent(/Threads\s*Also needs an https page of your own/);
});

test("practice networks stand apart, and one button is the first step", async () => {
  await open("first-run");
  expect(groups().map(([name]) => name)).toEqual(["Try it with practice networks", "Register your own app first (about 10 minutes)"]);
  expect([...document.querySelectorAll<HTMLElement>("main .button.primary")].map((each) => each.dataset.testid)).toEqual(["connect-facebook"]);
});

test("two networks of one mark are told apart by a sign on it", async () => {
  await open("first-keys");
  const marks = [...document.querySelectorAll("[data-mark=linkedin]")];
  expect(marks.map((mark) => mark.querySelector(".sign") !== null)).toEqual([false, true]);
});

test("another account is added at a network that has one, from the list and from the details", async () => {
  const fake = await open("mixed");
  await page.getByTestId("add-network").click();
  await expect.element(page.getByText("1 account connected").first()).toBeVisible();
  await page.getByTestId("connect-instagram").click();
  await row("c5").getByTestId("row-head").click();
  await row("c5").getByTestId("add-another").click();
  expect(fake.calls).toEqual(["connect instagram", "connect x"]);
});

test("what comes up leads to its account, opened, and offers what the person alone can do", async () => {
  const fake = await open("mixed");
  const coming = page.getByTestId("coming-up");
  await coming.getByRole("button", { name: "Gander renews Instagram" }).click();
  await expect.element(row("c3").getByTestId("row-head")).toHaveFocus();
  await expect.element(row("c3").getByTestId("check-now")).toBeVisible();
  expect(coming.getByTestId("coming-reauthorize").elements()).toHaveLength(2);
  await coming.getByRole("button", { name: "Reauthorize: Dana Reyes, Facebook" }).click();
  expect(fake.calls).toEqual(["reauthorize c2"]);
  await expect.element(row("c2").getByTestId("row-head")).toHaveFocus();
  await expect.element(coming.getByRole("button", { name: "Reauthorize: Dana Reyes, Facebook" })).not.toBeInTheDocument();
});

test("without a key to the tokens nothing is offered but to try again, and no status is called fine", async () => {
  const fake = await open("locked");
  for (const id of ["reauthorize", "coming-reauthorize", "check-all"])
    for (const button of page.getByTestId(id).elements()) expect(button, id).toHaveProperty("disabled", true);
  const ok = getComputedStyle(document.documentElement).getPropertyValue("--ok");
  const probe = document.createElement("i");
  probe.style.color = ok;
  document.body.append(probe);
  const colours = [...document.querySelectorAll(".row .status")].map((each) => getComputedStyle(each).color);
  expect(colours).not.toContain(getComputedStyle(probe).color);
  expect(new Set(colours).size).toBe(1);
  probe.remove();
  await page.getByTestId("unlock").click();
  await expect.poll(() => fake.calls).toEqual(["check all"]);
});
