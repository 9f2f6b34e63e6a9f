//! The model: forests trained on labelled pages (see `examples/train.rs`), in one file that is part of the crate.
//!
//! Layout: [`MAGIC`], then the sections, each a length (u32, little-endian) and so many bytes. The first is a text that says what
//! the model was trained on and how well it did, the others are the forests in the order of [`Model`].

use super::forest::Forest;

/// First bytes of the file; the number changes with the layout.
pub(crate) const MAGIC: &[u8] = b"dehusk model 2\n";

static BUILT_IN: &[u8] = include_bytes!("model.bin");

/// Forests, one for each question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Model {
    /// What the model was trained on.
    #[cfg_attr(
        not(any(test, feature = "training")),
        allow(dead_code, reason = "is for people")
    )]
    pub about: &'static str,
    /// Is a block of an HTML page body? By its features.
    pub blocks: Forest<'static>,
    /// Is a line of a flattened page body?
    pub lines: Forest<'static>,
    /// How good would this choice of blocks be?
    pub choice: Forest<'static>,
    /// Is the page of this kind? In the order of [`KINDS`](super::kind::KINDS).
    pub kinds: [Forest<'static>; 7],
}

impl Default for Model {
    /// The model that belongs to the crate. Costs a look at a few numbers. A test holds that the file is sound.
    fn default() -> Model {
        Model::open(BUILT_IN).unwrap_or(Model::EMPTY)
    }
}

impl Model {
    /// A model that knows nothing.
    const EMPTY: Model = Model {
        about: "",
        blocks: Forest::EMPTY,
        lines: Forest::EMPTY,
        choice: Forest::EMPTY,
        kinds: [Forest::EMPTY; 7],
    };

    /// Finds the forests in a file without looking at their trees; `None` if it is none of a model.
    fn open(bytes: &'static [u8]) -> Option<Model> {
        let mut sections = Sections(bytes.strip_prefix(MAGIC)?);
        let about = std::str::from_utf8(sections.next()?).ok()?;
        let mut forest = || Forest::open(sections.next()?);
        let mut model = Model {
            about,
            blocks: forest()?,
            lines: forest()?,
            choice: forest()?,
            ..Model::EMPTY
        };
        for kind in &mut model.kinds {
            *kind = forest()?;
        }
        Some(model)
    }

    /// Reads a model and looks at every tree; `None` if one cannot be walked.
    #[cfg(any(test, feature = "training"))]
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Model> {
        let model = Model::open(bytes)?;
        let mut forests = Sections(bytes.strip_prefix(MAGIC)?).skip(1);
        let sound =
            forests.all(|bytes| Forest::open(bytes).is_some_and(|forest| forest.is_sound(bytes)));
        sound.then_some(model)
    }
}

/// The sections of a file.
struct Sections<'a>(&'a [u8]);

impl<'a> Iterator for Sections<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (length, after) = self.0.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (section, after) = after.split_at_checked(length)?;
        self.0 = after;
        Some(section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::features;

    #[test]
    fn the_built_in_model_is_sound_and_fits_the_features() {
        let model = Model::read(BUILT_IN).expect("a model");
        let width = features::names().count();
        assert_eq!((model.blocks.width(), model.lines.width()), (width, width));
        assert!(model.about.contains("examples/train"));
        assert!(BUILT_IN.len() <= 400_000, "{} bytes", BUILT_IN.len());
    }
}
