//! What the views look like, on readings made by hand.

use expect_test::{Expect, expect};
use hearsay::intake::Taken;
use hearsay::view::explanation::explanation;
use hearsay::view::explanation::ground::finding;
use hearsay::view::look::Look;
use hearsay::view::overview::{entry, overview};
use hearsay::view::page;
use hearsay_reading::numbers::{Comparison, Number};
use hearsay_reading::reading::{About, Act, Quotation};
use hearsay_text::document::BlockKind;
use hearsay_text::trouble::TroubleKind;

use crate::readings::{Hand, letter, report};

const WIDE: Look = Look { width: 100, color: false, ascii: false };
const NARROW: Look = Look { width: 60, color: false, ascii: false };

fn check(hand: Hand, look: Look, expected: Expect) {
    expected.assert_eq(&shown(&hand.taken(), &look));
}

fn shown(taken: &Taken, look: &Look) -> String {
    let page = page::page(taken, look);
    format!("{}\n{}", page.header, page.body)
}

#[test]
fn a_wide_page_has_the_notes_beside_the_text() {
    let page = page::page(&letter(), &WIDE);
    expect![[r#"
        ── letter ───────────────────────────────────────────────────── 5 attributions: 4 speech, 1 attitude
           The letter that nobody signed
           by Mara Quill · The Daily Sound · published 3 May 2024 · changed 4 May 2024
           {source}  _cue_  ⟦a1 what is said⟧  ~hedge~  ┊ not read
           a1 attribution, l1 artefact, v1 verdict, e1 who; why: hearsay explain l1 FILE

          Harbour letter names no one                        │

        ┊ By Mara Quill                                      │ byline, not read

          ⟦a1 The minister ~supposedly~ knew of the leak⟧,   │ a1 Tomas Brandt · claims · indirect · speech
          {Tomas Brandt} _claims_, ⟦a1 for a year⟧.          │    hedged: supposedly (content)

          {An ~alleged~ letter from a harbour pilot} _says_  │ a2 An alleged letter from a harbour pilot ·
          ⟦a2 the pilot _was told_ ⟦a3 “do not log the       │    says · mixed · speech
          tanker”⟧⟧ and to go home. {The ministry} _did not  │    hedged: alleged (authenticity)
          say_ ⟦a4 who signed it⟧. {Observers} _fear_        │ └ a3 nobody named · was told ·
          ⟦a5 that the tanker will sail again⟧.              │      direct · speech
                                                             │ a4 The ministry · did not say · not said ·
                                                             │    indirect · speech
                                                             │ a5 Observers · fear · indirect · attitude

        ┊ Please enter your comment!                         │ page furniture, not read
        ┊ More like this                                     │
    "#]]
    .assert_eq(&(page.header + &page::legend(&WIDE) + "\n" + &page.body));
}

#[test]
fn a_narrow_page_has_the_notes_under_each_paragraph() {
    let page = page::page(&letter(), &NARROW);
    expect![[r#"
        ── letter ───────────── 5 attributions: 4 speech, 1 attitude
           The letter that nobody signed
           by Mara Quill · The Daily Sound · published 3 May 2024 ·
             changed 4 May 2024
           {source}  _cue_  ⟦a1 what is said⟧  ~hedge~  ┊ not read
           a1 attribution, l1 artefact, v1 verdict, e1 who; why:
             hearsay explain l1 FILE

          Harbour letter names no one

        ┊ (byline, not read)
        ┊ By Mara Quill

          ⟦a1 The minister ~supposedly~ knew of the leak⟧, {Tomas
          Brandt} _claims_, ⟦a1 for a year⟧.
          │ a1 Tomas Brandt · claims · indirect · speech
          │    hedged: supposedly (content)

          {An ~alleged~ letter from a harbour pilot} _says_ ⟦a2 the
          pilot _was told_ ⟦a3 “do not log the tanker”⟧⟧ and to go
          home. {The ministry} _did not say_ ⟦a4 who signed it⟧.
          {Observers} _fear_ ⟦a5 that the tanker will sail again⟧.
          │ a2 An alleged letter from a harbour pilot · says ·
          │    mixed · speech
          │    hedged: alleged (authenticity)
          │ └ a3 nobody named · was told · direct · speech
          │ a4 The ministry · did not say · not said ·
          │    indirect · speech
          │ a5 Observers · fear · indirect · attitude

        ┊ (page furniture, not read)
        ┊ Please enter your comment!
        ┊ More like this
    "#]]
    .assert_eq(&(page.header + &page::legend(&NARROW) + "\n" + &page.body));
}

#[test]
fn the_manual_shows_what_is_printed() {
    let text = "The minister supposedly knew of the leak, Tomas Brandt claims, for a year.\n\n\
        The pilot was told “do not log the tanker” and to go home.\n\nPlease enter your comment!\n";
    let taken = Hand::of("letter", text)
        .block("Please enter", BlockKind::Furniture)
        .says("Tomas Brandt", "claims", &["The minister supposedly knew of the leak", "for a year"])
        .hedged("supposedly", About::Content, "supposedly")
        .says("", "was told", &["“do not log the tanker”"])
        .with(|attribution| attribution.quotation = Quotation::Direct)
        .taken();
    let page = page::page(&taken, &WIDE);
    let printed = format!("{}{}\n{}", page.header, page::legend(&WIDE), page.body);
    let indented: Vec<String> = printed.lines().map(|line| format!("    {line}").trim_end().to_owned()).collect();
    let manual = include_str!("../../README.md");
    assert!(manual.contains(&indented.join("\n")), "the manual should show:\n{}", indented.join("\n"));
}

#[test]
fn a_title_that_the_text_begins_with_is_not_told_twice() {
    let taken = Hand::of("letter", "The letter that nobody signed\n\nIt rained.\n").described().taken();
    assert_eq!(shown(&taken, &WIDE).matches("nobody signed").count(), 1);
}

#[test]
fn ascii_signs_are_enough() {
    let hand =
        || {
            Hand::of("flood", "The dam may burst, Ann said Bo said.")
                .says("Ann", "said Bo", &["The dam may burst"])
                .hedged("may", About::Content, "may")
        };
    let ascii = Look { ascii: true, ..NARROW };
    check(
        hand(),
        ascii,
        expect![[r#"
            -- flood ----------------------------- 1 attribution: speech

              [a1 The dam ~may~ burst], {Ann} _said Bo_ said.
              | a1 Ann - said Bo - indirect - speech
              |    hedged: may (content)
        "#]],
    );
    assert!((shown(&hand().taken(), &ascii) + &page::legend(&ascii)).is_ascii());
}

#[test]
fn colour_takes_the_place_of_the_signs() {
    let hand = Hand::of("flood", "The dam may burst, Ann said. Bo hopes not.")
        .says("Ann", "said", &["The dam may burst"])
        .hedged("may", About::Content, "may")
        .says("Bo", "hopes", &["not"])
        .with(|attribution| attribution.act = Act::Attitude);
    let shown = shown(&hand.taken(), &Look { color: true, ..NARROW });
    expect![[r#"
        ^[2m── ^[0m^[1mflood ^[0m^[2m──────────────^[0m 2 attributions: 1 speech, 1 attitude

        ^[2m ^[0m ^[32m⟦^[0m^[1;32ma1^[0m^[32m The dam ^[0m^[4;31mmay^[0m^[32m burst⟧^[0m, ^[1;35mAnn^[0m ^[35msaid^[0m. ^[1;35mBo^[0m ^[35mhopes^[0m ^[3;36m⟦^[0m^[1;3;36ma2^[0m^[3;36m not⟧^[0m.
          ^[2m│^[0m ^[1;32ma1^[0m ^[1;35mAnn^[0m ^[2m·^[0m ^[35msaid^[0m ^[2m·^[0m ^[2mindirect^[0m ^[2m·^[0m ^[32mspeech^[0m
          ^[2m│^[0m    ^[2mhedged:^[0m ^[4;31mmay^[0m ^[2m(content)^[0m
          ^[2m│^[0m ^[1;3;36ma2^[0m ^[1;35mBo^[0m ^[2m·^[0m ^[35mhopes^[0m ^[2m·^[0m ^[2mindirect^[0m ^[2m·^[0m ^[3;36mattitude^[0m
    "#]].assert_eq(&shown.replace('\x1b', "^"));
}

#[test]
fn three_deep_is_indented_three_times() {
    let hand = Hand::of("chain", "The Sun reports that Ann was told by Bo that Cy lied.")
        .says("The Sun", "reports", &["that Ann was told by Bo that Cy lied"])
        .says("Bo", "was told by", &["that Cy lied"])
        .within(1)
        .says("Cy", "lied", &["Cy lied"])
        .within(2);
    check(
        hand,
        WIDE,
        expect![[r#"
            ── chain ──────────────────────────────────────────────────────────────── 3 attributions: all speech

              {The Sun} _reports_ ⟦a1 that Ann _was told by_     │ a1 The Sun · reports · indirect · speech
              {Bo} ⟦a2 that ⟦a3 {Cy} _lied_⟧⟧⟧.                  │ └ a2 Bo · was told by · indirect · speech
                                                                 │   └ a3 Cy · lied · indirect · speech
        "#]],
    );
}

#[test]
fn content_may_run_on_and_name_its_parent_from_afar() {
    let hand = Hand::of("speech", "Ann said: we won.\nWe won twice, Bo says.\n")
        .says("Ann", "said", &["we won.\nWe won twice, Bo says"])
        .says("Bo", "says", &["We won twice"])
        .within(1);
    check(
        hand,
        WIDE,
        expect![[r#"
            ── speech ─────────────────────────────────────────────────────────────── 2 attributions: all speech

              {Ann} _said_: ⟦a1 we won.⟧                         │ a1 Ann · said · indirect · speech

              ⟦a1 ⟦a2 We won twice⟧, {Bo} _says_⟧.               │ a2 Bo · says · indirect · speech · in a1
        "#]],
    );
}

#[test]
fn wide_characters_keep_the_margin_straight() {
    let hand = Hand::of("tokyo", "田中氏は、津波の恐れはないと述べた。しかし専門家は、その発言は誤りであり、住民は直ちに避難すべきだと主張している。 e\u{301}te\u{301} 👩‍🚒 said.")
        .says("田中氏", "述べた", &["津波の恐れはない"]);
    let shown = shown(&hand.taken(), &WIDE);
    for line in shown.lines().filter(|line| line.contains('│')) {
        let before = line.split('│').next().expect("there is a part before");
        assert_eq!(unicode_width::UnicodeWidthStr::width(before), 53, "{line}");
    }
    expect![[r#"
        ── tokyo ───────────────────────────────────────────────────────────────────── 1 attribution: speech

          {田中氏}は、⟦a1 津波の恐れはない⟧と_述べた_。しか  │ a1 田中氏 · 述べた · indirect · speech
          し専門家は、その発言は誤りであり、住民は直ちに避難 │
          すべきだと主張している。 été 👩‍🚒 said.              │
    "#]]
    .assert_eq(&shown);
}

#[test]
fn nothing_in_a_text_commands_the_terminal() {
    let hand = Hand::of("e\x1b[2Jvil", "He said \x1b]0;pwned\x07 it \u{202e}is fine\u{9b}2J.").says(
        "He",
        "said",
        &["\x1b]0;pwned\x07 it"],
    );
    let shown = shown(&hand.taken(), &NARROW);
    assert!(!shown.chars().any(|letter| letter.is_control() && letter != '\n'), "{shown:?}");
    assert!(!shown.contains('\u{202e}'));
    assert!(shown.contains("␛]0;pwned␇"), "{shown}");
}

#[test]
fn troubles_are_told_once_each() {
    let hand = Hand::of("torn", "one\ntwo \u{fffd}\nthree\n")
        .trouble(TroubleKind::Undecodable, "\u{fffd}")
        .trouble(TroubleKind::Undecodable, "three")
        .trouble(TroubleKind::NoMainContent, "one");
    check(
        hand,
        NARROW,
        expect![[r#"
            ── torn ──────────────────────────────────── no attributions
               ! bytes that are not text in the detected encoding stand
                 as U+FFFD (2 places, the first in line 2)
               ! line 1: no main content was found; the whole page was
                 taken

              one
              two �
              three
        "#]],
    );
}

#[test]
fn a_text_of_nothing_is_a_page_too() {
    check(
        Hand::of("void", " \n\n"),
        WIDE,
        expect![[r#"
            ── void ──────────────────────────────────────────────────────────────────────────── no attributions

        "#]],
    );
}

#[test]
fn every_width_fits() {
    for width in 40..=160 {
        for color in [false, true] {
            let plain = uncoloured(&shown(&letter(), &Look { width, color, ascii: false }));
            for line in plain.lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width, "{columns} columns of {width}: {line}");
            }
        }
    }
}

/// Returns `text` without the colours.
fn uncoloured(text: &str) -> String {
    let mut pieces = text.split('\x1b');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| plain + piece.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn an_explanation_gives_places_and_reasons() {
    let taken = letter();
    let first = explanation(&taken, &taken.reading.attributions[0], &WIDE);
    expect![[r#"
        ── a1 in letter ────────────────────────────────────────────────────────────────────────────────────

           ⟦a1 The minister ~supposedly~ knew of the leak⟧, {Tomas Brandt} _claims_, ⟦a1 for a year⟧.

        source       Tomas Brandt (line 5, column 43)
                     because tagged as source, probability 0.93
        cue          claims (line 5, column 56)
                     because cue 'claim' (lexicon acts: speech)
        content      The minister supposedly knew of the leak (line 5, column 1)
                     for a year (line 5, column 64)
        hedge        supposedly (line 5, column 14)
                     because about the content; modal; medium: left open; entry "supposedly" of the hedge
                             lexicon
        basis        told
        act          speech
                     because cue 'claim' makes it speech: "claims" (line 5, column 56)
        quotation    indirect
        confidence   high
    "#]]
    .assert_eq(&first);
    let third = explanation(&taken, &taken.reading.attributions[2], &NARROW);
    expect![[r#"
        ── a3 in letter ────────────────────────────────────────────

           An alleged letter from a harbour pilot says the pilot
           _was told_ ⟦a3 “do not log the tanker”⟧ and to go home.
           The ministry did not say who signed it. Observers fear
           that the tanker will sail again.

        source       nobody named
        chain        The Daily Sound → Mara Quill → An alleged
                     letter from a harbour pilot
        cue          was told (line 7, column 55)
        content      “do not log the tanker” (line 7, column 64)
        basis        told
        act          speech
        quotation    direct
        confidence   high
        within       a2 (An alleged letter from a harbour pilot
                     says)
    "#]]
    .assert_eq(&third);
}

#[test]
fn under_a_text_stand_who_how_many_and_when() {
    expect![[r#"
        ── report ─────────────────────────────────────────────────────────────── 2 attributions: all speech

          {Colonel Ada Brenn} _said on Monday_ ⟦a1 that up   │ a1 Colonel Ada Brenn · said on Monday ·
          to 40 crates had sunk in the 1990s⟧. Nobody went   │    indirect · speech
          to Tesk.                                           │    said on 11 March 2024 · tells of the 1990s
                                                             │ the writer: “Nobody went to Tesk.”

          Brenn kept the list of 12 for two weeks.           │ the writer
                                                             │ l1 list · obtained by Brenn kept = Ada
                                                             │    Brenn · when: Monday = 11 March 2024

          {A friend of hers} _says_ ⟦a2 so too⟧, and the     │ a2 A friend of hers · says ·
          divers would not confirm it on the day of the      │    indirect · speech
          storm.                                             │    anonymous
                                                             │ v1 the divers · declined to confirm · that l1
                                                             │    is genuine

        ── Who they are
          e1  Ada Brenn   Colonel · also Brenn kept · speech a1
          e2  A friend    person · of Ada Brenn · anonymous · speech a2
          e4  the divers  group · verdict v1
          places: e3 Tesk

        ── How many
          n1  up to 40  crates · a1 Colonel Ada Brenn
          n2  12        in “…the list of 12 for two weeks.” · the writer

        ── When
          t2  in the 1990s      “the 1990s” in a1 Colonel Ada Brenn
          t1  on 11 March 2024  “Monday”
          how long: t3 two weeks
          no date: t4 the day (hangs on the storm)
    "#]]
    .assert_eq(&shown(&report(), &WIDE));
    expect![[r#"
        ── report ─────────────────────── 2 attributions: all speech

          {Colonel Ada Brenn} _said on Monday_ ⟦a1 that up to 40
          crates had sunk in the 1990s⟧. Nobody went to Tesk.
          │ a1 Colonel Ada Brenn · said on Monday ·
          │    indirect · speech
          │    said on 11 March 2024 · tells of the 1990s
          │ the writer: “Nobody went to Tesk.”

          Brenn kept the list of 12 for two weeks.
          │ the writer
          │ l1 list · obtained by Brenn kept = Ada Brenn · when:
          │    Monday = 11 March 2024

          {A friend of hers} _says_ ⟦a2 so too⟧, and the divers
          would not confirm it on the day of the storm.
          │ a2 A friend of hers · says · indirect · speech
          │    anonymous
          │ v1 the divers · declined to confirm · that l1 is genuine

        ── Who they are
          e1  Ada Brenn   Colonel · also Brenn kept · speech a1
          e2  A friend    person · of Ada Brenn · anonymous · speech
                          a2
          e4  the divers  group · verdict v1
          places: e3 Tesk

        ── How many
          n1  up to 40  crates · a1 Colonel Ada Brenn
          n2  12        in “…the list of 12 for two weeks.” · the
                        writer

        ── When
          t2  in the 1990s      “the 1990s” in a1 Colonel Ada Brenn
          t1  on 11 March 2024  “Monday”
          how long: t3 two weeks
          no date: t4 the day (hangs on the storm)
    "#]]
    .assert_eq(&shown(&report(), &NARROW));
}

#[test]
fn ascii_is_enough_for_lists_and_overview() {
    let ascii = Look { ascii: true, ..NARROW };
    let told = shown(&report(), &ascii) + &overview(&[entry(&report(), &ascii)], 2, &ascii);
    assert!(told.is_ascii(), "{told}");
}

#[test]
fn times_numbers_and_the_rest_are_explained() {
    let explained: String = ["e1", "l1", "v1", "t1", "t4", "n1", "n2"]
        .iter()
        .map(|id| finding(&report(), id, &NARROW).unwrap_or_else(|| panic!("{id} is there")))
        .collect();
    expect![[r#"
        ── e1 in report ────────────────────────────────────────────
        entity       person
                     Ada Brenn
        rank         Colonel (line 1, column 1)
        source of    a1
        ── l1 in report ────────────────────────────────────────────
        artefact     list
                     because it is kept
        mentions     the list (line 3, column 12)
        obtained-by  Brenn kept (line 3, column 1)
                     because ‘kept’ says so
        when         Monday (line 1, column 27)
                     on 11 March 2024
                     because ‘on Monday’ says so
        ── v1 in report ────────────────────────────────────────────
        verdict      confirmed
                     because they would not
        outcome      declined
        cue          would not confirm (line 5, column 46)
        by           the divers (line 5, column 35)
        about        authenticity of l1
        word         the text’s own
        ── t1 in report ────────────────────────────────────────────
        time         Monday (line 1, column 27)
        when         on 11 March 2024
                     because it is said
        as TIMEX3    DATE 2024-03-11
        ── t4 in report ────────────────────────────────────────────
        time         the day (line 5, column 70)
        when         on a day (date unknown)
                     because it is said
        hangs on     the storm (line 5, column 81)
        as TIMEX3    DATE XXXX-XX-XX
        ── n1 in report ────────────────────────────────────────────
        number       40 (line 1, column 45)
        value        40
        compared     at most
                     because ‘up to’ says so
        counted      crates (line 1, column 48)
        ── n2 in report ────────────────────────────────────────────
        number       12 (line 3, column 24)
        value        12
        compared     exactly
                     because no word compares it
        counted      not told
    "#]]
    .assert_eq(&explained);
    for nothing in ["e0", "e99", "n3", "t5", "x1", "l", "v1x", ""] {
        assert_eq!(finding(&report(), nothing, &NARROW), None, "{nothing}");
    }
}

#[test]
fn an_overview_counts_and_lists() {
    let entries = [entry(&letter(), &WIDE), entry(&report(), &WIDE), entry(&report(), &WIDE)];
    expect![[r#"
        ── 3 documents ─────────────────────────────────────────────────────────────────────────────────────
           153 words · 9 attributions: 8 speech, 1 attitude · 4 sentences in the writers' own voice · 1
             input not read

        ── Documents  words  attributions  own voice  artefacts  verdicts
          letter         55             5          0          0         0  The letter that nobody signed
          report.txt     49             2          2          1         1
          report.txt     49             2          2          1         1

        ── Sources by name      attributions  speech  documents
          Ada Brenn                        2       2          2
          described, not named             4       3          1
          anonymous                        2       2          2
          nobody named                     1       1          1

        ── Artefacts
          report.txt  l1  list · obtained by Brenn kept = Ada Brenn · when: Monday = 11 March 2024
          report.txt  l1  list · obtained by Brenn kept = Ada Brenn · when: Monday = 11 March 2024

        ── Verdicts
          report.txt  v1  the divers · declined to confirm · that l1 is genuine
          report.txt  v1  the divers · declined to confirm · that l1 is genuine

        ── Look closer
          hearsay read letter.txt        a text with its notes
          hearsay explain a1 letter.txt  why a mark was made
    "#]]
    .assert_eq(&overview(&entries, 4, &WIDE));
    expect![[r#"
        ── 3 documents ─────────────────────────────────────────────
           153 words · 9 attributions: 8 speech, 1 attitude · 4
             sentences in the writers' own voice

        ── Documents  words  attributions  own voice
          letter         55             5          0
          report.txt     49             2          2
          report.txt     49             2          2

        ── Sources by name      attributions  speech  documents
          Ada Brenn                        2       2          2
          described, not named             4       3          1
          anonymous                        2       2          2
          nobody named                     1       1          1

        ── Artefacts
          report.txt  l1  list · obtained by Brenn kept = Ada
                          Brenn · when: Monday = 11 March 2024
          report.txt  l1  list · obtained by Brenn kept = Ada
                          Brenn · when: Monday = 11 March 2024

        ── Verdicts
          report.txt  v1  the divers · declined to confirm · that l1
                          is genuine
          report.txt  v1  the divers · declined to confirm · that l1
                          is genuine

        ── Look closer
          hearsay read letter.txt        a text with its notes
          hearsay explain a1 letter.txt  why a mark was made
    "#]]
    .assert_eq(&overview(&entries, 3, &NARROW));
}

#[test]
fn every_width_fits_the_overview() {
    for width in 40..=160 {
        let look = Look { width, color: true, ascii: false };
        let plain = uncoloured(&overview(&[entry(&letter(), &look), entry(&report(), &look)], 3, &look));
        for line in plain.lines() {
            let columns = unicode_width::UnicodeWidthStr::width(line);
            assert!(columns <= width, "{columns} columns of {width}: {line}");
        }
    }
}

#[test]
fn a_number_is_on_the_word_of_the_innermost_source() {
    let taken = Hand::of("fleet", "The Sun reports that Bo said 12 ships sank. Of 30 it knew.")
        .says("The Sun", "reports", &["that Bo said 12 ships sank"])
        .says("Bo", "said", &["12 ships sank"])
        .within(1)
        .read(|reading, find| {
            let number = |words: &str| Number {
                span: find(words),
                value: words.to_owned(),
                high: None,
                unit: None,
                comparison: Comparison::Exactly,
                comparison_span: None,
                counted: Some(find("ships")),
            };
            reading.numbers.extend([number("12"), number("30")]);
        })
        .taken();
    let shown = shown(&taken, &WIDE);
    assert!(shown.ends_with("── How many\n  n1  12  ships · a2 Bo\n  n2  30  ships\n"), "{shown}");
}
