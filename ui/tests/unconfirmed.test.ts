import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { connection } from "../src/ipc/samples";
import { byUrgency } from "../src/state/order";
import { open } from "./open";

test("a row that was refused once says when, and when it is asked again, and asks nothing of the person", async () => {
  await open("unconfirmed");
  const row = page.getByTestId("row-c1");
  await expect.element(row.getByTestId("status")).toHaveTextContent("Unconfirmed");
  await expect.element(row.getByTestId("cost")).toHaveTextContent(/^LinkedIn refused access at \d+:\d\d\. One refusal can be a mistake: Gander asks again at \d+:\d\d\. Nothing to do until then\.$/);
  expect(row.getByTestId("reauthorize").elements()).toEqual([]);
  await row.getByTestId("row-head").click();
  await expect.element(row.getByTestId("evidence")).toHaveTextContent("HTTP 401 · REVOKED_ACCESS_TOKEN / 65601");
});

test("a refusal of yesterday is told without times that would seem to be today's", async () => {
  await open("unconfirmed");
  await expect.element(page.getByTestId("row-c5").getByTestId("cost")).toHaveTextContent("X refused access once. One refusal can be a mistake: Gander asks again as soon as it can.");
});

test("a row that was refused once comes before those that are fine", () => {
  const evidence = { at: new Date().toISOString(), endpoint: "probe" as const, http_status: 401, code: null, subcode: null };
  const ordered = byUrgency([
    connection("a", "a", "A"),
    connection("z", "z", "Z", {}, { status: "unconfirmed", evidence, again_at: new Date().toISOString() }),
  ]);
  expect(ordered.map(({ id }) => id)).toEqual(["z", "a"]);
});

test("one refusal keeps the widget from saying that all is well", async () => {
  await open("unconfirmed");
  expect(page.getByTestId("quiet").elements()).toEqual([]);
});
