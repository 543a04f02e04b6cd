//! What selects the variant of a union.

use crate::api::ir;
use crate::rust::items::{Guard, JsonKind, Sort, Test};

/// What selects a variant.
pub(super) fn guard(guard: &ir::Guard) -> Guard {
    match guard {
        ir::Guard::Tags(tags) => Guard::Tags(tags.clone()),
        ir::Guard::Tests(tests) => Guard::Tests(tests.iter().map(test).collect()),
    }
}

fn test(test: &ir::Test) -> Test {
    let sorts = |sorts: &[ir::Sort]| sorts.iter().map(sort).collect();
    match test {
        ir::Test::Any => Test::Any,
        ir::Test::Absent => Test::Absent,
        ir::Test::Present => Test::Present,
        ir::Test::Is(of) => Test::Is(sorts(of)),
        ir::Test::May(of) => Test::May(sorts(of)),
    }
}

fn sort(sort: &ir::Sort) -> Sort {
    match sort {
        ir::Sort::Kind(of) => Sort::Kind(kind(*of)),
        ir::Sort::Value(value) => Sort::Value(value.clone()),
        ir::Sort::Form(form) => Sort::Form(*form),
        ir::Sort::Except(values) => Sort::Except(values.clone()),
    }
}

fn kind(kind: ir::JsonKind) -> JsonKind {
    match kind {
        ir::JsonKind::Null => JsonKind::Null,
        ir::JsonKind::Boolean => JsonKind::Boolean,
        ir::JsonKind::Integer => JsonKind::Integer,
        ir::JsonKind::Number => JsonKind::Number,
        ir::JsonKind::String => JsonKind::String,
        ir::JsonKind::Array => JsonKind::Array,
        ir::JsonKind::Object => JsonKind::Object,
    }
}
