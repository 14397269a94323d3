import { SvelteSet } from "svelte/reactivity";
import type { Store } from "./store.svelte";

/** The posts whose networks are being asked to delete them. */
export const deleting = new SvelteSet<string>();

/** Deletes a post at its network. The post itself tells then whether it is gone. */
export async function deletePost(store: Store, post: string): Promise<void> {
  if (deleting.has(post)) return;
  deleting.add(post);
  await store.run(store.client.deletePost(post));
  deleting.delete(post);
}
