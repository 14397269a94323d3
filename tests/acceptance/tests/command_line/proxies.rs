//! A proxy that the environment names.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use simnet::Network;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
};

use crate::support::{Bench, Running};

/// A SOCKS5 proxy (RFC 1928) without authentication that resolves names itself. Counts the connections that it opens.
async fn socks() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, Arc::clone(&count)));
        }
    });
    (port, opened)
}

async fn serve(mut client: TcpStream, opened: Arc<AtomicUsize>) -> std::io::Result<()> {
    let mut greeting = [0; 2];
    client.read_exact(&mut greeting).await?;
    let mut methods = vec![0; usize::from(greeting[1])];
    client.read_exact(&mut methods).await?;
    client.write_all(&[5, 0]).await?;
    let mut request = [0; 4];
    client.read_exact(&mut request).await?;
    let host = match request[3] {
        1 => {
            let mut address = [0; 4];
            client.read_exact(&mut address).await?;
            std::net::Ipv4Addr::from(address).to_string()
        }
        _ => {
            let length = client.read_u8().await?;
            let mut name = vec![0; usize::from(length)];
            client.read_exact(&mut name).await?;
            String::from_utf8_lossy(&name).into_owned()
        }
    };
    let port = client.read_u16().await?;
    let mut server = TcpStream::connect((host, port)).await?;
    opened.fetch_add(1, Ordering::SeqCst);
    client.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}

#[tokio::test]
async fn a_socks_proxy_is_used_and_told() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let id = bench.gander_adds(Network::Facebook).await;
    let (port, opened) = socks().await;
    for scheme in ["socks5h", "socks5"] {
        let before = opened.load(Ordering::SeqCst);
        let proxy = format!("{scheme}://127.0.0.1:{port}");
        let mut command = bench.command(&["check", &id]);
        command.env("ALL_PROXY", &proxy);
        let ran = Running::start(command).end().await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(opened.load(Ordering::SeqCst) > before, "{scheme} was not used");
        let mut command = bench.command(&["doctor"]);
        command.env("ALL_PROXY", &proxy);
        let told = Running::start(command).end().await;
        assert!(told.stdout.contains(&format!("ok proxy: ALL_PROXY leads through {proxy}\n")), "{told:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_is_told_by_the_doctor() {
    let bench = Bench::start().await;
    let mut command = bench.command(&["doctor"]);
    command.env("all_proxy", "socks://dana:practice-password@127.0.0.1:1080/");
    let told = Running::start(command).end().await;
    assert_eq!(told.code, 1, "{told:?}");
    // Windows has one name for both spellings.
    let name = if cfg!(windows) { "ALL_PROXY" } else { "all_proxy" };
    let line = format!(
        "!! proxy: {name} names a proxy of the kind `socks`, which Gander cannot use. Write one of http, https, "
    );
    assert!(told.stdout.contains(&line) && !told.stdout.contains("practice-password"), "{told:?}");
    let told = bench.doctor().await;
    assert!(!told.stdout.contains("proxy:"), "{told:?}");
}
