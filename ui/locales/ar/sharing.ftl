# نصوص المشاركة. تحمّلها النافذة عندما يستطيع حساب أن يشارك.

## المحرّر

share-region = مشاركة شيء
share-something = شارك شيئًا…
share-drafts = المسودات ({ $count })
share-hint = شارك في { $networks }، الآن أو لاحقًا. إذا انقطع اتصال حساب فإن النص ينتظر حتى تعيد التفويض.
share-accounts = الحسابات
share-texts = النصوص
share-all = الكل
share-own = نص خاص لـ…
share-own-tab = { $network } · نص خاص
share-own-back = العودة إلى النص المشترك
share-text = النص لكل الحسابات
share-text-own = النص لـ { $network }
share-link-add = رابط
share-link = عنوان الرابط
share-link-shared = يُشارَك الرابط مع النص.
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
    [zero] لا شيء ينتظر
    [one] تنتظر { $networks }
    [two] تنتظر { $networks }
    [few] تنتظر { $networks }
    [many] تنتظر { $networks }
   *[other] تنتظر { $networks }
}
chip-left = بقي { $count }
chip-over = { $count } زائدة
chip-waits = تنتظر
chip-needs_keys = تحتاج إلى مفاتيح
chip-cannot = ليس بعد
share-left-spoken = { $network }: بقي { $count }
share-over-spoken = { $network }: { $count } زائدة
share-line-nothing = اكتب شيئًا أولًا.
share-line-nowhere = اختر أين تشارك.
share-line-too-long = النص أطول من حد { $network } بمقدار { $count }. لا يقصّ Gander شيئًا.
share-line-bad-link = هذا العنوان غير صالح.
share-line-past = لقد مضى هذا الوقت.
share-line-no-time = اختر التاريخ والوقت.
share-line-disconnected = انقطع اتصال { $network }. يشارك Gander هناك بعد أن تعيد التفويض.
share-line-unreachable = لا تجيب { $network }. يشارك Gander هناك حين تجيب.
share-line-needs_keys = تحتاج { $network } إلى مفاتيح التطبيق. يشارك Gander هناك بعد أن تُدخلها.
share-line-cannot = لا يستطيع Gander المشاركة في { $network } بعد.
share-line-skipped = تتخطى الساعة { $asked } في ذلك اليوم. يشارك Gander في { $time }.
share-line-twice = تتكرر الساعة { $asked } مرتين في ذلك اليوم. يأخذ Gander الأولى.
share-line-running = يجب أن يكون Gander قيد التشغيل حينها.
share-line-twin = شاركت هذا في { $network } يوم { $date }. قد لا تقبله { $network } مرة أخرى.
share-line-mention = قد يكون { $who } شخصًا آخر في كل شبكة.
share-own-text = نص خاص
share-leave-out = استبعاد
share-turn-on = البدء عند تسجيل الدخول
share-when = الموعد
share-time = التاريخ والوقت
when-now = الآن
when-hour = بعد ساعة
when-evening = هذا المساء، { $time }
when-tomorrow = غدًا، { $time }
when-monday = { $day }، { $time }
when-choose = اختيار…
share-late = إذا لم يستطع Gander المشاركة في الموعد:
late-6h = المشاركة متأخرًا حتى 6 ساعات، ثم السؤال
late-ask = السؤال دائمًا
late-never = عدم المشاركة متأخرًا، والاحتفاظ بمسودة
share = مشاركة
share-to = مشاركة في { $count ->
    [zero] لا حساب
    [one] حساب واحد
    [two] حسابين
    [few] { $count } حسابات
    [many] { $count } حسابًا
   *[other] { $count } حساب
}
share-to-one = مشاركة في { $network }
share-plan = تخطيط لـ { $time }
draft-saved = حُفظت المسودة
draft-unsaved = لم تُحفظ المسودة. أبقِ Gander مفتوحًا.
draft-unsaved-storage = لم تُحفظ المسودة: القرص ممتلئ. أبقِ Gander مفتوحًا.
draft-discard = تجاهل
draft-discarded = أُلغيت المسودة
draft-empty = مسودة بلا نص
undo = تراجع

## النتيجة

share-stop = إيقاف
share-sharing-to = تجري المشاركة في { $count ->
    [zero] لا حساب…
    [one] { $networks }…
    [two] حسابين…
    [few] { $count } حسابات…
    [many] { $count } حسابًا…
   *[other] { $count } حساب…
}
share-planned = خُطّط للمشاركة: { $time }.
share-result-shared = تمت المشاركة في { $count ->
    [zero] لا حساب.
    [one] { $networks }.
    [two] حسابين.
    [few] { $count } حسابات.
    [many] { $count } حسابًا.
   *[other] { $count } حساب.
}
share-result-waits = { $count ->
    [zero] لا شيء ينتظر.
    [one] تنتظر { $networks }.
    [two] تنتظر { $networks }.
    [few] تنتظر { $networks }.
    [many] تنتظر { $networks }.
   *[other] تنتظر { $networks }.
}
share-result-unknown = { $count ->
    [zero] لا شيء مجهول.
    [one] لا يُعرف هل شاركته { $networks }.
    [two] لا يُعرف هل شاركته { $networks }.
    [few] لا يُعرف هل شاركته { $networks }.
    [many] لا يُعرف هل شاركته { $networks }.
   *[other] لا يُعرف هل شاركته { $networks }.
}
share-result-refused = { $count ->
    [zero] لا رفض.
    [one] لا تقبله { $networks }.
    [two] لا تقبله { $networks }.
    [few] لا تقبله { $networks }.
    [many] لا تقبله { $networks }.
   *[other] لا تقبله { $networks }.
}
share-result-none = لم تتم المشاركة. نصك محفوظ.
post-planned = مخطَّط
post-waits-disconnected = ينتظر حتى تعيد التفويض
post-waits-needs_keys = ينتظر مفاتيح التطبيق
post-waits_for_network = ينتظر { $network }
post-sharing = تجري المشاركة…
post-unknown = لا يُعرف هل تمت المشاركة
post-shared = تمت المشاركة
post-shared-at = تمت المشاركة { $time }
post-refused = لا تقبله { $network }
post-late = متأخر
post-late-at = متأخر منذ { $time }
post-cancelled = لم تتم المشاركة
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
needs-show = عرض
needs-hide = إخفاء
needs-late = كان موعده { $time }
needs-late-note = كان هذا الجهاز مطفأً أو في وضع السكون.
needs-now = مشاركة الآن
needs-all = مشاركة الكل ({ $count }) على فترات
needs-unknown = لا يُعرف هل شاركته { $network }
needs-unknown-note = لا إجابة في { $time }.
needs-look = البحث مجددًا
needs-profile = فتح الملف الشخصي
needs-there = إنه هناك
needs-there-address = عنوان المنشور (اختياري)
needs-again = مشاركة مرة أخرى
needs-again-ask = هل تريد المشاركة في { $network } مرة أخرى؟
needs-again-twice = إذا كانت المشاركة الأولى قد وصلت فسيظهر المنشور مرتين.
needs-leave = تركه كما هو
needs-edit = تعديل
needs-leave-out = استبعاد { $network }

## المواعيد القادمة وما تمت مشاركته

activities-parts = الأنشطة
coming-nothing-planned = لا شيء مخطَّط. يجدد Gander ما يستطيع ويخبرك في الوقت المناسب.
coming-waits = ينتظر
coming-waits-network = ينتظر { $networks }
coming-first = أعد تفويض { $networks } أولًا
coming-after-end = بعد انتهاء الوصول إلى { $network } في { $date }
coming-plans-after = { $count ->
    [zero] لا نشاط مخطَّط بعد ذلك
    [one] نشاط مخطَّط واحد بعد ذلك
    [two] نشاطان مخطَّطان بعد ذلك
    [few] { $count } أنشطة مخطَّطة بعد ذلك
    [many] { $count } نشاطًا مخطَّطًا بعد ذلك
   *[other] { $count } نشاط مخطَّط بعد ذلك
}
coming-cancelled = أُلغي. يبقى النص ضمن «تمت مشاركته».
shared-title = تمت مشاركته
shared-empty = يظهر هنا ما تشاركه، مع رابط إلى كل منشور.
shared-menu = المزيد
shared-remove = إزالة من القائمة
