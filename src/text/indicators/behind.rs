//! Words of what stands behind a figure: its two sides and their documents.

use crate::indicators::{LineTo, PartName};
use crate::text::Lang;

crate::messages! {
    /// How the figure comes about, over its documents.
    comes_of => "De dónde sale", "Where it comes from";
    /// Over the upper part.
    of_days(days: &str) => "× {days} días", "× {days} days";
    /// An amount times days.
    money_days(amount: &str) => "{amount} × días", "{amount} × days";
    /// There is nothing on a side.
    nothing_here => "No hay nada de este lado.", "There is nothing on this side.";
    /// Lines that are not shown.
    more_lines(count: &str) => "{count} renglones más, en el archivo CSV", "{count} more lines, in the CSV file";
    /// The sum of a side.
    sum => "Suma", "Sum";
    /// Heading of days.
    days_head => "Días", "Days";
    /// Heading of what was promised, in the file.
    promised_head => "Prometido", "Promised";
    /// Heading of what a line is.
    what_head => "Documento", "Document";
    /// Heading of a side in the file.
    side_head => "Lado", "Side";
    /// A count of lines.
    one_line => "1 renglón", "1 line";
    /// A count of lines.
    lines(count: &str) => "{count} renglones", "{count} lines";

    /// Open.
    part_open => "Por cobrar", "Owed";
    /// Open and past due.
    part_overdue => "Vencido", "Overdue";
    /// Open and more than ninety days past due.
    part_at_risk => "Más de 90 días de atraso", "More than 90 days past due";
    /// Not yet due.
    part_current => "Por vencer", "Not yet due";
    /// Net credit sales.
    part_sales => "Ventas netas a crédito", "Net credit sales";
    /// Owed, by month.
    part_covered => "Meses de venta que lo cubren", "Months of sales that cover it";
    /// Days to pay.
    part_payment_days => "Días de emisión a pago", "Days from issue to payment";
    /// Payments.
    part_payments => "Pagos aplicados", "Payments applied";
    /// Amount times days.
    part_minor_days => "Importe × días", "Amount × days";
    /// Amounts.
    part_amounts => "Importes pagados", "Amounts paid";
    /// Collected.
    part_collected => "Inicial + ventas netas − final", "Beginning + net sales − end";
    /// There to collect.
    part_collectable => "Inicial + ventas netas − por vencer final", "Beginning + net sales − not yet due at the end";
    /// Owed at both ends.
    part_ends => "Por cobrar al inicio + al final (se promedian)", "Owed at the beginning + at the end (averaged)";
    /// Written off.
    part_written_off => "Castigos", "Write-offs";
    /// Collected from a stage.
    part_stage_collected => "Cobrado en la etapa", "Collected at the stage";
    /// Collected or still there.
    part_stage_stood => "Cobrado más lo que sigue en la etapa", "Collected and what is still at the stage";
    /// Promises kept.
    part_kept => "Cumplidas", "Kept";
    /// Promises.
    part_promises => "Promesas con plazo terminado", "Promises whose time is over";
    /// Contacts.
    part_contacts => "Gestiones", "Contacts";
    /// Contacts with an outcome.
    part_known => "Gestiones con resultado conocido", "Contacts with a known outcome";
    /// Contacts that reached somebody.
    part_reached => "Con respuesta", "Reached somebody";
    /// A promise.
    a_promise => "Promesa", "Promise";
    /// A credit note.
    credit_note => "Nota de crédito", "Credit note";
    /// A write-off.
    write_off => "Castigo", "Write-off";
    /// A payment without a reference.
    a_payment => "Pago", "Payment";
    /// A payment and the invoice it settles.
    payment_for(payment: &str, invoice: &str) => "{payment} → {invoice}", "{payment} → {invoice}";
}

/// A side's name.
pub fn part(lang: Lang, part: PartName) -> &'static str {
    match part {
        PartName::Open => part_open(lang),
        PartName::Overdue => part_overdue(lang),
        PartName::AtRisk => part_at_risk(lang),
        PartName::Current => part_current(lang),
        PartName::Sales => part_sales(lang),
        PartName::Covered => part_covered(lang),
        PartName::PaymentDays => part_payment_days(lang),
        PartName::Payments => part_payments(lang),
        PartName::PaymentMinorDays => part_minor_days(lang),
        PartName::PaymentAmounts => part_amounts(lang),
        PartName::Collected => part_collected(lang),
        PartName::Collectable => part_collectable(lang),
        PartName::OwedAtEnds => part_ends(lang),
        PartName::WrittenOff => part_written_off(lang),
        PartName::CollectedAtStage(_) => part_stage_collected(lang),
        PartName::StoodAtStage(_) => part_stage_stood(lang),
        PartName::PromisesKept => part_kept(lang),
        PartName::Promises => part_promises(lang),
        PartName::Contacts => part_contacts(lang),
        PartName::ContactsKnown => part_known(lang),
        PartName::ContactsReached => part_reached(lang),
    }
}

/// What a line without a number of its own is called.
pub fn line(lang: Lang, to: LineTo, is_write_off: bool) -> &'static str {
    match to {
        LineTo::Credit(_) if is_write_off => write_off(lang),
        LineTo::Credit(_) => credit_note(lang),
        LineTo::Payment(..) => a_payment(lang),
        _ => "",
    }
}
