//! How wide a text will be, without asking the page.

use super::TEXT_SIZE_PX;

/// The estimated width in pixels, rounded up, of `text` set at `size_px` in the system's
/// interface face.
///
/// The estimate is generous: system faces differ by a tenth, and a label with a little
/// room to spare is better than two that touch.
pub fn text_width_px(text: &str, size_px: u32) -> u32 {
    let thousandths: u32 = text.chars().map(char_width).sum();
    (thousandths * size_px).div_ceil(1000)
}

/// The estimated width in pixels of a label at the charts' size.
pub(super) fn label_px(text: &str) -> i32 {
    text_width_px(text, TEXT_SIZE_PX) as i32
}

/// The width of a character in thousandths of the type size. Classes of width are enough
/// for labels; figures have one width, since they are set in tabular figures.
fn char_width(c: char) -> u32 {
    match c {
        '0'..='9' => 600,
        'i' | 'j' | 'l' | 'í' | 'ì' | '\'' | '|' | '!' | '¡' | '.' | ',' | ':' | ';' | '·' => {
            300
        }
        ' ' | '\u{a0}' | '\u{202f}' => 320,
        'f' | 'r' | 't' | 'I' | 'Í' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 420,
        'm' | 'M' | 'W' | '%' | '@' | '—' | '…' => 960,
        'w' | 'O' | 'Ó' | 'Q' | 'G' | 'D' | 'H' | 'N' | 'Ñ' | 'U' | 'Ú' => 800,
        'A'..='Z' | 'Á' | 'É' | '$' | '€' | '+' | '<' | '>' | '=' | '–' => 700,
        'a'..='z' | 'à'..='ÿ' => 610,
        // Scripts of full-width characters start here.
        '\u{1100}'.. => 1000,
        _ => 700,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_one_width() {
        assert_eq!(text_width_px("1111", 12), text_width_px("0000", 12));
    }

    #[test]
    fn accents_cost_nothing() {
        assert_eq!(text_width_px("deposito", 12), text_width_px("depósito", 12));
        assert_eq!(text_width_px("A favor", 12), text_width_px("Á favor", 12));
    }

    #[test]
    fn grows_with_text_and_size() {
        assert!(text_width_px("Más de 90", 12) > text_width_px("61–90", 12));
        assert!(text_width_px("ene", 24) > text_width_px("ene", 12));
        assert_eq!(text_width_px("", 12), 0);
    }
}
