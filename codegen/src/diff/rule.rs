//! [`Rule`]: what may change, and what that means for the users of the crate.

/// What a change means for those who depend on the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Only documentation is different.
    Docs,
    /// What compiles still compiles.
    Additive,
    /// What compiles may not compile any more.
    Breaking,
}

impl Verdict {
    /// The verdict as one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }
}

macro_rules! rules {
    ($($rule:ident $verdict:ident $what:literal, $reason:literal;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each says itself what it is")]
        pub enum Rule {
            $($rule,)*
        }

        impl Rule {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$rule),*];

            /// What it means for the users of the crate.
            pub fn verdict(self) -> Verdict {
                match self {
                    $(Self::$rule => Verdict::$verdict,)*
                }
            }

            /// What has changed, in a few words.
            pub fn what(self) -> &'static str {
                match self {
                    $(Self::$rule => $what,)*
                }
            }

            /// Why the verdict is what it is.
            pub fn reason(self) -> &'static str {
                match self {
                    $(Self::$rule => $reason,)*
                }
            }
        }
    };
}

rules! {
    OperationAdded Additive "operation added", "nobody calls it yet";
    OperationRemoved Breaking "operation removed", "its function is gone";
    OperationMoved Additive "route changed", "callers compile as they are; requests go to the new route";
    OperationDeprecated Additive "operation deprecated", "callers compile with a warning";
    OperationDocs Docs "operation described anew", "documentation only";
    ArgumentAdded Breaking "required argument added", "every call lacks it";
    ArgumentRemoved Breaking "required argument removed", "every call has one too many";
    ArgumentsReordered Breaking "required arguments reordered", "calls give them in the old order";
    ArgumentType Breaking "type of an argument changed", "calls give a value of the old type";
    SetterAdded Additive "optional parameter added", "nobody sets it yet";
    SetterRemoved Breaking "optional parameter removed", "its setter is gone";
    SetterType Breaking "type of an optional parameter changed", "calls set a value of the old type";
    SuccessType Breaking "type of the answer changed", "callers use a value of the old type";
    ErrorAdded Additive "documented error added", "error enums are non-exhaustive";
    ErrorRemoved Breaking "documented error removed", "its variant is gone";
    ErrorType Breaking "type of a documented error changed", "the variant holds another type";
    ErrorsFirst Breaking "first documented error", "the error type was `Infallible`";
    ErrorsNone Breaking "no documented error any more", "the error enum is gone";
    TypeAdded Additive "type added", "nobody names it yet";
    TypeRemoved Breaking "type removed", "its name is gone";
    TypeKind Breaking "kind of a type changed", "it is used as what it was";
    TypeDeprecated Additive "type deprecated", "users compile with a warning";
    TypeDocs Docs "type described anew", "documentation only";
    FieldAdded Additive "optional property added", "structs are made by `new`, which does not take it";
    FieldAddedRequired Breaking "required property added", "`new` takes one more argument";
    FieldRemoved Breaking "property removed", "its field is gone";
    FieldsReordered Breaking "required properties reordered", "`new` takes them in the new order";
    FieldType Breaking "type of a property changed", "the field has another type";
    FieldPresence Breaking "property made optional, required or nullable", "the field is another of `T`, `Option<T>` and `Maybe<T>`";
    ConstantChanged Additive "constant property changed", "it has no field, and is written as it is";
    UnlistedChanged Breaking "other properties kept otherwise", "`extra()` or `additional` came or went";
    ValueAdded Additive "enum value added", "enums are non-exhaustive; until now it was `Unknown`";
    ValueRemoved Breaking "enum value removed", "its variant is gone";
    MemberAdded Additive "union member added", "unions are non-exhaustive; until now it was `Unknown`";
    MemberRemoved Breaking "union member removed", "its variant is gone";
    MemberType Breaking "type of a union member changed", "the variant holds another type";
    AliasType Breaking "meaning of a type's name changed", "it stands for another type";
    ServerAdded Additive "server added", "`Server` is non-exhaustive";
    ServerRemoved Breaking "server removed", "its variant is gone";
    CredentialAdded Additive "credential added", "nobody gives it yet";
    CredentialRemoved Breaking "credential removed", "its method of the builder is gone";
}
