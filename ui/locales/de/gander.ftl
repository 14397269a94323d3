## Orte

tab-activities = Aktivitäten
tab-history = Verlauf
tab-policies = Regeln
nav-main = Hauptbereiche
menu-open = Menü
menu-close = Menü schließen
settings = Einstellungen

## Konten

loading = Deine Konten werden geladen …
accounts-title = Soziale Konten
accounts-need = { $count ->
    [one] { $count } Konto prüfen
   *[other] { $count } Konten prüfen
}
accounts-quiet = { $count ->
    [one] Dein Konto ist aktiv.
   *[other] Alle { $count } Konten sind aktiv.
}
accounts-quiet-next = Als Nächstes für dich: bis { $date } bei { $network } neu anmelden.
accounts-show-all = Alle { $count } Konten anzeigen
accounts-show-fewer = Weniger anzeigen
accounts-reauthorize-all = { $count } Konten nacheinander neu anmelden
accounts-add = Konto hinzufügen
account-add-another = Weiteres Konto bei { $network } hinzufügen
accounts-find = Konto suchen
accounts-none-found = Kein Konto passt zu „{ $words }“.
accounts-checking = { $done } von { $total } geprüft
accounts-walking = Konto { $done } von { $total }
group-needs = Zu prüfen
group-soon = Bald
group-fine = Aktiv
pull-check = Zum Prüfen nach unten ziehen
pull-release = Zum Prüfen loslassen
accounts-footnote = { PLATFORM() ->
    [windows] Tokens bleiben auf diesem Gerät, versiegelt mit einem Schlüssel in der Anmeldeinformationsverwaltung.
    [android] Tokens bleiben auf diesem Gerät, versiegelt mit einem Schlüssel im Schlüsselspeicher.
   *[other] Tokens bleiben auf diesem Gerät, versiegelt mit einem Schlüssel in deinem Schlüsselbund.
} Gander hat keinen Server.
accounts-footnote-memory = Tokens bleiben auf diesem Gerät, im Arbeitsspeicher, bis du Gander beendest. Gander hat keinen Server.
accounts-yours = Deine Konten · { $count }
accounts-fine = Alles in Ordnung
account-new = Neues Konto
practice = Übung

## Zustand

status-active = Aktiv
status-expiring-by = Bis { $date }
status-unconfirmed = Unbestätigt
status-unreachable = Nicht erreichbar
status-disconnected = Getrennt
status-set_up_needed = Einrichtung nötig
busy-checking = Wird geprüft …
busy-renewing = Wird erneuert …
busy-finishing = Wird abgeschlossen …

## Warum

reason-expired = Der Zugriff auf { $network } endete am { $date }.
reason-revoked = { $network } hat Gander am { $date } den Zugriff entzogen.
reason-password_changed = Dein Passwort bei { $network } wurde am { $date } geändert.
reason-checkpoint = { $network } möchte, dass du deine Identität bestätigst. Melde dich bei { $site } an und danach hier neu an.
reason-permission_missing = Seit dem { $date } fehlt bei { $network } eine Berechtigung, die Gander braucht.
reason-refresh_rejected = { $network } hat am { $date } abgelehnt, Ganders Zugriff zu erneuern.
usual-revoked = Meist wurde die App in den Kontoeinstellungen entfernt oder das Passwort geändert.
missing-permissions = Nicht erlaubt: { $permissions }.
missing-title = Bei { $network } nicht erlaubt
pages-row = Seiten: { $pages }
pages-lost = Du darfst bei { $network } nicht mehr für { $pages } handeln. Bitte dort wieder um deine Rolle, oder wähle die Seite hier ab.
pages-title = Seiten, die du betreust
pages-hint = Gander prüft die ausgewählten Seiten zusammen mit diesem Konto.
pages-none = Noch keine Seiten gefunden.
pages-look = Nach Seiten suchen
pages-mark = verloren
permission-profile = sehen, wer du bist
permission-read = deine Beiträge lesen
permission-share = in deinem Namen teilen
permission-share_media = Bilder und Videos teilen
permission-delete = löschen, was du geteilt hast
permission-list_pages = sehen, welche Seiten du betreust
permission-read_pages = lesen, was deine Seiten teilen
permission-share_pages = auf deinen Seiten teilen
permission-read_boards = deine Pinnwände sehen
permission-edit_boards = Pinnwände anlegen und ändern
permission-choose_flair = ein Flair wählen
permission-stay_signed_in = angemeldet bleiben
set-up-app_keys_missing = Die Schlüssel deiner Entwickler-App fehlen.
set-up-app_keys_refused = { $network } lehnt die Schlüssel deiner Entwickler-App ab.
cost-data = Melde dich bis { $date } neu an, um deine Daten bei { $network } zu behalten.
cost-idle = Gander kann dieses Konto erst wieder nutzen, wenn du dich neu anmeldest.
cost-set-up = Gander kann dieses Konto erst mit neuen Schlüsseln wieder erneuern.
account-waits = { $count ->
    [one] { $count } Aktivität wartet auf dieses Konto.
   *[other] { $count } Aktivitäten warten auf dieses Konto.
}
soon-by = Melde dich bis { $date } neu an.
unconfirmed-again = { $network } hat den Zugriff um { $time } Uhr abgelehnt. Eine einzelne Ablehnung kann ein Irrtum sein: Gander fragt um { $again } Uhr erneut. Bis dahin ist nichts zu tun.
unconfirmed-soon = { $network } hat den Zugriff einmal abgelehnt. Eine einzelne Ablehnung kann ein Irrtum sein: Gander fragt so bald wie möglich erneut. Bis dahin ist nichts zu tun.
unreachable-since = Aktiv, aber keine Antwort seit { $time }. Nichts zu tun.

## Was man tun kann

reauthorize = Neu anmelden
re-link = Neu verbinden
connect = Verbinden
set-up = Einrichten
cancel = Abbrechen
copy-link = Link kopieren
copy = Kopieren
copying = Wird kopiert …
copied = Kopiert
open-again = Browser erneut öffnen
try-again = Erneut versuchen
dismiss = Ausblenden
close = Schließen
field-empty = Fülle zuerst dieses Feld aus.

## Eine laufende Anmeldung

sign-in-opening = Dein Browser wird geöffnet …
sign-in-waiting = Schließe die Anmeldung bei { $network } im Browser ab.
sign-in-waiting-note = Du hast fünf Minuten Zeit.
sign-in-asks_pin = { $network } zeigt im Browser eine PIN. Gib sie hier ein:
sign-in-use-pin = Stattdessen eine PIN verwenden
sign-in-pin = PIN von { $network }
sign-in-enter-pin = Weiter
sign-in-finishing = Die Anmeldung bei { $network } wird abgeschlossen …
sign-in-wrong = Du hast dich als { $signed_in } angemeldet; diese Verbindung gehört zu { $expected }.
sign-in-add-as-new = { $signed_in } als neues Konto hinzufügen
failed-denied = Die Berechtigung wurde bei { $network } nicht erteilt. Nichts hat sich geändert.
failed-timed_out = Die Anmeldung hat länger als fünf Minuten gedauert. Nichts hat sich geändert.
failed-refused = { $network } hat die Anmeldung abgelehnt. Nichts hat sich geändert.
failed-unreachable = { $network } war nicht erreichbar. Prüfe deine Internetverbindung und versuche es erneut.
failed-port_taken = Ein anderes Programm belegt den Port für die Anmeldung. Schließe es und versuche es erneut.
failed-bad_answer = Mit der Antwort von { $network } kann Gander nichts anfangen. Nichts hat sich geändert. Versuche es später erneut.
failed-storage = Gander kann nicht auf das Laufwerk schreiben. Schaffe Platz und versuche es erneut.
failed-unsupported = Das kann Gander auf diesem Gerät noch nicht.
failed-vault_locked = { PLATFORM() ->
    [windows] Die Anmeldeinformationsverwaltung ist gesperrt. Entsperre sie und versuche es erneut.
    [android] Der Schlüsselspeicher ist gesperrt. Entsperre ihn und versuche es erneut.
   *[other] Dein Schlüsselbund ist gesperrt. Entsperre ihn und versuche es erneut.
}
failed-address_unknown = Gander hat keinen solchen Server und kein solches Handle gefunden. Prüfe die Eingabe und versuche es erneut.
failed-registration_refused = Dieser { $network }-Server hat Gander nicht registriert ({ $answer }). Prüfe, ob dein Konto dort liegt, oder frag die Leute, die ihn betreiben.
clock-ended = Zugriff beendet

## Einzelheiten eines Kontos

clock-signed-in = Angemeldet
clock-reauthorize = Neu anmelden bis
clock-access = Zugriff bis
clock-refresh = Erneuerbar bis
clock-data-access = Datenzugriff bis
clock-renewal = Nächste Erneuerung
clock-checked = Zuletzt geprüft
clock-next-check = Nächste Prüfung
clock-data-loss = Danach kann { $network } deine Daten löschen
renews-itself = Gander erneuert diesen Zugriff selbst.
access-endless = Dieser Zugriff hat kein Enddatum.
details-dates = Alle Termine
programs-title = Andere Programme
programs-requests = Programme auf diesem Gerät für dieses Konto handeln lassen
programs-tokens = Auch das Zugriffstoken weitergeben
programs-note = Gander stellt ihre Anfragen, vermerkt, von welchem Programm sie kommen, und hört auf, sobald du das ausschaltest.
to-calendar = Zum Kalender hinzufügen
to-calendar-done = Der Termin ist für deinen Kalender gespeichert. Falls sich dein Kalender nicht öffnet, öffne damit diese Datei: { $file }
evidence-title = Antwort von { $network }
evidence-authorization = bei deiner Anmeldung
evidence-token = beim Abschluss der Anmeldung
evidence-renewal = als Gander den Zugriff erneuerte
evidence-identity = als Gander fragte, wem das Konto gehört
evidence-probe = als Gander das Konto prüfte
evidence-revocation = als Gander den Zugriff zurückgab
evidence-page = als Gander nach einer Seite fragte
check-now = Jetzt prüfen
disconnect = Trennen
disconnect-ask = { $who } von { $network } trennen?
disconnect-lost = Gander löscht die Tokens und Termine dieses Kontos von diesem Gerät. Dein Konto bei { $network } bleibt, wie es ist. Um es hier wieder zu nutzen, meldest du dich neu an.
disconnect-by-hand = { $network } lässt keine App ihren eigenen Zugriff beenden. Entferne die App auch dort:
disconnect-keep = Behalten

## Demnächst und Verlauf

coming-title = Demnächst
coming-nothing = Nichts für dich zu tun. Gander erneuert, was geht, und meldet sich rechtzeitig.
coming-reauthorize = Bei { $network } neu anmelden
coming-reauthorize-note = Das kannst nur du
coming-renewal = Gander erneuert { $network }
coming-data = { $network } kann deine Daten löschen
coming-data-note = Melde dich vorher neu an, um sie zu behalten
coming-data-access = Der Datenzugriff bei { $network } endet
coming-checks = Nächste Prüfung um { $time } Uhr: { $networks }
happened-title = Zuletzt
happened-all = Ganzer Verlauf
history-empty = Noch nichts. Gander vermerkt hier jede Verbindung, Erneuerung und Trennung.
history-connected = Verbunden
history-reauthorized = Neu angemeldet
history-renewed = Von Gander erneuert
history-permission_missing = Eine Berechtigung fehlt
history-page_lost = Der Zugriff auf eine Seite ging verloren
history-recovered = Wieder aktiv
history-warned = Gander hat dich an die Anmeldung erinnert
history-unreachable = Keine Antwort
history-sign_in_failed = Eine Anmeldung ist fehlgeschlagen
history-wrong_account = Ein anderes Konto hat sich angemeldet
history-removed = Von dir getrennt
history-until = bis { $time }
history-copy = Als JSON kopieren
history-account = Konto
history-all-accounts = Alle Konten
history-revocation_failed = Das Netzwerk hat das Ende des Zugriffs nicht bestätigt
history-notified = Gander hat dir eine Mitteilung geschickt
history-mailed = Gander hat dir eine E-Mail geschickt
history-mail_failed = Gander konnte dir keine E-Mail schicken
history-request_made = Ein Programm hat eine Anfrage im Namen dieses Kontos gestellt
history-token_taken = Ein Programm hat das Zugriffstoken erhalten
history-allowed_requests = Andere Programme dürfen für dieses Konto handeln
history-allowed_tokens = Andere Programme dürfen für dieses Konto handeln und erhalten sein Token
history-allowed_nothing = Kein anderes Programm darf dieses Konto nutzen
history-program = Programm: { $program }
history-times = { $count ->
    [one] einmal
   *[other] { $count }-mal
}
why-expired = Zugriff beendet
why-revoked = Zugriff entzogen
why-password_changed = Passwort geändert
why-checkpoint = Identität bestätigen
why-permission_missing = eine Berechtigung fehlt
why-refresh_rejected = Erneuerung abgelehnt
today = Heute
yesterday = Gestern
tomorrow = Morgen
day-at = { $day }, { $time }

## Regeln

policies-intro = Wie lange jedes Netzwerk eine App für dich handeln lässt, und deine eigenen Termine.
policies-page = Die Regeln bei { $network } nachlesen
connect-now = Jetzt verbinden
connect-practice = Mit Übungsnetzwerken ausprobieren
connect-practice-why = Simulierte Netzwerke auf diesem Gerät. Nichts wird mit anderen geteilt.
connect-keys = Erst eine eigene App registrieren (etwa 10 Minuten)
connect-keys-why = Diese Netzwerke lassen nur registrierte Apps zu. Du registrierst deine einmal bei jedem.
policies-none = Nicht verbunden

## Erster Start und Einrichten

first-title = Halte deine sozialen Konten verbunden
first-intro = Verbinde die Konten, in denen du teilst. Gander wacht über jede Verbindung, erneuert, was geht, und meldet sich, bevor ein Zugriff endet.
network-handle = Dein Handle genügt
network-server = Der Name deines Servers genügt
network-https = Braucht auch eine eigene https-Seite
network-connected = { $count ->
    [one] { $count } Konto verbunden
   *[other] { $count } Konten verbunden
}
ask-title = { $network } verbinden
ask-server = Dein { $network }-Server
ask-server-hint = Der Teil deiner Adresse nach dem letzten @, etwa mastodon.social
ask-handle = Dein Handle bei { $network }
ask-handle-hint = Zum Beispiel dana.bsky.social
ask-wrong = Diese Adresse ist ungültig. Schreibe sie wie im Beispiel.
ask-with-password = Stattdessen mit einem App-Passwort anmelden
ask-password = App-Passwort
ask-password-hint = Erstelle eines in deinen Einstellungen bei { $network }. Gander schickt es einmal an deinen eigenen Server und behält es nicht.
ask-password-wrong = Das ist kein App-Passwort. App-Passwörter sehen so aus: abcd-efgh-ijkl-mnop. Gib hier nicht dein eigenes Passwort ein.
keys-title = { $network } einrichten
keys-intro = { $network } lässt nur registrierte Apps zu. Registriere dort einmal deine eigene; das dauert etwa zehn Minuten.
keys-step-app = Lege auf der Entwicklerseite von { $network } eine App an.
keys-step-redirect = Füge diese Weiterleitungsadresse genau so in die Einstellungen der App ein:
keys-step-paste = Füge hier die Schlüssel der App ein:
keys-open-page = Entwicklerseite von { $network } öffnen
keys-client-id = Client-ID
keys-client-secret = Client-Secret
keys-secret-note = Gander versiegelt das Client-Secret auf diesem Gerät und zeigt es nie wieder.
keys-save = Speichern
keys-change = Schlüssel ändern
keys-redirect = Weiterleitungsadresse
keys-called = { $word } (dort: „{ $name }“)
keys-parameter = „{ $name }“ deiner App, falls sie das hat
keys-optional = Bei { $network } auch darum bitten, wenn deine App das darf:
keys-none = Noch keine Schlüssel
keys-from-file = Schlüssel aus der Netzwerkdatei
keys-client-secret-optional = Client-Secret, falls deine App eines hat
keys-kept = Client-ID { $id }, mit Secret
keys-kept-alone = Client-ID { $id }, ohne Secret
keys-check = Schlüssel prüfen
keys-checking = { $network } wird gefragt …
keys-check-taken = { $network } nimmt diese Schlüssel an.
keys-check-refused = { $network } lehnt diese Schlüssel ab oder die App, zu der sie gehören. Kopiere beide noch einmal von der Entwicklerseite. Sieh dort nach, ob die App eingeschaltet ist und die Weiterleitungsadresse von oben hat.
keys-check-untold = { $network } hat geantwortet, aber nicht gesagt, ob es diese Schlüssel annimmt. Das zeigt sich bei der nächsten Anmeldung.
keys-check-unreachable = Gander konnte { $network } nicht erreichen. Versuche es später erneut.
keys-remove = Schlüssel entfernen
keys-remove-ask = Die Schlüssel für { $network } von diesem Gerät entfernen?
keys-remove-lost = Gander kann das Client-Secret nicht wieder anzeigen. Um die Schlüssel hier später zu nutzen, kopierst du sie noch einmal von der Entwicklerseite.
keys-remove-used = { $count ->
    [one] { $count } Konto benutzt sie. Es bleibt, aber Gander kann es ohne Schlüssel weder erneuern noch neu anmelden.
   *[other] { $count } Konten benutzen sie. Sie bleiben, aber Gander kann sie ohne Schlüssel weder erneuern noch neu anmelden.
}
keys-keep = Behalten
organization-title = Einer Organisation beitreten
organization-unverified = Die Datei sagt, sie sei von „{ $name }“. Gander kann das nicht prüfen: Fahre nur fort, wenn du weißt, wer sie geschickt hat.
organization-elsewhere = Ein Link bietet dir die Einstellungen einer Organisation an. Die Datei liegt bei { $host }. Gander hat diesen Server noch nicht kontaktiert.
organization-fetch = Datei holen
organization-fetching = { $host } wird gefragt …
organization-broken = Gander kann diese Datei nicht verwenden und hat nichts geändert. Schick das der Person, die sie erstellt hat:
organization-changes = Wenn du beitrittst, ändert sich:
organization-nothing = Der Beitritt ändert nichts: Alles ist schon hier.
organization-app = Die App { $id }, ohne Client-Secret
organization-app-secret = Die App { $id }, mit ihrem Client-Secret
organization-replaces-own = Ersetzt deine eigene, { $former }.
organization-replaces-own-secret = Ersetzt dein eigenes Client-Secret.
organization-replaces = Ersetzt { $former }, die dir eine Organisation gegeben hat.
organization-replaces-secret = Ersetzt das Client-Secret, das dir eine Organisation gegeben hat.
organization-same = Schon hier.
organization-lacks-secret = Die Datei enthält das Client-Secret nicht. Gib es unter „Apps und Schlüssel“ ein.
organization-users = { $count ->
    [one] { $count } Konto wurde mit einer anderen App verbunden. Du musst es neu anmelden.
   *[other] { $count } Konten wurden mit einer anderen App verbunden. Du musst sie neu anmelden.
}
organization-network = Ein neues Netzwerk
organization-network-changed = Geändert: ein Netzwerk, das dir eine Organisation gegeben hat
organization-hosts = Bei einer Anmeldung dort erhalten Zugriff: { $hosts }
organization-feed = Neuigkeiten von { $title }, gelesen bei { $host }
organization-feed-removed = { $title } wird entfernt, samt den angebotenen Neuigkeiten.
organization-days = Erinnerungen { $days } Tage, bevor du handeln musst
organization-days-own = Ersetzt deine eigenen: { $days }.
organization-days-former = Bisher: { $days }.
organization-passphrase = Passphrase
organization-passphrase-hint = Sie öffnet die Geheimnisse in der Datei. Deine Organisation gibt sie dir getrennt davon.
organization-refused = Die Passphrase öffnet die Geheimnisse nicht, oder hier hat sich inzwischen etwas geändert. Nichts wurde geändert.
organization-join = Beitreten
organization-joining = Die Datei wird geöffnet …
organization-joined = Beigetreten. Die Schlüssel sind da.
bridge-why = { $network } schickt dich nur an eine https-Adresse zurück. Lege Ganders Brückenseite unverändert auf einen eigenen Webserver und gib hier ihre Adresse ein. Die Seite reicht die Anmeldung an dieses Gerät weiter und behält nichts.
bridge-optional = Verlangt { $network } eine https-Adresse?
bridge-copy-page = Seite kopieren
bridge-address = Adresse der Seite
bridge-use = Diese Adresse verwenden
bridge-remove = Die Seite nicht mehr verwenden

## Einstellungen

settings-networks = Soziale Netzwerke
settings-alerts = Hinweise
settings-feeds = Feeds
settings-keys = Apps und Schlüssel
settings-general = Allgemein
settings-about = Über Gander
networks-disconnected = Getrennt
networks-active = Aktiv
alerts-intro = { PLATFORM() ->
    [ios] Gander meldet sich einmal je Änderung, mit einer Mitteilung.
    [android] Gander meldet sich einmal je Änderung, mit einer Mitteilung.
    [macos] Gander meldet sich einmal je Änderung, mit einer Mitteilung und mit seinem Symbol in der Menüleiste.
   *[other] Gander meldet sich einmal je Änderung, mit einer Mitteilung und mit seinem Symbol im Infobereich.
}
alerts-before = Bevor ein Zugriff endet
alerts-before-when = { $last ->
    [one] { $days } Tag vorher
   *[other] { $days } Tage vorher
}
alerts-broken = Wenn ein Konto getrennt ist
alerts-broken-when = Sofort, dann nach 2 Tagen, dann alle 5 Tage, höchstens 6-mal
alerts-recovered = Wenn das Konto wieder läuft
alerts-recovered-when = Die Mitteilung verschwindet von selbst
paused-until = Hinweise sind bis { $time } ausgesetzt
paused-resume = Fortsetzen
alerts-pause = Hinweise aussetzen
alerts-pause-hour = 1 Stunde
alerts-pause-tomorrow = Bis morgen
alerts-when = Wie und wann
alerts-native = Systemmitteilungen
alerts-not-shown = { PLATFORM() ->
    [ios] Dieses System hat die letzte Mitteilung nicht gezeigt. Dieses Fenster zeigt sie dir trotzdem.
    [android] Dieses System hat die letzte Mitteilung nicht gezeigt. Dieses Fenster zeigt sie dir trotzdem.
    [macos] Dieses System hat die letzte Mitteilung nicht gezeigt. Die Menüleiste und dieses Fenster zeigen sie dir trotzdem.
   *[other] Dieses System hat die letzte Mitteilung nicht gezeigt. Der Infobereich und dieses Fenster zeigen sie dir trotzdem.
}
alerts-days = Eigene Erinnerungstage
alerts-days-hint = Tage, bevor du handeln musst: bis zu sechs Zahlen von 1 bis 60
alerts-quiet = Ruhezeit
alerts-from = Von
alerts-to = Bis
alerts-quiet-note = Gander hält Hinweise in der Ruhezeit zurück und schickt sie danach gesammelt.
alerts-shared = Melden, wenn etwas geteilt wurde
alerts-digest = Einmal am Tag gesammelt
alerts-at = Um
alerts-told-of = Hinweise zu
alerts-email = E-Mail
alerts-email-on = Mir auch E-Mails schicken
alerts-email-note = Gander schreibt über deinen eigenen Mailserver, wenn ein Konto getrennt ist, und bei der ersten und der letzten Erinnerung. Gander versiegelt das Passwort auf diesem Gerät.
alerts-mail-trouble = Gander konnte die letzte E-Mail nicht senden.
alerts-host = Mailserver
alerts-security = Sicherheit
alerts-security-none = Keine (Server auf diesem Gerät)
alerts-port = Port
alerts-username = Benutzername (optional)
alerts-password = Passwort
alerts-password-kept = Gespeichert. Leer lassen, um es zu behalten
alerts-sender = Von
alerts-recipients = An (mehrere mit Komma)
alerts-test = Test-E-Mail senden
alerts-testing = Der Mailserver wird gefragt …
alerts-test-done = Der Mailserver hat sie angenommen. Sieh in deinem Posteingang nach.
alerts-save = Speichern
alerts-saved = Gespeichert
alerts-bad-warn_days = Gib ein bis sechs verschiedene Zahlen von 1 bis 60 ein.
alerts-bad-quiet_hours = Die Ruhezeit muss zu einer anderen Zeit enden, als sie beginnt.
alerts-bad-host = Gib nur den Namen des Servers ein, etwa smtp.example.org.
alerts-bad-port = Gib den Port des Servers ein, meist 465 oder 587.
alerts-bad-security = Wähle TLS oder STARTTLS. Nur ein Server auf diesem Gerät kommt ohne aus.
alerts-bad-username = Gib einen Namen ein, oder lass das Feld leer.
alerts-bad-from = Gib die Absenderadresse ein, etwa gander@example.org.
alerts-bad-to = Gib eine bis zehn Adressen ein.
general-language = Sprache
general-language-system = Wie das System
general-language-note = { PLATFORM() ->
    [ios] Für diese App, ihre Mitteilungen und E-Mails.
    [android] Für diese App, ihre Mitteilungen und E-Mails.
    [macos] Für dieses Fenster, die Menüleiste, Mitteilungen und E-Mails.
   *[other] Für dieses Fenster, den Infobereich, Mitteilungen und E-Mails.
}
general-login = Beim Anmelden starten
general-login-note = { PLATFORM() ->
    [macos] In der Menüleiste, ohne Fenster, damit nichts unbemerkt abläuft.
   *[other] Im Infobereich, ohne Fenster, damit nichts unbemerkt abläuft.
}
general-login-refused = Dieses System hat die Einstellung nicht angenommen. Nichts hat sich geändert.
about-version = Version { $version }
about-credits = Danksagung
about-icons = Netzwerkzeichen und einige Symbole: Font Awesome Free von Fonticons, Inc., Lizenz CC BY 4.0. Die Zeichen gehören ihren Netzwerken.
about-font = Wo das System keine gute eigene Schrift hat, verwendet Gander Inter von Rasmus Andersson, Lizenz SIL Open Font License 1.1.
about-licence = Gander ist freie Software, Lizenz MIT oder Apache-2.0.
about-notices = Lizenzen aller enthaltenen Teile

## Banner und Fehler

vault-locked = { PLATFORM() ->
    [windows] Die Anmeldeinformationsverwaltung ist gesperrt oder fehlt
    [android] Der Schlüsselspeicher ist gesperrt oder fehlt
   *[other] Dein Schlüsselbund ist gesperrt oder fehlt
}
vault-locked-body = { PLATFORM() ->
    [windows] Gander kann seine Tokens nicht lesen. Sobald du die Anmeldeinformationsverwaltung entsperrst, geht es weiter.
    [android] Gander kann seine Tokens nicht lesen. Sobald du den Schlüsselspeicher entsperrst, geht es weiter.
   *[other] Gander kann seine Tokens nicht lesen. Sobald du den Schlüsselbund entsperrst, geht es weiter.
} Nichts geht verloren, und nichts wird überschrieben.
vault-memory = Anmeldungen gelten nur bis zum Beenden
vault-memory-body = { PLATFORM() ->
    [windows] Die Anmeldeinformationsverwaltung fehlt, darum bleiben Tokens im Arbeitsspeicher.
    [android] Der Schlüsselspeicher fehlt, darum bleiben Tokens im Arbeitsspeicher.
   *[other] Es gibt keinen Schlüsselbund zum Versiegeln, darum bleiben Tokens im Arbeitsspeicher.
} Nach dem Beenden meldest du dich neu an.
vault-opening = { PLATFORM() ->
    [windows] Die Anmeldeinformationsverwaltung wird geöffnet …
    [android] Der Schlüsselspeicher wird geöffnet …
   *[other] Dein Schlüsselbund wird geöffnet …
}
offline = Kein Netzwerk ist erreichbar
offline-body = Vielleicht bist du offline. Nichts ist getrennt, und Gander versucht es von selbst wieder.
storage-problem = Gander kann nicht auf das Laufwerk schreiben
storage-problem-body = Es ist vielleicht voll oder schreibgeschützt. Schaffe Platz; solange Gander läuft, geht nichts verloren.
network-files = Gander kann eine Netzwerkdatei nicht verwenden
network-files-body = Gander lässt ihr Netzwerk und die Konten dort unberührt, bis die Datei in Ordnung ist. Um alle anderen kümmert sich Gander wie gewohnt. Starte Gander neu, wenn du die Datei berichtigt hast.
database-altered = Ein anderes Programm hat Ganders Datenbank verändert
database-altered-body = Gander verwendet nichts, was verändert wurde, und löscht nichts. Spiele gander.db aus einer Sicherung zurück, oder trenne die betroffenen Konten und verbinde sie neu. Der Befehl gander doctor nennt sie.
error-unknown_connection = Dieses Konto ist nicht mehr da.
error-unknown_network = Gander kennt dieses Netzwerk nicht.
error-unknown_sign_in = Diese Anmeldung ist schon vorbei.
error-already_left = Gander teilt das bereits, daher lässt es sich nicht mehr ändern. Geänderter Text bleibt als Entwurf erhalten.
error-private_address = Diese Adresse liegt in deinem eigenen Netzwerk. Gander liest sie nicht.
error-no_server = Dieser Server wurde nicht gefunden. Prüfe die Adresse.
error-no_feed = Dort wurde kein Feed gefunden.
error-bad_input = An deiner Eingabe stimmt etwas nicht. Prüfe sie und versuche es erneut.
error-altered = Ein anderes Programm hat das in Ganders Datenbank verändert, deshalb hat Gander nichts verschickt. Spiele gander.db aus einer Sicherung zurück, oder trenne das Konto und verbinde es neu.
error-internal = In Gander ist etwas schiefgegangen. Versuche es erneut; passiert es wieder, starte Gander neu.

## Mitteilungen

notice-disconnected-title = { $network } ist getrennt
notice-cause-expired = Der Zugriff ist zu Ende.
notice-cause-revoked = { $network } hat Gander den Zugriff entzogen.
notice-cause-password_changed = Dein Passwort wurde geändert.
notice-cause-checkpoint = { $network } möchte, dass du deine Identität bestätigst.
notice-cause-permission_missing = Eine Berechtigung fehlt.
notice-cause-refresh_rejected = { $network } lehnt es ab, Ganders Zugriff zu erneuern.
notice-cause-keys_missing = Die Schlüssel deiner Entwickler-App fehlen.
notice-cause-keys_refused = { $network } lehnt die Schlüssel deiner Entwickler-App ab.
notice-disconnected-body-expired = { notice-cause-expired } Melde dich neu an, um weiter zu teilen.
notice-disconnected-body-revoked = { notice-cause-revoked } Melde dich neu an, um weiter zu teilen.
notice-disconnected-body-password_changed = { notice-cause-password_changed } Melde dich neu an, um weiter zu teilen.
notice-disconnected-body-checkpoint = { $network } möchte, dass du deine Identität bestätigst. Melde dich dort an und danach in Gander neu an.
notice-disconnected-body-permission_missing = { notice-cause-permission_missing } Melde dich neu an, um sie wieder zu erteilen.
notice-disconnected-body-refresh_rejected = { notice-cause-refresh_rejected } Melde dich neu an, um weiter zu teilen.
notice-warning-title = Bei { $network } bis { $date } neu anmelden
notice-warning-body = Danach lässt { $network } Gander nicht mehr zu.
notice-warning-plans = { $count ->
    [one] Danach ist noch { $count } Aktivität geplant.
   *[other] Danach sind noch { $count } Aktivitäten geplant.
}
notice-setup-title = { $network } muss eingerichtet werden
notice-setup-body-missing = { notice-cause-keys_missing } Öffne Gander, um sie einzugeben.
notice-setup-body-refused = { notice-cause-keys_refused } Öffne Gander, um sie zu ändern.
notice-page-title = { $network } hat dir eine Seite entzogen
notice-page-body = Du darfst nicht mehr für { $pages } handeln. Dein Konto bleibt verbunden.
notice-reminder-title = { $network } ist immer noch getrennt
notice-reminder-body = Melde dich neu an, um weiter auf { $network } zu teilen.
notice-waiting-reauthorize = { $count ->
    [one] { $count } Aktivität wartet. Melde dich neu an, um sie zu teilen.
   *[other] { $count } Aktivitäten warten. Melde dich neu an, um sie zu teilen.
}
notice-waiting-checkpoint = { $count ->
    [one] { $count } Aktivität wartet. Melde dich bei { $network } an und danach in Gander neu an, um sie zu teilen.
   *[other] { $count } Aktivitäten warten. Melde dich bei { $network } an und danach in Gander neu an, um sie zu teilen.
}
notice-waiting-open = { $count ->
    [one] { $count } Aktivität wartet. Öffne Gander, um sie zu teilen.
   *[other] { $count } Aktivitäten warten. Öffne Gander, um sie zu teilen.
}
notice-action-reauthorize = Neu anmelden
notice-action-open = Öffnen
notice-action-hand-over = Kopieren und öffnen

## Notices about activities (said by Rust)

notice-quoted = „{ $title }“
notice-untitled = Eine Aktivität
notice-untitled-object = eine Aktivität
notice-refused-title = { $network } nimmt { $title } nicht an
notice-refused-body = Bearbeite es und teile es noch einmal.
notice-unknown-title = Wurde { $title } auf { $network } geteilt?
notice-unknown-body = { $network } hat nicht geantwortet. Sieh nach, bevor du noch einmal teilst.
notice-late-title = { $title } ist überfällig
notice-when-today = heute um { $time } Uhr
notice-when-yesterday = gestern um { $time } Uhr
notice-when-before = am { $date } um { $time } Uhr
notice-late-body = Es war { $when } fällig. Teile es jetzt oder wähle eine andere Zeit.
notice-due-title = Zeit, { $title } zu teilen
notice-due-body = Öffne Gander, um es zu teilen.
notice-by-hand-body = Auf { $network } teilst du selbst. Gander kopiert den Text und öffnet { $network }.
notice-by-hand-several = Auf { $networks } teilst du selbst. Gander kopiert den Text und öffnet jede Seite.
notice-by-hand-two = { $first }, { $then }
notice-draft-title = { $title } ist jetzt ein Entwurf
notice-draft-body = Es war { $when } fällig. Gander teilt es nicht verspätet.
notice-waits-title = { $title } wartet auf { $network }
notice-waits-body = Melde dich bei { $network } neu an, um es dort zu teilen.
notice-waits-body-open = Öffne Gander, um es dort zu teilen.
notice-asks-title = { $count ->
    [one] { $count } Aktivität hat auf { $network } gewartet
   *[other] { $count } Aktivitäten haben auf { $network } gewartet
}
notice-asks-body = Soll Gander sie noch teilen?
notice-mixed-title = Zu erledigen: { $title }
notice-mixed-body = { $all }.
notice-mixed-two = { $first }; { $then }
notice-mixed-refused = { $network } nimmt es nicht an
notice-mixed-unknown = { $network } hat nicht geantwortet
notice-mixed-late = { $network }: überfällig
notice-mixed-waits = { $network } wartet
notice-mixed-asks = { $network } wartet auf deine Antwort
notice-mixed-draft = { $network }: jetzt ein Entwurf
notice-mixed-by-hand = { $network }: teilst du selbst
notice-shared-title = { $count ->
    [one] In { $count } Konto geteilt
   *[other] In { $count } Konten geteilt
}
notice-after-shared = { $count ->
    [one] In { $count } Konto geteilt. { $then }
   *[other] In { $count } Konten geteilt. { $then }
}
notice-activities-wait = { $count ->
    [one] { $count } Aktivität wartet
   *[other] { $count } Aktivitäten warten
}
notice-activities-need = { $count ->
    [one] { $count } Aktivität zu erledigen
   *[other] { $count } Aktivitäten zu erledigen
}

## Vorab, auf Telefonen

ahead-ended-title = Der Zugriff auf { $network } ist zu Ende

## Leiste

tray-tooltip-ok = Gander: alles in Ordnung
tray-tooltip-soon = Gander: bei { $network } bis { $date } neu anmelden
tray-tooltip-bad = { $count ->
    [one] { $count } Konto prüfen
   *[other] { $count } Konten prüfen
}
tray-tooltip-offline = Gander: Netzwerke nicht erreichbar
tray-tooltip-locked = Gander: deine Tokens sind gesperrt
tray-account = { $network } · { $who }: { $status }
tray-account-unnamed = { $network }: { $status }
tray-accounts-all = Alle { $count } Konten anzeigen
tray-status-active = Aktiv
tray-status-expiring = Aktiv, bis { $date } neu anmelden
tray-status-unconfirmed = Unbestätigt, { $network } hat einmal abgelehnt
tray-status-unreachable = Aktiv, { $network } nicht erreichbar
tray-status-disconnected = Getrennt
tray-status-set_up_needed = Einrichtung nötig
tray-reauthorize = Bei { $network } neu anmelden
tray-reauthorize-who = { $who } bei { $network } neu anmelden
tray-check-now = Jetzt prüfen
tray-tooltip-waiting = Gander: { $accounts }, { $activities }
tray-share = Etwas teilen …
tray-needs = Anzeigen, was zu erledigen ist
tray-open = Gander öffnen
tray-quit = Beenden

## Several accounts at once, pausing, and a desktop without a tray (said by Rust)

notice-several-disconnected = { $count ->
    [one] { $count } Konto ist getrennt
   *[other] { $count } Konten sind getrennt
}
notice-more = { $count ->
    [one] und { $count } weiteres
   *[other] und { $count } weitere
}
tray-moment = { $date }, { $time }
tray-pause-hour = Hinweise für 1 Stunde aussetzen
tray-pause-tomorrow = Hinweise bis morgen aussetzen
tray-resume = Hinweise fortsetzen
tray-paused = Hinweise sind bis { $time } ausgesetzt
tray-none-title = Gander läuft weiter
tray-none-body = Dieser Desktop hat keinen Infobereich, deshalb wurde das Fenster von Gander minimiert statt geschlossen.

## Post und Kalender
# In einer Mail: $count Konten werden die Person brauchen; noch ist keines getrennt.

mail-subject-soon = { $count ->
    [one] { $count } Konto bald prüfen
   *[other] { $count } Konten bald prüfen
}
mail-subject-waiting = { $title }: { $activities }
mail-link = Wenn ein Link nichts tut, öffne Gander auf dem Gerät, das diese E-Mail gesendet hat.
mail-footer = Gander hat diese E-Mail von deinem eigenen Gerät gesendet, über deinen eigenen Mailserver. Was Gander sendet, änderst du in Gander: { settings }, { settings-alerts }.
mail-test-subject = Gander kann dir E-Mails schicken
mail-test-body = Das ist die Test-E-Mail, um die du gebeten hast. Hier schreibt dir Gander, wenn du ein Konto prüfen musst.
calendar-name = Gander
calendar-summary = Bei { $network } neu anmelden ({ $who })
calendar-summary-unnamed = Bei { $network } neu anmelden

## Was ein Mailserver ablehnen kann

smtp-unreachable = Der Mailserver ist nicht erreichbar. Prüfe seinen Namen, den Port und die Sicherheit.
smtp-no_tls = Der Mailserver bietet dort kein TLS. Versuche TLS auf Port 465 oder STARTTLS auf Port 587.
smtp-bad_certificate = Das Zertifikat des Mailservers ist nicht vertrauenswürdig. Prüfe den Namen des Servers.
smtp-password_refused = Der Mailserver lehnt den Benutzernamen oder das Passwort ab. Viele Server verlangen dafür ein App-Passwort.
smtp-no_password_login = Der Mailserver nimmt dort kein Passwort an. Nimm einen anderen Server, oder lass den Benutzernamen leer, wenn er keinen braucht.
smtp-sender_refused = Der Mailserver lehnt die Absenderadresse ab. Verwende eine, die zu diesem Konto gehört.
smtp-recipient_refused = Der Mailserver lehnt alle Empfänger ab. Prüfe die Adressen.
smtp-plain_letters_only = Der Mailserver nimmt vor dem @ nur die Buchstaben a bis z an. Verwende Adressen ohne Umlaute und andere Zeichen.
smtp-server_busy = Der Mailserver ist ausgelastet. Gander versucht es später erneut.
smtp-refused = Der Mailserver lehnt die E-Mail ab. Sein Betreiber kann sagen, warum.

redirect-done = Zurück zu Gander
redirect-done-text = Gander hat alles, was es braucht. Du kannst diesen Tab schließen.
redirect-denied = Nichts wurde verbunden
redirect-denied-text = Die Anmeldung wurde nicht abgeschlossen. Du kannst diesen Tab schließen und es in Gander erneut versuchen.
redirect-over = Diese Anmeldung ist vorbei
redirect-over-text = Sie war schon abgeschlossen oder hat länger als fünf Minuten gedauert. Schließe diesen Tab und beginne in Gander von vorn.
redirect-foreign = Keine Anmeldung von Gander
redirect-foreign-text = Diese Adresse gehört nicht zu der Anmeldung, die Gander begonnen hat. Nichts wurde geändert. Beginne in Gander von vorn.
