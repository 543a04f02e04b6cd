WITNESS //~ E0432

pub fn caller() -> RenamedHolderTypeRenamed {
    RenamedHolderTypeRenamed::One
}
