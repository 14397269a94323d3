import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { scenes } from "../src/ipc/scenes";
import { desktop, open, phone, row } from "./open";

const panel = () => page.getByTestId("slide-over");

test("the bars stand on the far right and open a slide-over from the right", async () => {
  await open("mixed", { size: phone });
  const bars = page.getByTestId("bars").element().getBoundingClientRect();
  expect(bars.right).toBeGreaterThan(phone.width - 24);
  await page.getByTestId("bars").click();
  await expect.element(panel()).toHaveTextContent(/^Your accounts · 5\s*1 needs attention/);
  await expect.poll(() => panel().element().getBoundingClientRect().right).toBe(phone.width);
  const cog = page.getByTestId("cog").element().getBoundingClientRect();
  expect(cog.right).toBeGreaterThan(phone.width - 24);
});

test("the focus is trapped in the slide-over and returns to the bars", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await expect.element(panel()).toBeVisible();
  for (let step = 0; step < 14; step++) {
    await userEvent.keyboard("{Tab}");
    expect(panel().element().contains(document.activeElement)).toBe(true);
  }
  for (let step = 0; step < 14; step++) {
    await userEvent.keyboard("{Shift>}{Tab}{/Shift}");
    expect(panel().element().contains(document.activeElement)).toBe(true);
  }
  await userEvent.keyboard("{Escape}");
  await expect.element(panel()).not.toBeInTheDocument();
  await expect.element(page.getByTestId("bars")).toHaveFocus();
});

test("the system's back gesture closes the slide-over", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await expect.element(panel()).toBeVisible();
  history.back();
  await expect.element(panel()).not.toBeInTheDocument();
  await expect.element(page.getByTestId("social-accounts")).toBeVisible();
});

test("a swipe to the right closes the slide-over, a short one or one downwards does not", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  swipe(panel().element(), 40, 0);
  swipe(panel().element(), 90, 200);
  await expect.element(panel()).toBeVisible();
  swipe(panel().element(), 160, 10);
  await expect.element(panel()).not.toBeInTheDocument();
});

test("in a language from right to left it comes from the other side", async () => {
  await open("mixed", { size: phone, language: "ar" });
  expect(document.documentElement.dir).toBe("rtl");
  await page.getByTestId("bars").click();
  await expect.poll(() => panel().element().getBoundingClientRect().left).toBe(0);
  swipe(panel().element(), -160, 10);
  await expect.element(panel()).not.toBeInTheDocument();
});

test("the tabs of the slide-over lead on and close it", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await page.getByTestId("tab-policies").click();
  await expect.element(panel()).not.toBeInTheDocument();
  await expect.element(page.getByTestId("policies")).toBeVisible();
});

test("the slide-over says whose account it is, and that first where a network has more than one", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  const rows = () => [...panel().element().querySelectorAll(".names")].map((each) => each.textContent.trim());
  await expect.poll(rows).toEqual(["LinkedInDana Reyes", "FacebookDana Reyes", "Instagram@danareyes", "Mastodon@dana@hachyderm.example", "X@danar"].map((each) => expect.stringMatching(new RegExp(each.replace(/(LinkedIn|Facebook|Instagram|Mastodon|X)/, "^$1\\s*")))));
  await page.getByTestId("close-menu").click();
  await expect.element(panel()).not.toBeInTheDocument();
  const fake = scenes.mixed();
  const twin = { ...fake.state.connections[4]!, id: "c6", username: "gazette" };
  fake.publish({ connections: [...fake.state.connections, twin] });
  await open(fake, { size: phone });
  await page.getByTestId("bars").click();
  await expect.poll(() => rows().slice(-2)).toEqual([expect.stringMatching(/^@danar\s*X$/), expect.stringMatching(/^@gazette\s*X$/)]);
});

test("an account in the slide-over leads to its row", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await panel().getByText("LinkedIn").click();
  await expect.element(row("c1").getByTestId("reauthorize")).toHaveFocus();
});

test("the cog opens Settings as a list with Social Networks first: Disconnected, Active, and all to add", async () => {
  const fake = await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await page.getByTestId("cog").click();
  await expect.element(panel()).not.toBeInTheDocument();
  const list = page.getByRole("navigation", { name: "Settings" });
  await expect.element(list).toBeVisible();
  expect(list.getByRole("button").elements().map((each) => each.textContent.trim())).toEqual([
    expect.stringMatching(/^Social Networks\s*1\s*1 needs attention$/), "Alerts", "Feeds", "Apps and keys", "General", "About",
  ]);
  await page.getByTestId("social-networks").click();
  await expect.element(list).not.toBeInTheDocument();
  const settings = page.getByTestId("settings");
  expect([...settings.element().querySelectorAll("h1, h2")].map((each) => each.textContent)).toEqual([
    "Social Networks",
    "Disconnected",
    "Active",
    "Add an account",
  ]);
  await page.getByTestId("network-row-c1").getByTestId("relink").click();
  // Another account at a network that has one already.
  await page.getByTestId("connect-facebook").click();
  expect(fake.calls).toEqual(["reauthorize c1", "connect facebook"]);
  await page.getByTestId("connect-threads").click();
  await expect.element(page.getByTestId("set-up-dialog")).toBeVisible();
});

test("a sign-in that began in Social Networks comes back to its row there", async () => {
  const fake = await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await page.getByTestId("cog").click();
  await page.getByTestId("social-networks").click();
  fake.goTo("c1");
  await expect.element(page.getByTestId("network-row-c1").getByTestId("relink")).toHaveFocus();
  await expect.element(page.getByTestId("settings")).toBeVisible();
});

test("each step back leads to the page above, which it names: a section, the list, Activities", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await page.getByTestId("cog").click();
  await page.getByTestId("about").click();
  await expect.element(page.getByTestId("settings")).toHaveTextContent("Font Awesome Free");
  expect([...page.getByTestId("settings").element().querySelectorAll("h1")].map((each) => each.textContent)).toEqual(["About"]);
  await expect.element(page.getByTestId("back")).toHaveTextContent("Settings");
  await page.getByTestId("back").click();
  await expect.element(page.getByTestId("alerts")).toBeVisible();
  await expect.element(page.getByTestId("back")).toHaveTextContent("Activities");
  history.back();
  await expect.element(page.getByTestId("back")).not.toBeInTheDocument();
  await expect.element(page.getByTestId("social-accounts")).toBeVisible();
});

test("the system's back gesture leads from a tab to Activities first, however the tab was reached", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await page.getByTestId("tab-history").click();
  await expect.element(page.getByTestId("history")).toBeVisible();
  await page.getByTestId("bars").click();
  await page.getByTestId("cog").click();
  await page.getByTestId("about").click();
  await page.getByTestId("bars").click();
  await page.getByTestId("tab-policies").click();
  await expect.element(page.getByTestId("policies")).toBeVisible();
  await expect.poll(() => history.state.path.map((spot: { tab: string }) => spot.tab)).toEqual(["activities", "policies"]);
  history.back();
  await expect.element(page.getByTestId("policies")).not.toBeInTheDocument();
  await expect.poll(() => history.state.path).toHaveLength(1);
  expect(page.getByTestId("history").elements()).toEqual([]);
});

test("a row of Social Networks opens into the account's details, where it can be disconnected", async () => {
  const fake = await open("mixed", { size: phone });
  for (const id of ["bars", "cog", "social-networks"]) await page.getByTestId(id).click();
  const own = page.getByTestId("network-row-c3");
  await own.getByTestId("row-head").click();
  await own.getByTestId("disconnect").click();
  await own.getByTestId("disconnect-confirm").click();
  expect(fake.calls).toEqual(["disconnect c3"]);
  await expect.element(own).not.toBeInTheDocument();
});

test("what a finger presses is 44 px or more", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await expect.element(panel()).toBeVisible();
  const small = [...document.querySelectorAll("button")].filter((button) => {
    const { width, height } = button.getBoundingClientRect();
    return width > 1 && (height < 44 || width < 44);
  });
  expect(small.map((button) => button.outerHTML)).toEqual([]);
});

test("a window that is widened puts the slide-over away", async () => {
  await open("mixed", { size: phone });
  await page.getByTestId("bars").click();
  await expect.element(panel()).toBeVisible();
  await page.viewport(desktop.width, desktop.height);
  await expect.element(panel()).not.toBeInTheDocument();
  await expect.element(page.getByTestId("tab-activities")).toBeVisible();
});

function swipe(target: Element, across: number, along: number): void {
  const touch = (x: number, y: number): Touch => new Touch({ identifier: 1, target, clientX: x, clientY: y });
  const fire = (name: string, at: Touch, ended = false): void => {
    target.dispatchEvent(new TouchEvent(name, { touches: ended ? [] : [at], changedTouches: [at], bubbles: true, cancelable: true }));
  };
  fire("touchstart", touch(200, 300));
  fire("touchmove", touch(200 + across, 300 + along));
  fire("touchend", touch(200 + across, 300 + along), true);
}

test.each([
  ["in the widget", [], "username"],
  ["in Social Networks", ["bars", "cog", "social-networks"], "who"],
])("a name %s that is too long is cut at its end, and stands where its row begins, whichever way the letters run", async (_, ways, testid) => {
  const fake = await open("mixed", { size: phone, language: "ar" });
  const names = ["A name of many words that goes on and on, far past the end of the row", "اسم طويل جدا لا تتسع له شاشة هاتف صغيرة مهما كان حجم الحروف التي يكتب بها الاسم", "Dana", "دانا"];
  fake.publish({ connections: fake.state.connections.slice(0, 4).map((each, nth) => ({ ...each, username: null, display_name: names[nth]! })) });
  for (const id of ways) await page.getByTestId(id).click();
  for (const name of names) {
    const shown = page.getByTestId(testid).filter({ hasText: name });
    await expect.element(shown).toBeVisible();
    const element = shown.element();
    const box = element.getBoundingClientRect();
    const letters = document.createRange();
    letters.setStart(element.firstChild!, 0);
    letters.setEnd(element.firstChild!, 1);
    const { left, right } = letters.getBoundingClientRect();
    expect(left, name).toBeGreaterThanOrEqual(box.left - 1);
    expect(right, name).toBeLessThanOrEqual(box.right + 1);
    letters.selectNodeContents(element);
    if (name.length < 5) expect(letters.getBoundingClientRect().right, name).toBeCloseTo(box.right, 0);
  }
});
