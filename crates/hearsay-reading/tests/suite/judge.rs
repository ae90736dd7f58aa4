//! Whether a passage is read as it must be, and the words that say what differs.

use hearsay_reading::read::{Reader, read};

use crate::answer::{self, Entry};
use crate::intake::take_in;
use crate::markdown::Passage;
use crate::marks;

/// How a passage was read, beside how it must be read.
pub(crate) struct Judgement {
    /// What must be read.
    pub(crate) expected: String,
    /// What is read.
    pub(crate) actual: String,
}

impl Judgement {
    /// Returns whether what is read is what must be read.
    pub(crate) fn is_right(&self) -> bool {
        self.expected == self.actual
    }

    /// Returns the ```fixme block that the passage needs.
    pub(crate) fn fixme(&self) -> Option<String> {
        (!self.is_right()).then(|| self.actual.clone())
    }

    /// Returns an error with a diff unless the passage is read as its file says.
    pub(crate) fn check(&self, passage: &Passage) -> Result<(), String> {
        match &passage.fixme {
            None if self.is_right() => Ok(()),
            None => Err(format!("must be read (-), is read (+):\n{}", diff(&self.expected, &self.actual))),
            Some(_) if self.is_right() => Err("this is read right now: remove the fixme block (UPDATE=1)".to_owned()),
            Some(fixme) if *fixme == self.actual => Ok(()),
            Some(fixme) => Err(format!(
                "still read wrongly, and otherwise than the fixme block says (UPDATE=1 if this is no worse):\n\
                 fixme block (-), is read (+):\n{}\nmust be read:\n{}",
                diff(fixme, &self.actual),
                self.expected
            )),
        }
    }
}

/// Reads a passage. An error means that the passage itself is not well written.
pub(crate) fn judge(passage: &Passage) -> Result<Judgement, String> {
    if passage.is_marks {
        return judge_marks(passage);
    }
    let asked: Vec<Entry> = answer::parse(&passage.expect)?;
    answer::check_quotes(&asked, &passage.text)?;
    let expected = answer::render(&asked, &asked);
    if expected != passage.expect {
        return Err(format!("the expect block is not in its usual form:\n{}", diff(&passage.expect, &expected)));
    }
    let document = take_in("passage.txt", passage.text.as_bytes()).ok_or("the passage is not taken for text")?;
    let reading = read(&document, Reader::default());
    let actual = answer::render(&answer::of_reading(&document.text, &reading), &asked);
    Ok(Judgement { expected, actual })
}

fn judge_marks(passage: &Passage) -> Result<Judgement, String> {
    marks::check(&passage.expect)?;
    let document = take_in("passage.txt", passage.text.as_bytes()).ok_or("the passage is not taken for text")?;
    let reading = read(&document, Reader::default());
    let actual = marks::answer(&document.text, &reading, &passage.expect);
    Ok(Judgement { expected: passage.expect.clone(), actual })
}

/// Returns the lines of `old` and `new`, those only in `old` with `-`, those only in `new` with `+`.
pub(crate) fn diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push(format!("  {}", old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            lines.push(format!("- {}", old[i]));
            i += 1;
        } else {
            lines.push(format!("+ {}", new[j]));
            j += 1;
        }
    }
    lines.join("\n")
}
