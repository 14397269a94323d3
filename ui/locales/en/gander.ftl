# What Gander says. The window reads this file with @fluent/bundle; notices and the tray read it from Rust.
# Product words that stay as they are in meaning: Activities, Social Accounts, Reauthorize, Active, Disconnected, Social Networks.
# $network is a network's name, $who an account, $date and $time are already written out in the reader's language.

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
    [one] { $count } needs you
   *[other] { $count } need you
}
accounts-quiet = { $count ->
    [one] Your account is Active.
   *[other] All { $count } accounts are Active.
}
accounts-quiet-next = Next: { $network }, { $date }.
accounts-show-all = Show all { $count } accounts
accounts-show-fewer = Show fewer
accounts-reauthorize-all = Reauthorize all ({ $count })
accounts-add = Add a network
accounts-find = Find an account
accounts-none-found = No account matches “{ $words }”.
accounts-checking = Checked { $done } of { $total }
accounts-walking = Account { $done } of { $total }
group-needs = Needs you
group-soon = Soon
group-fine = Active
pull-check = Pull down to check now
pull-release = Let go to check now
accounts-footnote = Tokens stay on this device, sealed with a key in your keychain. Gander has no server.
accounts-footnote-memory = Tokens stay on this device, in memory, until Gander quits. Gander has no server.
accounts-glance = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
}
accounts-glance-need = { $accounts }, { $need }
accounts-yours = Your accounts
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
reason-revoked = { $network } revoked our access on { $date }.
reason-password_changed = Your password changed at { $network } on { $date }.
reason-checkpoint = { $network } wants you to confirm it is you. Log in at { $site }, then reauthorize.
reason-permission_missing = A permission Gander needs went missing at { $network } on { $date }.
reason-refresh_rejected = { $network } refused to renew our access on { $date }.
usual-revoked = Usually the app was removed in the account’s settings, or the password was changed.
missing-permissions = Not allowed: { $permissions }.
missing-title = Not allowed at { $network }
pages-row = Pages: { $pages }
pages-lost = You may no longer act for { $pages } at { $network }. Ask for your role there again, or stop holding it.
pages-title = Pages you run
pages-hint = Gander checks the ones you choose along with this account.
pages-none = None are known yet.
pages-look = Look for pages
pages-mark = lost
permission-profile = see who you are
permission-read = read your posts
permission-share = share in your name
permission-share_media = share pictures and videos
permission-list_pages = see which Pages you run
permission-read_pages = read what your Pages share
permission-share_pages = share on your Pages
permission-read_boards = see your boards
permission-edit_boards = make and change boards
permission-choose_flair = choose a flair
permission-stay_signed_in = stay signed in
set-up-app_keys_missing = The keys of your developer app are missing.
set-up-app_keys_refused = { $network } refused the keys of your developer app.
cost-data = Reauthorize by { $date } to keep your { $network } data.
cost-idle = Until you reauthorize, Gander cannot use this account.
cost-set-up = Until they are there, nothing can be renewed.
soon-by = Reauthorize by { $date }.
soon-span = { $network } allows { $days ->
    [one] { $days } day
   *[other] { $days } days
} at a time.
unconfirmed-again = { $network } refused at { $time }; Gander asks again at { $again }. One refusal can be a mistake: nothing to do until then.
unconfirmed-soon = { $network } refused once; Gander asks again as soon as it can. One refusal can be a mistake: nothing to do until then.
unreachable-since = Active, but no answer since { $time }. Nothing to do.

## What the person can do

reauthorize = Reauthorize
re-link = Re-link
connect = Connect
add = Add
set-up = Set up
cancel = Cancel
copy-link = Copy link
copy = Copy
copying = Copying…
copied = Copied
open-again = Open again
try-again = Try again
dismiss = Dismiss

## A sign-in under way

attempt-opening = Opening your browser…
attempt-waiting = Waiting for { $network }…
attempt-asks_pin = { $network } shows a PIN in your browser.
attempt-use-pin = Use a PIN instead
attempt-pin = PIN from { $network }
attempt-enter-pin = Continue
attempt-finishing = Finishing with { $network }…
attempt-wrong = You signed in as { $signed_in }; this connection is { $expected }.
attempt-add-as-new = Add { $signed_in } as a new account
failed-denied = Permission was not given at { $network }. Nothing changed.
failed-timed_out = No answer came back within five minutes. Nothing changed.
failed-refused = { $network } refused to finish the sign-in. Nothing changed.
failed-unreachable = { $network } could not be reached. Check your connection, then try again.
failed-port_taken = Another program uses the port for the sign-in. Close it, then try again.
failed-bad_answer = { $network } answered with something Gander cannot use. Nothing changed. Try again later.
failed-storage = Gander could not write to its disk. Free some space, then try again.
failed-unsupported = Gander cannot do this on this device yet.
failed-vault_locked = Your keychain is locked. Unlock it, then try again.
failed-address_unknown = There is no such server or name. Check it, then try again.
failed-registration_refused = That { $network } server did not let Gander register ({ $answer }). Check that it is the server of your account, or ask whoever runs it.

## Details of an account

clock-signed-in = Signed in
clock-reauthorize = Reauthorize by
clock-access = Access until
clock-refresh = Renewable until
clock-data-access = Data access until
clock-renewal = Next renewal by Gander
clock-checked = Last checked
clock-next-check = Next check
clock-data-loss = { $network } may drop your data after
clock-none = Gander renews it by itself
to-calendar = Add to calendar
to-calendar-done = Saved as { $file }. If your calendar does not open, open this file with it.
evidence-title = What { $network } said
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
disconnect-lost = Gander deletes this account’s tokens and dates from this device. Your account at { $network } stays as it is. To use it here again you sign in again.
disconnect-by-hand = { $network } lets no app end its own access. Remove the app there too, on { $network }’s own page:
disconnect-keep = Keep it

## Coming up and History

coming-title = Coming up
coming-nothing = Nothing for you to do. Gander renews what it can and tells you in time.
coming-reauthorize = Reauthorize { $network }
coming-reauthorize-note = Only you can do this
coming-renewal = Gander renews { $network }
coming-data = { $network } may drop your data
coming-data-note = Reauthorize before then to keep it
coming-data-access = Data access at { $network } ends
coming-checks = Next check at { $time }: { $networks }
happened-title = What happened
happened-all = All history
history-empty = Nothing yet. Each connection, renewal and disconnect is written down here.
history-connected = Connected
history-reauthorized = Reauthorized
history-renewed = Renewed by Gander
history-permission_missing = A permission is missing
history-page_lost = A page was lost
history-recovered = Active again
history-warned = You were reminded to reauthorize
history-unreachable = Could not be reached
history-sign_in_failed = A sign-in did not succeed
history-wrong_account = Another account signed in
history-removed = Removed by you
history-until = until { $time }
history-copy = Copy as JSON
history-account = Account
history-all-accounts = All accounts
history-revocation_failed = The network did not confirm that access has ended
history-notified = You were told by a notification
history-mailed = You were told by e-mail
history-mail_failed = An e-mail to you could not be sent
why-expired = access ended
why-revoked = access revoked
why-password_changed = password changed
why-checkpoint = confirm it is you
why-permission_missing = a permission is missing
why-refresh_rejected = renewal refused
today = Today
yesterday = Yesterday
tomorrow = Tomorrow
day-at = { $day }, { $time }

## Policies

policies-intro = How long each network lets an app act for you, and your own dates.
policies-page = Read it at { $network }
policies-none = Not connected

## First run and set-up

first-title = Keep your social accounts connected
first-intro = Connect the accounts you share to. Gander watches each connection, renews what it can, and tells you before access runs out.
network-ready = Ready to connect
network-needs-keys = Needs your own app keys
network-practice = Runs on this device
ask-server = Your { $network } server
ask-server-hint = The part after the @: mastodon.social
ask-handle = Your name on { $network }
ask-handle-hint = Like dana.bsky.social
ask-wrong = That is not an address. Write it like the example.
ask-with-password = Use an app password instead
ask-password = App password
ask-password-hint = Make one in your settings at { $network }. It is sent once, to your own server, and not kept.
ask-password-wrong = That is not an app password, which looks like abcd-efgh-ijkl-mnop. Keep your own password to yourself.
keys-title = Set up { $network }
keys-intro = { $network } lets apps in by keys. Make your own app there once; it takes about ten minutes.
keys-step-app = Create an app at { $network }’s developer page.
keys-step-redirect = Paste this redirect address into the app’s settings, exactly as it stands:
keys-step-paste = Paste the app’s keys here:
keys-open-page = Open { $network }’s page
keys-client-id = Client ID
keys-client-secret = Client secret
keys-secret-note = The secret is sealed on this device and never shown again.
keys-save = Save keys
keys-change = Change keys
keys-redirect = Redirect address
keys-called = { $word } (there: “{ $name }”)
keys-parameter = “{ $name }” of your app, if it has one
keys-optional = Ask { $network } for this too, if your app may:
keys-client-secret-optional = Client secret, if your app has one
keys-kept = Client ID { $id }, with a secret
keys-kept-alone = Client ID { $id }, without a secret
keys-check = Check
keys-checking = Asking { $network }…
keys-check-taken = { $network } takes these keys.
keys-check-refused = { $network } refuses these keys, or the app they belong to. Copy both anew from its developer page, and see there that the app is switched on and has the redirect address above.
keys-check-untold = { $network } answered, but not whether it takes these keys. A sign-in will tell.
keys-check-unreachable = { $network } could not be asked. Try again later.
keys-remove = Remove keys
keys-remove-ask = Remove the keys for { $network } from this device? The secret cannot be shown again, so you would copy it anew.
keys-remove-used = { $count ->
    [one] { $count } account uses them. It stays, but cannot be renewed or signed in again until there are keys.
   *[other] { $count } accounts use them. They stay, but cannot be renewed or signed in again until there are keys.
}
keys-keep = Keep them
organization-title = Join an organization
organization-unverified = The file says that it is from “{ $name }”. Gander cannot check that: go on only if you know who sent it.
organization-elsewhere = A link wants to show you what an organization hands out. The file is at { $host }, which has not been asked yet.
organization-fetch = Fetch it
organization-fetching = Asking { $host }…
organization-broken = This file cannot be used. Nothing was changed. Whoever wrote it learns why from this:
organization-changes = If you join, this changes:
organization-nothing = Nothing would change: all of it is here already.
organization-app = The app { $id }, without a secret
organization-app-secret = The app { $id }, with its secret
organization-replaces-own = Takes the place of your own, { $former }.
organization-replaces-own-secret = Takes the place of your own secret.
organization-replaces = Takes the place of { $former }, which an organization gave you.
organization-replaces-secret = Takes the place of the secret that an organization gave you.
organization-same = As it is here already.
organization-lacks-secret = The secret is not in the file. You enter it under Apps and keys.
organization-users = { $count ->
    [one] { $count } account was connected with another app and must be reauthorized.
   *[other] { $count } accounts were connected with another app and must be reauthorized.
}
organization-network = A new network
organization-network-changed = A network that an organization gave you changes
organization-hosts = Whoever signs in there gives access to: { $hosts }
organization-days = Reminders { $days } days before you must act
organization-days-own = Takes the place of your own: { $days }.
organization-days-former = Until now: { $days }.
organization-passphrase = Passphrase
organization-passphrase-hint = It opens the secrets in the file. Your organization tells you it by another way.
organization-refused = The passphrase does not open the secrets, or something here has changed meanwhile. Nothing was changed.
organization-join = Join
organization-joining = Opening the file…
organization-joined = Done. The keys are here.
bridge-why = { $network } sends you back only to an https address. Put Gander’s bridge page on any web server of yours, as it is, and enter its address here. It hands the sign-in on to this device and keeps nothing.
bridge-optional = Does { $network } demand an https address?
bridge-copy-page = Copy the page
bridge-address = Address of the page
bridge-use = Use this address
bridge-remove = Use the page no longer

## Settings

settings-networks = Social Networks
settings-alerts = Alerts
settings-keys = Apps and keys
settings-general = General
settings-about = About
networks-disconnected = Disconnected
networks-active = Active
networks-add = Add to your gaggle
alerts-intro = Gander tells you by a notification and by its tray icon, once for each change.
alerts-before = Before access runs out
alerts-before-when = 10, 3 and 1 days before you must act
alerts-broken = When an account is disconnected
alerts-broken-when = At once, then after 2 days, then every 5 days, at most 6 times
alerts-recovered = When it works again
alerts-recovered-when = The notification goes away by itself
paused-until = Alerts are paused until { $time }
paused-resume = Resume
alerts-pause = Pause
alerts-pause-hour = For 1 hour
alerts-pause-tomorrow = Until tomorrow
alerts-when = When and how
alerts-native = Notifications of this system
alerts-not-shown = This system did not show the last notification. The tray and this window tell all the same.
alerts-days = On days of my own before I must act
alerts-days-hint = Up to six numbers from 1 to 60
alerts-quiet = Quiet hours
alerts-from = From
alerts-to = To
alerts-quiet-note = What happens meanwhile is told together when they end.
alerts-digest = Once a day, all together
alerts-at = At
alerts-told-of = Tell me of
alerts-email = E-mail
alerts-email-on = Write to me as well
alerts-email-note = Through your own mail server, when an account is disconnected and at the first and the last reminder. The password is sealed on this device.
alerts-mail-trouble = The last mail was not sent.
alerts-host = Mail server
alerts-security = Security
alerts-security-none = None (a server on this device)
alerts-port = Port
alerts-username = User name, if it wants one
alerts-password = Password
alerts-password-kept = Kept. Leave empty to keep it
alerts-sender = From
alerts-recipients = To, several with commas
alerts-test = Send a test mail
alerts-testing = Asking the mail server…
alerts-test-done = The mail server took it. Look into your inbox.
alerts-save = Save
alerts-saved = Saved
alerts-bad-warn_days = Give one to six different numbers of days from 1 to 60.
alerts-bad-quiet_hours = Let quiet hours end at another time than they begin.
alerts-bad-host = Give the server’s name alone, like smtp.example.org.
alerts-bad-port = Give the server’s port, usually 465 or 587.
alerts-bad-security = Choose TLS or STARTTLS; without, only a server on this device may be used.
alerts-bad-username = Give a name, or leave it empty.
alerts-bad-from = Give the address that writes, like gander@example.org.
alerts-bad-to = Give one to ten addresses.
general-language = Language
general-language-system = As your system
general-language-note = For this window, the tray, notifications and mails.
general-login = Start when you log in
general-login-note = In the tray, without a window, so that nothing runs out unnoticed.
general-login-refused = This system did not take it. Nothing changed.
about-version = Version { $version }
about-credits = Credits
about-icons = Network marks and some icons: Font Awesome Free, by Fonticons, Inc., licensed CC BY 4.0. The marks belong to their networks.
about-font = Where a desktop has no good font of its own, Gander brings Inter, by Rasmus Andersson, licensed SIL Open Font License 1.1.
about-licence = Gander is free software, licensed MIT or Apache-2.0.
about-notices = Licences of everything built in

## Banners and errors

vault-locked = Your keychain is locked or missing
vault-locked-body = Gander cannot read its tokens. Unlock the keychain and Gander carries on. Nothing is lost or overwritten.
vault-memory = For this run only
vault-memory-body = There is no keychain to seal tokens with, so they stay in memory. After you quit, you sign in again.
vault-opening = Opening your keychain…
offline = No network can be reached
offline-body = You may be offline. Nothing is disconnected, and Gander tries again by itself.
storage-problem = Gander cannot write to its disk
storage-problem-body = It may be full or read-only. Free some space; nothing is lost while Gander stays open.
network-files = Gander cannot use a network file
network-files-body = Its network and the accounts there are left alone until the file is mended. All others are kept as usual. Start Gander again after you have mended it.
database-altered = Another program changed Gander’s database
database-altered-body = Gander sends nothing by what was changed, and deletes nothing. Restore gander.db from a backup, or disconnect the accounts concerned and connect them again; the command gander doctor names them.
error-unknown_connection = This account is no longer here.
error-unknown_network = Gander does not know this network.
error-unknown_sign_in = This sign-in is already over.
error-bad_input = Something in what you entered is not right. Look it over, then try again.
error-altered = Another program changed this in Gander’s database, so nothing was sent. Restore gander.db from a backup, or disconnect the account and connect it again.
error-internal = Something went wrong inside Gander. Try again; if it stays, restart Gander.

## Notices (said by Rust)

notice-disconnected-title = { $network } is disconnected
notice-disconnected-body-expired = Access ended. Reauthorize to keep sharing.
notice-disconnected-body-revoked = { $network } revoked our access. Reauthorize to keep sharing.
notice-disconnected-body-password_changed = Your password changed. Reauthorize to keep sharing.
notice-disconnected-body-checkpoint = { $network } wants you to confirm it is you. Log in there, then reauthorize.
notice-disconnected-body-permission_missing = A permission is missing. Reauthorize to give it again.
notice-disconnected-body-refresh_rejected = { $network } refused to renew our access. Reauthorize to keep sharing.
notice-warning-title = Reauthorize { $network } by { $date }
notice-warning-body = After that { $network } no longer lets Gander in.
notice-setup-title = { $network } needs set-up
notice-setup-body-missing = The keys of your developer app are missing. Open Gander to enter them.
notice-setup-body-refused = { $network } refused the keys of your developer app. Open Gander to change them.
notice-page-title = { $network } took away a page
notice-page-body = You may no longer act for { $pages }. Your account stays connected.
notice-reminder-title = { $network } is still disconnected
notice-reminder-body = Reauthorize to keep sharing to { $network }.
notice-action-reauthorize = Reauthorize

## Ahead, on phones (said by Rust)

ahead-ended-title = Access to { $network } has ended

## Tray (said by Rust)

tray-tooltip-ok = Gander: all is well
tray-tooltip-soon = Gander: reauthorize { $network } by { $date }
tray-tooltip-bad = { $count ->
    [one] { $count } account needs you
   *[other] { $count } accounts need you
}
tray-tooltip-offline = Gander: the networks cannot be reached
tray-tooltip-locked = Gander: your keychain is locked or missing
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
tray-none-body = This desktop has no tray, so Gander’s window was minimized instead of closed.

## Mail and calendar (said by Rust)
# In a mail, $count accounts will need the person; none is disconnected yet.

mail-subject-soon = { $count ->
    [one] { $count } account needs you soon
   *[other] { $count } accounts need you soon
}
mail-link = If a link does nothing, open Gander on the device that sent this mail.
mail-footer = Gander sent this from your own device, through your own mail server. To change what it mails, open Gander: { settings }, { settings-alerts }.
mail-test-subject = Gander can mail you
mail-test-body = This is the test mail you asked for. Gander will write to you here when an account needs you.
calendar-name = Gander
calendar-summary = Reauthorize { $network } ({ $who })
calendar-summary-unnamed = Reauthorize { $network }

## What a mail server can refuse

smtp-unreachable = The mail server cannot be reached. Check its name and port, and the way it is secured.
smtp-no_tls = The mail server offers no TLS there. Try TLS on port 465, or STARTTLS on port 587.
smtp-bad_certificate = The mail server’s certificate is not trusted. Check the server’s name.
smtp-password_refused = The mail server refused the name or the password. Many want an app password made for this.
smtp-no_password_login = The mail server takes no password there. Use another server, or leave the name empty if it wants none.
smtp-sender_refused = The mail server refused the address that writes. Use one that belongs to this account.
smtp-recipient_refused = The mail server refused every address that is written to. Check them.
smtp-plain_letters_only = The mail server takes no address with letters beyond a to z before the @. Use addresses of plain letters.
smtp-server_busy = The mail server is busy. Gander tries again later.
smtp-refused = The mail server refused the mail. Its operator can tell why.

# The page in the browser after a sign-in.
redirect-done = Back to Gander
redirect-done-text = Gander has what it needs. You can close this tab.
redirect-denied = Nothing was connected
redirect-denied-text = The sign-in was not completed. You can close this tab and try again in Gander.
redirect-over = This sign-in is over
redirect-over-text = It was finished already, or took longer than five minutes. Close this tab and start again in Gander.
redirect-foreign = Not a sign-in of Gander’s
redirect-foreign-text = This address does not belong to the sign-in that Gander started. Nothing was changed. Start again in Gander.
