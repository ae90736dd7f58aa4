//! The document of the interface, made from the list of routes and the shapes: OpenAPI 3.1, whose schemas are those of JSON.
//!
//! Made by a test only, and committed as `schema/openapi.json`, which the program serves.

use expect_test::expect_file;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::dossier::Dossier;
use crate::wire::case::{WireItem, WireOrigins};
use crate::wire::case_file::WireListed;
use crate::wire::hypotheses::{WireMatrix, WireOffered, WireQuestion, WireStated};
use crate::wire::interface::{
    WireAllWritten, WireCard, WireCase, WireError, WireFound, WireGradedCard, WireGradedEntity, WireList, WireLog,
    WirePage, WireToldGroup, WireWritten,
};
use crate::wire::sent::{WireBegin, WireJudgeAll, WireJudgeOne, WireUndo};
use crate::wire::who::{WireArtefactCard, WireCaseArtefact, WireUndecided};

use super::queries::{
    ArtefactsQuery, ClaimsQuery, EntitiesQuery, ListQuery, LogQuery, MatrixQuery, ReportQuery, SearchQuery,
    TimelineQuery,
};
use super::reply::{KEY, Media};
use super::routes::{Method, PREFIX, ROUTES, Route};

type Shape = fn(&mut SchemaGenerator) -> Schema;

/// What goes into a route and what comes out.
#[derive(Default)]
struct Shapes {
    query: Option<Shape>,
    /// One of these is sent.
    bodies: Vec<Shape>,
    /// One of these comes back; none for an answer without a body.
    answers: Vec<Shape>,
    /// What else can come back, if it is asked for: a text.
    texts: Vec<Media>,
}

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

fn inline<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    T::json_schema(generator)
}

fn any(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "object" })
}

/// Returns the shapes of the route of that name.
fn shapes(name: &str) -> Shapes {
    let read = |answer: Shape| Shapes { answers: vec![answer], ..Shapes::default() };
    let asked = |query: Shape, answer: Shape| Shapes { query: Some(query), ..read(answer) };
    match name {
        "begin" => Shapes { bodies: vec![of::<WireBegin>], ..Shapes::default() },
        "openapi" => read(any),
        "case" => read(of::<WireCase>),
        "documents" => asked(inline::<ListQuery>, of::<WireList<WireListed>>),
        "document" => read(of::<WirePage>),
        "claims" => asked(inline::<ClaimsQuery>, of::<WireList<WireToldGroup>>),
        "claim" => read(of::<WireCard>),
        "origins" => read(of::<WireOrigins>),
        "timeline" => asked(inline::<TimelineQuery>, of::<WireList<WireItem>>),
        "entities" => asked(inline::<EntitiesQuery>, of::<WireList<WireGradedEntity>>),
        "possible_entities" => asked(inline::<EntitiesQuery>, of::<WireList<WireUndecided>>),
        "entity" => read(of::<WireGradedCard>),
        "artefacts" => asked(inline::<ArtefactsQuery>, of::<WireList<WireCaseArtefact>>),
        "possible_artefacts" => asked(inline::<ArtefactsQuery>, of::<WireList<WireUndecided>>),
        "artefact" => read(of::<WireArtefactCard>),
        "hypotheses" => asked(inline::<ListQuery>, of::<WireList<WireStated>>),
        "offered" => asked(inline::<ListQuery>, of::<WireList<WireOffered>>),
        "matrix" => asked(inline::<MatrixQuery>, of::<WireMatrix>),
        "checklist_of_entity" | "checklist_of_artefact" => read(of::<WireList<WireQuestion>>),
        "search" => asked(inline::<SearchQuery>, of::<WireFound>),
        "report" => {
            let texts = vec![Media::Html, Media::Markdown];
            Shapes { texts, ..asked(inline::<ReportQuery>, of::<Dossier>) }
        }
        "log" => asked(inline::<LogQuery>, of::<WireLog>),
        "judge" => Shapes {
            bodies: vec![of::<WireJudgeOne>, of::<WireJudgeAll>],
            answers: vec![of::<WireWritten>, of::<WireAllWritten>],
            ..Shapes::default()
        },
        "undo" => Shapes { bodies: vec![of::<WireUndo>], ..read(of::<WireWritten>) },
        other => panic!("the route {other} has no shapes"),
    }
}

/// What can go wrong, by the code that says so.
const REFUSALS: [(&str, &str); 11] = [
    ("400", "What is asked makes no sense"),
    ("401", "There is no session"),
    ("403", "Another page asks"),
    ("404", "There is nothing of that name"),
    ("405", "The address does not answer that method"),
    ("409", "Something was done to the case meanwhile, so nothing was written"),
    ("413", "The request is longer than 1 MiB"),
    ("415", "The request is not said to be JSON"),
    ("421", "The server does not go by that name"),
    ("500", "The case cannot be read or written"),
    ("503", "Another program is writing to the case for long"),
];

fn one_of(shapes: &[Shape], generator: &mut SchemaGenerator) -> Value {
    let made: Vec<Value> = shapes.iter().map(|shape| shape(generator).to_value()).collect();
    if let [only] = made.as_slice() { only.clone() } else { json!({ "oneOf": made }) }
}

fn operation(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let shapes = shapes(route.name);
    let code = match (route.method, shapes.answers.is_empty()) {
        (_, true) => "204",
        (Method::Get, false) => "200",
        (Method::Post, false) => "201",
    };
    let mut answer = json!({ "description": "As asked" });
    if !shapes.answers.is_empty() {
        answer["content"] = json!({ "application/json": { "schema": one_of(&shapes.answers, generator) } });
    }
    for media in &shapes.texts {
        let name = media.name().split(';').next().unwrap_or_default();
        answer["content"][name] = json!({ "schema": { "type": "string" } });
    }
    let mut responses = Map::from_iter([(code.to_owned(), answer)]);
    let error = of::<WireError>(generator).to_value();
    let of_writing = ["409", "413", "415", "503"];
    for (code, why) in REFUSALS.iter().filter(|(code, _)| route.method == Method::Post || !of_writing.contains(code)) {
        let refusal = json!({ "description": why, "content": { "application/json": { "schema": error } } });
        responses.insert((*code).to_owned(), refusal);
    }
    let mut operation = json!({
        "operationId": route.name,
        "summary": route.summary,
        "parameters": parameters(route, shapes.query, generator),
        "responses": responses,
    });
    if !shapes.bodies.is_empty() {
        let content = json!({ "application/json": { "schema": one_of(&shapes.bodies, generator) } });
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    if route.name == "begin" {
        operation["security"] = json!([]);
    }
    operation
}

fn parameters(route: &Route, query: Option<Shape>, generator: &mut SchemaGenerator) -> Vec<Value> {
    let names = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let named = |name: &str| {
        let schema = json!({ "type": "string", "minLength": 1 });
        json!({ "name": name, "in": "path", "required": true, "schema": schema })
    };
    let mut parameters: Vec<Value> = names.map(named).collect();
    let Some(query) = query else { return parameters };
    let schema = query(generator).to_value();
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, schema) in schema["properties"].as_object().expect("a query is an object") {
        let mut schema = schema.clone();
        let own = schema.as_object_mut().expect("a schema is an object");
        // What is left out is left out: an address has no null.
        if let Some(kinds) = own.get_mut("type").and_then(Value::as_array_mut) {
            kinds.retain(|kind| kind != "null");
            let only = kinds.first().cloned();
            own.extend(only.map(|only| ("type".to_owned(), only)));
        }
        if let Some(choices) = own.get_mut("anyOf").and_then(Value::as_array_mut) {
            choices.retain(|choice| choice["type"] != "null");
        }
        if own.get("default").is_some_and(Value::is_null) {
            own.remove("default");
        }
        let description = own.remove("description");
        let is_required = required.contains(&json!(name));
        let mut parameter = json!({ "name": name, "in": "query", "required": is_required, "schema": schema });
        parameter
            .as_object_mut()
            .expect("it is an object")
            .extend(description.map(|text| ("description".to_owned(), text)));
        parameters.push(parameter);
    }
    parameters
}

/// Returns the shapes without the titles that say which command writes a line so: some are parts of larger ones here.
fn definitions(generator: &mut SchemaGenerator) -> Map<String, Value> {
    let mut definitions = generator.take_definitions(true);
    let shapes = definitions.values_mut().filter_map(Value::as_object_mut);
    shapes.for_each(|shape| {
        shape.remove("title");
    });
    definitions
}

fn document() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut generator = settings.into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let method = match route.method {
            Method::Get => "get",
            Method::Post => "post",
        };
        let path = paths.entry(format!("{PREFIX}{}", route.path)).or_insert_with(|| json!({}));
        path[method] = operation(route, &mut generator);
    }
    let cookie = json!({
        "type": "apiKey", "in": "cookie", "name": "hearsay-PORT",
        "description": "Set by POST /api/v1/session; its name ends in the port that the program listens on",
    });
    let key = json!({
        "type": "apiKey", "in": "header", "name": KEY,
        "description": "In a header of that name of the answer to POST /api/v1/session",
    });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "hearsay serve",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What the page of a case asks, on this machine only. Offsets are Unicode code points into the \
                            document's text; every answer that shows a case has the header hearsay-seen, which is handed \
                            back as `seen` with what is decided.",
        },
        "paths": paths,
        "security": [{ "session": [], "key": [] }],
        "components": { "schemas": definitions(&mut generator), "securitySchemes": { "session": cookie, "key": key } },
    })
}

/// The committed document is what the routes and shapes say; `UPDATE_EXPECT=1` rewrites it.
#[test]
fn the_committed_document_is_current() {
    let written = serde_json::to_string_pretty(&document()).expect("it serialises");
    expect_file!["../../schema/openapi.json"].assert_eq(&(written + "\n"));
}

#[test]
fn routes_have_names_of_their_own() {
    let mut names: Vec<&str> = ROUTES.iter().map(|route| route.name).collect();
    names.sort_unstable();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
}
