//! The words in and around the charts.

use super::Lang;

crate::messages! {
    /// The name of the stacked bar of the whole portfolio.
    aging_title => "Cartera por antigüedad", "Receivables by age";
    /// Heading of the column of buckets.
    bucket_header => "Antigüedad", "Age";
    /// Heading of the column of amounts.
    amount_header => "Importe", "Amount";
    /// Heading of the column of shares.
    share_header => "Parte", "Share";
    /// Said where nothing is owed at all.
    nothing_owed => "No hay saldo por cobrar.", "Nothing is owed.";
    /// The name of the chart of month-ends.
    trend_title => "Cartera al cierre de cada mes", "Receivables at each month-end";
    /// Heading of the column of months.
    month_header => "Cierre", "Month-end";
    /// Heading of the sum of the buckets.
    total_header => "Total", "Total";
    /// Heading of the sum less the credit in the customers' favour.
    balance_header => "Saldo", "Balance";
    /// What the chart of month-ends says of one month.
    trend_single(month: &str, total: &str) =>
        "Al cierre de {month} se deben {total}.",
        "At the end of {month}, {total} is owed.";
    /// What the chart of month-ends says of several months.
    trend_description(first: &str, last: &str, last_total: &str, peak: &str, peak_total: &str) =>
        "De {first} a {last}. En el último cierre se deben {last_total}; el monto más alto fue {peak_total}, en {peak}.",
        "From {first} to {last}. {last_total} is owed at the last month-end; the highest was {peak_total}, in {peak}.";
    /// What it says where the last month-end is the highest.
    trend_at_peak(first: &str, last: &str, last_total: &str) =>
        "De {first} a {last}. En el último cierre se deben {last_total}, el monto más alto del periodo.",
        "From {first} to {last}. {last_total} is owed at the last month-end, the highest of the period.";
    /// Said where there is no month-end to show yet.
    trend_empty => "Aún no hay cierres de mes que mostrar.", "There are no month-ends to show yet.";
    /// How a figure moved from one month to another.
    series_moved(name: &str, first: &str, from: &str, last: &str, to: &str) =>
        "{name}: de {first} en {from} a {last} en {to}.",
        "{name}: from {first} in {from} to {last} in {to}.";
    /// A chart's name for screen readers, and how to go through its points.
    with_arrows(title: &str) => "{title}. Con las flechas se recorre punto por punto.",
        "{title}. The arrow keys go from point to point.";
    /// Puts the picture on the clipboard.
    copy_image => "Copiar imagen", "Copy image";
    /// Puts the data into a file.
    download_csv => "Descargar CSV", "Download CSV";
    /// The picture is on the clipboard.
    copied => "Imagen copiada", "Image copied";
    /// The browser took no picture on the clipboard: it is in a file.
    saved => "El navegador no permitió copiar: la imagen está en sus descargas",
        "The browser did not allow copying: the image is among your downloads";
    /// There is no picture or file.
    not_saved(why: &str) => "No se pudo guardar la gráfica: {why}", "The chart could not be saved: {why}";
}

/// The month's three letters under an axis; `month0` counts from 0 and wraps around.
pub fn month_short(lang: Lang, month0: u32) -> &'static str {
    const ES: [&str; 12] =
        ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
    const EN: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match lang {
        Lang::Es => ES[month0 as usize % 12],
        Lang::En => EN[month0 as usize % 12],
    }
}

/// A month and its year in full: `noviembre de 2026`, `November 2026`.
pub fn month_and_year(lang: Lang, year: i32, month0: u32) -> String {
    const ES: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month0 = month0 as usize % 12;
    match lang {
        Lang::Es => format!("{} de {year}", ES[month0]),
        Lang::En => format!("{} {year}", EN[month0]),
    }
}
