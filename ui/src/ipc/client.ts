// What the window may ask of Gander. The only file that imports Tauri.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { AlertSettingsView, AlertsView, AppError, BadSettingView, EmailView, HistoryView, InvitationView, KeyCheckView, StateView } from "./bindings";

export type Unlisten = () => void;

/** What an app has that others of its network have not. */
export interface AppOptions {
  /** The optional permissions that are asked for. */
  scopes: string[];
  /** An empty one is none. */
  parameters: Record<string, string>;
}

/** Every promise may reject with an `AppError`. */
export interface Client {
  /** The state when the window was made, so that the first thing drawn is already it. */
  first(): StateView | null;
  getState(): Promise<StateView>;
  onState(callback: (state: StateView) => void): Promise<Unlisten>;
  /** Someone asked for a connection from outside the window, or a sign-in came back: `takeRoute` says which. */
  onRoute(callback: () => void): Promise<Unlisten>;
  takeRoute(): Promise<string | null>;
  /** What an organization hands out, if something waits for the person; `onRoute` tells of it as well. */
  getInvitation(): Promise<InvitationView | null>;
  /** Fetches it from the host that the person has seen. */
  fetchInvitation(number: number): Promise<InvitationView | null>;
  /** Takes in what was shown under this number. The passphrase goes in and never comes back. */
  acceptInvitation(number: number, passphrase: string | null): Promise<void>;
  dismissInvitation(number: number): Promise<void>;
  /** `at`: the person's server, or their name there, at a network that asks. */
  connect(network: string, at: string | null, appPassword: string | null): Promise<void>;
  reauthorize(connection: string): Promise<void>;
  /** Also puts away an attempt that failed or met the wrong account. */
  cancel(attempt: number): Promise<void>;
  addAsNew(attempt: number): Promise<void>;
  /** Starts a sign-in once more, as one in which the person types the number that the network shows. */
  usePin(attempt: number): Promise<void>;
  enterPin(attempt: number, pin: string): Promise<void>;
  /** Puts the sign-in address on the clipboard. The address itself never reaches the window. */
  copyLink(attempt: number): Promise<void>;
  openLink(attempt: number): Promise<void>;
  /** Asks one network, or all of them, whether access still works. */
  check(connection: string | null): Promise<void>;
  disconnect(connection: string): Promise<void>;
  /** Asks the network which pages the account runs; they come with the state. */
  listPages(connection: string): Promise<void>;
  /** Holds these pages, by their ids, and no others. */
  holdPages(connection: string, pages: string[]): Promise<void>;
  /** The picture of an account, as a `data:` address, by the name that the state gives it; null once it is another's. */
  avatar(connection: string, name: string): Promise<string | null>;
  /** The secret goes in and never comes back. */
  setApp(network: string, clientId: string, clientSecret: string | null, options: AppOptions): Promise<void>;
  /** Whether the network takes the keys that are kept. */
  checkApp(network: string): Promise<KeyCheckView>;
  removeApp(network: string): Promise<void>;
  /** Where people make an app of their own. */
  openAppPage(network: string): Promise<void>;
  copyRedirect(network: string): Promise<void>;
  /** Where the person hosts the bridge page; `null`: nowhere any more. */
  setBridge(network: string, address: string | null): Promise<void>;
  copyBridgePage(): Promise<void>;
  openPage(network: string): Promise<void>;
  openRevokePage(network: string): Promise<void>;
  /** Newest first. */
  history(connection: string | null): Promise<HistoryView[]>;
  /** Puts the history of one connection, or of all, on the clipboard as JSON. */
  copyHistory(connection: string | null): Promise<void>;
  /** Gives the person a calendar file with the day by which they must act, and says where it is. */
  addToCalendar(connection: string): Promise<string>;
  alerts(): Promise<AlertsView>;
  /** Gives what cannot be set; then nothing was. The password goes in and never comes back; without one the former stays. */
  setAlerts(settings: AlertSettingsView, password: string | null): Promise<BadSettingView[]>;
  /** Gives the word for why the mail was not sent, or null. */
  testEmail(email: EmailView, password: string | null): Promise<string | null>;
  /** Null goes on telling. */
  pauseAlerts(pause: "hour" | "tomorrow" | null): Promise<void>;
  /** By its tag; null is the system's. Window, tray, notifications and mails speak it at once. */
  setLanguage(language: string | null): Promise<void>;
  /** Null where that is not for Gander to say. */
  startsAtLogin(): Promise<boolean | null>;
  setStartsAtLogin(on: boolean): Promise<void>;
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
  cancel: (attempt) => invoke("cancel", { attempt }),
  addAsNew: (attempt) => invoke("add_as_new", { attempt }),
  usePin: (attempt) => invoke("use_pin", { attempt }),
  enterPin: (attempt, pin) => invoke("enter_pin", { attempt, pin }),
  copyLink: (attempt) => invoke("copy_link", { attempt }),
  openLink: (attempt) => invoke("open_link", { attempt }),
  check: (connection) => invoke("check", { connection }),
  disconnect: (connection) => invoke("disconnect", { connection }),
  listPages: (connection) => invoke("list_pages", { connection }),
  holdPages: (connection, pages) => invoke("hold_pages", { connection, pages }),
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
};

/** Anything thrown that is not an `AppError` is a fault of ours. */
export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) return thrown as AppError;
  return { code: "internal", network: null };
}
