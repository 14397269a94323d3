import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import axe from "axe-core";
import { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { open, phone } from "./open";

async function settings(fake: Fake = scenes.mixed(), options = {}): Promise<Fake> {
  await open(fake, options);
  if ((options as { size?: unknown }).size === phone) {
    await page.getByTestId("bars").click();
  }
  await page.getByTestId("cog").click();
  await page.getByTestId("alerts").click();
  await expect.element(page.getByTestId("alerts-form")).toBeVisible();
  return fake;
}

async function fill(testid: string, words: string): Promise<void> {
  await page.getByTestId(testid).fill(words);
}

test("each switch acts at once, and the list above tells the person's own days", async () => {
  const fake = await settings();
  const when = page.getByText("before you must act").first();
  await expect.element(when).toHaveTextContent("10, 3 and 1 day before you must act");
  await page.getByTestId("own-days").click();
  await expect.poll(() => fake.told.settings.warn_days).toEqual([10, 3, 1]);
  await fill("days", "14, 2");
  await userEvent.tab();
  await expect.poll(() => fake.told.settings.warn_days).toEqual([14, 2]);
  await expect.element(when).toHaveTextContent("14 and 2 days before you must act");
  await page.getByTestId("quiet").click();
  await page.getByTestId("alerts-native").click();
  await page.getByTestId("tell-x").click();
  await page.getByTestId("digest").click();
  await expect.poll(() => fake.told.settings).toEqual({
    native: false, email: null, warn_days: [14, 2], quiet_hours: { from: "22:00", to: "07:00" }, digest: "09:00", muted: ["x"], shared: false,
  });
  await expect.element(page.getByTestId("save-alerts")).not.toBeInTheDocument();
  await page.getByTestId("own-days").click();
  await expect.element(when).toHaveTextContent("10, 3 and 1 day");
});

test("days that cannot be set are said at their field, and the former stay", async () => {
  const fake = await settings();
  await page.getByTestId("own-days").click();
  await expect.element(page.getByTestId("days")).toBeVisible();
  fake.badSettings = ["warn_days"];
  await fill("days", "0");
  await userEvent.tab();
  await expect.element(page.getByTestId("days")).toHaveAccessibleDescription(/one to six different numbers/);
  await expect.element(page.getByTestId("days")).toHaveValue("0");
  expect(fake.told.settings.warn_days).toEqual([10, 3, 1]);
});

test("a switch that could not be kept goes back", async () => {
  const fake = await settings();
  fake.failNext = { code: "storage", network: null };
  await page.getByTestId("quiet").click();
  await expect.element(page.getByTestId("error")).toBeVisible();
  await expect.element(page.getByTestId("quiet")).not.toBeChecked();
});

test("a mail server is saved as one, and the password is never shown again", async () => {
  const fake = await settings();
  await page.getByTestId("quiet").click();
  await page.getByTestId("mail").click();
  await fill("mail-host", "smtp.example.org");
  await page.getByTestId("mail-security").selectOptions("start_tls");
  await expect.element(page.getByTestId("mail-port")).toHaveValue("587");
  await fill("mail-username", "dana");
  await fill("mail-password", "practice-password");
  await fill("mail-from", "gander@example.org");
  await fill("mail-to", "dana@example.org, bo@example.org");
  await page.getByTestId("save-alerts").click();
  await expect.element(page.getByTestId("outcome")).toHaveTextContent("Saved");
  expect(fake.calls).toContain("set_alerts with password");
  expect(fake.told.settings).toEqual({
    native: true,
    email: {
      host: "smtp.example.org", port: 587, security: "start_tls", username: "dana", from: "gander@example.org",
      to: ["dana@example.org", "bo@example.org"],
    },
    warn_days: null,
    quiet_hours: { from: "22:00", to: "07:00" },
    digest: null,
    muted: [],
    shared: false,
  });
  await expect.element(page.getByTestId("mail-password")).toHaveValue("");
  // Another setting leaves the server as it is, and a switch takes it away at once.
  await page.getByTestId("tell-x").click();
  await expect.poll(() => fake.told.settings.muted).toEqual(["x"]);
  expect(fake.told.settings.email?.host).toBe("smtp.example.org");
  await page.getByTestId("mail").click();
  await expect.poll(() => fake.told.settings.email).toBeNull();
});

test("what cannot be set is said at its field and aloud, and nothing that was entered is lost", async () => {
  const fake = scenes.mixed();
  fake.badSettings = ["host", "to"];
  await settings(fake);
  await page.getByTestId("mail").click();
  await fill("mail-host", "https://smtp.example.org");
  await fill("mail-password", "practice-password");
  await page.getByTestId("save-alerts").click();
  await expect.element(page.getByTestId("mail-host")).toHaveAttribute("aria-invalid", "true");
  await expect.element(page.getByTestId("mail-host")).toHaveAccessibleDescription(/only the server’s name/);
  await expect.element(page.getByTestId("live")).toHaveTextContent(/one to ten addresses/);
  await expect.element(page.getByTestId("mail-host")).toHaveValue("https://smtp.example.org");
  await expect.element(page.getByTestId("mail-password")).toHaveValue("practice-password");
});

test("a test mail says what came of it", async () => {
  const fake = scenes.mixed();
  fake.mailTrouble = "password_refused";
  await settings(fake);
  await page.getByTestId("mail").click();
  await fill("mail-host", "smtp.example.org");
  await page.getByTestId("test-mail").click();
  await expect.element(page.getByTestId("outcome")).toHaveTextContent(/refused the username or the password/);
  fake.mailTrouble = null;
  let answer: () => void = () => {};
  fake.slow = new Promise((answered) => (answer = answered));
  await page.getByTestId("test-mail").click();
  await expect.element(page.getByTestId("underway")).toHaveTextContent("Asking the mail server…");
  answer();
  await expect.element(page.getByTestId("outcome")).toHaveTextContent(/Check your inbox/);
  await expect.element(page.getByTestId("underway")).not.toBeInTheDocument();
});

test("a pause is shown above everything and ended there", async () => {
  const fake = await settings();
  await page.getByTestId("pause-hour").click();
  await expect.element(page.getByTestId("banner-paused")).toHaveTextContent(/paused until/);
  await page.getByTestId("banner-resume").click();
  await expect.element(page.getByTestId("banner-paused")).not.toBeInTheDocument();
  expect(fake.calls).toEqual(expect.arrayContaining(["pause_alerts hour", "pause_alerts end"]));
});

test("every part of it can be used by everybody, also in Arabic on a phone", async () => {
  for (const options of [{}, { size: phone, language: "ar" }]) {
    const fake = scenes.mixed();
    fake.told = { ...fake.told, not_shown: true, mail_trouble: "unreachable" };
    await settings(fake, options);
    for (const part of ["own-days", "quiet", "digest", "mail"]) await page.getByTestId(part).click();
    await expect.poll(() => fake.told.settings.digest).not.toBeNull();
    fake.badSettings = ["warn_days", "quiet_hours", "host", "port", "security", "username", "from", "to"];
    await page.getByTestId("save-alerts").click();
    await expect.element(page.getByTestId("outcome")).toBeVisible();
    // A control that is scrolled under the bar is no target.
    scrollTo(0, 0);
    const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
    await userEvent.keyboard("{Escape}");
  }
});
