//! What bad input gets: one clear line that names it, a hint, and all the other files read.

use std::fs;

use expect_test::{Expect, expect};

use crate::program::Folder;

/// Reads `names` next to a good file and compares what is told.
fn check(folder: &Folder, names: &[&str], expected: Expect) {
    folder.write("good.txt", "It rained, Ann said.\n");
    let answer = folder.run(&[&["read", "--show", "text"], names, &["good.txt"]].concat());
    assert!(answer.stdout.contains("It rained"), "the others are read all the same");
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    expected.assert_eq(&answer.stderr);
    let alone = folder.run(&[&["read"], names].concat());
    assert_eq!((alone.code, alone.stdout.as_str()), (3, ""));
}

#[test]
fn a_missing_file() {
    check(
        &Folder::new(),
        &["nowhere.txt"],
        expect![[r#"
        error: nowhere.txt: no such file or folder
        hint: check the spelling, and the folder you are in
        note: 1 of 2 inputs could not be read; the rest were
    "#]],
    );
}

#[test]
fn empty_files_share_a_hint() {
    let folder = Folder::new();
    folder.write("empty.txt", "").write("also.txt", "");
    check(
        &folder,
        &["empty.txt", "also.txt"],
        expect![[r#"
            error: empty.txt: it is empty
            hint: save or download it again: there is not one byte in it
            error: also.txt: it is empty
            note: 2 of 3 inputs could not be read; the rest were
        "#]],
    );
}

#[test]
fn a_folder_without_a_readable_file() {
    let folder = Folder::new();
    folder.write("photos/cat.jpg", "meow").write("photos/.hidden.txt", "hidden");
    check(
        &folder,
        &["photos"],
        expect![[r#"
            error: photos: no file in this folder is one that hearsay reads
            hint: in folders it reads .txt .md .markdown .html .htm .pdf .docx .odt .rtf .srt .vtt .eml .mbox .zip .warc .wacz .csv .tsv .jsonl .rss .atom .gz; name any other file itself to have it read as text
            note: 1 of 2 inputs could not be read; the rest were
        "#]],
    );
}

#[test]
fn a_file_over_the_limit_is_never_opened() {
    let folder = Folder::new();
    let zeros = fs::File::create(folder.path("zeros.txt")).expect("a file can be made");
    zeros.set_len(200 * 1024 * 1024).expect("it can be made long");
    check(
        &folder,
        &["zeros.txt"],
        expect![[r#"
        error: zeros.txt: holds 200 MiB, more than the 64 MiB allowed
        hint: allow more with --max-bytes 200MiB, or split it
        note: 1 of 2 inputs could not be read; the rest were
    "#]],
    );
}

#[test]
fn what_holds_no_text_whatever_its_name() {
    let folder = Folder::new();
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 500]].concat();
    folder
        .write("picture.txt", png)
        .write("zeros.txt", [0; 5000])
        .write("blank.txt", " \n\t\n")
        .write("a.txt", b"PK\x03\x04zip");
    check(
        &folder,
        &["picture.txt", "zeros.txt", "blank.txt", "a.txt"],
        expect![[r#"
            error: picture.txt: it is a PNG picture, not text
            hint: run character recognition (OCR) on it and read the text that comes out
            error: zeros.txt: it holds nothing but zero bytes
            hint: it was probably never written out, copy it again from its source
            error: blank.txt: it is empty
            hint: check that it was saved or copied in full
            error: a.txt: it is damaged or cut off, and what follows the damage is missing
            hint: copy it again from its source
            note: 4 of 5 inputs could not be read; the rest were
        "#]],
    );
}

#[test]
fn a_page_nested_very_deep_and_half_a_character_are_read() {
    let folder = Folder::new();
    let deep = "<div>".repeat(100_000) + "It rained, Ann said." + &"</div>".repeat(100_000);
    folder
        .write("deep.html", deep)
        .write("half.txt", b"It rained, Ann sa\xc3")
        .write("deep.md", "> ".repeat(100_000) + "Rain.");
    let answer = folder.run(&["read", "--json", "deep.html", "half.txt", "deep.md"]);
    assert_eq!((answer.code, answer.stdout.lines().count(), answer.stderr.as_str()), (0, 3, ""));
    assert!(answer.stdout.contains("too-deep"), "{}", answer.stdout);
}

#[test]
fn too_much_on_standard_input() {
    let folder = Folder::new();
    let answer = folder.run_with(&["read", "--max-bytes", "1KiB"], &[], &[b'a'; 5000]);
    assert_eq!(answer.code, 3);
    expect![[r#"
        error: standard input: holds more than the 1 KiB allowed
        hint: allow more with --max-bytes 1MiB, or split it
    "#]]
    .assert_eq(&answer.stderr);
}

#[test]
fn a_setting_that_makes_no_sense() {
    let folder = Folder::new();
    let answer = folder.run_with(&["read", "-"], &[("HEARSAY_MAX_BYTES", "lots")], b"text");
    assert_eq!((answer.code, answer.stdout.as_str()), (1, ""));
    expect![[r#"
        error: HEARSAY_MAX_BYTES in the environment makes no sense
        hint: write a number of bytes, such as 5000, 64MiB or 1GiB; or unset HEARSAY_MAX_BYTES
    "#]]
    .assert_eq(&answer.stderr);
}

#[test]
fn folders_are_read_in_order_without_what_is_hidden() {
    let folder = Folder::new();
    for name in ["b/2.txt", "b/10.md", "a/x.HTML", "a/.git/y.txt", ".z.txt", "c.markdown", "b.htm", "d.png"] {
        folder.write(&format!("leak/{name}"), "<p>Words.</p>");
    }
    let answer = folder.run(&["read", "--json", "leak"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let files = answer.stdout.lines().map(|line| {
        let value: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        value["file"].as_str().expect("a name").replace('\\', "/")
    });
    assert_eq!(
        files.collect::<Vec<_>>(),
        ["leak/a/x.HTML", "leak/b/10.md", "leak/b/2.txt", "leak/b.htm", "leak/c.markdown"]
    );
}

#[cfg(unix)]
mod unix {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn links_that_lead_nowhere() {
        let folder = Folder::new();
        symlink("gone.txt", folder.path("dangling.txt")).expect("a link can be made");
        symlink("loop.txt", folder.path("loop.txt")).expect("a link can be made");
        check(
            &folder,
            &["dangling.txt", "loop.txt"],
            expect![[r#"
            error: dangling.txt: is a link to something that is not there
            hint: bring back what it points to, or name the file itself
            error: loop.txt: is a link that leads nowhere
            hint: name the file itself
            note: 2 of 3 inputs could not be read; the rest were
        "#]],
        );
    }

    #[test]
    fn a_folder_that_links_to_itself_ends() {
        let folder = Folder::new();
        folder.write("leak/a.txt", "A.");
        symlink(".", folder.path("leak/again")).expect("a link can be made");
        symlink("../leak", folder.path("leak/again.txt")).expect("a link can be made");
        let answer = folder.run(&["read", "--json", "leak"]);
        assert_eq!((answer.code, answer.stdout.lines().count()), (0, 1), "{}", answer.stderr);
    }

    #[test]
    fn pipes_and_devices_are_never_waited_for() {
        let folder = Folder::new();
        let made = Command::new("mkfifo").arg(folder.path("pipe.txt")).status();
        if !made.is_ok_and(|status| status.success()) {
            return eprintln!("skipped: no pipe could be made here");
        }
        check(
            &folder,
            &["pipe.txt", "/dev/zero"],
            expect![[r#"
                error: pipe.txt: is neither a file nor a folder, but a pipe or a device
                hint: those are not opened by name, since they may never end: send the text in, as in ... | hearsay read -
                error: /dev/zero: is neither a file nor a folder, but a pipe or a device
                note: 2 of 3 inputs could not be read; the rest were
            "#]],
        );
        fs::create_dir(folder.path("leak")).expect("a folder can be made");
        fs::rename(folder.path("pipe.txt"), folder.path("leak/pipe.txt")).expect("it can be moved");
        assert_eq!(folder.run(&["read", "leak"]).code, 3);
    }

    #[test]
    fn a_file_that_may_not_be_read() {
        let folder = Folder::new();
        folder.write("secret.txt", "Secret.");
        let path = folder.path("secret.txt");
        fs::set_permissions(&path, Permissions::from_mode(0o000)).expect("it can be closed");
        if fs::read(&path).is_ok() {
            return eprintln!("skipped: whoever runs this may read everything");
        }
        check(&folder, &["secret.txt"], expect![[""]]);
    }

    #[test]
    fn names_that_command_the_terminal_are_told_harmlessly() {
        let folder = Folder::new();
        let answer = folder.run(&["read", "e\x1b[2Jvil.txt"]);
        assert!(answer.stderr.starts_with("error: e␛[2Jvil.txt: no such file"), "{:?}", answer.stderr);
    }
}
