//! What of the configuration a run used, so that an entry that is of no use can be reported.

use crate::api::ir::{Api, Shape};
use crate::config::{Config, Used};
use crate::rust::names::Names;

/// Adds the names, sensitive properties and formats that the API has a use for.
pub(crate) fn add(api: &Api, names: &Names, config: &Config, used: &mut Used) {
    used.names.extend(names.used.iter().cloned());
    let pagination = api.operations.iter().filter_map(|it| it.pagination.as_ref()?.rule);
    used.pagination.extend(pagination);
    for schema in &api.schemas {
        match &schema.shape {
            Shape::Object(object) => {
                let is_used = |name: &&String| object.properties.iter().any(|it| it.name == **name);
                used.sensitive.extend(config.sensitive.iter().filter(is_used).cloned());
            }
            Shape::String(Some(format))
            | Shape::Integer(Some(format))
            | Shape::Number(Some(format)) => {
                let own = config.formats.keys().find(|it| *format == **it);
                used.formats.extend(own.cloned());
            }
            _ => {}
        }
    }
}
