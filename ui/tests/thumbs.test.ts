// The pictures in the list Shared.
import { page } from "vitest/browser";
import { expect, test } from "vitest";
import type { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { open } from "./open";

const of = (id: string) => page.getByTestId(`activity-${id}`).getByTestId("thumb");

async function openShared(fake: Fake): Promise<string[]> {
  const asked: string[] = [];
  const answer = fake.picture.bind(fake);
  fake.picture = (hash) => {
    asked.push(hash);
    return answer(hash);
  };
  localStorage.clear();
  await open(fake);
  await page.getByTestId("part-shared").click();
  return asked;
}

test("an activity shows its first picture, or that of its link's card, from this device", async () => {
  await openShared(scenes.shared());
  await expect.element(of("a8")).toHaveAttribute("alt", "The mill at sunrise");
  await expect.element(of("a10")).toHaveAttribute("alt", "");
  for (const id of ["a8", "a10"]) expect(of(id).element().getAttribute("src")).toMatch(/^data:image\//);
  expect(of("a9").elements()).toEqual([]);
});

test("a picture that is no longer there leaves no empty place", async () => {
  const fake = scenes.shared();
  fake.shares.activities = fake.shares.activities.map((each) => (each.id === "a9" ? { ...each, cardPicture: "gone" } : each));
  await openShared(fake);
  await expect.element(of("a8")).toBeVisible();
  await expect.poll(() => page.getByTestId("activity-a9").element().querySelector(".thumb")).toBeNull();
});

test("of a long list, the pictures in view alone are read", async () => {
  const fake = scenes["share-twelve"]();
  fake.shares.activities = fake.shares.activities.map((each, nth) => ({ ...each, cardPicture: `sample-#${100 + nth}` }));
  const asked = await openShared(fake);
  await expect.element(of("many-0")).toBeVisible();
  await expect.poll(() => page.getByTestId("shared").element().querySelectorAll("[data-testid^='activity-']"), { timeout: 10_000 }).toHaveLength(200);
  expect(asked.length).toBeLessThan(30);
  page.getByTestId("activity-many-199").element().scrollIntoView();
  await expect.element(of("many-199")).toBeVisible();
});

test("the posts of a long list take their place before they are drawn, and are drawn when they come into view", async () => {
  await openShared(scenes["share-twelve"]());
  const last = page.getByTestId("activity-many-199");
  await expect.poll(() => last.elements(), { timeout: 10_000 }).toHaveLength(1);
  const posts = last.element().querySelector<HTMLElement>(".posts")!;
  const isDrawn = (): boolean => posts.querySelector("[data-testid=open-post]")!.checkVisibility({ contentVisibilityAuto: true });
  const { height } = posts.getBoundingClientRect();
  expect([height, isDrawn()]).toEqual([60, false]);
  posts.scrollIntoView();
  await expect.poll(isDrawn).toBe(true);
  expect(posts.getBoundingClientRect().height).toBe(height);
});
