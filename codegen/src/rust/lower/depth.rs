//! The nesting depth of types for the compiler, and the `recursion_limit` that the crate needs if
//! it is more than the default.
//!
//! To decide whether a type is `Send`, the compiler follows all types that it contains, including
//! those in boxes, arrays and maps.

use super::boxing::BoxedEdges;
use crate::api::ir::{Additional, Api, SchemaId, Shape};
use crate::rust::items::RecursionLimit;
use crate::rust::names::Names;

/// The maximum nesting for which the default limit of 128 suffices (The Rust Reference,
/// `recursion_limit`): a request, its future and the caller's own types need some levels, too.
const MAX_DEFAULT_DEPTH: usize = 100;

/// The number of the deepest types that are checked exactly.
const EXACTLY_CHECKED: usize = 16;

/// Returns the limit that the crate needs, if it is more than the default.
pub(super) fn recursion_limit(
    api: &Api,
    names: &Names,
    boxed: &BoxedEdges,
) -> Option<RecursionLimit> {
    let graph = Graph { api, names, boxed };
    let mut heights: Vec<(usize, SchemaId)> = graph.heights();
    heights.retain(|(height, _)| *height > MAX_DEFAULT_DEPTH);
    heights.sort_by_key(|(height, id)| (std::cmp::Reverse(*height), id.index()));
    let depths =
        heights.into_iter().take(EXACTLY_CHECKED).map(|(_, id)| (graph.depth_from(id), id));
    let (depth, deepest) =
        depths.max_by_key(|(depth, id)| (*depth, std::cmp::Reverse(id.index())))?;
    (depth > MAX_DEFAULT_DEPTH).then(|| RecursionLimit {
        limit: (2 * depth).next_power_of_two(),
        pointer: api.schema(deepest).pointer.clone(),
    })
}

struct Graph<'a> {
    api: &'a Api,
    names: &'a Names,
    boxed: &'a BoxedEdges,
}

impl Graph<'_> {
    /// Returns the subschemas of a schema, each with the number of levels between the types.
    fn edges(&self, at: SchemaId) -> Vec<(usize, SchemaId)> {
        let shape = &self.api.schema(at).shape;
        let children = self.api.children(at);
        let last = children.len().saturating_sub(1);
        let edges = children.into_iter().enumerate().map(|(index, child)| {
            // The levels in the current implementation of the standard library's types.
            let levels = match shape {
                Shape::Reference(_) => 0,
                Shape::Array(_) => 4,
                Shape::Map(_) => 7,
                Shape::Object(object) if index == last => match object.additional {
                    Additional::Typed(_) => 9,
                    Additional::Any | Additional::None => 2,
                },
                _ => 2,
            };
            let boxed = if self.boxed.contains(&(at, index)) { 2 } else { 0 };
            (levels + boxed, self.names.representative(child))
        });
        edges.collect()
    }

    /// Returns the length of the longest path from each schema, an upper bound for the depth that
    /// the compiler follows. Paths that lead back are ignored.
    fn heights(&self) -> Vec<(usize, SchemaId)> {
        let mut known = vec![None; self.api.schemas.len()];
        let mut opened = vec![false; self.api.schemas.len()];
        for start in self.api.schema_ids() {
            let mut pending = vec![start];
            while let Some(at) = pending.last().copied() {
                let edges = self.edges(at);
                if !std::mem::replace(&mut opened[at.index()], true) {
                    let children = edges.into_iter().map(|(_, child)| child);
                    pending.extend(children.filter(|child| !opened[child.index()]));
                    continue;
                }
                pending.pop();
                let below =
                    edges.iter().map(|(levels, id)| levels + known[id.index()].unwrap_or(0));
                let height = below.max().unwrap_or(0);
                known[at.index()].get_or_insert(height);
            }
        }
        self.api.schema_ids().map(|id| (known[id.index()].unwrap_or(0), id)).collect()
    }

    /// Returns the depth that the compiler reaches from this schema: it follows each type once.
    fn depth_from(&self, start: SchemaId) -> usize {
        let mut seen = vec![false; self.api.schemas.len()];
        let mut deepest = 0;
        let mut pending = vec![(0, start)];
        while let Some((depth, at)) = pending.pop() {
            if !std::mem::replace(&mut seen[at.index()], true) {
                deepest = deepest.max(depth);
                let edges = self.edges(at).into_iter().rev();
                pending.extend(edges.map(|(levels, child)| (depth + levels, child)));
            }
        }
        deepest
    }
}
