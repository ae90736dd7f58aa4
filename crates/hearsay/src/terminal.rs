//! What the terminal is like: its width, whether it shows colour, and what must never be sent to it.

use std::borrow::Cow;
use std::io::{self, IsTerminal};

use terminal_size::{Width, terminal_size_of};

/// Columns when nothing says how wide the output is.
pub const WIDTH_DEFAULT: usize = 100;

/// The narrowest layout; a narrower terminal wraps it.
pub const WIDTH_MIN: usize = 40;

/// Whether to use colour, as the user puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`
    Auto,
    /// Even into a file or a pipe
    Always,
    /// Not at all
    Never,
}

/// Returns how many columns standard output has: the terminal's, else `COLUMNS`, else 100.
pub fn width() -> usize {
    let of_terminal = terminal_size_of(io::stdout()).map(|(Width(columns), _)| usize::from(columns));
    let of_environment = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
    of_terminal.or_else(of_environment).filter(|&columns| columns > 0).unwrap_or(WIDTH_DEFAULT).max(WIDTH_MIN)
}

/// Returns whether standard output gets colour.
pub fn color_on_stdout(choice: ColorChoice) -> bool {
    color(choice, io::stdout().is_terminal())
}

/// Returns whether standard error gets colour.
pub fn color_on_stderr(choice: ColorChoice) -> bool {
    color(choice, io::stderr().is_terminal())
}

fn color(choice: ColorChoice, is_terminal: bool) -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            is_terminal && !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// Returns `text` with every character that could command a terminal, or turn the reading order, made visible.
///
/// A leaked file may hold escape sequences; shown raw, they could hide or forge what is on the screen.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| stand_in(letter).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|letter| stand_in(letter).unwrap_or(letter)).collect())
}

/// Returns the visible stand-in of a character that must not reach a terminal.
fn stand_in(letter: char) -> Option<char> {
    match letter {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(letter)),
        '\x7f' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_commands_a_terminal_gets_through() {
        assert_eq!(clean("plain, Осечкин, 漢字, e\u{301}"), "plain, Осечкин, 漢字, e\u{301}");
        assert_eq!(clean("\x1b[2Jgone\u{9b}31m \u{202e}txt\x7f"), "␛[2Jgone\u{fffd}31m \u{fffd}txt␡");
    }

    #[test]
    fn the_user_has_the_last_word_on_colour() {
        assert!(color(ColorChoice::Always, false));
        assert!(!color(ColorChoice::Never, true));
        assert!(!color(ColorChoice::Auto, false));
    }
}
