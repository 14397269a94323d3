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
    [zero] لا شيء يتطلب انتباهك
    [one] واحد يتطلب انتباهك
    [two] اثنان يتطلبان انتباهك
    [few] { $count } تتطلب انتباهك
    [many] { $count } تتطلب انتباهك
   *[other] { $count } تتطلب انتباهك
}
accounts-quiet = { $count ->
    [zero] لا حسابات بعد.
    [one] حسابك نشط.
    [two] حساباك نشطان.
    [few] حساباتك الـ { $count } كلها نشطة.
    [many] حساباتك الـ { $count } كلها نشطة.
   *[other] حساباتك الـ { $count } كلها نشطة.
}
accounts-quiet-next = الخطوة التالية لك: إعادة تفويض { $network } قبل { $date }.
accounts-show-all = عرض كل الحسابات ({ $count })
accounts-show-fewer = عرض أقل
accounts-reauthorize-all = إعادة تفويض { $count ->
    [zero] الحسابات
    [one] حساب واحد
    [two] حسابين، واحدًا تلو الآخر
    [few] { $count } حسابات، واحدًا تلو الآخر
    [many] { $count } حسابًا، واحدًا تلو الآخر
   *[other] { $count } حساب، واحدًا تلو الآخر
}
accounts-add = إضافة حساب
account-add-another = إضافة حساب آخر في { $network }
accounts-find = البحث عن حساب
accounts-none-found = لا يوجد حساب يطابق «{ $words }».
accounts-checking = تم التحقق من { $done } من أصل { $total }
accounts-walking = الحساب { $done } من أصل { $total }
group-needs = تتطلب انتباهك
group-soon = قريبًا
group-fine = نشطة
pull-check = اسحب للأسفل للتحقق الآن
pull-release = أفلت للتحقق الآن
accounts-footnote = { PLATFORM() ->
    [windows] تبقى رموز الوصول على هذا الجهاز، مشفّرة بمفتاح في إدارة بيانات الاعتماد.
    [macos] تبقى رموز الوصول على هذا الجهاز، مشفّرة بمفتاح في سلسلة مفاتيحك.
    [ios] تبقى رموز الوصول على هذا الجهاز، مشفّرة بمفتاح في سلسلة مفاتيحك.
    [android] تبقى رموز الوصول على هذا الجهاز، مشفّرة بمفتاح في مخزن المفاتيح.
   *[other] تبقى رموز الوصول على هذا الجهاز، مشفّرة بمفتاح في حلقة مفاتيحك.
} ليس لدى Gander خادم.
accounts-footnote-memory = تبقى رموز الوصول في ذاكرة هذا الجهاز حتى يُغلق Gander. ليس لدى Gander خادم.
accounts-yours = حساباتك · { $count }
accounts-fine = لا شيء يتطلب انتباهك
account-new = حساب جديد
practice = تدريب

## الحالة

status-active = نشط
status-expiring-by = قبل { $date }
status-unconfirmed = بانتظار التأكيد
status-unreachable = لا استجابة
status-disconnected = انقطع الاتصال
status-set_up_needed = يلزم الإعداد
busy-checking = جارٍ التحقق…
busy-renewing = جارٍ التجديد…
busy-finishing = جارٍ الإنهاء…

## السبب

reason-expired = انتهى الوصول إلى { $network } في { $date }.
reason-revoked = ألغت { $network } وصول Gander في { $date }.
reason-password_changed = تغيّرت كلمة مرورك في { $network } في { $date }.
reason-checkpoint = تطلب { $network } تأكيد هويتك. سجّل الدخول في { $site } ثم أعد التفويض.
reason-permission_missing = منذ { $date } ينقص في { $network } إذن يحتاج إليه Gander.
reason-refresh_rejected = رفضت { $network } في { $date } تجديد وصول Gander.
usual-revoked = غالبًا ما يكون التطبيق قد أُزيل من إعدادات الحساب أو تغيّرت كلمة المرور.
missing-permissions = غير مسموح: { $permissions }.
missing-title = غير مسموح في { $network }
pages-row = الصفحات: { $pages }
pages-lost = لم يعد بإمكانك التصرف باسم { $pages } في { $network }. اطلب دورك هناك من جديد، أو ألغِ اختيارها هنا.
pages-title = الصفحات التي تديرها
pages-hint = يتحقق Gander من الصفحات التي تختارها مع هذا الحساب.
pages-none = لم يُعثر على صفحات بعد.
pages-look = البحث عن صفحات
pages-mark = فُقد الوصول
permission-profile = معرفة من أنت
permission-read = قراءة منشوراتك
permission-share = المشاركة باسمك
permission-share_media = مشاركة الصور ومقاطع الفيديو
permission-delete = حذف ما شاركته
permission-list_pages = معرفة الصفحات التي تديرها
permission-read_pages = قراءة ما تشاركه صفحاتك
permission-share_pages = المشاركة على صفحاتك
permission-read_boards = رؤية لوحاتك
permission-edit_boards = إنشاء اللوحات وتغييرها
permission-choose_flair = اختيار وسم المنشور
permission-stay_signed_in = البقاء مسجّل الدخول
set-up-app_keys_missing = تنقص مفاتيح تطبيق المطوّر الخاص بك.
set-up-app_keys_refused = رفضت { $network } مفاتيح تطبيق المطوّر الخاص بك.
cost-data = أعد التفويض قبل { $date } للاحتفاظ ببياناتك في { $network }.
cost-idle = لا يستطيع Gander استخدام هذا الحساب حتى تعيد التفويض.
cost-set-up = لا يستطيع Gander تجديد هذا الحساب من دون مفاتيح جديدة.
account-waits = { $count ->
    [zero] لا نشاط ينتظر هذا الحساب.
    [one] نشاط واحد ينتظر هذا الحساب.
    [two] نشاطان ينتظران هذا الحساب.
    [few] { $count } أنشطة تنتظر هذا الحساب.
    [many] { $count } نشاطًا ينتظر هذا الحساب.
   *[other] { $count } نشاط ينتظر هذا الحساب.
}
soon-by = أعد التفويض قبل { $date }.
unconfirmed-again = رفضت { $network } الوصول عند { $time }. قد يكون رفض واحد خطأً: سيتحقق Gander مجددًا عند { $again }. ليس عليك فعل شيء حتى ذلك الحين.
unconfirmed-soon = رفضت { $network } الوصول مرة واحدة. قد يكون رفض واحد خطأً: سيتحقق Gander مجددًا في أقرب وقت. ليس عليك فعل شيء حتى ذلك الحين.
unreachable-since = نشط، لكن لا استجابة منذ { $time }. ليس عليك فعل شيء.

## ما يمكن فعله

reauthorize = إعادة التفويض
re-link = إعادة الربط
connect = ربط
set-up = إعداد
cancel = إلغاء
copy-link = نسخ الرابط
copy = نسخ
copying = جارٍ النسخ…
copied = تم النسخ
open-again = فتح المتصفح مجددًا
try-again = إعادة المحاولة
dismiss = تجاهل
close = إغلاق
field-empty = املأ هذا الحقل أولًا.

## تسجيل دخول جارٍ

sign-in-opening = جارٍ فتح المتصفح…
sign-in-waiting = أكمل تسجيل الدخول إلى { $network } في متصفحك.
sign-in-waiting-note = أمامك خمس دقائق.
sign-in-asks_pin = تعرض { $network } رقم PIN في متصفحك. أدخله هنا:
sign-in-use-pin = استخدام رقم PIN بدلًا من ذلك
sign-in-pin = رقم PIN من { $network }
sign-in-enter-pin = متابعة
sign-in-finishing = جارٍ إنهاء تسجيل الدخول إلى { $network }…
sign-in-wrong = سجّلت الدخول باسم { $signed_in }، وهذا الحساب يخص { $expected }.
sign-in-add-as-new = إضافة { $signed_in } كحساب جديد
failed-denied = لم يُمنح الإذن في { $network }. لم يتغير شيء.
failed-timed_out = استغرق تسجيل الدخول أكثر من خمس دقائق. لم يتغير شيء.
failed-refused = رفضت { $network } إنهاء تسجيل الدخول. لم يتغير شيء.
failed-unreachable = تعذّر الوصول إلى { $network }. تحقق من اتصالك بالإنترنت ثم حاول مجددًا.
failed-port_taken = يستخدم برنامج آخر المنفذ الذي يحتاج إليه تسجيل الدخول. أغلقه ثم حاول مجددًا.
failed-bad_answer = لا يستطيع Gander استخدام رد { $network }. لم يتغير شيء. حاول مجددًا لاحقًا.
failed-storage = لا يستطيع Gander الكتابة على القرص. أفسح مساحة ثم حاول مجددًا.
failed-unsupported = لا يستطيع Gander فعل ذلك على هذا الجهاز بعد.
failed-vault_locked = { PLATFORM() ->
    [windows] إدارة بيانات الاعتماد مقفلة. افتحها ثم حاول مجددًا.
    [macos] سلسلة مفاتيحك مقفلة. افتحها ثم حاول مجددًا.
    [ios] سلسلة مفاتيحك مقفلة. افتحها ثم حاول مجددًا.
    [android] مخزن المفاتيح مقفل. افتحه ثم حاول مجددًا.
   *[other] حلقة مفاتيحك مقفلة. افتحها ثم حاول مجددًا.
}
failed-address_unknown = لم يجد Gander خادمًا أو اسم مستخدم كهذا. تحقق منه ثم حاول مجددًا.
failed-registration_refused = لم يسمح خادم { $network } هذا بتسجيل Gander ({ $answer }). تأكد من أنه خادم حسابك، أو اسأل القائمين عليه.
clock-ended = انتهى الوصول

## تفاصيل الحساب

clock-signed-in = تسجيل الدخول
clock-reauthorize = إعادة التفويض قبل
clock-access = الوصول حتى
clock-refresh = قابل للتجديد حتى
clock-data-access = الوصول إلى البيانات حتى
clock-renewal = التجديد التالي
clock-checked = آخر تحقق
clock-next-check = التحقق التالي
clock-data-loss = قد تحذف { $network } بياناتك بعد
renews-itself = يجدد Gander هذا الوصول بنفسه.
access-endless = ليس لهذا الوصول تاريخ انتهاء.
details-dates = كل التواريخ
programs-title = برامج أخرى
programs-requests = السماح لبرامج هذا الجهاز بالتصرف باسم هذا الحساب
programs-tokens = تسليم رمز الوصول لها أيضًا
programs-note = يرسل Gander طلباتها ويدوّن أي برنامج طلب، ويتوقف حالما توقف هذا الخيار.
to-calendar = إضافة إلى التقويم
to-calendar-done = حُفظ الموعد لتقويمك. إذا لم يُفتح تقويمك فافتح هذا الملف به: { $file }
evidence-title = رد { $network }
evidence-authorization = أثناء تسجيل دخولك
evidence-token = أثناء إنهاء تسجيل الدخول
evidence-renewal = عندما جدّد Gander الوصول
evidence-identity = عندما تحقق Gander من صاحب الحساب
evidence-probe = عندما تحقق Gander من الحساب
evidence-revocation = عندما أعاد Gander حق الوصول
evidence-page = عندما تحقق Gander من صفحة
check-now = تحقق الآن
disconnect = فصل
disconnect-ask = هل تريد فصل { $who } عن { $network }؟
disconnect-lost = يحذف Gander رموز الوصول والتواريخ الخاصة بهذا الحساب من هذا الجهاز. يبقى حسابك في { $network } كما هو. لاستخدامه هنا من جديد تسجّل الدخول مرة أخرى.
disconnect-by-hand = لا تسمح { $network } لأي تطبيق بإنهاء وصوله بنفسه. أزل التطبيق هناك أيضًا:
disconnect-keep = إبقاء

## القادم والسجل

coming-title = القادم
coming-nothing = ليس عليك فعل شيء. يجدد Gander ما يستطيع ويخبرك في الوقت المناسب.
coming-reauthorize = إعادة تفويض { $network }
coming-reauthorize-note = يتطلب إجراءً منك
coming-renewal = يجدد Gander الوصول إلى { $network }
coming-data = قد تحذف { $network } بياناتك
coming-data-note = أعد التفويض قبل ذلك للاحتفاظ بها
coming-data-access = ينتهي الوصول إلى البيانات في { $network }
coming-checks = التحقق التالي في { $time }: { $networks }
happened-title = آخر السجل
happened-all = السجل كله
history-empty = لا شيء بعد. يدوّن Gander هنا كل ربط وتجديد وانقطاع.
history-connected = تم الربط
history-reauthorized = أُعيد التفويض
history-renewed = جدّده Gander
history-permission_missing = ينقص إذن
history-page_lost = فُقد الوصول إلى صفحة
history-recovered = نشط من جديد
history-warned = ذكّرك Gander بإعادة التفويض
history-unreachable = لا استجابة
history-sign_in_failed = فشل تسجيل دخول
history-wrong_account = سُجّل الدخول بحساب آخر
history-removed = فصلته بنفسك
history-account = الحساب
history-all-accounts = كل الحسابات
history-revocation_failed = لم تؤكد الشبكة انتهاء الوصول
history-notified = أرسل Gander إليك إشعارًا
history-mailed = أرسل Gander إليك رسالة بريد
history-mail_failed = لم يستطع Gander إرسال رسالة بريد إليك
history-request_made = أرسل برنامج طلبًا باسم هذا الحساب
history-token_taken = أخذ برنامج رمز الوصول
history-allowed_requests = سمحت لبرامج أخرى بالتصرف باسم هذا الحساب
history-allowed_tokens = سمحت لبرامج أخرى بالتصرف باسم هذا الحساب وأخذ رمزه
history-allowed_nothing = لا يُسمح لأي برنامج آخر باستخدام هذا الحساب
history-program = البرنامج: { $program }
history-times = { $count ->
    [zero] ولا مرة
    [one] مرة واحدة
    [two] مرتين
    [few] { $count } مرات
    [many] { $count } مرة
   *[other] { $count } مرة
}
history-until = حتى { $time }
history-copy = نسخ بصيغة JSON
why-expired = انتهى الوصول
why-revoked = أُلغي الوصول
why-password_changed = تغيّرت كلمة المرور
why-checkpoint = يلزم تأكيد الهوية
why-permission_missing = ينقص إذن
why-refresh_rejected = رُفض التجديد
today = اليوم
yesterday = أمس
tomorrow = غدًا
day-at = { $day }، { $time }

## السياسات

policies-intro = المدة التي تسمح فيها كل شبكة لتطبيق بأن ينوب عنك، وتواريخك أنت.
policies-page = قراءة السياسة في { $network }
connect-now = جاهزة للربط الآن
connect-practice = التجربة مع شبكات التدريب
connect-practice-why = شبكات محاكاة على هذا الجهاز. لا يُشارَك شيء مع أحد.
connect-keys = سجّل تطبيقك الخاص أولًا (نحو 10 دقائق)
connect-keys-why = لا تقبل هذه الشبكات إلا التطبيقات المسجّلة. تسجّل تطبيقك مرة واحدة في كل شبكة.
policies-none = غير مربوطة

## البداية والإعداد

first-title = أبقِ حساباتك الاجتماعية متصلة
first-intro = اربط الحسابات التي تشارك عليها. يراقب Gander كل اتصال، ويجدد ما يستطيع، ويخبرك قبل انتهاء الوصول.
network-handle = يكفي اسم المستخدم
network-server = يكفي اسم خادمك
network-https = تحتاج أيضًا إلى صفحة https خاصة بك
network-connected = { $count ->
    [zero] لا حسابات مربوطة
    [one] حساب واحد مربوط
    [two] حسابان مربوطان
    [few] { $count } حسابات مربوطة
    [many] { $count } حسابًا مربوطًا
   *[other] { $count } حساب مربوط
}
ask-title = ربط { $network }
ask-server = خادمك في { $network }
ask-server-hint = الجزء الذي بعد آخر علامة @‏ في عنوانك، مثل ⁦mastodon.social⁩
ask-handle = اسم المستخدم في { $network }
ask-handle-hint = مثلًا ⁦dana.bsky.social⁩
ask-wrong = هذا العنوان غير صالح. اكتبه كما في المثال.
ask-with-password = تسجيل الدخول بكلمة مرور للتطبيق بدلًا من ذلك
ask-password = كلمة مرور التطبيق
ask-password-hint = أنشئ واحدة من إعداداتك في { $network }. يرسلها Gander مرة واحدة إلى خادمك ولا يحتفظ بها.
ask-password-wrong = هذه ليست كلمة مرور للتطبيق. شكلها مثل ⁦abcd-efgh-ijkl-mnop⁩. لا تُدخل كلمة مرورك الخاصة هنا.
keys-title = إعداد { $network }
keys-intro = لا تقبل { $network } إلا التطبيقات المسجّلة. سجّل تطبيقك هناك مرة واحدة؛ يستغرق ذلك نحو عشر دقائق.
keys-step-app = أنشئ تطبيقًا في صفحة المطوّرين في { $network }.
keys-step-redirect = الصق عنوان إعادة التوجيه هذا في إعدادات التطبيق كما هو تمامًا:
keys-step-paste = الصق مفاتيح التطبيق هنا:
keys-open-page = فتح صفحة المطوّرين في { $network }
keys-client-id = معرّف العميل
keys-client-secret = سر العميل
keys-secret-note = يشفّر Gander السر على هذا الجهاز ولا يعرضه مرة أخرى.
keys-save = حفظ المفاتيح
keys-change = تغيير المفاتيح
keys-redirect = عنوان إعادة التوجيه
keys-called = { $word } (هناك: «{ $name }»)
keys-parameter = «{ $name }» الخاص بتطبيقك، إن وُجد
keys-optional = اطلب هذا أيضًا من { $network }، إن كان مسموحًا لتطبيقك:
keys-none = لا مفاتيح بعد
keys-from-file = مفاتيح من ملف الشبكة
keys-client-secret-optional = سر العميل، إن كان لتطبيقك سر
keys-kept = معرّف العميل { $id }، مع سر
keys-kept-alone = معرّف العميل { $id }، بلا سر
keys-check = التحقق من المفاتيح
keys-checking = جارٍ الاستعلام من { $network }…
keys-check-taken = تقبل { $network } هذه المفاتيح.
keys-check-refused = ترفض { $network } هذه المفاتيح أو التطبيق الذي تعود إليه. انسخ الاثنين من جديد من صفحة المطوّرين. تأكد هناك من أن التطبيق مفعّل وأن فيه عنوان إعادة التوجيه المذكور أعلاه.
keys-check-untold = ردّت { $network }، لكنها لم تبيّن إن كانت تقبل هذه المفاتيح. سيُظهر ذلك تسجيل الدخول.
keys-check-unreachable = لم يستطع Gander الوصول إلى { $network }. حاول مجددًا لاحقًا.
keys-remove = إزالة المفاتيح
keys-remove-ask = هل تريد إزالة مفاتيح { $network } من هذا الجهاز؟
keys-remove-lost = لا يستطيع Gander عرض السر مرة أخرى. لاستخدام المفاتيح هنا لاحقًا تنسخها من جديد من صفحة المطوّرين.
keys-remove-used = { $count ->
    [zero] لا يستخدمها أي حساب.
    [one] يستخدمها حساب واحد. يبقى، لكن Gander لا يستطيع تجديده ولا تسجيل الدخول إليه من دون مفاتيح.
    [two] يستخدمها حسابان. يبقيان، لكن Gander لا يستطيع تجديدهما ولا تسجيل الدخول إليهما من دون مفاتيح.
    [few] تستخدمها { $count } حسابات. تبقى، لكن Gander لا يستطيع تجديدها ولا تسجيل الدخول إليها من دون مفاتيح.
    [many] يستخدمها { $count } حسابًا. تبقى، لكن Gander لا يستطيع تجديدها ولا تسجيل الدخول إليها من دون مفاتيح.
   *[other] يستخدمها { $count } حساب. تبقى، لكن Gander لا يستطيع تجديدها ولا تسجيل الدخول إليها من دون مفاتيح.
}
keys-keep = إبقاؤها
organization-title = الانضمام إلى مؤسسة
organization-unverified = يقول الملف إنه من «{ $name }». لا يستطيع Gander التحقق من ذلك: تابع فقط إن كنت تعرف من أرسله.
organization-elsewhere = يعرض عليك رابط إعدادات مؤسسة. الملف لدى { $host }. لم يتصل Gander بهذا الخادم بعد.
organization-fetch = جلب الملف
organization-fetching = جارٍ الاستعلام من { $host }…
organization-broken = لا يستطيع Gander استخدام هذا الملف، ولم يغيّر شيئًا. أرسل هذا إلى من أنشأه:
organization-changes = إذا انضممت يتغيّر ما يلي:
organization-nothing = لا يغيّر الانضمام شيئًا: كل ذلك موجود هنا.
organization-app = التطبيق { $id }، بلا سر
organization-app-secret = التطبيق { $id }، مع سره
organization-replaces-own = يحلّ محل تطبيقك { $former }.
organization-replaces-own-secret = يحلّ محل سرّك.
organization-replaces = يحلّ محل { $former } الذي أعطتك إياه مؤسسة.
organization-replaces-secret = يحلّ محل السر الذي أعطتك إياه مؤسسة.
organization-same = موجود هنا.
organization-lacks-secret = لا يحتوي الملف على السر. تُدخله في التطبيقات والمفاتيح.
organization-users = { $count ->
    [zero] لا حساب مربوط عبر تطبيق آخر.
    [one] حساب واحد مربوط عبر تطبيق آخر ويجب إعادة تفويضه.
    [two] حسابان مربوطان عبر تطبيق آخر ويجب إعادة تفويضهما.
    [few] { $count } حسابات مربوطة عبر تطبيق آخر ويجب إعادة تفويضها.
    [many] { $count } حسابًا مربوطًا عبر تطبيق آخر ويجب إعادة تفويضها.
   *[other] { $count } حساب مربوط عبر تطبيق آخر ويجب إعادة تفويضها.
}
organization-network = شبكة جديدة
organization-network-changed = شبكة أعطتك إياها مؤسسة، بعد تغييرها
organization-hosts = تسجيل الدخول هناك يمنح الوصول إلى: { $hosts }
organization-feed = أخبار { $title }، تُقرأ من { $host }
organization-feed-removed = تُزال { $title } مع الأخبار التي تعرضها.
organization-days = تذكير قبل الموعد بهذه الأيام: { $days }
organization-days-own = يحلّ محل أيامك: { $days }.
organization-days-former = حتى الآن: { $days }.
organization-passphrase = عبارة المرور
organization-passphrase-hint = تفتح الأسرار في الملف. تعطيك إياها مؤسستك على حدة.
organization-refused = لا تفتح عبارة المرور الأسرار، أو تغيّر شيء هنا في هذه الأثناء. لم يتغيّر شيء.
organization-join = انضمام
organization-joining = جارٍ فتح الملف…
organization-joined = تم الانضمام. المفاتيح هنا.
bridge-why = لا تعيدك { $network } إلا إلى عنوان https. ضع صفحة الوصل الخاصة بـ Gander كما هي على أي خادم ويب لديك وأدخل عنوانها هنا. تسلّم الصفحة تسجيل الدخول إلى هذا الجهاز ولا تحتفظ بشيء.
bridge-optional = هل تشترط { $network } عنوان https؟
bridge-copy-page = نسخ الصفحة
bridge-address = عنوان الصفحة
bridge-use = استخدام هذا العنوان
bridge-remove = التوقف عن استخدام الصفحة

## الإعدادات

settings-networks = الشبكات الاجتماعية
settings-alerts = التنبيهات
settings-feeds = الخلاصات
settings-keys = التطبيقات والمفاتيح
settings-general = عام
settings-about = حول
networks-disconnected = انقطع الاتصال
networks-active = نشطة
alerts-intro = { PLATFORM() ->
    [ios] ينبّهك Gander مرة واحدة لكل تغيير، بإشعار.
    [android] ينبّهك Gander مرة واحدة لكل تغيير، بإشعار.
    [macos] ينبّهك Gander مرة واحدة لكل تغيير، بإشعار وبأيقونته في شريط القوائم.
   *[other] ينبّهك Gander مرة واحدة لكل تغيير، بإشعار وبأيقونته في منطقة الإشعارات.
}
alerts-before = قبل انتهاء الوصول
alerts-before-when = قبل الموعد بهذه الأيام: { $last ->
   *[other] { $days }
}
alerts-broken = عند انقطاع اتصال حساب
alerts-broken-when = فورًا، ثم بعد يومين، ثم كل 5 أيام، 6 مرات على الأكثر
alerts-recovered = عندما يعمل من جديد
alerts-recovered-when = يختفي الإشعار من تلقاء نفسه
paused-until = التنبيهات موقوفة حتى { $time }
paused-resume = استئناف
alerts-pause = إيقاف التنبيهات مؤقتًا
alerts-pause-hour = ساعة واحدة
alerts-pause-tomorrow = حتى الغد
alerts-when = كيف ومتى
alerts-native = إشعارات النظام
alerts-not-shown = { PLATFORM() ->
    [ios] لم يعرض هذا النظام الإشعار الأخير. تنبّهك هذه النافذة رغم ذلك.
    [android] لم يعرض هذا النظام الإشعار الأخير. تنبّهك هذه النافذة رغم ذلك.
    [macos] لم يعرض هذا النظام الإشعار الأخير. ينبّهك شريط القوائم وهذه النافذة رغم ذلك.
   *[other] لم يعرض هذا النظام الإشعار الأخير. تنبّهك منطقة الإشعارات وهذه النافذة رغم ذلك.
}
alerts-days = أيام تذكير مخصّصة
alerts-days-hint = الأيام قبل الموعد: حتى ستة أعداد من 1 إلى 60
alerts-quiet = ساعات الهدوء
alerts-from = من
alerts-to = إلى
alerts-quiet-note = يحتفظ Gander بالتنبيهات خلال ساعات الهدوء ويرسلها معًا عند انتهائها.
alerts-shared = أعلمني عند مشاركة شيء
alerts-digest = ملخّص واحد في اليوم
alerts-at = عند
alerts-told-of = نبّهني بشأن
alerts-email = البريد الإلكتروني
alerts-email-on = أرسل إليّ رسائل بريد أيضًا
alerts-email-note = يكتب Gander عبر خادم بريدك أنت عند انقطاع اتصال حساب، وعند أول تذكير وآخره. يشفّر Gander كلمة المرور على هذا الجهاز.
alerts-mail-trouble = لم يستطع Gander إرسال رسالة البريد الأخيرة.
alerts-host = خادم البريد
alerts-security = الأمان
alerts-security-none = بلا (خادم على هذا الجهاز)
alerts-port = المنفذ
alerts-username = اسم المستخدم (اختياري)
alerts-password = كلمة المرور
alerts-password-kept = محفوظة. اتركها فارغة للإبقاء عليها
alerts-sender = من
alerts-recipients = إلى (عدة عناوين تفصل بينها فواصل)
alerts-test = إرسال رسالة تجريبية
alerts-testing = جارٍ الاستعلام من خادم البريد…
alerts-test-done = قبلها خادم البريد. تحقق من صندوق الوارد.
alerts-save = حفظ
alerts-saved = تم الحفظ
alerts-bad-warn_days = أدخل من عدد واحد إلى ستة أعداد مختلفة بين 1 و60.
alerts-bad-quiet_hours = يجب أن تنتهي ساعات الهدوء في وقت غير وقت بدايتها.
alerts-bad-host = أدخل اسم الخادم وحده، مثل smtp.example.org.
alerts-bad-port = أدخل منفذ الخادم، عادة 465 أو 587.
alerts-bad-security = اختر TLS أو STARTTLS. خادم على هذا الجهاز وحده يستغني عنهما.
alerts-bad-username = أدخل اسمًا أو اتركه فارغًا.
alerts-bad-from = أدخل عنوان المرسل، مثل gander@example.org.
alerts-bad-to = أدخل من عنوان واحد إلى عشرة.
general-language = اللغة
general-language-system = لغة النظام
general-language-note = { PLATFORM() ->
    [ios] لهذا التطبيق وإشعاراته ورسائل بريده.
    [android] لهذا التطبيق وإشعاراته ورسائل بريده.
    [macos] لهذه النافذة وشريط القوائم والإشعارات ورسائل البريد.
   *[other] لهذه النافذة ومنطقة الإشعارات والإشعارات ورسائل البريد.
}
general-login = البدء عند تسجيل الدخول
general-login-note = { PLATFORM() ->
    [macos] في شريط القوائم دون نافذة، حتى لا ينتهي شيء دون علمك.
   *[other] في منطقة الإشعارات دون نافذة، حتى لا ينتهي شيء دون علمك.
}
general-login-refused = لم يقبل هذا النظام الإعداد. لم يتغير شيء.
about-version = الإصدار { $version }
about-credits = شكر وتقدير
about-icons = علامات الشبكات وبعض الأيقونات: Font Awesome Free من Fonticons, Inc. برخصة CC BY 4.0. العلامات ملك لشبكاتها.
about-font = حيث لا يملك النظام خطًا جيدًا، يستخدم Gander خط Inter من Rasmus Andersson، برخصة SIL Open Font License 1.1.
about-licence = Gander برنامج حر برخصة MIT أو Apache-2.0.
about-notices = تراخيص كل ما يتضمنه Gander

## اللافتات والأخطاء

vault-locked = { PLATFORM() ->
    [windows] إدارة بيانات الاعتماد مقفلة أو مفقودة
    [macos] سلسلة مفاتيحك مقفلة أو مفقودة
    [ios] سلسلة مفاتيحك مقفلة أو مفقودة
    [android] مخزن المفاتيح مقفل أو مفقود
   *[other] حلقة مفاتيحك مقفلة أو مفقودة
}
vault-locked-body = لا يستطيع Gander قراءة رموز الوصول. { PLATFORM() ->
    [windows] سيواصل حالما تفتح إدارة بيانات الاعتماد.
    [macos] سيواصل حالما تفتح سلسلة المفاتيح.
    [ios] سيواصل حالما تفتح سلسلة المفاتيح.
    [android] سيواصل حالما تفتح مخزن المفاتيح.
   *[other] سيواصل حالما تفتح حلقة المفاتيح.
} لا يضيع شيء ولا يُستبدل.
vault-memory = يدوم تسجيل الدخول حتى الإغلاق
vault-memory-body = { PLATFORM() ->
    [windows] لا توجد إدارة بيانات الاعتماد لتشفير رموز الوصول، فتبقى في الذاكرة.
    [macos] لا توجد سلسلة مفاتيح لتشفير رموز الوصول، فتبقى في الذاكرة.
    [ios] لا توجد سلسلة مفاتيح لتشفير رموز الوصول، فتبقى في الذاكرة.
    [android] لا يوجد مخزن مفاتيح لتشفير رموز الوصول، فتبقى في الذاكرة.
   *[other] لا توجد حلقة مفاتيح لتشفير رموز الوصول، فتبقى في الذاكرة.
} بعد الإغلاق تسجّل الدخول من جديد.
vault-opening = { PLATFORM() ->
    [windows] جارٍ فتح إدارة بيانات الاعتماد…
    [macos] جارٍ فتح سلسلة مفاتيحك…
    [ios] جارٍ فتح سلسلة مفاتيحك…
    [android] جارٍ فتح مخزن المفاتيح…
   *[other] جارٍ فتح حلقة مفاتيحك…
}
offline = يتعذر الوصول إلى أي شبكة
offline-body = ربما لا يوجد اتصال بالإنترنت. لم ينقطع اتصال أي حساب، وسيحاول Gander مجددًا من تلقاء نفسه.
storage-problem = لا يستطيع Gander الكتابة على القرص
storage-problem-body = قد يكون ممتلئًا أو للقراءة فقط. أفسح مساحة؛ لا يضيع شيء ما دام Gander مفتوحًا.
network-files = لا يستطيع Gander استخدام ملف شبكة
network-files-body = يترك Gander شبكته وحساباتها كما هي إلى أن يُصلَح الملف. تستمر متابعة بقية الحسابات كالمعتاد. أعد تشغيل Gander بعد إصلاحه.
database-altered = غيّر برنامج آخر قاعدة بيانات Gander
database-altered-body = لا يستخدم Gander شيئًا مما تغيّر، ولا يحذف شيئًا. استعد gander.db من نسخة احتياطية، أو افصل الحسابات المعنية ثم اربطها من جديد. الأمر gander doctor يسمّيها.
error-unknown_connection = لم يعد هذا الحساب هنا.
error-unknown_network = لا يعرف Gander هذه الشبكة.
error-unknown_sign_in = انتهى تسجيل الدخول هذا بالفعل.
error-already_left = بدأ Gander مشاركة هذا بالفعل، فلم يعد تغييره ممكنًا. يُحفظ النص المعدَّل في المسودات.
error-private_address = هذا العنوان داخل شبكتك الخاصة. لا يقرؤه Gander.
error-no_server = لم يُعثر على خادم بهذا الاسم. تحقّق من العنوان.
error-no_feed = لم يُعثر هناك على أي خلاصة.
error-bad_input = في ما أدخلته خطأ. راجعه ثم حاول مجددًا.
error-altered = غيّر برنامج آخر هذا في قاعدة بيانات Gander، لذلك لم يرسل Gander شيئًا. استعد gander.db من نسخة احتياطية، أو افصل الحساب ثم اربطه من جديد.
error-internal = حدث خطأ داخل Gander. حاول مجددًا؛ وإن تكرر فأعد تشغيل Gander.

## الإشعارات

notice-disconnected-title = انقطع اتصال { $network }
notice-cause-expired = انتهى الوصول.
notice-cause-revoked = ألغت { $network } وصول Gander.
notice-cause-password_changed = تغيّرت كلمة مرورك.
notice-cause-checkpoint = تطلب { $network } تأكيد هويتك.
notice-cause-permission_missing = ينقص إذن.
notice-cause-refresh_rejected = رفضت { $network } تجديد وصول Gander.
notice-cause-keys_missing = تنقص مفاتيح تطبيق المطوّر الخاص بك.
notice-cause-keys_refused = رفضت { $network } مفاتيح تطبيق المطوّر الخاص بك.
notice-disconnected-body-expired = { notice-cause-expired } أعد التفويض لمواصلة المشاركة.
notice-disconnected-body-revoked = { notice-cause-revoked } أعد التفويض لمواصلة المشاركة.
notice-disconnected-body-password_changed = { notice-cause-password_changed } أعد التفويض لمواصلة المشاركة.
notice-disconnected-body-checkpoint = تطلب { $network } تأكيد هويتك. سجّل الدخول هناك ثم أعد التفويض.
notice-disconnected-body-permission_missing = { notice-cause-permission_missing } أعد التفويض لمنحه من جديد.
notice-disconnected-body-refresh_rejected = { notice-cause-refresh_rejected } أعد التفويض لمواصلة المشاركة.
notice-warning-title = أعد تفويض { $network } قبل { $date }
notice-warning-body = بعد ذلك لن تسمح { $network } بدخول Gander.
notice-warning-plans = { $count ->
    [zero] لا نشاط مجدول بعد ذلك.
    [one] نشاط مجدول واحد بعد ذلك.
    [two] نشاطان مجدولان بعد ذلك.
    [few] { $count } أنشطة مجدولة بعد ذلك.
    [many] { $count } نشاطًا مجدولًا بعد ذلك.
   *[other] { $count } نشاط مجدول بعد ذلك.
}
notice-setup-title = يلزم إعداد { $network }
notice-setup-body-missing = { notice-cause-keys_missing } افتح Gander لإدخالها.
notice-setup-body-refused = { notice-cause-keys_refused } افتح Gander لتغييرها.
notice-page-title = سحبت { $network } منك صفحة
notice-page-body = لم يعد بإمكانك التصرف باسم { $pages }. يبقى حسابك مربوطًا.
notice-reminder-title = ما زال اتصال { $network } منقطعًا
notice-reminder-body = أعد التفويض لمواصلة المشاركة على { $network }.
notice-waiting-reauthorize = { $count ->
    [zero] لا نشاط ينتظر. أعد التفويض للمشاركة.
    [one] نشاط واحد ينتظر. أعد التفويض لمشاركته.
    [two] نشاطان ينتظران. أعد التفويض لمشاركتهما.
    [few] { $count } أنشطة تنتظر. أعد التفويض لمشاركتها.
    [many] { $count } نشاطًا ينتظر. أعد التفويض لمشاركتها.
   *[other] { $count } نشاط ينتظر. أعد التفويض لمشاركتها.
}
notice-waiting-checkpoint = { $count ->
    [zero] لا نشاط ينتظر. سجّل الدخول إلى { $network } ثم أعد التفويض للمشاركة.
    [one] نشاط واحد ينتظر. سجّل الدخول إلى { $network } ثم أعد التفويض لمشاركته.
    [two] نشاطان ينتظران. سجّل الدخول إلى { $network } ثم أعد التفويض لمشاركتهما.
    [few] { $count } أنشطة تنتظر. سجّل الدخول إلى { $network } ثم أعد التفويض لمشاركتها.
    [many] { $count } نشاطًا ينتظر. سجّل الدخول إلى { $network } ثم أعد التفويض لمشاركتها.
   *[other] { $count } نشاط ينتظر. سجّل الدخول إلى { $network } ثم أعد التفويض لمشاركتها.
}
notice-waiting-open = { $count ->
    [zero] لا نشاط ينتظر. افتح Gander للمشاركة.
    [one] نشاط واحد ينتظر. افتح Gander لمشاركته.
    [two] نشاطان ينتظران. افتح Gander لمشاركتهما.
    [few] { $count } أنشطة تنتظر. افتح Gander لمشاركتها.
    [many] { $count } نشاطًا ينتظر. افتح Gander لمشاركتها.
   *[other] { $count } نشاط ينتظر. افتح Gander لمشاركتها.
}
notice-action-reauthorize = إعادة التفويض
notice-action-open = فتح
notice-action-hand-over = نسخ النص وفتح الصفحة

## Notices about activities (said by Rust)

notice-quoted = { "\u200F" }«{ $title }»{ "\u200F" }
notice-untitled = نشاط
notice-untitled-object = نشاطًا
notice-refused-title = لا تقبل { $network } { $title }
notice-refused-body = عدّله وشاركه مجددًا.
notice-unknown-title = هل شاركت { $network } { $title }؟
notice-unknown-body = لم تستجب { $network }. تحقّق قبل أن تشارك مجددًا.
notice-late-title = تأخّر { $title }
notice-when-today = اليوم، { $time }
notice-when-yesterday = أمس، { $time }
notice-when-before = يوم { $date }، { $time }
notice-late-body = كان موعده { $when }. شاركه الآن أو اختر وقتًا.
notice-due-title = حان الوقت لتشارك { $title }
notice-due-body = افتح Gander للمشاركة.
notice-by-hand-body = تشارك على { $network } بنفسك. ينسخ Gander النص ويفتح { $network }.
notice-by-hand-several = تشارك على { $networks } بنفسك. ينسخ Gander النص ويفتح كل صفحة.
notice-by-hand-two = { $first }، { $then }
notice-draft-title = أصبح مسودة: { $title }
notice-draft-body = كان موعده { $when }. لا يشاركه Gander متأخرًا.
notice-waits-title = بانتظار { $network }: { $title }
notice-waits-body = أعد تفويض { $network } للمشاركة هناك.
notice-waits-body-open = افتح Gander للمشاركة هناك.
notice-asks-title = { $count ->
    [zero] لا نشاط كان ينتظر { $network }
    [one] نشاط واحد كان ينتظر { $network }
    [two] نشاطان كانا ينتظران { $network }
    [few] { $count } أنشطة كانت تنتظر { $network }
    [many] { $count } نشاطًا كان ينتظر { $network }
   *[other] { $count } نشاط كان ينتظر { $network }
}
notice-asks-body = هل تريد المشاركة الآن؟
notice-mixed-title = يتطلب انتباهك: { $title }
notice-mixed-body = { $all }.
notice-mixed-two = { $first }؛ { $then }
notice-mixed-refused = لا تقبله { $network }
notice-mixed-unknown = لم تستجب { $network }
notice-mixed-late = تأخّر على { $network }
notice-mixed-waits = بانتظار { $network }
notice-mixed-asks = بانتظار ردّك: { $network }
notice-mixed-draft = أصبح مسودة: { $network }
notice-mixed-by-hand = تشارك على { $network } بنفسك
notice-shared-title = تمت المشاركة على { $count ->
    [zero] لا حساب
    [one] حساب واحد
    [two] حسابين
    [few] { $count } حسابات
    [many] { $count } حسابًا
   *[other] { $count } حساب
}
notice-after-shared = تمت المشاركة على { $count ->
    [zero] لا حساب
    [one] حساب واحد
    [two] حسابين
    [few] { $count } حسابات
    [many] { $count } حسابًا
   *[other] { $count } حساب
}. { $then }
notice-activities-wait = { $count ->
    [zero] لا نشاط ينتظر
    [one] نشاط واحد ينتظر
    [two] نشاطان ينتظران
    [few] { $count } أنشطة تنتظر
    [many] { $count } نشاطًا ينتظر
   *[other] { $count } نشاط ينتظر
}
notice-activities-need = { $count ->
    [zero] لا نشاط يتطلب انتباهك
    [one] نشاط واحد يتطلب انتباهك
    [two] نشاطان يتطلبان انتباهك
    [few] { $count } أنشطة تتطلب انتباهك
    [many] { $count } نشاطًا يتطلب انتباهك
   *[other] { $count } نشاط يتطلب انتباهك
}

## مسبقًا، على الهواتف

ahead-ended-title = انتهى الوصول إلى { $network }

## الشريط
# تبدأ النصوص التي أولها اسم لاتيني بالمحرف U+200F لتُقرأ من اليمين، ويسبق U+200E الاسم الذي قد يبدأ بعلامة @.

tray-tooltip-ok = { "\u200F" }Gander: كل شيء على ما يرام
tray-tooltip-soon = { "\u200F" }Gander: أعد تفويض { $network } قبل { $date }
tray-tooltip-bad = { $count ->
    [zero] لا حساب يتطلب انتباهك
    [one] حساب واحد يتطلب انتباهك
    [two] حسابان يتطلبان انتباهك
    [few] { $count } حسابات تتطلب انتباهك
    [many] { $count } حسابًا يتطلب انتباهك
   *[other] { $count } حساب يتطلب انتباهك
}
tray-tooltip-offline = { "\u200F" }Gander: تعذّر الوصول إلى الشبكات
tray-tooltip-locked = { "\u200F" }Gander: رموز الوصول مقفلة
tray-account = { "\u200F" }{ $network } · { $who }: { $status }
tray-account-unnamed = { "\u200F" }{ $network }: { $status }
tray-accounts-all = عرض كل الحسابات ({ $count })
tray-status-active = نشط
tray-status-expiring = نشط، أعد التفويض قبل { $date }
tray-status-unconfirmed = بانتظار التأكيد، رفضت { $network } الوصول مرة واحدة
tray-status-unreachable = نشط، تعذّر الوصول إلى { $network }
tray-status-disconnected = انقطع الاتصال
tray-status-set_up_needed = يلزم الإعداد
tray-reauthorize = إعادة تفويض { $network }
tray-reauthorize-who = إعادة تفويض { "\u200E" }{ $who } في { $network }
tray-check-now = تحقق الآن
tray-tooltip-waiting = { "\u200F" }Gander: { $accounts }، { $activities }
tray-share = شارك شيئًا…
tray-needs = فتح ما يتطلب انتباهك
tray-open = فتح Gander
tray-quit = إنهاء

## Several accounts at once, pausing, and a desktop without a tray (said by Rust)

notice-several-disconnected = { $count ->
    [zero] لم ينقطع اتصال أي حساب
    [one] انقطع اتصال حساب واحد
    [two] انقطع اتصال حسابين
    [few] انقطع اتصال { $count } حسابات
    [many] انقطع اتصال { $count } حسابًا
   *[other] انقطع اتصال { $count } حساب
}
notice-more = { $count ->
    [zero] ولا حساب آخر
    [one] وحساب واحد آخر
    [two] وحسابان آخران
    [few] و{ $count } حسابات أخرى
    [many] و{ $count } حسابًا آخر
   *[other] و{ $count } حساب آخر
}
tray-moment = { $date }، { $time }
tray-pause-hour = إيقاف التنبيهات مؤقتًا لمدة ساعة
tray-pause-tomorrow = إيقاف التنبيهات مؤقتًا حتى الغد
tray-resume = استئناف التنبيهات
tray-paused = التنبيهات موقوفة حتى { $time }
tray-none-title = يواصل Gander العمل
tray-none-body = لا توجد في سطح المكتب هذا منطقة إشعارات، لذلك صُغّرت نافذة Gander بدلًا من إغلاقها.

## البريد والتقويم
# في رسالة: $count حسابات ستحتاج إلى الشخص قريبًا ولم ينقطع أي منها بعد.

mail-subject-soon = { $count ->
    [zero] لا حساب سيتطلب انتباهك قريبًا
    [one] حساب واحد سيتطلب انتباهك قريبًا
    [two] حسابان سيتطلبان انتباهك قريبًا
    [few] { $count } حسابات ستتطلب انتباهك قريبًا
    [many] { $count } حسابًا سيتطلب انتباهك قريبًا
   *[other] { $count } حساب سيتطلب انتباهك قريبًا
}
mail-subject-waiting = { $title }: { $activities }
mail-link = إذا لم يفعل الرابط شيئًا، فافتح Gander على الجهاز الذي أرسل هذه الرسالة.
mail-footer = أرسل Gander هذه الرسالة من جهازك أنت، عبر خادم بريدك أنت. لتغيير ما يرسله افتح Gander: { settings }، { settings-alerts }.
mail-test-subject = يستطيع Gander مراسلتك
mail-test-body = هذه هي الرسالة التجريبية التي طلبتها. سيكتب إليك Gander هنا عندما يتطلب حساب انتباهك.
calendar-name = Gander
calendar-summary = إعادة تفويض { $network } ({ $who })
calendar-summary-unnamed = إعادة تفويض { $network }

## ما قد يرفضه خادم البريد

smtp-unreachable = تعذّر الوصول إلى خادم البريد. تحقق من اسمه ومنفذه وأمانه.
smtp-no_tls = لا يقدّم خادم البريد TLS هناك. جرّب TLS على المنفذ 465 أو STARTTLS على المنفذ 587.
smtp-bad_certificate = شهادة خادم البريد غير موثوقة. تحقق من اسم الخادم.
smtp-password_refused = رفض خادم البريد اسم المستخدم أو كلمة المرور. تطلب خوادم كثيرة كلمة مرور للتطبيق.
smtp-no_password_login = لا يقبل خادم البريد كلمة مرور هناك. استخدم خادمًا آخر، أو اترك اسم المستخدم فارغًا إن لم يكن مطلوبًا.
smtp-sender_refused = رفض خادم البريد عنوان المرسل. استخدم عنوانًا يتبع هذا الحساب.
smtp-recipient_refused = رفض خادم البريد كل عناوين المستلمين. تحقق منها.
smtp-plain_letters_only = لا يقبل خادم البريد قبل علامة @ سوى الأحرف اللاتينية من a إلى z. استخدم عناوين بهذه الأحرف فقط.
smtp-server_busy = خادم البريد مشغول. سيحاول Gander مرة أخرى لاحقًا.
smtp-refused = رفض خادم البريد الرسالة. يستطيع مشغله معرفة السبب.

redirect-done = العودة إلى Gander
redirect-done-text = حصل Gander على ما يحتاج إليه. يمكنك إغلاق علامة التبويب هذه.
redirect-denied = لم يُربط شيء
redirect-denied-text = لم يكتمل تسجيل الدخول. يمكنك إغلاق علامة التبويب هذه والمحاولة مجددًا في Gander.
redirect-over = انتهى تسجيل الدخول هذا
redirect-over-text = اكتمل من قبل أو استغرق أكثر من خمس دقائق. أغلق علامة التبويب هذه وابدأ من جديد في Gander.
redirect-foreign = ليس تسجيل دخول من Gander
redirect-foreign-text = هذا العنوان لا يخص تسجيل الدخول الذي بدأه Gander. لم يتغير شيء. ابدأ من جديد في Gander.
