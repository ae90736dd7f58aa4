//! A table of names with numbers, for the terminal.
//!
//! Knows nothing of what is counted.

use crate::view::amounts::grouped;
use crate::view::lines::{Line, shorten, width};
use crate::view::lists::INDENT;
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;

/// A row of a table.
pub(crate) struct TableRow {
    pub(crate) name: String,
    pub(crate) style: Style,
    pub(crate) numbers: Vec<usize>,
    /// What stands behind the numbers, if there is room.
    pub(crate) remark: String,
}

/// Appends a table with the numbers on the right; on a narrow terminal the last columns are left out.
pub(crate) fn table(heading: &str, columns: &[&str], rows: &[TableRow], look: &Look, out: &mut String) {
    const NAME_MIN: usize = 20;
    const GAP: usize = 2;
    /// In less room a remark says too little.
    const REMARK_MIN: usize = 16;
    if rows.is_empty() {
        return;
    }
    let mut columns = columns.to_vec();
    let taken = |columns: &[&str]| columns.iter().map(|column| width(column) + GAP).sum::<usize>();
    while columns.len() > 1 && taken(&columns) + NAME_MIN + GAP > look.width {
        columns.pop();
    }
    let widest = rows.iter().map(|row| width(&row.name)).chain([width(heading) + 1]).max().unwrap_or(0);
    let name_columns = widest.min(look.width - INDENT - taken(&columns));
    out.push('\n');
    let mut line = Line::of(format!("{} ", look.signs().rule.repeat(2)), Style::DIM);
    line.push(heading, Style::BOLD);
    line.push(&" ".repeat((INDENT + name_columns).saturating_sub(line.width)), Style::PLAIN);
    for column in &columns {
        line.push(&format!("{}{column}", " ".repeat(GAP)), Style::DIM);
    }
    finish_line(&line, look, out);
    for row in rows {
        let name = shorten(&row.name, name_columns, look.signs().cut);
        let mut line = Line::of(format!("  {name}"), row.style);
        line.push(&" ".repeat((INDENT + name_columns).saturating_sub(line.width)), Style::PLAIN);
        for (column, number) in columns.iter().zip(&row.numbers) {
            let style = if *number == 0 { Style::DIM } else { Style::PLAIN };
            line.push(&format!("{:>columns$}", grouped(*number), columns = width(column) + GAP), style);
        }
        let room = look.width.saturating_sub(line.width + GAP);
        if room >= REMARK_MIN {
            let remark = shorten(&row.remark, room, look.signs().cut);
            line.push(&format!("{}{remark}", " ".repeat(GAP)), Style::DIM);
        }
        finish_line(&line, look, out);
    }
}
