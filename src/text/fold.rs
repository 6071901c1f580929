//! Words without case and accents, so that «Días», `DIAS` and `dias` are one.

/// The letter in lower case without its accent; other characters as they are.
///
/// Covers the languages of Western Europe and the Americas, without Unicode's tables.
pub fn fold_char(letter: char) -> char {
    match letter {
        'A'..='Z' => letter.to_ascii_lowercase(),
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        other => other,
    }
}

/// The text in lower case without accents, of the same number of characters.
///
/// ```
/// assert_eq!(cartera::text::fold::fold("CRÉDITO a 30 Días"), "credito a 30 dias");
/// ```
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}
