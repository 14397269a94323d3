# Los textos para compartir. La ventana los carga cuando una cuenta puede compartir.

## El editor

share-region = Compartir algo
share-something = Comparte algo…
share-drafts = Borradores ({ $count })
share-hint = Comparte en { $networks }, ahora o más tarde. Si una cuenta está desconectada, lo que compartas espera hasta que la reautorices.
share-accounts = Cuentas
share-texts = Textos
share-all = Todas
share-own = Otro texto para…
share-own-tab = { $network } · otro texto
share-own-back = Volver al texto común
share-text = Texto para todas las cuentas
share-text-own = Texto para { $network }
share-link-add = Enlace
share-link = Dirección del enlace
share-link-shared = El enlace se comparte con el texto.
share-link-drop = Quitar el enlace
share-card-drop = Quitar la vista previa del enlace. El enlace sigue en el texto.
share-phone-to = { $count ->
    [one] { $count } cuenta
   *[other] { $count } cuentas
}
share-phone-waits = { $count ->
    [one] { $networks } en espera
   *[other] { $networks } en espera
}
chip-left = { $count ->
    [one] queda { $count }
   *[other] quedan { $count }
}
chip-over = { $count ->
    [one] sobra { $count }
   *[other] sobran { $count }
}
chip-waits = en espera
chip-needs_keys = faltan claves
chip-unconfirmed = se está comprobando
chip-cannot = aún no disponible
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
    [one] Demasiado largo para { $network }: sobra { $count }. Gander no recorta nada.
   *[other] Demasiado largo para { $network }: sobran { $count }. Gander no recorta nada.
}
share-line-overfull = Gander admite { $count } caracteres como máximo. No se ha añadido nada: acorta antes el texto.
share-line-bad-link = Esta dirección no es válida.
share-line-past = Esa hora ya ha pasado.
share-line-no-time = Elige una fecha y una hora.
share-line-disconnected = { $network } está desconectado. Gander compartirá allí cuando reautorices la cuenta.
share-line-unreachable = { $network } no responde. Gander compartirá allí cuando responda.
share-line-needs_keys = { $network } necesita claves de app. Gander compartirá allí cuando las introduzcas.
share-line-unconfirmed = { $network } rechazó el acceso una vez. Gander compartirá allí cuando una comprobación salga bien.
share-line-cannot = Gander aún no puede compartir en { $network }.
share-line-only = Los cambios solo se aplican a { $networks }.
share-line-skipped = Ese día, la hora { $asked } no existe por el cambio horario. Gander compartirá a la siguiente: { $time }.
share-line-twice = Ese día, la hora { $asked } se repite por el cambio horario. Gander compartirá la primera vez.
share-line-running = Gander tiene que estar abierto a esa hora.
share-line-twin = Compartiste esto en { $network } el { $date }. Puede que { $network } no lo acepte otra vez.
share-line-mention = { $who } puede ser otra persona en cada red.
share-own-text = Otro texto
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
late-6h = Hasta 6 h más tarde, luego preguntar
late-ask = Preguntar siempre
late-never = No compartir, guardar como borrador
share = Compartir
share-to = Compartir ({ $count })
share-to-one = Compartir en { $network }
share-plan = Programar: { $time }
share-save = Guardar cambios
draft-saved = Guardado
draft-unsaved = El borrador no se ha guardado. Deja Gander abierto.
draft-unsaved-storage = El borrador no se ha guardado: el disco está lleno. Deja Gander abierto.
draft-discard = Descartar
draft-discarded = Borrador descartado
draft-empty = Borrador sin texto
undo = Deshacer
share-picture = Imagen
share-camera = Cámara
share-pictures = Imágenes
share-preview = Vista previa
preview-card-theirs = { $network } crea su propia vista previa del enlace.
preview-undescribed = Sin descripción
picture-describe = Describir imagen
picture-description = Descripción de la imagen { $place }
picture-remove = Quitar la imagen { $place }
picture-moved = Imagen { $place } de { $count }
picture-reading = Leyendo la imagen…
share-cost = { $network } cobra a tu app unos { $price }.
share-allow = Permitir
share-card-making = Creando la vista previa del enlace…
share-card-none = No se pudo crear una vista previa del enlace. El enlace se comparte igualmente.
share-card-shown = { $count ->
    [one] { $networks } muestra esta vista previa del enlace. Las demás redes crean la suya.
   *[other] { $networks } muestran esta vista previa del enlace. Las demás redes crean la suya.
}
share-card-none-with-pictures = { $count ->
    [one] Con imágenes, { $networks } no muestra la vista previa del enlace. El enlace se mantiene.
   *[other] Con imágenes, { $networks } no muestran la vista previa del enlace. El enlace se mantiene.
}
chip-lost = ya no es tuya
chip-needs_page = elige una página
chip-needs_picture = falta una imagen
chip-needs_public_picture = solo imágenes de la web
chip-no_pictures = sin imágenes
chip-too_many_pictures = { $count } imágenes como máximo
chip-long_description = descripción demasiado larga
chip-needs_permission = falta permiso
chip-by_hand = lo compartes tú
share-line-lost = Tu cuenta ya no puede actuar en nombre de { $name }.
share-line-needs_page = { $network } solo admite publicaciones de páginas. Primero elige páginas en los detalles de la cuenta.
share-line-needs_picture = { $network } no admite publicaciones sin imagen.
share-line-needs_public_picture = { $network } solo admite imágenes que ya están en la web.
share-line-no_pictures = { $network } no admite imágenes.
share-line-too_many_pictures = { $network } admite { $count } imágenes como máximo.
share-line-long_description = { $network } admite descripciones de { $count } caracteres como máximo.
share-line-needs_permission = { $network } no ha permitido que Gander comparta imágenes.
share-line-by-hand-profile = { $network } no permite que ninguna app comparta en un perfil. Gander copia el texto y abre { $network }.
share-line-by-hand-texts = { $network } no permite que ninguna app comparta textos. Gander copia el texto y abre { $network }.
share-line-by-hand-pictures = { $network } solo admite imágenes que ya están en la web. Gander copia el texto y abre { $network }.
share-line-by-hand-planned = En { $network } lo compartes tú. Llegada la hora, lo verás en «Requiere tu atención».
share-line-phone = En el móvil, Gander comparte cuando lo abres. Si permites las notificaciones, te avisa a esa hora.
share-line-reading = Gander todavía está leyendo una imagen.
share-line-undescribed = { $count ->
    [one] { $count } imagen no tiene descripción.
   *[other] { $count } imágenes no tienen descripción.
}
share-line-picture-not_a_picture = Este archivo no es una imagen. Elige un archivo JPEG, PNG, WebP o GIF.
share-line-picture-video = Gander todavía no puede compartir vídeos.
share-line-picture-other_format = Gander no puede leer este tipo de imagen. Guárdala antes como JPEG o PNG.
share-line-picture-too_large = Esta imagen es demasiado grande. Redúcela antes.
share-line-picture-animated = Gander todavía no puede compartir imágenes animadas.
share-line-picture-damaged = Esta imagen está dañada o incompleta.

## El resultado

share-stop = Detener
share-sharing-to = { $count ->
    [one] Compartiendo en { $networks }…
   *[other] Compartiendo en { $count } cuentas…
}
share-planned = Programado: { $time }.
share-result-shared = { $count ->
    [one] Compartido en { $networks }.
   *[other] Compartido en { $count } cuentas.
}
share-result-waits = { $count ->
    [one] { $networks } queda en espera.
   *[other] { $networks } quedan en espera.
}
share-result-unknown = { $count ->
    [one] No se sabe si se compartió en { $networks }.
   *[other] No se sabe si se compartió en { $networks }.
}
share-result-refused = { $count ->
    [one] { $networks } no lo acepta.
   *[other] { $networks } no lo aceptan.
}
share-result-handed_over = En { $networks } lo compartes tú.
share-result-none = No se ha compartido. Tu texto se conserva.
post-planned = Programado
post-waits-disconnected = En espera de que reautorices la cuenta
post-waits-needs_keys = En espera de las claves de app
post-waits-needs_permission = En espera de tu permiso
post-waits_for_network = En espera de { $network }
post-sharing = Compartiendo…
post-uploading = Subiendo la imagen { $place } de { $count }
post-unknown = No se sabe si se compartió
post-shared = Compartido
post-shared-at = Compartido · { $time }
post-refused = { $network } no lo acepta
post-late = Con retraso
post-late-at = Con retraso desde { $time }
post-asks = En espera de tu respuesta
post-cancelled = No compartido
post-handed_over = Aquí lo compartes tú
by-hand-open = Copiar y abrir { $network }
by-hand-done = Texto copiado. Abriendo { $network }…
post-deleting = Eliminando…
post-deleted-at = Eliminado · { $time }
post-not-deleted = { $network } no lo eliminó.
share-today-at = hoy, { $time }
share-yesterday-at = ayer, { $time }

## Requiere tu atención

needs-title = Requiere tu atención
needs-waits = { $count ->
    [one] { $count } actividad espera a { $network }
   *[other] { $count } actividades esperan a { $network }
}
needs-asks = { $count ->
    [one] { $count } actividad esperaba a { $network }
   *[other] { $count } actividades esperaban a { $network }
}
needs-asks-note = ¿Quieres que Gander aún las comparta?
needs-show = Mostrar
needs-hide = Ocultar
needs-late = Hora prevista: { $time }
needs-late-note = Este dispositivo estaba apagado o en reposo.
needs-by-hand = Compártelo tú en { $network }
needs-now = Compartir ahora
needs-time = Elegir una hora
needs-all = Compartir todas ({ $count }) poco a poco
needs-unknown = No se sabe si se compartió en { $network }
needs-unknown-note = Sin respuesta ({ $time }).
needs-look = Comprobar otra vez
needs-profile = Abrir el perfil
needs-there = Ya está allí
needs-there-address = Dirección de la publicación (opcional)
needs-again = Compartir otra vez
needs-again-ask = ¿Compartir otra vez en { $network }?
needs-again-twice = Si la primera publicación llegó, aparecerá allí dos veces.
needs-leave = Dejarlo así
needs-edit = Editar
needs-leave-out = Dejar fuera { $network }

## Lo próximo y Compartido

activities-parts = Actividades
coming-nothing-planned = Nada programado. Gander renueva lo que puede y te avisa a tiempo.
coming-waits = En espera
coming-waits-network = En espera de { $networks }
coming-time = Cambiar la hora
coming-zone = { $time } en { $city }, { $here } aquí
coming-cancel = Cancelar
coming-first = Primero reautoriza { $networks }
coming-after-end = Después de que acabe el acceso a { $network } el { $date }
coming-plans-after = { $count ->
    [one] Después hay { $count } actividad programada
   *[other] Después hay { $count } actividades programadas
}
coming-cancelled = Cancelado. El texto sigue en «Compartido».
shared-title = Compartido
shared-empty = Aquí aparece lo que compartes, con un enlace a cada publicación.
shared-menu = Más acciones
shared-copy = Copiar el texto
shared-delete = Eliminar…
shared-delete-ask = ¿Eliminar la publicación de { $networks }?
shared-delete-keeps = El texto se queda en esta lista.
shared-delete-none = Elige al menos una cuenta.
shared-delete-act = Eliminar
shared-delete-there = Eliminarlo en { $network }
shared-remove = Quitar de la lista

## Sugerencias y sus feeds

to-share-title = Sugerencias
to-share-new = { $count ->
    [one] { $count } nueva
   *[other] { $count } nuevas
}
to-share-unread = Nueva
to-share-write = Escribir sobre esto
to-share-dismiss = No es para mí
to-share-dismissed = Quitada de la lista
to-share-empty = Añade un feed y sus novedades aparecerán aquí. Gander nunca las comparte por su cuenta.
to-share-nothing = Nada nuevo
needs-feed = { $feed } no se puede leer desde el { $date }
feeds-add = Añadir un feed
feeds-note = Las novedades de tus feeds aparecen en «Sugerencias». Gander nunca las comparte por su cuenta.
feeds-address = Dirección de un sitio o de un feed
feeds-look = Buscar feed
feeds-read = Lo que ya está publicado cuenta como leído.
feeds-added = Feed añadido
feeds-moved = Dirección cambiada
feeds-removed = { $feed } se ha quitado
feeds-from = De { $organization }
feeds-offer = Mostrar sus novedades
feeds-mute = Silenciar
feeds-edit = Cambiar la dirección
feeds-save = Guardar la dirección
feeds-remove = Quitar
feeds-gone = El servidor dice que este feed ya no existe.
feeds-failing = No se puede leer desde el { $date }
feeds-unreachable = El servidor no responde o responde con un error. Inténtalo más tarde.

## El lugar dentro de una red y el título

share-place-community = Comunidad
share-place-profile = Tu perfil
share-place-board = Tablero
share-place-choose-board = Elige un tablero
share-place-choose = Elegir
share-title = Título
share-title-edit = Acortar el título
chip-choose-community = elige una comunidad
chip-choose-board = elige un tablero
chip-bad-community = nombre no válido
chip-title-long = título demasiado largo
share-line-choose-community = Elige una comunidad de { $network } o tu perfil.
share-line-choose-board = Elige un tablero de { $network }.
share-line-bad-community = En { $network } no puede haber una comunidad con ese nombre. Escribe uno como r/geese: de 3 a 21 letras, cifras y guiones bajos.
share-line-title-long = { $count ->
    [one] El título es demasiado largo para { $network }: sobra { $count } carácter.
   *[other] El título es demasiado largo para { $network }: sobran { $count } caracteres.
}
