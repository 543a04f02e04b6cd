//! Cargo features of resources, and the features that each item needs.

use super::{Crate, OperationModule};

/// The Cargo features of a crate that has one for each resource.
#[derive(Clone, Debug)]
pub struct Features {
    /// The feature that turns on all resources.
    pub all: String,
    /// The feature of each module of operations, in the same order.
    pub resources: Vec<String>,
    /// The `cfg` condition of each module of types, in the order of the modules.
    pub types: Vec<Gate>,
    /// The `cfg` condition of the module of webhooks.
    pub webhooks: Gate,
}

/// The `cfg` condition of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Always.
    Open,
    /// If at least one of these features is on.
    AnyOf(Vec<String>),
}

impl Crate {
    /// Returns the condition of the module of types at this position.
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

    /// Returns the condition of a module of operations.
    pub fn operation_gate(&self, module: &OperationModule) -> Gate {
        let feature = self.feature_of(module);
        feature.map_or(Gate::Open, |feature| Gate::AnyOf(vec![feature.to_owned()]))
    }

    /// Returns the condition of the module of webhooks.
    pub fn webhooks_gate(&self) -> Gate {
        self.features.as_ref().map_or(Gate::Open, |it| it.webhooks.clone())
    }
}
