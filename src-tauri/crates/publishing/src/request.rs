//! The requests of the steps, without their tokens: the same step makes the same bytes.

use std::fmt::Write as _;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

/// The name of a step, such as the upload of the second picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepKey {
    /// The name.
    pub name: String,
    /// The number of the part, from 0.
    pub part: u16,
}

impl StepKey {
    /// The step of this name without parts.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), part: 0 }
    }
}

/// A picture as it is uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadedPicture {
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
    /// The length of the file, in bytes.
    pub bytes: u64,
    /// The width, in pixels.
    pub width: u32,
    /// The height, in pixels.
    pub height: u32,
    /// The description for people who do not see it.
    pub description: String,
    /// The public address, if it has one.
    pub url: Option<Url>,
}

/// A request without its token. The body is exact, so that a repeat equals the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The step that it belongs to.
    pub key: StepKey,
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: String,
    /// The address: at the network's server, or at [`networks::Publish::upload`].
    pub url: Url,
    /// The token that the request carries.
    pub auth: Auth,
    /// Further headers, by name. The headers of the network's file come in addition.
    pub headers: Vec<(String, String)>,
    /// The pieces of the body, one after the other.
    pub body: Vec<Piece>,
}

/// A piece of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The file of a picture, by its number in [`crate::Job::pictures`].
    Picture(u16),
    /// The same in base 64 (RFC 4648 section 4).
    PictureBase64(u16),
}

impl Request {
    /// A request for a resource.
    #[must_use]
    pub fn get(key: &str, url: Url, auth: Auth) -> Self {
        let method = Method::GET.to_string();
        Self { key: StepKey::new(key), method, url, auth, headers: Vec::new(), body: Vec::new() }
    }

    /// A request that deletes a resource, with the account's token.
    #[must_use]
    pub fn delete(key: &str, url: Url) -> Self {
        Self { method: Method::DELETE.to_string(), ..Self::get(key, url, Auth::Account) }
    }

    /// A request with a JSON body, and the account's token.
    #[must_use]
    pub fn post_json(key: &str, url: Url, body: &Value) -> Self {
        Self::post(StepKey::new(key), url, "application/json", vec![Piece::Bytes(body.to_string().into())])
    }

    /// A request with a form (`application/x-www-form-urlencoded`), and the account's token.
    #[must_use]
    pub fn post_form(key: &str, url: Url, fields: &[(&str, &str)]) -> Self {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let media_type = "application/x-www-form-urlencoded";
        Self::post(StepKey::new(key), url, media_type, vec![Piece::Bytes(form.into())])
    }

    /// A request with parts (RFC 7578), the last of which is a picture, and the account's token. `picture` is the name
    /// of its part and its number in [`crate::Job::pictures`].
    #[must_use]
    pub fn post_parts(
        key: StepKey,
        url: Url,
        fields: &[(&str, &str)],
        (name, number): (&str, u16),
        picture: &UploadedPicture,
    ) -> Self {
        let boundary = boundary_of(fields);
        let mut before = String::new();
        for (name, value) in fields {
            let _ = write!(
                before,
                "--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
        }
        let media_type = &picture.media_type;
        let ending = media_type.rsplit('/').next().unwrap_or_default();
        let _ = write!(
            before,
            "--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"picture.{ending}\"\r\n\
             content-type: {media_type}\r\n\r\n"
        );
        let after = format!("\r\n--{boundary}--\r\n");
        let body = vec![Piece::Bytes(before.into()), Piece::Picture(number), Piece::Bytes(after.into())];
        Self::post(key, url, &format!("multipart/form-data; boundary={boundary}"), body)
    }

    fn post(key: StepKey, url: Url, media_type: &str, body: Vec<Piece>) -> Self {
        Self {
            key,
            method: Method::POST.to_string(),
            url,
            auth: Auth::Account,
            headers: vec![("content-type".into(), media_type.into())],
            body,
        }
    }

    /// The same request with another token.
    #[must_use]
    pub fn with_auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }
}

/// A boundary that no field contains (RFC 2046 section 5.1.1). It is the same for the same fields. A picture contains it
/// with a probability of none.
fn boundary_of(fields: &[(&str, &str)]) -> String {
    let mut boundary = "gander-7d9f2b6c41e84a0bb35e6f10c2d8a973".to_owned();
    while fields.iter().any(|(_, value)| value.contains(&boundary)) {
        boundary.push('x');
    }
    boundary
}

/// The token of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// The account's.
    Account,
    /// That of the page to which the post goes.
    Page,
    /// None.
    None,
}
