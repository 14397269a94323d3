# 共有の文言。共有できるアカウントがあるときに読み込まれます。

## 作成画面

share-region = 共有する
share-something = 何か共有する…
share-drafts = 下書き（{ $count }）
share-hint = { $networks } に今すぐ、または後で共有できます。アカウントが切断されている場合は、再認可するまで待機します。
share-accounts = アカウント
share-texts = 文章
share-all = すべて
share-own = 個別の文章…
share-own-tab = { $network } · 個別の文章
share-own-back = 共通の文章に戻す
share-text = すべてのアカウントの文章
share-text-own = { $network } の文章
share-link-add = リンク
share-link = リンクのアドレス
share-link-shared = リンクは文章と一緒に共有されます。
share-link-drop = リンクを削除
share-card-drop = カードを削除（リンクは文章に残ります）
share-phone-to = { $count } 件に共有
share-phone-waits = { $count ->
   *[other] { $networks } は待機
}
chip-left = 残り { $count }
chip-over = { $count } 超過
chip-waits = 待機
chip-needs_keys = キーが必要
chip-cannot = 未対応
share-left-spoken = { $network }：残り { $count }
share-over-spoken = { $network }：{ $count } 超過
share-line-nothing = 先に何か書いてください。
share-line-nowhere = 共有するアカウントを選んでください。
share-line-too-long = { $network } には { $count } 長すぎます。Gander は文章を切り詰めません。
share-line-bad-link = このアドレスは正しくありません。
share-line-past = その時刻は過ぎています。
share-line-no-time = 日付と時刻を選んでください。
share-line-disconnected = { $network } は切断されています。再認可すると、Gander が共有します。
share-line-unreachable = { $network } が応答しません。応答があれば、Gander が共有します。
share-line-needs_keys = { $network } にはアプリのキーが必要です。入力すると、Gander が共有します。
share-line-cannot = Gander はまだ { $network } に共有できません。
share-line-skipped = その日は時計の変更で { $asked } がありません。Gander は { $time } に共有します。
share-line-twice = その日は { $asked } が 2 回あります。Gander は 1 回目に共有します。
share-line-running = その時刻に Gander が起動している必要があります。
share-line-twin = 同じ内容を { $date } に { $network } で共有しました。{ $network } が受け付けない可能性があります。
share-line-mention = { $who } は、ネットワークごとに別の人の可能性があります。
share-own-text = 個別の文章
share-leave-out = 外す
share-turn-on = ログイン時に起動
share-when = 時期
share-time = 日付と時刻
when-now = 今すぐ
when-hour = 1 時間後
when-evening = 今日の夕方 { $time }
when-tomorrow = 明日 { $time }
when-monday = { $day } { $time }
when-choose = 選択…
share-late = 時刻どおりに共有できないとき：
late-6h = 6 時間以内なら遅れて共有、その後は確認
late-ask = 常に確認する
late-never = 遅れたら共有せず、下書きに残す
share = 共有
share-to = { $count } 件に共有
share-to-one = { $network } に共有
share-plan = { $time } に予定
draft-saved = 下書きを保存しました
draft-unsaved = 下書きを保存できません。Gander を開いたままにしてください。
draft-unsaved-storage = ディスクがいっぱいで、下書きを保存できません。Gander を開いたままにしてください。
draft-discard = 破棄
draft-discarded = 下書きを破棄しました
draft-empty = 文章のない下書き
undo = 元に戻す

## 結果

share-stop = 停止
share-sharing-to = { $count ->
    [1] { $networks } に共有しています…
   *[other] { $count } 件に共有しています…
}
share-planned = { $time } に共有する予定です。
share-result-shared = { $count ->
    [1] { $networks } に共有しました。
   *[other] { $count } 件に共有しました。
}
share-result-waits = { $count ->
   *[other] { $networks } は待機しています。
}
share-result-unknown = { $count ->
   *[other] { $networks } に共有されたか不明です。
}
share-result-refused = { $count ->
   *[other] { $networks } は受け付けません。
}
share-result-none = 共有されませんでした。文章は残っています。
post-planned = 予定
post-waits-disconnected = 再認可を待っています
post-waits-needs_keys = アプリのキーを待っています
post-waits_for_network = { $network } の応答を待っています
post-sharing = 共有しています…
post-unknown = 共有されたか不明です
post-shared = 共有しました
post-shared-at = { $time } に共有
post-refused = { $network } が受け付けません
post-late = 遅れています
post-late-at = { $time } から遅れています
post-cancelled = 共有していません
share-today-at = 今日 { $time }
share-yesterday-at = 昨日 { $time }

## 対応が必要

needs-title = 対応が必要
needs-waits = { $count ->
   *[other] { $count } 件のアクティビティが { $network } を待っています
}
needs-show = 表示
needs-hide = 隠す
needs-late = { $time } の予定でした
needs-late-note = このデバイスの電源が切れていたか、スリープ中でした。
needs-now = 今すぐ共有
needs-all = すべて共有（{ $count } 件、間隔を空けて）
needs-unknown = { $network } に共有されたか不明です
needs-unknown-note = { $time } に応答がありませんでした。
needs-look = もう一度確認
needs-profile = プロフィールを開く
needs-there = 共有されていた
needs-there-address = 投稿のアドレス（任意）
needs-again = もう一度共有
needs-again-ask = { $network } にもう一度共有しますか？
needs-again-twice = 最初の共有が届いていた場合、2 重になります。
needs-leave = このままにする
needs-edit = 編集
needs-leave-out = { $network } を外す

## 今後の予定と共有済み

activities-parts = アクティビティ
coming-nothing-planned = 予定はありません。Gander が更新できるものを更新し、前もってお知らせします。
coming-waits = 待機
coming-waits-network = { $networks } の応答を待っています
coming-first = 先に { $networks } を再認可してください
coming-after-end = { $date } に { $network } へのアクセスが終了した後です
coming-plans-after = { $count ->
   *[other] その後に予定 { $count } 件
}
coming-cancelled = 取り消しました。文章は「共有済み」に残ります。
shared-title = 共有済み
shared-empty = 共有したものが、投稿へのリンクと一緒にここに表示されます。
shared-menu = その他
shared-remove = リストから削除
