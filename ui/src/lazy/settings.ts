// What no first paint needs: the settings, what is set up once, and their words.
import english from "../../locales/en/gander.ftl?settings";
import type { Text } from "../text/text.svelte";

export { default as Invitation } from "../components/Invitation.svelte";
export { default as SetUp } from "../components/SetUp.svelte";
export { default as Settings } from "../screens/Settings.svelte";

/** Must be done before the settings are drawn. */
export function learn(text: Text): Promise<void> {
  return text.learn(english, async (language) => (await import("../text/othersInSettings")).messages[language]);
}
