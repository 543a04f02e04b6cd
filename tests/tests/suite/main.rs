//! All tests across crates, as one binary.

mod architecture;
mod changes;
mod client;
mod code_samples;
mod committed;
mod comparison;
mod compiled;
mod configured_names;
mod diagnostics;
mod documents;
mod examples;
mod features;
mod fidelity;
mod fixtures;
mod folder;
mod hidden;
mod injection;
mod mocked_samples;
mod odd_texts;

mod page_file;
mod pages;
mod pagination;
mod phrases;
mod polling;
mod renames;
mod rustdoc;
mod selection;
mod shop;
mod spellings;
mod supported;
