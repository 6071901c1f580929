//! Words of the screen on which movements of the bank are matched.

use super::Lang;
use crate::views::bank::Group;

/// The heading of a group of movements.
pub fn group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Certain => certain(lang),
        Group::Likely => likely(lang),
        Group::Returned => returned(lang),
        Group::Weak => weak(lang),
        Group::Nothing => nothing(lang),
    }
}

/// What a group of movements is, in a sentence.
pub fn about_group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Certain => about_certain(lang),
        Group::Likely => about_likely(lang),
        Group::Returned => about_returned(lang),
        Group::Weak => about_weak(lang),
        Group::Nothing => about_nothing(lang),
    }
}

/// Accepting all that is certain.
pub fn accept_certain(lang: Lang, count: usize) -> String {
    if count == 1 { accept_one(lang).to_owned() } else { accept_several(lang, count) }
}

/// What was accepted.
pub fn accepted(lang: Lang, count: usize) -> String {
    if count == 1 { accepted_one(lang).to_owned() } else { accepted_several(lang, count) }
}

/// How many movements wait, for a link on another screen.
pub fn waiting(lang: Lang, count: usize) -> String {
    if count == 1 { one_waits(lang).to_owned() } else { several_wait(lang, count) }
}

/// How many movements went out and are not shown.
pub fn outgoing(lang: Lang, count: usize) -> String {
    if count == 1 { outgoing_one(lang).to_owned() } else { outgoing_several(lang, count) }
}

crate::messages! {
    /// The screen.
    title => "Conciliación bancaria", "Bank matching";
    /// The link to it from payments.
    bank => "Banco", "Bank";
    /// Bring a file in.
    import => "Importar estado de cuenta", "Import a statement";
    /// What is shown.
    shown => "Qué movimientos se muestran", "Which movements are shown";
    /// Those that wait.
    to_match => "Por conciliar", "To match";
    /// Those that are matched.
    matched => "Conciliados", "Matched";
    /// Those that are not ours.
    not_ours => "No son de cobranza", "Not receivables";
    /// The files.
    statements => "Estados de cuenta", "Statements";
    /// Payers that are remembered.
    payers => "Pagadores", "Payers";
    /// Narrow the list.
    find => "Buscar pagador o referencia", "Find payer or reference";
    /// Which account.
    account => "Cuenta", "Account";
    /// All accounts.
    all_accounts => "Todas las cuentas", "All accounts";
    /// An account that the file does not name.
    no_account => "Cuenta sin número", "Account without a number";

    /// A group.
    certain => "Seguras", "Certain";
    /// A group.
    likely => "Probables", "Likely";
    /// A group.
    returned => "Devoluciones", "Returned payments";
    /// A group.
    weak => "Débiles", "Weak";
    /// A group.
    nothing => "Sin sugerencia", "Without a suggestion";
    /// About a group.
    about_certain => "La referencia o el pagador y el importe exacto coinciden con una sola partida.",
        "The reference or the payer, and the exact amount, agree with one item only.";
    /// About a group.
    about_likely => "Hay algo que explicar o varias opciones: revise el motivo antes de aceptar.",
        "Something has to be explained, or there are options: read the reason before accepting.";
    /// About a group.
    about_returned => "Dinero que salió y parece deshacer un pago recibido.",
        "Money that went out and seems to take back a payment.";
    /// About a group.
    about_weak => "Solo coincide el nombre o el importe.", "Only the name or the amount agrees.";
    /// About a group.
    about_nothing => "Divídalas entre clientes, déjelas como saldo a favor o indique que no son de cobranza.",
        "Split them over customers, leave them as credit, or say that they are not receivables.";

    /// Take on a suggestion.
    accept => "Aceptar", "Accept";
    /// Divide it.
    split => "Dividir…", "Split…";
    /// Give it to a customer.
    assign => "Asignar…", "Assign…";
    /// It is not ours.
    aside => "No es de cobranza…", "Not a receivable…";
    /// The one that is certain.
    accept_one => "Aceptar la segura", "Accept the certain one";
    /// Those that are certain.
    accept_several(count: usize) => "Aceptar las {count} seguras", "Accept the {count} certain ones";
    /// Several equally good.
    choose => "Varias opciones son igual de buenas: elija una", "Several options are as good: choose one";
    /// Others there are.
    other_options => "Otras opciones", "Other options";
    /// One has to be chosen.
    choose_first => "Elija primero una de las opciones.", "Choose one of the options first.";
    /// Remember whose the payer is.
    remember(name: &str) => "Recordar que este pagador es {name}", "Remember that this payer is {name}";
    /// A movement without words.
    no_words => "Sin descripción", "No description";
    /// What waits of a whole.
    left_of(whole: &str) => "de {whole}", "of {whole}";
    /// All of it stays as credit.
    all_as_credit => "Queda como saldo a favor", "Stays as credit";
    /// A part goes to each.
    and_others(count: usize) => "y {count} más", "and {count} more";
    /// The payment that went back.
    payment_of(name: &str, day: &str) => "Pago de {name} del {day}", "Payment by {name} of {day}";
    /// Keys.
    keys => "Teclado: ↑ ↓ para moverse, Enter acepta, S divide, X no es de cobranza.",
        "Keys: ↑ ↓ to move, Enter accepts, S splits, X is not a receivable.";
    /// A movement for screen readers.
    row(name: &str, amount: &str, day: &str) => "{name}, {amount}, {day}", "{name}, {amount}, {day}";
    /// More of a group.
    show_more(count: usize) => "Mostrar {count} más", "Show {count} more";
    /// Looking.
    looking(done: usize, all: usize) => "Buscando a qué corresponden: {done} de {all}…",
        "Looking for what they are: {done} of {all}…";
    /// One went out.
    outgoing_one => "1 salida de dinero no se muestra: no es de cobranza.",
        "1 payment out is not shown: it is not a receivable.";
    /// Several went out.
    outgoing_several(count: usize) => "{count} salidas de dinero no se muestran: no son de cobranza.",
        "{count} payments out are not shown: they are not receivables.";

    /// Done.
    matched_done(amount: &str, name: &str) => "Conciliado: {amount} de {name}",
        "Matched: {amount} from {name}";
    /// Done.
    returned_done(amount: &str) => "Devolución registrada: {amount}.", "Return noted: {amount}.";
    /// Done.
    accepted_one => "Se concilió 1 movimiento.", "1 movement was matched.";
    /// Done.
    accepted_several(count: usize) => "Se conciliaron {count} movimientos.", "{count} movements were matched.";
    /// None was.
    accepted_none => "Ninguno se pudo conciliar: la cartera cambió. Se vuelve a buscar.",
        "None could be matched: the ledger has changed. It is looked for anew.";
    /// Done.
    set_aside_done => "El movimiento quedó fuera de la cobranza.", "The movement was set aside.";
    /// Done.
    taken_up => "El movimiento espera de nuevo.", "The movement waits again.";
    /// Done.
    unmatched => "Se quitó la conciliación; el movimiento espera de nuevo.",
        "The match was taken back; the movement waits again.";
    /// Done.
    forgotten => "Ese pagador ya no se recuerda.", "That payer is no longer remembered.";
    /// Done.
    split_done(amount: &str) => "Movimiento conciliado: {amount}.", "Movement matched: {amount}.";

    /// The dialog.
    split_title => "Dividir el movimiento", "Split the movement";
    /// A part's customer.
    part_customer => "Cliente", "Customer";
    /// A part's amount.
    part_amount => "Importe", "Amount";
    /// What it settles.
    part_target => "Se aplica a", "Settles";
    /// Oldest first.
    target_oldest => "Lo exacto o lo más antiguo", "The exact or the oldest";
    /// As credit.
    target_credit => "Nada: queda como saldo a favor", "Nothing: stays as credit";
    /// An invoice.
    target_item(number: &str, open: &str) => "{number}, pendiente {open}", "{number}, {open} open";
    /// Another part.
    add_part => "Agregar una parte", "Add a part";
    /// Without a part.
    remove_part => "Quitar esta parte", "Remove this part";
    /// What is left.
    left_over(amount: &str) => "Quedan {amount} por repartir; seguirán por conciliar.",
        "{amount} are left, and will go on waiting.";
    /// All is given.
    all_given => "Todo el importe está repartido.", "All of it is given out.";
    /// Too much.
    too_much(amount: &str) => "Se reparten {amount} de más.", "{amount} too much is given out.";
    /// Record it.
    save => "Conciliar", "Match";
    /// Remember, in the dialog.
    remember_payer => "Recordar al pagador para la próxima vez", "Remember the payer for next time";
    /// The dialog.
    aside_title => "No es de cobranza", "Not a receivable";
    /// What that means.
    aside_why(amount: &str, name: &str) => "{amount} de {name} dejará de esperar. No se registra ningún pago.",
        "{amount} from {name} will no longer wait. No payment is recorded.";
    /// The rule.
    aside_rule => "Hacer lo mismo con todo lo que llegue de este pagador",
        "Do the same with all that comes from this payer";
    /// It cannot be remembered.
    aside_no_rule => "Nada distingue a este pagador de otros, así que no se puede recordar.",
        "Nothing tells this payer from others, so it cannot be remembered.";
    /// Confirm.
    aside_now => "Apartar", "Set aside";

    /// Take a match back.
    unmatch => "Quitar conciliación", "Take back";
    /// Take it up.
    take_up => "Volver a conciliar", "Match after all";
    /// Why not ours.
    aside_by_hand => "Usted lo apartó.", "You set it aside.";
    /// Why not ours.
    aside_by_rule => "Por lo que se recuerda de su pagador.", "By what is remembered of its payer.";
    /// It takes back.
    takes_back => "Deshace un pago", "Takes a payment back";
    /// To payers.
    see_payers => "Ver pagadores", "See payers";
    /// Forget a payer.
    forget => "Olvidar", "Forget";
    /// A payer by account.
    by_account => "cuenta", "account";
    /// A payer by words.
    by_words => "nombre o texto", "name or text";
    /// Not a customer's.
    nobody => "No es de cobranza", "Not a receivable";
    /// A column.
    payer => "Pagador", "Payer";
    /// A column.
    file => "Archivo", "File";
    /// A column.
    period => "Periodo", "Period";
    /// A column.
    movements => "Movimientos", "Movements";
    /// A column.
    opening => "Saldo inicial", "Opening";
    /// A column.
    closing => "Saldo final", "Closing";
    /// A column.
    check => "Cuadre", "Check";
    /// It adds up.
    adds_up => "Cuadra", "Adds up";
    /// It does not.
    differs(amount: &str) => "Difiere en {amount}", "Differs by {amount}";
    /// It cannot be said.
    no_balances => "Sin saldos", "No balances";
    /// A column.
    made => "Qué se hizo", "What was made of it";

    /// Nothing at all.
    empty_title => "Aún no hay movimientos del banco", "No movements of the bank yet";
    /// Nothing at all.
    empty => "Traiga el estado de cuenta de su banco: OFX, CAMT, MT940, Norma 43, CSV o Excel. Cada ingreso se compara con lo que le deben y usted decide.",
        "Bring in your bank's statement: OFX, CAMT, MT940, Norma 43, CSV or Excel. Each receipt is compared with what is owed to you, and you decide.";
    /// All is done.
    done_title => "Todo está conciliado", "Everything is matched";
    /// All is done.
    done => "Ningún movimiento espera.", "No movement waits.";
    /// Nothing passes.
    none_found => "Ningún movimiento coincide con el filtro.", "No movement fits the filter.";
    /// No match yet.
    none_matched => "Aquí verá los movimientos conciliados.", "Matched movements will be here.";
    /// Nothing aside.
    none_aside => "Aquí verá lo que no es de cobranza: comisiones, intereses, traspasos.",
        "What is not a receivable will be here: fees, interest, own transfers.";
    /// No payers.
    none_known => "Se recuerda a un pagador solo cuando usted lo pide al aceptar un movimiento.",
        "A payer is remembered only when you ask for it on accepting a movement.";

    /// One waits.
    one_waits => "1 movimiento del banco por conciliar", "1 movement of the bank to match";
    /// Several wait.
    several_wait(count: usize) => "{count} movimientos del banco por conciliar", "{count} movements of the bank to match";
}
