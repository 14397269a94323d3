// What became of an activity: Needs you, Coming up, and Shared.
import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import type { Fake } from "../src/ipc/fake";
import { open, row } from "./open";

const at = (id: string) => page.getByTestId(id);
const need = (id: string) => page.getByTestId(`need-${id}`);
const settled = (fake: Fake): string[] => fake.calls.filter((call) => call.startsWith("settle_post"));
const post = (fake: Fake, id: string) => fake.shares.activities.flatMap(({ posts }) => posts).find((each) => each.id === id)!;

test("what needs the person stands in the order of the four kinds, and each names its account", async () => {
  await open("needs-you");
  await expect.element(at("sharing-needs")).toBeVisible();
  const words = [...at("sharing-needs").element().querySelectorAll(".card > li")].map((each) => each.querySelector(".words")!.textContent.trim().replace(/, .*/, ""));
  expect(words).toEqual(["2 activities wait for Mastodon", "Was due yesterday", "Not known whether Bluesky shared it", "Bluesky does not take it"]);
  await expect.element(need("waits-m1")).toHaveTextContent("@dana@hachyderm.example");
  await expect.element(need("late-a3")).toHaveTextContent("This device was off or asleep.");
  await expect.element(need("unknown-p2")).toHaveTextContent("No answer at");
  await expect.element(need("refused-p6")).toHaveTextContent("The link could not be read.");
  await expect.element(row("m1").getByTestId("waits")).toHaveTextContent("2 activities wait for this account.");
});

test("one row for an account shows what waits, and leads to Reauthorize", async () => {
  const fake = await open("needs-you");
  await need("waits-m1").getByTestId("need-show").click();
  await expect.element(need("waits-m1")).toHaveTextContent("Saffron buns are back on Friday.");
  await need("waits-m1").getByTestId("need-reauthorize").click();
  expect(fake.calls).toEqual(["reauthorize m1"]);
  await expect.element(need("waits-m1").getByTestId("need-reauthorize")).not.toBeInTheDocument();
  await expect.element(row("m1").getByTestId("row-head")).toHaveFocus();
});

test("the focus goes from the last row to the tabs", async () => {
  const fake = await open("needs-you");
  fake.shares.publish({ activities: fake.shares.activities.filter(({ posts }) => posts.some(({ id }) => id === "p5")) });
  await need("late-a3").getByTestId("need-now").click();
  await expect.element(at("sharing-needs")).not.toBeInTheDocument();
  await expect.element(at("part-coming")).toHaveFocus();
});

test("keys that are missing are set up from the row", async () => {
  const fake = await open("needs-you");
  await expect.element(need("waits-m1")).toBeVisible();
  fake.publish({ connections: fake.state.connections.map((each) => (each.id === "m1" ? { ...each, health: { status: "set_up_needed", what: "app_keys_missing" } } : each)) });
  fake.shares.publish();
  await expect.element(need("waits-m1").getByTestId("need-reauthorize")).toHaveTextContent("Set up");
});

test("an account that was removed keeps its activities, and can be connected again", async () => {
  const fake = await open("needs-you");
  await expect.element(need("waits-m1")).toBeVisible();
  fake.publish({ connections: fake.state.connections.filter(({ id }) => id !== "m1") });
  fake.shares.publish({
    activities: fake.shares.activities.map((each) => ({ ...each, posts: each.posts.map((one) => (one.connection === "m1" ? { ...one, connection: null, target: null } : one)) })),
  });
  await expect.element(at("sharing-needs")).toHaveTextContent("2 activities wait for Mastodon");
  await expect.element(at("need-connect")).toBeVisible();
});

test("a late activity is shared now or left out", async () => {
  const fake = await open("needs-you");
  await need("late-a3").getByTestId("need-now").click();
  expect(settled(fake)).toEqual(["settle_post p5 now"]);
  await expect.element(need("late-a3")).not.toBeInTheDocument();
});

test("several late ones can be shared together", async () => {
  const fake = await open("needs-you");
  const [, , overdue] = fake.shares.activities;
  fake.shares.publish({ activities: [...fake.shares.activities, { ...overdue!, id: "a33", posts: overdue!.posts.map((each) => ({ ...each, id: "p55" })) }] });
  await at("share-all-late").click();
  await expect.poll(() => settled(fake)).toEqual(["settle_post p5 spaced", "settle_post p55 spaced"]);
});

test("an unknown post is looked for, opened, or said to be there, with its address or without", async () => {
  const fake = await open("needs-you");
  const unknown = need("unknown-p2");
  await unknown.getByTestId("need-look").click();
  await unknown.getByTestId("need-profile").click();
  expect(fake.calls).toEqual(["settle_post p2 look", "open_post p2"]);
  await unknown.getByTestId("need-there").click();
  await expect.element(at("there-address")).toHaveFocus();
  await at("there-address").fill("no address");
  await at("there-save").click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("This address is not valid.");
  await at("there-address").fill("bsky.example/post/1");
  await userEvent.keyboard("{Enter}");
  expect(fake.calls.at(-1)).toBe("settle_post p2 there https://bsky.example/post/1");
  await expect.element(unknown).not.toBeInTheDocument();
});

test("sharing an unknown post again asks first", async () => {
  const fake = await open("needs-you");
  await need("unknown-p2").getByTestId("need-again").click();
  await expect.element(at("share-again-dialog")).toHaveTextContent("Share to Bluesky again? If the first one arrived, it is there twice.");
  await at("share-again-keep").click();
  expect(settled(fake)).toEqual([]);
  await need("unknown-p2").getByTestId("need-again").click();
  await at("share-again-confirm").click();
  expect(settled(fake)).toEqual(["settle_post p2 again"]);
});

test("a refused post is edited for its account alone, and the edited text replaces it", async () => {
  const fake = await open("needs-you");
  await need("refused-p6").getByTestId("need-edit").click();
  await expect.element(at("share-text")).toHaveValue("We are hiring two bakers");
  await expect.element(at("share-button")).toHaveTextContent("Save changes");
  await at("share-text").fill("We are hiring two more bakers");
  await at("share-button").click();
  await expect.poll(() => fake.calls).toContain("edit_activity a4 p6 b1");
  expect(post(fake, "p6").state).toBe("sharing");
});

test("a row that leaves passes the focus to the next, and the last one to the heading or the row above", async () => {
  await open("needs-you");
  (need("late-a3").getByTestId("need-leave").element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(need("late-a3")).not.toBeInTheDocument();
  await expect.element(need("unknown-p2").getByTestId("need-look")).toHaveFocus();
});

test("planned activities and waiting ones stand among the dates, each with at most one warning", async () => {
  await open("planned");
  const coming = at("coming-up");
  await expect.element(at("planned-a7")).toHaveTextContent("Waits for Bluesky");
  await expect.element(at("planned-a6").getByTestId("warning")).toHaveTextContent(/^After access to Mastodon ends on /);
  expect(at("planned-a5").getByTestId("warning").elements()).toEqual([]);
  await expect.element(coming).toHaveTextContent(/Reauthorize Mastodon.*1 planned activity comes after/);
  const ids = [...coming.element().querySelectorAll("ol > li")].map((each) => (each as HTMLElement).dataset.testid ?? "a date");
  expect(ids[0]).toBe("planned-a7");
  expect(ids.indexOf("planned-a5")).toBeLessThan(ids.indexOf("planned-a6"));
});

test("a plan for a disconnected account says what comes first", async () => {
  await open("needs-you");
  await expect.element(at("planned-a5").getByTestId("warning")).toHaveTextContent("Reauthorize Mastodon first");
});

test("a plan opens to its whole text, is cancelled, and comes back with Undo", async () => {
  const fake = await open("planned");
  const title = at("planned-a6").getByTestId("planned-open");
  await expect.element(title).toBeVisible();
  await expect.element(title.element().querySelector<HTMLElement>(".title")!).toHaveClass("excerpt");
  await title.click();
  await expect.element(title.element().querySelector<HTMLElement>(".title")!).not.toHaveClass("excerpt");
  await expect.element(at("planned-a6")).toHaveTextContent("Only this week, and only while they last.");
  (at("planned-a6").getByTestId("planned-menu").element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}{End}{Enter}");
  await expect.element(at("planned-a6")).not.toBeInTheDocument();
  await expect.element(at("live")).toHaveTextContent("Cancelled. The text stays under Shared.");
  expect(document.activeElement).not.toBe(document.body);
  await at("undo").click();
  await expect.element(at("planned-a6")).toBeVisible();
  expect(settled(fake)).toEqual(["settle_post p9 cancel", "settle_post p9 again"]);
});

test("what was shared stands by day, and its time opens the post", async () => {
  const fake = await open("shared");
  await at("part-coming").click();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  await expect.element(at("part-shared")).toHaveFocus();
  expect([...at("shared").element().querySelectorAll("h3")]).toHaveLength(3);
  await at("activity-a8").getByTestId("open-post").first().click();
  expect(fake.calls).toEqual(["open_post p11"]);
});

test("an activity leaves the list on request, and the focus stays among the others", async () => {
  const fake = await open("shared");
  await at("part-shared").click();
  await at("menu-a8").click();
  await userEvent.keyboard("{End}");
  await expect.element(at("menu-a8-remove")).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(at("activity-a8")).not.toBeInTheDocument();
  expect(fake.calls).toEqual(["remove_activity a8"]);
  await expect.element(at("menu-a9")).toHaveFocus();
});

test("sharing again fills the composer and chooses no account", async () => {
  await open("shared");
  await at("part-shared").click();
  await at("menu-a10").click();
  await at("menu-a10-again").click();
  await expect.element(at("share-text")).toHaveValue("Thank you for a good October");
  await expect.element(at("line-nowhere")).toHaveTextContent("Choose where to share.");
});

test("an empty list says what will stand there", async () => {
  await open("share");
  await at("part-shared").click();
  await expect.element(at("shared")).toHaveTextContent("What you share appears here, with a link to each post.");
});

test("an update that comes while the first answer is under way is not undone by it", async () => {
  const fake = (await import("../src/ipc/scenes")).scenes.share();
  let answer = (): void => {};
  const first = fake.shares.view();
  fake.sharing = () => new Promise((resolve) => (answer = () => resolve(first)));
  localStorage.clear();
  await open(fake);
  fake.shares.save(null, { text: "Newer", link: null, card: false, pictures: [], to: [], own: {}, titles: {} });
  await expect.element(at("drafts")).toBeVisible();
  answer();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect.element(at("drafts")).toHaveTextContent("Drafts (1)");
});
