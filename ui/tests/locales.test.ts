import { FluentBundle, FluentResource } from "@fluent/bundle";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { ActivityView, ConnectionView, ErrorCode, EvidenceView, FailureView, HealthView, HistoryView, ReasonView } from "../src/ipc/bindings";
import { price, result } from "../src/components/sharing/words";
import { platformOf } from "../src/text/platform";
import { failure } from "../src/text/sayings";
import { languages, Text, type Language } from "../src/text/text.svelte";
import { open } from "./open";

const sharing = import.meta.glob<string>("../locales/*/sharing.ftl", { query: "?raw", import: "default", eager: true });
const files = import.meta.glob<string>("../locales/*/gander.ftl", { query: "?raw", import: "default", eager: true });
const sources = import.meta.glob<string>("../src/**/*.{ts,svelte}", { query: "?raw", import: "default", eager: true });
const file = (language: Language): string => files[`../locales/${language}/gander.ftl`] ?? "";
const sharingFile = (language: Language): string => sharing[`../locales/${language}/sharing.ftl`] ?? "";
const others = languages.filter((language) => language !== "en");

/** Every message with the variables it takes. */
function shape(language: Language, catalogue = file(language)): Record<string, string[]> {
  const resource = new FluentResource(catalogue);
  return Object.fromEntries(
    resource.body.map(({ id, value }) => [id, [...new Set(JSON.stringify(value).match(/(?<="type":"var","name":")\w+/g) ?? [])].sort()]),
  );
}

test.each(others)("%s says everything English says, about the same things", (language) => {
  expect(shape(language)).toEqual(shape("en"));
  expect(shape(language, sharingFile(language))).toEqual(shape("en", sharingFile("en")));
});

test.each(languages)("%s is written without faults", (language) => {
  const written = file(language).match(/^[a-z][\w-]* =/gm) ?? [];
  const later = sharingFile(language).match(/^[a-z][\w-]* =/gm) ?? [];
  expect(new Set([...written, ...later]).size).toBe(written.length + later.length);
  expect(new FluentResource(file(language)).body).toHaveLength(written.length);
  expect(new FluentResource(sharingFile(language)).body).toHaveLength(later.length);
  const bundle = new FluentBundle(language);
  expect(bundle.addResource(new FluentResource(file(language)))).toEqual([]);
  expect(bundle.addResource(new FluentResource(sharingFile(language)))).toEqual([]);
});

test.each(languages)("%s counts in sharing with every form of its own plurals", (language) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const counted = sharingFile(language).split(/\n(?=[a-z])/).filter((message) => message.includes("{ $count ->"));
  expect(counted.length).toBeGreaterThan(5);
  // "Many" is for millions in Spanish and French, which no list of accounts reaches.
  for (const message of counted) for (const form of forms.filter((form) => form !== "many" || language === "ar")) expect(message).toMatch(new RegExp(`\\*?\\[${form}\\]`));
});

test("the texts of sharing follow the language, also one that is chosen later", async () => {
  const text = new Text();
  await text.use("de");
  await text.bringSharing();
  expect(text.say("share-to", { count: 2 })).toBe("Teilen (2)");
  await text.use("ar");
  expect(text.say("share-to", { count: 2 }).replace(/[\u2068\u2069]/g, "")).toBe("مشاركة على حسابين");
  await text.use("en");
  expect(text.say("share-to-one", { network: "Mastodon" })).toBe("Share to Mastodon");
});

test.each(others)("%s is what the window shows once it is chosen", async (language) => {
  const text = new Text();
  await text.use(language);
  expect(text.language).toBe(language);
  const bundle = new FluentBundle(language, { useIsolating: language === "ar", functions: { PLATFORM: () => "linux" } });
  bundle.addResource(new FluentResource(file(language)));
  const vars = { network: "LinkedIn", date: "3", count: 3, accounts: "5", days: 60, who: "Dana", signed_in: "Bo", expected: "Dana", time: "10", again: "11", day: "Mon", file: "a.ics", site: "x.com", networks: "X", version: "1", need: "1", words: "Dana", permissions: "share", pages: "Bakery", done: 1, total: 3, word: "Client ID", name: "App ID", id: "1234", former: "86ab", host: "example.org", hosts: "a, b", answer: "422", last: 1, title: "Geese", activities: "2", first: "one", then: "two", all: "both", when: "today", program: "curl" };
  for (const key of Object.keys(shape(language)).filter((key) => !/^(ahead|calendar|mail|redirect|tray)-/.test(key)))
    expect(text.say(key, vars), key).toBe(bundle.formatPattern(bundle.getMessage(key)!.value!, vars));
});

test("what each code of the contract means is said", () => {
  const keys = shape("en");
  const reasons: Record<ReasonView, true> = { expired: true, revoked: true, password_changed: true, checkpoint: true, permission_missing: true, refresh_rejected: true };
  for (const reason of Object.keys(reasons))
    for (const prefix of ["reason", "why", "notice-disconnected-body"]) expect(keys).toHaveProperty(`${prefix}-${reason}`);
  const statuses: Record<HealthView["status"], true> = { active: true, expiring: true, unconfirmed: true, unreachable: true, disconnected: true, set_up_needed: true };
  for (const status of Object.keys(statuses)) expect(keys).toHaveProperty(`tray-status-${status}`);
  const events: Record<Exclude<HistoryView["event"], "disconnected" | "set_up_needed">, true> = { connected: true, reauthorized: true, renewed: true, permission_missing: true, recovered: true, page_lost: true, warned: true, unreachable: true, sign_in_failed: true, wrong_account: true, removed: true, revocation_failed: true, notified: true, mailed: true, mail_failed: true, allowed_nothing: true, allowed_requests: true, allowed_tokens: true, token_taken: true, request_made: true };
  for (const event of Object.keys(events)) expect(keys).toHaveProperty(`history-${event}`);
  const purposes: Record<NonNullable<ConnectionView["missing"][number]["purpose"]>, true> = { profile: true, read: true, share: true, share_media: true, delete: true, list_pages: true, read_pages: true, share_pages: true, read_boards: true, edit_boards: true, choose_flair: true, stay_signed_in: true };
  for (const purpose of Object.keys(purposes)) expect(keys).toHaveProperty(`permission-${purpose}`);
  const endpoints: Record<Exclude<EvidenceView["endpoint"], "long_lived">, true> = { authorization: true, token: true, renewal: true, identity: true, probe: true, page: true, revocation: true };
  for (const endpoint of Object.keys(endpoints)) expect(keys).toHaveProperty(`evidence-${endpoint}`);
});

test("each way to fail has a sentence of its own", () => {
  const codes: Record<FailureView | ErrorCode, true> = {
    denied: true, timed_out: true, refused: true, app_keys_missing: true, app_keys_refused: true, unreachable: true, port_taken: true,
    bad_answer: true, storage: true, unsupported: true, vault_locked: true, address_unknown: true, registration_refused: true, unknown_connection: true, unknown_network: true,
    unknown_sign_in: true, already_left: true, private_address: true, no_server: true, no_feed: true, bad_input: true, altered: true, internal: true,
  };
  const text = new Text();
  const sentences = Object.keys(codes).map((code) => failure(code as FailureView | ErrorCode, "LinkedIn", text));
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].* .*\.$/);
});

test("every word the window asks for by name exists", () => {
  const keys = { ...shape("en"), ...shape("en", sharingFile("en")) };
  const asked = Object.values(sources).flatMap((source) => source.match(/(?<=\bsay\(")[\w-]+(?=")/g) ?? []);
  expect(asked.length).toBeGreaterThan(60);
  for (const key of asked) expect(keys).toHaveProperty(key);
});

test.each(languages)("%s says by Rust, which knows no PLATFORM(), only what is right on every system", (language) => {
  const said = file(language).split(/\n(?=[a-z])/).filter((message) => /^(ahead|calendar|mail|notice|redirect|tray)-/.test(message));
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((message) => message.includes("PLATFORM()"))).toEqual([]);
});

test.each(languages)("%s has words of its own for each system", async (language) => {
  const said = await Promise.all(
    (["linux", "windows", "macos", "ios", "android"] as const).map(async (platform) => {
      const text = new Text(platform);
      await text.use(language);
      return ["vault-opening", "alerts-intro"].map((key) => text.say(key));
    }),
  );
  // A phone has no tray, Windows no keychain, and a Mac a menu bar.
  expect(new Set(said.map(([vault]) => vault)).size).toBeGreaterThanOrEqual(3);
  expect(new Set(said.map(([, intro]) => intro)).size).toBe(3);
  expect(said[3]![1]).toBe(said[4]![1]);
});

test("a system is known by what its web view says of itself", () => {
  for (const [agent, points, platform] of [
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140", 10, "windows"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", 0, "macos"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", 5, "ios"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148", 5, "ios"],
    ["Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 Chrome/140 Mobile", 5, "android"],
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15", 0, "linux"],
  ] as const)
    expect(platformOf(agent, points), agent).toBe(platform);
});

test("names in a right-to-left language stand by themselves, and so do the parts of a line", async () => {
  const text = new Text();
  await text.use("ar");
  expect(text.list(["X", "Facebook"])).toBe("\u2068X\u2069 و\u2068Facebook\u2069");
  expect(text.joined("جدّده Gander", null, "5 مرات")).toBe("\u2068جدّده Gander\u2069 · \u20685 مرات\u2069");
  await text.use("en");
  expect(text.list(["X", "دانا"])).toBe("X and \u2068دانا\u2069");
  expect(text.joined("Dana", "")).toBe("Dana");
});

test("Arabic that Rust says, which cannot isolate names, reads from the right also where a name comes first", () => {
  const bundle = new FluentBundle("ar", { useIsolating: false });
  bundle.addResource(new FluentResource(file("ar")));
  const named = { network: "LinkedIn", who: "@dana", title: "Geese", status: "نشط", accounts: "حساب", activities: "نشاط", then: "بانتظار X", date: "3", time: "10", count: 2, pages: "Bakery", networks: "X", first: "فيسبوك", when: "أمس" };
  // These only join sentences that read from the right already.
  const joining = /^(calendar-name|mail-subject-waiting|notice-mixed-(body|two)|tray-moment)$/;
  const said = Object.keys(shape("ar")).filter((key) => /^(ahead|calendar|mail|notice|tray)-/.test(key) && !joining.test(key));
  for (const key of said) expect(bundle.formatPattern(bundle.getMessage(key)!.value!, named).match(/[A-Za-z\u200e\u200f\p{Script=Arabic}]/u)?.[0], key).toMatch(/\p{Script=Arabic}|\u200f/u);
});

test("a price in Arabic names its currency, and sentences in Japanese have no gap", async () => {
  expect(price("en", { amount: "0.015", currency: "USD" })).toBe("$0.015");
  expect(price("ar", { amount: "0.20", currency: "USD" })).toBe("0.20 دولار أمريكي");
  const text = new Text();
  await text.bringSharing();
  const post = (network: string, state: string): object => ({ network, networkName: network, name: network, state });
  const activity = { posts: [post("Mastodon", "shared"), post("LinkedIn", "waits")] } as ActivityView;
  expect(result(activity, text)).toBe("Shared to Mastodon. LinkedIn waits.");
  await text.use("ja");
  expect(result(activity, text)).toBe("Mastodonに共有しました。LinkedInは待機中です。");
});

test("a region of a known language is that language, and an unknown one is English", async () => {
  const text = new Text();
  await text.use("pt-BR");
  expect([text.language, text.locale]).toEqual(["en", "en"]);
  await text.use("de-AT");
  expect([text.language, text.locale]).toEqual(["de", "de-AT"]);
});

test("a date that ends in a full stop does not bring a second one", async () => {
  const text = new Text();
  await text.use("fr");
  expect(text.say("soon-by", { date: "\u00021 déc.\u0003" })).toBe("Réautorisez le compte avant le \u00021 déc.\u0003");
});

test("a policy is said in the language shown, and as English where its file has no other", async () => {
  const fake = await open("mixed", { language: "ar" });
  fake.publish({ networks: fake.state.networks.map((each) => (each.id === "x" ? { ...each, summaries: {} } : each)) });
  await page.getByTestId("tab-policies").click();
  await expect.element(page.getByTestId("policies")).toBeVisible();
  const policy = (name: string): HTMLElement => page.getByRole("region", { name }).element().querySelector("p")!;
  await expect.poll(() => policy("X").textContent).toMatch(/^Access lasts two hours/);
  expect([policy("X").lang, policy("X").dir]).toEqual(["en", "ltr"]);
  expect([policy("LinkedIn").lang, policy("LinkedIn").dir, /\p{Script=Arabic}/u.test(policy("LinkedIn").textContent)]).toEqual(["ar", "rtl", true]);
});
