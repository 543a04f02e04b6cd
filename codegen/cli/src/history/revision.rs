//! The files of a Git revision, checked out one by one. Symbolic links are followed within the
//! repository.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::git::{Failure, git, git_into};

/// The files of a revision and the folder that they are checked out into.
pub(super) struct Revision<'a> {
    name: &'a str,
    /// The root of the repository.
    top: &'a Path,
    /// Replaces `top`.
    pub(super) tree: PathBuf,
    /// Replaces the index of the repository.
    index: PathBuf,
    /// The checked-out paths, relative to the root of the repository.
    brought: BTreeSet<PathBuf>,
}

impl<'a> Revision<'a> {
    pub(super) fn new(name: &'a str, top: &'a Path, folder: &Path) -> Result<Self, String> {
        let (tree, index) = (folder.join("tree"), folder.join("index"));
        fs::create_dir(&tree)
            .map_err(|error| format!("can't create `{}`: {error}\n", tree.display()))?;
        let known = git(top, &["rev-parse", "--verify", "--quiet", &format!("{name}^{{tree}}")]);
        match known {
            Ok(_) => Ok(Self { name, top, tree, index, brought: BTreeSet::new() }),
            Err(_) => Err(format!("`{name}` is not a revision of this repository\n")),
        }
    }

    /// Returns the path in the checked-out tree for a path that the configuration names.
    pub(super) fn tree_path(&self, path: &Path) -> PathBuf {
        match normalized(path) {
            // An absolute path into the repository.
            path if path.starts_with(self.top) => {
                self.tree.join(path.strip_prefix(self.top).unwrap_or(&path))
            }
            path => path,
        }
    }

    /// Checks out the file or folder at `path`, and the targets of its links; `role` is its role in
    /// the configuration.
    pub(super) fn check_out(&mut self, role: &str, path: &Path) -> Result<(), String> {
        let Ok(below) = path.strip_prefix(&self.tree).map(Path::to_owned) else {
            let name = self.name;
            return Err(format!(
                "{role} is outside of the repository, so its version at `{name}` is unknown\nhelp: \
                 move it into the repository, or compare two documents\n"
            ));
        };
        if !self.brought.insert(below.clone()) {
            return Ok(());
        }
        let shown = shown(&below);
        if let Some(folder) = self.link_above(&below)? {
            return self.check_out_below_link(role, path, &folder);
        }
        let pathspec = if shown.is_empty() { "." } else { &shown };
        let checkout = ["checkout", "--quiet", self.name, "--", pathspec];
        let checkout = git_into(self.top, &self.tree, &self.index, &checkout);
        checkout.map_err(|failure| match failure {
            Failure::Failed(message) if message.contains("did not match any file") => {
                format!("{role} does not exist at `{}`: `{shown}`\n", self.name)
            }
            other => other.into(),
        })?;
        for link in links(path) {
            // The loader reports other links with missing targets, if it needs them.
            let is_needed = link == path;
            match self.check_out_target(role, &link) {
                Err(message) if is_needed => return Err(message),
                _ => {}
            }
        }
        Ok(())
    }

    /// Checks out a path below `folder`, which is a symbolic link: Git does not follow it, so the
    /// whole target is checked out.
    fn check_out_below_link(
        &mut self,
        role: &str,
        path: &Path,
        folder: &Path,
    ) -> Result<(), String> {
        let link = self.tree.join(folder);
        self.check_out(role, &link)?;
        match path.try_exists() {
            Ok(true) => Ok(()),
            _ => {
                let below = path.strip_prefix(&self.tree).unwrap_or(path);
                let target = fs::read_link(&link).unwrap_or_default();
                Err(format!(
                    "{role} does not exist at `{}`: `{}`, where `{}` is a symbolic link to `{}`\n",
                    self.name,
                    shown(below),
                    shown(folder),
                    target.display()
                ))
            }
        }
    }

    /// Checks out the target of a symbolic link in the tree.
    fn check_out_target(&mut self, role: &str, link: &Path) -> Result<(), String> {
        let named = fs::read_link(link).unwrap_or_default();
        let target = self.tree_path(&link.parent().unwrap_or(link).join(&named));
        self.check_out(role, &target)?;
        if named.is_absolute() {
            // It refers to the repository itself, whose files are not those of the revision.
            replace_link(link, &target)
                .map_err(|error| format!("can't replace the link `{}`: {error}\n", shown(link)))?;
        }
        Ok(())
    }

    /// Returns the first folder of a path, below the root of the repository, that is a symbolic link
    /// at the revision.
    fn link_above(&self, below: &Path) -> Result<Option<PathBuf>, String> {
        let folders = below.ancestors().skip(1).filter(|it| !it.as_os_str().is_empty());
        let folders: Vec<String> = folders.map(shown).collect();
        if folders.is_empty() {
            return Ok(None);
        }
        let mut words = vec!["ls-tree", "-z", "--full-tree", self.name, "--"];
        words.extend(folders.iter().map(String::as_str));
        let listing = git(self.top, &words)?;
        let listing = String::from_utf8_lossy(&listing);
        let links = listing.split('\0').filter_map(|entry| {
            let (head, path) = entry.split_once('\t')?;
            head.starts_with(LINK_MODE).then_some(path)
        });
        Ok(links.min_by_key(|path| path.len()).map(PathBuf::from))
    }
}

/// The mode of a symbolic link in a tree of Git.
const LINK_MODE: &str = "120000 ";

/// Formats a path of the repository as Git does.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

#[cfg(unix)]
fn replace_link(link: &Path, target: &Path) -> std::io::Result<()> {
    fs::remove_file(link)?;
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn replace_link(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other("it is absolute"))
}

/// Lists the symbolic links at or below a path.
fn links(path: &Path) -> Vec<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(it) if it.is_symlink() => vec![path.to_owned()],
        Ok(it) if it.is_dir() => {
            let entries = fs::read_dir(path).into_iter().flatten().flatten();
            let mut below: Vec<PathBuf> = entries.flat_map(|entry| links(&entry.path())).collect();
            below.sort_unstable();
            below
        }
        _ => Vec::new(),
    }
}

/// Normalizes a path without `.` and `..`.
fn normalized(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
