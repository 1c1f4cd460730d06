// What this template emits.

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
