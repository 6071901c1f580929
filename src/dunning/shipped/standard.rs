//! The standard protocol: systematic, from ten days before the due date to ninety after.

use super::Written;
use super::phrases::{
    DATE_AND_AMOUNT, IN_WRITING, NOTE_DISPUTE, PAID_ALREADY, RIGHT_PERSON, SEND_DOCUMENT, en, es,
};
use crate::ledger::protocol::{Channel, Stage};

pub(super) const STEPS: &[Written] = &[
    PRE_DUE_CALL,
    DUE_CHAT,
    FOLLOW_UP_CALL,
    OVERDUE_EMAIL,
    COMMITMENT_CALL,
    FORMAL_EMAIL,
    EXTRAJUDICIAL_LETTER,
    DECISION_LETTER,
];

pub(super) const PRE_DUE_CALL: Written = Written {
    number: 1,
    day: -10,
    channel: Channel::Call,
    stage: Stage::Preventive,
    name: ("Llamada preventiva", "Pre-due call"),
    subject: ("Entrega y pago de {numeros}", "Delivery and payment of {numbers}"),
    es: &[
        es::CALL_HELLO,
        "¿Llegó bien su pedido? ¿Está todo como lo esperaba?",
        "Quisiera confirmar que recibió {numeros} y que las condiciones de pago{?terminos} ({terminos}){/} están claras:",
        es::ITEMS,
        "¿Necesita algún documento para programar el pago? ¿Qué día puedo anotar?",
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        en::CALL_HELLO,
        "Did your order arrive safely? Is everything as you expected?",
        "I would like to make sure that you received {numbers} and that the payment terms{?terms} ({terms}){/} are clear:",
        en::ITEMS,
        "Do you need any document to schedule the payment? Which day may I note?",
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[
        RIGHT_PERSON,
        ("¿Llegó el pedido, completo y a tiempo?", "Did the order arrive, complete and on time?"),
        ("¿Está conforme con todo?", "Is all well?"),
        (
            "¿Tiene la factura y ya entró a revisión?",
            "Do they have the invoice, and is it being processed?",
        ),
        (
            "¿Entiende las condiciones y la fecha de vencimiento?",
            "Do they understand the terms and the due date?",
        ),
        (
            "¿Quién autoriza el pago y qué días pagan?",
            "Who approves the payment, and on which days do they pay?",
        ),
        SEND_DOCUMENT,
    ],
};

pub(super) const DUE_CHAT: Written = Written {
    number: 2,
    day: 0,
    channel: Channel::WhatsApp,
    stage: Stage::Preventive,
    name: ("Aviso de vencimiento", "Due-date courtesy"),
    subject: ("Vencimiento de {numeros}", "{numbers} falling due"),
    es: &[
        es::CHAT_HELLO,
        "Le recordamos cordialmente:\n{facturas}",
        "Total: {total}",
        es::PAY,
        es::CHAT_ASK,
    ],
    en: &[en::CHAT_HELLO, "A friendly reminder:\n{items}", "Total: {total}", en::PAY, en::CHAT_ASK],
    checklist: &[],
};

pub(super) const FOLLOW_UP_CALL: Written = Written {
    number: 3,
    day: 10,
    channel: Channel::Call,
    stage: Stage::Administrative,
    name: ("Llamada de seguimiento", "Follow-up call"),
    subject: ("Pago pendiente de {numeros}", "Outstanding payment of {numbers}"),
    es: &[
        es::CALL_HELLO,
        es::PROMISE,
        "El motivo es un saldo pendiente{?dias}, con {dias} de atraso{/}:",
        es::ITEMS,
        "¿Qué fecha de pago puedo anotar, y por qué importe?",
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        en::CALL_HELLO,
        en::PROMISE,
        "It is about an outstanding balance{?days}, now {days} late{/}:",
        en::ITEMS,
        "Which payment date may I note, and for what amount?",
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[RIGHT_PERSON, DATE_AND_AMOUNT, NOTE_DISPUTE, SEND_DOCUMENT, PAID_ALREADY],
};

pub(super) const OVERDUE_EMAIL: Written = Written {
    number: 4,
    day: 20,
    channel: Channel::Email,
    stage: Stage::Administrative,
    name: ("Correo de saldo vencido", "Overdue e-mail"),
    subject: (
        "{?empresa}{empresa}: {/}saldo vencido de {cliente}",
        "{?firm}{firm}: {/}overdue balance of {customer}",
    ),
    es: &[
        es::HELLO,
        "A la fecha no registramos el pago de lo siguiente{?dias}; lo más antiguo lleva {dias} de atraso{/}:",
        es::ITEMS,
        es::PROMISE,
        es::UNAPPLIED,
        "Le pedimos pagar, o confirmarnos la fecha de pago, a más tardar el {plazo}.",
        es::PAY,
        es::ASK,
        es::CLOSE,
    ],
    en: &[
        en::HELLO,
        "To date we have no record of payment of the following{?days}; the oldest is {days} late{/}:",
        en::ITEMS,
        en::PROMISE,
        en::UNAPPLIED,
        "Please pay, or let us know the date of payment, by {deadline}.",
        en::PAY,
        en::ASK,
        en::CLOSE,
    ],
    checklist: &[(
        "Adjunte el estado de cuenta y las facturas que le falten.",
        "Attach the statement and any invoices they lack.",
    )],
};

pub(super) const COMMITMENT_CALL: Written = Written {
    number: 5,
    day: 30,
    channel: Channel::Call,
    stage: Stage::Administrative,
    name: ("Llamada para acordar el pago", "Call to agree on payment"),
    subject: ("Acordar el pago de {numeros}", "Agreeing on payment of {numbers}"),
    es: &[
        es::CALL_HELLO,
        es::PROMISE,
        "Este saldo sigue pendiente{?dias} y ya lleva {dias} de atraso{/}:",
        es::ITEMS,
        "Es importante que acordemos hoy una fecha y un importe. Si no es posible cubrir todo, podemos proponerle un convenio de pago.",
        es::PAY,
        es::CALL_ASK,
    ],
    en: &[
        en::CALL_HELLO,
        en::PROMISE,
        "This balance is still outstanding{?days} and is now {days} late{/}:",
        en::ITEMS,
        "It is important that we agree on a day and an amount today. If you cannot cover all of it, we can propose a payment plan.",
        en::PAY,
        en::CALL_ASK,
    ],
    checklist: &[
        RIGHT_PERSON,
        (
            "Hable con quien autoriza los pagos, no solo con quien los tramita.",
            "Talk to whoever approves payments, not only to whoever prepares them.",
        ),
        (
            "Acuerde una fecha y un importe, o un convenio con sus fechas.",
            "Agree on a day and an amount, or on a plan with its days.",
        ),
        NOTE_DISPUTE,
        (
            "Decida si se le sigue vendiendo a crédito mientras tanto.",
            "Decide whether to go on selling on credit meanwhile.",
        ),
        IN_WRITING,
    ],
};

pub(super) const FORMAL_EMAIL: Written = Written {
    number: 6,
    day: 45,
    channel: Channel::Email,
    stage: Stage::Administrative,
    name: ("Aviso formal", "Formal notice"),
    subject: (
        "{?empresa}{empresa}: {/}aviso formal de saldo vencido",
        "{?firm}{firm}: {/}formal notice of overdue balance",
    ),
    es: &[
        es::HELLO,
        "Nos dirigimos formalmente a {razon_social} por el saldo siguiente, que continúa pendiente a pesar de nuestros avisos{?dias} y lleva {dias} de atraso{/}:",
        es::ITEMS,
        es::INTEREST,
        "Le solicitamos el pago, o una propuesta de convenio, a más tardar el {plazo}.",
        es::PAY,
        es::ASK,
        es::CLOSE,
    ],
    en: &[
        en::HELLO,
        "We are writing formally to {legal_name} about the following balance, which is still outstanding despite our reminders{?days} and is {days} late{/}:",
        en::ITEMS,
        en::INTEREST,
        "We ask for payment, or for a proposed payment plan, by {deadline}.",
        en::PAY,
        en::ASK,
        en::CLOSE,
    ],
    checklist: &[
        (
            "Escriba a quien decide: dirección o finanzas.",
            "Write to whoever decides: management or finance.",
        ),
        ("Adjunte el estado de cuenta.", "Attach the statement."),
        (
            "Revise que no haya una aclaración abierta sobre lo que se pide.",
            "Check that nothing asked for is under dispute.",
        ),
    ],
};

pub(super) const EXTRAJUDICIAL_LETTER: Written = Written {
    number: 7,
    day: 60,
    channel: Channel::Letter,
    stage: Stage::Extrajudicial,
    name: ("Carta extrajudicial", "Extrajudicial letter"),
    subject: ("Solicitud de pago de {numeros}", "Request for payment of {numbers}"),
    es: &[
        es::LETTER_HEAD,
        "Reciba un cordial saludo. Según los registros de {empresa}, a la fecha sigue pendiente el siguiente saldo:",
        es::TABLE,
        es::INTEREST,
        "Nos interesa resolverlo de común acuerdo. Le solicitamos pagar, o acordar con nosotros un convenio de pago, a más tardar el {plazo}. Si para entonces no tenemos respuesta, la gestión de este saldo continuará en nuestra área de cobranza extrajudicial.",
        es::PAY,
        es::ASK,
        es::CLOSE,
    ],
    en: &[
        en::LETTER_HEAD,
        en::HELLO,
        "According to the records of {firm}, the following balance is still outstanding:",
        en::TABLE,
        en::INTEREST,
        "We would like to settle this by agreement. We ask you to pay, or to agree on a payment plan with us, by {deadline}. If we have not heard from you by then, this balance will be handled by our extrajudicial collections department.",
        en::PAY,
        en::ASK,
        en::CLOSE,
    ],
    checklist: &[
        (
            "Reúna el expediente: facturas, acuses, estado de cuenta y gestiones.",
            "Gather the file: invoices, acknowledgements, statement and contacts.",
        ),
        (
            "Envíe la carta con acuse de recibo a la dirección registrada.",
            "Send the letter with acknowledgement of receipt to the registered address.",
        ),
        (
            "Decida quién lleva el caso desde hoy: su empresa, una agencia o un abogado.",
            "Decide who handles the case from today: your firm, an agency or a lawyer.",
        ),
    ],
};

pub(super) const DECISION_LETTER: Written = Written {
    number: 8,
    day: 90,
    channel: Channel::Letter,
    stage: Stage::Judicial,
    name: ("Decisión: demandar o castigar", "Decision: sue or write off"),
    subject: ("Propuesta de acuerdo sobre {numeros}", "Proposed agreement on {numbers}"),
    es: &[
        es::LETTER_HEAD,
        "Reciba un cordial saludo. El siguiente saldo con {empresa} continúa pendiente después de nuestras solicitudes anteriores:",
        es::TABLE,
        es::INTEREST,
        "Antes de decidir cómo concluir este asunto, queremos darle la oportunidad de resolverlo de común acuerdo, con el pago total o con un convenio firmado a más tardar el {plazo}.",
        es::PAY,
        es::ASK,
        es::CLOSE,
    ],
    en: &[
        en::LETTER_HEAD,
        en::HELLO,
        "The following balance with {firm} is still outstanding after our earlier requests:",
        en::TABLE,
        en::INTEREST,
        "Before we decide how to conclude this matter, we would like to give you the opportunity to settle it by agreement, with payment in full or with a signed payment plan by {deadline}.",
        en::PAY,
        en::ASK,
        en::CLOSE,
    ],
    checklist: &[
        (
            "Compare cuánto se espera recuperar si se sigue, se cede el caso, se demanda o se castiga.",
            "Compare what is to be expected from going on, handing over, suing or writing off.",
        ),
        (
            "Consulte con su abogado si el expediente basta y si hay un plazo que corre.",
            "Ask your lawyer whether the file is sufficient and whether a time limit is running.",
        ),
        (
            "Decida: demandar, seguir por la vía extrajudicial o castigar el saldo.",
            "Decide: sue, go on out of court, or write the balance off.",
        ),
        ("Anote la decisión y quién la tomó.", "Note the decision and who took it."),
    ],
};
