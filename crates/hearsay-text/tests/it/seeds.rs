//! Small inputs of our own writing, which the properties cut and change; the fuzz corpus among them.

use std::path::Path;

use hearsay_text::import::{ImportSettings, import};

/// An article page with a menu, a headline, a byline, dates, teasers and damage.
pub(crate) const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Harbour letters name a second official | The Vale Post</title>
<meta property="og:title" content="Harbour letters name a second official"><meta property="og:site_name" content="The Vale Post">
<meta property="article:modified_time" content="2022-03-23T09:00:00Z">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Harbour letters name a second official","datePublished":"2022-03-21T10:00:00+03:00","dateModified":"2022-03-23T09:00:00Z","author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bob Ray"}]}]}</script>
<style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/w">World</a></ul></nav>
<article><h1>Harbour letters name a second official</h1><p class="byline">By <a rel="author" href="/a">Ann Lee</a> and Bob Ray</p>
<time datetime="2022-03-21T10:00:00+03:00">21 March 2022</time>
<p>A second letter said to come from inside the port authority was published on <b>Monday</b> by Mira Voss, an activist who runs the site Harbour&nbsp;Watch.</p>
<figure><img src="x.jpg"><figcaption>Cranes at the quay. Photo: Vale Post</figcaption></figure>
<p>The letter claims that the authority ordered the night cranes to be moved before the inspectors came, according to Voss. &ldquo;We were told on Friday that nobody would be on the quay,&rdquo; the letter says &amp; adds no more.</p>
<h2>A denial</h2>
<p>The port authority denied on Tuesday that any such order had been given, and its spokesman called the letter a crude forgery that nobody in the caf&eacute; by the quay would have believed for a minute.</p>
</article>
<section class="related"><h3>More like this</h3><ul><li><a href="/1">Ten ways to keep your bicycle dry this winter</a></li></ul></section>
<footer>&copy; 2022 The Vale Post. All rights reserved.</footer></body></html>"#;

/// A letter wrapped by hand, in two languages.
pub(crate) const LETTER: &str = "My dear Mira,\n\nI write to you because nobody else would listen. The order, which\nwas given by telephone on Friday, named the hour and the quay, and\nsaid that the cranes were to be moved.\n\n«Мы узнали об этом в пятницу», сказал мне начальник смены, и больше\nон ничего не добавил.\n\nYours,\nB.\n";

/// A scraped article with the page's tail.
pub(crate) const SCRAPED: &str = "Harbour letters name a second official, activist says\n\nBy Ann Lee\n\nA second letter said to come from inside the port authority was published on Monday by Mira Voss, an activist who runs the site Harbour Watch.\n\nThe letter claims that the authority ordered the night cranes to be moved before the inspectors came, according to Voss.\n\nThe port authority denied on Tuesday that any such order had been given, and its spokesman called the letter a crude forgery.\n\nPlease enter your comment!\nPlease enter your name here\n\nShare post:\n\nMore like this\n\nTen ways to keep your bicycle dry this winter\n";

/// Markdown with most of its elements.
pub(crate) const MARKDOWN: &str = "---\ntitle: \"Harbour letters\"\nauthor: Ann Lee\ndate: 2022-03-21\n---\n\n# Harbour letters\n\nMira Voss *said* that [the letter](http://example.org) was\nreal &amp; new, and that `b1` was a code.\n\n> We were told on Friday.\n\n- one\n- two\n\n| who | what |\n|---|---|\n| Voss | claims |\n\n```\ncode\n```\n";

/// SubRip with two unnamed speakers, a sentence over two captions, a label, a sound and a tag.
pub(crate) const SRT: &str = "1\n00:00:01,000 --> 00:00:03,500\n- Did you see the letter\n\n2\n00:00:03,600 --> 00:00:05,000\nbefore it was published?\n- <i>I saw it on Monday.</i>\n\n3\n00:00:06,000 --> 00:00:07,000\n[door slams]\n\n4\n00:01:00,000 --> 00:01:02,000\nVOSS: The harbour authority\nsaid that it was forged.\n\n5\n00:01:02,500 --> 00:01:04,000\nI never believed &quot;them&quot;.\n";

/// WebVTT with named voices, a note, a style sheet, and captions that roll up.
pub(crate) const WEBVTT: &str = "WEBVTT\nKind: captions\nLanguage: en-GB\n\nNOTE checked by nobody\n\nSTYLE\n::cue { color: red }\n\nq1\n00:01.000 --> 00:03.000 align:start\n<v Ann Lee>Did you see\n\n00:03.000 --> 00:04.000\n<v Ann Lee>the letter?\n\n00:04.000 --> 00:06.000\n<v.low Bob Ray>I saw it &amp; read it.</v> <v Ann Lee>When?</v>\n\n00:20.000 --> 00:22.000\nThe harbour was empty\n\n00:22.000 --> 00:24.000\nThe harbour was empty\nat that hour.\n";

/// Every seed, with the file name that it is imported under.
pub(crate) fn all() -> Vec<(&'static str, &'static str)> {
    vec![
        ("page.html", PAGE),
        ("letter.txt", LETTER),
        ("scraped.txt", SCRAPED),
        ("notes.md", MARKDOWN),
        ("talk.srt", SRT),
        ("talk.vtt", WEBVTT),
    ]
}

/// Everything in the fuzz corpus is imported as the fuzzer would, in every format and effort.
#[test]
fn the_fuzz_corpus_runs() {
    let names: [(&str, &[&str]); 4] = [
        ("import", &["a.html", "a.md", "a.txt", "a", "a.srt"]),
        ("subtitles", &["a", "a.srt", "a.vtt"]),
        ("rtf", &["a.rtf"]),
        ("pdf", &["a.pdf"]),
    ];
    let mut n_files = 0;
    for (target, names) in names {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
        for entry in std::fs::read_dir(folder).expect("the corpus is committed") {
            let bytes = std::fs::read(entry.expect("a committed file").path()).expect("a committed file");
            for name in names {
                if let Ok(document) = import(name, &bytes, &ImportSettings::default()) {
                    super::properties::hold(&document, &bytes);
                }
            }
            n_files += 1;
        }
    }
    assert!(n_files >= 14, "the corpus holds seeds");
}
