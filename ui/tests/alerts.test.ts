import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import axe from "axe-core";
import { Fake, scenes } from "../src/ipc/fake";
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

test("what is set is saved as one, and the password is never shown again", async () => {
  const fake = await settings();
  await page.getByTestId("own-days").click();
  await fill("days", "14, 2");
  await page.getByTestId("quiet").click();
  await page.getByTestId("tell-x").click();
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
    warn_days: [14, 2],
    quiet_hours: { from: "22:00", to: "07:00" },
    digest: null,
    muted: ["x"],
  });
  await expect.element(page.getByTestId("mail-password")).toHaveValue("");
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
  await expect.element(page.getByTestId("mail-host")).toHaveAccessibleDescription(/name alone/);
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
  await expect.element(page.getByTestId("outcome")).toHaveTextContent(/refused the name or the password/);
  fake.mailTrouble = null;
  let answer: () => void = () => {};
  fake.slow = new Promise((answered) => (answer = answered));
  await page.getByTestId("test-mail").click();
  await expect.element(page.getByTestId("underway")).toHaveTextContent("Asking the mail server…");
  answer();
  await expect.element(page.getByTestId("outcome")).toHaveTextContent(/Look into your inbox/);
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
    fake.badSettings = ["warn_days", "quiet_hours", "host", "port", "security", "username", "from", "to"];
    await settings(fake, options);
    for (const part of ["own-days", "quiet", "digest", "mail"]) await page.getByTestId(part).click();
    await page.getByTestId("save-alerts").click();
    await expect.element(page.getByTestId("outcome")).toBeVisible();
    // What is scrolled under the bar is no target.
    scrollTo(0, 0);
    const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
    await userEvent.keyboard("{Escape}");
  }
});
