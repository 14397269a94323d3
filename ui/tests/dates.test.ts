import { afterEach, expect, test } from "vitest";
import { date, dateTime, daysAway, distance, moment, time, weekday } from "../src/text/dates";
import { zone } from "./open";

afterEach(() => zone(""));

const at = (iso: string): number => Date.parse(iso);
const tidy = (words: string): string => words.replace(/[\u00a0\u202f]/g, " ");

test("a moment is told by the clocks of the place, also when the person travels", async () => {
  const iso = "2026-01-14T22:30:00Z";
  const now = at("2026-01-10T12:00:00Z");
  await zone("Europe/Berlin");
  expect([date("en-GB", iso, now), time("en-GB", iso)]).toEqual(["14\u00a0Jan", "23:30"]);
  await zone("Asia/Tokyo");
  expect([date("en-GB", iso, now), time("en-GB", iso)]).toEqual(["15\u00a0Jan", "7:30"]);
  // Lagos has Berlin's time in winter and another hour in summer.
  await zone("Africa/Lagos");
  expect(time("en-GB", "2026-07-14T12:00:00Z")).toBe("13:00");
  await zone("Europe/Berlin");
  expect(time("en-GB", "2026-07-14T12:00:00Z")).toBe("14:00");
});

test("over both changes of clocks an hour is told as clocks show it, and a day is a day", async () => {
  await zone("Europe/Berlin");
  for (const [before, after, shown, later] of [
    ["2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", "1:59", "3:00"],
    ["2026-10-25T00:59:00Z", "2026-10-25T01:00:00Z", "2:59", "2:00"],
  ] as const) {
    expect([time("en-GB", before), time("en-GB", after)].map((each) => each.replace(/^0/, ""))).toEqual([shown, later]);
    // The day itself has 23 or 25 hours.
    const noon = at(`${before.slice(0, 10)}T12:00:00Z`);
    for (const [hours, days] of [[-40, -2], [-14.5, -1], [0, 0], [9, 0], [12, 1], [36, 2]] as const) {
      expect(daysAway(new Date(noon + hours * 3_600_000).toISOString(), noon), `${before} ${hours}`).toBe(days);
    }
  }
});

test("a day of another year has its year, also a leap day years away", async () => {
  await zone("Europe/Berlin");
  const now = at("2026-11-26T12:00:00Z");
  expect(date("en-GB", "2028-02-29T12:00:00Z", now)).toBe("29\u00a0Feb\u00a02028");
  expect(distance("en-GB", "2028-02-29T12:00:00Z", now)).toBe("in 15 months");
  expect(date("de", "2036-12-31T23:30:00Z", now)).toBe("1.\u00a0Jan.\u00a02037");
  expect(tidy(dateTime("en-GB", "2026-12-31T22:59:00Z", now))).toBe("31 Dec, 23:59");
  expect(tidy(dateTime("en-GB", "2026-12-31T23:01:00Z", now))).toMatch(/^1 Jan 2027/);
  expect(moment("en-GB", "2026-11-26T22:00:00Z", now)).toBe("23:00");
  expect(moment("en-GB", "2026-11-26T23:30:00Z", now)).toBe("27\u00a0Nov");
});

test("a weekday begins as a choice of a list does, also where weekdays are written small", async () => {
  await zone("Europe/Berlin");
  const monday = "2026-11-30T09:00:00Z";
  expect(["en-GB", "de", "es", "fr"].map((locale) => weekday(locale, monday))).toEqual(["Monday", "Montag", "Lunes", "Lundi"]);
});
