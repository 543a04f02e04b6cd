//! Nothing: the package unifies the features of dependencies, as described in its `Cargo.toml`.
