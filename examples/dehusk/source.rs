//! The pages that are to be done, in order: all of the input, but for those that the output of an earlier run holds.

use crate::args::Args;
use crate::input::{self, Job, Reading};
use crate::names::Names;
use crate::output::{self, Done};

/// A page that is to be cleaned and written.
pub struct Task {
    pub job: Job,
    /// The name of its file, where each page has one. Names are given out in the order of the input, to skipped pages too, so
    /// that a page has the same name in every run.
    pub name: Option<String>,
}

/// The tasks of a run.
pub fn tasks<'a>(
    args: &'a Args,
    reading: &'a Reading,
    mut done: Done,
) -> impl Iterator<Item = Task> + Send + 'a {
    let gets_files = args.output.is_some() && args.output_file().is_none();
    let mut names = gets_files.then(Names::default);
    input::jobs(args, reading)
        .map(move |job| {
            let name = names.as_mut().map(|names| names.next(&job.id));
            let name = name.map(|name| output::file_name(&name, args.format()));
            Task { job, name }
        })
        .filter(move |task| match (&mut done, &task.name) {
            (Done::Nothing, _) => true,
            (Done::Records(held), _) => !held.take(&task.job.id),
            (Done::Files(folder), Some(name)) => !folder.join(name).exists(),
            (Done::Files(_), None) => true,
        })
}
