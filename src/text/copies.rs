//! Words about copies of the ledger: keeping them, and restoring one.

use super::Lang;
use crate::files::backup::BackupProblem;
use crate::views::copies::Kinship;

crate::messages! {
    /// Keeping a copy.
    keep => "Guardar una copia", "Keep a copy";
    /// Why.
    why => "Los datos viven en este navegador. Una copia fuera de él —en su disco, en un USB, en su nube— es lo que le queda si el equipo falla.",
        "The data lives in this browser. A copy outside it — on your disk, on a stick, in your cloud — is what you have left when the device fails.";
    /// There is no copy.
    never => "Todavía no hay ninguna copia fuera del navegador.", "There is no copy outside the browser yet.";
    /// The last copy is of today.
    last_today(time: &str) => "La última copia es de hoy a las {time}.", "The last copy is from today at {time}.";
    /// The last copy is older.
    last(day: &str, age: &str) => "La última copia es del {day}, hace {age}.", "The last copy is from {day}, {age} ago.";
    /// Nothing was done since.
    up_to_date => "Tiene todo lo registrado hasta ahora.", "It has everything recorded so far.";
    /// One thing was done since.
    since_one => "Desde entonces registró una cosa más.", "You have recorded one more thing since.";
    /// Things done since.
    since(count: &str) => "Desde entonces registró {count} cosas más.", "You have recorded {count} more things since.";
    /// Downloads a copy.
    download => "Descargar una copia", "Download a copy";
    /// The copy is being made.
    preparing => "Preparando la copia…", "Preparing the copy…";
    /// The copy was handed over.
    downloaded(file: &str) => "Copia descargada: {file}", "Copy downloaded: {file}";
    /// Some records are missing from it, one.
    without_one => "La copia va sin un registro que no se puede leer. Descárguelo aparte, más abajo.",
        "The copy lacks one record that cannot be read. Download it separately, below.";
    /// Some records are missing from it.
    without(count: usize) => "La copia va sin {count} registros que no se pueden leer. Descárguelos aparte, más abajo.",
        "The copy lacks {count} records that cannot be read. Download them separately, below.";
    /// The file could not be handed over.
    cannot_download(why: &str) => "El navegador no dejó descargar la copia: {why}.", "The browser did not let the copy be downloaded: {why}.";

    /// Restoring a copy.
    restore => "Restaurar una copia", "Restore a copy";
    /// What restoring does.
    restore_hint => "Primero verá qué contiene. Restaurarla crea una cartera nueva; la que tiene abierta no cambia.",
        "You will first see what it holds. Restoring it makes a new ledger; the one that is open does not change.";
    /// The place for the file.
    drop_title => "Suelte aquí el archivo de la copia", "Drop the copy's file here";
    /// What its name looks like.
    drop_text => "Se llama cartera-<fecha>.jsonl, o .cartera si tiene candado", "It is called cartera-<date>.jsonl, or .cartera if it has a lock";
    /// Chooses the file.
    choose => "Elegir archivo…", "Choose a file…";
    /// The file is being checked.
    checking => "Revisando la copia…", "Checking the copy…";
    /// Progress with a count.
    of(done: &str, all: &str) => "{done} de {all} registros", "{done} of {all} records";
    /// What the copy holds.
    holds => "Esto contiene la copia", "This is what the copy holds";
    /// The file's name.
    file => "Archivo", "File";
    /// The ledger's name.
    ledger => "Cartera", "Ledger";
    /// When it was made.
    made => "Copia hecha", "Copy made";
    /// The last thing in it.
    last_change => "Último cambio", "Last change";
    /// How much was done in it.
    records => "Registros", "Records";
    /// Customers.
    customers => "Clientes", "Customers";
    /// Invoices.
    invoices => "Facturas", "Invoices";
    /// Payments and others.
    credits => "Pagos y notas", "Payments and notes";
    /// Balance as of today.
    owed => "Saldo a hoy", "Balance today";
    /// How it stands to the open ledger.
    beside => "Frente a la que está abierta", "Beside the one that is open";
    /// It is of another ledger.
    kin_other => "Es de otra cartera.", "It is of another ledger.";
    /// It holds the same.
    kin_same => "Contiene exactamente lo mismo.", "It holds exactly the same.";
    /// It is older.
    kin_older(missing: &str) => "Es más antigua: le faltan {missing} registros.", "It is older: it lacks {missing} records.";
    /// It is newer.
    kin_newer(more: &str) => "Es más reciente: tiene {more} registros más.", "It is newer: it has {more} more records.";
    /// They went different ways.
    kin_parted(missing: &str, more: &str) => "Tienen el mismo origen y siguieron caminos distintos: le faltan {missing} registros y tiene {more} que aquí no están.",
        "They began as one and went different ways: it lacks {missing} records and has {more} that are not here.";
    /// Puts it into a ledger of its own.
    restore_now => "Restaurar como cartera nueva", "Restore as a new ledger";
    /// It is being restored.
    restoring => "Restaurando…", "Restoring…";
    /// Chooses another file.
    other_file => "Elegir otro archivo", "Choose another file";
    /// It is restored and open.
    restored(name: &str) => "Se restauró y está abierta: {name}", "Restored and open: {name}";
    /// A restored ledger's name beside the one it is a copy of.
    of_day(name: &str, day: &str) => "{name} (copia del {day})", "{name} (copy of {day})";
    /// Restoring was given up.
    given_up => "Se canceló; no quedó nada de la copia.", "Given up; nothing of the copy is left.";
    /// It holds nothing.
    is_empty => "La copia está bien, pero no contiene ningún registro.", "The copy is sound, but holds no record.";

    /// The file is too large.
    too_large(size: &str) => "El archivo mide {size}: es demasiado grande para ser una copia.", "The file is {size}: too large to be a copy.";
    /// The browser could not read it.
    cannot_read(why: &str) => "El navegador no pudo leer el archivo: {why}.", "The browser could not read the file: {why}.";
    /// It is something else.
    not_a_copy => "Este archivo no es una copia de Cartera.", "This file is not a copy of Cartera.";
    /// It is of a newer version.
    newer => "Esta copia la hizo una versión más nueva de la página. Vuelva a cargar la página e inténtelo de nuevo.",
        "A newer version of the page made this copy. Load the page again and retry.";
    /// A line is damaged.
    damaged_line(line: usize) => "La línea {line} de la copia está dañada. No se usó nada de ella.",
        "Line {line} of the copy is damaged. Nothing of it was used.";
    /// A record is missing or changed.
    broken_chain(line: usize) => "Antes de la línea {line} falta un registro o alguien lo cambió. No se usó nada de la copia.",
        "Before line {line} a record is missing or was changed. Nothing of the copy was used.";
    /// It was cut short.
    cut_short(found: usize, expected: usize) => "La copia está incompleta: trae {found} de {expected} registros. No se usó nada de ella.",
        "The copy is incomplete: it has {found} of {expected} records. Nothing of it was used.";

    /// What could not be read.
    aside => "Registros apartados", "Records set aside";
    /// Why they are kept.
    aside_hint => "No se pudieron leer y se guardaron tal como estaban. Descárguelos para que alguien los revise; las cifras no los incluyen.",
        "They could not be read and were kept as they were. Download them so that somebody can look; the figures do not include them.";
    /// A record of a place.
    aside_record(place: &str) => "Registro {place}", "Record {place}";
    /// A shortcut for opening quickly.
    aside_snapshot(place: &str) => "Resumen para abrir rápido, hasta el registro {place}; no falta nada por él",
        "Summary for opening quickly, up to record {place}; nothing is missing because of it";
    /// Downloads them.
    download_aside => "Descargar los apartados", "Download what was set aside";
}

/// Why a file is no copy to restore.
pub fn problem(lang: Lang, problem: &BackupProblem) -> String {
    match *problem {
        BackupProblem::NotABackup => not_a_copy(lang).to_owned(),
        BackupProblem::Newer => newer(lang).to_owned(),
        BackupProblem::Line { line } => damaged_line(lang, line),
        BackupProblem::Chain { line } => broken_chain(lang, line),
        BackupProblem::CutShort { expected, found } => cut_short(lang, found, expected),
    }
}

/// How a copy stands to the ledger that is open.
pub fn kinship(lang: Lang, kinship: Kinship, count: impl Fn(usize) -> String) -> String {
    match kinship {
        Kinship::Other => kin_other(lang).to_owned(),
        Kinship::Same { missing: 0, more: 0 } => kin_same(lang).to_owned(),
        Kinship::Same { missing, more: 0 } => kin_older(lang, &count(missing)),
        Kinship::Same { missing: 0, more } => kin_newer(lang, &count(more)),
        Kinship::Same { missing, more } => kin_parted(lang, &count(missing), &count(more)),
    }
}

/// What something set aside was: `record 17` in the keeper's words.
pub fn aside_name(lang: Lang, what: &str) -> String {
    match what.split_once(' ') {
        Some(("record", place)) => aside_record(lang, place),
        Some(("snapshot", place)) => aside_snapshot(lang, place),
        _ => what.to_owned(),
    }
}
