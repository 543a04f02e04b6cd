//! Blocks as they were read -> blocks that are read back the same after they are written, below the
//! headings of the generator.

use super::tree::{Block, List, Spacing};

/// The levels above belong to the sections of the generated documentation.
const TOP: u8 = 4;

/// The largest number that CommonMark reads at the start of a list item.
const MAX_NUMBER: u64 = 999_999_999;

/// Moves all headings down by as many levels as it takes, so that none is above level 4; below
/// level 6 there is nothing.
pub(super) fn headings(blocks: &mut [Block]) {
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

/// Sets the spacing and the first number so that the list written is the list read.
pub(super) fn list(mut list: List) -> List {
    let is_single = matches!(list.items.as_slice(), [blocks] if blocks.len() == 1);
    let can_be_tight = list.items.iter().all(|blocks| can_be_tight(blocks));
    list.spacing = match list.spacing {
        _ if is_single => Spacing::Tight,
        Spacing::Tight if can_be_tight => Spacing::Tight,
        _ => Spacing::Loose,
    };
    list.start = list.start.map(|start| {
        let end = start.saturating_add(list.items.len() as u64);
        if end > MAX_NUMBER { 1 } else { start }
    });
    list
}

/// Whether a list with these blocks in an item is read back the same without blank lines.
fn can_be_tight(blocks: &[Block]) -> bool {
    let nested = match blocks {
        [_] => return true,
        [Block::Paragraph(_), nested @ ..] => nested,
        nested => nested,
    };
    nested.iter().all(|block| match block {
        Block::Code(_) => true,
        // Another number can't interrupt a paragraph.
        Block::List(list) => matches!(list.start, None | Some(1)),
        _ => false,
    })
}
