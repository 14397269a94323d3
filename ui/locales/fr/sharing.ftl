# Les textes du partage. La fenêtre les charge dès qu’un compte peut partager.

## L’éditeur

share-region = Partager quelque chose
share-something = Partager quelque chose…
share-drafts = Brouillons ({ $count })
share-hint = Partagez sur { $networks }, maintenant ou plus tard. Si un compte est déconnecté, le texte attend que vous réautorisiez ce compte.
share-accounts = Comptes
share-texts = Textes
share-all = Tous
share-own = Autre texte pour…
share-own-tab = { $network } · autre texte
share-own-back = Revenir au texte commun
share-text = Texte pour tous les comptes
share-text-own = Texte pour { $network }
share-link-add = Lien
share-link = Adresse du lien
share-link-shared = Le lien est partagé avec le texte.
share-link-drop = Retirer le lien
share-card-drop = Retirer l’aperçu du lien. Le lien reste dans le texte.
share-phone-to = { $count ->
    [one] { $count } compte
   *[other] { $count } comptes
}
share-phone-waits = { $count ->
    [one] { $networks } en attente
   *[other] { $networks } en attente
}
chip-left = { $count ->
    [one] reste { $count }
   *[other] restent { $count }
}
chip-over = { $count } de trop
chip-waits = en attente
chip-needs_keys = clés manquantes
chip-unconfirmed = en vérification
chip-cannot = pas encore possible
share-left-spoken = { $count ->
    [one] { $network } : reste { $count }
   *[other] { $network } : restent { $count }
}
share-over-spoken = { $network } : { $count } de trop
share-line-nothing = Écrivez d’abord quelque chose.
share-line-nowhere = Choisissez où partager.
share-line-too-long = Trop long de { $count } pour { $network }. Gander ne coupe rien.
share-line-overfull = Gander accepte { $count } caractères au maximum. Rien n’a été ajouté : raccourcissez d’abord le texte.
share-line-bad-link = Cette adresse n’est pas valide.
share-line-past = Cette heure est déjà passée.
share-line-no-time = Choisissez une date et une heure.
share-line-disconnected = { $network } est déconnecté. Gander y partagera dès que vous aurez réautorisé le compte.
share-line-unreachable = { $network } ne répond pas. Gander y partagera dès que le réseau répondra.
share-line-needs_keys = Il manque des clés d’app pour { $network }. Gander y partagera dès que vous les aurez saisies.
share-line-unconfirmed = { $network } a refusé l’accès une fois. Gander y partagera dès qu’une vérification aura réussi.
share-line-cannot = Gander ne peut pas encore partager sur { $network }.
share-line-only = Les modifications ne s’appliquent qu’à { $networks }.
share-line-skipped = Ce jour-là, { $asked } n’existe pas à cause du changement d’heure. Gander partagera à { $time }.
share-line-twice = Ce jour-là, { $asked } revient deux fois à cause du changement d’heure. Gander partagera la première fois.
share-line-running = Gander doit être ouvert à ce moment-là.
share-line-twin = Vous l’avez déjà partagé sur { $network } le { $date }. { $network } ne l’acceptera peut-être pas une seconde fois.
share-line-mention = { $who } peut désigner une autre personne sur chaque réseau.
share-own-text = Autre texte
share-leave-out = Laisser de côté
share-turn-on = Démarrer à l’ouverture de session
share-when = Quand
share-time = Date et heure
when-now = Maintenant
when-hour = Dans 1 heure
when-evening = Ce soir, { $time }
when-tomorrow = Demain, { $time }
when-monday = { $day }, { $time }
when-choose = Choisir…
share-late = Si Gander ne peut pas partager à temps :
late-6h = Jusqu’à 6 h plus tard, puis demander
late-ask = Toujours demander
late-never = Ne pas partager, garder en brouillon
share = Partager
share-to = Partager ({ $count })
share-to-one = Partager sur { $network }
share-plan = Programmer : { $time }
share-save = Enregistrer les modifications
draft-saved = Enregistré
draft-unsaved = Brouillon non enregistré. Laissez Gander ouvert.
draft-unsaved-storage = Brouillon non enregistré : le disque est plein. Laissez Gander ouvert.
draft-discard = Supprimer
draft-discarded = Brouillon supprimé
draft-empty = Brouillon sans texte
undo = Rétablir
share-picture = Image
share-camera = Appareil photo
share-pictures = Images
share-preview = Aperçu
preview-card-theirs = { $network } crée son propre aperçu du lien.
preview-undescribed = Pas de description
picture-describe = Décrire l’image
picture-description = Description de l’image { $place }
picture-remove = Retirer l’image { $place }
picture-moved = Image { $place } sur { $count }
picture-reading = Lecture de l’image…
share-cost = { $network } facture environ { $price } à votre app.
share-allow = Autoriser
share-card-making = Création de l’aperçu du lien…
share-card-none = Aucun aperçu du lien n’a pu être créé. Le lien est partagé quand même.
share-card-shown = { $count ->
    [one] { $networks } affiche cet aperçu du lien. Les autres créent le leur.
   *[other] { $networks } affichent cet aperçu du lien. Les autres créent le leur.
}
share-card-none-with-pictures = { $count ->
    [one] Avec des images, { $networks } n’affiche pas d’aperçu du lien. Le lien reste.
   *[other] Avec des images, { $networks } n’affichent pas d’aperçu du lien. Le lien reste.
}
chip-lost = n’est plus à vous
chip-needs_page = choisir une page
chip-needs_picture = image manquante
chip-needs_public_picture = images du web seulement
chip-no_pictures = pas d’images
chip-too_many_pictures = { $count } images au plus
chip-long_description = description trop longue
chip-needs_permission = autorisation manquante
chip-by_hand = à partager vous-même
share-line-lost = Votre compte ne peut plus agir pour { $name }.
share-line-needs_page = { $network } n’accepte que les publications de pages. Choisissez d’abord des pages dans les détails du compte.
share-line-needs_picture = { $network } n’accepte pas de publication sans image.
share-line-needs_public_picture = { $network } n’accepte que les images déjà présentes sur le web.
share-line-no_pictures = { $network } n’accepte pas d’images.
share-line-too_many_pictures = { $network } accepte { $count } images au plus.
share-line-long_description = { $network } accepte des descriptions de { $count } caractères au plus.
share-line-needs_permission = { $network } n’a pas autorisé Gander à partager des images.
share-line-by-hand-profile = { $network } ne laisse aucune app partager sur un profil. Gander copie le texte et ouvre { $network }.
share-line-by-hand-texts = { $network } ne laisse aucune app partager de texte. Gander copie le texte et ouvre { $network }.
share-line-by-hand-pictures = { $network } n’accepte que les images déjà présentes sur le web. Gander copie le texte et ouvre { $network }.
share-line-by-hand-planned = Sur { $network }, c’est vous qui partagez. Le moment venu, vous le trouverez sous « À vous d’agir ».
share-line-phone = Sur un téléphone, Gander partage quand vous l’ouvrez. Si vous autorisez les notifications, il vous prévient à ce moment-là.
share-line-reading = Gander lit encore une image.
share-line-undescribed = { $count ->
    [one] { $count } image n’a pas de description.
   *[other] { $count } images n’ont pas de description.
}
share-line-picture-not_a_picture = Ce fichier n’est pas une image. Choisissez un fichier JPEG, PNG, WebP ou GIF.
share-line-picture-video = Gander ne peut pas encore partager de vidéos.
share-line-picture-other_format = Gander ne peut pas lire ce type d’image. Enregistrez-la d’abord en JPEG ou PNG.
share-line-picture-too_large = Cette image est trop grande. Réduisez-la d’abord.
share-line-picture-animated = Gander ne peut pas encore partager d’images animées.
share-line-picture-damaged = Cette image est endommagée ou incomplète.

## Le résultat

share-stop = Arrêter
share-sharing-to = { $count ->
    [one] Partage sur { $networks }…
   *[other] Partage sur { $count } comptes…
}
share-planned = Programmé : { $time }.
share-result-shared = { $count ->
    [one] Partagé sur { $networks }.
   *[other] Partagé sur { $count } comptes.
}
share-result-waits = { $count ->
    [one] { $networks } est en attente.
   *[other] { $networks } sont en attente.
}
share-result-unknown = { $count ->
    [one] On ne sait pas si c’est partagé sur { $networks }.
   *[other] On ne sait pas si c’est partagé sur { $networks }.
}
share-result-refused = { $count ->
    [one] { $networks } ne l’accepte pas.
   *[other] { $networks } ne l’acceptent pas.
}
share-result-handed_over = Sur { $networks }, c’est vous qui partagez.
share-result-none = Non partagé. Votre texte est conservé.
post-planned = Programmé
post-waits-disconnected = En attente de réautorisation
post-waits-needs_keys = En attente des clés d’app
post-waits-needs_permission = En attente de votre autorisation
post-waits_for_network = Attend { $network }
post-sharing = Partage en cours…
post-uploading = Mise en ligne de l’image { $place } sur { $count }
post-unknown = On ne sait pas si c’est partagé
post-shared = Partagé
post-shared-at = Partagé · { $time }
post-refused = { $network } ne l’accepte pas
post-late = En retard
post-late-at = En retard depuis { $time }
post-asks = En attente de votre réponse
post-cancelled = Non partagé
post-handed_over = À partager vous-même
by-hand-open = Copier et ouvrir { $network }
by-hand-done = Le texte est copié et { $network } s’ouvre.
post-deleting = Suppression en cours…
post-deleted-at = Supprimé · { $time }
post-not-deleted = { $network } ne l’a pas supprimé.
share-today-at = aujourd’hui à { $time }
share-yesterday-at = hier à { $time }

## Attend votre décision

needs-title = À vous d’agir
needs-waits = { $count ->
    [one] { $count } activité attend { $network }
   *[other] { $count } activités attendent { $network }
}
needs-asks = { $count ->
    [one] { $count } activité attendait { $network }
   *[other] { $count } activités attendaient { $network }
}
needs-asks-note = Gander doit-il quand même les partager ?
needs-show = Afficher
needs-hide = Masquer
needs-late = Heure prévue : { $time }
needs-late-note = Cet appareil était éteint ou en veille.
needs-by-hand = Partagez vous-même sur { $network }
needs-now = Partager maintenant
needs-time = Choisir une heure
needs-all = Tout partager ({ $count }) petit à petit
needs-unknown = On ne sait pas si c’est partagé sur { $network }
needs-unknown-note = Pas de réponse à { $time }.
needs-look = Vérifier de nouveau
needs-profile = Ouvrir le profil
needs-there = C’est en ligne
needs-there-address = Adresse de la publication (facultatif)
needs-again = Partager de nouveau
needs-again-ask = Partager de nouveau sur { $network } ?
needs-again-twice = Si la première publication est arrivée, elle y sera en double.
needs-leave = En rester là
needs-edit = Modifier
needs-leave-out = Laisser { $network } de côté

## À venir et Partagé

activities-parts = Activités
coming-nothing-planned = Rien de programmé. Gander renouvelle ce qu’il peut et vous prévient à temps.
coming-waits = En attente
coming-waits-network = Attend { $networks }
coming-time = Changer l’heure
coming-zone = { $time } à { $city }, { $here } ici
coming-cancel = Ne plus partager
coming-first = Réautorisez d’abord { $networks }
coming-after-end = Après la fin de l’accès à { $network }, le { $date }
coming-plans-after = { $count ->
    [one] { $count } activité programmée ensuite
   *[other] { $count } activités programmées ensuite
}
coming-cancelled = Partage annulé. Le texte reste sous « Partagé ».
shared-title = Partagé
shared-empty = Ce que vous partagez apparaît ici, avec un lien vers chaque publication.
shared-menu = Plus d’actions
shared-copy = Copier le texte
shared-delete = Supprimer…
shared-delete-ask = Supprimer la publication sur { $networks } ?
shared-delete-keeps = Le texte reste dans cette liste.
shared-delete-none = Choisissez au moins un compte.
shared-delete-act = Supprimer
shared-delete-there = Le supprimer sur { $network }
shared-remove = Retirer de la liste

## À partager et ses flux

to-share-title = À partager
to-share-new = { $count ->
    [one] { $count } nouveauté
   *[other] { $count } nouveautés
}
to-share-unread = Nouveau
to-share-write = Écrire à ce sujet
to-share-dismiss = Pas pour moi
to-share-dismissed = Retiré de la liste
to-share-empty = Ajoutez un flux : ses nouveautés vous seront proposées ici. Gander ne les partage jamais de lui-même.
to-share-nothing = Rien de nouveau
needs-feed = { $feed } ne peut plus être lu depuis le { $date }
feeds-add = Ajouter un flux
feeds-note = Les nouveautés de vos flux sont proposées sous « À partager ». Gander ne les partage jamais de lui-même.
feeds-address = Adresse d’un site ou d’un flux
feeds-look = Chercher le flux
feeds-read = Ce qui s’y trouve déjà est considéré comme lu.
feeds-added = Flux ajouté
feeds-moved = Adresse modifiée
feeds-removed = { $feed } a été retiré
feeds-from = Fourni par { $organization }
feeds-offer = Proposer ses nouveautés
feeds-mute = Mettre en sourdine
feeds-edit = Modifier l’adresse
feeds-save = Enregistrer l’adresse
feeds-remove = Retirer
feeds-gone = D’après le serveur, ce flux n’existe plus.
feeds-failing = Illisible depuis le { $date }
feeds-unreachable = Le serveur ne répond pas, ou répond par une erreur. Réessayez plus tard.

## Le lieu dans un réseau et le titre

share-place-community = Communauté
share-place-profile = Votre profil
share-place-board = Tableau
share-place-choose-board = Choisir un tableau
share-place-choose = Choisir
share-title = Titre
share-title-edit = Raccourcir le titre
chip-choose-community = choisir une communauté
chip-choose-board = choisir un tableau
chip-bad-community = nom impossible
chip-title-long = titre trop long
share-line-choose-community = Choisissez une communauté de { $network }, ou votre profil.
share-line-choose-board = Choisissez un tableau de { $network }.
share-line-bad-community = { $network } ne peut pas avoir de communauté de ce nom. Écrivez-en un comme r/geese : 3 à 21 lettres, chiffres et tirets bas.
share-line-title-long = Le titre est trop long de { $count } pour { $network }.
