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
    [one] { $count } te necesita
   *[other] { $count } te necesitan
}
accounts-quiet = { $count ->
    [one] Tu cuenta está activa.
   *[other] Tus { $count } cuentas están activas.
}
accounts-quiet-next = Próxima: { $network }, { $date }.
accounts-show-all = Mostrar las { $count } cuentas
accounts-show-fewer = Mostrar menos
accounts-reauthorize-all = Reautorizar todas ({ $count })
accounts-add = Añadir una red
accounts-find = Buscar una cuenta
accounts-none-found = Ninguna cuenta coincide con «{ $words }».
accounts-checking = { $done } de { $total } comprobadas
accounts-walking = Cuenta { $done } de { $total }
group-needs = Te necesita
group-soon = Pronto
group-fine = Activas
pull-check = Desliza hacia abajo para comprobar
pull-release = Suelta para comprobar
accounts-footnote = Los tokens se quedan en este dispositivo, sellados con una clave de tu llavero. Gander no tiene servidor.
accounts-footnote-memory = Los tokens se quedan en este dispositivo, en memoria, hasta que Gander se cierre. Gander no tiene servidor.
accounts-glance = { $count ->
    [one] { $count } cuenta
   *[other] { $count } cuentas
}
accounts-glance-need = { $accounts }, { $need }
accounts-yours = Tus cuentas
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
reason-revoked = { $network } revocó nuestro acceso el { $date }.
reason-password_changed = Tu contraseña de { $network } cambió el { $date }.
reason-checkpoint = { $network } quiere que confirmes que eres tú. Inicia sesión en { $site } y después reautoriza.
reason-permission_missing = El { $date } dejó de estar en { $network } un permiso que Gander necesita.
reason-refresh_rejected = { $network } se negó a renovar nuestro acceso el { $date }.
usual-revoked = Lo habitual es que se quitara la app en los ajustes de la cuenta o que cambiara la contraseña.
missing-permissions = Sin permiso para: { $permissions }.
missing-title = Sin permiso en { $network }
pages-row = Páginas: { $pages }
pages-lost = Ya no puedes actuar en nombre de { $pages } en { $network }. Pide allí tu rol de nuevo o deja de mantenerla aquí.
pages-title = Páginas que gestionas
pages-hint = Gander comprueba las que elijas junto con esta cuenta.
pages-none = Aún no se conoce ninguna.
pages-look = Buscar páginas
pages-mark = perdida
permission-profile = ver quién eres
permission-read = leer tus publicaciones
permission-share = compartir en tu nombre
permission-share_media = compartir imágenes y vídeos
permission-list_pages = ver qué páginas administras
permission-read_pages = leer lo que comparten tus páginas
permission-share_pages = compartir en tus páginas
permission-read_boards = ver tus tableros
permission-edit_boards = crear y cambiar tableros
permission-choose_flair = elegir una etiqueta
permission-stay_signed_in = mantener la sesión iniciada
set-up-app_keys_missing = Faltan las claves de tu app de desarrollador.
set-up-app_keys_refused = { $network } rechazó las claves de tu app de desarrollador.
cost-data = Reautoriza antes del { $date } para conservar tus datos de { $network }.
cost-idle = Hasta que reautorices, Gander no puede usar esta cuenta.
cost-set-up = Hasta que estén, nada se puede renovar.
soon-by = Reautoriza antes del { $date }.
soon-span = { $network } permite { $days ->
    [one] { $days } día
   *[other] { $days } días
} cada vez.
unconfirmed-again = { $network } ha rechazado el acceso ({ $time }); Gander volverá a preguntar ({ $again }). Un solo rechazo puede ser un error: hasta entonces, nada que hacer.
unconfirmed-soon = { $network } ha rechazado el acceso una vez; Gander volverá a preguntar en cuanto pueda. Un solo rechazo puede ser un error: hasta entonces, nada que hacer.
unreachable-since = Activa, pero sin respuesta desde { $time }. Nada que hacer.

## Qué se puede hacer

reauthorize = Reautorizar
re-link = Volver a enlazar
connect = Conectar
add = Añadir
set-up = Configurar
cancel = Cancelar
copy-link = Copiar enlace
copy = Copiar
copying = Copiando…
copied = Copiado
open-again = Abrir otra vez
try-again = Intentar otra vez
dismiss = Descartar

## Un inicio de sesión en curso

attempt-opening = Abriendo tu navegador…
attempt-waiting = Esperando a { $network }…
attempt-asks_pin = { $network } muestra un PIN en el navegador.
attempt-use-pin = Usar un PIN
attempt-pin = PIN de { $network }
attempt-enter-pin = Continuar
attempt-finishing = Terminando con { $network }…
attempt-wrong = Iniciaste sesión como { $signed_in }; esta conexión es de { $expected }.
attempt-add-as-new = Añadir { $signed_in } como cuenta nueva
failed-denied = No se dio permiso en { $network }. Nada ha cambiado.
failed-timed_out = No llegó respuesta en cinco minutos. Nada ha cambiado.
failed-refused = { $network } se negó a terminar el inicio de sesión. Nada ha cambiado.
failed-unreachable = No se pudo llegar a { $network }. Revisa tu conexión e inténtalo otra vez.
failed-port_taken = Otro programa usa el puerto del inicio de sesión. Ciérralo e inténtalo otra vez.
failed-bad_answer = { $network } respondió algo que Gander no puede usar. Nada ha cambiado. Inténtalo más tarde.
failed-storage = Gander no pudo escribir en el disco. Libera espacio e inténtalo otra vez.
failed-unsupported = Gander aún no puede hacer esto en este dispositivo.
failed-vault_locked = Tu llavero está bloqueado. Desbloquéalo e inténtalo otra vez.
failed-address_unknown = No existe ese servidor o nombre. Compruébalo y vuelve a intentarlo.
failed-registration_refused = Ese servidor de { $network } no permitió que Gander se registrara ({ $answer }). Comprueba que sea el servidor de tu cuenta o pregunta a quien lo administra.

## Detalles de una cuenta

clock-signed-in = Sesión iniciada
clock-reauthorize = Reautorizar antes del
clock-access = Acceso hasta
clock-refresh = Renovable hasta
clock-data-access = Acceso a datos hasta
clock-renewal = Próxima renovación por Gander
clock-checked = Última comprobación
clock-next-check = Próxima comprobación
clock-data-loss = { $network } puede borrar tus datos después del
clock-none = Gander la renueva por sí solo
to-calendar = Añadir al calendario
to-calendar-done = Guardado como { $file }. Si tu calendario no se abre, abre este archivo con él.
evidence-title = Lo que dijo { $network }
evidence-authorization = mientras iniciabas sesión
evidence-token = al terminar el inicio de sesión
evidence-renewal = cuando Gander renovaba
evidence-identity = cuando Gander preguntó de quién es la cuenta
evidence-probe = cuando Gander comprobó la cuenta
evidence-revocation = cuando Gander devolvió el acceso
evidence-page = cuando Gander preguntó por una página
check-now = Comprobar ahora
disconnect = Desconectar
disconnect-ask = ¿Desconectar a { $who } de { $network }?
disconnect-lost = Gander borra de este dispositivo los tokens y las fechas de esta cuenta. Tu cuenta en { $network } queda como está. Para volver a usarla aquí, inicias sesión otra vez.
disconnect-by-hand = { $network } no deja que una aplicación termine su propio acceso. Quita también allí la aplicación, en la página de { $network }:
disconnect-keep = Conservar

## Próximamente e historial

coming-title = Próximamente
coming-nothing = Nada que hacer por tu parte. Gander renueva lo que puede y te avisa a tiempo.
coming-reauthorize = Reautorizar { $network }
coming-reauthorize-note = Solo tú puedes hacerlo
coming-renewal = Gander renueva { $network }
coming-data = { $network } puede borrar tus datos
coming-data-note = Reautoriza antes para conservarlos
coming-data-access = Termina el acceso a datos en { $network }
coming-checks = Próxima comprobación a las { $time }: { $networks }
happened-title = Qué ha pasado
happened-all = Todo el historial
history-empty = Nada todavía. Aquí se anota cada conexión, renovación y desconexión.
history-connected = Conectada
history-reauthorized = Reautorizada
history-renewed = Renovada por Gander
history-permission_missing = Falta un permiso
history-page_lost = Se perdió una página
history-recovered = Activa de nuevo
history-warned = Se te recordó reautorizar
history-unreachable = No se pudo contactar
history-sign_in_failed = Un inicio de sesión no salió bien
history-wrong_account = Inició sesión otra cuenta
history-removed = La quitaste tú
history-account = Cuenta
history-all-accounts = Todas las cuentas
history-revocation_failed = La red no confirmó que el acceso haya terminado
history-notified = Se te avisó con una notificación
history-mailed = Se te avisó por correo
history-mail_failed = No se pudo enviarte un correo
history-until = hasta { $time }
history-copy = Copiar como JSON
why-expired = terminó el acceso
why-revoked = acceso revocado
why-password_changed = cambió la contraseña
why-checkpoint = confirma que eres tú
why-permission_missing = falta un permiso
why-refresh_rejected = renovación rechazada
today = Hoy
yesterday = Ayer
tomorrow = Mañana
day-at = { $day }, { $time }

## Reglas

policies-intro = Cuánto tiempo deja cada red que una app actúe por ti, y tus propias fechas.
policies-page = Leerlo en { $network }
policies-none = Sin conectar

## Primer uso y configuración

first-title = Mantén tus cuentas sociales conectadas
first-intro = Conecta las cuentas en las que compartes. Gander vigila cada conexión, renueva lo que puede y te avisa antes de que acabe el acceso.
network-ready = Lista para conectar
network-needs-keys = Necesita tus propias claves
network-practice = Funciona en este dispositivo
ask-server = Tu servidor de { $network }
ask-server-hint = La parte después de la @: mastodon.social
ask-handle = Tu nombre en { $network }
ask-handle-hint = Por ejemplo, dana.bsky.social
ask-wrong = Eso no es una dirección. Escríbela como en el ejemplo.
ask-with-password = Usar una contraseña de aplicación
ask-password = Contraseña de aplicación
ask-password-hint = Crea una en tus ajustes de { $network }. Se envía una sola vez, a tu propio servidor, y no se guarda.
ask-password-wrong = Eso no es una contraseña de aplicación, que se parece a abcd-efgh-ijkl-mnop. No compartas tu propia contraseña.
keys-title = Configurar { $network }
keys-intro = { $network } deja entrar a las apps con claves. Crea allí tu propia app una vez; lleva unos diez minutos.
keys-step-app = Crea una app en la página de desarrolladores de { $network }.
keys-step-redirect = Pega esta dirección de redirección en los ajustes de la app, tal cual:
keys-step-paste = Pega aquí las claves de la app:
keys-open-page = Abrir la página de { $network }
keys-client-id = ID de cliente
keys-client-secret = Secreto de cliente
keys-secret-note = El secreto se sella en este dispositivo y no vuelve a mostrarse.
keys-save = Guardar claves
keys-change = Cambiar claves
keys-redirect = Dirección de redirección
keys-called = { $word } (allí: «{ $name }»)
keys-parameter = «{ $name }» de tu app, si lo tiene
keys-optional = Pedir también esto a { $network }, si tu app puede:
keys-client-secret-optional = Secreto de cliente, si tu app lo tiene
keys-kept = ID de cliente { $id }, con secreto
keys-kept-alone = ID de cliente { $id }, sin secreto
keys-check = Comprobar
keys-checking = Preguntando a { $network }…
keys-check-taken = { $network } acepta estas claves.
keys-check-refused = { $network } rechaza estas claves, o la app a la que pertenecen. Cópialas de nuevo de su página de desarrolladores y mira allí que la app esté activada y tenga la dirección de redirección de arriba.
keys-check-untold = { $network } respondió, pero no dijo si acepta estas claves. Lo dirá un inicio de sesión.
keys-check-unreachable = No se pudo preguntar a { $network }. Inténtalo más tarde.
keys-remove = Quitar las claves
keys-remove-ask = ¿Quitar de este dispositivo las claves de { $network }? El secreto no se puede volver a mostrar: tendrías que copiarlo de nuevo.
keys-remove-used = { $count ->
    [one] { $count } cuenta las usa. Se queda, pero sin claves no se puede renovar ni volver a iniciar sesión.
   *[other] { $count } cuentas las usan. Se quedan, pero sin claves no se pueden renovar ni volver a iniciar sesión.
}
keys-keep = Conservarlas
organization-title = Unirse a una organización
organization-unverified = El archivo dice que es de «{ $name }». Gander no puede comprobarlo: sigue solo si sabes quién lo envió.
organization-elsewhere = Un enlace quiere mostrarte lo que reparte una organización. El archivo está en { $host }, al que aún no se ha preguntado.
organization-fetch = Traerlo
organization-fetching = Preguntando a { $host }…
organization-broken = Este archivo no se puede usar. No se cambió nada. Quien lo escribió sabrá por qué con esto:
organization-changes = Si te unes, cambia esto:
organization-nothing = No cambiaría nada: todo está ya aquí.
organization-app = La app { $id }, sin secreto
organization-app-secret = La app { $id }, con su secreto
organization-replaces-own = Ocupa el lugar de la tuya, { $former }.
organization-replaces-own-secret = Ocupa el lugar de tu propio secreto.
organization-replaces = Ocupa el lugar de { $former }, que te dio una organización.
organization-replaces-secret = Ocupa el lugar del secreto que te dio una organización.
organization-same = Como ya está aquí.
organization-lacks-secret = El secreto no está en el archivo. Lo introduces en Apps y claves.
organization-users = { $count ->
    [one] { $count } cuenta se conectó con otra app y hay que reautorizarla.
   *[other] { $count } cuentas se conectaron con otra app y hay que reautorizarlas.
}
organization-network = Una red nueva
organization-network-changed = Cambia una red que te dio una organización
organization-hosts = Quien inicia sesión allí da acceso a: { $hosts }
organization-days = Recordatorios { $days } días antes de que debas actuar
organization-days-own = Ocupa el lugar de los tuyos: { $days }.
organization-days-former = Hasta ahora: { $days }.
organization-passphrase = Frase de contraseña
organization-passphrase-hint = Abre los secretos del archivo. Tu organización te la dice por otra vía.
organization-refused = La frase no abre los secretos, o algo ha cambiado aquí entretanto. No se cambió nada.
organization-join = Unirse
organization-joining = Abriendo el archivo…
organization-joined = Listo. Las claves están aquí.
bridge-why = { $network } solo te devuelve a una dirección https. Pon la página puente de Gander, tal cual, en cualquier servidor web tuyo y escribe aquí su dirección. Entrega el inicio de sesión a este dispositivo y no guarda nada.
bridge-optional = ¿{ $network } exige una dirección https?
bridge-copy-page = Copiar la página
bridge-address = Dirección de la página
bridge-use = Usar esta dirección
bridge-remove = Dejar de usar la página

## Ajustes

settings-networks = Redes sociales
settings-alerts = Avisos
settings-keys = Apps y claves
settings-general = General
settings-about = Acerca de
networks-disconnected = Desconectadas
networks-active = Activas
networks-add = Añade a tu bandada
alerts-intro = Gander te avisa con una notificación y con su icono de la bandeja, una vez por cada cambio.
alerts-before = Antes de que acabe el acceso
alerts-before-when = 10, 3 y 1 días antes de que tengas que actuar
alerts-broken = Cuando una cuenta se desconecta
alerts-broken-when = Al momento, luego a los 2 días y después cada 5 días, 6 veces como mucho
alerts-recovered = Cuando vuelve a funcionar
alerts-recovered-when = La notificación desaparece sola
paused-until = Avisos en pausa hasta { $time }
paused-resume = Reanudar
alerts-pause = Pausar
alerts-pause-hour = 1 hora
alerts-pause-tomorrow = Hasta mañana
alerts-when = Cuándo y cómo
alerts-native = Notificaciones de este sistema
alerts-not-shown = Este sistema no mostró la última notificación. El icono de la bandeja y esta ventana lo dicen igualmente.
alerts-days = En días propios antes de que deba actuar
alerts-days-hint = Hasta seis números del 1 al 60
alerts-quiet = Horas de silencio
alerts-from = Desde
alerts-to = Hasta
alerts-quiet-note = Lo que ocurra entretanto se dice junto cuando terminan.
alerts-digest = Una vez al día, todo junto
alerts-at = A las
alerts-told-of = Avísame de
alerts-email = Correo
alerts-email-on = Escríbeme también
alerts-email-note = Por tu propio servidor de correo, cuando una cuenta se desconecta y en el primer y el último recordatorio. La contraseña se sella en este dispositivo.
alerts-mail-trouble = El último correo no se envió.
alerts-host = Servidor de correo
alerts-security = Seguridad
alerts-security-none = Ninguna (servidor en este dispositivo)
alerts-port = Puerto
alerts-username = Nombre de usuario, si lo pide
alerts-password = Contraseña
alerts-password-kept = Guardada. Déjala vacía para conservarla
alerts-sender = De
alerts-recipients = Para, varios con comas
alerts-test = Enviar un correo de prueba
alerts-testing = Preguntando al servidor de correo…
alerts-test-done = El servidor lo aceptó. Mira tu bandeja de entrada.
alerts-save = Guardar
alerts-saved = Guardado
alerts-bad-warn_days = Da de uno a seis números distintos de días, del 1 al 60.
alerts-bad-quiet_hours = Haz que las horas de silencio terminen a otra hora de la que empiezan.
alerts-bad-host = Da solo el nombre del servidor, como smtp.example.org.
alerts-bad-port = Da el puerto del servidor, normalmente 465 o 587.
alerts-bad-security = Elige TLS o STARTTLS; sin ellos solo vale un servidor en este dispositivo.
alerts-bad-username = Da un nombre o déjalo vacío.
alerts-bad-from = Da la dirección que escribe, como gander@example.org.
alerts-bad-to = Da de una a diez direcciones.
general-language = Idioma
general-language-system = El del sistema
general-language-note = Para esta ventana, el icono de la bandeja, las notificaciones y los correos.
general-login = Iniciar al abrir la sesión
general-login-note = En la bandeja, sin ventana, para que nada caduque sin que lo sepas.
general-login-refused = Este sistema no lo aceptó. Nada ha cambiado.
about-version = Versión { $version }
about-credits = Créditos
about-icons = Marcas de las redes y algunos iconos: Font Awesome Free, de Fonticons, Inc., con licencia CC BY 4.0. Las marcas pertenecen a sus redes.
about-font = Donde un escritorio no tiene una buena fuente propia, Gander trae Inter, de Rasmus Andersson, con licencia SIL Open Font License 1.1.
about-licence = Gander es software libre, con licencia MIT o Apache-2.0.
about-notices = Licencias de todo lo incluido

## Avisos y errores

vault-locked = Tu llavero está bloqueado o falta
vault-locked-body = Gander no puede leer sus tokens. Desbloquea el llavero y Gander sigue. Nada se pierde ni se sobrescribe.
vault-memory = Solo por esta vez
vault-memory-body = No hay llavero con que sellar los tokens, así que se quedan en memoria. Al salir, tendrás que iniciar sesión otra vez.
vault-opening = Abriendo tu llavero…
offline = No se puede acceder a ninguna red
offline-body = Puede que no tengas conexión. Nada está desconectado y Gander volverá a intentarlo solo.
storage-problem = Gander no puede escribir en el disco
storage-problem-body = Puede estar lleno o ser de solo lectura. Libera espacio; nada se pierde mientras Gander siga abierto.
network-files = Gander no puede usar un archivo de red
network-files-body = Su red y las cuentas de esa red quedan en pausa hasta que el archivo esté corregido. Las demás siguen como siempre. Cuando lo hayas corregido, vuelve a abrir Gander.
database-altered = Otro programa ha modificado la base de datos de Gander
database-altered-body = Gander no envía nada a partir de lo modificado y no borra nada. Restaura gander.db desde una copia de seguridad, o desconecta las cuentas afectadas y vuelve a conectarlas; el comando gander doctor las nombra.
error-unknown_connection = Esta cuenta ya no está aquí.
error-unknown_network = Gander no conoce esta red.
error-unknown_sign_in = Este inicio de sesión ya terminó.
error-bad_input = Algo de lo que escribiste no está bien. Revísalo e inténtalo otra vez.
error-altered = Otro programa ha modificado esto en la base de datos de Gander, así que no se envió nada. Restaura gander.db desde una copia de seguridad, o desconecta la cuenta y vuelve a conectarla.
error-internal = Algo falló dentro de Gander. Inténtalo otra vez; si sigue, reinicia Gander.

## Notificaciones

notice-disconnected-title = { $network } está desconectada
notice-disconnected-body-expired = El acceso terminó. Reautoriza para seguir compartiendo.
notice-disconnected-body-revoked = { $network } revocó nuestro acceso. Reautoriza para seguir compartiendo.
notice-disconnected-body-password_changed = Tu contraseña cambió. Reautoriza para seguir compartiendo.
notice-disconnected-body-checkpoint = { $network } quiere que confirmes que eres tú. Inicia sesión allí y después reautoriza.
notice-disconnected-body-permission_missing = Falta un permiso. Reautoriza para darlo de nuevo.
notice-disconnected-body-refresh_rejected = { $network } se negó a renovar nuestro acceso. Reautoriza para seguir compartiendo.
notice-warning-title = Reautoriza { $network } antes del { $date }
notice-warning-body = Después { $network } ya no dejará entrar a Gander.
notice-setup-title = { $network } necesita configuración
notice-setup-body-missing = Faltan las claves de tu app de desarrollador. Abre Gander para ponerlas.
notice-setup-body-refused = { $network } rechazó las claves de tu app de desarrollador. Abre Gander para cambiarlas.
notice-page-title = { $network } te quitó una página
notice-page-body = Ya no puedes actuar en nombre de { $pages }. Tu cuenta sigue conectada.
notice-reminder-title = { $network } sigue desconectada
notice-reminder-body = Reautoriza para seguir compartiendo en { $network }.
notice-action-reauthorize = Reautorizar

## Por adelantado, en teléfonos

ahead-ended-title = El acceso a { $network } terminó

## Bandeja

tray-tooltip-ok = Gander: todo va bien
tray-tooltip-soon = Gander: reautoriza { $network } antes del { $date }
tray-tooltip-bad = { $count ->
    [one] { $count } cuenta te necesita
   *[other] { $count } cuentas te necesitan
}
tray-tooltip-offline = Gander: las redes no responden
tray-tooltip-locked = Gander: tu llavero está bloqueado o no existe
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
    [one] { $count } cuenta te necesitará pronto
   *[other] { $count } cuentas te necesitarán pronto
}
mail-link = Si un enlace no hace nada, abre Gander en el dispositivo que envió este correo.
mail-footer = Gander envió esto desde tu propio dispositivo, por tu propio servidor de correo. Para cambiar lo que envía, abre Gander: { settings }, { settings-alerts }.
mail-test-subject = Gander puede escribirte
mail-test-body = Este es el correo de prueba que pediste. Gander te escribirá aquí cuando una cuenta te necesite.
calendar-name = Gander
calendar-summary = Reautorizar { $network } ({ $who })
calendar-summary-unnamed = Reautorizar { $network }

## Lo que un servidor de correo puede rechazar

smtp-unreachable = No se puede llegar al servidor de correo. Comprueba su nombre, el puerto y cómo se protege.
smtp-no_tls = El servidor de correo no ofrece TLS ahí. Prueba TLS en el puerto 465 o STARTTLS en el puerto 587.
smtp-bad_certificate = El certificado del servidor de correo no es de confianza. Comprueba el nombre del servidor.
smtp-password_refused = El servidor de correo rechazó el nombre o la contraseña. Muchos exigen una contraseña de aplicación.
smtp-no_password_login = El servidor de correo no acepta contraseñas ahí. Usa otro, o deja vacío el nombre si no lo pide.
smtp-sender_refused = El servidor de correo rechazó la dirección que escribe. Usa una que pertenezca a esta cuenta.
smtp-recipient_refused = El servidor de correo rechazó todas las direcciones de destino. Compruébalas.
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
