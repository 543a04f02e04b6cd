//! [`Family`]: the components that a parent's discriminator selects between, and their tags.

use std::collections::{HashMap, HashSet};

use openapiv3::{Components, Discriminator, ReferenceOr};

use super::component_key;
use super::facets::Facets;
use super::reach::reach;
use crate::document::text::Text;

/// The `allOf` relations between components.
#[derive(Default)]
pub(super) struct Relations<'a> {
    children: HashMap<&'a str, Vec<&'a str>>,
    parents: HashMap<&'a str, Vec<&'a str>>,
}

/// A parent with all components that inherit from it and share its discriminator property.
pub(super) struct Family<'a> {
    /// The discriminator property.
    pub(super) property: &'a str,
    /// The components that the mapping names, and those that have the parent in their `allOf`,
    /// directly or indirectly.
    pub(super) descendants: Vec<&'a str>,
    /// The discriminators with the same property, including those of the parent's own parents.
    discriminators: Vec<&'a Discriminator>,
    /// The components with a parent that has the same discriminator property.
    inheriting: HashSet<&'a str>,
}

impl<'a> Relations<'a> {
    /// Collects the relations of the components, in the order of the document.
    pub(super) fn of(components: &'a Components) -> Self {
        let mut relations = Self::default();
        for (key, schema) in &components.schemas {
            let ReferenceOr::Item(item) = schema else { continue };
            for member in Facets::of(item).all_of {
                let ReferenceOr::Reference { reference } = member else { continue };
                let parent = component_key(reference, "schemas")
                    .and_then(|parent| components.schemas.get_key_value(&*parent));
                if let Some((parent, _)) = parent {
                    relations.children.entry(parent).or_default().push(key);
                    relations.parents.entry(key).or_default().push(parent);
                }
            }
        }
        relations
    }

    /// Whether a component is in the `allOf` of another one.
    pub(super) fn has_children(&self, key: &str) -> bool {
        self.children.contains_key(key)
    }

    /// Returns the family of a parent with this discriminator.
    pub(super) fn family(
        &self,
        components: &'a Components,
        parent: &str,
        of: &'a Discriminator,
    ) -> Family<'a> {
        let property = of.property_name.as_str();
        let by_property = |key: &str| {
            discriminator(components, key).filter(|found| found.property_name == *property)
        };
        let mut discriminators = vec![of];
        let parents = |key: &str| self.parents.get(key).cloned().unwrap_or_default();
        let above = reach(parents(parent), parents);
        discriminators.extend(above.iter().filter_map(|key| by_property(key)));
        let below = |key: &str| match discriminator(components, key) {
            // Its children have another discriminator property, so the member is its own union.
            Some(other) if other.property_name != *property => Vec::new(),
            _ => self.children.get(key).cloned().unwrap_or_default(),
        };
        let mapped = of.mapping.values().filter_map(|target| {
            let (key, _) = components.schemas.get_key_value(&*component_key(target, "schemas")?)?;
            Some(key.as_str()).filter(|key| *key != parent)
        });
        let mut starts: Vec<&'a str> = mapped.collect();
        starts.extend(self.children.get(parent).into_iter().flatten());
        let mut descendants = reach(starts, below);
        descendants.retain(|descendant| *descendant != parent);
        discriminators.extend(descendants.iter().filter_map(|key| by_property(key)));
        let mut inheriting: HashSet<&'a str> = descendants.iter().copied().collect();
        if above.iter().any(|key| by_property(key).is_some())
            && let Some((parent, _)) = components.schemas.get_key_value(parent)
        {
            inheriting.insert(parent);
        }
        Family { property, descendants, discriminators, inheriting }
    }
}

impl<'a> Family<'a> {
    /// Returns the tags of a component in the mappings.
    pub(super) fn tags(&self, component: &str) -> Vec<Text> {
        let mut tags: Vec<Text> = Vec::new();
        for (tag, target) in self.discriminators.iter().flat_map(|it| &it.mapping) {
            let names = component_key(target, "schemas").is_some_and(|target| target == component);
            let tag = Text::from(tag);
            if names && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    /// Whether a value may be an instance of this parent itself rather than of a child: a mapping
    /// names it, or, without any mapping, its own name is a tag of one of its parents.
    pub(super) fn is_concrete(&self, parent: &str) -> bool {
        !self.tags(parent).is_empty()
            || (self.discriminators.iter().all(|it| it.mapping.is_empty())
                && self.inheriting.contains(parent))
    }
}

/// Returns the discriminator of a component without a union.
pub(super) fn discriminator<'a>(
    components: &'a Components,
    key: &str,
) -> Option<&'a Discriminator> {
    let ReferenceOr::Item(item) = components.schemas.get(key)? else { return None };
    let mut pending = vec![item];
    while let Some(item) = pending.pop() {
        let facets = Facets::of(item);
        if let Some(found) = facets.data.discriminator.as_ref().filter(|_| facets.union.is_empty())
        {
            return Some(found);
        }
        pending.extend(facets.all_of.iter().filter_map(ReferenceOr::as_item));
    }
    None
}
