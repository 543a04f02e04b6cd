//! The extent of values that are stored inline: boxes edges to values that are too large for the
//! stack, or whose layout is too deeply nested for the compiler.

use super::{BoxedEdges, by_value, can_box};
use crate::api::ir::{Api, SchemaId, Shape};
use crate::rust::names::Names;

/// The maximum nesting of types without a box. The compiler follows 128 levels (The Rust Reference,
/// `recursion_limit`), and an optional field uses two.
const MAX_DEPTH: usize = 32;

/// The maximum size in bytes of a value that is stored inline, and of the inline part of any value.
/// In a debug build, a call copies its value about twenty times on the stack, and tokio's threads
/// have 2 MiB.
const MAX_INLINE_SIZE: usize = 16 << 10;

/// The size in bytes up to which a field is never boxed: the size of a string, array or map.
const MAX_UNBOXED_SIZE: usize = 64;

/// The depth and the size of a value that is stored inline.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    levels: usize,
    /// The approximate size in bytes.
    bytes: usize,
}

impl Extent {
    const BOX: Self = Self { levels: 0, bytes: size_of::<usize>() };
}

/// Boxes the edges to values that are too deep or too large. The decision for an edge depends only
/// on the types that it leads to.
pub(super) fn box_excessive(api: &Api, names: &Names, boxed: &mut BoxedEdges) {
    let mut known: Vec<Option<Extent>> = vec![None; api.schemas.len()];
    let mut opened = vec![false; api.schemas.len()];
    for start in api.schema_ids() {
        let mut pending = vec![start];
        while let Some(at) = pending.last().copied() {
            let edges = inline_parts(api, names, boxed, at);
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

/// Returns the edges from a schema that are not boxed.
fn inline_parts(
    api: &Api,
    names: &Names,
    boxed: &BoxedEdges,
    at: SchemaId,
) -> Vec<(usize, SchemaId)> {
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
    /// The size of a string, array or map, or of the unknown properties of a struct.
    const COLLECTION_SIZE: usize = 24;
    let is_union = matches!(api.schema(at).shape, Shape::Union(_));
    let is_name = matches!(api.schema(at).shape, Shape::Reference(_));
    let mut inner: Vec<(usize, Extent)> = edges
        .iter()
        .map(|(index, child)| (*index, known[child.index()].unwrap_or_default()))
        .collect();
    if can_box(api, at) {
        for (index, extent) in &mut inner {
            if extent.levels >= MAX_DEPTH || extent.bytes > MAX_INLINE_SIZE {
                boxed.insert((at, *index));
                *extent = Extent::BOX;
            }
        }
        // Box the largest values, and all of the same size, until the rest is small enough.
        while !is_union && total(&inner) > MAX_INLINE_SIZE {
            let largest = inner.iter().map(|(_, it)| it.bytes).max().unwrap_or_default();
            if largest <= MAX_UNBOXED_SIZE {
                break;
            }
            for (index, extent) in inner.iter_mut().filter(|(_, it)| it.bytes == largest) {
                boxed.insert((at, *index));
                *extent = Extent::BOX;
            }
        }
    }
    let max_variant = inner.iter().map(|(_, it)| it.bytes.saturating_add(size_of::<usize>())).max();
    let bytes = if is_union { max_variant.unwrap_or_default() } else { total(&inner) };
    let levels = inner.iter().map(|(_, it)| it.levels).max().unwrap_or_default();
    let own = if is_name { 0 } else { COLLECTION_SIZE };
    let bytes = if is_union { bytes.max(own) } else { bytes.saturating_add(own) };
    Extent { levels: levels + usize::from(!is_name), bytes }
}

/// Returns the size of the fields of a struct.
fn total(inner: &[(usize, Extent)]) -> usize {
    inner.iter().fold(0, |bytes, (_, it)| bytes.saturating_add(it.bytes))
}
