//! The files of the page: made by the test in `assets.rs` from the folder `ui/`, not by hand.

use super::Asset;

#[rustfmt::skip]
pub(super) static ASSETS: &[Asset] = &[
    Asset { path: "index.html", bytes: include_bytes!("../../../ui/index.html") },
];
