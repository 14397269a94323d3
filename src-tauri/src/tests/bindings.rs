//! Checks that the window's TypeScript types match `view.rs`.

use std::{env, fs};

use ts_rs::{Config, TS};

use crate::{error, view};

const PATH: &str = "../ui/src/ipc/bindings.ts";

/// `cargo xtask bindings` sets this variable to rewrite the file.
const WRITE: &str = "GANDER_WRITE_BINDINGS";

#[test]
fn bindings_match_the_checked_in_file() {
    let generated = generated();
    if env::var_os(WRITE).is_some() {
        fs::write(PATH, &generated).unwrap();
    }
    let checked_in = fs::read_to_string(PATH).unwrap();
    assert_eq!(
        declarations(&checked_in),
        declarations(&generated),
        "src/view.rs has changed: run `cargo xtask bindings`"
    );
}

fn generated() -> String {
    let config = Config::new().with_large_int("number");
    let mut text =
        String::from("// Generated from src-tauri/src/view.rs by `cargo xtask bindings`. Do not edit.\n");
    for declaration in [
        declaration::<view::StateView>(&config),
        declaration::<view::VaultView>(&config),
        declaration::<view::ConnectionView>(&config),
        declaration::<view::MissingPermissionView>(&config),
        declaration::<view::PageView>(&config),
        declaration::<view::HealthView>(&config),
        declaration::<view::ReasonView>(&config),
        declaration::<view::SetUpView>(&config),
        declaration::<view::EvidenceView>(&config),
        declaration::<view::ClocksView>(&config),
        declaration::<view::BusyView>(&config),
        declaration::<view::SignInView>(&config),
        declaration::<view::StageView>(&config),
        declaration::<view::FailureView>(&config),
        declaration::<view::NetworkView>(&config),
        declaration::<view::KeyCheckView>(&config),
        declaration::<view::InvitationView>(&config),
        declaration::<view::InvitationStageView>(&config),
        declaration::<view::JoinPlanView>(&config),
        declaration::<view::ChangeView>(&config),
        declaration::<view::HistoryView>(&config),
        declaration::<view::SharingView>(&config),
        declaration::<view::DestinationView>(&config),
        declaration::<view::HandOverView>(&config),
        declaration::<view::PlaceView>(&config),
        declaration::<view::KnownPlaceView>(&config),
        declaration::<view::DestinationStateView>(&config),
        declaration::<view::DraftView>(&config),
        declaration::<view::ActivityView>(&config),
        declaration::<view::PostView>(&config),
        declaration::<view::UploadingView>(&config),
        declaration::<view::DeletionView>(&config),
        declaration::<view::PostStateView>(&config),
        declaration::<view::MeasureView>(&config),
        declaration::<view::PreviewView>(&config),
        declaration::<view::PreviewCardView>(&config),
        declaration::<view::NotTakenView>(&config),
        declaration::<view::CostView>(&config),
        declaration::<view::LateView>(&config),
        declaration::<view::ContentView>(&config),
        declaration::<view::ChosenPictureView>(&config),
        declaration::<view::PictureView>(&config),
        declaration::<view::AddedPictureView>(&config),
        declaration::<view::PictureTroubleView>(&config),
        declaration::<view::CardView>(&config),
        declaration::<view::SettleView>(&config),
        declaration::<view::FeedsView>(&config),
        declaration::<view::FeedView>(&config),
        declaration::<view::SuggestionView>(&config),
        declaration::<view::FeedPreviewView>(&config),
        declaration::<view::PreviewedEntryView>(&config),
        declaration::<view::RouteView>(&config),
        declaration::<view::AlertsView>(&config),
        declaration::<view::AlertSettingsView>(&config),
        declaration::<view::EmailView>(&config),
        declaration::<view::BadSettingView>(&config),
        declaration::<error::AppError>(&config),
        declaration::<error::ErrorCode>(&config),
    ] {
        text.push('\n');
        for line in declaration.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

fn declaration<T: TS>(config: &Config) -> String {
    format!("{}export {}", T::docs().unwrap_or_default(), T::decl(config))
}

/// The types without their comments and blanks, one for each line.
fn declarations(text: &str) -> Vec<String> {
    let mut code = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/**") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    code.split("export type ").skip(1).map(|part| part.split_whitespace().collect()).collect()
}
