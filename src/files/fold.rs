//! Text made comparable: without case, accents and punctuation.

/// A letter in lower case without its accent; other characters as they are.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ª' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'º' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        _ => lower,
    }
}

/// Letters and digits only, folded: what two spellings of the same words have in common.
///
/// ```
/// assert_eq!(cartera::files::fold::squash("Razón  Social:"), "razonsocial");
/// ```
pub fn squash(text: &str) -> String {
    text.chars().map(fold_char).filter(|c| c.is_alphanumeric()).collect()
}
