## الأماكن

tab-activities = الأنشطة
tab-history = السجل
tab-policies = السياسات
nav-main = الرئيسية
menu-open = القائمة
menu-close = إغلاق القائمة
settings = الإعدادات

## الحسابات

loading = جارٍ تحميل حساباتك…
accounts-title = الحسابات الاجتماعية
accounts-need = { $count ->
    [one] واحد يحتاج إليك
    [two] اثنان يحتاجان إليك
   *[other] { $count } تحتاج إليك
}
accounts-quiet = { $count ->
    [one] حسابك نشط.
    [two] حساباك نشطان.
    [few] حساباتك الـ { $count } كلها نشطة.
   *[other] حساباتك الـ { $count } كلها نشطة.
}
accounts-quiet-next = التالي: { $network }، { $date }.
accounts-show-all = عرض كل الحسابات ({ $count })
accounts-show-fewer = عرض أقل
accounts-reauthorize-all = إعادة تفويض الكل ({ $count })
accounts-add = إضافة شبكة
accounts-find = ابحث عن حساب
accounts-none-found = لا يوجد حساب يطابق «{ $words }».
accounts-checking = تم فحص { $done } من { $total }
accounts-walking = الحساب { $done } من { $total }
group-needs = يحتاج إليك
group-soon = قريبًا
group-fine = نشطة
pull-check = اسحب للأسفل للفحص الآن
pull-release = أفلت للفحص الآن
accounts-footnote = تبقى الرموز على هذا الجهاز، مختومة بمفتاح في سلسلة مفاتيحك. ليس لدى Gander خادم.
accounts-footnote-memory = تبقى الرموز على هذا الجهاز، في الذاكرة، حتى يُغلق Gander. ليس لدى Gander خادم.
accounts-glance = { $count ->
    [zero] لا حسابات
    [one] حساب واحد
    [two] حسابان
    [few] { $count } حسابات
   *[other] { $count } حسابًا
}
accounts-glance-need = { $accounts }، { $need }
accounts-yours = حساباتك
account-new = حساب جديد
practice = تدريب

## الحالة

status-active = نشط
status-expiring-by = قبل { $date }
status-unconfirmed = بانتظار التأكيد
status-unreachable = لا يستجيب
status-disconnected = غير متصل
status-set_up_needed = يلزم إعداد
busy-checking = جارٍ التحقق…
busy-renewing = جارٍ التجديد…
busy-finishing = جارٍ الإنهاء…

## السبب

reason-expired = انتهى الوصول إلى { $network } في { $date }.
reason-revoked = ألغت { $network } وصولنا في { $date }.
reason-password_changed = تغيّرت كلمة مرورك في { $network } في { $date }.
reason-checkpoint = تريد { $network } أن تؤكد هويتك. سجّل الدخول في { $site } ثم أعد التفويض.
reason-permission_missing = إذن يحتاجه Gander مفقود في { $network } منذ { $date }.
reason-refresh_rejected = رفضت { $network } تجديد وصولنا في { $date }.
usual-revoked = غالبًا ما يكون التطبيق قد أُزيل من إعدادات الحساب أو تغيّرت كلمة المرور.
missing-permissions = غير مسموح: { $permissions }.
missing-title = غير مسموح في { $network }
pages-row = الصفحات: { $pages }
pages-lost = لم يعد بإمكانك التصرف باسم { $pages } في { $network }. اطلب دورك هناك من جديد، أو ألغِ اختيارها هنا.
pages-title = الصفحات التي تديرها
pages-hint = يتحقق Gander من الصفحات التي تختارها مع هذا الحساب.
pages-none = لا تُعرف أي صفحة بعد.
pages-look = البحث عن صفحات
pages-mark = مفقودة
permission-profile = معرفة من أنت
permission-read = قراءة منشوراتك
permission-share = المشاركة باسمك
permission-share_media = مشاركة الصور ومقاطع الفيديو
permission-list_pages = معرفة الصفحات التي تديرها
permission-read_pages = قراءة ما تشاركه صفحاتك
permission-share_pages = المشاركة على صفحاتك
permission-read_boards = رؤية لوحاتك
permission-edit_boards = إنشاء اللوحات وتغييرها
permission-choose_flair = اختيار وسم المنشور
permission-stay_signed_in = البقاء مسجّل الدخول
set-up-app_keys_missing = مفاتيح تطبيق المطوّر الخاص بك ناقصة.
set-up-app_keys_refused = رفضت { $network } مفاتيح تطبيق المطوّر الخاص بك.
cost-data = أعد التفويض قبل { $date } للاحتفاظ ببياناتك في { $network }.
cost-idle = إلى أن تعيد التفويض، لا يستطيع Gander استخدام هذا الحساب.
cost-set-up = لا يمكن تجديد شيء قبل توفرها.
soon-by = أعد التفويض قبل { $date }.
soon-span = تسمح { $network } كل مرة بمدة { $days ->
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
   *[other] { $days } يومًا
}.
unconfirmed-again = رفض { $network } الوصول عند { $time }، وسيسأل Gander مجددًا عند { $again }. قد يكون رفض واحد خطأً: لا شيء عليك فعله حتى ذلك الحين.
unconfirmed-soon = رفض { $network } الوصول مرة واحدة، وسيسأل Gander مجددًا في أقرب وقت. قد يكون رفض واحد خطأً: لا شيء عليك فعله حتى ذلك الحين.
unreachable-since = نشط، لكن لا رد منذ { $time }. لا شيء عليك فعله.

## ما يمكن فعله

reauthorize = إعادة التفويض
re-link = إعادة الربط
connect = اتصال
add = إضافة
set-up = إعداد
cancel = إلغاء
copy-link = نسخ الرابط
copy = نسخ
copying = جارٍ النسخ…
copied = تم النسخ
open-again = فتح من جديد
try-again = حاول مجددًا
dismiss = تجاهل

## تسجيل دخول جارٍ

attempt-opening = جارٍ فتح المتصفح…
attempt-waiting = في انتظار { $network }…
attempt-asks_pin = تعرض { $network } رقم PIN في متصفحك.
attempt-use-pin = استخدام رقم PIN بدلًا من ذلك
attempt-pin = رقم PIN من { $network }
attempt-enter-pin = متابعة
attempt-finishing = جارٍ الإنهاء مع { $network }…
attempt-wrong = سجّلت الدخول باسم { $signed_in }، وهذا الاتصال يخص { $expected }.
attempt-add-as-new = إضافة { $signed_in } كحساب جديد
failed-denied = لم يُمنح الإذن في { $network }. لم يتغير شيء.
failed-timed_out = لم يصل رد خلال خمس دقائق. لم يتغير شيء.
failed-refused = رفضت { $network } إنهاء تسجيل الدخول. لم يتغير شيء.
failed-unreachable = تعذّر الوصول إلى { $network }. تحقق من اتصالك ثم حاول مجددًا.
failed-port_taken = برنامج آخر يستخدم منفذ تسجيل الدخول. أغلقه ثم حاول مجددًا.
failed-bad_answer = أجاب { $network } بما لا يستطيع Gander استخدامه. لم يتغير شيء. حاول لاحقًا.
failed-storage = تعذّر على Gander الكتابة على القرص. أفسح مساحة ثم حاول مجددًا.
failed-unsupported = لا يستطيع Gander فعل ذلك على هذا الجهاز بعد.
failed-vault_locked = سلسلة مفاتيحك مقفلة. افتحها ثم حاول مجددًا.
failed-address_unknown = لا يوجد خادم أو اسم كهذا. تحقق منه ثم حاول مجددًا.
failed-registration_refused = لم يسمح خادم { $network } هذا بتسجيل Gander ({ $answer }). تأكد من أنه خادم حسابك، أو اسأل من يديره.

## تفاصيل الحساب

clock-signed-in = تسجيل الدخول
clock-reauthorize = إعادة التفويض قبل
clock-access = الوصول حتى
clock-refresh = قابل للتجديد حتى
clock-data-access = الوصول إلى البيانات حتى
clock-renewal = التجديد التالي من Gander
clock-checked = آخر تحقق
clock-next-check = التحقق التالي
clock-data-loss = قد تحذف { $network } بياناتك بعد
clock-none = يجدده Gander بنفسه
to-calendar = إضافة إلى التقويم
to-calendar-done = حُفظ الملف في { $file }. إذا لم يُفتح تقويمك فافتح هذا الملف به.
evidence-title = ما قالته { $network }
evidence-authorization = أثناء تسجيل دخولك
evidence-token = أثناء إنهاء تسجيل الدخول
evidence-renewal = عندما جدّد Gander
evidence-identity = عندما سأل Gander عن صاحب الحساب
evidence-probe = عندما تحقق Gander من الحساب
evidence-revocation = عندما أعاد Gander الوصول
evidence-page = عندما سأل Gander عن صفحة
check-now = تحقق الآن
disconnect = قطع الاتصال
disconnect-ask = قطع اتصال { $who } بـ { $network }؟
disconnect-lost = يحذف Gander رموز هذا الحساب وتواريخه من هذا الجهاز. يبقى حسابك في { $network } كما هو. لاستخدامه هنا من جديد تسجّل الدخول مرة أخرى.
disconnect-by-hand = لا تسمح { $network } لأي تطبيق بإنهاء وصوله بنفسه. أزل التطبيق هناك أيضًا من صفحة { $network } نفسها:
disconnect-keep = إبقاء

## القادم والسجل

coming-title = القادم
coming-nothing = لا شيء عليك فعله. يجدد Gander ما يستطيع ويخبرك في الوقت المناسب.
coming-reauthorize = إعادة تفويض { $network }
coming-reauthorize-note = أنت وحدك تستطيع ذلك
coming-renewal = يجدد Gander { $network }
coming-data = قد تحذف { $network } بياناتك
coming-data-note = أعد التفويض قبل ذلك للاحتفاظ بها
coming-data-access = ينتهي الوصول إلى البيانات في { $network }
coming-checks = التحقق التالي في { $time }: { $networks }
happened-title = ما حدث
happened-all = السجل كله
history-empty = لا شيء بعد. يُدوَّن هنا كل اتصال وتجديد وانقطاع.
history-connected = تم الاتصال
history-reauthorized = أُعيد التفويض
history-renewed = جدّده Gander
history-permission_missing = ينقص إذن
history-page_lost = فُقدت صفحة
history-recovered = نشط من جديد
history-warned = ذُكّرت بإعادة التفويض
history-unreachable = تعذّر الوصول
history-sign_in_failed = لم ينجح تسجيل الدخول
history-wrong_account = سجّل حساب آخر الدخول
history-removed = أزلته أنت
history-account = الحساب
history-all-accounts = كل الحسابات
history-revocation_failed = لم تؤكد الشبكة انتهاء الوصول
history-notified = أُبلغت بإشعار
history-mailed = أُبلغت بالبريد الإلكتروني
history-mail_failed = تعذّر إرسال رسالة إليك
history-until = حتى { $time }
history-copy = نسخ بصيغة JSON
why-expired = انتهى الوصول
why-revoked = أُلغي الوصول
why-password_changed = تغيّرت كلمة المرور
why-checkpoint = أكّد هويتك
why-permission_missing = إذن ناقص
why-refresh_rejected = رُفض التجديد
today = اليوم
yesterday = أمس
tomorrow = غدًا
day-at = { $day }، { $time }

## السياسات

policies-intro = المدة التي تسمح فيها كل شبكة لتطبيق بأن ينوب عنك، وتواريخك أنت.
policies-page = اقرأها في { $network }
policies-none = غير متصلة

## البداية والإعداد

first-title = أبقِ حساباتك الاجتماعية متصلة
first-intro = صِل الحسابات التي تشارك فيها. يراقب Gander كل اتصال، ويجدد ما يستطيع، ويخبرك قبل انتهاء الوصول.
network-ready = جاهزة للاتصال
network-needs-keys = تحتاج إلى مفاتيح تطبيقك
network-practice = تعمل على هذا الجهاز
ask-server = خادمك على { $network }
ask-server-hint = الجزء الذي بعد علامة @‏: ⁦mastodon.social⁩
ask-handle = اسمك على { $network }
ask-handle-hint = مثلًا ⁦dana.bsky.social⁩
ask-wrong = هذا ليس عنوانًا. اكتبه كما في المثال.
ask-with-password = استخدام كلمة مرور للتطبيق بدلًا من ذلك
ask-password = كلمة مرور التطبيق
ask-password-hint = أنشئ واحدة من إعداداتك على { $network }. تُرسل مرة واحدة إلى خادمك ولا يُحتفظ بها.
ask-password-wrong = هذه ليست كلمة مرور تطبيق، فشكلها مثل ⁦abcd-efgh-ijkl-mnop⁩. احتفظ بكلمة مرورك الخاصة لنفسك.
keys-title = إعداد { $network }
keys-intro = تسمح { $network } للتطبيقات بالدخول بمفاتيح. أنشئ تطبيقك هناك مرة واحدة؛ يستغرق ذلك نحو عشر دقائق.
keys-step-app = أنشئ تطبيقًا في صفحة المطوّرين لدى { $network }.
keys-step-redirect = الصق عنوان إعادة التوجيه هذا في إعدادات التطبيق كما هو تمامًا:
keys-step-paste = الصق مفاتيح التطبيق هنا:
keys-open-page = فتح صفحة { $network }
keys-client-id = معرّف العميل
keys-client-secret = سر العميل
keys-secret-note = يُختم السر على هذا الجهاز ولا يُعرض مرة أخرى.
keys-save = حفظ المفاتيح
keys-change = تغيير المفاتيح
keys-redirect = عنوان إعادة التوجيه
keys-called = { $word } (هناك: «{ $name }»)
keys-parameter = «{ $name }» الخاص بتطبيقك، إن وُجد
keys-optional = اطلب هذا أيضًا من { $network } إن كان مسموحًا لتطبيقك:
keys-client-secret-optional = سر العميل، إن كان لتطبيقك سر
keys-kept = معرّف العميل { $id }، مع سر
keys-kept-alone = معرّف العميل { $id }، بلا سر
keys-check = تحقّق
keys-checking = جارٍ سؤال { $network }…
keys-check-taken = تقبل { $network } هذه المفاتيح.
keys-check-refused = ترفض { $network } هذه المفاتيح أو التطبيق الذي تعود إليه. انسخ الاثنين من جديد من صفحة المطوّرين، وتأكد هناك من أن التطبيق مفعّل وأن فيه عنوان إعادة التوجيه المذكور أعلاه.
keys-check-untold = أجابت { $network }، لكنها لم تقل إن كانت تقبل هذه المفاتيح. سيُظهر ذلك تسجيل الدخول.
keys-check-unreachable = تعذّر سؤال { $network }. حاول لاحقًا.
keys-remove = إزالة المفاتيح
keys-remove-ask = هل تريد إزالة مفاتيح { $network } من هذا الجهاز؟ لا يمكن عرض السر مرة أخرى، فستحتاج إلى نسخه من جديد.
keys-remove-used = { $count ->
    [one] يستخدمها حساب واحد. يبقى، لكن لا يمكن تجديده ولا تسجيل الدخول إليه من دون مفاتيح.
    [two] يستخدمها حسابان. يبقيان، لكن لا يمكن تجديدهما ولا تسجيل الدخول إليهما من دون مفاتيح.
    [few] تستخدمها { $count } حسابات. تبقى، لكن لا يمكن تجديدها ولا تسجيل الدخول إليها من دون مفاتيح.
   *[other] يستخدمها { $count } حسابًا. تبقى، لكن لا يمكن تجديدها ولا تسجيل الدخول إليها من دون مفاتيح.
}
keys-keep = إبقاؤها
organization-title = الانضمام إلى مؤسسة
organization-unverified = يقول الملف إنه من «{ $name }». لا يستطيع Gander التحقق من ذلك: تابع فقط إن كنت تعرف من أرسله.
organization-elsewhere = يريد رابط أن يعرض عليك ما توزّعه مؤسسة. الملف لدى { $host }، ولم يُسأل بعد.
organization-fetch = جلبه
organization-fetching = جارٍ سؤال { $host }…
organization-broken = لا يمكن استخدام هذا الملف. لم يتغيّر شيء. يعرف كاتبه السبب من هذا:
organization-changes = إذا انضممت يتغيّر ما يلي:
organization-nothing = لن يتغيّر شيء: كل ذلك موجود هنا.
organization-app = التطبيق { $id }، بلا سر
organization-app-secret = التطبيق { $id }، مع سره
organization-replaces-own = يحلّ محل تطبيقك { $former }.
organization-replaces-own-secret = يحلّ محل سرّك.
organization-replaces = يحلّ محل { $former } الذي أعطتك إياه مؤسسة.
organization-replaces-secret = يحلّ محل السر الذي أعطتك إياه مؤسسة.
organization-same = كما هو هنا.
organization-lacks-secret = السر ليس في الملف. تُدخله في التطبيقات والمفاتيح.
organization-users = { $count ->
    [one] حساب واحد متصل عبر تطبيق آخر ويجب إعادة تفويضه.
    [two] حسابان متصلان عبر تطبيق آخر ويجب إعادة تفويضهما.
    [few] { $count } حسابات متصلة عبر تطبيق آخر ويجب إعادة تفويضها.
   *[other] { $count } حسابًا متصلًا عبر تطبيق آخر ويجب إعادة تفويضها.
}
organization-network = شبكة جديدة
organization-network-changed = تتغيّر شبكة أعطتك إياها مؤسسة
organization-hosts = من يسجّل الدخول هناك يمنح الوصول إلى: { $hosts }
organization-days = تذكير قبل { $days } يومًا من وجوب التصرف
organization-days-own = يحلّ محل أيامك: { $days }.
organization-days-former = حتى الآن: { $days }.
organization-passphrase = عبارة المرور
organization-passphrase-hint = تفتح الأسرار في الملف. تخبرك بها مؤسستك بطريق آخر.
organization-refused = لا تفتح عبارة المرور الأسرار، أو تغيّر شيء هنا في هذه الأثناء. لم يتغيّر شيء.
organization-join = انضمام
organization-joining = جارٍ فتح الملف…
organization-joined = تم. المفاتيح هنا.
bridge-why = لا يعيدك { $network } إلا إلى عنوان https. ضع صفحة الوصل الخاصة بـ Gander كما هي على أي خادم ويب لديك وأدخل عنوانها هنا. تسلّم الصفحة تسجيل الدخول إلى هذا الجهاز ولا تحتفظ بشيء.
bridge-optional = هل يشترط { $network } عنوان https؟
bridge-copy-page = نسخ الصفحة
bridge-address = عنوان الصفحة
bridge-use = استخدام هذا العنوان
bridge-remove = التوقف عن استخدام الصفحة

## الإعدادات

settings-networks = الشبكات الاجتماعية
settings-alerts = التنبيهات
settings-keys = التطبيقات والمفاتيح
settings-general = عام
settings-about = حول
networks-disconnected = غير متصلة
networks-active = نشطة
networks-add = أضف إلى سربك
alerts-intro = يخبرك Gander بإشعار وبأيقونته في الشريط، مرة واحدة لكل تغيير.
alerts-before = قبل انتهاء الوصول
alerts-before-when = قبل 10 و3 أيام ويوم واحد من موعد تصرفك
alerts-broken = عند انقطاع حساب
alerts-broken-when = فورًا، ثم بعد يومين، ثم كل 5 أيام، 6 مرات على الأكثر
alerts-recovered = عندما يعمل من جديد
alerts-recovered-when = يختفي الإشعار من تلقاء نفسه
paused-until = التنبيهات موقوفة حتى { $time }
paused-resume = استئناف
alerts-pause = إيقاف مؤقت
alerts-pause-hour = ساعة واحدة
alerts-pause-tomorrow = حتى الغد
alerts-when = متى وكيف
alerts-native = إشعارات هذا النظام
alerts-not-shown = لم يعرض هذا النظام الإشعار الأخير. الأيقونة وهذه النافذة تخبرانك رغم ذلك.
alerts-days = في أيام أختارها قبل أن يلزمني التصرف
alerts-days-hint = حتى ستة أعداد من 1 إلى 60
alerts-quiet = ساعات الهدوء
alerts-from = من
alerts-to = إلى
alerts-quiet-note = ما يحدث خلالها يُبلَّغ معًا عند انتهائها.
alerts-digest = مرة في اليوم، كل شيء معًا
alerts-at = عند
alerts-told-of = أبلغني عن
alerts-email = البريد الإلكتروني
alerts-email-on = راسلني أيضًا
alerts-email-note = عبر خادم بريدك أنت، عندما ينقطع حساب وعند أول تذكير وآخره. تُختم كلمة المرور على هذا الجهاز.
alerts-mail-trouble = لم تُرسل الرسالة الأخيرة.
alerts-host = خادم البريد
alerts-security = الأمان
alerts-security-none = بلا (خادم على هذا الجهاز)
alerts-port = المنفذ
alerts-username = اسم المستخدم، إن طلبه
alerts-password = كلمة المرور
alerts-password-kept = محفوظة. اتركها فارغة للإبقاء عليها
alerts-sender = من
alerts-recipients = إلى، عدة عناوين بفواصل
alerts-test = أرسل رسالة تجريبية
alerts-testing = جارٍ سؤال خادم البريد…
alerts-test-done = قبلها خادم البريد. انظر في صندوق الوارد.
alerts-save = حفظ
alerts-saved = تم الحفظ
alerts-bad-warn_days = أدخل من عدد واحد إلى ستة أعداد مختلفة من الأيام بين 1 و60.
alerts-bad-quiet_hours = اجعل ساعات الهدوء تنتهي في وقت غير وقت بدايتها.
alerts-bad-host = أدخل اسم الخادم وحده، مثل smtp.example.org.
alerts-bad-port = أدخل منفذ الخادم، عادة 465 أو 587.
alerts-bad-security = اختر TLS أو STARTTLS؛ من دونهما يصلح خادم على هذا الجهاز فقط.
alerts-bad-username = أدخل اسمًا أو اتركه فارغًا.
alerts-bad-from = أدخل عنوان المرسل، مثل gander@example.org.
alerts-bad-to = أدخل من عنوان واحد إلى عشرة.
general-language = اللغة
general-language-system = لغة النظام
general-language-note = لهذه النافذة وأيقونة الشريط والإشعارات والبريد.
general-login = البدء عند تسجيل الدخول
general-login-note = في الشريط دون نافذة، حتى لا ينتهي شيء دون علمك.
general-login-refused = لم يقبل هذا النظام ذلك. لم يتغير شيء.
about-version = الإصدار { $version }
about-credits = شكر وتقدير
about-icons = علامات الشبكات وبعض الأيقونات: Font Awesome Free من Fonticons, Inc. برخصة CC BY 4.0. العلامات ملك لشبكاتها.
about-font = حيث لا يملك سطح المكتب خطًا جيدًا، يأتي Gander بخط Inter من Rasmus Andersson، برخصة SIL Open Font License 1.1.
about-licence = Gander برنامج حر برخصة MIT أو Apache-2.0.
about-notices = تراخيص كل ما يتضمنه Gander

## اللافتات والأخطاء

vault-locked = سلسلة مفاتيحك مقفلة أو مفقودة
vault-locked-body = لا يستطيع Gander قراءة رموزه. افتح سلسلة المفاتيح ليواصل Gander. لا يضيع شيء ولا يُستبدل.
vault-memory = لهذه المرة فقط
vault-memory-body = لا توجد سلسلة مفاتيح لختم الرموز، فتبقى في الذاكرة. بعد الإغلاق تسجّل الدخول من جديد.
vault-opening = جارٍ فتح سلسلة مفاتيحك…
offline = يتعذر الوصول إلى أي شبكة
offline-body = ربما أنت غير متصل بالإنترنت. لم ينقطع أي حساب، وسيحاول Gander مجددًا من تلقاء نفسه.
storage-problem = لا يستطيع Gander الكتابة على القرص
storage-problem-body = قد يكون ممتلئًا أو للقراءة فقط. أفسح مساحة؛ لا يضيع شيء ما دام Gander مفتوحًا.
network-files = لا يستطيع Gander استخدام ملف شبكة
network-files-body = تبقى شبكته وحساباتها كما هي دون متابعة إلى أن يُصلَح الملف. وتستمر متابعة بقية الحسابات كالمعتاد. أعد تشغيل Gander بعد إصلاحه.
database-altered = غيّر برنامج آخر قاعدة بيانات Gander
database-altered-body = لا يرسل Gander شيئًا بناءً على ما تغيّر، ولا يحذف شيئًا. استعد gander.db من نسخة احتياطية، أو افصل الحسابات المعنية ثم اربطها من جديد؛ الأمر gander doctor يسمّيها.
error-unknown_connection = لم يعد هذا الحساب هنا.
error-unknown_network = لا يعرف Gander هذه الشبكة.
error-unknown_sign_in = انتهى تسجيل الدخول هذا بالفعل.
error-bad_input = في ما أدخلته خطأ. راجعه ثم حاول مجددًا.
error-altered = غيّر برنامج آخر هذا في قاعدة بيانات Gander، لذلك لم يُرسَل شيء. استعد gander.db من نسخة احتياطية، أو افصل الحساب ثم اربطه من جديد.
error-internal = حدث خطأ داخل Gander. حاول مجددًا؛ وإن استمر فأعد تشغيل Gander.

## الإشعارات

notice-disconnected-title = انقطع اتصال { $network }
notice-disconnected-body-expired = انتهى الوصول. أعد التفويض لمواصلة المشاركة.
notice-disconnected-body-revoked = ألغت { $network } وصولنا. أعد التفويض لمواصلة المشاركة.
notice-disconnected-body-password_changed = تغيّرت كلمة مرورك. أعد التفويض لمواصلة المشاركة.
notice-disconnected-body-checkpoint = تريد { $network } أن تؤكد هويتك. سجّل الدخول هناك ثم أعد التفويض.
notice-disconnected-body-permission_missing = إذن ناقص. أعد التفويض لمنحه من جديد.
notice-disconnected-body-refresh_rejected = رفضت { $network } تجديد وصولنا. أعد التفويض لمواصلة المشاركة.
notice-warning-title = أعد تفويض { $network } قبل { $date }
notice-warning-body = بعد ذلك لن تسمح { $network } بدخول Gander.
notice-setup-title = { $network } تحتاج إلى إعداد
notice-setup-body-missing = مفاتيح تطبيق المطوّر ناقصة. افتح Gander لإدخالها.
notice-setup-body-refused = رفضت { $network } مفاتيح تطبيق المطوّر. افتح Gander لتغييرها.
notice-page-title = سحبت { $network } صفحة منك
notice-page-body = لم يعد بإمكانك التصرف باسم { $pages }. يبقى حسابك متصلًا.
notice-reminder-title = ما زالت { $network } غير متصلة
notice-reminder-body = أعد التفويض لمواصلة المشاركة في { $network }.
notice-action-reauthorize = إعادة التفويض

## مسبقًا، على الهواتف

ahead-ended-title = انتهى الوصول إلى { $network }

## الشريط

tray-tooltip-ok = Gander: كل شيء على ما يرام
tray-tooltip-soon = Gander: أعد تفويض { $network } قبل { $date }
tray-tooltip-bad = { $count ->
    [one] حساب واحد يحتاج إليك
    [two] حسابان يحتاجان إليك
    [few] { $count } حسابات تحتاج إليك
   *[other] { $count } حسابًا يحتاج إليك
}
tray-tooltip-offline = Gander: تعذّر الوصول إلى الشبكات
tray-tooltip-locked = Gander: سلسلة مفاتيحك مقفلة أو غير موجودة
tray-account = { $network } · { $who }: { $status }
tray-account-unnamed = { $network }: { $status }
tray-accounts-all = عرض كل الحسابات ({ $count })
tray-status-active = نشط
tray-status-expiring = نشط، أعد التفويض قبل { $date }
tray-status-unconfirmed = بانتظار التأكيد، رفض { $network } الوصول مرة واحدة
tray-status-unreachable = نشط، تعذّر الوصول إلى { $network }
tray-status-disconnected = غير متصل
tray-status-set_up_needed = يلزم إعداد
tray-reauthorize = إعادة تفويض { $network }
tray-reauthorize-who = إعادة تفويض { $who } في { $network }
tray-check-now = تحقق الآن
tray-open = فتح Gander
tray-quit = إنهاء

## Several accounts at once, pausing, and a desktop without a tray (said by Rust)

notice-several-disconnected = { $count ->
    [one] حساب واحد غير متصل
    [two] حسابان غير متصلين
    [few] { $count } حسابات غير متصلة
   *[other] { $count } حسابًا غير متصل
}
notice-more = { $count ->
    [one] وحساب واحد آخر
    [two] وحسابان آخران
    [few] و{ $count } حسابات أخرى
   *[other] و{ $count } حسابًا آخر
}
tray-moment = { $date }، { $time }
tray-pause-hour = إيقاف التنبيهات لمدة ساعة
tray-pause-tomorrow = إيقاف التنبيهات حتى الغد
tray-resume = استئناف التنبيهات
tray-paused = التنبيهات متوقفة حتى { $time }
tray-none-title = يواصل Gander العمل
tray-none-body = لا يوجد في سطح المكتب هذا شريط أيقونات، لذلك صُغّرت نافذة Gander بدلًا من إغلاقها.

## البريد والتقويم
# في رسالة: $count حسابات ستحتاج إلى الشخص قريبًا ولم ينقطع أي منها بعد.

mail-subject-soon = { $count ->
    [one] حساب واحد سيحتاج إليك قريبًا
    [two] حسابان سيحتاجان إليك قريبًا
    [few] { $count } حسابات ستحتاج إليك قريبًا
   *[other] { $count } حسابًا سيحتاج إليك قريبًا
}
mail-link = إذا لم يفعل الرابط شيئًا، فافتح Gander على الجهاز الذي أرسل هذه الرسالة.
mail-footer = أرسل Gander هذه الرسالة من جهازك أنت، عبر خادم بريدك أنت. لتغيير ما يرسله افتح Gander: { settings }، { settings-alerts }.
mail-test-subject = يستطيع Gander مراسلتك
mail-test-body = هذه رسالة الاختبار التي طلبتها. سيكتب إليك Gander هنا عندما يحتاج إليك حساب.
calendar-name = Gander
calendar-summary = إعادة تفويض { $network } ({ $who })
calendar-summary-unnamed = إعادة تفويض { $network }

## ما قد يرفضه خادم البريد

smtp-unreachable = تعذر الوصول إلى خادم البريد. تحقق من اسمه ومنفذه وطريقة تأمينه.
smtp-no_tls = لا يقدم خادم البريد TLS هناك. جرب TLS على المنفذ 465 أو STARTTLS على المنفذ 587.
smtp-bad_certificate = شهادة خادم البريد غير موثوقة. تحقق من اسم الخادم.
smtp-password_refused = رفض خادم البريد الاسم أو كلمة المرور. تطلب خوادم كثيرة كلمة مرور خاصة بالتطبيق.
smtp-no_password_login = لا يقبل خادم البريد كلمة مرور هناك. استخدم خادمًا آخر، أو اترك الاسم فارغًا إن لم يكن مطلوبًا.
smtp-sender_refused = رفض خادم البريد عنوان المرسل. استخدم عنوانًا يتبع هذا الحساب.
smtp-recipient_refused = رفض خادم البريد كل عناوين المستلمين. تحقق منها.
smtp-plain_letters_only = لا يقبل خادم البريد قبل علامة @ سوى الأحرف اللاتينية من a إلى z. استخدم عناوين بهذه الأحرف فقط.
smtp-server_busy = خادم البريد مشغول. سيحاول Gander مرة أخرى لاحقًا.
smtp-refused = رفض خادم البريد الرسالة. يستطيع مشغله معرفة السبب.

redirect-done = العودة إلى Gander
redirect-done-text = حصل Gander على ما يحتاج إليه. يمكنك إغلاق علامة التبويب هذه.
redirect-denied = لم يتم ربط أي شيء
redirect-denied-text = لم يكتمل تسجيل الدخول. يمكنك إغلاق علامة التبويب هذه والمحاولة مجددًا في Gander.
redirect-over = انتهى تسجيل الدخول هذا
redirect-over-text = اكتمل من قبل أو استغرق أكثر من خمس دقائق. أغلق علامة التبويب هذه وابدأ من جديد في Gander.
redirect-foreign = ليس تسجيل دخول من Gander
redirect-foreign-text = هذا العنوان لا يخص تسجيل الدخول الذي بدأه Gander. لم يتغير شيء. ابدأ من جديد في Gander.
