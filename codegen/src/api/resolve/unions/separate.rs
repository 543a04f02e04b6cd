//! [`separate`]: the selection of the fewest places of a value that distinguish the members of a
//! union.

use std::cmp::Reverse;
use std::rc::Rc;

use super::domain::Domain;
use super::places::{Reached, Schemas};
use crate::api::ir::{SchemaId, ValuePath};
use crate::document::text::Text;
use crate::document::value_test::Test;

/// The maximum length of the path to a place. Real documents need three names.
const DEEPEST: usize = 4;

/// The maximum number of domains of a union that are considered on each level: places times
/// members.
const MOST: usize = 20_000;

/// The maximum number of places of a union, which is also the size of the runtime's table.
const MOST_PLACES: usize = 8;

/// The maximum number of places that only rule out members, which decoding would rule out as well.
const MOST_HINTS: usize = 4;

/// The members of a union, for `separate`.
pub(super) struct Members<'s> {
    pub(super) schemas: &'s [SchemaId],
    /// The discriminator property, with the tags of each member that has some.
    pub(super) discriminator: Option<(&'s Text, &'s [Option<Vec<Text>>])>,
}

/// The places and tests that select each member of a union.
#[derive(Debug)]
pub(super) struct Separation {
    /// The places in a value.
    pub(super) places: Vec<ValuePath>,
    /// The domains of each member at these places.
    pub(super) domains: Vec<Vec<Rc<Domain>>>,
    /// The tests of each member at these places.
    pub(super) tests: Vec<Vec<Test>>,
    /// The pairs of members for which some values may be valid for both.
    pub(super) ambiguous: Vec<(usize, usize)>,
}

/// A place, with the domain of each member there.
struct Question {
    path: ValuePath,
    domains: Vec<Rc<Domain>>,
}

/// Selects the fewest places that distinguish the most pairs of members: first the value itself if
/// the JSON types differ, then the discriminator property, then whichever place distinguishes the
/// most of the remaining pairs, preferring listed values over types and shorter paths over longer
/// ones.
pub(super) fn separate(schemas: &Schemas<'_>, members: &Members<'_>) -> Separation {
    let count = members.schemas.len();
    let mut left: Vec<(usize, usize)> =
        (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))).collect();
    let mut chosen = Vec::new();
    let mut level = vec![Reached { path: Vec::new(), schemas: members.schemas.to_vec() }];
    let mut declared = Vec::new();
    for depth in 0..=DEEPEST {
        let mut questions = questions(schemas, members, &level);
        if depth == 1
            && let Some((property, _)) = members.discriminator
            && let Some(index) = questions.iter().position(|it| it.path == [property.clone()])
        {
            // The discriminator has precedence.
            let question = questions.remove(index);
            choose(&mut chosen, &mut left, question);
        }
        while chosen.len() < MOST_PLACES
            && let Some(index) = best(&questions, &left)
        {
            let question = questions.remove(index);
            choose(&mut chosen, &mut left, question);
        }
        if depth == 1 {
            name(&mut chosen, &mut left, &mut questions);
            declared = questions;
        }
        if depth == DEEPEST || depth > 0 && left.is_empty() {
            break;
        }
        level = level.iter().flat_map(|place| schemas.inside(place)).collect();
        if depth == 0 {
            members.add_tag(&mut level);
        }
    }
    divide(&mut chosen, &left, &mut declared);
    hint(&mut chosen, &left, declared);
    if chosen.is_empty() {
        let here = Reached { path: Vec::new(), schemas: members.schemas.to_vec() };
        chosen = questions(schemas, members, &[here]);
    }
    let takes_everything = |id: &SchemaId| count > 1 && *schemas.domain(*id, &[]) == Domain::any();
    let mut separation = finish(chosen, left, count);
    for (tests, _) in
        separation.tests.iter_mut().zip(members.schemas).filter(|(_, id)| takes_everything(id))
    {
        tests.clear();
    }
    separation
}

fn questions(schemas: &Schemas<'_>, members: &Members<'_>, level: &[Reached]) -> Vec<Question> {
    let most = MOST / members.schemas.len().max(1);
    let of = |place: &Reached| Question {
        path: place.path.clone(),
        domains: (0..members.schemas.len())
            .map(|index| members.domain(schemas, index, &place.path))
            .collect(),
    };
    level.iter().take(most.max(1)).map(of).collect()
}

impl Members<'_> {
    /// Adds the place of the tag even if no member declares it, since it is always present (OpenAPI
    /// 3.1, Discriminator Object).
    fn add_tag(&self, level: &mut Vec<Reached>) {
        let Some((property, tags)) = self.discriminator else { return };
        let path = [property.clone()];
        if tags.iter().any(Option::is_some) && level.iter().all(|place| place.path != path) {
            level.insert(0, Reached { path: path.into(), schemas: Vec::new() });
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

fn choose(chosen: &mut Vec<Question>, left: &mut Vec<(usize, usize)>, question: Question) {
    left.retain(|pair| !question.separates(*pair));
    chosen.push(question);
}

/// Adds the properties that are constants in members which listed values don't select yet. A value
/// with such a constant is of that member or invalid, and one with another constant is unknown.
fn name(chosen: &mut Vec<Question>, left: &mut Vec<(usize, usize)>, questions: &mut Vec<Question>) {
    while chosen.len() < MOST_PLACES {
        let count = questions.first().map_or(0, |it| it.domains.len());
        let is_named = |index: usize| chosen.iter().any(|it| it.domains[index].is_listed());
        let unnamed: Vec<usize> = (0..count).filter(|index| !is_named(*index)).collect();
        let names = |question: &Question| {
            unnamed.iter().filter(|index| question.domains[**index].is_constant()).count()
        };
        let Some(question) = take_most(questions, names) else { return };
        choose(chosen, left, question);
    }
}

/// Removes and returns the question with the greatest `count`, the first of equal ones, or `None`
/// if it is 0.
fn take_most(
    questions: &mut Vec<Question>,
    count: impl Fn(&Question) -> usize,
) -> Option<Question> {
    let counts = questions.iter().enumerate().map(|(index, question)| (count(question), index));
    let (most, index) = counts.max_by_key(|(count, index)| (*count, Reverse(*index)))?;
    (most > 0).then(|| questions.remove(index))
}

/// Returns the index of the question that distinguishes the most pairs, or `None` if none does.
fn best(questions: &[Question], left: &[(usize, usize)]) -> Option<usize> {
    let mut best = None;
    for (index, question) in questions.iter().enumerate() {
        let count = left.iter().filter(|pair| question.separates(**pair)).count();
        if count == 0 {
            continue;
        }
        let listed = question.domains.iter().filter(|domain| domain.is_listed()).count();
        let merit = (count, listed, Reverse(index));
        if best.as_ref().is_none_or(|(known, _)| merit > *known) {
            best = Some((merit, index));
        }
    }
    best.map(|(_, index)| index)
}

impl Question {
    fn separates(&self, (one, other): (usize, usize)) -> bool {
        self.domains[one].is_disjoint(&self.domains[other])
    }

    fn divides(&self, (one, other): (usize, usize)) -> bool {
        let (one, other) = (&self.domains[one], &self.domains[other]);
        one.excludes(other) && !one.present.is_empty() && !other.present.is_empty()
    }

    /// Whether the first member requires a value at a place that the second doesn't declare.
    fn hints(&self, (one, other): (usize, usize)) -> bool {
        !self.domains[one].absent && *self.domains[other] == Domain::unknown()
    }
}

/// Adds the places where the members of a remaining pair have different values, if the value is
/// present: optional constants, and the items of arrays.
fn divide(chosen: &mut Vec<Question>, left: &[(usize, usize)], questions: &mut Vec<Question>) {
    let mut left = left.to_vec();
    while chosen.len() < MOST_PLACES {
        let divided =
            |question: &Question| left.iter().filter(|pair| question.divides(**pair)).count();
        let merits = questions.iter().enumerate().map(|(index, it)| (divided(it), index));
        let best = merits.max_by_key(|(count, index)| (*count, Reverse(*index)));
        let Some((1.., index)) = best else { return };
        let question = questions.remove(index);
        left.retain(|pair| !question.divides(*pair));
        chosen.push(question);
    }
}

/// Adds the places where one member of a remaining pair requires a property that the other doesn't
/// declare. A value without it isn't of the first member, but may or may not be of the second.
fn hint(chosen: &mut Vec<Question>, left: &[(usize, usize)], mut questions: Vec<Question>) {
    let mut left: Vec<_> =
        left.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]).collect();
    for _ in 0..MOST_HINTS.min(MOST_PLACES - chosen.len()) {
        let hints = |question: &Question| left.iter().filter(|pair| question.hints(**pair)).count();
        let Some(question) = take_most(&mut questions, hints) else { return };
        left.retain(|pair| !question.hints(*pair));
        let domains = question.domains.iter().map(|domain| Rc::new(presence(domain)));
        chosen.push(Question { domains: domains.collect(), path: question.path });
    }
}

/// Returns the domain that only considers whether the value is present.
fn presence(domain: &Domain) -> Domain {
    if domain.present.is_empty() {
        Domain::nothing()
    } else if domain.absent {
        Domain::unknown()
    } else {
        Domain::any()
    }
}

fn finish(chosen: Vec<Question>, ambiguous: Vec<(usize, usize)>, count: usize) -> Separation {
    let mut tests = vec![Vec::new(); count];
    let mut domains = vec![Vec::new(); count];
    for question in &chosen {
        for index in 0..count {
            let domain = &question.domains[index];
            let rivals = question.domains.iter().enumerate().filter(|(other, _)| *other != index);
            let rivals: Vec<&Domain> = rivals.map(|(_, rival)| rival.as_ref()).collect();
            tests[index].push(domain.test(&rivals));
            domains[index].push(Rc::clone(domain));
        }
    }
    let places = chosen.into_iter().map(|question| question.path).collect();
    Separation { places, domains, tests, ambiguous }
}
