import { page } from "vitest/browser";
import { expect, test } from "vitest";
import type { StateView } from "../src/ipc/bindings";
import { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { Store } from "../src/state/store.svelte";
import { open, row } from "./open";

test("an older snapshot that arrives late is ignored", async () => {
  const fake = await open("mixed");
  const stale = fake.state;
  fake.publish({ connections: fake.state.connections.filter(({ id }) => id !== "c5") });
  await expect.element(row("c5")).not.toBeInTheDocument();
  fake.send(stale);
  fake.send({ ...stale, revision: stale.revision - 1 });
  await expect.element(page.getByTestId("needs-you")).toBeVisible();
  await expect.element(row("c5")).not.toBeInTheDocument();
});

test("what is published between listening and fetching is kept", async () => {
  const fake = scenes.mixed();
  let answer: (state: StateView) => void = () => {};
  const asked = new Promise<void>((told) => {
    fake.getState = () => (told(), new Promise((resolve) => (answer = resolve)));
  });
  const store = new Store(fake);
  const started = store.start();
  await asked;
  const stale = fake.state;
  fake.publish({ storage_problem: true });
  const newest = fake.state.revision;
  answer(stale);
  await started;
  expect(store.state?.revision).toBe(newest);
  expect(store.state?.storage_problem).toBe(true);
  store.stop();
});

test("words that are over are taken back, unless others were said since", () => {
  const store = new Store(scenes.mixed());
  const takeBack = store.announce("Testing…");
  const takeBackAgain = store.announce("Testing…");
  takeBack();
  expect(store.spoken).toBe("Testing…\u200b");
  takeBackAgain();
  expect(store.spoken).toBe("");
  const takeBackLast = store.announce("Testing…");
  store.announce("The mail was sent.");
  takeBackLast();
  expect(store.spoken).toBe("The mail was sent.");
});

test("a connection that did not change stays the same object in the next snapshot, one that did does not", () => {
  const store = new Store(scenes.mixed());
  const first = scenes.mixed().state;
  store.accept(first);
  const next = structuredClone(first);
  next.connections[0]!.busy = "checking";
  store.accept(next);
  expect(store.state?.connections.map((each, nth) => each === first.connections[nth])).toEqual([false, true, true, true, true]);
  expect(store.state?.connections[0]?.busy).toBe("checking");
});

test("a saved draft leaves the activities and the accounts as they were", async () => {
  const fake = scenes.shared();
  const store = new Store(fake);
  await store.start();
  const before = store.sharing!;
  await fake.saveDraft(null, { text: "Geese", link: null, card: false, pictures: [], to: ["b1"], own: {}, titles: {} });
  expect(store.sharing?.drafts.map(({ text }) => text)).toEqual(["Geese"]);
  expect(store.sharing?.activities).toBe(before.activities);
  expect(store.sharing?.destinations).toBe(before.destinations);
  const [, second] = before.activities;
  fake.shares.publish({ activities: fake.shares.activities.filter(({ id }) => id !== before.activities[0]!.id) });
  expect(store.sharing?.activities[0]).toBe(second);
});

test("a sign-in leaves the list of connections as it was, and is told of its own connection alone", () => {
  const store = new Store(scenes.mixed());
  const first = scenes.mixed().state;
  store.accept(first);
  const { connections } = store;
  const signIn = scenes.waiting().state.sign_ins[0]!;
  store.accept({ ...structuredClone(first), sign_ins: [signIn] });
  expect(store.connections).toBe(connections);
  expect(["c1", "c2"].map((id) => store.signInOf(id))).toEqual([signIn, undefined]);
  store.accept(structuredClone(first));
  expect(store.signInOf("c1")).toBeUndefined();
  store.accept({ ...structuredClone(first), connections: first.connections.toReversed() });
  expect(store.connections.map(({ id }) => id)).toEqual(connections.map(({ id }) => id).toReversed());
});

test("it listens before it fetches", async () => {
  const order: string[] = [];
  const fake = scenes.mixed();
  const { onState, getState } = fake;
  fake.onState = (callback) => (order.push("listen"), onState.call(fake, callback));
  fake.getState = () => (order.push("fetch"), getState.call(fake));
  const store = new Store(fake);
  await store.start();
  expect(order).toEqual(["listen", "fetch"]);
  store.stop();
});

test("the state that came with the page is there before anything is asked", () => {
  const fake = scenes.mixed();
  fake.handedOver = fake.state;
  const store = new Store(fake);
  void store.start();
  expect(store.state).toBe(fake.state);
  store.stop();
});

test("once stopped, it hears nothing more", async () => {
  const fake = scenes.mixed();
  const store = new Store(fake);
  await store.start();
  store.stop();
  const before = store.state?.revision;
  fake.publish({});
  expect(store.state?.revision).toBe(before);
});

test("a route asked for before the window was there is taken on opening", async () => {
  const fake = scenes.mixed();
  fake.route = { to: "account", connection: "c1" };
  await open(fake);
  await expect.element(row("c1").getByTestId("reauthorize")).toHaveFocus();
  expect(fake.route).toBeNull();
});

test("a route leads back from another tab to the row", async () => {
  const fake = await open("mixed");
  await page.getByTestId("tab-history").click();
  await expect.element(page.getByTestId("history")).toBeVisible();
  fake.goTo("c3");
  await expect.element(row("c3").getByTestId("row-head")).toHaveFocus();
});

test("a notification and the tray lead to what needs the person, and to the composer", async () => {
  const fake = await open("needs-you");
  await page.getByTestId("tab-history").click();
  await expect.element(page.getByTestId("history")).toBeVisible();
  fake.lead({ to: "needs" });
  await expect.element(page.getByRole("heading", { name: "Needs you" })).toHaveFocus();
  fake.lead({ to: "share" });
  await expect.element(page.getByTestId("share-text")).toHaveFocus();
});

test("if nothing needs the person, the notification of a plan that became a draft leads to the drafts", async () => {
  const fake = await open("planned");
  await page.getByTestId("tab-history").click();
  await expect.element(page.getByTestId("history")).toBeVisible();
  fake.lead({ to: "needs" });
  await expect.element(page.getByTestId("drafts")).toHaveFocus();
});

test("a throw that is no AppError is told as a fault of Gander's own", async () => {
  const store = new Store(new Fake(scenes.mixed().state));
  expect(await store.run(Promise.reject(new Error("boom")))).toBe(false);
  expect(store.error).toEqual({ code: "internal", network: null });
});
