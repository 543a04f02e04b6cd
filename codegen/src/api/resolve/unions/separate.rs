//! [`separate`]: the selection of locations in a value that distinguish the members of a union.

use std::cmp::Reverse;
use std::rc::Rc;

use super::domain::Domain;
use super::places::{ReachedPlace, Schemas};
use crate::api::ir::{SchemaId, ValuePath};
use crate::document::text::Text;
use crate::document::value_test::Test;

/// The maximum length of the path to a location. Real documents need three names.
const MAX_PATH_LEN: usize = 4;

/// The maximum number of domains of a union that are considered on each level: locations times
/// members.
const MAX_DOMAINS: usize = 20_000;

/// The maximum number of locations of a union, which is also the size of the runtime's table.
const MAX_PLACES: usize = 8;

/// The maximum number of locations that only rule out members, which decoding would rule out as
/// well.
const MAX_HINTS: usize = 4;

/// The members of a union, for `separate`.
pub(super) struct Members<'s> {
    pub(super) schemas: &'s [SchemaId],
    /// The discriminator property, with the tags of each member that has some.
    pub(super) discriminator: Option<(&'s Text, &'s [Option<Vec<Text>>])>,
}

/// The locations and tests that select each member of a union.
#[derive(Debug)]
pub(super) struct Separation {
    /// The locations in a value.
    pub(super) places: Vec<ValuePath>,
    /// The domains of each member at these locations.
    pub(super) domains: Vec<Vec<Rc<Domain>>>,
    /// The tests of each member at these locations.
    pub(super) tests: Vec<Vec<Test>>,
    /// The pairs of members for which some values may be valid for both.
    pub(super) ambiguous: Vec<(usize, usize)>,
}

/// A location, with the domain of each member there.
struct PlaceDomains {
    path: ValuePath,
    domains: Vec<Rc<Domain>>,
}

/// Selects locations that distinguish the members, one at a time: first the value itself if the
/// JSON types differ, then the discriminator property, then whichever location distinguishes the
/// most of the remaining pairs, preferring listed values over types and shorter paths over longer
/// ones.
pub(super) fn separate(schemas: &Schemas<'_>, members: &Members<'_>) -> Separation {
    let count = members.schemas.len();
    let mut remaining: Vec<(usize, usize)> =
        (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))).collect();
    let mut chosen = Vec::new();
    let mut level = vec![ReachedPlace { path: Vec::new(), schemas: members.schemas.to_vec() }];
    let mut declared = Vec::new();
    for depth in 0..=MAX_PATH_LEN {
        let mut candidates = candidates(schemas, members, &level);
        if depth == 1
            && let Some((property, _)) = members.discriminator
            && let Some(index) = candidates.iter().position(|it| it.path == [property.clone()])
        {
            // The discriminator has precedence.
            let candidate = candidates.remove(index);
            choose(&mut chosen, &mut remaining, candidate);
        }
        while chosen.len() < MAX_PLACES
            && let Some(index) = best(&candidates, &remaining)
        {
            let candidate = candidates.remove(index);
            choose(&mut chosen, &mut remaining, candidate);
        }
        if depth == 1 {
            name(&mut chosen, &mut remaining, &mut candidates);
            declared = candidates;
        }
        if depth == MAX_PATH_LEN || depth > 0 && remaining.is_empty() {
            break;
        }
        level = level.iter().flat_map(|place| schemas.inside(place)).collect();
        if depth == 0 {
            members.add_tag(&mut level);
        }
    }
    choose_separating(&mut chosen, &remaining, &mut declared);
    choose_hints(&mut chosen, &remaining, declared);
    if chosen.is_empty() {
        let here = ReachedPlace { path: Vec::new(), schemas: members.schemas.to_vec() };
        chosen = candidates(schemas, members, &[here]);
    }
    let takes_everything = |id: &SchemaId| count > 1 && *schemas.domain(*id, &[]) == Domain::any();
    let mut separation = finish(chosen, remaining, count);
    for (tests, _) in
        separation.tests.iter_mut().zip(members.schemas).filter(|(_, id)| takes_everything(id))
    {
        tests.clear();
    }
    separation
}

fn candidates(
    schemas: &Schemas<'_>,
    members: &Members<'_>,
    level: &[ReachedPlace],
) -> Vec<PlaceDomains> {
    let max_places = MAX_DOMAINS / members.schemas.len().max(1);
    let of = |place: &ReachedPlace| PlaceDomains {
        path: place.path.clone(),
        domains: (0..members.schemas.len())
            .map(|index| members.domain(schemas, index, &place.path))
            .collect(),
    };
    level.iter().take(max_places.max(1)).map(of).collect()
}

impl Members<'_> {
    /// Adds the location of the tag even if no member declares it, since it is always present
    /// (OpenAPI 3.1, Discriminator Object).
    fn add_tag(&self, level: &mut Vec<ReachedPlace>) {
        let Some((property, tags)) = self.discriminator else { return };
        let path = [property.clone()];
        if tags.iter().any(Option::is_some) && level.iter().all(|place| place.path != path) {
            level.insert(0, ReachedPlace { path: path.into(), schemas: Vec::new() });
        }
    }

    fn domain(&self, schemas: &Schemas<'_>, index: usize, path: &[Text]) -> Rc<Domain> {
        let declared = schemas.domain(self.schemas[index], path);
        match self.discriminator {
            Some((property, tags)) if path == [property.clone()] => match &tags[index] {
                Some(tags) => Rc::new(schemas.tagged(self.schemas[index], path, tags)),
                None => declared,
            },
            _ => declared,
        }
    }
}

fn choose(
    chosen: &mut Vec<PlaceDomains>,
    remaining: &mut Vec<(usize, usize)>,
    candidate: PlaceDomains,
) {
    remaining.retain(|pair| !candidate.separates(*pair));
    chosen.push(candidate);
}

/// Adds the properties that are constants in members which listed values don't select yet. A value
/// with such a constant is of that member or invalid, and one with another constant is unknown.
fn name(
    chosen: &mut Vec<PlaceDomains>,
    remaining: &mut Vec<(usize, usize)>,
    candidates: &mut Vec<PlaceDomains>,
) {
    while chosen.len() < MAX_PLACES {
        let count = candidates.first().map_or(0, |it| it.domains.len());
        let is_named = |index: usize| chosen.iter().any(|it| it.domains[index].is_listed());
        let unnamed: Vec<usize> = (0..count).filter(|index| !is_named(*index)).collect();
        let names = |candidate: &PlaceDomains| {
            unnamed.iter().filter(|index| candidate.domains[**index].is_constant()).count()
        };
        let Some(candidate) = choose_most_separating(candidates, names) else { return };
        choose(chosen, remaining, candidate);
    }
}

/// Removes and returns the candidate with the greatest `count`, or the first of several; `None` if
/// every count is 0.
fn choose_most_separating(
    candidates: &mut Vec<PlaceDomains>,
    count: impl Fn(&PlaceDomains) -> usize,
) -> Option<PlaceDomains> {
    let counts = candidates.iter().enumerate().map(|(index, candidate)| (count(candidate), index));
    let (max_count, index) = counts.max_by_key(|(count, index)| (*count, Reverse(*index)))?;
    (max_count > 0).then(|| candidates.remove(index))
}

/// Returns the index of the candidate that distinguishes the most pairs, or `None` if none does.
fn best(candidates: &[PlaceDomains], remaining: &[(usize, usize)]) -> Option<usize> {
    let mut best = None;
    for (index, candidate) in candidates.iter().enumerate() {
        let count = remaining.iter().filter(|pair| candidate.separates(**pair)).count();
        if count == 0 {
            continue;
        }
        let listed = candidate.domains.iter().filter(|domain| domain.is_listed()).count();
        let merit = (count, listed, Reverse(index));
        if best.as_ref().is_none_or(|(known, _)| merit > *known) {
            best = Some((merit, index));
        }
    }
    best.map(|(_, index)| index)
}

impl PlaceDomains {
    fn separates(&self, (one, other): (usize, usize)) -> bool {
        self.domains[one].is_disjoint(&self.domains[other])
    }

    fn divides(&self, (one, other): (usize, usize)) -> bool {
        let (one, other) = (&self.domains[one], &self.domains[other]);
        one.excludes(other) && !one.present.is_empty() && !other.present.is_empty()
    }

    /// Whether the first member requires a value at a location that the second doesn't declare.
    fn hints(&self, (one, other): (usize, usize)) -> bool {
        !self.domains[one].absent && *self.domains[other] == Domain::unknown()
    }
}

/// Adds the locations where the members of a remaining pair have different values, if the value is
/// present: optional constants, and the items of arrays.
fn choose_separating(
    chosen: &mut Vec<PlaceDomains>,
    remaining: &[(usize, usize)],
    candidates: &mut Vec<PlaceDomains>,
) {
    let mut remaining = remaining.to_vec();
    while chosen.len() < MAX_PLACES {
        let divided = |candidate: &PlaceDomains| {
            remaining.iter().filter(|pair| candidate.divides(**pair)).count()
        };
        let merits = candidates.iter().enumerate().map(|(index, it)| (divided(it), index));
        let best = merits.max_by_key(|(count, index)| (*count, Reverse(*index)));
        let Some((1.., index)) = best else { return };
        let candidate = candidates.remove(index);
        remaining.retain(|pair| !candidate.divides(*pair));
        chosen.push(candidate);
    }
}

/// Adds the locations where one member of a remaining pair requires a property that the other
/// doesn't declare. A value without it isn't of the first member, but may or may not be of the
/// second.
fn choose_hints(
    chosen: &mut Vec<PlaceDomains>,
    remaining: &[(usize, usize)],
    mut candidates: Vec<PlaceDomains>,
) {
    let mut remaining: Vec<_> =
        remaining.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]).collect();
    for _ in 0..MAX_HINTS.min(MAX_PLACES - chosen.len()) {
        let hints = |candidate: &PlaceDomains| {
            remaining.iter().filter(|pair| candidate.hints(**pair)).count()
        };
        let Some(candidate) = choose_most_separating(&mut candidates, hints) else { return };
        remaining.retain(|pair| !candidate.hints(*pair));
        let domains = candidate.domains.iter().map(|domain| Rc::new(presence(domain)));
        chosen.push(PlaceDomains { domains: domains.collect(), path: candidate.path });
    }
}

/// Returns the domain that only considers whether the value is present.
fn presence(domain: &Domain) -> Domain {
    if domain.present.is_empty() {
        Domain::empty()
    } else if domain.absent {
        Domain::unknown()
    } else {
        Domain::any()
    }
}

fn finish(chosen: Vec<PlaceDomains>, ambiguous: Vec<(usize, usize)>, count: usize) -> Separation {
    let mut tests = vec![Vec::new(); count];
    let mut domains = vec![Vec::new(); count];
    for candidate in &chosen {
        for index in 0..count {
            let domain = &candidate.domains[index];
            let rivals = candidate.domains.iter().enumerate().filter(|(other, _)| *other != index);
            let rivals: Vec<&Domain> = rivals.map(|(_, rival)| rival.as_ref()).collect();
            tests[index].push(domain.test(&rivals));
            domains[index].push(Rc::clone(domain));
        }
    }
    let places = chosen.into_iter().map(|candidate| candidate.path).collect();
    Separation { places, domains, tests, ambiguous }
}
