//! Compares the list of a network's addresses with the parser: every key that it reads as an address must be on the
//! list.

use std::collections::{BTreeMap, BTreeSet};

use networks::{AddressUse, Network};
use toml::{Table, Value};

/// Together, these have every key that a network file may have.
const FILES: [&str; 2] = [
    r#"
id = "pond"
name = "Pond"
[app]
client_id = "practice"
page = "https://pond.example/"
id_is_called = "Key"
secret_is_called = "Secret"
[app.parameters.team]
is_called = "Team"
[headers]
User-Agent = "practice"
[oauth]
protocol = "oauth2"
request = "https://pond.example/"
authorize = "https://pond.example/"
token = "https://pond.example/"
discover = "https://pond.example/"
register = "https://pond.example/"
revoke = "https://pond.example/"
revoke_by = "form"
revoke_token = "refresh"
revoke_page = "https://pond.example/"
client_auth = "body"
client_id_parameter = "client_id"
secret = "optional"
pkce = "s256"
scopes = ["read"]
optional_scopes = { write = false }
coarse_scopes = ["read"]
scope_separator = " "
redirect = ["loopback"]
loopback = { host = "127.0.0.1", path = "/callback", any_port = "*" }
authorize_extra = { a = "b" }
token_extra = { a = "b" }
rerequest = { a = "b" }
strip_code_suffix = "_"
app_secret_proof = "proof"
without_secret = { authorize = "https://pond.example/", pkce = "s256", loopback = { host = "[::1]", port = 0, path = "/back", any_port = "*" } }
[oauth.long_lived]
url = "https://pond.example/"
method = "get"
grant_type = "a"
token_parameter = "a"
send = ["client_id"]
[oauth.extend]
url = "https://pond.example/"
method = "get"
grant_type = "a"
token_parameter = "a"
send = ["client_id"]
[policy]
access = "60d"
renew = { kind = "extend", min_age = "24h", every = "7d" }
data_access = "90d"
data_loss_after = "30d"
warn = ["10d"]
summary = "One. Two."
summaries = { de = "Eins. Zwei." }
page = "https://pond.example/"
[identity]
url = "https://pond.example/"
with_permission = { scope = "read", query = "all=1" }
id = "/id"
username = "/username"
name = "/name"
avatar = "/avatar"
granted = { list = "/a", name = "/b", at = { "/c" = "d" } }
token = "bearer"
[permissions]
read = { allows = "read", covered_by = ["all"] }
[probe]
url = "https://pond.example/"
with_permission = { scope = "read", query = "all=1" }
every = "6h"
id = "/id"
username = "/username"
name = "/name"
avatar = "/avatar"
granted = { list = "/a", name = "/b", at = { "/c" = "d" } }
token = "bearer"
[introspect]
url = "https://pond.example/"
token_parameter = "a"
app_parameter = "b"
valid = "/valid"
access_until = "/a"
data_access_until = "/b"
scopes = "/c"
refusal = { "/d" = "/e" }
[pages]
url = "https://pond.example/"
list = "/data"
id = "/id"
name = "/name"
page_token = "/token"
next = "/next"
next_parameter = "bookmark"
needs = ["read"]
check = "https://pond.example/{page}"
[[signal]]
on = "api"
status = 429
at = { "/error" = 1 }
means = "rate_limited"
code = "/error"
until = { header = "a", unit = "epoch", member = "b" }
scope = "app"
[usage]
headers = ["a"]
members = ["b"]
most = 90
wait = "10m"
[evidence]
code = ["/code"]
subcode = ["/subcode"]
[hand_over]
page = "https://pond.example/"
with_link = { page = "https://pond.example/", parameter = "u" }
[publish]
url = "https://pond.example/"
needs = ["read"]
to = "pages"
upload = "https://pond.example/"
headers = { Practice-Version = "202605" }
text = { most = 500, unit = "characters", bytes = 3000 }
pictures = { most = 4, formats = ["jpeg"], bytes = 1000000, pixels = 4000000, side = 4000, description = 1000, needs = ["read"], public = true }
cost = { post = "0.015 USD", with_link = "0.20 USD", delete = "0.010 USD" }
delete_needs = ["write"]
reason = "/error"
[[publish.signal]]
status = 429
at = { "/error" = 1 }
means = "rate_limited"
until = { header = "a", unit = "epoch", member = "b" }
"#,
    r#"
id = "flock"
name = "Flock"
[oauth]
protocol = "atproto"
asks = "handle"
handles = { resolve = "https://pond.example/", directory = "https://pond.example/", profile = "https://pond.example/" }
client_auth = "none"
secret = "none"
pkce = "s256"
scopes = ["atproto"]
redirect = ["loopback"]
loopback = { port = 8000 }
[policy]
access = "2h"
renew = { kind = "refresh", horizon = "14d", slides = false, rotates = true, before = "1d", grace = "60s" }
warn = ["1d"]
summary = "One. Two."
page = "https://pond.example/"
[probe]
url = "https://{server}/"
every = "6h"
id = "/did"
[[signal]]
on = "api"
status = 401
means = "revoked"
confirm_after = "30s"
"#,
];

/// A name that is no key of any table.
const NO_KEY: &str = "zzqx";

/// The path of a key: `oauth.long_lived.url`.
type Path = Vec<String>;

fn table_at<'a>(file: &'a mut Table, path: &[String]) -> &'a mut Table {
    path.iter().fold(file, |table, step| match table.get_mut(step) {
        Some(Value::Table(table)) => table,
        Some(Value::Array(list)) => list[0].as_table_mut().expect("a list of tables"),
        other => panic!("{step} is no table: {other:?}"),
    })
}

fn parse(file: &Table) -> Result<Network, String> {
    let text = toml::to_string(file).expect("a file");
    Network::parse("test", &text).map_err(|error| error.to_string())
}

fn with(file: &Table, path: &Path, value: &str) -> Table {
    let mut file = file.clone();
    let (key, table) = path.split_last().expect("a key");
    table_at(&mut file, table).insert(key.clone(), value.into());
    file
}

/// The keys that the parser knows in a table. Empty if the table's names are free.
fn known_keys(file: &Table, table: &[String]) -> Vec<String> {
    let path: Path = table.iter().cloned().chain([NO_KEY.to_owned()]).collect();
    let Err(told) = parse(&with(file, &path, "x")) else { return Vec::new() };
    let list = told.split_once("its keys are ").map_or("", |(_, list)| list);
    list.split(", ").filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

/// Visits every key that a file may have, with `true` if this one has it. Descends into tables.
fn each_key(file: &mut Table, table: &[String], each: &mut impl FnMut(Path, bool)) {
    for key in known_keys(file, table) {
        let path: Path = table.iter().cloned().chain([key.clone()]).collect();
        let value = table_at(file, table).get(&key).cloned();
        let is_table = match &value {
            Some(Value::Array(list)) => list.first().is_some_and(Value::is_table),
            Some(value) => value.is_table(),
            None => false,
        };
        each(path.clone(), value.is_some());
        if is_table {
            each_key(file, &path, each);
        }
    }
}

/// A host for one key alone.
fn host(path: &Path) -> String {
    format!("{}.example", path.join("-").replace('_', "-"))
}

fn at_own_host(file: &Table, path: &Path) -> Table {
    with(file, path, &format!("https://{}/{{page}}", host(path)))
}

/// Each file with every address at a host of its own, and the keys of these addresses.
fn files() -> Vec<(Table, Vec<Path>)> {
    let mut has: BTreeMap<Path, bool> = BTreeMap::new();
    let mut addresses: BTreeSet<Path> = BTreeSet::new();
    let mut files = Vec::new();
    for text in FILES {
        let mut file: Table = toml::from_str(text).expect("TOML");
        parse(&file).expect("a good file");
        let mut present = Vec::new();
        let mut copy = file.clone();
        each_key(&mut copy, &[], &mut |path, is_here| {
            *has.entry(path.clone()).or_default() |= is_here;
            present.extend(is_here.then_some(path));
        });
        // A key is an address if the parser refuses http for it.
        let is_address = |path: &Path| {
            let told = parse(&with(&file, path, "http://pond.example/{page}"));
            told.is_err_and(|told| told.contains("must be https"))
        };
        let found: Vec<Path> = present.into_iter().filter(is_address).collect();
        addresses.extend(found.iter().cloned());
        let mut moved = Vec::new();
        for path in found {
            let there = at_own_host(&file, &path);
            if parse(&there).is_ok() {
                file = there;
                moved.push(path);
            }
        }
        files.push((file, moved));
    }
    let lacking: Vec<_> = has.iter().filter(|(_, has)| !**has).map(|(path, _)| path.join(".")).collect();
    assert!(lacking.is_empty(), "put these keys into one of the files of this test: {lacking:?}");
    let moved: BTreeSet<Path> = files.iter().flat_map(|(_, moved)| moved.clone()).collect();
    assert_eq!(moved, addresses, "each address is moved in one of the files");
    assert!(addresses.len() >= 19, "{addresses:?}");
    files
}

#[test]
fn every_key_that_is_read_as_an_address_is_on_the_list() {
    for (file, moved) in files() {
        let network = parse(&file).unwrap();
        let hosts = network.hosts();
        for path in &moved {
            assert!(hosts.contains(&host(path)), "{} is not on the list: {hosts:?}", path.join("."));
        }
        let asked = network.oauth.asks.map(|_| "{server}".to_owned());
        let all: BTreeSet<String> = moved.iter().map(host).chain(asked).collect();
        assert_eq!(hosts, all, "and nothing else is");
    }
}

#[test]
fn no_address_moves_to_another_host_port_or_use_unseen() {
    for (file, moved) in files() {
        let former = parse(&file).unwrap();
        assert!(former.keeps_to_hosts_of(&former));
        let reading = moved.iter().find(|path| path.join(".") == "policy.page").unwrap();
        for path in &moved {
            let to = |address: &str| parse(&with(&file, path, address)).unwrap();
            let own = host(path);
            assert!(to(&format!("https://{own}/elsewhere/{{page}}")).keeps_to_hosts_of(&former), "{own}");
            for elsewhere in
                ["https://evil.example/{page}".to_owned(), format!("https://{own}:8443/{{page}}")]
            {
                assert!(!to(&elsewhere).keeps_to_hosts_of(&former), "{} to {elsewhere}", path.join("."));
            }
            let to_reading = to(&format!("https://{}/{{page}}", host(reading)));
            let own_use = former.addresses().into_iter().find(|(_, url)| url.host_str() == Some(&own));
            let (own_use, _) = own_use.unwrap();
            assert_eq!(
                to_reading.keeps_to_hosts_of(&former),
                own_use == AddressUse::Reading,
                "{} to a host that the person only reads",
                path.join(".")
            );
        }
    }
}

#[test]
fn one_address_elsewhere_makes_a_network_no_practice_network() {
    let (file, moved) = files().swap_remove(0);
    let practice =
        moved.iter().fold(file.clone(), |file, path| with(&file, path, "http://127.0.0.1:9/{page}"));
    assert!(parse(&practice).unwrap().practice);
    for path in &moved {
        let network = parse(&at_own_host(&practice, path)).unwrap();
        let (kind, _) =
            network.addresses().into_iter().find(|(_, url)| url.host_str() == Some(&host(path))).unwrap();
        assert_eq!(network.practice, kind == AddressUse::Reading, "{}", path.join("."));
    }
}

#[test]
fn at_a_server_every_address_is_whole() {
    let (mut file, moved) = files().swap_remove(0);
    // A network of many servers may have no headers.
    file.remove("headers").expect("headers");
    table_at(&mut file, &["publish".to_owned()]).remove("headers").expect("headers");
    let file = moved.iter().fold(file, |file, path| with(&file, path, "https://{server}/{page}"));
    let file = with(&file, &vec!["oauth".into(), "asks".into()], "server");
    let network = parse(&file).unwrap();
    assert_eq!(network.hosts(), BTreeSet::from(["{server}".to_owned()]));
    let there = network.at(&"https://geese.example".parse().unwrap());
    assert_eq!(there.hosts(), BTreeSet::from(["geese.example".to_owned()]));
}
