//! File names made of ids. No name leads out of its folder, and no two pages get the same one.

use std::collections::HashMap;

/// Bytes of a file name that come from the id. File systems take 255; the number of a repeated name, the extension, and what
/// is appended for a temporary file must fit too.
const LONGEST: usize = 180;

/// Names that mean devices on Windows, whatever their extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// Beginnings of more of them, which a digit follows.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Gives names out. The same ids in the same order get the same names, so that a second run finds what the first has written.
#[derive(Default)]
pub struct Names {
    /// For each name that was given out, in lower case, the number last tried for it: some file systems do not tell `A`
    /// from `a`.
    taken: HashMap<String, usize>,
}

impl Names {
    /// The name for the next page of this id: `a_b.html` for `a/b.html`, and `a_b.html-2` for the next id that would get the
    /// same.
    pub fn next(&mut self, id: &str) -> String {
        let base = safe_name(id);
        let mut name = base.clone();
        let mut number = self.taken.get(&base.to_lowercase()).copied().unwrap_or(0);
        loop {
            if number > 0 {
                name = format!("{base}-{}", number + 1);
            }
            number += 1;
            if number == 1 || !self.taken.contains_key(&name.to_lowercase()) {
                break;
            }
        }
        self.taken.insert(base.to_lowercase(), number);
        self.taken.entry(name.to_lowercase()).or_insert(1);
        name
    }
}

/// Letters, digits and a few marks stay; everything else, path separators above all, becomes `_`. The name does not begin
/// with a dot, so it is neither hidden nor `..`, and it is no device.
fn safe_name(id: &str) -> String {
    let mut name = String::new();
    for c in id.trim_start_matches(['/', '\\', '.']).chars() {
        let safe = c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | '+' | ',');
        let c = if safe { c } else { '_' };
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    if name.is_empty() || is_device(&name) {
        name.insert(0, '_');
    }
    name
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.to_ascii_lowercase();
    let numbered = NUMBERED_DEVICES.iter().any(|device| {
        stem.strip_prefix(device)
            .is_some_and(|number| number.chars().count() == 1)
    });
    numbered || DEVICES.contains(&stem.as_str())
}
