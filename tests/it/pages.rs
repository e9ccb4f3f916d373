//! How the playground is served: encodings, what is kept and for how long, what its files may do; and that the bundle is
//! what its sources make.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use flate2::read::GzDecoder;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    node::{Scripts, told},
    world::{self, World},
};

const WEB: Scripts = Scripts { folder: "web", node: (20, 19), what: "THE BUNDLE BUILT ANEW" };

/// A file as it came.
struct Got {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// Asks for a path with these headers, follows nothing and inflates nothing.
fn get(world: &World, path: &str, headers: &[(&str, &str)]) -> Got {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent();
    let request =
        headers.iter().fold(agent.get(world.url(path)), |request, (name, value)| request.header(*name, *value));
    let mut response = request.call().unwrap();
    let headers = response.headers().iter();
    Got {
        status: response.status().as_u16(),
        headers: headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect(),
        body: response.body_mut().read_to_vec().unwrap(),
    }
}

/// The files below a folder as paths within it, in the order of their bytes, without what stands in `made` at its top.
fn files(folder: &Path, made: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(folder.join(&inside)).unwrap() {
            let path = inside.join(entry.unwrap().file_name());
            match folder.join(&path).is_dir() {
                true if made.iter().any(|made| path == Path::new(made)) => {}
                true => folders.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort_by(|one, other| one.as_os_str().cmp(other.as_os_str()));
    found
}

/// The files of the bundle: where each is served, and its compressed content.
fn bundle() -> Vec<(String, Vec<u8>)> {
    let paths = files(Path::new("web/bundle"), &[]);
    let packed = paths.iter().filter_map(|path| Some((path.to_str()?.strip_suffix(".gz")?, path)));
    packed
        .map(|(name, path)| {
            let name = name.strip_suffix("index.html").unwrap_or(name);
            (format!("/{name}"), fs::read(Path::new("web/bundle").join(path)).unwrap())
        })
        .collect()
}

fn inflated(packed: &[u8]) -> Vec<u8> {
    std::io::Read::bytes(GzDecoder::new(packed)).collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_file_is_served_compressed_to_whom_takes_it() {
    let world = world::shared();
    let bundle = bundle();
    assert!(bundle.len() > 10 && bundle.iter().map(|(_, packed)| packed.len()).sum::<usize>() < 1_800_000);
    for (path, packed) in bundle {
        let plain = inflated(&packed);
        for (accepted, encoding, content) in [
            ("gzip, deflate, br, zstd", "gzip", &packed),
            ("br;q=1, gzip;q=0.2", "gzip", &packed),
            ("identity", "", &plain),
            ("gzip;q=0, *;q=0.1", "", &plain),
            ("", "", &plain),
        ] {
            let got = get(&world, &path, &[("accept-encoding", accepted)]);
            assert_eq!((got.status, got.header("content-encoding")), (200, encoding), "{path} as {accepted:?}");
            assert!(got.body == *content, "{path} as {accepted:?} has another content");
            assert_eq!(got.header("vary"), "Accept-Encoding");
            assert_ne!(got.header("content-type"), "application/octet-stream", "{path} is of no known type");
        }
    }
}

#[test]
fn what_is_known_is_not_sent_again() {
    let world = world::shared();
    let paths = bundle().into_iter().map(|(path, _)| path).chain(["/playground/samples.json".to_owned()]);
    for path in paths {
        let packed = get(&world, &path, &[("accept-encoding", "gzip")]);
        let plain = get(&world, &path, &[("accept-encoding", "identity")]);
        let (packed, plain) = (packed.header("etag"), plain.header("etag"));
        assert!(packed.starts_with('"') && plain.starts_with('"'), "{packed} {plain}");
        assert_eq!(packed == plain, path.ends_with(".json"), "each encoding has a tag of its own");
        for (tag, status) in [(packed, 304), ("*", 304), (&format!("\"x\", W/{packed}"), 304), ("\"x\"", 200)] {
            let again = get(&world, &path, &[("accept-encoding", "gzip"), ("if-none-match", tag)]);
            assert_eq!((again.status, again.header("etag"), again.body.is_empty()), (status, packed, status == 304));
        }
        let other = get(&world, &path, &[("accept-encoding", "identity"), ("if-none-match", packed)]);
        assert_eq!(other.status == 304, packed == plain, "{path} in another encoding is another content");
        let kept = if path.starts_with("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        assert_eq!(other.header("cache-control"), kept, "{path}");
    }
}

#[test]
fn files_may_do_little_and_load_nothing_from_elsewhere() {
    let world = world::shared();
    for (path, packed) in bundle() {
        let got = get(&world, &path, &[]);
        assert_eq!(
            (got.header("x-content-type-options"), got.header("x-frame-options")),
            ("nosniff", "DENY"),
            "{path}"
        );
        let policy = got.header("content-security-policy");
        for rule in ["default-src 'none'", "script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'"] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("eval") && !policy.contains("http") && !policy.contains('*'), "{path}: {policy}");
        assert_eq!(policy.contains("'unsafe-inline'"), path == "/playground/", "{path}: {policy}");
        if path.ends_with('/') {
            let page = String::from_utf8(inflated(&packed)).unwrap();
            assert!(!page.contains("<style") && !page.contains("://") && !page.contains("<script>"), "{page}");
        }
    }
}

#[test]
fn addresses_lead_where_they_should() {
    let world = world::shared();
    for (path, status, location) in [("/", 302, "playground/"), ("/playground", 308, "playground/")] {
        let got = get(&world, path, &[]);
        assert_eq!((got.status, got.header("location")), (status, location));
    }
    assert!(
        String::from_utf8(get(&world, "/", &[]).body).unwrap().contains("POST /graphql"),
        "for those without a browser"
    );
    for path in
        ["/assets/", "/assets/nothing.js", "/assets/..%2fmanifest.json", "/manifest.json", "/playground/nothing"]
    {
        let got = get(&world, path, &[]);
        assert_eq!((got.status, got.header("content-type")), (404, "application/problem+json"), "{path}");
    }
    let head = ureq::head(world.url("/playground/")).call().unwrap();
    assert_eq!(head.status(), 200);
    let samples: Value = serde_json::from_slice(&get(&world, "/playground/samples.json", &[]).body).unwrap();
    assert_eq!(samples, serde_json::to_value(demarche::http::samples::all()).unwrap());
}

/// Needs no Node: the manifest says which sources the bundle was built from.
#[test]
fn the_bundle_is_that_of_its_sources() {
    let mut lines = String::new();
    for path in files(Path::new("web"), &["node_modules", "dist", "bundle"]) {
        let digest = Sha256::digest(fs::read(Path::new("web").join(&path)).unwrap());
        lines.push_str(&format!("{}  {}\n", hex(&digest), path.display()));
    }
    let manifest: Value = serde_json::from_slice(&fs::read("web/bundle/manifest.json").unwrap()).unwrap();
    assert_eq!(
        manifest["sources"],
        hex(&Sha256::digest(&lines)),
        "something in web has changed: `npm ci && npm run build` there makes the bundle anew"
    );
}

#[test]
fn the_bundle_is_what_a_build_makes() {
    if !WEB.ready() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (built, packed) = (folder.path().join("built"), folder.path().join("packed"));
    let run = |program: &str, args: &[&str]| {
        let output = Command::new(program).args(args).current_dir("web").output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    };
    let (built, packed_in) = (built.to_str().unwrap(), packed.to_str().unwrap());
    run("npx", &["--no-install", "tsc"]);
    run("npx", &["--no-install", "vite", "build", "--outDir", built]);
    run("node", &["pack.mjs", built, packed_in]);
    let committed = Path::new("web/bundle");
    assert_eq!(files(&packed, &[]), files(committed, &[]));
    for path in files(committed, &[]) {
        let read = |folder: &Path| {
            let content = fs::read(folder.join(&path)).unwrap();
            if path.extension().is_some_and(|ending| ending == "gz") { inflated(&content) } else { content }
        };
        assert!(read(&packed) == read(committed), "{} is built otherwise than it is committed", path.display());
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
