//! A hash that is the same in every build and on every system.

use chrono::TimeDelta;

/// The FNV-1a hash (64 bits). It is not cryptographic: use it only to tell things apart and to spread them.
///
/// Source: the authors' page, <http://www.isthe.com/chongo/tech/comp/fnv/>.
#[must_use]
pub fn fnv_1a(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A share of `most` that differs by connection and by `count`, so that work due together spreads out. Computed, not
/// random: the machine is pure.
pub(crate) fn spread(id: &str, count: u32, most: TimeDelta) -> TimeDelta {
    let hash = fnv_1a(id.bytes().chain(count.to_le_bytes()));
    let per_mille = i32::try_from((hash >> 32) % 1000).unwrap_or_default();
    TimeDelta::milliseconds(most.num_milliseconds() / 1000 * i64::from(per_mille))
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
