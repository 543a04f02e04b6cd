//! How far values reach that are held in place: takes the edges that are boxed already, and boxes
//! those to values that no stack has room for, or whose layout the compiler gives up on.

use super::{BoxedEdges, by_value, can_box};
use crate::api::ir::{Api, SchemaId, Shape};
use crate::rust::names::Names;

/// The most types in one another without a box. The compiler follows 128 levels (The Rust Reference,
/// `recursion_limit`), of which a field that may be missing takes two.
const DEEPEST: usize = 32;

/// The largest value that is held in place, in bytes. Threads have stacks of 2 MiB.
const LARGEST: usize = 256 << 10;

/// How far a value reaches.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    levels: usize,
    /// About its size in bytes.
    bytes: usize,
}

/// Boxes the edges to values that reach too far. What is boxed depends only on what is below it.
pub(super) fn box_excessive(api: &Api, names: &Names, boxed: &mut BoxedEdges) {
    let mut known: Vec<Option<Extent>> = vec![None; api.schemas.len()];
    let mut opened = vec![false; api.schemas.len()];
    for start in api.schema_ids() {
        let mut pending = vec![start];
        while let Some(at) = pending.last().copied() {
            let edges = in_place(api, names, boxed, at);
            if known[at.index()].is_none() && !std::mem::replace(&mut opened[at.index()], true) {
                let children = edges.into_iter().map(|(_, child)| child);
                pending.extend(children.filter(|child| !opened[child.index()]));
                continue;
            }
            pending.pop();
            if known[at.index()].is_none() {
                known[at.index()] = Some(extent(api, at, &edges, &known, boxed));
            }
        }
    }
}

/// The edges from a schema that are not boxed.
fn in_place(api: &Api, names: &Names, boxed: &BoxedEdges, at: SchemaId) -> Vec<(usize, SchemaId)> {
    let edges = by_value(api, at).into_iter().enumerate();
    let edges = edges.map(|(index, child)| (index, names.representative(child)));
    edges.filter(|(index, _)| !boxed.contains(&(at, *index))).collect()
}

fn extent(
    api: &Api,
    at: SchemaId,
    edges: &[(usize, SchemaId)],
    known: &[Option<Extent>],
    boxed: &mut BoxedEdges,
) -> Extent {
    /// A string, array or map, and what a struct has for unknown properties.
    const ONE: usize = 24;
    let is_union = matches!(api.schema(at).shape, Shape::Union(_));
    let is_name = matches!(api.schema(at).shape, Shape::Reference(_));
    let mut extent = Extent { levels: 0, bytes: if is_name { 0 } else { ONE } };
    for (index, child) in edges {
        let mut inner = known[child.index()].unwrap_or_default();
        if can_box(api, at) && (inner.levels >= DEEPEST || inner.bytes > LARGEST) {
            boxed.insert((at, *index));
            inner = Extent { levels: 0, bytes: size_of::<usize>() };
        }
        extent.levels = extent.levels.max(inner.levels);
        extent.bytes = if is_union {
            extent.bytes.max(inner.bytes.saturating_add(size_of::<usize>()))
        } else {
            extent.bytes.saturating_add(inner.bytes)
        };
    }
    extent.levels += usize::from(!is_name);
    extent
}
