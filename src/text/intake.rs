//! Files that come in, before it is known what is in them.

use super::format::NumberStyle;
use super::{Lang, papers};
use crate::files::workbook::WorkbookFault;
use crate::messages;
use crate::views::import::{LeftOutWhy, OtherFormat};

/// How much is said of one file.
const MOST_SAID: usize = 3;

/// Why nothing is taken from a file, and what to do.
pub fn left_out_why(lang: Lang, style: NumberStyle, why: &LeftOutWhy) -> String {
    let words = match why {
        LeftOutWhy::Holds(found) => {
            let mut said: Vec<String> = Vec::new();
            for one in found.iter().map(|one| papers::what(lang, style, one)) {
                if !said.contains(&one) {
                    said.push(one);
                }
            }
            said.truncate(MOST_SAID);
            return said.join(" · ");
        }
        LeftOutWhy::Bank(refused) => return super::bank::refused(lang, refused),
        LeftOutWhy::Format(OtherFormat::Picture) => picture(lang),
        LeftOutWhy::Format(OtherFormat::Copy) => copy(lang),
        LeftOutWhy::Format(OtherFormat::Empty) => empty_file(lang),
        LeftOutWhy::Format(OtherFormat::Unknown) => unknown_file(lang),
        LeftOutWhy::Workbook(WorkbookFault::Encrypted) => workbook_encrypted(lang),
        LeftOutWhy::Workbook(WorkbookFault::Damaged) => workbook_damaged(lang),
        LeftOutWhy::Workbook(WorkbookFault::TooLarge) => workbook_too_large(lang),
        LeftOutWhy::Workbook(WorkbookFault::Empty) => workbook_empty(lang),
        LeftOutWhy::TooLarge { megabytes } => return too_large(lang, *megabytes),
        LeftOutWhy::CannotRead => cannot_read(lang),
        LeftOutWhy::NotLoaded => reader_not_loaded(lang),
        LeftOutWhy::Failed => reader_failed(lang),
    };
    words.to_owned()
}

messages! {
    /// Files from which nothing is taken.
    left_out => "Archivos que no se importan", "Files that are not imported";
    /// Chooses a folder.
    choose_folder => "Elegir carpeta…", "Choose a folder…";
    /// What to do with a folder.
    folder_hint => "¿Las guarda en una carpeta? Elíjala o suéltela entera: se abre todo lo que hay dentro.",
        "Do you keep them in a folder? Choose it or drop it as it is: everything inside is opened.";
    /// What is done with e-invoices.
    invoices => "Facturas electrónicas", "E-invoices";
    /// More on that.
    invoices_more => "México, Colombia, Perú, Ecuador, Chile, Argentina, España y Europa. Entran también las notas de crédito, los recibos de pago y las cancelaciones; las compras se reconocen y se dejan fuera.",
        "Mexico, Colombia, Peru, Ecuador, Chile, Argentina, Spain and Europe. Credit notes, payment receipts and cancellations come in too; purchases are recognised and left out.";
    /// A file.
    file => "Archivo", "File";
    /// The sheet of a workbook.
    sheet => "Hoja", "Sheet";
    /// The files are being opened.
    opening => "Abriendo los archivos", "Opening the files";
    /// A list that waits for its turn.
    next_list(file: &str) => "Seguir con «{file}»", "Go on with “{file}”";
    /// Nothing is known about the file.
    unknown_file => "No se reconoce qué es. Se leen facturas electrónicas, estados de cuenta bancarios, listas y hojas de cálculo.",
        "It is not known what this is. E-invoices, bank statements, lists and spreadsheets are read.";
    /// The workbook has a password.
    workbook_encrypted => "El libro tiene contraseña. Guárdelo sin ella e intente otra vez.",
        "The workbook has a password. Save it without one and try again.";
    /// The workbook is damaged.
    workbook_damaged => "El libro está dañado. Ábralo en su hoja de cálculo, guárdelo de nuevo e intente otra vez.",
        "The workbook is damaged. Open it in your spreadsheet, save it again and try once more.";
    /// The workbook has too many cells.
    workbook_too_large => "El libro tiene demasiadas celdas. Guarde solo la hoja de la lista en un libro aparte.",
        "The workbook has too many cells. Save only the sheet with the list in a workbook of its own.";
    /// The workbook has nothing in it.
    workbook_empty => "El libro no tiene nada en sus hojas.", "There is nothing in the workbook's sheets.";
    /// What reads files did not load.
    reader_not_loaded => "No se pudo cargar lo que lee estos archivos. Conéctese a la red e intente otra vez; después funciona también sin ella.",
        "What reads these files could not be loaded. Connect to the network and try again; after that it also works without one.";
    /// What reads files gave up.
    reader_failed => "No se pudo leer: el archivo está dañado o es demasiado grande.",
        "It could not be read: the file is damaged or too large.";
    /// The file is a picture.
    picture => "Es una imagen: no se puede leer como factura ni como lista.", "This is a picture: it cannot be read as an invoice or a list.";
    /// The file is a copy of a ledger.
    copy => "Es una copia de Cartera. Se restaura en Configuración, en Copias.", "This is a copy made by Cartera. Restore it in Settings, under Copies.";
    /// The file is empty.
    empty_file => "El archivo está vacío.", "The file is empty.";
    /// The file is too large.
    too_large(megabytes: u64) => "El archivo es demasiado grande: se leen archivos de hasta {megabytes} MB.",
        "The file is too large: files of up to {megabytes} MB are read.";
    /// The file could not be read.
    cannot_read => "El navegador no pudo leer el archivo. Puede que se haya movido o cambiado; elíjalo otra vez.",
        "The browser could not read the file. It may have moved or changed; choose it again.";

    /// Hands out a table as a workbook.
    export_workbook => "Excel", "Excel";
    /// The workbook could not be written.
    no_workbook => "No se pudo escribir el libro. Conéctese a la red e intente otra vez, o exporte como CSV.",
        "The workbook could not be written. Connect to the network and try again, or export as CSV.";
    /// Several files, in the history.
    and_others(first: &str, others: usize) => "{first} y {others} más", "{first} and {others} more";
    /// A customer without a name and without a tax id.
    nameless_customer => "Consumidor final", "End consumer";
    /// Why an invoice is cancelled: another takes its place.
    replaced_reason(number: &str) => "Sustituida por {number}", "Replaced by {number}";
    /// Why an invoice is cancelled: by the tax authority's list.
    void_reason => "Cancelada ante la autoridad fiscal", "Cancelled with the tax authority";
}
