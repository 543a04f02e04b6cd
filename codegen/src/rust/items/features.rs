//! Cargo features of resources, and the features that each item needs.

use super::{Crate, OperationModule};

/// The features of a crate whose resources are compiled one by one.
#[derive(Clone, Debug)]
pub struct Features {
    /// The feature that turns on all others of these.
    pub all: String,
    /// A feature for each module of operations, in the same order.
    pub resources: Vec<String>,
    /// When the types of each module are compiled, in the order of the modules.
    pub types: Vec<Gate>,
    /// When the module of webhooks is compiled.
    pub webhooks: Gate,
}

/// When an item is compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Always.
    Open,
    /// Where one of these features is on, at least one.
    AnyOf(Vec<String>),
}

impl Crate {
    /// When the types of the module at this position are compiled.
    pub fn type_gate(&self, position: usize) -> Gate {
        let gates = self.features.as_ref().map(|it| &it.types);
        gates.and_then(|gates| gates.get(position)).cloned().unwrap_or(Gate::Open)
    }

    /// The feature of a module of operations.
    pub fn feature_of(&self, module: &OperationModule) -> Option<&str> {
        let features = self.features.as_ref()?;
        let position = self.operations.iter().position(|it| it.name == module.name)?;
        features.resources.get(position).map(String::as_str)
    }

    /// When the operations of a module are compiled.
    pub fn operation_gate(&self, module: &OperationModule) -> Gate {
        let feature = self.feature_of(module);
        feature.map_or(Gate::Open, |feature| Gate::AnyOf(vec![feature.to_owned()]))
    }

    /// When the module of webhooks is compiled.
    pub fn webhooks_gate(&self) -> Gate {
        self.features.as_ref().map_or(Gate::Open, |it| it.webhooks.clone())
    }
}
