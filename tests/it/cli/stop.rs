//! A server that is told to stop.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use rusqlite::Connection;
use tempfile::tempdir;

use super::{Server, demarche, run};

#[test]
fn what_is_under_way_is_answered_before_a_server_ends() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    run(folder, &["load", concat!(env!("CARGO_MANIFEST_DIR"), "/data/iraq-sweden-2023")]);
    let mut server = Server::start(demarche(folder, &["--listen", "127.0.0.1:0"]));
    let address = server.address().to_owned();
    let address = address.as_str();
    let mut stream = TcpStream::connect(address).unwrap();
    let body = "{\"query\":\"{ events { totalCount } }\"}";
    let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nexpect: 100-continue";
    write!(stream, "{head}\r\ncontent-length: {}\r\n\r\n", body.len()).unwrap();
    // it says this when it begins with the request
    let mut goes_on = [0; 25];
    stream.read_exact(&mut goes_on).unwrap();
    assert_eq!(&goes_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    let idle = TcpStream::connect(address).unwrap();
    server.terminate();
    // by then it takes no more connections
    while TcpStream::connect(address).is_ok() {}
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("\"totalCount\":"), "{answer}");
    drop(idle);
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    let left = Connection::open(folder.join("demarche.db")).unwrap();
    assert_eq!(left.query_row("PRAGMA quick_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
}
