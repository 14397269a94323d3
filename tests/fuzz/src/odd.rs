//! Odd spellings of an answer that must not change its meaning.

/// Unexpected members, of every shape.
const MEMBERS: &[u8] =
    br#""practice":[{"data":{"user":"u1"}},1e999,-0.0,12345678901234567890123,NaN,null,"Dana \ud83d\'"],
"":{"":"#;
const BYTES: &[u8] = b"\"\xff\n\x01\"},";
/// The last of several members with one name counts, so these nulls must not win.
const DUPLICATES: &[u8] = br#""access_token":null,"refresh_token":null,"expires_in":null,"#;

/// The same answer in odd spellings. Empty when the body has no `{` or is UTF-16.
pub(crate) fn ways(body: &[u8]) -> Vec<Vec<u8>> {
    // The additions are UTF-8, so they would break a UTF-16 body.
    let utf16 = body.starts_with(&[0xff, 0xfe]) || body.starts_with(&[0xfe, 0xff]);
    let Some(start) = body.iter().position(|byte| *byte == b'{').filter(|_| !utf16) else {
        return Vec::new();
    };
    let (before, rest) = body.split_at(start);
    let rest = &rest[1..];
    let with = |members: &[&[u8]]| [before, b"{", &members.concat(), rest].concat();
    let deep = ["\"deep\":", &"[{\"x\":".repeat(300), "1", &"}]".repeat(300), ","].concat();
    vec![
        [b"\xef\xbb\xbf", body].concat(),
        [body, b"\0\r\n<!-- done -->"].concat(),
        with(&[MEMBERS, BYTES]),
        with(&[deep.as_bytes()]),
        with(&[DUPLICATES]),
    ]
}
