// Sharing on a phone: the composer fills the screen, the camera is beside the pictures, and a reminder leads to its activity.
import { page } from "vitest/browser";
import { afterEach, expect, test } from "vitest";
import { Fake } from "../src/ipc/fake";
import { disconnected, facebookFine, state } from "../src/ipc/samples";
import { blue } from "../src/ipc/shared-samples";
import { open, phone } from "./open";

const at = (id: string) => page.getByTestId(id);

async function write(...accounts: Parameters<typeof state>[0]): Promise<Fake> {
  localStorage.clear();
  const fake = new Fake(state(accounts.length > 0 ? accounts : [blue]));
  fake.shares.isOn = true;
  await open(fake, { size: phone });
  await expect.element(at("share-something")).toBeVisible();
  return fake;
}

/** The page believes that it is on this system from now on. */
const be = (platform: string): void => void (document.documentElement.dataset.platform = platform);

const viewport = window.visualViewport;

afterEach(() => {
  Object.defineProperty(window, "visualViewport", { value: viewport, configurable: true });
});

test("the camera is beside the pictures on Android and iOS alone, and its picture attaches", async () => {
  await write();
  await at("share-something").click();
  await expect.element(at("add-picture")).toBeVisible();
  expect(at("take-picture").elements()).toEqual([]);
  for (const platform of ["android", "ios"]) {
    await write();
    be(platform);
    await at("share-something").click();
    await expect.element(at("take-picture")).toHaveTextContent("Camera");
    const input = at("camera-file").element() as HTMLInputElement;
    expect([input.accept, input.getAttribute("capture"), input.multiple]).toEqual(["image/*", "environment", false]);
    let asked = 0;
    input.click = () => void asked++;
    await at("take-picture").click();
    expect(asked).toBe(1);
    const files = new DataTransfer();
    files.items.add(new File(["a picture"], "image.jpg", { type: "image/jpeg" }));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await expect.element(at("describe-0")).toBeVisible();
  }
});

test("only a plan, and only on a phone, says that Gander must be opened", async () => {
  await write();
  await at("share-something").click();
  await at("share-text").fill("Hello");
  await at("when").selectOptions("tomorrow");
  await expect.element(at("late")).toBeVisible();
  expect(at("line-phone").elements()).toEqual([]);
  await write();
  be("android");
  await at("share-something").click();
  await at("share-text").fill("Hello");
  expect(at("line-phone").elements()).toEqual([]);
  await at("when").selectOptions("tomorrow");
  await expect.element(at("line-phone")).toHaveTextContent("On a phone, Gander shares when you open it. If you allow notifications, it reminds you then.");
  await at("share-button").click();
  await expect.element(at("result")).toHaveTextContent(/^Planned for/);
});

test("the pictures, the camera, the preview and the tightest count stay above the keyboard", async () => {
  const seen = Object.assign(new EventTarget(), { height: phone.height, offsetTop: 0 });
  Object.defineProperty(window, "visualViewport", { value: seen, configurable: true });
  await write();
  be("ios");
  await at("share-something").click();
  await at("share-text").fill("x\n".repeat(145));
  await expect.element(page.getByText("10 left")).toBeVisible();
  const bottom = (id: string): number => at(id).element().getBoundingClientRect().bottom;
  seen.height = phone.height - 336;
  seen.dispatchEvent(new Event("resize"));
  for (const id of ["add-picture", "take-picture", "preview-button"]) await expect.poll(() => bottom(id)).toBeLessThanOrEqual(phone.height - 336);
  // The text is large enough that iOS does not zoom into it.
  expect(parseFloat(getComputedStyle(at("share-text").element()).fontSize)).toBeGreaterThanOrEqual(16);
  seen.height = phone.height;
  seen.dispatchEvent(new Event("resize"));
  await expect.poll(() => bottom("add-picture")).toBeGreaterThan(phone.height - 200);
});

test.each([
  ["en-GB", 10, 170, 200],
  ["ar", phone.width - 10, -170, phone.width - 200],
])("in %s a swipe from the edge closes the composer and keeps the draft, and one elsewhere does not", async (language, from, across, middle) => {
  localStorage.clear();
  const fake = new Fake(state([blue]));
  fake.shares.isOn = true;
  await open(fake, { size: phone, language });
  await at("share-something").click();
  await at("share-text").fill("Half a thought");
  const sheet = at("composer-sheet").element();
  swipe(sheet, middle, across);
  await expect.element(at("composer-sheet")).toBeVisible();
  swipe(sheet, from, across);
  await expect.element(at("composer-sheet")).not.toBeInTheDocument();
  await expect.poll(() => fake.shares.drafts.map(({ text }) => text)).toEqual(["Half a thought"]);
});

function swipe(target: Element, from: number, across: number): void {
  const touch = (x: number): Touch => new Touch({ identifier: 1, target, clientX: x, clientY: 300 });
  const fire = (name: string, at: Touch, ended = false): void => void target.dispatchEvent(new TouchEvent(name, { touches: ended ? [] : [at], changedTouches: [at], bubbles: true, cancelable: true }));
  fire("touchstart", touch(from));
  fire("touchmove", touch(from + across));
  fire("touchend", touch(from + across), true);
}

/** Plans a text for these accounts. */
async function planned(...accounts: Parameters<typeof state>[0]): Promise<Fake> {
  const fake = await write(...accounts);
  await at("share-something").click();
  await at("share-text").fill("Hello");
  if (accounts.length > 1) {
    await at("share-accounts").click();
    await at("chip-c2").click();
  }
  await at("when").selectOptions("tomorrow");
  await at("share-button").click();
  await expect.element(at("composer-sheet")).not.toBeInTheDocument();
  return fake;
}

test("a reminder leads to its activity: planned, to share by hand, or shared", async () => {
  const fake = await planned(blue, facebookFine);
  // The open sheet closes, and a draft stays.
  await at("share-something").click();
  fake.lead({ to: "activity", id: "a1" });
  await expect.poll(() => document.activeElement?.closest("[data-activity]")?.getAttribute("data-activity")).toBe("a1");
  await expect.element(at("composer-sheet")).not.toBeInTheDocument();

  fake.shares.due("a1");
  fake.shares.arrive("shared", "by_hand");
  await at("part-coming").click();
  (document.activeElement as HTMLElement).blur();
  fake.lead({ to: "activity", id: "a1" });
  await expect.poll(() => document.activeElement?.closest("[data-activity]")?.getAttribute("data-activity")).toBe("a1");

  fake.shares.handOver("a1-c2");
  await at("bars").click();
  await at("tab-policies").click();
  fake.lead({ to: "activity", id: "a1" });
  await expect.poll(() => document.activeElement?.closest("[data-activity]")?.getAttribute("data-activity")).toBe("a1");
});

test("an activity that waits for an account is in the account's row under Needs you", async () => {
  const fake = await planned(blue);
  fake.publish({ connections: [{ ...blue, health: disconnected("expired") }] });
  fake.shares.arrive("waits");
  await expect.element(at("sharing-needs")).toBeVisible();
  fake.lead({ to: "activity", id: "a1" });
  await expect.poll(() => document.activeElement?.id).toBe("needs-title");
});

test("a reminder of an activity that is gone leads to Activities and does nothing else", async () => {
  const fake = await write();
  await at("bars").click();
  await at("tab-policies").click();
  fake.lead({ to: "activity", id: "gone" });
  await expect.element(at("share-something")).toBeVisible();
  expect(document.activeElement?.closest("[data-activity]")).toBeNull();
});
