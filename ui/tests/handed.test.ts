// The text and the pictures of another app of a phone, and the system's back gesture.
import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import type { DraftView } from "../src/ipc/bindings";
import type { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { open, phone } from "./open";

const at = (id: string) => page.getByTestId(id);

/** Leads the window to a draft, as the keeper does with what another app shares. */
function share(fake: Fake, id: string, text: string): void {
  const draft: DraftView = { id, text, link: null, to: [], own: {}, titles: {}, pictures: [], changedAt: "2026-11-28T09:00:00Z" };
  fake.shares.publish({ drafts: [draft, ...fake.shares.drafts] });
  fake.lead({ to: "shared", draft: id, trouble: null, error: null });
}

test("a text from another app fills the composer, for the usual accounts and with its link's card", async () => {
  const fake = await open("planned", { size: phone });
  share(fake, "h1", "Read this: https://example.org/autumn-report");
  await expect.element(at("share-text")).toHaveValue("Read this: https://example.org/autumn-report");
  await expect.element(at("link-card")).toBeVisible();
  expect(at("share-accounts").element().textContent).not.toMatch(/Choose where/);
});

test("a second text moves the open draft to the drafts", async () => {
  const fake = await open("planned", { size: phone });
  share(fake, "h1", "First");
  await expect.element(at("share-text")).toHaveValue("First");
  await userEvent.fill(at("share-text"), "First, longer");
  share(fake, "h2", "Second");
  await expect.element(at("share-text")).toHaveValue("Second");
  await expect.poll(() => fake.shares.drafts.find(({ id }) => id === "h1")?.text).toBe("First, longer");
});

test("without an account it stays a draft", async () => {
  const fake = scenes["sharing-left"]();
  share(fake, "h1", "First");
  await open(fake, { size: phone }).catch(() => undefined);
  await expect.poll(() => fake.route).toBeNull();
  await expect.element(at("composer")).not.toBeInTheDocument();
  expect(fake.shares.drafts.some(({ id }) => id === "h1")).toBe(true);
});

test("a picture that was not taken is told in the composer", async () => {
  const fake = await open("planned", { size: phone });
  fake.lead({ to: "shared", draft: null, trouble: "damaged", error: null });
  await expect.element(at("composer")).toHaveTextContent(/damaged|not complete/i);
});

test("the system's back gesture leads from History and Policies to Activities", async () => {
  await open("mixed", { size: phone });
  for (const tab of ["history", "policies"]) {
    await at("bars").click();
    await at(`tab-${tab}`).click();
    await expect.element(at(tab)).toBeVisible();
    history.back();
    await expect.element(at(tab)).not.toBeInTheDocument();
    await expect.element(at("social-accounts")).toBeVisible();
  }
});
