//! Characters that a string of JSON may have, and the parser takes for none: DEL, most of the control
//! characters behind it, and the two that mean nothing. Text that was once decoded wrongly is full of
//! them. They are out of its sight while it parses.

use std::borrow::Cow;

/// How far away they are then, among characters that nobody has given a meaning.
const AWAY: u32 = 0xF_E000;

/// The text with nothing in it that the parser refuses in strings; no character is added or goes.
pub(super) fn hide(text: &str) -> Cow<'_, str> {
    each(text, |sign| match sign {
        '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
            char::from_u32(u32::from(sign) + AWAY)
        }
        _ => None,
    })
}

/// What was hidden in it, as it is written.
pub(super) fn show(text: &str) -> Cow<'_, str> {
    each(text, |sign| {
        let hidden = char::from_u32(u32::from(sign).checked_sub(AWAY)?)?;
        // Only what `hide` puts there is taken back.
        matches!(hidden, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}').then_some(hidden)
    })
}

fn each(text: &str, other: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if text.chars().all(|sign| other(sign).is_none()) {
        return Cow::Borrowed(text);
    }
    let signs = text.chars();
    Cow::Owned(signs.map(|sign| other(sign).unwrap_or(sign)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::node::Node;
    use super::*;

    // R16.1: what is JSON is read, whatever stands in its strings.
    #[test]
    fn strings_of_json_have_the_characters_that_yaml_has_no_room_for() {
        for sign in [
            '\u{7f}', '\u{80}', '\u{85}', '\u{9f}', '\u{feff}', '\u{fffe}', '\u{ffff}',
        ] {
            let text = format!("{{\"a{sign}\": \"{sign}b\", \"c\": 1}}");
            let node = Node::parse(&text).expect("it is JSON");
            let [first, second] = node.members() else {
                panic!("{text}");
            };
            assert_eq!(first.name, format!("a{sign}"));
            assert_eq!(first.node.as_str(), Some(format!("{sign}b").as_str()));
            assert_eq!(second.column, 14, "nothing has moved");
        }
    }

    #[test]
    fn nothing_but_what_was_hidden_is_shown() {
        let text = "a\u{80}b\u{7f}\u{ffff}";
        assert_eq!(show(&hide(text)), text);
        for other in ["a\nb\té", "\u{fe07e}\u{fe0a0}\u{10dffd}\u{f0080}\u{100080}"] {
            assert_eq!((hide(other), show(other)), (other.into(), other.into()));
        }
    }
}
