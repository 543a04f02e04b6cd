use zoo::types::TypeRenamed; //~ E0432

pub fn caller() -> TypeRenamed {
    TypeRenamed::One
}
