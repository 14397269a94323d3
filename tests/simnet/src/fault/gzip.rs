//! A compressed body that is far larger than it looks (RFC 1951, RFC 1952).

/// The number of repetitions of 258 spaces: about ten megabytes in all.
const RUNS: usize = 40_000;
/// The size in bytes that the trailer claims.
const SAID: u32 = 1 << 30;

/// Some sixty kilobytes of gzip that claim one gibibyte, and begin with ten megabytes of spaces.
pub(super) fn bomb() -> Vec<u8> {
    // Magic, deflate, no flags, no time, no hints, unknown system.
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut bits = Bits::default();
    bits.push(1, 1); // the last block
    bits.push(0b01, 2); // with fixed Huffman codes
    bits.code(0b0101_0000, 8); // a space
    for _ in 0..RUNS {
        bits.code(0b1100_0101, 8); // a length of 258
        bits.code(0, 5); // a distance of 1
    }
    bits.code(0, 7); // the end of the block
    bytes.extend(bits.bytes());
    // The checksum is wrong as well: no reader should get this far.
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&SAID.to_le_bytes());
    bytes
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    /// The number of used bits in the last byte; 0 when it is full.
    taken: u32,
}

impl Bits {
    /// Writes a number, lowest bit first.
    fn push(&mut self, number: u32, bits: u32) {
        for bit in 0..bits {
            if self.taken == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(number >> bit & 1 == 1) << self.taken;
            }
            self.taken = (self.taken + 1) % 8;
        }
    }

    /// Writes a Huffman code, highest bit first.
    fn code(&mut self, code: u32, bits: u32) {
        for bit in (0..bits).rev() {
            self.push(code >> bit & 1, 1);
        }
    }

    fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}
