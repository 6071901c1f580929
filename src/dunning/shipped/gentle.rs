//! The gentle protocol: for customers whom one wants to keep, with more time and more care.

use super::phrases::{
    DATE_AND_AMOUNT, IN_WRITING, NOTE_DISPUTE, PAID_ALREADY, RIGHT_PERSON, SEND_DOCUMENT, en, es,
};
use super::{Written, standard};
use crate::ledger::protocol::{Channel, Stage};

pub(super) const STEPS: &[Written] = &[
    SERVICE_CALL,
    DUE_EMAIL,
    SUPPORT_CALL,
    REMINDER_EMAIL,
    MANAGER_CALL,
    VISIT,
    MANAGEMENT_LETTER,
    standard::DECISION_LETTER.at(8, 120),
];

const SERVICE_CALL: Written = Written {
    number: 1,
    day: -10,
    channel: Channel::Call,
    stage: Stage::Preventive,
    name: ("Llamada de servicio", "Service call"),
    subject: ("Entrega y documentos de {numeros}", "Delivery and documents of {numbers}"),
    es: &[
        es::CALL_HELLO,
        "Quisiera saber cómo le fue con su pedido. ¿Llegó bien? ¿Podemos mejorar en algo?",
        "También quisiera confirmar que recibió {numeros} y que no falta nada para tramitar el pago{?terminos}, según las condiciones acordadas ({terminos}){/}:",
        es::ITEMS,
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        en::CALL_HELLO,
        "I would like to ask how things went with your order. Did it arrive safely? Is there anything we can do better?",
        "I would also like to make sure that you received {numbers} and that nothing is missing to process the payment{?terms} on the terms agreed ({terms}){/}:",
        en::ITEMS,
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[
        RIGHT_PERSON,
        ("¿Llegó el pedido, completo y a tiempo?", "Did the order arrive, complete and on time?"),
        ("¿Está conforme con todo?", "Is all well?"),
        (
            "¿Tiene la factura y todo lo que su trámite pide?",
            "Do they have the invoice and all that their process asks for?",
        ),
        SEND_DOCUMENT,
    ],
};

const DUE_EMAIL: Written = Written {
    number: 2,
    day: 0,
    channel: Channel::Email,
    stage: Stage::Preventive,
    name: ("Correo de cortesía", "Courtesy e-mail"),
    subject: (
        "{?empresa}{empresa}: {/}vencimiento de {numeros}",
        "{?firm}{firm}: {/}{numbers} falling due",
    ),
    es: &[
        es::HELLO,
        "Gracias por su confianza. Le compartimos un recordatorio de lo que corresponde a {cliente}:",
        es::ITEMS,
        es::UNAPPLIED,
        es::PAY,
        es::ASK,
        es::CLOSE,
    ],
    en: &[
        en::HELLO,
        "Thank you for your business. Here is a reminder of what is on the account of {customer}:",
        en::ITEMS,
        en::UNAPPLIED,
        en::PAY,
        en::ASK,
        en::CLOSE,
    ],
    checklist: &[],
};

const SUPPORT_CALL: Written = Written {
    number: 3,
    day: 15,
    channel: Channel::Call,
    stage: Stage::Administrative,
    name: ("Llamada de apoyo", "Supporting call"),
    subject: ("En qué ayudar con {numeros}", "How to help with {numbers}"),
    es: &[
        es::CALL_HELLO,
        es::PROMISE,
        "Vemos pendiente lo siguiente y queremos saber si podemos ayudarle en algo para tramitarlo:",
        es::ITEMS,
        "¿Para qué fecha está programado el pago?",
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        en::CALL_HELLO,
        en::PROMISE,
        "We see the following still open and would like to know whether we can help you process it:",
        en::ITEMS,
        "For which day is the payment scheduled?",
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[RIGHT_PERSON, DATE_AND_AMOUNT, NOTE_DISPUTE, SEND_DOCUMENT, PAID_ALREADY],
};

const REMINDER_EMAIL: Written = Written {
    number: 4,
    day: 30,
    channel: Channel::Email,
    stage: Stage::Administrative,
    name: ("Recordatorio por correo", "Reminder by e-mail"),
    subject: (
        "{?empresa}{empresa}: {/}saldo pendiente de {cliente}",
        "{?firm}{firm}: {/}open balance of {customer}",
    ),
    es: &[
        es::HELLO,
        "Le escribimos por el saldo siguiente, que según nuestros registros sigue pendiente:",
        es::ITEMS,
        es::PROMISE,
        es::UNAPPLIED,
        "Le agradeceremos confirmarnos la fecha de pago a más tardar el {plazo}.",
        es::PAY,
        es::ASK,
        es::CLOSE,
    ],
    en: &[
        en::HELLO,
        "We are writing about the following balance, which our records show as still open:",
        en::ITEMS,
        en::PROMISE,
        en::UNAPPLIED,
        "We would be grateful if you could confirm the date of payment by {deadline}.",
        en::PAY,
        en::ASK,
        en::CLOSE,
    ],
    checklist: &[("Adjunte el estado de cuenta.", "Attach the statement.")],
};

const MANAGER_CALL: Written = Written {
    number: 5,
    day: 45,
    channel: Channel::Call,
    stage: Stage::Administrative,
    name: ("Llamada de la dirección", "Call by management"),
    subject: ("Saldo pendiente de {cliente}", "Open balance of {customer}"),
    es: &[
        "Buen día{?contacto}, {contacto}{/}. Le llamo de la dirección de {empresa}.",
        es::PROMISE,
        "Valoramos mucho nuestra relación y prefiero tratarlo directamente con usted. Este saldo sigue pendiente{?dias}, con {dias} de atraso{/}:",
        es::ITEMS,
        "¿Cómo y cuándo podemos dejarlo resuelto? Si conviene, podemos acordar pagos parciales con fechas.",
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        "Good morning{?contact}, {contact}{/}. I am calling from the management of {firm}.",
        en::PROMISE,
        "We value our relationship and I prefer to take this up with you directly. This balance is still open{?days}, {days} late{/}:",
        en::ITEMS,
        "How and when can we settle it? If it helps, we can agree on part payments with dates.",
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[
        (
            "Llama alguien de la dirección o quien lleva la relación comercial.",
            "Somebody of management, or whoever looks after the business relationship, calls.",
        ),
        RIGHT_PERSON,
        DATE_AND_AMOUNT,
        NOTE_DISPUTE,
        IN_WRITING,
    ],
};

const VISIT: Written = Written {
    number: 6,
    day: 60,
    channel: Channel::Visit,
    stage: Stage::Administrative,
    name: ("Visita", "Visit"),
    subject: ("Conciliar el saldo de {cliente}", "Reconciling the balance of {customer}"),
    es: &[
        "Visita de {empresa} a {cliente}{?contacto}, con {contacto}{/}, para conciliar y acordar el pago de:",
        es::ITEMS,
        es::PROMISE,
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        "Visit of {firm} to {customer}{?contact}, with {contact}{/}, to reconcile the following and agree on payment:",
        en::ITEMS,
        en::PROMISE,
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[
        (
            "Acuerde la cita antes de ir; no llegue sin aviso.",
            "Arrange the visit beforehand; do not turn up unannounced.",
        ),
        (
            "Lleve el estado de cuenta, las facturas y los acuses.",
            "Take the statement, the invoices and the acknowledgements.",
        ),
        (
            "Concilie factura por factura y anote las diferencias.",
            "Reconcile invoice by invoice and note the differences.",
        ),
        DATE_AND_AMOUNT,
        IN_WRITING,
    ],
};

const MANAGEMENT_LETTER: Written = Written {
    number: 7,
    day: 90,
    channel: Channel::Letter,
    stage: Stage::Extrajudicial,
    name: ("Carta de la dirección", "Letter from management"),
    subject: ("Acuerdo sobre {numeros}", "Agreement on {numbers}"),
    es: &[
        es::LETTER_HEAD,
        "Reciba un cordial saludo de {empresa}. Apreciamos la relación que tenemos con {cliente} y queremos resolver con usted el saldo siguiente:",
        es::TABLE,
        es::INTEREST,
        "Le proponemos acordar un calendario de pagos a más tardar el {plazo}. Quedamos a su disposición para reunirnos antes de esa fecha.",
        es::PAY,
        es::ASK,
        es::CLOSE,
    ],
    en: &[
        en::LETTER_HEAD,
        en::HELLO,
        "We at {firm} appreciate the relationship we have with {customer} and would like to settle the following balance with you:",
        en::TABLE,
        en::INTEREST,
        "We propose to agree on a schedule of payments by {deadline}. We would be glad to meet you before then.",
        en::PAY,
        en::ASK,
        en::CLOSE,
    ],
    checklist: &[
        ("Firma la carta alguien de la dirección.", "Somebody of management signs the letter."),
        (
            "Decida si se le sigue vendiendo a crédito mientras tanto.",
            "Decide whether to go on selling on credit meanwhile.",
        ),
    ],
};
