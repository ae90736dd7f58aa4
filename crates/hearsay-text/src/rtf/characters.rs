//! Which encoding a code page or character set of RTF is, and which characters its control words stand for.

use encoding_rs::Encoding;

/// Returns the encoding of `\ansicpg` and `\cpg`.
pub(crate) fn of_code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10_000 => "macintosh",
        10_007 => "x-mac-cyrillic",
        65_001 => "utf-8",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// Returns the encoding of `\fcharset`; 0, 1 and the unknown are the file's own.
pub(crate) fn of_character_set(number: i32) -> Option<&'static Encoding> {
    of_code_page(match number {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// Returns what a control word stands for, if it is a character.
pub(crate) fn of_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "line" | "softline" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}

/// Returns what a control symbol stands for, if it is a character.
pub(crate) fn of_symbol(symbol: u8) -> Option<&'static str> {
    Some(match symbol {
        b'\\' => "\\",
        b'{' => "{",
        b'}' => "}",
        b'~' => "\u{A0}",
        b'_' => "\u{2011}",
        b'\t' => "\t",
        _ => return None,
    })
}
