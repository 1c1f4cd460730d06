//! What the program does, from the outside.

#[cfg(test)]
mod exit_codes;
#[cfg(test)]
mod service;
#[cfg(test)]
mod surroundings;
#[cfg(test)]
mod transcripts;
