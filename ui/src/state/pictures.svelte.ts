import type { ChosenPictureView, PictureTroubleView, PictureView } from "../ipc/bindings";
import { asAppError } from "../ipc/client";
import type { Store } from "./store.svelte";

/** The pictures of the open draft. The keeper has their files. */
export class Pictures {
  all = $state.raw<readonly PictureView[]>([]);
  /** The files that the keeper is reading. */
  waiting = $state.raw(0);
  /** The reason for which the last file was not taken. */
  trouble = $state.raw<PictureTroubleView | null>(null);
  undescribed = $derived(this.all.filter(({ description }) => description.trim() === "").length);

  readonly #shown = new Map<string, Promise<string | null>>();
  /** Counts the drafts: a file belongs to the draft to which the person added it. */
  #draft = 0;

  constructor(
    private readonly store: () => Store,
    private readonly changed: () => void,
  ) {}

  get chosen(): ChosenPictureView[] {
    return this.all.map(({ hash, description }) => ({ hash, description }));
  }

  reset(pictures: readonly PictureView[] = []): void {
    this.#draft++;
    [this.all, this.waiting, this.trouble] = [pictures, 0, null];
  }

  async add(files: Iterable<File>): Promise<void> {
    const draft = this.#draft;
    this.trouble = null;
    for (const file of files) {
      this.waiting++;
      try {
        const { picture, trouble } = await this.store().client.addPicture(await file.arrayBuffer());
        if (draft !== this.#draft) return;
        if (picture && !this.all.some(({ hash }) => hash === picture.hash)) this.all = [...this.all, picture];
        if (trouble) this.trouble = trouble;
      } catch (thrown) {
        this.store().error = asAppError(thrown);
      } finally {
        if (draft === this.#draft) this.waiting--;
      }
    }
    this.changed();
  }

  describe(hash: string, description: string): void {
    this.all = this.all.map((each) => (each.hash === hash ? { ...each, description } : each));
    this.changed();
  }

  remove(hash: string): void {
    this.all = this.all.filter((each) => each.hash !== hash);
    this.changed();
  }

  /** Moves a picture by one place. False if it is at the end. */
  move(hash: string, by: 1 | -1): boolean {
    const from = this.all.findIndex((each) => each.hash === hash);
    const [one, other] = [this.all[from], this.all[from + by]];
    if (!one || !other) return false;
    this.all = this.all.with(from, other).with(from + by, one);
    this.changed();
    return true;
  }

  /** The picture in small, as a data URL. */
  shown(hash: string): Promise<string | null> {
    const known = this.#shown.get(hash);
    if (known) return known;
    const asked = this.store().client.picture(hash).catch(() => null);
    this.#shown.set(hash, asked);
    // One that is not there yet may come.
    void asked.then((address) => address === null && this.#shown.delete(hash));
    return asked;
  }
}
