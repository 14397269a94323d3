#!/usr/bin/env bash
# Starts Gander on an Android device or emulator and follows a person's first steps: the start, each kind of link, a text
# from another app, and a start by a link. Needs `adb` and the APK's path. Writes pictures and the log to target/phones.
set -euo pipefail
apk=$1
app=app.gander.Gander
out=$(git rev-parse --show-toplevel)/target/phones
mkdir -p "$out"

fail() {
    adb logcat -d > "$out/android.log"
    adb exec-out screencap -p > "$out/android-failed.png" || true
    echo "$1" >&2
    exit 1
}

# Waits until a condition holds, at most for so many seconds.
await() {
    local seconds=$1 what=$2
    shift 2
    for ((passed = 0; passed < seconds; passed++)); do
        if "$@"; then return; fi
        sleep 1
    done
    fail "after $seconds s: $what"
}

is_in_front() { adb shell dumpsys activity activities | grep -E 'ResumedActivity' | grep -q "$app/"; }
is_alive() { adb shell pidof "$app" > /dev/null; }
has_text() {
    adb shell uiautomator dump /sdcard/window.xml > /dev/null 2>&1 || return 1
    adb shell cat /sdcard/window.xml | grep -qF "$1"
}
look() { adb exec-out screencap -p > "$out/android-$1.png"; }
open_link() { adb shell am start -W -a android.intent.action.VIEW -d "'$1'"; }

adb install -r -g "$apk"
adb logcat -c

adb shell am start -W -n "$app/.MainActivity"
await 60 "Gander is not in front" is_in_front
# The accessibility tree of the web view holds the words of the page.
await 60 "the window shows no word of Gander's" has_text Gander
look start
pid=$(adb shell pidof "$app")

for link in gander://needs gander://reauthorize/x-1 'gander://join?data=eA' 'gander://redirect?error=access_denied&state=none'; do
    open_link "$link"
    await 10 "$link does not lead to Gander" is_in_front
    is_alive || fail "$link ended Gander"
done
[ "$(adb shell pidof "$app")" = "$pid" ] || fail "a link started Gander anew"
look links

# Without an account the text is kept among the drafts.
adb shell am start -W -n "$app/.MainActivity" -a android.intent.action.SEND -t text/plain --es android.intent.extra.TEXT "'Note: shared by another app'"
await 30 "the shared text is not in the window" has_text Drafts
look shared

adb shell am force-stop "$app"
open_link gander://needs
await 60 "a link does not start Gander" is_in_front
await 60 "the window shows no word of Gander's after a start by a link" has_text Gander
look started-by-a-link

# The text is still there, once: it did not come again with the start.
await 30 "the draft is gone" has_text "Drafts (1)"

adb shell input keyevent KEYCODE_BACK
await 10 "the back key does not leave Gander's first page" eval '! is_in_front'

adb logcat -d > "$out/android.log"
if grep -E "panicked at|FATAL EXCEPTION|Fatal signal" "$out/android.log" | grep -v "com.android"; then
    fail "the log has a crash"
fi
