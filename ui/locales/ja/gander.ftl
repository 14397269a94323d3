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
   *[other] 要対応{ $count }件
}
accounts-quiet = { $count ->
   *[other] { $count }件のアカウントはすべてアクティブです。
}
accounts-quiet-next = 次に必要な操作：{ $date }までに{ $network }を再認証
accounts-show-all = { $count }件すべてを表示
accounts-show-fewer = 表示を減らす
accounts-reauthorize-all = { $count }件のアカウントを順に再認証
accounts-add = アカウントを追加
account-add-another = { $network }のアカウントをもう1つ追加
accounts-find = アカウントを検索
accounts-none-found = 「{ $words }」に一致するアカウントはありません。
accounts-checking = { $total }件中{ $done }件を確認しました
accounts-walking = { $total }件中{ $done }件目
group-needs = 対応が必要
group-soon = まもなく
group-fine = アクティブ
pull-check = 下に引いて確認
pull-release = 離すと確認します
accounts-footnote = { PLATFORM() ->
    [windows] トークンはこのデバイスだけに、資格情報マネージャーの鍵で暗号化して保存されます。
    [macos] トークンはこのデバイスだけに、キーチェーンの鍵で暗号化して保存されます。
    [ios] トークンはこのデバイスだけに、キーチェーンの鍵で暗号化して保存されます。
    [android] トークンはこのデバイスだけに、キーストアの鍵で暗号化して保存されます。
   *[other] トークンはこのデバイスだけに、キーリングの鍵で暗号化して保存されます。
}Ganderにサーバーはありません。
accounts-footnote-memory = トークンはこのデバイスのメモリにだけ、Ganderを終了するまで保存されます。Ganderにサーバーはありません。
accounts-yours = アカウント · { $count }件
accounts-fine = 対応の必要はありません
account-new = 新しいアカウント
practice = 練習用

## 状態

status-active = アクティブ
status-expiring-by = { $date }まで
status-unconfirmed = 確認待ち
status-unreachable = 応答なし
status-disconnected = 切断
status-set_up_needed = 設定が必要
busy-checking = 確認中…
busy-renewing = 更新中…
busy-finishing = 仕上げ中…

## 理由

reason-expired = { $network }へのアクセスは{ $date }に終了しました。
reason-revoked = { $network }が{ $date }にGanderのアクセスを取り消しました。
reason-password_changed = { $network }のパスワードが{ $date }に変更されました。
reason-checkpoint = { $network }が本人確認を求めています。{ $site }でサインインしてから、再認証してください。
reason-permission_missing = { $date }から、{ $network }でGanderに必要な権限が不足しています。
reason-refresh_rejected = { $network }が{ $date }にGanderのアクセスの更新を拒否しました。
usual-revoked = 多くの場合、アカウント設定でアプリが削除されたか、パスワードが変更されています。
missing-permissions = 許可されていない操作：{ $permissions }。
missing-title = { $network }で許可されていない操作
pages-row = ページ：{ $pages }
pages-lost = { $network }で{ $pages }を管理する権限がなくなりました。権限をもう一度もらうか、ここで選択を外してください。
pages-title = 管理しているページ
pages-hint = 選んだページを、このアカウントと一緒に確認します。
pages-none = まだ見つかっていません。
pages-look = ページを検索
pages-mark = 失効
permission-profile = プロフィールを見る
permission-read = 投稿を読む
permission-share = 本人の名前で共有する
permission-share_media = 画像と動画を共有する
permission-delete = 共有したものを削除する
permission-list_pages = 管理しているページを見る
permission-read_pages = ページの投稿を読む
permission-share_pages = ページで共有する
permission-read_boards = ボードを見る
permission-edit_boards = ボードを作成・変更する
permission-choose_flair = フレアを選ぶ
permission-stay_signed_in = サインインしたままにする
set-up-app_keys_missing = 開発者アプリのキーがありません。
set-up-app_keys_refused = { $network }が開発者アプリのキーを拒否しました。
cost-data = { $network }のデータを残すには、{ $date }までに再認証してください。
cost-idle = 再認証するまで、Ganderはこのアカウントを使えません。
cost-set-up = 新しいキーがないと、Ganderはこのアカウントを更新できません。
account-waits = { $count ->
   *[other] { $count }件のアクティビティが待機しています。
}
soon-by = { $date }までに再認証してください。
unconfirmed-again = { $network }が{ $time }にアクセスを拒否しました。一度の拒否は誤りのこともあるため、Ganderは{ $again }にもう一度確認します。それまで対応は不要です。
unconfirmed-soon = { $network }がアクセスを一度拒否しました。一度の拒否は誤りのこともあるため、Ganderはできるだけ早くもう一度確認します。それまで対応は不要です。
unreachable-since = アクティブですが、{ $time }から応答がありません。対応は不要です。

## できること

reauthorize = 再認証
re-link = 再接続
connect = 接続
set-up = 設定する
cancel = キャンセル
copy-link = リンクをコピー
copy = コピー
copying = コピーしています…
copied = コピーしました
open-again = ブラウザーをもう一度開く
try-again = 再試行
dismiss = 閉じる
close = 閉じる
field-empty = 先にこの項目を入力してください。

## 進行中のサインイン

sign-in-opening = ブラウザーを開いています…
sign-in-waiting = ブラウザーで{ $network }へのサインインを完了してください。
sign-in-waiting-note = 制限時間は5分です。
sign-in-asks_pin = { $network }がブラウザーにPINを表示します。ここに入力してください：
sign-in-use-pin = 代わりにPINを使う
sign-in-pin = { $network }のPIN
sign-in-enter-pin = 続行
sign-in-finishing = { $network }へのサインインを完了しています…
sign-in-wrong = { $signed_in }としてサインインしましたが、この接続は{ $expected }のものです。
sign-in-add-as-new = { $signed_in }を新しいアカウントとして追加
failed-denied = { $network }で許可されませんでした。変更はありません。
failed-timed_out = サインインに5分以上かかりました。変更はありません。
failed-refused = { $network }がサインインの完了を拒否しました。変更はありません。
failed-unreachable = { $network }に接続できませんでした。通信を確認して、もう一度お試しください。
failed-port_taken = サインインに必要なポートを別のプログラムが使っています。そのプログラムを終了して、もう一度お試しください。
failed-bad_answer = { $network }の応答をGanderが処理できませんでした。変更はありません。あとでもう一度お試しください。
failed-storage = Ganderがディスクに書き込めません。空き容量を増やして、もう一度お試しください。
failed-unsupported = Ganderはこのデバイスではまだ対応していません。
failed-vault_locked = { PLATFORM() ->
    [windows] 資格情報マネージャーがロックされています。
    [macos] キーチェーンがロックされています。
    [ios] キーチェーンがロックされています。
    [android] キーストアがロックされています。
   *[other] キーリングがロックされています。
}ロックを解除して、もう一度お試しください。
failed-address_unknown = そのサーバーまたはハンドルが見つかりません。確認して、もう一度お試しください。
failed-registration_refused = この{ $network }サーバーはGanderの登録を受け付けませんでした（{ $answer }）。自分のアカウントのサーバーかどうかを確認するか、サーバーの管理者に問い合わせてください。
clock-ended = アクセスの終了

## アカウントの詳細

clock-signed-in = サインイン
clock-reauthorize = 再認証の期限
clock-access = アクセスの期限
clock-refresh = 更新できる期限
clock-data-access = データアクセスの期限
clock-renewal = 次の更新
clock-checked = 前回の確認
clock-next-check = 次の確認
clock-data-loss = { $network }がデータを削除する可能性がある日
renews-itself = Ganderがこのアクセスを自動で更新します。
access-endless = このアクセスに期限はありません。
details-dates = すべての日付
programs-title = ほかのプログラム
programs-requests = このデバイスのプログラムにこのアカウントでの操作を許可する
programs-tokens = アクセストークンも渡す
programs-note = Ganderが代わりにリクエストし、どのプログラムが求めたかを記録します。オフにするとすぐに止まります。
to-calendar = カレンダーに追加
to-calendar-done = 日付をカレンダー用に保存しました。カレンダーが開かないときは、このファイルをカレンダーで開いてください：{ $file }
evidence-title = { $network }の応答
evidence-authorization = サインイン中
evidence-token = サインインの完了時
evidence-renewal = Ganderがアクセスを更新したとき
evidence-identity = Ganderがアカウントの持ち主を確認したとき
evidence-probe = Ganderがアカウントを確認したとき
evidence-revocation = Ganderがアクセスを返上したとき
evidence-page = Ganderがページを確認したとき
check-now = 今すぐ確認
disconnect = 切断
disconnect-ask = { $who }を{ $network }から切断しますか？
disconnect-lost = Ganderはこのアカウントのトークンと日付をこのデバイスから削除します。{ $network }のアカウントはそのまま残ります。ここで再び使うには、もう一度サインインします。
disconnect-by-hand = { $network }では、アプリが自分のアクセスを終了できません。{ $network }側でもアプリを削除してください：
disconnect-keep = 残す

## 今後と履歴

coming-title = 今後の予定
coming-nothing = 必要な操作はありません。Ganderが更新できるものを更新し、前もってお知らせします。
coming-reauthorize = { $network }を再認証
coming-reauthorize-note = ご自身での操作が必要です
coming-renewal = Ganderが{ $network }を更新
coming-data = { $network }がデータを削除する可能性があります
coming-data-note = データを残すには、その前に再認証してください
coming-data-access = { $network }のデータアクセスが終了
coming-checks = 次の確認 { $time }：{ $networks }
happened-title = 最近の履歴
happened-all = すべての履歴
history-empty = まだありません。Ganderは接続、更新、切断をここに記録します。
history-connected = 接続しました
history-reauthorized = 再認証しました
history-renewed = Ganderが更新しました
history-permission_missing = 権限が不足しています
history-page_lost = ページへのアクセスがなくなりました
history-recovered = 再びアクティブになりました
history-warned = Ganderが再認証を促しました
history-unreachable = 応答がありませんでした
history-sign_in_failed = サインインに失敗しました
history-wrong_account = 別のアカウントがサインインしました
history-removed = 手動で切断しました
history-until = { $time }まで
history-copy = JSONをコピー
history-account = アカウント
history-all-accounts = すべてのアカウント
history-revocation_failed = ネットワークがアクセスの終了を確認しませんでした
history-notified = Ganderが通知を表示しました
history-mailed = Ganderがメールを送信しました
history-mail_failed = Ganderがメールを送信できませんでした
history-request_made = プログラムがこのアカウントとしてリクエストしました
history-token_taken = プログラムがアクセストークンを受け取りました
history-allowed_requests = ほかのプログラムにこのアカウントでの操作を許可しました
history-allowed_tokens = ほかのプログラムにこのアカウントでの操作とトークンの受け取りを許可しました
history-allowed_nothing = ほかのプログラムによる使用を許可していません
history-program = プログラム：{ $program }
history-times = { $count ->
   *[other] { $count }回
}
why-expired = アクセス終了
why-revoked = アクセス取り消し
why-password_changed = パスワード変更
why-checkpoint = 本人確認が必要
why-permission_missing = 権限不足
why-refresh_rejected = 更新の拒否
today = 今日
yesterday = 昨日
tomorrow = 明日
day-at = { $day } { $time }

## ポリシー

policies-intro = 各ネットワークがアプリに操作を許可する期間と、各アカウントの期限です。
policies-page = { $network }のポリシーを読む
connect-now = すぐに接続できます
connect-practice = 練習用ネットワークで試す
connect-practice-why = このデバイス上の模擬ネットワークです。誰にも共有されません。
connect-keys = 先に自分のアプリを登録します（約10分）
connect-keys-why = これらのネットワークは登録済みのアプリだけを受け入れます。登録はネットワークごとに一度だけです。
policies-none = 未接続

## はじめに

first-title = ソーシャルアカウントをつないだままに
first-intro = 共有に使うアカウントを接続してください。Ganderは接続を見守り、できるものを更新し、アクセスが切れる前にお知らせします。
network-handle = ハンドルだけで接続できます
network-server = サーバー名だけで接続できます
network-https = ご自身のhttpsページも必要です
network-connected = { $count ->
   *[other] { $count }件のアカウントを接続済み
}
ask-title = { $network }に接続
ask-server = { $network }のサーバー
ask-server-hint = アドレスの最後の@より後の部分（例：mastodon.social）
ask-handle = { $network }のハンドル
ask-handle-hint = 例：dana.bsky.social
ask-wrong = 有効なアドレスではありません。例のように入力してください。
ask-with-password = 代わりにアプリパスワードでサインイン
ask-password = アプリパスワード
ask-password-hint = { $network }の設定で作成してください。Ganderは自分のサーバーに一度だけ送り、保存しません。
ask-password-wrong = アプリパスワードではありません。abcd-efgh-ijkl-mnopのような形です。ここに自分のパスワードを入力しないでください。
keys-title = { $network }の設定
keys-intro = { $network }は登録済みのアプリだけを受け入れます。自分のアプリを一度だけ登録してください。10分ほどかかります。
keys-step-app = { $network }の開発者ページでアプリを作成します。
keys-step-redirect = このリダイレクト先を、アプリの設定にそのまま貼り付けます：
keys-step-paste = アプリのキーをここに貼り付けます：
keys-open-page = { $network }の開発者ページを開く
keys-client-id = クライアントID
keys-client-secret = クライアントシークレット
keys-secret-note = Ganderはシークレットをこのデバイスで暗号化し、二度と表示しません。
keys-save = キーを保存
keys-change = キーを変更
keys-redirect = リダイレクト先
keys-called = { $word }（開発者ページでは「{ $name }」）
keys-parameter = アプリの「{ $name }」（ある場合）
keys-optional = アプリに認められていれば、{ $network }に次の許可も求めます：
keys-none = キーはまだありません
keys-from-file = ネットワークファイルのキー
keys-client-secret-optional = クライアントシークレット（アプリにある場合）
keys-kept = クライアントID { $id }、シークレットあり
keys-kept-alone = クライアントID { $id }、シークレットなし
keys-check = キーを確認
keys-checking = { $network }に問い合わせています…
keys-check-taken = { $network }はこのキーを受け付けます。
keys-check-refused = { $network }はこのキー、またはそのアプリを拒否しています。開発者ページから両方をコピーし直してください。アプリが有効で、上のリダイレクト先が登録されているかも確認してください。
keys-check-untold = { $network }は応答しましたが、このキーを受け付けるかどうかは分かりません。サインインすると分かります。
keys-check-unreachable = Ganderが{ $network }に接続できませんでした。あとでもう一度お試しください。
keys-remove = キーを削除
keys-remove-ask = { $network }のキーをこのデバイスから削除しますか？
keys-remove-lost = Ganderはシークレットを再表示できません。ここでまた使うには、開発者ページからもう一度コピーします。
keys-remove-used = { $count ->
   *[other] { $count }件のアカウントが使用しています。アカウントは残りますが、キーがないとGanderは更新もサインインもできません。
}
keys-keep = 残す
organization-title = 組織に参加
organization-unverified = このファイルは「{ $name }」からのものだと書かれています。Ganderには確かめられません。送り主が分かる場合だけ続けてください。
organization-elsewhere = リンクが組織の設定を提示しています。ファイルは{ $host }にあります。Ganderはまだこのサーバーに接続していません。
organization-fetch = ファイルを取得
organization-fetching = { $host }に問い合わせています…
organization-broken = Ganderはこのファイルを使えません。何も変更していません。作成した人に次の内容を送ってください：
organization-changes = 参加すると、次のように変わります：
organization-nothing = 参加しても何も変わりません。すべてすでに設定済みです。
organization-app = アプリ{ $id }（シークレットなし）
organization-app-secret = アプリ{ $id }（シークレットあり）
organization-replaces-own = 自分で設定した{ $former }を置き換えます。
organization-replaces-own-secret = 自分で設定したシークレットを置き換えます。
organization-replaces = 組織から受け取った{ $former }を置き換えます。
organization-replaces-secret = 組織から受け取ったシークレットを置き換えます。
organization-same = すでに設定済みです。
organization-lacks-secret = ファイルにシークレットは含まれていません。「アプリとキー」で入力します。
organization-users = { $count ->
   *[other] { $count }件のアカウントは別のアプリで接続されているため、再認証が必要です。
}
organization-network = 新しいネットワーク
organization-network-changed = 組織から受け取ったネットワークの変更
organization-hosts = そこでサインインすると、次へのアクセスを渡します：{ $hosts }
organization-feed = { $title }の新着（{ $host }から読み込みます）
organization-feed-removed = { $title }は、表示中の新着とともに削除されます。
organization-days = 対応が必要になる{ $days }日前に通知
organization-days-own = 自分で設定した日数（{ $days }）を置き換えます。
organization-days-former = これまで：{ $days }
organization-passphrase = パスフレーズ
organization-passphrase-hint = ファイル内のシークレットを開きます。組織から別途伝えられます。
organization-refused = パスフレーズでシークレットを開けないか、その間にここで何かが変わりました。何も変更していません。
organization-join = 参加する
organization-joining = ファイルを開いています…
organization-joined = 参加しました。キーを受け取りました。
bridge-why = { $network }はhttpsのアドレスにしか戻せません。Ganderの中継ページを変更せずにご自身のウェブサーバーに置き、そのアドレスをここに入力してください。ページはサインインをこのデバイスに引き渡すだけで、何も保存しません。
bridge-optional = { $network }がhttpsのアドレスを求めていますか？
bridge-copy-page = ページをコピー
bridge-address = ページのアドレス
bridge-use = このアドレスを使う
bridge-remove = ページの使用をやめる

## 設定

settings-networks = ソーシャルネットワーク
settings-alerts = お知らせ
settings-feeds = フィード
settings-keys = アプリとキー
settings-general = 一般
settings-about = Ganderについて
networks-disconnected = 切断
networks-active = アクティブ
alerts-intro = { PLATFORM() ->
    [ios] Ganderは変化があるたびに一度、通知でお知らせします。
    [android] Ganderは変化があるたびに一度、通知でお知らせします。
    [macos] Ganderは変化があるたびに一度、通知とメニューバーのアイコンでお知らせします。
   *[other] Ganderは変化があるたびに一度、通知とトレイのアイコンでお知らせします。
}
alerts-before = アクセスが切れる前
alerts-before-when = { $last ->
   *[other] 対応が必要になる{ $days }日前
}
alerts-broken = アカウントが切断されたとき
alerts-broken-when = すぐに、2日後、その後5日ごと、最大6回
alerts-recovered = 再びアクティブになったとき
alerts-recovered-when = 通知は自動で消えます
paused-until = お知らせは{ $time }まで停止中です
paused-resume = 再開
alerts-pause = お知らせを停止
alerts-pause-hour = 1時間
alerts-pause-tomorrow = 明日まで
alerts-when = 方法とタイミング
alerts-native = システムの通知
alerts-not-shown = { PLATFORM() ->
    [ios] このシステムは直前の通知を表示しませんでした。この画面ではお知らせしています。
    [android] このシステムは直前の通知を表示しませんでした。この画面ではお知らせしています。
    [macos] このシステムは直前の通知を表示しませんでした。メニューバーとこの画面ではお知らせしています。
   *[other] このシステムは直前の通知を表示しませんでした。トレイとこの画面ではお知らせしています。
}
alerts-days = お知らせする日を自分で決める
alerts-days-hint = 対応が必要になるまでの日数：1から60までの数を6つまで
alerts-quiet = お知らせしない時間帯
alerts-from = 開始
alerts-to = 終了
alerts-quiet-note = Ganderはこの時間帯のお知らせを控え、終わったときにまとめてお知らせします。
alerts-shared = 共有が完了したら知らせる
alerts-digest = 1日1回まとめて
alerts-at = 時刻
alerts-told-of = お知らせするネットワーク
alerts-email = メール
alerts-email-on = メールも送る
alerts-email-note = Ganderは、アカウントが切断されたときと、最初と最後の予告のときに、ご自身のメールサーバーから送ります。パスワードはこのデバイスで暗号化されます。
alerts-mail-trouble = Ganderが直前のメールを送信できませんでした。
alerts-host = メールサーバー
alerts-security = 暗号化
alerts-security-none = なし（このデバイスのサーバー）
alerts-port = ポート
alerts-username = ユーザー名（任意）
alerts-password = パスワード
alerts-password-kept = 保存済み。空のままなら変わりません
alerts-sender = 差出人
alerts-recipients = 宛先（複数はコンマ区切り）
alerts-test = テストメールを送る
alerts-testing = メールサーバーに問い合わせています…
alerts-test-done = メールサーバーが受け付けました。受信トレイを確認してください。
alerts-save = 保存
alerts-saved = 保存しました
alerts-bad-warn_days = 1から60までの異なる数を1つから6つ入力してください。
alerts-bad-quiet_hours = 終了は開始と違う時刻にしてください。
alerts-bad-host = smtp.example.orgのようにサーバー名だけを入力してください。
alerts-bad-port = サーバーのポートを入力してください（通常は465か587）。
alerts-bad-security = TLSかSTARTTLSを選んでください。なしで使えるのは、このデバイスのサーバーだけです。
alerts-bad-username = 名前を入力するか、空のままにしてください。
alerts-bad-from = gander@example.orgのような差出人アドレスを入力してください。
alerts-bad-to = 宛先を1つから10個まで入力してください。
general-language = 言語
general-language-system = システムに合わせる
general-language-note = { PLATFORM() ->
    [ios] このアプリ、その通知とメールに使われます。
    [android] このアプリ、その通知とメールに使われます。
    [macos] このウィンドウ、メニューバー、通知、メールに使われます。
   *[other] このウィンドウ、トレイ、通知、メールに使われます。
}
general-login = { PLATFORM() ->
    [windows] サインイン時に起動する
   *[other] ログイン時に起動する
}
general-login-note = { PLATFORM() ->
    [macos] ウィンドウを開かずメニューバーで動き、期限切れを見逃しません。
   *[other] ウィンドウを開かずトレイで動き、期限切れを見逃しません。
}
general-login-refused = このシステムでは設定できませんでした。変更はありません。
about-version = バージョン{ $version }
about-credits = クレジット
about-icons = ネットワークのマークと一部のアイコン：Font Awesome Free（Fonticons, Inc.、CC BY 4.0）。マークは各ネットワークのものです。
about-font = システムに良いフォントがない場合、GanderはInter（Rasmus Andersson作、SIL Open Font License 1.1）を使います。
about-licence = Ganderは自由なソフトウェアです。ライセンスはMITまたはApache-2.0。
about-notices = 組み込まれているソフトウェアのライセンス

## バナーとエラー

vault-locked = { PLATFORM() ->
    [windows] 資格情報マネージャーがロックされているか、見つかりません
    [macos] キーチェーンがロックされているか、見つかりません
    [ios] キーチェーンがロックされているか、見つかりません
    [android] キーストアがロックされているか、見つかりません
   *[other] キーリングがロックされているか、見つかりません
}
vault-locked-body = Ganderはトークンを読めません。ロックを解除すると再開します。何も失われず、上書きもされません。
vault-memory = サインインは終了するまで有効です
vault-memory-body = { PLATFORM() ->
    [windows] 資格情報マネージャーがないため、トークンはメモリに保存されます。
    [macos] 暗号化に使うキーチェーンがないため、トークンはメモリに保存されます。
    [ios] 暗号化に使うキーチェーンがないため、トークンはメモリに保存されます。
    [android] 暗号化に使うキーストアがないため、トークンはメモリに保存されます。
   *[other] 暗号化に使うキーリングがないため、トークンはメモリに保存されます。
}終了後は、もう一度サインインします。
vault-opening = { PLATFORM() ->
    [windows] 資格情報マネージャーを開いています…
    [macos] キーチェーンを開いています…
    [ios] キーチェーンを開いています…
    [android] キーストアを開いています…
   *[other] キーリングを開いています…
}
offline = どのネットワークにも接続できません
offline-body = オフラインかもしれません。切断されたものはなく、Ganderが自動で再試行します。
storage-problem = Ganderがディスクに書き込めません
storage-problem-body = いっぱいか、読み取り専用かもしれません。空き容量を増やしてください。Ganderを開いている間は、何も失われません。
network-files = 使えないネットワークファイルがあります
network-files-body = ファイルが修正されるまで、Ganderはそのネットワークとアカウントに触れません。ほかのアカウントはこれまでどおり使えます。修正したらGanderを起動し直してください。
database-altered = 別のプログラムがGanderのデータベースを変更しました
database-altered-body = Ganderは変更された内容を使わず、何も削除しません。バックアップからgander.dbを復元するか、該当するアカウントを切断して、もう一度接続してください。該当するアカウントはgander doctorコマンドで分かります。
error-unknown_connection = このアカウントはもうありません。
error-unknown_network = このネットワークはGanderに登録されていません。
error-unknown_sign_in = このサインインはもう終わっています。
error-already_left = Ganderがすでに共有を始めたため、変更できません。変更した本文は下書きとして残ります。
error-private_address = このURLはお使いのネットワークの内側にあります。Ganderは読み込みません。
error-no_server = サーバーが見つかりませんでした。URLを確認してください。
error-no_feed = このURLにはフィードが見つかりませんでした。
error-bad_input = 入力に誤りがあります。確認して、もう一度お試しください。
error-altered = 別のプログラムがGanderのデータベースのこの部分を変更したため、Ganderは何も送信していません。バックアップからgander.dbを復元するか、アカウントを切断して、もう一度接続してください。
error-internal = Ganderの内部で問題が起きました。もう一度お試しください。また起きる場合は、Ganderを再起動してください。

## 通知

notice-disconnected-title = { $network }が切断されました
notice-cause-expired = アクセスが終了しました。
notice-cause-revoked = { $network }がGanderのアクセスを取り消しました。
notice-cause-password_changed = パスワードが変更されました。
notice-cause-checkpoint = { $network }が本人確認を求めています。
notice-cause-permission_missing = 権限が不足しています。
notice-cause-refresh_rejected = { $network }がGanderのアクセスの更新を拒否しました。
notice-cause-keys_missing = 開発者アプリのキーがありません。
notice-cause-keys_refused = { $network }が開発者アプリのキーを拒否しました。
notice-disconnected-body-expired = { notice-cause-expired }共有を続けるには再認証してください。
notice-disconnected-body-revoked = { notice-cause-revoked }共有を続けるには再認証してください。
notice-disconnected-body-password_changed = { notice-cause-password_changed }共有を続けるには再認証してください。
notice-disconnected-body-checkpoint = { $network }が本人確認を求めています。{ $network }でサインインしてから、再認証してください。
notice-disconnected-body-permission_missing = { notice-cause-permission_missing }再認証して、もう一度許可してください。
notice-disconnected-body-refresh_rejected = { notice-cause-refresh_rejected }共有を続けるには再認証してください。
notice-warning-title = { $date }までに{ $network }を再認証してください
notice-warning-body = それを過ぎると、Ganderは{ $network }にアクセスできなくなります。
notice-warning-plans = { $count ->
   *[other] その後に予約したアクティビティが{ $count }件あります。
}
notice-setup-title = { $network }の設定が必要です
notice-setup-body-missing = { notice-cause-keys_missing }Ganderを開いて入力してください。
notice-setup-body-refused = { notice-cause-keys_refused }Ganderを開いて変更してください。
notice-page-title = { $network }のページへのアクセスがなくなりました
notice-page-body = { $pages }を管理する権限がなくなりました。アカウントは接続されたままです。
notice-reminder-title = { $network }は切断されたままです
notice-reminder-body = { $network }での共有を続けるには再認証してください。
notice-waiting-reauthorize = { $count ->
   *[other] { $count }件のアクティビティが待機しています。共有するには再認証してください。
}
notice-waiting-checkpoint = { $count ->
   *[other] { $count }件のアクティビティが待機しています。共有するには、{ $network }でサインインしてから再認証してください。
}
notice-waiting-open = { $count ->
   *[other] { $count }件のアクティビティが待機しています。共有するにはGanderを開いてください。
}
notice-action-reauthorize = 再認証
notice-action-open = 開く
notice-action-hand-over = コピーして開く

## Notices about activities (said by Rust)

notice-quoted = 「{ $title }」
notice-untitled = アクティビティ
notice-untitled-object = アクティビティ
notice-refused-title = { $network }が{ $title }を受け付けません
notice-refused-body = 編集して、もう一度共有してください。
notice-unknown-title = { $title }は{ $network }に共有されましたか？
notice-unknown-body = { $network }から応答がありませんでした。もう一度共有する前に確認してください。
notice-late-title = { $title }の共有が遅れています
notice-when-today = 今日 { $time }
notice-when-yesterday = 昨日 { $time }
notice-when-before = { $date } { $time }
notice-late-body = { $when }の予定でした。今すぐ共有するか、時刻を選んでください。
notice-due-title = { $title }を共有する時刻です
notice-due-body = Ganderを開いて共有してください。
notice-by-hand-body = { $network }には手動で共有してください。Ganderが本文をコピーして{ $network }を開きます。
notice-by-hand-several = { $networks }には手動で共有してください。Ganderが本文をコピーして、それぞれのページを開きます。
notice-by-hand-two = { $first }、{ $then }
notice-draft-title = { $title }は下書きになりました
notice-draft-body = { $when }の予定でした。Ganderは遅れて共有しません。
notice-waits-title = { $title }は{ $network }を待っています
notice-waits-body = { $network }に共有するには、再認証してください。
notice-waits-body-open = Ganderを開いて共有してください。
notice-asks-title = { $count ->
   *[other] { $count }件のアクティビティが{ $network }を待っていました
}
notice-asks-body = 今から共有しますか？
notice-mixed-title = { $title }に対応が必要です
notice-mixed-body = { $all }。
notice-mixed-two = { $first }。{ $then }
notice-mixed-refused = { $network }が受け付けません
notice-mixed-unknown = { $network }から応答がありませんでした
notice-mixed-late = { $network }への共有が遅れています
notice-mixed-waits = { $network }を待っています
notice-mixed-asks = { $network }は返答待ちです
notice-mixed-draft = { $network }の分は下書きになりました
notice-mixed-by-hand = { $network }には手動で共有
notice-shared-title = { $count }件に共有しました
notice-after-shared = { $count }件に共有しました。{ $then }
notice-activities-wait = { $count ->
   *[other] { $count }件のアクティビティが待機しています
}
notice-activities-need = { $count ->
   *[other] { $count }件のアクティビティに対応が必要です
}

## 予告（スマートフォン）

ahead-ended-title = { $network }へのアクセスが終了しました

## トレイ

tray-tooltip-ok = Gander：すべて順調です
tray-tooltip-soon = Gander：{ $date }までに{ $network }を再認証してください
tray-tooltip-bad = { $count ->
   *[other] { $count }件のアカウントに対応が必要です
}
tray-tooltip-offline = Gander：ネットワークに接続できません
tray-tooltip-locked = Gander：トークンがロックされています
tray-account = { $network } · { $who }：{ $status }
tray-account-unnamed = { $network }：{ $status }
tray-accounts-all = { $count }件のアカウントをすべて表示
tray-status-active = アクティブ
tray-status-expiring = アクティブ、{ $date }までに再認証
tray-status-unconfirmed = 確認待ち、{ $network }が一度拒否しました
tray-status-unreachable = アクティブ、{ $network }から応答なし
tray-status-disconnected = 切断
tray-status-set_up_needed = 設定が必要
tray-reauthorize = { $network }を再認証
tray-reauthorize-who = { $network }の{ $who }を再認証
tray-check-now = 今すぐ確認
tray-tooltip-waiting = Gander：{ $accounts }、{ $activities }
tray-share = 新しい共有…
tray-needs = 対応が必要なものを開く
tray-open = Ganderを開く
tray-quit = 終了

## Several accounts at once, pausing, and a desktop without a tray (said by Rust)

notice-several-disconnected = { $count ->
   *[other] { $count }件のアカウントが切断されました
}
notice-more = { $count ->
   *[other] ほか{ $count }件
}
tray-moment = { $date } { $time }
tray-pause-hour = お知らせを1時間停止
tray-pause-tomorrow = お知らせを明日まで停止
tray-resume = お知らせを再開
tray-paused = お知らせは{ $time }まで停止中です
tray-none-title = Ganderは動き続けています
tray-none-body = このデスクトップにはトレイがないため、Ganderのウィンドウは閉じずに最小化しました。

## メールとカレンダー
# メールの件名：$count件のアカウントに近く対応が必要。まだ切断されたものはない。

mail-subject-soon = { $count ->
   *[other] { $count }件のアカウントにまもなく対応が必要です
}
mail-subject-waiting = { $title }：{ $activities }
mail-link = リンクが開かないときは、このメールを送ったデバイスでGanderを開いてください。
mail-footer = このメールは、お使いのデバイスのGanderが、ご自身のメールサーバーから送りました。送る内容を変えるには、Ganderで「{ settings }」の「{ settings-alerts }」を開いてください。
mail-test-subject = Ganderからメールを送れます
mail-test-body = ご希望のテストメールです。アカウントに対応が必要になると、Ganderがここにお知らせします。
calendar-name = Gander
calendar-summary = { $network }を再認証（{ $who }）
calendar-summary-unnamed = { $network }を再認証

## メールサーバーに断られたとき

smtp-unreachable = メールサーバーに接続できません。名前、ポート、暗号化を確認してください。
smtp-no_tls = メールサーバーはそこでTLSに対応していません。ポート465のTLSか、ポート587のSTARTTLSをお試しください。
smtp-bad_certificate = メールサーバーの証明書を信頼できません。サーバーの名前を確認してください。
smtp-password_refused = メールサーバーがユーザー名かパスワードを拒否しました。専用のアプリパスワードが必要なサーバーも多くあります。
smtp-no_password_login = メールサーバーはそこでパスワードを受け付けません。別のサーバーを使うか、ユーザー名が不要なら空にしてください。
smtp-sender_refused = メールサーバーが差出人のアドレスを拒否しました。このアカウントのアドレスを使ってください。
smtp-recipient_refused = メールサーバーがすべての宛先を拒否しました。宛先を確認してください。
smtp-plain_letters_only = このメールサーバーは、@の前に英数字以外を含むアドレスを受け付けません。英数字だけのアドレスを使ってください。
smtp-server_busy = メールサーバーが混み合っています。Ganderがあとでもう一度試します。
smtp-refused = メールサーバーがメールを拒否しました。理由はサーバーの管理者にお尋ねください。

redirect-done = Ganderに戻る
redirect-done-text = 必要な情報がそろいました。このタブは閉じて構いません。
redirect-denied = 何も接続されませんでした
redirect-denied-text = サインインは完了しませんでした。このタブを閉じ、Ganderでもう一度お試しください。
redirect-over = このサインインは終了しています
redirect-over-text = すでに完了したか、5分を過ぎました。このタブを閉じ、Ganderで最初からやり直してください。
redirect-foreign = Ganderのサインインではありません
redirect-foreign-text = このアドレスはGanderが始めたサインインのものではありません。何も変更されていません。Ganderで最初からやり直してください。
