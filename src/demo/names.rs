//! Invented names. Companies are called after craft, plants and birds in pairs that are
//! drawn without repeating; people are a first name and two surnames.

use crate::ledger::Country;
use crate::text::fold::fold;

use super::chance::Chance;
use super::tax_ids;

/// What kind of customer it is; the user's segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// Large companies.
    Corporate,
    /// Shops.
    Retail,
    /// Schools, clinics, foundations.
    Institution,
}

/// What a customer is called.
pub(super) struct Name {
    /// The name it signs with.
    pub legal: String,
    /// The name it is known by; empty when the same.
    pub trade: String,
    /// The owner in person, for a shop that is no company.
    pub owner: Option<Person>,
    /// Its domain, of those set aside for examples.
    pub domain: String,
    /// The letters its tax id begins with.
    letters: String,
}

/// An invented person.
pub(super) struct Person {
    /// First name.
    pub first: &'static str,
    /// Two surnames.
    pub surnames: [&'static str; 2],
}

/// Gives each customer a name of its own.
pub(super) struct Names {
    tails: Vec<String>,
    taken: Vec<String>,
}

impl Names {
    /// Names in an order of their own.
    pub(super) fn new(chance: &mut Chance) -> Self {
        let mut tails = Vec::new();
        // Each word meets a few others only, so that none wears out.
        pair(&mut tails, MASCULINE, ADJECTIVES_M, &[0, 2, 4, 6, 8]);
        pair(&mut tails, FEMININE, ADJECTIVES_F, &[0, 2, 4, 6, 8]);
        pair(&mut tails, NUMBERED, NUMBERS, &[0, 2]);
        pair(&mut tails, MATTER, AND_MATTER, &[1, 3]);
        chance.shuffle(&mut tails);
        Self { tails, taken: Vec::new() }
    }

    /// A customer's name, legal form and all.
    pub(super) fn draw(&mut self, segment: Segment, country: Country, chance: &mut Chance) -> Name {
        let tail = self.tails.pop().unwrap_or_default();
        let known_as = [chance.word(heads(segment)), " ", &tail].concat();
        let form = chance.word(legal_forms(segment, country));
        let domain = [&slug(&tail), ".example"].concat();
        if segment == Segment::Retail && country == Country::MX && chance.percent(25) {
            let owner = Person::draw(chance);
            let [father, mother] = owner.surnames.map(initials);
            let letters = [&father[..2], &mother[..1], &initials(owner.first)[..1]].concat();
            let letters = decent(letters);
            let legal = owner.full();
            return Name { legal, trade: known_as, owner: Some(owner), domain, letters };
        }
        let own_name = segment == Segment::Institution || chance.percent(30);
        let mut plain = if own_name { known_as.clone() } else { holding(chance) };
        while self.taken.contains(&plain) {
            plain = holding(chance);
        }
        self.taken.push(plain.clone());
        let letters = rfc_letters(&plain);
        let trade = if plain == known_as { String::new() } else { known_as };
        let comma = if country == Country::CO || country == Country::CL { " " } else { ", " };
        Name { legal: [&plain, comma, form].concat(), trade, owner: None, domain, letters }
    }
}

impl Name {
    /// A tax id that fits the name.
    pub(super) fn tax_id(&self, country: Country, chance: &mut Chance) -> String {
        match self.owner {
            Some(_) => tax_ids::rfc(&self.letters, chance),
            None => tax_ids::company(country, &self.letters, chance),
        }
    }
}

impl Person {
    /// Someone.
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let first = chance.word(FIRST_NAMES);
        Self { first, surnames: [chance.word(SURNAMES), chance.word(SURNAMES)] }
    }

    /// First name and both surnames.
    pub(super) fn full(&self) -> String {
        [self.first, " ", self.surnames[0], " ", self.surnames[1]].concat()
    }

    /// First name and one surname, as on a visiting card.
    pub(super) fn short(&self) -> String {
        [self.first, " ", self.surnames[0]].concat()
    }

    /// Its e-mail address at a domain.
    pub(super) fn email(&self, domain: &str) -> String {
        let first = self.first.split(' ').next().unwrap_or_default();
        [&slug(first), ".", &slug(self.surnames[0]), "@", domain].concat()
    }
}

fn holding(chance: &mut Chance) -> String {
    let (one, other) = (chance.word(SURNAMES), chance.word(SURNAMES));
    let family = if one == other {
        ["Hermanos ", one].concat()
    } else if other.starts_with('I') {
        [one, " e ", other].concat()
    } else {
        [one, " y ", other].concat()
    };
    [chance.word(HOLDINGS), " ", &family].concat()
}

/// Lower case, without accents and blanks.
fn slug(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Capital letters without accents; an Ñ becomes the X that tax ids write for it.
fn initials(text: &str) -> String {
    let plain = text.replace(['ñ', 'Ñ'], "x");
    slug(&plain).to_ascii_uppercase()
}

/// The first letters of the first three words, and of the last where there are fewer.
fn rfc_letters(name: &str) -> String {
    let words: Vec<String> = name.split(' ').filter(|word| word.len() > 2).map(initials).collect();
    let mut letters: String = words.iter().take(3).filter_map(|word| word.chars().next()).collect();
    let rest = words.last().into_iter().flat_map(|word| word.chars().skip(1));
    letters.extend(rest.take(3 - letters.len()));
    letters
}

fn heads(segment: Segment) -> &'static str {
    match segment {
        Segment::Corporate => {
            "Grupo|Alimentos|Empaques|Textiles|Constructora|Inmobiliaria|Logística|\
             Laboratorios|Hoteles|Cerámicas|Agroindustrias|Autopartes|Químicos|\
             Distribuidora|Envases|Transportes"
        }
        Segment::Retail => {
            "Ferretería|Papelería|Farmacia|Café|Mueblería|Zapatería|Librería|Panadería|\
             Abarrotes|Refaccionaria|Óptica|Tintorería|Taquería|Florería|Joyería|\
             Deportes|Pinturas|Vivero|Tlapalería|Dulcería"
        }
        Segment::Institution => {
            "Colegio|Instituto|Clínica|Fundación|Museo|Universidad|Hospital|\
             Conservatorio|Centro Cultural|Escuela de Oficios|Biblioteca"
        }
    }
}

fn legal_forms(segment: Segment, country: Country) -> &'static str {
    match country {
        Country::CO => "S.A.S.|S.A.S.|Ltda.|S.A.",
        Country::CL => "SpA|Ltda.|S.A.",
        Country::PE => "S.A.C.|S.A.C.|E.I.R.L.",
        Country::EC => "S.A.|Cía. Ltda.",
        Country::CR | Country::GT => "S.A.",
        _ if segment == Segment::Institution => "A.C.|A.C.|S.C.|I.A.P.",
        _ if segment == Segment::Corporate => "S.A. de C.V.|S.A. de C.V.|S.A.P.I. de C.V.",
        _ => "S.A. de C.V.|S.A. de C.V.|S. de R.L. de C.V.",
    }
}

/// Four letters that make a word nobody wants end in X, as the tax authority has it.
fn decent(mut letters: String) -> String {
    const UNWANTED: &str = "BACA|CACA|CAGA|CAGO|FETO|LOCA|LOCO|MEAR|MEON|MION|MOCO|PEDA|PEDO|PENE";
    if UNWANTED.split('|').any(|unwanted| unwanted == letters) {
        letters.truncate(3);
        letters.push('X');
    }
    letters
}

/// Joins each word with a few of the others: those so many places further on.
fn pair(tails: &mut Vec<String>, ones: &str, others: &str, steps: &[usize]) {
    let count = others.split('|').count();
    for (place, one) in ones.split('|').enumerate() {
        for step in steps {
            let other = others.split('|').nth((place + step) % count).unwrap_or_default();
            // Numbers stand before what they count.
            let (first, second) = if others == NUMBERS { (other, one) } else { (one, other) };
            tails.push([first, " ", second].concat());
        }
    }
}

const MASCULINE: &str = "Cántaro|Farol|Tepozán|Colibrí|Maizal|Guayabo|Tecolote|Arrayán|Telar|Copal|\
    Manantial|Zopilote|Petate";

const ADJECTIVES_M: &str = "Hondo|Pinto|Sereno|Bermejo|Risueño|Nocturno|Errante|Callado|Manso";

const FEMININE: &str = "Vereda|Garza|Brasa|Cantera|Jacaranda|Tórtola|Marimba|Enramada|Alondra|Palapa|\
    Chicharra|Guacamaya|Talavera";

const ADJECTIVES_F: &str = "Honda|Pinta|Serena|Bermeja|Risueña|Nocturna|Errante|Callada|Mansa";

const NUMBERS: &str = "Dos|Tres|Cuatro|Siete|Nueve";

const NUMBERED: &str = "Cántaros|Faroles|Tecolotes|Colibríes|Telares|Veredas|Garzas|Alondras|Marimbas|\
    Tórtolas|Guamúchiles|Ahuehuetes";

const MATTER: &str = "Barro|Añil|Cobre|Ixtle|Cacao|Lino|Salitre|Henequén|Grana|Obsidiana";

const AND_MATTER: &str =
    "y Barro|y Añil|y Cobre|e Ixtle|y Cacao|y Lino|y Salitre|y Henequén|y Grana|y Obsidiana";

const HOLDINGS: &str = "Comercializadora|Operadora|Servicios|Industrias|Suministros|Proveedora|\
    Inversiones|Negocios";

const FIRST_NAMES: &str = "Ximena|Rodrigo|Itzel|Emiliano|Marisol|Gonzalo|Paulina|Efraín|Renata|Ulises|Noemí|\
    Leandro|Abril|Saúl|Graciela|Óscar Iván|Lorena|Bruno|María José|Tadeo|Inés|Fabián|\
    Jimena|Rubén|Teresa|Aldo|Consuelo|Mateo|Araceli|Nicolás";

const SURNAMES: &str = "Olmedo|Barrientos|Quiroz|Landeros|Tovar|Zepeda|Arriaga|Cisneros|Villaseñor|\
    Montaño|Saldívar|Urquiza|Bañuelos|Escamilla|Nájera|Rentería|Valdivia|Yáñez|Fierro|\
    Galindo|Iturbe|Jaramillo|Lozano|Mireles|Huerta|Peralta|Alcocer|Bermúdez|Carrasco|\
    Duarte|Espinoza|Figueroa|Gallegos|Heredia|Ibarra|Lizárraga|Menchaca|Osorio|\
    Palomares|Robledo";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_names_for_twice_as_many_customers() {
        let mut chance = Chance::new(2);
        let mut names = Names::new(&mut chance);
        let distinct: BTreeSet<&String> = names.tails.iter().collect();
        assert_eq!(distinct.len(), names.tails.len());
        assert!(distinct.len() >= 170, "{}", distinct.len());
        for _ in 0..120 {
            let name = names.draw(Segment::Retail, Country::MX, &mut chance);
            let length = if name.owner.is_some() { 4 } else { 3 };
            assert_eq!(name.letters.len(), length, "{}", name.legal);
            assert!(name.letters.bytes().all(|byte| byte.is_ascii_uppercase()));
            assert!(name.domain.ends_with(".example") && !name.domain.starts_with('.'));
            assert!(!name.tax_id(Country::MX, &mut chance).is_empty());
        }
    }

    #[test]
    fn letters_of_tax_ids_have_no_accents() {
        assert_eq!(rfc_letters("Museo Tres Cántaros"), "MTC");
        assert_eq!(rfc_letters("Café Añil"), "CAX");
        assert_eq!(initials("Villaseñor"), "VILLASEXOR");
        assert_eq!(decent("CACA".to_owned()), "CACX");
        assert_eq!(decent("OEQU".to_owned()), "OEQU");
    }
}
