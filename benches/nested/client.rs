//! A client that costs little: requests are ready-made bytes, connections stay open, answers are read into one buffer.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

use crate::Failure;

/// An open connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// The bytes of a request with a JSON body.
pub fn request(path: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

impl Client {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; 256 * 1024] })
    }

    /// Sends a request and gives back the answer's body; any status but 200 is an error.
    pub fn ask(&mut self, request: &[u8]) -> Result<&[u8], Failure> {
        self.stream.write_all(request)?;
        let mut filled = 0;
        let (head, length) = loop {
            filled += self.read(filled)?;
            if let Some(end) = self.buffer[..filled].windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                let head = std::str::from_utf8(&self.buffer[..end])?;
                break (end + 4, length(head)?);
            }
        };
        while filled < head + length {
            filled += self.read(filled)?;
        }
        if filled > head + length {
            return Err("the answer is longer than it says".into());
        }
        Ok(&self.buffer[head..filled])
    }

    fn read(&mut self, from: usize) -> Result<usize, Failure> {
        if from == self.buffer.len() {
            self.buffer.resize(2 * from, 0);
        }
        match self.stream.read(&mut self.buffer[from..])? {
            0 => Err("the server closed the connection".into()),
            count => Ok(count),
        }
    }
}

fn length(head: &str) -> Result<usize, Failure> {
    if !head.starts_with("HTTP/1.1 200 ") {
        return Err(format!("not answered: {head}").into());
    }
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let (_, length) =
        lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length")).ok_or("the answer has no length")?;
    Ok(length.trim().parse()?)
}
