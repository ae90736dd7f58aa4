//! The page: files that are built into the program, so that nothing is loaded from elsewhere.
//!
//! The list of them is made from the folder `ui/` by a test, which fails when it is no longer so. No file has anything of
//! a case in it, so they are served without a session.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::response::Response;

use super::reply::Refusal;

mod list;

/// A file of the page.
struct Asset {
    /// Its path in `ui/`.
    path: &'static str,
    bytes: &'static [u8],
}

/// Answers with a file of the page; a browser that has it already is told so.
pub(super) async fn serve(request: Request) -> Response {
    let path = request.uri().path();
    let path = if path == "/" { "index.html" } else { path.strip_prefix("/ui/").unwrap_or_default() };
    let Some(asset) = list::ASSETS.iter().find(|asset| asset.path == path) else {
        return Refusal::no_such_route().response();
    };
    let tag = format!("\"{}\"", &blake3::hash(asset.bytes).to_hex()[..32]);
    let known = request.headers().get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let is_known = known.split(',').any(|own| own.trim().trim_start_matches("W/") == tag);
    let mut response = HttpResponse::new(if is_known { Body::empty() } else { Body::from(asset.bytes) });
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(asset.path)));
    // Kept, but asked for each time: another version of the program has other files under the same names.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (ETAG, tag)));
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    response
}

/// Returns what a browser is told that a file is; it does not guess.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use expect_test::expect_file;

    use super::*;

    /// Appends the files below `folder`, in the order of their paths.
    fn files(folder: &Path, root: &Path, found: &mut Vec<String>) {
        let entries = fs::read_dir(folder).expect("the folder of the page can be read");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be read").path()).collect();
        paths.sort();
        for path in paths {
            let name = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
            let own = name.rsplit('/').next().unwrap_or_default();
            if path.is_dir() && !["e2e", "licences", "node_modules", "tests"].contains(&own) {
                files(&path, root, found);
            } else if path.is_file() && is_served(own) {
                found.push(name);
            }
        }
    }

    /// What describes or checks the page is not a part of it.
    fn is_served(name: &str) -> bool {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_part = ["css", "html", "ico", "js", "png", "svg", "woff2"].contains(&extension);
        is_part && !name.starts_with('.') && !name.ends_with(".config.js")
    }

    /// The committed list is what the folder holds; `UPDATE_EXPECT=1` rewrites it.
    #[test]
    fn the_list_of_files_is_current() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
        let mut found = Vec::new();
        files(&root, &root, &mut found);
        let mut list = String::from(
            "//! The files of the page: made by the test in `assets.rs` from the folder `ui/`, not by hand.\n\n\
             use super::Asset;\n\n#[rustfmt::skip]\npub(super) static ASSETS: &[Asset] = &[\n",
        );
        for path in &found {
            list.push_str(&format!(
                "    Asset {{ path: \"{path}\", bytes: include_bytes!(\"../../../ui/{path}\") }},\n"
            ));
        }
        list.push_str("];\n");
        expect_file!["assets/list.rs"].assert_eq(&list);
    }

    #[test]
    fn the_page_is_small_and_its_files_have_types() {
        let n_bytes: usize = list::ASSETS.iter().map(|asset| asset.bytes.len()).sum();
        assert!(n_bytes < 1024 * 1024, "the page is {n_bytes} bytes");
        for asset in list::ASSETS {
            assert!(!content_type(asset.path).starts_with("text/plain"), "{}", asset.path);
        }
        assert!(list::ASSETS.iter().any(|asset| asset.path == "index.html"));
    }
}
