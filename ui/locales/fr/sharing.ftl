# Les textes du partage. La fenêtre les charge dès qu’un compte peut partager.

## L’éditeur

share-region = Partager quelque chose
share-something = Partager quelque chose…
share-drafts = Brouillons ({ $count })
share-hint = Partagez sur { $networks }, maintenant ou plus tard. Si un compte est déconnecté, il attend que vous réautorisiez.
share-accounts = Comptes
share-texts = Textes
share-all = Tous
share-own = Texte propre à…
share-own-tab = { $network } · texte propre
share-own-back = Revenir au texte commun
share-text = Texte pour tous les comptes
share-text-own = Texte pour { $network }
share-link-add = Lien
share-link = Adresse du lien
share-link-shared = Le lien est partagé avec le texte.
share-link-drop = Retirer le lien
share-card-drop = Retirer la carte. Le lien reste dans le texte.
share-phone-to = Vers { $count }
share-phone-waits = { $count ->
    [one] { $networks } attend
   *[other] { $networks } attendent
}
chip-left = reste { $count }
chip-over = { $count } de trop
chip-waits = attend
chip-needs_keys = clés requises
chip-cannot = pas encore
share-left-spoken = { $network } : reste { $count }
share-over-spoken = { $network } : { $count } de trop
share-line-nothing = Écrivez d’abord quelque chose.
share-line-nowhere = Choisissez où partager.
share-line-too-long = Trop long de { $count } pour { $network }. Gander ne coupe rien.
share-line-bad-link = Cette adresse n’est pas valide.
share-line-past = Cette heure est passée.
share-line-no-time = Choisissez une date et une heure.
share-line-disconnected = { $network } est déconnecté. Gander y partage dès que vous réautorisez.
share-line-unreachable = { $network } ne répond pas. Gander y partage dès qu’il répond.
share-line-needs_keys = { $network } demande des clés d’app. Gander y partage dès que vous les saisissez.
share-line-cannot = Gander ne peut pas encore partager sur { $network }.
share-line-skipped = Ce jour-là, les horloges sautent { $asked }. Gander partage à { $time }.
share-line-twice = Ce jour-là, { $asked } revient deux fois. Gander prend la première.
share-line-running = Gander doit être ouvert à ce moment-là.
share-line-twin = Vous avez partagé ceci sur { $network } le { $date }. { $network } pourrait ne plus l’accepter.
share-line-mention = { $who } peut désigner une autre personne sur chaque réseau.
share-own-text = Texte propre
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
share-late = Si Gander ne peut pas partager à temps :
late-6h = Partager jusqu’à 6 heures plus tard, puis demander
late-ask = Toujours demander
late-never = Ne pas partager en retard ; garder un brouillon
share = Partager
share-to = Partager sur { $count }
share-to-one = Partager sur { $network }
share-plan = Planifier : { $time }
draft-saved = Brouillon enregistré
draft-unsaved = Brouillon non enregistré. Laissez Gander ouvert.
draft-unsaved-storage = Brouillon non enregistré : le disque est plein. Laissez Gander ouvert.
draft-discard = Supprimer
draft-discarded = Brouillon supprimé
draft-empty = Brouillon sans texte
undo = Annuler

## Le résultat

share-stop = Arrêter
share-sharing-to = { $count ->
    [one] Partage sur { $networks }…
   *[other] Partage sur { $count }…
}
share-planned = Planifié : { $time }.
share-result-shared = { $count ->
    [one] Partagé sur { $networks }.
   *[other] Partagé sur { $count }.
}
share-result-waits = { $count ->
    [one] { $networks } attend.
   *[other] { $networks } attendent.
}
share-result-unknown = { $count ->
    [one] On ne sait pas si { $networks } l’a partagé.
   *[other] On ne sait pas si { $networks } l’ont partagé.
}
share-result-refused = { $count ->
    [one] { $networks } ne l’accepte pas.
   *[other] { $networks } ne l’acceptent pas.
}
share-result-none = Non partagé. Votre texte est conservé.
post-planned = Planifié
post-waits-disconnected = Attend que vous réautorisiez
post-waits-needs_keys = Attend les clés d’app
post-waits_for_network = Attend { $network }
post-sharing = Partage en cours…
post-unknown = On ne sait pas si c’est partagé
post-shared = Partagé
post-shared-at = Partagé { $time }
post-refused = { $network } ne l’accepte pas
post-late = En retard
post-late-at = En retard depuis { $time }
post-cancelled = Non partagé
share-today-at = aujourd’hui, { $time }
share-yesterday-at = hier, { $time }

## Attend votre décision

needs-title = À vous de décider
needs-waits = { $count ->
    [one] { $count } activité attend { $network }
   *[other] { $count } activités attendent { $network }
}
needs-show = Afficher
needs-hide = Masquer
needs-late = Était prévu { $time }
needs-late-note = Cet appareil était éteint ou en veille.
needs-now = Partager maintenant
needs-all = Tout partager ({ $count }), de façon espacée
needs-unknown = On ne sait pas si { $network } l’a partagé
needs-unknown-note = Pas de réponse à { $time }.
needs-look = Regarder de nouveau
needs-profile = Ouvrir le profil
needs-there = C’est en ligne
needs-there-address = Adresse de la publication (facultatif)
needs-again = Partager de nouveau
needs-again-ask = Partager de nouveau sur { $network } ?
needs-again-twice = Si le premier partage est arrivé, il y sera deux fois.
needs-leave = En rester là
needs-edit = Modifier
needs-leave-out = Laisser { $network } de côté

## À venir et Partagé

activities-parts = Activités
coming-nothing-planned = Rien de planifié. Gander renouvelle ce qu’il peut et vous prévient à temps.
coming-waits = En attente
coming-waits-network = Attend { $networks }
coming-first = Réautorisez d’abord { $networks }
coming-after-end = Après la fin de l’accès à { $network } le { $date }
coming-plans-after = { $count ->
    [one] { $count } activité planifiée vient après
   *[other] { $count } activités planifiées viennent après
}
coming-cancelled = Annulé. Le texte reste sous « Partagé ».
shared-title = Partagé
shared-empty = Ce que vous partagez apparaît ici, avec un lien vers chaque publication.
shared-menu = Plus
shared-remove = Retirer de la liste
