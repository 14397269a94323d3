## 場所

tab-activities = アクティビティ
tab-history = 履歴
tab-policies = ポリシー
nav-main = メイン
menu-open = メニュー
menu-close = メニューを閉じる
settings = 設定

## アカウント

loading = アカウントを読み込んでいます…
accounts-title = ソーシャルアカウント
accounts-need = { $count ->
   *[other] 要対応 { $count } 件
}
accounts-quiet = { $count ->
   *[other] { $count } 件のアカウントはすべてアクティブです。
}
accounts-quiet-next = 次は { $network }、{ $date } です。
accounts-show-all = { $count } 件すべてを表示
accounts-show-fewer = 表示を減らす
accounts-reauthorize-all = すべて再認可 ({ $count })
accounts-add = ネットワークを追加
accounts-find = アカウントを探す
accounts-none-found = 「{ $words }」に一致するアカウントはありません。
accounts-checking = { $total } 件中 { $done } 件を確認しました
accounts-walking = { $total } 件中 { $done } 件目
group-needs = 対応が必要
group-soon = まもなく
group-fine = アクティブ
pull-check = 下に引いて確認
pull-release = 離すと確認します
accounts-footnote = トークンはこの端末にとどまり、キーチェーンの鍵で封印されます。Gander にサーバーはありません。
accounts-footnote-memory = トークンはこの端末のメモリに、Gander を終了するまで置かれます。Gander にサーバーはありません。
accounts-glance = { $count ->
   *[other] アカウント { $count } 件
}
accounts-glance-need = { $accounts }、{ $need }
accounts-yours = あなたのアカウント
account-new = 新しいアカウント
practice = 練習用

## 状態

status-active = アクティブ
status-expiring-by = { $date } まで
status-unconfirmed = 確認待ち
status-unreachable = 応答なし
status-disconnected = 切断
status-set_up_needed = 設定が必要
busy-checking = 確認中…
busy-renewing = 更新中…
busy-finishing = 仕上げ中…

## 理由

reason-expired = { $network } へのアクセスは { $date } に終了しました。
reason-revoked = { $network } が { $date } にアクセスを取り消しました。
reason-password_changed = { $network } のパスワードが { $date } に変更されました。
reason-checkpoint = { $network } が本人確認を求めています。{ $site } にログインしてから、再認可してください。
reason-permission_missing = { $date } から、Gander に必要な権限が { $network } にありません。
reason-refresh_rejected = { $network } が { $date } にアクセスの更新を拒否しました。
usual-revoked = 多くは、アカウント設定でアプリが外されたか、パスワードが変更されたためです。
missing-permissions = 許可されていません：{ $permissions }。
missing-title = { $network } で許可されていないこと
pages-row = ページ: { $pages }
pages-lost = { $network } で { $pages } を扱えなくなりました。そこで役割をもう一度もらうか、ここで選択を外してください。
pages-title = 管理しているページ
pages-hint = 選んだページを、このアカウントと一緒に確認します。
pages-none = まだ見つかっていません。
pages-look = ページを探す
pages-mark = 失効
permission-profile = あなたが誰かを見る
permission-read = 投稿を読む
permission-share = あなたの名前で共有する
permission-share_media = 画像と動画を共有する
permission-list_pages = 管理しているページを見る
permission-read_pages = ページの投稿を読む
permission-share_pages = ページで共有する
permission-read_boards = ボードを見る
permission-edit_boards = ボードを作成・変更する
permission-choose_flair = フレアを選ぶ
permission-stay_signed_in = ログインしたままにする
set-up-app_keys_missing = 開発者アプリのキーがありません。
set-up-app_keys_refused = { $network } が開発者アプリのキーを拒否しました。
cost-data = { $network } のデータを残すには、{ $date } までに再認可してください。
cost-idle = 再認可するまで、Gander はこのアカウントを使えません。
cost-set-up = キーがそろうまで、何も更新できません。
soon-by = { $date } までに再認可してください。
soon-span = { $network } の許可は一度に { $days ->
   *[other] { $days } 日間
}です。
unconfirmed-again = { $network } が { $time } に拒否しました。Gander は { $again } にもう一度確認します。一度だけの拒否は間違いのこともあります。それまで何もする必要はありません。
unconfirmed-soon = { $network } が一度拒否しました。Gander はできるだけ早くもう一度確認します。一度だけの拒否は間違いのこともあります。それまで何もする必要はありません。
unreachable-since = アクティブですが、{ $time } から応答がありません。何もする必要はありません。

## できること

reauthorize = 再認可
re-link = 再リンク
connect = 接続
add = 追加
set-up = 設定する
cancel = キャンセル
copy-link = リンクをコピー
copy = コピー
copying = コピーしています…
copied = コピーしました
open-again = もう一度開く
try-again = やり直す
dismiss = 閉じる

## 進行中のサインイン

attempt-opening = ブラウザーを開いています…
attempt-waiting = { $network } を待っています…
attempt-asks_pin = { $network } がブラウザーに PIN を表示します。
attempt-use-pin = 代わりに PIN を使う
attempt-pin = { $network } の PIN
attempt-enter-pin = 続ける
attempt-finishing = { $network } との接続を仕上げています…
attempt-wrong = { $signed_in } としてサインインしましたが、この接続は { $expected } のものです。
attempt-add-as-new = { $signed_in } を新しいアカウントとして追加
failed-denied = { $network } で許可されませんでした。何も変わっていません。
failed-timed_out = 5 分以内に応答がありませんでした。何も変わっていません。
failed-refused = { $network } がサインインの完了を拒否しました。何も変わっていません。
failed-unreachable = { $network } に接続できませんでした。通信を確かめて、やり直してください。
failed-port_taken = サインイン用のポートを別のプログラムが使っています。それを閉じて、やり直してください。
failed-bad_answer = { $network } から Gander が扱えない応答が返りました。何も変わっていません。あとでもう一度お試しください。
failed-storage = ディスクに書き込めませんでした。空き容量を増やして、やり直してください。
failed-unsupported = この端末ではまだできません。
failed-vault_locked = キーチェーンがロックされています。ロックを解除して、やり直してください。
failed-address_unknown = そのサーバーまたは名前は見つかりません。確認してもう一度お試しください。
failed-registration_refused = この { $network } サーバーは Gander の登録を受け付けませんでした（{ $answer }）。自分のアカウントのサーバーかどうかを確認するか、管理者に問い合わせてください。

## アカウントの詳細

clock-signed-in = サインイン
clock-reauthorize = 再認可の期限
clock-access = アクセスの期限
clock-refresh = 更新できる期限
clock-data-access = データアクセスの期限
clock-renewal = Gander による次の更新
clock-checked = 前回の確認
clock-next-check = 次の確認
clock-data-loss = { $network } がデータを削除しうる日
clock-none = Gander が自動で更新します
to-calendar = カレンダーに追加
to-calendar-done = { $file } に保存しました。カレンダーが開かないときは、このファイルをカレンダーで開いてください。
evidence-title = { $network } の回答
evidence-authorization = サインイン中
evidence-token = サインインの仕上げ中
evidence-renewal = Gander の更新時
evidence-identity = Gander が持ち主を尋ねたとき
evidence-probe = Gander がアカウントを確認したとき
evidence-revocation = Gander がアクセスを返したとき
evidence-page = Gander がページを確認したとき
check-now = 今すぐ確認
disconnect = 切断
disconnect-ask = { $who } を { $network } から切断しますか？
disconnect-lost = Gander はこのアカウントのトークンと日付をこの端末から削除します。{ $network } のアカウントはそのまま残ります。ここで再び使うには、もう一度サインインします。
disconnect-by-hand = { $network } では、アプリが自分のアクセスを終わらせることはできません。{ $network } のページでもアプリを削除してください：
disconnect-keep = 残す

## 今後と履歴

coming-title = 今後の予定
coming-nothing = することはありません。Gander ができるものを更新し、前もってお知らせします。
coming-reauthorize = { $network } を再認可
coming-reauthorize-note = あなただけができます
coming-renewal = Gander が { $network } を更新
coming-data = { $network } がデータを削除するかもしれません
coming-data-note = 残すには、その前に再認可してください
coming-data-access = { $network } のデータアクセスが終了
coming-checks = 次の確認 { $time }：{ $networks }
happened-title = これまでの出来事
happened-all = すべての履歴
history-empty = まだありません。接続、更新、切断はすべてここに記録されます。
history-connected = 接続しました
history-reauthorized = 再認可しました
history-renewed = Gander が更新しました
history-permission_missing = 許可が足りません
history-page_lost = ページを扱えなくなりました
history-recovered = 再びアクティブ
history-warned = 再認可をお知らせしました
history-unreachable = 接続できませんでした
history-sign_in_failed = サインインできませんでした
history-wrong_account = 別のアカウントがサインインしました
history-removed = あなたが外しました
history-until = { $time }まで
history-copy = JSON をコピー
history-account = アカウント
history-all-accounts = すべてのアカウント
history-revocation_failed = アクセスの終了をネットワークが確認しませんでした
history-notified = 通知でお知らせしました
history-mailed = メールでお知らせしました
history-mail_failed = メールを送信できませんでした
why-expired = アクセス終了
why-revoked = アクセス取り消し
why-password_changed = パスワード変更
why-checkpoint = 本人確認
why-permission_missing = 権限不足
why-refresh_rejected = 更新の拒否
today = 今日
yesterday = 昨日
tomorrow = 明日
day-at = { $day } { $time }

## ポリシー

policies-intro = 各ネットワークがアプリに許す期間と、あなた自身の日付です。
policies-page = { $network } で読む
policies-none = 未接続

## はじめに

first-title = ソーシャルアカウントをつないだままに
first-intro = 共有に使うアカウントを接続してください。Gander は接続を見守り、できるものを更新し、アクセスが切れる前にお知らせします。
network-ready = 接続できます
network-needs-keys = ご自身のアプリキーが必要です
network-practice = この端末で動いています
ask-server = { $network } のサーバー
ask-server-hint = @ の後の部分：mastodon.social
ask-handle = { $network } での名前
ask-handle-hint = 例：dana.bsky.social
ask-wrong = アドレスの形になっていません。例のように入力してください。
ask-with-password = 代わりにアプリパスワードを使う
ask-password = アプリパスワード
ask-password-hint = { $network } の設定で作成してください。自分のサーバーに一度だけ送られ、保存されません。
ask-password-wrong = アプリパスワードではありません。abcd-efgh-ijkl-mnop のような形です。自分のパスワードは入力しないでください。
keys-title = { $network } の設定
keys-intro = { $network } はキーでアプリを受け入れます。一度だけご自身のアプリを作ってください。10 分ほどかかります。
keys-step-app = { $network } の開発者ページでアプリを作ります。
keys-step-redirect = このリダイレクト先を、そのままアプリの設定に貼り付けます：
keys-step-paste = アプリのキーをここに貼り付けます：
keys-open-page = { $network } のページを開く
keys-client-id = クライアント ID
keys-client-secret = クライアントシークレット
keys-secret-note = シークレットはこの端末に封印され、二度と表示されません。
keys-save = キーを保存
keys-change = キーを変更
keys-redirect = リダイレクト先
keys-called = { $word }（先方での名前：「{ $name }」）
keys-parameter = アプリの「{ $name }」（ある場合）
keys-optional = アプリに認められていれば、{ $network } に次の許可も求めます：
keys-client-secret-optional = クライアントシークレット（アプリにある場合）
keys-kept = クライアント ID { $id }、シークレットあり
keys-kept-alone = クライアント ID { $id }、シークレットなし
keys-check = 確認
keys-checking = { $network } に問い合わせています…
keys-check-taken = { $network } はこのキーを受け付けます。
keys-check-refused = { $network } はこのキー、またはそのアプリを拒否しています。開発者ページから両方をコピーし直し、アプリが有効で、上のリダイレクト先が登録されているか確かめてください。
keys-check-untold = { $network } は応答しましたが、このキーを受け付けるかどうかは分かりません。サインインすると分かります。
keys-check-unreachable = { $network } に問い合わせできませんでした。後でもう一度お試しください。
keys-remove = キーを削除
keys-remove-ask = { $network } のキーをこの端末から削除しますか？シークレットは再表示できないため、もう一度コピーする必要があります。
keys-remove-used = { $count ->
   *[other] { $count } 件のアカウントが使用しています。アカウントは残りますが、キーがないと更新もサインインもできません。
}
keys-keep = 残す
organization-title = 組織に参加
organization-unverified = このファイルは「{ $name }」からのものだと書かれています。Gander には確かめられません。送り主が分かる場合だけ続けてください。
organization-elsewhere = リンクが、組織の配布物を表示しようとしています。ファイルは { $host } にあり、まだ問い合わせていません。
organization-fetch = 取得する
organization-fetching = { $host } に問い合わせています…
organization-broken = このファイルは使えません。何も変更していません。作成者には次の内容で理由が分かります：
organization-changes = 参加すると、次のように変わります：
organization-nothing = 何も変わりません。すべてすでにここにあります。
organization-app = アプリ { $id }（シークレットなし）
organization-app-secret = アプリ { $id }（シークレットあり）
organization-replaces-own = 自分で設定した { $former } に置き換わります。
organization-replaces-own-secret = 自分で設定したシークレットに置き換わります。
organization-replaces = 組織から受け取った { $former } に置き換わります。
organization-replaces-secret = 組織から受け取ったシークレットに置き換わります。
organization-same = すでにここにあるものと同じです。
organization-lacks-secret = シークレットはファイルに含まれていません。「アプリとキー」で入力します。
organization-users = { $count ->
   *[other] { $count } 件のアカウントは別のアプリで接続されているため、再認証が必要です。
}
organization-network = 新しいネットワーク
organization-network-changed = 組織から受け取ったネットワークの変更
organization-hosts = そこでサインインすると、次にアクセスを渡します：{ $hosts }
organization-days = 対応が必要になる { $days } 日前に通知
organization-days-own = 自分で設定した日数（{ $days }）に置き換わります。
organization-days-former = これまで：{ $days }
organization-passphrase = パスフレーズ
organization-passphrase-hint = ファイル内のシークレットを開きます。組織が別の方法で伝えます。
organization-refused = パスフレーズでシークレットを開けないか、その間にここで何かが変わりました。何も変更していません。
organization-join = 参加する
organization-joining = ファイルを開いています…
organization-joined = 完了しました。キーを受け取りました。
bridge-why = { $network } からは https のアドレスにしか戻れません。Gander の中継ページをそのままご自分のウェブサーバーに置き、そのアドレスをここに入力してください。ページはサインインをこの端末に引き渡すだけで、何も保存しません。
bridge-optional = { $network } が https のアドレスを求めていますか？
bridge-copy-page = ページをコピー
bridge-address = ページのアドレス
bridge-use = このアドレスを使う
bridge-remove = ページの使用をやめる

## 設定

settings-networks = ソーシャルネットワーク
settings-alerts = お知らせ
settings-keys = アプリとキー
settings-general = 一般
settings-about = Gander について
networks-disconnected = 切断
networks-active = アクティブ
networks-add = 群れに加える
alerts-intro = Gander は変化があるたびに一度、通知とトレイのアイコンでお知らせします。
alerts-before = アクセスが切れる前
alerts-before-when = 対応が必要になる 10 日、3 日、1 日前
alerts-broken = アカウントが切断されたとき
alerts-broken-when = すぐに、2 日後、その後 5 日ごと、最大 6 回
alerts-recovered = 再び使えるようになったとき
alerts-recovered-when = 通知は自動で消えます
paused-until = { $time }まで通知を停止しています
paused-resume = 再開
alerts-pause = 停止
alerts-pause-hour = 1時間
alerts-pause-tomorrow = 明日まで
alerts-when = いつ、どのように
alerts-native = このシステムの通知
alerts-not-shown = このシステムは直前の通知を表示しませんでした。トレイとこの画面ではお知らせしています。
alerts-days = 対応が必要になる前の日数を自分で決める
alerts-days-hint = 1から60までの数を6つまで
alerts-quiet = 通知しない時間帯
alerts-from = 開始
alerts-to = 終了
alerts-quiet-note = その間のことは、終わったときにまとめてお知らせします。
alerts-digest = 1日1回まとめて
alerts-at = 時刻
alerts-told-of = お知らせするネットワーク
alerts-email = メール
alerts-email-on = メールでも知らせる
alerts-email-note = ご自身のメールサーバーから、アカウントが切断されたときと、最初と最後の予告のときに送ります。パスワードはこの端末で封印されます。
alerts-mail-trouble = 直前のメールは送信できませんでした。
alerts-host = メールサーバー
alerts-security = 暗号化
alerts-security-none = なし（この端末のサーバー）
alerts-port = ポート
alerts-username = ユーザー名（必要な場合）
alerts-password = パスワード
alerts-password-kept = 保存済み。空のままなら変わりません
alerts-sender = 差出人
alerts-recipients = 宛先（複数はコンマ区切り）
alerts-test = テストメールを送る
alerts-testing = メールサーバーに問い合わせています…
alerts-test-done = メールサーバーが受け付けました。受信箱を確認してください。
alerts-save = 保存
alerts-saved = 保存しました
alerts-bad-warn_days = 1から60までの異なる日数を1つから6つ入力してください。
alerts-bad-quiet_hours = 終了は開始と違う時刻にしてください。
alerts-bad-host = smtp.example.org のようにサーバー名だけを入力してください。
alerts-bad-port = サーバーのポートを入力してください（通常は465か587）。
alerts-bad-security = TLSかSTARTTLSを選んでください。なしはこの端末のサーバーだけで使えます。
alerts-bad-username = 名前を入力するか、空にしてください。
alerts-bad-from = gander@example.org のような差出人アドレスを入力してください。
alerts-bad-to = 宛先を1つから10個入力してください。
general-language = 言語
general-language-system = システムに合わせる
general-language-note = このウィンドウ、トレイ、通知、メールに使われます。
general-login = ログイン時に起動する
general-login-note = ウィンドウを開かずトレイで動き、期限切れを見逃しません。
general-login-refused = このシステムでは設定できませんでした。何も変わっていません。
about-version = バージョン { $version }
about-credits = クレジット
about-icons = ネットワークのマークと一部のアイコン：Font Awesome Free（Fonticons, Inc.、CC BY 4.0）。マークは各ネットワークのものです。
about-font = デスクトップに良いフォントがない場合、Gander は Inter（Rasmus Andersson 作、SIL Open Font License 1.1）を使います。
about-licence = Gander は自由なソフトウェアです。ライセンスは MIT または Apache-2.0。
about-notices = 組み込まれているソフトウェアのライセンス

## バナーとエラー

vault-locked = キーチェーンがロックされているか、見つかりません
vault-locked-body = Gander はトークンを読めません。キーチェーンのロックを解除すると再開します。何も失われず、上書きもされません。
vault-memory = 今回のみ
vault-memory-body = 封印するキーチェーンがないため、トークンはメモリに置かれます。終了後は、もう一度サインインします。
vault-opening = キーチェーンを開いています…
offline = どのネットワークにも接続できません
offline-body = オフラインかもしれません。切断されたものはなく、Gander が自動で再試行します。
storage-problem = Gander がディスクに書き込めません
storage-problem-body = いっぱいか、読み取り専用かもしれません。空き容量を増やしてください。Gander を開いているあいだ、何も失われません。
network-files = 使えないネットワークファイルがあります
network-files-body = ファイルが直るまで、そのネットワークとアカウントには触れません。ほかのアカウントはこれまでどおり保たれます。直したら Gander を起動し直してください。
database-altered = 別のプログラムが Gander のデータベースを変更しました
database-altered-body = Gander は変更された内容に基づいて何も送信せず、何も削除しません。バックアップから gander.db を復元するか、該当するアカウントの接続を解除して、もう一度接続してください。該当するものは gander doctor コマンドで分かります。
error-unknown_connection = このアカウントはもうありません。
error-unknown_network = Gander はこのネットワークを知りません。
error-unknown_sign_in = このサインインはもう終わっています。
error-bad_input = 入力に誤りがあります。見直して、やり直してください。
error-altered = 別のプログラムが Gander のデータベースのこの部分を変更したため、何も送信していません。バックアップから gander.db を復元するか、アカウントの接続を解除して、もう一度接続してください。
error-internal = Gander の内部で問題が起きました。やり直しても続くときは、Gander を再起動してください。

## 通知

notice-disconnected-title = { $network } が切断されました
notice-disconnected-body-expired = アクセスが終了しました。共有を続けるには再認可してください。
notice-disconnected-body-revoked = { $network } がアクセスを取り消しました。共有を続けるには再認可してください。
notice-disconnected-body-password_changed = パスワードが変更されました。共有を続けるには再認可してください。
notice-disconnected-body-checkpoint = { $network } が本人確認を求めています。ログインしてから、再認可してください。
notice-disconnected-body-permission_missing = 権限が足りません。再認可して、もう一度許可してください。
notice-disconnected-body-refresh_rejected = { $network } がアクセスの更新を拒否しました。共有を続けるには再認可してください。
notice-warning-title = { $date } までに { $network } を再認可してください
notice-warning-body = それを過ぎると、{ $network } は Gander を受け入れません。
notice-setup-title = { $network } の設定が必要です
notice-setup-body-missing = 開発者アプリのキーがありません。Gander を開いて入力してください。
notice-setup-body-refused = { $network } が開発者アプリのキーを拒否しました。Gander を開いて変更してください。
notice-page-title = { $network } のページを扱えなくなりました
notice-page-body = { $pages } を扱えなくなりました。アカウントは接続されたままです。
notice-reminder-title = { $network } は切断されたままです
notice-reminder-body = { $network } での共有を続けるには再認可してください。
notice-action-reauthorize = 再認可

## 予告（スマートフォン）

ahead-ended-title = { $network } へのアクセスが終了しました

## トレイ

tray-tooltip-ok = Gander：すべて順調です
tray-tooltip-soon = Gander：{ $date } までに { $network } を再認可してください
tray-tooltip-bad = { $count ->
   *[other] { $count } 件のアカウントに対応が必要です
}
tray-tooltip-offline = Gander：ネットワークにつながりません
tray-tooltip-locked = Gander：キーチェーンがロックされているか、ありません
tray-account = { $network } · { $who }：{ $status }
tray-account-unnamed = { $network }：{ $status }
tray-accounts-all = { $count } 件のアカウントをすべて表示
tray-status-active = アクティブ
tray-status-expiring = アクティブ、{ $date } までに再認可
tray-status-unconfirmed = 確認待ち、{ $network } が一度拒否しました
tray-status-unreachable = アクティブ、{ $network } につながりません
tray-status-disconnected = 切断
tray-status-set_up_needed = 設定が必要
tray-reauthorize = { $network } を再認可
tray-reauthorize-who = { $network } の { $who } を再認可
tray-check-now = 今すぐ確認
tray-open = Gander を開く
tray-quit = 終了

## Several accounts at once, pausing, and a desktop without a tray (said by Rust)

notice-several-disconnected = { $count ->
   *[other] { $count } 件のアカウントの接続が切れています
}
notice-more = { $count ->
   *[other] ほか { $count } 件
}
tray-moment = { $date } { $time }
tray-pause-hour = 通知を1時間止める
tray-pause-tomorrow = 通知を明日まで止める
tray-resume = 通知を再開する
tray-paused = 通知は { $time } まで止まっています
tray-none-title = Gander は動き続けています
tray-none-body = このデスクトップにはトレイがないため、Gander のウィンドウは閉じずに最小化しました。

## メールとカレンダー
# メールの件名：$count 件のアカウントに近く対応が必要。まだ切断されたものはない。

mail-subject-soon = { $count ->
   *[other] { $count } 件のアカウントにまもなく対応が必要です
}
mail-link = リンクが開かないときは、このメールを送ったデバイスで Gander を開いてください。
mail-footer = このメールは、お使いのデバイスの Gander が、ご自身のメールサーバーから送りました。送る内容を変えるには、Gander で「{ settings }」の「{ settings-alerts }」を開いてください。
mail-test-subject = Gander からメールを送れます
mail-test-body = ご希望のテストメールです。アカウントに対応が必要になると、Gander がここにお知らせします。
calendar-name = Gander
calendar-summary = { $network } を再認可（{ $who }）
calendar-summary-unnamed = { $network } を再認可

## メールサーバーに断られたとき

smtp-unreachable = メールサーバーに接続できません。名前、ポート、保護の方式を確認してください。
smtp-no_tls = メールサーバーはそこで TLS に対応していません。ポート 465 の TLS か、ポート 587 の STARTTLS をお試しください。
smtp-bad_certificate = メールサーバーの証明書を信頼できません。サーバーの名前を確認してください。
smtp-password_refused = メールサーバーが名前かパスワードを拒否しました。専用のアプリパスワードが必要なサーバーも多くあります。
smtp-no_password_login = メールサーバーはそこでパスワードを受け付けません。別のサーバーを使うか、名前が不要なら空にしてください。
smtp-sender_refused = メールサーバーが差出人のアドレスを拒否しました。このアカウントのアドレスを使ってください。
smtp-recipient_refused = メールサーバーがすべての宛先を拒否しました。宛先を確認してください。
smtp-plain_letters_only = このメールサーバーは、@ の前に英数字以外を含むアドレスを受け付けません。英数字だけのアドレスを使ってください。
smtp-server_busy = メールサーバーが混み合っています。Gander があとでもう一度試します。
smtp-refused = メールサーバーがメールを拒否しました。理由はサーバーの管理者にお尋ねください。

redirect-done = Gander に戻る
redirect-done-text = 必要な情報がそろいました。このタブは閉じて構いません。
redirect-denied = 何も接続されませんでした
redirect-denied-text = サインインは完了しませんでした。このタブを閉じ、Gander でもう一度お試しください。
redirect-over = このサインインは終了しています
redirect-over-text = すでに完了したか、5 分を過ぎました。このタブを閉じ、Gander で最初からやり直してください。
redirect-foreign = Gander のサインインではありません
redirect-foreign-text = このアドレスは Gander が始めたサインインのものではありません。何も変更されていません。Gander で最初からやり直してください。
