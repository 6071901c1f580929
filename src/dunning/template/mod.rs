//! Texts with fields to fill in: a small language that cannot do anything but that.
//!
//! | written | means |
//! | --- | --- |
//! | `{cliente}`, `{customer}` | a field, by its Spanish or its English name |
//! | `{?contacto}…{/}` | the part between, where the field says something |
//! | `{!contacto}…{/}` | the part between, where the field is empty |
//! | `{{`, `}}` | a brace |
//!
//! Case, accents and signs in a name do not matter: `{Cómo pagar}` is `{como_pagar}`. A
//! line on which nothing is left because its fields are empty vanishes. What is filled in
//! is never read as a template again.

mod field;
mod parse;
mod values;

pub use field::Field;
pub use parse::{ProblemKind, TemplateProblem};
pub use values::Values;

/// A text that was read and can be filled in.
///
/// ```
/// use cartera::dunning::template::{Field, Template, Values};
/// use cartera::text::Lang;
/// let template = Template::parse("Buen día{?contacto}, {contacto}{/}:").unwrap();
/// let mut values = Values::new(Lang::Es);
/// assert_eq!(template.fill(&values), "Buen día:");
/// values.set(Field::Contact, "Rosa Vega");
/// assert_eq!(template.fill(&values), "Buen día, Rosa Vega:");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field),
    /// Begins a part that is there when the field `says` something, or when it does not.
    If {
        field: Field,
        says: bool,
    },
    /// Ends the part begun last.
    End,
}

/// Stands where something was left out, so that an emptied line can be told from one that
/// the author left blank. It is in no text: values and templates lose it when read.
const LEFT_OUT: char = '\u{0}';

impl Template {
    /// The longest text that is read, in characters.
    pub const MAX_CHARS: usize = 10_000;

    /// Reads a text.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text: fields that do not
    /// exist, braces and parts that are not closed, and texts that are too long.
    pub fn parse(source: &str) -> Result<Self, Vec<TemplateProblem>> {
        parse::parse(source).map(|pieces| Self { pieces })
    }

    /// The text with its fields filled in. Lines end in `\n`, without blanks before it;
    /// blank lines never follow one another.
    pub fn fill(&self, values: &Values) -> String {
        let mut text = String::new();
        // Depth of parts that are left out; those that are there need no count.
        let mut left_out = 0_usize;
        for piece in &self.pieces {
            match piece {
                Piece::If { .. } if left_out > 0 => left_out += 1,
                Piece::End if left_out > 0 => left_out -= 1,
                _ if left_out > 0 => {}
                Piece::Text(words) => text.push_str(words),
                Piece::Field(field) => match values.get(*field) {
                    "" => text.push(LEFT_OUT),
                    words => text.push_str(words),
                },
                Piece::If { field, says } => {
                    text.push(LEFT_OUT);
                    left_out = usize::from(values.get(*field).is_empty() == *says);
                }
                Piece::End => text.push(LEFT_OUT),
            }
        }
        tidy(&text)
    }

    /// The fields that leave a hole: used where it was not asked whether they say
    /// anything, and empty. Each once, in the order of the text.
    pub fn holes(&self, values: &Values) -> Vec<Field> {
        let mut holes = Vec::new();
        // Which fields each open part asks for, and whether it is there.
        let mut open: Vec<bool> = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::If { field, says } => {
                    open.push(values.get(*field).is_empty() != *says);
                }
                Piece::End => drop(open.pop()),
                Piece::Field(field) => {
                    let there = open.iter().all(|there| *there);
                    if there && values.get(*field).is_empty() && !holes.contains(field) {
                        holes.push(*field);
                    }
                }
                Piece::Text(_) => {}
            }
        }
        holes
    }

    /// Whether a field is filled in anywhere.
    pub fn uses(&self, field: Field) -> bool {
        self.pieces.contains(&Piece::Field(field))
    }
}

/// Drops the lines on which nothing is left, blanks at the ends of lines, and all but one
/// of several blank lines.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut blank_before = true;
    for line in text.lines() {
        let emptied = line.contains(LEFT_OUT);
        let words = line.trim_matches(|c: char| c == LEFT_OUT || c.is_whitespace());
        if words.is_empty() {
            if !emptied && !blank_before {
                tidied.push('\n');
                blank_before = true;
            }
            continue;
        }
        // Blanks at the beginning are the author's: a table may be indented.
        let line = line.trim_end_matches(|c: char| c == LEFT_OUT || c.is_whitespace());
        tidied.extend(line.chars().filter(|c| *c != LEFT_OUT));
        tidied.push('\n');
        blank_before = false;
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::Lang;

    fn filled(source: &str, fields: &[(Field, &str)]) -> String {
        let mut values = Values::new(Lang::Es);
        for (field, words) in fields {
            values.set(*field, words);
        }
        Template::parse(source).unwrap().fill(&values)
    }

    #[test]
    fn either_name_of_a_field_is_filled_in() {
        let fields = [(Field::Customer, "Andina"), (Field::HowToPay, "Banco")];
        let text = "{cliente} {customer} {CLIENTE} {Cómo pagar} { how_to_pay }";
        assert_eq!(filled(text, &fields), "Andina Andina Andina Banco Banco");
    }

    #[test]
    fn a_part_is_there_when_its_field_says_something() {
        let text = "A{?contacto} {contacto}{!total}, sin total{/}{/}{!contacto} nadie{/}.";
        assert_eq!(filled(text, &[]), "A nadie.");
        assert_eq!(filled(text, &[(Field::Contact, "Rosa")]), "A Rosa, sin total.");
        assert_eq!(filled(text, &[(Field::Contact, "Rosa"), (Field::Total, "1")]), "A Rosa.");
        let named = "{?contacto}{?total}x{/total}y{/contacto}";
        assert_eq!(filled(named, &[(Field::Contact, "Rosa")]), "y");
    }

    #[test]
    fn a_line_that_is_left_empty_vanishes_and_a_blank_one_stays() {
        let text = "Atentamente,\n{responsable}\n{empresa}";
        assert_eq!(filled(text, &[(Field::Firm, "Andina")]), "Atentamente,\nAndina");
        let block = "Uno\n\n{?contacto}\n{contacto}\n{/}\n\nDos  \n\n\nTres\n{promesa}\n";
        assert_eq!(filled(block, &[]), "Uno\n\nDos\n\nTres");
        let shown = filled(block, &[(Field::Contact, "Rosa")]);
        assert_eq!(shown, "Uno\n\nRosa\n\nDos\n\nTres");
        assert_eq!(filled("  sangría\n{promesa}", &[]), "  sangría");
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let fields = [(Field::Customer, "{total} {{x}} {?y}"), (Field::Total, "9")];
        assert_eq!(filled("{cliente}, {{{total}}}", &fields), "{total} {{x}} {?y}, {9}");
    }

    #[test]
    fn holes_are_fields_that_nobody_asked_about() {
        let template = Template::parse(
            "{cliente} {empresa} {?contacto}{contacto}{/}{!contacto}{responsable}{/} {empresa} \
             {?promesa}{prometido}{/}",
        )
        .unwrap();
        let mut values = Values::new(Lang::Es);
        assert_eq!(
            template.holes(&values),
            [Field::Customer, Field::Firm, Field::Responsible],
            "each once; nothing inside a part that is left out"
        );
        values.set(Field::Customer, "Andina");
        values.set(Field::Contact, "Rosa");
        values.set(Field::Promise, "mañana");
        assert_eq!(template.holes(&values), [Field::Firm, Field::Promised]);
        assert!(template.uses(Field::Promised) && !template.uses(Field::Promise));
    }
}
