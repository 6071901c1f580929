//! The strict protocol: for risky customers, earlier and closer together.

use super::phrases::{en, es};
use super::{Written, standard};
use crate::ledger::protocol::{Channel, Stage};

pub(super) const STEPS: &[Written] = &[
    standard::PRE_DUE_CALL.at(1, -15),
    SOON_CHAT,
    DUE_EMAIL,
    standard::FOLLOW_UP_CALL.at(4, 3),
    standard::OVERDUE_EMAIL.at(5, 8),
    standard::COMMITMENT_CALL.at(6, 15),
    standard::FORMAL_EMAIL.at(7, 22),
    standard::EXTRAJUDICIAL_LETTER.at(8, 30),
    standard::DECISION_LETTER.at(9, 60),
];

pub(super) const SOON_CHAT: Written = Written {
    number: 2,
    day: -5,
    channel: Channel::WhatsApp,
    stage: Stage::Preventive,
    name: ("Aviso previo", "Advance notice"),
    subject: ("Próximo vencimiento de {numeros}", "{numbers} due soon"),
    es: &[
        es::CHAT_HELLO,
        "Le avisamos de lo que está por vencer:\n{facturas}",
        "Total: {total}",
        es::PAY,
        es::CHAT_ASK,
    ],
    en: &[
        en::CHAT_HELLO,
        "This is to let you know what falls due soon:\n{items}",
        "Total: {total}",
        en::PAY,
        en::CHAT_ASK,
    ],
    checklist: &[],
};

const DUE_EMAIL: Written = Written {
    number: 3,
    day: 0,
    channel: Channel::Email,
    stage: Stage::Preventive,
    name: ("Correo de vencimiento", "Due-date e-mail"),
    subject: (
        "{?empresa}{empresa}: {/}vencimiento de {numeros}",
        "{?firm}{firm}: {/}{numbers} falling due",
    ),
    es: &[
        es::HELLO,
        "Conforme a las condiciones acordadas con {cliente}{?terminos} ({terminos}){/}, corresponde el pago de:",
        es::ITEMS,
        es::UNAPPLIED,
        "Le pedimos enviarnos el comprobante en cuanto pague.",
        es::PAY,
        es::ASK,
        es::CLOSE,
    ],
    en: &[
        en::HELLO,
        "Under the terms agreed with {customer}{?terms} ({terms}){/}, the following is to be paid:",
        en::ITEMS,
        en::UNAPPLIED,
        "Please send us the proof of payment as soon as you have paid.",
        en::PAY,
        en::ASK,
        en::CLOSE,
    ],
    checklist: &[(
        "Revise el límite de crédito antes de entregar otro pedido.",
        "Check the credit limit before delivering another order.",
    )],
};
