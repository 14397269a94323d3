//! A `gander.toml` on the command line: one home writes it, another shows it, joins, and connects.

use std::{fs, path::PathBuf};

use simnet::{CLIENT_SECRET, Consent, Network, browse_and_deliver};
use tokio::process::Command;

use crate::support::{Bench, PASSWORD, Ran, Running, count};

const PASSPHRASE: &str = "four words that differ";

/// Another person, with a device of their own.
struct Member<'a> {
    bench: &'a Bench,
    networks: Option<PathBuf>,
}

impl Member<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bench.bare_command();
        command.arg("--data-dir").arg(self.bench.path("member"));
        command.arg("--key-file").arg(self.bench.path("member-key"));
        if let Some(networks) = &self.networks {
            command.arg("--networks").arg(networks);
        }
        command.args(arguments);
        command
    }

    async fn gander(&self, arguments: &[&str], input: &str) -> Ran {
        let mut running = Running::start(self.command(arguments));
        running.write(input).await;
        running.end().await
    }

    async fn connects(&self, network: &str) -> Ran {
        let mut running = Running::start(self.command(&["connect", network, "--print-url"]));
        let url = running.line().await;
        browse_and_deliver(url.trim(), "danar", PASSWORD, Consent::Allow).await.expect("a login");
        running.end().await
    }

    fn database(&self) -> PathBuf {
        self.bench.path("member").join("gander.db")
    }
}

fn member(bench: &Bench) -> Member<'_> {
    Member { bench, networks: Some(bench.networks_dir()) }
}

async fn make(bench: &Bench, more: &[&str], input: &str) -> Ran {
    let arguments = [["organization", "make", "--name", "Example Newsroom"].as_slice(), more].concat();
    bench.gander_reads(&arguments, input).await
}

/// Writes the made file. Returns its path.
async fn made(bench: &Bench) -> String {
    let ran = make(bench, &["--passphrase-stdin"], &format!("{PASSPHRASE}\n")).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let path = bench.path("gander.toml");
    fs::write(&path, ran.stdout).unwrap();
    path.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_one_home_hands_out_connects_in_another() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let ran = bench.gander_reads(&["app", "set", "x", "--client-id", "practice-x"], "").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let file = made(&bench).await;
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains(CLIENT_SECRET) && !text.contains(PASSPHRASE), "{text}");
    assert_eq!(text.matches("secret = \"sealed:1.65536.3.").count(), 1, "{text}");

    let member = member(&bench);
    let shown = "From \"Example Newsroom\". Nobody has checked that name: be sure that you know who sent the file.\n\
                 Facebook: the app prac…book, with its secret\n\
                 X: the app pra…\n";
    let ran = member.gander(&["organization", "show", &file], "").await;
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, shown, ""), "{ran:?}");
    assert!(!bench.path("member").exists(), "a question leaves nothing behind");

    // The command shows the file, and without `--yes` changes nothing.
    let ran = member.gander(&["organization", "join", &file], "").await;
    assert_eq!((ran.code, ran.stdout.as_str()), (1, shown), "{ran:?}");
    assert!(ran.stderr.contains("nothing was changed yet. Add --yes"), "{ran:?}");
    let ran = member.gander(&["organization", "join", &file, "--yes"], "").await;
    assert!(ran.code == 1 && ran.stderr.contains("--passphrase-stdin"), "{ran:?}");
    let join = ["organization", "join", &file, "--yes", "--passphrase-stdin"];
    let ran = member.gander(&join, "another passphrase").await;
    assert!(ran.code == 1 && ran.stderr.contains("this passphrase does not open"), "{ran:?}");
    assert_eq!(count(&member.database(), "apps"), 0, "all or nothing");

    let ran = member.gander(&join, PASSPHRASE).await;
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, shown, "Done.\n"), "{ran:?}");
    let ran = member.connects("facebook").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let listed = member.gander(&["app", "list"], "").await.stdout;
    assert_eq!(listed, "facebook\tFacebook\tprac…book\tsecret kept\nx\tX\tpra…\tno secret\n");
    for bytes in [fs::read(member.database()).unwrap(), fs::read(bench.database()).unwrap()] {
        let held = bytes.windows(CLIENT_SECRET.len()).any(|window| window == CLIENT_SECRET.as_bytes());
        assert!(!held, "a secret lies open in a database");
    }
}

#[tokio::test]
async fn what_was_a_persons_own_is_named_before_it_is_replaced() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let file = made(&bench).await;
    let member = member(&bench);
    let own = ["app", "set", "facebook", "--client-id", "practice-of-my-own", "--client-secret-stdin"];
    assert_eq!(member.gander(&own, CLIENT_SECRET).await.code, 0);
    let mut text = fs::read_to_string(&file).unwrap();
    text.push_str("\n[alerts]\nwarn = [\"14d\", \"2d\"]\n");
    fs::write(&file, text).unwrap();

    let ran = member.gander(&["organization", "show", &file], "").await;
    assert!(
        ran.stdout.contains("Facebook: the app prac…book, with its secret in place of YOUR OWN, prac…-own\n"),
        "{ran:?}"
    );
    assert!(
        ran.stdout.contains("You are told 14, 2 days before you must act in place of each network's own\n"),
        "{ran:?}"
    );
    let join = ["organization", "join", &file, "--yes", "--passphrase-stdin"];
    assert_eq!(member.gander(&join, PASSPHRASE).await.code, 0);
    assert!(member.gander(&["alerts", "show"], "").await.stdout.contains("14, 2"));

    // Joining again updates, and names the origin of the replaced values.
    let ran = member.gander(&join, PASSPHRASE).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("in place of the secret that an organization gave you\n"), "{ran:?}");
    assert!(ran.stdout.contains("You are told 14, 2 days before you must act (as here)\n"), "{ran:?}");
}

#[tokio::test]
async fn accounts_that_another_app_connected_are_counted() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let file = made(&bench).await;
    let text = fs::read_to_string(&file).unwrap().replace("\"practice-facebook\"", "\"practice-other\"");
    let without_secret: String =
        text.lines().filter(|line| !line.starts_with("secret")).map(|line| format!("{line}\n")).collect();
    fs::write(&file, without_secret).unwrap();
    bench.gander_adds(Network::Facebook).await;
    let ran = bench.gander(&["organization", "show", &file]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout
            .contains("Facebook: its secret is not in the file; you set it with `gander app set facebook`\n"),
        "{ran:?}"
    );
    assert!(
        ran.stdout
            .contains("Facebook: accounts to reauthorize, because they were connected with another app: 1\n"),
        "{ran:?}"
    );
}

#[tokio::test]
async fn a_network_of_the_organizations_own_connects_and_its_tokens_go_nowhere_else() {
    let bench = Bench::start().await;
    let pond = fs::read_to_string(bench.networks_dir().join("x.toml")).unwrap();
    let pond = pond.replace("id = \"x\"", "id = \"pond\"").replace("name = \"X\"", "name = \"Pond\"");
    fs::write(bench.networks_dir().join("pond.toml"), &pond).unwrap();
    let ran = bench.gander_reads(&["app", "set", "pond", "--client-id", "practice-x"], "").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = make(&bench, &["--without-secrets"], "").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let file = bench.path("pond-gander.toml");
    fs::write(&file, &ran.stdout).unwrap();
    let file = file.to_str().unwrap();

    // The member has only the networks that Gander brings along.
    let member = Member { bench: &bench, networks: None };
    let join = ["organization", "join", file, "--yes"];
    let ran = member.gander(&join, "").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("Pond (pond): a new network. A sign-in there goes to 127.0.0.1:"), "{ran:?}");
    assert!(member.gander(&["networks"], "").await.stdout.contains("pond\tPond\n"));
    let ran = member.connects("pond").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.ends_with("\tPond\t@danar\tActive\n"), "{ran:?}");
    assert!(member.gander(&["status"], "").await.stdout.ends_with("\tPond\t@danar\tActive\n"));
    assert_eq!(member.gander(&["check"], "").await.code, 0);

    // The next file sends the tokens elsewhere. Gander refuses it as long as there are tokens.
    let text = fs::read_to_string(file).unwrap();
    let token = pond.lines().find(|line| line.starts_with("token = \"http")).unwrap();
    fs::write(file, text.replace(token, "token = \"https://elsewhere.example/token\"")).unwrap();
    let ran = member.gander(&join, "").await;
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(
        ran.stderr.contains("Pond would be asked at other hosts, and 1 of your accounts are connected there"),
        "{ran:?}"
    );
    assert_eq!(member.gander(&["check"], "").await.code, 0, "nothing was changed");
}

#[tokio::test]
async fn a_running_gander_knows_the_new_network_at_once() {
    let bench = Bench::start().await;
    let pond = fs::read_to_string(bench.networks_dir().join("x.toml")).unwrap();
    let pond = pond.replace("id = \"x\"", "id = \"pond\"").replace("name = \"X\"", "name = \"Pond\"");
    let home = bench.home().await;
    let file = bench.path("gander.toml");
    fs::write(&file, format!("[organization]\nname = \"A\"\n[definitions]\npond = '''\n{pond}\n'''\n"))
        .unwrap();
    let ran = bench.gander(&["organization", "join", file.to_str().unwrap(), "--yes"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    home.shows("the new network", |snapshot| {
        snapshot.networks.iter().any(|network| network.id.as_str() == "pond")
    })
    .await;
    assert!(home.networks().get(&"pond".into()).is_some());
}

#[tokio::test]
async fn nothing_weak_is_made_and_nothing_is_written_over() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let ran = make(&bench, &["--passphrase-stdin"], "short").await;
    assert!(ran.code == 1 && ran.stderr.contains("a passphrase has 12 letters or more"), "{ran:?}");
    let ran = make(&bench, &[], "").await;
    assert_eq!(ran.code, 2, "with secrets or without must be said: {ran:?}");
    let path = bench.path("handed-out.toml");
    let output = ["--without-secrets", "--output", path.to_str().unwrap()];
    assert_eq!(make(&bench, &output, "").await.code, 0);
    assert!(!fs::read_to_string(&path).unwrap().contains("secret ="));
    let ran = make(&bench, &output, "").await;
    assert!(ran.code == 1 && ran.stderr.contains("is there already"), "{ran:?}");
}

#[tokio::test]
async fn a_file_that_is_wrong_or_changed_on_its_way_changes_nothing() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let file = made(&bench).await;
    let good = fs::read_to_string(&file).unwrap();
    let member = member(&bench);
    let join = ["organization", "join", &file, "--yes", "--passphrase-stdin"];

    // The file names another app's id beside the secret, so the secret does not open.
    fs::write(&file, good.replace("\"practice-facebook\"", "\"practice-other\"")).unwrap();
    let ran = member.gander(&join, PASSPHRASE).await;
    assert!(ran.code == 1 && ran.stderr.contains("this passphrase does not open"), "{ran:?}");
    fs::write(&file, good.replace("client_id", "client_key")).unwrap();
    let ran = member.gander(&join, PASSPHRASE).await;
    assert!(
        ran.code == 1 && ran.stderr.contains("unknown key `client_key` in [networks.facebook]"),
        "{ran:?}"
    );
    fs::write(&file, good.replace("sealed:1.65536.3.", "sealed:1.65536000.3.")).unwrap();
    let ran = member.gander(&join, PASSPHRASE).await;
    assert!(ran.code == 1 && ran.stderr.contains("asks for 65536000 KiB of memory"), "{ran:?}");
    assert_eq!(count(&member.database(), "apps"), 0);
    let ran = member.gander(&["organization", "show", "nowhere.toml"], "").await;
    assert_eq!(ran.stderr, "gander: nowhere.toml: does not exist; check the path\n");
}
