//! Command lines to paste into a shell.

/// An argument as a shell takes it for the same.
pub(crate) fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:@%+=".contains(c);
    match !argument.is_empty() && argument.chars().all(is_plain) {
        true => argument.to_owned(),
        false => format!("'{}'", argument.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_the_same_to_a_shell() {
        for (argument, shown) in [
            ("prod", "prod"),
            ("http://127.0.0.1:80", "http://127.0.0.1:80"),
            ("my profile", "'my profile'"),
            ("it's $HOME", r"'it'\''s $HOME'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(argument), shown);
        }
    }
}
