//! The `Accept` header: what an operation can read (RFC 9110, section 12.5.1).

use super::content::Readable;
use crate::api::ir::Response;
use crate::document::media_types::{essence, is_media_type};
use crate::document::text::Text;

/// Media types, gathered response by response.
#[derive(Default)]
pub(super) struct Accept {
    successes: Vec<Text>,
    failures: Vec<Text>,
}

impl Accept {
    /// Adds the media types of a success that are read as one of those that the operation gives;
    /// the others have to be asked for.
    pub(super) fn successes(
        &mut self,
        response: &Response,
        readable: &[Readable],
        given: &[Readable],
    ) {
        let read = readable.iter().filter(|it| given.iter().any(|given| given.is_read_as(it)));
        read.for_each(|it| add(&mut self.successes, response, it));
    }

    /// Adds the media types of a failure.
    pub(super) fn failures(&mut self, response: &Response, readable: &[Readable]) {
        readable.iter().for_each(|it| add(&mut self.failures, response, it));
    }

    /// All media types, those of successes first.
    pub(super) fn media_types(self) -> Vec<Text> {
        let mut all = self.successes;
        let others: Vec<Text> = self.failures.into_iter().filter(|it| !all.contains(it)).collect();
        all.extend(others);
        all
    }
}

fn add(list: &mut Vec<Text>, response: &Response, readable: &Readable) {
    let content = response.contents.get(readable.index);
    let name = content.map(|it| essence(&it.media_type)).filter(|it| is_media_type(it));
    list.extend(name.map(Text::from).filter(|it| !list.contains(it)));
}
