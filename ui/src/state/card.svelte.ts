import type { CardView } from "../ipc/bindings";
import type { Store } from "./store.svelte";

/** The card of the link. It is made from the page behind the link, once for each link. */
export class Card {
  /** Null while it is made, and if none could be made. */
  card = $state.raw<CardView | null>(null);
  /** The link that has been asked for. */
  link = $state.raw<string | null>(null);
  isMaking = $state.raw(false);

  constructor(private readonly store: () => Store) {}

  /** True if this link has a card. */
  is(link: string | null): boolean {
    return link !== null && link === this.link && this.card !== null;
  }

  async make(link: string | null): Promise<void> {
    if (link === this.link) return;
    [this.link, this.card, this.isMaking] = [link, null, link !== null];
    if (link === null) return;
    const card = await this.store().client.makeCard(link).catch(() => null);
    if (link !== this.link) return;
    [this.card, this.isMaking] = [card, false];
  }
}
