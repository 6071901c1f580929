//! Words about the ledgers of this browser, and the room they take.

use super::Lang;
use super::format::NumberStyle;
use rust_decimal::Decimal;

crate::messages! {
    /// The ledgers in this browser.
    here => "Carteras de este navegador", "Ledgers in this browser";
    /// What a ledger is.
    here_hint => "Cada cartera es independiente: su empresa, sus clientes y sus copias. Lo que haga en una no toca las demás.",
        "Each ledger stands alone: its firm, its customers and its copies. What you do in one touches no other.";
    /// A ledger without a name.
    unnamed => "Cartera sin nombre", "Unnamed ledger";
    /// It is the open one.
    is_open => "Abierta", "Open";
    /// When it was made.
    made_on(day: &str) => "creada el {day}", "created {day}";
    /// One thing was done in it.
    one_record => "1 registro", "1 record";
    /// How much was done in it.
    records(count: &str) => "{count} registros", "{count} records";
    /// Nothing was done in it.
    empty => "vacía", "empty";
    /// It cannot be read.
    unreadable => "no se puede leer", "cannot be read";
    /// Opens it.
    open => "Abrir", "Open";
    /// Opens it, for screen readers.
    open_this(name: &str) => "Abrir {name}", "Open {name}";
    /// Gives it another name.
    rename => "Cambiar nombre…", "Rename…";
    /// Gives it another name, for screen readers.
    rename_this(name: &str) => "Cambiar el nombre de {name}…", "Rename {name}…";
    /// Removes it.
    remove => "Eliminar…", "Remove…";
    /// Removes it, for screen readers.
    remove_this(name: &str) => "Eliminar {name}…", "Remove {name}…";
    /// Makes another.
    create => "Crear otra cartera…", "Create another ledger…";
    /// Makes it, in the dialog.
    create_now => "Crear y abrir", "Create and open";
    /// The name asked for.
    name => "Nombre", "Name";
    /// The firm's name is shown instead.
    name_hint => "Así aparece en esta lista. El nombre de la empresa se cambia en Empresa.",
        "This is how it appears in this list. The firm's name is changed under Firm.";
    /// A name is needed.
    name_missing => "Escriba un nombre.", "Write a name.";
    /// A ledger was renamed.
    renamed => "Nombre cambiado", "Renamed";
    /// Opens the demonstration.
    enter_demo => "Ver la demostración", "Try the demo";
    /// The demonstration is being drawn.
    preparing_demo => "Preparando la demostración…", "Preparing the demo…";
    /// Another ledger is being opened.
    moving => "Abriendo…", "Opening…";

    /// The dialog's heading.
    remove_title(name: &str) => "Eliminar {name}", "Remove {name}";
    /// What removing does.
    remove_warning => "Se borra de este navegador con todo lo que contiene, y no se puede deshacer. Antes de seguir, guarde una copia.",
        "It is erased from this browser with all it holds, and that cannot be undone. Keep a copy before you go on.";
    /// What to type.
    type_name(name: &str) => "Para confirmar, escriba: {name}", "To confirm, type: {name}";
    /// Removes it.
    remove_now => "Eliminar para siempre", "Remove for good";
    /// What was typed differs.
    other_name => "No coincide con el nombre.", "It does not match the name.";
    /// It is gone.
    removed(name: &str) => "{name} se eliminó de este navegador", "{name} was removed from this browser";

    /// Room in the browser.
    room => "Espacio en el navegador", "Room in the browser";
    /// How much is taken.
    used_of(used: &str, quota: &str) => "Se usan {used} de los {quota} que el navegador permite.",
        "{used} are used of the {quota} the browser allows.";
    /// The browser does not tell.
    not_told => "El navegador no informa cuánto espacio hay.", "The browser does not tell how much room there is.";
    /// The browser will keep it.
    persisted => "El navegador se comprometió a no borrar estos datos por su cuenta.",
        "The browser has promised not to delete this data on its own.";
    /// The browser may throw it away.
    not_persisted => "El navegador podría borrar estos datos si le falta espacio. Pídale que los conserve y guarde copias.",
        "The browser could delete this data when it runs out of room. Ask it to keep it, and keep copies.";
    /// Asks the browser.
    ask => "Pedir que los conserve", "Ask it to keep it";
    /// The browser agreed.
    granted => "El navegador los conservará", "The browser will keep it";
    /// The browser did not agree.
    refused => "El navegador no lo concedió. Suele concederlo cuando usa la página a menudo o la instala; mientras tanto, guarde copias.",
        "The browser did not agree. It tends to once you use the page often or install it; until then, keep copies.";
}

/// Bytes in words: `340 KB`, `12.4 MB`, `1.9 GB`, by the thousand as disks are sold.
pub fn bytes(bytes: u64, style: NumberStyle) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB")];
    let found = units.into_iter().find(|(size, _)| bytes >= *size);
    let (size, unit) = found.unwrap_or((1_000, "KB"));
    // Tenths below ten, whole units above.
    let tenths = bytes.saturating_mul(10) / size;
    let number = if tenths < 100 && bytes > 0 {
        Decimal::new(i64::try_from(tenths.max(1)).unwrap_or(i64::MAX), 1)
    } else {
        Decimal::from(bytes / size)
    };
    let mut text = super::format::decimal(number.normalize(), style);
    text.push(super::format::NBSP);
    text.push_str(unit);
    text
}

/// How much was done in a ledger: «vacía», «1 registro», «1,204 registros».
pub fn size(lang: Lang, count: Option<u64>, style: NumberStyle) -> String {
    match count {
        None => unreadable(lang).to_owned(),
        Some(0) => empty(lang).to_owned(),
        Some(1) => one_record(lang).to_owned(),
        Some(count) => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            records(lang, &super::format::count(count, style))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_read_as_disks_are_sold() {
        let said = |count| bytes(count, NumberStyle::POINT).replace('\u{a0}', " ");
        assert_eq!(said(0), "0 KB");
        assert_eq!(said(80), "0.1 KB");
        assert_eq!(said(3_449), "3.4 KB");
        assert_eq!(said(340_000), "340 KB");
        assert_eq!(said(12_400_000), "12 MB");
        assert_eq!(said(1_990_000_000), "1.9 GB");
        assert_eq!(said(u64::MAX), "18,446,744,073 GB");
    }

    #[test]
    fn one_is_no_plural() {
        let said = |count| size(Lang::Es, count, NumberStyle::COMMA);
        assert_eq!(said(Some(0)), "vacía");
        assert_eq!(said(Some(1)), "1 registro");
        assert_eq!(said(Some(1_204)), "1.204 registros");
        assert_eq!(said(None), "no se puede leer");
    }
}
