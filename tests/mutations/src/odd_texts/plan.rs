//! The plan of trials: the string that is tried at each location.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::places::Place;
use crate::random::Random;

/// A string at a location.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The location.
    pub place: &'a Place,
    /// The string.
    pub text: &'a str,
}

/// The distance between successive strings for a kind of location, so that they differ in
/// character; the length of the table is not a multiple of it.
const STRIDE: usize = 37;

/// Returns the pairs to try in each document, which is represented by its locations: at least one
/// string for every location, and at least `least` different strings (or all of them) for every
/// kind of location.
pub fn of_each_kind<'a>(
    documents: &'a [Vec<Place>],
    texts: &'a [Cow<'static, str>],
    least: usize,
) -> Vec<Vec<Pair<'a>>> {
    let mut kinds: BTreeMap<&str, Vec<(usize, &Place)>> = BTreeMap::new();
    for (document, places) in documents.iter().enumerate() {
        for place in places {
            kinds.entry(&place.kind).or_default().push((document, place));
        }
    }
    let mut pairs = vec![Vec::new(); documents.len()];
    for (number, places) in kinds.values().enumerate() {
        for turn in 0..least.min(texts.len()).max(places.len()) {
            let (document, place) = places[turn % places.len()];
            // Each kind begins with another string, so that together they cover all strings.
            let text = &texts[(number + turn * STRIDE) % texts.len()];
            pairs[document].push(Pair { place, text });
        }
    }
    pairs
}

/// Returns `count` pairs, whose kinds of locations, locations and strings are chosen by `seed`.
pub fn sample<'a>(
    places: &'a [Place],
    texts: &'a [Cow<'static, str>],
    seed: u64,
    count: usize,
) -> Vec<Pair<'a>> {
    let mut kinds: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for place in places {
        kinds.entry(&place.kind).or_default().push(place);
    }
    let kinds: Vec<Vec<&Place>> = kinds.into_values().collect();
    let mut random = Random::new(seed);
    let mut pairs = Vec::with_capacity(count);
    while pairs.len() < count && !kinds.is_empty() {
        let kind = &kinds[random.below(kinds.len())];
        let place = kind[random.below(kind.len())];
        pairs.push(Pair { place, text: &texts[random.below(texts.len())] });
    }
    pairs
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::places::places;
    use super::*;

    #[test]
    fn each_kind_gets_each_string_and_each_location_one() {
        let documents = [
            json!({ "info": { "title": "a" }, "paths": { "/a": {}, "/b": {}, "/c": {} } }),
            json!({ "info": { "title": "b" } }),
        ];
        let documents = documents.map(|it| places(&it));
        let texts: Vec<Cow<'static, str>> = vec!["x".into(), "y".into()];
        let pairs = of_each_kind(&documents, &texts, 2);
        let all: Vec<&Pair<'_>> = pairs.iter().flatten().collect();
        for place in documents.iter().flatten() {
            for text in &texts {
                let tried = |it: &&&Pair<'_>| it.place.kind == place.kind && it.text == text;
                assert!(all.iter().any(|it| tried(&it)), "{} with {text}", place.kind);
            }
            assert!(all.iter().any(|it| std::ptr::eq(it.place, place)), "{place:?}");
        }
    }

    #[test]
    fn all_strings_take_their_turn() {
        let texts = super::super::texts();
        let document = json!({ "info": { "title": "a" } });
        let places = [places(&document)];
        let pairs = of_each_kind(&places, &texts, texts.len());
        assert_eq!(pairs[0].len(), places[0].len() * texts.len());
        let titles = pairs[0].iter().filter(|it| it.place.kind == "info/title");
        let distinct: std::collections::BTreeSet<&str> = titles.map(|it| it.text).collect();
        assert_eq!(distinct.len(), texts.len());
    }

    #[test]
    fn a_seed_gives_the_same_sample() {
        let places = places(&json!({ "a": "b", "c": { "d": "e" } }));
        let texts = super::super::texts();
        let picked = |seed| {
            let sample = sample(&places, &texts, seed, 20);
            sample.iter().map(|it| (it.place.clone(), it.text.to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(picked(1), picked(1));
        assert_ne!(picked(1), picked(2));
    }
}
