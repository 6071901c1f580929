//! What happened to the ledger's storage, what is safe, and what to do.

use crate::ledger::journal::JournalError;
use crate::text::Lang;

crate::messages! {
    /// The ledger could not be opened.
    cannot_open => "No se pudo abrir la cartera", "The ledger could not be opened";
    /// The browser threw the data away.
    thrown_away_title => "El navegador borró los datos de esta cartera",
        "The browser deleted this ledger's data";
    /// Since when there had been data, and what to do.
    thrown_away(since: &str) => "Aquí había una cartera guardada desde el {since}, y el navegador ya no la tiene. Si guardó una copia, restáurela; Cartera no empezará de cero sin que usted lo diga.",
        "A ledger had been kept here since {since}, and the browser no longer has it. If you kept a copy, restore it; Cartera will not start over unless you say so.";
    /// Restores a copy.
    restore => "Restaurar una copia…", "Restore a copy…";
    /// Goes on empty.
    start_over => "Empezar de cero", "Start over";
    /// Loads the page again.
    reload => "Volver a cargar", "Load again";
    /// Another tab runs a newer page.
    outdated => "Hay una versión más nueva de Cartera abierta en otra pestaña. Vuelva a cargar esta página para seguir.",
        "A newer version of Cartera is open in another tab. Load this page again to go on.";
    /// An older tab holds the ledger.
    blocked => "Otra pestaña tiene abierta esta cartera en una versión anterior. Ciérrela para seguir.",
        "Another tab has this ledger open in an older version. Close it to go on.";
    /// The database was removed.
    deleted => "Esta cartera se borró de este navegador.", "This ledger was removed from this browser.";
    /// The browser closed the database.
    closed => "El navegador cerró el almacenamiento: falló, o se borraron los datos del sitio. Vuelva a cargar la página para ver lo que hay guardado.",
        "The browser closed its storage: it failed, or the site's data was cleared. Load the page again to see what is kept.";
    /// Some records could not be read.
    damaged(count: usize) => "No se pudieron leer {count} registros de esta cartera. Se apartaron sin borrarlos y el resto está completo.",
        "{count} records of this ledger could not be read. They were set aside, not deleted, and the rest is complete.";
    /// One record could not be read.
    damaged_one => "No se pudo leer un registro de esta cartera. Se apartó sin borrarlo y el resto está completo.",
        "One record of this ledger could not be read. It was set aside, not deleted, and the rest is complete.";
    /// The device's day is before what was recorded.
    clock_behind(today: &str, last: &str) => "Este equipo dice que hoy es {today}, pero lo último registrado es del {last}. Corrija la fecha del equipo y vuelva a cargar: los días de atraso se cuentan con ella. Lo guardado está a salvo.",
        "This device says that today is {today}, but the last record is of {last}. Correct the device's date and load again: days past due are counted from it. What was saved is safe.";
    /// Downloads the ledger.
    download_copy => "Descargar una copia", "Download a copy";
    /// Another tab wrote meanwhile.
    stale => "La cartera cambió en otra pestaña. Revise y vuelva a guardar.",
        "The ledger changed in another tab. Check and save again.";
    /// The disk or the quota is full.
    full => "El navegador no tiene más espacio. Lo anterior está a salvo; esta acción no se guardó. Descargue una copia o libere espacio.",
        "The browser is out of space. Everything before is safe; this action was not saved. Download a copy or free some space.";
    /// A newer page wrote the data.
    newer => "Esta cartera la escribió una versión más nueva de la página. Vuelva a cargar para usarla; los datos están intactos.",
        "A newer version of the page wrote this ledger. Load the page again to use it; the data is intact.";
    /// There is no storage to be had.
    unavailable => "El navegador no permite guardar datos en esta página. Revise si está en modo privado o si el almacenamiento está bloqueado.",
        "The browser does not allow this page to keep data. Check whether you are in private mode or storage is blocked.";
    /// Storage failed in another way.
    failed(why: &str) => "El almacenamiento del navegador falló: {why}. Lo anterior está a salvo; esta acción no se guardó.",
        "The browser's storage failed: {why}. Everything before is safe; this action was not saved.";
    /// The tab may not write.
    read_only => "Esta pestaña solo lee. Pulse «Editar aquí» para escribir desde ella.",
        "This tab only reads. Press “Edit here” to write from it.";
    /// The ledger's storage cannot be read.
    unreadable_ledger(why: &str) => "Lo guardado en este navegador no se puede leer. No se borró ni se cambió nada. Detalle técnico: {why}.",
        "What is kept in this browser cannot be read. Nothing was deleted or changed. Technical detail: {why}.";
    /// The record to take back is damaged.
    unreadable_record => "Ese registro no se puede leer, así que no se puede deshacer. Lo demás sigue igual.",
        "That record cannot be read, so it cannot be undone. Everything else is as it was.";
    /// Another tab locked it.
    locked => "La cartera tiene candado y está cerrada. No se guardó nada; ábrala con su contraseña.",
        "The ledger has a lock and is closed. Nothing was saved; open it with its passphrase.";
    /// Another ledger was opened meanwhile.
    other_ledger => "Se abrió otra cartera antes de guardar esto. No se guardó en ninguna.",
        "Another ledger was opened before this was saved. It was saved in neither.";
    /// Goes to another ledger of this browser.
    other_ledgers => "Otras carteras de este navegador", "Other ledgers in this browser";
    /// The records that can still be read, as a file.
    rescue => "Descargar lo que se puede leer", "Download what can be read";
    /// A copy can be put in its place.
    restore_instead => "Si tiene una copia guardada, puede restaurarla aquí como una cartera nueva; la que no abre se queda como está.",
        "If you kept a copy, you can restore it here as a new ledger; the one that does not open stays as it is.";
}

/// Why a ledger could not be opened, when there was nothing to save.
pub fn cannot_open_why(lang: Lang, error: &JournalError) -> String {
    match error {
        JournalError::Failed(why) => unreadable_ledger(lang, why.trim_end_matches('.')),
        error => words(lang, error),
    }
}

/// A storage error in words: what happened, what is safe, what to do.
pub fn words(lang: Lang, error: &JournalError) -> String {
    match error {
        JournalError::Stale { .. } => stale(lang).to_owned(),
        JournalError::Full => full(lang).to_owned(),
        JournalError::Newer => newer(lang).to_owned(),
        JournalError::Unavailable(_) => unavailable(lang).to_owned(),
        JournalError::Locked => locked(lang).to_owned(),
        JournalError::Failed(why) => failed(lang, why),
    }
}
