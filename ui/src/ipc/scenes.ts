// Every state of the window, by name: `?fake=waiting`.
import type { ConnectionView, EvidenceView, FeedsView, InvitationView, PageView, PictureView, SignInView } from "./bindings";
import { keep } from "../state/kept";
import { Fake } from "./fake";
import {
  answer, at, away, bluesky, broken, connection, crowd, dana, disconnected, facebook, facebookFine, fine, four, hour,
  insta, instagram, linkedin, linkedinFine, minute, network, newsroom, past, policy, signIn, soon, state, threads,
  told, withoutKeys, x,
} from "./samples";
import { feeds, manySuggestions, suggestions } from "./news-samples";
import { activities, blue, clips, club, drafts, long, manyShared, mast } from "./shared-samples";

const invited = (what: InvitationView["what"]): Fake => {
  const fake = new Fake(state(mixed), past);
  fake.invitation = { number: 1, what };
  return fake;
};
const mixed = [broken, soon, insta, away, fine];
const withSignIn = (stage: SignInView["stage"], more: Partial<SignInView> = {}): Fake =>
  new Fake(state(mixed, { sign_ins: [signIn(stage, more)] }), past);

/** A window that can share. */
const sharing = (connections: ConnectionView[], what: Partial<Pick<Fake["shares"], "activities" | "drafts">> = {}): Fake => {
  const fake = new Fake(state(connections), past);
  Object.assign(fake.shares, { isOn: true, ...what });
  return fake;
};
const cut = { ...mast, health: disconnected("revoked") };

const twelve = (): ConnectionView[] => Array.from({ length: 12 }, (_, nth) => ({ ...(nth % 2 === 0 ? blue : mast), id: `twelve-${nth}` }));

/** The same with feeds. */
const reading = (connections: ConnectionView[], what: Partial<FeedsView>): Fake => {
  const fake = sharing(connections);
  fake.news.publish(what);
  return fake;
};

/** The sample states. */
export const scenes = {
  mixed: () => new Fake(state(mixed), past),
  "first-run": () => new Fake(state([], { networks: [...four.map((each) => ({ ...each, practice: true })), { ...threads, practice: false }] })),
  "first-keys": () =>
    new Fake(
      state([], {
        networks: [
          { ...bluesky, asks: "handle" },
          network("mastodon", "Mastodon", { keys: null, asks: "server" }),
          ...four.map(withoutKeys),
          network("linkedin-pages", "LinkedIn Pages", { ready: false }),
          { ...threads, redirect: "", bridge: { needed: true, preferred: true, address: null } },
        ],
      }),
    ),
  // An app with further parameters beside its keys.
  "key-options": () => {
    const { keys, ...rest } = withoutKeys(facebook);
    const parameters = [{ name: "config_id", is_called: "Configuration ID", value: null }];
    const optional_permissions = [
      { scope: "business_management", purpose: null, asked: false },
      { scope: "pages_show_list", purpose: "list_pages" as const, asked: true },
    ];
    const called = { id_is_called: "App ID", secret_is_called: "App secret" };
    return new Fake(state([], { networks: [{ ...rest, keys: keys && { ...keys, ...called, parameters, optional_permissions } }, withoutKeys(instagram)] }));
  },
  "all-well": () => new Fake(state([facebookFine, insta, linkedinFine, fine]), past),
  one: () => new Fake(state([facebookFine]), past.filter((entry) => entry.connection === "c2")),
  missing: () =>
    new Fake(
      state([
        { ...facebookFine, missing: [{ scope: "pages_show_list", purpose: "list_pages" }, { scope: "pages_manage_posts", purpose: "share_pages" }] },
        insta,
        { ...broken, health: disconnected("permission_missing"), missing: [{ scope: "w_member_social", purpose: "share" }], data_loss_at: null },
        fine,
      ]),
      [told(-0.5 * hour, "c2", "Facebook", "Dana Reyes", "permission_missing"), ...past],
    ),
  avatars: () =>
    new Fake(
      state([
        { ...broken, avatar: "#1f6f6b" },
        { ...facebookFine, avatar: "#7a3e5c" },
        { ...insta, avatar: "#35507a" },
        { ...fine, avatar: "gone" },
      ]),
      past,
    ),
  pages: () => {
    const lost: EvidenceView = { at: at(-2 * hour), endpoint: "page", http_status: 400, code: "190", subcode: "492" };
    const pages: PageView[] = [
      { id: "p1", name: "Reyes Bakery", held: true, lost: null },
      { id: "p2", name: "Goose Garden", held: true, lost },
      { id: "p3", name: "Old Town Choir", held: false, lost: null },
    ];
    return new Fake(state([{ ...facebookFine, may_have_pages: true, pages }, insta, { ...linkedinFine, may_have_pages: true }, fine]), [
      ...past.slice(0, 1),
      told(-2 * hour, "c2", "Facebook", "Dana Reyes", "page_lost", { evidence: lost }),
      ...past.slice(1),
    ]);
  },
  // The network lets no app end its own access.
  "by-hand": () => new Fake(state([insta]), past.filter((entry) => entry.connection === "c3")),
  // One network asks for a handle, one redirects only through a bridge page, and one can do so.
  elsewhere: () =>
    new Fake(
      state(mixed, {
        networks: [
          { ...bluesky, asks: "handle" },
          { ...facebook, bridge: { needed: false, preferred: false, address: "https://dana.example/gander.html" } },
          instagram,
          linkedin,
          { ...threads, redirect: "", bridge: { needed: true, preferred: true, address: null } },
          x,
        ],
      }),
      past,
    ),
  loading: () => {
    const fake = new Fake(state(mixed), past);
    fake.getState = () => new Promise(() => {});
    return fake;
  },
  unconfirmed: () =>
    new Fake(
      state([
        facebookFine,
        { ...linkedinFine, health: { status: "unconfirmed", evidence: answer(-2 * minute, 401, "REVOKED_ACCESS_TOKEN", "65601"), again_at: at(3 * minute) } },
        { ...fine, health: { status: "unconfirmed", evidence: answer(-26 * hour, 401), again_at: at(0.5 * hour) } },
      ]),
      past,
    ),
  offline: () => new Fake(state([facebookFine, insta, linkedinFine, fine].map((each) => ({ ...each, health: { status: "unreachable" as const, since: at(-0.5 * hour) } }))), past),
  twelve: () => new Fake(state(crowd(12)), past),
  "three-hundred": () => new Fake(state(crowd(300)), past),
  "timed-out": () => withSignIn({ stage: "failed", failure: "timed_out", answer: null }),
  many: () =>
    new Fake(
      state(Array.from({ length: 10 }, (_, index) => connection(`m${index}`, "mastodon", "Mastodon", { username: `dana${index}@hachyderm.example` }))),
      past,
    ),
  "two-broken": () =>
    new Fake(
      state([
        { ...broken, data_loss_at: null },
        { ...soon, health: { ...disconnected("password_changed") } },
        insta,
        connection("c6", "threads", "Threads", { username: "danareyes" }, { status: "set_up_needed", what: "app_keys_refused" }),
        connection("c7", "x", "X", { username: "danar" }, disconnected("checkpoint")),
        connection("c8", "foundry", "Foundry", dana, disconnected("refresh_rejected")),
      ]),
      past,
    ),
  opening: () => withSignIn({ stage: "opening" }),
  waiting: () => withSignIn({ stage: "waiting" }),
  "asks-pin": () => withSignIn({ stage: "asks_pin" }, { connection: "c9", network: "x", network_name: "X (API key)", reauthorize: false }),
  finishing: () => withSignIn({ stage: "finishing" }),
  wrong: () => withSignIn({ stage: "wrong_account", expected: "Dana Reyes", signed_in: "Bo Lee" }),
  failed: () => withSignIn({ stage: "failed", failure: "denied", answer: null }),
  "failed-offline": () => withSignIn({ stage: "failed", failure: "unreachable", answer: null }),
  "failed-without-keys": () => withSignIn({ stage: "failed", failure: "app_keys_refused", answer: null }),
  paused: () => new Fake(state(mixed, { alerts_paused_until: at(hour) }), past),
  "bad-answer": () => withSignIn({ stage: "failed", failure: "bad_answer", answer: null }),
  "registration-refused": () =>
    withSignIn({ stage: "failed", failure: "registration_refused", answer: "422 invalid_redirect_uri" }),
  adding: () => withSignIn({ stage: "waiting" }, { connection: "c9", network: "bluesky", network_name: "Bluesky", reauthorize: false }),
  locked: () => new Fake(state(mixed, { vault: "locked" }), past),
  disk: () => new Fake(state(mixed, { storage_problem: true }), past),
  "unusable-file": () => new Fake(state(mixed, { unusable_networks: ["/home/dana/networks/pond.toml:16: missing key `page` in [policy]; add it. Until then Gander leaves the network `pond` and its accounts alone"] }), past),
  altered: () => new Fake(state(mixed, { database_altered: true }), past),
  invited: () => invited(newsroom),
  "invited-from-elsewhere": () => invited({ stage: "elsewhere", host: "handouts.newsroom.example" }),
  "invited-in-vain": () => invited({ stage: "broken", why: "gander.toml:4: there is no network `linkedout`; `gander networks` lists them, and [definitions] adds one" }),
  share: () => sharing([blue, mast, fine, clips]),
  "share-twelve": () => sharing(twelve(), { activities: manyShared(200) }),
  // Most days of a year, each with a picture.
  "share-much": () => {
    const fake = reading(twelve(), { feeds: feeds.fine, suggestions: manySuggestions });
    const picture = (nth: number): PictureView => ({ hash: `sample-#${100 + nth}`, description: "The oven at six", width: 4, height: 3 });
    fake.shares.activities = manyShared(300, twelve()).map((each, nth) => ({ ...each, pictures: [picture(nth)] }));
    return fake;
  },
  "share-three-hundred": () => sharing(crowd(300)),
  // The composer stands open, as after a reload.
  composer: () => {
    keep("open-draft", "d0");
    return sharing([cut, blue, linkedinFine, fine], { drafts, activities: activities.shared });
  },
  "needs-you": () => sharing([cut, blue, fine], { activities: [...activities.needing, ...activities.planned, ...activities.shared] }),
  planned: () => sharing([blue, { ...mast, health: { status: "expiring", by: at(26 * hour) }, reauthorize_by: at(26 * hour) }, insta, fine], { activities: activities.planned, drafts }),
  shared: () => sharing([blue, mast, fine], { activities: activities.shared }),
  asks: () => sharing([blue, mast, fine], { activities: activities.asking }),
  changing: () => sharing([blue, cut, fine], { activities: activities.changing }),
  "shared-more": () => sharing([blue, long, fine], { activities: activities.ended }),
  "sharing-refused-once": () => sharing([{ ...blue, health: { status: "unconfirmed", evidence: answer(-20 * minute, 401), again_at: at(10 * minute) } }, mast]),
  "sharing-cut": () => sharing([cut, { ...blue, health: disconnected("expired") }]),
  "sharing-gone": () => sharing([club], { drafts, activities: activities.shared }),
  "sharing-left": () => sharing([], { drafts, activities: activities.shared }),
  news: () => reading([blue, mast, fine], { feeds: feeds.fine, suggestions }),
  "news-none": () => reading([blue, mast, fine], { feeds: feeds.fine.slice(0, 1) }),
  "news-failing": () => reading([blue, mast, fine], { feeds: feeds.failing, suggestions }),
  memory: () => new Fake(state([facebookFine, fine], { vault: "this_run_only" }), past),
} satisfies Record<string, () => Fake>;

/** The state of this name, or the mixed one. */
export function scene(name: string): Fake {
  const make = Object.hasOwn(scenes, name) ? scenes[name as keyof typeof scenes] : scenes.mixed;
  return make();
}
