//! [`Rule`]: the kinds of changes, and whether they break users of the crate.

/// The effect of a change on users of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Only the documentation differs.
    Docs,
    /// Code that compiles still compiles.
    Additive,
    /// Code that compiles may stop compiling.
    Breaking,
}

impl Verdict {
    /// Returns the verdict as one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }
}

macro_rules! rules {
    ($($rule:ident $verdict:ident $what:literal, $reason:literal
        $(, $news:literal)? $(=> $witness:literal)?;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each says itself what it is")]
        pub enum Rule {
            $($rule,)*
        }

        impl Rule {
            /// All kinds of changes.
            pub const ALL: &'static [Self] = &[$(Self::$rule),*];

            /// Returns the effect on users of the crate.
            pub fn verdict(self) -> Verdict {
                match self {
                    $(Self::$rule => Verdict::$verdict,)*
                }
            }

            /// Returns a short description of the change.
            pub fn what(self) -> &'static str {
                match self {
                    $(Self::$rule => $what,)*
                }
            }

            /// Returns the sentence for a changelog; only for additive changes.
            pub fn news(self) -> Option<&'static str> {
                match self {
                    $(Self::$rule => None$(.or(Some($news)))?,)*
                }
            }

            /// Returns the line of a caller that stops compiling; only for breaking changes. Its
            /// `$holes` are filled in with the names of a change ([`super::witness`]).
            pub(super) fn witness(self) -> Option<&'static str> {
                match self {
                    $(Self::$rule => None$(.or(Some($witness)))?,)*
                }
            }

            /// Returns the reason for the verdict.
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
    OperationRemoved Breaking "operation removed", "its function is gone" => "$used";
    OperationRenamed Breaking "operation renamed", "its function has another name" => "$used";
    OperationMoved Additive "route changed", "callers compile as they are; requests go to the new route", "sends its requests to another route";
    OperationDeprecated Additive "operation deprecated", "callers compile with a warning", "is deprecated";
    OperationDocs Docs "operation described anew", "documentation only";
    ArgumentAdded Breaking "required argument added", "every call lacks it" => "$used";
    ArgumentRemoved Breaking "required argument removed", "every call has one too many" => "$used";
    ArgumentsReordered Breaking "required arguments reordered", "calls give them in the old order" => "$used";
    ArgumentRenamed Additive "required argument renamed", "arguments are given by their place", "has an argument of another name; calls stay as they are";
    ArgumentType Breaking "type of an argument changed", "calls give a value of the old type" => "$used";
    SetterAdded Additive "optional parameter added", "nobody sets it yet", "can be set";
    SetterRemoved Breaking "optional parameter removed", "its setter is gone" => "$used.$part($part)";
    SetterType Breaking "type of an optional parameter changed", "calls set a value of the old type" => "$used.$part($part)";
    ParameterDeprecated Additive "parameter deprecated", "who sets it compiles with a warning", "is deprecated";
    ContentAdded Additive "media type of a body added", "nobody sends it yet", "is a new variant of the body, for another media type";
    ContentRemoved Breaking "media type of a body removed", "its variant is gone" => "$part(body)";
    ContentType Breaking "type of a body's media type changed", "the variant holds another type" => "$part(body)";
    SuccessType Breaking "type of the answer changed", "callers use a value of the old type" => "let answer: $old = $used.await?;";
    AnswerAdded Additive "one of several answers added", "enums of answers are non-exhaustive", "is a new variant of the response";
    AnswerRemoved Breaking "one of several answers removed", "its variant is gone" => "matches!(answer, $part { .. })";
    AnswerType Breaking "type of one of several answers changed", "the variant holds another type" => "if let $pattern = answer { let _: $old = $value; }";
    RepresentationAdded Additive "media type of an answer added", "nobody asks for it yet", "requests the response in another media type";
    RepresentationRemoved Breaking "media type of an answer removed", "the method that asks for it is gone" => "$used.$part()";
    RepresentationType Breaking "type of an answer's media type changed", "callers use a value of the old type" => "let call: Call<As<_, $old>> = $used.$part();";
    PagesAdded Additive "pages described", "`items()` and `pages()` are new", "has `items()` and `pages()`, which fetch the pages";
    PagesRemoved Breaking "pages no longer described", "`items()` and `pages()` are gone" => "$used.items()";
    ErrorAdded Additive "documented error added", "error enums are non-exhaustive", "is a new variant of the error";
    ErrorRemoved Breaking "documented error removed", "its variant is gone" => "matches!(error, $part { .. })";
    ErrorType Breaking "type of a documented error changed", "the variant holds another type" => "if let $pattern = error { let _: $old = $value; }";
    ErrorsFirst Breaking "first documented error", "the error type was `Infallible`" => "let answer: Result<_, Error<$old>> = $used.await;";
    ErrorsNone Breaking "no documented error any more", "the error enum is gone" => "use $crate::operations::$module::$old;";
    TypeAdded Additive "type added", "nobody names it yet", "is a new type";
    TypeRemoved Breaking "type removed", "its name is gone" => "use $crate::$item;";
    TypeRenamed Breaking "type renamed", "callers name it" => "use $crate::$item;";
    TypeKind Breaking "kind of a type changed", "it is used as what it was" => "$used";
    TypeDeprecated Additive "type deprecated", "users compile with a warning", "is deprecated";
    TypeDocs Docs "type described anew", "documentation only";
    FieldAdded Additive "optional property added", "structs are made by `new`, which does not take it", "is a new field";
    FieldAddedRequired Breaking "required property added", "`new` takes one more argument" => "$used";
    FieldRemoved Breaking "property removed", "its field is gone" => "it.$part";
    FieldRenamed Breaking "field of a property renamed", "callers name it" => "it.$part";
    FieldsReordered Breaking "required properties reordered", "`new` takes them in the new order" => "$used";
    FieldType Breaking "type of a property changed", "the field has another type" => "let value: $old = it.$part;";
    FieldMadeOptional Breaking "property made optional", "the field is an option, and `new` does not take it" => "$used";
    FieldMadeRequired Breaking "property made required", "`new` takes one more argument" => "$used";
    FieldMadeNullable Breaking "property made nullable", "the field has room for `null`" => "let value: $old = it.$part;";
    FieldNeverNull Breaking "property no longer nullable", "the field has no room for `null`" => "let value: $old = it.$part;";
    FieldDeprecated Additive "property deprecated", "users compile with a warning", "is deprecated";
    ConstantChanged Additive "constant property changed", "it has no field, and is written as it is", "is written with another constant value";
    UnlistedAdded Additive "other properties kept", "until now they were dropped", "keeps properties that it has no field for";
    UnlistedChanged Breaking "other properties kept otherwise", "`extra()` or `additional` came or went" => "$used";
    ValueAdded Additive "enum value added", "enums are non-exhaustive; until now it was `Unknown`", "is a variant of its own; until now the value was `Unknown`";
    ValueRemoved Breaking "enum value removed", "its variant is gone" => "$name";
    ValueRenamed Breaking "variant of an enum value renamed", "callers name it" => "$name";
    MemberAdded Additive "union member added", "unions are non-exhaustive; until now it was `Unknown`", "is a variant of its own; until now the member was `Unknown`";
    MemberRemoved Breaking "union member removed", "its variant is gone" => "$name(value)";
    MemberRenamed Breaking "variant of a union member renamed", "callers name it" => "$name(value)";
    MemberType Breaking "type of a union member changed", "the variant holds another type" => "if let $name(value) = it { let _: $old = value; }";
    ConversionRemoved Breaking "union no longer made from a member", "two members have that type, so there is no `From`" => "$whole::from(value)";
    AccessorRemoved Breaking "accessor of a union removed", "a member does not have the property, or not as the others have it" => "it.$part()";
    AliasType Breaking "meaning of a type's name changed", "it is another type" => "let value: $old = $used;";
    ServerAdded Additive "server added", "the enum of it is non-exhaustive", "is a new server";
    ServerRemoved Breaking "server removed", "its variant is gone" => "matches!(server, $item { .. })";
    ServerMoved Additive "URL of a server changed", "callers compile as they are; requests go to the new URL", "sends requests to another URL";
    ServerVariables Breaking "variables of a server changed", "its variant has other fields, or `url` another type" => "$used";
    CredentialAdded Additive "credential added", "no caller sets it yet", "sets a credential";
    CredentialAccepted Additive "credential of an operation added", "no call has it yet", "sets a credential of the call";
    CredentialRefused Breaking "credential of an operation removed", "its method of the call is gone" => "$used";
    CredentialRemoved Breaking "credential removed", "its method of the builder is gone" => "$used";
    CredentialSent Additive "credential sent otherwise", "its method takes the same", "is sent in another way; its method takes the same arguments";
    CredentialKind Breaking "kind of a credential changed", "its method takes another number of arguments" => "$used";
    GrantAdded Additive "grant of OAuth2 added", "nobody uses it yet", "obtains access tokens";
    GrantRemoved Breaking "grant of OAuth2 removed", "its method of the builder is gone" => "$used";
    HeaderAdded Additive "header field of responses added", "nobody reads it yet", "is a header field that can be read";
    HeaderRemoved Breaking "header field of responses removed", "its constant is gone" => "response.header($item)";
    HeaderType Breaking "type of a header field changed", "callers use a value of the old type" => "let value: Result<Option<$old>, _> = response.header($item);";
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

    #[test]
    fn what_is_breaking_has_a_witness() {
        for rule in Rule::ALL {
            let is_breaking = rule.verdict() == Verdict::Breaking;
            assert_eq!(rule.witness().is_some(), is_breaking, "{rule:?}");
        }
    }
}
