# Die Texte des Teilens. Das Fenster lädt sie, sobald ein Konto teilen kann.

## Der Editor

share-region = Etwas teilen
share-something = Etwas teilen …
share-drafts = Entwürfe ({ $count })
share-hint = Teile jetzt oder später auf { $networks }. Ist ein Konto getrennt, wartet der Text, bis du dich neu anmeldest.
share-accounts = Konten
share-texts = Texte
share-all = Alle
share-own = Eigener Text für …
share-own-tab = { $network } · eigener Text
share-own-back = Zurück zum Text für alle
share-text = Text für alle Konten
share-text-own = Text für { $network }
share-link-add = Link
share-link = Adresse des Links
share-link-shared = Der Link wird mit dem Text geteilt.
share-link-drop = Link entfernen
share-card-drop = Karte entfernen. Der Link bleibt im Text.
share-phone-to = An { $count }
share-phone-waits = { $count ->
    [one] { $networks } wartet
   *[other] { $networks } warten
}
chip-left = noch { $count }
chip-over = { $count } zu viel
chip-waits = wartet
chip-needs_keys = braucht Schlüssel
chip-cannot = noch nicht
share-left-spoken = { $network }: noch { $count }
share-over-spoken = { $network }: { $count } zu viel
share-line-nothing = Schreib zuerst etwas.
share-line-nowhere = Wähle aus, wo du teilen willst.
share-line-too-long = Für { $network } um { $count } zu lang. Gander kürzt nichts.
share-line-bad-link = Diese Adresse ist ungültig.
share-line-past = Diese Zeit ist schon vorbei.
share-line-no-time = Wähle Tag und Uhrzeit.
share-line-disconnected = { $network } ist getrennt. Gander teilt dort, sobald du dich neu angemeldet hast.
share-line-unreachable = { $network } antwortet nicht. Gander teilt dort, sobald die Antwort kommt.
share-line-needs_keys = { $network } braucht App-Schlüssel. Gander teilt dort, sobald du sie eingegeben hast.
share-line-cannot = Gander kann auf { $network } noch nicht teilen.
share-line-skipped = An diesem Tag fällt { $asked } wegen der Zeitumstellung aus. Gander teilt um { $time }.
share-line-twice = { $asked } gibt es an diesem Tag zweimal. Gander nimmt das erste Mal.
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
when-choose = Auswählen …
share-late = Wenn Gander nicht rechtzeitig teilen kann:
late-6h = Bis zu 6 Stunden später teilen, dann fragen
late-ask = Immer fragen
late-never = Nicht verspätet teilen, als Entwurf behalten
share = Teilen
share-to = Bei { $count } teilen
share-to-one = Auf { $network } teilen
share-plan = Für { $time } planen
draft-saved = Entwurf gesichert
draft-unsaved = Entwurf nicht gesichert. Lass Gander offen.
draft-unsaved-storage = Entwurf nicht gesichert: Der Datenträger ist voll. Lass Gander offen.
draft-discard = Verwerfen
draft-discarded = Entwurf verworfen
draft-empty = Entwurf ohne Text
undo = Rückgängig

## Was daraus wurde

share-stop = Anhalten
share-sharing-to = { $count ->
    [one] Wird auf { $networks } geteilt …
   *[other] Wird bei { $count } geteilt …
}
share-planned = Geplant für { $time }.
share-result-shared = { $count ->
    [one] Auf { $networks } geteilt.
   *[other] Bei { $count } geteilt.
}
share-result-waits = { $count ->
    [one] { $networks } wartet.
   *[other] { $networks } warten.
}
share-result-unknown = { $count ->
    [one] Unklar, ob { $networks } es geteilt hat.
   *[other] Unklar, ob { $networks } es geteilt haben.
}
share-result-refused = { $count ->
    [one] { $networks } nimmt es nicht an.
   *[other] { $networks } nehmen es nicht an.
}
share-result-none = Nicht geteilt. Dein Text bleibt erhalten.
post-planned = Geplant
post-waits-disconnected = Wartet, bis du dich neu anmeldest
post-waits-needs_keys = Wartet auf App-Schlüssel
post-waits_for_network = Wartet auf { $network }
post-sharing = Wird geteilt …
post-unknown = Unklar, ob es geteilt wurde
post-shared = Geteilt
post-shared-at = Geteilt { $time }
post-refused = { $network } nimmt es nicht an
post-late = Verspätet
post-late-at = Verspätet seit { $time }
post-cancelled = Nicht geteilt
share-today-at = heute, { $time }
share-yesterday-at = gestern, { $time }

## Zu erledigen

needs-title = Zu erledigen
needs-waits = { $count ->
    [one] { $count } Aktivität wartet auf { $network }
   *[other] { $count } Aktivitäten warten auf { $network }
}
needs-show = Zeigen
needs-hide = Ausblenden
needs-late = War fällig: { $time }
needs-late-note = Dieses Gerät war aus oder im Ruhezustand.
needs-now = Jetzt teilen
needs-all = Alle teilen ({ $count }), mit Abstand
needs-unknown = Unklar, ob { $network } es geteilt hat
needs-unknown-note = Keine Antwort um { $time }.
needs-look = Noch einmal nachsehen
needs-profile = Profil öffnen
needs-there = Es ist da
needs-there-address = Adresse des Beitrags (optional)
needs-again = Erneut teilen
needs-again-ask = Noch einmal auf { $network } teilen?
needs-again-twice = Wenn das erste Mal angekommen ist, steht es dort doppelt.
needs-leave = So lassen
needs-edit = Bearbeiten
needs-leave-out = { $network } weglassen

## Demnächst und Geteilt

activities-parts = Aktivitäten
coming-nothing-planned = Nichts geplant. Gander erneuert, was geht, und meldet sich rechtzeitig.
coming-waits = Wartet
coming-waits-network = Wartet auf { $networks }
coming-first = Erst bei { $networks } neu anmelden
coming-after-end = Nach dem Ende des Zugriffs auf { $network } am { $date }
coming-plans-after = { $count ->
    [one] { $count } geplante Aktivität kommt danach
   *[other] { $count } geplante Aktivitäten kommen danach
}
coming-cancelled = Abgesagt. Der Text bleibt unter „Geteilt“.
shared-title = Geteilt
shared-empty = Hier erscheint, was du teilst, mit einem Link zu jedem Beitrag.
shared-menu = Mehr
shared-remove = Aus der Liste entfernen
