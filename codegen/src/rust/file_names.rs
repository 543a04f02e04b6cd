//! Restrictions on file names: modules and pages are files.

/// The maximum length of a file or folder name on common file systems, in bytes.
pub(crate) const MAX_FILE_NAME_LEN: usize = 255;

/// The reserved device names on Windows, which no file can have, whatever its extension (Microsoft
/// Learn, Naming Files, Paths, and Namespaces). `COM` and `LPT` are followed by a digit.
const DEVICES: [&str; 6] = ["AUX", "CON", "CONIN$", "CONOUT$", "NUL", "PRN"];

/// Whether Windows reserves a file name, with or without an extension, for a device.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ').to_ascii_uppercase();
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let is_numbered = number.is_some_and(|rest| {
        let mut symbols = rest.chars();
        let digit = symbols.next();
        digit.is_some_and(|it| it.is_ascii_digit() || "¹²³".contains(it))
            && symbols.next().is_none()
    });
    is_numbered || DEVICES.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_any_case_and_any_extension() {
        for name in ["con", "CON", "Aux.rs", "nul.tar.gz", "prn .txt", "com1.md", "LPT9", "conin$"]
        {
            assert!(is_device(name), "{name}");
        }
        for name in ["con_.rs", "con-.md", "common.rs", "com", "com10", "lpt", "console", "a.con"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
