//! Bodies of several parts: forms with files (RFC 7578).

/// A part of a body.
pub(crate) struct Part<'a> {
    head: String,
    pub(crate) content: &'a [u8],
}

impl Part<'_> {
    /// The media type that the app named, or nothing.
    pub(crate) fn media_type(&self) -> &str {
        self.head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap_or_default()
    }
}

/// The first part with this name.
pub(crate) fn named<'a>(body: &'a [u8], name: &str) -> Option<Part<'a>> {
    let boundary = &body[..find(body, b"\r\n")?];
    let between = [b"\r\n", boundary].concat();
    let mut rest = &body[boundary.len()..];
    while let Some(end) = find(rest, &between) {
        let part = &rest[..end];
        let head_end = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&part[..head_end]).into_owned();
        if head.contains(&format!("; name=\"{name}\"")) {
            return Some(Part { head, content: &part[head_end + 4..] });
        }
        rest = &rest[end + between.len()..];
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_by_its_first_line() {
        let body = b"--b\r\ncontent-disposition: form-data; name=\"description\"\r\n\r\nTwo\r\ngeese\r\n\
                     --b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\
                     content-type: image/png\r\n\r\n\xff\r\n--b--\r\n";
        let read = |name: &str| named(body, name).map(|part| (part.media_type().to_owned(), part.content));
        assert_eq!(read("description"), Some((String::new(), &b"Two\r\ngeese"[..])));
        assert_eq!(read("file"), Some(("image/png".to_owned(), &b"\xff"[..])));
        assert_eq!(read("a"), None);
        assert!(named(b"", "file").is_none());
    }
}
