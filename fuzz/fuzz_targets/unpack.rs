//! Unpacking takes any bytes, under any name, without a panic; limits hold, and every part can be imported by itself.
#![no_main]

use hearsay_text::html::main_content::Effort;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::unpack::limits::UnpackLimits;
use hearsay_text::unpack::{UnpackSettings, unpack};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = UnpackLimits { bytes_out_max: 4 << 20, parts_max: 100, ..UnpackLimits::default() };
    let settings = UnpackSettings { limits, ..UnpackSettings::default() };
    let import_settings = ImportSettings { effort: Effort::Bulk, ..ImportSettings::default() };
    for name in ["a", "a.csv", "a.json", "a.eml", "a.emlx"] {
        let unpacked = unpack(name, bytes, &settings);
        assert!(unpacked.parts.len() <= limits.parts_max);
        assert!(unpacked.parts.iter().map(|part| part.bytes.len() as u64).sum::<u64>() <= limits.bytes_out_max);
        for part in &unpacked.parts {
            let Ok(document) = part.import(&import_settings) else { continue };
            let again = import(&part.name, &part.bytes, &part.settled(&import_settings)).expect("it was imported");
            assert_eq!(document.text, again.text);
            for block in &document.blocks {
                assert!(!block.span.of(&document.text).is_empty());
                assert!(document.alignment.original(block.span).is_some());
            }
        }
    }
});
