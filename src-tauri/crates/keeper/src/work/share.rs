//! Publishes one post, or looks for one whose answer was lost. The store holds each step before the next begins.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use lifecycle::OperationId;
use networks::{Network, Protocol, PublishAnswer, PublishRefusal, at_server};
use oauth::{AccountRequest, OAuthClient, TransportError, at_home, http::Reply};
use publishing::{
    AfterLoss, Auth, Cause, Content, Ended, Fact, Job, Look, Outcome, Phase, Post, PostId, Publisher,
    Reading, Request, Step,
};
use store::Owner;
use url::Url;
use vault::{App, Secrets, crash};

use super::{WorkContext, WorkResult};
use crate::Error;

/// The pause before another try to store a result that the disk did not take.
const AGAIN: Duration = Duration::from_secs(1);
/// The steps of one post. No network needs as many.
const MOST_STEPS: usize = 64;

/// A post to publish or to look for.
#[derive(Clone, Debug)]
pub(crate) struct Sharing {
    pub post: PostId,
    pub owner: Owner,
    pub username: Option<String>,
    /// The generation of the token.
    pub generation: u64,
    /// `false`: look for a post whose answer was lost.
    pub publish: bool,
    /// The token may be used, so that a lost request may be repeated.
    pub usable: bool,
    pub operation_id: OperationId,
}

/// The tools of one post's requests.
struct Publication<'a> {
    context: &'a WorkContext,
    network: &'a Network,
    publish: &'a networks::Publish,
    /// The root of the account's own server.
    server: Url,
    publisher: &'static dyn Publisher,
    app: App,
    secrets: Secrets,
    sharing: &'a Sharing,
}

impl WorkContext {
    /// Publishes a post, or looks for one, and reports how that ended.
    pub async fn share(self, network: Arc<Network>, sharing: Sharing) -> WorkResult {
        let ended = self.work_on(network, &sharing).await.unwrap_or_else(|error| {
            tracing::warn!(post = %sharing.post, %error, "not shared yet");
            Ended::Unsent
        });
        WorkResult::Shared { operation_id: sharing.operation_id, post: sharing.post, ended }
    }

    async fn work_on(&self, network: Arc<Network>, sharing: &Sharing) -> Result<Ended, Error> {
        let (owner, generation) = (&sharing.owner, sharing.generation);
        // A credential operation may run meanwhile: it keeps the former token alive, or a refusal is answered anew.
        if self.store(|store| store.generation(&owner.connection))? != Some(generation) {
            return Ok(Ended::Unsent);
        }
        let secrets = self.store(|store| store.secrets(&self.key, owner))?;
        let network = at_home(network, &owner.account, &secrets);
        let app = match network.oauth.protocol {
            Protocol::OAuth1a => self.app(&network)?.unwrap_or_default(),
            Protocol::OAuth2 | Protocol::Atproto => App::default(),
        };
        let Some((post, content)) = self.store(|store| store.post(&sharing.post))? else {
            return Ok(Ended::Answered);
        };
        let cannot = || Error::CannotShare { name: network.name.clone() };
        let publisher = publishing::networks::publisher(&network.id).ok_or_else(cannot)?;
        let publish = network.publish.as_ref().ok_or_else(cannot)?;
        // At the AT Protocol, each account has a server of its own.
        let home = secrets.binding.home.as_ref();
        let server = home.map_or_else(|| publish.url.clone(), |home| at_server(&publish.url, home));
        let publication = Publication {
            context: self,
            network: &network,
            publish,
            server,
            publisher,
            app,
            secrets,
            sharing,
        };
        if sharing.publish {
            publication.publish(post, &content).await
        } else {
            publication.look(post, &content).await
        }
    }

    /// Changes a post, and tries until the disk takes it: a result that is lost would have to be guessed. Gives up only
    /// when the process ends.
    async fn change(&self, id: &PostId, change: impl Fn(&mut Post)) {
        loop {
            match self.store(|store| store.change_post(id, &change)) {
                Ok(_) => return,
                Err(error) if *self.ending.borrow() => {
                    return tracing::error!(post = %id, %error, "the result of sharing could not be stored");
                }
                Err(error) => tracing::error!(post = %id, %error, "not stored yet; tried again"),
            }
            tokio::time::sleep(AGAIN).await;
        }
    }
}

impl Publication<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.context.clock.now()
    }

    async fn publish(&self, post: Post, content: &Content) -> Result<Ended, Error> {
        let handle = match &post.handle {
            Some(handle) => handle.name.clone(),
            None => self.publisher.new_handle(self.now(), random()),
        };
        let mut facts: Vec<Fact> = Vec::new();
        for _ in 0..MOST_STEPS {
            let job = self.job(&post, content, &handle, &facts);
            match self.publisher.next(&job) {
                Step::Send(request) => {
                    return self.arm_and_send(&post, content, &handle, &request, &facts).await;
                }
                Step::Refuse(reason) => {
                    let (id, now) = (&post.id, self.now());
                    self.context.change(id, |post| post.refuse(now, Some(reason.clone()))).await;
                    return Ok(Ended::Answered);
                }
                Step::Wait(until) => return Ok(Ended::Limited(Some(until))),
                Step::Ask(request) => match self.ask(&job, &request).await {
                    Ok(fact) => facts.push(fact),
                    Err(ended) => return Ok(ended),
                },
            }
        }
        Ok(Ended::Unsent)
    }

    /// Sends a request that may be repeated.
    async fn ask(&self, job: &Job<'_>, request: &Request) -> Result<Fact, Ended> {
        let reply = self.send(request, false).await.map_err(|_| Ended::Unsent)?;
        match self.publish.refusal(&self.answer(&reply)) {
            Some(PublishRefusal::RateLimited { until }) => return Err(Ended::Limited(until)),
            Some(_) => return Err(Ended::NeedsCheck),
            None => {}
        }
        match self.publisher.read(job, &request.key, &answer(&reply)) {
            Reading::Fact(fact) if is_success(&reply) => Ok(fact),
            _ => Err(Ended::Unsent),
        }
    }

    async fn arm_and_send(
        &self,
        post: &Post,
        content: &Content,
        handle: &str,
        request: &Request,
        facts: &[Fact],
    ) -> Result<Ended, Error> {
        let now = self.now();
        let key = &self.context.key;
        let armed = self.context.store(|store| store.arm(key, post, handle, request, now))?;
        // The person edited or cancelled the post, or another process took it.
        let Some(armed) = armed else { return Ok(Ended::Answered) };
        Ok(self.send_armed(&armed, content, request, facts).await)
    }

    /// Sends the request that cannot be taken back, and stores its result.
    async fn send_armed(&self, post: &Post, content: &Content, request: &Request, facts: &[Fact]) -> Ended {
        crash::point("send.before");
        let reply = self.send(request, true).await;
        crash::point("send.answered");
        let handle = post.handle.as_ref().map_or("", |handle| handle.name.as_str());
        let outcome = match reply {
            Err(TransportError::NotSent) => Outcome::Unsent,
            Err(TransportError::NoAnswer | TransportError::TooLarge) => Outcome::Lost,
            Ok(reply) => self.outcome(&self.job(post, content, handle, facts), request, &reply),
        };
        let ended = match &outcome {
            Outcome::Unsent => Ended::Unsent,
            Outcome::NotDone(Cause::Limit(until)) => Ended::Limited(*until),
            Outcome::NotDone(_) => Ended::NeedsCheck,
            Outcome::Done(_) | Outcome::Rejected(_) | Outcome::Lost => Ended::Answered,
        };
        tracing::info!(post = %post.id, network = %self.network.id, ?ended, "sent");
        let now = self.now();
        self.context.change(&post.id, |post| post.answered(now, outcome.clone())).await;
        crash::point("send.stored");
        ended
    }

    fn outcome(&self, job: &Job<'_>, request: &Request, reply: &Reply) -> Outcome {
        let generation = self.sharing.generation;
        match self.publish.refusal(&self.answer(reply)) {
            Some(PublishRefusal::Token) => return Outcome::NotDone(Cause::Token(generation)),
            Some(PublishRefusal::PermissionMissing) => {
                return Outcome::NotDone(Cause::Permission(generation));
            }
            Some(PublishRefusal::AppFault) => return Outcome::NotDone(Cause::App),
            Some(PublishRefusal::RateLimited { until }) => return Outcome::NotDone(Cause::Limit(until)),
            Some(PublishRefusal::Refused { reason }) => return Outcome::Rejected(reason),
            None => {}
        }
        if !is_success(reply) {
            return Outcome::Lost;
        }
        match self.publisher.read(job, &request.key, &answer(reply)) {
            Reading::Done(remote) => Outcome::Done(remote),
            Reading::Rejected(reason) => Outcome::Rejected(Some(reason)),
            Reading::Fact(_) | Reading::Unclear => Outcome::Lost,
        }
    }

    /// Looks for a post whose answer was lost. Where the network makes a repeat harmless, and the post was not seen, the
    /// same bytes go out again.
    async fn look(&self, post: Post, content: &Content) -> Result<Ended, Error> {
        let Phase::Unknown { .. } = post.phase else { return Ok(Ended::Answered) };
        let handle = post.handle.as_ref().map_or("", |handle| handle.name.as_str());
        let job = self.job(&post, content, handle, &[]);
        let look = match self.publisher.look(&job) {
            None => None,
            Some(request) => Some(match self.send(&request, false).await {
                Ok(reply) => self.publisher.read_look(&job, &answer(&reply)),
                Err(_) => Look::Unclear,
            }),
        };
        let look = match look {
            // An address that belongs to another post settles nothing.
            Some(Look::There(remote)) if self.context.store(|store| store.is_bound(&post, &remote))? => {
                Some(Look::NotSeen)
            }
            look => look,
        };
        crash::point("look.answered");
        let first_used = post.handle.as_ref().map(|handle| handle.first_used);
        let after_loss = match first_used.filter(|_| self.sharing.usable) {
            Some(first_used) => self.publisher.after_loss(first_used),
            None => AfterLoss::LookOnly,
        };
        let request = self.context.store(|store| store.sent_request(&self.context.key, &post))?;
        let after_loss = if request.is_some() { after_loss } else { AfterLoss::LookOnly };
        let now = self.now();
        let changed = self
            .context
            .store(|store| store.change_post(&post.id, |post| post.looked(now, look.clone(), after_loss)))?;
        match (changed, request) {
            (Some((post, true)), Some(request)) => Ok(self.send_armed(&post, content, &request, &[]).await),
            _ => Ok(Ended::Answered),
        }
    }

    async fn send(&self, request: &Request, once: bool) -> Result<Reply, TransportError> {
        let Self { context: WorkContext { http, clock, .. }, network, app, .. } = self;
        let oauth = OAuthClient { http, clock, network, app };
        let Some(request) = account_request(request, once) else { return Err(TransportError::NotSent) };
        oauth.send_as_account(request, &self.secrets).await
    }

    fn answer<'a>(&self, reply: &'a Reply) -> PublishAnswer<'a> {
        PublishAnswer { at: self.now(), status: reply.status, headers: &reply.headers, body: &reply.body }
    }

    fn job<'a>(
        &'a self,
        post: &'a Post,
        content: &'a Content,
        handle: &'a str,
        facts: &'a [Fact],
    ) -> Job<'a> {
        Job {
            content,
            to: &post.to,
            username: self.sharing.username.as_deref(),
            server: &self.server,
            handle,
            facts,
            now: self.now(),
        }
    }
}

fn answer(reply: &Reply) -> publishing::Answer<'_> {
    publishing::Answer { status: reply.status, headers: &reply.headers, body: &reply.body }
}

fn is_success(reply: &Reply) -> bool {
    (200..300).contains(&reply.status)
}

fn account_request(request: &Request, once: bool) -> Option<AccountRequest> {
    let mut headers = http::HeaderMap::new();
    for (name, value) in &request.headers {
        headers.insert(http::HeaderName::from_bytes(name.as_bytes()).ok()?, value.parse().ok()?);
    }
    Some(AccountRequest {
        method: request.method.parse().ok()?,
        url: request.url.clone(),
        headers,
        body: request.body.clone(),
        token: request.auth == Auth::Account,
        once,
    })
}

fn random() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    u64::from_le_bytes(bytes)
}
