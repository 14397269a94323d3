import { getContext, setContext } from "svelte";
import type { Clock } from "./state/clock.svelte";
import type { Place } from "./state/place.svelte";
import type { Store } from "./state/store.svelte";
import type { Text } from "./text/text.svelte";

/** The context that every component can reach. */
export interface Gander {
  store: Store;
  text: Text;
  clock: Clock;
  place: Place;
}

const key = Symbol("gander");

export const provide = (gander: Gander): Gander => setContext(key, gander);
export const gander = (): Gander => getContext<Gander>(key);
