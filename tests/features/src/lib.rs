//! Nothing: the package unifies the features of dependencies, as its `Cargo.toml` says.
