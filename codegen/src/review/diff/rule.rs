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

/// The file of a caller that a witness is a line of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    /// A Rust source file.
    Source,
    /// `Cargo.toml`: the line is a dependency on the crate.
    Manifest,
}

impl File {
    /// Returns the words in front of a witness, without punctuation.
    const fn label(self) -> &'static str {
        match self {
            Self::Source => "stops compiling",
            Self::Manifest => "stops compiling with this dependency",
        }
    }
}

macro_rules! rules {
    ($($rule:ident $verdict:ident $what:literal, $reason:literal
        $(, $news:literal)? $(=> $($file:ident)? $witness:literal)?;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the name of each variant is its documentation")]
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

            /// Returns the sentence for a changelog, without a full stop, unless only documentation
            /// changed. Its `$holes` are filled in like those of a witness.
            pub(super) fn news(self) -> Option<&'static str> {
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

            /// Returns the words in front of the line of a caller, without punctuation.
            pub fn witness_label(self) -> &'static str {
                match self {
                    $($($(Self::$rule => File::$file.label(),)?)?)*
                    _ => File::Source.label(),
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
    OperationAdded Additive "operation added", "existing code does not call it",
        "`$path` is a new operation ($detail)";
    OperationRemoved Breaking "operation removed", "its function no longer exists",
        "`$path` no longer exists ($detail)"
        => "$used";
    OperationRenamed Breaking "operation renamed", "its function has a new name",
        "`$path` is now $after"
        => "$used";
    OperationMoved Additive "route changed", "existing code compiles; requests are sent to the new route",
        "`$path` sends its requests to another route ($detail)";
    OperationDeprecated Additive "operation deprecated", "code that calls it compiles with a warning",
        "`$path` is deprecated";
    OperationDocs Docs "operation documentation changed", "only documentation changed";
    ArgumentAdded Breaking "required argument added", "every call must pass it",
        "`$owner` requires `$part` ($detail)"
        => "$used";
    ArgumentRemoved Breaking "required argument removed", "every call passes too many arguments",
        "`$owner` no longer has the argument `$part`"
        => "$used";
    ArgumentsReordered Breaking "required arguments reordered", "calls pass them in the old order",
        "`$owner` has its arguments in another order: $after, previously $before"
        => "$used";
    ArgumentRenamed Additive "required argument renamed", "arguments are positional",
        "The argument `$part` of `$owner` is now $after; calls do not change";
    ArgumentType Breaking "type of an argument changed", "calls pass a value of the old type",
        "`$owner` requires $after as `$part`, previously $before"
        => "$used";
    SetterAdded Additive "optional parameter added", "existing code does not set it",
        "`$owner` accepts `$part` ($detail)";
    SetterRemoved Breaking "optional parameter removed", "its setter no longer exists",
        "`$owner` no longer accepts `$part`"
        => "$used.$part($part)";
    SetterType Breaking "type of an optional parameter changed", "calls pass a value of the old type",
        "`$owner` accepts $after as `$part`, previously $before"
        => "$used.$part($part)";
    ParameterDeprecated Additive "parameter deprecated", "code that sets it compiles with a warning",
        "The parameter `$part` of `$owner` is deprecated";
    ContentAdded Additive "media type of a request body added", "existing code does not send it",
        "`$owner` accepts `$part`, a body of another media type ($detail)";
    ContentRemoved Breaking "media type of a request body removed", "its variant no longer exists",
        "`$owner` no longer accepts `$part`"
        => "$part(body)";
    ContentType Breaking "type of a request body's media type changed", "the variant contains a different type",
        "`$part`, a body of `$owner`, contains $after, previously $before"
        => "$part(body)";
    SuccessType Breaking "response type changed", "existing code uses a value of the old type",
        "`$owner` returns $after, previously $before"
        => "let answer: $old = $used.await?;";
    AnswerAdded Additive "one of several responses added", "response enums are non-exhaustive",
        "`$owner` can return `$part`";
    AnswerRemoved Breaking "one of several responses removed", "its variant no longer exists",
        "`$owner` no longer returns `$part`"
        => "matches!(answer, $part { .. })";
    AnswerType Breaking "type of one of several responses changed", "the variant contains a different type",
        "`$part`, a response of `$owner`, contains $after, previously $before"
        => "if let $pattern = answer { let _: $old = $value; }";
    RepresentationAdded Additive "media type of a response added", "existing code does not request it",
        "`$path` requests the response in another media type ($detail)";
    RepresentationRemoved Breaking "media type of a response removed", "the method that requests it no longer exists",
        "`$path` no longer exists"
        => "$used.$part()";
    RepresentationType Breaking "type of a response's media type changed", "existing code uses a value of the old type",
        "`$path` returns $after, previously $before"
        => "let call: Call<As<_, $old>> = $used.$part();";
    PagesAdded Additive "pagination added", "`items()` and `pages()` are new",
        "`$path` has `items()` and `pages()`, which fetch the pages";
    PagesRemoved Breaking "pagination removed", "`items()` and `pages()` no longer exist",
        "`$path` no longer has `items()` and `pages()`"
        => "$used.items()";
    ErrorAdded Additive "documented error added", "error enums are non-exhaustive",
        "`$owner` can fail with `$part`";
    ErrorRemoved Breaking "documented error removed", "its variant no longer exists",
        "`$owner` no longer fails with `$part`"
        => "matches!(error, $part { .. })";
    ErrorType Breaking "type of a documented error changed", "the variant contains a different type",
        "`$part`, an error of `$owner`, contains $after, previously $before"
        => "if let $pattern = error { let _: $old = $value; }";
    ErrorsFirst Breaking "first documented error added", "the error type was `Infallible`",
        "`$owner` has the error type $after, previously $before"
        => "let answer: Result<_, Error<$old>> = $used.await;";
    ErrorsNone Breaking "last documented error removed", "the error enum no longer exists",
        "`$owner` has the error type $after, previously $before"
        => "use $crate::operations::$module::$old;";
    TypeAdded Additive "type added", "existing code does not use it",
        "`$path` is a new type";
    TypeRemoved Breaking "type removed", "its name no longer exists",
        "`$path` no longer exists"
        => "use $crate::$item;";
    TypeRenamed Breaking "type renamed", "existing code uses the old name",
        "`$path` is now $after"
        => "use $crate::$item;";
    TypeKind Breaking "kind of a type changed", "existing code uses it as the old kind",
        "`$path` is now another kind of type ($detail)"
        => "$used";
    TypeDeprecated Additive "type deprecated", "code that uses it compiles with a warning",
        "`$path` is deprecated";
    TypeDocs Docs "type documentation changed", "only documentation changed";
    FieldAdded Additive "optional property added", "structs are created with `new`, which does not require it",
        "`$path` is a new field ($detail)";
    FieldAddedRequired Breaking "required property added", "`new` requires one more argument",
        "`$path` is a new field ($detail), and an argument of `$owner::new`"
        => "$used";
    FieldRemoved Breaking "property removed", "its field no longer exists",
        "`$path` no longer exists"
        => "it.$part";
    FieldRenamed Breaking "field of a property renamed", "existing code uses the old name",
        "`$path` is now $after"
        => "it.$part";
    FieldsReordered Breaking "required properties reordered", "the arguments of `new` are in the new order",
        "`$owner::new` has its arguments in another order"
        => "$used";
    FieldType Breaking "type of a property changed", "the field has a different type",
        "`$path` is $after, previously $before"
        => "let value: $old = it.$part;";
    FieldMadeOptional Breaking "property made optional", "the field is optional, and `new` does not require it",
        "`$path` is optional, and no longer an argument of `$owner::new` ($detail)"
        => "$used";
    FieldMadeRequired Breaking "property made required", "`new` requires one more argument",
        "`$path` is required, and an argument of `$owner::new` ($detail)"
        => "$used";
    FieldMadeNullable Breaking "property made nullable", "the type of the field allows `null`",
        "`$path` can be `null` ($detail)"
        => "let value: $old = it.$part;";
    FieldNeverNull Breaking "property no longer nullable", "the type of the field does not allow `null`",
        "`$path` can no longer be `null` ($detail)"
        => "let value: $old = it.$part;";
    FieldDeprecated Additive "property deprecated", "code that uses it compiles with a warning",
        "`$path` is deprecated";
    ConstantChanged Additive "constant property changed", "it has no field, and is serialized automatically",
        "`$owner` is serialized with another value of $label ($detail)";
    UnlistedAdded Additive "additional properties kept", "previously they were dropped",
        "`$owner` keeps properties that have no field, in $after";
    UnlistedChanged Breaking "additional properties kept differently", "`extra()` or `additional` was added or removed",
        "`$owner` keeps properties that have no field in another way ($detail)"
        => "$used";
    ValueAdded Additive "enum value added", "enums are non-exhaustive; previously it was `Unknown`",
        "`$path` is a new variant for $detail; previously the value was `Unknown`";
    ValueRemoved Breaking "enum value removed", "its variant no longer exists",
        "`$path` no longer exists; if the server sends $detail, it is `Unknown`"
        => "$name";
    ValueRenamed Breaking "variant of an enum value renamed", "existing code uses the old name",
        "`$path` is now $after"
        => "$name";
    MemberAdded Additive "union member added", "unions are non-exhaustive; previously it was `Unknown`",
        "`$path` is a new variant for $detail; previously the member was `Unknown`";
    MemberRemoved Breaking "union member removed", "its variant no longer exists",
        "`$path` no longer exists ($detail)"
        => "$name(value)";
    MemberRenamed Breaking "variant of a union member renamed", "existing code uses the old name",
        "`$path` is now $after"
        => "$name(value)";
    MemberType Breaking "type of a union member changed", "the variant contains a different type",
        "`$path` contains $after, previously $before"
        => "if let $name(value) = it { let _: $old = value; }";
    ConversionRemoved Breaking "conversion from a union member removed", "two members have that type, so `From` is not implemented",
        "`$owner` no longer implements $detail, since two variants have that type"
        => "$whole::from(value)";
    AccessorRemoved Breaking "accessor of a union removed", "the members no longer have the property in common",
        "`$path` no longer exists"
        => "it.$part()";
    AliasType Breaking "meaning of a type name changed", "the name refers to a different type",
        "`$path` is $after, previously $before"
        => "let value: $old = $used;";
    ServerAdded Additive "server added", "the server enum is non-exhaustive",
        "`$path` is a new server";
    ServerRemoved Breaking "server removed", "its variant no longer exists",
        "`$path` no longer exists"
        => "matches!(server, $item { .. })";
    ServerMoved Additive "URL of a server changed", "existing code compiles; requests are sent to the new URL",
        "`$path` is now $after, previously $before";
    ServerVariables Breaking "variables of a server changed", "its variant has different fields, or the type of `url` is different",
        "`$path` is declared differently ($detail)"
        => "$used";
    CredentialAdded Additive "credential added", "existing code does not set it",
        "`$path()` sets a new credential";
    CredentialAccepted Additive "credential of an operation added", "existing calls do not set it",
        "`$path` sets a credential for the call";
    CredentialRefused Breaking "credential of an operation removed", "its method on the call no longer exists",
        "`$path` no longer exists"
        => "$used";
    CredentialRemoved Breaking "credential removed", "its method on the builder no longer exists",
        "`$path()` no longer exists"
        => "$used";
    CredentialSent Additive "credential sent differently", "its method takes the same arguments",
        "`$path()` has the same arguments, but the credential is sent in a different way";
    CredentialKind Breaking "kind of a credential changed", "its method takes a different number of arguments",
        "`$path()` has other arguments"
        => "$used";
    GrantAdded Additive "OAuth2 grant added", "existing code does not use it",
        "`$path()` obtains access tokens";
    GrantRemoved Breaking "OAuth2 grant removed", "its method on the builder no longer exists",
        "`$path()` no longer exists"
        => "$used";
    ClientParameterAdded Additive "parameter of the client added", "existing code does not set it",
        "`$path()` sets a parameter for all operations that have it";
    ClientParameterRemoved Breaking "parameter of the client removed", "its method on the builder no longer exists",
        "`$path()` no longer exists"
        => "$used";
    ClientParameterType Breaking "type of a client parameter changed", "existing code passes a value of the old type",
        "`$path()` requires $after, previously $before"
        => "$used";
    HeaderAdded Additive "response header added", "existing code does not read it",
        "`$path` is a new response header ($detail)";
    HeaderRemoved Breaking "response header removed", "its constant no longer exists",
        "`$path` no longer exists"
        => "response.header($item)";
    HeaderType Breaking "type of a response header changed", "existing code uses a value of the old type",
        "`$path` is read as $after, previously $before"
        => "let value: Result<Option<$old>, _> = response.header($item);";
    FeaturesFirst Breaking "resources became features", "with `default-features = false`, a program has no resources unless it enables `all` or their features",
        "The resources are Cargo features, on by default: with `default-features = false`, enable `$path`, or the resources that you call"
        => Manifest "$package = { version = \"$version\", default-features = false }";
    FeatureAdded Additive "feature added", "existing code does not enable it; the default features include it",
        "`$path` is a new Cargo feature, on by default";
    FeatureRemoved Breaking "feature removed", "Cargo rejects a dependency that names it",
        "The Cargo feature `$path` no longer exists"
        => Manifest "$package = { version = \"$version\", features = [$used] }";
    TypeGated Breaking "type no longer enabled by a feature", "with `default-features = false`, a program lacks it unless it enables another feature",
        "`$path` is enabled by other Cargo features ($detail)"
        => Manifest "$package = { version = \"$version\", default-features = false, features = [$used] }";
}

impl Rule {
    /// Returns `false` if the change only affects programs that don't enable all features.
    pub(super) fn affects_all_features(self) -> bool {
        !matches!(self, Self::FeaturesFirst | Self::TypeGated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_about_code_has_news() {
        for rule in Rule::ALL {
            let is_about_code = rule.verdict() != Verdict::Docs;
            assert_eq!(rule.news().is_some(), is_about_code, "{rule:?}");
        }
    }

    #[test]
    fn each_breaking_rule_has_a_witness() {
        for rule in Rule::ALL {
            let is_breaking = rule.verdict() == Verdict::Breaking;
            assert_eq!(rule.witness().is_some(), is_breaking, "{rule:?}");
        }
    }
}
