//! The layout of the type graph: the types of a group form a cluster, and the groups are next to
//! each other. Forces are simulated by [`fjadra`], deterministically.

use std::collections::BTreeMap;

use codegen::internals::review::report::Type;
use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};
use serde::Serialize;

/// The space around a type, for its name.
const MARGIN: f64 = 9.5;
/// The space around a group.
const GAP: f64 = 26.0;

/// A layout of the graph; lengths are in pixels at its natural size.
#[derive(Debug, Serialize)]
pub(crate) struct Layout {
    /// The centre and radius of each type, in the order of the types.
    places: Vec<[f64; 3]>,
    /// The groups, the largest first.
    groups: Vec<Group>,
}

/// A circle that encloses the types of one group.
#[derive(Debug, Serialize)]
struct Group {
    name: String,
    /// The centre and the radius.
    place: [f64; 3],
}

/// Lays out the graph.
pub(crate) fn layout(types: &[Type]) -> Layout {
    let radii = radii(types);
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, item) in types.iter().enumerate() {
        members.entry(&item.group).or_default().push(position);
    }
    let mut clusters: Vec<Cluster<'_>> =
        members.into_iter().map(|(name, members)| cluster(name, members, types, &radii)).collect();
    clusters.sort_by(|one, other| other.radius.total_cmp(&one.radius));
    let centres = separated_centres(&clusters, types);

    let mut places = vec![[0.0; 3]; types.len()];
    let mut groups = Vec::new();
    for (cluster, centre) in clusters.iter().zip(centres) {
        for (position, point) in cluster.members.iter().zip(&cluster.points) {
            let radius = radii[*position];
            places[*position] = [centre[0] + point[0], centre[1] + point[1], radius].map(rounded);
        }
        let place = [centre[0], centre[1], cluster.radius].map(rounded);
        groups.push(Group { name: cluster.name.to_owned(), place });
    }
    Layout { places, groups }
}

/// The radius of each type, which grows with the number of types that refer to it.
fn radii(types: &[Type]) -> Vec<f64> {
    let mut users = vec![0_u32; types.len()];
    types.iter().flat_map(|item| &item.names).for_each(|name| users[*name] += 1);
    users.into_iter().map(|count| (5.5 + 1.7 * f64::from(count).sqrt()).min(22.0)).collect()
}

/// The types of a group, around its centre.
struct Cluster<'a> {
    name: &'a str,
    members: Vec<usize>,
    points: Vec<[f64; 2]>,
    radius: f64,
}

fn cluster<'a>(name: &'a str, members: Vec<usize>, types: &[Type], radii: &[f64]) -> Cluster<'a> {
    let local: BTreeMap<usize, usize> =
        members.iter().enumerate().map(|(at, member)| (*member, at)).collect();
    let links = members.iter().enumerate().flat_map(|(at, member)| {
        let names = types[*member].names.iter().filter_map(|name| local.get(name));
        names.map(move |other| (at, *other)).filter(|(one, other)| one != other)
    });
    let links: Vec<(usize, usize)> = links.collect();
    let own: Vec<f64> = members.iter().map(|member| radii[*member]).collect();
    let room = own.clone();
    let mut simulation = SimulationBuilder::new()
        .build(members.iter().map(|_| Node::default()))
        .add_force("collide", Collide::new().radius(move |at| room[at] + MARGIN).iterations(3))
        .add_force("link", Link::new(links).distance(32.0))
        .add_force("charge", ManyBody::new().strength(-32.0))
        .add_force("x", PositionX::new().strength(0.2))
        .add_force("y", PositionY::new().strength(0.2));
    simulation.step();
    let mut points: Vec<[f64; 2]> = simulation.positions().collect();
    let centre = [0, 1].map(|axis| middle(&points, axis));
    for point in &mut points {
        *point = [point[0] - centre[0], point[1] - centre[1]];
    }
    let reach = points.iter().zip(&own).map(|(point, own)| point[0].hypot(point[1]) + own);
    let radius = reach.fold(0.0, f64::max) + MARGIN;
    Cluster { name, members, points, radius }
}

/// Returns the middle of the points on one axis.
fn middle(points: &[[f64; 2]], axis: usize) -> f64 {
    let values = points.iter().map(|point| point[axis]);
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    f64::midpoint(low, high)
}

/// Returns the centres of the islands, without overlap; linked islands are placed close to each
/// other.
fn separated_centres(clusters: &[Cluster<'_>], types: &[Type]) -> Vec<[f64; 2]> {
    let home: BTreeMap<usize, usize> = clusters
        .iter()
        .enumerate()
        .flat_map(|(at, cluster)| cluster.members.iter().map(move |member| (*member, at)))
        .collect();
    let mut links: Vec<(usize, usize)> = types
        .iter()
        .enumerate()
        .flat_map(|(one, item)| item.names.iter().map(move |other| (one, *other)))
        .map(|(one, other)| (home[&one], home[&other]))
        .filter(|(one, other)| one != other)
        .collect();
    links.sort_unstable();
    links.dedup();
    let radii: Vec<f64> = clusters.iter().map(|cluster| cluster.radius).collect();
    let room = radii.clone();
    // The start is a spiral around the largest island, with enough space between them.
    let golden = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    let mut area = 0.0;
    let start = radii.iter().enumerate().map(|(at, radius)| {
        let away = if at == 0 { 0.0 } else { f64::sqrt(area) * 1.25 + radius };
        area += radius * radius;
        #[expect(clippy::cast_precision_loss, reason = "the number of groups is small")]
        let angle = at as f64 * golden;
        Node::default().position(away * angle.cos(), away * angle.sin() * 0.7)
    });
    let start: Vec<Node> = start.collect();
    let mut simulation = SimulationBuilder::new()
        .build(start)
        .add_force("collide", Collide::new().radius(move |at| room[at] + GAP / 2.0).iterations(8))
        .add_force("link", Link::new(links).distance(0.0).strength(0.02))
        .add_force("x", PositionX::new().strength(0.05))
        .add_force("y", PositionY::new().strength(0.09));
    simulation.step();
    simulation.positions().collect()
}

/// Rounds to a tenth of a pixel.
fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use codegen::internals::review::report::Kind;

    use super::*;

    /// Three groups; each type refers to its successor, and the first of a group to the next group.
    fn types() -> Vec<Type> {
        let item = |at: usize| Type {
            name: format!("T{at}"),
            kind: Kind::Object,
            group: ["small", "large", "large"][at % 3].to_owned() + if at > 50 { "!" } else { "" },
            pointer: String::new(),
            schema: String::new(),
            old_schema: None,
            rust: String::new(),
            old_rust: None,
            names: vec![(at + 1) % 60, (at + 7) % 60],
            cycle: None,
            change_status: None,
        };
        (0..60).map(item).collect()
    }

    fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
        (one[0] - other[0]).hypot(one[1] - other[1])
    }

    #[test]
    fn each_type_is_in_its_group_and_groups_are_apart() {
        let types = types();
        let Layout { places, groups } = layout(&types);
        for (item, place) in types.iter().zip(&places) {
            let group = groups.iter().find(|it| it.name == item.group).expect("its group");
            let within = distance(*place, group.place) + place[2] <= group.place[2];
            assert!(within, "{} is outside of {group:?}: {place:?}", item.name);
        }
        for (at, one) in groups.iter().enumerate() {
            for other in &groups[at + 1..] {
                let apart = distance(one.place, other.place) > one.place[2] + other.place[2];
                assert!(apart, "{one:?} overlaps {other:?}");
            }
        }
    }

    #[test]
    fn types_do_not_overlap() {
        let places = layout(&types()).places;
        for (at, one) in places.iter().enumerate() {
            for other in &places[at + 1..] {
                assert!(distance(*one, *other) > one[2] + other[2], "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_layout_is_deterministic() {
        let text = || serde_json::to_string(&layout(&types())).expect("JSON");
        assert_eq!(text(), text());
    }
}
