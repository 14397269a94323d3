// Every screen and state of which the tests take a picture.
import { expect } from "vitest";
import { page } from "vitest/browser";
import type { Fake } from "../src/ipc/fake";
import { at, hour, minute } from "../src/ipc/samples";
import { scenes } from "../src/ipc/scenes";

export const sizes = {
  desktop: { width: 1080, height: 720 },
  phone: { width: 390, height: 844 },
  wide: { width: 1920, height: 1080 },
};

export type Size = keyof typeof sizes;
export type Theme = "light" | "dark";

export interface Picture {
  name: string;
  theme: Theme;
  language: string;
  /** True if the test compares it with a kept picture. The others are only for viewing. */
  kept: boolean;
}

/** A screen in one size: it is opened once, in the language of its first picture. */
export interface Visit {
  name: string;
  scene: keyof typeof scenes;
  size: Size;
  act: (fake: Fake) => Promise<void>;
  /** Scrolls to the focused element after `act` instead of to the top. */
  scrolled: boolean;
  pictures: Picture[];
}

interface Screen {
  name: string;
  scene?: keyof typeof scenes;
  /** The sizes that have this screen, if not desktop and phone. */
  on?: Size[];
  /** The pictures to compare with the kept ones: `"desktop light"`, `"phone dark de"`. */
  kept?: string[];
  /** Further pictures beside each theme in English, German and Arabic. */
  also?: string[];
  act?: (size: Size, fake: Fake) => Promise<void>;
  scrolled?: true;
  /** The screen vanishes with the next state or language, so each picture opens it anew. */
  fleeting?: true;
}

/** On a phone the tabs and the cog are behind the bars. */
const through = (...ids: string[]) => async (size: Size): Promise<void> => {
  const inBar = ids[0] === "cog" || ids[0]?.startsWith("tab-");
  for (const id of size === "phone" && inBar ? ["bars", ...ids] : ids) await page.getByTestId(id).first().click();
};

const focus = (id: string) => async (): Promise<void> => (page.getByTestId(id).element() as HTMLElement).focus();

const find = (words: string) => (): Promise<void> => page.getByTestId("find").fill(words);

/** Waits for a dialog, which loads when it is first opened. */
const shown = (id: string) => async (): Promise<void> => {
  await expect.element(page.getByTestId(id).first()).toBeVisible();
};

/** Presses these, and waits for the part that they open. */
const until = (id: string, ...ids: string[]) => async (size: Size): Promise<void> => {
  await through(...ids)(size);
  await shown(id)();
};

const screens: Screen[] = [
  {
    name: "mixed",
    kept: ["desktop light", "desktop dark", "phone light", "phone dark", "phone light de", "desktop light ar"],
    also: ["wide light", "wide dark", "desktop light ja", "desktop light fr", "phone light es", "phone light ja"],
  },
  { name: "loading", fleeting: true },
  { name: "all-well", kept: ["phone light"], also: ["wide light"] },
  { name: "first-run", kept: ["desktop light"], also: ["phone light ja"] },
  { name: "first-keys", kept: ["desktop light"] },
  { name: "avatars", kept: ["desktop light"] },
  { name: "pages", kept: ["desktop light"], act: until("check-now", "row-head") },
  { name: "pages-looked-for", scene: "pages", act: through("row-head", "pages-look") },
  { name: "one" },
  { name: "twelve", kept: ["phone dark"], also: ["wide dark"] },
  { name: "found", scene: "twelve", act: find("dana") },
  { name: "none-found", scene: "twelve", act: find("nobody at all") },
  { name: "three-hundred" },
  { name: "unconfirmed", kept: ["phone light"], also: ["desktop light ja", "desktop light fr", "phone light es"] },
  { name: "offline", kept: ["phone dark"] },
  { name: "locked", kept: ["phone light"] },
  { name: "disk" },
  { name: "altered", kept: ["desktop light"] },
  { name: "unusable-file", kept: ["phone dark"] },
  { name: "memory" },
  { name: "paused" },
  { name: "error", scene: "all-well", act: async (size, fake) => {
    fake.failNext = { code: "vault_locked", network: null };
    await through("check-all")(size);
    await shown("error")();
  } },
  { name: "checking", scene: "all-well", act: through("check-all") },
  { name: "invited", kept: ["desktop light", "phone light"], act: shown("invitation") },
  { name: "invited-from-elsewhere", act: shown("invitation") },
  { name: "invited-fetching", scene: "invited-from-elsewhere", act: async (size, fake) => {
    fake.slow = new Promise(() => {});
    await through("fetch-invitation")(size);
    await shown("underway")();
  } },
  { name: "invited-in-vain", act: shown("invitation") },
  { name: "two-broken", kept: ["phone light"] },
  { name: "walking", scene: "two-broken", act: through("reauthorize-all") },
  { name: "many" },
  { name: "many-shown", scene: "many", act: through("show-all") },
  { name: "opening" },
  { name: "waiting", kept: ["phone light"] },
  { name: "asks-pin", scrolled: true },
  { name: "finishing" },
  { name: "wrong", kept: ["phone dark"] },
  { name: "failed" },
  { name: "timed-out" },
  { name: "failed-offline" },
  { name: "failed-without-keys" },
  { name: "bad-answer" },
  { name: "registration-refused", kept: ["phone light"] },
  { name: "adding", scrolled: true, act: focus("cancel") },
  { name: "details", scene: "mixed", kept: ["desktop light", "phone light"], also: ["phone light ja"], act: until("check-now", "row-head") },
  { name: "details-active", scene: "all-well", act: until("check-now", "row-head", "all-dates") },
  { name: "disconnect", scene: "mixed", act: until("disconnect-dialog", "row-head", "disconnect") },
  { name: "by-hand", kept: ["phone dark de"], act: until("disconnect-dialog", "row-head", "disconnect") },
  { name: "missing", kept: ["desktop light", "phone dark"] },
  { name: "missing-details", scene: "missing", act: until("check-now", "row-head") },
  { name: "bridge", scene: "elsewhere", kept: ["desktop light"], act: through("add-network", "connect-threads") },
  { name: "app-password", scene: "elsewhere", kept: ["phone dark"], act: through("add-network", "connect-bluesky", "ask-with-password") },
  { name: "add-network", scene: "mixed", scrolled: true, kept: ["phone dark"], act: through("add-network") },
  { name: "keys", scene: "first-keys", kept: ["desktop light", "phone light"], act: until("set-up-dialog", "connect-linkedin") },
  { name: "keys-missing", scene: "first-keys", scrolled: true, act: async (size) => {
    await until("set-up-dialog", "connect-linkedin")(size);
    await through("save-keys")(size);
  } },
  { name: "key-options", scrolled: true, kept: ["desktop light"], act: async (size) => {
    await until("set-up-dialog", "connect-facebook")(size);
    await focus("parameter-config_id")();
  } },
  { name: "history", scene: "mixed", kept: ["phone light"], act: until("history", "tab-history") },
  { name: "history-copying", scene: "mixed", act: async (size, fake) => {
    fake.slow = new Promise(() => {});
    await through("tab-history", "history-export")(size);
    await expect.element(page.getByTestId("live")).not.toHaveTextContent(/^$/);
  } },
  { name: "history-empty", scene: "first-run", act: until("history", "tab-history") },
  { name: "share", kept: ["desktop light"], act: shown("share-something") },
  { name: "composer", kept: ["desktop light", "phone light", "desktop light ar"], also: ["desktop light ja", "phone light fr"], act: shown("share-button") },
  { name: "composer-too-long", scene: "share", act: async () => {
    await page.getByTestId("share-something").click();
    await page.getByTestId("share-text").fill("Saffron buns are back. ".repeat(15));
    await shown("line-too-long")();
  } },
  { name: "composer-planned", scene: "composer", also: ["desktop light es", "phone light ja"], act: async () => {
    await page.getByTestId("when").selectOptions("choose");
    await shown("late")();
  } },
  { name: "composer-own", scene: "composer", act: until("own-back", "own-text", "own-text-b1") },
  { name: "composer-pictures", scene: "composer", also: ["desktop dark ar", "phone light de"], act: async (_, fake) => {
    fake.shares.costs["mastodon"] = { amount: "0.015", currency: "USD" };
    // A file that is dropped before the composer is there opens nothing.
    await shown("share-button")();
    const dataTransfer = new DataTransfer();
    for (const size of [1, 2, 3]) dataTransfer.items.add(new File([new Uint8Array(size)], "picture.png", { type: "image/png" }));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    await shown("describe-2")();
    await page.getByTestId("describe-0").fill("The oven at six in the morning");
  } },
  { name: "composer-preview", scene: "composer", kept: ["desktop light", "phone dark"], also: ["desktop light ja"], act: async () => {
    await shown("link-card")();
    await page.getByTestId("preview-button").click();
    await shown("preview-b1")();
  } },
  { name: "composer-preview-pictures", scene: "share", also: ["desktop light es"], act: async (size, fake) => {
    await page.getByTestId("share-something").click();
    await page.getByTestId("share-text").fill(`${"Saffron buns are back, for all of you who asked. ".repeat(7)}https://example.org/buns`);
    const dataTransfer = new DataTransfer();
    for (const size of [1, 2]) dataTransfer.items.add(new File([new Uint8Array(size)], "picture.png", { type: "image/png" }));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    await shown("describe-1")();
    await page.getByTestId("describe-0").fill("The oven at six in the morning, with the first buns");
    await page.getByTestId("preview-button").click();
    await shown("preview-surplus")();
  } },
  { name: "composer-accounts", scene: "composer", on: ["phone"], kept: ["phone dark de"], act: until("chips", "share-accounts") },
  { name: "composer-on-phone", scene: "share", on: ["phone"], kept: ["phone light", "phone dark ar"], also: ["phone light ja"], act: async () => {
    document.documentElement.dataset.platform = "android";
    await page.getByTestId("share-something").click();
    await page.getByTestId("share-text").fill("Saffron buns are back.");
    await page.getByTestId("share-accounts").click();
    await page.getByTestId("chip-t1").click();
    await page.getByTestId("share-accounts").click();
    await page.getByTestId("when").selectOptions("tomorrow");
    await shown("line-phone")();
  } },
  { name: "planned-by-hand", scene: "share", kept: ["phone light", "desktop dark"], also: ["desktop light fr"], act: async (_, fake) => {
    const both = { link: null, card: false, pictures: [], to: ["b1", "t1"], own: {}, titles: {} };
    const due = fake.shares.share(null, { ...both, text: "Saffron buns are back." }, at(-5 * minute), "6h");
    fake.shares.share(null, { ...both, text: "What the new oven does to a loaf of rye." }, at(26 * hour), "6h");
    fake.shares.due(due);
    await shown("need-hand-over")();
    await page.getByTestId("planned-open").click();
  } },
  { name: "sharing", scene: "share", act: async (_, fake) => {
    await page.getByTestId("share-something").click();
    await page.getByTestId("share-text").fill("Saffron buns are back.");
    await page.getByTestId("share-button").click();
    await shown("result")();
    fake.shares.arrive("shared", "sharing");
  } },
  { name: "needs-you", kept: ["desktop light", "phone dark"], also: ["phone light ja", "desktop light fr"], act: shown("need-show") },
  { name: "needs-you-there", scene: "needs-you", scrolled: true, act: async () => {
    await page.getByTestId("need-there").click();
    await shown("there-address")();
  } },
  { name: "planned", kept: ["desktop dark"], act: until("planned-menu", "planned-open") },
  { name: "planned-menu", scene: "planned", act: until("planned-menu-cancel", "planned-menu") },
  { name: "planned-time", scene: "changing", act: until("new-time", "planned-menu", "planned-menu-time") },
  { name: "planned-editing", scene: "changing", act: async () => {
    await page.getByTestId("planned-a41").getByTestId("planned-menu").click();
    await page.getByTestId("planned-menu-edit").click();
    await shown("line-only")();
  } },
  { name: "asks", act: until("need-share-all", "need-show") },
  { name: "late-time", scene: "asks", scrolled: true, act: until("new-time", "need-time") },
  { name: "to-share", scene: "news", kept: ["desktop light", "phone dark"], also: ["phone light ja", "desktop light fr"], act: until("to-share", "part-share") },
  { name: "to-share-empty", scene: "share", act: until("open-feeds", "part-share") },
  { name: "feeds", scene: "news-failing", kept: ["desktop light"], act: until("feeds", "part-share", "open-feeds") },
  { name: "feeds-found", scene: "news", act: async (size) => {
    await until("feeds", "part-share", "open-feeds")(size);
    await page.getByTestId("feed-address").fill("news.example");
    await page.getByTestId("feed-look").click();
    await shown("feed-found")();
  } },
  { name: "feeds-failing", scene: "news-failing", act: shown("need-read") },
  { name: "shared", kept: ["desktop light"], act: until("menu-a8-remove", "part-shared", "menu-a8") },
  { name: "shared-deleting", scene: "shared", act: until("delete-posts-dialog", "part-shared", "menu-a8", "menu-a8-delete") },
  { name: "shared-deleted", scene: "shared", act: async (_, fake) => {
    fake.shares.keeping.add("mastodon");
    await until("delete-posts-dialog", "part-shared", "menu-a8", "menu-a8-delete")(_);
    await page.getByTestId("delete-posts-confirm").click();
    await shown("delete-again")();
  } },
  { name: "shared-more", act: until("shared", "part-shared") },
  { name: "sharing-refused-once", act: async (size) => {
    await page.getByTestId("share-something").click();
    await page.getByTestId("share-text").fill("Saffron buns are back.");
    if (size === "phone") await page.getByTestId("share-accounts").click();
    await page.getByTestId("chip-b1").click();
    await shown("line-unconfirmed")();
  } },
  { name: "sharing-cut", act: until("share-button", "share-something") },
  { name: "sharing-gone", act: shown("drafts") },
  { name: "sharing-left", act: shown("drafts"), scrolled: true },
  { name: "policies", scene: "mixed", kept: ["desktop light", "phone light"], also: ["phone light ja"], act: until("policies", "tab-policies") },
  { name: "slide-over", scene: "mixed", on: ["phone"], kept: ["phone light", "phone light ar"], act: until("slide-over", "bars") },
  { name: "slide-over-several", scene: "twelve", on: ["phone"], act: until("slide-over", "bars") },
  { name: "social-networks", scene: "mixed", kept: ["desktop light", "phone dark"], act: until("network-row-c1", "cog", "social-networks") },
  { name: "settings", scene: "mixed", on: ["phone"], kept: ["phone light"], also: ["phone light ar"], act: until("settings", "bars", "cog") },
  { name: "network-details", scene: "mixed", act: async (size) => {
    await until("network-row-c3", "cog", "social-networks")(size);
    await page.getByTestId("network-row-c3").getByTestId("row-head").click();
    await shown("disconnect")();
  } },
  { name: "alerts", scene: "mixed", kept: ["desktop light"], also: ["phone light ja"], act: until("settings", "cog", "alerts", "quiet", "mail") },
  { name: "alerts-testing", scene: "mixed", scrolled: true, act: async (size, fake) => {
    fake.slow = new Promise(() => {});
    await through("cog", "alerts", "mail", "test-mail")(size);
    await shown("underway")();
    await focus("mail-to")();
  } },
  { name: "checking-keys", scene: "mixed", act: async (size, fake) => {
    fake.slow = new Promise(() => {});
    await through("cog", "apps-and-keys", "open-keys-linkedin", "check-keys-linkedin")(size);
  } },
  { name: "apps-and-keys", scene: "mixed", kept: ["phone light de"], act: until("settings", "cog", "apps-and-keys", "open-keys-linkedin") },
  { name: "remove-keys", scene: "mixed", act: until("remove-keys-dialog", "cog", "apps-and-keys", "open-keys-linkedin", "check-keys-linkedin", "remove-keys-linkedin") },
  { name: "general", scene: "mixed", kept: ["phone light"], act: until("settings", "cog", "general") },
  { name: "about", scene: "mixed", kept: ["phone dark"], act: until("settings", "cog", "about") },
  { name: "notices", scene: "mixed", act: until("notices-text", "cog", "about", "notices") },
];

const languages = ["en-GB", "de", "ar"];

export const visits: Visit[] = screens.flatMap(({ name, scene, on = ["desktop", "phone"], kept = [], also = [], act, scrolled, fleeting }) => {
  const each = on.flatMap((size) => languages.flatMap((language) => [`${size} light ${language}`, `${size} dark ${language}`]));
  const all = [...each, ...also].map((way) => {
    const [size, theme, language = "en-GB"] = way.split(" ") as [Size, Theme, string?];
    const own = [size, theme, ...(language === "en-GB" ? [] : [language])];
    const visit = `${name} (${fleeting ? `${size} ${language}` : size})`;
    return { visit, size, own: own.join(" "), picture: { name: [name, ...own].join("-"), theme, language, kept: kept.includes(own.join(" ")) } };
  });
  const missed = kept.filter((own) => !all.some((way) => way.own === own));
  if (missed.length > 0) throw new Error(`${name}: no picture is taken of what is to be kept: ${missed.join(", ")}`);
  return [...new Set(all.map(({ visit }) => visit))].map((visit) => {
    const ways = all.filter((way) => way.visit === visit);
    const { size } = ways[0]!;
    return {
      name: visit,
      scene: scene ?? (name as keyof typeof scenes),
      size,
      act: async (fake: Fake) => act?.(size, fake),
      scrolled: scrolled ?? false,
      pictures: ways.map(({ picture }) => picture),
    };
  });
});
