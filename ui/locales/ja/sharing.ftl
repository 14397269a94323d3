# 共有の文言。共有できるアカウントがあるときに読み込まれます。
# 用語：share＝共有、activity＝アクティビティ、post＝投稿、planned＝予約、draft＝下書き、text＝本文、feed＝フィード、permission＝権限、app keys＝アプリのキー。
# 全角と半角の間に空白は入れません。日付と時刻の間だけ空けます。

## 作成画面

share-region = 共有
share-something = 共有したい内容を入力…
share-drafts = 下書き（{ $count }）
share-hint = { $networks }に、今すぐでも後からでも共有できます。アカウントが切断されているときは、再認証するまで待機します。
share-accounts = アカウント
share-texts = 本文
share-all = 共通
share-own = 個別の本文…
share-own-tab = { $network } · 個別の本文
share-own-back = 共通の本文に戻す
share-text = 全アカウント共通の本文
share-text-own = { $network }の本文
share-link-add = リンク
share-link = リンクのURL
share-link-shared = リンクは本文と一緒に共有されます。
share-link-drop = リンクを削除
share-card-drop = カードを削除（リンクは本文に残ります）
share-phone-to = 共有先{ $count }件
share-phone-waits = { $count ->
   *[other] { $networks }は待機中
}
chip-left = 残り{ $count }
chip-over = { $count }超過
chip-waits = 待機中
chip-needs_keys = キーが必要
chip-unconfirmed = 確認中
chip-cannot = 未対応
share-left-spoken = { $network }：残り{ $count }
share-over-spoken = { $network }：{ $count }超過
share-line-nothing = 先に内容を入力してください。
share-line-nowhere = 共有先を選んでください。
share-line-too-long = { $network }の上限を{ $count }超えています。Ganderは本文を切り詰めません。
share-line-overfull = 本文は{ $count }文字までです。何も追加していません。先に本文を短くしてください。
share-line-bad-link = 正しいURLではありません。
share-line-past = その時刻は過ぎています。
share-line-no-time = 日付と時刻を選んでください。
share-line-disconnected = { $network }は切断されています。再認証すると共有されます。
share-line-unreachable = { $network }が応答しません。応答があり次第、共有されます。
share-line-needs_keys = { $network }にはアプリのキーが必要です。入力すると共有されます。
share-line-unconfirmed = { $network }がGanderを一度拒否しました。確認が済み次第、共有されます。
share-line-cannot = Ganderはまだ{ $network }への共有に対応していません。
share-line-only = 変更は{ $networks }だけに反映されます。
share-line-skipped = その日は時計が進むため、{ $asked }がありません。{ $time }に共有されます。
share-line-twice = その日は{ $asked }が2回あります。1回目に共有されます。
share-line-running = その時刻にGanderが起動している必要があります。
share-line-twin = { $date }に同じ内容を{ $network }に共有しています。{ $network }では、もう一度は受け付けられないことがあります。
share-line-mention = { $who }は、ネットワークによっては別の人かもしれません。
share-own-text = 個別の本文
share-leave-out = 共有しない
share-turn-on = ログイン時に起動する
share-when = 共有する日時
share-time = 日付と時刻
when-now = 今すぐ
when-hour = 1時間後
when-evening = 今日の夕方 { $time }
when-tomorrow = 明日 { $time }
when-monday = { $day } { $time }
when-choose = 日時を選ぶ…
share-late = 時刻どおりに共有できないとき：
late-6h = 6時間以内の遅れなら共有、それ以降は確認
late-ask = 毎回確認する
late-never = 遅れたら共有せず、下書きに残す
share = 共有
share-to = { $count }件に共有
share-to-one = { $network }に共有
share-plan = { $time }に予約
share-save = 変更を保存
draft-saved = 下書きを保存しました
draft-unsaved = 下書きを保存できていません。Ganderを開いたままにしてください。
draft-unsaved-storage = ディスクの空きがなく、下書きを保存できていません。Ganderを開いたままにしてください。
draft-discard = 破棄
draft-discarded = 下書きを破棄しました
draft-empty = 本文のない下書き
undo = 元に戻す
share-picture = 画像
share-camera = カメラ
share-pictures = 画像
share-preview = プレビュー
preview-card-theirs = { $network }は独自のカードを作成します。
preview-undescribed = 説明なし
picture-describe = 画像の説明を入力
picture-description = 画像{ $place }の説明
picture-remove = 画像{ $place }を削除
picture-moved = { $count }枚中{ $place }枚目
picture-reading = 画像を読み込んでいます…
share-cost = { $network }からアプリに約{ $price }が請求されます。
share-allow = 許可する
share-card-making = カードを作成しています…
share-card-none = カードを作成できませんでした。リンクはそのまま共有されます。
share-card-shown = { $count ->
   *[other] { $networks }にはこのカードが表示されます。ほかのネットワークは独自のカードを作成します。
}
share-card-none-with-pictures = { $count ->
   *[other] 画像があると、{ $networks }にカードは表示されません。リンクは残ります。
}
chip-lost = 管理権限なし
chip-needs_page = ページを選択
chip-needs_picture = 画像が必要
chip-needs_public_picture = ウェブ上の画像のみ
chip-no_pictures = 画像不可
chip-too_many_pictures = 画像は{ $count }枚まで
chip-long_description = 説明が長すぎます
chip-needs_permission = 権限が必要
chip-by_hand = 手動で共有
share-line-lost = このアカウントには{ $name }を管理する権限がなくなりました。
share-line-needs_page = { $network }が受け付けるのはページの投稿だけです。先にアカウントの詳細でページを選んでください。
share-line-needs_picture = { $network }は画像のない投稿を受け付けません。
share-line-needs_public_picture = { $network }が受け付けるのは、すでにウェブ上にある画像だけです。
share-line-no_pictures = { $network }は画像を受け付けません。
share-line-too_many_pictures = { $network }が受け付ける画像は{ $count }枚までです。
share-line-long_description = { $network }が受け付ける説明は{ $count }文字までです。
share-line-needs_permission = { $network }はGanderに画像の共有を許可していません。
share-line-by-hand-profile = { $network }では、アプリからプロフィールに共有できません。Ganderが本文をコピーして{ $network }を開きます。
share-line-by-hand-texts = { $network }では、アプリからテキストを共有できません。Ganderが本文をコピーして{ $network }を開きます。
share-line-by-hand-pictures = { $network }が受け付けるのは、すでにウェブ上にある画像だけです。Ganderが本文をコピーして{ $network }を開きます。
share-line-by-hand-planned = { $network }には手動で共有します。時刻になると「対応が必要」に表示されます。
share-line-phone = スマートフォンでは、Ganderを開いたときに共有されます。通知を許可していれば、時刻になるとお知らせします。
share-line-reading = 画像をまだ読み込んでいます。
share-line-undescribed = { $count ->
   *[other] { $count }枚の画像に説明がありません。
}
share-line-picture-not_a_picture = このファイルは画像ではありません。JPEG、PNG、WebP、GIFのファイルを選んでください。
share-line-picture-video = Ganderはまだ動画を共有できません。
share-line-picture-other_format = この種類の画像は読み込めません。JPEGかPNGで保存し直してください。
share-line-picture-too_large = この画像は大きすぎます。先に小さくしてください。
share-line-picture-animated = Ganderはまだアニメーション画像を共有できません。
share-line-picture-damaged = この画像は壊れているか、不完全です。

## 結果

share-stop = 中止
share-sharing-to = { $count ->
    [1] { $networks }に共有しています…
   *[other] { $count }件に共有しています…
}
share-planned = { $time }の共有を予約しました。
share-result-shared = { $count ->
    [1] { $networks }に共有しました。
   *[other] { $count }件に共有しました。
}
share-result-waits = { $count ->
   *[other] { $networks }は待機中です。
}
share-result-unknown = { $count ->
   *[other] { $networks }に共有されたかどうかは不明です。
}
share-result-refused = { $count ->
   *[other] { $networks }は受け付けません。
}
share-result-handed_over = { $networks }には手動で共有してください。
share-result-none = 共有されませんでした。本文は残っています。
post-planned = 予約済み
post-waits-disconnected = 再認証待ち
post-waits-needs_keys = アプリのキー待ち
post-waits-needs_permission = 許可を待っています
post-waits_for_network = { $network }の応答待ち
post-sharing = 共有しています…
post-uploading = { $count }枚中{ $place }枚目の画像をアップロード中
post-unknown = 共有されたかどうか不明
post-shared = 共有しました
post-shared-at = { $time }に共有
post-refused = { $network }が受け付けません
post-late = 遅れています
post-late-at = { $time }から遅れています
post-asks = 返答待ち
post-cancelled = 共有していません
post-handed_over = 手動で共有してください
by-hand-open = コピーして{ $network }を開く
by-hand-done = 本文をコピーしました。{ $network }を開きます。
post-deleting = 削除しています…
post-deleted-at = { $time }に削除
post-not-deleted = { $network }で削除されませんでした
share-today-at = 今日 { $time }
share-yesterday-at = 昨日 { $time }

## 対応が必要

needs-title = 対応が必要
needs-waits = { $count ->
   *[other] { $count }件のアクティビティが{ $network }を待っています
}
needs-asks = { $count ->
   *[other] { $count }件のアクティビティが{ $network }を待っていました
}
needs-asks-note = 今から共有しますか？
needs-show = 表示
needs-hide = 隠す
needs-late = { $time }の予定でした
needs-late-note = このデバイスの電源が切れていたか、スリープ中でした。
needs-by-hand = { $network }に手動で共有してください
needs-now = 今すぐ共有
needs-time = 日時を選ぶ
needs-all = すべて共有（{ $count }件、間隔を空けて）
needs-unknown = { $network }に共有されたかどうか不明です
needs-unknown-note = { $time }に応答がありませんでした。
needs-look = もう一度確認
needs-profile = プロフィールを開く
needs-there = 投稿されている
needs-there-address = 投稿のURL（任意）
needs-again = もう一度共有
needs-again-ask = { $network }にもう一度共有しますか？
needs-again-twice = 最初の共有が届いていた場合、同じ投稿が2件になります。
needs-leave = このままにする
needs-edit = 編集
needs-leave-out = { $network }には共有しない

## 今後の予定と共有済み

activities-parts = アクティビティ
coming-nothing-planned = 予定はありません。Ganderが更新できるものを更新し、前もってお知らせします。
coming-waits = 待機中
coming-waits-network = { $networks }の応答待ち
coming-time = 日時を変更
coming-zone = { $city }の{ $time }（こちらでは{ $here }）
coming-cancel = 取り消す
coming-first = 先に{ $networks }を再認証してください
coming-after-end = { $date }に{ $network }へのアクセスが終了した後です
coming-plans-after = { $count ->
   *[other] その後に{ $count }件の予約
}
coming-cancelled = 取り消しました。本文は「共有済み」に残ります。
shared-title = 共有済み
shared-empty = 共有したものが、投稿へのリンクと一緒にここに表示されます。
shared-menu = その他
shared-copy = 本文をコピー
shared-delete = 削除…
shared-delete-ask = { $networks }の投稿を削除しますか？
shared-delete-keeps = 本文はこの一覧に残ります。
shared-delete-none = アカウントを1つ以上選んでください。
shared-delete-act = 削除
shared-delete-there = { $network }で削除する
shared-remove = 一覧から削除

## 共有候補とフィード

to-share-title = 共有候補
to-share-new = 新着{ $count }件
to-share-unread = 新着
to-share-write = これについて書く
to-share-dismiss = 興味なし
to-share-dismissed = 一覧から外しました
to-share-empty = フィードを追加すると、その新着がここに表示されます。Ganderが自動で共有することはありません。
to-share-nothing = 新着はありません
needs-feed = { $date }から{ $feed }を読み込めていません
feeds-add = フィードを追加
feeds-note = フィードの新着は「共有候補」に表示されます。Ganderが自動で共有することはありません。
feeds-address = サイトまたはフィードのURL
feeds-look = フィードを探す
feeds-read = すでにある記事は既読として扱います。
feeds-added = フィードを追加しました
feeds-moved = URLを変更しました
feeds-removed = { $feed }を削除しました
feeds-from = 提供元：{ $organization }
feeds-offer = 新着を表示する
feeds-mute = ミュート
feeds-edit = URLを編集
feeds-save = URLを保存
feeds-remove = 削除
feeds-gone = サーバーによると、このフィードはもうありません。
feeds-failing = { $date }から読み込めていません
feeds-unreachable = サーバーが応答しないか、エラーを返しています。しばらくしてからもう一度お試しください。

## ネットワーク内の場所とタイトル

share-place-community = コミュニティ
share-place-profile = 自分のプロフィール
share-place-board = ボード
share-place-choose-board = ボードを選択
share-place-choose = 選ぶ
share-title = タイトル
share-title-edit = タイトルを短くする
chip-choose-community = コミュニティを選択
chip-choose-board = ボードを選択
chip-bad-community = コミュニティ名が無効
chip-title-long = タイトルが長すぎます
share-line-choose-community = { $network }のコミュニティか自分のプロフィールを選んでください。
share-line-choose-board = { $network }のボードを選んでください。
share-line-bad-community = { $network }ではその名前のコミュニティは作れません。r/geeseのように、3〜21文字の英数字とアンダースコアで入力してください。
share-line-title-long = タイトルが{ $network }の上限を{ $count }文字超えています。
