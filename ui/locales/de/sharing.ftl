# Die Texte des Teilens. Das Fenster lädt sie, sobald ein Konto teilen kann.

## Der Editor

share-region = Etwas teilen
share-something = Etwas teilen …
share-drafts = Entwürfe ({ $count })
share-hint = Teile jetzt oder später auf { $networks }. Ist ein Konto getrennt, wartet der Text, bis du dich neu anmeldest.
share-accounts = Konten
share-texts = Texte
share-all = Alle
share-own = Eigener Text für …
share-own-tab = { $network } · eigener Text
share-own-back = Zurück zum Text für alle
share-text = Text für alle Konten
share-text-own = Text für { $network }
share-link-add = Link
share-link = Adresse des Links
share-link-shared = Der Link wird mit dem Text geteilt.
share-link-drop = Link entfernen
share-card-drop = Linkvorschau entfernen. Der Link bleibt im Text.
share-phone-to = { $count ->
    [one] { $count } Konto
   *[other] { $count } Konten
}
share-phone-waits = { $count ->
    [one] { $networks } wartet
   *[other] { $networks } warten
}
chip-left = noch { $count }
chip-over = { $count } zu viel
chip-waits = wartet
chip-needs_keys = Schlüssel fehlen
chip-unconfirmed = wird geprüft
chip-cannot = noch nicht möglich
share-left-spoken = { $network }: noch { $count }
share-over-spoken = { $network }: { $count } zu viel
share-line-nothing = Schreib zuerst etwas.
share-line-nowhere = Wähle aus, wo du teilen willst.
share-line-too-long = Für { $network } um { $count } zu lang. Gander kürzt nichts.
share-line-overfull = Gander nimmt höchstens { $count } Zeichen. Es wurde nichts eingefügt: Kürze den Text zuerst.
share-line-bad-link = Diese Adresse ist ungültig.
share-line-past = Dieser Zeitpunkt ist schon vorbei.
share-line-no-time = Wähle Tag und Uhrzeit.
share-line-disconnected = { $network } ist getrennt. Gander teilt dort, sobald du dich neu angemeldet hast.
share-line-unreachable = { $network } antwortet nicht. Gander teilt dort, sobald wieder eine Antwort kommt.
share-line-needs_keys = Für { $network } fehlen App-Schlüssel. Gander teilt dort, sobald du sie eingegeben hast.
share-line-unconfirmed = { $network } hat den Zugriff einmal abgelehnt. Gander teilt dort, sobald eine Prüfung gelingt.
share-line-cannot = Gander kann auf { $network } noch nicht teilen.
share-line-only = Die Änderungen gelten nur für { $networks }.
share-line-skipped = An diesem Tag fällt { $asked } Uhr wegen der Zeitumstellung aus. Gander teilt um { $time } Uhr.
share-line-twice = { $asked } Uhr gibt es an diesem Tag zweimal. Gander teilt beim ersten Mal.
share-line-running = Gander muss dann laufen.
share-line-twin = Das hast du am { $date } schon auf { $network } geteilt. Vielleicht nimmt { $network } es nicht noch einmal an.
share-line-mention = { $who } kann in jedem Netzwerk jemand anderes sein.
share-own-text = Eigener Text
share-leave-out = Weglassen
share-turn-on = Beim Anmelden starten
share-when = Wann
share-time = Tag und Uhrzeit
when-now = Jetzt
when-hour = In 1 Stunde
when-evening = Heute Abend, { $time }
when-tomorrow = Morgen, { $time }
when-monday = { $day }, { $time }
when-choose = Auswählen …
share-late = Wenn Gander nicht rechtzeitig teilen kann:
late-6h = Bis zu 6 Stunden später, dann fragen
late-ask = Immer fragen
late-never = Nicht teilen, als Entwurf behalten
share = Teilen
share-to = Teilen ({ $count })
share-to-one = Auf { $network } teilen
share-plan = Für { $time } planen
share-save = Änderungen speichern
draft-saved = Gespeichert
draft-unsaved = Entwurf nicht gespeichert. Lass Gander offen.
draft-unsaved-storage = Entwurf nicht gespeichert: Das Laufwerk ist voll. Lass Gander offen.
draft-discard = Verwerfen
draft-discarded = Entwurf verworfen
draft-empty = Entwurf ohne Text
undo = Rückgängig
share-picture = Bild
share-camera = Kamera
share-pictures = Bilder
share-preview = Vorschau
preview-card-theirs = { $network } erstellt eine eigene Linkvorschau.
preview-undescribed = Keine Beschreibung
picture-describe = Bild beschreiben
picture-description = Beschreibung von Bild { $place }
picture-remove = Bild { $place } entfernen
picture-moved = Bild { $place } von { $count }
picture-reading = Bild wird eingelesen …
share-cost = { $network } berechnet deiner App etwa { $price }.
share-allow = Erlauben
share-card-making = Linkvorschau wird erstellt …
share-card-none = Es ließ sich keine Linkvorschau erstellen. Der Link wird trotzdem geteilt.
share-card-shown = { $count ->
    [one] { $networks } zeigt diese Linkvorschau. Andere erstellen ihre eigene.
   *[other] { $networks } zeigen diese Linkvorschau. Andere erstellen ihre eigene.
}
share-card-none-with-pictures = { $count ->
    [one] Mit Bildern zeigt { $networks } keine Linkvorschau. Der Link bleibt.
   *[other] Mit Bildern zeigen { $networks } keine Linkvorschau. Der Link bleibt.
}
chip-lost = kein Zugriff mehr
chip-needs_page = Seite wählen
chip-needs_picture = Bild fehlt
chip-needs_public_picture = nur Bilder aus dem Web
chip-no_pictures = keine Bilder
chip-too_many_pictures = höchstens { $count } Bilder
chip-long_description = Beschreibung zu lang
chip-needs_permission = Berechtigung fehlt
chip-by_hand = teilst du selbst
share-line-lost = Dein Konto darf nicht mehr für { $name } handeln.
share-line-needs_page = { $network } nimmt nur Beiträge von Seiten an. Wähle zuerst in den Details des Kontos Seiten aus.
share-line-needs_picture = { $network } nimmt keinen Beitrag ohne Bild an.
share-line-needs_public_picture = { $network } nimmt nur Bilder an, die schon im Web sind.
share-line-no_pictures = { $network } nimmt keine Bilder an.
share-line-too_many_pictures = { $network } nimmt höchstens { $count } Bilder an.
share-line-long_description = { $network } nimmt Beschreibungen mit höchstens { $count } Zeichen an.
share-line-needs_permission = { $network } hat Gander nicht erlaubt, Bilder zu teilen.
share-line-by-hand-profile = { $network } lässt keine App in einem Profil teilen. Gander kopiert den Text und öffnet { $network }.
share-line-by-hand-texts = { $network } lässt keine App Texte teilen. Gander kopiert den Text und öffnet { $network }.
share-line-by-hand-pictures = { $network } nimmt nur Bilder an, die schon im Web sind. Gander kopiert den Text und öffnet { $network }.
share-line-by-hand-planned = Auf { $network } teilst du selbst. Zur gewählten Zeit steht es unter „Zu erledigen“.
share-line-phone = Auf dem Handy teilt Gander, wenn du es öffnest. Sind Mitteilungen erlaubt, erinnert es dich zur gewählten Zeit.
share-line-reading = Gander liest noch ein Bild ein.
share-line-undescribed = { $count ->
    [one] { $count } Bild hat keine Beschreibung.
   *[other] { $count } Bilder haben keine Beschreibung.
}
share-line-picture-not_a_picture = Diese Datei ist kein Bild. Wähle eine JPEG-, PNG-, WebP- oder GIF-Datei.
share-line-picture-video = Gander kann noch keine Videos teilen.
share-line-picture-other_format = Gander kann dieses Bildformat nicht lesen. Speichere das Bild zuerst als JPEG oder PNG.
share-line-picture-too_large = Dieses Bild ist zu groß. Verkleinere es zuerst.
share-line-picture-animated = Gander kann noch keine animierten Bilder teilen.
share-line-picture-damaged = Dieses Bild ist beschädigt oder unvollständig.

## Was daraus wurde

share-stop = Stoppen
share-sharing-to = { $count ->
    [one] Wird auf { $networks } geteilt …
   *[other] Wird in { $count } Konten geteilt …
}
share-planned = Geplant für { $time }.
share-result-shared = { $count ->
    [one] Auf { $networks } geteilt.
   *[other] In { $count } Konten geteilt.
}
share-result-waits = { $count ->
    [one] { $networks } wartet.
   *[other] { $networks } warten.
}
share-result-unknown = { $count ->
    [one] Unklar, ob es auf { $networks } geteilt wurde.
   *[other] Unklar, ob es auf { $networks } geteilt wurde.
}
share-result-refused = { $count ->
    [one] { $networks } nimmt es nicht an.
   *[other] { $networks } nehmen es nicht an.
}
share-result-handed_over = Auf { $networks } teilst du selbst.
share-result-none = Nicht geteilt. Dein Text bleibt erhalten.
post-planned = Geplant
post-waits-disconnected = Wartet, bis du dich neu anmeldest
post-waits-needs_keys = Wartet auf App-Schlüssel
post-waits-needs_permission = Wartet, bis du es erlaubst
post-waits_for_network = Wartet auf { $network }
post-sharing = Wird geteilt …
post-uploading = Bild { $place } von { $count } wird hochgeladen
post-unknown = Unklar, ob es geteilt wurde
post-shared = Geteilt
post-shared-at = Geteilt · { $time }
post-refused = { $network } nimmt es nicht an
post-late = Überfällig
post-late-at = Überfällig seit { $time }
post-asks = Wartet auf deine Antwort
post-cancelled = Nicht geteilt
post-handed_over = Hier teilst du selbst
by-hand-open = Kopieren und { $network } öffnen
by-hand-done = Der Text ist kopiert, und { $network } wird geöffnet.
post-deleting = Wird gelöscht …
post-deleted-at = Gelöscht · { $time }
post-not-deleted = { $network } hat es nicht gelöscht.
share-today-at = heute, { $time }
share-yesterday-at = gestern, { $time }

## Zu erledigen

needs-title = Zu erledigen
needs-waits = { $count ->
    [one] { $count } Aktivität wartet auf { $network }
   *[other] { $count } Aktivitäten warten auf { $network }
}
needs-asks = { $count ->
    [one] { $count } Aktivität hat auf { $network } gewartet
   *[other] { $count } Aktivitäten haben auf { $network } gewartet
}
needs-asks-note = Soll Gander sie noch teilen?
needs-show = Anzeigen
needs-hide = Ausblenden
needs-late = Überfällig seit { $time }
needs-late-note = Dieses Gerät war aus oder im Ruhezustand.
needs-by-hand = Teile es selbst auf { $network }
needs-now = Jetzt teilen
needs-time = Zeit wählen
needs-all = Alle teilen ({ $count }), zeitlich verteilt
needs-unknown = Unklar, ob es auf { $network } geteilt wurde
needs-unknown-note = Keine Antwort um { $time } Uhr.
needs-look = Noch einmal nachsehen
needs-profile = Profil öffnen
needs-there = Es ist da
needs-there-address = Adresse des Beitrags (optional)
needs-again = Noch einmal teilen
needs-again-ask = Noch einmal auf { $network } teilen?
needs-again-twice = Falls der erste Beitrag angekommen ist, steht er dort doppelt.
needs-leave = So lassen
needs-edit = Bearbeiten
needs-leave-out = { $network } weglassen

## Demnächst und Geteilt

activities-parts = Aktivitäten
coming-nothing-planned = Nichts geplant. Gander erneuert, was geht, und meldet sich rechtzeitig.
coming-waits = Wartet
coming-waits-network = Wartet auf { $networks }
coming-time = Zeit ändern
coming-zone = { $time } in { $city }, hier { $here }
coming-cancel = Doch nicht teilen
coming-first = Erst bei { $networks } neu anmelden
coming-after-end = Erst nach Ende des Zugriffs auf { $network } am { $date }
coming-plans-after = { $count ->
    [one] Danach { $count } geplante Aktivität
   *[other] Danach { $count } geplante Aktivitäten
}
coming-cancelled = Wird nicht geteilt. Der Text bleibt unter „Geteilt“.
shared-title = Geteilt
shared-empty = Hier erscheint, was du teilst, mit einem Link zu jedem Beitrag.
shared-menu = Mehr
shared-copy = Text kopieren
shared-delete = Löschen …
shared-delete-ask = Beitrag auf { $networks } löschen?
shared-delete-keeps = Der Text bleibt in dieser Liste.
shared-delete-none = Wähle mindestens ein Konto aus.
shared-delete-act = Löschen
shared-delete-there = Auf { $network } löschen
shared-remove = Aus der Liste entfernen

## Zum Teilen und die Feeds

to-share-title = Zum Teilen
to-share-new = { $count } neu
to-share-unread = Neu
to-share-write = Darüber schreiben
to-share-dismiss = Nichts für mich
to-share-dismissed = Aus der Liste entfernt
to-share-empty = Füge einen Feed hinzu, dann erscheinen hier seine Neuigkeiten. Gander teilt sie nie von selbst.
to-share-nothing = Nichts Neues
needs-feed = { $feed } ist seit dem { $date } nicht lesbar
feeds-add = Feed hinzufügen
feeds-note = Die Neuigkeiten deiner Feeds erscheinen unter „Zum Teilen“. Gander teilt sie nie von selbst.
feeds-address = Adresse einer Website oder eines Feeds
feeds-look = Feed suchen
feeds-read = Was schon da ist, gilt als gelesen.
feeds-added = Feed hinzugefügt
feeds-moved = Adresse geändert
feeds-removed = { $feed } entfernt
feeds-from = Von { $organization }
feeds-offer = Neuigkeiten anbieten
feeds-mute = Stummschalten
feeds-edit = Adresse ändern
feeds-save = Adresse speichern
feeds-remove = Entfernen
feeds-gone = Laut Server gibt es diesen Feed nicht mehr.
feeds-failing = Seit dem { $date } nicht lesbar
feeds-unreachable = Der Server antwortet nicht oder meldet einen Fehler. Versuche es später erneut.

## Der Ort in einem Netzwerk und der Titel

share-place-community = Community
share-place-profile = Dein Profil
share-place-board = Pinnwand
share-place-choose-board = Pinnwand wählen
share-place-choose = Wählen
share-title = Titel
share-title-edit = Titel kürzen
chip-choose-community = Community wählen
chip-choose-board = Pinnwand wählen
chip-bad-community = kein gültiger Name
chip-title-long = Titel zu lang
share-line-choose-community = Wähle für { $network } eine Community oder dein Profil.
share-line-choose-board = Wähle für { $network } eine Pinnwand.
share-line-bad-community = Bei { $network } kann keine Community so heißen. Schreibe einen wie r/geese: 3 bis 21 Buchstaben, Ziffern und Unterstriche.
share-line-title-long = Der Titel ist für { $network } um { $count } zu lang.
