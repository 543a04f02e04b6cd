//! Objects: listed properties, and other names that a schema allows.

use serde_json::{Map, Value};

use super::{Sampler, pattern, text};
use crate::schemas::Conjunction;

/// The number of attempts for a required property.
const MAX_ATTEMPTS: usize = 6;

impl<'d> Sampler<'d, '_> {
    pub(super) fn object(&mut self, schema: &Conjunction<'d>) -> Option<Value> {
        let mut members = Map::new();
        let mut required = schema.required();
        for name in schema.property_names() {
            let is_required = required.contains(&name);
            if !is_required && (!schema.admits(name) || !self.optional()) {
                continue;
            }
            let property = schema.property(name);
            // Contradictory members of unions may have been chosen.
            let tries = if is_required { MAX_ATTEMPTS } else { 1 };
            match (0..tries).find_map(|_| self.sample(&property)) {
                Some(value) => {
                    members.insert(name.to_owned(), value);
                    required.extend(dependent(schema, name));
                }
                None if is_required => return None,
                None => {}
            }
        }
        for name in required {
            if !members.contains_key(name) {
                let value = self.required_only(schema, name)?;
                members.insert(name.to_owned(), value);
            }
        }
        self.besides(schema, &mut members)?;
        Some(Value::Object(members))
    }

    /// Returns a required property that has not been written yet, or that is not listed.
    fn required_only(&mut self, schema: &Conjunction<'d>, name: &str) -> Option<Value> {
        let mut schemas = schema.property(name);
        if schemas.is_empty() {
            schemas.extend(schema.all("additionalProperties"));
        }
        self.sample(&schemas)
    }

    /// Adds properties that `additionalProperties` and `patternProperties` allow.
    fn besides(
        &mut self,
        schema: &Conjunction<'d>,
        members: &mut Map<String, Value>,
    ) -> Option<()> {
        let least = schema.all("minProperties").filter_map(text::whole).max().unwrap_or(0);
        let missing = usize::try_from(least).ok()?.saturating_sub(members.len());
        let patterns: Vec<(&String, &Value)> =
            schema.all("patternProperties").filter_map(Value::as_object).flatten().collect();
        for (expression, values) in &patterns {
            if self.optional()
                && let Some(name) = pattern::sample(expression, 0, self.random)
                && let Some(value) = self.sample(&[values])
            {
                members.insert(name, value);
            }
        }
        let typed: Vec<&Value> =
            schema.all("additionalProperties").filter(|it| it.is_object()).collect();
        let open = !typed.is_empty();
        let wanted =
            if open && self.optional() { missing.max(1 + self.random.below(2)) } else { missing };
        let listed = schema.property_names();
        for index in 0..wanted {
            let mut name = match schema.all("propertyNames").next() {
                Some(names) => self.sample(&[names])?.as_str()?.to_owned(),
                None => ["key", "a/b~c", "Ünï \"x\"", ""][self.random.below(4)].to_owned(),
            };
            if schema.all("propertyNames").next().is_none() && members.contains_key(&name) {
                name = format!("{name}{index}");
            }
            if !listed.contains(&name.as_str())
                && let Some(value) = self.sample(&typed)
            {
                members.insert(name, value);
            }
        }
        Some(())
    }
}

/// Returns the properties that are required if `name` is present (`dependentRequired`).
fn dependent<'d>(schema: &Conjunction<'d>, name: &str) -> Vec<&'d str> {
    let lists = schema.all("dependentRequired").filter_map(|it| it.get(name)?.as_array());
    lists.flatten().filter_map(Value::as_str).collect()
}
