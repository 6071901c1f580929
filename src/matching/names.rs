//! Names made comparable: words in any order, without accents, legal forms and the words
//! that half the companies of a country have in theirs.

use crate::files::fold::fold_char;

/// A name's words that count, each once, in the order of the alphabet.
pub(super) fn significant(name: &str) -> Vec<String> {
    let mut all: Vec<String> = words(name).filter(|word| !is_legal_form(word)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The folded words of a text of two letters and more; every other character only parts
/// them, whatever it may mean to a pattern.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|part| part.len() > 1)
        .map(|part| part.chars().map(fold_char).collect::<String>())
        .filter(|word| word.chars().nth(1).is_some())
}

/// Words of legal forms and the small words between names.
fn is_legal_form(word: &str) -> bool {
    const WORDS: &str = "sa sas sac saa sab sapi eirl spa ltda limitada sl slu sau srl rl ltd llc \
        llp inc corp corporation co company gmbh bv nv ag plc cv sc scs snc cia ca de del la las \
        los el lo da do dos das e y en al the of and for sociedad anonima cerrada abierta \
        responsabilidad limited capital variable por acciones simplificada individual empresa \
        compania don dona sr sra";
    WORDS.split_ascii_whitespace().any(|known| known == word)
}

/// Whether a word says little about who somebody is.
pub(super) fn is_generic(word: &str) -> bool {
    const WORDS: &str = "servicios servicio service services comercial comercializadora comercio \
        grupo group holding industrias industrial industria distribuidora distribuciones \
        constructora construcciones consultores consultoria consulting consultora soluciones \
        solutions internacional international nacional mexico colombia peru chile espana \
        argentina ecuador latam latinoamerica america iberica corporacion corporativo asociados \
        transportes transporte logistica productos inversiones tecnologia tecnologias sistemas \
        proyectos ingenieria gestion administracion operadora fundacion asociacion cooperativa \
        instituto universidad centro agencia estudio taller talleres general global digital \
        pago pagos transferencia transfer spei abono deposito factura facturas recibida recibido \
        cobro cuenta banco concepto referencia ordenante interbancaria efectivo ventanilla \
        cajero traspaso terceros ingreso sucursal suc ref recibidostp payment received cash";
    WORDS.split_ascii_whitespace().any(|known| known == word)
}

/// Whether two words are one, cut short or mistyped in a letter; words of six letters and
/// more.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < 6 {
        return false;
    }
    long.starts_with(short) || one_edit(short.as_bytes(), long.as_bytes())
}

/// Whether one letter was changed, left out or put in.
fn one_edit(short: &[u8], long: &[u8]) -> bool {
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    if short.len() == long.len() {
        return short[same.min(short.len())..].iter().skip(1).eq(long[same..].iter().skip(1));
    }
    short[same..] == long[same + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_accents_and_legal_forms_do_not_matter() {
        let same = significant("Servicios del Norte, S.A. de C.V.");
        assert_eq!(same, ["norte", "servicios"]);
        assert_eq!(significant("NORTE SERVICIOS SA DE CV"), same);
        assert_eq!(significant("García López, María"), significant("MARIA LOPEZ GARCIA"));
        assert_eq!(significant("(.*) [a-z]+ $Ñandú^ | S.L."), ["nandu"]);
    }

    #[test]
    fn a_letter_or_a_cut_is_forgiven_in_long_words() {
        assert!(is_near("comercializad", "comercializadora"));
        assert!(is_near("ferreteria", "ferretria"));
        assert!(is_near("ejemplo", "ejempla"));
        assert!(!is_near("sol", "sal"));
        assert!(!is_near("martinez", "mendezes"));
    }
}
