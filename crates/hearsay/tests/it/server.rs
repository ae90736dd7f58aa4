//! `hearsay serve`, spoken to over plain sockets: who is let in, what is told, and what lasts.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::cases::{CASE, did, json as told, quarry};
use crate::json::validate;
use crate::program::Folder;

/// How many entries the log of the examples' case has: one for each document.
const N_ADDED: usize = 8;

/// The program, serving a case until the test ends.
struct Served {
    child: Child,
    host: String,
    cookie: String,
    key: String,
}

/// An answer as it came.
struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("it is JSON: {}", self.body))
    }

    /// Returns the value of a header, as it was sent.
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Served {
    fn start(folder: &Folder) -> Served {
        let mut child = folder
            .command(&["serve", CASE])
            .env("HEARSAY_AUTHOR", "Ann Lee")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut address = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        out.read_line(&mut address).expect("it prints the address");
        let (host, token) =
            address.trim().strip_prefix("http://").and_then(|rest| rest.split_once("/#t=")).expect(&address);
        let mut served = Served { child, host: host.to_owned(), cookie: String::new(), key: String::new() };
        let begun = served.post("/session", &json!({ "token": token }));
        assert_eq!((begun.status, begun.body.as_str()), (204, ""));
        let cookie = begun.header("set-cookie").expect("a cookie is set");
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
        let key = begun.header("hearsay-key").expect("a key is given").to_owned();
        served.cookie = cookie.split(';').next().expect("it has a first part").to_owned();
        served.key = key;
        served
    }

    /// Sends bytes as they are, and returns what comes back.
    fn raw(&self, request: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.host).expect("somebody listens");
        stream.write_all(request.as_bytes()).expect("it can be sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the connection is closed when asked to");
        let answer = String::from_utf8(answer).expect("it is UTF-8");
        let (head, body) = answer.split_once("\r\n\r\n").expect("there is a head");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("there is a code");
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// Sends a request with headers of its own instead of the usual ones; with a cookie goes the key.
    fn ask(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut request = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        let has = |name: &str| headers.iter().any(|(own, _)| *own == name);
        if has("Cookie") && !has("Hearsay-Key") {
            request.push_str(&format!("Hearsay-Key: {}\r\n", self.key));
        }
        if !has("Content-Length") && !has("Transfer-Encoding") {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        self.raw(&format!("{request}\r\n{body}"))
    }

    fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET /api/v1{path}"), &[("Host", &self.host), ("Cookie", &self.cookie)], "")
    }

    /// Returns what is told under an address.
    fn told(&self, path: &str) -> Value {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        assert!(reply.header("hearsay-seen").is_some(), "{path}");
        let answer = reply.json();
        keeps_to_the_document(path, "get", "200", &answer);
        answer
    }

    fn post(&self, path: &str, body: &Value) -> Reply {
        let headers = [("Host", self.host.as_str()), ("Cookie", &self.cookie), ("Content-Type", "application/json")];
        self.ask(&format!("POST /api/v1{path}"), &headers, &body.to_string())
    }

    /// Writes one judgement on the case as it is.
    fn judge(&self, judgement: &Value) -> Reply {
        let seen = self.told("/case")["seen"].clone();
        self.post("/judgements", &json!({ "judgement": judgement, "seen": seen }))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn document() -> Value {
    serde_json::from_str(include_str!("../../schema/openapi.json")).expect("it is JSON")
}

/// Holds an answer to what the document of the interface says of it.
fn keeps_to_the_document(path: &str, method: &str, code: &str, answer: &Value) {
    let document = document();
    let path: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').collect();
    let is_it = |known: &str| {
        let parts: Vec<&str> = known.split('/').collect();
        parts.len() == path.len() && parts.iter().zip(&path).all(|(own, asked)| own == asked || own.starts_with('{'))
    };
    let paths = document["paths"].as_object().expect("there are paths");
    let mut known: Vec<&String> = paths.keys().filter(|known| is_it(known.trim_start_matches("/api/v1"))).collect();
    known.sort_by_key(|known| known.contains('{'));
    let known = known.first().unwrap_or_else(|| panic!("{path:?} is in the document"));
    let place =
        format!("/paths/{}/{method}/responses/{code}/content/application~1json/schema", known.replace('/', "~1"));
    let schema = document.pointer(&place).unwrap_or_else(|| panic!("{place} is in the document"));
    validate(answer, schema, &document, known);
}

/// Holds a refusal to its code, its form and what every answer says.
fn refused(reply: &Reply, code: u16, what: &str) {
    assert_eq!(reply.status, code, "{what}: {}", reply.body);
    assert_eq!(reply.header("content-type"), Some("application/json; charset=utf-8"), "{what}");
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{what}");
    assert_eq!(reply.header("cache-control"), Some("no-store"), "{what}");
    let policy = reply.header("content-security-policy").expect("there is a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; "), "{policy}");
    let error = reply.json();
    assert!(error["error"].as_str().is_some_and(|sentence| !sentence.ends_with('.')), "{error}");
    assert!(error["hint"].is_string(), "{error}");
    let document = document();
    validate(&error, &json!({ "$ref": "#/components/schemas/error" }), &document, what);
}

#[test]
fn who_is_not_let_in_is_told_so_in_json() {
    let folder = quarry();
    let served = Served::start(&folder);
    let (host, cookie) = (("Host", served.host.as_str()), ("Cookie", served.cookie.as_str()));
    let port: u16 = served.host.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("a port");
    let neighbour = format!("http://127.0.0.1:{}", port ^ 1);
    let evil = format!("evil.example:{port}");
    let case = "GET /api/v1/case";
    let judge = "POST /api/v1/judgements";
    refused(&served.ask(case, &[host], ""), 401, "no cookie");
    refused(
        &served.ask(case, &[host, ("Cookie", &served.cookie[..served.cookie.len() - 1])], ""),
        401,
        "another cookie",
    );
    refused(&served.ask("GET /api/v1/nothing", &[host], ""), 401, "no cookie, and nothing there");
    refused(&served.ask(case, &[host, cookie, ("Hearsay-Key", "")], ""), 401, "the cookie alone");
    let key = ("Hearsay-Key", served.key.as_str());
    refused(&served.ask(case, &[host, key], ""), 401, "the key alone");
    refused(&served.ask(case, &[host, cookie, key, key], ""), 401, "two keys");
    assert_eq!(served.ask(case, &[host, cookie, key], "").status, 200);
    refused(&served.post("/session", &json!({ "token": "0".repeat(64) })), 401, "another token");
    refused(&served.ask(case, &[("Host", &evil), cookie], ""), 421, "another host");
    refused(&served.ask("GET /", &[("Host", &evil)], ""), 421, "the page under another host");
    refused(&served.ask(case, &[cookie], ""), 421, "no host");
    let from = |origin| [host, cookie, ("Content-Type", "application/json"), ("Origin", origin)];
    refused(&served.ask(judge, &from("http://evil.example"), "{}"), 403, "another origin");
    refused(&served.ask(judge, &from(&neighbour), "{}"), 403, "another port's origin");
    refused(&served.ask(judge, &from("null"), "{}"), 403, "no origin's origin");
    refused(&served.ask(case, &[host, cookie, ("Sec-Fetch-Site", "same-site")], ""), 403, "another port's page");
    let own = format!("http://{}", served.host);
    assert_eq!(served.ask(judge, &from(&own), "{}").status, 400, "our own page comes as far as its JSON");
    assert_eq!(served.get("/case").status, 200);
}

#[test]
fn what_makes_no_sense_is_refused_in_json() {
    let folder = quarry();
    let served = Served::start(&folder);
    let (host, cookie) = (("Host", served.host.as_str()), ("Cookie", served.cookie.as_str()));
    let media = ("Content-Type", "application/json");
    let judge = "POST /api/v1/judgements";
    refused(&served.ask(judge, &[host, cookie, media, ("Content-Length", "2097152")], ""), 413, "too long");
    let chunk = format!("180000\r\n{}\r\n0\r\n\r\n", "a".repeat(0x18_0000));
    refused(
        &served.ask(judge, &[host, cookie, media, ("Transfer-Encoding", "chunked")], &chunk),
        413,
        "too long in chunks",
    );
    refused(&served.ask(judge, &[host, cookie, ("Content-Type", "text/plain")], "{}"), 415, "not JSON");
    refused(&served.ask(judge, &[host, cookie], "{}"), 415, "no content type");
    refused(&served.ask(judge, &[host, cookie, media], "{\"judgement\""), 400, "JSON cut off");
    refused(&served.ask(judge, &[host, cookie, media], "[]"), 400, "JSON of another form");
    refused(&served.post("/judgements", &json!({ "judgements": [], "seen": "" })), 400, "no judgement");
    refused(&served.post("/undo", &json!({ "entry": "nine", "seen": "" })), 400, "no number");
    for (path, code) in [
        ("/nothing", 404),
        ("/claims/02-ledger/a999", 404),
        ("/claims/02-ledger/x1", 404),
        ("/claims/nowhere/a1", 404),
        ("/claims/%ff/a1", 404),
        ("/documents/nowhere", 404),
        ("/entities/02-ledger/e999", 404),
        ("/entities/02-ledger/Veresk", 404),
        ("/artefacts/02-ledger/a1", 404),
        ("/artefacts/02-ledger/l999/checklist", 404),
        ("/entities/02-ledger/l1/checklist", 404),
        ("/matrix?analyst=Nobody", 404),
        ("/matrix?hypothesis=h1", 400),
        ("/claims?colour=red", 400),
        ("/claims?limit=0", 400),
        ("/claims?limit=1001", 400),
        ("/claims?offset=-1", 400),
        ("/claims?limit=1&limit=2", 400),
        ("/claims?since=yesterday", 400),
        ("/claims?standing=true", 400),
        ("/search", 400),
        ("/search?q=%22", 400),
        ("/search?q=fire&in=everything", 400),
    ] {
        refused(&served.get(path), code, path);
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
        let reply = served.ask(&format!("{method} /api/v1/judgements"), &[host, cookie], "");
        refused(&reply, 405, method);
        assert_eq!(reply.header("allow"), Some("POST"), "{method}");
    }
    refused(&served.ask("POST /", &[host, cookie], ""), 405, "the page is not written to");
    refused(&served.ask("GET /ui/../Cargo.toml", &[host], ""), 404, "a file that is none of the page's");
    assert_eq!(served.told("/log")["head"]["number"], N_ADDED, "nothing of this was written");
}

/// Takes out of `own` what the interface tells besides what the command tells, and compares the rest.
fn has_all_of(own: &Value, command: &Value, what: &str) {
    let command = command.as_object().expect("a line is an object");
    for (key, value) in command {
        assert_eq!(&own[key], value, "{what}: {key}");
    }
}

#[test]
fn it_tells_what_the_commands_tell() {
    let folder = quarry();
    did(&folder, &["judge", CASE, "grade-source", "02-ledger/e1", "B"]);
    did(&folder, &["hypothesis", CASE, "add", "It was made outside the service"]);
    did(&folder, &["hypothesis", CASE, "add", "A clerk wrote it", "--because", "it counts trains"]);
    did(&folder, &["hypothesis", CASE, "rate", "02-ledger/a4", "h1=I", "h2=C"]);
    did(&folder, &["hypothesis", CASE, "rate", "02-ledger/a4", "h1=CC", "--author", "Bo"]);
    did(&folder, &["hypothesis", CASE, "answer", "02-ledger/l1", "means", "open", "02-ledger/a4"]);
    did(&folder, &["hypothesis", CASE, "answer", "02-ledger/e18", "access", "clear", "02-ledger/a4"]);
    let served = Served::start(&folder);
    for (path, arguments) in [
        ("/documents", &["documents"][..]),
        ("/claims?all=true&limit=1000", &["claims"]),
        ("/claims?by=ministry&limit=1000", &["claims", "--by", "ministry"]),
        ("/claims?standing=denied&all=true", &["claims", "--standing", "denied"]),
        ("/claims?hedged=true&all=true&limit=1000", &["claims", "--hedged"]),
        ("/claims?about=garrison%20days&all=true", &["claims", "--about", "garrison days"]),
        ("/claims?since=2024-03-20&all=true&limit=1000", &["claims", "--since", "2024-03-20"]),
        ("/entities?limit=1000", &["entities"]),
        ("/entities?kind=person&limit=1000", &["entities", "--kind", "person"]),
        ("/entities/possible", &["entities", "--possible"]),
        ("/artefacts?limit=1000", &["artefacts"]),
        ("/artefacts?kind=letter&limit=1000", &["artefacts", "--kind", "letter"]),
        ("/artefacts/possible?limit=1000", &["artefacts", "--possible"]),
        ("/timeline?limit=1000", &["timeline"]),
        ("/timeline?claim=03-spyglass/a5", &["timeline", "--claim", "03-spyglass/a5"]),
        (
            "/timeline?since=2024-03-12&until=2024-03-13&limit=1000",
            &["timeline", "--since", "2024-03-12", "--until", "2024-03-13"],
        ),
        ("/search?q=letter&limit=20", &["search", "letter"]),
        (
            "/search?q=%22nine-page%20letter%22&in=claims",
            &["search", "\"nine-page letter\"", "--claims", "--limit", "100"],
        ),
        ("/hypotheses", &["hypothesis", "list"]),
        ("/hypotheses/offered", &["hypothesis", "offered"]),
        ("/artefacts/02-ledger/l1/checklist", &["hypothesis", "checklist", "02-ledger/l1"]),
        ("/entities/02-ledger/e18/checklist", &["hypothesis", "checklist", "02-ledger/e18"]),
        ("/log?newest=false", &["log"]),
        ("/log?newest=false&judgements=true", &["log", "--judgements"]),
    ] {
        let [command, rest @ ..] = arguments else { unreachable!("there is a command") };
        let lines = told(&folder, &[&[*command, CASE][..], rest].concat());
        let answer = served.told(path);
        let items = answer["items"].as_array().expect("it is a list");
        assert_eq!(items.len(), lines.len(), "{path}");
        assert!(!items.is_empty(), "{path}");
        items.iter().zip(&lines).for_each(|(item, line)| has_all_of(item, line, path));
    }
    for (path, arguments) in [
        ("/claims/03-spyglass/a5", &["trace", CASE, "03-spyglass/a5"][..]),
        ("/claims/03-spyglass/a5/origins", &["origins", CASE, "03-spyglass/a5"]),
        ("/entities/02-ledger/e18", &["entities", CASE, "02-ledger/e18"]),
        ("/artefacts/02-ledger/l1", &["artefacts", CASE, "02-ledger/l1"]),
        ("/matrix", &["matrix", CASE]),
        ("/matrix?analyst=Bo", &["matrix", CASE, "--analyst", "Bo"]),
    ] {
        has_all_of(&served.told(path), &told(&folder, arguments)[0], path);
    }
}

/// Returns what a list names its items by, all of them, whatever it is cut into.
fn all_of(served: &Served, path: &str, limit: usize) -> Vec<Value> {
    let mut found = Vec::new();
    loop {
        let join = if path.contains('?') { '&' } else { '?' };
        let part = served.told(&format!("{path}{join}limit={limit}&offset={}", found.len()));
        let items = part["items"].as_array().expect("it is a list");
        let total = part["total"].as_u64().expect("it has a length") as usize;
        assert!(items.len() <= limit && found.len() + items.len() <= total, "{path}");
        found.extend(items.iter().cloned());
        if items.is_empty() {
            assert_eq!(found.len(), total, "{path}");
            return found;
        }
    }
}

#[test]
fn lists_come_in_parts_and_hold_what_is_asked_for() {
    let folder = quarry();
    did(&folder, &["judge", CASE, "accept", "03-spyglass/a5"]);
    let served = Served::start(&folder);
    for path in
        ["/claims?all=true", "/claims?sort=newest", "/entities", "/timeline", "/artefacts", "/documents", "/log"]
    {
        assert_eq!(all_of(&served, path, 17), all_of(&served, path, 1000), "{path}");
    }
    let claims = |query: &str| all_of(&served, &format!("/claims?{query}"), 1000);
    let all = claims("all=true");
    let is_in = |part: &[Value], holds: &dyn Fn(&Value) -> bool, what: &str| {
        let expected: Vec<&Value> = all.iter().filter(|group| holds(group)).collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{what} tells some from others");
        assert_eq!(part.iter().collect::<Vec<&Value>>(), expected, "{what}");
    };
    let any_claim = |group: &Value, holds: &dyn Fn(&Value) -> bool| {
        group["claims"].as_array().is_some_and(|claims| claims.iter().any(holds))
    };
    is_in(&claims("document=02-ledger"), &|group| any_claim(group, &|one| one["document"] == "02-ledger"), "document");
    is_in(&claims("origins_at_least=2"), &|group| group["n_origins"].as_u64() >= Some(2), "origins");
    let matter = all.iter().find(|group| group["matter"].is_u64()).map(|group| group["matter"].clone());
    let matter = matter.expect("some are about one matter");
    is_in(&claims(&format!("matter={matter}")), &|group| group["matter"] == matter, "matter");
    let holds = |one: &Value| one["words"].as_str().is_some_and(|words| words.to_lowercase().contains("garrison"));
    is_in(&claims("text=GARRISON"), &|group| any_claim(group, &holds), "text");
    let card = served.told("/entities/02-ledger/e18");
    let made = card["claims"].as_array().expect("he makes claims").clone();
    let of_him = claims("source=02-ledger/e18");
    let refs: Vec<&Value> =
        of_him.iter().filter_map(|group| group["claims"].as_array()).flatten().map(|one| &one["id"]).collect();
    assert!(!made.is_empty() && made.iter().all(|of| refs.contains(&of)), "all that he says is among them");
    let judged: Vec<&Value> = all.iter().filter(|group| group["judgements"][0]["what"] == "accept").collect();
    assert_eq!(judged.len(), 1);
    assert!(any_claim(judged[0], &|one| one["id"] == "03-spyglass/a5"));
    let origins = claims("sort=origins&all=true");
    assert!(origins.is_sorted_by_key(|group| std::cmp::Reverse(group["n_origins"].as_u64())));
    assert_eq!(origins.len(), all.len());
}

#[test]
fn the_ends_of_steps_are_told_apart_and_lead_to_who_they_are() {
    let folder = quarry();
    let served = Served::start(&folder);
    let card = served.told("/claims/03-spyglass/a5");
    let steps = card["steps"].as_array().expect("there are steps");
    assert!(!steps.is_empty());
    let ends: Vec<&Value> = steps.iter().flat_map(|step| [&step["from"], &step["to"]]).collect();
    for (one, other) in ends.iter().zip(&ends[1..]) {
        // A number stands for one name and one claim.
        assert!(one["node"] != other["node"] || one == other, "{one} {other}");
    }
    let links = card["claim"]["chain"].as_array().expect("there is a chain");
    let named: Vec<&str> =
        links.iter().filter_map(|link| link["entities"].as_array()).flatten().filter_map(Value::as_str).collect();
    assert!(!named.is_empty(), "{links:?}");
    for entity in named {
        assert_eq!(served.get(&format!("/entities/{entity}")).status, 200, "{entity}");
    }
}

#[test]
fn a_document_comes_with_its_text_and_what_stands_in_it() {
    let folder = quarry();
    did(&folder, &["judge", CASE, "reject", "02-ledger/a9", "--because", "it is the headline"]);
    did(&folder, &["judge", CASE, "grade-source", "02-ledger/e18", "B"]);
    let served = Served::start(&folder);
    let page = served.told("/documents/02-ledger");
    let text: Vec<char> = page["text"].as_str().expect("there is a text").chars().collect();
    let words = |spans: &Value| -> Vec<String> {
        let spans = spans.as_array().expect("a list").iter();
        let ends = spans.map(|span| [0, 1].map(|at| span[at].as_u64().expect("a number") as usize));
        ends.map(|[start, end]| text[start..end].iter().collect()).collect()
    };
    assert_eq!(page["reading"]["document"], "02-ledger");
    assert!(page["blocks"].as_array().is_some_and(|blocks| blocks.iter().any(|block| block["kind"] == "heading")));
    let claims = page["claims"].as_array().expect("there are claims");
    let own = claims.iter().find(|claim| claim["id"] == "02-ledger/a4").expect("it is among them");
    let listed = served.told("/claims?document=02-ledger&limit=1000");
    let in_list = |id: &str| {
        let mut groups = listed["items"].as_array().expect("a list").iter();
        groups
            .find(|group| group["claims"].as_array().is_some_and(|all| all.iter().any(|one| one["id"] == id)))
            .cloned()
    };
    let group = in_list("02-ledger/a4").expect("its group is in the list");
    assert_eq!((&own["group"], &own["n_origins"]), (&group["ref"], &group["n_origins"]));
    let mut said = group["claims"].as_array().expect("a list").iter();
    let claim = said.find(|claim| claim["id"] == "02-ledger/a4").expect("it is in its group");
    assert_eq!(words(&own["spans"]).join(" "), claim["words"].as_str().expect("it has words"));
    assert!(!claims.iter().any(|claim| claim["id"] == "02-ledger/a9"), "what is rejected is no claim of the case");
    assert_eq!(in_list("02-ledger/a9"), None);
    let judgements = page["judgements"].as_array().expect("there are judgements");
    let brief: Vec<(&Value, &Value, Vec<String>)> =
        judgements.iter().map(|one| (&one["what"], &one["on"][0]["id"], words(&one["on"][0]["spans"]))).collect();
    assert_eq!(brief[0].0, "reject");
    assert_eq!(brief[0].1, "02-ledger/a9");
    assert_eq!(judgements[0]["because"], "it is the headline");
    assert_eq!((brief[1].0, brief[1].1), (&json!("grade-source"), &json!("02-ledger/e18")));
    assert_eq!(brief[1].2.join(""), judgements[1]["on"][0]["words"].as_str().expect("it has words"));
    let halvek = served.told("/entities/02-ledger/e18");
    assert_eq!((&halvek["grade"]["value"], &halvek["grade"]["author"]), (&json!("B"), &json!("Ann Lee")));
}

#[test]
fn what_is_decided_on_the_page_is_in_the_log() {
    let folder = quarry();
    let served = Served::start(&folder);
    let accepted = served.judge(&json!({ "kind": "accept", "on": "02-ledger/a4", "because": "read twice" }));
    assert_eq!(accepted.status, 201, "{}", accepted.body);
    keeps_to_the_document("/judgements", "post", "201", &accepted.json());
    assert_eq!(accepted.json()["entry"], N_ADDED + 1);
    let seen = accepted.header("hearsay-seen").expect("it says what is seen now").to_owned();
    assert_eq!(accepted.json()["seen"], seen.as_str());
    let all = json!({ "seen": seen, "judgements": [
        { "kind": "not-same", "on": "02-ledger/e1", "other": "04-agency/e1" },
        { "kind": "grade-source", "on": "02-ledger/e1", "value": "C" },
        { "kind": "grade-item", "on": "02-ledger/a4", "value": "2" },
        { "kind": "accept", "on": { "document": "02-ledger", "kind": "mention", "spans": [[0, 14]] } },
    ]});
    let written = served.post("/judgements", &all);
    assert_eq!(written.status, 201, "{}", written.body);
    keeps_to_the_document("/judgements", "post", "201", &written.json());
    assert_eq!(written.json()["entries"], json!([10, 11, 12, 13]));
    let undone = served.post("/undo", &json!({ "entry": 10, "seen": written.json()["seen"] }));
    assert_eq!((undone.status, &undone.json()["entry"]), (201, &json!(14)), "{}", undone.body);
    let log = told(&folder, &["log", CASE, "--judgements"]);
    let what: Vec<&Value> = log.iter().map(|entry| &entry["what"]).collect();
    assert_eq!(what, ["accept", "not-same", "grade-source", "grade-item", "mark", "undo"]);
    assert_eq!((&log[0]["because"], &log[0]["author"]), (&json!("read twice"), &json!("Ann Lee")));
    assert!(did(&folder, &["audit", CASE, "--json"]).contains("\"holds\":true"));
    let shown = served.told("/log?judgements=true");
    let first = &shown["items"][4];
    assert_eq!((&first["entry"], &first["in_force"], &first["taken_back_by"]), (&json!(10), &json!(false), &json!(14)));
    assert_eq!(shown["head"], undone.json()["head"]);
}

#[test]
fn words_that_are_marked_are_a_claim_of_the_case_and_somebody_says_it() {
    let folder = quarry();
    let served = Served::start(&folder);
    let page = served.told("/documents/02-ledger");
    let text = page["text"].as_str().expect("it has a text");
    let points = |words: &str| {
        let at = text[..text.find(words).expect("it stands there")].chars().count();
        json!([[at, at + words.chars().count()]])
    };
    let words = text.lines().find(|line| line.split(' ').count() > 12).expect("it has a long line");
    let words = words.split(' ').skip(2).take(6).collect::<Vec<&str>>().join(" ");
    let mark = json!({ "document": "02-ledger", "kind": "claim", "spans": points(&words) });
    assert_eq!(served.judge(&json!({ "kind": "accept", "on": mark })).status, 201);
    let page = served.told("/documents/02-ledger");
    let claims = page["claims"].as_array().expect("it has claims");
    let marked = claims.iter().find(|claim| claim["spans"] == points(&words)).expect("it is one of them");
    let id = marked["id"].as_str().expect("it has a name");
    assert!(id.starts_with("02-ledger/o"), "{id}");
    let who = text.split(' ').next().expect("it has a word");
    let who = json!({ "document": "02-ledger", "kind": "mention", "spans": points(who) });
    let said = served.judge(&json!({ "kind": "said-by", "on": id, "other": who }));
    assert_eq!(said.status, 201, "{}", said.body);
    let card = served.told(&format!("/claims/{id}")).to_string();
    assert!(card.contains(text.split(' ').next().expect("it has a word")), "{card}");
    let wrong = served.judge(&json!({ "kind": "edit", "on": id, "value": "words of another text" }));
    refused(&wrong, 400, "words that stand nowhere");
}

#[test]
fn what_is_judged_of_hypotheses_on_the_page_is_what_the_commands_judge() {
    let folder = quarry();
    let served = Served::start(&folder);
    let seen = served.told("/case")["seen"].clone();
    // What is stated in a request can be rated in it.
    let all = json!({ "seen": seen, "judgements": [
        { "kind": "hypothesis", "value": " A clerk  wrote it ", "because": "it counts trains" },
        { "kind": "hypothesis", "value": "A frightened clerk wrote it", "parent": "h1" },
        { "kind": "rate", "on": "02-ledger/a4", "hypothesis": "h1", "value": "II" },
        { "kind": "rate", "on": "02-ledger/a4", "hypothesis": "h2", "value": "CC" },
        { "kind": "weigh", "on": "02-ledger/a4", "relevance": "high" },
        { "kind": "answer", "on": "02-ledger/l1", "question": "motive", "value": "suspect", "cites": "02-ledger/a4" },
    ]});
    let written = served.post("/judgements", &all);
    assert_eq!(written.status, 201, "{}", written.body);
    keeps_to_the_document("/judgements", "post", "201", &written.json());
    let stated = told(&folder, &["hypothesis", CASE, "list"]);
    let (first, second) = (&stated[0], &stated[1]);
    assert_eq!((&first["text"], &first["because"]), (&json!("A clerk wrote it"), &json!("it counts trains")));
    assert_eq!((&second["hypothesis"], &second["parent"]), (&json!("h2"), &json!("h1")));
    let matrix = served.told("/matrix");
    assert_eq!(matrix["hypotheses"][0]["inconsistency"], 2.8284, "II and high relevance");
    assert_eq!(matrix["evidence"][0]["ratings"][1]["rating"], "CC");
    let motive = &served.told("/artefacts/02-ledger/l1/checklist")["items"][0];
    assert_eq!((&motive["question"], &motive["answers"][0]["finding"]), (&json!("motive"), &json!("suspect")));
    assert_eq!(motive["answers"][0]["claim"], "02-ledger/a4");
    assert_eq!(served.judge(&json!({ "kind": "withdraw", "hypothesis": "h2" })).status, 201);
    let n_written = told(&folder, &["log", CASE]).len();
    let rate = |hypothesis: &str, on: &str| json!({ "kind": "rate", "on": on, "hypothesis": hypothesis, "value": "C" });
    for (judgement, code) in [
        (rate("h2", "02-ledger/a4"), 404),
        (rate("h9", "02-ledger/a4"), 404),
        (rate("h1", "02-ledger/e1"), 404),
        (rate("one", "02-ledger/a4"), 400),
        (json!({ "kind": "rate", "on": "02-ledger/a4", "hypothesis": "h1", "value": "perhaps" }), 400),
        (json!({ "kind": "hypothesis", "value": "  " }), 400),
        (json!({ "kind": "hypothesis", "value": "Another", "parent": "h7" }), 404),
        (json!({ "kind": "weigh", "on": "02-ledger/a4" }), 400),
        (
            json!({ "kind": "answer", "on": "02-ledger/a4", "question": "motive", "value": "open", "cites": "02-ledger/a4" }),
            404,
        ),
    ] {
        refused(&served.judge(&judgement), code, &judgement.to_string());
    }
    let seen = served.told("/case")["seen"].clone();
    let twice = json!({ "seen": seen, "judgements": [rate("h1", "02-ledger/a4"), rate("h1", "02-ledger/a4")] });
    refused(&served.post("/judgements", &twice), 400, "one claim on one hypothesis twice");
    assert_eq!(told(&folder, &["log", CASE]).len(), n_written, "nothing of this was written");
    // A name is never given again, here as there.
    let entry = told(&folder, &["hypothesis", CASE, "list"])[1]["entry"].to_string();
    did(&folder, &["undo", CASE, &entry]);
    assert_eq!(served.judge(&json!({ "kind": "hypothesis", "value": "It was made outside" })).status, 201);
    assert_eq!(served.told("/hypotheses")["items"][1]["hypothesis"], "h3");
    assert!(did(&folder, &["audit", CASE, "--json"]).contains("\"holds\":true"));
}

#[test]
fn who_decides_on_an_old_view_is_told_and_nothing_is_written() {
    let folder = quarry();
    let served = Served::start(&folder);
    let old = served.told("/case")["seen"].clone();
    did(&folder, &["judge", CASE, "reject", "02-ledger/a4"]);
    let judgement = json!({ "kind": "accept", "on": "02-ledger/a4" });
    for (path, body) in [
        ("/judgements", json!({ "judgement": judgement, "seen": old })),
        ("/judgements", json!({ "judgement": judgement, "seen": "nothing" })),
        ("/judgements", json!({ "judgement": { "kind": "hypothesis", "value": "He lied" }, "seen": old })),
        ("/undo", json!({ "entry": N_ADDED + 1, "seen": old })),
    ] {
        let reply = served.post(path, &body);
        refused(&reply, 409, path);
        let answer = reply.json();
        assert_eq!(answer["head"]["number"], N_ADDED + 1);
        let since = answer["since"].as_array().expect("it tells what was done");
        if body["seen"] == old {
            assert_eq!((since.len(), &since[0]["what"]), (1, &json!("reject")));
        }
        assert_eq!(answer["seen"].as_str(), reply.header("hearsay-seen"));
    }
    assert_eq!(told(&folder, &["log", CASE]).len(), N_ADDED + 1, "nothing was written");
    let of_all = served.told("/case")["n_claims"].as_u64().expect("a number");
    let undone = served.post("/undo", &json!({ "entry": N_ADDED + 1, "seen": served.told("/case")["seen"] }));
    assert_eq!(undone.status, 201, "who looks again can decide: {}", undone.body);
    assert_eq!(served.told("/case")["n_claims"], of_all + 1, "what the page shows is what is decided");
}

#[test]
fn of_two_who_decide_at_once_one_is_told() {
    let folder = quarry();
    let served = Served::start(&folder);
    let seen = served.told("/case")["seen"].clone();
    let body = json!({ "judgement": { "kind": "accept", "on": "02-ledger/a4" }, "seen": seen });
    let codes = std::thread::scope(|scope| {
        let post = || served.post("/judgements", &body).status;
        let both = [scope.spawn(post), scope.spawn(post)];
        let mut codes = both.map(|one| one.join().expect("it ends"));
        codes.sort_unstable();
        codes
    });
    assert_eq!(codes, [201, 409]);
    assert_eq!(told(&folder, &["log", CASE]).len(), N_ADDED + 1);
}

#[test]
fn what_was_written_outlives_the_program() {
    let folder = quarry();
    let served = Served::start(&folder);
    let reply = served.judge(&json!({ "kind": "reject", "on": "02-ledger/a4", "because": "misread" }));
    assert_eq!(reply.status, 201);
    // Killed as by kill -9: nothing is told to it.
    drop(served);
    let log = told(&folder, &["log", CASE]);
    let last = &log[N_ADDED];
    assert_eq!((log.len(), &last["what"], &last["because"]), (N_ADDED + 1, &json!("reject"), &json!("misread")));
    assert_eq!(last["hash"], reply.json()["head"]["hash"]);
    assert!(did(&folder, &["audit", CASE, "--json"]).contains("\"holds\":true"));
    assert_eq!(Served::start(&folder).told("/case")["head"]["number"], N_ADDED + 1);
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    let folder = quarry();
    let mut served = Served::start(&folder);
    // A browser may hold a connection open on which it asks nothing.
    let idle = TcpStream::connect(&served.host).expect("somebody listens");
    let kill = std::process::Command::new("kill").args(["-INT", &served.child.id().to_string()]).status();
    assert!(kill.expect("there is a kill").success());
    assert_eq!(served.child.wait().expect("it ends").code(), Some(0));
    drop(idle);
}

#[test]
fn another_program_that_reads_again_makes_old_names_stale() {
    let folder = Folder::new();
    folder.write("a.txt", "It rained on Monday, Ann Lee said.\n");
    did(&folder, &["new", CASE]);
    did(&folder, &["add", CASE, "a.txt", "--reader", "fast"]);
    let served = Served::start(&folder);
    let before = served.told("/case");
    assert_eq!(before["n_unread"], 1);
    did(&folder, &["reread", CASE]);
    let after = served.told("/case");
    assert_eq!((&after["n_unread"], &after["head"]), (&json!(0), &before["head"]));
    assert_ne!(after["seen"], before["seen"]);
    let judgement = json!({ "kind": "accept", "on": "a/a1" });
    let stale = json!({ "judgement": judgement, "seen": before["seen"] });
    refused(&served.post("/judgements", &stale), 409, "the names are of another reading");
    assert_eq!(served.post("/judgements", &json!({ "judgement": judgement, "seen": after["seen"] })).status, 201);
}

#[test]
fn a_document_that_another_program_adds_is_shown() {
    let folder = quarry();
    let served = Served::start(&folder);
    assert_eq!(served.told("/case")["n_documents"], N_ADDED);
    folder.write("new.txt", "It rained on Monday, Ann Lee said.\n");
    did(&folder, &["add", CASE, "new.txt", "--reader", "fast"]);
    assert_eq!(served.told("/case")["n_documents"], N_ADDED + 1);
    assert_eq!(served.told("/documents/new")["text"], "It rained on Monday, Ann Lee said.\n");
}

#[test]
fn hostile_words_come_out_as_words() {
    let payloads = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</title><svg/onload=alert(1)>",
        "\"><a href=\"javascript:alert(1)\">here</a>",
        "{{constructor.constructor('alert(1)')()}}",
        "\u{202e}gnp.tset\u{202c} \u{2066}hidden\u{2069}",
        "\u{feff}\u{200b}zero\u{200d}width",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<style>*{display:none}</style>",
        "--><!--",
        "]]>&#x3c;b&#x3e;",
        "%3Cscript%3E",
        "\\u003cscript\\u003e",
        "';DROP TABLE log;--",
        "${7*7}",
    ];
    let folder = Folder::new();
    did(&folder, &["new", CASE]);
    for (idx, payload) in payloads.iter().enumerate() {
        let text = format!("Minister {payload} said that the {payload} letter was forged, {payload} told Reuters.\n");
        folder.write(&format!("p{idx}.txt"), text);
        let source = format!("--source={}", payload.replace('\u{feff}', ""));
        did(&folder, &["add", CASE, &format!("p{idx}.txt"), "--reader", "fast", &source]);
    }
    let served = Served::start(&folder);
    for (idx, payload) in payloads.iter().enumerate() {
        let reply = served.get(&format!("/documents/p{idx}"));
        assert_eq!(reply.header("content-type"), Some("application/json; charset=utf-8"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert!(reply.json()["text"].as_str().is_some_and(|text| text.contains(payload)), "{payload}: {}", reply.body);
    }
    for path in ["/claims?all=true", "/entities", "/artefacts", "/timeline", "/search?q=letter", "/log", "/documents"] {
        let reply = served.get(path);
        assert_eq!(reply.header("content-type"), Some("application/json; charset=utf-8"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        reply.json();
    }
    let first = served.told("/claims?all=true")["items"][0]["ref"].clone();
    let judged = served.judge(&json!({ "kind": "accept", "on": first, "because": payloads[1] }));
    assert_eq!(judged.status, 201, "{}", judged.body);
    assert_eq!(served.told("/log")["items"][0]["because"], payloads[1]);
    let unknown = served.get("/documents/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    refused(&unknown, 404, "a name that is markup");
}

#[test]
fn the_page_is_built_in_and_asked_for_anew() {
    let folder = quarry();
    let served = Served::start(&folder);
    let host = ("Host", served.host.as_str());
    let page = served.ask("GET /", &[host], "");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert!(!page.body.contains("http://") && !page.body.contains("https://"), "nothing comes from elsewhere");
    let tag = page.header("etag").expect("it has a tag");
    let again = served.ask("GET /ui/index.html", &[host, ("If-None-Match", tag)], "");
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(again.header("x-content-type-options"), Some("nosniff"));
    let head = served.ask("HEAD /", &[host], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn a_case_that_cannot_be_served_is_told() {
    let folder = quarry();
    let answer = folder.run(&["serve", "nowhere.case"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (1, ""));
    assert!(answer.stderr.starts_with("error: nowhere.case: there is no such file\nhint: "), "{}", answer.stderr);
    let served = Served::start(&folder);
    let port = served.host.rsplit_once(':').map(|(_, port)| port).expect("there is a port");
    let answer = folder.run(&["serve", CASE, "--port", port]);
    assert_eq!((answer.code, answer.stdout.as_str()), (1, ""));
    assert!(answer.stderr.contains(&format!("port {port} cannot be listened on")), "{}", answer.stderr);
    assert_eq!(folder.run(&["serve", CASE, "--port", "0"]).code, 2);
}

#[test]
fn a_report_is_handed_out_as_a_page_in_which_nothing_runs() {
    let folder = quarry();
    let served = Served::start(&folder);
    let report = served.told("/report?claims=03-spyglass/a5&redact=persons");
    assert_eq!(report["chosen"], "named");
    assert_eq!(report["redaction"]["what"], json!(["persons"]));
    let page = served.get("/report?format=html&claims=03-spyglass/a5");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let policy = page.header("content-security-policy").expect("it has one");
    for rule in ["default-src 'none'", "frame-ancestors 'self'", "sandbox"] {
        assert!(policy.contains(rule), "{policy}");
    }
    assert!(!policy.contains("script-src"), "{policy}");
    assert_eq!(page.header("x-frame-options"), Some("SAMEORIGIN"));
    assert_eq!(page.header("content-disposition"), None);
    assert!(page.body.starts_with("<!doctype html>") && page.body.contains("Orlec"));
    let file =
        served.get("/report?format=markdown&claims=03-spyglass/a5&redact=persons&redact_also=Quarry&download=true");
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"report.md\""));
    assert!(!file.body.contains("Orlec") && !file.body.to_lowercase().contains("quarry"), "{}", file.body);
    for (path, status) in [
        ("/report?claims=03-spyglass/a999", 404),
        ("/report?redact_also=03-spyglass/e999", 404),
        ("/report?redact=everybody", 400),
        ("/report?format=pdf", 400),
        ("/report?unknown=1", 400),
    ] {
        let refused = served.get(path);
        assert_eq!(refused.status, status, "{path}: {}", refused.body);
        assert!(refused.json()["hint"].is_string(), "{path}");
        assert!(refused.header("content-security-policy").is_some_and(|policy| !policy.contains("unsafe-inline")));
    }
}
