// What the person shares by hand: Gander copies the text and opens the network's own page.
import { page } from "vitest/browser";
import { expect, test } from "vitest";
import { Fake } from "../src/ipc/fake";
import { disconnected, facebookFine, insta, state } from "../src/ipc/samples";
import { blue, clips } from "../src/ipc/shared-samples";
import { open } from "./open";

const at = (id: string) => page.getByTestId(id);
const opened = (fake: Fake): string[] => fake.calls.filter((call) => call.startsWith("hand_over "));

async function write(...accounts: Parameters<typeof state>[0]): Promise<Fake> {
  localStorage.clear();
  const fake = new Fake(state(accounts));
  fake.shares.isOn = true;
  await open(fake);
  await at("share-something").click();
  await at("share-text").fill("Hello");
  return fake;
}

test("a profile is off at first, says who shares, and tells what Gander does", async () => {
  await write(blue, facebookFine);
  await expect.element(at("chip-c2")).toHaveTextContent("you share it");
  await expect.element(at("chip-c2")).toHaveAttribute("aria-pressed", "false");
  await at("chip-c2").click();
  await expect.element(at("chip-c2")).toHaveTextContent("you share it");
  await expect.element(at("line-by-hand-profile")).toHaveTextContent("Facebook lets no app share to a profile. Gander copies the text and opens Facebook.");
  await expect.element(at("share-button")).toHaveTextContent("Share to 2");
});

test("each network gives its own reason", async () => {
  await write(blue, clips, insta);
  await at("chip-t1").click();
  await at("chip-c3").click();
  await expect.element(at("line-by-hand-texts")).toHaveTextContent("TikTok lets no app share texts. Gander copies the text and opens TikTok.");
  await expect.element(at("line-by-hand-pictures")).toHaveTextContent("Instagram takes only pictures that are already on the web. Gander copies the text and opens Instagram.");
});

test("the network's page opens once, after the others have left", async () => {
  const fake = await write(blue, facebookFine);
  await at("chip-c2").click();
  await at("share-button").click();
  await expect.element(at("result")).toHaveTextContent("Sharing to Bluesky…");
  expect(opened(fake)).toEqual([]);
  fake.shares.arrive("shared");
  await expect.element(at("result")).toHaveTextContent("Shared to Bluesky. You share to Facebook yourself.");
  await expect.poll(() => opened(fake)).toEqual(["hand_over a1-c2"]);
  fake.shares.publish();
  await at("part-shared").click();
  expect(opened(fake)).toEqual(["hand_over a1-c2"]);
});

test("a disconnected account needs no sign-in for it, and nothing waits", async () => {
  const fake = await write({ ...facebookFine, health: disconnected("expired") });
  await at("chip-c2").click();
  expect(at("line-disconnected").elements()).toEqual([]);
  await at("share-button").click();
  await expect.element(at("result")).toHaveTextContent("You share to Facebook yourself.");
  await expect.poll(() => opened(fake)).toEqual(["hand_over a1-c2"]);
});

test("of two, the first opens by itself, and each has a button", async () => {
  const fake = await write(blue, facebookFine, clips);
  await at("chip-b1").click();
  await at("chip-c2").click();
  await at("chip-t1").click();
  await at("share-button").click();
  await expect.poll(() => opened(fake)).toEqual(["hand_over a1-c2"]);
  await at("post-a1-t1").first().getByTestId("hand-over").click();
  await expect.poll(() => opened(fake)).toEqual(["hand_over a1-c2", "hand_over a1-t1"]);
});

test("it cannot be planned, and the line leaves it out", async () => {
  const fake = await write(blue, facebookFine);
  await at("chip-c2").click();
  await at("when").selectOptions("tomorrow");
  await expect.element(at("line-by-hand-planned")).toHaveTextContent("You share to Facebook yourself, so it cannot be planned.");
  await at("share-button").click();
  await expect.element(at("line-by-hand-planned")).toHaveFocus();
  expect(fake.calls.filter((call) => call.startsWith("share "))).toEqual([]);
  await at("line-leave-out").click();
  expect(at("line-by-hand-planned").elements()).toEqual([]);
  await expect.element(at("chip-c2")).toHaveAttribute("aria-pressed", "false");
});

test("the list of what was shared says who shares it, and opens the page again", async () => {
  const fake = await write(facebookFine);
  await at("chip-c2").click();
  await at("share-button").click();
  await expect.poll(() => opened(fake)).toHaveLength(1);
  await at("part-shared").click();
  const post = at("shared").getByTestId("post-a1-c2");
  await expect.element(post).toHaveTextContent("You share this one yourself");
  await post.getByTestId("hand-over").click();
  await expect.poll(() => opened(fake)).toHaveLength(2);
});
