//! What a template can say.

use crate::text::Lang;
use crate::text::fold::fold_char;

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $es:literal, $en:literal;)+) => {
        /// A field of a template.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field {
            $($(#[$doc])* $field,)+
        }

        impl Field {
            /// All of them, in the order in which an editor lists them.
            pub const ALL: &[Self] = &[$(Self::$field),+];
        }

        /// Spanish and English name, in the order of the fields.
        const NAMES: &[(&str, &str)] = &[$(($es, $en)),+];
    };
}

fields! {
    /// The customer's name.
    Customer = "cliente", "customer";
    /// The name the customer signs with.
    LegalName = "razon_social", "legal_name";
    /// Whom the message is for at the customer's.
    Contact = "contacto", "contact";
    /// The creditor.
    Firm = "empresa", "firm";
    /// Who looks after the customer.
    Responsible = "responsable", "responsible";
    /// What is asked for, a line each.
    Items = "facturas", "items";
    /// The same as a table in plain text.
    Table = "tabla", "table";
    /// The numbers of the documents.
    Numbers = "numeros", "numbers";
    /// How many documents.
    Count = "cuantas", "count";
    /// What is open of them, by currency.
    Total = "total", "total";
    /// What is overdue of that, by currency.
    Overdue = "vencido", "overdue";
    /// What is not yet due of that, by currency.
    NotYetDue = "por_vencer", "not_yet_due";
    /// How late the oldest is.
    Days = "dias", "days";
    /// The first due date.
    Due = "vencimiento", "due";
    /// The day of the message.
    Today = "hoy", "today";
    /// By when an answer is asked for.
    Deadline = "plazo", "deadline";
    /// How to pay.
    HowToPay = "como_pagar", "how_to_pay";
    /// The agreed terms.
    Terms = "terminos", "terms";
    /// The day of the promise that is spoken of.
    Promise = "promesa", "promise";
    /// The amount of that promise.
    Promised = "prometido", "promised";
    /// Late interest worked out, by currency.
    Interest = "intereses", "interest";
    /// Unapplied credit, by currency.
    Unapplied = "saldo_a_favor", "unapplied";
}

impl Field {
    /// How many there are.
    pub(super) const COUNT: usize = Self::ALL.len();

    /// The name to write in a template of a language.
    pub fn name(self, lang: Lang) -> &'static str {
        let (spanish, english) = NAMES[self as usize];
        match lang {
            Lang::Es => spanish,
            Lang::En => english,
        }
    }

    /// The field of a name in either language; case, accents and signs do not matter.
    ///
    /// ```
    /// use cartera::dunning::template::Field;
    /// assert_eq!(Field::named("Días"), Some(Field::Days));
    /// assert_eq!(Field::named("how to pay"), Some(Field::HowToPay));
    /// assert_eq!(Field::named("cuenta"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let wanted = squash(name);
        let is_it = |field: &&Self| names(**field).iter().any(|name| squash(name) == wanted);
        Self::ALL.iter().find(is_it).copied()
    }

    /// The field whose name is nearest to one that does not exist, and that name; `None`
    /// where nothing is near: more than a third of the letters would have to change.
    pub fn nearest(name: &str) -> Option<(Self, &'static str)> {
        let wanted: Vec<char> = squash(name).chars().take(40).collect();
        let near = |field: Self| {
            names(field).map(|name| {
                let letters: Vec<char> = squash(name).chars().collect();
                let begins = wanted.len() >= 3 && letters.starts_with(&wanted);
                let most = letters.len().max(wanted.len()).div_ceil(3);
                let far = if begins { 1 } else { distance(&letters, &wanted) };
                (far <= most).then_some((far, field, name))
            })
        };
        let all = Self::ALL.iter().flat_map(|field| near(*field)).flatten();
        all.min_by_key(|(far, ..)| *far).map(|(_, field, name)| (field, name))
    }

    /// Whether it is several lines long.
    pub fn is_long(self) -> bool {
        matches!(self, Self::Items | Self::Table | Self::HowToPay)
    }
}

fn names(field: Field) -> [&'static str; 2] {
    let (spanish, english) = NAMES[field as usize];
    [spanish, english]
}

/// Letters and digits only, without case and accents.
fn squash(name: &str) -> String {
    name.chars().map(fold_char).filter(|c| c.is_alphanumeric()).collect()
}

/// Letters to put in, take out, change or swap with their neighbour to make one word of the
/// other (optimal string alignment).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut row = vec![at + 1];
        for (place, wanted) in other.iter().enumerate() {
            let change = last[place] + usize::from(letter != wanted);
            let mut least = change.min(last[place + 1] + 1).min(row[place] + 1);
            if at > 0 && place > 0 && *letter == other[place - 1] && one[at - 1] == *wanted {
                least = least.min(before[place - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_own_field() {
        assert_eq!(NAMES.len(), Field::COUNT);
        for &field in Field::ALL {
            for lang in [Lang::Es, Lang::En] {
                assert_eq!(Field::named(field.name(lang)), Some(field));
            }
        }
    }

    #[test]
    fn a_slip_is_told_from_another_word() {
        let nearest = |name| Field::nearest(name).map(|(_, name)| name);
        assert_eq!(nearest("clente"), Some("cliente"));
        assert_eq!(nearest("custmer"), Some("customer"));
        assert_eq!(nearest("factura"), Some("facturas"));
        assert_eq!(nearest("venc"), Some("vencido"));
        assert_eq!(nearest("cómopagar1"), Some("como_pagar"));
        assert_eq!(nearest("teléfono"), None);
        assert_eq!(nearest(""), None);
        assert_eq!(nearest(&"x".repeat(10_000)), None);
    }

    #[test]
    fn distances_are_those_of_the_textbook() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        for (one, other, far) in
            [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("totla", "total", 1)]
        {
            assert_eq!(distance(&chars(one), &chars(other)), far);
            assert_eq!(distance(&chars(other), &chars(one)), far);
        }
    }
}
