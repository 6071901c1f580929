//! Words about the lock on a ledger.

use super::Lang;
use crate::views::lock::PassphraseProblem;

crate::messages! {
    /// The section of the settings.
    title => "Candado", "Lock";
    /// The ledger is closed.
    closed_title => "La cartera está cerrada con candado", "The ledger is locked";
    /// How to open it.
    closed => "Escriba su contraseña para abrirla.", "Enter its passphrase to open it.";
    /// What is asked for.
    passphrase => "Contraseña", "Passphrase";
    /// Opens it.
    open => "Abrir", "Open";
    /// There is no other way in.
    forgotten => "Sin la contraseña nadie puede abrirla, tampoco nosotros. Si la olvidó, queda restaurar una copia sin candado.",
        "Without the passphrase nobody can open it, nor can we. If you forgot it, what is left is to restore a copy without a lock.";
    /// It is not the passphrase.
    wrong => "Esa no es la contraseña. No cambió nada; inténtelo de nuevo.",
        "That is not the passphrase. Nothing has changed; try again.";
    /// The browser does not encrypt.
    unavailable => "El navegador solo cifra en páginas abiertas por https, desde este equipo o desde el disco.",
        "The browser encrypts only on pages opened by https, from this device or from the disk.";
    /// Something else.
    failed(why: &str) => "No se pudo: {why}. No cambió nada.", "It failed: {why}. Nothing has changed.";

    /// There is no lock.
    none => "Esta cartera no tiene candado: quien use este navegador puede leerla.",
        "This ledger has no lock: whoever uses this browser can read it.";
    /// What a lock does.
    what => "Con candado, todo lo guardado de esta cartera —y cada copia que descargue— queda cifrado con su contraseña. Se pide al abrir la página y después de un rato sin uso.",
        "With a lock, everything kept of this ledger — and each copy you download — is encrypted with your passphrase. It is asked for when the page opens and after a while without use.";
    /// What it does not do.
    what_not => "El nombre de la cartera en la lista sigue a la vista. Lo que se guardó antes de poner el candado puede quedar un tiempo en archivos del navegador, hasta que este los limpie; lo más seguro es ponerlo al empezar.",
        "The ledger's name in the list stays visible. What was stored before the lock may remain in the browser's files for a while, until it cleans up; it is safest to lock from the start.";
    /// The first field.
    new_passphrase => "Contraseña nueva", "New passphrase";
    /// A word on it.
    passphrase_hint => "Varias palabras que recuerde son mejores que pocas letras raras.",
        "Several words you remember are better than a few odd letters.";
    /// The second field.
    again => "Otra vez", "Once more";
    /// The present passphrase.
    present => "Contraseña actual", "Current passphrase";
    /// What the user must know.
    understood => "Entiendo que si la olvido nadie puede recuperar estos datos",
        "I understand that if I forget it nobody can recover this data";
    /// Puts it on.
    put => "Poner candado", "Put the lock on";
    /// It is being encrypted.
    working => "Cifrando…", "Encrypting…";
    /// It is on.
    done => "La cartera quedó cifrada con su contraseña", "The ledger is now encrypted with your passphrase";
    /// It has one.
    has => "Esta cartera tiene candado: todo lo guardado está cifrado con su contraseña.",
        "This ledger has a lock: everything kept of it is encrypted with your passphrase.";
    /// Closes it.
    lock_now => "Cerrar con candado", "Lock now";
    /// When it closes by itself.
    idle => "Cerrar sola después de", "Lock by itself after";
    /// It does not close by itself.
    never => "Nunca", "Never";
    /// After so many minutes.
    minutes(count: u32) => "{count} minutos sin uso", "{count} minutes without use";
    /// Changes the passphrase.
    change => "Cambiar la contraseña", "Change the passphrase";
    /// What changing does.
    change_hint => "Todo se vuelve a cifrar. Las copias que ya descargó siguen abriéndose con la contraseña anterior.",
        "Everything is encrypted again. Copies you downloaded before still open with the passphrase they were made with.";
    /// The passphrase is another.
    changed => "La contraseña cambió", "The passphrase has changed";
    /// Takes the lock off.
    remove => "Quitar el candado", "Take the lock off";
    /// What that does.
    remove_hint => "Todo lo guardado vuelve a quedar legible para quien use este navegador.",
        "Everything kept becomes readable again for whoever uses this browser.";
    /// It is off.
    removed => "La cartera ya no tiene candado", "The ledger no longer has a lock";
    /// A copy has a lock.
    locked_copy => "Esta copia tiene candado. Escriba la contraseña con que se hizo.",
        "This copy has a lock. Enter the passphrase it was made with.";
    /// Opens it.
    open_copy => "Abrir la copia", "Open the copy";
    /// It is damaged.
    damaged_copy => "La contraseña es correcta, pero el archivo está dañado. No se tocó nada.",
        "The passphrase is right, but the file is damaged. Nothing was touched.";
    /// Nothing was entered.
    missing => "Escriba la contraseña", "Enter the passphrase";
    /// It is too short.
    short(least: usize) => "Al menos {least} caracteres", "At least {least} characters";
    /// The two differ.
    differs => "No es igual a la primera", "It differs from the first";
    /// The box is not ticked.
    not_understood => "Confírmelo para seguir", "Confirm this to go on";
}

/// What is wrong with a passphrase to be set.
pub fn problem(lang: Lang, problem: PassphraseProblem) -> String {
    match problem {
        PassphraseProblem::Missing => missing(lang).to_owned(),
        PassphraseProblem::Short { least } => short(lang, least),
        PassphraseProblem::Differs => differs(lang).to_owned(),
    }
}
