//! The origins of a claim, and whether two reports of it are more than one.

use hearsay_case::case::Group;
use hearsay_case::lineage::ClaimRef;

use super::Shown;
use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};

/// Returns the origins of a group, asked for by one of its claims.
pub(crate) fn origins(shown: &Shown<'_>, group: &Group, of: ClaimRef, look: &Look) -> String {
    let mut out = String::new();
    let reports = counted(group.claims.len(), "report", "reports");
    let all = &group.origins.all;
    out.push_str(&format!("{}: {reports}, {}\n", shown.reference(of), counted(all.len(), "origin", "origins")));
    let row = |(origin_idx, origin): (usize, &hearsay_case::origins::Origin)| {
        let names = origin.names.iter().map(|name| clean(name).into_owned()).collect::<Vec<String>>().join(", ");
        let claims: Vec<String> = origin.claims.iter().map(|claim| shown.reference(*claim)).collect();
        let mut parts: Vec<Part> = vec![(names, Style::SOURCE), (origin.kind.meaning().to_owned(), Style::PLAIN)];
        parts.extend(origin.access.map(|basis| (format!("its own access: {}", basis.name()), Style::PLAIN)));
        parts.push((claims.join(", "), Style::DIM));
        Row { id: (origin_idx + 1).to_string(), name: Part::default(), parts }
    };
    let rows = all.iter().enumerate().map(row).collect();
    List { heading: "Origins", rows, rest: Vec::new() }.write(look, &mut out);
    let mut pairs = Vec::new();
    for one_idx in 0..all.len() {
        for other_idx in one_idx + 1..all.len() {
            let answer = group.origins.between_origins(one_idx, other_idx);
            let parts = vec![(answer.name().to_owned(), Style::PLAIN)];
            pairs.push(Row { id: format!("{} and {}", one_idx + 1, other_idx + 1), name: Part::default(), parts });
        }
    }
    List { heading: "Between them", rows: pairs, rest: Vec::new() }.write(look, &mut out);
    out
}
