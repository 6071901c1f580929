//! The high-volume protocol: for a contact centre, ninety days of short messages and calls.

use super::phrases::{
    DATE_AND_AMOUNT, NOTE_DISPUTE, PAID_ALREADY, RIGHT_PERSON, SEND_DOCUMENT, en, es,
};
use super::{Written, standard, strict};
use crate::ledger::protocol::{Channel, Stage};

pub(super) const STEPS: &[Written] = &[
    strict::SOON_CHAT.at(1, -5),
    standard::DUE_CHAT.at(2, 0),
    OVERDUE_CHAT,
    SHORT_CALL,
    standard::OVERDUE_EMAIL.at(5, 20),
    SECOND_CHAT,
    standard::COMMITMENT_CALL.at(7, 40),
    standard::FORMAL_EMAIL.at(8, 50),
    standard::EXTRAJUDICIAL_LETTER.at(9, 60),
    LAST_CALL,
    standard::DECISION_LETTER.at(11, 90),
];

const OVERDUE_CHAT: Written = Written {
    number: 3,
    day: 5,
    channel: Channel::WhatsApp,
    stage: Stage::Administrative,
    name: ("Mensaje de saldo vencido", "Overdue message"),
    subject: ("Pago pendiente de {numeros}", "Outstanding payment of {numbers}"),
    es: &[
        es::CHAT_HELLO,
        "A la fecha no registramos su pago de:\n{facturas}",
        "Total: {total}",
        "¿Qué día podemos anotarlo?",
        es::PAY,
        es::CHAT_ASK,
    ],
    en: &[
        en::CHAT_HELLO,
        "To date we have no record of your payment of:\n{items}",
        "Total: {total}",
        "Which day may we note for it?",
        en::PAY,
        en::CHAT_ASK,
    ],
    checklist: &[],
};

const SHORT_CALL: Written = Written {
    number: 4,
    day: 10,
    channel: Channel::Call,
    stage: Stage::Administrative,
    name: ("Llamada breve", "Short call"),
    subject: ("Fecha de pago de {numeros}", "Payment date of {numbers}"),
    es: &[
        es::CALL_HELLO,
        es::PROMISE,
        "El motivo es un saldo pendiente de {total}:\n{facturas}",
        "¿Qué día puedo anotar su pago?",
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        en::CALL_HELLO,
        en::PROMISE,
        "It is about an outstanding balance of {total}:\n{items}",
        "Which day may I note for your payment?",
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[RIGHT_PERSON, DATE_AND_AMOUNT, NOTE_DISPUTE, SEND_DOCUMENT, PAID_ALREADY],
};

const SECOND_CHAT: Written = Written {
    number: 6,
    day: 30,
    channel: Channel::WhatsApp,
    stage: Stage::Administrative,
    name: ("Segundo mensaje", "Second message"),
    subject: ("Saldo vencido de {numeros}", "Overdue balance of {numbers}"),
    es: &[
        es::CHAT_HELLO,
        es::PROMISE,
        "Este saldo sigue pendiente:\n{facturas}",
        "Total: {total}",
        "Le pedimos pagar, o decirnos su fecha de pago, a más tardar el {plazo}.",
        es::PAY,
        es::CHAT_ASK,
    ],
    en: &[
        en::CHAT_HELLO,
        en::PROMISE,
        "This balance is still outstanding:\n{items}",
        "Total: {total}",
        "Please pay, or tell us your payment date, by {deadline}.",
        en::PAY,
        en::CHAT_ASK,
    ],
    checklist: &[],
};

const LAST_CALL: Written = Written {
    number: 10,
    day: 75,
    channel: Channel::Call,
    stage: Stage::Extrajudicial,
    name: ("Llamada de acuerdo", "Settlement call"),
    subject: ("Convenio sobre {numeros}", "Payment plan for {numbers}"),
    es: &[
        es::CALL_HELLO,
        es::PROMISE,
        "Este saldo sigue pendiente{?dias}, con {dias} de atraso{/}, y lo lleva ya nuestra área extrajudicial:",
        es::ITEMS,
        es::INTEREST,
        "Queremos cerrarlo por acuerdo. ¿Qué pago inicial y qué fechas puede cumplir?",
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        en::CALL_HELLO,
        en::PROMISE,
        "This balance is still outstanding{?days}, {days} late{/}, and is now with our extrajudicial department:",
        en::ITEMS,
        en::INTEREST,
        "We would like to settle it by agreement. Which first payment and which dates can you keep?",
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[
        RIGHT_PERSON,
        (
            "Proponga un convenio: pago inicial y fechas que pueda cumplir.",
            "Propose a plan: a first payment and dates they can keep.",
        ),
        NOTE_DISPUTE,
        (
            "Anote si conviene seguir, ceder el caso o castigar el saldo.",
            "Note whether to go on, hand the case over or write the balance off.",
        ),
    ],
};
