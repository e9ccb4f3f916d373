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
        match self.exchange(request)? {
            (200, body) => Ok(body),
            (status, body) => Err(format!("not answered: {status} {}", String::from_utf8_lossy(body)).into()),
        }
    }

    /// Sends a request and gives back the answer's status and body.
    pub fn exchange(&mut self, request: &[u8]) -> Result<(u16, &[u8]), Failure> {
        self.stream.write_all(request)?;
        let mut filled = 0;
        let (status, head, length) = loop {
            filled += self.read(filled)?;
            if let Some(end) = self.buffer[..filled].windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                let (status, length) = read_head(std::str::from_utf8(&self.buffer[..end])?)?;
                break (status, end + 4, length);
            }
        };
        while filled < head + length {
            filled += self.read(filled)?;
        }
        if filled > head + length {
            return Err("the answer is longer than it says".into());
        }
        Ok((status, &self.buffer[head..filled]))
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

/// Status, and length of the body.
fn read_head(head: &str) -> Result<(u16, usize), Failure> {
    let status = head.split(' ').nth(1).ok_or("the answer has no status")?.parse()?;
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let (_, length) =
        lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length")).ok_or("the answer has no length")?;
    Ok((status, length.trim().parse()?))
}
