import type { MeasureView } from "../ipc/bindings";
import type { Content } from "../ipc/client";
import type { Store } from "./store.svelte";

const after = 30;

/** The measures of the open draft at its accounts. The keeper counts; a text that has not changed is not sent to it again. */
export class Measuring {
  /** By account or page. The same object until a measure changes. */
  all = $state.raw<ReadonlyMap<string, MeasureView>>(new Map());

  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  /** The answers of the last round, by their questions. */
  #known = new Map<string, Promise<MeasureView[]>>();
  /** The connections of that round: a limit or a permission changes with them. */
  #connections: Store["connections"] = [];

  constructor(
    private readonly store: () => Store,
    private readonly content: () => Content,
    private readonly measured: () => void,
  ) {}

  /** Forgets the draft before. */
  reset(): void {
    this.stop();
    this.#known.clear();
    this.all = new Map();
    this.#asked++;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Measures after a short pause, so that a quick hand causes one round. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#measure(), after);
  }

  async #measure(): Promise<void> {
    const asked = ++this.#asked;
    const { text, link, pictures, to, own } = this.content();
    const shared = to.filter((target) => !(target in own));
    const asks: [string, string[]][] = [...(shared.length > 0 ? [[text, shared] as [string, string[]]] : []), ...Object.entries(own).map(([target, written]): [string, string[]] => [written, [target]])];
    try {
      const answers = await Promise.all(this.#ask(asks, link, pictures.length));
      // Only the newest answer is about the text that stands there.
      if (asked !== this.#asked) return;
      this.#take(answers.flat());
      this.measured();
    } catch {
      // Without a count, Share still works: the keeper checks the length once more.
      this.#known.clear();
    }
  }

  #ask(asks: [string, string[]][], link: string | null, pictures: number): Promise<MeasureView[]>[] {
    const { client, connections } = this.store();
    const known = connections === this.#connections ? this.#known : new Map<string, Promise<MeasureView[]>>();
    [this.#connections, this.#known] = [connections, new Map()];
    return asks.map(([text, to]) => {
      const question = JSON.stringify([text, link, pictures, to]);
      const answer = known.get(question) ?? client.measure(text, link, pictures, to);
      this.#known.set(question, answer);
      return answer;
    });
  }

  #take(measures: MeasureView[]): void {
    const isSame = measures.length === this.all.size && measures.every((each) => JSON.stringify(each) === JSON.stringify(this.all.get(each.target)));
    if (!isSame) this.all = new Map(measures.map((measure) => [measure.target, measure]));
  }
}
