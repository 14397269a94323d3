// What no first paint needs: the settings and their words.
import english from "../locales/en/gander.ftl?settings";
import type { Text } from "./text/text.svelte";

export { default as Settings } from "./screens/Settings.svelte";

/** Must be done before the settings are drawn. */
export async function learn(text: Text): Promise<void> {
  const own = text.language === "en" ? null : (await import("./text/othersInSettings")).messages[text.language];
  text.learn(english, own);
}
