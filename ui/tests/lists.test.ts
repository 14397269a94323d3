// The lists of sharing and what they can do: Coming up, the posts that ask, and Shared.
import { page } from "vitest/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { open, phone, zone } from "./open";

const at = (id: string) => page.getByTestId(id);

beforeAll(() => zone("Europe/London"));
afterAll(() => zone(""));

test("a plan that was cancelled as a whole says once that it was not shared", async () => {
  await open("shared-more");
  await at("part-shared").click();
  const words = at("activity-a11").element().textContent ?? "";
  expect(words.match(/Not shared/g)).toHaveLength(1);
  expect(words).toContain("Mastodon and Bluesky");
});

test("on a phone a long name is not cut beside a long state", async () => {
  await open("shared-more", { size: phone });
  await at("part-shared").click();
  const name = at("post-p18").element().querySelector<HTMLElement>(".name")!;
  expect(name.scrollWidth).toBeLessThanOrEqual(name.clientWidth);
});

test("an opened activity that waits says so once for each account", async () => {
  await open("planned");
  await at("planned-a7").getByTestId("planned-open").click();
  expect(at("planned-a7").element().textContent?.match(/Waits for Bluesky/g)).toHaveLength(1);
});

test("an account that was refused once says that it is being checked, and its posts wait", async () => {
  const fake = await open("sharing-refused-once");
  await at("share-something").click();
  await at("share-text").fill("Hello");
  await at("chip-b1").click();
  await expect.element(at("chip-b1")).toHaveTextContent("being checked");
  await expect.element(at("line-unconfirmed")).toHaveTextContent("Bluesky refused Gander once. Gander shares there once a check passes.");
  await at("share-button").click();
  expect(fake.shares.activities[0]!.posts.map(({ state }) => state)).toEqual(["waits_for_network", "sharing"]);
});

const planned = (id: string) => at(`planned-${id}`);

async function choose(id: string, item: string): Promise<void> {
  await planned(id).getByTestId("planned-menu").click();
  await at(`planned-menu-${item}`).click();
}

test("a plan is held back while it is edited, and saved with its time, its rule and its texts", async () => {
  const fake = await open("planned");
  await planned("a5").getByTestId("planned-edit").click();
  await expect.element(at("share-text")).toHaveValue("Meet us at the winter market");
  await expect.element(at("chip-b1")).toHaveAttribute("aria-pressed", "true");
  await expect.element(at("when")).toHaveValue("choose");
  await expect.element(at("late")).toHaveValue("6h");
  expect(fake.calls).toContain("hold p7,p8");
  await at("share-text").fill("Meet us at the winter market, at nine");
  await expect.element(at("share-button")).toHaveTextContent("Save changes");
  await at("late").selectOptions("ask");
  await at("share-button").click();
  await expect.element(planned("a5")).toHaveTextContent("Meet us at the winter market, at nine");
  expect(fake.calls.filter((call) => call.startsWith("edit_activity"))).toEqual([expect.stringMatching(/^edit_activity a5 p7,p8 b1,m1 \S+ ask$/)]);
  expect(fake.shares.drafts.map(({ text }) => text)).not.toContain("Meet us at the winter market, at nine");
});

test("leaving the editor lets the plan go as it was, and makes no draft", async () => {
  const fake = await open("planned");
  const before = fake.shares.drafts.length;
  await choose("a6", "edit");
  await expect.element(at("share-text")).toBeVisible();
  await at("close-composer").click();
  await expect.poll(() => fake.calls).toContain("let_go p9");
  expect(fake.shares.drafts).toHaveLength(before);
  expect(fake.calls.some((call) => call.startsWith("edit_activity"))).toBe(false);
});

test("changed text of an editor that is left stays as a draft", async () => {
  const fake = await open("planned");
  await choose("a6", "edit");
  await at("share-text").fill("Saffron buns, perhaps");
  await at("close-composer").click();
  await expect.poll(() => fake.shares.drafts.map(({ text }) => text)).toContain("Saffron buns, perhaps");
  await expect.element(planned("a6")).toHaveTextContent("Saffron buns are back");
});

test("a discarded edit comes back as an edit", async () => {
  const fake = await open("planned");
  await choose("a6", "edit");
  await at("share-text").fill("Saffron buns, perhaps");
  await at("discard").click();
  await expect.poll(() => fake.calls).toContain("let_go p9");
  await at("undo-discard").click();
  await expect.element(at("share-text")).toHaveValue("Saffron buns, perhaps");
  await expect.element(at("share-button")).toHaveTextContent("Save changes");
});

test("an edit that comes too late says so, and its text is a draft", async () => {
  const fake = await open("planned");
  await choose("a6", "edit");
  await at("share-text").fill("Saffron buns, too late");
  await expect.poll(() => fake.shares.drafts.map(({ text }) => text)).toContain("Saffron buns, too late");
  fake.editActivity = () => Promise.reject({ code: "already_left", network: null });
  await at("share-button").click();
  await expect.element(at("error")).toHaveTextContent("Gander has already begun to share this, so it can no longer be changed.");
  await expect.element(at("share-text")).toHaveValue("Saffron buns, too late");
  await expect.element(at("line-nowhere")).toBeVisible();
});

test("a plan that cannot be held is not opened", async () => {
  const fake = await open("planned");
  fake.failNext = { code: "already_left", network: null };
  await choose("a6", "edit");
  await expect.element(at("error")).toHaveTextContent("already begun to share this");
  expect(at("share-text").elements()).toEqual([]);
});

test("changes to a plan that was shared in part apply to the rest alone", async () => {
  await open("changing");
  await choose("a41", "edit");
  await expect.element(at("line-only")).toHaveTextContent("Changes apply only to Mastodon.");
  await expect.element(at("share-text")).toHaveValue("Saffron buns are back, for all of the fediverse");
  expect(at("chip-b1").elements()).toEqual([]);
});

test("a plan shows the time of its own zone beside the one here", async () => {
  const fake = await open("changing");
  const tomorrow = new Date();
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(14, 30, 0, 0);
  fake.shares.publish({ activities: fake.shares.activities.map((each) => (each.id === "a40" ? { ...each, plannedAt: tomorrow.toISOString() } : each)) });
  await expect.element(planned("a40").getByTestId("other-time")).toHaveTextContent(/^\d\d?:\d\d in New York, 14:30 here$/);
  expect(planned("a41").getByTestId("other-time").elements()).toEqual([]);
});

test("a plan for an account that is cut offers Reauthorize, and Edit in its menu", async () => {
  const fake = await open("changing");
  await planned("a41").getByTestId("planned-reauthorize").click();
  expect(fake.calls).toContain("reauthorize m1");
});

test("the menu of a plan shares it now or changes its time", async () => {
  const fake = await open("planned");
  await choose("a6", "time");
  await expect.element(at("new-time")).toHaveFocus();
  await at("new-time").fill("2020-01-01T09:00");
  await at("new-time-save").click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("That time has passed.");
  await at("new-time").fill("2099-01-01T09:00");
  await at("new-time-save").click();
  expect(fake.calls.at(-1)).toBe("change_time a6 2099-01-01T09:00:00+00:00");
  await expect.element(planned("a6").getByTestId("planned-menu")).toHaveFocus();
  await choose("a6", "now");
  await expect.poll(() => fake.calls.at(-1)).toBe("settle_post p9 now");
  expect(document.activeElement).not.toBe(document.body);
});

test("a late activity gets another time", async () => {
  const fake = await open("asks");
  await at("need-late-a30").getByTestId("need-time").click();
  await at("new-time").fill("2099-01-01T09:00");
  await at("new-time-save").click();
  expect(fake.calls).toContain("change_time a30 2099-01-01T09:00:00+00:00");
  await expect.element(planned("a30")).toBeVisible();
});

test("many activities that waited ask one question, and go out spaced or not at all", async () => {
  const fake = await open("asks");
  const asks = at("need-asks-m1");
  await expect.element(asks).toHaveTextContent("4 activities waited for Mastodon");
  await asks.getByTestId("need-leave").click();
  await expect.element(asks).not.toBeInTheDocument();
  await at("undo").click();
  await expect.poll(() => fake.calls.filter((call) => call.endsWith(" again"))).toHaveLength(4);
});

test("the answer shares all of them", async () => {
  const fake = await open("asks");
  await at("need-asks-m1").getByTestId("need-share-all").click();
  await expect.poll(() => fake.calls).toEqual([23, 22, 21, 20].map((post) => `settle_post p${post} spaced`));
});

test("the text of an activity is copied", async () => {
  const fake = await open("shared");
  await at("part-shared").click();
  await at("menu-a9").click();
  await at("menu-a9-copy").click();
  expect(fake.calls).toContain("copy_activity a9");
  await expect.element(at("live")).toHaveTextContent("Copied");
});

test("the same own text at the same account within a week is told", async () => {
  const fake = await open("changing");
  fake.shares.publish({ activities: fake.shares.activities.map((each) => ({ ...each, posts: each.posts.map((post) => (post.id === "p41" ? { ...post, own: "Buns, for Bluesky" } : post)) })) });
  await at("share-something").click();
  await at("share-text").fill("Saffron buns are back");
  expect(at("line-twin").elements()).toEqual([]);
  await at("share-text").fill("Buns, for Bluesky");
  await expect.element(at("line-twin")).toHaveTextContent(/^You shared this to Bluesky on .*\. Bluesky may not take it again\.$/);
});

test("what a deletion costs is said for the ticked ones, and where no app may delete there is a link", async () => {
  const fake = await open("shared");
  const changed = (id: string): object =>
    ({ p11: { network: "instagram", networkName: "Instagram", deletable: false }, p12: { network: "x", networkName: "X", deleteCost: { amount: "0.010", currency: "USD" } } })[id] ?? {};
  fake.shares.publish({ activities: fake.shares.activities.map((each) => ({ ...each, posts: each.posts.map((post) => ({ ...post, ...changed(post.id) })) })) });
  await at("part-shared").click();
  await at("menu-a8").click();
  await at("menu-a8-delete").click();
  await expect.element(at("delete-posts-dialog")).toHaveTextContent("Delete the post from X?");
  await expect.element(at("delete-cost")).toHaveTextContent("X charges your app about US$0.010.");
  expect(at("delete-p11").elements()).toEqual([]);
  await expect.element(at("delete-there-p11")).toHaveTextContent("Delete it at Instagram");
  await at("delete-there-p11").click();
  await at("delete-p12").click();
  expect(at("delete-cost").elements()).toEqual([]);
  await at("delete-p12").click();
  await at("delete-posts-confirm").click();
  await expect.element(at("post-p12")).toHaveTextContent(/Deleted \d?\d:\d\d/);
  expect(fake.calls).toEqual(["open_post p11", "delete_post p12"]);
  // Only the link is left, and stands in the menu itself.
  await at("menu-a8").click();
  await expect.element(at("menu-a8-delete-p11")).toHaveTextContent("Delete it at Instagram");
});

test("posts are deleted at the networks that are ticked, and one that refuses can be asked again", async () => {
  const fake = await open("shared");
  fake.shares.keeping.add("mastodon");
  await at("part-shared").click();
  await at("menu-a8").click();
  await at("menu-a8-delete").click();
  await expect.element(at("delete-posts-dialog")).toHaveTextContent("Delete the post from Mastodon and Bluesky?");
  await at("delete-p11").click();
  await at("delete-p12").click();
  await at("delete-posts-confirm").click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Choose at least one account.");
  await at("delete-p11").click();
  await at("delete-p12").click();
  await at("delete-posts-confirm").click();
  await expect.element(at("post-p11")).toHaveTextContent("Mastodon did not delete it.");
  await expect.element(at("post-p12")).toHaveTextContent(/Deleted \d?\d:\d\d/);
  expect(at("post-p12").getByTestId("open-post").elements()).toEqual([]);
  expect(fake.calls).toEqual(["delete_post p11", "delete_post p12"]);
  fake.shares.keeping.clear();
  await at("post-p11").getByTestId("delete-again").click();
  await expect.element(at("post-p11")).toHaveTextContent(/Deleted \d?\d:\d\d/);
  await at("menu-a8").click();
  expect(at("menu-a8-delete").elements()).toEqual([]);
});
