#!/usr/bin/env bash
# Starts Gander on an iOS simulator: the start, each kind of link, and a start by a link. Needs Xcode and the path of
# Gander.app for the simulator. Writes pictures and the log to target/phones.
set -euo pipefail
bundle=$1
app=app.gander.Gander
out=$(git rev-parse --show-toplevel)/target/phones
mkdir -p "$out"

device=$(xcrun simctl list devices available --json | python3 -c '
import json, sys
found = [d for runtime, all in json.load(sys.stdin)["devices"].items() if "iOS" in runtime for d in all if "iPhone" in d["name"]]
print(found[-1]["udid"])')
xcrun simctl boot "$device"
xcrun simctl bootstatus "$device" -b
trap 'xcrun simctl spawn "$device" log show --last 10m --predicate "process == \"Gander\"" > "$out/ios.log" 2>/dev/null || true; xcrun simctl shutdown "$device"' EXIT

is_alive() { xcrun simctl spawn "$device" launchctl list | grep -q "UIKitApplication:$app"; }
await_alive() {
    for ((passed = 0; passed < 30; passed++)); do
        if is_alive; then return; fi
        sleep 1
    done
    echo "$1" >&2
    exit 1
}

xcrun simctl install "$device" "$bundle"
xcrun simctl launch "$device" "$app"
await_alive "Gander does not run"
xcrun simctl io "$device" screenshot "$out/ios-start.png"

# The data folder is in no backup. The name of the attribute differs between systems.
data=$(xcrun simctl get_app_container "$device" "$app" data)
xattr -l "$data/Library/Application Support/$app" | grep -qE 'com_apple_backup_excludeItem|MobileBackup' || {
    echo "the data folder is in backups" >&2
    exit 1
}

for link in gander://needs gander://reauthorize/x-1 'gander://join?data=eA' 'gander://redirect?error=access_denied&state=none'; do
    # The first time, the system may ask whether Gander should open it. The picture shows that.
    xcrun simctl openurl "$device" "$link"
    await_alive "$link ended Gander"
done
xcrun simctl io "$device" screenshot "$out/ios-links.png"

xcrun simctl terminate "$device" "$app"
xcrun simctl openurl "$device" gander://needs
xcrun simctl launch "$device" "$app"
await_alive "Gander does not start again"
xcrun simctl io "$device" screenshot "$out/ios-again.png"
