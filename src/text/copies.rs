//! Words about copies of the ledger: keeping them, and restoring one.

use super::Lang;
use crate::files::backup::BackupProblem;
use crate::files::kept::Why;
use crate::ledger::merge::Unmergeable;
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
    restore_hint => "Primero verá qué contiene. Puede abrirla aparte, como cartera nueva; si es de esta misma cartera, también unirla o volver a ella.",
        "You will first see what it holds. You can open it apart, as a new ledger; if it is of this ledger, merge it or go back to it too.";
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

    /// Records take the place of those of the open ledger.
    taking_on => "Guardando lo de antes y poniendo lo nuevo en su lugar…", "Keeping what was and putting the new in its place…";
    /// What each has that the other has not.
    since_parted => "Desde que se separaron", "Since they parted";
    /// Only the open ledger has it.
    only_here => "Solo aquí", "Only here";
    /// Only the copy has it.
    only_there => "Solo en la copia", "Only in the copy";
    /// A side has nothing of its own.
    nothing_new => "Nada que la otra no tenga.", "Nothing that the other lacks.";
    /// There are more than are listed.
    and_more(count: &str) => "y {count} más", "and {count} more";
    /// Records that will not fit.
    will_not_fit => "No van a cuadrar", "These will not fit";
    /// What becomes of them.
    will_not_fit_hint => "Se conservan y quedan señalados en el historial para que usted decida; mientras tanto no cuentan en ninguna cifra.",
        "They are kept, and named in the history for you to settle; until then they count in no figure.";
    /// Puts both into one.
    merge_now => "Unir con la cartera abierta", "Merge into the open ledger";
    /// What merging does.
    merge_hint => "Unir deja aquí lo de las dos, en el orden en que se registró. Antes se guarda una copia en este navegador: con ella puede volver a como está ahora.",
        "Merging leaves what both have here, in the order it was recorded. A copy is kept in this browser first: with it you can go back to how things are now.";
    /// It is done.
    merged => "Las dos carteras quedaron unidas. La copia de antes está en Ajustes, Copias.",
        "Both ledgers are one now. The copy from before is under Settings, Copies.";
    /// The open ledger takes on what the copy holds.
    go_back => "Volver a esta copia", "Go back to this copy";
    /// What going back does.
    go_back_hint => "Al volver, lo que hay ahora queda guardado como una copia más en este navegador.",
        "When you go back, what is here now is kept as one more copy in this browser.";
    /// It is done.
    gone_back => "La cartera volvió a la copia. Lo que había quedó guardado en Ajustes, Copias.",
        "The ledger went back to the copy. What was there is kept under Settings, Copies.";
    /// Something was recorded while the copy was looked at.
    moved_on => "Mientras miraba la copia se registró algo más. Elíjala de nuevo para ver cómo quedan las dos.",
        "Something was recorded while you looked at the copy. Choose it again to see how the two stand.";
    /// They are not one ledger.
    strangers => "No se puede unir: son dos carteras distintas.", "They cannot be merged: they are two ledgers.";
    /// A record is there in two ways.
    differs => "No se puede unir: un mismo registro dice cosas distintas en cada una. Puede restaurar la copia como cartera nueva.",
        "They cannot be merged: one record says different things in each. You can restore the copy as a new ledger.";

    /// A file that is written to by itself.
    outside => "Archivo que se actualiza solo", "A file that keeps itself up to date";
    /// What it is.
    outside_hint => "Elija una vez dónde —su disco, un USB, la carpeta de su nube— y cada cambio guardado va también ahí. El archivo se reemplaza entero al terminar de escribirse: si algo falla a la mitad, queda el anterior.",
        "Choose once where — your disk, a stick, the folder of your cloud — and every saved change goes there too. The file is replaced as a whole once it is written: should anything fail halfway, the one before stays.";
    /// The browser cannot.
    outside_unsupported => "Este navegador no deja que una página escriba en un archivo suyo. Descargue una copia de vez en cuando; se lo recordaremos.",
        "This browser does not let a page write to a file of yours. Download a copy now and then; we will remind you.";
    /// Chooses the file.
    choose_outside => "Elegir el archivo…", "Choose the file…";
    /// Chooses another file.
    choose_other_outside => "Elegir otro archivo…", "Choose another file…";
    /// Writes no more.
    forget_outside => "Dejar de actualizarlo", "Stop updating it";
    /// The user lets the page write again.
    allow_outside => "Permitir otra vez", "Allow again";
    /// It has everything.
    outside_current(name: &str) => "{name} está al día.", "{name} is up to date.";
    /// It will be written soon.
    outside_behind(name: &str) => "{name} se actualiza en un momento…", "{name} will be updated in a moment…";
    /// The browser wants to be told again.
    outside_not_allowed(name: &str) => "{name} no se está actualizando: el navegador pide que lo permita otra vez.",
        "{name} is not being updated: the browser asks you to allow it again.";
    /// It could not be written.
    outside_failed(name: &str, why: &str) => "{name} no se pudo escribir: {why}. Lo que había en él sigue ahí.",
        "{name} could not be written: {why}. What was in it is still there.";
    /// A copy is asked for, after days.
    ask_days(days: &str) => "Hace {days} que no saca una copia de esta cartera del navegador.",
        "No copy of this ledger has left the browser for {days}.";
    /// A copy is asked for, after records.
    ask_records(count: &str) => "Registró {count} cosas que no están en ninguna copia fuera del navegador.",
        "You recorded {count} things that are in no copy outside the browser.";
    /// Goes to where one is kept.
    ask_keep => "Guardar una copia", "Keep a copy";
    /// Not today.
    ask_tomorrow => "Mañana", "Tomorrow";

    /// The copies in this browser.
    kept => "Copias en este navegador", "Copies in this browser";
    /// Which are kept, and what they are not for.
    kept_hint(daily: &str, before: &str) => "Se hacen solas: las últimas {daily} diarias y las últimas {before} de antes de importar, unir o volver. Sirven para volver atrás; si el equipo falla, se pierden con él.",
        "They make themselves: the last {daily} daily ones and the last {before} from before importing, merging or going back. They are for going back; if the device fails, they go with it.";
    /// A copy of every day.
    kept_daily => "Diaria", "Daily";
    /// Before an import.
    kept_import => "Antes de importar", "Before importing";
    /// Before a merge.
    kept_merge => "Antes de unir", "Before merging";
    /// Before going back.
    kept_back => "Antes de volver a otra copia", "Before going back to another copy";
    /// Before a newer page wrote to it.
    kept_upgrade => "Al abrirla una versión nueva de la página", "When a newer version of the page opened it";
    /// Shows what it holds.
    look_into => "Ver qué contiene", "See what it holds";
    /// The same, for screen readers.
    look_into_this(which: &str) => "Ver qué contiene: {which}", "See what it holds: {which}";
    /// Downloads it.
    download_short => "Descargar", "Download";
    /// The same, for screen readers.
    download_this(which: &str) => "Descargar: {which}", "Download: {which}";
    /// Which copy it is.
    kept_source(when: &str) => "Copia en este navegador, {when}", "Copy in this browser, {when}";
    /// It is not there any more.
    kept_gone => "Esa copia ya no está o no se puede leer.", "That copy is not there any more, or cannot be read.";

    /// Records of the open ledger that do not fit.
    unsettled => "Registros por resolver", "Records to settle";
    /// What can be done.
    unsettled_hint => "Suelen venir de unir dos copias. Corrija lo que estorba e inténtelo de nuevo, o déjelo así si ya no hace falta.",
        "They mostly come of merging two copies. Put right what is in the way and try again, or let it be if it is not needed.";
    /// Tries to enter it again.
    enter_again => "Registrar de nuevo", "Enter again";
    /// It is not needed.
    let_be => "Dejar así", "Let it be";
    /// It is entered.
    entered => "Ahora sí cuadra: quedó registrado.", "It fits now, and is recorded.";
    /// It is settled.
    is_let_be => "Resuelto: no cuenta y ya no se señala.", "Settled: it does not count, and is not named any more.";

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

/// Why two copies cannot be made one.
pub fn unmergeable(lang: Lang, why: Unmergeable) -> &'static str {
    match why {
        Unmergeable::Strangers => strangers(lang),
        Unmergeable::Differs { .. } | Unmergeable::Damaged { .. } => differs(lang),
    }
}

/// Why the browser kept a copy.
pub fn why_kept(lang: Lang, why: Why) -> &'static str {
    match why {
        Why::Daily => kept_daily(lang),
        Why::BeforeImport => kept_import(lang),
        Why::BeforeMerge => kept_merge(lang),
        Why::BeforeGoingBack => kept_back(lang),
        Why::BeforeUpgrade => kept_upgrade(lang),
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
