import axe from "axe-core";
import { page } from "vitest/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scenes } from "../src/ipc/fake";
import { desktop, open, phone, scheme } from "./open";

const sizes = { desktop, phone };
type Scene = keyof typeof scenes;
const press = (...ids: string[]) => async (): Promise<void> => {
  for (const id of ids) await page.getByTestId(id).first().click();
};
/** Some of it is loaded when it is first opened. */
const until = (shown: string, ...ids: string[]) => async (): Promise<void> => {
  await press(...ids)();
  await expect.element(page.getByTestId(shown).first()).toBeVisible();
};
const screens: { name: string; scene: Scene; on: (keyof typeof sizes)[]; act?: () => Promise<void>; language?: string }[] = [
  ...(Object.keys(scenes) as Scene[]).map((scene) => ({ name: scene, scene, on: ["desktop" as const, "phone" as const] })),
  { name: "details with pages", scene: "pages", on: ["desktop", "phone"], act: press("row-head", "pages-look") },
  { name: "details", scene: "mixed", on: ["desktop", "phone"], act: until("check-now", "row-head") },
  { name: "disconnect", scene: "mixed", on: ["desktop", "phone"], act: press("row-head", "disconnect") },
  { name: "add a network", scene: "mixed", on: ["desktop", "phone"], act: press("add-network") },
  { name: "app keys", scene: "first-keys", on: ["desktop", "phone"], act: until("set-up-dialog", "connect-linkedin") },
  { name: "an invitation", scene: "invited", on: ["desktop", "phone"], act: until("invitation") },
  { name: "history", scene: "mixed", on: ["desktop"], act: until("history", "tab-history") },
  { name: "history", scene: "mixed", on: ["phone"], act: until("history", "bars", "tab-history") },
  { name: "policies", scene: "mixed", on: ["desktop"], act: until("policies", "tab-policies") },
  { name: "policies", scene: "mixed", on: ["phone"], act: until("policies", "bars", "tab-policies") },
  { name: "slide-over", scene: "mixed", on: ["phone"], act: until("slide-over", "bars") },
  { name: "the keys of an app are removed", scene: "mixed", on: ["desktop"], act: press("cog", "apps-and-keys", "check-keys-linkedin", "remove-keys-linkedin") },
  ...["social-networks", "alerts", "apps-and-keys", "general", "about"].flatMap((section) => [
    { name: section, scene: "mixed" as const, on: ["desktop" as const], act: until("settings", "cog", section) },
    { name: section, scene: "mixed" as const, on: ["phone" as const], act: until("settings", "bars", "cog", section) },
  ]),
  { name: "Arabic", scene: "mixed", on: ["desktop", "phone"], language: "ar" },
];

// A tab is loaded when it is first opened.
beforeAll(async () => void (await import("../src/opened")));
afterAll(() => scheme("light"));

describe.each(["light", "dark"] as const)("in %s", (colours) => {
  for (const { name, scene, on, act, language } of screens)
    for (const size of on)
      test(`${name} on the ${size} meets WCAG 2.2 AA`, async () => {
        await scheme(colours);
        await open(scene, { size: sizes[size], ...(language ? { language } : {}) });
        await act?.();
        // One that is called off, because a dialog came over it, has ended as well; one of what is not shown stands still.
        const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity && (effect as KeyframeEffect).target?.checkVisibility());
        await Promise.allSettled(ending.map((each) => each.finished));
        const { violations } = await axe.run(document, {
          runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
        expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(sizes[size].width);
      });
});
