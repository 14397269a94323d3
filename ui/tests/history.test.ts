import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { HistoryView } from "../src/ipc/bindings";
import { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { open, row } from "./open";

const entry = (minutes: number, more: Partial<HistoryView>): HistoryView => {
  const at = new Date(Date.now() - minutes * 60_000).toISOString();
  return { at, first: at, count: 1, until: null, connection: "c1", network_name: "LinkedIn", who: "Dana Reyes", event: "renewed", reason: null, evidence: null, program: null, ...more };
};

async function details(entries: HistoryView[]): Promise<Fake> {
  const fake = scenes.mixed();
  fake.entries = entries;
  await open(fake);
  await row("c1").getByTestId("row-head").click();
  return fake;
}

test("the details tell the newest of a connection's history, and all of it on demand", async () => {
  await details(Array.from({ length: 9 }, (_, index) => entry(index * 1500, { event: "renewed" })));
  const renewed = row("c1").getByText("Renewed by Gander");
  await expect.poll(() => renewed.elements().length).toBe(4);
  await row("c1").getByTestId("history-all").click();
  await expect.poll(() => renewed.elements().length).toBe(9);
  await expect.element(row("c1").getByTestId("history-all")).not.toBeInTheDocument();
});

test("an entry tells how often, until when, and what the network answered", async () => {
  const at = new Date(Date.now() - 60_000).toISOString();
  await details([
    entry(1, { event: "unreachable", count: 3, until: at, evidence: { at, endpoint: "probe", http_status: 503, code: null, subcode: null } }),
    entry(2, { event: "disconnected", reason: "revoked", evidence: { at, endpoint: "probe", http_status: 401, code: "REVOKED", subcode: "7" } }),
    entry(3, { event: "unreachable", evidence: { at, endpoint: "probe", http_status: null, code: null, subcode: null } }),
  ]);
  const list = row("c1").getByRole("list").last();
  await expect.element(list).toHaveTextContent(/No answer · 3 times · until \d+:\d\d/);
  await expect.element(list).toHaveTextContent("HTTP 503");
  await expect.element(list).toHaveTextContent("Disconnected · access revoked");
  await expect.element(list).toHaveTextContent("HTTP 401 · REVOKED / 7");
  expect(list.element().querySelectorAll(".code")).toHaveLength(2);
});

test("the codes of an answer stand in the details alone, because they are for those who look for them", async () => {
  await open("mixed");
  await page.getByTestId("tab-history").click();
  await expect.element(page.getByTestId("history")).toHaveTextContent("Disconnected · access revoked");
  await expect.element(page.getByTestId("what-happened")).toHaveTextContent("Disconnected · access revoked");
  expect(document.body.textContent).not.toMatch(/HTTP|REVOKED/);
});

test("the history is copied as JSON by Gander, not by the window", async () => {
  const fake = await details([entry(1, {})]);
  await row("c1").getByTestId("history-copy").click();
  await expect.element(row("c1").getByTestId("history-copy")).toHaveTextContent("Copied");
  expect(fake.calls).toContain("copy_history c1");
  await expect.element(page.getByText("Copied").first()).toBeInTheDocument();
});

test("a history that takes a while to copy says so, is copied once, and says when it is", async () => {
  const fake = await open("mixed");
  await page.getByTestId("tab-history").click();
  const copy = page.getByTestId("history-export");
  let go: () => void = () => {};
  fake.slow = new Promise((resolve) => (go = resolve));
  await copy.click();
  await expect.element(copy).toHaveTextContent("Copying…");
  await expect.element(page.getByTestId("live")).toHaveTextContent("Copying…");
  await copy.click();
  go();
  await expect.element(copy).toHaveTextContent("Copied");
  await expect.element(page.getByTestId("live")).toHaveTextContent("Copied");
  expect(fake.calls).toEqual(["copy_history all"]);
});

test("a day that comes twice, because the clock was set back, is told twice and in the order of what happened", async () => {
  const fake = scenes.mixed();
  fake.entries = [0, 1, 0].map((days) => entry(days * 1440, { event: "renewed" }));
  await open(fake);
  await page.getByTestId("tab-history").click();
  const days = page.getByTestId("history").getByRole("list");
  await expect.poll(() => days.elements().map((each) => each.getAttribute("aria-label"))).toEqual(["Today", "Yesterday", "Today"]);
});
