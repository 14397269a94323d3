import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { signIn, open, row } from "./open";

const live = () => page.getByTestId("live");

test("one click reauthorizes, and the row says Active with the username and has the focus", async () => {
  const fake = await open("mixed");
  await expect.element(row("c1")).toHaveAttribute("data-status", "disconnected");
  await row("c1").getByTestId("reauthorize").click();
  expect(fake.calls).toEqual(["reauthorize c1"]);
  await expect.element(row("c1")).toHaveTextContent("Finish signing in to LinkedIn in your browser. You have five minutes.");
  fake.stage(signIn(fake), { stage: "finishing" });
  await expect.element(row("c1")).toHaveTextContent("Finishing with LinkedIn…");
  fake.succeed(signIn(fake));
  await expect.element(row("c1")).toHaveAttribute("data-status", "active");
  await expect.element(row("c1").getByTestId("status")).toHaveTextContent("Active");
  await expect.element(row("c1").getByTestId("username")).toHaveTextContent("Dana Reyes");
  await expect.element(row("c1").getByTestId("row-head")).toHaveFocus();
  await expect.element(live()).toHaveTextContent("Active: Dana Reyes, LinkedIn.");
});

test("while it waits, the link can be copied and the sign-in cancelled, and the focus stays in the row", async () => {
  const fake = await open("mixed");
  await row("c1").getByTestId("reauthorize").click();
  const started = signIn(fake);
  await row("c1").getByTestId("copy-link").click();
  await expect.element(row("c1").getByTestId("copy-link")).toHaveTextContent("Copied");
  await row("c1").getByTestId("cancel").click();
  expect(fake.calls).toEqual(["reauthorize c1", `copy_link ${started}`, `cancel ${started}`]);
  await expect.element(row("c1").getByTestId("reauthorize")).toHaveFocus();
});

test("the whole way goes by keyboard", async () => {
  const fake = await open("mixed");
  const first = row("c1").getByTestId("row-head").element() as HTMLElement;
  first.focus();
  await userEvent.keyboard("{Tab}{Enter}");
  expect(fake.calls).toEqual(["reauthorize c1"]);
  await expect.element(row("c1").getByTestId("open-link")).toBeVisible();
  await userEvent.keyboard("{Tab}");
  await expect.element(row("c1").getByTestId("open-link")).toHaveFocus();
  await userEvent.keyboard("{Tab}{Tab}{Enter}");
  expect(fake.calls.at(-1)).toMatch(/^cancel /);
});

test("another account changes nothing: both are named, and it can be tried again", async () => {
  const fake = await open("wrong");
  await expect.element(row("c1")).toHaveTextContent("You signed in as Bo Lee; this connection is Dana Reyes.");
  await expect.element(row("c1")).toHaveAttribute("data-status", "disconnected");
  await row("c1").getByTestId("try-again").click();
  expect(fake.calls).toEqual(["cancel 7", "reauthorize c1"]);
});

test("another account can be added as a new one", async () => {
  const fake = await open("wrong");
  await page.getByRole("button", { name: "Add Bo Lee as a new account" }).click();
  expect(fake.calls).toEqual(["add_as_new 7"]);
  await expect.element(row("c1-new").getByTestId("username")).toHaveTextContent("Bo Lee");
  await expect.element(row("c1")).toHaveAttribute("data-status", "disconnected");
});

test("a failed sign-in says why and can be put away", async () => {
  const fake = await open("failed");
  await expect.element(row("c1")).toHaveTextContent("Permission was not given at LinkedIn. Nothing changed.");
  await row("c1").getByTestId("dismiss").click();
  expect(fake.calls).toEqual(["cancel 7"]);
  await expect.element(row("c1").getByTestId("reauthorize")).toBeVisible();
});

test("a closed login page opens again, and its link can be copied", async () => {
  const fake = await open("waiting");
  await page.getByTestId("open-link").click();
  await page.getByTestId("copy-link").click();
  expect(fake.calls).toEqual(["open_link 7", "copy_link 7"]);
});

test("an answer that cannot be used is not called a refusal", async () => {
  await open("bad-answer");
  await expect.element(row("c1")).toHaveTextContent("LinkedIn answered with something Gander cannot use.");
  await expect.element(row("c1").getByTestId("try-again")).toBeVisible();
});

test("a refused registration is told with the server's own code", async () => {
  await open("registration-refused");
  await expect.element(row("c1")).toHaveTextContent("did not let Gander register (422 invalid_redirect_uri)");
});

test("all that are broken are walked through one after another", async () => {
  const fake = await open("two-broken");
  await page.getByTestId("reauthorize-all").click();
  const order: string[] = [];
  while (fake.state.sign_ins.length > 0) {
    order.push(fake.state.sign_ins[0]!.connection);
    fake.succeed(signIn(fake));
  }
  expect(order).toHaveLength(4);
  expect(new Set(order)).toEqual(new Set(["c1", "c2", "c7", "c8"]));
});

test("cancelling ends the walk", async () => {
  const fake = await open("two-broken");
  await page.getByTestId("reauthorize-all").click();
  await page.getByTestId("cancel").click();
  expect(fake.state.sign_ins).toEqual([]);
});

test("a refused command is told as a sentence and can be put away", async () => {
  const fake = await open("mixed");
  fake.failNext = { code: "vault_locked", network: "linkedin" };
  await row("c1").getByTestId("reauthorize").click();
  await expect.element(page.getByTestId("error")).toHaveTextContent("LinkedIn: Your keyring is locked.");
  await expect.element(live()).toHaveTextContent("LinkedIn: Your keyring is locked");
  await page.getByTestId("error").getByRole("button", { name: "Dismiss" }).click();
  await expect.element(page.getByTestId("error")).not.toBeInTheDocument();
});
