//! How deep types are in one another for the compiler: takes all schemas, gives the recursion limit
//! that the crate needs, where that is more than the usual one.
//!
//! Whether a type can be sent to another thread is decided by following all that it holds, also
//! behind boxes, arrays and maps.

use super::boxing::BoxedEdges;
use crate::api::ir::{Additional, Api, SchemaId, Shape};
use crate::rust::items::RecursionLimit;
use crate::rust::names::Names;

/// The deepest nesting that the usual limit of 128 (The Rust Reference, `recursion_limit`) has room
/// for: a request, its future and the caller's own types take some, too.
const USUAL: usize = 100;

/// How many of the deepest types are looked at one by one.
const CLOSELY: usize = 16;

/// The limit that the crate needs.
pub(super) fn recursion_limit(
    api: &Api,
    names: &Names,
    boxed: &BoxedEdges,
) -> Option<RecursionLimit> {
    let graph = Graph { api, names, boxed };
    let mut heights: Vec<(usize, SchemaId)> = graph.heights();
    heights.retain(|(height, _)| *height > USUAL);
    heights.sort_by_key(|(height, id)| (std::cmp::Reverse(*height), id.index()));
    let depths = heights.into_iter().take(CLOSELY).map(|(_, id)| (graph.depth_from(id), id));
    let (depth, deepest) =
        depths.max_by_key(|(depth, id)| (*depth, std::cmp::Reverse(id.index())))?;
    (depth > USUAL).then(|| RecursionLimit {
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
    /// What a schema holds, each with the levels that are between.
    fn edges(&self, at: SchemaId) -> Vec<(usize, SchemaId)> {
        let shape = &self.api.schema(at).shape;
        let children = self.api.children(at);
        let last = children.len().saturating_sub(1);
        let edges = children.into_iter().enumerate().map(|(index, child)| {
            // As the standard library's types are made today.
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

    /// The longest way down from each schema, which is at least as long as any that the compiler
    /// takes. Ways that lead back are left out.
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

    /// How deep the compiler gets that starts here: it follows each type once.
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
