// Generated from src-tauri/src/view.rs by `cargo xtask bindings`. Do not edit.

/**
 * The whole state, as the window shows it. The higher revision wins.
 */
export type StateView = { revision: number, vault: VaultView, connections: Array<ConnectionView>, attempts: Array<SignInView>, networks: Array<NetworkView>, storage_problem: boolean,
/**
 * Why network files cannot be used, each as a sentence in English with file and line, for the file's author.
 */
unusable_networks: Array<string>,
/**
 * Something other than Gander changed the database in a way that could lead tokens astray.
 */
database_altered: boolean,
/**
 * Nothing is told by notification or mail until then.
 */
alerts_paused_until: string | null,
/**
 * The language that the person chose, by its tag; null is that of their system.
 */
language: string | null,
/**
 * Whether this device takes files for its calendar. A phone has no place for them.
 */
takes_calendar_files: boolean, };

/**
 * Whether the secrets can be read.
 */
export type VaultView = "opening" | "ready" | "locked" | "this_run_only";

/**
 * One connection.
 */
export type ConnectionView = { id: string, network: string, network_name: string, username: string | null, display_name: string | null,
/**
 * Names the account's picture, which has to be asked for.
 */
avatar: string | null, health: HealthView,
/**
 * What the person did not allow, though Gander needs it.
 */
missing: Array<MissingPermissionView>,
/**
 * Whether its network lists pages, and Gander may see them.
 */
may_have_pages: boolean,
/**
 * The pages that the account runs, as far as they are known.
 */
pages: Array<PageView>,
/**
 * RFC 3339. When the person must have signed in again; null when Gander renews it all by itself.
 */
reauthorize_by: string | null,
/**
 * RFC 3339. After this the network may drop the person's data.
 */
data_loss_at: string | null, clocks: ClocksView, busy: BusyView | null, };

/**
 * A permission that Gander needs and the person did not allow.
 */
export type MissingPermissionView = {
/**
 * The network's own name for it.
 */
scope: string,
/**
 * What it is for; null where the network's file does not say.
 */
purpose: "profile" | "read" | "share" | "share_media" | "list_pages" | "read_pages" | "share_pages" | "read_boards" | "edit_boards" | "choose_flair" | "stay_signed_in" | null, };

/**
 * A page that an account runs.
 */
export type PageView = { id: string, name: string,
/**
 * Whether Gander holds it.
 */
held: boolean,
/**
 * The answer that proved that the account may act for it no longer, if it is held.
 */
lost: EvidenceView | null, };

/**
 * How a connection is.
 */
export type HealthView = { "status": "active" } | { "status": "expiring", by: string, } | { "status": "unconfirmed", evidence: EvidenceView, again_at: string, } | { "status": "unreachable", since: string, } | { "status": "disconnected", reason: ReasonView, evidence: EvidenceView, } | { "status": "set_up_needed", what: SetUpView, };

/**
 * Why a connection is disconnected.
 */
export type ReasonView = "expired" | "revoked" | "password_changed" | "checkpoint" | "permission_missing" | "refresh_rejected";

/**
 * What the developer app still lacks.
 */
export type SetUpView = "app_keys_missing" | "app_keys_refused";

/**
 * What proves a verdict.
 */
export type EvidenceView = { at: string, endpoint: "authorization" | "token" | "long_lived" | "renewal" | "identity" | "probe" | "revocation" | "page", http_status: number | null, code: string | null, subcode: string | null, };

/**
 * Every clock, RFC 3339 or null.
 */
export type ClocksView = { authorized_at: string, access_until: string | null, refresh_until: string | null, data_access_until: string | null, next_renewal: string | null, checked_at: string | null, next_check: string | null, };

/**
 * Slow work under way.
 */
export type BusyView = "checking" | "renewing" | "finishing";

/**
 * A sign-in under way. `connection` is also set while a new account is being added.
 */
export type SignInView = { id: number, connection: string, network: string, network_name: string,
/**
 * False while a new account is being added.
 */
reauthorize: boolean, stage: StageView, };

/**
 * How far a sign-in is.
 */
export type StageView = { "stage": "opening" } | { "stage": "waiting" } | { "stage": "asks_pin" } | { "stage": "finishing" } | { "stage": "wrong_account", expected: string, signed_in: string, } | { "stage": "failed", failure: FailureView, answer: string | null, };

/**
 * Why a sign-in ended without success.
 */
export type FailureView = "denied" | "timed_out" | "refused" | "app_keys_missing" | "app_keys_refused" | "unreachable" | "port_taken" | "bad_answer" | "storage" | "unsupported" | "vault_locked" | "address_unknown" | "registration_refused";

/**
 * One network.
 */
export type NetworkView = { id: string, name: string,
/**
 * Whether its app keys are there, so that Connect can start.
 */
ready: boolean, needs_secret: boolean,
/**
 * The keys of the person's own app; null where the network needs none.
 */
keys: {
/**
 * Shortened; null when none is kept.
 */
client_id: string | null, has_secret: boolean,
/**
 * Whether an app there can have a secret.
 */
takes_secret: boolean,
/**
 * Where people make an app.
 */
page: string,
/**
 * What the network calls the two, where that is known.
 */
id_is_called: string | null, secret_is_called: string | null,
/**
 * What else an app there may bring along.
 */
parameters: Array<{ name: string,
/**
 * What the network calls it.
 */
is_called: string, value: string | null, }>,
/**
 * The permissions that an app may or may not be asked for.
 */
optional_permissions: Array<{
/**
 * The network's own name for it.
 */
scope: string,
/**
 * What it is for; null where the network's file does not say.
 */
purpose: "profile" | "read" | "share" | "share_media" | "list_pages" | "read_pages" | "share_pages" | "read_boards" | "edit_boards" | "choose_flair" | "stay_signed_in" | null, asked: boolean, }>, } | null,
/**
 * The exact address to paste at the network's developer page.
 */
redirect: string,
/**
 * The bridge page, where the network can send people back by one.
 */
bridge: {
/**
 * Whether the network takes no other redirect address.
 */
needed: boolean,
/**
 * Whether it is the way that the network's documents name first.
 */
preferred: boolean,
/**
 * Where the person hosts it.
 */
address: string | null, } | null,
/**
 * Two sentences on how long access lasts, in English.
 */
summary: string,
/**
 * The same by language, as far as the network's file has it.
 */
summaries: { [key in string]: string },
/**
 * The network's own page on it.
 */
page: string,
/**
 * Where the person takes back what they allowed, if Gander cannot do that itself.
 */
revoke_page: string | null,
/**
 * A practice network: its servers are on this device.
 */
practice: boolean,
/**
 * What the person must say before a sign-in can begin.
 */
asks: "server" | "handle" | null,
/**
 * Whether it can show a number to type, where nothing leads back from the browser.
 */
offers_pin: boolean, };

/**
 * What a network says of an app's keys.
 */
export type KeyCheckView = "taken" | "refused" | "untold" | "unreachable";

/**
 * What an organization hands out, before the person has said what is to become of it.
 */
export type InvitationView = {
/**
 * What is agreed to is what was shown under this number.
 */
number: number, what: InvitationStageView, };

/**
 * How far it is.
 */
export type InvitationStageView = { "stage": "elsewhere", host: string, } | { "stage": "read", plan: JoinPlanView, } | { "stage": "broken", why: string, };

/**
 * What a file would change.
 */
export type JoinPlanView = {
/**
 * Who it says it is from. Nobody has checked that.
 */
name: string,
/**
 * Whether a passphrase opens its secrets.
 */
is_sealed: boolean, is_nothing: boolean, keys: Array<{ network: string, network_name: string,
/**
 * Shortened, as all client ids.
 */
client_id: string, former: string | null, has_secret: boolean, lacks_secret: boolean, change: ChangeView,
/**
 * Accounts that must be reauthorized.
 */
users: number, }>, definitions: Array<{ network: string, network_name: string,
/**
 * Every host that a sign-in there goes to.
 */
hosts: Array<string>, change: ChangeView, }>, ladder: { days: Array<number>, former: Array<number> | null, change: ChangeView, } | null, };

/**
 * What happens to something.
 */
export type ChangeView = "added" | "replaces_own" | "replaces" | "same";

/**
 * Something that happened to a connection.
 */
export type HistoryView = {
/**
 * RFC 3339, as all times here. The last time, or when a spell without an answer began.
 */
at: string,
/**
 * The same as `at` if it happened once.
 */
first: string, count: number,
/**
 * When the network answered again.
 */
until: string | null, connection: string, network_name: string, who: string | null, event: "connected" | "reauthorized" | "renewed" | "disconnected" | "permission_missing" | "page_lost" | "recovered" | "set_up_needed" | "warned" | "unreachable" | "sign_in_failed" | "wrong_account" | "removed" | "revocation_failed" | "notified" | "mailed" | "mail_failed", reason: ReasonView | null, evidence: EvidenceView | null, };

/**
 * How the person is told, and how that goes.
 */
export type AlertsView = { settings: AlertSettingsView,
/**
 * A password for the mail server is kept.
 */
has_password: boolean,
/**
 * This system did not show the last notification.
 */
not_shown: boolean,
/**
 * Why the last mail was not sent: a word of `smtp-…`.
 */
mail_trouble: string | null, };

/**
 * What is set. Local times of the day are `HH:MM`.
 */
export type AlertSettingsView = { native: boolean, email: EmailView | null,
/**
 * `null`: each network's own days.
 */
warn_days: Array<number> | null, quiet_hours: { from: string, to: string, } | null, digest: string | null,
/**
 * Networks, by id.
 */
muted: Array<string>, };

/**
 * The person's own mail server.
 */
export type EmailView = { host: string, port: number, security: "tls" | "start_tls" | "none", username: string | null, from: string, to: Array<string>, };

/**
 * What cannot be set.
 */
export type BadSettingView = "warn_days" | "quiet_hours" | "host" | "port" | "security" | "username" | "from" | "to";

/**
 * Why a command failed.
 */
export type AppError = {
/**
 * What went wrong.
 */
code: ErrorCode,
/**
 * The network it is about, by id.
 */
network: string | null, };

/**
 * What went wrong.
 */
export type ErrorCode = "unknown_connection" | "unknown_network" | "unknown_sign_in" | "app_keys_missing" | "vault_locked" | "storage" | "altered" | "unreachable" | "unsupported" | "bad_input" | "internal";
