//! What is handed over: the report of `hearsay report`, as a page of its own, as Markdown or as JSON.

use crate::asked::claims::ClaimFilter;
use crate::dossier::chosen::{Asked as Wanted, RedactChoice};
use crate::dossier::gather::{case_name, dossier};
use crate::dossier::html::html;
use crate::dossier::markdown::markdown;
use crate::failure::{Failure, FailureKind};

use super::queries::{ReportForm, ReportQuery};
use super::reply::{Media, Refusal, Reply};
use super::request::Asked;

pub(super) fn report(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: ReportQuery = asked.query()?;
    let wanted = wanted(&query)?;
    let view = asked.view()?;
    let work = asked.server.state.work(&view)?;
    wanted.claims.iter().try_for_each(|claim| work.claim(claim).map(drop)).map_err(Refusal::not_found)?;
    let name = case_name(&asked.server.state.name());
    let dossier = dossier(&work, &wanted, &asked.server.state.signature()?).map_err(Refusal::not_found)?;
    let (media, body) = match query.format {
        ReportForm::Json => return Reply::of(&view, &dossier),
        ReportForm::Html => (Media::Html, html(&dossier)),
        ReportForm::Markdown => (Media::Markdown, markdown(&dossier)),
    };
    // The name of a case can be somebody's.
    let file =
        if dossier.redaction.is_some() || !query.download { "report".to_owned() } else { format!("{name} report") };
    Reply::paper(&view, media, body, query.download.then_some(file))
}

fn wanted(query: &ReportQuery) -> Result<Wanted, Refusal> {
    let list = |text: &Option<String>| -> Vec<String> {
        let parts = text.as_deref().unwrap_or_default().split(',').map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let choice = |name: &String| {
        use clap::ValueEnum;
        RedactChoice::from_str(name, false).map_err(|_| {
            let message = "redact names nobody that can be left out";
            let hint = "write persons, organisations, places or analysts, with commas between";
            Refusal::wrong(Failure::new(FailureKind::User, message).with_hint(hint))
        })
    };
    Ok(Wanted {
        title: query.title.clone(),
        claims: list(&query.claims),
        filter: ClaimFilter {
            by: query.by.clone(),
            about: query.about.clone(),
            standing: query.standing,
            hedged: query.hedged,
            since: query.since.map(|day| day.0),
        },
        all: query.all,
        notes: Vec::new(),
        redact: list(&query.redact).iter().map(choice).collect::<Result<_, Refusal>>()?,
        redact_also: list(&query.redact_also),
    })
}
