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
chip-unconfirmed = being checked
chip-cannot = not yet
share-left-spoken = { $network }: { $count } left
share-over-spoken = { $network }: { $count } too many
share-line-nothing = Write something first.
share-line-nowhere = Choose where to share.
share-line-too-long = Too long for { $network } by { $count }. Gander cuts nothing.
share-line-overfull = Gander takes at most { $count } characters. Nothing was added: shorten the text first.
share-line-bad-link = This address is not valid.
share-line-past = That time has passed.
share-line-no-time = Choose a date and a time.
share-line-disconnected = { $network } is disconnected. Gander shares there after you reauthorize.
share-line-unreachable = { $network } does not answer. Gander shares there when it does.
share-line-needs_keys = { $network } needs app keys. Gander shares there once you enter them.
share-line-unconfirmed = { $network } refused Gander once. Gander shares there once a check passes.
share-line-cannot = Gander cannot share to { $network } yet.
share-line-only = Changes apply only to { $networks }.
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
share-save = Save changes
draft-saved = Draft saved
draft-unsaved = Draft not saved. Keep Gander open.
draft-unsaved-storage = Draft not saved: the disk is full. Keep Gander open.
draft-discard = Discard
draft-discarded = Draft discarded
draft-empty = Draft without text
undo = Undo
share-picture = Picture
share-camera = Camera
share-pictures = Pictures
share-preview = Preview
preview-card-theirs = { $network } makes its own card.
preview-undescribed = No description
picture-describe = Describe picture
picture-description = Description of picture { $place }
picture-remove = Remove picture { $place }
picture-moved = Picture { $place } of { $count }
picture-reading = Reading the picture…
share-cost = { $network } charges your app about { $price }.
share-allow = Allow
share-card-making = Making a card…
share-card-none = No card could be made. The link is shared all the same.
share-card-shown = { $count ->
    [one] { $networks } shows this card. Others make their own.
   *[other] { $networks } show this card. Others make their own.
}
share-card-none-with-pictures = { $count ->
    [one] With pictures, { $networks } shows no card. The link stays.
   *[other] With pictures, { $networks } show no card. The link stays.
}
chip-lost = not yours now
chip-needs_page = choose a page
chip-needs_picture = needs a picture
chip-needs_public_picture = only pictures on the web
chip-no_pictures = no pictures
chip-too_many_pictures = { $count } pictures at most
chip-long_description = description too long
chip-needs_permission = needs permission
chip-by_hand = you share it
share-line-lost = Your account may no longer act for { $name }.
share-line-needs_page = { $network } takes posts from pages only. Choose pages in the account’s details first.
share-line-needs_picture = { $network } takes no post without a picture.
share-line-needs_public_picture = { $network } takes only pictures that are already on the web.
share-line-no_pictures = { $network } takes no pictures.
share-line-too_many_pictures = { $network } takes { $count } pictures at most.
share-line-long_description = { $network } takes descriptions of { $count } characters at most.
share-line-needs_permission = { $network } has not allowed Gander to share pictures.
share-line-by-hand-profile = { $network } lets no app share to a profile. Gander copies the text and opens { $network }.
share-line-by-hand-texts = { $network } lets no app share texts. Gander copies the text and opens { $network }.
share-line-by-hand-pictures = { $network } takes only pictures that are already on the web. Gander copies the text and opens { $network }.
share-line-by-hand-planned = You share to { $network } yourself. When the time comes, it is under Needs you.
share-line-phone = On a phone, Gander shares when you open it. If you allow notifications, it reminds you then.
share-line-reading = Gander is still reading a picture.
share-line-undescribed = { $count ->
    [one] { $count } picture has no description.
   *[other] { $count } pictures have no description.
}
share-line-picture-not_a_picture = This file is no picture. Choose a JPEG, PNG, WebP or GIF file.
share-line-picture-video = Gander cannot share videos yet.
share-line-picture-other_format = Gander cannot read this kind of picture. Save it as JPEG or PNG first.
share-line-picture-too_large = This picture is too large. Make it smaller first.
share-line-picture-animated = Gander cannot share animated pictures yet.
share-line-picture-damaged = This picture is damaged or not complete.

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
share-result-handed_over = You share to { $networks } yourself.
share-result-none = Not shared. Your text is kept.
post-planned = Planned
post-waits-disconnected = Waits until you reauthorize
post-waits-needs_keys = Waits for app keys
post-waits-needs_permission = Waits until you allow it
post-waits_for_network = Waits for { $network }
post-sharing = Sharing…
post-uploading = Uploading picture { $place } of { $count }
post-unknown = Not known whether it was shared
post-shared = Shared
post-shared-at = Shared { $time }
post-refused = { $network } does not take it
post-late = Late
post-late-at = Late since { $time }
post-asks = Waits for your answer
post-cancelled = Not shared
post-handed_over = You share this one yourself
by-hand-open = Copy and open { $network }
by-hand-done = Gander copied the text and opens { $network }.
post-deleting = Deleting…
post-deleted-at = Deleted { $time }
post-not-deleted = { $network } did not delete it.
share-today-at = today, { $time }
share-yesterday-at = yesterday, { $time }

## Needs you

needs-title = Needs you
needs-waits = { $count ->
    [one] { $count } activity waits for { $network }
   *[other] { $count } activities wait for { $network }
}
needs-asks = { $count ->
    [one] { $count } activity waited for { $network }
   *[other] { $count } activities waited for { $network }
}
needs-asks-note = Should Gander still share them?
needs-show = Show
needs-hide = Hide
needs-late = Was due { $time }
needs-late-note = This device was off or asleep.
needs-by-hand = Share it to { $network } yourself
needs-now = Share now
needs-time = Choose a time
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
coming-time = Change time
coming-zone = { $time } in { $city }, { $here } here
coming-cancel = Cancel
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
shared-copy = Copy text
shared-delete = Delete…
shared-delete-ask = Delete the post from { $networks }?
shared-delete-keeps = The text stays in this list.
shared-delete-none = Choose at least one account.
shared-delete-act = Delete
shared-delete-there = Delete it at { $network }
shared-remove = Remove from list

## To share, and its feeds

to-share-title = To share
to-share-new = { $count } new
to-share-unread = New
to-share-write = Write about it
to-share-dismiss = Not for me
to-share-dismissed = Taken off the list
to-share-empty = Add a feed, and its news is offered here. Gander never shares it by itself.
to-share-nothing = Nothing new
needs-feed = { $feed } could not be read since { $date }
feeds-add = Add a feed
feeds-note = Gander offers the news of your feeds under To share. It shares none of it by itself.
feeds-address = Address of a site or a feed
feeds-look = Find feed
feeds-read = News that is already there counts as read.
feeds-added = Feed added
feeds-moved = Address changed
feeds-removed = { $feed } removed
feeds-from = From { $organization }
feeds-offer = Offer its news
feeds-mute = Mute
feeds-edit = Edit address
feeds-save = Save address
feeds-remove = Remove
feeds-gone = The server says that this feed is gone for good.
feeds-failing = Could not be read since { $date }
feeds-unreachable = The server does not answer, or answers with an error. Try again later.

## The place inside a network, and the title

share-place-community = Community
share-place-profile = Your profile
share-place-board = Board
share-place-choose-board = Choose a board
share-place-choose = Choose
share-title = Title
share-title-edit = Shorten title
chip-choose-community = choose a community
chip-choose-board = choose a board
chip-bad-community = not a community name
chip-title-long = title too long
share-line-choose-community = Choose a community for { $network }, or your profile.
share-line-choose-board = Choose a board for { $network }.
share-line-bad-community = { $network } cannot have a community of that name. Write one such as r/geese: 3 to 21 letters, digits and underscores.
share-line-title-long = The title is too long for { $network } by { $count }.
