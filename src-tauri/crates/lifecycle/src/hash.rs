//! A hash that is the same in every build and on every system.

/// The FNV-1a hash (64 bits). It protects nothing: use it to tell things apart, and to spread them.
///
/// Source: the authors' page, <http://www.isthe.com/chongo/tech/comp/fnv/>.
#[must_use]
pub fn fnv_1a(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::fnv_1a;

    #[test]
    fn it_is_the_published_hash() {
        assert_eq!(fnv_1a(*b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a(*b"foobar"), 0x8594_4171_f739_67e8);
    }
}
