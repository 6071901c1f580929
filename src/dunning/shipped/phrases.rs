//! What several messages say in the same words.

use super::Words;

/// Spanish.
pub(super) mod es {
    pub const HELLO: &str = "Buen día{?contacto}, {contacto}{/}:";
    pub const CALL_HELLO: &str = "Buen día{?contacto}, {contacto}{/}. Le llamo de {empresa}{?responsable}; soy {responsable}{/}.";
    pub const CHAT_HELLO: &str = "Buen día{?contacto}, {contacto}{/}. Le escribe {?responsable}{responsable}, de {/}{empresa}.";
    pub const LETTER_HEAD: &str = "{hoy}\n\n{contacto}\n{razon_social}";
    pub const ITEMS: &str = "{facturas}\n\nTotal: {total}";
    pub const TABLE: &str = "{tabla}";
    pub const PROMISE: &str =
        "{?promesa}Teníamos anotado su pago{?prometido} de {prometido}{/} para el {promesa}.{/}";
    pub const INTEREST: &str = "{?intereses}Los intereses por mora calculados a la fecha son {intereses}; no están incluidos en el total.{/}";
    pub const UNAPPLIED: &str = "{?saldo_a_favor}Usted tiene además {saldo_a_favor} a su favor: díganos a qué factura lo aplicamos.{/}";
    pub const PAY: &str = "{?como_pagar}Cómo pagar:\n{como_pagar}{/}{!como_pagar}Pídanos los datos para pagar y se los enviamos.{/}";
    pub const ASK: &str = "Si algún importe no coincide o le falta un documento, avísenos y lo revisamos con usted. Si ya pagó, envíenos el comprobante, por favor.";
    pub const CALL_ASK: &str =
        "¿Hay algo que no coincida o que debamos aclarar? Lo anoto ahora y lo revisamos.";
    pub const CHAT_ASK: &str = "Si algo no coincide o ya pagó, respóndanos por aquí. Gracias.";
    pub const CLOSE: &str = "Atentamente,\n{responsable}\n{empresa}";
}

/// English.
pub(super) mod en {
    pub const HELLO: &str = "Dear {?contact}{contact}{/}{!contact}customer{/},";
    pub const CALL_HELLO: &str = "Good morning{?contact}, {contact}{/}. I am calling from {firm}{?responsible}; my name is {responsible}{/}.";
    pub const CHAT_HELLO: &str =
        "Hello{?contact}, {contact}{/}. This is {?responsible}{responsible} of {/}{firm}.";
    pub const LETTER_HEAD: &str = "{today}\n\n{contact}\n{legal_name}";
    pub const ITEMS: &str = "{items}\n\nTotal: {total}";
    pub const TABLE: &str = "{table}";
    pub const PROMISE: &str =
        "{?promise}We had noted your payment{?promised} of {promised}{/} for {promise}.{/}";
    pub const INTEREST: &str = "{?interest}Late interest worked out to date is {interest}; it is not included in the total.{/}";
    pub const UNAPPLIED: &str = "{?unapplied}You also have a credit of {unapplied}: please tell us which invoice to apply it to.{/}";
    pub const PAY: &str = "{?how_to_pay}How to pay:\n{how_to_pay}{/}{!how_to_pay}Ask us for the payment details and we will send them to you.{/}";
    pub const ASK: &str = "If an amount is not right or a document is missing, let us know and we will look into it with you. If you have already paid, please send us the proof of payment.";
    pub const CALL_ASK: &str =
        "Is anything not right, or to be cleared up? I will note it now and we will look into it.";
    pub const CHAT_ASK: &str =
        "If anything is not right or you have paid already, please reply here. Thank you.";
    pub const CLOSE: &str = "Kind regards,\n{responsible}\n{firm}";
}

pub(super) const RIGHT_PERSON: Words = (
    "Confirme que habla con quien atiende los pagos antes de mencionar importes.",
    "Make sure you are talking to whoever handles payments before naming amounts.",
);
pub(super) const DATE_AND_AMOUNT: Words = (
    "Pida fecha e importe, y anote la promesa.",
    "Ask for a day and an amount, and note the promise.",
);
pub(super) const NOTE_DISPUTE: Words = (
    "Si hay una aclaración, anote la factura, el motivo y qué la resuelve.",
    "If something is disputed, note the invoice, the reason and what settles it.",
);
pub(super) const PAID_ALREADY: Words = (
    "Si ya pagó, pida la fecha y el comprobante.",
    "If it has been paid, ask for the day and the proof of payment.",
);
pub(super) const SEND_DOCUMENT: Words =
    ("Si le falta un documento, envíelo hoy mismo.", "If a document is missing, send it today.");
pub(super) const IN_WRITING: Words =
    ("Confirme por escrito lo que se acuerde.", "Confirm in writing whatever is agreed.");
