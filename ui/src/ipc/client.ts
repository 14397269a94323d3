// The commands that the window may call. This is the only file that imports Tauri.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type {
  AddedPictureView, AlertSettingsView, AlertsView, AppError, BadSettingView, CardView, ConnectionView, ContentView, EmailView, FeedPreviewView, FeedsView, HistoryView, InvitationView, KeyCheckView, LateView,
  MeasureView, PreviewView, RouteView, SettleView, SharingView, StateView,
} from "./bindings";

export type Unlisten = () => void;

/** The options of one developer app. */
export interface AppOptions {
  /** The optional permissions to request. */
  scopes: string[];
  /** An empty parameter counts as none. */
  parameters: Record<string, string>;
}

/** The content of an activity. */
export type Content = ContentView;

/** Every promise may reject with an `AppError`. */
export interface Client {
  /** The state at the window's creation, so that the first paint shows it. */
  first(): StateView | null;
  getState(): Promise<StateView>;
  onState(callback: (state: StateView) => void): Promise<Unlisten>;
  /** Reports a place asked for from outside the window, or a sign-in that came back: `takeRoute` returns it. */
  onRoute(callback: () => void): Promise<Unlisten>;
  takeRoute(): Promise<RouteView | null>;
  /** The organization's invitation that waits for the person, if any. `onRoute` reports it as well. */
  getInvitation(): Promise<InvitationView | null>;
  /** Fetches the invitation from the host that the person has seen. */
  fetchInvitation(number: number): Promise<InvitationView | null>;
  /** Accepts the invitation with this number. The passphrase goes in and never comes back. */
  acceptInvitation(number: number, passphrase: string | null): Promise<void>;
  dismissInvitation(number: number): Promise<void>;
  /** `at` is the person's server, or their name there, if the network asks for it. */
  connect(network: string, at: string | null, appPassword: string | null): Promise<void>;
  reauthorize(connection: string): Promise<void>;
  /** Cancels a sign-in, or dismisses one that failed or met the wrong account. */
  cancel(operationId: number): Promise<void>;
  addAsNew(operationId: number): Promise<void>;
  /** Restarts a sign-in as one in which the person types the PIN that the network shows. */
  usePin(operationId: number): Promise<void>;
  enterPin(operationId: number, pin: string): Promise<void>;
  /** Puts the sign-in address on the clipboard. The address itself never reaches the window. */
  copyLink(operationId: number): Promise<void>;
  openLink(operationId: number): Promise<void>;
  /** Asks one network, or all of them, whether access still works. */
  check(connection: string | null): Promise<void>;
  disconnect(connection: string): Promise<void>;
  /** Asks the network for the pages that the account runs. The next state carries them. */
  listPages(connection: string): Promise<void>;
  /** Holds these pages, by their ids, and no others. */
  holdPages(connection: string, pages: string[]): Promise<void>;
  /** Changes what other programs may do with an account. The next state carries it. */
  allow(connection: string, allowed: ConnectionView["allowed"]): Promise<void>;
  /** An account's picture as a `data:` URL, by the name that the state gives it. Null if the name is out of date. */
  avatar(connection: string, name: string): Promise<string | null>;
  /** The secret goes in and never comes back. */
  setApp(network: string, clientId: string, clientSecret: string | null, options: AppOptions): Promise<void>;
  /** Asks the network whether it accepts the saved keys. */
  checkApp(network: string): Promise<KeyCheckView>;
  removeApp(network: string): Promise<void>;
  /** Opens the network's page for making a developer app. */
  openAppPage(network: string): Promise<void>;
  copyRedirect(network: string): Promise<void>;
  /** Saves the address of the bridge page that the person hosts. Null removes it. */
  setBridge(network: string, address: string | null): Promise<void>;
  copyBridgePage(): Promise<void>;
  openPage(network: string): Promise<void>;
  openRevokePage(network: string): Promise<void>;
  /** The history, newest first. */
  history(connection: string | null): Promise<HistoryView[]>;
  /** Puts the history of one connection, or of all, on the clipboard as JSON. */
  copyHistory(connection: string | null): Promise<void>;
  /** Saves a calendar file with the day by which the person must act, and returns its path. */
  addToCalendar(connection: string): Promise<string>;
  alerts(): Promise<AlertsView>;
  /** Saves the settings, or returns the invalid ones and saves none. Without a password the former one stays. */
  setAlerts(settings: AlertSettingsView, password: string | null): Promise<BadSettingView[]>;
  /** Sends a test mail. Returns the word for the failure, or null. */
  testEmail(email: EmailView, password: string | null): Promise<string | null>;
  /** Null resumes alerts. */
  pauseAlerts(pause: "hour" | "tomorrow" | null): Promise<void>;
  /** Sets the language by its tag. Null is the system's. Window, tray, notifications and mails switch at once. */
  setLanguage(language: string | null): Promise<void>;
  /** Null if Gander cannot decide that on this device. */
  startsAtLogin(): Promise<boolean | null>;
  setStartsAtLogin(on: boolean): Promise<void>;
  feeds(): Promise<FeedsView>;
  onFeeds(callback: (feeds: FeedsView) => void): Promise<Unlisten>;
  /** Looks for a feed at an address, and keeps nothing. */
  previewFeed(address: string): Promise<FeedPreviewView>;
  addFeed(address: string): Promise<void>;
  changeFeedAddress(id: string, address: string): Promise<void>;
  removeFeed(id: string): Promise<void>;
  muteFeed(id: string, muted: boolean): Promise<void>;
  readFeedSoon(id: string): Promise<void>;
  setNotForMe(feed: string, key: string, notForMe: boolean): Promise<void>;
  suggestionSeen(feed: string, key: string): Promise<void>;
  sharing(): Promise<SharingView>;
  onSharing(callback: (sharing: SharingView) => void): Promise<Unlisten>;
  /** Counts the text as each account's network counts it. */
  measure(text: string, link: string | null, pictures: number, to: string[]): Promise<MeasureView[]>;
  /** The content as each account's network will show it. */
  preview(text: string, link: string | null, pictures: number, to: string[]): Promise<PreviewView[]>;
  /** Keeps a picture of this device. */
  addPicture(file: ArrayBuffer): Promise<AddedPictureView>;
  /** A kept picture in small, as a `data:` URL. Null if it is no longer there. */
  picture(hash: string): Promise<string | null>;
  /** Makes the card of a link from the page behind it. Null if the page allows none. */
  makeCard(link: string): Promise<CardView | null>;
  /** Saves a draft and returns its id. Null makes a new one. */
  saveDraft(id: string | null, content: Content): Promise<string>;
  discardDraft(id: string): Promise<void>;
  /** Shares now, or at an RFC 3339 time. The draft becomes the activity, whose id is returned. */
  share(draft: string | null, content: Content, at: string | null, late: LateView): Promise<string>;
  /** Decides about a post. `address` is its address, if the person gave one with `there`. */
  settlePost(post: string, action: SettleView, address: string | null): Promise<void>;
  removeActivity(id: string): Promise<void>;
  /** Gives these posts of an activity another content and time. Its draft is deleted. */
  editActivity(id: string, posts: string[], draft: string | null, content: Content, at: string | null, late: LateView): Promise<void>;
  /** Holds these posts back while they are edited, for five minutes at a time, or lets them go. */
  holdForEdit(posts: string[], hold: boolean): Promise<void>;
  /** Moves the planned posts of an activity to another RFC 3339 time. */
  changeTime(id: string, at: string): Promise<void>;
  /** Deletes a post at its network, and waits for the answer. The post tells whether it is gone. */
  deletePost(post: string): Promise<void>;
  /** Puts the text of an activity, with its link, on the clipboard. */
  copyActivity(id: string): Promise<void>;
  /** Copies the text of a post that the person shares by hand, and opens the network's page. */
  handOver(post: string): Promise<void>;
  /** Opens the post at its network, or the account's profile if the post has no address. */
  openPost(post: string): Promise<void>;
}

declare global {
  interface Window {
    GANDER_STATE?: StateView;
  }
}

export const tauri: Client = {
  first: () => window.GANDER_STATE ?? null,
  getState: () => invoke("get_state"),
  onState: (callback) => listen<StateView>("state-changed", (event) => callback(event.payload)),
  onRoute: (callback) => listen("route", () => callback()),
  takeRoute: () => invoke("take_route"),
  getInvitation: () => invoke("get_invitation"),
  fetchInvitation: (number) => invoke("fetch_invitation", { number }),
  acceptInvitation: (number, passphrase) => invoke("accept_invitation", { number, passphrase }),
  dismissInvitation: (number) => invoke("dismiss_invitation", { number }),
  connect: (network, at, appPassword) => invoke("connect", { network, at, appPassword }),
  reauthorize: (connection) => invoke("reauthorize", { connection }),
  cancel: (operationId) => invoke("cancel", { operationId }),
  addAsNew: (operationId) => invoke("add_as_new", { operationId }),
  usePin: (operationId) => invoke("use_pin", { operationId }),
  enterPin: (operationId, pin) => invoke("enter_pin", { operationId, pin }),
  copyLink: (operationId) => invoke("copy_link", { operationId }),
  openLink: (operationId) => invoke("open_link", { operationId }),
  check: (connection) => invoke("check", { connection }),
  disconnect: (connection) => invoke("disconnect", { connection }),
  listPages: (connection) => invoke("list_pages", { connection }),
  holdPages: (connection, pages) => invoke("hold_pages", { connection, pages }),
  allow: (connection, allowed) => invoke("allow", { connection, allowed }),
  avatar: (connection, name) => invoke("avatar", { connection, name }),
  setApp: (network, clientId, clientSecret, { scopes, parameters }) =>
    invoke("set_app", { network, clientId, clientSecret, scopes, parameters }),
  checkApp: (network) => invoke("check_app", { network }),
  removeApp: (network) => invoke("remove_app", { network }),
  openAppPage: (network) => invoke("open_app_page", { network }),
  copyRedirect: (network) => invoke("copy_redirect", { network }),
  setBridge: (network, address) => invoke("set_bridge", { network, address }),
  copyBridgePage: () => invoke("copy_bridge_page"),
  openPage: (network) => invoke("open_page", { network }),
  openRevokePage: (network) => invoke("open_revoke_page", { network }),
  history: (connection) => invoke("history", { connection }),
  copyHistory: (connection) => invoke("copy_history", { connection }),
  addToCalendar: (connection) => invoke("add_to_calendar", { connection }),
  alerts: () => invoke("get_alerts"),
  setAlerts: (settings, password) => invoke("set_alerts", { settings, password }),
  testEmail: (email, password) => invoke("test_email", { email, password }),
  pauseAlerts: (pause) => invoke("pause_alerts", { pause }),
  setLanguage: (language) => invoke("set_language", { language }),
  startsAtLogin: () => invoke("starts_at_login"),
  setStartsAtLogin: (on) => invoke("set_starts_at_login", { on }),
  feeds: () => invoke("feeds"),
  onFeeds: (callback) => listen<FeedsView>("feeds-changed", (event) => callback(event.payload)),
  previewFeed: (address) => invoke("preview_feed", { address }),
  addFeed: (address) => invoke("add_feed", { address }),
  changeFeedAddress: (id, address) => invoke("change_feed_address", { id, address }),
  removeFeed: (id) => invoke("remove_feed", { id }),
  muteFeed: (id, muted) => invoke("mute_feed", { id, muted }),
  readFeedSoon: (id) => invoke("read_feed_soon", { id }),
  setNotForMe: (feed, key, notForMe) => invoke("set_not_for_me", { feed, key, notForMe }),
  suggestionSeen: (feed, key) => invoke("suggestion_seen", { feed, key }),
  sharing: () => invoke("sharing"),
  onSharing: (callback) => listen<SharingView>("sharing-changed", (event) => callback(event.payload)),
  measure: (text, link, pictures, to) => invoke("measure", { text, link, pictures, to }),
  preview: (text, link, pictures, to) => invoke("preview", { text, link, pictures, to }),
  addPicture: (file) => invoke("add_picture", file),
  picture: (hash) => invoke("picture", { hash }),
  makeCard: (link) => invoke("make_card", { link }),
  saveDraft: (id, content) => invoke("save_draft", { id, content }),
  discardDraft: (id) => invoke("discard_draft", { id }),
  share: (draft, content, at, late) => invoke("share", { draft, content, at, late }),
  settlePost: (post, action, address) => invoke("settle_post", { post, action, address }),
  removeActivity: (id) => invoke("remove_activity", { id }),
  editActivity: (id, posts, draft, content, at, late) => invoke("edit_activity", { id, posts, draft, content, at, late }),
  holdForEdit: (posts, hold) => invoke("hold_for_edit", { posts, hold }),
  changeTime: (id, at) => invoke("change_time", { id, at }),
  deletePost: (post) => invoke("delete_post", { post }),
  copyActivity: (id) => invoke("copy_activity", { id }),
  handOver: (post) => invoke("hand_over", { post }),
  openPost: (post) => invoke("open_post", { post }),
};

/** The `AppError` that was thrown. Any other value is a fault of Gander's own. */
export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) return thrown as AppError;
  return { code: "internal", network: null };
}
