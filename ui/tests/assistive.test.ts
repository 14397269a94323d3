// The window for people who do not see, do not point, or see otherwise.
import axe from "axe-core";
import { page, userEvent } from "vitest/browser";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { scenes } from "../src/ipc/scenes";
import { desktop, open, phone, prefer, zone } from "./open";

// Runs before the scenes are made, because the trees hold their dates.
vi.hoisted(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T14:20:00Z") }));

const names = Object.keys(scenes) as (keyof typeof scenes)[];
const press = async (...ids: string[]): Promise<void> => {
  for (const id of ids) await page.getByTestId(id).first().click();
};

beforeAll(() => zone("Europe/London"));
afterEach(async () => {
  await prefer({});
  document.documentElement.removeAttribute("style");
});
afterAll(async () => {
  vi.useRealTimers();
  await zone("");
});

describe("a screen reader finds the roles, names and states", () => {
  test("of Activities", async () => {
    await open("mixed");
    await expect.element(page.getByTestId("what-happened")).toBeVisible();
    await expect.element(page.elementLocator(document.body)).toMatchAriaSnapshot();
  });

  test("of an account's details", async () => {
    await open("mixed");
    await press("row-head");
    await expect.element(page.getByTestId("check-now")).toBeVisible();
    await expect.element(page.getByTestId("row-c1")).toMatchAriaSnapshot();
  });

  test("of a sign-in under way", async () => {
    await open("waiting");
    await expect.element(page.getByTestId("row-c1")).toMatchAriaSnapshot();
  });

  test("of the first run", async () => {
    await open("first-run");
    await expect.element(page.getByRole("main")).toMatchAriaSnapshot();
  });

  test("of Policies", async () => {
    await open("mixed");
    await press("tab-policies");
    await expect.element(page.getByTestId("policies")).toMatchAriaSnapshot();
  });

  test("of the slide-over", async () => {
    await open("mixed", { size: phone });
    await press("bars");
    await expect.element(page.getByRole("dialog")).toMatchAriaSnapshot();
  });

  test("of Social Networks on a phone", async () => {
    await open("mixed", { size: phone });
    await press("bars", "cog", "social-networks");
    await expect.element(page.getByTestId("settings")).toMatchAriaSnapshot();
  });
});

test("in every state there is one live region, and it is polite", async () => {
  for (const name of names) {
    await open(name);
    const live = [...document.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log], output")];
    expect(live.map((each) => `${name}: ${each.getAttribute("aria-live")}`)).toEqual([`${name}: polite`]);
  }
});

describe("the keyboard alone", () => {
  // The third value is the element to wait for, because a lazily loaded part comes late.
  for (const [where, ids, shown] of [
    ["Activities", [], "what-happened"],
    ["an account's details", ["row-head"], "check-now"],
    ["Policies", ["tab-policies"], "policies"],
    ["Social Networks", ["cog"], "settings"],
    ["General", ["cog", "general"], "language"],
  ] as const)
    test(`reaches all that can be done in ${where}, and shows where it is`, async () => {
      await open("mixed");
      await press(...ids);
      await expect.element(page.getByTestId(shown).first()).toBeVisible();
      const all = [...document.querySelectorAll("button, select, input")].filter((each) => each.checkVisibility() && !(each as HTMLButtonElement).disabled);
      const met = new Set<Element>();
      (document.activeElement as HTMLElement | null)?.blur();
      for (let step = 0; step < all.length + 2; step++) {
        await userEvent.keyboard("{Tab}");
        const here = document.activeElement;
        if (!here || here === document.body || !all.includes(here)) continue;
        met.add(here);
        const { outlineStyle, outlineWidth } = getComputedStyle(here);
        expect(`${outlineStyle} ${outlineWidth}`, here.outerHTML).toMatch(/^(solid|auto) [2-9]/);
      }
      expect(all.filter((each) => !met.has(each)).map((each) => each.outerHTML)).toEqual([]);
    });
});

test("letters of twice the size break nothing and push nothing out of sight", async () => {
  for (const size of [desktop, phone])
    for (const name of names) {
      document.documentElement.style.fontSize = "32px";
      await open(name, { size });
      expect(document.documentElement.scrollWidth, `${name} at ${size.width}`).toBeLessThanOrEqual(size.width);
      const cut = [...document.querySelectorAll<HTMLElement>("main button, main p, main h1, main h2, main dd")].filter(
        (each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1 && getComputedStyle(each).display !== "inline",
      );
      expect(cut.map((each) => `${name} at ${size.width}: ${each.textContent}`)).toEqual([]);
    }
});

test("with more contrast every word has seven to one, light and dark", async () => {
  for (const scheme of ["light", "dark"])
    for (const name of ["mixed", "two-broken", "all-well", "offline"] as const) {
      await prefer({ "prefers-contrast": "more", "prefers-color-scheme": scheme });
      await open(name);
      const { violations } = await axe.run(document, { runOnly: { type: "rule", values: ["color-contrast-enhanced"] }, rules: { "color-contrast-enhanced": { enabled: true } } });
      expect(violations.flatMap(({ nodes }) => nodes.map((node) => `${name} ${scheme}: ${node.html} ${node.failureSummary}`))).toEqual([]);
    }
});

test("in forced colours whatever is pressed has an edge, and where one is can be seen", async () => {
  await prefer({ "forced-colors": "active" });
  await open("mixed");
  expect(matchMedia("(forced-colors: active)").matches).toBe(true);
  for (const button of document.querySelectorAll("main .button")) {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(button);
    expect(`${borderTopStyle} ${borderTopWidth}`, button.outerHTML).toBe("solid 1px");
  }
  expect(getComputedStyle(page.getByTestId("tab-activities").element()).outlineStyle).toBe("solid");
  expect(document.querySelectorAll(".row .status svg").length).toBe(5);
});

test("with less motion nothing moves", async () => {
  await prefer({ "prefers-reduced-motion": "reduce" });
  await open("mixed", { size: phone });
  await press("bars");
  await expect.element(page.getByTestId("slide-over")).toBeVisible();
  const moving = [...document.querySelectorAll("*")].filter((each) => {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(each);
    const longest = (times: string): number => Math.max(...times.split(",").map((time) => parseFloat(time)));
    return longest(transitionDuration) > 0 || (animationName !== "none" && longest(animationDuration) > 0);
  });
  expect(moving.map((each) => each.outerHTML.slice(0, 80))).toEqual([]);
});
