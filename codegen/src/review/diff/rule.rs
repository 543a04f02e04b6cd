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
    ($($rule:ident $verdict:ident $what:literal, $reason:literal $(, $news:literal)?;)*) => {
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

            /// The sentence of a changelog: for additive changes only.
            pub fn news(self) -> Option<&'static str> {
                match self {
                    $(Self::$rule => None$(.or(Some($news)))?,)*
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
    OperationAdded Additive "operation added", "nobody calls it yet", "can be called";
    OperationRemoved Breaking "operation removed", "its function is gone";
    OperationRenamed Breaking "operation renamed", "its function has another name";
    OperationMoved Additive "route changed", "callers compile as they are; requests go to the new route", "sends its requests to another route";
    OperationDeprecated Additive "operation deprecated", "callers compile with a warning", "is deprecated";
    OperationDocs Docs "operation described anew", "documentation only";
    ArgumentAdded Breaking "required argument added", "every call lacks it";
    ArgumentRemoved Breaking "required argument removed", "every call has one too many";
    ArgumentsReordered Breaking "required arguments reordered", "calls give them in the old order";
    ArgumentRenamed Additive "required argument renamed", "arguments are given by their place", "has an argument of another name; calls stay as they are";
    ArgumentType Breaking "type of an argument changed", "calls give a value of the old type";
    SetterAdded Additive "optional parameter added", "nobody sets it yet", "can be set";
    SetterRemoved Breaking "optional parameter removed", "its setter is gone";
    SetterType Breaking "type of an optional parameter changed", "calls set a value of the old type";
    ParameterDeprecated Additive "parameter deprecated", "who sets it compiles with a warning", "is deprecated";
    ContentAdded Additive "media type of a body added", "nobody sends it yet", "is a new variant of the body, for another media type";
    ContentRemoved Breaking "media type of a body removed", "its variant is gone";
    ContentType Breaking "type of a body's media type changed", "the variant holds another type";
    SuccessType Breaking "type of the answer changed", "callers use a value of the old type";
    AnswerAdded Additive "one of several answers added", "enums of answers are non-exhaustive", "is a new variant of the response";
    AnswerRemoved Breaking "one of several answers removed", "its variant is gone";
    AnswerType Breaking "type of one of several answers changed", "the variant holds another type";
    RepresentationAdded Additive "media type of an answer added", "nobody asks for it yet", "requests the response in another media type";
    RepresentationRemoved Breaking "media type of an answer removed", "the method that asks for it is gone";
    RepresentationType Breaking "type of an answer's media type changed", "callers use a value of the old type";
    PagesAdded Additive "pages described", "`items()` and `pages()` are new", "has `items()` and `pages()`, which fetch the pages";
    PagesRemoved Breaking "pages no longer described", "`items()` and `pages()` are gone";
    ErrorAdded Additive "documented error added", "error enums are non-exhaustive", "is a new variant of the error";
    ErrorRemoved Breaking "documented error removed", "its variant is gone";
    ErrorType Breaking "type of a documented error changed", "the variant holds another type";
    ErrorsFirst Breaking "first documented error", "the error type was `Infallible`";
    ErrorsNone Breaking "no documented error any more", "the error enum is gone";
    TypeAdded Additive "type added", "nobody names it yet", "is a new type";
    TypeRemoved Breaking "type removed", "its name is gone";
    TypeRenamed Breaking "type renamed", "callers name it";
    TypeKind Breaking "kind of a type changed", "it is used as what it was";
    TypeDeprecated Additive "type deprecated", "users compile with a warning", "is deprecated";
    TypeDocs Docs "type described anew", "documentation only";
    FieldAdded Additive "optional property added", "structs are made by `new`, which does not take it", "is a new field";
    FieldAddedRequired Breaking "required property added", "`new` takes one more argument";
    FieldRemoved Breaking "property removed", "its field is gone";
    FieldRenamed Breaking "field of a property renamed", "callers name it";
    FieldsReordered Breaking "required properties reordered", "`new` takes them in the new order";
    FieldType Breaking "type of a property changed", "the field has another type";
    FieldMadeOptional Breaking "property made optional", "the field is an option, and `new` does not take it";
    FieldMadeRequired Breaking "property made required", "`new` takes one more argument";
    FieldMadeNullable Breaking "property made nullable", "the field has room for `null`";
    FieldNeverNull Breaking "property no longer nullable", "the field has no room for `null`";
    FieldDeprecated Additive "property deprecated", "users compile with a warning", "is deprecated";
    ConstantChanged Additive "constant property changed", "it has no field, and is written as it is", "is written with another constant value";
    UnlistedAdded Additive "other properties kept", "until now they were dropped", "keeps properties that it has no field for";
    UnlistedChanged Breaking "other properties kept otherwise", "`extra()` or `additional` came or went";
    ValueAdded Additive "enum value added", "enums are non-exhaustive; until now it was `Unknown`", "is a variant of its own; until now the value was `Unknown`";
    ValueRemoved Breaking "enum value removed", "its variant is gone";
    ValueRenamed Breaking "variant of an enum value renamed", "callers name it";
    MemberAdded Additive "union member added", "unions are non-exhaustive; until now it was `Unknown`", "is a variant of its own; until now the member was `Unknown`";
    MemberRemoved Breaking "union member removed", "its variant is gone";
    MemberRenamed Breaking "variant of a union member renamed", "callers name it";
    MemberType Breaking "type of a union member changed", "the variant holds another type";
    ConversionRemoved Breaking "union no longer made from a member", "two members have that type, so there is no `From`";
    AccessorRemoved Breaking "accessor of a union removed", "a member does not have the property, or not as the others have it";
    AliasType Breaking "meaning of a type's name changed", "it stands for another type";
    ServerAdded Additive "server added", "the enum of it is non-exhaustive", "is a new server";
    ServerRemoved Breaking "server removed", "its variant is gone";
    ServerMoved Additive "URL of a server changed", "callers compile as they are; requests go to the new URL", "sends requests to another URL";
    ServerVariables Breaking "variables of a server changed", "its variant has other fields, or `url` another type";
    CredentialAdded Additive "credential added", "nobody gives it yet", "sets a credential";
    CredentialAccepted Additive "credential of an operation added", "no call has it yet", "sets a credential of the call";
    CredentialRefused Breaking "credential of an operation removed", "its method of the call is gone";
    CredentialRemoved Breaking "credential removed", "its method of the builder is gone";
    CredentialSent Additive "credential sent otherwise", "its method takes the same", "is sent in another way; its method takes the same arguments";
    CredentialKind Breaking "kind of a credential changed", "its method takes another number of arguments";
    GrantAdded Additive "grant of OAuth2 added", "nobody uses it yet", "obtains access tokens";
    GrantRemoved Breaking "grant of OAuth2 removed", "its method of the builder is gone";
    HeaderAdded Additive "header field of responses added", "nobody reads it yet", "is a header field that can be read";
    HeaderRemoved Breaking "header field of responses removed", "its constant is gone";
    HeaderType Breaking "type of a header field changed", "callers use a value of the old type";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_additive_has_news() {
        for rule in Rule::ALL {
            let is_additive = rule.verdict() == Verdict::Additive;
            assert_eq!(rule.news().is_some(), is_additive, "{rule:?}");
        }
    }
}
