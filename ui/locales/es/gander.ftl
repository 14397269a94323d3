## Lugares

tab-activities = Actividades
tab-history = Historial
tab-policies = Reglas
nav-main = Principal
menu-open = Menú
menu-close = Cerrar el menú
settings = Ajustes

## Cuentas

loading = Cargando tus cuentas…
accounts-title = Cuentas sociales
accounts-need = { $count ->
    [one] { $count } requiere atención
   *[other] { $count } requieren atención
}
accounts-quiet = { $count ->
    [one] Tu cuenta está activa.
   *[other] Tus { $count } cuentas están activas.
}
accounts-quiet-next = Lo próximo para ti: reautorizar { $network } antes del { $date }.
accounts-show-all = Mostrar las { $count } cuentas
accounts-show-fewer = Mostrar menos
accounts-reauthorize-all = Reautorizar { $count } cuentas, una por una
accounts-add = Añadir una cuenta
account-add-another = Añadir otra cuenta de { $network }
accounts-find = Buscar una cuenta
accounts-none-found = Ninguna cuenta coincide con «{ $words }».
accounts-checking = Comprobadas { $done } de { $total }
accounts-walking = Cuenta { $done } de { $total }
group-needs = Requieren atención
group-soon = Pronto
group-fine = Activas
pull-check = Desliza hacia abajo para comprobar
pull-release = Suelta para comprobar
accounts-footnote = { PLATFORM() ->
    [windows] Los tokens se quedan en este dispositivo, sellados con una clave del Administrador de credenciales.
    [macos] Los tokens se quedan en este dispositivo, sellados con una clave de tu llavero.
    [ios] Los tokens se quedan en este dispositivo, sellados con una clave de tu llavero.
    [android] Los tokens se quedan en este dispositivo, sellados con una clave del almacén de claves.
   *[other] Los tokens se quedan en este dispositivo, sellados con una clave de tu depósito de claves.
} Gander no tiene servidor.
accounts-footnote-memory = Los tokens se quedan en este dispositivo, en memoria, hasta que Gander se cierre. Gander no tiene servidor.
accounts-yours = Tus cuentas · { $count }
accounts-fine = Nada requiere atención
account-new = Cuenta nueva
practice = Práctica

## Estado

status-active = Activa
status-expiring-by = Antes del { $date }
status-unconfirmed = Por confirmar
status-unreachable = Sin respuesta
status-disconnected = Desconectada
status-set_up_needed = Falta configurar
busy-checking = Comprobando…
busy-renewing = Renovando…
busy-finishing = Terminando…

## Por qué

reason-expired = El acceso a { $network } terminó el { $date }.
reason-revoked = { $network } revocó el acceso de Gander el { $date }.
reason-password_changed = Tu contraseña de { $network } cambió el { $date }.
reason-checkpoint = { $network } pide que confirmes que eres tú. Inicia sesión en { $site } y después reautoriza la cuenta.
reason-permission_missing = Desde el { $date } falta en { $network } un permiso que Gander necesita.
reason-refresh_rejected = { $network } se negó el { $date } a renovar el acceso de Gander.
usual-revoked = Normalmente, alguien quitó la app en los ajustes de la cuenta o cambió la contraseña.
missing-permissions = Sin permiso para: { $permissions }.
missing-title = Sin permiso en { $network }
pages-row = Páginas: { $pages }
pages-lost = Ya no puedes actuar en nombre de { $pages } en { $network }. Pide allí tu rol de nuevo o deja de comprobarla.
pages-title = Páginas que gestionas
pages-hint = Gander comprueba las páginas que elijas junto con esta cuenta.
pages-none = Aún no se ha encontrado ninguna página.
pages-look = Buscar páginas
pages-mark = perdida
permission-profile = ver quién eres
permission-read = leer tus publicaciones
permission-share = compartir en tu nombre
permission-share_media = compartir imágenes y vídeos
permission-delete = eliminar lo que compartiste
permission-list_pages = ver qué páginas gestionas
permission-read_pages = leer lo que comparten tus páginas
permission-share_pages = compartir en tus páginas
permission-read_boards = ver tus tableros
permission-edit_boards = crear y cambiar tableros
permission-choose_flair = elegir una etiqueta
permission-stay_signed_in = mantener la sesión iniciada
set-up-app_keys_missing = Faltan las claves de tu app de desarrollador.
set-up-app_keys_refused = { $network } rechazó las claves de tu app de desarrollador.
cost-data = Reautoriza la cuenta antes del { $date } para conservar tus datos de { $network }.
cost-idle = Gander no puede usar esta cuenta hasta que la reautorices.
cost-set-up = Gander no puede renovar esta cuenta hasta que tenga claves nuevas.
account-waits = { $count ->
    [one] { $count } actividad espera a esta cuenta.
   *[other] { $count } actividades esperan a esta cuenta.
}
soon-by = Reautoriza la cuenta antes del { $date }.
unconfirmed-again = { $network } rechazó el acceso ({ $time }). Un solo rechazo puede ser un error: Gander volverá a preguntar ({ $again }). Hasta entonces no hay nada que hacer.
unconfirmed-soon = { $network } rechazó el acceso una vez. Un solo rechazo puede ser un error: Gander volverá a preguntar en cuanto pueda. Hasta entonces no hay nada que hacer.
unreachable-since = Activa, pero sin respuesta desde { $time }. No hay nada que hacer.

## Qué se puede hacer

reauthorize = Reautorizar
re-link = Volver a vincular
connect = Conectar
set-up = Configurar
cancel = Cancelar
copy-link = Copiar enlace
copy = Copiar
copying = Copiando…
copied = Copiado
open-again = Abrir otra vez el navegador
try-again = Reintentar
dismiss = Descartar
close = Cerrar
field-empty = Rellena primero este campo.

## Un inicio de sesión en curso

sign-in-opening = Abriendo tu navegador…
sign-in-waiting = Termina de iniciar sesión en { $network } en tu navegador.
sign-in-waiting-note = Tienes cinco minutos.
sign-in-asks_pin = { $network } muestra un PIN en el navegador. Escríbelo aquí:
sign-in-use-pin = Usar un PIN en su lugar
sign-in-pin = PIN de { $network }
sign-in-enter-pin = Continuar
sign-in-finishing = Terminando el inicio de sesión en { $network }…
sign-in-wrong = Iniciaste sesión como { $signed_in }; esta conexión es de { $expected }.
sign-in-add-as-new = Añadir { $signed_in } como cuenta nueva
failed-denied = No se dio permiso en { $network }. Nada ha cambiado.
failed-timed_out = El inicio de sesión tardó más de cinco minutos. Nada ha cambiado.
failed-refused = { $network } se negó a terminar el inicio de sesión. Nada ha cambiado.
failed-unreachable = No se pudo contactar con { $network }. Revisa tu conexión e inténtalo otra vez.
failed-port_taken = Otro programa usa el puerto que necesita el inicio de sesión. Ciérralo e inténtalo otra vez.
failed-bad_answer = Gander no puede usar la respuesta de { $network }. Nada ha cambiado. Inténtalo más tarde.
failed-storage = Gander no puede escribir en el disco. Libera espacio e inténtalo otra vez.
failed-unsupported = Gander aún no puede hacer esto en este dispositivo.
failed-vault_locked = { PLATFORM() ->
    [windows] El Administrador de credenciales está bloqueado.
    [macos] Tu llavero está bloqueado.
    [ios] Tu llavero está bloqueado.
    [android] El almacén de claves está bloqueado.
   *[other] Tu depósito de claves está bloqueado.
} Desbloquéalo e inténtalo otra vez.
failed-address_unknown = Gander no encontró ese servidor o usuario. Compruébalo e inténtalo otra vez.
failed-registration_refused = Ese servidor de { $network } no permitió que Gander se registrara ({ $answer }). Comprueba que sea el servidor de tu cuenta o pregunta a quienes lo administran.
clock-ended = Acceso terminado

## Detalles de una cuenta

clock-signed-in = Sesión iniciada
clock-reauthorize = Reautorizar antes del
clock-access = Acceso hasta
clock-refresh = Renovable hasta
clock-data-access = Acceso a datos hasta
clock-renewal = Próxima renovación
clock-checked = Última comprobación
clock-next-check = Próxima comprobación
clock-data-loss = Tras esta fecha, { $network } puede borrar tus datos
renews-itself = Gander renueva este acceso por sí solo.
access-endless = Este acceso no tiene fecha de fin.
details-dates = Todas las fechas
programs-title = Otros programas
programs-requests = Permitir que los programas de este dispositivo actúen con esta cuenta
programs-tokens = Entregarles también el token de acceso
programs-note = Gander envía sus peticiones, anota de qué programa vienen y deja de hacerlo en cuanto desactives esta opción.
to-calendar = Añadir al calendario
to-calendar-done = La fecha está guardada para tu calendario. Si tu calendario no se abre, abre este archivo con él: { $file }
evidence-title = Respuesta de { $network }
evidence-authorization = mientras iniciabas sesión
evidence-token = al terminar el inicio de sesión
evidence-renewal = cuando Gander renovó el acceso
evidence-identity = cuando Gander preguntó de quién es la cuenta
evidence-probe = cuando Gander comprobó la cuenta
evidence-revocation = cuando Gander devolvió el acceso
evidence-page = cuando Gander preguntó por una página
check-now = Comprobar ahora
disconnect = Desconectar
disconnect-ask = ¿Desconectar a { $who } de { $network }?
disconnect-lost = Gander borra de este dispositivo los tokens y las fechas de esta cuenta. Tu cuenta en { $network } queda como está. Para volver a usarla aquí, tendrás que iniciar sesión otra vez.
disconnect-by-hand = { $network } no deja que una app termine su propio acceso. Quita la app también allí:
disconnect-keep = Conservarla

## Lo próximo e historial

coming-title = Lo próximo
coming-nothing = No tienes nada que hacer. Gander renueva lo que puede y te avisa a tiempo.
coming-reauthorize = Reautorizar { $network }
coming-reauthorize-note = Solo tú puedes hacerlo
coming-renewal = Gander renueva { $network }
coming-data = { $network } puede borrar tus datos
coming-data-note = Reautoriza antes la cuenta para conservarlos
coming-data-access = Termina el acceso a datos en { $network }
coming-checks = Próxima comprobación ({ $time }): { $networks }
happened-title = Historial reciente
happened-all = Todo el historial
history-empty = Nada todavía. Gander anota aquí cada conexión, renovación y desconexión.
history-connected = Conectada
history-reauthorized = Reautorizada
history-renewed = Renovada por Gander
history-permission_missing = Falta un permiso
history-page_lost = Se perdió el acceso a una página
history-recovered = Activa de nuevo
history-warned = Gander te recordó que debías reautorizar la cuenta
history-unreachable = Sin respuesta
history-sign_in_failed = Falló un inicio de sesión
history-wrong_account = Inició sesión otra cuenta
history-removed = Desconectada por ti
history-account = Cuenta
history-all-accounts = Todas las cuentas
history-revocation_failed = La red no confirmó el fin del acceso
history-notified = Gander te envió una notificación
history-mailed = Gander te envió un correo
history-mail_failed = Gander no pudo enviarte un correo
history-request_made = Un programa hizo una petición en nombre de esta cuenta
history-token_taken = Un programa recibió el token de acceso
history-allowed_requests = Permites que otros programas actúen con esta cuenta
history-allowed_tokens = Permites que otros programas actúen con esta cuenta y reciban su token
history-allowed_nothing = Ningún otro programa puede usar esta cuenta
history-program = programa: { $program }
history-times = { $count ->
    [one] una vez
   *[other] { $count } veces
}
history-until = hasta { $time }
history-copy = Copiar como JSON
why-expired = terminó el acceso
why-revoked = acceso revocado
why-password_changed = cambió la contraseña
why-checkpoint = hay que confirmar la identidad
why-permission_missing = falta un permiso
why-refresh_rejected = renovación rechazada
today = Hoy
yesterday = Ayer
tomorrow = Mañana
day-at = { $day }, { $time }

## Reglas

policies-intro = El tiempo que cada red deja que una app actúe por ti, y tus propias fechas.
policies-page = Leer las reglas en { $network }
connect-now = Conectar ahora
connect-practice = Probar con redes de práctica
connect-practice-why = Redes simuladas en este dispositivo. Nada se comparte con nadie.
connect-keys = Registra antes tu propia app (unos 10 minutos)
connect-keys-why = Estas redes solo admiten apps registradas. Registra la tuya una vez en cada una.
policies-none = Sin conectar

## Primer uso y configuración

first-title = Mantén tus cuentas sociales conectadas
first-intro = Conecta las cuentas en las que compartes. Gander vigila cada conexión, renueva lo que puede y te avisa antes de que acabe el acceso.
network-handle = Basta con tu usuario
network-server = Basta con el nombre de tu servidor
network-https = También necesita una página https tuya
network-connected = { $count ->
    [one] { $count } cuenta conectada
   *[other] { $count } cuentas conectadas
}
ask-title = Conectar { $network }
ask-server = Tu servidor de { $network }
ask-server-hint = La parte de tu dirección después de la última @, como mastodon.social
ask-handle = Tu usuario en { $network }
ask-handle-hint = Por ejemplo, dana.bsky.social
ask-wrong = Esta dirección no es válida. Escríbela como en el ejemplo.
ask-with-password = Iniciar sesión con una contraseña de app
ask-password = Contraseña de app
ask-password-hint = Crea una en tus ajustes de { $network }. Gander la envía una sola vez, a tu propio servidor, y no la guarda.
ask-password-wrong = Eso no es una contraseña de app. Las contraseñas de app son así: abcd-efgh-ijkl-mnop. No escribas aquí tu propia contraseña.
keys-title = Configurar { $network }
keys-intro = { $network } solo admite apps registradas. Registra allí la tuya una vez; lleva unos diez minutos.
keys-step-app = Crea una app en la página de desarrolladores de { $network }.
keys-step-redirect = Pega esta dirección de redirección en los ajustes de la app, tal como está:
keys-step-paste = Pega aquí las claves de la app:
keys-open-page = Abrir la página de desarrolladores de { $network }
keys-client-id = ID de cliente
keys-client-secret = Secreto de cliente
keys-secret-note = Gander sella el secreto en este dispositivo y no vuelve a mostrarlo.
keys-save = Guardar claves
keys-change = Cambiar claves
keys-redirect = Dirección de redirección
keys-called = { $word } (allí: «{ $name }»)
keys-parameter = «{ $name }» de tu app, si lo tiene
keys-optional = Pedir también esto a { $network }, si tu app puede:
keys-none = Aún sin claves
keys-from-file = Claves del archivo de red
keys-client-secret-optional = Secreto de cliente, si tu app lo tiene
keys-kept = ID de cliente { $id }, con secreto
keys-kept-alone = ID de cliente { $id }, sin secreto
keys-check = Comprobar claves
keys-checking = Preguntando a { $network }…
keys-check-taken = { $network } acepta estas claves.
keys-check-refused = { $network } rechaza estas claves, o la app a la que pertenecen. Cópialas de nuevo de la página de desarrolladores. Comprueba allí que la app esté activada y tenga la dirección de redirección de arriba.
keys-check-untold = { $network } respondió, pero no dijo si acepta estas claves. Lo sabrás al iniciar sesión.
keys-check-unreachable = Gander no pudo contactar con { $network }. Inténtalo más tarde.
keys-remove = Quitar claves
keys-remove-ask = ¿Quitar de este dispositivo las claves de { $network }?
keys-remove-lost = Gander no puede volver a mostrar el secreto. Para usar aquí las claves más adelante, tendrás que copiarlas otra vez de la página de desarrolladores.
keys-remove-used = { $count ->
    [one] { $count } cuenta las usa. Se queda, pero Gander no puede renovarla ni volver a iniciar sesión con ella hasta que haya claves.
   *[other] { $count } cuentas las usan. Se quedan, pero Gander no puede renovarlas ni volver a iniciar sesión con ellas hasta que haya claves.
}
keys-keep = Conservarlas
organization-title = Unirse a una organización
organization-unverified = El archivo dice que es de «{ $name }». Gander no puede comprobarlo: sigue solo si sabes quién lo envió.
organization-elsewhere = Un enlace te ofrece los ajustes de una organización. El archivo está en { $host }. Gander aún no ha contactado con ese servidor.
organization-fetch = Obtener el archivo
organization-fetching = Preguntando a { $host }…
organization-broken = Gander no puede usar este archivo y no ha cambiado nada. Envía esto a quien lo hizo:
organization-changes = Si te unes, cambia esto:
organization-nothing = Unirte no cambia nada: todo está ya aquí.
organization-app = La app { $id }, sin secreto
organization-app-secret = La app { $id }, con su secreto
organization-replaces-own = Sustituye la tuya, { $former }.
organization-replaces-own-secret = Sustituye tu propio secreto.
organization-replaces = Sustituye { $former }, que te dio una organización.
organization-replaces-secret = Sustituye el secreto que te dio una organización.
organization-same = Ya está aquí.
organization-lacks-secret = El archivo no contiene el secreto. Introdúcelo en «Apps y claves».
organization-users = { $count ->
    [one] { $count } cuenta se conectó con otra app y hay que reautorizarla.
   *[other] { $count } cuentas se conectaron con otra app y hay que reautorizarlas.
}
organization-network = Una red nueva
organization-network-changed = Modificada: una red que te dio una organización
organization-hosts = Si inicias sesión allí, tendrán acceso a tu cuenta: { $hosts }
organization-feed = Novedades de { $title }, leídas en { $host }
organization-feed-removed = { $title } se quita, con las novedades que ofrece.
organization-days = Recordatorios { $days } días antes de que debas actuar
organization-days-own = Sustituye los tuyos: { $days }.
organization-days-former = Hasta ahora: { $days }.
organization-passphrase = Frase de contraseña
organization-passphrase-hint = Abre los secretos del archivo. Tu organización te la da por separado.
organization-refused = La frase de contraseña no abre los secretos, o algo ha cambiado aquí entretanto. No se cambió nada.
organization-join = Unirse
organization-joining = Abriendo el archivo…
organization-joined = Te has unido. Las claves están aquí.
bridge-why = { $network } solo te devuelve a una dirección https. Pon la página puente de Gander, sin cambiarla, en cualquier servidor web tuyo y escribe aquí su dirección. La página entrega el inicio de sesión a este dispositivo y no guarda nada.
bridge-optional = ¿{ $network } exige una dirección https?
bridge-copy-page = Copiar la página
bridge-address = Dirección de la página
bridge-use = Usar esta dirección
bridge-remove = Dejar de usar la página

## Ajustes

settings-networks = Redes sociales
settings-alerts = Avisos
settings-feeds = Feeds
settings-keys = Apps y claves
settings-general = General
settings-about = Acerca de
networks-disconnected = Desconectadas
networks-active = Activas
alerts-intro = { PLATFORM() ->
    [ios] Gander te avisa una vez por cada cambio, con una notificación.
    [android] Gander te avisa una vez por cada cambio, con una notificación.
    [macos] Gander te avisa una vez por cada cambio, con una notificación y con su icono en la barra de menús.
   *[other] Gander te avisa una vez por cada cambio, con una notificación y con su icono en la bandeja.
}
alerts-before = Antes de que acabe el acceso
alerts-before-when = { $last ->
    [one] { $days } día antes de que debas actuar
   *[other] { $days } días antes de que debas actuar
}
alerts-broken = Cuando una cuenta se desconecta
alerts-broken-when = Al momento, luego a los 2 días y después cada 5 días, como máximo 6 veces
alerts-recovered = Cuando vuelve a funcionar
alerts-recovered-when = La notificación desaparece sola
paused-until = Avisos en pausa hasta { $time }
paused-resume = Reanudar
alerts-pause = Pausar los avisos
alerts-pause-hour = 1 hora
alerts-pause-tomorrow = Hasta mañana
alerts-when = Cómo y cuándo
alerts-native = Notificaciones del sistema
alerts-not-shown = { PLATFORM() ->
    [ios] Este sistema no mostró la última notificación. Esta ventana te avisa igualmente.
    [android] Este sistema no mostró la última notificación. Esta ventana te avisa igualmente.
    [macos] Este sistema no mostró la última notificación. La barra de menús y esta ventana te avisan igualmente.
   *[other] Este sistema no mostró la última notificación. La bandeja y esta ventana te avisan igualmente.
}
alerts-days = Días de recordatorio propios
alerts-days-hint = Días antes de que debas actuar: hasta seis números del 1 al 60
alerts-quiet = Horas de silencio
alerts-from = Desde
alerts-to = Hasta
alerts-quiet-note = Gander retiene los avisos durante las horas de silencio y los envía juntos cuando terminan.
alerts-shared = Avísame cuando algo se haya compartido
alerts-digest = Un resumen al día
alerts-at = A las
alerts-told-of = Avisarme de
alerts-email = Correo
alerts-email-on = Enviarme también correos
alerts-email-note = Gander te escribe a través de tu propio servidor de correo cuando una cuenta se desconecta, y en el primer y el último recordatorio. Gander sella la contraseña en este dispositivo.
alerts-mail-trouble = Gander no pudo enviar el último correo.
alerts-host = Servidor de correo
alerts-security = Seguridad
alerts-security-none = Ninguna (servidor en este dispositivo)
alerts-port = Puerto
alerts-username = Nombre de usuario (opcional)
alerts-password = Contraseña
alerts-password-kept = Guardada. Déjala vacía para conservarla
alerts-sender = De
alerts-recipients = Para (varios, separados por comas)
alerts-test = Enviar un correo de prueba
alerts-testing = Preguntando al servidor de correo…
alerts-test-done = El servidor de correo lo aceptó. Mira tu bandeja de entrada.
alerts-save = Guardar
alerts-saved = Guardado
alerts-bad-warn_days = Escribe de uno a seis números distintos, del 1 al 60.
alerts-bad-quiet_hours = Las horas de silencio deben terminar a una hora distinta de la de inicio.
alerts-bad-host = Escribe solo el nombre del servidor, como smtp.example.org.
alerts-bad-port = Escribe el puerto del servidor, normalmente 465 o 587.
alerts-bad-security = Elige TLS o STARTTLS. Solo un servidor en este dispositivo puede prescindir de ellos.
alerts-bad-username = Escribe un nombre o déjalo vacío.
alerts-bad-from = Escribe la dirección del remitente, como gander@example.org.
alerts-bad-to = Escribe de una a diez direcciones.
general-language = Idioma
general-language-system = El del sistema
general-language-note = { PLATFORM() ->
    [ios] Para esta app, sus notificaciones y correos.
    [android] Para esta app, sus notificaciones y correos.
    [macos] Para esta ventana, la barra de menús, las notificaciones y los correos.
   *[other] Para esta ventana, la bandeja, las notificaciones y los correos.
}
general-login = Abrir al iniciar sesión en el equipo
general-login-note = { PLATFORM() ->
    [macos] En la barra de menús, sin ventana, para que nada caduque sin que lo sepas.
   *[other] En la bandeja, sin ventana, para que nada caduque sin que lo sepas.
}
general-login-refused = Este sistema no aceptó el ajuste. Nada ha cambiado.
about-version = Versión { $version }
about-credits = Créditos
about-icons = Marcas de las redes y algunos iconos: Font Awesome Free, de Fonticons, Inc., con licencia CC BY 4.0. Las marcas pertenecen a sus redes.
about-font = Donde el sistema no tiene una buena fuente propia, Gander usa Inter, de Rasmus Andersson, con licencia SIL Open Font License 1.1.
about-licence = Gander es software libre, con licencia MIT o Apache-2.0.
about-notices = Licencias de todo lo incluido

## Avisos y errores

vault-locked = { PLATFORM() ->
    [windows] El Administrador de credenciales está bloqueado o falta
    [macos] Tu llavero está bloqueado o falta
    [ios] Tu llavero está bloqueado o falta
    [android] El almacén de claves está bloqueado o falta
   *[other] Tu depósito de claves está bloqueado o falta
}
vault-locked-body = Gander no puede leer sus tokens. { PLATFORM() ->
    [windows] Continúa en cuanto desbloquees el Administrador de credenciales.
    [macos] Continúa en cuanto desbloquees el llavero.
    [ios] Continúa en cuanto desbloquees el llavero.
    [android] Continúa en cuanto desbloquees el almacén de claves.
   *[other] Continúa en cuanto desbloquees el depósito de claves.
} Nada se pierde ni se sobrescribe.
vault-memory = Las sesiones duran hasta que salgas
vault-memory-body = { PLATFORM() ->
    [windows] Falta el Administrador de credenciales, así que los tokens se quedan en memoria.
    [macos] No hay llavero para sellar los tokens, así que se quedan en memoria.
    [ios] No hay llavero para sellar los tokens, así que se quedan en memoria.
    [android] No hay almacén de claves para sellar los tokens, así que se quedan en memoria.
   *[other] No hay depósito de claves para sellar los tokens, así que se quedan en memoria.
} Al salir, tendrás que iniciar sesión otra vez.
vault-opening = { PLATFORM() ->
    [windows] Abriendo el Administrador de credenciales…
    [macos] Abriendo tu llavero…
    [ios] Abriendo tu llavero…
    [android] Abriendo el almacén de claves…
   *[other] Abriendo tu depósito de claves…
}
offline = No se puede contactar con ninguna red
offline-body = Puede que no tengas conexión. Nada está desconectado y Gander volverá a intentarlo solo.
storage-problem = Gander no puede escribir en el disco
storage-problem-body = Puede estar lleno o ser de solo lectura. Libera espacio; nada se pierde mientras Gander siga abierto.
network-files = Gander no puede usar un archivo de red
network-files-body = Gander no toca la red de ese archivo ni sus cuentas hasta que esté corregido. Las demás siguen como siempre. Vuelve a abrir Gander cuando lo hayas corregido.
database-altered = Otro programa ha modificado la base de datos de Gander
database-altered-body = Gander no usa nada de lo modificado y no borra nada. Restaura gander.db desde una copia de seguridad, o desconecta las cuentas afectadas y vuelve a conectarlas. El comando gander doctor las nombra.
error-unknown_connection = Esta cuenta ya no está aquí.
error-unknown_network = Gander no conoce esta red.
error-unknown_sign_in = Este inicio de sesión ya terminó.
error-already_left = Gander ya ha empezado a compartirlo, así que no se puede cambiar. El texto cambiado queda como borrador.
error-private_address = Esa dirección está dentro de tu propia red. Gander no la lee.
error-no_server = No se encontró ese servidor. Revisa la dirección.
error-no_feed = Ahí no se encontró ningún feed.
error-bad_input = Algo de lo que escribiste no está bien. Revísalo e inténtalo otra vez.
error-altered = Otro programa ha modificado esto en la base de datos de Gander, así que Gander no envió nada. Restaura gander.db desde una copia de seguridad, o desconecta la cuenta y vuelve a conectarla.
error-internal = Algo falló dentro de Gander. Inténtalo otra vez; si vuelve a fallar, reinicia Gander.

## Notificaciones

notice-disconnected-title = { $network } está desconectado
notice-cause-expired = El acceso terminó.
notice-cause-revoked = { $network } revocó el acceso de Gander.
notice-cause-password_changed = Tu contraseña cambió.
notice-cause-checkpoint = { $network } pide que confirmes que eres tú.
notice-cause-permission_missing = Falta un permiso.
notice-cause-refresh_rejected = { $network } se negó a renovar el acceso de Gander.
notice-cause-keys_missing = Faltan las claves de tu app de desarrollador.
notice-cause-keys_refused = { $network } rechazó las claves de tu app de desarrollador.
notice-disconnected-body-expired = { notice-cause-expired } Reautoriza la cuenta para seguir compartiendo.
notice-disconnected-body-revoked = { notice-cause-revoked } Reautoriza la cuenta para seguir compartiendo.
notice-disconnected-body-password_changed = { notice-cause-password_changed } Reautoriza la cuenta para seguir compartiendo.
notice-disconnected-body-checkpoint = { $network } pide que confirmes que eres tú. Inicia sesión allí y después reautoriza la cuenta.
notice-disconnected-body-permission_missing = { notice-cause-permission_missing } Reautoriza la cuenta para darlo de nuevo.
notice-disconnected-body-refresh_rejected = { notice-cause-refresh_rejected } Reautoriza la cuenta para seguir compartiendo.
notice-warning-title = Reautoriza { $network } antes del { $date }
notice-warning-body = Después, { $network } ya no dejará entrar a Gander.
notice-warning-plans = { $count ->
    [one] Después de esa fecha hay { $count } actividad programada.
   *[other] Después de esa fecha hay { $count } actividades programadas.
}
notice-setup-title = Falta configurar { $network }
notice-setup-body-missing = { notice-cause-keys_missing } Abre Gander para introducirlas.
notice-setup-body-refused = { notice-cause-keys_refused } Abre Gander para cambiarlas.
notice-page-title = { $network } te ha quitado una página
notice-page-body = Ya no puedes actuar en nombre de { $pages }. Tu cuenta sigue conectada.
notice-reminder-title = { $network } sigue desconectado
notice-reminder-body = Reautoriza la cuenta para seguir compartiendo en { $network }.
notice-waiting-reauthorize = { $count ->
    [one] { $count } actividad espera. Reautoriza la cuenta para compartirla.
   *[other] { $count } actividades esperan. Reautoriza la cuenta para compartirlas.
}
notice-waiting-checkpoint = { $count ->
    [one] { $count } actividad espera. Inicia sesión en { $network } y después reautoriza la cuenta para compartirla.
   *[other] { $count } actividades esperan. Inicia sesión en { $network } y después reautoriza la cuenta para compartirlas.
}
notice-waiting-open = { $count ->
    [one] { $count } actividad espera. Abre Gander para compartirla.
   *[other] { $count } actividades esperan. Abre Gander para compartirlas.
}
notice-action-reauthorize = Reautorizar
notice-action-open = Abrir
notice-action-hand-over = Copiar y abrir

## Notices about activities (said by Rust)

notice-quoted = «{ $title }»
notice-untitled = Una actividad
notice-untitled-object = una actividad
notice-refused-title = { $network } no acepta { $title }
notice-refused-body = Edítalo y compártelo otra vez.
notice-unknown-title = ¿Se compartió { $title } en { $network }?
notice-unknown-body = { $network } no respondió. Compruébalo antes de compartir otra vez.
notice-late-title = { $title } va con retraso
notice-when-today = hoy a las { $time }
notice-when-yesterday = ayer a las { $time }
notice-when-before = el { $date } a las { $time }
notice-late-body = Estaba previsto para { $when }. Compártelo ahora o elige otra hora.
notice-due-title = Hora de compartir { $title }
notice-due-body = Abre Gander para compartirlo.
notice-by-hand-body = En { $network } lo compartes tú. Gander copia el texto y abre { $network }.
notice-by-hand-several = En { $networks } lo compartes tú. Gander copia el texto y abre cada página.
notice-by-hand-two = { $first }, { $then }
notice-draft-title = { $title } es ahora un borrador
notice-draft-body = Estaba previsto para { $when }. Gander no lo comparte con retraso.
notice-waits-title = { $title } espera a { $network }
notice-waits-body = Reautoriza { $network } para compartirlo allí.
notice-waits-body-open = Abre Gander para compartirlo allí.
notice-asks-title = { $count ->
    [one] { $count } actividad esperaba a { $network }
   *[other] { $count } actividades esperaban a { $network }
}
notice-asks-body = ¿Quieres que Gander aún las comparta?
notice-mixed-title = { $title } requiere tu atención
notice-mixed-body = { $all }.
notice-mixed-two = { $first }; { $then }
notice-mixed-refused = { $network } no lo acepta
notice-mixed-unknown = { $network } no respondió
notice-mixed-late = { $network }: con retraso
notice-mixed-waits = { $network } queda en espera
notice-mixed-asks = { $network } queda en espera de tu respuesta
notice-mixed-draft = { $network }: ahora es un borrador
notice-mixed-by-hand = { $network }: lo compartes tú
notice-shared-title = { $count ->
    [one] Compartido en { $count } cuenta
   *[other] Compartido en { $count } cuentas
}
notice-after-shared = { $count ->
    [one] Compartido en { $count } cuenta. { $then }
   *[other] Compartido en { $count } cuentas. { $then }
}
notice-activities-wait = { $count ->
    [one] { $count } actividad en espera
   *[other] { $count } actividades en espera
}
notice-activities-need = { $count ->
    [one] { $count } actividad requiere tu atención
   *[other] { $count } actividades requieren tu atención
}

## Por adelantado, en teléfonos

ahead-ended-title = El acceso a { $network } terminó

## Bandeja

tray-tooltip-ok = Gander: todo va bien
tray-tooltip-soon = Gander: reautoriza { $network } antes del { $date }
tray-tooltip-bad = { $count ->
    [one] { $count } cuenta requiere atención
   *[other] { $count } cuentas requieren atención
}
tray-tooltip-offline = Gander: las redes no responden
tray-tooltip-locked = Gander: tus tokens están bloqueados
tray-account = { $network } · { $who }: { $status }
tray-account-unnamed = { $network }: { $status }
tray-accounts-all = Mostrar las { $count } cuentas
tray-status-active = Activa
tray-status-expiring = Activa, reautoriza antes del { $date }
tray-status-unconfirmed = Por confirmar, { $network } rechazó una vez
tray-status-unreachable = Activa, { $network } no responde
tray-status-disconnected = Desconectada
tray-status-set_up_needed = Falta configurar
tray-reauthorize = Reautorizar { $network }
tray-reauthorize-who = Reautorizar { $who } en { $network }
tray-check-now = Comprobar ahora
tray-tooltip-waiting = Gander: { $accounts }, { $activities }
tray-share = Compartir algo…
tray-needs = Abrir lo que requiere tu atención
tray-open = Abrir Gander
tray-quit = Salir

## Several accounts at once, pausing, and a desktop without a tray (said by Rust)

notice-several-disconnected = { $count ->
    [one] { $count } cuenta está desconectada
   *[other] { $count } cuentas están desconectadas
}
notice-more = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
tray-moment = { $date }, { $time }
tray-pause-hour = Pausar los avisos durante 1 hora
tray-pause-tomorrow = Pausar los avisos hasta mañana
tray-resume = Reanudar los avisos
tray-paused = Avisos en pausa hasta el { $time }
tray-none-title = Gander sigue en marcha
tray-none-body = Este escritorio no tiene bandeja, así que la ventana de Gander se ha minimizado en vez de cerrarse.

## Correo y calendario
# En un correo: $count cuentas necesitarán a la persona; ninguna está desconectada todavía.

mail-subject-soon = { $count ->
    [one] { $count } cuenta requerirá atención pronto
   *[other] { $count } cuentas requerirán atención pronto
}
mail-subject-waiting = { $title }: { $activities }
mail-link = Si un enlace no hace nada, abre Gander en el dispositivo que envió este correo.
mail-footer = Gander envió esto desde tu propio dispositivo, a través de tu propio servidor de correo. Para cambiar lo que envía, abre Gander: { settings }, { settings-alerts }.
mail-test-subject = Gander puede escribirte
mail-test-body = Este es el correo de prueba que pediste. Gander te escribirá aquí cuando una cuenta requiera atención.
calendar-name = Gander
calendar-summary = Reautorizar { $network } ({ $who })
calendar-summary-unnamed = Reautorizar { $network }

## Lo que un servidor de correo puede rechazar

smtp-unreachable = No se puede contactar con el servidor de correo. Comprueba su nombre, su puerto y su seguridad.
smtp-no_tls = El servidor de correo no ofrece TLS ahí. Prueba TLS en el puerto 465 o STARTTLS en el puerto 587.
smtp-bad_certificate = El certificado del servidor de correo no es de confianza. Comprueba el nombre del servidor.
smtp-password_refused = El servidor de correo rechazó el nombre de usuario o la contraseña. Muchos servidores exigen una contraseña de app.
smtp-no_password_login = El servidor de correo no acepta contraseñas ahí. Usa otro servidor, o deja vacío el nombre de usuario si no lo pide.
smtp-sender_refused = El servidor de correo rechazó la dirección del remitente. Usa una que pertenezca a esta cuenta.
smtp-recipient_refused = El servidor de correo rechazó a todos los destinatarios. Comprueba las direcciones.
smtp-plain_letters_only = El servidor de correo solo acepta letras de la a a la z antes de la @, sin acentos ni eñes. Usa direcciones con letras sencillas.
smtp-server_busy = El servidor de correo está ocupado. Gander lo intentará más tarde.
smtp-refused = El servidor de correo rechazó el correo. Su operador puede decir por qué.

redirect-done = De vuelta a Gander
redirect-done-text = Gander tiene lo que necesita. Puedes cerrar esta pestaña.
redirect-denied = No se conectó nada
redirect-denied-text = El inicio de sesión no se completó. Puedes cerrar esta pestaña e intentarlo de nuevo en Gander.
redirect-over = Este inicio de sesión ha terminado
redirect-over-text = Ya se había completado o tardó más de cinco minutos. Cierra esta pestaña y empieza de nuevo en Gander.
redirect-foreign = No es un inicio de sesión de Gander
redirect-foreign-text = Esta dirección no pertenece al inicio de sesión que Gander empezó. No se cambió nada. Empieza de nuevo en Gander.
