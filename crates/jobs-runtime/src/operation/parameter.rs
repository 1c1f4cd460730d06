//! Values that stand in paths, queries and headers.

/// A value that can stand in a path or a query.
pub trait Parameter {
    /// Hands over the value's text: once for a scalar, once per element for a list, never if unset.
    fn each(&self, text: &mut dyn FnMut(&str));
}

impl Parameter for str {
    fn each(&self, text: &mut dyn FnMut(&str)) {
        text(self);
    }
}

impl Parameter for String {
    fn each(&self, text: &mut dyn FnMut(&str)) {
        text(self);
    }
}

/// Implements [`Parameter`] by the type's `Display`.
macro_rules! parameter_by_display {
    ($($scalar:ty),*) => {$(
        impl Parameter for $scalar {
            fn each(&self, text: &mut dyn FnMut(&str)) {
                text(&self.to_string());
            }
        }
    )*};
}

parameter_by_display!(bool, i64, u64, f64);

impl<T: Parameter> Parameter for Option<T> {
    fn each(&self, text: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.each(text);
        }
    }
}

impl<T: Parameter> Parameter for Vec<T> {
    fn each(&self, text: &mut dyn FnMut(&str)) {
        for value in self {
            value.each(text);
        }
    }
}
