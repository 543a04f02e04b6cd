//! The stack of the module. Schemas nest as deep as a document may, and its stages walk them.

fn main() {
    const STACK_BYTES: usize = 64 << 20;
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_TARGET_FAMILY").is_some_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size={STACK_BYTES}");
    }
}
