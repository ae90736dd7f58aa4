//! The way from a claim to its origins, as a tree with the words and places that prove each step.

use hearsay_case::case::Group;
use hearsay_case::lineage::{ClaimRef, EvidenceKind, Node, Step};

use super::{Shown, days, told};
use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::lines::{Line, shorten};
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;

/// Returns the tree of a claim, where else it is told, and how it stands.
pub(crate) fn trace(shown: &Shown<'_>, group: &Group, of: ClaimRef, look: &Look) -> String {
    let mut out = String::new();
    head(shown, group, of, look, &mut out);
    let mut tree = Tree { shown, group, look, out: &mut out, way: Vec::new() };
    tree.node(Node::Claim(of), "", "");
    List { heading: "Also told by", rows: others(shown, group, of, look), rest: Vec::new() }.write(look, &mut out);
    List { heading: "Standing", rows: standing(shown, group, look), rest: Vec::new() }.write(look, &mut out);
    let warning = |warning: &hearsay_case::standing::Warning| Row {
        id: String::new(),
        name: Part::default(),
        parts: vec![(clean(&warning.because).into_owned(), Style::ERROR)],
    };
    let rows = group.standing.warnings.iter().map(warning).collect();
    List { heading: "Beware", rows, rest: Vec::new() }.write(look, &mut out);
    out
}

fn head(shown: &Shown<'_>, group: &Group, of: ClaimRef, look: &Look, out: &mut String) {
    let claim = shown.claim(of);
    let words = claim.map(|claim| clean(&claim.words).into_owned()).unwrap_or_default();
    let mut parts: Vec<Part> = vec![(look.signs().quoted(&words), Style::PLAIN)];
    for hedge in claim.map(|claim| claim.hedges.as_slice()).unwrap_or_default() {
        parts.push((format!("hedged {}", look.signs().quoted(&clean(&hedge.words))), Style::PLAIN));
    }
    let documents = counted(super::n_documents(group), "document", "documents");
    let origins = counted(group.origins.all.len(), "origin", "origins");
    parts.push((format!("{documents}, {origins}"), Style::BOLD));
    let row = Row { id: shown.reference(of), name: Part::default(), parts };
    let mut list = String::new();
    List { heading: "Claim", rows: vec![row], rest: Vec::new() }.write(look, &mut list);
    out.push_str(list.trim_start_matches('\n'));
    out.push('\n');
    let mut line = Line::of(format!("{} ", look.signs().rule.repeat(2)), Style::DIM);
    line.push("Where it comes from", Style::BOLD);
    finish_line(&line, look, out);
}

struct Tree<'a, 'b> {
    shown: &'a Shown<'a>,
    group: &'a Group,
    look: &'a Look,
    out: &'b mut String,
    /// The nodes from the first to where the drawing is.
    way: Vec<Node>,
}

impl Tree<'_, '_> {
    /// Draws a node and all that it has it from; `first` stands before its line and `rest` before what is under it.
    fn node(&mut self, node: Node, first: &str, rest: &str) {
        let (shown, look) = (self.shown, self.look);
        if self.way.is_empty() {
            self.line(first, &shown.node(node), Style::SOURCE, &self.detail(node));
        }
        self.way.push(node);
        let steps: Vec<&Step> = self.group.lineage.steps.iter().filter(|step| step.from == node).collect();
        if steps.is_empty() {
            self.end(node, rest);
        }
        let (branch, last, bar) = if look.ascii { ("|- ", "`- ", "|  ") } else { ("├─ ", "└─ ", "│  ") };
        for (step_idx, step) in steps.iter().enumerate() {
            let is_last = step_idx + 1 == steps.len();
            let here = format!("{rest}{}", if is_last { last } else { branch });
            let under = format!("{rest}{}", if is_last { "   " } else { bar });
            self.line(&here, &shown.node(step.to), Style::SOURCE, &self.evidence(step));
            if self.way.contains(&step.to) {
                self.line(&under, "and round again: each has it from the other", Style::ERROR, "");
            } else {
                self.node(step.to, &here, &under);
            }
        }
        self.way.pop();
    }

    fn line(&mut self, before: &str, name: &str, style: Style, detail: &str) {
        let signs = self.look.signs();
        let mut line = Line::of(format!("  {before}"), Style::DIM);
        line.push(name, style);
        let room = self.look.width.saturating_sub(line.width + 2);
        if !detail.is_empty() {
            line.push("  ", Style::PLAIN);
            line.push(&shorten(detail, room.max(12), signs.cut), Style::PLAIN);
        }
        finish_line(&line, self.look, self.out);
    }

    /// Returns what is told of a document's claim: when, which.
    fn detail(&self, node: Node) -> String {
        let Node::Claim(of) = node else { return String::new() };
        let published = self.shown.record(of.record).published.map(|day| format!("{day}, ")).unwrap_or_default();
        format!("{published}{}", self.shown.reference(of))
    }

    fn evidence(&self, step: &Step) -> String {
        let evidence = &step.evidence;
        let words = self.shown.words(evidence.record, &evidence.spans);
        let words = self.look.signs().quoted(&words);
        let place = self.shown.document(evidence.record);
        match evidence.kind {
            EvidenceKind::Attribution => format!("{words} in {place}"),
            EvidenceKind::Credit => format!("credited: {words} in {place}"),
            EvidenceKind::Publication => self.detail(step.to),
            EvidenceKind::Copy => {
                format!("the words are taken from {}: {}", self.detail(step.to), clean(&evidence.because))
            }
        }
    }

    fn end(&mut self, node: Node, rest: &str) {
        let of_node = self.group.lineage.roots_of(node);
        let origin = self.group.origins.all.iter().find(|origin| of_node.contains(&origin.class));
        let Some(origin) = origin else { return };
        let access = origin.access.map(|basis| format!("; its own access: {}", basis.name())).unwrap_or_default();
        let told = format!("origin: {}{access}", origin.kind.meaning());
        self.line(rest, &told, Style::DIM, "");
    }
}

fn others(shown: &Shown<'_>, group: &Group, of: ClaimRef, look: &Look) -> Vec<Row> {
    let row = |claim: &ClaimRef| {
        let words = shown.claim(*claim).map(|claim| clean(&claim.words).into_owned()).unwrap_or_default();
        let mut parts: Vec<Part> = vec![(group.origins.between(of, *claim).name().to_owned(), Style::BOLD)];
        parts.push((look.signs().quoted(&words), Style::PLAIN));
        parts.extend(shown.record(claim.record).published.map(|day| (day.to_string(), Style::DIM)));
        parts.extend(shown.case.why_same(of, *claim).map(|why| (clean(&why).into_owned(), Style::DIM)));
        Row { id: shown.reference(*claim), name: Part::default(), parts }
    };
    group.claims.iter().filter(|claim| **claim != of).map(row).collect()
}

fn standing(shown: &Shown<'_>, group: &Group, look: &Look) -> Vec<Row> {
    event_rows(shown, &group.standing.events, look)
}

/// Returns a row for each thing that somebody did about a claim or an artefact.
pub(super) fn event_rows(shown: &Shown<'_>, events: &[hearsay_case::standing::Event], look: &Look) -> Vec<Row> {
    let row = |event: &hearsay_case::standing::Event| {
        let mut parts: Vec<Part> = vec![(told(event), Style::CUE)];
        parts.push((look.signs().quoted(&clean(&event.words)), Style::PLAIN));
        let word = event.on_whose_word.iter().map(|word| clean(word).into_owned()).collect::<Vec<String>>();
        if !word.is_empty() {
            parts.push((format!("on the word of {}", word.join(", ")), Style::DIM));
        }
        parts.push((shown.document(event.record).to_owned(), Style::DIM));
        if !event.relayed_in.is_empty() {
            let relays: Vec<&str> = event.relayed_in.iter().map(|record| shown.document(*record)).collect();
            parts.push((format!("passed on by {}", relays.join(", ")), Style::DIM));
        }
        if event.raises {
            parts.push(("from another origin".to_owned(), Style::BOLD));
        }
        parts.extend(event.notes.iter().map(|note| (clean(note).into_owned(), Style::ERROR)));
        Row { id: days(event.on), name: Part::default(), parts }
    };
    events.iter().map(row).collect()
}
