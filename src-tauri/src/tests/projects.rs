//! The projects of the phones: what only a store or a phone would find wrong.

use locale::LANGUAGES;
use serde_json::Value;

const MANIFEST: &str = include_str!("../../gen/android/app/src/main/AndroidManifest.xml");
const PROJECT: &str = include_str!("../../gen/apple/project.yml");
const INFO: &str = include_str!("../../gen/apple/gander-app_iOS/Info.plist");

/// The values of an attribute, in their order.
fn values<'a>(xml: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!("android:{attribute}=\"");
    xml.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_android_project_has_the_links_and_no_backup_and_asks_for_nothing_else() {
    assert_eq!(values(MANIFEST, "allowBackup"), ["false"]);
    assert_eq!(values(MANIFEST, "usesCleartextTraffic"), ["false"]);
    let rules = [
        include_str!("../../gen/android/app/src/main/res/xml/backup_rules.xml"),
        include_str!("../../gen/android/app/src/main/res/xml/data_extraction_rules.xml"),
    ];
    for (rules, times) in rules.into_iter().zip([1, 2]) {
        for domain in ["root", "file", "database", "sharedpref", "external"] {
            let exclude = format!("<exclude domain=\"{domain}\" path=\".\" />");
            assert_eq!(rules.matches(exclude.as_str()).count(), times, "{domain}");
        }
    }
    let schemes = values(MANIFEST, "scheme");
    assert_eq!(schemes, ["https", "gander"], "the first one is a query for browsers");
    assert_eq!(values(MANIFEST, "host"), ["redirect", "reauthorize", "join", "needs"]);
    let permissions = MANIFEST.split("<uses-permission").skip(1).map(|rest| values(rest, "name")[0]);
    let permissions: Vec<_> =
        permissions.map(|name| name.trim_start_matches("android.permission.")).collect();
    assert_eq!(permissions, ["INTERNET", "POST_NOTIFICATIONS"]);
    assert!(values(MANIFEST, "enableOnBackInvokedCallback") == ["true"]);
}

#[test]
fn both_projects_know_the_languages_of_the_window_and_the_identifier() {
    let config: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let identifier = config["identifier"].as_str().unwrap();
    let gradle = include_str!("../../gen/android/app/build.gradle.kts");
    assert!(gradle.contains(&format!("applicationId = \"{identifier}\"")));
    assert!(PROJECT.contains(&format!("PRODUCT_BUNDLE_IDENTIFIER: {identifier}\n")));
    // The folder that iOS excludes from backups is the one of `mobile::data_dir`.
    assert!(
        include_str!("../../gen/apple/Sources/gander-app/main.mm").contains(&format!("@\"{identifier}\""))
    );
    let android = values(include_str!("../../gen/android/app/src/main/res/xml/locales_config.xml"), "name");
    for language in LANGUAGES {
        assert!(android.contains(&language.tag), "{}", language.tag);
        assert!(INFO.contains(&format!("<string>{}</string>", language.tag)), "{}", language.tag);
    }
    assert_eq!(android.len(), LANGUAGES.len());
    assert!(PROJECT.contains(&format!("CFBundleLocalizations: [{}]", android.join(", "))));
    for link in [PROJECT.contains("CFBundleURLSchemes: [gander]"), INFO.contains("<string>gander</string>")] {
        assert!(link);
    }
    let networks = INFO.contains("NSAllowsArbitraryLoads") || PROJECT.contains("NSAllowsArbitraryLoads");
    assert!(!networks && !INFO.contains("UIBackgroundModes"));
}
