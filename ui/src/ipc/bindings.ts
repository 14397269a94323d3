// Generated from src-tauri/src/view.rs by `cargo xtask bindings`. Do not edit.

/**
 * The whole state, as the window shows it. The higher revision wins.
 */
export type StateView = { revision: number, vault: VaultView, connections: Array<ConnectionView>, sign_ins: Array<SignInView>, networks: Array<NetworkView>, storage_problem: boolean,
/**
 * The reasons why network files are unusable, each an English sentence with file and line, for the file's author.
 */
unusable_networks: Array<string>,
/**
 * True if another program changed the database in a way that could misdirect tokens.
 */
database_altered: boolean,
/**
 * The end of the pause of all alerts; null when there is none.
 */
alerts_paused_until: string | null,
/**
 * The tag of the language that the person chose; null is the system's language.
 */
language: string | null,
/**
 * True if Gander can save calendar files on this device. A phone has no folder for them.
 */
takes_calendar_files: boolean, };

/**
 * The state of the vault, which seals the secrets.
 */
export type VaultView = "opening" | "ready" | "locked" | "this_run_only";

/**
 * One connection.
 */
export type ConnectionView = { id: string, network: string, network_name: string, username: string | null, display_name: string | null,
/**
 * The name of the account's picture, for the command `avatar`.
 */
avatar: string | null, health: HealthView,
/**
 * The permissions that Gander needs and the person did not allow.
 */
missing: Array<MissingPermissionView>,
/**
 * True if its network lists pages and Gander may see them.
 */
may_have_pages: boolean,
/**
 * The pages that the account runs, as far as Gander knows them.
 */
pages: Array<PageView>,
/**
 * RFC 3339. The time by which the person must sign in again; null if Gander renews everything by itself.
 */
reauthorize_by: string | null,
/**
 * RFC 3339. The time after which the network may drop the person's data.
 */
data_loss_at: string | null, clocks: ClocksView, busy: BusyView | null,
/**
 * The use that the person allows to other programs.
 */
allowed: "nothing" | "requests" | "tokens", };

/**
 * A permission that Gander needs and the person did not allow.
 */
export type MissingPermissionView = {
/**
 * The network's own name for it.
 */
scope: string,
/**
 * Its purpose; null if the network's file gives none.
 */
purpose: "profile" | "read" | "share" | "share_media" | "delete" | "list_pages" | "read_pages" | "share_pages" | "read_boards" | "edit_boards" | "choose_flair" | "stay_signed_in" | null, };

/**
 * A page that an account runs.
 */
export type PageView = { id: string, name: string,
/**
 * True if Gander holds it.
 */
held: boolean,
/**
 * The answer that proved the account's loss of a held page.
 */
lost: EvidenceView | null, };

/**
 * The health of a connection.
 */
export type HealthView = { "status": "active" } | { "status": "expiring", by: string, } | { "status": "unconfirmed", evidence: EvidenceView, again_at: string, } | { "status": "unreachable", since: string, } | { "status": "disconnected", reason: ReasonView, evidence: EvidenceView, } | { "status": "set_up_needed", what: SetUpView, };

/**
 * The reason for a disconnection.
 */
export type ReasonView = "expired" | "revoked" | "password_changed" | "checkpoint" | "permission_missing" | "refresh_rejected";

/**
 * The fault in a developer app's set-up.
 */
export type SetUpView = "app_keys_missing" | "app_keys_refused";

/**
 * The network's answer that proves a verdict.
 */
export type EvidenceView = { at: string, endpoint: "authorization" | "token" | "long_lived" | "renewal" | "identity" | "probe" | "revocation" | "page", http_status: number | null, code: string | null, subcode: string | null, };

/**
 * The dates of a connection, RFC 3339 or null.
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
 * The stage of a sign-in.
 */
export type StageView = { "stage": "opening" } | { "stage": "waiting" } | { "stage": "asks_pin" } | { "stage": "finishing" } | { "stage": "wrong_account", expected: string, signed_in: string, } | { "stage": "failed", failure: FailureView, answer: string | null, };

/**
 * The reason why a sign-in failed.
 */
export type FailureView = "denied" | "timed_out" | "refused" | "app_keys_missing" | "app_keys_refused" | "unreachable" | "port_taken" | "bad_answer" | "storage" | "unsupported" | "vault_locked" | "address_unknown" | "registration_refused";

/**
 * One network.
 */
export type NetworkView = { id: string, name: string,
/**
 * True if its app keys are present, so that Connect can start.
 */
ready: boolean, needs_secret: boolean,
/**
 * The keys of the person's own app; null where the network needs none.
 */
keys: {
/**
 * The client id, shortened; null if none is saved.
 */
client_id: string | null, has_secret: boolean,
/**
 * True if an app there can have a secret.
 */
takes_secret: boolean,
/**
 * The network's page for making an app.
 */
page: string,
/**
 * The network's own names for the client id and the secret, if known.
 */
id_is_called: string | null, secret_is_called: string | null,
/**
 * Further parameters that an app there may have.
 */
parameters: Array<{ name: string,
/**
 * The network's own name for it.
 */
is_called: string, value: string | null, }>,
/**
 * The permissions that Gander requests only if the person's app may request them.
 */
optional_permissions: Array<{
/**
 * The network's own name for it.
 */
scope: string,
/**
 * Its purpose; null if the network's file gives none.
 */
purpose: "profile" | "read" | "share" | "share_media" | "delete" | "list_pages" | "read_pages" | "share_pages" | "read_boards" | "edit_boards" | "choose_flair" | "stay_signed_in" | null, asked: boolean, }>, } | null,
/**
 * The exact redirect address to paste at the network's developer page.
 */
redirect: string,
/**
 * The bridge page, if the network can redirect through one.
 */
bridge: {
/**
 * True if the network accepts no other redirect address.
 */
needed: boolean,
/**
 * True if the network's documents name this way first.
 */
preferred: boolean,
/**
 * The address at which the person hosts it.
 */
address: string | null, } | null,
/**
 * Two sentences on how long access lasts, in English.
 */
summary: string,
/**
 * The summary by language, as far as the network's file has it.
 */
summaries: { [key in string]: string },
/**
 * The network's own page on the lifetime of access.
 */
page: string,
/**
 * The page for revoking access, if Gander cannot revoke it itself.
 */
revoke_page: string | null,
/**
 * A practice network: its servers are on this device.
 */
practice: boolean,
/**
 * The input that a sign-in needs from the person first.
 */
asks: "server" | "handle" | null,
/**
 * True if it can show a PIN to type, in case the browser does not lead back to Gander.
 */
offers_pin: boolean, };

/**
 * The network's verdict on an app's keys.
 */
export type KeyCheckView = "taken" | "refused" | "untold" | "unreachable";

/**
 * An organization's invitation that waits for the person's answer.
 */
export type InvitationView = {
/**
 * The number of this invitation. An answer applies only to the invitation with its number.
 */
number: number, what: InvitationStageView, };

/**
 * The stage of an invitation.
 */
export type InvitationStageView = { "stage": "elsewhere", host: string, } | { "stage": "read", plan: JoinPlanView, } | { "stage": "broken", why: string, };

/**
 * The changes that an invitation would make.
 */
export type JoinPlanView = {
/**
 * The sender's name, as the file claims. Gander has not verified it.
 */
name: string,
/**
 * True if a passphrase seals its secrets.
 */
is_sealed: boolean, is_nothing: boolean, keys: Array<{ network: string, network_name: string,
/**
 * The client id, shortened.
 */
client_id: string, former: string | null, has_secret: boolean, lacks_secret: boolean, change: ChangeView,
/**
 * The number of accounts that must be reauthorized.
 */
users: number, }>, definitions: Array<{ network: string, network_name: string,
/**
 * Every host that a sign-in there contacts.
 */
hosts: Array<string>, change: ChangeView, }>, ladder: { days: Array<number>, former: Array<number> | null, change: ChangeView, } | null, feeds: Array<{ title: string,
/**
 * The host that Gander asks.
 */
host: string, change: ChangeView, }>,
/**
 * The titles of its feeds that are removed.
 */
feeds_removed: Array<string>, };

/**
 * The effect on one part.
 */
export type ChangeView = "added" | "replaces_own" | "replaces" | "same";

/**
 * Something that happened to a connection.
 */
export type HistoryView = {
/**
 * RFC 3339, as all times here. The latest time, or the start of a spell without an answer.
 */
at: string,
/**
 * The first time; the same as `at` if the event happened once.
 */
first: string, count: number,
/**
 * The time at which the network answered again.
 */
until: string | null, connection: string, network_name: string, who: string | null, event: "connected" | "reauthorized" | "renewed" | "disconnected" | "permission_missing" | "page_lost" | "recovered" | "set_up_needed" | "warned" | "unreachable" | "sign_in_failed" | "wrong_account" | "removed" | "revocation_failed" | "notified" | "mailed" | "mail_failed" | "allowed_nothing" | "allowed_requests" | "allowed_tokens" | "token_taken" | "request_made", reason: ReasonView | null, evidence: EvidenceView | null,
/**
 * The name of the program that used the connection, as the system told it.
 */
program: string | null, };

/**
 * Everything about sharing, as the window shows it.
 */
export type SharingView = { destinations: Array<DestinationView>,
/**
 * Newest first.
 */
activities: Array<ActivityView>,
/**
 * The last changed one first.
 */
drafts: Array<DraftView>, };

/**
 * An account that the person can choose in the composer.
 */
export type DestinationView = {
/**
 * The account or page: the connection, or `CONNECTION/PAGE`.
 */
target: string, connection: string, network: string, networkName: string,
/**
 * The account's name, such as `@dana@mastodon.example`, or the name of the page.
 */
name: string, state: DestinationStateView,
/**
 * The length limit of a text, in the network's own unit.
 */
most: number, isPage: boolean,
/**
 * The network charges for each post.
 */
costs: boolean,
/**
 * The kind of the place inside the network that the person chooses for each post. Null: it has none.
 */
place: PlaceView | null,
/**
 * The places that Gander knows.
 */
places: Array<KnownPlaceView>,
/**
 * The most characters of a title. Null: its posts have none.
 */
longestTitle: number | null,
/**
 * The reason for which the person shares some or all contents by hand. Null: Gander shares them all.
 */
handOver: HandOverView | null, };

/**
 * The reason for which the person shares by hand.
 */
export type HandOverView = "profile" | "texts" | "pictures";

/**
 * A kind of places inside a network.
 */
export type PlaceView = "community" | "board";

/**
 * A place that Gander knows, such as a board.
 */
export type KnownPlaceView = { id: string, name: string, };

/**
 * The readiness of an account for sharing.
 */
export type DestinationStateView = "ready" | "disconnected" | "unreachable" | "unconfirmed" | "needs_keys" | "lost" | "needs_page" | "cannot";

/**
 * A text that the person has not shared yet.
 */
export type DraftView = { id: string, text: string, link: string | null,
/**
 * The chosen accounts and pages.
 */
to: Array<string>,
/**
 * The own texts of accounts and pages.
 */
own: { [key in string]: string },
/**
 * The titles at accounts and pages, where the person wrote one.
 */
titles: { [key in string]: string }, pictures: Array<PictureView>,
/**
 * RFC 3339.
 */
changedAt: string, };

/**
 * One activity, with one post for each account.
 */
export type ActivityView = { id: string, text: string, link: string | null,
/**
 * RFC 3339.
 */
createdAt: string,
/**
 * RFC 3339. Null if the person shared it at once.
 */
plannedAt: string | null,
/**
 * The IANA time zone in which the person planned it, such as `Europe/Berlin`. Null if it is not known.
 */
zone: string | null,
/**
 * The rule for a post that is late. Null if the person shared it at once.
 */
late: LateView | null, pictures: Array<PictureView>,
/**
 * The hash of the picture of the link's card. Null if there is none.
 */
cardPicture: string | null, posts: Array<PostView>, };

/**
 * An activity at one account.
 */
export type PostView = { id: string,
/**
 * Null if the account is no longer connected.
 */
connection: string | null,
/**
 * The account or page. Null if the account is no longer connected.
 */
target: string | null,
/**
 * The name of the place inside the network. Null: it has none.
 */
place: string | null,
/**
 * The title that the person wrote. Null: they wrote none.
 */
title: string | null, network: string, networkName: string, name: string, state: PostStateView,
/**
 * True if the person shares it, and not Gander.
 */
byHand: boolean,
/**
 * The picture that is being uploaded. Null if none is.
 */
uploading: UploadingView | null,
/**
 * True if it waits until the person allows something at an account that works.
 */
needsPermission: boolean,
/**
 * RFC 3339. The time of the state.
 */
at: string | null,
/**
 * The address at the network.
 */
address: string | null,
/**
 * The network's reason for a refusal.
 */
reason: string | null,
/**
 * The account's own text. Null if it has the text for all.
 */
own: string | null,
/**
 * The result of the last request that deletes it at its network. Null if the person did not delete it.
 */
deletion: DeletionView | null,
/**
 * True if Gander can delete it at its network.
 */
deletable: boolean,
/**
 * The price of that. Null if it is free.
 */
deleteCost: CostView | null, };

/**
 * The upload of a picture of a post.
 */
export type UploadingView = {
/**
 * From 1.
 */
picture: number, of: number, };

/**
 * The result of a request that deletes a post at its network.
 */
export type DeletionView = {
/**
 * RFC 3339.
 */
at: string,
/**
 * True if the post is gone.
 */
done: boolean, };

/**
 * The state of a post.
 */
export type PostStateView = "planned" | "waits" | "waits_for_network" | "sharing" | "unknown" | "shared" | "refused" | "late" | "asks" | "cancelled" | "by_hand" | "handed_over";

/**
 * The length of a text at one account.
 */
export type MeasureView = { target: string,
/**
 * The units left, in the network's own unit. Negative if the text is too long.
 */
left: number,
/**
 * The start of the surplus, in UTF-16 code units of the text. Never inside an emoji.
 */
surplusFrom: number | null,
/**
 * The reason for which the network does not take the content, apart from the length of its text.
 */
notTaken: NotTakenView | null,
/**
 * The number in that reason.
 */
most: number | null,
/**
 * The price of the post. Null if it is free.
 */
cost: CostView | null,
/**
 * True if the person shares this content by hand.
 */
byHand: boolean, };

/**
 * A content as the network of an account will show it.
 */
export type PreviewView = { target: string,
/**
 * The text, with the link where it has no place of its own.
 */
text: string,
/**
 * Null if the network shows no card of the link.
 */
card: PreviewCardView | null, };

/**
 * The maker of the card that a network shows.
 */
export type PreviewCardView = "gander" | "network";

/**
 * The reason for which a network does not take a content.
 */
export type NotTakenView = "needs_picture" | "needs_public_picture" | "no_pictures" | "too_many_pictures" | "long_description" | "needs_permission";

/**
 * The price of a post.
 */
export type CostView = {
/**
 * Decimal, such as `0.20`.
 */
amount: string,
/**
 * ISO 4217.
 */
currency: string, };

/**
 * The rule for a planned activity that Gander could not share in time.
 */
export type LateView = "6h" | "ask" | "never";

/**
 * The content of an activity, as the window shares it.
 */
export type ContentView = { text: string, link: string | null,
/**
 * The link has the card that was made last.
 */
card: boolean, pictures: Array<ChosenPictureView>,
/**
 * The accounts and pages.
 */
to: Array<string>,
/**
 * The own texts of accounts and pages.
 */
own: { [key in string]: string },
/**
 * The titles at accounts and pages, where the person wrote one.
 */
titles: { [key in string]: string }, };

/**
 * A picture with its description.
 */
export type ChosenPictureView = { hash: string, description: string, };

/**
 * A picture that Gander keeps.
 */
export type PictureView = { hash: string, description: string, width: number, height: number, };

/**
 * A picture that was added, or the reason for which it was not.
 */
export type AddedPictureView = { picture: PictureView | null, trouble: PictureTroubleView | null, };

/**
 * The reason for which Gander does not take a file as a picture.
 */
export type PictureTroubleView = "not_a_picture" | "video" | "other_format" | "too_large" | "animated" | "damaged";

/**
 * The card of a link.
 */
export type CardView = { title: string, description: string,
/**
 * The host of the link.
 */
host: string,
/**
 * The hash of its picture.
 */
picture: string | null, };

/**
 * The person's decision about a post.
 */
export type SettleView = "look" | "there" | "again" | "leave" | "now" | "spaced" | "cancel";

/**
 * The feeds and their news.
 */
export type FeedsView = {
/**
 * In the order of their titles.
 */
feeds: Array<FeedView>,
/**
 * Newest first.
 */
suggestions: Array<SuggestionView>, };

/**
 * A feed.
 */
export type FeedView = { id: string, title: string, address: string,
/**
 * The organization that brought it; null if the person added it.
 */
organization: string | null, muted: boolean,
/**
 * RFC 3339. The time since which it cannot be read; null if the last read succeeded.
 */
failingSince: string | null,
/**
 * True if its server says that it is gone for good.
 */
gone: boolean, };

/**
 * A piece of news that the person may share.
 */
export type SuggestionView = { feed: string,
/**
 * Its key within the feed.
 */
key: string, title: string, link: string | null,
/**
 * Empty if it has none.
 */
summary: string,
/**
 * The hash of its picture, for the command `picture`. Null if there is none.
 */
picture: string | null,
/**
 * RFC 3339.
 */
at: string, unread: boolean, };

/**
 * The feed at an address that the person typed.
 */
export type FeedPreviewView = { title: string, address: string,
/**
 * Three at most.
 */
entries: Array<PreviewedEntryView>, };

/**
 * An entry of a feed that is not added yet.
 */
export type PreviewedEntryView = { title: string,
/**
 * RFC 3339. Null if the feed names no time.
 */
at: string | null, };

/**
 * A place in the window.
 */
export type RouteView = { "to": "account", connection: string, } | { "to": "needs" } | { "to": "activity", id: string, } | { "to": "share" } | { "to": "shared", draft: string | null, trouble: PictureTroubleView | null, error: AppError | null, };

/**
 * The alert settings, and the state of their delivery.
 */
export type AlertsView = { settings: AlertSettingsView,
/**
 * True if Gander keeps a password for the mail server.
 */
has_password: boolean,
/**
 * True if this system did not show the last notification.
 */
not_shown: boolean,
/**
 * The word, of `smtp-…`, for the failure of the last mail.
 */
mail_trouble: string | null, };

/**
 * The alert settings. Local times of the day are `HH:MM`.
 */
export type AlertSettingsView = { native: boolean, email: EmailView | null,
/**
 * Days before the date; null means each network's own.
 */
warn_days: Array<number> | null, quiet_hours: { from: string, to: string, } | null, digest: string | null,
/**
 * The ids of the muted networks.
 */
muted: Array<string>,
/**
 * True if a notification tells that something was shared.
 */
shared: boolean, };

/**
 * The person's own mail server.
 */
export type EmailView = { host: string, port: number, security: "tls" | "start_tls" | "none", username: string | null, from: string, to: Array<string>, };

/**
 * An invalid setting.
 */
export type BadSettingView = "warn_days" | "quiet_hours" | "host" | "port" | "security" | "username" | "from" | "to";

/**
 * The error of a failed command.
 */
export type AppError = {
/**
 * The kind of failure.
 */
code: ErrorCode,
/**
 * The id of the network concerned.
 */
network: string | null, };

/**
 * The kind of failure.
 */
export type ErrorCode = "unknown_connection" | "unknown_network" | "unknown_sign_in" | "already_left" | "app_keys_missing" | "vault_locked" | "storage" | "altered" | "unreachable" | "unsupported" | "private_address" | "no_server" | "no_feed" | "bad_input" | "internal";
