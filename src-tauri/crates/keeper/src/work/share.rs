//! Publishes one post, deletes one, or looks for one whose answer was lost. The store holds each step before the next begins.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use lifecycle::OperationId;
use networks::{Network, Protocol, PublishAnswer, PublishRefusal, at_server};
use oauth::{OAuthClient, TransportError, at_home, http::Reply};
use publishing::{
    AfterLoss, Auth, Cause, Content, Ended, Fact, Job, Look, Outcome, Phase, Post, PostId, Publisher,
    Reading, Remote, Request, Step,
};
use secrecy::SecretString;
use store::Owner;
use url::Url;
use vault::{App, Secrets, crash};

mod delete;
mod found;
mod request;

use super::{WorkContext, WorkResult, pictures::Pictures};
use crate::Error;

/// The pause before another try to store a result that the disk did not take.
const AGAIN: Duration = Duration::from_secs(1);
/// The steps of one post. No network needs as many.
const MOST_STEPS: usize = 64;

/// The work on a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Publish it.
    Publish,
    /// Look for it: the answer to its request was lost.
    Look,
    /// Delete it at the network.
    Delete,
}

/// A post to work on.
#[derive(Clone, Debug)]
pub(crate) struct Sharing {
    pub post: PostId,
    pub owner: Owner,
    pub username: Option<String>,
    /// The generation of the token.
    pub generation: u64,
    pub task: Task,
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
    /// The token of the page to which the post goes, where pages have tokens of their own.
    page_token: Option<SecretString>,
    pictures: Pictures,
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
            // The app's secret signs or proves each request, or the network's headers name the app.
            Protocol::OAuth1a | Protocol::OAuth2 => self.app(&network)?.unwrap_or_default(),
            Protocol::Atproto => App::default(),
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
        let pictures = match self.pictures_of(&content, publish).await {
            Ok(pictures) => pictures,
            // A look needs no picture.
            Err(_) if sharing.task != Task::Publish => Pictures::default(),
            Err(reason) => {
                let now = self.clock.now();
                self.change(&post.id, |post| post.refuse(now, Some(reason.to_owned()))).await;
                return Ok(Ended::Answered);
            }
        };
        let publication = Publication {
            context: self,
            network: &network,
            publish,
            server,
            publisher,
            app,
            page_token: self.page_token(owner, &post)?,
            pictures,
            secrets,
            sharing,
        };
        match sharing.task {
            Task::Publish => publication.publish(post, &content).await,
            Task::Look => publication.look(post, &content).await,
            Task::Delete => publication.delete(&post, &content).await,
        }
    }

    fn page_token(&self, owner: &Owner, post: &Post) -> Result<Option<SecretString>, Error> {
        if post.to.page.is_empty() {
            return Ok(None);
        }
        Ok(self.store(|store| store.page_token(&self.key, owner, &post.to.page))?)
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
        let uploads = self.context.uploads.of_post(&post.id);
        for _ in 0..MOST_STEPS {
            let facts = self.facts(&post)?;
            let job = self.job(&post, content, &handle, &facts);
            let request = match self.publisher.next(&job) {
                Step::Send(request) => {
                    drop(uploads);
                    return self.arm_and_send(&post, content, &handle, &request, &facts).await;
                }
                Step::Refuse(reason) => return Ok(self.refuse(&post, Some(reason)).await),
                Step::Wait(until) => return Ok(Ended::Limited(Some(until))),
                Step::Ask(request) => request,
            };
            uploads.begin(&request, job.pictures.len());
            if let Some(ended) = self.ask(&job, &post, &request).await? {
                return Ok(ended);
            }
        }
        Ok(Ended::Unsent)
    }

    /// The results of the steps so far that are still good.
    fn facts(&self, post: &Post) -> Result<Vec<Fact>, Error> {
        let (key, now) = (&self.context.key, self.now());
        let mut facts = self.context.store(|store| store.facts(key, post))?;
        facts.retain(|fact| fact.good_until.is_none_or(|until| until > now));
        Ok(facts)
    }

    async fn refuse(&self, post: &Post, reason: Option<String>) -> Ended {
        let now = self.now();
        self.context.change(&post.id, |post| post.refuse(now, reason.clone())).await;
        Ended::Answered
    }

    /// Sends a request that may be repeated, and stores its result. Returns how the work ended, unless the next step
    /// follows.
    async fn ask(&self, job: &Job<'_>, post: &Post, request: &Request) -> Result<Option<Ended>, Error> {
        let Ok(reply) = self.send(request, false).await else { return Ok(Some(Ended::Unsent)) };
        let ended = match self.publish.refusal(&self.answer(&reply)) {
            Some(PublishRefusal::RateLimited { until }) => Some(Ended::Limited(until)),
            Some(PublishRefusal::Refused { reason } | PublishRefusal::Duplicate { reason }) => {
                let reason = self.publisher.explain(job, &answer(&reply)).or(reason);
                Some(self.refuse(post, reason).await)
            }
            Some(PublishRefusal::Token | PublishRefusal::PermissionMissing) => {
                let (now, generation) = (self.now(), self.sharing.generation);
                self.context.change(&post.id, |post| post.step_refused(now, generation)).await;
                Some(Ended::NeedsCheck)
            }
            Some(PublishRefusal::AppFault) => Some(Ended::NeedsCheck),
            None => None,
        };
        if ended.is_some() {
            return Ok(ended);
        }
        let key = &self.context.key;
        Ok(match self.publisher.read(job, &request.key, &answer(&reply)) {
            Reading::Fact(fact) => {
                self.context.store(|store| store.keep_fact(key, post, &fact))?;
                None
            }
            Reading::Drop(step) => {
                self.context.store(|store| store.drop_fact(post, &step))?;
                None
            }
            Reading::Later(until) => Some(Ended::Limited(Some(until))),
            Reading::Rejected(reason) => Some(self.refuse(post, Some(reason)).await),
            Reading::Done(remote) => Some(self.found(job, post, remote).await?),
            Reading::Unclear => Some(Ended::Unsent),
        })
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
        let job = self.job(post, content, handle, facts);
        let outcome = match reply {
            Err(TransportError::NotSent) => Outcome::Unsent,
            Err(TransportError::NoAnswer | TransportError::TooLarge) => Outcome::Lost,
            Ok(reply) => match self.twin(post, &job, &reply) {
                Some(twin) => Outcome::Done(twin),
                None if self.drop_stale(post, &job, &reply) => Outcome::NotDone(Cause::Stale),
                None => self.outcome(&job, request, &reply),
            },
        };
        let ended = match &outcome {
            Outcome::Unsent | Outcome::NotDone(Cause::Stale) => Ended::Unsent,
            Outcome::NotDone(Cause::Limit(until)) => Ended::Limited(*until),
            Outcome::NotDone(_) => Ended::NeedsCheck,
            Outcome::Done(_) | Outcome::Rejected(_) | Outcome::Lost => Ended::Answered,
        };
        tracing::info!(post = %post.id, network = %self.network.id, ?ended, "sent");
        let now = self.now();
        self.context.change(&post.id, |post| post.answered(now, outcome.clone())).await;
        crash::point("send.stored");
        if let Outcome::Done(remote) = &outcome {
            self.add_address(&job, post, remote).await;
        }
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
            // An earlier request, whose answer was lost, may have published the post.
            Some(PublishRefusal::Duplicate { .. }) if job.sent_before.is_some() => return Outcome::Lost,
            Some(PublishRefusal::Refused { reason } | PublishRefusal::Duplicate { reason }) => {
                return Outcome::Rejected(self.publisher.explain(job, &answer(reply)).or(reason));
            }
            None => {}
        }
        if !is_success(reply) {
            return Outcome::Lost;
        }
        match self.publisher.read(job, &request.key, &answer(reply)) {
            Reading::Done(remote) => Outcome::Done(remote),
            Reading::Rejected(reason) => Outcome::Rejected(Some(reason)),
            Reading::Fact(_) | Reading::Later(_) | Reading::Drop(_) | Reading::Unclear => Outcome::Lost,
        }
    }

    /// The post that a refusal names as the twin of this one, after a request whose answer was lost. A twin that is
    /// known as another post is none.
    fn twin(&self, post: &Post, job: &Job<'_>, reply: &Reply) -> Option<Remote> {
        job.sent_before?;
        let twin = self.publisher.twin(job, &answer(reply))?;
        let is_bound = self.context.store(|store| store.is_bound(post, &twin));
        is_bound.is_ok_and(|is_bound| !is_bound).then_some(twin)
    }

    /// Looks for a post whose answer was lost. Where the network makes a repeat harmless, and the post was not seen, the
    /// same bytes go out again.
    async fn look(&self, post: Post, content: &Content) -> Result<Ended, Error> {
        let Phase::Unknown { .. } = post.phase else { return Ok(Ended::Answered) };
        let handle = post.handle.as_ref().map_or("", |handle| handle.name.as_str());
        // A container tells about the post, however old it is.
        let facts = self.context.store(|store| store.facts(&self.context.key, &post))?;
        let job = self.job(&post, content, handle, &facts);
        let look = match self.publisher.look(&job) {
            None => None,
            Some(request) if request.auth != Auth::None && !self.sharing.usable => {
                return self.look_later(&post, true, Ended::Answered);
            }
            Some(request) => Some(match self.send(&request, false).await {
                Ok(reply) => match self.look_refused(&request, &reply) {
                    Some(ended) => return self.look_later(&post, false, ended),
                    None => self.publisher.read_look(&job, &answer(&reply)),
                },
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
        let most = self.publisher.most_looks();
        let looked = |post: &mut Post| post.looked(now, look.clone(), after_loss, most);
        let changed = self.context.store(|store| store.change_post(&post.id, looked))?;
        match (changed, request) {
            (Some((post, true)), Some(request)) => {
                Ok(self.send_armed(&post, content, &request, &facts).await)
            }
            (Some((post, false)), _) => {
                if let Some(Look::There(remote)) = &look {
                    self.add_address(&job, &post, remote).await;
                }
                Ok(Ended::Answered)
            }
            _ => Ok(Ended::Answered),
        }
    }

    /// The end of a look that the network did not answer because of the token, the app or a limit.
    fn look_refused(&self, request: &Request, reply: &Reply) -> Option<Ended> {
        match self.publish.refusal(&self.answer(reply)).filter(|_| request.auth != Auth::None)? {
            PublishRefusal::RateLimited { until } => Some(Ended::Limited(until)),
            PublishRefusal::Token | PublishRefusal::PermissionMissing | PublishRefusal::AppFault => {
                Some(Ended::NeedsCheck)
            }
            PublishRefusal::Refused { .. } | PublishRefusal::Duplicate { .. } => None,
        }
    }

    fn look_later(&self, post: &Post, closed: bool, ended: Ended) -> Result<Ended, Error> {
        let now = self.now();
        let later = |post: &mut Post| post.look_later(now, closed);
        self.context.store(|store| store.change_post(&post.id, later))?;
        Ok(ended)
    }

    async fn send(&self, request: &Request, once: bool) -> Result<Reply, TransportError> {
        let Self { context: WorkContext { http, clock, .. }, network, app, .. } = self;
        let oauth = OAuthClient { http, clock, network, app };
        let request = self.account_request(request, once).ok_or(TransportError::NotSent)?;
        match &self.page_token {
            Some(token) if request.1 == Auth::Page => {
                let of_page = Secrets { access_token: token.clone(), ..self.secrets.clone() };
                oauth.send_as_account(request.0, &of_page).await
            }
            _ => oauth.send_as_account(request.0, &self.secrets).await,
        }
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
            pictures: &self.pictures.uploaded,
            card_picture: self.pictures.of_card.as_ref(),
            handle,
            sent_before: post.sent_before(),
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

fn random() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    u64::from_le_bytes(bytes)
}
