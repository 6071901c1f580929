//! What the fields of a template are filled with.

use super::{Field, LEFT_OUT};
use crate::text::Lang;
use crate::text::format::NBSP;

/// Words for each field, in one language; empty where there is nothing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// The language of the words.
    pub lang: Lang,
    words: [String; Field::COUNT],
}

impl Values {
    /// Nothing to say yet.
    pub fn new(lang: Lang) -> Self {
        Self { lang, words: Default::default() }
    }

    /// The words of a field.
    pub fn get(&self, field: Field) -> &str {
        &self.words[field as usize]
    }

    /// Gives a field its words. Control characters are lost and blanks become plain ones,
    /// as messages are copied into programs that know no better; only fields that are
    /// several lines long keep their line breaks.
    pub fn set(&mut self, field: Field, words: &str) {
        let clean = words.trim().chars().filter_map(|c| match c {
            '\n' if field.is_long() => Some(c),
            '\n' | '\t' | NBSP => Some(' '),
            LEFT_OUT => None,
            c => (!c.is_control()).then_some(c),
        });
        self.words[field as usize] = clean.collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_plain_text() {
        let mut values = Values::new(Lang::Es);
        values.set(Field::Customer, " Comercial\nAndina\u{0}\u{7} \r\n");
        assert_eq!(values.get(Field::Customer), "Comercial Andina");
        values.set(Field::Total, "$\u{a0}1,000.00");
        assert_eq!(values.get(Field::Total), "$ 1,000.00");
        values.set(Field::HowToPay, "Banco del Valle\r\nCuenta 1");
        assert_eq!(values.get(Field::HowToPay), "Banco del Valle\nCuenta 1");
    }
}
