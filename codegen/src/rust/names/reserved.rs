//! Names that mean something else where a name of the document would stand.
//!
//! The methods of the runtime's types are read from its sources when the generator is built; the
//! lists here have what the generated code itself adds to them.

/// The methods of the runtime's types, by the type.
const METHODS: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/runtime_methods.rs"));

/// Methods that a resource can't be named after.
pub(super) fn of_client() -> Vec<&'static str> {
    // Made by `emit/client.rs`, and derived.
    with("Client", &["builder", "clone", "from_env"])
}

/// Methods of the builder that a security scheme can't be named after.
pub(super) fn of_builder() -> Vec<&'static str> {
    // Made by `emit/client.rs`.
    with("ClientBuilder", &["server"])
}

/// Methods of a call and fields of its request that a parameter can't be named after.
pub(super) fn of_call() -> Vec<&'static str> {
    // Made by `emit/client.rs`, by the macro `operation!` and by `emit/representations.rs`.
    with("Call", &["body", "client", "clone", "server", "stream"])
}

fn with(name: &str, own: &[&'static str]) -> Vec<&'static str> {
    let methods = METHODS.iter().filter(|(known, _)| *known == name);
    methods.flat_map(|(_, methods)| *methods).chain(own).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_methods_of_the_runtime_are_known() {
        for (methods, known) in
            [(of_client(), "timer"), (of_builder(), "response_limit"), (of_call(), "with_response")]
        {
            assert!(methods.contains(&known), "{methods:?} has no `{known}`");
        }
    }
}
