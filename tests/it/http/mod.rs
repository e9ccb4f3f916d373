//! What the server does as an HTTP server: media types, statuses, limits, addresses.

mod addresses;
mod audit;
mod batch;
mod body;
mod compression;
mod cors;
mod cost;
mod documents;
mod etag;
mod get;
mod media;
mod plans;
mod request_id;

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::world::{Answer, World, answer};

const GRAPHQL: &str = "application/graphql-response+json";
const JSON: &str = "application/json";
const GOOD: &str = "{\"query\":\"{ __typename }\"}";

fn post(world: &World, accept: &str, content_type: &str, body: &str) -> Answer {
    let request = world.agent().post(world.url("/graphql"));
    answer(request.header("accept", accept).header("content-type", content_type).send(body.as_bytes()))
}

/// What comes back when just these bytes are sent, and nothing after them.
fn raw(world: &World, head: &str, body: &str) -> String {
    raw_request(world, &format!("POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}\r\n{body}"))
}

/// What comes back when just this is sent, and nothing after it.
fn raw_request(world: &World, request: &str) -> String {
    let mut stream = TcpStream::connect(world.address).unwrap();
    // the server may have answered and closed before it was sent everything
    let _ = stream.write_all(request.as_bytes());
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer.to_ascii_lowercase()
}

fn get(world: &World, path: &str) -> Answer {
    answer(world.agent().get(world.url(path)).call())
}

/// The answer to a GET with these parameters and headers.
fn ask(world: &World, parameters: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
    let request = world.agent().get(world.url(&address(parameters)));
    answer(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).call())
}

/// /graphql with these parameters.
fn address(parameters: &[(&str, &str)]) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let escaped = |text: &str| -> String {
        text.bytes().map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
    };
    let pairs: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    format!("/graphql?{}", pairs.join("&"))
}

pub fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A problem of RFC 9457 with this status.
fn assert_problem(answer: &Answer, status: u16) {
    assert_eq!((answer.status, answer.header("content-type")), (status, "application/problem+json"), "{}", answer.body);
    let problem = answer.json();
    assert_eq!((&problem["status"], &problem["type"]), (&json!(status), &json!("about:blank")));
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
}

fn code(answer: &Answer) -> Value {
    answer.json()["errors"][0]["extensions"]["code"].clone()
}
