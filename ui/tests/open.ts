import { cdp, page } from "vitest/browser";
import { cleanup, render } from "vitest-browser-svelte";
import { expect } from "vitest";
import App from "../src/App.svelte";
import { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { Text } from "../src/text/text.svelte";
import "../src/styles/tokens.css";
import "../src/styles/base.css";

export const desktop = { width: 1080, height: 720 };
export const phone = { width: 390, height: 844 };

/** Opens the window on a scene, as a person would find it. */
export async function open(scene: keyof typeof scenes | Fake, { size = desktop, language = "en-GB" } = {}): Promise<Fake> {
  await cleanup();
  await page.viewport(size.width, size.height);
  // Each scene is a window that was never open before. A test that hands over its own keeper decides for itself.
  if (!(scene instanceof Fake)) localStorage.clear();
  const fake = scene instanceof Fake ? scene : scenes[scene]();
  const text = new Text();
  await text.use(language);
  await render(App, { client: fake, text });
  await expect.element(page.getByTestId(scene === "loading" ? "skeleton" : "social-accounts")).toBeVisible();
  return fake;
}

/** The same window in another language. */
export async function speak(fake: Fake, language: string): Promise<void> {
  const spoken = new Intl.Locale(language).language;
  if (document.documentElement.lang === spoken) return;
  fake.publish({ language });
  await expect.poll(() => document.documentElement.lang).toBe(spoken);
}

export const row = (id: string) => page.getByTestId(`row-${id}`);

/** The number of the sign-in under way. */
export function signIn(fake: Fake): number {
  const [first] = fake.state.sign_ins;
  if (!first) throw new Error("no sign-in is under way");
  return first.id;
}

interface Emulation {
  send(method: string, params: unknown): Promise<unknown>;
}

export async function scheme(value: "light" | "dark"): Promise<void> {
  await prefer({ "prefers-color-scheme": value });
}

/** Emulates the system's preferences, such as `{ "prefers-contrast": "more" }`, in place of all former ones. */
export async function prefer(features: Record<string, string>): Promise<void> {
  await (cdp() as unknown as Emulation).send("Emulation.setEmulatedMedia", {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}

/** Sets the time zone of this device. An empty name restores the machine's own. */
export async function zone(timezoneId: string): Promise<void> {
  await (cdp() as unknown as Emulation).send("Emulation.setTimezoneOverride", { timezoneId });
}
