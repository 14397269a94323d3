import type { ActivityView, DestinationView, DraftView, ErrorCode, LateView, MeasureView, PostView } from "../ipc/bindings";
import { asAppError, type Content } from "../ipc/client";
import { address, bareAddress, firstLink } from "../text/links";
import { presets, readLocal, zoned, type Preset } from "../text/times";
import type { Text } from "../text/text.svelte";
import type { Clock } from "./clock.svelte";
import { keep, kept } from "./kept";
import type { Store } from "./store.svelte";

const saveAfter = 300;
const linkAfter = 600;
const measureAfter = 30;
const speakAfter = 1000;
const undoFor = 10_000;

/** The place of a draft in the keeper. A new draft has no id until it is saved for the first time. */
class Slot {
  id = $state.raw<string | null>(null);

  constructor(id: string | null) {
    this.id = id;
  }
}

/** The composer: the open draft, and the steps with it. It outlives its components, which differ on phones. */
export class Composer {
  isOpen = $state.raw(false);
  /** The text for every account without its own. */
  text = $state.raw("");
  own = $state.raw<Record<string, string>>({});
  /** The connection whose own text is shown; null shows the text for all. */
  tab = $state.raw<string | null>(null);
  to = $state.raw<readonly string[]>([]);
  /** True while the field for a link is shown. */
  hasField = $state.raw(false);
  field = $state.raw("");
  /** The first link of the text, once the person pauses. */
  found = $state.raw<string | null>(null);
  /** The link of the text whose card the person removed. */
  unwanted = $state.raw<string | null>(null);
  when = $state.raw<Preset>("now");
  /** The chosen local time, as `2026-12-01T09:00`. */
  chosen = $state.raw("");
  late = $state.raw<LateView>("6h");
  saved = $state.raw<"not yet" | "saved" | ErrorCode>("not yet");
  measures = $state.raw<ReadonlyMap<string, MeasureView>>(new Map());
  /** True once the person pressed Share and something stopped it. */
  tried = $state.raw(false);
  /** The account whose chip was pressed although it cannot be chosen. */
  declined = $state.raw<string | null>(null);
  /** The activity that was shared last, until the next action. */
  last = $state.raw<string | null>(null);
  /** The discarded text, for as long as it can be brought back. */
  discarded = $state.raw<Content | null>(null);
  isSharing = $state.raw(false);

  choosable = $derived.by(() => (this.store.sharing?.destinations ?? []).filter(({ state }) => state !== "cannot"));
  /** Every account, those that cannot be chosen last. */
  destinations = $derived.by(() => [...this.choosable, ...(this.store.sharing?.destinations ?? []).filter(({ state }) => state === "cannot")]);
  chosenOnes = $derived(this.choosable.filter(({ connection }) => this.to.includes(connection)));
  tooLong = $derived(this.chosenOnes.filter(({ connection }) => this.leftFor(connection) < 0));
  /** The link that is shared with the text. */
  link = $derived(this.hasField && this.field.trim() !== "" ? address(this.field) : this.found !== this.unwanted ? this.found : null);
  isLinkBad = $derived(this.hasField && this.field.trim() !== "" && address(this.field) === null);
  isEmpty = $derived(this.text.trim() === "" && this.link === null && Object.values(this.own).every((text) => text.trim() === ""));
  /** The other drafts. */
  drafts = $derived.by(() => (this.store.sharing?.drafts ?? []).filter(({ id }) => !this.isOpen || id !== this.draft));

  #slot = $state.raw(new Slot(null));
  /** The refused post that an edited text replaces. */
  #replaces: string | null = null;
  #saving: Promise<unknown> = Promise.resolve();
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #measureTimer: ReturnType<typeof setTimeout> | undefined;
  #linkTimer: ReturnType<typeof setTimeout> | undefined;
  #speakTimer: ReturnType<typeof setTimeout> | undefined;
  #undoTimer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  /** The lowest count that a screen reader said of each account: 20, 0, or none yet. */
  #said = new Map<string, number>();

  constructor(
    private readonly store: Store,
    private readonly words: Text,
    private readonly clock: Clock,
  ) {
    const id = kept("open-draft");
    const draft = store.sharing?.drafts.find((each) => each.id === id);
    if (draft) this.open(draft);
  }

  /** The id of the open draft. */
  get draft(): string | null {
    return this.#slot.id;
  }

  /** The time of the plan; null shares now. */
  get at(): number | null {
    if (this.when === "choose") return readLocal(this.chosen)?.at ?? null;
    return presets(this.clock.now).find(({ id }) => id === this.when)?.at ?? null;
  }

  textFor(connection: string): string {
    return this.own[connection] ?? this.text;
  }

  leftFor(connection: string): number {
    return this.measures.get(connection)?.left ?? Infinity;
  }

  /** The text that is shown. */
  get shown(): string {
    return this.tab === null ? this.text : this.textFor(this.tab);
  }

  /** Where the surplus of the shown text begins, at the account that takes least. */
  get surplusFrom(): number | null {
    const about = this.tab === null ? this.chosenOnes.filter(({ connection }) => !(connection in this.own)).map(({ connection }) => connection) : [this.tab];
    const starts = about.map((connection) => this.measures.get(connection)?.surplusFrom ?? null).filter((start) => start !== null);
    return starts.length > 0 ? Math.min(...starts) : null;
  }

  /** Opens a draft, or an empty composer. A draft without an id is not saved yet. */
  open(draft?: Omit<DraftView, "id" | "changedAt"> & { id?: string }): void {
    this.last = null;
    if (this.isOpen && !draft) return;
    if (this.isOpen && !this.isEmpty) void this.save();
    this.#reset(draft?.id ?? null);
    if (draft) {
      this.text = draft.text;
      this.own = { ...draft.own };
      if (draft.id) this.saved = "saved";
      this.found = firstLink(draft.text);
      this.unwanted = draft.link === null ? this.found : null;
      if (draft.link !== null && draft.link !== this.found) [this.hasField, this.field] = [true, draft.link];
    }
    keep("open-draft", this.draft);
    this.to = draft ? draft.to : this.#usual();
    this.isOpen = true;
    keep("sharing-met", "yes");
    this.#measureSoon();
  }

  /** Opens the text of an activity anew. No account is chosen, unless one refused the former text. */
  openAgain({ text, link }: ActivityView, post: PostView | null): void {
    this.open({ text, link, to: post?.connection ? [post.connection] : [], own: {} });
    this.#replaces = post?.id ?? null;
  }

  /** Closes the composer and keeps its draft. */
  async close(): Promise<void> {
    const { isEmpty } = this;
    const slot = this.#slot;
    clearTimeout(this.#saveTimer);
    if (!isEmpty && this.saved !== "saved") void this.save();
    this.isOpen = false;
    keep("open-draft", null);
    await this.#saving;
    if (isEmpty && slot.id !== null) await this.store.run(this.store.client.discardDraft(slot.id));
  }

  write(text: string): void {
    if (this.tab === null) this.text = text;
    else this.own = { ...this.own, [this.tab]: text };
    this.changed();
  }

  /** Saves, counts and looks for a link, each after its pause. */
  changed(): void {
    this.tried = false;
    this.saved = "not yet";
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => void this.save(), saveAfter);
    clearTimeout(this.#linkTimer);
    this.#linkTimer = setTimeout(() => this.#lookForLink(), linkAfter);
    this.#measureSoon();
  }

  choose({ connection, state }: DestinationView): void {
    this.declined = state === "cannot" && this.declined !== connection ? connection : null;
    if (state === "cannot") return;
    const isChosen = this.to.includes(connection);
    this.to = isChosen ? this.to.filter((each) => each !== connection) : [...this.to, connection];
    if (isChosen && this.tab === connection) this.tab = null;
    this.changed();
  }

  giveOwn(connection: string): void {
    this.own = { ...this.own, [connection]: this.textFor(connection) };
    this.tab = connection;
    this.changed();
  }

  dropOwn(connection: string): void {
    const { [connection]: _, ...rest } = this.own;
    this.own = rest;
    this.tab = null;
    this.changed();
  }

  /** Removes the link of the field, or only the card of a link in the text. */
  dropLink(): void {
    if (this.hasField) [this.hasField, this.field] = [false, ""];
    else this.unwanted = this.found;
    this.changed();
  }

  /** Shares, and returns true if it left this window. The caller shows the stopping line otherwise. */
  async share(stops: boolean): Promise<boolean> {
    if (this.isSharing) return false;
    this.tried = true;
    if (stops) return false;
    this.isSharing = true;
    clearTimeout(this.#saveTimer);
    await this.#saving;
    const at = this.at;
    const content = this.#content();
    let id = "";
    const isShared = await this.store.run(this.store.client.share(this.draft, content, at === null ? null : zoned(at), this.late).then((made) => (id = made)));
    this.isSharing = false;
    if (!isShared) return false;
    const replaced = this.#replaces;
    // The set for an edited text says nothing about the usual one.
    if (replaced === null) keep("share-to", JSON.stringify(content.to));
    keep("open-draft", null);
    this.#reset();
    this.isOpen = false;
    this.last = id;
    if (replaced !== null) await this.store.run(this.store.client.settlePost(replaced, "leave", null));
    return true;
  }

  async discard(): Promise<void> {
    const { isEmpty } = this;
    const slot = this.#slot;
    const content = this.#content();
    clearTimeout(this.#saveTimer);
    this.isOpen = false;
    this.#reset();
    keep("open-draft", null);
    this.discarded = isEmpty ? null : content;
    clearTimeout(this.#undoTimer);
    this.#undoTimer = setTimeout(() => (this.discarded = null), undoFor);
    await this.#saving;
    if (slot.id !== null) await this.store.run(this.store.client.discardDraft(slot.id));
  }

  undoDiscard(): void {
    const content = this.discarded;
    if (!content) return;
    this.discarded = null;
    this.open(content);
    void this.save();
  }

  stop(): void {
    for (const timer of [this.#saveTimer, this.#measureTimer, this.#linkTimer, this.#speakTimer, this.#undoTimer]) clearTimeout(timer);
  }

  /** Saves the draft after a former save has ended, so that a new draft is made only once. */
  save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    const content = this.#content();
    const slot = this.#slot;
    const isEmpty = this.isEmpty;
    const isCurrent = (): boolean => this.#slot === slot && JSON.stringify(this.#content()) === JSON.stringify(content);
    const work = this.#saving.then(async () => {
      if (slot.id === null && isEmpty) return;
      try {
        slot.id = await this.store.client.saveDraft(slot.id, content);
        if (this.#slot === slot && this.isOpen) keep("open-draft", slot.id);
        if (isCurrent()) this.saved = "saved";
      } catch (error) {
        if (isCurrent()) this.saved = asAppError(error).code;
      }
    });
    this.#saving = work;
    return work;
  }

  #content(): Content {
    const own = Object.fromEntries(Object.entries(this.own).filter(([connection]) => this.to.includes(connection)));
    return { text: this.text, link: this.link, to: this.chosenOnes.map(({ connection }) => connection), own };
  }

  #reset(draft: string | null = null): void {
    this.stop();
    this.#slot = new Slot(draft);
    [this.text, this.own, this.tab] = ["", {}, null];
    [this.hasField, this.field, this.found, this.unwanted] = [false, "", null, null];
    [this.when, this.chosen, this.late] = ["now", "", "6h"];
    [this.saved, this.tried, this.declined, this.discarded] = ["not yet", false, null, null];
    this.measures = new Map();
    this.#replaces = null;
    this.#said.clear();
    this.#asked++;
  }

  /** The accounts chosen last, or at first every ready one. A disconnected one stays chosen; a new one starts off. */
  #usual(): string[] {
    let former: unknown = null;
    try {
      former = JSON.parse(kept("share-to") ?? "null");
    } catch {
      // Something else wrote there.
    }
    const isUsual = ({ connection, state }: DestinationView): boolean => (Array.isArray(former) ? former.includes(connection) : state === "ready");
    const usual = this.choosable.filter(isUsual);
    // With every account cut, all of them wait.
    return (usual.length > 0 || Array.isArray(former) ? usual : this.choosable).map(({ connection }) => connection);
  }

  #measureSoon(): void {
    clearTimeout(this.#measureTimer);
    this.#measureTimer = setTimeout(() => void this.#measure(), measureAfter);
  }

  async #measure(): Promise<void> {
    const asked = ++this.#asked;
    const { client } = this.store;
    const { text, link, to, own } = this.#content();
    const shared = to.filter((connection) => !(connection in own));
    const asks = [
      ...(shared.length > 0 ? [client.measure(text, link, shared)] : []),
      ...Object.entries(own).map(([connection, written]) => client.measure(written, link, [connection])),
    ];
    try {
      const answers = await Promise.all(asks);
      // Only the newest answer is about the text that stands there.
      if (asked !== this.#asked) return;
      this.measures = new Map(answers.flat().map((measure) => [measure.connection, measure]));
      this.#speakSoon();
    } catch {
      // Without a count, Share still works: the keeper checks the length once more.
    }
  }

  #speakSoon(): void {
    clearTimeout(this.#speakTimer);
    this.#speakTimer = setTimeout(() => {
      const near = this.chosenOnes.filter(({ connection }) => {
        const left = this.leftFor(connection);
        const mark = left <= 0 ? 0 : left <= 20 ? 20 : Infinity;
        const isNews = mark < (this.#said.get(connection) ?? Infinity);
        this.#said.set(connection, mark);
        return isNews;
      });
      const said = near.map(({ connection, networkName }) => {
        const left = this.leftFor(connection);
        return this.words.say(left < 0 ? "share-over-spoken" : "share-left-spoken", { network: networkName, count: Math.abs(left) });
      });
      if (said.length > 0) this.store.announce(said.join(" "));
    }, speakAfter);
  }

  #lookForLink(): void {
    this.#completeAddress();
    const found = firstLink(this.shown);
    if (found === this.found || this.hasField) return;
    this.found = found;
    this.changed();
  }

  /** Writes https before a bare address, so that every network sees the same link. */
  #completeAddress(): void {
    const area = document.activeElement instanceof HTMLTextAreaElement ? document.activeElement : null;
    const bare = bareAddress(this.shown, area?.selectionStart ?? -1);
    if (!bare) return;
    const text = this.shown;
    if (area?.value === text) area.setRangeText("https://", bare.at, bare.at, "preserve");
    this.write(`${text.slice(0, bare.at)}https://${text.slice(bare.at)}`);
  }
}
