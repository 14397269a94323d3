import type { ActivityView, DestinationView, DraftView, ErrorCode, LateView, MeasureView, PostView } from "../ipc/bindings";
import { asAppError, type Content } from "../ipc/client";
import { isBlank } from "../text/blank";
import { address, bareAddress, firstLink } from "../text/links";
import { presets, readLocal, writeLocal, zoned, type Preset } from "../text/times";
import type { Text } from "../text/text.svelte";
import type { Clock } from "./clock.svelte";
import { Card } from "./card.svelte";
import { Counting } from "./counting";
import { Editing } from "./editing";
import { keep, kept } from "./kept";
import { Measuring } from "./measuring.svelte";
import { Pictures } from "./pictures.svelte";
import { Places } from "./places.svelte";
import type { Store } from "./store.svelte";
import { rememberAccounts, usualAccounts } from "./usual";

const saveAfter = 300;
const linkAfter = 600;
const undoFor = 10_000;

type Opened = Omit<DraftView, "id" | "changedAt">;

/** True for an account that nobody can choose. */
export const isClosed = ({ state }: DestinationView): boolean => state === "cannot" || state === "lost" || state === "needs_page";

/** True where the person shares everything, or what this device has, by hand. */
export const isByHand = ({ handOver }: DestinationView, measure: MeasureView | undefined): boolean => handOver !== null && (measure?.byHand ?? true);

/** The place of a draft in the keeper. A new draft has no id until it is saved for the first time. */
class Slot {
  id = $state.raw<string | null>(null);

  constructor(id: string | null) {
    this.id = id;
  }
}

/** For pictures the account lacks a permission: the post waits until the person gives it. */
const lacking = "needs_permission";

/** The composer: the open draft, and the steps with it. It outlives its components, which differ on phones. */
export class Composer {
  isOpen = $state.raw(false);
  /** The text for every account without its own. */
  text = $state.raw("");
  own = $state.raw<Record<string, string>>({});
  /** The account or page whose own text is shown; null shows the text for all. */
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
  /** True once the person pressed Share and something stopped it. */
  tried = $state.raw(false);
  /** True once a text was not added, because no network takes as much. */
  overfull = $state.raw(false);
  /** The account whose chip was pressed although it cannot be chosen. */
  declined = $state.raw<string | null>(null);
  /** The activity that was shared last, until the next action. */
  last = $state.raw<string | null>(null);
  /** The discarded text, for as long as it can be brought back. */
  discarded = $state.raw<Opened | null>(null);
  isSharing = $state.raw(false);
  /** The activity whose text the person shares by hand as soon as its other posts have left. */
  handingOver = $state.raw<string | null>(null);
  /** Set while the composer changes what was planned or refused. */
  editing = $state.raw<Editing | null>(null);
  readonly pictures: Pictures = new Pictures(() => this.store, () => this.changed());
  readonly places: Places = new Places(() => this.changed());
  readonly card: Card = new Card(() => this.store);
  readonly #measuring: Measuring = new Measuring(() => this.store, () => this.#content(), () => this.#counting.soon(this.chosenOnes, this.measures));

  /** Accounts that have the edited activity already cannot be chosen. */
  choosable = $derived.by(() =>
    [...(this.store.sharing?.destinations ?? []), ...this.places.further]
      .filter((each) => !isClosed(each) && !this.editing?.away.includes(each.target))
      // Sharing by hand needs no access, so that nothing waits for it.
      .map((each) => (this.isByHand(each) ? { ...each, state: "ready" as const } : each)),
  );
  /** Every account, those that cannot be chosen last. */
  destinations = $derived.by(() => [...this.choosable, ...(this.store.sharing?.destinations ?? []).filter(isClosed)]);
  chosenOnes = $derived(this.choosable.filter(({ target }) => this.to.includes(target)));
  /** The chosen ones that do not take the content, apart from the length of its text. */
  unfit = $derived(this.chosenOnes.filter(({ target }) => (this.measures.get(target)?.notTaken ?? lacking) !== lacking));
  /** The chosen ones that wait until the person allows pictures. */
  forbidden = $derived(this.chosenOnes.filter(({ target }) => this.measures.get(target)?.notTaken === lacking));
  /** The chosen ones to which the person shares by hand. */
  byHand = $derived(this.chosenOnes.filter((each) => this.isByHand(each)));
  /** The chosen ones that charge for the post. */
  costly = $derived(this.chosenOnes.filter(({ target }) => this.measures.get(target)?.cost));
  /** The chosen ones whose place or title stops Share. */
  unplaced = $derived(this.chosenOnes.filter((each) => this.places.troubleOf(each) !== null));
  tooLong = $derived(this.chosenOnes.filter(({ target }) => this.leftFor(target) < 0));
  /** The link that is shared with the text. */
  link = $derived(this.hasField && this.field.trim() !== "" ? address(this.field) : this.found !== this.unwanted ? this.found : null);
  isLinkBad = $derived(this.hasField && this.field.trim() !== "" && address(this.field) === null);
  isEmpty = $derived(isBlank(this.text) && this.link === null && this.pictures.all.length === 0 && Object.values(this.own).every(isBlank));
  /** The time of the plan; null shares now. */
  at = $derived.by<number | null>(() => {
    if (this.when === "choose") return readLocal(this.chosen)?.at ?? null;
    return this.when === "now" ? null : (presets(this.clock.now).find(({ id }) => id === this.when)?.at ?? null);
  });
  /** The other drafts. */
  drafts = $derived.by(() => (this.store.sharing?.drafts ?? []).filter(({ id }) => !this.isOpen || id !== this.draft));

  #slot = $state.raw(new Slot(null));
  /** The feed whose news the text is about. */
  #feed: string | null = null;
  /** The edit that was discarded last. */
  #discardedEdit: Editing | null = null;
  #saving: Promise<unknown> = Promise.resolve();
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #linkTimer: ReturnType<typeof setTimeout> | undefined;
  #undoTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #counting: Counting;

  constructor(
    private readonly store: Store,
    private readonly words: Text,
    private readonly clock: Clock,
  ) {
    this.#counting = new Counting(store, words);
    const id = kept("open-draft");
    const draft = store.sharing?.drafts.find((each) => each.id === id);
    if (draft) this.open(draft);
  }

  /** The id of the open draft. */
  get draft(): string | null {
    return this.#slot.id;
  }

  get measures(): ReadonlyMap<string, MeasureView> {
    return this.#measuring.all;
  }

  textFor(target: string): string {
    return this.own[target] ?? this.text;
  }

  isByHand(destination: DestinationView): boolean {
    return isByHand(destination, this.measures.get(destination.target));
  }

  leftFor(target: string): number {
    return this.measures.get(target)?.left ?? Infinity;
  }

  /** The text that is shown. */
  get shown(): string {
    return this.tab === null ? this.text : this.textFor(this.tab);
  }

  /** Where the surplus of the shown text begins, at the account that takes least. */
  get surplusFrom(): number | null {
    const about = this.tab === null ? this.chosenOnes.filter(({ target }) => !(target in this.own)).map(({ target }) => target) : [this.tab];
    const starts = about.map((target) => this.measures.get(target)?.surplusFrom ?? null).filter((start) => start !== null);
    return starts.length > 0 ? Math.min(...starts) : null;
  }

  /** Opens a draft, or an empty composer. A draft without an id is not saved yet. */
  open(draft?: Omit<Opened, "to" | "pictures" | "titles"> & { id?: string; to?: string[] | undefined; titles?: Opened["titles"]; pictures?: Opened["pictures"]; feed?: string }): void {
    this.last = null;
    if (this.isOpen && !draft) return;
    if (this.isOpen && !this.isEmpty && !this.#isUntouched) void this.save();
    this.#reset(draft?.id ?? null);
    const accounts = this.store.sharing?.destinations ?? [];
    const { to, own } = this.places.read({ to: draft?.to ?? [], own: draft?.own ?? {}, titles: draft?.titles }, accounts);
    this.places.recall(accounts.filter(({ target }) => !to.includes(target)));
    if (draft) {
      this.text = draft.text;
      this.own = own;
      this.pictures.reset(draft.pictures);
      if (draft.id) this.saved = "saved";
      this.found = firstLink(draft.text);
      this.unwanted = draft.link === null ? this.found : null;
      if (draft.link !== null && draft.link !== this.found) [this.hasField, this.field] = [true, draft.link];
    }
    keep("open-draft", this.draft);
    this.#feed = draft?.feed ?? null;
    this.to = draft?.to ? to : usualAccounts(this.choosable, this.#feed);
    this.isOpen = true;
    void this.card.make(this.link);
    keep("sharing-met", "yes");
    this.#measuring.soon();
  }

  /** Opens the text of an activity anew. No account is chosen. */
  openAgain({ text, link, pictures }: ActivityView): void {
    this.open({ text, link, pictures, to: [], own: {} });
  }

  /** Opens posts that have not left, to change them. They are held back until the editor closes. */
  async edit(activity: ActivityView, posts: readonly PostView[]): Promise<void> {
    if (this.editing?.is(posts)) return;
    const editing = new Editing(this.store, activity, posts);
    if (await editing.begin()) this.#edit(editing, editing.draft);
  }

  #edit(editing: Editing, content: Opened): void {
    this.open(content);
    this.editing = editing;
    if (editing.plan) [this.when, this.chosen, this.late] = ["choose", writeLocal(Date.parse(editing.plan.at)), editing.plan.late];
    const [only] = this.chosenOnes;
    // Most refusals of such a network are about the place.
    if (editing.plan === null && this.chosenOnes.length === 1 && only?.place) this.lead(only.target, "place");
    editing.opened ||= this.#written;
  }

  /** Closes the composer and keeps its draft. */
  async close(): Promise<void> {
    const { isEmpty } = this;
    const slot = this.#slot;
    clearTimeout(this.#saveTimer);
    if (!isEmpty && this.saved !== "saved" && !this.#isUntouched) void this.save();
    this.isOpen = false;
    this.#endEditing();
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
    [this.tried, this.overfull, this.saved, this.places.wanted] = [false, false, "not yet", null];
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => void this.save(), saveAfter);
    clearTimeout(this.#linkTimer);
    this.#linkTimer = setTimeout(() => {
      this.#lookForLink();
      void this.card.make(this.link);
    }, linkAfter);
    this.#measuring.soon();
  }

  choose(destination: DestinationView): void {
    const { target } = destination;
    this.declined = isClosed(destination) && this.declined !== target ? target : null;
    if (isClosed(destination)) return;
    const isChosen = this.to.includes(target);
    this.to = isChosen ? this.to.filter((each) => each !== target) : [...this.to, target];
    if (isChosen && this.tab === target) this.tab = null;
    this.changed();
  }

  /** Leads to a field of an account. */
  lead(target: string, field: "place" | "title"): void {
    [this.tab, this.places.wanted] = [target, { target, field }];
  }

  giveOwn(target: string): void {
    this.own = { ...this.own, [target]: this.textFor(target) };
    this.tab = target;
    this.changed();
  }

  dropOwn(target: string): void {
    const { [target]: _, ...rest } = this.own;
    this.own = rest;
    if (!this.chosenOnes.some((each) => each.target === target && each.longestTitle !== null)) this.tab = null;
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
    const id = await this.#send(this.#addressed, this.at === null ? null : zoned(this.at));
    this.isSharing = false;
    if (id === null) return false;
    keep("open-draft", null);
    this.editing = null;
    this.#reset();
    this.isOpen = false;
    [this.last, this.handingOver] = [id, id];
    return true;
  }

  /** Shares, or saves an edit. Returns the activity's id, or null if that failed. */
  async #send(content: Content, at: string | null): Promise<string | null> {
    const { editing } = this;
    if (!editing) {
      let id: string | null = null;
      await this.store.run(this.store.client.share(this.draft, content, at, this.late).then((made) => (id = made)));
      // The set for an edited text says nothing about the usual one.
      if (id !== null) {
        rememberAccounts(this.#content().to, this.#feed);
        this.places.remember(this.chosenOnes);
      }
      return id;
    }
    // An edit that comes too late leaves its text as a draft.
    await this.save();
    const saved = await editing.save(this.draft, content, at, this.late);
    if (saved === "left") {
      this.#endEditing();
      this.to = [];
    }
    return saved === "saved" ? editing.activity : null;
  }

  #endEditing(): void {
    this.editing?.end();
    this.editing = null;
  }

  /** True if an edit is as it was opened. Its plan has the text, so that no draft is needed. */
  get #isUntouched(): boolean {
    return this.editing !== null && this.draft === null && this.editing.opened === this.#written;
  }

  async discard(): Promise<void> {
    const { isEmpty } = this;
    const slot = this.#slot;
    const content = this.#addressed;
    const pictures = this.pictures.all.slice();
    this.#discardedEdit = this.editing;
    clearTimeout(this.#saveTimer);
    this.isOpen = false;
    this.#reset();
    keep("open-draft", null);
    this.discarded = isEmpty ? null : { ...content, pictures };
    clearTimeout(this.#undoTimer);
    this.#undoTimer = setTimeout(() => (this.discarded = null), undoFor);
    await this.#saving;
    if (slot.id !== null) await this.store.run(this.store.client.discardDraft(slot.id));
  }

  async undoDiscard(): Promise<void> {
    const content = this.discarded;
    if (!content) return;
    this.discarded = null;
    const editing = this.#discardedEdit;
    if (editing && (await editing.begin())) this.#edit(editing, content);
    else this.open(content);
    void this.save();
  }

  stop(): void {
    this.#measuring.stop();
    this.#counting.stop();
    for (const timer of [this.#saveTimer, this.#linkTimer, this.#undoTimer]) clearTimeout(timer);
  }

  /** Saves the draft after a former save has ended, so that a new draft is made only once. */
  save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    const content = this.#addressed;
    const written = this.#written;
    const slot = this.#slot;
    const isEmpty = this.isEmpty;
    const isCurrent = (): boolean => this.#slot === slot && this.#written === written;
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

  /** The content as one text, without the card, which comes by itself. */
  get #written(): string {
    return JSON.stringify({ ...this.#addressed, card: false });
  }

  /** The content as the keeper takes it, with the places of its accounts. */
  get #addressed(): Content {
    return this.places.addressed(this.#content(), this.chosenOnes);
  }

  #content(): Content {
    const own = Object.fromEntries(Object.entries(this.own).filter(([target]) => this.to.includes(target)));
    return { text: this.text, link: this.link, card: this.card.is(this.link), pictures: this.pictures.chosen, to: this.chosenOnes.map(({ target }) => target), own, titles: {} };
  }

  #reset(draft: string | null = null): void {
    this.stop();
    this.#slot = new Slot(draft);
    [this.text, this.own, this.tab] = ["", {}, null];
    [this.hasField, this.field, this.found, this.unwanted] = [false, "", null, null];
    [this.when, this.chosen, this.late] = ["now", "", "6h"];
    [this.saved, this.tried, this.overfull, this.declined, this.discarded] = ["not yet", false, false, null, null];
    this.#measuring.reset();
    this.pictures.reset();
    this.places.reset();
    this.#endEditing();
    this.#counting.reset();
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
