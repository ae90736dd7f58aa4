//! Import takes any bytes, in any format, without a panic; what it returns can be sliced.
#![no_main]

mod sound;

use hearsay_text::html::main_content::Effort;
use hearsay_text::import::{ImportSettings, import};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for name in ["a.html", "a.md", "a.txt"] {
        let settings = ImportSettings { effort: Effort::Bulk, ..ImportSettings::default() };
        let Ok(document) = import(name, bytes, &settings) else { continue };
        sound::check(&document);
    }
});
