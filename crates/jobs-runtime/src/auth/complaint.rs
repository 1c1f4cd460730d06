//! What another program complains of, without the secrets that it may print along with it.
//!
//! Nobody knows which secrets a program has, so they are known by how they look: long, of letters and
//! digits, without being a file, a host or an id; or by the name that stands before them.

/// Characters from which on a word of letters and digits may be a secret: the shortest tokens and
/// client secrets that are issued have 32.
const LONG: usize = 20;

/// Characters from which on a word without digits is none that anybody says.
const UNSPEAKABLE: usize = 60;

/// Shorter values are no secrets, whatever stands before them.
const SHORTEST: usize = 4;

/// Bytes of a complaint that are told, and a word more.
const MOST: usize = 300;

/// How names of secrets end.
const NAMES: [&str; 10] = [
    "token",
    "secret",
    "password",
    "passwd",
    "pwd",
    "assertion",
    "authorization",
    "key",
    "bearer",
    "basic",
];

/// How tokens of the vendor, and signed ones, begin.
const PREFIXES: [&str; 4] = ["dapi", "dkea", "dose", "eyJ"];

/// What a program wrote, on one line and not too long, with `***` for each word that may be a secret.
pub(super) fn complaint(text: &str) -> String {
    let mut line = String::new();
    let mut rest = text.trim();
    // What stands between this word and the one before.
    let mut gap = String::new();
    let mut before = "";
    while !rest.is_empty() && line.len() <= MOST {
        let (word, behind) = split(rest, |sign| !is_in_words(sign));
        if !word.is_empty() {
            let (word, dots) = sentence(word);
            let is_login = before.starts_with("//") && gap == ":" && behind.starts_with('@');
            let hidden = is_login || is_secret(word, before, &gap);
            line.push_str(if hidden { "***" } else { word });
            line.push_str(dots);
            before = word;
        }
        let (between, next) = split(behind, is_in_words);
        gap = on_one_line(between);
        line.push_str(&gap);
        rest = next;
    }
    if !rest.is_empty() {
        line.push('…');
    }
    let line = line.trim();
    if line.is_empty() {
        return "it failed and did not say why".to_owned();
    }
    line.to_owned()
}

/// What stands between two words, with one space for any, and the beginning of it if it is long.
fn on_one_line(between: &str) -> String {
    let mut gap = String::new();
    for sign in between.chars().take(LONG) {
        let sign = if is_space(sign) { ' ' } else { sign };
        if sign != ' ' || !gap.ends_with(' ') {
            gap.push(sign);
        }
    }
    gap
}

/// The text up to the first of these characters, and from there on.
fn split(text: &str, at: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(at).unwrap_or(text.len()))
}

/// A word, and the dots behind it, which end a sentence.
fn sentence(word: &str) -> (&str, &str) {
    word.split_at(word.trim_end_matches('.').len())
}

/// Those of all alphabets in which tokens are written, and of paths.
fn is_in_words(sign: char) -> bool {
    sign.is_alphanumeric() || "-_.~+%/\\".contains(sign)
}

fn is_space(sign: char) -> bool {
    sign.is_whitespace() || sign.is_control()
}

/// Whether a word may be a secret, where it stands behind another word and what is between the two.
fn is_secret(word: &str, before: &str, gap: &str) -> bool {
    let is_value =
        gap.starts_with('=') || (gap.starts_with(['"', '\'']) && gap.contains([':', '=']));
    if is_name(before) && word.len() >= SHORTEST && (is_value || has_digit(word)) {
        return true;
    }
    if is_id(word) {
        return false;
    }
    if is_path(word) && word.len() <= MOST {
        return word.split(['/', '\\']).any(looks_random);
    }
    looks_random(word)
}

/// Whether a word is the name of a secret, such as `refresh_token` or `clientSecret`.
fn is_name(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word == "code" || NAMES.iter().any(|name| word.ends_with(name))
}

/// Whether a word, which is not made of others, is nothing that anybody would say.
fn looks_random(word: &str) -> bool {
    if is_id(word) {
        return false;
    }
    let is_known = |part: &str| PREFIXES.iter().any(|prefix| part.starts_with(prefix));
    let has_token = word
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .any(|part| is_known(part) && has_digit(part) && part.len() >= 8);
    if has_token || word.len() >= UNSPEAKABLE {
        return true;
    }
    mixes(word) && !is_host(word)
}

/// Whether a word is long, and of letters and digits.
fn mixes(word: &str) -> bool {
    word.len() >= LONG && has_digit(word) && word.contains(char::is_alphabetic)
}

fn has_digit(word: &str) -> bool {
    word.contains(|sign: char| sign.is_ascii_digit())
}

/// Whether a word is the path of a file, or the end of an address: behind its scheme, from its port on,
/// or from its host on.
fn is_path(word: &str) -> bool {
    let first = word.split(['/', '\\']).next().unwrap_or_default();
    let is_port = word != first && first.chars().all(|sign| sign.is_ascii_digit());
    matches!(first, "" | "~" | "." | "..") || is_port || is_host(first)
}

/// Whether a word is the name of a host, such as `adb-1234567890123456.7.azuredatabricks.net`.
fn is_host(word: &str) -> bool {
    let is_lower = |sign: char| matches!(sign, 'a'..='z' | '0'..='9' | '-' | '.');
    let top = word.rsplit_once('.').map_or("", |(_, top)| top);
    word.chars().all(is_lower)
        && (2..=12).contains(&top.len())
        && !has_digit(top)
        && !word.split(['.', '-']).any(mixes)
}

/// Whether a word is a UUID: those of tenants, applications and requests are what an error is about.
fn is_id(word: &str) -> bool {
    let parts: Vec<usize> = word.split('-').map(str::len).collect();
    let is_hex = |sign: char| sign == '-' || sign.is_ascii_hexdigit();
    parts == [8, 4, 4, 4, 12] && word.chars().all(is_hex)
}

#[cfg(test)]
mod tests;
