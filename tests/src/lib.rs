//! What the suites that cross crates share.

pub mod case;
mod compile_fail;
mod example;
pub mod fleet;
// Generated files keep the style of the generator.
#[rustfmt::skip]
#[warn(clippy::pedantic)]
pub mod generated;
/// What the generator makes of a document that has lost something.
#[rustfmt::skip]
#[path = "../../codegen/tests/golden/kept/expected/types/mod.rs"]
pub mod kept;
pub mod proxy;
pub mod scenario;

pub use example::{Example, blocking_example, client, example};
