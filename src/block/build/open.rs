//! Opening and closing the elements of a page: what an element changes for the text within it.

use super::class::OfClass;
use super::{Builder, marked};
use crate::article::Style;
use crate::block::frame::{Frame, Opened};
use crate::block::text::OpenMark;
use crate::block::{Container, callout, code, markup};
use crate::bounds;
use crate::dom::{Element, NodeId};
use crate::terms::classes;

impl<'a> Builder<'a> {
    /// Goes into an element; `is_block` if it begins and ends blocks.
    pub(super) fn open(
        &mut self,
        id: NodeId,
        element: Element<'a>,
        tag: &'static str,
        class: OfClass,
        is_block: bool,
    ) {
        if is_block {
            self.flush();
        }
        let is_code_line = self.top().code.is_some() && code::is_line(element, tag);
        if is_code_line {
            self.end_code_line();
        }
        let mut frame = self.frame(id, element, tag, class);
        if is_block {
            self.open_block(&mut frame, element, tag, class);
        }
        let mark = self.mark(id, element, tag);
        self.opened.push(Opened {
            is_block,
            is_code_line,
            mark,
        });
        self.stack.push(frame);
    }

    /// What holds for the text within an element, as it and those around it say.
    fn frame(
        &mut self,
        id: NodeId,
        element: Element<'_>,
        tag: &'static str,
        class: OfClass,
    ) -> Frame {
        let mut frame = self.top().child();
        frame.own = class.concepts;
        if let Some(id) = element.attr("id") {
            frame.own |= classes::read(id);
        }
        frame.read(element, tag);
        if let Some(mark) = self.marks.get(id.index()) {
            frame.inside |= marked(*mark);
        }
        self.structure(&mut frame, id, element, tag);
        if let Some(note) = self.notes.number(id) {
            frame.structure.note = Some(note);
        }
        frame
    }

    /// Enters into the frame of an element which list, table, figure, quotation or code it begins, or which part of one.
    fn structure(
        &mut self,
        frame: &mut Frame,
        id: NodeId,
        element: Element<'_>,
        tag: &'static str,
    ) {
        match tag {
            "ul" | "ol" | "menu" | "dir" => self.open_list(frame, element, tag),
            "li" => self.open_item(frame, element),
            "table" => {
                let is_code = self.top().code.is_some();
                frame.open_table(self.tables.number(id).filter(|_| !is_code));
                if !is_code && code::is_code_table(self.dom, id) {
                    frame.code = Some(code::language_around(self.dom, id));
                }
            }
            "pre" | "listing" | "xmp" | "plaintext" if frame.code == Some(None) => {
                frame.code = Some(code::language_around(self.dom, id));
            }
            "dl" => {
                self.definitions += 1;
                frame.structure.definition = Some((self.definitions, false));
            }
            "dt" | "dd" => {
                if let Some((_, is_term)) = &mut frame.structure.definition {
                    *is_term = tag == "dt";
                }
            }
            "figure" => {
                self.figures += 1;
                frame.structure.figure = Some(self.figures);
            }
            "tr" => self.next_row(frame),
            "td" | "th" => self.next_cell(frame, element, tag),
            "blockquote" if frame.quote.is_none() => {
                self.quotes += 1;
                frame.quote = Some(self.quotes);
                if !frame.in_item && !frame.in_cell {
                    frame.structure.quote = frame.quote;
                }
            }
            _ => {}
        }
    }

    /// Adds the container that an element is whose ends are those of blocks.
    fn open_block(
        &mut self,
        frame: &mut Frame,
        element: Element<'a>,
        tag: &'static str,
        class: OfClass,
    ) {
        if frame.structure.callout.is_none()
            && !(frame.in_item || frame.in_cell)
            && (class.is_special || element.attr("role").is_some())
            && let Some(kind) = callout::kind(element, tag)
        {
            self.callouts += 1;
            frame.structure.callout = Some((self.callouts, kind));
        }
        frame.container = self.page.containers.len();
        let parent = self.top().container;
        let container = Container {
            parent,
            depth: self.page.containers[parent].depth + 1,
            tag,
            own: frame.own,
            marked: markup::is_marked_body(element),
            first: self.page.blocks.len(),
            class: self.class_numbers.of(element, &mut self.numbered),
            ..Container::default()
        };
        bounds::push(&mut self.page.containers, container);
    }

    /// The mark that an element sets on its text: that it is a link, a mark of a note, bold.
    fn mark(&self, id: NodeId, element: Element<'_>, tag: &str) -> Option<OpenMark> {
        let note = self.notes.label_of(id);
        let note = note.map(|label| (Some(Style::Note(label.to_string())), true));
        let mark = note.or_else(|| markup::mark(element, tag, self.options.anchors));
        mark.map(|(style, is_link)| OpenMark {
            style,
            is_link,
            start: self.text.len(),
        })
    }

    /// Leaves the innermost element.
    pub(super) fn leave(&mut self) {
        let (Some(opened), Some(frame)) = (self.opened.pop(), self.stack.pop()) else {
            return;
        };
        if opened.is_code_line {
            self.end_code_line();
        }
        if opened.is_block {
            self.flush();
            self.page.containers[frame.container].end = self.page.blocks.len();
        }
        if let Some(mark) = opened.mark {
            self.text.close(mark, &mut self.address_bytes);
        }
    }
}
