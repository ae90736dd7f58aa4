//! `hearsay documents`: what is in a case.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_reading::read::Reader;
use hearsay_store::documents::Listed;

use crate::casework::{self, of_store};
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::inputs::shown;
use crate::intake::size_in_words;
use crate::reference::Names;
use crate::rereading;
use crate::terminal::{ColorChoice, clean};
use crate::view::amounts::counted;
use crate::view::lists::{List, Row};
use crate::view::look::{Look, Style};
use crate::who::for_shell;
use crate::wire::case::line;
use crate::wire::case_file::wire_listed;

/// List the documents of a case
#[derive(Args, Debug)]
pub(crate) struct Documents {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// Write one JSON object a line, one line a document
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

impl Documents {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let case = casework::open(&self.case)?;
        let listed = case.documents().map_err(of_store)?;
        let names = Names::of(&listed);
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            for one in &listed {
                print(&mut out, &line(&wire_listed(one, &names)))?;
            }
        } else {
            print(&mut out, &table(&shown(case.path()), &listed, &names, &self.output.look()))?;
            let n_unread = rereading::unread(&case, Reader::Accurate)?.len();
            if n_unread > 0 {
                let documents = counted(n_unread, "document is", "documents are");
                let case = for_shell(&shown(case.path()));
                print(
                    &mut out,
                    &format!("\n{documents} not read by the accurate reader of this version: hearsay reread {case}\n"),
                )?;
            }
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}

fn table(case: &str, listed: &[Listed], names: &Names, look: &Look) -> String {
    let mut out = format!("{case}: {}\n", counted(listed.len(), "document", "documents"));
    let row = |one: &Listed| {
        let plain = |text: &str| (clean(text).into_owned(), Style::PLAIN);
        let mut parts = Vec::new();
        parts.extend(one.site.as_deref().map(|site| (clean(site).into_owned(), Style::SOURCE)));
        parts.extend(one.published.map(|date| (date.to_string(), Style::PLAIN)));
        let captured = one.given.container.as_ref().and_then(|container| container.captured.as_ref());
        parts.extend(captured.map(|captured| (format!("captured {}", captured.value.day()), Style::DIM)));
        parts.extend(one.title.as_deref().map(plain));
        parts.push((size_in_words(one.original_bytes), Style::DIM));
        Row { id: names.name(one.id).to_owned(), name: Default::default(), parts }
    };
    let list = List { heading: "Documents", rows: listed.iter().map(row).collect(), rest: Vec::new() };
    list.write(look, &mut out);
    out
}
