//! Odd ways to write an answer, which must cost nothing of it.

/// Members that nobody asked for, of every shape.
const MEMBERS: &[u8] =
    br#""practice":[{"data":{"user":"u1"}},1e999,-0.0,12345678901234567890123,NaN,null,"Dana \ud83d\'"],
"":{"":"#;
const BYTES: &[u8] = b"\"\xff\n\x01\"},";
/// Of members with one name the last counts, and those that are needed are not null.
const DUPLICATES: &[u8] = br#""access_token":null,"refresh_token":null,"expires_in":null,"#;

/// The same answer in odd ways. None where the bytes do not begin with an object.
pub(crate) fn ways(body: &[u8]) -> Vec<Vec<u8>> {
    // In UTF-16 it would have to be written otherwise.
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
