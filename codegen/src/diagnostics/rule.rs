//! All rules that a document can break.

use std::fmt;

/// Declares the rules and their table.
macro_rules! rules {
    ($($(#[$about:meta])* $rule:ident = $id:literal, $lenient:ident;)*) => {
        /// What a finding is about. Each has a section in `RULES.md`, and a document that breaks it
        /// in `tests/diagnostics`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$about])* $rule,)*
        }

        impl Rule {
            /// All rules, by id.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)*];

            /// Short stable name, such as `unknown-ref`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$rule => $id,)*
                }
            }

            /// What a lenient run does about it.
            #[must_use]
            pub const fn lenience(self) -> Lenience {
                match self {
                    $(Self::$rule => Lenience::$lenient,)*
                }
            }
        }
    };
}

/// What a lenient run does about a broken rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lenience {
    /// Nothing: it is an error there too.
    None,
    /// It warns, and takes the value for any JSON.
    Any,
    /// It warns, and goes on as if that were not there.
    Ignore,
    /// It warns, and takes the schema for any JSON in which it stands, or else leaves the operation
    /// out.
    Skip,
}

rules! {
    /// A name in the lock file that cannot be had.
    BadLock = "bad-lock", None;
    /// A Rust name that the document gives and that is none.
    BadName = "bad-name", None;
    /// A path template that is none.
    BadPath = "bad-path", Skip;
    /// A regular expression that is none.
    BadPattern = "bad-pattern", None;
    /// A reference that leads to nothing but itself.
    CircularRef = "circular-ref", Any;
    /// A value that an enum has twice.
    DuplicateValue = "duplicate-value", None;
    /// `required` on a property itself.
    MisplacedRequired = "misplaced-required", None;
    /// A member without which an object makes no sense.
    MissingMember = "missing-member", Skip;
    /// Two things with one Rust name.
    NameCollision = "name-collision", None;
    /// An operation of which nobody said whether it may be sent again.
    NoRetryClass = "no-retry-class", None;
    /// An operation that a lenient run left out.
    OmittedOperation = "omitted-operation", None;
    /// An action of an overlay that does not say what it is to say.
    OverlayAction = "overlay-action", None;
    /// An action of an overlay whose day has come.
    OverlayExpired = "overlay-expired", None;
    /// A target of an overlay that is no JSONPath.
    OverlayTarget = "overlay-target", None;
    /// An action of an overlay that does nothing.
    OverlayUnused = "overlay-unused", None;
    /// An update that does not fit its target.
    OverlayUpdate = "overlay-update", None;
    /// A type that is composed of itself.
    RecursiveAllOf = "recursive-all-of", Any;
    /// A file that is neither YAML nor JSON.
    Syntax = "syntax", None;
    /// A type that is too far away.
    TooDeep = "too-deep", Any;
    /// Too many objects that have to be merged.
    TooManyMerges = "too-many-merges", Any;
    /// A value that an enum does not have.
    UnknownEnumValue = "unknown-enum-value", None;
    /// A keyword that is none.
    UnknownKeyword = "unknown-keyword", None;
    /// A value of a discriminator that stands for nothing.
    UnknownMapping = "unknown-mapping", None;
    /// A member that is not there.
    UnknownMember = "unknown-member", None;
    /// An operation that is not there.
    UnknownOperation = "unknown-operation", None;
    /// A parameter that the path does not have, or that only the path has.
    UnknownPathParameter = "unknown-path-parameter", Skip;
    /// A reference to nothing.
    UnknownRef = "unknown-ref", None;
    /// A required member that is no property.
    UnknownRequired = "unknown-required", None;
    /// A retry class that is none.
    UnknownRetryClass = "unknown-retry-class", None;
    /// A retry key that is no member.
    UnknownRetryKey = "unknown-retry-key", None;
    /// A type that is none.
    UnknownType = "unknown-type", Any;
    /// A file that cannot be read.
    UnreadableFile = "unreadable-file", None;
    /// A member that a form may have and that nobody names.
    UnsentMembers = "unsent-members", None;
    /// A member of another type than is needed.
    UnsuitableMember = "unsuitable-member", None;
    /// Several types at once.
    UnsupportedAllOf = "unsupported-all-of", Any;
    /// An answer that cannot be told from another.
    UnsupportedAnswer = "unsupported-answer", Ignore;
    /// A body of a kind that cannot be sent or read.
    UnsupportedContent = "unsupported-content", Skip;
    /// A parameter that cannot be sent as the document wants it.
    UnsupportedParameter = "unsupported-parameter", Skip;
    /// Credentials that the runtime does not send.
    UnsupportedSecurity = "unsupported-security", None;
    /// A server whose path is not known.
    UnsupportedServer = "unsupported-server", Ignore;
    /// A version of OpenAPI that is not understood.
    UnsupportedVersion = "unsupported-version", None;
    /// A value of another kind than OpenAPI wants there.
    WrongType = "wrong-type", Skip;
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
