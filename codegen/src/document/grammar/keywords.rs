//! The keywords of Schema Objects as a list, for code that interprets JSON Schema itself: the JSON
//! type that each keyword applies to, and its subschemas.

use super::kind::Kind;
use super::object::Field;
use super::shape::Shape;

/// A keyword of a Schema Object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The name of the keyword.
    pub name: &'static str,
    /// The `type` of the values that the keyword applies to: `number` includes integers.
    pub about: Option<&'static str>,
    /// The subschemas in the value of the keyword.
    pub schemas: Schemas,
}

/// The subschemas in the value of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schemas {
    /// The value has no subschemas.
    None,
    /// The value is a schema.
    One,
    /// The value is a list of schemas.
    List,
    /// The value is an object with a schema for each name.
    Named,
}

/// Returns all keywords, including the supported ones of older drafts.
pub fn keywords() -> impl Iterator<Item = Keyword> {
    Kind::Schema.object().fields.iter().map(Keyword::of)
}

impl Keyword {
    pub(crate) fn of(field: &Field) -> Self {
        let schemas = match field.shape {
            Shape::Schema => Schemas::One,
            Shape::List(Shape::Schema) => Schemas::List,
            Shape::Map(Shape::Schema) => Schemas::Named,
            _ => Schemas::None,
        };
        Self { name: field.name, about: field.about, schemas }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_have_types_and_subschemas() {
        let find = |name: &str| keywords().find(|it| it.name == name).expect("a keyword");
        let parts = |name: &str| (find(name).about, find(name).schemas);
        assert_eq!(parts("prefixItems"), (Some("array"), Schemas::List));
        assert_eq!(parts("additionalProperties"), (Some("object"), Schemas::One));
        assert_eq!(parts("patternProperties"), (Some("object"), Schemas::Named));
        assert_eq!(parts("allOf"), (None, Schemas::List));
        assert_eq!(parts("maxLength"), (Some("string"), Schemas::None));
    }
}
