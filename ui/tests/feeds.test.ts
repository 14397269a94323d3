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

test("news shows its picture from this device, and its place is kept without one", async () => {
  const fake = await openList();
  const place = (id: string) => at(`suggestion-${id}`).element().querySelector<HTMLElement>(".picture")!;
  for (const id of ["s1", "s2"]) {
    const picture = at(`suggestion-${id}`).getByTestId("thumb");
    await expect.element(picture).toHaveAttribute("alt", "");
    expect(picture.element().getAttribute("src")).toMatch(/^data:image\//);
    await expect.poll(() => picture.element().getBoundingClientRect().width).toBe(56);
  }
  expect(at("suggestion-s3").getByTestId("thumb").elements()).toEqual([]);
  for (const id of ["s1", "s2", "s3"]) expect(place(id).getBoundingClientRect()).toMatchObject({ width: 56, height: 56 });
  // A picture that comes later moves nothing.
  const heights = () => [...document.querySelectorAll("[data-testid^=suggestion-]")].map((row) => row.getBoundingClientRect().height);
  const former = heights();
  fake.news.publish({ suggestions: fake.news.suggestions.map((each) => (each.key === "s3" ? { ...each, picture: "sample-#4d6b8f" } : each)) });
  await expect.element(at("suggestion-s3").getByTestId("thumb")).toBeVisible();
  expect(heights()).toEqual(former);
});

test("Write about it brings the words of the news that its link does not bring", async () => {
  const fake = await openList();
  const [first] = fake.news.suggestions;
  for (const [title, summary, link, words] of [
    ["A title", "A summary", "https://news.example/1", "A title"],
    ["A title", "A summary", null, "A title\n\nA summary"],
    ["A title", "", null, "A title"],
    ["The beginning of a post…", "The beginning of a post without a title", "https://news.example/1", "The beginning of a post without a title"],
    ["A post", "A post", null, "A post"],
    ["https://news.example/1", "", "https://news.example/1", ""],
  ] as const) {
    fake.news.publish({ suggestions: [{ ...first!, title, summary, link }] });
    await expect.poll(titles).toEqual([title]);
    await at("suggestion-s1").getByTestId("write").click();
    await expect.element(at("share-text")).toHaveValue(words);
    if (link) await expect.element(at("link-field")).toHaveValue(link);
    else await expect.element(at("link-field")).not.toBeInTheDocument();
  }
});

test("the accounts are remembered for each feed", async () => {
  const fake = await openList();
  const chosen = () => [...document.querySelectorAll("[data-testid^=chip-][aria-pressed=true]")].map((chip) => chip.getAttribute("data-testid"));
  const [first] = fake.news.suggestions;
  fake.news.publish({ suggestions: [first!, { ...first!, key: "s9", title: "More of the same feed", link: null }, { ...first!, feed: "f2", key: "s8", title: "Of another feed", link: null }] });
  await at("suggestion-s8").getByTestId("write").click();
  await expect.poll(() => chosen().length).toBeGreaterThan(1);
  const all = chosen();
  await at("suggestion-s9").getByTestId("write").click();
  await at("chip-b1").click();
  const some = chosen();
  expect(some).toHaveLength(all.length - 1);
  await at("share-button").click();
  await expect.poll(() => fake.calls.some((call) => call.startsWith("share "))).toBe(true);
  await at("suggestion-s1").getByTestId("write").click();
  await expect.poll(chosen).toEqual(some);
  await at("suggestion-s8").getByTestId("write").click();
  await expect.poll(chosen).toEqual(all);
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
    ["no_server", "No such server was found. Check the address."],
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
  const since = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "Europe/London" }).format(Date.parse(fake.news.feeds[0]!.failingSince!));
  await expect.element(at("need-feed-f1")).toHaveTextContent(`Example Newsroom could not be read since ${since}`);
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
