# نصوص المشاركة. تحمّلها النافذة عندما يستطيع حساب أن يشارك.

## المحرّر

share-region = المشاركة
share-something = شارك شيئًا…
share-drafts = المسودات ({ $count })
share-hint = شارك على { $networks }، الآن أو لاحقًا. إذا انقطع اتصال حساب، تنتظر المشاركة حتى تعيد تفويضه.
share-accounts = الحسابات
share-texts = النصوص
share-all = الكل
share-own = نص خاص بـ…
share-own-tab = { $network } · نص خاص
share-own-back = العودة إلى النص المشترك
share-text = النص لكل الحسابات
share-text-own = النص الخاص بـ { $network }
share-link-add = رابط
share-link = عنوان الرابط
share-link-shared = سيُشارَك الرابط مع النص.
share-link-drop = إزالة الرابط
share-card-drop = إزالة البطاقة. يبقى الرابط في النص.
share-phone-to = إلى { $count ->
    [zero] لا حساب
    [one] حساب واحد
    [two] حسابين
    [few] { $count } حسابات
    [many] { $count } حسابًا
   *[other] { $count } حساب
}
share-phone-waits = { $count ->
    [zero] بانتظار { $networks }
    [one] بانتظار { $networks }
    [two] بانتظار { $networks }
    [few] بانتظار { $networks }
    [many] بانتظار { $networks }
   *[other] بانتظار { $networks }
}
chip-left = المتبقي { $count }
chip-over = الزائد { $count }
chip-waits = قيد الانتظار
chip-needs_keys = تلزم مفاتيح
chip-unconfirmed = قيد التحقق
chip-cannot = غير متاح بعد
share-left-spoken = { $network }: المتبقي { $count }
share-over-spoken = { $network }: الزائد { $count }
share-line-nothing = اكتب شيئًا أولًا.
share-line-nowhere = اختر أين تريد المشاركة.
share-line-too-long = يتجاوز النص حد { $network } بمقدار { $count }. لن يقصّ Gander منه شيئًا.
share-line-overfull = يقبل Gander { $count } حرف كحد أقصى. لم يُضف شيء: اختصر النص أولًا.
share-line-bad-link = هذا العنوان غير صالح.
share-line-past = مضى هذا الوقت.
share-line-no-time = اختر التاريخ والوقت.
share-line-disconnected = انقطع اتصال { $network }. سيشارك Gander هناك بعد أن تعيد التفويض.
share-line-unreachable = لا تستجيب { $network }. سيشارك Gander هناك حين تستجيب.
share-line-needs_keys = تحتاج { $network } إلى مفاتيح التطبيق. سيشارك Gander هناك بعد أن تُدخلها.
share-line-unconfirmed = رفضت { $network } وصول Gander مرة واحدة. سيشارك Gander هناك بعد أن ينجح التحقق.
share-line-cannot = لا يستطيع Gander المشاركة على { $network } بعد.
share-line-only = لا تسري التغييرات إلا على { $networks }.
share-line-skipped = تُقدَّم الساعة في ذلك اليوم، فلا وجود للوقت { $asked }. سيشارك Gander في { $time }.
share-line-twice = يتكرر الوقت { $asked } مرتين في ذلك اليوم. سيشارك Gander في المرة الأولى.
share-line-running = يجب أن يكون Gander قيد التشغيل حينها.
share-line-twin = شاركت هذا على { $network } في { $date }. قد لا تقبله { $network } مرة أخرى.
share-line-mention = قد يكون { $who } شخصًا مختلفًا في كل شبكة.
share-own-text = نص خاص
share-leave-out = استبعاد
share-turn-on = البدء عند تسجيل الدخول
share-when = موعد المشاركة
share-time = التاريخ والوقت
when-now = الآن
when-hour = بعد ساعة
when-evening = هذا المساء، { $time }
when-tomorrow = غدًا، { $time }
when-monday = { $day }، { $time }
when-choose = اختيار موعد…
share-late = إذا لم يستطع Gander المشاركة في الموعد:
late-6h = المشاركة مع تأخر حتى 6 ساعات، ثم سؤالي
late-ask = سؤالي دائمًا
late-never = عدم المشاركة بعد الموعد، والاحتفاظ بمسودة
share = مشاركة
share-to = مشاركة على { $count ->
    [zero] لا حساب
    [one] حساب واحد
    [two] حسابين
    [few] { $count } حسابات
    [many] { $count } حسابًا
   *[other] { $count } حساب
}
share-to-one = مشاركة على { $network }
share-plan = جدولة في { $time }
share-save = حفظ التغييرات
draft-saved = حُفظت المسودة
draft-unsaved = لم تُحفظ المسودة. أبقِ Gander مفتوحًا.
draft-unsaved-storage = لم تُحفظ المسودة: القرص ممتلئ. أبقِ Gander مفتوحًا.
draft-discard = تجاهل
draft-discarded = تم تجاهل المسودة
draft-empty = مسودة بلا نص
undo = تراجع
share-picture = صورة
share-camera = الكاميرا
share-pictures = الصور
share-preview = معاينة
preview-card-theirs = تُعدّ { $network } بطاقة الرابط بنفسها.
preview-undescribed = بلا وصف
picture-describe = أضف وصفًا للصورة
picture-description = وصف الصورة { $place }
picture-remove = إزالة الصورة { $place }
picture-moved = الصورة { $place } من أصل { $count }
picture-reading = جارٍ قراءة الصورة…
share-cost = تتقاضى { $network } من تطبيقك نحو { $price }.
share-allow = السماح
share-card-making = جارٍ إعداد بطاقة…
share-card-none = تعذّر إعداد بطاقة. سيُشارَك الرابط على أي حال.
share-card-shown = { $count ->
    [zero] تظهر هذه البطاقة في { $networks }. الشبكات الأخرى تُعدّ بطاقاتها بنفسها.
    [one] تظهر هذه البطاقة في { $networks }. الشبكات الأخرى تُعدّ بطاقاتها بنفسها.
    [two] تظهر هذه البطاقة في { $networks }. الشبكات الأخرى تُعدّ بطاقاتها بنفسها.
    [few] تظهر هذه البطاقة في { $networks }. الشبكات الأخرى تُعدّ بطاقاتها بنفسها.
    [many] تظهر هذه البطاقة في { $networks }. الشبكات الأخرى تُعدّ بطاقاتها بنفسها.
   *[other] تظهر هذه البطاقة في { $networks }. الشبكات الأخرى تُعدّ بطاقاتها بنفسها.
}
share-card-none-with-pictures = { $count ->
    [zero] مع الصور لا تظهر بطاقة في { $networks }. يبقى الرابط.
    [one] مع الصور لا تظهر بطاقة في { $networks }. يبقى الرابط.
    [two] مع الصور لا تظهر بطاقة في { $networks }. يبقى الرابط.
    [few] مع الصور لا تظهر بطاقة في { $networks }. يبقى الرابط.
    [many] مع الصور لا تظهر بطاقة في { $networks }. يبقى الرابط.
   *[other] مع الصور لا تظهر بطاقة في { $networks }. يبقى الرابط.
}
chip-lost = لم تعد لك
chip-needs_page = اختر صفحة
chip-needs_picture = تلزم صورة
chip-needs_public_picture = صور من الويب فقط
chip-no_pictures = لا تُقبل الصور
chip-too_many_pictures = { $count ->
    [zero] بلا صور
    [one] صورة واحدة كحد أقصى
    [two] صورتان كحد أقصى
    [few] { $count } صور كحد أقصى
    [many] { $count } صورة كحد أقصى
   *[other] { $count } صورة كحد أقصى
}
chip-long_description = الوصف طويل جدًا
chip-needs_permission = يلزم إذن
chip-by_hand = تشاركه بنفسك
share-line-lost = لم يعد بإمكان حسابك التصرف باسم { $name }.
share-line-needs_page = لا تقبل { $network } إلا منشورات الصفحات. اختر الصفحات في تفاصيل الحساب أولًا.
share-line-needs_picture = لا تقبل { $network } منشورًا بلا صورة.
share-line-needs_public_picture = لا تقبل { $network } إلا صورًا موجودة على الويب من قبل.
share-line-no_pictures = لا تقبل { $network } الصور.
share-line-too_many_pictures = { $count ->
    [zero] لا تقبل { $network } الصور.
    [one] لا تقبل { $network } أكثر من صورة واحدة.
    [two] لا تقبل { $network } أكثر من صورتين.
    [few] لا تقبل { $network } أكثر من { $count } صور.
    [many] لا تقبل { $network } أكثر من { $count } صورة.
   *[other] لا تقبل { $network } أكثر من { $count } صورة.
}
share-line-long_description = { $count ->
    [zero] لا تقبل { $network } وصفًا للصور.
    [one] لا تقبل { $network } وصفًا أطول من حرف واحد.
    [two] لا تقبل { $network } وصفًا أطول من حرفين.
    [few] لا تقبل { $network } وصفًا أطول من { $count } أحرف.
    [many] لا تقبل { $network } وصفًا أطول من { $count } حرفًا.
   *[other] لا تقبل { $network } وصفًا أطول من { $count } حرف.
}
share-line-needs_permission = لم تسمح { $network } لـ Gander بمشاركة الصور.
share-line-by-hand-profile = لا تسمح { $network } لأي تطبيق بالمشاركة على ملف شخصي. ينسخ Gander النص ويفتح { $network }.
share-line-by-hand-texts = لا تسمح { $network } لأي تطبيق بمشاركة النصوص. ينسخ Gander النص ويفتح { $network }.
share-line-by-hand-pictures = لا تقبل { $network } إلا صورًا موجودة على الويب من قبل. ينسخ Gander النص ويفتح { $network }.
share-line-by-hand-planned = تشارك على { $network } بنفسك. عندما يحين الموعد تجده ضمن «يتطلب انتباهك».
share-line-phone = على الهاتف، يشارك Gander عندما تفتحه. وإن سمحت بالإشعارات ذكّرك في الموعد.
share-line-reading = لا يزال Gander يقرأ صورة.
share-line-undescribed = { $count ->
    [zero] كل الصور لها وصف.
    [one] صورة واحدة بلا وصف.
    [two] صورتان بلا وصف.
    [few] { $count } صور بلا وصف.
    [many] { $count } صورة بلا وصف.
   *[other] { $count } صورة بلا وصف.
}
share-line-picture-not_a_picture = هذا الملف ليس صورة. اختر ملف JPEG أو PNG أو WebP أو GIF.
share-line-picture-video = لا يستطيع Gander مشاركة مقاطع الفيديو بعد.
share-line-picture-other_format = لا يستطيع Gander قراءة هذا النوع من الصور. احفظها أولًا بصيغة JPEG أو PNG.
share-line-picture-too_large = هذه الصورة كبيرة جدًا. صغّرها أولًا.
share-line-picture-animated = لا يستطيع Gander مشاركة الصور المتحركة بعد.
share-line-picture-damaged = هذه الصورة تالفة أو غير مكتملة.

## النتيجة

share-stop = إيقاف
share-sharing-to = جارٍ المشاركة على { $count ->
    [zero] لا حساب…
    [one] { $networks }…
    [two] حسابين…
    [few] { $count } حسابات…
    [many] { $count } حسابًا…
   *[other] { $count } حساب…
}
share-planned = ستتم المشاركة في { $time }.
share-result-shared = تمت المشاركة على { $count ->
    [zero] لا حساب.
    [one] { $networks }.
    [two] حسابين.
    [few] { $count } حسابات.
    [many] { $count } حسابًا.
   *[other] { $count } حساب.
}
share-result-waits = { $count ->
    [zero] بانتظار { $networks }.
    [one] بانتظار { $networks }.
    [two] بانتظار { $networks }.
    [few] بانتظار { $networks }.
    [many] بانتظار { $networks }.
   *[other] بانتظار { $networks }.
}
share-result-unknown = { $count ->
    [zero] لا يُعرف إن كانت { $networks } قد شاركته.
    [one] لا يُعرف إن كانت { $networks } قد شاركته.
    [two] لا يُعرف إن كانت { $networks } قد شاركته.
    [few] لا يُعرف إن كانت { $networks } قد شاركته.
    [many] لا يُعرف إن كانت { $networks } قد شاركته.
   *[other] لا يُعرف إن كانت { $networks } قد شاركته.
}
share-result-refused = { $count ->
    [zero] لا تقبله { $networks }.
    [one] لا تقبله { $networks }.
    [two] لا تقبله { $networks }.
    [few] لا تقبله { $networks }.
    [many] لا تقبله { $networks }.
   *[other] لا تقبله { $networks }.
}
share-result-handed_over = تشارك على { $networks } بنفسك.
share-result-none = لم تتم المشاركة. نصك محفوظ.
post-planned = مجدول
post-waits-disconnected = ينتظر إعادة التفويض
post-waits-needs_keys = ينتظر مفاتيح التطبيق
post-waits-needs_permission = ينتظر أن تسمح بذلك
post-waits_for_network = ينتظر { $network }
post-sharing = جارٍ المشاركة…
post-uploading = جارٍ رفع الصورة { $place } من أصل { $count }
post-unknown = لا يُعرف إن تمت مشاركته
post-shared = تمت المشاركة
post-shared-at = تمت المشاركة في { $time }
post-refused = لا تقبله { $network }
post-late = متأخر
post-late-at = متأخر منذ { $time }
post-asks = ينتظر ردّك
post-cancelled = لم تتم المشاركة
post-handed_over = تشارك هنا بنفسك
by-hand-open = نسخ النص وفتح { $network }
by-hand-done = نُسخ النص، وستُفتح { $network }.
post-deleting = جارٍ الحذف…
post-deleted-at = حُذف في { $time }
post-not-deleted = لم تحذفه { $network }
share-today-at = اليوم، { $time }
share-yesterday-at = أمس، { $time }

## يتطلب انتباهك

needs-title = يتطلب انتباهك
needs-waits = { $count ->
    [zero] لا نشاط ينتظر { $network }
    [one] نشاط واحد ينتظر { $network }
    [two] نشاطان ينتظران { $network }
    [few] { $count } أنشطة تنتظر { $network }
    [many] { $count } نشاطًا ينتظر { $network }
   *[other] { $count } نشاط ينتظر { $network }
}
needs-asks = { $count ->
    [zero] لا نشاط كان ينتظر { $network }
    [one] نشاط واحد كان ينتظر { $network }
    [two] نشاطان كانا ينتظران { $network }
    [few] { $count } أنشطة كانت تنتظر { $network }
    [many] { $count } نشاطًا كان ينتظر { $network }
   *[other] { $count } نشاط كان ينتظر { $network }
}
needs-asks-note = هل تريد المشاركة الآن؟
needs-show = عرض
needs-hide = إخفاء
needs-late = كان موعده { $time }
needs-late-note = كان هذا الجهاز مطفأً أو في وضع السكون.
needs-by-hand = شاركه بنفسك على { $network }
needs-now = المشاركة الآن
needs-time = اختيار موعد
needs-all = مشاركة الكل ({ $count }) على فترات
needs-unknown = لا يُعرف إن كانت { $network } قد شاركته
needs-unknown-note = لم يصل رد في { $time }.
needs-look = التحقق مجددًا
needs-profile = فتح الملف الشخصي
needs-there = المنشور موجود
needs-there-address = عنوان المنشور (اختياري)
needs-again = المشاركة مجددًا
needs-again-ask = هل تريد المشاركة على { $network } مجددًا؟
needs-again-twice = إذا كانت المشاركة الأولى قد وصلت، فسيظهر المنشور مرتين.
needs-leave = تركه كما هو
needs-edit = تعديل
needs-leave-out = استبعاد { $network }

## القادم وما شاركته

activities-parts = الأنشطة
coming-nothing-planned = لا شيء مجدول. يجدد Gander ما يستطيع ويخبرك في الوقت المناسب.
coming-waits = قيد الانتظار
coming-waits-network = بانتظار { $networks }
coming-time = تغيير الموعد
coming-zone = { $time } بتوقيت { $city }، { $here } هنا
coming-cancel = إلغاء
coming-first = أعد تفويض { $networks } أولًا
coming-after-end = بعد انتهاء الوصول إلى { $network } في { $date }
coming-plans-after = { $count ->
    [zero] لا نشاط مجدول بعد ذلك
    [one] نشاط مجدول واحد بعد ذلك
    [two] نشاطان مجدولان بعد ذلك
    [few] { $count } أنشطة مجدولة بعد ذلك
    [many] { $count } نشاطًا مجدولًا بعد ذلك
   *[other] { $count } نشاط مجدول بعد ذلك
}
coming-cancelled = أُلغيت المشاركة. يبقى النص ضمن «ما شاركته».
shared-title = ما شاركته
shared-empty = يظهر هنا ما تشاركه، مع رابط إلى كل منشور.
shared-menu = المزيد
shared-copy = نسخ النص
shared-delete = حذف…
shared-delete-ask = هل تريد حذف المنشور من { $networks }؟
shared-delete-keeps = يبقى النص في هذه القائمة.
shared-delete-none = اختر حسابًا واحدًا على الأقل.
shared-delete-act = حذف
shared-delete-there = احذفه في { $network }
shared-remove = إزالة من القائمة

## للمشاركة وخلاصاتها

to-share-title = للمشاركة
to-share-new = { $count ->
    [zero] لا جديد
    [one] خبر جديد واحد
    [two] خبران جديدان
    [few] { $count } أخبار جديدة
    [many] { $count } خبرًا جديدًا
   *[other] { $count } خبر جديد
}
to-share-unread = جديد
to-share-write = اكتب عنه
to-share-dismiss = لا يهمّني
to-share-dismissed = أُزيل من القائمة
to-share-empty = أضف خلاصة لتُعرض أخبارها هنا. لا يشاركها Gander من تلقاء نفسه أبدًا.
to-share-nothing = لا جديد
needs-feed = تعذّرت قراءة { $feed } منذ { $date }
feeds-add = إضافة خلاصة
feeds-note = تُعرض أخبار خلاصاتك ضمن «للمشاركة». لا يشاركها Gander من تلقاء نفسه أبدًا.
feeds-address = عنوان موقع أو خلاصة
feeds-look = البحث عن الخلاصة
feeds-read = ما هو منشور بالفعل يُعدّ مقروءًا.
feeds-added = أُضيفت الخلاصة
feeds-moved = تغيّر العنوان
feeds-removed = أُزيلت { $feed }
feeds-from = من { $organization }
feeds-offer = عرض أخبارها
feeds-mute = كتم
feeds-edit = تعديل العنوان
feeds-save = حفظ العنوان
feeds-remove = إزالة
feeds-gone = يقول خادمها إنها لم تعد موجودة.
feeds-failing = تعذّرت قراءتها منذ { $date }
feeds-unreachable = الخادم لا يستجيب أو يعيد خطأ. حاول مجددًا لاحقًا.

## المكان داخل الشبكة والعنوان

share-place-community = المجتمع
share-place-profile = ملفك الشخصي
share-place-board = اللوحة
share-place-choose-board = اختر لوحة
share-place-choose = اختيار
share-title = العنوان
share-title-edit = تقصير العنوان
chip-choose-community = اختر مجتمعًا
chip-choose-board = اختر لوحة
chip-bad-community = اسم مجتمع غير صالح
chip-title-long = العنوان طويل جدًا
share-line-choose-community = اختر مجتمعًا في { $network } أو ملفك الشخصي.
share-line-choose-board = اختر لوحة في { $network }.
share-line-bad-community = لا يمكن أن يوجد في { $network } مجتمع بهذا الاسم. اكتب اسمًا مثل r/geese: من 3 إلى 21 حرفًا أو رقمًا أو شرطة سفلية.
share-line-title-long = يتجاوز العنوان حد { $network } بمقدار { $count }.
