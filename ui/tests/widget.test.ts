import { page } from "vitest/browser";
import { expect, test } from "vitest";
import { scenes } from "../src/ipc/scenes";
import { open, row } from "./open";

test("the rows stand in the order of urgency and carry their status", async () => {
  await open("mixed");
  const rows = [...document.querySelectorAll("[data-testid^='row-c']")] as HTMLElement[];
  expect(rows.map((each) => `${each.dataset.network} ${each.dataset.status}`)).toEqual([
    "linkedin disconnected",
    "facebook expiring",
    "instagram active",
    "mastodon unreachable",
    "x active",
  ]);
  await expect.element(page.getByTestId("needs-you")).toHaveTextContent("1 needs attention");
});

test("it says no more than the network proved", async () => {
  await open("two-broken");
  await expect.element(row("c1").getByTestId("why")).toHaveTextContent(/^LinkedIn revoked Gander’s access on \d+ \w+\.?( \d{4})?\.$/);
  await expect.element(row("c2").getByTestId("why")).toHaveTextContent(/^Your password changed at Facebook on /);
  await expect.element(row("c7").getByTestId("why")).toHaveTextContent("X wants you to confirm that it is you. Log in at x.com, then reauthorize.");
  await expect.element(row("c8").getByTestId("why")).toHaveTextContent(/^Foundry refused to renew Gander’s access on /);
  await expect.element(row("c6").getByTestId("why")).toHaveTextContent("Threads refused the keys of your developer app.");
});

test("it says what a disconnect costs", async () => {
  await open("mixed");
  await expect.element(row("c1").getByTestId("cost")).toHaveTextContent(/^Reauthorize by .+ to keep your LinkedIn data\.$/);
  await expect.element(row("c2").getByTestId("cost")).toHaveTextContent(/^Reauthorize by .+\. After that Facebook no longer lets Gander in\.$/);
  await expect.element(row("c4").getByTestId("cost")).toHaveTextContent(/^Active, but no answer since .+\. Nothing to do\.$/);
});

test("it is quiet when all is well", async () => {
  await open("all-well");
  await expect.element(page.getByTestId("quiet")).toHaveTextContent(/^All 4 accounts are Active\. Next for you: reauthorize Facebook by .+\.$/);
  await expect.element(page.getByTestId("needs-you")).not.toBeInTheDocument();
});

test("many quiet accounts are folded, and one that is asked for unfolds them", async () => {
  const fake = await open("many");
  await expect.element(row("m9")).not.toBeInTheDocument();
  fake.goTo("m9");
  await expect.element(row("m9").getByTestId("row-head")).toHaveFocus();
});

const terms = (id: string) => [...row(id).element().querySelectorAll("dt")].map((each) => each.textContent);

test("a row opens into what the person must do and when, and every other clock on demand", async () => {
  await open("all-well");
  await row("c1").getByTestId("row-head").click();
  await expect.element(row("c1").getByTestId("next")).toHaveTextContent(/^Reauthorize by .+ in 10 months/);
  await expect.element(row("c1").getByText("Renewable until")).not.toBeInTheDocument();
  await expect.element(row("c1").getByText("Access until")).not.toBeVisible();
  await row("c1").getByTestId("all-dates").click();
  await expect.element(row("c1").getByText("Access until")).toBeVisible();
  // The details do not show the date by which to reauthorize a second time under another name.
  expect(terms("c1")).toEqual(["Signed in", "Access until", "Next renewal", "Last checked", "Next check"]);
});

test("what Gander renews by itself asks for no day, and what has no end says so", async () => {
  const fake = scenes.mixed();
  fake.publish({ connections: fake.state.connections.map((each) => (each.id === "c5" ? { ...each, clocks: { ...each.clocks, access_until: null, next_renewal: null } } : each)) });
  await open(fake);
  await row("c3").getByTestId("row-head").click();
  await expect.element(row("c3").getByTestId("next")).toHaveTextContent("Gander renews this access by itself.");
  await row("c5").getByTestId("row-head").click();
  await expect.element(row("c5").getByTestId("next")).toHaveTextContent("This access has no end date.");
});

test("what is disconnected tells what is over, and of what is ahead only when its data may go", async () => {
  await open("mixed");
  await row("c1").getByTestId("row-head").click();
  await expect.element(row("c1").getByTestId("row-head")).toHaveAttribute("aria-expanded", "true");
  await expect.poll(() => terms("c1")).toEqual(["Signed in", "Access ended", "LinkedIn may delete your data after", "Last checked"]);
  await expect.element(row("c1").getByTestId("next")).not.toBeInTheDocument();
  await expect.element(row("c1").getByTestId("evidence")).toHaveTextContent("HTTP 401 · REVOKED_ACCESS_TOKEN / 65601");
  await expect.element(row("c1").getByTestId("evidence")).toHaveTextContent("when Gander checked the account");
  await expect.element(row("c1")).toHaveTextContent("Disconnected · access revoked");
});

test("Check now asks the network", async () => {
  const fake = await open("mixed");
  await row("c3").getByTestId("row-head").click();
  await row("c3").getByTestId("check-now").click();
  expect(fake.calls).toEqual(["check c3"]);
});

test("Disconnect asks first and says what is lost", async () => {
  const fake = await open("mixed");
  await row("c3").getByTestId("row-head").click();
  await row("c3").getByTestId("disconnect").click();
  const question = page.getByRole("dialog", { name: "Disconnect @danareyes from Instagram?" });
  await expect.element(question).toHaveTextContent("Gander deletes this account’s tokens and dates from this device.");
  await expect.element(row("c3").getByTestId("disconnect-keep")).toHaveFocus();
  expect(fake.calls).toEqual([]);
  // If the network lets no app end its own access, the row names the page for that.
  await expect.element(row("c3").getByTestId("by-hand")).toHaveTextContent(/^Instagram lets no app end its own access/);
  await row("c3").getByTestId("revoke-page").click();
  await row("c3").getByTestId("disconnect-confirm").click();
  expect(fake.calls).toEqual(["open_revoke_page instagram", "disconnect c3"]);
  await expect.element(row("c3")).not.toBeInTheDocument();
});

test("Where Gander ends its own access, nothing is left to do by hand", async () => {
  await open("mixed");
  await row("c5").getByTestId("row-head").click();
  await row("c5").getByTestId("disconnect").click();
  await expect.element(row("c5").getByTestId("disconnect-keep")).toHaveFocus();
  expect(row("c5").getByTestId("by-hand").elements()).toEqual([]);
});

test("the first run invites, and connecting brings the first row", async () => {
  const fake = await open("first-run");
  await expect.element(page.getByTestId("social-accounts")).toHaveTextContent("Gander has no server.");
  await expect.element(page.getByText("Practice").first()).toBeVisible();
  await page.getByTestId("connect-facebook").click();
  expect(fake.calls).toEqual(["connect facebook"]);
  await expect.element(page.getByTestId("social-accounts")).toHaveTextContent("Finish signing in to Facebook in your browser.");
  fake.succeed(fake.state.sign_ins[0]!.id);
  await expect.element(row("new-facebook")).toHaveAttribute("data-status", "active");
  await expect.element(row("new-facebook").getByTestId("row-head")).toHaveFocus();
});

test("a network without keys explains how to get them and sends them in once", async () => {
  const fake = await open("first-keys");
  await page.getByTestId("connect-linkedin").click();
  await expect.element(page.getByTestId("redirect")).toHaveTextContent("http://localhost:8723/callback");
  await page.getByTestId("copy-redirect").click();
  await page.getByTestId("save-keys").click();
  await expect.element(page.getByTestId("client-id")).toHaveFocus();
  await expect.element(page.getByTestId("client-id")).toHaveAccessibleDescription("Fill this in first.");
  await page.getByTestId("client-id").fill("practice-client");
  await page.getByTestId("save-keys").click();
  await expect.element(page.getByTestId("client-secret")).toHaveFocus();
  await page.getByTestId("client-secret").fill("practice-secret");
  await page.getByTestId("save-keys").click();
  expect(fake.calls).toEqual(["copy_redirect linkedin", "set_app linkedin practice-client with secret"]);
  await expect.element(page.getByTestId("set-up-dialog")).not.toBeInTheDocument();
  await expect.element(page.getByTestId("connect-linkedin")).toHaveTextContent("Connect");
  await page.getByTestId("cog").click();
  await page.getByTestId("apps-and-keys").click();
  await page.getByTestId("open-keys-linkedin").click();
  await page.getByTestId("keys-linkedin").click();
  await expect.element(page.getByTestId("client-secret")).toHaveValue("");
});

test("a new account under way is shown among the others", async () => {
  const fake = await open("mixed");
  await page.getByTestId("add-network").click();
  await page.getByTestId("connect-bluesky").click();
  expect(fake.calls).toEqual(["connect bluesky"]);
  await expect.element(page.getByTestId("row-new-bluesky").first()).toHaveAttribute("data-status", "connecting");
  await expect.element(page.getByTestId("connect-bluesky")).not.toBeInTheDocument();
  await expect.element(page.getByTestId("add-network")).toHaveFocus();
});

test.each([
  ["locked", "banner-vault-locked", "Nothing is lost or overwritten."],
  ["unusable-file", "banner-network-files", "pond.toml:16: missing key"],
  ["disk", "banner-storage-problem", "nothing is lost while Gander stays open."],
  ["altered", "banner-database-altered", "Gander uses nothing that was changed, and deletes nothing."],
  ["memory", "banner-vault-memory", "After you quit, you sign in again."],
] as const)("the %s state is told above everything", async (scene, banner, words) => {
  await open(scene);
  await expect.element(page.getByTestId(banner)).toHaveTextContent(words);
});

test("a change of status is announced once, politely", async () => {
  const fake = await open("all-well");
  await expect.element(page.getByTestId("live")).toHaveAttribute("aria-live", "polite");
  expect(document.querySelectorAll("[aria-live], [role='alert']")).toHaveLength(1);
  fake.publish({
    connections: fake.state.connections.map((each) =>
      each.id === "c3" ? { ...each, health: { status: "unreachable", since: new Date().toISOString() } } : each,
    ),
  });
  await expect.element(page.getByTestId("live")).toHaveTextContent(/^Can’t reach it: @danareyes, Instagram\. Active, but no answer/);
});

test("the first paint of the widget is marked", async () => {
  performance.clearMarks("widget-painted");
  await open("mixed");
  await expect.poll(() => performance.getEntriesByName("widget-painted").length).toBe(1);
});

test("the time ahead and the time behind stand beside the widget", async () => {
  await open("mixed");
  await expect.element(page.getByTestId("coming-up")).toHaveTextContent("Reauthorize Facebook");
  await expect.element(page.getByTestId("coming-up")).toHaveTextContent("Gander renews Instagram");
  await expect.element(page.getByTestId("coming-up")).toHaveTextContent(/Next check at .+: Facebook, Instagram, Mastodon and X/);
  await expect.element(page.getByTestId("what-happened")).toHaveTextContent("Renewed by Gander");
});

test("Policies opens the network's own page through Gander", async () => {
  const fake = await open("mixed");
  await page.getByTestId("tab-policies").click();
  await page.getByTestId("page-linkedin").click();
  expect(fake.calls).toEqual(["open_page linkedin"]);
});
