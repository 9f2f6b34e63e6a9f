//! What happens when a page meets a bound: it is noted which one, and the page goes on with what there is. The bounds themselves
//! are [`Limits`](crate::Limits).

use std::time::{Duration, Instant};

/// A bound that cut a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Bound {
    /// The end of the input was not read: [`Limits::input_bytes`](crate::Limits::input_bytes).
    Input,
    /// Elements were nested too deeply; their text stands in the deepest element that there is:
    /// [`Limits::depth`](crate::Limits::depth).
    Depth,
    /// There were too many elements or blocks, in all or for the size of the page; further text is kept, its structure is not:
    /// [`Limits::nodes`](crate::Limits::nodes). Or they were too many for a selector of the caller that looks at all siblings or
    /// at all that an element holds, as `a ~ b` and `:has(a)` do; it was matched as far as it went.
    Nodes,
    /// A tag had too many attributes, more than 256, or the page, more than one for every eight bytes of it (65,536 at least); those behind
    /// were not read.
    Attributes,
    /// The end of the body was left out: [`Limits::output_bytes`](crate::Limits::output_bytes).
    Output,
    /// The end of the page was not read, not repaired, or not judged: [`Limits::time`](crate::Limits::time).
    Time,
}

impl Bound {
    const ALL: [Bound; 6] = [
        Bound::Input,
        Bound::Depth,
        Bound::Nodes,
        Bound::Attributes,
        Bound::Output,
        Bound::Time,
    ];

    /// Its name, `input`, `depth`, …
    pub fn as_str(self) -> &'static str {
        match self {
            Bound::Input => "input",
            Bound::Depth => "depth",
            Bound::Nodes => "nodes",
            Bound::Attributes => "attributes",
            Bound::Output => "output",
            Bound::Time => "time",
        }
    }
}

/// A set of bounds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cuts(u8);

impl Cuts {
    pub(crate) fn add(&mut self, bound: Bound) {
        self.0 |= 1 << bound as u8;
    }

    pub(crate) fn has(self, bound: Bound) -> bool {
        self.0 & 1 << bound as u8 != 0
    }

    pub(crate) fn with(mut self, other: Cuts) -> Cuts {
        self.0 |= other.0;
        self
    }

    /// The bounds, in the order of their stages.
    pub(crate) fn list(self) -> Vec<Bound> {
        let all = Bound::ALL.into_iter();
        all.filter(|&bound| self.has(bound)).collect()
    }
}

/// When a page has had its time. Stages ask while they work, and stop where they are. Each has a share of the time, since those
/// behind it work on what it leaves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Deadline {
    time: Option<(Instant, Duration)>,
}

/// The share of the time within which a stage is to end, of 100.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Share {
    Decode = 15,
    Repair = 25,
    Parse = 40,
    Blocks = 55,
    Metadata = 75,
    Classify = 100,
}

impl Deadline {
    /// Starts the time of a page; none is no deadline.
    pub(crate) fn start(time: Option<Duration>) -> Deadline {
        Deadline {
            time: time.map(|time| (Instant::now(), time)),
        }
    }

    /// Whether a stage is to stop.
    pub(crate) fn is_over(&self, share: Share) -> bool {
        self.time
            .is_some_and(|(start, time)| start.elapsed() >= time * (share as u32) / 100)
    }

    /// Looks at the time for a stage that does its work in small pieces.
    pub(crate) fn pace(&self, share: Share) -> Pace<'_> {
        Pace {
            deadline: self,
            share,
            done: 0,
            is_over: false,
        }
    }
}

/// The time of a stage that works in small pieces, looked at as seldom as they are small.
#[derive(Debug)]
pub(crate) struct Pace<'a> {
    deadline: &'a Deadline,
    share: Share,
    /// Bytes that were worked on since the last look.
    done: usize,
    is_over: bool,
}

impl Pace<'_> {
    /// Bytes between two looks at the clock, which take as long as a hundred bytes of the fastest work. The slowest work takes
    /// ten milliseconds for as many.
    const BYTES: usize = 16 << 10;

    /// Notes that so many bytes are about to be worked on; tells whether there is no time for them.
    pub(crate) fn is_over_for(&mut self, bytes: usize) -> bool {
        self.done += bytes;
        if self.done >= Pace::BYTES {
            self.look();
        }
        self.is_over
    }

    /// Looks at the clock; tells whether the stage is to stop.
    pub(crate) fn look(&mut self) -> bool {
        self.done = 0;
        self.is_over = self.is_over || self.deadline.is_over(self.share);
        self.is_over
    }

    /// Whether the stage was told to stop.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }
}

/// Adds to a list that may become as long as the page. Doubling would take up to twice what is needed, and three times while the
/// list moves.
pub(crate) fn push<T>(list: &mut Vec<T>, item: T) {
    make_room(list, 1);
    list.push(item);
}

/// Adds several.
pub(crate) fn extend<T: Copy>(list: &mut Vec<T>, items: &[T]) {
    make_room(list, items.len());
    list.extend_from_slice(items);
}

/// A list with room for about so many items: as much as it would have if it had grown to them, so that the guess decides how
/// often it moves and not how much it takes when it has moved last.
pub(crate) fn with_room<T>(items: usize) -> Vec<T> {
    let mut room = DOUBLED;
    while room < items {
        room += room / 8;
    }
    Vec::with_capacity(if items < DOUBLED { items } else { room })
}

fn make_room<T>(list: &mut Vec<T>, items: usize) {
    if list.len() + items > list.capacity() && list.len() >= DOUBLED {
        list.reserve_exact(items.max(list.len() / 8));
    }
}

/// Items up to which a list grows by doubling, which moves it less often.
const DOUBLED: usize = 1 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_listed_once_and_in_order() {
        let mut cuts = Cuts::default();
        assert_eq!(cuts.list(), []);
        for bound in [Bound::Time, Bound::Depth, Bound::Time] {
            cuts.add(bound);
        }
        let mut input = Cuts::default();
        input.add(Bound::Input);
        let all = [Bound::Input, Bound::Depth, Bound::Time];
        assert_eq!(cuts.with(input).list(), all);
        for (i, bound) in Bound::ALL.into_iter().enumerate() {
            assert_eq!(bound as usize, i);
        }
    }

    #[test]
    fn the_clock_is_looked_at_after_so_much_work() {
        let now = Deadline::start(Some(Duration::ZERO));
        let mut pace = now.pace(Share::Repair);
        assert!(!pace.is_over_for(Pace::BYTES - 1));
        assert!(pace.is_over_for(1) && pace.is_over());
        let never = Deadline::default();
        let mut pace = never.pace(Share::Repair);
        assert!(!pace.is_over_for(Pace::BYTES) && !pace.look());
    }

    #[test]
    fn shares_of_the_time_end_one_after_the_other() {
        let never = Deadline::start(None);
        assert!(!never.is_over(Share::Repair));
        let now = Deadline::start(Some(Duration::ZERO));
        assert!(now.is_over(Share::Classify));
        let later = Deadline::start(Some(Duration::from_secs(3_600)));
        assert!(!later.is_over(Share::Repair));
    }
}
