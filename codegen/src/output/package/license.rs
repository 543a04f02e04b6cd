//! The license files of a crate.

use crate::document::license::LicenseText;
use crate::document::text::Text;
use crate::output::Output;
use crate::rust::items::Package;

/// The text of the MIT license of this project.
const MIT: &str = include_str!(env!("LICENSE_MIT"));

/// The copyright holder in the MIT license.
const HOLDER: &str = "the contributors of this project";

const APACHE: &str = include_str!(env!("LICENSE_APACHE"));

/// Returns the files of the licenses that the generator has the full text of.
pub(super) fn files(package: &Package) -> Output {
    let file = |license: &LicenseText| {
        let text = match license {
            LicenseText::Mit => MIT.replace(HOLDER, &holder(package)),
            LicenseText::Apache => APACHE.to_owned(),
        };
        (license.file().to_owned(), text.replace("\r\n", "\n"))
    };
    package.licenses.iter().map(file).collect()
}

/// Returns the copyright holder.
fn holder(package: &Package) -> String {
    match &package.metadata.authors[..] {
        [] => format!("the authors of {}", package.name),
        authors => Text::joined(authors, ", ").line(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_license_names_the_copyright_holder_once() {
        assert_eq!(MIT.matches(HOLDER).count(), 1);
        assert!(APACHE.contains("Version 2.0, January 2004"));
        assert!(!APACHE.contains(HOLDER));
    }
}
