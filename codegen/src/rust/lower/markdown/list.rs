//! A list as it was read -> one that is read back the same after it is written.

use super::tree::{Block, List, Spacing};

/// The largest number that CommonMark reads at the start of a list item.
const MAX_NUMBER: u64 = 999_999_999;

/// Sets the spacing and the first number so that the list written is the list read.
pub(super) fn settled(mut list: List) -> List {
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
