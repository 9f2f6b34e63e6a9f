//! What the walk adds to the block that is being collected: text, line breaks, images, formulas.

use super::Builder;
use crate::article::Style;
use crate::block::text::OpenMark;
use crate::block::{Role, code, formula, image, inline, markup};
use crate::dom::{Element, NodeId};

/// Images in a block after which another begins.
const IMAGES_OF_A_BLOCK: usize = 1_000;

impl Builder<'_> {
    /// Adds a text node. White space between lines of code that are elements of their own is the layout of the source.
    pub(super) fn add_text_node(&mut self, id: NodeId, text: &str) {
        let is_line = |node: Option<NodeId>| {
            node.and_then(|node| self.dom.element(node))
                .is_some_and(|element| code::is_row(markup::tag(element)))
        };
        let is_layout = self.top().code.is_some()
            && text.trim().is_empty()
            && (is_line(self.dom.previous_sibling(id)) || is_line(self.dom.next_sibling(id)));
        if !is_layout {
            self.add_text(text);
        }
    }

    /// Adds text whose line ends count.
    fn add_lines(&mut self, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.line_break();
            }
            if !line.trim().is_empty() {
                self.add_text(line);
            }
        }
    }

    /// Ends a line of code that is an element of its own.
    pub(super) fn end_code_line(&mut self) {
        if self.block.is_some() && !self.text.is_empty() && !self.text.ends_line() {
            self.text.push_exact("\n");
        }
    }

    /// Adds the reading of ruby text, in brackets behind its base.
    pub(super) fn add_reading(&mut self, id: NodeId) {
        let reading = self.dom.text_content(id);
        let reading = reading.trim();
        if !reading.is_empty() && !self.text.is_empty() {
            self.text.push(&format!("({reading})"));
        }
    }

    /// Takes in a formula that a program has drawn, and nothing of the drawing; says whether there is one.
    pub(super) fn take_drawn_formula(&mut self, id: NodeId) -> bool {
        if formula::source_follows(self.dom, id) {
            return true;
        }
        let Some(math) = formula::math_within(self.dom, id) else {
            return false;
        };
        let display = formula::is_display(self.dom, math);
        self.add_formula(&formula::tex_of_math(self.dom, math), display);
        true
    }

    fn add_text(&mut self, text: &str) {
        if self.top().code.is_some() {
            self.begin();
            // A space that does not break keeps an indent in place; to a compiler it is a stray character.
            self.text.push_exact(&text.replace('\u{a0}', " "));
            return;
        }
        if self.top().lines_count && text.contains('\n') {
            self.add_lines(text);
            return;
        }
        if self.text.ends_with_break() && markup::begins_with_indent(text) {
            self.flush();
        }
        if self.text.is_empty() && text.chars().all(|c| c.is_whitespace()) {
            return;
        }
        self.begin();
        if let Some((at, links)) = self.seam.take()
            && at == self.text.len()
            && inline::are_apart(self.text.text(), text, links)
            && !self.is_in_code()
        {
            self.text.push(" ");
        }
        self.text.push(text);
    }

    /// Whether the text is code within a line, where parts of a name may be set in different colours.
    fn is_in_code(&self) -> bool {
        let mut marks = self.opened.iter().filter_map(|opened| opened.mark.as_ref());
        marks.any(|mark| mark.style == Some(Style::Code))
    }

    fn begin(&mut self) {
        if self.block.is_none() {
            self.block = Some(self.top().clone());
        }
    }

    pub(super) fn line_break(&mut self) {
        if self.top().code.is_some() {
            self.begin();
            self.text.push_exact("\n");
        } else if self.text.ends_with_break() {
            self.flush();
        } else if !self.text.is_empty() {
            self.text.line_break();
        }
    }

    pub(super) fn add_image(&mut self, id: NodeId, element: Element<'_>) {
        if let Some(tex) = formula::tex_of_image(element) {
            let display = formula::is_display(self.dom, id);
            self.add_formula(tex, display);
            return;
        }
        let Some(image) = image::read(self.dom, id, element) else {
            return;
        };
        if self.is_full() {
            return;
        }
        let mut block = self.top().block_as(Role::Image);
        block.image = Some(Box::new(image));
        if self.text.is_empty() {
            self.push(block, Vec::new());
        } else {
            self.images.push(block);
        }
        // They stand behind the block that they are in, and a second list of thousands would take as much as the first.
        if self.images.len() == IMAGES_OF_A_BLOCK {
            self.flush();
        }
    }

    /// Adds a formula. One that has just been added is shown twice: as MathML and as an image of it.
    pub(super) fn add_formula(&mut self, tex: &str, display: bool) {
        let tex = crate::normalize::inline(tex);
        if tex.is_empty() {
            return;
        }
        if display && !self.is_full() {
            self.flush();
            let last = self.page.blocks.last();
            if last.is_some_and(|last| last.role == Role::Formula && last.text == tex) {
                return;
            }
            let mut block = self.top().block_as(Role::Formula);
            block.text = tex.into_owned();
            self.push(block, Vec::new());
            return;
        }
        if self.formula_end == Some(self.text.len()) && self.text.text().ends_with(&*tex) {
            return;
        }
        self.begin();
        let start = self.text.len();
        self.text.push(&tex);
        let formula = OpenMark {
            style: Some(Style::Formula),
            is_link: false,
            start,
        };
        self.text.close(formula, &mut self.address_bytes);
        self.formula_end = Some(self.text.len());
    }
}
