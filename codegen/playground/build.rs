//! Sets the stack size of the module, since the stages recurse into nested schemas, up to the maximum
//! depth of a document.

fn main() {
    const STACK_BYTES: usize = 64 << 20;
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_TARGET_FAMILY").is_some_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size={STACK_BYTES}");
    }
}
