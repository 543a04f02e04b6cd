//! The codes of diagnostics, each with its explanation.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $cause:literal, $fix:literal;)+) => {
        /// The kind of a [`Diagnostic`](super::Diagnostic). Configuration and tests use its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// All codes, in the order of the pipeline's stages.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the name, such as `dangling-ref`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Returns the problem in one sentence.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim_start(),)+
                }
            }

            /// Returns the causes and consequences of the problem, in Markdown.
            pub fn cause(self) -> &'static str {
                match self {
                    $(Self::$variant => $cause,)+
                }
            }

            /// Returns the fix of the problem, in Markdown.
            pub fn fix(self) -> &'static str {
                match self {
                    $(Self::$variant => $fix,)+
                }
            }
        }
    };
}

codes! {
    /// A file is missing, or can't be read.
    Unreadable = "unreadable",
        "The document, an overlay, `codegen.toml`, or a file that a `$ref` leads to does not exist, \
         is a folder, or is not UTF-8.",
        "Correct the path: paths in `codegen.toml` are relative to its folder, and paths in a \
         `$ref` are relative to the file that contains it. Save the file as UTF-8.";
    /// A file is neither YAML nor JSON.
    Syntax = "syntax",
        "The file is neither valid YAML 1.2 nor valid JSON. The position is where the parser \
         stopped; the mistake is often on the line before.",
        "Check the indentation, quotes and brackets. In YAML, strings with `: ` or ` #` \
         need quotes, and tabs can't indent.";
    /// YAML that JSON has no equivalent for: merge keys, tags, `.nan`, keys that are not strings.
    UnsupportedYaml = "unsupported-yaml",
        "An OpenAPI document is a JSON value (OpenAPI 3.1, Format). The merge key `<<`, tags, \
         `.nan` and `.inf`, non-string keys and multi-document files exist only in YAML, and tools \
         read them differently.",
        "Write the members out, use `allOf` with a `$ref` instead of `<<`, and quote strings.";
    /// An object has a key twice.
    DuplicateKey = "duplicate-key",
        "Some parsers keep the first value of a duplicate key and others the last (RFC 8259, 4), so \
         one of the two would be lost.",
        "Remove or rename one of the two.";
    /// The document exceeds a limit on its nesting, size, alias expansion or types.
    TooLarge = "too-large",
        "The limits keep a hostile document from using up memory or the stack. Very deeply \
         nested types are a warning: they compile, but programs that use them may need \
         a higher `recursion_limit`.",
        "Look for a loop of YAML aliases, or for schemas that were nested by a program. Leave out \
         what you don't need with `[select]`.";
    /// A `$ref` points outside of the document's folder, or to a URL.
    OutsideFolder = "outside-folder",
        "References are read from files below the folder of the document only, so that a document \
         from elsewhere can't read other files or the network.",
        "Move the file below that folder, or set `reference-root` in `codegen.toml` to a folder \
         above both. Download the file at a URL, and refer to its path.";
    /// The file is not an OpenAPI document of version 3.0, 3.1 or 3.2.
    NotOpenapi = "not-openapi",
        "The key `openapi` is missing, or names another version. Swagger 2.0 documents have \
         `swagger` instead.",
        "Convert Swagger 2.0 first: `npx swagger2openapi FILE --outfile openapi.yaml`. In a \
         document of OpenAPI 3, add `openapi: 3.1.0`.";
    /// An entry of `codegen.toml` that is unknown, has a wrong value, or matches nothing.
    Configuration = "configuration",
        "The key is misspelled, the value is of another type or not allowed, or the entry names a \
         schema, an operation or a warning that the document does not have (any more). An entry \
         without an effect is reported, so that the file does not go stale.",
        "Follow the help of the message, or remove the entry. `openapi-crate init` writes a \
         `codegen.toml` in which each key is explained.";
    /// An overlay file is not a valid Overlay document.
    InvalidOverlay = "invalid-overlay",
        "The file is not an Overlay document of version 1.0 or 1.1, or an action has an unknown \
         key, a target that is not a JSONPath expression, or an update that can't be merged.",
        "Compare the file with the Overlay Specification: `overlay`, `info` and `actions`, each \
         with a `target` and one of `update`, `remove` or `copy`.";
    /// The target of an overlay action matches nothing.
    OverlayUnmatched = "overlay-unmatched",
        "The action would have no effect. Usually the document was corrected, and no longer needs \
         the action, or its target was renamed.",
        "Correct the target, or remove the action.";
    /// A key that OpenAPI does not define in this object.
    UnknownKeyword = "unknown-keyword",
        "The key is misspelled, is at the wrong level, or belongs to another version of OpenAPI. It \
         would have no effect: a misspelled `required` makes all properties optional.",
        "Correct the key. Keys of your own begin with `x-`. In a document that you can't change, \
         use an overlay.";
    /// A value of the wrong JSON type, or one that the keyword does not allow.
    WrongType = "wrong-type",
        "The specification allows other values for this keyword: an object where a list is \
         required, an unknown `type`, a number as text.",
        "Correct the value, or replace it with an overlay.";
    /// A key that OpenAPI requires is missing.
    MissingKeyword = "missing-keyword",
        "The specification requires the key of this object, such as `version` of `info`, or `in` of \
         a parameter.",
        "Add the key, in the document or with an overlay.";
    /// A `$ref`, or a name, whose target does not exist.
    DanglingRef = "dangling-ref",
        "The document has nothing at this pointer, or the file does not exist. It is an error where \
         a type is missing, and a warning where only an example or a description is.",
        "Correct the reference, or define its target with an overlay. With `accept = \
         [\"dangling-ref\"]` the document is used as it is: a schema becomes any JSON value, and \
         `repaired-ref` reports each location.";
    /// A replacement for a dangling `$ref` that is accepted.
    RepairedRef = "repaired-ref",
        "The configuration accepts `dangling-ref`, so the reference was removed or replaced. The \
         message says what callers lose.",
        "Define the target with an overlay.";
    /// A `$ref` that leads back to itself only.
    RefCycle = "ref-cycle",
        "Each of the schemas is a reference to the next one, so none of them describes a value. A \
         schema that contains itself in a property or an item is fine.",
        "Replace one of the references with a schema.";
    /// A part of the document that the OpenAPI parser rejects.
    Model = "model",
        "This part passed the checks, but the crate `openapiv3` can't represent it, such as \
         a length beyond `usize`.",
        "Correct or remove it with an overlay.";
    /// A discriminator whose mapping or property does not fit the members.
    DiscriminatorMapping = "discriminator-mapping",
        "The mapping names a schema that does not exist or is not a member, or the members lack the \
         property that `propertyName` names (OpenAPI 3.1, Discriminator Object).",
        "Correct the mapping, or add the property to the members, in the document or with an \
         overlay.";
    /// Members of an `allOf` that contradict each other.
    AllOfConflict = "all-of-conflict",
        "No value is valid for all of the members, since they require different types or values. \
         The generated type accepts any JSON value.",
        "Correct one of the members with an overlay.";
    /// An operation that requires two credentials in one header, query parameter or cookie.
    CredentialClash = "credential-clash",
        "Security schemes in one Security Requirement Object are all sent. Two that use the same \
         header, query parameter or cookie can't be (OpenAPI 3.1, Security Requirement Object).",
        "Make alternatives of them: `security: [{one: []}, {other: []}]`.";
    /// A union with members that some values can't distinguish.
    BestFitUnion = "best-fit-union",
        "Some values are valid for several members of the `anyOf` or `oneOf`, and nothing \
         specifies the intended one: the message shows such a value. The client selects the member \
         that keeps most of the value; nothing is lost.",
        "Give each member a property with a different `const`, or add a discriminator, with an \
         overlay. Or accept it: `accept = [\"best-fit-union\"]`.";
    /// A part of the document that is left out, since this version can't generate it.
    Unsupported = "unsupported",
        "OpenAPI allows it, or an extension requests it, but nothing is generated from it. The \
         message names the part that is left out.",
        "Describe it in another way with an overlay, or call it with `client.request`.";
    /// Two operations with one `operationId`.
    DuplicateOperationId = "duplicate-operation-id",
        "The `operationId` must be unique (OpenAPI 3.1, Operation Object). If both are in \
         one resource, their functions are named after their methods and paths.",
        "Change one of the two with an overlay, or name the operation in `[names]` of \
         `codegen.toml`.";
    /// Two things that have the same name in Rust.
    NameClash = "name-clash",
        "Names such as `pet-owner` and `PetOwner` become one Rust name, or two different schemas \
         have one title. The second one gets another name.",
        "Choose a name in `[names]` of `codegen.toml`, or accept the one that was chosen: `accept = \
         [\"name-clash\"]`.";
    /// A name that is too long for Rust, and is shortened.
    LongName = "long-name",
        "File systems and compilers limit the length of names. The name is truncated, and a \
         hash makes it unique.",
        "Choose a name in `[names]` of `codegen.toml`.";
    /// The output folder can't be written, or holds other files.
    Output = "output",
        "The folder is a file, can't be written, or holds files that the generator did not write \
         and might overwrite.",
        "Choose another folder with `output` or `--out`, or move the files away.";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_explained_in_sentences() {
        for code in Code::ALL {
            for text in [code.summary(), code.cause(), code.fix()] {
                let has_end = text.ends_with('.') || text.ends_with("`.");
                assert!(has_end && !text.contains("  ") && text.trim() == text, "{code}: {text}");
            }
        }
    }
}
