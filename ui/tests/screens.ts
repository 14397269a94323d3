// Every screen and state that is looked at as a picture.
import { expect } from "vitest";
import { page } from "vitest/browser";
import { scenes } from "../src/ipc/fake";

export const sizes = {
  desktop: { width: 1080, height: 720 },
  phone: { width: 390, height: 844 },
  wide: { width: 1920, height: 1080 },
};

export type Size = keyof typeof sizes;
export type Theme = "light" | "dark";

export interface Shot {
  name: string;
  scene: keyof typeof scenes;
  size: Size;
  theme: Theme;
  language: string;
  act?: (() => Promise<void>) | undefined;
  /** Compared with a picture that is kept. The others are there to be looked at. */
  kept: boolean;
  /** Shows what has the focus after `act`, instead of the top. */
  scrolled: boolean;
}

interface Screen {
  name: string;
  scene?: keyof typeof scenes;
  /** `"desktop light"`, `"phone dark de"`; with a star the picture is compared with the kept one. */
  as: string[];
  act?: (size: Size) => Promise<void>;
  scrolled?: true;
}

/** On a phone the tabs and the cog are behind the bars. */
const through = (...ids: string[]) => async (size: Size): Promise<void> => {
  const inBar = ids[0] === "cog" || ids[0]?.startsWith("tab-");
  for (const id of size === "phone" && inBar ? ["bars", ...ids] : ids) await page.getByTestId(id).first().click();
};

/** A dialog is loaded when it is first opened. */
const shown = (id: string) => async (): Promise<void> => {
  await expect.element(page.getByTestId(id)).toBeVisible();
};

const everywhere = ["desktop light", "phone dark"];

const screens: Screen[] = [
  {
    name: "mixed",
    as: [
      "desktop light *", "desktop dark *", "phone light *", "phone dark *", "wide light", "wide dark",
      "desktop light de", "phone light de *", "desktop light ar *", "phone dark ar", "desktop light ja", "desktop light fr", "phone light es", "phone light ja",
    ],
  },
  { name: "all-well", as: ["desktop light", "desktop dark", "phone light *", "phone dark", "wide light"] },
  { name: "first-run", as: ["phone light ja", "desktop light *", "desktop dark", "phone light", "phone dark de", "desktop light ar"] },
  { name: "first-keys", as: everywhere },
  { name: "avatars", as: ["desktop light *", "desktop dark", "phone light", "phone dark ar"] },
  { name: "pages", as: ["desktop light *", "desktop dark de", "phone light", "phone dark ar"], act: through("row-head") },
  { name: "one", as: ["desktop light", "phone light"] },
  { name: "twelve", as: ["desktop light", "phone dark *", "wide dark"] },
  { name: "three-hundred", as: ["desktop light", "phone light", "desktop dark ar"] },
  { name: "offline", as: ["desktop light", "phone dark *"] },
  { name: "locked", as: ["desktop light", "phone light *", "desktop dark de"] },
  { name: "disk", as: everywhere },
  { name: "memory", as: everywhere },
  { name: "invited", as: ["desktop light *", "phone light *", "phone dark ar", "desktop dark de"], act: shown("invitation") },
  { name: "invited-from-elsewhere", as: everywhere, act: shown("invitation") },
  { name: "invited-in-vain", as: everywhere, act: shown("invitation") },
  { name: "two-broken", as: ["desktop light", "phone light *", "phone dark de", "desktop dark ar"] },
  { name: "many", as: ["desktop dark"] },
  { name: "opening", as: ["phone light"] },
  { name: "waiting", as: ["desktop light", "phone light *", "phone dark de", "desktop dark ar"] },
  { name: "asks-pin", as: ["desktop light", "phone dark de", "phone light ar"], scrolled: true },
  { name: "finishing", as: everywhere },
  { name: "wrong", as: ["desktop light", "phone dark *", "phone light de"] },
  { name: "failed", as: everywhere },
  { name: "timed-out", as: everywhere },
  { name: "bad-answer", as: ["desktop dark"] },
  { name: "adding", as: everywhere },
  { name: "details", scene: "mixed", as: ["phone light ja", "desktop light *", "phone light *", "phone dark de", "desktop dark ar"], act: through("row-head") },
  { name: "disconnect", scene: "mixed", scrolled: true, as: everywhere, act: through("row-head", "disconnect") },
  { name: "by-hand", as: ["desktop light", "phone dark de *", "phone light ar"], act: through("row-head", "disconnect") },
  { name: "missing", as: ["desktop light *", "phone dark *", "phone light de"] },
  { name: "missing-details", scene: "missing", as: ["desktop dark", "phone light"], act: through("row-head") },
  { name: "bridge", scene: "elsewhere", as: ["desktop light *", "phone dark", "phone light de", "desktop dark ar"], act: through("add-network", "connect-threads") },
  { name: "app-password", scene: "elsewhere", as: ["desktop light", "phone dark *", "phone light ar"], act: through("add-network", "connect-bluesky", "ask-with-password") },
  { name: "add-network", scene: "mixed", as: ["desktop light", "phone dark *"], act: through("add-network") },
  { name: "keys", scene: "first-keys", as: ["desktop light *", "phone light", "phone dark ar", "desktop dark de"], act: async (size) => {
    await through("connect-linkedin")(size);
    await shown("set-up-dialog")();
  } },
  { name: "history", scene: "mixed", as: ["desktop light", "desktop dark", "phone light *", "phone dark ar"], act: through("tab-history") },
  { name: "policies", scene: "mixed", as: ["phone light ja", "desktop light *", "desktop dark", "phone light *", "phone dark ar", "desktop light de"], act: through("tab-policies") },
  { name: "slide-over", scene: "mixed", as: ["phone light *", "phone dark", "phone light ar *", "phone light de"], act: through("bars") },
  { name: "social-networks", scene: "mixed", as: ["desktop light *", "phone light", "phone dark *", "phone light ar", "desktop dark de"], act: through("cog") },
  { name: "alerts", scene: "mixed", as: ["phone light ja", "desktop light *", "phone light", "phone dark ar", "desktop dark de"], act: through("cog", "alerts", "quiet", "mail") },
  { name: "apps-and-keys", scene: "mixed", as: everywhere, act: through("cog", "apps-and-keys") },
  { name: "remove-keys", scene: "mixed", as: ["desktop light", "phone dark ar"], act: through("cog", "apps-and-keys", "check-keys-linkedin", "remove-keys-linkedin") },
  { name: "general", scene: "mixed", as: ["desktop light", "phone light *", "phone dark ar"], act: through("cog", "general") },
  { name: "about", scene: "mixed", as: ["desktop light", "phone dark *"], act: through("cog", "about") },
];

export const shots: Shot[] = screens.flatMap(({ name, scene, as, act, scrolled }) =>
  as.map((way) => {
    const [size, theme, ...rest] = way.split(" ") as [Size, Theme, ...string[]];
    const language = rest.find((word) => word !== "*") ?? "en-GB";
    const parts = [name, size, theme, ...(language === "en-GB" ? [] : [language])];
    return {
      name: parts.join("-"),
      scene: scene ?? (name as keyof typeof scenes),
      size,
      theme,
      language,
      act: act && (() => act(size)),
      kept: rest.includes("*"),
      scrolled: scrolled ?? false,
    };
  }),
);
