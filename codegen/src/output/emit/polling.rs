//! The row for polling in the table of an operation: the states in which its response is final.

use quote::quote;

use super::row;
use crate::document::text::Json;
use crate::output::source::Line;
use crate::rust::items::Operation;

pub(super) fn rows(operation: &Operation) -> Vec<Line> {
    let Some(polls) = &operation.polls else { return Vec::new() };
    let place = polls.place.literal();
    let [done, failed] = [&polls.done, &polls.failed].map(|states| {
        let states = states.iter().map(Json::literal);
        quote!([#(#states),*])
    });
    vec![row(quote!(#place: done #done, failed #failed,))]
}
