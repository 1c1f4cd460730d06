//! Who gets which name: where two things would have the same, and what the lock file says.

use std::collections::{BTreeMap, BTreeSet};

use super::names;
use super::wish::Wish;
use crate::diagnostics::{Diagnostics, Place, Rule};
use crate::openapi::{Locked, NameKind, NameLock};

/// Where a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// The document says what it is in Rust.
    Given,
    /// It is the document's name for it, letter by letter.
    Same,
    /// It is the document's name for it, as Rust would write it.
    Follows,
    /// It was made up.
    Invented,
}

impl Origin {
    /// How a Rust name came out of what the document calls something.
    pub(super) fn of(name: &str, text: &str) -> Self {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|sign| sign.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        if name == text {
            Self::Same
        } else if letters(name) == letters(text) {
            Self::Follows
        } else {
            Self::Invented
        }
    }
}

/// Names that must differ.
#[derive(Debug)]
pub(super) struct Names {
    kind: NameKind,
    /// Names that generated code has already.
    reserved: &'static [&'static str],
    /// How to give something another name.
    hint: &'static str,
    /// What names are kept for: its key and its place.
    kept: BTreeMap<String, (String, Place)>,
    taken: BTreeMap<String, Place>,
    /// For what others were kept that something wished for in vain.
    denied: BTreeSet<String>,
}

impl Names {
    /// No name taken yet but those that are reserved.
    pub(super) const fn new(
        kind: NameKind,
        reserved: &'static [&'static str],
        hint: &'static str,
    ) -> Self {
        Self {
            kind,
            reserved,
            hint,
            kept: BTreeMap::new(),
            taken: BTreeMap::new(),
            denied: BTreeSet::new(),
        }
    }

    /// Keeps a name for something that will wish for it, unless it is kept for something else.
    pub(super) fn keep(&mut self, name: String, key: String, place: Place) {
        self.kept.entry(name).or_insert((key, place));
    }

    /// Keeps names for those who have most right to them, whoever comes first: what the document
    /// or the lock file says goes before what follows from it, and that before what is made up.
    pub(super) fn keep_all<'w>(&mut self, wishes: impl Iterator<Item = &'w Wish>, lock: &NameLock) {
        let mut kept: Vec<(Origin, &str, &Wish)> = Vec::new();
        for wish in wishes {
            match self.locked(wish, lock) {
                Some((_, locked)) if wish.origin != Origin::Given => {
                    kept.push((Origin::Given, &locked.name, wish));
                }
                _ if wish.origin != Origin::Invented => {
                    kept.push((wish.origin, &wish.name, wish));
                }
                _ => {}
            }
        }
        kept.sort_by_key(|(origin, ..)| *origin);
        for (_, name, wish) in kept {
            self.keep(name.to_owned(), wish.key.clone(), wish.place.clone());
        }
    }

    /// Gives something a name: the one in the lock file if there is one, else the one it wishes
    /// for, else another one, which is reported.
    pub(super) fn give(
        &mut self,
        wish: &Wish,
        lock: &mut NameLock,
        diagnostics: &mut Diagnostics,
    ) -> String {
        let locked = self.locked(wish, lock);
        let locked = locked.map(|(key, locked)| (key.to_owned(), locked.clone()));
        if let Some((key, locked)) = locked.filter(|_| wish.origin != Origin::Given) {
            lock.claim(self.kind, &key);
            if self.is_name(&locked.name) && self.is_free(&locked.name, wish) {
                lock.note(self.kind, &wish.key, &locked.name);
                return self.take(locked.name, wish);
            }
            diagnostics.error(
                Rule::BadLock,
                &locked.place,
                format!("{} cannot be `{}` in Rust", wish.what, locked.name),
                "take the line out: another name is found then",
            );
            return locked.name;
        }
        if self.is_free(&wish.name, wish) {
            if self.is_noted(wish, diagnostics) {
                lock.note(self.kind, &wish.key, &wish.name);
            }
            return self.take(wish.name.clone(), wish);
        }
        let kept = self.kept.get(&wish.name);
        self.denied.extend(kept.map(|(key, _)| key.clone()));
        let kept = kept.map(|(_, place)| place);
        let taken = match self.taken.get(&wish.name).or(kept) {
            Some(other) if !self.is_reserved(&wish.name) => format!("like the one at {other}"),
            _ => "as generated code has already".to_owned(),
        };
        let message = format!("{} becomes `{}` in Rust, {taken}", wish.what, wish.name);
        if wish.origin == Origin::Given {
            diagnostics.error(Rule::NameCollision, &wish.place, message, self.hint);
            return wish.name.clone();
        }
        let name = self.another(wish);
        lock.note(self.kind, &wish.key, &name);
        diagnostics.warning(
            Rule::NameCollision,
            &wish.place,
            format!("{message}; it is called `{name}`"),
            self.hint,
        );
        self.take(name, wish)
    }

    /// What the lock file has for something, by what it was known when that was written.
    fn locked<'l>(&self, wish: &'l Wish, lock: &'l NameLock) -> Option<(&'l str, &'l Locked)> {
        // Members and values may be looked at several times: for each type that inherits them.
        let is_once = matches!(self.kind, NameKind::Type | NameKind::Method);
        wish.known_as().find_map(|known| {
            let locked = lock.locked(self.kind, &known.key)?;
            let is_gone = is_once && lock.is_claimed(self.kind, &known.key);
            let is_its = known.sure || wish.leads_to(&locked.name);
            (is_its && !is_gone).then_some((known.key.as_str(), locked))
        })
    }

    /// Whether a name is written down. What the document has letter by letter stays without that;
    /// and in our own, whatever would take a name from something else is put right.
    fn is_noted(&self, wish: &Wish, diagnostics: &Diagnostics) -> bool {
        match wish.origin {
            Origin::Given | Origin::Same => false,
            Origin::Follows => !diagnostics.is_strict(),
            Origin::Invented => true,
        }
    }

    /// Whether somebody was refused a name that is kept for something which is gone.
    pub(super) fn is_kept_in_vain(&self, lock: &NameLock) -> bool {
        self.denied
            .iter()
            .any(|key| lock.locked(self.kind, key).is_some() && !lock.is_claimed(self.kind, key))
    }

    /// Takes a name if nothing else has it.
    pub(super) fn take_if_free(&mut self, name: &str, place: &Place) -> bool {
        let is_free = !self.taken.contains_key(name)
            && !self.is_reserved(name)
            && !self.kept.contains_key(name);
        if is_free {
            self.taken.insert(name.to_owned(), place.clone());
        }
        is_free
    }

    fn take(&mut self, name: String, wish: &Wish) -> String {
        self.taken.insert(name.clone(), wish.place.clone());
        name
    }

    fn is_free(&self, name: &str, wish: &Wish) -> bool {
        let kept = self.kept.get(name);
        !self.taken.contains_key(name)
            && !self.is_reserved(name)
            && kept.is_none_or(|(kept, _)| wish.known_as().any(|known| known.key == *kept))
    }

    fn is_reserved(&self, name: &str) -> bool {
        self.reserved.contains(&name)
    }

    /// The first name like this one that is free.
    fn another(&self, wish: &Wish) -> String {
        let is_word = matches!(self.kind, NameKind::Type | NameKind::Value)
            && !wish.name.ends_with(|last: char| last.is_ascii_digit());
        let separator = if is_word || wish.name.ends_with('_') {
            ""
        } else {
            "_"
        };
        let numbered = (2_u64..).map(|number| format!("{}{separator}{number}", wish.name));
        let reserved = self
            .is_reserved(&wish.name)
            .then(|| format!("{}_", wish.name));
        let mut names = wish
            .otherwise
            .iter()
            .cloned()
            .chain(reserved)
            .chain(numbered);
        let free = names.find(|name| self.is_free(name, wish));
        free.unwrap_or_default()
    }

    /// Whether this could be such a name.
    fn is_name(&self, name: &str) -> bool {
        match self.kind {
            NameKind::Type => names::is_type(name),
            NameKind::Value => names::is_variant(name),
            NameKind::Method | NameKind::Field | NameKind::Shared => names::is_field(name),
        }
    }
}
