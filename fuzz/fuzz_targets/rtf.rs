//! Rich text: any bytes are read or refused, whatever they begin with.
#![no_main]

mod sound;

use hearsay_text::document::Format;
use hearsay_text::import::{ImportSettings, import};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for format in [Format::Rtf] {
        let settings = ImportSettings { format: Some(format), ..ImportSettings::default() };
        let Ok(document) = import("a", bytes, &settings) else { continue };
        sound::check(&document);
    }
});
