// Contrast that axe does not measure: edges of controls, and signs that alone carry a meaning (WCAG 2.2, 1.4.11).
import { afterAll, expect, test } from "vitest";
import { page } from "vitest/browser";
import { open, scheme } from "./open";

afterAll(() => scheme("light"));

/** The luminance of a colour such as `rgb(1, 2, 3)`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = colour.match(/\d+(\.\d+)?/g)!.map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** The colour that lies behind an element. */
function behind(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/rgba\(.*, 0\)/.test(backgroundColor)) return backgroundColor;
  }
  return "rgb(255, 255, 255)";
}

test.each(["light", "dark"] as const)("edges, chevrons and the mark of the open tab stand out by three to one in the %s theme", async (theme) => {
  await scheme(theme);
  await open("mixed");
  const measured: [string, number][] = [];
  for (const each of document.querySelectorAll("main .button:not(.primary)")) measured.push([each.outerHTML, contrast(getComputedStyle(each).borderTopColor, behind(each.parentElement!))]);
  for (const each of document.querySelectorAll(".row .chevron")) measured.push([each.outerHTML, contrast(getComputedStyle(each).color, behind(each))]);
  const tab = page.getByTestId("tab-activities").element();
  measured.push([tab.outerHTML, contrast(getComputedStyle(tab, "::after").backgroundColor, behind(tab))]);
  await page.getByTestId("cog").click();
  await page.getByTestId("alerts").click();
  await expect.element(page.getByTestId("alerts-form")).toBeVisible();
  for (const each of document.querySelectorAll("input[type=checkbox]:not(:checked)")) measured.push([each.outerHTML, contrast(getComputedStyle(each).borderTopColor, behind(each.parentElement!))]);
  expect(measured.length).toBeGreaterThan(10);
  expect(measured.filter(([, ratio]) => ratio < 3)).toEqual([]);
});
