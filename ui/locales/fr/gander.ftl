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
    [one] { $count } a besoin de vous
   *[other] { $count } ont besoin de vous
}
accounts-quiet = { $count ->
    [one] Votre compte est actif.
   *[other] Vos { $count } comptes sont actifs.
}
accounts-quiet-next = Prochain : { $network }, le { $date }.
accounts-show-all = Afficher les { $count } comptes
accounts-show-fewer = En afficher moins
accounts-reauthorize-all = Tout réautoriser ({ $count })
accounts-add = Ajouter un réseau
accounts-find = Chercher un compte
accounts-none-found = Aucun compte ne correspond à « { $words } ».
accounts-checking = { $done } sur { $total } vérifiés
accounts-walking = Compte { $done } sur { $total }
group-needs = À vous d’agir
group-soon = Bientôt
group-fine = Actifs
pull-check = Tirez vers le bas pour vérifier
pull-release = Relâchez pour vérifier
accounts-footnote = Les jetons restent sur cet appareil, scellés par une clé de votre trousseau. Gander n’a pas de serveur.
accounts-footnote-memory = Les jetons restent sur cet appareil, en mémoire, jusqu’à la fermeture de Gander. Gander n’a pas de serveur.
accounts-glance = { $count ->
    [one] { $count } compte
   *[other] { $count } comptes
}
accounts-glance-need = { $accounts }, { $need }
accounts-yours = Vos comptes
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
reason-revoked = { $network } a révoqué notre accès le { $date }.
reason-password_changed = Votre mot de passe { $network } a changé le { $date }.
reason-checkpoint = { $network } veut que vous confirmiez votre identité. Connectez-vous sur { $site }, puis réautorisez.
reason-permission_missing = Depuis le { $date }, il manque chez { $network } une permission dont Gander a besoin.
reason-refresh_rejected = { $network } a refusé de renouveler notre accès le { $date }.
usual-revoked = En général, l’app a été retirée dans les réglages du compte ou le mot de passe a changé.
missing-permissions = Non autorisé : { $permissions }.
missing-title = Non autorisé chez { $network }
pages-row = Pages : { $pages }
pages-lost = Vous ne pouvez plus agir pour { $pages } chez { $network }. Redemandez-y votre rôle, ou cessez de la garder ici.
pages-title = Pages que vous gérez
pages-hint = Gander vérifie celles que vous choisissez en même temps que ce compte.
pages-none = Aucune n’est encore connue.
pages-look = Chercher des pages
pages-mark = perdue
permission-profile = voir qui vous êtes
permission-read = lire vos publications
permission-share = partager en votre nom
permission-share_media = partager des images et des vidéos
permission-list_pages = voir quelles pages vous gérez
permission-read_pages = lire ce que partagent vos pages
permission-share_pages = partager sur vos pages
permission-read_boards = voir vos tableaux
permission-edit_boards = créer et modifier des tableaux
permission-choose_flair = choisir un flair
permission-stay_signed_in = rester connecté
set-up-app_keys_missing = Les clés de votre app de développeur manquent.
set-up-app_keys_refused = { $network } a refusé les clés de votre app de développeur.
cost-data = Réautorisez avant le { $date } pour garder vos données { $network }.
cost-idle = Tant que vous n’avez pas réautorisé, Gander ne peut pas utiliser ce compte.
cost-set-up = Sans elles, rien ne peut être renouvelé.
soon-by = Réautorisez avant le { $date }.
soon-span = { $network } accorde { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} à la fois.
unconfirmed-again = { $network } a refusé à { $time } ; Gander redemandera à { $again }. Un seul refus peut être une erreur : rien à faire d’ici là.
unconfirmed-soon = { $network } a refusé une fois ; Gander redemandera dès que possible. Un seul refus peut être une erreur : rien à faire d’ici là.
unreachable-since = Actif, mais sans réponse depuis { $time }. Rien à faire.

## Ce que l’on peut faire

reauthorize = Réautoriser
re-link = Relier
connect = Connecter
add = Ajouter
set-up = Configurer
cancel = Annuler
copy-link = Copier le lien
copy = Copier
copying = Copie en cours…
copied = Copié
open-again = Rouvrir
try-again = Réessayer
dismiss = Ignorer

## Une connexion en cours

attempt-opening = Ouverture de votre navigateur…
attempt-waiting = En attente de { $network }…
attempt-asks_pin = { $network } affiche un code PIN dans le navigateur.
attempt-use-pin = Utiliser plutôt un code PIN
attempt-pin = Code PIN de { $network }
attempt-enter-pin = Continuer
attempt-finishing = Finalisation avec { $network }…
attempt-wrong = Vous vous êtes connecté comme { $signed_in } ; cette connexion est celle de { $expected }.
attempt-add-as-new = Ajouter { $signed_in } comme nouveau compte
failed-denied = La permission n’a pas été donnée chez { $network }. Rien n’a changé.
failed-timed_out = Aucune réponse en cinq minutes. Rien n’a changé.
failed-refused = { $network } a refusé de terminer la connexion. Rien n’a changé.
failed-unreachable = { $network } est injoignable. Vérifiez votre connexion, puis réessayez.
failed-port_taken = Un autre programme occupe le port de la connexion. Fermez-le, puis réessayez.
failed-bad_answer = { $network } a répondu quelque chose que Gander ne peut pas utiliser. Rien n’a changé. Réessayez plus tard.
failed-storage = Gander n’a pas pu écrire sur le disque. Libérez de l’espace, puis réessayez.
failed-unsupported = Gander ne sait pas encore faire cela sur cet appareil.
failed-vault_locked = Votre trousseau est verrouillé. Déverrouillez-le, puis réessayez.
failed-address_unknown = Ce serveur ou ce nom n’existe pas. Vérifiez-le, puis réessayez.
failed-registration_refused = Ce serveur { $network } n’a pas permis à Gander de s’enregistrer ({ $answer }). Vérifiez que c’est bien celui de votre compte, ou demandez à la personne qui le gère.

## Détails d’un compte

clock-signed-in = Connecté le
clock-reauthorize = Réautoriser avant le
clock-access = Accès jusqu’au
clock-refresh = Renouvelable jusqu’au
clock-data-access = Accès aux données jusqu’au
clock-renewal = Prochain renouvellement par Gander
clock-checked = Dernière vérification
clock-next-check = Prochaine vérification
clock-data-loss = { $network } peut effacer vos données après le
clock-none = Gander s’en charge
to-calendar = Ajouter au calendrier
to-calendar-done = Enregistré sous { $file }. Si votre calendrier ne s’ouvre pas, ouvrez ce fichier avec lui.
evidence-title = Ce que { $network } a répondu
evidence-authorization = pendant votre connexion
evidence-token = à la fin de la connexion
evidence-renewal = lors d’un renouvellement par Gander
evidence-identity = quand Gander a demandé à qui est le compte
evidence-probe = quand Gander a vérifié le compte
evidence-revocation = quand Gander a rendu l’accès
evidence-page = quand Gander a demandé une page
check-now = Vérifier
disconnect = Déconnecter
disconnect-ask = Déconnecter { $who } de { $network } ?
disconnect-lost = Gander efface de cet appareil les jetons et les dates de ce compte. Votre compte { $network } reste tel quel. Pour l’utiliser de nouveau ici, vous vous reconnecterez.
disconnect-by-hand = { $network } ne laisse aucune application mettre fin à son propre accès. Retirez aussi l’application là-bas, sur la page de { $network } :
disconnect-keep = Garder

## À venir et historique

coming-title = À venir
coming-nothing = Rien à faire pour vous. Gander renouvelle ce qu’il peut et vous prévient à temps.
coming-reauthorize = Réautoriser { $network }
coming-reauthorize-note = Vous seul pouvez le faire
coming-renewal = Gander renouvelle { $network }
coming-data = { $network } peut effacer vos données
coming-data-note = Réautorisez avant pour les garder
coming-data-access = Fin de l’accès aux données chez { $network }
coming-checks = Prochaine vérification à { $time } : { $networks }
happened-title = Ce qui s’est passé
happened-all = Tout l’historique
history-empty = Rien encore. Chaque connexion, renouvellement et déconnexion est noté ici.
history-connected = Connecté
history-reauthorized = Réautorisé
history-renewed = Renouvelé par Gander
history-permission_missing = Une autorisation manque
history-page_lost = Une page a été perdue
history-recovered = De nouveau actif
history-warned = Rappel de réautoriser
history-unreachable = Injoignable
history-sign_in_failed = Une connexion n’a pas abouti
history-wrong_account = Un autre compte s’est connecté
history-removed = Retiré par vous
history-account = Compte
history-all-accounts = Tous les comptes
history-revocation_failed = Le réseau n’a pas confirmé la fin de l’accès
history-notified = Vous avez été averti par une notification
history-mailed = Vous avez été averti par e-mail
history-mail_failed = Un e-mail n’a pas pu vous être envoyé
history-until = jusqu’à { $time }
history-copy = Copier en JSON
why-expired = accès terminé
why-revoked = accès révoqué
why-password_changed = mot de passe changé
why-checkpoint = confirmez votre identité
why-permission_missing = il manque une permission
why-refresh_rejected = renouvellement refusé
today = Aujourd’hui
yesterday = Hier
tomorrow = Demain
day-at = { $day }, { $time }

## Règles

policies-intro = Combien de temps chaque réseau laisse une app agir pour vous, et vos propres dates.
policies-page = À lire chez { $network }
policies-none = Non connecté

## Première ouverture et configuration

first-title = Gardez vos comptes sociaux connectés
first-intro = Connectez les comptes où vous partagez. Gander veille sur chaque connexion, renouvelle ce qu’il peut et vous prévient avant la fin d’un accès.
network-ready = Prêt à connecter
network-needs-keys = Demande vos propres clés
network-practice = Tourne sur cet appareil
ask-server = Votre serveur { $network }
ask-server-hint = La partie après le @ : mastodon.social
ask-handle = Votre nom sur { $network }
ask-handle-hint = Par exemple dana.bsky.social
ask-wrong = Ce n’est pas une adresse. Écrivez-la comme dans l’exemple.
ask-with-password = Utiliser plutôt un mot de passe d’application
ask-password = Mot de passe d’application
ask-password-hint = Créez-en un dans vos paramètres { $network }. Il est envoyé une seule fois, à votre propre serveur, et n’est pas conservé.
ask-password-wrong = Ce n’est pas un mot de passe d’application, qui ressemble à abcd-efgh-ijkl-mnop. Gardez votre propre mot de passe pour vous.
keys-title = Configurer { $network }
keys-intro = { $network } admet les apps avec des clés. Créez-y une fois votre propre app ; il faut environ dix minutes.
keys-step-app = Créez une app sur la page développeurs de { $network }.
keys-step-redirect = Collez cette adresse de redirection dans les réglages de l’app, telle quelle :
keys-step-paste = Collez ici les clés de l’app :
keys-open-page = Ouvrir la page de { $network }
keys-client-id = ID client
keys-client-secret = Secret client
keys-secret-note = Le secret est scellé sur cet appareil et n’est plus jamais montré.
keys-save = Enregistrer
keys-change = Changer les clés
keys-redirect = Adresse de redirection
keys-called = { $word } (là-bas : « { $name } »)
keys-parameter = « { $name } » de votre app, si elle en a
keys-optional = Demander aussi ceci à { $network }, si votre app y est autorisée :
keys-client-secret-optional = Secret client, si votre app en a un
keys-kept = ID client { $id }, avec un secret
keys-kept-alone = ID client { $id }, sans secret
keys-check = Vérifier
keys-checking = { $network } est interrogé…
keys-check-taken = { $network } accepte ces clés.
keys-check-refused = { $network } refuse ces clés, ou l’app à laquelle elles appartiennent. Recopiez-les depuis sa page pour développeurs et voyez-y que l’app est activée et a l’adresse de redirection ci-dessus.
keys-check-untold = { $network } a répondu, mais sans dire s’il accepte ces clés. Une connexion le dira.
keys-check-unreachable = { $network } n’a pas pu être interrogé. Réessayez plus tard.
keys-remove = Retirer les clés
keys-remove-ask = Retirer de cet appareil les clés de { $network } ? Le secret ne peut plus être affiché : il faudrait le recopier.
keys-remove-used = { $count ->
    [one] { $count } compte les utilise. Il reste, mais sans clés il ne peut être ni renouvelé ni reconnecté.
   *[other] { $count } comptes les utilisent. Ils restent, mais sans clés ils ne peuvent être ni renouvelés ni reconnectés.
}
keys-keep = Les garder
organization-title = Rejoindre une organisation
organization-unverified = Le fichier dit venir de « { $name } ». Gander ne peut pas le vérifier : ne continuez que si vous savez qui l’a envoyé.
organization-elsewhere = Un lien veut vous montrer ce que distribue une organisation. Le fichier est chez { $host }, qui n’a pas encore été interrogé.
organization-fetch = Le récupérer
organization-fetching = { $host } est interrogé…
organization-broken = Ce fichier est inutilisable. Rien n’a été changé. Son auteur saura pourquoi grâce à ceci :
organization-changes = Si vous rejoignez, voici ce qui change :
organization-nothing = Rien ne changerait : tout est déjà là.
organization-app = L’app { $id }, sans secret
organization-app-secret = L’app { $id }, avec son secret
organization-replaces-own = Prend la place de la vôtre, { $former }.
organization-replaces-own-secret = Prend la place de votre propre secret.
organization-replaces = Prend la place de { $former }, qu’une organisation vous a donné.
organization-replaces-secret = Prend la place du secret qu’une organisation vous a donné.
organization-same = Comme déjà ici.
organization-lacks-secret = Le secret n’est pas dans le fichier. Vous le saisissez sous Apps et clés.
organization-users = { $count ->
    [one] { $count } compte a été connecté avec une autre app et doit être réautorisé.
   *[other] { $count } comptes ont été connectés avec une autre app et doivent être réautorisés.
}
organization-network = Un nouveau réseau
organization-network-changed = Un réseau qu’une organisation vous a donné change
organization-hosts = Qui s’y connecte donne accès à : { $hosts }
organization-days = Rappels { $days } jours avant que vous deviez agir
organization-days-own = Prend la place des vôtres : { $days }.
organization-days-former = Jusqu’ici : { $days }.
organization-passphrase = Phrase secrète
organization-passphrase-hint = Elle ouvre les secrets du fichier. Votre organisation vous la donne par une autre voie.
organization-refused = La phrase n’ouvre pas les secrets, ou quelque chose a changé ici entre-temps. Rien n’a été changé.
organization-join = Rejoindre
organization-joining = Ouverture du fichier…
organization-joined = C’est fait. Les clés sont là.
bridge-why = { $network } ne vous renvoie que vers une adresse https. Placez la page relais de Gander, telle quelle, sur un serveur web à vous et saisissez ici son adresse. Elle transmet la connexion à cet appareil et ne garde rien.
bridge-optional = { $network } exige une adresse https ?
bridge-copy-page = Copier la page
bridge-address = Adresse de la page
bridge-use = Utiliser cette adresse
bridge-remove = Ne plus utiliser la page

## Réglages

settings-networks = Réseaux sociaux
settings-alerts = Alertes
settings-keys = Apps et clés
settings-general = Général
settings-about = À propos
networks-disconnected = Déconnectés
networks-active = Actifs
networks-add = Agrandir votre troupe
alerts-intro = Gander vous prévient par une notification et par son icône, une fois par changement.
alerts-before = Avant la fin d’un accès
alerts-before-when = 10, 3 et 1 jours avant que vous deviez agir
alerts-broken = Quand un compte est déconnecté
alerts-broken-when = Aussitôt, puis après 2 jours, puis tous les 5 jours, 6 fois au plus
alerts-recovered = Quand il marche de nouveau
alerts-recovered-when = La notification disparaît d’elle-même
paused-until = Alertes en pause jusqu’à { $time }
paused-resume = Reprendre
alerts-pause = Mettre en pause
alerts-pause-hour = 1 heure
alerts-pause-tomorrow = Jusqu’à demain
alerts-when = Quand et comment
alerts-native = Notifications de ce système
alerts-not-shown = Ce système n’a pas affiché la dernière notification. L’icône et cette fenêtre le disent quand même.
alerts-days = Mes propres jours avant que je doive agir
alerts-days-hint = Jusqu’à six nombres de 1 à 60
alerts-quiet = Heures calmes
alerts-from = De
alerts-to = À
alerts-quiet-note = Ce qui se passe entre-temps est dit ensemble à la fin.
alerts-digest = Une fois par jour, tout ensemble
alerts-at = À
alerts-told-of = Me parler de
alerts-email = E-mail
alerts-email-on = M’écrire aussi
alerts-email-note = Par votre propre serveur de messagerie, quand un compte est déconnecté et au premier et au dernier rappel. Le mot de passe est scellé sur cet appareil.
alerts-mail-trouble = Le dernier e-mail n’a pas été envoyé.
alerts-host = Serveur de messagerie
alerts-security = Sécurité
alerts-security-none = Aucune (serveur sur cet appareil)
alerts-port = Port
alerts-username = Nom d’utilisateur, s’il en faut un
alerts-password = Mot de passe
alerts-password-kept = Conservé. Laissez vide pour le garder
alerts-sender = De
alerts-recipients = À, plusieurs avec des virgules
alerts-test = Envoyer un e-mail de test
alerts-testing = Le serveur de messagerie est interrogé…
alerts-test-done = Le serveur l’a accepté. Regardez votre boîte de réception.
alerts-save = Enregistrer
alerts-saved = Enregistré
alerts-bad-warn_days = Donnez un à six nombres de jours différents, de 1 à 60.
alerts-bad-quiet_hours = Faites finir les heures calmes à une autre heure que leur début.
alerts-bad-host = Donnez seulement le nom du serveur, comme smtp.example.org.
alerts-bad-port = Donnez le port du serveur, le plus souvent 465 ou 587.
alerts-bad-security = Choisissez TLS ou STARTTLS ; sans, seul un serveur sur cet appareil convient.
alerts-bad-username = Donnez un nom ou laissez vide.
alerts-bad-from = Donnez l’adresse qui écrit, comme gander@example.org.
alerts-bad-to = Donnez une à dix adresses.
general-language = Langue
general-language-system = Celle du système
general-language-note = Pour cette fenêtre, l’icône de la barre, les notifications et les e-mails.
general-login = Démarrer à l’ouverture de session
general-login-note = Dans la barre, sans fenêtre, pour que rien n’expire sans que vous le sachiez.
general-login-refused = Ce système ne l’a pas accepté. Rien n’a changé.
about-version = Version { $version }
about-credits = Crédits
about-icons = Marques des réseaux et quelques icônes : Font Awesome Free, de Fonticons, Inc., licence CC BY 4.0. Les marques appartiennent à leurs réseaux.
about-font = Là où un bureau n’a pas de bonne police, Gander apporte Inter, de Rasmus Andersson, sous licence SIL Open Font License 1.1.
about-licence = Gander est un logiciel libre, sous licence MIT ou Apache-2.0.
about-notices = Licences de tous les composants

## Bandeaux et erreurs

vault-locked = Votre trousseau est verrouillé ou absent
vault-locked-body = Gander ne peut pas lire ses jetons. Déverrouillez le trousseau et Gander reprend. Rien n’est perdu ni écrasé.
vault-memory = Pour cette fois seulement
vault-memory-body = Sans trousseau pour sceller les jetons, ils restent en mémoire. Après avoir quitté, vous vous reconnecterez.
vault-opening = Ouverture de votre trousseau…
offline = Aucun réseau n’est joignable
offline-body = Vous êtes peut-être hors ligne. Rien n’est déconnecté, et Gander réessaie de lui-même.
storage-problem = Gander ne peut pas écrire sur le disque
storage-problem-body = Il est peut-être plein ou en lecture seule. Libérez de l’espace ; rien n’est perdu tant que Gander reste ouvert.
network-files = Gander ne peut pas utiliser un fichier de réseau
network-files-body = Son réseau et les comptes qui s’y trouvent sont laissés de côté tant que le fichier n’est pas corrigé. Tous les autres sont suivis comme d’habitude. Relancez Gander après l’avoir corrigé.
database-altered = Un autre programme a modifié la base de données de Gander
database-altered-body = Gander n’envoie rien d’après ce qui a été modifié et n’efface rien. Restaurez gander.db depuis une sauvegarde, ou déconnectez les comptes concernés puis reconnectez-les ; la commande gander doctor les nomme.
error-unknown_connection = Ce compte n’est plus ici.
error-unknown_network = Gander ne connaît pas ce réseau.
error-unknown_sign_in = Cette connexion est déjà terminée.
error-bad_input = Quelque chose ne va pas dans votre saisie. Relisez-la, puis réessayez.
error-altered = Un autre programme a modifié cela dans la base de données de Gander ; rien n’a donc été envoyé. Restaurez gander.db depuis une sauvegarde, ou déconnectez le compte puis reconnectez-le.
error-internal = Une erreur est survenue dans Gander. Réessayez ; si elle persiste, relancez Gander.

## Notifications

notice-disconnected-title = { $network } est déconnecté
notice-disconnected-body-expired = L’accès a pris fin. Réautorisez pour continuer à partager.
notice-disconnected-body-revoked = { $network } a révoqué notre accès. Réautorisez pour continuer à partager.
notice-disconnected-body-password_changed = Votre mot de passe a changé. Réautorisez pour continuer à partager.
notice-disconnected-body-checkpoint = { $network } veut que vous confirmiez votre identité. Connectez-vous là-bas, puis réautorisez.
notice-disconnected-body-permission_missing = Il manque une permission. Réautorisez pour la redonner.
notice-disconnected-body-refresh_rejected = { $network } a refusé de renouveler notre accès. Réautorisez pour continuer à partager.
notice-warning-title = Réautorisez { $network } avant le { $date }
notice-warning-body = Ensuite, { $network } ne laissera plus entrer Gander.
notice-setup-title = { $network } est à configurer
notice-setup-body-missing = Les clés de votre app de développeur manquent. Ouvrez Gander pour les saisir.
notice-setup-body-refused = { $network } a refusé les clés de votre app de développeur. Ouvrez Gander pour les changer.
notice-page-title = { $network } vous a retiré une page
notice-page-body = Vous ne pouvez plus agir pour { $pages }. Votre compte reste connecté.
notice-reminder-title = { $network } est toujours déconnecté
notice-reminder-body = Réautorisez pour continuer à partager sur { $network }.
notice-action-reauthorize = Réautoriser

## À l’avance, sur téléphone

ahead-ended-title = L’accès à { $network } a pris fin

## Zone de notification

tray-tooltip-ok = Gander : tout va bien
tray-tooltip-soon = Gander : réautorisez { $network } avant le { $date }
tray-tooltip-bad = { $count ->
    [one] { $count } compte a besoin de vous
   *[other] { $count } comptes ont besoin de vous
}
tray-tooltip-offline = Gander : réseaux injoignables
tray-tooltip-locked = Gander : votre trousseau est verrouillé ou absent
tray-account = { $network } · { $who } : { $status }
tray-account-unnamed = { $network } : { $status }
tray-accounts-all = Afficher les { $count } comptes
tray-status-active = Actif
tray-status-expiring = Actif, à réautoriser avant le { $date }
tray-status-unconfirmed = À confirmer, { $network } a refusé une fois
tray-status-unreachable = Actif, { $network } injoignable
tray-status-disconnected = Déconnecté
tray-status-set_up_needed = À configurer
tray-reauthorize = Réautoriser { $network }
tray-reauthorize-who = Réautoriser { $who } sur { $network }
tray-check-now = Vérifier
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
tray-pause-hour = Suspendre les alertes pendant 1 heure
tray-pause-tomorrow = Suspendre les alertes jusqu’à demain
tray-resume = Reprendre les alertes
tray-paused = Alertes suspendues jusqu’au { $time }
tray-none-title = Gander continue de fonctionner
tray-none-body = Ce bureau n’a pas de zone de notification : la fenêtre de Gander a été réduite au lieu d’être fermée.

## Courriel et calendrier
# Dans un courriel : $count comptes auront besoin de la personne ; aucun n’est encore déconnecté.

mail-subject-soon = { $count ->
    [one] { $count } compte aura bientôt besoin de vous
   *[other] { $count } comptes auront bientôt besoin de vous
}
mail-link = Si un lien ne fait rien, ouvrez Gander sur l’appareil qui a envoyé ce courriel.
mail-footer = Gander a envoyé ceci depuis votre propre appareil, par votre propre serveur de courriel. Pour changer ce qu’il envoie, ouvrez Gander : { settings }, { settings-alerts }.
mail-test-subject = Gander peut vous écrire
mail-test-body = Voici le courriel de test que vous avez demandé. Gander vous écrira ici quand un compte aura besoin de vous.
calendar-name = Gander
calendar-summary = Réautoriser { $network } ({ $who })
calendar-summary-unnamed = Réautoriser { $network }

## Ce qu’un serveur de courriel peut refuser

smtp-unreachable = Le serveur de courriel est injoignable. Vérifiez son nom, son port et la façon dont il est protégé.
smtp-no_tls = Le serveur de courriel n’offre pas TLS à cet endroit. Essayez TLS sur le port 465 ou STARTTLS sur le port 587.
smtp-bad_certificate = Le certificat du serveur de courriel n’est pas fiable. Vérifiez le nom du serveur.
smtp-password_refused = Le serveur de courriel a refusé le nom ou le mot de passe. Beaucoup exigent un mot de passe d’application.
smtp-no_password_login = Le serveur de courriel n’accepte pas de mot de passe à cet endroit. Prenez-en un autre, ou laissez le nom vide s’il n’en demande pas.
smtp-sender_refused = Le serveur de courriel a refusé l’adresse qui écrit. Utilisez-en une qui appartient à ce compte.
smtp-recipient_refused = Le serveur de courriel a refusé toutes les adresses de destination. Vérifiez-les.
smtp-plain_letters_only = Le serveur de messagerie n’accepte que les lettres de a à z, sans accent, avant l’arobase. Utilisez des adresses sans accents.
smtp-server_busy = Le serveur de courriel est occupé. Gander réessaiera plus tard.
smtp-refused = Le serveur de courriel a refusé le courriel. Son exploitant peut dire pourquoi.

redirect-done = Retour à Gander
redirect-done-text = Gander a ce qu’il lui faut. Vous pouvez fermer cet onglet.
redirect-denied = Rien n’a été connecté
redirect-denied-text = La connexion n’est pas allée à son terme. Vous pouvez fermer cet onglet et réessayer dans Gander.
redirect-over = Cette connexion est terminée
redirect-over-text = Elle était déjà finie, ou a duré plus de cinq minutes. Fermez cet onglet et recommencez dans Gander.
redirect-foreign = Pas une connexion de Gander
redirect-foreign-text = Cette adresse n’appartient pas à la connexion que Gander a commencée. Rien n’a été modifié. Recommencez dans Gander.
