//! Tokens as the service makes them: numbered whole numbers as protobuf writes them, in base64 that
//! is safe in URLs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;

/// Bits of a byte that are of the number; the highest one says that it goes on.
const BITS: u32 = 7;

/// Numbers by the numbers of their fields.
pub(super) fn encode(fields: &[(u8, i64)]) -> String {
    let mut bytes = Vec::new();
    for (field, value) in fields {
        bytes.push(field << 3);
        let mut rest = value.cast_unsigned();
        loop {
            let [low, ..] = (rest & 0x7f).to_le_bytes();
            rest >>= BITS;
            if rest == 0 {
                bytes.push(low);
                break;
            }
            bytes.push(low | 0x80);
        }
    }
    URL_SAFE.encode(bytes)
}

/// The numbers of a token; none if it is not of this kind.
pub(super) fn decode(token: &str) -> Option<Vec<(u8, i64)>> {
    let bytes = URL_SAFE.decode(token).ok()?;
    let mut bytes = bytes.into_iter();
    let mut fields = Vec::new();
    while let Some(tag) = bytes.next() {
        // The low bits say what kind of value it is: 0 is a whole number.
        if tag & 0x87 != 0 {
            return None;
        }
        let mut value = 0_u64;
        for place in 0.. {
            let byte = bytes.next()?;
            let bits = u64::from(byte & 0x7f);
            let moved = bits.checked_shl(place * BITS)?;
            if moved >> (place * BITS) != bits {
                return None;
            }
            value |= moved;
            if byte & 0x80 == 0 {
                break;
            }
        }
        fields.push((tag >> 3, value.cast_signed()));
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2 [R]: tokens of the service, of runs and of jobs.
    #[test]
    fn tokens_are_those_of_the_service() {
        for (token, fields) in [
            ("CAEQ97q7kfwxIL7F6NfD-wQ=", &[1, 2, 4][..]),
            ("CAAos-uriYcxMN7_rt_v7B4=", &[1, 5, 6]),
        ] {
            let read = decode(token).unwrap();
            let numbers: Vec<u8> = read.iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, fields);
            assert_eq!(encode(&read), token);
        }
    }

    /// 2 [G]: whatever is no token is none.
    #[test]
    fn what_is_no_token_is_refused() {
        for number in [0, 1, 127, 128, i64::MAX, i64::MIN, -1] {
            assert_eq!(decode(&encode(&[(15, number)])), Some(vec![(15, number)]));
        }
        // No base64, an end in a number, other kinds of values, more than 64 bits.
        for bytes in [&b"\x08"[..], b"\x08\xff", b"\x0a\x01a", b"\x80\x01"] {
            assert_eq!(decode(&URL_SAFE.encode(bytes)), None, "{bytes:?}");
        }
        assert_eq!(decode("%%"), None);
        let long = [&[8][..], &[0xff; 9], &[0x7f]].concat();
        assert_eq!(decode(&URL_SAFE.encode(long)), None);
        let endless = [&[8][..], &[0x80; 40], &[0]].concat();
        assert_eq!(decode(&URL_SAFE.encode(endless)), None);
    }
}
