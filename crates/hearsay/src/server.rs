//! `hearsay serve`: a case in the browser, on this machine only.
//!
//! The way of a request: [`guard`] (from here, from our own page, in our session?) → [`routes`] (what is asked for) →
//! a handler, on a thread that may wait → [`state`] (the case, put together) → [`reply`].
//! The only place with async in it. Listens on the loopback interface and opens no connection itself.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawPathParams, Request, State as Shared};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::on;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;

use crate::failure::{Failure, FailureKind, reason};
use crate::ordered;

use guard::Guard;
use reply::Refusal;
use request::Asked;
use routes::{ROUTES, Route};
use state::State;

mod guard;
mod session;

mod queries;
mod reply;
mod request;

mod routes;

mod claims;
mod deciding;
mod documents;
mod hypotheses;
mod report;
mod things;

mod state;

mod assets;

#[cfg(test)]
mod openapi;

/// What is served, and to whom.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The case.
    pub(crate) case: PathBuf,
    /// The port to listen on; `None` for any that is free.
    pub(crate) port: Option<u16>,
    /// Who decides what is decided on the page.
    pub(crate) author: Option<String>,
}

/// What all requests share.
pub(in crate::server) struct Server {
    guard: Guard,
    state: State,
}

/// How long requests may take to end once the user stops the program.
const PATIENCE: Duration = Duration::from_secs(3);

/// Serves a case until the user stops it. Once somebody listens, the address is handed to `tell`.
///
/// # Errors
/// If the case cannot be opened, or nobody can listen on the port.
pub(crate) fn serve(settings: &Settings, tell: impl FnOnce(&str) -> Result<(), Failure>) -> Result<(), Failure> {
    let state = State::open(&settings.case, settings.author.as_deref())?;
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_io().enable_time().build();
    let runtime = runtime.map_err(|error| Failure::of_threads(&error))?;
    let stopped = runtime.block_on(async {
        let asked = SocketAddr::from((Ipv4Addr::LOCALHOST, settings.port.unwrap_or(0)));
        let listener = TcpListener::bind(asked).await.map_err(|error| no_port(settings.port, &error))?;
        let port = listener.local_addr().map_err(|error| no_port(settings.port, &error))?.port();
        let server = Arc::new(Server { guard: Guard::new(port)?, state });
        tell(&server.guard.address())?;
        let first = Arc::clone(&server);
        // The first view is put together while the browser opens.
        drop(spawn_blocking(move || ordered::catch(|| first.state.view().map(drop))));
        let serving = axum::serve(listener, router(server)).with_graceful_shutdown(stop());
        // A browser may hold a connection open on which it asks nothing: that one is not waited for.
        tokio::select! {
            served = serving => served.map_err(|error| no_port(Some(port), &error)),
            () = async { stop().await; tokio::time::sleep(PATIENCE).await } => Ok(()),
        }
    });
    runtime.shutdown_timeout(PATIENCE);
    stopped
}

fn no_port(port: Option<u16>, error: &std::io::Error) -> Failure {
    let port = port.map_or_else(|| "a port of this machine".to_owned(), |port| format!("port {port}"));
    Failure::new(FailureKind::User, format!("{port} cannot be listened on: {}", reason(error)))
        .with_hint("leave --port out, and a free one is taken")
}

/// Waits until the user, or the system, stops the program.
async fn stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = interrupted => (), () = terminated => () }
}

fn router(server: Arc<Server>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let handler = move |Shared(server): Shared<Arc<Server>>, params: Params, request: Request| {
            answer(server, route, params, request)
        };
        router = router.route(&format!("{}{}", routes::PREFIX, route.path), on(route.filter(), handler));
    }
    let page = on(axum::routing::MethodFilter::GET, assets::serve);
    router
        .route("/", page.clone())
        .route("/ui/{*path}", page)
        .fallback(async || Refusal::no_such_route().response())
        .method_not_allowed_fallback(async || Refusal::no_such_method().response())
        .layer(from_fn_with_state(Arc::clone(&server), guard::check))
        .with_state(server)
}

/// The parts of the path that stand for names, or what is wrong with them.
type Params = Result<RawPathParams, axum::extract::rejection::RawPathParamsRejection>;

/// Answers a request to the interface, on a thread that may wait for the case.
async fn answer(server: Arc<Server>, route: &'static Route, params: Params, request: Request) -> Response {
    let Ok(params) = params else { return Refusal::no_such_route().response() };
    let path = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let body = match request::body(route, request).await {
        Ok(body) => body,
        Err(refusal) => return refusal.response(),
    };
    let asked = move || handle(&server, route, path, &query, &body);
    match spawn_blocking(asked).await {
        Ok(response) => response,
        Err(_) => Refusal::bug("an answer").response(),
    }
}

fn handle(server: &Server, route: &Route, path: Vec<(String, String)>, query: &str, body: &Bytes) -> Response {
    let asked = Asked { server, path, query, body };
    match ordered::catch(|| (route.answer)(&asked)) {
        Ok(Ok(reply)) => reply.response(),
        Ok(Err(refusal)) => refusal.response(),
        Err(panicked) => Refusal::bug(&panicked.place).response(),
    }
}
