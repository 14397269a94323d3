import axe from "axe-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { open, scheme, speak } from "./open";
import { sizes, visits } from "./screens";

const style = document.createElement("style");
// Without transitions, so that axe sees the final colours.
style.textContent = "* { transition: none !important; animation: none !important; }";

// A tab is loaded when it is first opened.
beforeAll(async () => void (await import("../src/lazy/details")));
afterAll(async () => {
  style.remove();
  await scheme("light");
});

test.for(visits)("$name meets WCAG 2.2 AA", { timeout: 30_000 }, async ({ scene, size, act, pictures }) => {
  const own = pictures[0]!.language;
  style.remove();
  await scheme("light");
  const fake = await open(scene, { size: sizes[size], language: own });
  await act(fake);
  document.head.append(style);
  for (const { name, theme, language } of pictures.filter((each) => each.language === own || each.language === "ar")) {
    await speak(fake, language);
    await scheme(theme);
    const { violations } = await axe.run(document, {
      runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`), name).toEqual([]);
    expect(document.documentElement.scrollWidth, name).toBeLessThanOrEqual(sizes[size].width);
  }
});
