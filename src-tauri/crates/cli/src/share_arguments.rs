//! The arguments of `gander share`. Each `--alt` belongs to the `--image` before it.

use std::path::PathBuf;

use clap::{
    Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, ValueEnum, error::ErrorKind, value_parser,
};

use crate::arguments::{cleaned, own_text};

const IMAGE: &str = "image";
const ALT: &str = "alt";

/// The content, the accounts and the time of a share.
#[derive(Debug, Args)]
pub(crate) struct ShareArguments {
    /// The accounts, by their ids from `gander status`; for a page or a board write ID/PAGE, from `gander pages`, and for a
    /// community of Reddit ID/r/NAME (the ID alone is your profile there)
    #[arg(long, value_name = "ID", required = true, value_delimiter = ',', num_args = 1.., value_parser = cleaned)]
    pub to: Vec<String>,
    /// The title, at networks whose posts have one: Reddit and Pinterest. Without it they take the first line of the text
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The text to share
    #[arg(long, value_name = "TEXT", conflicts_with = "text_file")]
    pub text: Option<String>,
    /// Read the text from this file, or from standard input with `-`
    #[arg(long, value_name = "FILE")]
    pub text_file: Option<PathBuf>,
    /// The link to share
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,
    /// The pictures.
    #[command(flatten)]
    pub pictures: NamedPictures,
    /// A file with an own text for one account; repeat it for each such account
    #[arg(long, value_name = "ID=FILE", value_parser = own_text)]
    pub own: Vec<(String, PathBuf)>,
    /// Plan for this time, by this device's clock, such as 2026-12-01T09:00
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The rule if Gander cannot share in time
    #[arg(long, value_enum, default_value = "6h", requires = "at")]
    pub late: LateRule,
    /// Wait until every account has the post or needs you
    #[arg(long)]
    pub wait: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// The rule for a planned post that could not be shared in time.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LateRule {
    /// Share up to 6 hours late, then ask
    #[value(name = "6h")]
    SixHours,
    /// Always ask
    Ask,
    /// Do not share late; keep a draft
    Never,
}

/// The pictures that a command names, in their order.
#[derive(Debug, Default)]
pub(crate) struct NamedPictures(pub Vec<NamedPicture>);

/// A picture that a command names.
#[derive(Debug)]
pub(crate) struct NamedPicture {
    /// Its file.
    pub file: PathBuf,
    /// The description for people who do not see it.
    pub description: Option<String>,
}

impl FromArgMatches for NamedPictures {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut pictures = Self::default();
        pictures.update_from_arg_matches(matches)?;
        Ok(pictures)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let places = |name| matches.indices_of(name).into_iter().flatten();
        let files = matches.get_many::<PathBuf>(IMAGE).into_iter().flatten();
        let mut images: Vec<_> = places(IMAGE)
            .zip(files)
            .map(|(place, file)| (place, NamedPicture { file: file.clone(), description: None }))
            .collect();
        let texts = matches.get_many::<String>(ALT).into_iter().flatten();
        for (place, text) in places(ALT).zip(texts) {
            let before = images.iter_mut().rfind(|(image, _)| *image < place);
            let picture = before.map(|(_, picture)| picture).filter(|picture| picture.description.is_none());
            let wrong = "each --alt describes the --image before it\n";
            let picture = picture.ok_or_else(|| clap::Error::raw(ErrorKind::ArgumentConflict, wrong))?;
            picture.description = Some(text.clone());
        }
        self.0 = images.into_iter().map(|(_, picture)| picture).collect();
        Ok(())
    }
}

impl Args for NamedPictures {
    fn augment_args(command: Command) -> Command {
        let image = Arg::new(IMAGE)
            .long(IMAGE)
            .value_name("FILE")
            .help("A picture to share; repeat it for each picture")
            .value_parser(value_parser!(PathBuf))
            .action(ArgAction::Append);
        let alt = Arg::new(ALT)
            .long(ALT)
            .value_name("TEXT")
            .help("The description of the picture named before it")
            .action(ArgAction::Append);
        command.arg(image).arg(alt)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Vec<(String, Option<String>)>, clap::Error> {
        let command = NamedPictures::augment_args(Command::new("share"));
        let matches = command.try_get_matches_from([&["share"][..], arguments].concat())?;
        let pictures = NamedPictures::from_arg_matches(&matches)?.0;
        Ok(pictures.into_iter().map(|it| (it.file.display().to_string(), it.description)).collect())
    }

    #[test]
    fn a_description_belongs_to_the_picture_before_it() {
        let all = ["--image", "a", "--image", "b", "--alt", "Geese", "--image", "c", "--alt", ""];
        let named = |file: &str, text: Option<&str>| (file.to_owned(), text.map(str::to_owned));
        assert_eq!(read(&all).unwrap(), [named("a", None), named("b", Some("Geese")), named("c", Some(""))]);
        assert_eq!(read(&[]).unwrap(), []);
        assert!(read(&["--alt", "x", "--image", "a"]).is_err());
        assert!(read(&["--image", "a", "--alt", "x", "--alt", "y"]).is_err());
    }
}
