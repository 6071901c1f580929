//! Reading templates, and what can be wrong with them.

use super::{Field, LEFT_OUT, Piece, Template};

/// Something wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateProblem {
    /// Where it begins, in characters from 0.
    pub at: usize,
    /// What it is.
    pub kind: ProblemKind,
}

/// What can be wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// No field has that name.
    UnknownField {
        /// The name as written.
        name: String,
        /// The name that may have been meant.
        nearest: Option<&'static str>,
    },
    /// Braces with nothing between them.
    NoName,
    /// A brace that is opened and not closed on its line.
    UnclosedBrace,
    /// A brace that is closed and was not opened.
    StrayBrace,
    /// A part that is begun and not ended.
    UnclosedPart {
        /// What it asks about.
        field: Field,
    },
    /// The end of a part that was not begun, or of another than the one begun last.
    StrayEnd,
    /// More than [`Template::MAX_CHARS`].
    TooLong {
        /// How many characters it has.
        chars: usize,
    },
}

/// The pieces of a template, or everything that is wrong with it.
pub(super) fn parse(source: &str) -> Result<Vec<Piece>, Vec<TemplateProblem>> {
    let chars = source.chars().count();
    if chars > Template::MAX_CHARS {
        let kind = ProblemKind::TooLong { chars };
        return Err(vec![TemplateProblem { at: Template::MAX_CHARS, kind }]);
    }
    let mut reader = Reader::default();
    reader.read(source);
    reader.finish()
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    text: String,
    /// Where parts begin that are not ended yet, and what they ask about where it is known.
    open: Vec<(usize, Option<Field>)>,
    problems: Vec<TemplateProblem>,
}

impl Reader {
    fn read(&mut self, source: &str) {
        let mut rest = source;
        let mut at = 0;
        while let Some(first) = rest.chars().next() {
            let read = match first {
                '{' if rest.starts_with("{{") => {
                    self.text.push('{');
                    2
                }
                '}' if rest.starts_with("}}") => {
                    self.text.push('}');
                    2
                }
                '{' => self.braces(at, rest),
                '}' => {
                    self.refuse(at, ProblemKind::StrayBrace);
                    1
                }
                '\r' | LEFT_OUT => 1,
                letter => {
                    self.text.push(letter);
                    letter.len_utf8()
                }
            };
            at += rest[..read].chars().count();
            rest = &rest[read..];
        }
    }

    /// Reads what begins with a brace; how many bytes it takes.
    fn braces(&mut self, at: usize, rest: &str) -> usize {
        let end = match rest[1..].find(['{', '}', '\n']) {
            Some(end) if rest[1 + end..].starts_with('}') => 1 + end,
            _ => {
                self.refuse(at, ProblemKind::UnclosedBrace);
                return 1;
            }
        };
        let inside = rest[1..end].trim();
        let (sign, name) = match inside.chars().next() {
            Some(sign @ ('?' | '!' | '/')) => (Some(sign), inside[1..].trim()),
            _ => (None, inside),
        };
        if sign == Some('/') {
            self.end(at, name);
            return end + 1;
        }
        let known = Field::named(name);
        match known {
            None if name.is_empty() => self.refuse(at, ProblemKind::NoName),
            None => {
                let nearest = Field::nearest(name).map(|(_, name)| name);
                let name = name.to_owned();
                self.refuse(at, ProblemKind::UnknownField { name, nearest });
            }
            Some(_) => {}
        }
        match (sign, known) {
            (None, Some(field)) => self.push(Piece::Field(field)),
            (None, None) => {}
            (Some(sign), Some(field)) => {
                self.open.push((at, known));
                self.push(Piece::If { field, says: sign == '?' });
            }
            // A part about nothing known is still a part: its end is no other problem.
            (Some(_), None) => self.open.push((at, None)),
        }
        end + 1
    }

    /// Ends the part begun last, which may be named.
    fn end(&mut self, at: usize, name: &str) {
        match self.open.last() {
            Some((_, begun)) if name.is_empty() || Field::named(name) == *begun => {
                self.open.pop();
                self.push(Piece::End);
            }
            _ => self.refuse(at, ProblemKind::StrayEnd),
        }
    }

    fn push(&mut self, piece: Piece) {
        self.end_text();
        self.pieces.push(piece);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.text)));
        }
    }

    fn refuse(&mut self, at: usize, kind: ProblemKind) {
        self.problems.push(TemplateProblem { at, kind });
    }

    fn finish(mut self) -> Result<Vec<Piece>, Vec<TemplateProblem>> {
        self.end_text();
        for (at, field) in std::mem::take(&mut self.open) {
            if let Some(field) = field {
                self.refuse(at, ProblemKind::UnclosedPart { field });
            }
        }
        if self.problems.is_empty() {
            return Ok(self.pieces);
        }
        self.problems.sort_by_key(|problem| problem.at);
        Err(self.problems)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn problems(source: &str) -> Vec<(usize, ProblemKind)> {
        let problems = Template::parse(source).unwrap_err();
        problems.into_iter().map(|problem| (problem.at, problem.kind)).collect()
    }

    fn unknown(name: &str, nearest: Option<&'static str>) -> ProblemKind {
        ProblemKind::UnknownField { name: name.to_owned(), nearest }
    }

    #[test]
    fn everything_that_is_wrong_is_named_with_its_place() {
        assert_eq!(problems("Señor {clente}"), [(6, unknown("clente", Some("cliente")))]);
        assert_eq!(problems("ñ{ }"), [(1, ProblemKind::NoName)]);
        assert_eq!(problems("{?}x{/}"), [(0, ProblemKind::NoName)]);
        assert_eq!(problems("aé{total"), [(2, ProblemKind::UnclosedBrace)]);
        assert_eq!(
            problems("a{tot\nal}"),
            [(1, ProblemKind::UnclosedBrace), (8, ProblemKind::StrayBrace)]
        );
        assert_eq!(problems("{a {total}"), [(0, ProblemKind::UnclosedBrace)]);
        assert_eq!(problems("total}"), [(5, ProblemKind::StrayBrace)]);
        assert_eq!(
            problems("é{?total}x"),
            [(1, ProblemKind::UnclosedPart { field: Field::Total })]
        );
        assert_eq!(problems("x{/}"), [(1, ProblemKind::StrayEnd)]);
        let crossed = "{?total}{?dias}{/total}{/}{/}";
        assert_eq!(problems(crossed), [(15, ProblemKind::StrayEnd)]);
    }

    #[test]
    fn several_problems_come_in_the_order_of_the_text() {
        let found = problems("{?telefono}{x}{/} {?total} {");
        assert_eq!(
            found,
            [
                (0, unknown("telefono", None)),
                (11, unknown("x", None)),
                (18, ProblemKind::UnclosedPart { field: Field::Total }),
                (27, ProblemKind::UnclosedBrace),
            ]
        );
    }

    #[test]
    fn a_text_without_end_is_refused() {
        let long = "ñ".repeat(Template::MAX_CHARS + 1);
        let chars = Template::MAX_CHARS + 1;
        assert_eq!(problems(&long), [(Template::MAX_CHARS, ProblemKind::TooLong { chars })]);
        assert!(Template::parse(&long[2..]).is_ok());
    }

    #[test]
    fn no_text_makes_the_reader_stumble() {
        // All short texts over the signs that mean something.
        let signs = ['{', '}', '?', '/', 'é', '\n'];
        for number in 0..signs.len().pow(5) {
            let text: String =
                (0..5).map(|place| signs[number / signs.len().pow(place) % signs.len()]).collect();
            if let Err(problems) = Template::parse(&text) {
                assert!(problems.iter().all(|problem| problem.at < 5), "{text:?}");
            }
        }
    }
}
