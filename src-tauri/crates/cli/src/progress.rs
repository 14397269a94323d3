//! The progress of uploads, for a person at a terminal. A script sees none of it.

use std::{
    collections::HashMap,
    io::{IsTerminal, stderr},
};

use keeper::{PostState, Uploading};

use crate::terminal::say;

/// The uploads that the person was told of.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    is_shown: bool,
    told: HashMap<String, Uploading>,
}

impl Progress {
    /// Shows progress if standard error is a terminal.
    pub fn new() -> Self {
        Self { is_shown: stderr().is_terminal(), ..Self::default() }
    }

    /// Says each upload that has begun since the last call.
    pub fn show(&mut self, posts: &[PostState]) {
        if !self.is_shown {
            return;
        }
        for post in posts {
            if let Some(uploading) = post.uploading
                && let Some(sentence) = self.news(&post.id, uploading)
            {
                say(&format!("{sentence} to {} ({})", post.network_name, post.account));
            }
        }
    }

    fn news(&mut self, post: &str, uploading: Uploading) -> Option<String> {
        let former = self.told.insert(post.to_owned(), uploading);
        let Uploading { picture, of } = uploading;
        (former != Some(uploading)).then(|| format!("Uploading picture {picture} of {of}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_upload_is_said_once() {
        let mut progress = Progress::default();
        let mut news = |post: &str, picture| progress.news(post, Uploading { picture, of: 3 });
        assert_eq!(news("a", 1).as_deref(), Some("Uploading picture 1 of 3"));
        assert_eq!(news("a", 1), None);
        assert_eq!(news("b", 1).as_deref(), Some("Uploading picture 1 of 3"), "another post");
        assert_eq!(news("a", 2).as_deref(), Some("Uploading picture 2 of 3"));
        assert_eq!(news("a", 1).as_deref(), Some("Uploading picture 1 of 3"), "it begins anew");
    }
}
