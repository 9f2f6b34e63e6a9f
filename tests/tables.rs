//! The tables of the repair are what their generator makes. It is Python and needs four packages, at the versions that it
//! names; where they are not installed this test says so. `PYTHON` names another interpreter than `python3`.

use std::process::Command;

/// Exit status of the generator when a package is missing or has another version.
const NO_PACKAGES: i32 = 3;

#[test]
fn repair_tables_are_what_the_generator_makes() {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/repair/tables.py");
    let Ok(output) = Command::new(python).args([script, "--check"]).output() else {
        eprintln!("there is no Python: the tables were not compared");
        return;
    };
    let message = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(NO_PACKAGES) {
        eprintln!("the tables were not compared: {message}");
        return;
    }
    assert!(output.status.success(), "{message}");
}
