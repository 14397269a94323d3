// To share: the news that feeds offer, the feeds in the settings, and those that cannot be read.
import { page } from "vitest/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { open, phone, speak, zone } from "./open";

const at = (id: string) => page.getByTestId(id);
const titles = () => [...document.querySelectorAll("[data-testid^=suggestion-] .title")].map((each) => each.textContent);
const focused = () => document.activeElement?.closest("[data-testid^=suggestion-]")?.getAttribute("data-testid");

beforeAll(() => zone("Europe/London"));
afterAll(() => zone(""));

async function openList(scene: "news" | "news-none" | "share" = "news") {
  const fake = await open(scene);
  await at("part-share").click();
  await expect.element(at("to-share")).toBeVisible();
  return fake;
}

test("the news of feeds is offered newest first, with its feed and its age", async () => {
  await openList();
  expect(titles()).toEqual(["Four hundred mornings: the autumn report", "We are looking for a baker’s apprentice", "The mill is open again"]);
  await expect.element(at("suggestion-s1")).toHaveTextContent("2h");
  await expect.element(at("suggestion-s1")).toHaveTextContent("Example Newsroom · What our neighbours eat, and when.");
  await expect.element(at("suggestion-s2")).toHaveTextContent("Yesterday");
});

test("the age of news is said in words where the short unit says nothing", async () => {
  const fake = await openList();
  for (const [language, age] of [["ja", "2時間前"], ["ar", "قبل ساعتين"]] as const) {
    await speak(fake, language);
    await expect.element(at("suggestion-s1")).toHaveTextContent(age);
  }
});

test("the tab counts unread news, which is read once it was in view for a second", async () => {
  const fake = await open("news");
  await expect.element(at("part-share")).toHaveTextContent("To share22 new");
  expect(fake.calls.filter((call) => call.startsWith("suggestion_seen"))).toEqual([]);
  await at("part-share").click();
  await expect.element(at("suggestion-s1")).toHaveClass("unread");
  await expect.poll(() => fake.calls.filter((call) => call.startsWith("suggestion_seen")), { timeout: 3000 }).toHaveLength(2);
  await expect.element(at("suggestion-s1")).not.toHaveClass("unread");
  await expect.element(at("part-share")).toHaveTextContent(/^To share$/);
});

test("Write about it only fills the composer, and keeps what was being written", async () => {
  const fake = await openList();
  await at("share-something").click();
  await at("share-text").fill("An own thought");
  await at("suggestion-s1").getByTestId("write").click();
  await expect.element(at("share-text")).toHaveValue("Four hundred mornings: the autumn report");
  await expect.element(at("link-field")).toHaveValue("https://news.example/report");
  await expect.poll(() => fake.shares.drafts.map(({ text }) => text)).toContain("An own thought");
  expect(fake.calls.some((call) => call.startsWith("share "))).toBe(false);
  await expect.element(at("chip-b1")).toHaveAttribute("aria-pressed", "true");
});

test("Not for me takes a suggestion away, passes the focus on, and can be taken back", async () => {
  await openList();
  await at("suggestion-s1").getByTestId("not-for-me").click();
  await expect.poll(titles).toHaveLength(2);
  await expect.poll(focused).toBe("suggestion-s2");
  await at("undo").click();
  await expect.poll(titles).toHaveLength(3);
  for (const id of ["s3", "s2", "s1"]) await at(`suggestion-${id}`).getByTestId("not-for-me").click();
  await expect.element(at("to-share")).toHaveTextContent("Nothing new");
  await expect.poll(() => document.activeElement?.id).toBe("tab-share");
});

test("without a feed the list says what a feed is for, and leads to the settings", async () => {
  await openList("share");
  await expect.element(at("to-share")).toHaveTextContent("Add a feed, and its news is offered here. Gander never shares it by itself.");
  await at("open-feeds").click();
  await expect.element(at("feed-address")).toBeVisible();
});

test("a feed is looked at before it is added", async () => {
  const fake = await openList("news-none");
  await at("open-feeds").click();
  await at("feed-address").fill("news.example");
  await at("feed-look").click();
  await expect.element(at("feed-found")).toHaveTextContent("Four hundred mornings: the autumn report");
  expect(document.querySelectorAll("[data-testid=feed-found] li")).toHaveLength(3);
  await expect.element(at("feed-keep")).toHaveFocus();
  expect(fake.news.feeds).toHaveLength(1);
  await at("feed-keep").click();
  await expect.element(at("feed-f2")).toBeVisible();
  expect(fake.calls).toContain("add_feed news.example");
  await at("feed-f2").getByTestId("feed-remove").click();
  await expect.element(at("feed-f2")).not.toBeInTheDocument();
  await expect.element(at("feed-address")).toHaveFocus();
});

test("an address without a feed, or inside the own network, is answered below the field", async () => {
  const fake = await openList("share");
  await at("open-feeds").click();
  for (const [code, words] of [
    ["no_feed", "No feed was found there."],
    ["private_address", "That address is inside your own network. Gander does not read it."],
    ["unreachable", "The server does not answer, or answers with an error. Try again later."],
  ] as const) {
    fake.news.found = { code, network: null };
    await at("feed-address").fill(`${code}.example`);
    await at("feed-look").click();
    await expect.element(at("feed-wrong")).toHaveTextContent(words);
    await expect.element(at("feed-address")).toHaveFocus();
    await expect.element(at("feed-address")).toHaveAttribute("aria-invalid", "true");
  }
  await expect.element(at("error")).not.toBeInTheDocument();
});

test("a feed that could not be read for three days needs the person, and one that fails since yesterday does not", async () => {
  const fake = await open("news-failing");
  await expect.element(at("need-feed-f1")).toHaveTextContent("Example Newsroom could not be read since 26 Nov");
  await expect.element(at("need-feed-f2")).not.toBeInTheDocument();
  await at("need-feed-f1").getByTestId("need-address").click();
  const edit = at("feed-f1").getByTestId("feed-address");
  await expect.element(edit).toHaveFocus();
  await edit.fill("news.example/new");
  await at("feed-f1").getByTestId("feed-look").click();
  await at("feed-f1").getByTestId("feed-keep").click();
  await expect.element(at("feed-f1")).not.toHaveTextContent("Could not be read");
  expect(fake.calls).toContain("change_feed_address f1 news.example/new");
});

test("a feed that needs the person can be tried again or removed, and one of an organization muted", async () => {
  const fake = await open("news-failing");
  await at("need-feed-f1").getByTestId("need-read").click();
  await expect.element(at("need-feed-f1")).not.toBeInTheDocument();
  expect(fake.calls).toContain("read_feed_soon f1");
  await at("need-feed-f3").getByTestId("need-mute").click();
  await expect.element(at("need-feed-f3")).not.toBeInTheDocument();
  expect(fake.news.feeds.find(({ id }) => id === "f3")?.muted).toBe(true);
});

test("an organization's feed carries its name, and can be muted but not removed", async () => {
  const fake = await openList("news");
  await at("open-feeds").click();
  await expect.element(at("feed-f3")).toHaveTextContent("From Example Newsroom");
  await expect.element(at("feed-f3").getByTestId("feed-remove")).not.toBeInTheDocument();
  await at("feed-f3").getByTestId("feed-offered").click();
  expect(fake.calls).toContain("mute_feed f3 true");
});

test("on a phone a long title is whole, and every button can be hit", async () => {
  await open("news", { size: phone });
  await at("part-share").click();
  const row = at("suggestion-s1").element();
  expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth);
  for (const button of row.querySelectorAll("button")) expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(24);
});
