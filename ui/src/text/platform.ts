export type Platform = "windows" | "macos" | "ios" | "android" | "linux";

/** The person's system, since each has its own words and conventions. */
export function platformOf(agent: string, touchPoints: number): Platform {
  if (/Windows/.test(agent)) return "windows";
  if (/Android/.test(agent)) return "android";
  if (/iPhone|iPad|iPod/.test(agent)) return "ios";
  // An iPad calls itself a Macintosh. No Macintosh has a touch screen.
  if (/Macintosh/.test(agent)) return touchPoints > 1 ? "ios" : "macos";
  return "linux";
}

export const platform = platformOf(navigator.userAgent, navigator.maxTouchPoints);

/** True on a phone or tablet, where no code of Gander's runs in the background. */
export const isMobile = (): boolean => {
  const { platform } = document.documentElement.dataset;
  return platform === "ios" || platform === "android";
};

/** Apple's computers have the Command key where all others have Ctrl. */
const isApple = platform === "macos" || platform === "ios";

/** "Ctrl+R", or "⌘R" */
export const shortcut = (key: string): string => (isApple ? `⌘${key}` : `Ctrl+${key}`);

/** The shortcut in the form of `aria-keyshortcuts`. */
export const keyShortcut = (key: string): string => `${isApple ? "Meta" : "Control"}+${key}`;

/** Tells whether the shortcut key is held, and no other modifier. */
export const isShortcut = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  !altKey && !shiftKey && (isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey);
