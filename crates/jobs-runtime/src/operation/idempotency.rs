//! Keys by which the service knows a request again.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Sets a key by which the service knows a request again, unless the caller has set one: a random
/// UUID, 36 characters long.
///
/// Its randomness is that of the standard library's hash maps. WebAssembly without an operating
/// system has none: there, the key stays unset.
pub fn idempotency_token(slot: &mut Option<String>) {
    let has_randomness = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    if slot.as_ref().is_none_or(String::is_empty) && has_randomness {
        *slot = Some(uuid(random_bits(), random_bits()));
    }
}

/// 64 random bits: the standard library seeds its hashers from the operating system.
fn random_bits() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A UUID of version 4, the random one.
fn uuid(high: u64, low: u64) -> String {
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        (low >> 48) & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    // R2.1: at most 64 characters, another one each time, and never in place of the caller's.
    #[test]
    fn tokens_are_minted_where_there_is_none() {
        let mint = |mut slot: Option<String>| {
            idempotency_token(&mut slot);
            slot.unwrap()
        };
        let (one, other) = (mint(None), mint(Some(String::new())));
        assert_ne!(one, other);
        for token in [one, other] {
            assert_eq!(token.len(), 36, "{token}");
            assert!(
                token.chars().all(|c| c == '-' || c.is_ascii_hexdigit()),
                "{token}"
            );
        }
        assert_eq!(mint(Some("own".to_owned())), "own");
    }

    #[test]
    fn a_token_is_a_uuid_of_version_4() {
        assert_eq!(uuid(0, 0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(
            uuid(u64::MAX, u64::MAX),
            "ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(
            uuid(0x0123_4567_89ab_cdef, 0x0123_4567_89ab_cdef),
            "01234567-89ab-4def-8123-456789abcdef"
        );
    }
}
