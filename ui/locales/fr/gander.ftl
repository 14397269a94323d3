## Lieux

tab-activities = Activités
tab-history = Historique
tab-policies = Règles
nav-main = Principal
menu-open = Menu
menu-close = Fermer le menu
settings = Réglages

## Comptes

loading = Chargement de vos comptes…
accounts-title = Comptes sociaux
accounts-need = { $count ->
    [one] { $count } à traiter
   *[other] { $count } à traiter
}
accounts-quiet = { $count ->
    [one] Votre compte est actif.
   *[other] Vos { $count } comptes sont actifs.
}
accounts-quiet-next = Prochaine étape pour vous : réautoriser { $network } avant le { $date }.
accounts-show-all = Afficher les { $count } comptes
accounts-show-fewer = En afficher moins
accounts-reauthorize-all = Réautoriser { $count } comptes, l’un après l’autre
accounts-add = Ajouter un compte
account-add-another = Ajouter un autre compte { $network }
accounts-find = Chercher un compte
accounts-none-found = Aucun compte ne correspond à « { $words } ».
accounts-checking = { $done } sur { $total } vérifiés
accounts-walking = Compte { $done } sur { $total }
group-needs = À traiter
group-soon = Bientôt
group-fine = Actifs
pull-check = Tirez vers le bas pour vérifier
pull-release = Relâchez pour vérifier
accounts-footnote = { PLATFORM() ->
    [windows] Les jetons restent sur cet appareil, scellés par une clé du Gestionnaire d’identification.
    [android] Les jetons restent sur cet appareil, scellés par une clé du magasin de clés.
   *[other] Les jetons restent sur cet appareil, scellés par une clé de votre trousseau.
} Gander n’a pas de serveur.
accounts-footnote-memory = Les jetons restent sur cet appareil, en mémoire, jusqu’à la fermeture de Gander. Gander n’a pas de serveur.
accounts-yours = Vos comptes · { $count }
accounts-fine = Tout va bien
account-new = Nouveau compte
practice = Essai

## État

status-active = Actif
status-expiring-by = Avant le { $date }
status-unconfirmed = À confirmer
status-unreachable = Injoignable
status-disconnected = Déconnecté
status-set_up_needed = À configurer
busy-checking = Vérification…
busy-renewing = Renouvellement…
busy-finishing = Finalisation…

## Pourquoi

reason-expired = L’accès à { $network } a pris fin le { $date }.
reason-revoked = { $network } a révoqué l’accès de Gander le { $date }.
reason-password_changed = Votre mot de passe { $network } a été changé le { $date }.
reason-checkpoint = { $network } vous demande de confirmer votre identité. Connectez-vous sur { $site }, puis réautorisez le compte.
reason-permission_missing = Depuis le { $date }, il manque chez { $network } une autorisation dont Gander a besoin.
reason-refresh_rejected = { $network } a refusé le { $date } de renouveler l’accès de Gander.
usual-revoked = En général, l’app a été retirée dans les réglages du compte, ou le mot de passe a été changé.
missing-permissions = Non autorisé : { $permissions }.
missing-title = Non autorisé chez { $network }
pages-row = Pages : { $pages }
pages-lost = Vous ne pouvez plus agir pour { $pages } chez { $network }. Redemandez-y votre rôle, ou cessez de la vérifier.
pages-title = Pages que vous gérez
pages-hint = Gander vérifie les pages que vous choisissez en même temps que ce compte.
pages-none = Aucune page trouvée pour l’instant.
pages-look = Chercher des pages
pages-mark = perdue
permission-profile = voir qui vous êtes
permission-read = lire vos publications
permission-share = partager en votre nom
permission-share_media = partager des images et des vidéos
permission-delete = supprimer ce que vous avez partagé
permission-list_pages = voir quelles pages vous gérez
permission-read_pages = lire ce que vos pages partagent
permission-share_pages = partager sur vos pages
permission-read_boards = voir vos tableaux
permission-edit_boards = créer et modifier des tableaux
permission-choose_flair = choisir un flair
permission-stay_signed_in = rester connecté
set-up-app_keys_missing = Il manque les clés de votre app de développeur.
set-up-app_keys_refused = { $network } a refusé les clés de votre app de développeur.
cost-data = Réautorisez le compte avant le { $date } pour garder vos données { $network }.
cost-idle = Gander ne peut pas utiliser ce compte tant que vous ne l’avez pas réautorisé.
cost-set-up = Gander ne peut pas renouveler ce compte sans nouvelles clés.
account-waits = { $count ->
    [one] { $count } activité attend ce compte.
   *[other] { $count } activités attendent ce compte.
}
soon-by = Réautorisez le compte avant le { $date }.
unconfirmed-again = { $network } a refusé l’accès à { $time }. Un seul refus peut être une erreur : Gander redemandera à { $again }. D’ici là, rien à faire.
unconfirmed-soon = { $network } a refusé l’accès une fois. Un seul refus peut être une erreur : Gander redemandera dès que possible. D’ici là, rien à faire.
unreachable-since = Actif, mais sans réponse depuis { $time }. Rien à faire.

## Ce que l’on peut faire

reauthorize = Réautoriser
re-link = Relier
connect = Connecter
set-up = Configurer
cancel = Annuler
copy-link = Copier le lien
copy = Copier
copying = Copie en cours…
copied = Copié
open-again = Rouvrir le navigateur
try-again = Réessayer
dismiss = Ignorer
close = Fermer
field-empty = Remplissez d’abord ce champ.

## Une connexion en cours

sign-in-opening = Ouverture de votre navigateur…
sign-in-waiting = Terminez la connexion à { $network } dans votre navigateur.
sign-in-waiting-note = Vous avez cinq minutes.
sign-in-asks_pin = { $network } affiche un code PIN dans le navigateur. Saisissez-le ici :
sign-in-use-pin = Utiliser plutôt un code PIN
sign-in-pin = Code PIN affiché par { $network }
sign-in-enter-pin = Continuer
sign-in-finishing = Fin de la connexion à { $network }…
sign-in-wrong = Connexion faite en tant que { $signed_in } ; ce compte est celui de { $expected }.
sign-in-add-as-new = Ajouter { $signed_in } comme nouveau compte
failed-denied = L’autorisation n’a pas été donnée chez { $network }. Rien n’a changé.
failed-timed_out = La connexion a duré plus de cinq minutes. Rien n’a changé.
failed-refused = { $network } a refusé de terminer la connexion. Rien n’a changé.
failed-unreachable = { $network } est injoignable. Vérifiez votre connexion, puis réessayez.
failed-port_taken = Un autre programme occupe le port dont la connexion a besoin. Fermez-le, puis réessayez.
failed-bad_answer = Gander ne peut pas utiliser ce que { $network } a répondu. Rien n’a changé. Réessayez plus tard.
failed-storage = Gander ne peut pas écrire sur le disque. Libérez de l’espace, puis réessayez.
failed-unsupported = Gander ne sait pas encore faire cela sur cet appareil.
failed-vault_locked = { PLATFORM() ->
    [windows] Le Gestionnaire d’identification est verrouillé.
    [android] Le magasin de clés est verrouillé.
   *[other] Votre trousseau est verrouillé.
} Déverrouillez-le, puis réessayez.
failed-address_unknown = Gander n’a trouvé aucun serveur ni identifiant de ce nom. Vérifiez-le, puis réessayez.
failed-registration_refused = Ce serveur { $network } n’a pas laissé Gander s’enregistrer ({ $answer }). Vérifiez que c’est bien le serveur de votre compte, ou interrogez les personnes qui le gèrent.
clock-ended = Fin de l’accès

## Détails d’un compte

clock-signed-in = Connecté le
clock-reauthorize = Réautoriser avant le
clock-access = Accès jusqu’au
clock-refresh = Renouvelable jusqu’au
clock-data-access = Accès aux données jusqu’au
clock-renewal = Prochain renouvellement
clock-checked = Dernière vérification
clock-next-check = Prochaine vérification
clock-data-loss = Après cette date, { $network } peut effacer vos données
renews-itself = Gander renouvelle cet accès de lui-même.
access-endless = Cet accès n’a pas de date de fin.
details-dates = Toutes les dates
programs-title = Autres programmes
programs-requests = Laisser les programmes de cet appareil agir avec ce compte
programs-tokens = Leur remettre aussi le jeton d’accès
programs-note = Gander fait leurs requêtes, note quel programme en est à l’origine et s’arrête dès que vous désactivez cette option.
to-calendar = Ajouter au calendrier
to-calendar-done = La date est enregistrée pour votre calendrier. S’il ne s’ouvre pas, ouvrez ce fichier avec lui : { $file }
evidence-title = Ce que { $network } a répondu
evidence-authorization = pendant votre connexion
evidence-token = à la fin de la connexion
evidence-renewal = quand Gander a renouvelé l’accès
evidence-identity = quand Gander a demandé à qui est le compte
evidence-probe = quand Gander a vérifié le compte
evidence-revocation = quand Gander a rendu l’accès
evidence-page = quand Gander s’est renseigné sur une page
check-now = Vérifier maintenant
disconnect = Déconnecter
disconnect-ask = Déconnecter { $who } ({ $network }) ?
disconnect-lost = Gander efface de cet appareil les jetons et les dates de ce compte. Votre compte { $network } reste tel quel. Pour l’utiliser de nouveau ici, vous devrez vous reconnecter.
disconnect-by-hand = { $network } ne laisse aucune app mettre fin à son propre accès. Retirez-y aussi l’app :
disconnect-keep = Le garder

## À venir et historique

coming-title = À venir
coming-nothing = Vous n’avez rien à faire. Gander renouvelle ce qu’il peut et vous prévient à temps.
coming-reauthorize = Réautoriser { $network }
coming-reauthorize-note = Cela ne dépend que de vous
coming-renewal = Gander renouvelle { $network }
coming-data = { $network } peut effacer vos données
coming-data-note = Réautorisez le compte d’ici là pour les garder
coming-data-access = Fin de l’accès aux données chez { $network }
coming-checks = Prochaine vérification à { $time } : { $networks }
happened-title = Historique récent
happened-all = Tout l’historique
history-empty = Rien pour l’instant. Gander note ici chaque connexion, renouvellement et déconnexion.
history-connected = Connecté
history-reauthorized = Réautorisé
history-renewed = Renouvelé par Gander
history-permission_missing = Une autorisation manque
history-page_lost = L’accès à une page a été perdu
history-recovered = De nouveau actif
history-warned = Gander vous a rappelé de réautoriser le compte
history-unreachable = Aucune réponse
history-sign_in_failed = Une connexion a échoué
history-wrong_account = Un autre compte s’est connecté
history-removed = Déconnecté par vous
history-account = Compte
history-all-accounts = Tous les comptes
history-revocation_failed = Le réseau n’a pas confirmé la fin de l’accès
history-notified = Gander vous a envoyé une notification
history-mailed = Gander vous a envoyé un e-mail
history-mail_failed = Gander n’a pas pu vous envoyer d’e-mail
history-request_made = Un programme a fait une requête au nom de ce compte
history-token_taken = Un programme a reçu le jeton d’accès
history-allowed_requests = Vous laissez d’autres programmes agir avec ce compte
history-allowed_tokens = Vous laissez d’autres programmes agir avec ce compte et recevoir son jeton
history-allowed_nothing = Aucun autre programme ne peut utiliser ce compte
history-program = programme : { $program }
history-times = { $count ->
    [one] une fois
   *[other] { $count } fois
}
history-until = jusqu’à { $time }
history-copy = Copier en JSON
why-expired = accès terminé
why-revoked = accès révoqué
why-password_changed = mot de passe changé
why-checkpoint = identité à confirmer
why-permission_missing = il manque une autorisation
why-refresh_rejected = renouvellement refusé
today = Aujourd’hui
yesterday = Hier
tomorrow = Demain
day-at = { $day }, { $time }

## Règles

policies-intro = La durée pendant laquelle chaque réseau laisse une app agir pour vous, et vos propres dates.
policies-page = Lire les règles chez { $network }
connect-now = Connecter maintenant
connect-practice = Essayer avec des réseaux d’essai
connect-practice-why = Des réseaux simulés sur cet appareil. Rien n’est partagé avec personne.
connect-keys = Enregistrez d’abord votre propre app (environ 10 minutes)
connect-keys-why = Ces réseaux n’admettent que des apps enregistrées. Enregistrez la vôtre une fois auprès de chacun.
policies-none = Non connecté

## Première ouverture et configuration

first-title = Gardez vos comptes sociaux connectés
first-intro = Connectez les comptes où vous partagez. Gander veille sur chaque connexion, renouvelle ce qu’il peut et vous prévient avant la fin d’un accès.
network-handle = Votre identifiant suffit
network-server = Le nom de votre serveur suffit
network-https = Demande aussi une page https à vous
network-connected = { $count ->
    [one] { $count } compte connecté
   *[other] { $count } comptes connectés
}
ask-title = Connecter { $network }
ask-server = Votre serveur { $network }
ask-server-hint = La partie de votre adresse après le dernier @, comme mastodon.social
ask-handle = Votre identifiant sur { $network }
ask-handle-hint = Par exemple dana.bsky.social
ask-wrong = Cette adresse n’est pas valide. Écrivez-la comme dans l’exemple.
ask-with-password = Se connecter plutôt avec un mot de passe d’app
ask-password = Mot de passe d’app
ask-password-hint = Créez-en un dans vos réglages { $network }. Gander l’envoie une seule fois, à votre propre serveur, et ne le garde pas.
ask-password-wrong = Ce n’est pas un mot de passe d’app. Les mots de passe d’app ressemblent à ceci : abcd-efgh-ijkl-mnop. Ne saisissez pas ici votre propre mot de passe.
keys-title = Configurer { $network }
keys-intro = { $network } n’admet que des apps enregistrées. Enregistrez-y la vôtre une fois ; il faut environ dix minutes.
keys-step-app = Créez une app sur la page développeurs { $network }.
keys-step-redirect = Collez cette adresse de redirection dans les réglages de l’app, telle quelle :
keys-step-paste = Collez ici les clés de l’app :
keys-open-page = Ouvrir la page développeurs { $network }
keys-client-id = ID client
keys-client-secret = Secret client
keys-secret-note = Gander scelle le secret sur cet appareil et ne le montre plus jamais.
keys-save = Enregistrer les clés
keys-change = Changer les clés
keys-redirect = Adresse de redirection
keys-called = { $word } (là-bas : « { $name } »)
keys-parameter = « { $name } » de votre app, si elle en a
keys-optional = Demander aussi ceci à { $network }, si votre app y est autorisée :
keys-none = Pas encore de clés
keys-from-file = Clés du fichier de réseau
keys-client-secret-optional = Secret client, si votre app en a un
keys-kept = ID client { $id }, avec un secret
keys-kept-alone = ID client { $id }, sans secret
keys-check = Vérifier les clés
keys-checking = { $network } est interrogé…
keys-check-taken = { $network } accepte ces clés.
keys-check-refused = { $network } refuse ces clés, ou l’app à laquelle elles appartiennent. Recopiez-les depuis la page développeurs. Vérifiez là-bas que l’app est activée et qu’elle a l’adresse de redirection ci-dessus.
keys-check-untold = { $network } a répondu, mais sans dire s’il accepte ces clés. Vous le saurez à la prochaine connexion.
keys-check-unreachable = Gander n’a pas pu joindre { $network }. Réessayez plus tard.
keys-remove = Retirer les clés
keys-remove-ask = Retirer de cet appareil les clés { $network } ?
keys-remove-lost = Gander ne peut plus afficher le secret. Pour utiliser de nouveau les clés ici, vous devrez les recopier depuis la page développeurs.
keys-remove-used = { $count ->
    [one] { $count } compte les utilise. Il reste, mais sans clés Gander ne peut ni le renouveler ni le reconnecter.
   *[other] { $count } comptes les utilisent. Ils restent, mais sans clés Gander ne peut ni les renouveler ni les reconnecter.
}
keys-keep = Les garder
organization-title = Rejoindre une organisation
organization-unverified = Le fichier dit venir de « { $name } ». Gander ne peut pas le vérifier : ne continuez que si vous savez qui l’a envoyé.
organization-elsewhere = Un lien vous propose les réglages d’une organisation. Le fichier se trouve sur { $host }. Gander n’a pas encore contacté ce serveur.
organization-fetch = Récupérer le fichier
organization-fetching = { $host } est interrogé…
organization-broken = Gander ne peut pas utiliser ce fichier et n’a rien changé. Envoyez ceci à la personne qui l’a créé :
organization-changes = Si vous la rejoignez, voici ce qui change :
organization-nothing = La rejoindre ne change rien : tout est déjà là.
organization-app = L’app { $id }, sans secret
organization-app-secret = L’app { $id }, avec son secret
organization-replaces-own = Remplace la vôtre, { $former }.
organization-replaces-own-secret = Remplace votre propre secret.
organization-replaces = Remplace { $former }, qu’une organisation vous a donnée.
organization-replaces-secret = Remplace le secret qu’une organisation vous a donné.
organization-same = Déjà là.
organization-lacks-secret = Le fichier ne contient pas le secret. Saisissez-le sous « Apps et clés ».
organization-users = { $count ->
    [one] { $count } compte a été connecté avec une autre app et doit être réautorisé.
   *[other] { $count } comptes ont été connectés avec une autre app et doivent être réautorisés.
}
organization-network = Un nouveau réseau
organization-network-changed = Modifié : un réseau qu’une organisation vous a donné
organization-hosts = Si vous vous y connectez, ces serveurs ont accès à votre compte : { $hosts }
organization-feed = Nouveautés du flux « { $title } », lues sur { $host }
organization-feed-removed = { $title } est retiré, avec les nouveautés qu’il propose.
organization-days = Rappels { $days } jours avant que vous deviez agir
organization-days-own = Remplace les vôtres : { $days }.
organization-days-former = Jusqu’ici : { $days }.
organization-passphrase = Phrase secrète
organization-passphrase-hint = Elle ouvre les secrets du fichier. Votre organisation vous la donne séparément.
organization-refused = La phrase secrète n’ouvre pas les secrets, ou quelque chose a changé ici entre-temps. Rien n’a été changé.
organization-join = Rejoindre
organization-joining = Ouverture du fichier…
organization-joined = C’est fait. Les clés sont là.
bridge-why = { $network } ne vous renvoie que vers une adresse https. Placez la page relais de Gander, sans la modifier, sur un serveur web à vous et saisissez ici son adresse. La page transmet la connexion à cet appareil et ne garde rien.
bridge-optional = { $network } exige une adresse https ?
bridge-copy-page = Copier la page
bridge-address = Adresse de la page
bridge-use = Utiliser cette adresse
bridge-remove = Ne plus utiliser la page

## Réglages

settings-networks = Réseaux sociaux
settings-alerts = Alertes
settings-feeds = Flux
settings-keys = Apps et clés
settings-general = Général
settings-about = À propos
networks-disconnected = Déconnectés
networks-active = Actifs
alerts-intro = { PLATFORM() ->
    [ios] Gander vous prévient une fois par changement, par une notification.
    [android] Gander vous prévient une fois par changement, par une notification.
    [macos] Gander vous prévient une fois par changement, par une notification et par son icône dans la barre des menus.
   *[other] Gander vous prévient une fois par changement, par une notification et par son icône dans la zone de notification.
}
alerts-before = Avant la fin d’un accès
alerts-before-when = { $last ->
    [one] { $days } jour avant l’échéance
   *[other] { $days } jours avant l’échéance
}
alerts-broken = Quand un compte est déconnecté
alerts-broken-when = Aussitôt, puis après 2 jours, puis tous les 5 jours, 6 fois au plus
alerts-recovered = Quand il fonctionne de nouveau
alerts-recovered-when = La notification disparaît d’elle-même
paused-until = Alertes en pause jusqu’à { $time }
paused-resume = Reprendre
alerts-pause = Mettre les alertes en pause
alerts-pause-hour = 1 heure
alerts-pause-tomorrow = Jusqu’à demain
alerts-when = Comment et quand
alerts-native = Notifications du système
alerts-not-shown = { PLATFORM() ->
    [ios] Ce système n’a pas affiché la dernière notification. Cette fenêtre vous prévient quand même.
    [android] Ce système n’a pas affiché la dernière notification. Cette fenêtre vous prévient quand même.
    [macos] Ce système n’a pas affiché la dernière notification. La barre des menus et cette fenêtre vous préviennent quand même.
   *[other] Ce système n’a pas affiché la dernière notification. La zone de notification et cette fenêtre vous préviennent quand même.
}
alerts-days = Jours de rappel personnalisés
alerts-days-hint = Jours avant l’échéance : jusqu’à six nombres de 1 à 60
alerts-quiet = Heures calmes
alerts-from = De
alerts-to = À
alerts-quiet-note = Gander retient les alertes pendant les heures calmes et les envoie ensemble à la fin.
alerts-shared = M’avertir quand quelque chose est partagé
alerts-digest = Un résumé par jour
alerts-at = À
alerts-told-of = M’alerter pour
alerts-email = E-mail
alerts-email-on = M’envoyer aussi des e-mails
alerts-email-note = Gander vous écrit via votre propre serveur de messagerie quand un compte est déconnecté, et au premier et au dernier rappel. Gander scelle le mot de passe sur cet appareil.
alerts-mail-trouble = Gander n’a pas pu envoyer le dernier e-mail.
alerts-host = Serveur de messagerie
alerts-security = Sécurité
alerts-security-none = Aucune (serveur sur cet appareil)
alerts-port = Port
alerts-username = Nom d’utilisateur (facultatif)
alerts-password = Mot de passe
alerts-password-kept = Enregistré. Laissez vide pour le garder
alerts-sender = De
alerts-recipients = À (plusieurs, séparés par des virgules)
alerts-test = Envoyer un e-mail de test
alerts-testing = Le serveur de messagerie est interrogé…
alerts-test-done = Le serveur de messagerie l’a accepté. Regardez votre boîte de réception.
alerts-save = Enregistrer
alerts-saved = Enregistré
alerts-bad-warn_days = Saisissez un à six nombres différents, de 1 à 60.
alerts-bad-quiet_hours = Les heures calmes doivent finir à une autre heure que leur début.
alerts-bad-host = Saisissez seulement le nom du serveur, comme smtp.example.org.
alerts-bad-port = Saisissez le port du serveur, le plus souvent 465 ou 587.
alerts-bad-security = Choisissez TLS ou STARTTLS. Seul un serveur sur cet appareil peut s’en passer.
alerts-bad-username = Saisissez un nom, ou laissez vide.
alerts-bad-from = Saisissez l’adresse de l’expéditeur, comme gander@example.org.
alerts-bad-to = Saisissez une à dix adresses.
general-language = Langue
general-language-system = Celle du système
general-language-note = { PLATFORM() ->
    [ios] Pour cette app, ses notifications et ses e-mails.
    [android] Pour cette app, ses notifications et ses e-mails.
    [macos] Pour cette fenêtre, la barre des menus, les notifications et les e-mails.
   *[other] Pour cette fenêtre, la zone de notification, les notifications et les e-mails.
}
general-login = Démarrer à l’ouverture de session
general-login-note = { PLATFORM() ->
    [macos] Dans la barre des menus, sans fenêtre, pour que rien n’expire sans que vous le sachiez.
   *[other] Dans la zone de notification, sans fenêtre, pour que rien n’expire sans que vous le sachiez.
}
general-login-refused = Ce système n’a pas accepté le réglage. Rien n’a changé.
about-version = Version { $version }
about-credits = Crédits
about-icons = Marques des réseaux et quelques icônes : Font Awesome Free, de Fonticons, Inc., licence CC BY 4.0. Les marques appartiennent à leurs réseaux.
about-font = Là où le système n’a pas de bonne police, Gander utilise Inter, de Rasmus Andersson, sous licence SIL Open Font License 1.1.
about-licence = Gander est un logiciel libre, sous licence MIT ou Apache-2.0.
about-notices = Licences de tous les composants

## Bandeaux et erreurs

vault-locked = { PLATFORM() ->
    [windows] Le Gestionnaire d’identification est verrouillé ou absent
    [android] Le magasin de clés est verrouillé ou absent
   *[other] Votre trousseau est verrouillé ou absent
}
vault-locked-body = Gander ne peut pas lire ses jetons. { PLATFORM() ->
    [windows] Il reprend dès que vous déverrouillez le Gestionnaire d’identification.
    [android] Il reprend dès que vous déverrouillez le magasin de clés.
   *[other] Il reprend dès que vous déverrouillez le trousseau.
} Rien n’est perdu ni écrasé.
vault-memory = Les connexions durent jusqu’à la fermeture
vault-memory-body = { PLATFORM() ->
    [windows] Sans Gestionnaire d’identification pour sceller les jetons, ils restent en mémoire.
    [android] Sans magasin de clés pour sceller les jetons, ils restent en mémoire.
   *[other] Sans trousseau pour sceller les jetons, ils restent en mémoire.
} Après avoir quitté Gander, vous devrez vous reconnecter.
vault-opening = { PLATFORM() ->
    [windows] Ouverture du Gestionnaire d’identification…
    [android] Ouverture du magasin de clés…
   *[other] Ouverture de votre trousseau…
}
offline = Aucun réseau n’est joignable
offline-body = Vous êtes peut-être hors ligne. Rien n’est déconnecté, et Gander réessaie de lui-même.
storage-problem = Gander ne peut pas écrire sur le disque
storage-problem-body = Il est peut-être plein ou en lecture seule. Libérez de l’espace ; rien n’est perdu tant que Gander reste ouvert.
network-files = Gander ne peut pas utiliser un fichier de réseau
network-files-body = Gander laisse de côté son réseau et les comptes qui s’y trouvent tant que le fichier n’est pas corrigé. Tous les autres sont suivis comme d’habitude. Relancez Gander après l’avoir corrigé.
database-altered = Un autre programme a modifié la base de données de Gander
database-altered-body = Gander n’utilise rien de ce qui a été modifié et n’efface rien. Restaurez gander.db depuis une sauvegarde, ou déconnectez les comptes concernés puis reconnectez-les. La commande gander doctor les nomme.
error-unknown_connection = Ce compte n’est plus ici.
error-unknown_network = Gander ne connaît pas ce réseau.
error-unknown_sign_in = Cette connexion est déjà terminée.
error-already_left = Gander a déjà commencé à le partager, on ne peut donc plus le modifier. Le texte modifié est gardé comme brouillon.
error-private_address = Cette adresse se trouve dans votre propre réseau. Gander ne la lit pas.
error-no_server = Ce serveur est introuvable. Vérifiez l’adresse.
error-no_feed = Aucun flux n’a été trouvé à cette adresse.
error-bad_input = Quelque chose ne va pas dans votre saisie. Relisez-la, puis réessayez.
error-altered = Un autre programme a modifié cela dans la base de données de Gander ; Gander n’a donc rien envoyé. Restaurez gander.db depuis une sauvegarde, ou déconnectez le compte puis reconnectez-le.
error-internal = Une erreur est survenue dans Gander. Réessayez ; si elle se reproduit, relancez Gander.

## Notifications

notice-disconnected-title = { $network } est déconnecté
notice-cause-expired = L’accès a pris fin.
notice-cause-revoked = { $network } a révoqué l’accès de Gander.
notice-cause-password_changed = Votre mot de passe a été changé.
notice-cause-checkpoint = { $network } vous demande de confirmer votre identité.
notice-cause-permission_missing = Il manque une autorisation.
notice-cause-refresh_rejected = { $network } a refusé de renouveler l’accès de Gander.
notice-cause-keys_missing = Il manque les clés de votre app de développeur.
notice-cause-keys_refused = { $network } a refusé les clés de votre app de développeur.
notice-disconnected-body-expired = { notice-cause-expired } Réautorisez le compte pour continuer à partager.
notice-disconnected-body-revoked = { notice-cause-revoked } Réautorisez le compte pour continuer à partager.
notice-disconnected-body-password_changed = { notice-cause-password_changed } Réautorisez le compte pour continuer à partager.
notice-disconnected-body-checkpoint = { $network } vous demande de confirmer votre identité. Connectez-vous à { $network }, puis réautorisez le compte.
notice-disconnected-body-permission_missing = { notice-cause-permission_missing } Réautorisez le compte pour la redonner.
notice-disconnected-body-refresh_rejected = { notice-cause-refresh_rejected } Réautorisez le compte pour continuer à partager.
notice-warning-title = Réautorisez { $network } avant le { $date }
notice-warning-body = Après cette date, { $network } ne laissera plus entrer Gander.
notice-warning-plans = { $count ->
    [one] { $count } activité est programmée après cette date.
   *[other] { $count } activités sont programmées après cette date.
}
notice-setup-title = { $network } est à configurer
notice-setup-body-missing = { notice-cause-keys_missing } Ouvrez Gander pour les saisir.
notice-setup-body-refused = { notice-cause-keys_refused } Ouvrez Gander pour les changer.
notice-page-title = { $network } vous a retiré une page
notice-page-body = Vous ne pouvez plus agir pour { $pages }. Votre compte reste connecté.
notice-reminder-title = { $network } est toujours déconnecté
notice-reminder-body = Réautorisez le compte pour continuer à partager sur { $network }.
notice-waiting-reauthorize = { $count ->
    [one] { $count } activité attend. Réautorisez le compte pour la partager.
   *[other] { $count } activités attendent. Réautorisez le compte pour les partager.
}
notice-waiting-checkpoint = { $count ->
    [one] { $count } activité attend. Connectez-vous à { $network }, puis réautorisez le compte pour la partager.
   *[other] { $count } activités attendent. Connectez-vous à { $network }, puis réautorisez le compte pour les partager.
}
notice-waiting-open = { $count ->
    [one] { $count } activité attend. Ouvrez Gander pour la partager.
   *[other] { $count } activités attendent. Ouvrez Gander pour les partager.
}
notice-action-reauthorize = Réautoriser
notice-action-open = Ouvrir
notice-action-hand-over = Copier et ouvrir

## Notices about activities (said by Rust)

notice-quoted = « { $title } »
notice-untitled = Une activité
notice-untitled-object = une activité
notice-refused-title = { $network } n’accepte pas { $title }
notice-refused-body = Modifiez-le et partagez-le de nouveau.
notice-unknown-title = { $network } a-t-il bien reçu { $title } ?
notice-unknown-body = { $network } n’a pas répondu. Vérifiez avant de partager de nouveau.
notice-late-title = { $title } est en retard
notice-when-today = aujourd’hui à { $time }
notice-when-yesterday = hier à { $time }
notice-when-before = le { $date } à { $time }
notice-late-body = Le partage était prévu { $when }. Partagez maintenant ou choisissez une autre heure.
notice-due-title = Il est temps de partager { $title }
notice-due-body = Ouvrez Gander pour partager.
notice-by-hand-body = Sur { $network }, c’est vous qui partagez. Gander copie le texte et ouvre { $network }.
notice-by-hand-several = Sur { $networks }, c’est vous qui partagez. Gander copie le texte et ouvre chaque page.
notice-by-hand-two = { $first }, { $then }
notice-draft-title = { $title } est maintenant un brouillon
notice-draft-body = Le partage était prévu { $when }. Gander ne partage pas en retard.
notice-waits-title = { $title } attend { $network }
notice-waits-body = Réautorisez { $network } pour l’y partager.
notice-waits-body-open = Ouvrez Gander pour l’y partager.
notice-asks-title = { $count ->
    [one] { $count } activité attendait { $network }
   *[other] { $count } activités attendaient { $network }
}
notice-asks-body = Gander doit-il quand même les partager ?
notice-mixed-title = À vous d’agir : { $title }
notice-mixed-body = { $all }.
notice-mixed-two = { $first } ; { $then }
notice-mixed-refused = { $network } ne l’accepte pas
notice-mixed-unknown = { $network } n’a pas répondu
notice-mixed-late = { $network } : en retard
notice-mixed-waits = { $network } est en attente
notice-mixed-asks = { $network } est en attente de votre réponse
notice-mixed-draft = { $network } : maintenant un brouillon
notice-mixed-by-hand = { $network } : à partager vous-même
notice-shared-title = { $count ->
    [one] Partagé sur { $count } compte
   *[other] Partagé sur { $count } comptes
}
notice-after-shared = { $count ->
    [one] Partagé sur { $count } compte. { $then }
   *[other] Partagé sur { $count } comptes. { $then }
}
notice-activities-wait = { $count ->
    [one] { $count } activité en attente
   *[other] { $count } activités en attente
}
notice-activities-need = { $count ->
    [one] { $count } activité dépend de vous
   *[other] { $count } activités dépendent de vous
}

## À l’avance, sur téléphone

ahead-ended-title = L’accès à { $network } a pris fin

## Zone de notification

tray-tooltip-ok = Gander : tout va bien
tray-tooltip-soon = Gander : réautorisez { $network } avant le { $date }
tray-tooltip-bad = { $count ->
    [one] { $count } compte à traiter
   *[other] { $count } comptes à traiter
}
tray-tooltip-offline = Gander : réseaux injoignables
tray-tooltip-locked = Gander : vos jetons sont verrouillés
tray-account = { $network } · { $who } : { $status }
tray-account-unnamed = { $network } : { $status }
tray-accounts-all = Afficher les { $count } comptes
tray-status-active = Actif
tray-status-expiring = Actif, à réautoriser avant le { $date }
tray-status-unconfirmed = À confirmer, { $network } a refusé une fois
tray-status-unreachable = Actif, { $network } injoignable
tray-status-disconnected = Déconnecté
tray-status-set_up_needed = À configurer
tray-reauthorize = Réautoriser { $network }
tray-reauthorize-who = Réautoriser { $who } sur { $network }
tray-check-now = Vérifier maintenant
tray-tooltip-waiting = Gander : { $accounts }, { $activities }
tray-share = Partager quelque chose…
tray-needs = Voir ce qui dépend de vous
tray-open = Ouvrir Gander
tray-quit = Quitter

## Several accounts at once, pausing, and a desktop without a tray (said by Rust)

notice-several-disconnected = { $count ->
    [one] { $count } compte est déconnecté
   *[other] { $count } comptes sont déconnectés
}
notice-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
tray-moment = { $date } à { $time }
tray-pause-hour = Mettre les alertes en pause pendant 1 heure
tray-pause-tomorrow = Mettre les alertes en pause jusqu’à demain
tray-resume = Reprendre les alertes
tray-paused = Alertes en pause jusqu’au { $time }
tray-none-title = Gander continue de fonctionner
tray-none-body = Ce bureau n’a pas de zone de notification : la fenêtre de Gander a été réduite au lieu d’être fermée.

## Courriel et calendrier
# Dans un courriel : $count comptes auront besoin de la personne ; aucun n’est encore déconnecté.

mail-subject-soon = { $count ->
    [one] { $count } compte bientôt à traiter
   *[other] { $count } comptes bientôt à traiter
}
mail-subject-waiting = { $title } : { $activities }
mail-link = Si un lien ne fait rien, ouvrez Gander sur l’appareil qui a envoyé cet e-mail.
mail-footer = Gander a envoyé ceci depuis votre propre appareil, via votre propre serveur de messagerie. Pour changer ce qu’il envoie, ouvrez Gander : { settings }, { settings-alerts }.
mail-test-subject = Gander peut vous écrire
mail-test-body = Voici l’e-mail de test que vous avez demandé. Gander vous écrira ici quand un compte sera à traiter.
calendar-name = Gander
calendar-summary = Réautoriser { $network } ({ $who })
calendar-summary-unnamed = Réautoriser { $network }

## Ce qu’un serveur de courriel peut refuser

smtp-unreachable = Le serveur de messagerie est injoignable. Vérifiez son nom, son port et sa sécurité.
smtp-no_tls = Le serveur de messagerie n’offre pas TLS à cet endroit. Essayez TLS sur le port 465 ou STARTTLS sur le port 587.
smtp-bad_certificate = Le certificat du serveur de messagerie n’est pas fiable. Vérifiez le nom du serveur.
smtp-password_refused = Le serveur de messagerie a refusé le nom d’utilisateur ou le mot de passe. Beaucoup de serveurs exigent un mot de passe d’app.
smtp-no_password_login = Le serveur de messagerie n’accepte pas de mot de passe à cet endroit. Utilisez un autre serveur, ou laissez le nom d’utilisateur vide s’il n’en demande pas.
smtp-sender_refused = Le serveur de messagerie a refusé l’adresse de l’expéditeur. Utilisez-en une qui appartient à ce compte.
smtp-recipient_refused = Le serveur de messagerie a refusé tous les destinataires. Vérifiez les adresses.
smtp-plain_letters_only = Le serveur de messagerie n’accepte que les lettres de a à z, sans accent, avant l’arobase. Utilisez des adresses sans accents.
smtp-server_busy = Le serveur de messagerie est occupé. Gander réessaiera plus tard.
smtp-refused = Le serveur de messagerie a refusé l’e-mail. La personne qui le gère peut dire pourquoi.

redirect-done = Retour à Gander
redirect-done-text = Gander a ce qu’il lui faut. Vous pouvez fermer cet onglet.
redirect-denied = Rien n’a été connecté
redirect-denied-text = La connexion n’est pas allée à son terme. Vous pouvez fermer cet onglet et réessayer dans Gander.
redirect-over = Cette connexion est terminée
redirect-over-text = Elle était déjà finie, ou a duré plus de cinq minutes. Fermez cet onglet et recommencez dans Gander.
redirect-foreign = Pas une connexion de Gander
redirect-foreign-text = Cette adresse n’appartient pas à la connexion que Gander a commencée. Rien n’a été modifié. Recommencez dans Gander.
