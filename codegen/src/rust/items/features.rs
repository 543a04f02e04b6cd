//! Cargo features for resources, and the features that each item needs.

use super::{Crate, OperationModule};

/// The Cargo features of a crate whose resources are optional.
#[derive(Clone, Debug)]
pub struct Features {
    /// The feature that enables all others of these.
    pub all: String,
    /// A feature for each module of operations, in the same order.
    pub resources: Vec<String>,
    /// The gates of the types of each module, in the order of the modules.
    pub types: Vec<Gate>,
    /// The gate of the module of webhooks.
    pub webhooks: Gate,
}

/// The condition for compiling an item: its `cfg` attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Always.
    Open,
    /// If at least one of these features is enabled.
    AnyOf(Vec<String>),
}

impl Crate {
    /// Returns the gate of the types of the module at this index.
    pub fn type_gate(&self, position: usize) -> Gate {
        let gates = self.features.as_ref().map(|it| &it.types);
        gates.and_then(|gates| gates.get(position)).cloned().unwrap_or(Gate::Open)
    }

    /// Returns the feature of a module of operations.
    pub fn feature_of(&self, module: &OperationModule) -> Option<&str> {
        let features = self.features.as_ref()?;
        let position = self.operations.iter().position(|it| it.name == module.name)?;
        features.resources.get(position).map(String::as_str)
    }

    /// Returns the gate of a module of operations.
    pub fn operation_gate(&self, module: &OperationModule) -> Gate {
        let feature = self.feature_of(module);
        feature.map_or(Gate::Open, |feature| Gate::AnyOf(vec![feature.to_owned()]))
    }

    /// Returns the gate of the module of webhooks.
    pub fn webhooks_gate(&self) -> Gate {
        self.features.as_ref().map_or(Gate::Open, |it| it.webhooks.clone())
    }
}
