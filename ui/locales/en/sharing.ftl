# The texts of sharing, which the window loads once an account can share.
# Words of fixed meaning: share, activity, post (only what is at a network), planned, waits for, does not take, not known, late.
# $network and $networks are names of networks or accounts, $date and $time are already written out in the reader's language.

## The composer

share-region = Share something
share-something = Share something…
share-drafts = Drafts ({ $count })
share-hint = Share to { $networks }, now or later. If an account is disconnected, it waits until you reauthorize.
share-accounts = Accounts
share-texts = Texts
share-all = All
share-own = Own text for…
share-own-tab = { $network } · own text
share-own-back = Back to the text for all
share-text = Text for all accounts
share-text-own = Text for { $network }
share-link-add = Link
share-link = Address of the link
share-link-shared = The link is shared with the text.
share-link-drop = Remove the link
share-card-drop = Remove the card. The link stays in the text.
share-phone-to = To { $count }
share-phone-waits = { $count ->
    [one] { $networks } waits
   *[other] { $networks } wait
}
chip-left = { $count } left
chip-over = { $count } too many
chip-waits = waits
chip-needs_keys = needs keys
chip-cannot = not yet
share-left-spoken = { $network }: { $count } left
share-over-spoken = { $network }: { $count } too many
share-line-nothing = Write something first.
share-line-nowhere = Choose where to share.
share-line-too-long = Too long for { $network } by { $count }. Gander cuts nothing.
share-line-bad-link = This address is not valid.
share-line-past = That time has passed.
share-line-no-time = Choose a date and a time.
share-line-disconnected = { $network } is disconnected. Gander shares there after you reauthorize.
share-line-unreachable = { $network } does not answer. Gander shares there when it does.
share-line-needs_keys = { $network } needs app keys. Gander shares there once you enter them.
share-line-cannot = Gander cannot share to { $network } yet.
share-line-skipped = Clocks skip { $asked } that day. Gander shares at { $time }.
share-line-twice = { $asked } comes twice that day. Gander takes the first.
share-line-running = Gander must be running then.
share-line-twin = You shared this to { $network } on { $date }. { $network } may not take it again.
share-line-mention = { $who } may be someone else on each network.
share-own-text = Own text
share-leave-out = Leave out
share-turn-on = Start at login
share-when = When
share-time = Date and time
when-now = Now
when-hour = In 1 hour
when-evening = This evening, { $time }
when-tomorrow = Tomorrow, { $time }
when-monday = { $day }, { $time }
when-choose = Choose…
share-late = If Gander cannot share in time:
late-6h = Share up to 6 hours late, then ask
late-ask = Always ask
late-never = Do not share late; keep a draft
share = Share
share-to = Share to { $count }
share-to-one = Share to { $network }
share-plan = Plan for { $time }
draft-saved = Draft saved
draft-unsaved = Draft not saved. Keep Gander open.
draft-unsaved-storage = Draft not saved: the disk is full. Keep Gander open.
draft-discard = Discard
draft-discarded = Draft discarded
draft-empty = Draft without text
undo = Undo

## What became of it

share-stop = Stop
share-sharing-to = { $count ->
    [one] Sharing to { $networks }…
   *[other] Sharing to { $count }…
}
share-planned = Planned for { $time }.
share-result-shared = { $count ->
    [one] Shared to { $networks }.
   *[other] Shared to { $count }.
}
share-result-waits = { $count ->
    [one] { $networks } waits.
   *[other] { $networks } wait.
}
share-result-unknown = { $count ->
    [one] Not known whether { $networks } shared it.
   *[other] Not known whether { $networks } shared it.
}
share-result-refused = { $count ->
    [one] { $networks } does not take it.
   *[other] { $networks } do not take it.
}
share-result-none = Not shared. Your text is kept.
post-planned = Planned
post-waits-disconnected = Waits until you reauthorize
post-waits-needs_keys = Waits for app keys
post-waits_for_network = Waits for { $network }
post-sharing = Sharing…
post-unknown = Not known whether it was shared
post-shared = Shared
post-shared-at = Shared { $time }
post-refused = { $network } does not take it
post-late = Late
post-late-at = Late since { $time }
post-cancelled = Not shared
share-today-at = today, { $time }
share-yesterday-at = yesterday, { $time }

## Needs you

needs-title = Needs you
needs-waits = { $count ->
    [one] { $count } activity waits for { $network }
   *[other] { $count } activities wait for { $network }
}
needs-show = Show
needs-hide = Hide
needs-late = Was due { $time }
needs-late-note = This device was off or asleep.
needs-now = Share now
needs-all = Share all ({ $count }), spaced out
needs-unknown = Not known whether { $network } shared it
needs-unknown-note = No answer at { $time }.
needs-look = Look again
needs-profile = Open profile
needs-there = It’s there
needs-there-address = Address of the post (optional)
needs-again = Share again
needs-again-ask = Share to { $network } again?
needs-again-twice = If the first one arrived, it is there twice.
needs-leave = Leave it
needs-edit = Edit
needs-leave-out = Leave { $network } out

## Coming up and Shared

activities-parts = Activities
coming-nothing-planned = Nothing planned. Gander renews what it can and tells you in time.
coming-waits = Waits
coming-waits-network = Waits for { $networks }
coming-first = Reauthorize { $networks } first
coming-after-end = After access to { $network } ends on { $date }
coming-plans-after = { $count ->
    [one] { $count } planned activity comes after
   *[other] { $count } planned activities come after
}
coming-cancelled = Cancelled. The text stays under Shared.
shared-title = Shared
shared-empty = What you share appears here, with a link to each post.
shared-menu = More
shared-remove = Remove from list
