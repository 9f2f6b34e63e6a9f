//! The record of decisions: which block was kept or dropped, by how much, and why. Recording changes nothing: with or
//! without it the article is the same.

/// What was decided on a page, in the order of its text.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Trace {
    /// One entry for each run of visible text.
    pub decisions: Vec<Decision>,
    /// Choices between disagreeing values of a metadata field, in words.
    pub notes: Vec<String>,
}

/// The decision on one run of visible text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Decision {
    /// The stage that decided: `classify`, or `selector` for a selector of the caller.
    pub stage: &'static str,
    /// Where the run stands: the element and those around it with their classes, innermost first.
    pub place: String,
    /// What it is in the structure of the page: `paragraph`, `heading`, `item`, `cell`, `caption`, `code`, `quote`, `image`,
    /// `formula`, `definition` or `control`.
    pub role: &'static str,
    /// The whole text; of an image the alternative text, else the address.
    pub text: String,
    /// Whether it is in the body.
    pub kept: bool,
    /// The score in log-odds: 0 is as likely body as not, 2 is body in seven of eight cases. What a block is taken for depends on
    /// the page too: the body is the best of several choices of blocks.
    pub score: f32,
    /// The strongest reasons, strongest first.
    pub reasons: Vec<Reason>,
}

/// A fact that has moved a decision.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Reason {
    /// The fact, in words.
    pub fact: &'static str,
    /// Its value for this block; 1 for facts that are true or not.
    pub value: f32,
    /// By how much it has moved the score, in log-odds: what the branches that ask for it have added, exactly. 0 for what was
    /// decided outside the model.
    pub moved: f32,
}

impl Reason {
    /// What a rule says.
    pub(crate) fn rule(fact: &'static str) -> Reason {
        Reason {
            fact,
            value: 1.0,
            moved: 0.0,
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.moved == 0.0 {
            return f.write_str(self.fact);
        }
        write!(f, "{} = {:.3} ({:+.2})", self.fact, self.value, self.moved)
    }
}
