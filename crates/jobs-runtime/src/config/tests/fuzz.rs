//! Bad input, made from good input by a seeded generator.

use fastrand::Rng;

use super::*;
use crate::config::host::Pasted;
use crate::config::ini;
use crate::error::ErrorKind;

const ROUNDS: usize = 10_000;

/// The text with a few pieces cut out, copied, or put in.
fn mutated(text: &str, pieces: &[&str], random: &mut Rng) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(..=characters.len());
        let until = random.usize(at..=characters.len().min(at + 8));
        match random.u8(..4) {
            0 => drop(characters.drain(at..until)),
            1 => {
                let copy = characters[at..until].to_vec();
                characters.splice(at..at, copy);
            }
            2 => characters.insert(at, random.char('\0'..='\u{3000}')),
            _ => {
                let piece = pieces[random.usize(..pieces.len())];
                characters.splice(at..at, piece.chars());
            }
        }
    }
    characters.into_iter().collect()
}

#[test]
fn no_profile_file_makes_the_reader_panic() {
    const SEEDS: [&str; 3] = [
        FILE,
        "\u{feff}a = \"b\" # c\r\n[x] ; y\r\n'k' : `v\nw`\r\n",
        "[__settings__]\ndefault_profile = x\n[x]\ntoken = a\\\n b\njson = \"\"\"{\n}\"\"\"\n",
    ];
    const PIECES: [&str; 14] = [
        "\n", "\r\n", "=", ":", "[", "]", "#", " ;", "\"", "'", "`", "\"\"\"", "\\\n", "é",
    ];
    let mut random = Rng::with_seed(0x5eed);
    let (mut read, mut refused) = (0, 0);
    for round in 0..ROUNDS {
        let text = mutated(SEEDS[round % SEEDS.len()], &PIECES, &mut random);
        let lines = text.lines().count();
        match ini::parse(&text) {
            Ok(sections) => {
                read += 1;
                let entries = sections.iter().flat_map(|section| &section.entries);
                for entry in entries {
                    assert!((1..=lines).contains(&entry.line), "{text:?}");
                }
            }
            Err(fault) => {
                refused += 1;
                assert!((1..=lines).contains(&fault.line), "{text:?}");
            }
        }
    }
    assert!(
        read > ROUNDS / 10 && refused > ROUNDS / 10,
        "{read} {refused}"
    );
}

// What is set is never empty, and each error is one of the configuration.
#[test]
fn no_profile_file_makes_a_configuration_panic() {
    const SEED: &str = "[__settings__]\ndefault_profile = p\n[p]\nhost = x/?o=1\ntoken = t\n\
        azure_use_msi = false\nrate_limit = 15\nhttp_timeout_seconds = 0.5\nscopes = a, b\n\
        workspace_id = 1\ncloud = AWS\nazure_environment = PUBLIC\n[DEFAULT]\nhost = y\n";
    const PIECES: [&str; 8] = ["=", "[", "#", " ", "\"", "`", "\\", "\n"];
    let mut random = Rng::with_seed(0x5eed);
    let home = Home::empty();
    let environment = environment(&home.0, &[]);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..1_000 {
        fs::write(home.file(), mutated(SEED, &PIECES, &mut random)).unwrap();
        let mut config = Config::new();
        match config.resolve(&environment) {
            Ok(()) => read += 1,
            Err(error) => {
                refused += 1;
                assert_eq!(error.kind(), ErrorKind::Config);
            }
        }
        for (attribute, value, _) in config.iter() {
            assert!(!value.is_empty() && value == value.trim(), "{attribute}");
        }
    }
    assert!(read > 100 && refused > 100, "{read} {refused}");
}

// R10.2: whatever is pasted, what is left is an address and nothing else.
#[test]
fn a_host_that_is_taken_is_one_in_its_one_form() {
    const SEEDS: [&str; 6] = [
        "https://adb-1.2.azuredatabricks.net/?o=12345#job/7",
        "http://localhost:8080/a?w=1&a=b",
        "HTTP://[::1]:80/",
        "user:password@x.cloud.databricks.com:443",
        "http://127.0.0.1.:81",
        "x",
    ];
    const PIECES: [&str; 14] = [
        "@",
        ":",
        "/",
        "//",
        "://",
        "?",
        "#",
        "[",
        "]",
        "%",
        "\\",
        ".",
        "localhost",
        "http://",
    ];
    let mut random = Rng::with_seed(0x5eed);
    let (mut taken, mut refused) = (0, 0);
    for round in 0..ROUNDS {
        let text = mutated(SEEDS[round % SEEDS.len()], &PIECES, &mut random);
        let Ok(pasted) = Pasted::parse(&text) else {
            refused += 1;
            continue;
        };
        taken += 1;
        let host = pasted.host;
        assert_eq!(Host::parse(host.as_str()).unwrap(), host, "{text:?}");
        let (scheme, authority) = host.as_str().split_once("://").unwrap();
        assert!(
            !authority.contains(['@', '/', '?', '#', '\\', '%', ' ']),
            "{text:?}"
        );
        let name = host.name().trim_matches(['[', ']']);
        let loopback = name == "localhost"
            || name
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback());
        assert!(
            scheme == "https" || (scheme == "http" && loopback),
            "{text:?}"
        );
        for id in [pasted.workspace_id, pasted.account_id]
            .into_iter()
            .flatten()
        {
            assert!(http::HeaderValue::from_str(&id).is_ok(), "{text:?}");
        }
        let uri: http::Uri = host.as_str().parse().unwrap();
        assert_eq!(uri.authority().unwrap().as_str(), authority);
    }
    assert!(
        taken > ROUNDS / 10 && refused > ROUNDS / 10,
        "{taken} {refused}"
    );
}
