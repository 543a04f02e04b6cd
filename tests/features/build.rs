//! Nothing: build dependencies need a build script.

fn main() {}
