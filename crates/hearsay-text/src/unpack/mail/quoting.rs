//! Which lines of a mail are the sender's own words, which the mail that is answered, and what is passed on.
//!
//! What is answered stands in a mail of its own and would count twice: it is set apart. What is **forwarded** is why the
//! mail was sent, and often all that is left of it: it is kept, and the mail is known as a relay of it.

/// What stands in a mail's lines, or in the blocks of an HTML mail.
#[derive(Debug, Default)]
pub(super) struct Quoting {
    /// For each line, whether it is not the sender's: quoted, or the lines around what is quoted.
    pub(super) is_quoted: Vec<bool>,
    /// Who wrote what is passed on.
    pub(super) forwarded_from: Option<String>,
    /// The last line with a mark of its own.
    last_marked: Option<usize>,
    /// Whether what the markup quotes was taken in already.
    is_taken_in: bool,
}

/// How many lines a phrase such as "On Monday, Ann Lee wrote:" may take.
const INTRODUCTION_LINES_MAX: usize = 3;

/// How many lines after "From:" may hold the other headers of a mail that is quoted without marks.
const HEADER_LINES_MAX: usize = 8;

/// Marks lines; `is_quoted` says what the markup knows already, `forwards` that the subject says "Fwd:".
pub(super) fn mark(lines: &[&str], is_quoted: Vec<bool>, forwards: bool) -> Quoting {
    let mut quoting = Quoting { is_quoted, ..Quoting::default() };
    for (line_idx, line) in lines.iter().enumerate() {
        if line.trim_start().starts_with('>') {
            quoting.is_quoted[line_idx] = true;
            quoting.last_marked = Some(line_idx);
        }
    }
    let mut line_idx = 0;
    while line_idx < lines.len() {
        let line = lines[line_idx].trim();
        if is_forward_mark(line) || (is_original_mark(line) && forwards) {
            line_idx = quoting.pass_on(lines, line_idx + 1, line_idx);
        } else if quoting.is_quoted[line_idx] || line.is_empty() {
            line_idx += 1;
        } else if is_original_mark(line) {
            quoting.set_apart(line_idx..lines.len());
            return quoting;
        } else if is_header_block(&lines[line_idx..]) {
            if !forwards {
                quoting.set_apart(line_idx..lines.len());
                return quoting;
            }
            line_idx = quoting.pass_on(lines, line_idx, line_idx);
        } else if let Some((n_lines, rest_is_quoted)) = quoting.introduction(lines, line_idx) {
            let end = if rest_is_quoted { lines.len() } else { line_idx + n_lines };
            quoting.set_apart(line_idx..end);
            line_idx = end;
        } else if is_signature_mark(lines[line_idx]) {
            let end = (line_idx..lines.len()).find(|&next| quoting.is_quoted[next]).unwrap_or(lines.len());
            quoting.set_apart(line_idx..end);
            line_idx = end;
        } else {
            line_idx += 1;
        }
    }
    quoting
}

impl Quoting {
    fn set_apart(&mut self, lines: std::ops::Range<usize>) {
        self.is_quoted[lines].fill(true);
    }

    /// Sets the mark and the headers of a forwarded mail apart, and takes its words in; returns the line after the headers.
    fn pass_on(&mut self, lines: &[&str], first: usize, mark: usize) -> usize {
        self.set_apart(mark..first);
        let mut end = first;
        for (line_idx, line) in lines.iter().enumerate().skip(first).take(2 * HEADER_LINES_MAX) {
            let line = line.trim_start_matches(['>', ' ', '*']).trim();
            let header = header_of(line);
            if header.is_none() && !(line.is_empty() && end == first) {
                break;
            }
            if let Some((Header::From, value)) = header
                && self.forwarded_from.is_none()
            {
                self.forwarded_from = Some(name_of(value));
            }
            end = line_idx + 1;
        }
        self.set_apart(first..end);
        // What the markup took for a quotation because it stands in the same box is passed on as well.
        if !self.is_taken_in && self.last_marked.is_none_or(|marked| marked < end) {
            self.is_quoted[end..].fill(false);
            self.is_taken_in = true;
        }
        end.max(mark + 1)
    }

    /// Returns how many lines "On Monday, Ann Lee wrote:" takes, if it begins here, and whether all that follows is hers.
    fn introduction(&self, lines: &[&str], first: usize) -> Option<(usize, bool)> {
        let mut phrase = String::new();
        for n_lines in 1..=INTRODUCTION_LINES_MAX.min(lines.len() - first) {
            let line = lines[first + n_lines - 1].trim();
            if line.is_empty() || self.is_quoted[first + n_lines - 1] {
                return None;
            }
            phrase.push_str(line);
            phrase.push(' ');
            if !is_introduction(phrase.trim_end()) {
                continue;
            }
            let mut after = first + n_lines;
            while lines.get(after).is_some_and(|line| line.trim().is_empty()) {
                after += 1;
            }
            if self.is_quoted.get(after) == Some(&true) {
                return Some((n_lines, false));
            }
            let is_certain = phrase.contains('@') && phrase.bytes().any(|byte| byte.is_ascii_digit());
            return is_certain.then_some((n_lines, true));
        }
        None
    }
}

fn is_introduction(phrase: &str) -> bool {
    const BEGINNINGS: [&str; 12] =
        ["On ", "Am ", "Le ", "El ", "Em ", "Op ", "Il ", "Den ", "W dniu ", "Dne ", "Quoting ", "В "];
    const ENDINGS: [&str; 14] = [
        "wrote:",
        "writes:",
        "said:",
        "schrieb:",
        "a écrit :",
        "a écrit:",
        "escribió:",
        "escreveu:",
        "schreef:",
        "scritto:",
        "skrev:",
        "napisał:",
        "пишет:",
        "написал(а):",
    ];
    let begins = BEGINNINGS.iter().any(|beginning| phrase.starts_with(beginning))
        || phrase.starts_with(|c: char| c.is_ascii_digit())
        || phrase.contains('@');
    let ends = ENDINGS.iter().any(|ending| phrase.ends_with(ending))
        || (phrase.starts_with("Am ") && phrase.contains(" schrieb ") && phrase.ends_with(':'));
    begins && ends
}

/// "-- " and nothing else.
fn is_signature_mark(line: &str) -> bool {
    matches!(line.trim_end_matches(['\r', '\n']), "-- " | "--")
}

/// The words between the hyphens of "-----Original Message-----".
fn between_hyphens(line: &str) -> Option<&str> {
    let words = line.strip_prefix("----")?.trim_matches('-').trim();
    (line.ends_with('-') && !words.is_empty()).then_some(words)
}

fn is_original_mark(line: &str) -> bool {
    const MARKS: [&str; 7] = [
        "Original Message",
        "Original message",
        "Original Appointment",
        "Ursprüngliche Nachricht",
        "Message d'origine",
        "Mensaje original",
        "Исходное сообщение",
    ];
    between_hyphens(line).is_some_and(|words| MARKS.contains(&words))
}

fn is_forward_mark(line: &str) -> bool {
    const MARKS: [&str; 7] = [
        "Forwarded message",
        "Forwarded Message",
        "Weitergeleitete Nachricht",
        "Message transféré",
        "Mensaje reenviado",
        "Пересылаемое сообщение",
        "Пересылаемое письмо",
    ];
    line == "Begin forwarded message:" || between_hyphens(line).is_some_and(|words| MARKS.contains(&words))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    From,
    Other,
}

/// Returns the header that a quoted mail's line is, in the languages of its mail program.
fn header_of(line: &str) -> Option<(Header, &str)> {
    const FROM: [&str; 5] = ["From", "Von", "De", "Da", "От"];
    const OTHERS: [&str; 22] = [
        "An",
        "Asunto",
        "Betreff",
        "CC",
        "Cc",
        "Date",
        "Datum",
        "Enviado",
        "Envoyé",
        "Fecha",
        "Gesendet",
        "Objet",
        "Para",
        "Reply-To",
        "Sent",
        "Subject",
        "To",
        "À",
        "Дата",
        "Кому",
        "Копия",
        "Тема",
    ];
    let (name, value) = line.split_once(':')?;
    let name = name.trim().trim_matches('*');
    if FROM.contains(&name) {
        return Some((Header::From, value.trim().trim_matches('*').trim()));
    }
    OTHERS.contains(&name).then_some((Header::Other, value))
}

/// Returns whether a mail's headers begin here: "From:", and at least two others right below.
///
/// An HTML mail may hold all of them in one block, a line each.
fn is_header_block(lines: &[&str]) -> bool {
    let mut headers = lines.iter().flat_map(|line| line.lines()).map(str::trim).filter(|line| !line.is_empty());
    let first = headers.next().and_then(header_of);
    first.is_some_and(|(header, _)| header == Header::From)
        && headers.take(HEADER_LINES_MAX).map_while(header_of).count() >= 2
}

/// Returns "Ann Lee" of "Ann Lee <ann@example.org>".
fn name_of(value: &str) -> String {
    let first = value.lines().next().unwrap_or(value);
    let name = first.split(['<', '[']).next().unwrap_or("").trim().trim_matches(['"', '\'']).trim();
    if name.is_empty() { first.trim_matches(['<', '>', ' ']).to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str, forwards: bool) -> (Vec<&str>, Option<String>) {
        let lines: Vec<&str> = text.lines().collect();
        let quoting = mark(&lines, vec![false; lines.len()], forwards);
        let own = lines.iter().zip(&quoting.is_quoted).filter(|(line, is_quoted)| !**is_quoted && !line.is_empty());
        (own.map(|(line, _)| *line).collect(), quoting.forwarded_from)
    }

    #[test]
    fn what_is_answered_is_set_apart() {
        let text = "I saw it.\n\nOn Mon, 21 Mar 2022 at 10:00, Ann Lee\n<ann@example.org> wrote:\n> Did you see it?\n> Say so.\nAnd the bridge.\n-- \nBoris\n";
        assert_eq!(own(text, false).0, ["I saw it.", "And the bridge."]);
        let text = "I saw it.\n\n-----Original Message-----\nFrom: Ann Lee\nSent: Monday\n\nDid you see it?\n";
        assert_eq!(own(text, false).0, ["I saw it."]);
        let text = "I saw it.\n\nFrom: Ann Lee\nSent: Monday\nTo: Boris\nSubject: it\n\nDid you see it?\n";
        assert_eq!(own(text, false).0, ["I saw it."]);
    }

    #[test]
    fn what_is_forwarded_is_kept() {
        let text = "See below.\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@example.org>\nDate: Mon\nSubject: it\nTo: b@example.org\n\nThe bridge fell.\n";
        assert_eq!(own(text, false), (vec!["See below.", "The bridge fell."], Some("Ann Lee".to_owned())));
        let text = "See below.\n\nFrom: Ann Lee\nSent: Monday\nTo: Boris\n\nThe bridge fell.\n";
        assert_eq!(own(text, true), (vec!["See below.", "The bridge fell."], Some("Ann Lee".to_owned())));
    }

    #[test]
    fn prose_is_not_taken_for_a_quotation() {
        for text in [
            "On Monday the minister wrote:\nThe bridge stands.",
            "From: is a preposition.\nHe said so.",
            "He wrote: no.",
            "------\nThe bridge fell.",
        ] {
            assert_eq!(own(text, false).0.len(), 2 - usize::from(!text.contains('\n')), "{text}");
        }
    }
}
