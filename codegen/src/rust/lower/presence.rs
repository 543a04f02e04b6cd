//! The presence of a property: the type of a field that may be absent or `null`.
//!
//! | property                | field       | on the wire                             |
//! | ----------------------- | ----------- | --------------------------------------- |
//! | required, not nullable | `T` | always present |
//! | required, nullable | `Option<T>` | always present; `None` is `null` |
//! | optional, not nullable  | `Option<T>` | `None` is absent                        |
//! | optional, nullable      | `Maybe<T>`  | `Absent` is absent, `Null` is `null`    |

use crate::api::ir::{Api, Property};
use crate::rust::items::Presence;

/// Returns the presence of a property (JSON Schema 2020-12 Validation, 6.5.3: `required`; `null` as
/// one of its types).
pub(super) fn presence(api: &Api, property: &Property) -> Presence {
    match (property.required, api.nullable(property.schema)) {
        (true, false) => Presence::Required,
        (true, true) => Presence::RequiredNullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
}
