//! What the program does, from the outside.

#[cfg(test)]
mod bash;
#[cfg(test)]
mod child;
#[cfg(test)]
mod completions;
#[cfg(all(test, unix, feature = "emulator"))]
mod emulator;
#[cfg(test)]
mod exit_codes;
#[cfg(all(test, unix))]
mod readers;
#[cfg(all(test, unix))]
mod screens;
#[cfg(test)]
mod service;
#[cfg(all(test, unix))]
mod starts;
#[cfg(test)]
mod surroundings;
#[cfg(all(test, unix))]
mod terminal;
#[cfg(test)]
mod transcripts;
#[cfg(all(test, unix))]
mod waits;
