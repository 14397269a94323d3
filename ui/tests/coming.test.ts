// Coming up: its groups, from what waits without a date to the months.
import { page } from "vitest/browser";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { weekdayOrMonth } from "../src/text/dates";
import { open, zone } from "./open";

// Runs before the scenes are made, because their dates are relative to now.
vi.hoisted(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T14:20:00Z") }));

const plain = (written: string): string => written.replaceAll("\u00a0", " ");
const coming = () => page.getByTestId("coming-up");
const groups = (): [string, string[]][] =>
  [...coming().element().querySelectorAll("h3")].map((heading) => [
    plain(heading.textContent),
    [...(heading.nextElementSibling?.children ?? [])].map((row) => `${plain(row.querySelector("time")?.textContent ?? "no time")}: ${row.querySelector(".title")?.textContent}`),
  ]);

beforeAll(() => zone("Europe/London"));
afterAll(async () => {
  vi.useRealTimers();
  await zone("");
});

test("what comes stands under today, tomorrow, its weekday or its month, after what waits without a date", async () => {
  await open("planned");
  await expect.element(page.getByTestId("planned-menu").first()).toBeVisible();
  expect(groups()).toEqual([
    ["Waits", ["no time: A photograph of the oven, at last"]],
    ["Today", ["15:32: Gander renews X", "15:44: Gander renews Bluesky"]],
    ["Tomorrow", ["9:02: Meet us at the winter market", "16:20: Reauthorize Mastodon"]],
    ["Tuesday", ["14:20: Gander renews Instagram"]],
    ["December", ["4 Dec14:20: Saffron buns are back"]],
  ]);
});

test("without anything to share, the dates have the same groups", async () => {
  await open("mixed");
  await expect.element(page.getByTestId("what-happened")).toBeVisible();
  expect(groups().map(([name]) => name)).toEqual(["Today", "Tuesday", "December"]);
  expect(groups()[2]?.[1][0]).toBe("1 Decin 9 days: Reauthorize Facebook");
});

test("a plan that gets another time stands in that group, and its menu keeps the focus", async () => {
  await open("planned");
  await page.getByTestId("planned-a5").getByTestId("planned-menu").click();
  await page.getByTestId("planned-menu-time").click();
  await page.getByTestId("new-time").fill("2027-01-05T10:00");
  await page.getByTestId("new-time-save").click();
  await expect.element(page.getByTestId("planned-a5").getByTestId("planned-menu")).toHaveFocus();
  expect(groups().at(-1)).toEqual(["January 2027", ["5 Jan 202710:00: Meet us at the winter market"]]);
});

test("a row that leaves passes the focus to the next group", async () => {
  await open("planned");
  await page.getByTestId("planned-a7").getByTestId("planned-menu").click();
  await page.getByTestId("planned-menu-cancel").click();
  await expect.element(page.getByRole("button", { name: /Gander renews X/ })).toHaveFocus();
});

test("a weekday within a week, a month after it, and the year when it is another", () => {
  const now = Date.parse("2026-11-22T14:20:00Z");
  const of = (locale: string, iso: string): string => weekdayOrMonth(locale, iso, now);
  expect(of("en-GB", "2026-11-28T23:00:00Z")).toBe("Saturday");
  expect(of("en-GB", "2026-11-29T01:00:00Z")).toBe("November");
  expect(of("fr", "2026-11-24T10:00:00Z")).toBe("Mardi");
  expect(of("es", "2026-12-24T10:00:00Z")).toBe("Diciembre");
  expect(of("en-GB", "2027-01-05T10:00:00Z")).toBe("January\u00a02027");
});
