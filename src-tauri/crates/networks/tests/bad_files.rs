//! Network files with an error: each message names the file, the line and the remedy.

use networks::Network;

const GOOD: &str = r#"id = "practice"
name = "Practice"

[oauth]
protocol = "oauth2"
authorize = "https://practice.example/authorize"
token = "https://practice.example/token"
client_auth = "body"
secret = "required"
pkce = "s256"
scopes = ["read"]
redirect = ["loopback"]
loopback = { port = 8723 }

[policy]
access = "60d"
renew = { kind = "refresh", before = "7d" }
warn = ["10d", "3d"]
summary = "Sixty days."
page = "https://practice.example/policy"

[probe]
url = "https://practice.example/me"
every = "6h"
id = "/id"

[[signal]]
on = "api"
status = 401
at = { "/error" = "gone" }
means = "revoked"
"#;

const EXTEND: &str = r#"
[oauth.extend]
url = "https://practice.example/extend"
method = "get"
grant_type = "extend"
token_parameter = "access_token"

[policy]"#;

fn usage(keys: &str) -> String {
    format!("[usage]\nwait = \"10m\"\n{keys}\n[[signal]]")
}

fn by_hand(page: &str, parameter: &str) -> String {
    let with_link = format!("with_link = {{ page = \"{page}\", parameter = \"{parameter}\" }}");
    format!("[hand_over]\npage = \"https://practice.example/\"\n{with_link}\n\n[[signal]]")
}

/// The message for the good file with one piece replaced.
fn said(piece: &str, replacement: &str) -> String {
    assert_eq!(GOOD.matches(piece).count(), 1, "{piece} must stand in the good file once");
    match Network::parse("practice.toml", &GOOD.replace(piece, replacement)) {
        Ok(_) => "it is fine".to_owned(),
        Err(error) => error.to_string(),
    }
}

macro_rules! bad_files {
    ($($name:ident: $piece:literal => $replacement:expr, $sentence:literal;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(said($piece, $replacement), $sentence);
        }
    )*};
}

bad_files! {
    the_good_file_is_fine: "Sixty days." => "Sixty whole days.", "it is fine";

    a_scope_of_what_is_no_limit: "means = \"revoked\"" => "means = \"revoked\"\nscope = \"app\"",
        "practice.toml:32: `scope` is only for means = \"rate_limited\"; remove it";
    an_unknown_scope: "means = \"revoked\"" => "means = \"rate_limited\"\nscope = \"ap\"",
        "practice.toml:32: unknown value `ap` for `scope` in [[signal]]; did you mean `app`?";
    usage_without_a_header: "[[signal]]" => &usage("headers = []\nmembers = [\"calls\"]\nmost = 90"),
        "practice.toml:29: `headers` is empty; name the headers that tell, or remove [usage]";
    usage_without_a_member: "[[signal]]" => &usage("headers = [\"x-usage\"]\nmembers = []\nmost = 90"),
        "practice.toml:30: `members` is empty; name what to look for in the headers, or remove [usage]";
    usage_beyond_all: "[[signal]]" => &usage("headers = [\"x-usage\"]\nmembers = [\"calls\"]\nmost = 900"),
        "practice.toml:31: 900 is no share of a limit; use 1 to 100 per cent";
    usage_in_no_header: "[[signal]]" => &usage("headers = [\"x usage\"]\nmembers = [\"calls\"]\nmost = 90"),
        "practice.toml:29: `x usage` is not the name of an HTTP header";

    a_page_by_hand_that_is_not_safe: "[[signal]]" => "[hand_over]\npage = \"http://practice.example/\"\n\n[[signal]]",
        "practice.toml:28: `http://practice.example/` must be https; http is only for this device: 127.0.0.1, [::1] or localhost";
    a_link_by_hand_without_a_parameter: "[[signal]]" => &by_hand("https://practice.example/share", ""),
        "practice.toml:29: `` is no name of a parameter; write one such as \"url\"";
    a_link_by_hand_that_is_there_already: "[[signal]]" => &by_hand("https://practice.example/share?u=1", "u"),
        "practice.toml:29: `page` has the parameter `u` already; remove it there";
    a_text_by_hand: "[[signal]]" => "[hand_over]\npage = \"https://practice.example/\"\nwith_lnk = 1\n\n[[signal]]",
        "practice.toml:29: unknown key `with_lnk` in [hand_over]; did you mean `with_link`?";

    a_permission_that_is_not_asked_for: "[probe]" => "[permissions]\nwrite = { allows = \"share\" }\n\n[probe]",
        "practice.toml:23: `write` is not asked for; add it to `scopes` in [oauth], or remove it from [permissions]";
    a_permission_for_nothing_known: "[probe]" => "[permissions]\nread = { allows = \"raed\" }\n\n[probe]",
        "practice.toml:23: unknown value `raed` for `allows` in [permissions.read]; did you mean `read`?";
    a_list_of_what_was_granted_nowhere: "id = \"/id\"" => "id = \"/id\"\ngranted = { list = \"data\" }",
        "practice.toml:26: `data` is not a JSON pointer; it starts with `/`, such as `/error/code`, and `~` is written `~0`";
    a_rerequest_of_what_is_gander_s: "pkce = \"s256\"" => "pkce = \"s256\"\nrerequest = { state = \"1\" }",
        "practice.toml:11: `state` is set by Gander itself; remove it from `rerequest`";

    a_grace_for_what_is_not_used_once: "before = \"7d\"" => "before = \"7d\", grace = \"5s\"",
        "practice.toml:17: `grace` is only for rotates = true; remove it";
    a_way_to_revoke_without_a_place: "pkce = \"s256\"" => "pkce = \"s256\"\nrevoke_by = \"delete\"",
        "practice.toml:11: `revoke_by` says how `revoke` is asked; add that, or remove this";
    an_unknown_key_names_the_nearest: "access = \"60d\"" => "acess = \"60d\"",
        "practice.toml:16: unknown key `acess` in [policy]; did you mean `access`?";
    an_unknown_key_far_from_all_names_all: "every = \"6h\"" => "every = \"6h\"\ncolour = \"red\"",
        "practice.toml:25: unknown key `colour` in [probe]; its keys are url, with_permission, every, id, username, name, avatar, granted, token";
    an_unknown_key_at_the_top: "name = \"Practice\"" => "nmae = \"Practice\"",
        "practice.toml:2: unknown key `nmae` at the top of the file; did you mean `name`?";
    an_unknown_key_of_a_signal: "means = \"revoked\"" => "meaning = \"revoked\"",
        "practice.toml:31: unknown key `meaning` in [[signal]]; did you mean `means`?";
    an_unknown_key_of_an_inline_table: "{ port = 8723 }" => "{ prot = 8723 }",
        "practice.toml:13: unknown key `prot` in [oauth.loopback]; did you mean `port`?";

    a_summary_in_no_language: "page = \"https://practice" => "summaries = { german = \"Zwei Monate.\" }\npage = \"https://practice",
        "practice.toml:20: `german` is not a language: write its two letters, such as `de`";
    a_second_summary_in_english: "page = \"https://practice" => "summaries = { en = \"Sixty.\" }\npage = \"https://practice",
        "practice.toml:20: English is `summary` itself";
    a_blank_summary_in_a_language: "page = \"https://practice" => "summaries = { de = \" \" }\npage = \"https://practice",
        "practice.toml:20: `de` is blank; write one";

    a_missing_key_of_a_table: "token = \"https://practice.example/token\"\n" => "",
        "practice.toml:4: missing key `token` in [oauth]; add it";
    a_missing_key_at_the_top: "name = \"Practice\"\n" => "",
        "practice.toml:1: missing key `name` at the top of the file; add it";
    a_missing_table: "[probe]\nurl = \"https://practice.example/me\"\nevery = \"6h\"\nid = \"/id\"\n" => "",
        "practice.toml:1: missing table [probe]; add it";
    a_missing_key_of_a_signal: "on = \"api\"\n" => "",
        "practice.toml:27: missing key `on` in [[signal]]; add it";
    a_missing_key_of_the_renew_kind: "{ kind = \"refresh\", before = \"7d\" }" => "{ kind = \"refresh\" }",
        "practice.toml:17: missing key `before` in [policy.renew]; kind `refresh` needs it";

    a_wrong_type: "name = \"Practice\"" => "name = 5",
        "practice.toml:2: `name` at the top of the file has the wrong type: integer `5`, expected a string";
    what_is_not_toml: "name = \"Practice\"" => "name = Practice",
        "practice.toml:2: this is not TOML: string values must be quoted, expected literal string; correct the line";
    a_key_given_twice: "name = \"Practice\"" => "name = \"Practice\"\nname = \"Practice\"",
        "practice.toml:3: this is not TOML: duplicate key; correct the line";

    an_id_of_other_letters: "id = \"practice\"" => "id = \"Practice_1\"",
        "practice.toml:1: id `Practice_1` may only hold a-z, 0-9 and `-`";
    a_blank_name: "name = \"Practice\"" => "name = \" \"",
        "practice.toml:2: `name` is blank; write one";
    a_url_without_a_scheme: "\"https://practice.example/token\"" => "\"practice.example/token\"",
        "practice.toml:7: `practice.example/token` is not a URL (relative URL without a base); write a whole https address";
    http_to_another_device: "\"https://practice.example/token\"" => "\"http://practice.example/token\"",
        "practice.toml:7: `http://practice.example/token` must be https; http is only for this device: 127.0.0.1, [::1] or localhost";
    http_to_a_name_that_looks_like_this_device: "\"https://practice.example/token\"" => "\"http://localhost.example/\"",
        "practice.toml:7: `http://localhost.example/` must be https; http is only for this device: 127.0.0.1, [::1] or localhost";
    another_scheme: "\"https://practice.example/me\"" => "\"file:///etc/hosts\"",
        "practice.toml:23: `file:///etc/hosts` must be https; http is only for this device: 127.0.0.1, [::1] or localhost";
    a_url_with_a_password: "\"https://practice.example/token\"" => "\"https://dana:word@practice.example/\"",
        "practice.toml:7: an address must not hold a user name or a password; remove them";
    a_url_with_a_fragment: "\"https://practice.example/token\"" => "\"https://practice.example/#token\"",
        "practice.toml:7: `https://practice.example/#token` has a part after `#`, which is never sent; remove it";

    a_duration_without_a_unit: "access = \"60d\"" => "access = \"60\"",
        "practice.toml:16: `60` is not a duration; write a number and a unit, such as 60d, 12h, 5m or 30s";
    a_duration_of_nothing: "every = \"6h\"" => "every = \"0s\"",
        "practice.toml:24: `0s` must be longer than nothing";
    a_duration_without_end: "access = \"60d\"" => "access = \"1000years\"",
        "practice.toml:16: `1000years` is longer than 100 years; write \"never\" where that is meant";
    a_bad_rung_of_the_ladder: "[\"10d\", \"3d\"]" => "[\"10d\", \"soon\"]",
        "practice.toml:18: `soon` is not a duration; write a number and a unit, such as 60d, 12h, 5m or 30s";

    extend_without_its_table: "{ kind = \"refresh\", before = \"7d\" }" => "{ kind = \"extend\", min_age = \"24h\", every = \"7d\" }",
        "practice.toml:17: kind `extend` needs a table [oauth.extend] that says how; add it";
    the_extend_table_without_its_kind: "\n[policy]" => EXTEND,
        "practice.toml:15: [oauth.extend] is only for renew kind `extend`; remove it, or change the kind";
    a_key_of_refresh_on_extend: "before = \"7d\" }" => "before = \"7d\", every = \"7d\" }",
        "practice.toml:17: `every` does not belong in [policy.renew] here; the keys of kind `refresh` are horizon, slides, rotates, before, grace";
    a_key_of_refresh_on_none: "{ kind = \"refresh\", before = \"7d\" }" => "{ kind = \"none\", rotates = true }",
        "practice.toml:17: `rotates` does not belong in [policy.renew] here; kind `none` has no other keys";
    a_key_of_refresh_with_kind_extend: "{ kind = \"refresh\", before = \"7d\" }" => "{ kind = \"extend\", slides = true }",
        "practice.toml:17: `slides` does not belong in [policy.renew] here; the keys of kind `extend` are min_age, every";
    an_unknown_kind: "kind = \"refresh\"" => "kind = \"refrsh\"",
        "practice.toml:17: unknown value `refrsh` for `kind` in [policy.renew]; did you mean `refresh`?";

    a_pointer_without_its_slash: "id = \"/id\"" => "id = \"id\"",
        "practice.toml:25: `id` is not a JSON pointer; it starts with `/`, such as `/error/code`, and `~` is written `~0`";
    a_pointer_of_a_signal_with_a_bare_tilde: "\"/error\" = \"gone\"" => "\"/er~ror\" = \"gone\"",
        "practice.toml:30: `/er~ror` is not a JSON pointer; it starts with `/`, such as `/error/code`, and `~` is written `~0`";
    no_pointer_to_the_account: "id = \"/id\"" => "id = []",
        "practice.toml:25: the list holds no JSON pointer; add one, such as `/id`";
    a_name_of_no_parts: "id = \"/id\"" => "id = \"/id\"\nname = [\"/name\", []]",
        "practice.toml:26: the list holds no JSON pointer; add one, such as `/id`";
    a_part_of_a_name_without_its_slash: "id = \"/id\"" => "id = \"/id\"\nname = [[\"/first\", \"last\"]]",
        "practice.toml:26: `last` is not a JSON pointer; it starts with `/`, such as `/error/code`, and `~` is written `~0`";
    an_unknown_meaning: "means = \"revoked\"" => "means = \"revokd\"",
        "practice.toml:31: unknown value `revokd` for `means` in [[signal]]; did you mean `revoked`?";
    an_unknown_meaning_far_from_all: "means = \"revoked\"" => "means = \"gone\"",
        "practice.toml:31: unknown value `gone` for `means` in [[signal]]; use one of fine, expired, revoked, password_changed, checkpoint, permission_missing, refresh_rejected, app_fault, rate_limited, transient";
    an_unknown_endpoint: "on = \"api\"" => "on = [\"api\", \"login\"]",
        "practice.toml:28: unknown value `login` for `on` in [[signal]]; use one of api, token, renewal, revoke, any";
    a_signal_of_no_endpoint: "on = \"api\"" => "on = []",
        "practice.toml:28: `on` is empty; use one or more of api, token, renewal, revoke, any";
    a_status_that_is_none: "status = 401" => "status = [401, 4001]",
        "practice.toml:29: 4001 is not an HTTP status; use 100 to 599";
    a_status_of_an_empty_list: "status = 401" => "status = []",
        "practice.toml:29: `status` is empty; name a status, or remove the key for any";
    a_demand_that_is_none: "= \"gone\"" => "= { starts_with = \"gone\" }",
        "practice.toml:30: a value of `at` is a text, a whole number, true, false or a list of them, or { min = 200, max = 299 }, { contains = \"text\" }, { ends_with = \"text\" } or { missing = true }";
    a_range_upside_down: "= \"gone\"" => "= { min = 299, max = 200 }",
        "practice.toml:30: a value of `at` is a text, a whole number, true, false or a list of them, or { min = 200, max = 299 }, { contains = \"text\" }, { ends_with = \"text\" } or { missing = true }";
    a_wait_on_what_is_no_limit: "means = \"revoked\"" => "means = \"revoked\"\nuntil = { unit = \"utc_midnight\" }",
        "practice.toml:32: `until` is only for means = \"rate_limited\"; remove it";
    a_wait_without_a_header: "means = \"revoked\"" => "means = \"rate_limited\"\nuntil = { unit = \"epoch\" }",
        "practice.toml:32: missing key `header` in [signal.until]; name the header that tells";
    a_wait_with_a_header_too_many: "means = \"revoked\"" => "means = \"rate_limited\"\nuntil = { unit = \"utc_midnight\", header = \"x\" }",
        "practice.toml:32: unit `utc_midnight` takes no header; remove `header` and `member`";
    a_timestamp_within_json: "means = \"revoked\"" => "means = \"rate_limited\"\nuntil = { unit = \"timestamp\", header = \"x\", member = \"y\" }",
        "practice.toml:32: unit `timestamp` is a whole header; remove `member`";
    a_wait_with_no_header_name: "means = \"revoked\"" => "means = \"rate_limited\"\nuntil = { unit = \"epoch\", header = \"a b\" }",
        "practice.toml:32: `a b` is not the name of an HTTP header";
    a_second_look_at_what_disconnects_nothing: "means = \"revoked\"" => "means = \"transient\"\nconfirm_after = \"30s\"",
        "practice.toml:32: `confirm_after` is only for what disconnects, and for app_fault; remove it";
    a_second_look_at_a_success: "means = \"revoked\"" => "means = \"fine\"\nconfirm_after = \"30s\"",
        "practice.toml:32: `confirm_after` is only for what disconnects, and for app_fault; remove it";
    a_second_look_at_a_limit: "means = \"revoked\"" => "means = \"rate_limited\"\nconfirm_after = \"30s\"",
        "practice.toml:32: `confirm_after` is only for what disconnects, and for app_fault; remove it";
    a_second_look_at_a_refused_app_is_fine: "means = \"revoked\"" => "means = \"app_fault\"\nconfirm_after = \"30s\"",
        "it is fine";
    a_second_look_at_what_is_asked_once: "on = \"api\"" => "on = \"revoke\"\nconfirm_after = \"5m\"",
        "practice.toml:29: `confirm_after` has no effect with on = \"revoke\", which is asked once; remove it";
    a_second_look_at_what_is_also_asked_once_is_fine: "on = \"api\"" => "on = [\"renewal\", \"revoke\"]\nconfirm_after = \"5m\"",
        "it is fine";
    a_second_look_after_no_time: "means = \"revoked\"" => "means = \"revoked\"\nconfirm_after = \"0s\"",
        "practice.toml:32: `0s` must be longer than nothing";

    a_header_that_carries_a_credential: "[probe]" => "[headers]\nAuthorization = \"Bearer x\"\n\n[probe]",
        "practice.toml:23: `Authorization` is Gander's own to set, or could send a token elsewhere; remove it";
    a_header_that_carries_another: "[probe]" => "[headers]\ncookie = \"a=b\"\n\n[probe]",
        "practice.toml:23: `cookie` is Gander's own to set, or could send a token elsewhere; remove it";
    a_header_that_names_another_host: "[probe]" => "[headers]\nHost = \"evil.example\"\n\n[probe]",
        "practice.toml:23: `Host` is Gander's own to set, or could send a token elsewhere; remove it";
    a_header_of_the_proof: "[probe]" => "[headers]\nDPoP = \"x\"\n\n[probe]",
        "practice.toml:23: `DPoP` is Gander's own to set, or could send a token elsewhere; remove it";
    a_header_of_the_body: "[probe]" => "[headers]\nContent-Encoding = \"gzip\"\n\n[probe]",
        "practice.toml:23: `Content-Encoding` is Gander's own to set, or could send a token elsewhere; remove it";
    a_header_of_a_proxy: "[probe]" => "[headers]\nX-Forwarded-Host = \"evil.example\"\n\n[probe]",
        "practice.toml:23: `X-Forwarded-Host` is Gander's own to set, or could send a token elsewhere; remove it";
    a_header_of_another_method: "[probe]" => "[headers]\nX-HTTP-Method-Override = \"DELETE\"\n\n[probe]",
        "practice.toml:23: `X-HTTP-Method-Override` is Gander's own to set, or could send a token elsewhere; remove it";
    a_header_with_no_name: "[probe]" => "[headers]\n\"a b\" = \"c\"\n\n[probe]",
        "practice.toml:23: `a b` is not the name of an HTTP header";
    a_header_twice: "[probe]" => "[headers]\nUser-Agent = \"a\"\nuser-agent = \"b\"\n\n[probe]",
        "practice.toml:24: `user-agent` is there twice, whatever its case; remove one";
    a_header_of_two_lines: "[probe]" => "[headers]\nUser-Agent = \"a\\r\\nHost: b\"\n\n[probe]",
        "practice.toml:23: a header's value is 1 to 256 plain letters without a blank at either end";
    a_header_with_an_unknown_word: "[probe]" => "[headers]\nUser-Agent = \"{secret}\"\n\n[probe]",
        "practice.toml:23: `{secret}` stands for nothing; use {os}, {version}, {client_id} or a parameter of [app.parameters]";
    a_header_with_an_open_brace: "[probe]" => "[headers]\nUser-Agent = \"{os\"\n\n[probe]",
        "practice.toml:23: `{` has no `}` after it; add it";
    a_header_without_a_value: "[probe]" => "[headers]\nUser-Agent = []\n\n[probe]",
        "practice.toml:23: `User-Agent` has no value; write one";
    a_parameter_of_an_app_that_is_our_own: "[oauth]" => "[app.parameters.redirect_uri]\nis_called = \"x\"\n\n[oauth]",
        "practice.toml:4: `redirect_uri` is set by Gander itself; remove it from [app.parameters]";
    a_parameter_of_an_app_with_no_name: "[oauth]" => "[app.parameters.\"a b\"]\nis_called = \"x\"\n\n[oauth]",
        "practice.toml:4: `a b` is not the name of a parameter; use 1 to 64 of a-z, A-Z, 0-9, `_`, `-` and `.`";
    a_parameter_of_an_app_that_goes_nowhere: "[oauth]" => "[app.parameters.a]\nis_called = \"x\"\nused_in = \"body\"\n\n[oauth]",
        "practice.toml:6: unknown value `body` for `used_in` in [app.parameters.a]; use one of authorize, headers";
    a_permission_both_optional_and_not: "scopes = [\"read\"]" => "scopes = [\"read\"]\noptional_scopes = { read = true }",
        "practice.toml:12: `read` is in `scopes` as well; remove one";
    a_proof_of_no_secret: "secret = \"required\"" => "secret = \"none\"\napp_secret_proof = \"p\"",
        "practice.toml:10: `app_secret_proof` is made with the secret of an app of protocol = \"oauth2\"; remove it";
    a_proof_in_the_place_of_the_secret: "secret = \"required\"" => "secret = \"required\"\napp_secret_proof = \"client_secret\"",
        "practice.toml:10: `client_secret` is not the name of a parameter of its own; write one";
    a_question_for_a_permission_that_is_not_asked_for: "every = \"6h\"" => "every = \"6h\"\nwith_permission = { scope = \"write\", query = \"all=1\" }",
        "practice.toml:25: `write` is not asked for; add it to `scopes` in [oauth]";
    a_question_elsewhere_for_a_permission: "every = \"6h\"" => "every = \"6h\"\nwith_permission = { scope = \"read\", query = \"https://evil.example/?all=1\" }",
        "practice.toml:25: `query` is what stands after the `?` of an address, without the `?`; write it so";
    a_question_for_nothing: "every = \"6h\"" => "every = \"6h\"\nwith_permission = { scope = \"read\", query = \"\" }",
        "practice.toml:25: `query` is what stands after the `?` of an address, without the `?`; write it so";

    a_port_that_does_not_exist: "port = 8723" => "port = 65536",
        "practice.toml:13: port 65536 does not exist; use 0 (any free one) to 65535";
    a_negative_port: "port = 8723" => "port = -1",
        "practice.toml:13: port -1 does not exist; use 0 (any free one) to 65535";
    a_loopback_elsewhere: "{ port = 8723 }" => "{ host = \"0.0.0.0\" }",
        "practice.toml:13: `0.0.0.0` is not this device; use 127.0.0.1, [::1] or localhost";
    a_loopback_path_that_is_none: "{ port = 8723 }" => "{ path = \"callback\" }",
        "practice.toml:13: `callback` is not a path; it starts with `/` and holds no `?` or `#`";
    no_redirect: "redirect = [\"loopback\"]" => "redirect = []",
        "practice.toml:12: `redirect` is empty; use one or more of loopback, bridge, scheme, pin";
    a_pin_of_another_flow: "redirect = [\"loopback\"]" => "redirect = [\"loopback\", \"pin\"]",
        "practice.toml:12: `pin` is a way of protocol = \"oauth1a\" alone; remove it";
    a_port_fixed_and_any: "{ port = 8723 }" => "{ port = 8723, any_port = \"*\" }",
        "practice.toml:13: `any_port` is how any port is registered, and this file names one; remove either";
    a_blank_word_for_any_port: "{ port = 8723 }" => "{ any_port = \" \" }",
        "practice.toml:13: `any_port` is blank; write one";
    a_token_to_revoke_without_a_place: "pkce = \"s256\"" => "pkce = \"s256\"\nrevoke_token = \"access\"",
        "practice.toml:11: `revoke_token` says what `revoke` is given; add that, or remove this";
    a_blank_name_for_the_client_id: "pkce = \"s256\"" => "pkce = \"s256\"\nclient_id_parameter = \"\"",
        "practice.toml:11: `client_id_parameter` is blank; write one";
    a_token_parameter_that_is_our_own: "pkce = \"s256\"" => "pkce = \"s256\"\ntoken_extra = { code = \"fixed\" }",
        "practice.toml:11: `code` is set by Gander itself; remove it from `token_extra`";
    another_way_in_beside_a_secret_that_must_be: "pkce = \"s256\"" => "pkce = \"s256\"\nwithout_secret = { authorize = \"https://practice.example/n\", pkce = \"s256\" }",
        "practice.toml:11: [oauth.without_secret] is only for secret = \"optional\"; remove it, or change the secret";
    a_choice_in_a_pointer_that_chooses_nothing: "id = \"/id\"" => "id = \"/blogs/[primary]/id\"",
        "practice.toml:25: `/blogs/[primary]/id` is not a JSON pointer; it starts with `/`, such as `/error/code`, and `~` is written `~0`";
    a_parameter_that_is_our_own: "pkce = \"s256\"" => "pkce = \"s256\"\nauthorize_extra = { state = \"fixed\" }",
        "practice.toml:11: `state` is set by Gander itself; remove it from `authorize_extra`";
    a_secret_sent_that_is_not_there: "secret = \"required\"" => "secret = \"none\"\nlong_lived = { url = \"https://practice.example/l\", method = \"get\", grant_type = \"g\", token_parameter = \"t\", send = [\"client_secret\"] }",
        "practice.toml:10: `client_secret` cannot be sent with secret = \"none\"; remove it, or declare the secret";

    empty_scopes_are_fine: "scopes = [\"read\"]" => "scopes = []", "it is fine";
    oauth1_without_temporary_credentials: "protocol = \"oauth2\"" => "protocol = \"oauth1a\"",
        "practice.toml:9: protocol `oauth1a` asks for temporary credentials first; say where with `request`";
    oauth1_without_a_secret: "protocol = \"oauth2\"\nauthorize = \"https://practice.example/authorize\"\ntoken = \"https://practice.example/token\"\nclient_auth = \"body\"\nsecret = \"required\"" => "protocol = \"oauth1a\"\nrequest = \"https://practice.example/request\"\nauthorize = \"https://practice.example/authorize\"\ntoken = \"https://practice.example/token\"\nclient_auth = \"none\"\nsecret = \"optional\"",
        "practice.toml:10: protocol `oauth1a` signs each request with the app's secret; use \"required\"";
    oauth1_that_renews: "protocol = \"oauth2\"" => "protocol = \"oauth1a\"\nrequest = \"https://practice.example/request\"",
        "practice.toml:18: protocol `oauth1a` has nothing that renews a token; use { kind = \"none\" }";
    oauth1_that_revokes_by_a_form: "protocol = \"oauth2\"" => "protocol = \"oauth1a\"\nrequest = \"https://practice.example/request\"\nrevoke = \"https://practice.example/revoke\"\nrevoke_by = \"form\"",
        "practice.toml:8: protocol `oauth1a` signs the request to `revoke` like any other; remove `revoke_by`";
    endpoints_that_the_server_itself_says: "protocol = \"oauth2\"" => "protocol = \"atproto\"",
        "practice.toml:6: with protocol = \"atproto\" each server says where its endpoints are; remove this";
    a_handle_that_leads_nowhere: "protocol = \"oauth2\"" => "protocol = \"oauth2\"\nasks = \"handle\"",
        "practice.toml:6: only with protocol = \"atproto\" does a handle lead to a server";
    every_port_is_fine: "port = 8723" => "port = 65535", "it is fine";
    http_to_this_device_is_fine: "\"https://practice.example/token\"" => "\"http://[::1]:8080/token\"", "it is fine";
    an_end_that_never_comes_is_fine: "access = \"60d\"" => "access = \"never\"", "it is fine";
}

#[test]
fn a_file_that_holds_more_than_any_network_needs_is_refused_and_soon() {
    let begun = std::time::Instant::now();
    let scopes: Vec<_> = (0..10_000).map(|number| format!("\"s{number}\"")).collect();
    let many = GOOD.replace("scopes = [\"read\"]", &format!("scopes = [{}]", scopes.join(", ")));
    let message = Network::parse("practice.toml", &many).unwrap_err().to_string();
    assert!(message.contains("`scopes` has 10000 entries; 200 are the most"), "{message}");
    let (head, rule) = GOOD.split_once("[[signal]]").unwrap();
    let rules = format!("{head}{}", format!("[[signal]]{rule}").repeat(600));
    let message = Network::parse("practice.toml", &rules).unwrap_err().to_string();
    assert!(message.contains("`[[signal]]` has 600 entries; 500 are the most"), "{message}");
    let large = format!("{GOOD}# {}", "a".repeat(256 * 1024));
    let message = Network::parse("practice.toml", &large).unwrap_err().to_string();
    assert!(message.contains("larger than 256 KiB"), "{message}");
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
}
