//! The files of a folder and the folders in it, in order of path. Hidden ones are left out, links to folders too, for they may
//! lead in circles.

use crate::input::{Job, failed};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub struct Walk {
    /// Entries still to be visited, the next one last.
    ahead: Vec<PathBuf>,
    /// Whether the folder that was given is still to be visited. It alone may be a link.
    first: bool,
}

impl Walk {
    pub fn new(folder: PathBuf) -> Walk {
        Walk {
            ahead: vec![folder],
            first: true,
        }
    }

    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<PathBuf>>>()?;
        entries.retain(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        });
        entries.sort_unstable_by(|a, b| b.cmp(a));
        self.ahead.append(&mut entries);
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Job>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(path) = self.ahead.pop() {
            let kind = if std::mem::take(&mut self.first) {
                fs::metadata(&path)
            } else {
                fs::symlink_metadata(&path)
            };
            let visited = kind.and_then(|kind| {
                if kind.is_dir() {
                    self.enter(&path).map(|()| false)
                } else {
                    // A link to a file is a page; a socket or a link to a folder is not.
                    Ok(kind.is_file() || fs::metadata(&path)?.is_file())
                }
            });
            match visited {
                Ok(true) => return Some(Ok(path)),
                Ok(false) => {}
                Err(error) => {
                    return Some(Err(failed(path.display().to_string(), error.to_string())));
                }
            }
        }
        None
    }
}
