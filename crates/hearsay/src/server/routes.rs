//! What can be asked of the interface: each address with its method, and what answers it.
//!
//! `schema/openapi.json` is made from this list and the shapes; a test compares it.

use axum::routing::MethodFilter;

use super::reply::{Refusal, Reply};
use super::request::Asked;
use super::{claims, deciding, documents, guard, hypotheses, report, things};

/// What all addresses of the interface begin with.
pub(super) const PREFIX: &str = "/api/v1";

/// How something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Read.
    Get,
    /// Write.
    Post,
}

/// One thing that can be asked.
pub(super) struct Route {
    pub(super) method: Method,
    /// The address behind [`PREFIX`], with the parts that stand for names in braces.
    pub(super) path: &'static str,
    /// What it is called.
    #[cfg_attr(not(test), expect(dead_code, reason = "the document of the interface is made by a test"))]
    pub(super) name: &'static str,
    /// What it answers, in a sentence.
    #[cfg_attr(not(test), expect(dead_code, reason = "the document of the interface is made by a test"))]
    pub(super) summary: &'static str,
    pub(super) answer: fn(&Asked<'_>) -> Result<Reply, Refusal>,
}

impl Route {
    pub(super) fn filter(&self) -> MethodFilter {
        match self.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        }
    }

    const fn get(
        path: &'static str,
        name: &'static str,
        answer: fn(&Asked<'_>) -> Result<Reply, Refusal>,
        summary: &'static str,
    ) -> Route {
        Route { method: Method::Get, path, name, summary, answer }
    }

    const fn post(
        path: &'static str,
        name: &'static str,
        answer: fn(&Asked<'_>) -> Result<Reply, Refusal>,
        summary: &'static str,
    ) -> Route {
        Route { method: Method::Post, path, name, summary, answer }
    }
}

/// All that can be asked.
pub(super) static ROUTES: &[Route] = &[
    Route::post(
        guard::SESSION,
        "begin",
        begin,
        "Exchanges the token of the opened address for the cookie and, in the header hearsay-key, the key of the session",
    ),
    Route::get("/openapi.json", "openapi", openapi, "Returns this document"),
    Route::get("/case", "case", documents::case, "Tells what the case is and how much is in it"),
    Route::get("/documents", "documents", documents::list, "Lists the documents in the order in which they were added"),
    Route::get("/documents/{document}", "document", documents::one, "Returns a document with all that was read in it"),
    Route::get("/claims", "claims", claims::list, "Lists the claims, those that say the same together"),
    Route::get("/claims/{document}/{claim}", "claim", claims::one, "Returns the way from a claim to its origins"),
    Route::get("/claims/{document}/{claim}/origins", "origins", claims::origins, "Counts the origins of a claim"),
    Route::get(
        "/timeline",
        "timeline",
        claims::timeline,
        "Lists what was said and what is said to have happened, by day",
    ),
    Route::get("/entities", "entities", things::entities, "Lists who is who, those that make most claims first"),
    Route::get("/entities/possible", "possible_entities", things::possible_entities, "Lists those that may be one"),
    Route::get("/entities/{document}/{entity}", "entity", things::entity, "Returns all that is known of one"),
    Route::get("/artefacts", "artefacts", things::artefacts, "Lists letters, recordings and the like"),
    Route::get("/artefacts/possible", "possible_artefacts", things::possible_artefacts, "Lists those that may be one"),
    Route::get("/artefacts/{document}/{artefact}", "artefact", things::artefact, "Returns all that is known of one"),
    Route::get("/hypotheses", "hypotheses", hypotheses::list, "Lists the hypotheses of the case"),
    Route::get(
        "/hypotheses/offered",
        "offered",
        hypotheses::offered,
        "Lists the hypotheses that documents put forward",
    ),
    Route::get("/matrix", "matrix", hypotheses::matrix, "Lays hypotheses against evidence, with all that is reckoned"),
    Route::get(
        "/entities/{document}/{entity}/checklist",
        "checklist_of_entity",
        hypotheses::of_source,
        "Asks of a source whether it was made to mislead, with the answers",
    ),
    Route::get(
        "/artefacts/{document}/{artefact}/checklist",
        "checklist_of_artefact",
        hypotheses::of_artefact,
        "Asks of a letter or recording whether it was made to mislead, with the answers",
    ),
    Route::get("/search", "search", documents::search, "Finds words in the claims and documents"),
    Route::get(
        guard::REPORT,
        "report",
        report::report,
        "Writes a report that can be handed over, as a page, text or data",
    ),
    Route::get("/log", "log", documents::log, "Lists what was done to the case, the newest first"),
    Route::post("/judgements", "judge", deciding::judge, "Writes judgements into the log, all of them or none"),
    Route::post("/undo", "undo", deciding::undo, "Takes a judgement back; the log keeps both"),
];

/// Begins a session.
fn begin(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let begin: crate::wire::sent::WireBegin = asked.body()?;
    asked.server.guard.session.exchange(&begin.token).map(Reply::session).ok_or_else(Refusal::no_session)
}

fn openapi(_: &Asked<'_>) -> Result<Reply, Refusal> {
    Ok(Reply::fixed(include_str!("../../schema/openapi.json")))
}
