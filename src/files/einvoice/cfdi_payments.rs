//! Mexico: the payments in a CFDI of type P (Complemento para recepción de Pagos 1.0, 2.0).

use rust_decimal::Decimal;

use super::cfdi::payment_currency;
use super::fields::{day, decimal, exact, money};
use crate::files::document::{Fault, FaultKind, ReceiptAllocation, ReceiptPayment};
use crate::files::xml::Element;
use crate::ledger::{Currency, Money};

/// The payments that a receipt certifies.
pub fn read(root: Element<'_>) -> Result<Vec<ReceiptPayment>, Fault> {
    let complements = root.all("Complemento").flat_map(|complement| complement.all("Pagos"));
    complements.flat_map(|payments| payments.all("Pago")).map(payment).collect()
}

fn payment(element: Element<'_>) -> Result<ReceiptPayment, Fault> {
    let get = |name| element.attribute(name).unwrap_or_default();
    let currency = payment_currency("MonedaP", element.attribute("MonedaP"))?;
    let amount = money("Monto", get("Monto"), currency)?;
    let documents: Vec<Element<'_>> = element.all("DoctoRelacionado").collect();
    let only_one = documents.len() == 1;
    let allocations = documents
        .into_iter()
        .map(|document| allocation(document, amount, only_one))
        .collect::<Result<_, _>>()?;
    Ok(ReceiptPayment {
        on: day("FechaPago", get("FechaPago"))?,
        amount,
        rate: element
            .attribute("TipoCambioP")
            .and_then(decimal)
            .filter(|_| currency != Currency::MXN),
        reference: get("NumOperacion").to_owned(),
        from_account: get("CtaOrdenante").to_owned(),
        allocations,
    })
}

/// EquivalenciaDR of 2.0 and TipoCambioDR of 1.0 both are units of the invoice's currency
/// for one unit of the payment's. Version 1.0 may leave out what was paid where the payment
/// is for one invoice: all of it was.
fn allocation(
    element: Element<'_>,
    payment: Money,
    only_one: bool,
) -> Result<ReceiptAllocation, Fault> {
    let currency = match element.attribute("MonedaDR") {
        None => payment.currency,
        code => payment_currency("MonedaDR", code)?,
    };
    let same = currency == payment.currency;
    let rate = element
        .attribute("EquivalenciaDR")
        .or(element.attribute("TipoCambioDR"))
        .and_then(decimal)
        .filter(|rate| !rate.is_zero())
        .or(same.then_some(Decimal::ONE));
    let missing = || Fault::at("ImpPagado", "", FaultKind::Missing);
    let paid = match element.attribute("ImpPagado") {
        Some(text) => money("ImpPagado", text, currency)?,
        None if only_one => {
            let amount = payment.to_decimal().checked_mul(rate.ok_or_else(missing)?);
            let amount = amount.ok_or_else(missing)?;
            exact(amount, currency)
                .map_err(|what| Fault::at("ImpPagado", &amount.to_string(), what))?
        }
        None => return Err(missing()),
    };
    let left = |name: &str| element.attribute(name).map(|text| money(name, text, currency));
    let parts = [element.attribute("Serie"), element.attribute("Folio")];
    let number = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ok(ReceiptAllocation {
        fiscal_id: element.attribute("IdDocumento").map(str::to_ascii_uppercase),
        number: Some(number).filter(|number| !number.is_empty()),
        paid,
        rate,
        part: element.attribute("NumParcialidad").and_then(|text| text.parse().ok()),
        left_before: left("ImpSaldoAnt").transpose()?,
        left_after: left("ImpSaldoInsoluto").transpose()?,
    })
}
