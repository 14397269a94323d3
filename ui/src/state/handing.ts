import type { PostView } from "../ipc/bindings";
import type { Text } from "../text/text.svelte";
import type { Store } from "./store.svelte";

/** Copies the text of a post that the person shares by hand, and opens the network's page. */
export async function handOver(store: Store, text: Text, { id, networkName }: PostView): Promise<void> {
  if (await store.run(store.client.handOver(id))) store.announce(text.say("by-hand-done", { network: networkName }));
}
