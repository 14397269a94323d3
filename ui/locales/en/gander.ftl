# Gander's texts. The window reads this file with @fluent/bundle; notices and the tray read it from Rust.
# Product words of fixed meaning: Activities, Social Accounts, Reauthorize, Active, Disconnected, Social Networks.
# $network is a network's name, $who an account, $date and $time are already written out in the reader's language.
# PLATFORM() is windows, macos, ios, android or linux. Only the window knows it: texts from Rust must do without.

## Places

tab-activities = Activities
tab-history = History
tab-policies = Policies
nav-main = Main
menu-open = Menu
menu-close = Close menu
settings = Settings

## Social Accounts

loading = Loading your accounts…
accounts-title = Social Accounts
accounts-need = { $count ->
    [one] { $count } needs attention
   *[other] { $count } need attention
}
accounts-quiet = { $count ->
    [one] Your account is Active.
   *[other] All { $count } accounts are Active.
}
accounts-quiet-next = Next for you: reauthorize { $network } by { $date }.
accounts-show-all = Show all { $count } accounts
accounts-show-fewer = Show fewer
accounts-reauthorize-all = Reauthorize { $count } accounts, one by one
accounts-add = Add an account
account-add-another = Add another { $network } account
accounts-find = Find an account
accounts-none-found = No account matches “{ $words }”.
accounts-checking = Checked { $done } of { $total }
accounts-walking = Account { $done } of { $total }
group-needs = Needs attention
group-soon = Soon
group-fine = Active
pull-check = Pull down to check now
pull-release = Let go to check now
accounts-footnote = Tokens stay on this device, sealed with a key in { PLATFORM() ->
    [windows] Credential Manager
    [macos] your keychain
    [ios] your keychain
    [android] your keystore
   *[other] your keyring
}. Gander has no server.
accounts-footnote-memory = Tokens stay on this device, in memory, until Gander quits. Gander has no server.
accounts-yours = Your accounts · { $count }
accounts-fine = Nothing needs attention
account-new = New account
practice = Practice

## Status

status-active = Active
status-expiring-by = By { $date }
status-unconfirmed = Unconfirmed
status-unreachable = Can’t reach it
status-disconnected = Disconnected
status-set_up_needed = Set-up needed
busy-checking = Checking…
busy-renewing = Renewing…
busy-finishing = Finishing…

## Why

reason-expired = Access to { $network } ended on { $date }.
reason-revoked = { $network } revoked Gander’s access on { $date }.
reason-password_changed = Your password changed at { $network } on { $date }.
reason-checkpoint = { $network } wants you to confirm that it is you. Log in at { $site }, then reauthorize.
reason-permission_missing = Since { $date }, a permission that Gander needs is missing at { $network }.
reason-refresh_rejected = { $network } refused to renew Gander’s access on { $date }.
usual-revoked = Usually, the app was removed in the account’s settings, or the password was changed.
missing-permissions = Not allowed: { $permissions }.
missing-title = Not allowed at { $network }
pages-row = Pages: { $pages }
pages-lost = You may no longer act for { $pages } at { $network }. Ask for your role there again, or stop checking it.
pages-title = Pages you run
pages-hint = Gander checks the pages that you choose along with this account.
pages-none = No pages found yet.
pages-look = Look for pages
pages-mark = lost
permission-profile = see who you are
permission-read = read your posts
permission-share = share in your name
permission-share_media = share pictures and videos
permission-delete = delete what you shared
permission-list_pages = see which pages you run
permission-read_pages = read what your pages share
permission-share_pages = share on your pages
permission-read_boards = see your boards
permission-edit_boards = make and change boards
permission-choose_flair = choose a flair
permission-stay_signed_in = stay signed in
set-up-app_keys_missing = The keys of your developer app are missing.
set-up-app_keys_refused = { $network } refused the keys of your developer app.
cost-data = Reauthorize by { $date } to keep your { $network } data.
cost-idle = Gander cannot use this account until you reauthorize.
cost-set-up = Gander cannot renew this account until it has new keys.
account-waits = { $count ->
    [one] { $count } activity waits for this account.
   *[other] { $count } activities wait for this account.
}
soon-by = Reauthorize by { $date }.
unconfirmed-again = { $network } refused access at { $time }. One refusal can be a mistake: Gander asks again at { $again }. Nothing to do until then.
unconfirmed-soon = { $network } refused access once. One refusal can be a mistake: Gander asks again as soon as it can. Nothing to do until then.
unreachable-since = Active, but no answer since { $time }. Nothing to do.

## What the person can do

reauthorize = Reauthorize
re-link = Re-link
connect = Connect
set-up = Set up
cancel = Cancel
copy-link = Copy link
copy = Copy
copying = Copying…
copied = Copied
open-again = Open browser again
try-again = Try again
dismiss = Dismiss
close = Close
field-empty = Fill this in first.

## A sign-in under way

sign-in-opening = Opening your browser…
sign-in-waiting = Finish signing in to { $network } in your browser.
sign-in-waiting-note = You have five minutes.
sign-in-asks_pin = { $network } shows a PIN in your browser. Enter it here:
sign-in-use-pin = Use a PIN instead
sign-in-pin = PIN from { $network }
sign-in-enter-pin = Continue
sign-in-finishing = Finishing with { $network }…
sign-in-wrong = You signed in as { $signed_in }; this connection is { $expected }.
sign-in-add-as-new = Add { $signed_in } as a new account
failed-denied = Permission was not given at { $network }. Nothing changed.
failed-timed_out = The sign-in took longer than five minutes. Nothing changed.
failed-refused = { $network } refused to finish the sign-in. Nothing changed.
failed-unreachable = Gander could not reach { $network }. Check your connection, then try again.
failed-port_taken = Another program uses the port that the sign-in needs. Close it, then try again.
failed-bad_answer = { $network } answered with something Gander cannot use. Nothing changed. Try again later.
failed-storage = Gander cannot write to the disk. Free some space, then try again.
failed-unsupported = Gander cannot do this on this device yet.
failed-vault_locked = { PLATFORM() ->
    [windows] Credential Manager is locked.
    [macos] Your keychain is locked.
    [ios] Your keychain is locked.
    [android] Your keystore is locked.
   *[other] Your keyring is locked.
} Unlock it, then try again.
failed-address_unknown = Gander found no such server or handle. Check it, then try again.
failed-registration_refused = That { $network } server did not let Gander register ({ $answer }). Check that it is the server of your account, or ask the people who run it.
clock-ended = Access ended

## Details of an account

clock-signed-in = Signed in
clock-reauthorize = Reauthorize by
clock-access = Access until
clock-refresh = Renewable until
clock-data-access = Data access until
clock-renewal = Next renewal
clock-checked = Last checked
clock-next-check = Next check
clock-data-loss = { $network } may delete your data after
renews-itself = Gander renews this access by itself.
access-endless = This access has no end date.
details-dates = All dates
programs-title = Other programs
programs-requests = Let programs on this device act as this account
programs-tokens = Hand them the access token too
programs-note = Gander makes their requests, writes down which program asked, and stops as soon as you turn this off.
to-calendar = Add to calendar
to-calendar-done = The date is saved for your calendar. If your calendar does not open, open this file with it: { $file }
evidence-title = Answer from { $network }
evidence-authorization = while you signed in
evidence-token = while the sign-in was finished
evidence-renewal = when Gander renewed
evidence-identity = when Gander asked whose account it is
evidence-probe = when Gander checked the account
evidence-revocation = when Gander gave the access back
evidence-page = when Gander asked about a page
check-now = Check now
disconnect = Disconnect
disconnect-ask = Disconnect { $who } from { $network }?
disconnect-lost = Gander deletes this account’s tokens and dates from this device. Your account at { $network } stays as it is. To use it here again, you sign in again.
disconnect-by-hand = { $network } lets no app end its own access. Remove the app there as well:
disconnect-keep = Keep it

## Coming up and History

coming-title = Coming up
coming-nothing = Nothing for you to do. Gander renews what it can and tells you in time.
coming-reauthorize = Reauthorize { $network }
coming-reauthorize-note = Only you can do this
coming-renewal = Gander renews { $network }
coming-data = { $network } may delete your data
coming-data-note = Reauthorize before then to keep it
coming-data-access = Data access at { $network } ends
coming-checks = Next check at { $time }: { $networks }
happened-title = Recent history
happened-all = All history
history-empty = Nothing yet. Gander writes down each connection, renewal and disconnect here.
history-connected = Connected
history-reauthorized = Reauthorized
history-renewed = Renewed by Gander
history-permission_missing = A permission is missing
history-page_lost = Access to a page was lost
history-recovered = Active again
history-warned = Gander reminded you to reauthorize
history-unreachable = No answer
history-sign_in_failed = A sign-in failed
history-wrong_account = Another account signed in
history-removed = Disconnected by you
history-until = until { $time }
history-copy = Copy as JSON
history-account = Account
history-all-accounts = All accounts
history-revocation_failed = The network did not confirm the end of access
history-notified = Gander sent you a notification
history-mailed = Gander sent you an e-mail
history-mail_failed = Gander could not send you an e-mail
history-request_made = A program made a request in this account’s name
history-token_taken = A program took the access token
history-allowed_requests = You let other programs act as this account
history-allowed_tokens = You let other programs act as this account and take its token
history-allowed_nothing = You let no other program use this account
history-program = program: { $program }
history-times = { $count ->
    [one] once
   *[other] { $count } times
}
why-expired = access ended
why-revoked = access revoked
why-password_changed = password changed
why-checkpoint = confirmation needed
why-permission_missing = a permission is missing
why-refresh_rejected = renewal refused
today = Today
yesterday = Yesterday
tomorrow = Tomorrow
day-at = { $day }, { $time }

## Policies

policies-intro = How long each network lets an app act for you, and your own dates.
policies-page = Read the policy at { $network }
connect-now = Connect now
connect-practice = Try it with practice networks
connect-practice-why = Pretend networks on this device. Nothing is shared with anyone.
connect-keys = Register your own app first (about 10 minutes)
connect-keys-why = These networks only let registered apps in. You register yours once at each.
policies-none = Not connected

## First run and set-up

first-title = Keep your social accounts connected
first-intro = Connect the accounts you share to. Gander watches each connection, renews what it can, and tells you before access runs out.
network-handle = All it takes is your handle
network-server = All it takes is the name of your server
network-https = Also needs an https page of your own
network-connected = { $count ->
    [one] { $count } account connected
   *[other] { $count } accounts connected
}
ask-title = Connect { $network }
ask-server = Your { $network } server
ask-server-hint = The part of your address after the last @, such as mastodon.social
ask-handle = Your handle on { $network }
ask-handle-hint = Such as dana.bsky.social
ask-wrong = This address is not valid. Write it like the example.
ask-with-password = Sign in with an app password instead
ask-password = App password
ask-password-hint = Create one in your { $network } settings. Gander sends it once, to your own server, and does not keep it.
ask-password-wrong = That is not an app password. One looks like abcd-efgh-ijkl-mnop. Do not enter your own password here.
keys-title = Set up { $network }
keys-intro = { $network } only lets registered apps in. Register your own there once; it takes about ten minutes.
keys-step-app = Create an app on the { $network } developer page.
keys-step-redirect = Paste this redirect address into the app’s settings, exactly as it is:
keys-step-paste = Paste the app’s keys here:
keys-open-page = Open the { $network } developer page
keys-client-id = Client ID
keys-client-secret = Client secret
keys-secret-note = Gander seals the secret on this device and never shows it again.
keys-save = Save keys
keys-change = Change keys
keys-redirect = Redirect address
keys-called = { $word } (there: “{ $name }”)
keys-parameter = “{ $name }” of your app, if it has one
keys-optional = Also ask { $network } for this, if your app is allowed to:
keys-none = No keys yet
keys-from-file = Keys from the network file
keys-client-secret-optional = Client secret, if your app has one
keys-kept = Client ID { $id }, with a secret
keys-kept-alone = Client ID { $id }, without a secret
keys-check = Check keys
keys-checking = Asking { $network }…
keys-check-taken = { $network } accepts these keys.
keys-check-refused = { $network } refuses these keys, or the app that they belong to. Copy both again from the developer page. Check there that the app is switched on, and that it has the redirect address above.
keys-check-untold = { $network } answered, but did not say whether it accepts these keys. A sign-in will tell.
keys-check-unreachable = Gander could not reach { $network }. Try again later.
keys-remove = Remove keys
keys-remove-ask = Remove the keys for { $network } from this device?
keys-remove-lost = Gander cannot show the secret again. To use the keys here later, you copy them from the developer page once more.
keys-remove-used = { $count ->
    [one] { $count } account uses them. It stays, but Gander cannot renew it or sign it in again until there are keys.
   *[other] { $count } accounts use them. They stay, but Gander cannot renew them or sign them in again until there are keys.
}
keys-keep = Keep them
organization-title = Join an organization
organization-unverified = The file says that it is from “{ $name }”. Gander cannot check that: go on only if you know who sent it.
organization-elsewhere = A link offers you the settings of an organization. The file is at { $host }. Gander has not contacted that server yet.
organization-fetch = Get the file
organization-fetching = Asking { $host }…
organization-broken = Gander cannot use this file, and changed nothing. Send this to the person who made it:
organization-changes = If you join, this changes:
organization-nothing = Joining changes nothing: all of it is here already.
organization-app = The app { $id }, without a secret
organization-app-secret = The app { $id }, with its secret
organization-replaces-own = Replaces your own, { $former }.
organization-replaces-own-secret = Replaces your own secret.
organization-replaces = Replaces { $former }, which an organization gave you.
organization-replaces-secret = Replaces the secret that an organization gave you.
organization-same = Already here.
organization-lacks-secret = The file does not contain the secret. You enter it under Apps and keys.
organization-users = { $count ->
    [one] { $count } account was connected with another app and must be reauthorized.
   *[other] { $count } accounts were connected with another app and must be reauthorized.
}
organization-network = A new network
organization-network-changed = A network that an organization gave you, changed
organization-hosts = A sign-in there gives access to: { $hosts }
organization-feed = News of { $title }, read at { $host }
organization-feed-removed = { $title } is removed, with the news that it offers.
organization-days = Reminders { $days } days before you must act
organization-days-own = Replaces your own: { $days }.
organization-days-former = Until now: { $days }.
organization-passphrase = Passphrase
organization-passphrase-hint = It opens the secrets in the file. Your organization gives it to you separately.
organization-refused = The passphrase does not open the secrets, or something here changed in the meantime. Nothing was changed.
organization-join = Join
organization-joining = Opening the file…
organization-joined = Joined. The keys are here.
bridge-why = { $network } sends you back only to an https address. Put Gander’s bridge page, unchanged, on any web server of yours, and enter its address here. The page passes the sign-in on to this device and keeps nothing.
bridge-optional = Does { $network } require an https address?
bridge-copy-page = Copy the page
bridge-address = Address of the page
bridge-use = Use this address
bridge-remove = Stop using the page

## Settings

settings-networks = Social Networks
settings-alerts = Alerts
settings-feeds = Feeds
settings-keys = Apps and keys
settings-general = General
settings-about = About
networks-disconnected = Disconnected
networks-active = Active
alerts-intro = { PLATFORM() ->
    [ios] Gander alerts you once for each change, with a notification.
    [android] Gander alerts you once for each change, with a notification.
    [macos] Gander alerts you once for each change, with a notification and with its icon in the menu bar.
   *[other] Gander alerts you once for each change, with a notification and with its icon in the tray.
}
alerts-before = Before access runs out
alerts-before-when = { $last ->
    [one] { $days } day before you must act
   *[other] { $days } days before you must act
}
alerts-broken = When an account is disconnected
alerts-broken-when = At once, then after 2 days, then every 5 days, at most 6 times
alerts-recovered = When it works again
alerts-recovered-when = The notification goes away by itself
paused-until = Alerts are paused until { $time }
paused-resume = Resume
alerts-pause = Pause alerts
alerts-pause-hour = For 1 hour
alerts-pause-tomorrow = Until tomorrow
alerts-when = How and when
alerts-native = System notifications
alerts-not-shown = { PLATFORM() ->
    [ios] This system did not show the last notification. This window still tells you.
    [android] This system did not show the last notification. This window still tells you.
    [macos] This system did not show the last notification. The menu bar and this window still tell you.
   *[other] This system did not show the last notification. The tray and this window still tell you.
}
alerts-days = Custom reminder days
alerts-days-hint = Days before you must act: up to six numbers from 1 to 60
alerts-quiet = Quiet hours
alerts-from = From
alerts-to = To
alerts-quiet-note = Gander holds alerts back during quiet hours, and sends them together when the hours end.
alerts-shared = Tell me when something was shared
alerts-digest = One summary a day
alerts-at = At
alerts-told-of = Alert me about
alerts-email = E-mail
alerts-email-on = Send me e-mails too
alerts-email-note = Gander writes through your own mail server when an account is disconnected, and at the first and the last reminder. It seals the password on this device.
alerts-mail-trouble = Gander could not send the last e-mail.
alerts-host = Mail server
alerts-security = Security
alerts-security-none = None (a server on this device)
alerts-port = Port
alerts-username = Username (optional)
alerts-password = Password
alerts-password-kept = Saved. Leave empty to keep it
alerts-sender = From
alerts-recipients = To (separate several with commas)
alerts-test = Send a test e-mail
alerts-testing = Asking the mail server…
alerts-test-done = The mail server accepted it. Check your inbox.
alerts-save = Save
alerts-saved = Saved
alerts-bad-warn_days = Enter one to six different numbers from 1 to 60.
alerts-bad-quiet_hours = Quiet hours must end at another time than they begin.
alerts-bad-host = Enter only the server’s name, such as smtp.example.org.
alerts-bad-port = Enter the server’s port, usually 465 or 587.
alerts-bad-security = Choose TLS or STARTTLS. Only a server on this device can do without.
alerts-bad-username = Enter a name, or leave it empty.
alerts-bad-from = Enter the sender’s address, such as gander@example.org.
alerts-bad-to = Enter one to ten addresses.
general-language = Language
general-language-system = Same as the system
general-language-note = { PLATFORM() ->
    [ios] For this app, its notifications and e-mails.
    [android] For this app, its notifications and e-mails.
    [macos] For this window, the menu bar, notifications and e-mails.
   *[other] For this window, the tray, notifications and e-mails.
}
general-login = { PLATFORM() ->
    [windows] Start when you sign in
   *[other] Start when you log in
}
general-login-note = { PLATFORM() ->
    [macos] In the menu bar, without a window, so that nothing runs out unnoticed.
   *[other] In the tray, without a window, so that nothing runs out unnoticed.
}
general-login-refused = This system did not accept the setting. Nothing changed.
about-version = Version { $version }
about-credits = Credits
about-icons = Network marks and some icons: Font Awesome Free, by Fonticons, Inc., licensed CC BY 4.0. The marks belong to their networks.
about-font = Where the system has no good font of its own, Gander uses Inter, by Rasmus Andersson, licensed SIL Open Font License 1.1.
about-licence = Gander is free software, licensed MIT or Apache-2.0.
about-notices = Licences of everything built in

## Banners and errors

vault-locked = { PLATFORM() ->
    [windows] Credential Manager is locked or missing
    [macos] Your keychain is locked or missing
    [ios] Your keychain is locked or missing
    [android] Your keystore is locked or missing
   *[other] Your keyring is locked or missing
}
vault-locked-body = { PLATFORM() ->
    [windows] Gander cannot read its tokens. It carries on as soon as you unlock Credential Manager. Nothing is lost or overwritten.
    [macos] Gander cannot read its tokens. It carries on as soon as you unlock the keychain. Nothing is lost or overwritten.
    [ios] Gander cannot read its tokens. It carries on as soon as you unlock the keychain. Nothing is lost or overwritten.
    [android] Gander cannot read its tokens. It carries on as soon as you unlock the keystore. Nothing is lost or overwritten.
   *[other] Gander cannot read its tokens. It carries on as soon as you unlock the keyring. Nothing is lost or overwritten.
}
vault-memory = Sign-ins last until you quit
vault-memory-body = { PLATFORM() ->
    [windows] Credential Manager is missing, so tokens stay in memory. After you quit, you sign in again.
    [macos] There is no keychain to seal tokens with, so they stay in memory. After you quit, you sign in again.
    [ios] There is no keychain to seal tokens with, so they stay in memory. After you quit, you sign in again.
    [android] There is no keystore to seal tokens with, so they stay in memory. After you quit, you sign in again.
   *[other] There is no keyring to seal tokens with, so they stay in memory. After you quit, you sign in again.
}
vault-opening = { PLATFORM() ->
    [windows] Opening Credential Manager…
    [macos] Opening your keychain…
    [ios] Opening your keychain…
    [android] Opening your keystore…
   *[other] Opening your keyring…
}
offline = No network can be reached
offline-body = You may be offline. Nothing is disconnected, and Gander tries again by itself.
storage-problem = Gander cannot write to the disk
storage-problem-body = It may be full or read-only. Free some space; nothing is lost while Gander stays open.
network-files = Gander cannot use a network file
network-files-body = Gander leaves its network and the accounts there alone until the file is repaired. All others work as usual. Start Gander again after you have repaired it.
database-altered = Another program changed Gander’s database
database-altered-body = Gander uses nothing that was changed, and deletes nothing. Restore gander.db from a backup, or disconnect the affected accounts and connect them again. The command gander doctor names them.
error-unknown_connection = This account is no longer here.
error-unknown_network = Gander does not know this network.
error-unknown_sign_in = This sign-in is already over.
error-already_left = Gander has already begun to share this, so it can no longer be changed. Changed text is kept as a draft.
error-private_address = That address is inside your own network. Gander does not read it.
error-no_server = No such server was found. Check the address.
error-no_feed = No feed was found there.
error-bad_input = Part of your input is not right. Check it, then try again.
error-altered = Another program changed this in Gander’s database, so Gander sent nothing. Restore gander.db from a backup, or disconnect the account and connect it again.
error-internal = Something went wrong inside Gander. Try again; if it happens again, restart Gander.

## Notices (said by Rust)

notice-disconnected-title = { $network } is disconnected
notice-cause-expired = Access ended.
notice-cause-revoked = { $network } revoked Gander’s access.
notice-cause-password_changed = Your password changed.
notice-cause-checkpoint = { $network } wants you to confirm that it is you.
notice-cause-permission_missing = A permission is missing.
notice-cause-refresh_rejected = { $network } refused to renew Gander’s access.
notice-cause-keys_missing = The keys of your developer app are missing.
notice-cause-keys_refused = { $network } refused the keys of your developer app.
notice-disconnected-body-expired = { notice-cause-expired } Reauthorize to keep sharing.
notice-disconnected-body-revoked = { notice-cause-revoked } Reauthorize to keep sharing.
notice-disconnected-body-password_changed = { notice-cause-password_changed } Reauthorize to keep sharing.
notice-disconnected-body-checkpoint = { $network } wants you to confirm that it is you. Log in there, then reauthorize.
notice-disconnected-body-permission_missing = { notice-cause-permission_missing } Reauthorize to give it again.
notice-disconnected-body-refresh_rejected = { notice-cause-refresh_rejected } Reauthorize to keep sharing.
notice-warning-title = Reauthorize { $network } by { $date }
notice-warning-body = After that { $network } no longer lets Gander in.
notice-warning-plans = { $count ->
    [one] { $count } planned activity comes after that.
   *[other] { $count } planned activities come after that.
}
notice-setup-title = { $network } needs set-up
notice-setup-body-missing = { notice-cause-keys_missing } Open Gander to enter them.
notice-setup-body-refused = { notice-cause-keys_refused } Open Gander to change them.
notice-page-title = { $network } took away a page
notice-page-body = You may no longer act for { $pages }. Your account stays connected.
notice-reminder-title = { $network } is still disconnected
notice-reminder-body = Reauthorize to keep sharing to { $network }.
notice-waiting-reauthorize = { $count ->
    [one] { $count } activity waits. Reauthorize to share it.
   *[other] { $count } activities wait. Reauthorize to share them.
}
notice-waiting-checkpoint = { $count ->
    [one] { $count } activity waits. Log in to { $network }, then reauthorize to share it.
   *[other] { $count } activities wait. Log in to { $network }, then reauthorize to share them.
}
notice-waiting-open = { $count ->
    [one] { $count } activity waits. Open Gander to share it.
   *[other] { $count } activities wait. Open Gander to share them.
}
notice-action-reauthorize = Reauthorize
notice-action-open = Open
notice-action-hand-over = Copy and open

## Notices about activities (said by Rust)

notice-quoted = “{ $title }”
notice-untitled = An activity
notice-untitled-object = an activity
notice-refused-title = { $network } does not take { $title }
notice-refused-body = Edit it and share again.
notice-unknown-title = Did { $network } share { $title }?
notice-unknown-body = { $network } gave no answer. Look before you share again.
notice-late-title = { $title } is late
notice-when-today = today, { $time }
notice-when-yesterday = yesterday, { $time }
notice-when-before = { $date }, { $time }
notice-late-body = It was due { $when }. Share it now or choose a time.
notice-due-title = Time to share { $title }
notice-due-body = Open Gander to share it.
notice-by-hand-body = Share it to { $network } yourself. Gander copies the text and opens { $network }.
notice-by-hand-several = Share it to { $networks } yourself. Gander copies the text and opens each page.
notice-by-hand-two = { $first }, { $then }
notice-draft-title = { $title } is a draft now
notice-draft-body = It was due { $when }. Gander does not share it late.
notice-waits-title = { $title } waits for { $network }
notice-waits-body = Reauthorize { $network } to share it there.
notice-waits-body-open = Open Gander to share it there.
notice-asks-title = { $count ->
    [one] { $count } activity waited for { $network }
   *[other] { $count } activities waited for { $network }
}
notice-asks-body = Should Gander still share them?
notice-mixed-title = { $title } needs you
notice-mixed-body = { $all }.
notice-mixed-two = { $first }; { $then }
notice-mixed-refused = { $network } does not take it
notice-mixed-unknown = { $network } gave no answer
notice-mixed-late = it is late for { $network }
notice-mixed-waits = { $network } waits
notice-mixed-asks = { $network } waits for your answer
notice-mixed-draft = it is a draft for { $network }
notice-mixed-by-hand = { $network }: you share it yourself
notice-shared-title = Shared to { $count }
notice-after-shared = Shared to { $count }. { $then }
notice-activities-wait = { $count ->
    [one] { $count } activity waits
   *[other] { $count } activities wait
}
notice-activities-need = { $count ->
    [one] { $count } activity needs you
   *[other] { $count } activities need you
}

## Ahead, on phones (said by Rust)

ahead-ended-title = Access to { $network } has ended

## Tray (said by Rust)

tray-tooltip-ok = Gander: all is well
tray-tooltip-soon = Gander: reauthorize { $network } by { $date }
tray-tooltip-bad = { $count ->
    [one] { $count } account needs attention
   *[other] { $count } accounts need attention
}
tray-tooltip-offline = Gander: the networks cannot be reached
tray-tooltip-locked = Gander: your tokens are locked
tray-account = { $network } · { $who }: { $status }
tray-account-unnamed = { $network }: { $status }
tray-accounts-all = Show all { $count } accounts
tray-status-active = Active
tray-status-expiring = Active, reauthorize by { $date }
tray-status-unconfirmed = Unconfirmed, { $network } refused once
tray-status-unreachable = Active, cannot reach { $network }
tray-status-disconnected = Disconnected
tray-status-set_up_needed = Set-up needed
tray-reauthorize = Reauthorize { $network }
tray-reauthorize-who = Reauthorize { $who } at { $network }
tray-check-now = Check now
tray-tooltip-waiting = Gander: { $accounts }, { $activities }
tray-share = Share something…
tray-needs = Open what needs you
tray-open = Open Gander
tray-quit = Quit

## Several accounts at once, pausing, and a desktop without a tray (said by Rust)

notice-several-disconnected = { $count ->
    [one] { $count } account is disconnected
   *[other] { $count } accounts are disconnected
}
notice-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
tray-moment = { $date }, { $time }
tray-pause-hour = Pause alerts for 1 hour
tray-pause-tomorrow = Pause alerts until tomorrow
tray-resume = Resume alerts
tray-paused = Alerts are paused until { $time }
tray-none-title = Gander keeps running
tray-none-body = This desktop has no tray, so Gander minimized its window instead of closing it.

## Mail and calendar (said by Rust)
# In a mail, $count accounts will need the person; none is disconnected yet.

mail-subject-soon = { $count ->
    [one] { $count } account needs attention soon
   *[other] { $count } accounts need attention soon
}
mail-subject-waiting = { $title }: { $activities }
mail-link = If a link does nothing, open Gander on the device that sent this e-mail.
mail-footer = Gander sent this from your own device, through your own mail server. To change what it sends, open Gander: { settings }, { settings-alerts }.
mail-test-subject = Gander can send you e-mail
mail-test-body = This is the test e-mail that you asked for. Gander will write to you here when an account needs attention.
calendar-name = Gander
calendar-summary = Reauthorize { $network } ({ $who })
calendar-summary-unnamed = Reauthorize { $network }

## What a mail server can refuse

smtp-unreachable = The mail server cannot be reached. Check its name, its port and its security.
smtp-no_tls = The mail server offers no TLS there. Try TLS on port 465, or STARTTLS on port 587.
smtp-bad_certificate = The mail server’s certificate is not trusted. Check the server’s name.
smtp-password_refused = The mail server refused the username or the password. Many servers demand an app password for this.
smtp-no_password_login = The mail server takes no password there. Use another server, or leave the username empty if it needs none.
smtp-sender_refused = The mail server refused the sender’s address. Use one that belongs to this account.
smtp-recipient_refused = The mail server refused every recipient. Check the addresses.
smtp-plain_letters_only = The mail server takes only the letters a to z before the @. Use addresses of plain letters.
smtp-server_busy = The mail server is busy. Gander tries again later.
smtp-refused = The mail server refused the e-mail. Its operator can tell why.

# The page in the browser after a sign-in.
redirect-done = Back to Gander
redirect-done-text = Gander has what it needs. You can close this tab.
redirect-denied = Nothing was connected
redirect-denied-text = The sign-in was not completed. You can close this tab and try again in Gander.
redirect-over = This sign-in is over
redirect-over-text = It was finished already, or took longer than five minutes. Close this tab and start again in Gander.
redirect-foreign = Not a sign-in of Gander’s
redirect-foreign-text = This address does not belong to the sign-in that Gander started. Nothing was changed. Start again in Gander.
