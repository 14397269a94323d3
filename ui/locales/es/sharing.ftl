# Los textos para compartir. La ventana los carga cuando una cuenta puede compartir.

## El editor

share-region = Compartir algo
share-something = Comparte algo…
share-drafts = Borradores ({ $count })
share-hint = Comparte en { $networks }, ahora o más tarde. Si una cuenta está desconectada, espera hasta que reautorices.
share-accounts = Cuentas
share-texts = Textos
share-all = Todas
share-own = Texto propio para…
share-own-tab = { $network } · texto propio
share-own-back = Volver al texto para todas
share-text = Texto para todas las cuentas
share-text-own = Texto para { $network }
share-link-add = Enlace
share-link = Dirección del enlace
share-link-shared = El enlace se comparte con el texto.
share-link-drop = Quitar el enlace
share-card-drop = Quitar la tarjeta. El enlace sigue en el texto.
share-phone-to = En { $count }
share-phone-waits = { $count ->
    [one] { $networks } espera
   *[other] { $networks } esperan
}
chip-left = { $count ->
    [one] queda { $count }
   *[other] quedan { $count }
}
chip-over = { $count ->
    [one] sobra { $count }
   *[other] sobran { $count }
}
chip-waits = espera
chip-needs_keys = faltan claves
chip-cannot = aún no
share-left-spoken = { $count ->
    [one] { $network }: queda { $count }
   *[other] { $network }: quedan { $count }
}
share-over-spoken = { $count ->
    [one] { $network }: sobra { $count }
   *[other] { $network }: sobran { $count }
}
share-line-nothing = Escribe algo primero.
share-line-nowhere = Elige dónde compartir.
share-line-too-long = { $count ->
    [one] Para { $network } sobra { $count }. Gander no recorta nada.
   *[other] Para { $network } sobran { $count }. Gander no recorta nada.
}
share-line-bad-link = Esta dirección no es válida.
share-line-past = Esa hora ya pasó.
share-line-no-time = Elige una fecha y una hora.
share-line-disconnected = { $network } está desconectada. Gander comparte allí cuando reautorices.
share-line-unreachable = { $network } no responde. Gander comparte allí cuando responda.
share-line-needs_keys = { $network } necesita claves de app. Gander comparte allí cuando las introduzcas.
share-line-cannot = Gander aún no puede compartir en { $network }.
share-line-skipped = Ese día los relojes se saltan las { $asked }. Gander comparte a las { $time }.
share-line-twice = Ese día hay dos veces las { $asked }. Gander toma la primera.
share-line-running = Gander tiene que estar abierto entonces.
share-line-twin = Compartiste esto en { $network } el { $date }. Puede que { $network } no lo acepte otra vez.
share-line-mention = { $who } puede ser otra persona en cada red.
share-own-text = Texto propio
share-leave-out = Dejar fuera
share-turn-on = Abrir al iniciar sesión
share-when = Cuándo
share-time = Fecha y hora
when-now = Ahora
when-hour = Dentro de 1 hora
when-evening = Esta tarde, { $time }
when-tomorrow = Mañana, { $time }
when-monday = { $day }, { $time }
when-choose = Elegir…
share-late = Si Gander no puede compartir a tiempo:
late-6h = Compartir hasta 6 horas tarde y luego preguntar
late-ask = Preguntar siempre
late-never = No compartir tarde; guardar un borrador
share = Compartir
share-to = Compartir en { $count }
share-to-one = Compartir en { $network }
share-plan = Planificar: { $time }
draft-saved = Borrador guardado
draft-unsaved = Borrador sin guardar. Deja Gander abierto.
draft-unsaved-storage = Borrador sin guardar: el disco está lleno. Deja Gander abierto.
draft-discard = Descartar
draft-discarded = Borrador descartado
draft-empty = Borrador sin texto
undo = Deshacer

## El resultado

share-stop = Detener
share-sharing-to = { $count ->
    [one] Compartiendo en { $networks }…
   *[other] Compartiendo en { $count }…
}
share-planned = Planificado: { $time }.
share-result-shared = { $count ->
    [one] Compartido en { $networks }.
   *[other] Compartido en { $count }.
}
share-result-waits = { $count ->
    [one] { $networks } espera.
   *[other] { $networks } esperan.
}
share-result-unknown = { $count ->
    [one] No se sabe si { $networks } lo compartió.
   *[other] No se sabe si { $networks } lo compartieron.
}
share-result-refused = { $count ->
    [one] { $networks } no lo acepta.
   *[other] { $networks } no lo aceptan.
}
share-result-none = No se ha compartido. Tu texto se conserva.
post-planned = Planificado
post-waits-disconnected = Espera hasta que reautorices
post-waits-needs_keys = Espera las claves de app
post-waits_for_network = Espera a { $network }
post-sharing = Compartiendo…
post-unknown = No se sabe si se compartió
post-shared = Compartido
post-shared-at = Compartido { $time }
post-refused = { $network } no lo acepta
post-late = Con retraso
post-late-at = Con retraso desde { $time }
post-cancelled = No compartido
share-today-at = hoy, { $time }
share-yesterday-at = ayer, { $time }

## Requiere tu atención

needs-title = Requiere tu atención
needs-waits = { $count ->
    [one] { $count } actividad espera a { $network }
   *[other] { $count } actividades esperan a { $network }
}
needs-show = Mostrar
needs-hide = Ocultar
needs-late = Tocaba { $time }
needs-late-note = Este dispositivo estaba apagado o en reposo.
needs-now = Compartir ahora
needs-all = Compartir todas ({ $count }), espaciadas
needs-unknown = No se sabe si { $network } lo compartió
needs-unknown-note = Sin respuesta a las { $time }.
needs-look = Mirar otra vez
needs-profile = Abrir el perfil
needs-there = Ya está allí
needs-there-address = Dirección de la publicación (opcional)
needs-again = Compartir otra vez
needs-again-ask = ¿Compartir otra vez en { $network }?
needs-again-twice = Si la primera vez llegó, estará allí dos veces.
needs-leave = Dejarlo así
needs-edit = Editar
needs-leave-out = Dejar fuera { $network }

## Próximamente y Compartido

activities-parts = Actividades
coming-nothing-planned = Nada planificado. Gander renueva lo que puede y te avisa a tiempo.
coming-waits = Espera
coming-waits-network = Espera a { $networks }
coming-first = Primero reautoriza { $networks }
coming-after-end = Después de que acabe el acceso a { $network } el { $date }
coming-plans-after = { $count ->
    [one] { $count } actividad planificada viene después
   *[other] { $count } actividades planificadas vienen después
}
coming-cancelled = Cancelado. El texto sigue en «Compartido».
shared-title = Compartido
shared-empty = Aquí aparece lo que compartes, con un enlace a cada publicación.
shared-menu = Más
shared-remove = Quitar de la lista
