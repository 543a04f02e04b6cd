//! Reachability in a graph.

use std::collections::HashSet;
use std::hash::Hash;

/// Returns the starts and all nodes reachable by `next`, depth first and without duplicates.
pub(super) fn reach<T: Copy + Eq + Hash>(
    starts: impl IntoIterator<Item = T>,
    next: impl Fn(T) -> Vec<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut pending: Vec<T> = starts.into_iter().collect();
    pending.reverse();
    while let Some(at) = pending.pop() {
        if seen.insert(at) {
            found.push(at);
            pending.extend(next(at).into_iter().rev());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_visited_once_in_order() {
        let next = |at: u8| match at {
            1 => vec![2, 4],
            2 => vec![3, 1],
            _ => Vec::new(),
        };
        assert_eq!(reach([1, 3], next), [1, 2, 3, 4]);
    }
}
