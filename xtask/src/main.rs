//! Measures quality, trains the fast reader, checks tidiness.
fn main() {}
