//! The options that bound what one page may cost.

use clap::Args;
use dehusk::Limits;
use std::num::NonZeroUsize;
use std::time::Duration;

/// Bounds on one page. What lies beyond is left out or flattened, and the field `cut_by` of JSON says which bounds were met.
#[derive(Debug, Args)]
pub struct LimitOptions {
    /// Bytes of a page that are read [default: 67108864]
    #[arg(long, value_name = "N")]
    max_bytes_per_page: Option<NonZeroUsize>,

    /// Elements that may stand in each other; the text of deeper ones is kept [default: 256]
    #[arg(long, value_name = "N")]
    max_depth: Option<NonZeroUsize>,

    /// Nodes that the tree of a page may have; further text is kept without its markup [default: 4000000]
    #[arg(long, value_name = "N")]
    max_nodes: Option<NonZeroUsize>,

    /// Bytes of text that a body may have [default: 67108864]
    #[arg(long, value_name = "N")]
    max_output_bytes: Option<NonZeroUsize>,

    /// Seconds for a page, such as 2.5: what is not done by then is left out [default: no bound, so that the same input always
    /// gives the same output]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    max_seconds_per_page: Option<Duration>,

    /// Report a page that a bound cuts as one that could not be read
    #[arg(long)]
    pub whole: bool,
}

impl LimitOptions {
    /// The bounds, with the usual ones where no option says otherwise.
    pub fn get(&self) -> Limits {
        let mut limits = Limits::default();
        let set = |limit: &mut usize, option: Option<NonZeroUsize>| {
            *limit = option.map_or(*limit, NonZeroUsize::get);
        };
        set(&mut limits.input_bytes, self.max_bytes_per_page);
        set(&mut limits.depth, self.max_depth);
        set(&mut limits.nodes, self.max_nodes);
        set(&mut limits.output_bytes, self.max_output_bytes);
        limits.time = self.max_seconds_per_page;
        limits
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().map_err(|_| "no number".to_owned())?;
    let time = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    match time.is_zero() {
        true => Err("no time at all".to_owned()),
        false => Ok(time),
    }
}
