// What this template emits.

/// What lets a reader in.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Card {
    /// Whose it is.
    pub reader: String,
    /// What the reader owes.
    pub fees: Option<Fees>,
    /// Secret of its owner.
    pub pin: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Card {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(reader: impl Into<String>) -> Self {
        Self {
            reader: reader.into(),
            fees: None,
            pin: None,
            extra: Extra::default(),
        }
    }

    /// Sets `reader`.
    #[must_use]
    pub fn reader(mut self, value: impl Into<String>) -> Self {
        self.reader = value.into();
        self
    }

    /// Sets `fees`.
    #[must_use]
    pub fn fees(mut self, value: impl Into<Fees>) -> Self {
        self.fees = Some(value.into());
        self
    }

    /// Sets `pin`.
    #[must_use]
    pub fn pin(mut self, value: impl Into<String>) -> Self {
        self.pin = Some(value.into());
        self
    }
}

impl fmt::Debug for Card {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card")
            .field("reader", &self.reader)
            .field("fees", &self.fees)
            .field("pin", &self.pin.as_ref().map(|_| Hidden))
            .field("extra", &self.extra)
            .finish()
    }
}
