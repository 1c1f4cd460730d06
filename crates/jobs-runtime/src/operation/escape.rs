//! Texts as an address, a form or a cookie can hold them.

/// The text with all escaped but what an address leaves alone everywhere. A slash in a value must
/// not become one of the path.
pub(crate) fn in_address(text: &str) -> String {
    escaped(text, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
    })
}

/// The text as HTML forms have it.
pub(super) fn in_form(text: &str) -> String {
    let escaped = escaped(text, |byte| {
        byte.is_ascii_alphanumeric() || b"*-._ ".contains(&byte)
    });
    escaped.replace(' ', "+")
}

/// The text with all escaped that a cookie's value cannot hold.
pub(super) fn in_cookie(text: &str) -> String {
    escaped(text, |byte| {
        byte.is_ascii_graphic() && !b"\",;\\%".contains(&byte)
    })
}

fn escaped(text: &str, stays: impl Fn(u8) -> bool) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if stays(byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            for digit in [byte >> 4, byte & 15] {
                escaped.extend(DIGITS.get(usize::from(digit)).copied().map(char::from));
            }
        }
    }
    escaped
}
