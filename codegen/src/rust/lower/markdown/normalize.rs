//! Normalization of blocks, so that they are parsed to the same blocks after they are written below
//! the headings of the generator.

use super::tree::{Block, List, Spacing};

/// The highest level of the document's headings: the levels above are used by the sections of the
/// generated documentation.
const TOP_LEVEL: u8 = 4;

/// The maximum number at the start of a list item in CommonMark.
const MAX_NUMBER: u64 = 999_999_999;

/// Moves all headings down by the same number of levels, so that none is above level 4; level 6 is
/// the lowest.
pub(super) fn headings(blocks: &mut [Block]) {
    let top = topmost(blocks).unwrap_or(TOP_LEVEL);
    lower_by(blocks, TOP_LEVEL.saturating_sub(top));
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

/// Sets the spacing and the first number so that the list is parsed as the same list.
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

/// Whether a list whose item has these blocks is parsed as the same list without blank lines.
fn can_be_tight(blocks: &[Block]) -> bool {
    let nested = match blocks {
        [_] => return true,
        [Block::Paragraph(_), nested @ ..] => nested,
        nested => nested,
    };
    nested.iter().all(|block| match block {
        Block::Code(_) => true,
        // A list that starts with another number can't interrupt a paragraph.
        Block::List(list) => matches!(list.start, None | Some(1)),
        _ => false,
    })
}
