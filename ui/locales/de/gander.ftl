## Orte

tab-activities = Aktivitäten
tab-history = Verlauf
tab-policies = Regeln
nav-main = Hauptbereiche
menu-open = Menü
menu-close = Menü schließen
settings = Einstellungen

## Konten

loading = Deine Konten werden geladen…
accounts-title = Soziale Konten
accounts-need = { $count ->
    [one] { $count } braucht dich
   *[other] { $count } brauchen dich
}
accounts-quiet = { $count ->
    [one] Dein Konto ist aktiv.
   *[other] Alle { $count } Konten sind aktiv.
}
accounts-quiet-next = Als Nächstes: { $network }, { $date }.
accounts-show-all = Alle { $count } Konten zeigen
accounts-show-fewer = Weniger zeigen
accounts-reauthorize-all = Alle neu autorisieren ({ $count })
accounts-add = Netzwerk hinzufügen
accounts-find = Konto suchen
accounts-none-found = Kein Konto passt zu „{ $words }“.
accounts-checking = { $done } von { $total } geprüft
accounts-walking = Konto { $done } von { $total }
group-needs = Braucht dich
group-soon = Bald
group-fine = Aktiv
pull-check = Zum Prüfen nach unten ziehen
pull-release = Zum Prüfen loslassen
accounts-footnote = Tokens bleiben auf diesem Gerät, versiegelt mit einem Schlüssel in deinem Schlüsselbund. Gander hat keinen Server.
accounts-footnote-memory = Tokens bleiben auf diesem Gerät, im Arbeitsspeicher, bis Gander endet. Gander hat keinen Server.
accounts-glance = { $count ->
    [one] { $count } Konto
   *[other] { $count } Konten
}
accounts-glance-need = { $accounts }, { $need }
accounts-yours = Deine Konten
account-new = Neues Konto
practice = Übung

## Zustand

status-active = Aktiv
status-expiring-by = Bis { $date }
status-unconfirmed = Unbestätigt
status-unreachable = Nicht erreichbar
status-disconnected = Getrennt
status-set_up_needed = Einrichten nötig
busy-checking = Wird geprüft…
busy-renewing = Wird erneuert…
busy-finishing = Wird abgeschlossen…

## Warum

reason-expired = Der Zugang zu { $network } endete am { $date }.
reason-revoked = { $network } hat unseren Zugang am { $date } widerrufen.
reason-password_changed = Dein Passwort bei { $network } wurde am { $date } geändert.
reason-checkpoint = { $network } möchte, dass du dich ausweist. Melde dich bei { $site } an und autorisiere dann neu.
reason-permission_missing = Seit { $date } fehlt bei { $network } eine Erlaubnis, die Gander braucht.
reason-refresh_rejected = { $network } hat am { $date } abgelehnt, unseren Zugang zu erneuern.
usual-revoked = Meist wurde die App in den Kontoeinstellungen entfernt oder das Passwort geändert.
missing-permissions = Nicht erlaubt: { $permissions }.
missing-title = Bei { $network } nicht erlaubt
pages-row = Seiten: { $pages }
pages-lost = Du darfst bei { $network } nicht mehr für { $pages } handeln. Bitte dort wieder um deine Rolle, oder gib die Seite hier ab.
pages-title = Seiten, die du betreust
pages-hint = Gander prüft die ausgewählten zusammen mit diesem Konto.
pages-none = Noch sind keine bekannt.
pages-look = Nach Seiten suchen
pages-mark = verloren
permission-profile = sehen, wer du bist
permission-read = deine Beiträge lesen
permission-share = in deinem Namen teilen
permission-share_media = Bilder und Videos teilen
permission-list_pages = sehen, welche Seiten du führst
permission-read_pages = lesen, was deine Seiten teilen
permission-share_pages = auf deinen Seiten teilen
permission-read_boards = deine Pinnwände sehen
permission-edit_boards = Pinnwände anlegen und ändern
permission-choose_flair = ein Flair wählen
permission-stay_signed_in = angemeldet bleiben
set-up-app_keys_missing = Die Schlüssel deiner Entwickler-App fehlen.
set-up-app_keys_refused = { $network } lehnt die Schlüssel deiner Entwickler-App ab.
cost-data = Autorisiere bis { $date } neu, um deine { $network }-Daten zu behalten.
cost-idle = Bis du neu autorisierst, kann Gander dieses Konto nicht nutzen.
cost-set-up = Bis sie da sind, kann nichts erneuert werden.
soon-by = Autorisiere bis { $date } neu.
soon-span = { $network } erlaubt { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} am Stück.
unconfirmed-again = { $network } hat um { $time } abgelehnt; Gander fragt um { $again } noch einmal. Eine einzelne Ablehnung kann ein Irrtum sein: bis dahin ist nichts zu tun.
unconfirmed-soon = { $network } hat einmal abgelehnt; Gander fragt so bald wie möglich noch einmal. Eine einzelne Ablehnung kann ein Irrtum sein: bis dahin ist nichts zu tun.
unreachable-since = Aktiv, aber keine Antwort seit { $time }. Nichts zu tun.

## Was man tun kann

reauthorize = Neu autorisieren
re-link = Neu verbinden
connect = Verbinden
add = Hinzufügen
set-up = Einrichten
cancel = Abbrechen
copy-link = Link kopieren
copy = Kopieren
copying = Wird kopiert …
copied = Kopiert
open-again = Noch einmal öffnen
try-again = Noch einmal
dismiss = Verwerfen

## Eine laufende Anmeldung

attempt-opening = Dein Browser wird geöffnet…
attempt-waiting = Warten auf { $network }…
attempt-asks_pin = { $network } zeigt im Browser eine PIN.
attempt-use-pin = Stattdessen eine PIN verwenden
attempt-pin = PIN von { $network }
attempt-enter-pin = Weiter
attempt-finishing = Abschluss mit { $network }…
attempt-wrong = Du hast dich als { $signed_in } angemeldet; diese Verbindung gehört { $expected }.
attempt-add-as-new = { $signed_in } als neues Konto hinzufügen
failed-denied = Bei { $network } wurde die Erlaubnis nicht gegeben. Nichts hat sich geändert.
failed-timed_out = Innerhalb von fünf Minuten kam keine Antwort. Nichts hat sich geändert.
failed-refused = { $network } hat die Anmeldung abgelehnt. Nichts hat sich geändert.
failed-unreachable = { $network } war nicht erreichbar. Prüfe deine Internetverbindung und versuche es noch einmal.
failed-port_taken = Ein anderes Programm belegt den Port für die Anmeldung. Schließe es und versuche es noch einmal.
failed-bad_answer = { $network } hat etwas geantwortet, womit Gander nichts anfangen kann. Nichts hat sich geändert. Versuch es später noch einmal.
failed-storage = Gander konnte nicht auf die Festplatte schreiben. Schaffe Platz und versuche es noch einmal.
failed-unsupported = Das kann Gander auf diesem Gerät noch nicht.
failed-vault_locked = Dein Schlüsselbund ist gesperrt. Entsperre ihn und versuche es noch einmal.
failed-address_unknown = Diesen Server oder Namen gibt es nicht. Prüfe ihn und versuche es noch einmal.
failed-registration_refused = Dieser { $network }-Server lässt Gander keine App registrieren ({ $answer }). Prüfe, ob dein Konto dort ist, oder frag die Leute, die ihn betreiben.

## Einzelheiten eines Kontos

clock-signed-in = Angemeldet
clock-reauthorize = Neu autorisieren bis
clock-access = Zugang bis
clock-refresh = Erneuerbar bis
clock-data-access = Datenzugang bis
clock-renewal = Nächste Erneuerung durch Gander
clock-checked = Zuletzt geprüft
clock-next-check = Nächste Prüfung
clock-data-loss = { $network } kann deine Daten löschen nach
clock-none = Gander erneuert selbst
to-calendar = In den Kalender
to-calendar-done = Gespeichert als { $file }. Öffnet sich dein Kalender nicht, öffne diese Datei mit ihm.
evidence-title = Was { $network } sagte
evidence-authorization = bei deiner Anmeldung
evidence-token = beim Abschluss der Anmeldung
evidence-renewal = als Gander erneuerte
evidence-identity = als Gander fragte, wem das Konto gehört
evidence-probe = als Gander das Konto prüfte
evidence-revocation = als Gander den Zugang zurückgab
evidence-page = als Gander nach einer Seite fragte
check-now = Jetzt prüfen
disconnect = Trennen
disconnect-ask = { $who } von { $network } trennen?
disconnect-lost = Gander löscht Tokens und Termine dieses Kontos von diesem Gerät. Dein Konto bei { $network } bleibt, wie es ist. Um es hier wieder zu nutzen, meldest du dich neu an.
disconnect-by-hand = { $network } lässt keine App ihren eigenen Zugriff beenden. Entferne die App auch dort, auf der Seite von { $network }:
disconnect-keep = Behalten

## Demnächst und Verlauf

coming-title = Demnächst
coming-nothing = Nichts für dich zu tun. Gander erneuert, was geht, und meldet sich rechtzeitig.
coming-reauthorize = { $network } neu autorisieren
coming-reauthorize-note = Das kannst nur du
coming-renewal = Gander erneuert { $network }
coming-data = { $network } kann deine Daten löschen
coming-data-note = Vorher neu autorisieren, um sie zu behalten
coming-data-access = Datenzugang bei { $network } endet
coming-checks = Nächste Prüfung um { $time }: { $networks }
happened-title = Was geschah
happened-all = Ganzer Verlauf
history-empty = Noch nichts. Jede Verbindung, Erneuerung und Trennung wird hier vermerkt.
history-connected = Verbunden
history-reauthorized = Neu autorisiert
history-renewed = Von Gander erneuert
history-permission_missing = Eine Berechtigung fehlt
history-page_lost = Eine Seite ging verloren
history-recovered = Wieder aktiv
history-warned = Du wurdest ans Autorisieren erinnert
history-unreachable = Nicht erreichbar
history-sign_in_failed = Eine Anmeldung ist nicht gelungen
history-wrong_account = Ein anderes Konto hat sich angemeldet
history-removed = Von dir entfernt
history-until = bis { $time }
history-copy = Als JSON kopieren
history-account = Konto
history-all-accounts = Alle Konten
history-revocation_failed = Das Netzwerk hat das Ende des Zugriffs nicht bestätigt
history-notified = Du wurdest durch eine Mitteilung benachrichtigt
history-mailed = Du wurdest per E-Mail benachrichtigt
history-mail_failed = Eine E-Mail an dich konnte nicht gesendet werden
why-expired = Zugang endete
why-revoked = Zugang widerrufen
why-password_changed = Passwort geändert
why-checkpoint = weise dich aus
why-permission_missing = eine Erlaubnis fehlt
why-refresh_rejected = Erneuerung abgelehnt
today = Heute
yesterday = Gestern
tomorrow = Morgen
day-at = { $day }, { $time }

## Regeln

policies-intro = Wie lange jedes Netzwerk eine App für dich handeln lässt, und deine eigenen Termine.
policies-page = Nachlesen bei { $network }
policies-none = Nicht verbunden

## Erster Start und Einrichten

first-title = Halte deine sozialen Konten verbunden
first-intro = Verbinde die Konten, in denen du teilst. Gander wacht über jede Verbindung, erneuert, was geht, und meldet sich, bevor ein Zugang endet.
network-ready = Bereit
network-needs-keys = Braucht eigene App-Schlüssel
network-practice = Läuft auf diesem Gerät
ask-server = Dein { $network }-Server
ask-server-hint = Der Teil nach dem @: mastodon.social
ask-handle = Dein Name bei { $network }
ask-handle-hint = Zum Beispiel dana.bsky.social
ask-wrong = Das ist keine Adresse. Schreibe sie wie im Beispiel.
ask-with-password = Stattdessen ein App-Passwort verwenden
ask-password = App-Passwort
ask-password-hint = Erstelle eines in deinen Einstellungen bei { $network }. Es wird einmal an deinen eigenen Server geschickt und nicht behalten.
ask-password-wrong = Das ist kein App-Passwort, denn die sehen aus wie abcd-efgh-ijkl-mnop. Behalte dein eigenes Passwort für dich.
keys-title = { $network } einrichten
keys-intro = { $network } lässt Apps mit Schlüsseln ein. Lege dort einmal deine eigene App an; das dauert etwa zehn Minuten.
keys-step-app = Lege auf der Entwicklerseite von { $network } eine App an.
keys-step-redirect = Füge diese Weiterleitungsadresse genau so in die Einstellungen der App ein:
keys-step-paste = Füge hier die Schlüssel der App ein:
keys-open-page = Seite von { $network } öffnen
keys-client-id = Client-ID
keys-client-secret = Client-Geheimnis
keys-secret-note = Das Geheimnis wird auf diesem Gerät versiegelt und nie wieder gezeigt.
keys-save = Schlüssel speichern
keys-change = Schlüssel ändern
keys-redirect = Weiterleitungsadresse
keys-called = { $word } (dort: „{ $name }“)
keys-parameter = „{ $name }“ deiner App, falls sie das hat
keys-optional = Bei { $network } auch darum bitten, wenn deine App das darf:
keys-client-secret-optional = Client-Geheimnis, falls deine App eines hat
keys-kept = Client-ID { $id }, mit Geheimnis
keys-kept-alone = Client-ID { $id }, ohne Geheimnis
keys-check = Prüfen
keys-checking = { $network } wird gefragt …
keys-check-taken = { $network } nimmt diese Schlüssel an.
keys-check-refused = { $network } lehnt diese Schlüssel ab oder die App, zu der sie gehören. Kopiere beide neu von der Entwicklerseite und sieh dort nach, ob die App eingeschaltet ist und die Weiterleitungsadresse von oben hat.
keys-check-untold = { $network } hat geantwortet, aber nicht, ob es diese Schlüssel annimmt. Eine Anmeldung wird es zeigen.
keys-check-unreachable = { $network } konnte nicht gefragt werden. Versuche es später noch einmal.
keys-remove = Schlüssel entfernen
keys-remove-ask = Die Schlüssel für { $network } von diesem Gerät entfernen? Das Geheimnis lässt sich nicht wieder anzeigen, du müsstest es neu kopieren.
keys-remove-used = { $count ->
    [one] { $count } Konto benutzt sie. Es bleibt, kann aber ohne Schlüssel weder erneuert noch neu angemeldet werden.
   *[other] { $count } Konten benutzen sie. Sie bleiben, können aber ohne Schlüssel weder erneuert noch neu angemeldet werden.
}
keys-keep = Behalten
organization-title = Einer Organisation beitreten
organization-unverified = Die Datei sagt, sie sei von „{ $name }“. Gander kann das nicht prüfen: Fahre nur fort, wenn du weißt, wer sie geschickt hat.
organization-elsewhere = Ein Link will dir zeigen, was eine Organisation austeilt. Die Datei liegt bei { $host }, das noch nicht gefragt wurde.
organization-fetch = Holen
organization-fetching = { $host } wird gefragt …
organization-broken = Diese Datei lässt sich nicht verwenden. Nichts wurde geändert. Wer sie geschrieben hat, erfährt hieraus, warum:
organization-changes = Wenn du beitrittst, ändert sich:
organization-nothing = Nichts würde sich ändern: Alles ist schon hier.
organization-app = Die App { $id }, ohne Geheimnis
organization-app-secret = Die App { $id }, mit ihrem Geheimnis
organization-replaces-own = Tritt an die Stelle deiner eigenen, { $former }.
organization-replaces-own-secret = Tritt an die Stelle deines eigenen Geheimnisses.
organization-replaces = Tritt an die Stelle von { $former }, das dir eine Organisation gegeben hat.
organization-replaces-secret = Tritt an die Stelle des Geheimnisses, das dir eine Organisation gegeben hat.
organization-same = Wie es hier schon ist.
organization-lacks-secret = Das Geheimnis steht nicht in der Datei. Du gibst es unter Apps und Schlüssel ein.
organization-users = { $count ->
    [one] { $count } Konto wurde mit einer anderen App verbunden und muss neu autorisiert werden.
   *[other] { $count } Konten wurden mit einer anderen App verbunden und müssen neu autorisiert werden.
}
organization-network = Ein neues Netzwerk
organization-network-changed = Ein Netzwerk, das dir eine Organisation gegeben hat, ändert sich
organization-hosts = Wer sich dort anmeldet, gibt Zugang an: { $hosts }
organization-days = Erinnerungen { $days } Tage, bevor du handeln musst
organization-days-own = Tritt an die Stelle deiner eigenen: { $days }.
organization-days-former = Bisher: { $days }.
organization-passphrase = Passphrase
organization-passphrase-hint = Sie öffnet die Geheimnisse in der Datei. Deine Organisation nennt sie dir auf anderem Weg.
organization-refused = Die Passphrase öffnet die Geheimnisse nicht, oder hier hat sich inzwischen etwas geändert. Nichts wurde geändert.
organization-join = Beitreten
organization-joining = Die Datei wird geöffnet …
organization-joined = Fertig. Die Schlüssel sind da.
bridge-why = { $network } schickt dich nur an eine https-Adresse zurück. Lege Ganders Brückenseite unverändert auf einen eigenen Webserver und gib hier ihre Adresse ein. Sie reicht die Anmeldung an dieses Gerät weiter und behält nichts.
bridge-optional = Verlangt { $network } eine https-Adresse?
bridge-copy-page = Seite kopieren
bridge-address = Adresse der Seite
bridge-use = Diese Adresse verwenden
bridge-remove = Die Seite nicht mehr verwenden

## Einstellungen

settings-networks = Soziale Netzwerke
settings-alerts = Hinweise
settings-keys = Apps und Schlüssel
settings-general = Allgemein
settings-about = Über
networks-disconnected = Getrennt
networks-active = Aktiv
networks-add = Zu deiner Schar hinzufügen
alerts-intro = Gander meldet sich mit einer Mitteilung und seinem Symbol in der Leiste, einmal je Änderung.
alerts-before = Bevor ein Zugang endet
alerts-before-when = 10, 3 und 1 Tage, bevor du handeln musst
alerts-broken = Wenn ein Konto getrennt ist
alerts-broken-when = Sofort, dann nach 2 Tagen, dann alle 5 Tage, höchstens 6-mal
alerts-recovered = Wenn es wieder läuft
alerts-recovered-when = Die Mitteilung verschwindet von selbst
paused-until = Hinweise sind ausgesetzt bis { $time }
paused-resume = Fortsetzen
alerts-pause = Aussetzen
alerts-pause-hour = 1 Stunde
alerts-pause-tomorrow = Bis morgen
alerts-when = Wann und wie
alerts-native = Mitteilungen dieses Systems
alerts-not-shown = Dieses System hat die letzte Mitteilung nicht gezeigt. Das Symbol in der Leiste und dieses Fenster sagen es trotzdem.
alerts-days = An eigenen Tagen, bevor ich handeln muss
alerts-days-hint = Bis zu sechs Zahlen von 1 bis 60
alerts-quiet = Ruhezeit
alerts-from = Von
alerts-to = Bis
alerts-quiet-note = Was währenddessen geschieht, wird am Ende zusammen gesagt.
alerts-digest = Einmal am Tag, alles zusammen
alerts-at = Um
alerts-told-of = Sag mir Bescheid über
alerts-email = E-Mail
alerts-email-on = Schreib mir auch
alerts-email-note = Über deinen eigenen Mailserver, wenn ein Konto getrennt ist, und bei der ersten und der letzten Erinnerung. Das Passwort wird auf diesem Gerät versiegelt.
alerts-mail-trouble = Die letzte Mail wurde nicht gesendet.
alerts-host = Mailserver
alerts-security = Sicherheit
alerts-security-none = Keine (Server auf diesem Gerät)
alerts-port = Port
alerts-username = Benutzername, wenn er einen will
alerts-password = Passwort
alerts-password-kept = Behalten. Leer lassen, um es zu behalten
alerts-sender = Von
alerts-recipients = An, mehrere mit Komma
alerts-test = Testmail senden
alerts-testing = Der Mailserver wird gefragt …
alerts-test-done = Der Mailserver hat sie angenommen. Sieh in deinen Posteingang.
alerts-save = Speichern
alerts-saved = Gespeichert
alerts-bad-warn_days = Gib ein bis sechs verschiedene Zahlen von Tagen von 1 bis 60 an.
alerts-bad-quiet_hours = Lass die Ruhezeit zu einer anderen Zeit enden, als sie beginnt.
alerts-bad-host = Gib nur den Namen des Servers an, etwa smtp.example.org.
alerts-bad-port = Gib den Port des Servers an, meist 465 oder 587.
alerts-bad-security = Wähle TLS oder STARTTLS; ohne geht nur ein Server auf diesem Gerät.
alerts-bad-username = Gib einen Namen an oder lass ihn leer.
alerts-bad-from = Gib die Adresse an, die schreibt, etwa gander@example.org.
alerts-bad-to = Gib eine bis zehn Adressen an.
general-language = Sprache
general-language-system = Wie das System
general-language-note = Für dieses Fenster, das Symbol in der Leiste, Mitteilungen und E-Mails.
general-login = Beim Anmelden starten
general-login-note = In der Leiste, ohne Fenster, damit nichts unbemerkt abläuft.
general-login-refused = Dieses System hat es nicht angenommen. Nichts hat sich geändert.
about-version = Version { $version }
about-credits = Dank
about-icons = Netzwerkzeichen und einige Symbole: Font Awesome Free von Fonticons, Inc., Lizenz CC BY 4.0. Die Zeichen gehören ihren Netzwerken.
about-font = Wo ein Desktop keine gute eigene Schrift hat, bringt Gander Inter mit, von Rasmus Andersson, lizenziert unter der SIL Open Font License 1.1.
about-licence = Gander ist freie Software, Lizenz MIT oder Apache-2.0.
about-notices = Lizenzen aller enthaltenen Teile

## Banner und Fehler

vault-locked = Dein Schlüsselbund ist gesperrt oder fehlt
vault-locked-body = Gander kann seine Tokens nicht lesen. Entsperre den Schlüsselbund, dann geht es weiter. Nichts geht verloren oder wird überschrieben.
vault-memory = Nur für diesen Lauf
vault-memory-body = Es gibt keinen Schlüsselbund zum Versiegeln, darum bleiben Tokens im Arbeitsspeicher. Nach dem Beenden meldest du dich neu an.
vault-opening = Dein Schlüsselbund wird geöffnet…
offline = Kein Netzwerk ist erreichbar
offline-body = Vielleicht bist du offline. Nichts ist getrennt, und Gander versucht es von selbst wieder.
storage-problem = Gander kann nicht auf die Festplatte schreiben
storage-problem-body = Sie ist vielleicht voll oder schreibgeschützt. Schaffe Platz; solange Gander läuft, geht nichts verloren.
network-files = Gander kann eine Netzwerkdatei nicht verwenden
network-files-body = Ihr Netzwerk und die Konten dort bleiben unberührt, bis die Datei in Ordnung ist. Um alle anderen kümmert sich Gander wie gewohnt. Starte Gander neu, wenn du sie berichtigt hast.
database-altered = Ein anderes Programm hat Ganders Datenbank verändert
database-altered-body = Gander verschickt nichts aufgrund dieser Änderung und löscht nichts. Spiele gander.db aus einer Sicherung zurück, oder trenne die betroffenen Konten und verbinde sie neu; der Befehl gander doctor nennt sie.
error-unknown_connection = Dieses Konto ist nicht mehr da.
error-unknown_network = Gander kennt dieses Netzwerk nicht.
error-unknown_sign_in = Diese Anmeldung ist schon vorbei.
error-bad_input = An deiner Eingabe stimmt etwas nicht. Sieh sie durch und versuche es noch einmal.
error-altered = Ein anderes Programm hat das in Ganders Datenbank verändert, deshalb wurde nichts verschickt. Spiele gander.db aus einer Sicherung zurück, oder trenne das Konto und verbinde es neu.
error-internal = In Gander ging etwas schief. Versuche es noch einmal; bleibt es so, starte Gander neu.

## Mitteilungen

notice-disconnected-title = { $network } ist getrennt
notice-disconnected-body-expired = Der Zugang ist zu Ende. Autorisiere neu, um weiter zu teilen.
notice-disconnected-body-revoked = { $network } hat unseren Zugang widerrufen. Autorisiere neu, um weiter zu teilen.
notice-disconnected-body-password_changed = Dein Passwort wurde geändert. Autorisiere neu, um weiter zu teilen.
notice-disconnected-body-checkpoint = { $network } möchte, dass du dich ausweist. Melde dich dort an und autorisiere dann neu.
notice-disconnected-body-permission_missing = Eine Erlaubnis fehlt. Autorisiere neu, um sie wieder zu geben.
notice-disconnected-body-refresh_rejected = { $network } lehnt ab, unseren Zugang zu erneuern. Autorisiere neu, um weiter zu teilen.
notice-warning-title = { $network } bis { $date } neu autorisieren
notice-warning-body = Danach lässt { $network } Gander nicht mehr ein.
notice-setup-title = { $network } muss eingerichtet werden
notice-setup-body-missing = Die Schlüssel deiner Entwickler-App fehlen. Öffne Gander, um sie einzugeben.
notice-setup-body-refused = { $network } lehnt die Schlüssel deiner Entwickler-App ab. Öffne Gander, um sie zu ändern.
notice-page-title = { $network } hat eine Seite entzogen
notice-page-body = Du darfst nicht mehr für { $pages } handeln. Dein Konto bleibt verbunden.
notice-reminder-title = { $network } ist immer noch getrennt
notice-reminder-body = Autorisiere neu, um weiter bei { $network } zu teilen.
notice-action-reauthorize = Neu autorisieren

## Vorab, auf Telefonen

ahead-ended-title = Der Zugang zu { $network } ist zu Ende

## Leiste

tray-tooltip-ok = Gander: alles in Ordnung
tray-tooltip-soon = Gander: { $network } bis { $date } neu autorisieren
tray-tooltip-bad = { $count ->
    [one] { $count } Konto braucht dich
   *[other] { $count } Konten brauchen dich
}
tray-tooltip-offline = Gander: Netzwerke nicht erreichbar
tray-tooltip-locked = Gander: dein Schlüsselbund ist gesperrt oder fehlt
tray-account = { $network } · { $who }: { $status }
tray-account-unnamed = { $network }: { $status }
tray-accounts-all = Alle { $count } Konten anzeigen
tray-status-active = Aktiv
tray-status-expiring = Aktiv, bis { $date } neu autorisieren
tray-status-unconfirmed = Unbestätigt, { $network } hat einmal abgelehnt
tray-status-unreachable = Aktiv, { $network } nicht erreichbar
tray-status-disconnected = Getrennt
tray-status-set_up_needed = Einrichten nötig
tray-reauthorize = { $network } neu autorisieren
tray-reauthorize-who = { $who } bei { $network } neu autorisieren
tray-check-now = Jetzt prüfen
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
tray-resume = Wieder Hinweise geben
tray-paused = Hinweise sind ausgesetzt bis { $time }
tray-none-title = Gander läuft weiter
tray-none-body = Dieser Desktop hat keinen Infobereich, deshalb wurde das Fenster von Gander minimiert statt geschlossen.

## Post und Kalender
# In einer Mail: $count Konten werden die Person brauchen; noch ist keines getrennt.

mail-subject-soon = { $count ->
    [one] { $count } Konto braucht dich bald
   *[other] { $count } Konten brauchen dich bald
}
mail-link = Wenn ein Link nichts tut, öffne Gander auf dem Gerät, das diese Mail gesendet hat.
mail-footer = Gander hat das von deinem eigenen Gerät gesendet, über deinen eigenen Mailserver. Was es mailt, änderst du in Gander: { settings }, { settings-alerts }.
mail-test-subject = Gander kann dir mailen
mail-test-body = Das ist die Testmail, um die du gebeten hast. Hier schreibt dir Gander, wenn ein Konto dich braucht.
calendar-name = Gander
calendar-summary = { $network } neu autorisieren ({ $who })
calendar-summary-unnamed = { $network } neu autorisieren

## Was ein Mailserver ablehnen kann

smtp-unreachable = Der Mailserver ist nicht erreichbar. Prüfe seinen Namen, den Port und die Art der Sicherung.
smtp-no_tls = Der Mailserver bietet dort kein TLS. Versuche TLS auf Port 465 oder STARTTLS auf Port 587.
smtp-bad_certificate = Dem Zertifikat des Mailservers ist nicht zu trauen. Prüfe den Namen des Servers.
smtp-password_refused = Der Mailserver lehnt den Namen oder das Passwort ab. Viele verlangen ein eigenes App-Passwort.
smtp-no_password_login = Der Mailserver nimmt dort kein Passwort an. Nimm einen anderen, oder lass den Namen leer, wenn er keinen braucht.
smtp-sender_refused = Der Mailserver lehnt die Absenderadresse ab. Nimm eine, die zu diesem Konto gehört.
smtp-recipient_refused = Der Mailserver lehnt jede Empfängeradresse ab. Prüfe sie.
smtp-plain_letters_only = Der Mailserver nimmt vor dem @ nur die Buchstaben a bis z. Verwende Adressen ohne Umlaute und andere Zeichen.
smtp-server_busy = Der Mailserver ist beschäftigt. Gander versucht es später noch einmal.
smtp-refused = Der Mailserver lehnt die Mail ab. Sein Betreiber weiß, warum.

redirect-done = Zurück zu Gander
redirect-done-text = Gander hat alles, was es braucht. Du kannst diesen Tab schließen.
redirect-denied = Nichts wurde verbunden
redirect-denied-text = Die Anmeldung wurde nicht abgeschlossen. Du kannst diesen Tab schließen und es in Gander noch einmal versuchen.
redirect-over = Diese Anmeldung ist vorbei
redirect-over-text = Sie war schon abgeschlossen oder hat länger als fünf Minuten gedauert. Schließe diesen Tab und beginne in Gander von vorn.
redirect-foreign = Keine Anmeldung von Gander
redirect-foreign-text = Diese Adresse gehört nicht zu der Anmeldung, die Gander begonnen hat. Nichts wurde geändert. Beginne in Gander von vorn.
