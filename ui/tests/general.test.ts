import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { scenes } from "../src/ipc/scenes";
import { spoken } from "../src/text/text.svelte";
import { open, phone } from "./open";

const language = () => page.getByTestId("language");
const login = () => page.getByTestId("starts-at-login");

async function general(fake = scenes.mixed(), options = {}): Promise<typeof fake> {
  await open(fake, options);
  if ("size" in options) await page.getByTestId("bars").click();
  await page.getByTestId("cog").click();
  await page.getByTestId("general").click();
  await expect.element(language()).toBeVisible();
  return fake;
}

test("a chosen language is spoken at once, also by what was loaded before it, and Rust remembers it", async () => {
  const fake = await general();
  for (const [tag, activities, note] of [
    ["de", "Aktivitäten", "Beim Anmelden starten"],
    ["ar", "الأنشطة", "البدء عند تسجيل الدخول"],
    ["en", "Activities", "Start when you log in"],
  ] as const) {
    await userEvent.selectOptions(language(), tag);
    await expect.element(page.getByTestId("tab-activities")).toHaveTextContent(activities);
    await expect.element(page.getByTestId("settings")).toHaveTextContent(note);
    expect(document.documentElement.lang).toBe(tag);
    expect(document.documentElement.dir).toBe(tag === "ar" ? "rtl" : "ltr");
  }
  await userEvent.selectOptions(language(), "");
  expect(fake.calls).toEqual(["set_language de", "set_language ar", "set_language en", "set_language system"]);
  await expect.element(language()).toHaveValue("");
});

test("a language that another window or the command line chose is spoken here too", async () => {
  const fake = await open("mixed");
  fake.publish({ language: "fr" });
  await expect.element(page.getByTestId("tab-activities")).toHaveTextContent("Activités");
});

test("a chosen language keeps the region of a system that speaks it", () => {
  expect(spoken(null, "de-AT")).toBe("de-AT");
  expect(spoken("de", "de-AT")).toBe("de-AT");
  expect(spoken("fr", "de-AT")).toBe("fr");
});

test("starting at login is what the system says, also after it refused", async () => {
  const fake = await general();
  await expect.element(login()).not.toBeChecked();
  await login().click();
  await expect.element(login()).toBeChecked();
  expect(fake.login).toBe(true);
  await expect.element(login()).toBeEnabled();
  fake.failNext = { code: "unsupported", network: null };
  await login().click();
  await expect.element(page.getByTestId("login-refused")).toBeVisible();
  await expect.element(login()).toBeChecked();
  await expect.element(page.getByTestId("live")).toHaveTextContent("This system did not accept the setting. Nothing changed.");
});

test("a phone says nothing of logging in", async () => {
  const fake = scenes.mixed();
  fake.login = null;
  await general(fake, { size: phone });
  await expect.element(login()).not.toBeInTheDocument();
});
