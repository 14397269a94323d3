//! Builds the requests of a post from what its network's code describes.

use base64::{Engine, prelude::BASE64_STANDARD};
use oauth::AccountRequest;
use publishing::{Auth, Piece, Request};

use super::Publication;

impl Publication<'_> {
    /// The request, with the files of its pictures. `None` if it cannot be built.
    pub(super) fn account_request(&self, request: &Request, once: bool) -> Option<(AccountRequest, Auth)> {
        let mut headers = http::HeaderMap::new();
        for (name, value) in &request.headers {
            headers.insert(http::HeaderName::from_bytes(name.as_bytes()).ok()?, value.parse().ok()?);
        }
        let mut body = Vec::new();
        let picture = |number: u16| self.pictures.files.get(usize::from(number)).map(Vec::as_slice);
        for piece in &request.body {
            match piece {
                Piece::Bytes(bytes) => body.extend_from_slice(bytes),
                Piece::Picture(number) => body.extend_from_slice(picture(*number)?),
                Piece::PictureBase64(number) => {
                    body.extend_from_slice(BASE64_STANDARD.encode(picture(*number)?).as_bytes());
                }
            }
        }
        let has_file = request.body.iter().any(|piece| !matches!(piece, Piece::Bytes(_)));
        let built = AccountRequest {
            method: request.method.parse().ok()?,
            url: request.url.clone(),
            headers,
            body,
            token: request.auth != Auth::None,
            once: once || has_file,
        };
        Some((built, request.auth))
    }
}
