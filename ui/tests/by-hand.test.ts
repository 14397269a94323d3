// Posts that the person shares by hand: Gander copies the text and opens the network's own page.
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

/** Plans the text for tomorrow, at Bluesky and on the profile. */
async function planned(): Promise<Fake> {
  const fake = await write(blue, facebookFine);
  await at("chip-c2").click();
  await at("when").selectOptions("tomorrow");
  await at("share-button").click();
  await expect.poll(() => fake.shares.activities).toHaveLength(1);
  return fake;
}

test("a plan says where it will be at its time, and stops nothing", async () => {
  await write(blue, facebookFine);
  await at("chip-c2").click();
  await at("when").selectOptions("tomorrow");
  await expect.element(at("line-by-hand-planned")).toHaveTextContent("You share to Facebook yourself. When the time comes, it is under Needs you.");
  expect(at("line-by-hand-profile").elements()).toEqual([]);
  await at("share-button").click();
  await expect.element(at("result")).toHaveTextContent(/^Planned for/);
});

test("Coming up says who shares, and at its time the post is under Needs you until the person has the text", async () => {
  const fake = await planned();
  const row = at("planned-a1");
  await expect.element(row.getByTestId("planned-by-hand")).toHaveTextContent("You share to Facebook yourself.");
  await row.getByTestId("planned-open").click();
  await expect.element(row.getByTestId("post-a1-c2")).toHaveTextContent("You share this one yourself");
  expect(row.getByTestId("hand-over").elements()).toEqual([]);
  fake.shares.due("a1");
  fake.shares.arrive("shared", "by_hand");
  const need = at("need-by-hand-a1-c2");
  await expect.element(need).toHaveTextContent("Share it to Facebook yourself");
  await expect.element(need.getByTestId("need-leave")).toHaveTextContent("Leave Facebook out");
  // The page opens at no press but the person's.
  expect(opened(fake)).toEqual([]);
  await need.getByTestId("need-hand-over").click();
  await expect.element(need).not.toBeInTheDocument();
  expect(opened(fake)).toEqual(["hand_over a1-c2"]);
});

test("a post by hand that is left out comes back with Undo as the person's", async () => {
  const fake = await planned();
  fake.shares.due("a1");
  await at("need-by-hand-a1-c2").getByTestId("need-leave").click();
  await expect.element(at("need-by-hand-a1-c2")).not.toBeInTheDocument();
  await at("undo").click();
  await expect.poll(() => fake.shares.activities[0]?.posts.map(({ state }) => state)).toEqual(["sharing", "planned"]);
  expect(fake.shares.activities[0]?.posts.map(({ byHand }) => byHand)).toEqual([false, true]);
});

test("Share now opens the page after the rest has left", async () => {
  const fake = await planned();
  await at("planned-menu").click();
  await at("planned-menu-now").click();
  expect(fake.calls.filter((call) => call.startsWith("settle_post"))).toEqual(["settle_post a1-b1 now", "settle_post a1-c2 now"]);
  expect(opened(fake)).toEqual([]);
  fake.shares.arrive("shared", "by_hand");
  await expect.poll(() => opened(fake)).toEqual(["hand_over a1-c2"]);
});

test("a disconnected account is no warning where the person shares by hand", async () => {
  const fake = await planned();
  fake.publish({ connections: [blue, { ...facebookFine, health: disconnected("expired") }] });
  fake.shares.publish();
  await expect.element(at("planned-a1").getByTestId("planned-by-hand")).toBeVisible();
  expect(at("planned-a1").getByTestId("warning").elements()).toEqual([]);
  await expect.element(at("planned-a1").getByTestId("planned-edit")).toBeVisible();
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
