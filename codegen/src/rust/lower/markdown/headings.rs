//! Headings of a description -> headings below those that the generator writes.

use super::tree::Block;

/// The levels above belong to the sections of the generated documentation.
const TOP: u8 = 4;

/// Moves all headings down by as many levels as it takes, so that none is above level 4; below
/// level 6 there is nothing.
pub(super) fn lower(blocks: &mut [Block]) {
    let top = topmost(blocks).unwrap_or(TOP);
    lower_by(blocks, TOP.saturating_sub(top));
}

fn topmost(blocks: &[Block]) -> Option<u8> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(level, _) => Some(*level),
            Block::Quote(blocks) => topmost(blocks),
            Block::List(list) => list.items.iter().filter_map(|item| topmost(item)).min(),
            _ => None,
        })
        .min()
}

fn lower_by(blocks: &mut [Block], by: u8) {
    for block in blocks {
        match block {
            Block::Heading(level, _) => *level = (*level + by).min(6),
            Block::Quote(blocks) => lower_by(blocks, by),
            Block::List(list) => list.items.iter_mut().for_each(|item| lower_by(item, by)),
            _ => {}
        }
    }
}
