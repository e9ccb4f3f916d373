//! Answers are packed where a client takes it and it is worthwhile.

use std::io::Read;

use serde_json::Value;

use super::address;
use crate::world::{self, World};

const LONG: &str = "{ events(first: 28) { nodes { title summary occurred { edtf } } } }";

/// The coding and the bytes of an answer, by POST and by GET.
fn packed(world: &World, document: &str, accepted: &str) -> [(String, Vec<u8>); 2] {
    let body = serde_json::json!({ "query": document }).to_string();
    let post = world.agent().post(world.url("/graphql")).header("accept-encoding", accepted);
    let get = world.agent().get(world.url(&address(&[("query", document)]))).header("accept-encoding", accepted);
    [post.content_type("application/json").send(body).unwrap(), get.call().unwrap()].map(|mut response| {
        let coding = response.headers().get("content-encoding").map_or("", |value| value.to_str().unwrap()).to_owned();
        let vary: Vec<_> =
            response.headers().get_all("vary").iter().map(|it| it.to_str().unwrap().to_owned()).collect();
        assert!(coding.is_empty() || vary.iter().any(|vary| vary.contains("accept-encoding")), "{vary:?}");
        (coding, response.body_mut().read_to_vec().unwrap())
    })
}

fn unpacked(coding: &str, bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    match coding {
        "br" => brotli::Decompressor::new(bytes, 4_096).read_to_end(&mut plain),
        "zstd" => zstd::stream::read::Decoder::new(bytes).unwrap().read_to_end(&mut plain),
        "gzip" => flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain),
        "deflate" => flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut plain),
        _ => Ok(bytes).map(|bytes| plain.extend_from_slice(bytes)).map(|()| 0),
    }
    .unwrap();
    plain
}

#[test]
fn long_answers_are_packed_as_the_client_takes_them() {
    for world in world::incidents() {
        let [(_, plain), _] = packed(&world, LONG, "identity");
        assert!(plain.len() > 5_000 && serde_json::from_slice::<Value>(&plain).is_ok());
        for (accepted, coding) in [
            ("br", "br"),
            ("zstd", "zstd"),
            ("gzip", "gzip"),
            ("deflate", "deflate"),
            ("gzip, deflate, br, zstd", "br"),
            ("gzip, zstd", "zstd"),
            ("br;q=0.5, gzip", "gzip"),
            ("br;q=0, gzip;q=0.1", "gzip"),
            ("identity", ""),
            ("", ""),
            ("compress", ""),
            ("gzip;q=0", ""),
            ("identity, gzip;q=0.5, *;q=0", ""),
        ] {
            for (found, bytes) in packed(&world, LONG, accepted) {
                assert_eq!(found, coding, "{accepted}");
                assert!(unpacked(coding, &bytes) == plain, "{accepted}");
                assert!(coding.is_empty() || bytes.len() * 2 < plain.len(), "{accepted}: {} bytes", bytes.len());
            }
        }
    }
}

#[test]
fn short_answers_are_not() {
    for world in world::incidents() {
        for (coding, bytes) in packed(&world, "{ __typename }", "br, gzip") {
            assert_eq!((coding.as_str(), bytes.as_slice()), ("", &b"{\"data\":{\"__typename\":\"Query\"}}"[..]));
        }
    }
}
