//! A server that counts requests and answers by a script.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use url::Url;

/// The requests that a server has read.
type Requests = Arc<Mutex<Vec<String>>>;

/// A server that answers by a script. An empty answer closes the connection after the request was read, and one that says
/// so closes it as well.
pub struct Server {
    pub root: Url,
    requests: Requests,
    connections: Arc<Mutex<usize>>,
}

impl Server {
    pub async fn start(answers: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let root = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        let answers: VecDeque<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        let answers = Arc::new(Mutex::new(answers));
        let (requests, connections) = (Requests::default(), Arc::<Mutex<usize>>::default());
        let (read, accepted) = (requests.clone(), connections.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *accepted.lock().unwrap() += 1;
                tokio::spawn(serve(stream, answers.clone(), read.clone()));
            }
        });
        Self { root, requests, connections }
    }

    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    pub fn count(&self) -> usize {
        self.requests().len()
    }
}

async fn serve(mut stream: TcpStream, answers: Arc<Mutex<VecDeque<String>>>, requests: Requests) {
    while let Some(request) = read(&mut stream).await {
        requests.lock().unwrap().push(request);
        let answer = answers.lock().unwrap().pop_front().unwrap_or_default();
        let closes = answer.is_empty() || answer.contains("Connection: close");
        if stream.write_all(answer.as_bytes()).await.is_err() || closes {
            return;
        }
    }
}

/// Reads one request. `None` at the end of the connection.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = field(head, "content-length").and_then(|length| length.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        let mut part = [0; 4096];
        let read = stream.read(&mut part).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&part[..read]);
    }
}

/// The value of a header field.
pub fn field(request: &str, name: &str) -> Option<String> {
    let lines = request.lines().take_while(|line| !line.is_empty());
    let mut fields = lines.filter_map(|line| line.split_once(": "));
    fields.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
}

pub fn answer(status: u16, fields: &[&str], body: &str) -> String {
    let fields: String = fields.iter().map(|field| format!("{field}\r\n")).collect();
    format!("HTTP/1.1 {status} X\r\n{fields}content-length: {}\r\n\r\n{body}", body.len())
}
