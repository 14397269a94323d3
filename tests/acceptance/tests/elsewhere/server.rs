//! A real mail server as a child process.

use std::{collections::BTreeMap, path::Path, process::Stdio};

use serde::Deserialize;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout},
};

use crate::{python, support::within};

pub struct Server {
    pub port: u16,
    said: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

#[derive(Deserialize)]
struct Ready {
    port: u16,
}

/// A mail as Python's own parser read it.
#[derive(Debug, Deserialize)]
pub struct Taken {
    pub headers: BTreeMap<String, String>,
    pub defects: Vec<String>,
    pub kind: String,
    pub kinds: Vec<String>,
    pub sender: String,
    pub recipients: Vec<String>,
    pub tls: bool,
    pub logged_in: bool,
    pub plain: String,
    pub html: String,
    pub raw: String,
}

impl Server {
    pub async fn start(arguments: &[&str]) -> Self {
        let mut command = python::script("mail_server.py").await;
        // The server reports at length on clients that hang up, as they do here.
        command.stderr(Stdio::null());
        let mut child = command.args(arguments).spawn().expect("a mail server");
        let mut said = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let line = within("the mail server", said.next_line()).await.expect("stdout").expect("a port");
        let Ready { port } = serde_json::from_str(&line).expect("a line of JSON");
        Self { port, said, _child: child }
    }

    /// Starts a server with TLS, which writes the root of its certificate to this file.
    pub async fn with_tls(mode: &str, root: &Path, more: &[&str]) -> Self {
        let root = root.to_str().expect("a path in Unicode");
        Self::start(&[&[mode, "--certificate-file", root], more].concat()).await
    }

    /// The next mail that the server took.
    pub async fn taken(&mut self) -> Taken {
        let line = within("a mail", self.said.next_line()).await.expect("stdout").expect("a mail");
        serde_json::from_str(&line).expect("a line of JSON")
    }
}
