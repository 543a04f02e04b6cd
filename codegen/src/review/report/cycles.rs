//! Cycles in the graph of types.

/// Returns each node's strongly connected component, identified by its smallest node; `None` for a
/// node that isn't on a cycle.
pub(super) fn cycles(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let reached: Vec<Vec<bool>> = (0..edges.len()).map(|start| reach(edges, start)).collect();
    let on_one_cycle = |one: usize, other: usize| reached[one][other] && reached[other][one];
    (0..edges.len()).map(|node| (0..edges.len()).find(|it| on_one_cycle(node, *it))).collect()
}

/// Returns the nodes that are reachable from `start`; `start` itself only via a cycle.
fn reach(edges: &[Vec<usize>], start: usize) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    let mut pending = edges[start].clone();
    while let Some(node) = pending.pop() {
        if !std::mem::replace(&mut reached[node], true) {
            pending.extend(&edges[node]);
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn a_cycle_is_named_after_its_first_node() {
        // Node 0 leads into the cycle of 1 and 2, 3 refers to itself, and 4 refers to none.
        let edges = [vec![1], vec![2], vec![1, 4], vec![3], vec![]];
        assert_eq!(cycles(&edges), [None, Some(1), Some(1), Some(3), None]);
    }
}
