//! Nothing: what matters are the dependencies.
