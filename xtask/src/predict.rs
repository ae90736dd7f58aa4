//! Writes predictions for the yardstick.
use hearsay_text::span::{CodePoints, Span};
use std::fmt::Write;
/// Writes.
pub(crate) fn run() -> anyhow::Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/polnear/dev/text");
    let mut files: Vec<_> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut out = String::new();
    let (mut n, mut t) = (0, 0.0);
    for f in files {
        let bytes = std::fs::read(&f)?;
        let start = std::time::Instant::now();
        let d = hearsay_text::import::import(f.file_stem().and_then(|s| s.to_str()).unwrap_or(""), &bytes);
        let r = hearsay_reading::read::read(&d);
        t += start.elapsed().as_secs_f64();
        n += d.text.split_whitespace().count();
        let cp = CodePoints::new(&d.text);
        let js = |s: &[Span]| s.iter().map(|s| { let (a, b) = cp.span(*s); format!("[{a},{b}]") }).collect::<Vec<_>>().join(",");
        write!(out, "{{\"document\":\"{}\",\"attributions\":[", d.name)?;
        for (i, a) in r.attributions.iter().enumerate() {
            write!(out, "{}{{\"source\":[{}],\"cue\":[{}],\"content\":[{}],\"within\":{}}}", if i > 0 { "," } else { "" }, js(&a.source), js(&a.cue), js(&a.content), a.within.map_or("null".into(), |w| format!("\"{w}\"")))?;
        }
        out.push_str("]}\n");
    }
    std::fs::write("/tmp/pred.jsonl", out)?;
    println!("{n} words, {:.0} words/s", n as f64 / t);
    Ok(())
}
