//! Starts and stops the simulated networks.

use std::{io, net::Ipv4Addr, ops::Deref, sync::Arc, time::Duration};

use axum::Router;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};

use crate::{
    Network, Switchboard,
    clock::Clock,
    control,
    dead_end::DeadEnds,
    door::{Door, Line},
    files,
    server::Server,
    world::World,
};

/// The longest wait for a server's end: a client that neither goes on nor hangs up must not block the stop.
const STOP_WITHIN: Duration = Duration::from_secs(2);

/// The ports to listen on. The default is any free port for each server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The port of Facebook; the other networks take the next ones.
    pub port_base: Option<u16>,
    /// The port of the control server.
    pub control_port: Option<u16>,
}

/// The running simulated networks. Dropping stops them; [`Self::stop`] also waits for the end. Dereferences to
/// [`Switchboard`], which holds all controls.
pub struct Simnet {
    switchboard: Arc<Switchboard>,
    control_url: String,
    stopping: watch::Sender<bool>,
    tasks: Vec<JoinHandle<io::Result<()>>>,
}

impl Simnet {
    /// Starts every network and the control server on 127.0.0.1. All of them listen when this returns.
    ///
    /// # Errors
    ///
    /// When a port is taken.
    pub async fn start(settings: Settings) -> io::Result<Self> {
        let clock = Arc::new(Clock::default());
        let stopping = watch::Sender::new(false);
        let mut tasks = Vec::new();
        let mut servers = Vec::new();
        for (network, step) in Network::EVERY.into_iter().zip(0_u16..) {
            let port = match settings.port_base {
                Some(base) => base.checked_add(step).ok_or(io::ErrorKind::InvalidInput)?,
                None => 0,
            };
            let listener = listen(port, network.name()).await?;
            let address = listener.local_addr()?;
            let world = World::new(network, format!("http://{address}"), files::redirect_path(network));
            let server = Arc::new(Server::new(address, clock.clone(), world, stopping.subscribe()));
            let door = Door::new(listener, server.refusing.subscribe())?;
            tasks.push(run(door, Server::router(server.clone()), &stopping));
            servers.push(server);
        }
        let dead_ends = DeadEnds::open(&stopping).await?;
        let switchboard = Arc::new(Switchboard { clock, servers, dead_ends });
        let listener = listen(settings.control_port.unwrap_or(0), "The control server").await?;
        let control_url = format!("http://{}", listener.local_addr()?);
        let always_open = watch::Sender::new(false);
        let door = Door::new(listener, always_open.subscribe())?;
        tasks.push(run(door, control::router(switchboard.clone()), &stopping));
        Ok(Self { switchboard, control_url, stopping, tasks })
    }

    /// The address of the control page; its API is under `/api/`.
    #[must_use]
    pub fn control_url(&self) -> &str {
        &self.control_url
    }

    /// Stops all servers and waits for their end. Hanging requests are cut.
    pub async fn stop(mut self) {
        self.stopping.send_replace(true);
        for task in std::mem::take(&mut self.tasks) {
            let abort = task.abort_handle();
            if timeout(STOP_WITHIN, task).await.is_err() {
                abort.abort();
            }
        }
    }
}

impl Deref for Simnet {
    type Target = Switchboard;

    fn deref(&self) -> &Switchboard {
        &self.switchboard
    }
}

impl Drop for Simnet {
    fn drop(&mut self) {
        self.stopping.send_replace(true);
    }
}

async fn listen(port: u16, who: &str) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        io::Error::new(error.kind(), format!("{who} cannot listen at port {port} of 127.0.0.1: {error}"))
    })
}

fn run(door: Door, router: Router, stopping: &watch::Sender<bool>) -> JoinHandle<io::Result<()>> {
    let mut stopping = stopping.subscribe();
    let stopped = async move {
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    let service = router.into_make_service_with_connect_info::<Line>();
    tokio::spawn(async move { axum::serve(door, service).with_graceful_shutdown(stopped).await })
}
