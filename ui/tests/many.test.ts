import { page } from "vitest/browser";
import { expect, test } from "vitest";
import { disconnected } from "../src/ipc/samples";
import { open, phone, row } from "./open";

const rows = () => document.querySelectorAll("[data-testid^='row-k']:not([hidden])").length;

test("a search appears from nine accounts on, and finds by network, name and username", async () => {
  await open("mixed");
  await expect.element(page.getByTestId("find")).not.toBeInTheDocument();
  await open("twelve");
  await page.getByTestId("find").fill("bo masto");
  await expect.poll(rows).toBe(1);
  await expect.element(row("k11")).toHaveTextContent("Mastodon");
  await page.getByTestId("find").fill("nobody at all");
  await expect.element(page.getByTestId("none-found")).toHaveTextContent("No account matches “nobody at all”.");
  await expect.element(page.getByTestId("live")).toHaveTextContent("No account matches");
});

test("twelve accounts stand in groups that say how many they are, what needs the person first", async () => {
  await open("twelve");
  const widget = page.getByTestId("social-accounts").element();
  expect([...widget.querySelectorAll("h3")].map((each) => each.textContent)).toEqual(["Needs attention 1", "Soon 1", "Active 10"]);
  await expect.element(page.getByRole("list", { name: "Needs attention" })).toHaveTextContent(/Disconnected/);
});

test("three hundred accounts are all there, and what is asked for is found among them", async () => {
  const fake = await open("three-hundred");
  await expect.poll(rows, { timeout: 10_000 }).toBe(300);
  await page.getByTestId("find").fill("yuki");
  await expect.poll(rows).toBe(30);
  fake.goTo("k299");
  await expect.element(row("k299").getByTestId("row-head")).toHaveFocus();
});

test("what is not found can neither be seen nor reached, nor can an account while the person looks elsewhere; its row stays for the way back", async () => {
  await open("three-hundred");
  await expect.poll(rows, { timeout: 10_000 }).toBe(300);
  const kept = row("k5").element();
  const reachable = (): boolean => {
    const head = kept.querySelector<HTMLElement>("[data-testid='row-head']")!;
    head.focus();
    return document.activeElement === head;
  };
  expect(reachable()).toBe(true);
  await page.getByTestId("find").fill("bluesky dana0");
  await expect.poll(rows).toBe(1);
  expect([kept.getBoundingClientRect().height, reachable(), page.getByRole("button", { name: /lea5/ }).elements()]).toEqual([0, false, []]);
  await page.getByTestId("find").fill("");
  await expect.poll(rows, { timeout: 10_000 }).toBe(300);
  expect(reachable()).toBe(true);
  await page.getByTestId("tab-history").click();
  await expect.element(page.getByTestId("history")).toBeVisible();
  expect([reachable(), page.getByRole("button", { name: /lea5/ }).elements()]).toEqual([false, []]);
  await page.getByTestId("tab-activities").click();
  await expect.poll(reachable).toBe(true);
  expect(row("k5").element()).toBe(kept);
});

test("checking all says how far it is and ends by itself", async () => {
  const fake = await open("all-well");
  await page.getByTestId("check-all").click();
  await expect.element(page.getByTestId("checking")).toHaveTextContent("Checked 0 of 4");
  await expect.element(page.getByTestId("check-all")).not.toBeInTheDocument();
  // The check begins after the paint that says so.
  await expect.poll(() => fake.state.connections.filter(({ busy }) => busy === "checking")).toHaveLength(4);
  fake.answered();
  fake.answered();
  await expect.element(page.getByRole("progressbar", { name: "Checked 2 of 4" })).toHaveAttribute("value", "2");
  fake.answered();
  fake.answered();
  await expect.element(page.getByTestId("checking")).not.toBeInTheDocument();
  await expect.poll(() => fake.calls).toEqual(["check all"]);
});

test("a check that fails is told and leaves nothing under way", async () => {
  const fake = await open("all-well");
  fake.failNext = { code: "vault_locked", network: null };
  await page.getByTestId("check-all").click();
  await expect.element(page.getByTestId("error")).toHaveTextContent(/keyring is locked/);
  await expect.element(page.getByTestId("checking")).not.toBeInTheDocument();
});

test("Reauthorize all says which of how many it is at, and trying one again does not skip it", async () => {
  const fake = await open("two-broken");
  await page.getByTestId("reauthorize-all").click();
  await expect.element(page.getByTestId("walking")).toHaveTextContent("Account 1 of 4");
  fake.fail(fake.state.sign_ins[0]!.id, "denied");
  await row("c1").getByTestId("try-again").click();
  await expect.poll(() => fake.state.sign_ins.map((each) => each.connection)).toEqual(["c1"]);
  fake.succeed(fake.state.sign_ins[0]!.id);
  await expect.element(page.getByTestId("walking")).toHaveTextContent("Account 2 of 4");
  await expect.poll(() => fake.state.sign_ins.map((each) => each.connection)).toEqual(["c2"]);
});

test("all networks out of reach are one sentence on top, not a disconnect, and not said again in each row", async () => {
  const fake = await open("offline");
  await expect.element(page.getByTestId("banner-offline")).toHaveTextContent(/Nothing is disconnected/);
  expect(page.getByTestId("cost").elements()).toEqual([]);
  fake.publish({ connections: fake.state.connections.map((each, nth) => (nth === 0 ? { ...each, health: { status: "active" } } : each)) });
  await expect.element(page.getByTestId("banner-offline")).not.toBeInTheDocument();
  expect(page.getByTestId("cost").elements()).toHaveLength(3);
});

test("accounts of which a network has several are told by their own names first, and the others by their network", async () => {
  await open("mixed");
  const leads = (id: string) => row(id).element().querySelector(".first > .name")!.textContent;
  expect([leads("c1"), leads("c3")]).toEqual(["LinkedIn", "Instagram"]);
  await open("many");
  expect([leads("m0"), leads("m1")]).toEqual(["@dana0@hachyderm.example", "@dana1@hachyderm.example"]);
  await expect.element(row("m0")).toHaveTextContent("Mastodon");
});

test("a check leaves the accounts where they are, as one that breaks leaves the size of the others", async () => {
  const fake = await open("all-well");
  const place = (id: string) => {
    const { x, y, height } = row(id).element().getBoundingClientRect();
    const mark = row(id).element().querySelector(".mark")!.getBoundingClientRect();
    return { x, y, height, mark: mark.width };
  };
  const before = place("c3");
  await page.getByTestId("check-all").click();
  await expect.element(page.getByTestId("checking")).toBeVisible();
  expect(place("c3")).toEqual(before);
  fake.publish({ connections: fake.state.connections.map((each) => (each.id === "c5" ? { ...each, health: disconnected("revoked") } : { ...each, busy: null })) });
  await expect.element(page.getByTestId("needs-you")).toBeVisible();
  const { height, mark } = place("c3");
  expect([height, mark]).toEqual([before.height, before.mark]);
});

test("pulling the page down on a phone checks all; a short pull does not", async () => {
  const fake = await open("all-well", { size: phone });
  pull(60);
  expect(fake.calls).toEqual([]);
  pull(160);
  await expect.element(page.getByTestId("checking")).toBeVisible();
  await expect.poll(() => fake.calls).toEqual(["check all"]);
});

test("the history can be told of one account and copied as such", async () => {
  const fake = await open("mixed");
  await page.getByTestId("tab-history").click();
  await page.getByTestId("history-export").click();
  await page.getByTestId("history-account").selectOptions("Facebook · Dana Reyes");
  const networks = () => [...new Set([...document.querySelectorAll("[data-testid='history'] b")].map((each) => each.textContent))];
  await expect.poll(networks).toEqual(["Facebook"]);
  await page.getByTestId("history-export").click();
  expect(fake.calls).toEqual(["copy_history all", "copy_history c2"]);
});

function pull(along: number): void {
  const target = document.querySelector("main")!;
  const touch = (y: number): Touch => new Touch({ identifier: 1, target, clientX: 200, clientY: y });
  const fire = (name: string, at: Touch, ended = false): void =>
    void target.dispatchEvent(new TouchEvent(name, { touches: ended ? [] : [at], changedTouches: [at], bubbles: true, cancelable: true }));
  fire("touchstart", touch(100));
  fire("touchmove", touch(100 + along));
  fire("touchend", touch(100 + along), true);
}
