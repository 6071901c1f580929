//! The public holidays of nine countries, each with the law it comes from.
//!
//! Days kept only in a region or a town are left out, and so are days off of banks or of the
//! State alone. The facts were checked against `tests/fixtures/calendar/holidays.json`.

use chrono::Weekday::{Fri, Mon, Thu};

use super::holidays::When::{Date, Decreed, Easter, JuneSolstice, Last, Nth, SixthYear};
use super::holidays::{DROPPED, Rule, Shift};
use crate::ledger::Country;

/// The holidays of a country; none where they are not known.
pub(super) fn rules(country: Country) -> &'static [Rule] {
    match country {
        Country::MX => MEXICO,
        Country::CO => COLOMBIA,
        Country::PE => PERU,
        Country::CL => CHILE,
        Country::EC => ECUADOR,
        Country::ES => SPAIN,
        Country::AR => ARGENTINA,
        Country::US => UNITED_STATES,
        Country::GB => UNITED_KINGDOM,
        _ => &[],
    }
}

/// Ley Federal del Trabajo, art. 74. Election days, which the electoral laws fix, are not
/// among them.
const MEXICO: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day"),
    Rule::new(Nth(1, Mon, 2), "Día de la Constitución", "Constitution Day"),
    Rule::new(Nth(3, Mon, 3), "Natalicio de Benito Juárez", "Benito Juárez's Birthday"),
    Rule::new(Date(5, 1), "Día del Trabajo", "Labour Day"),
    Rule::new(Date(9, 16), "Día de la Independencia", "Independence Day"),
    Rule::new(
        SixthYear(10, 1),
        "Transmisión del Poder Ejecutivo Federal",
        "Inauguration of the President",
    )
    .since(2024),
    Rule::new(Nth(3, Mon, 11), "Día de la Revolución", "Revolution Day"),
    Rule::new(Date(12, 25), "Navidad", "Christmas Day"),
];

/// Ley 51 de 1983 (Ley Emiliani): most holidays are kept on the Monday that follows. Ley
/// 2578 de 2026 added 9 July.
const COLOMBIA: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day"),
    Rule::new(Date(1, 6), "Día de los Reyes Magos", "Epiphany").shifted(&TO_MONDAY),
    Rule::new(Date(3, 19), "Día de San José", "Saint Joseph's Day").shifted(&TO_MONDAY),
    Rule::new(Easter(-3), "Jueves Santo", "Maundy Thursday"),
    Rule::new(Easter(-2), "Viernes Santo", "Good Friday"),
    Rule::new(Date(5, 1), "Día del Trabajo", "Labour Day"),
    Rule::new(Easter(39), "Ascensión del Señor", "Ascension Day").shifted(&TO_MONDAY),
    Rule::new(Easter(60), "Corpus Christi", "Corpus Christi").shifted(&TO_MONDAY),
    Rule::new(Easter(68), "Sagrado Corazón", "Sacred Heart").shifted(&TO_MONDAY),
    Rule::new(Date(6, 29), "San Pedro y San Pablo", "Saints Peter and Paul").shifted(&TO_MONDAY),
    Rule::new(
        Date(7, 9),
        "Día de Nuestra Señora del Rosario de Chiquinquirá",
        "Our Lady of the Rosary of Chiquinquirá",
    )
    .shifted(&TO_MONDAY)
    .since(2026),
    Rule::new(Date(7, 20), "Día de la Independencia", "Independence Day"),
    Rule::new(Date(8, 7), "Batalla de Boyacá", "Battle of Boyacá"),
    Rule::new(Date(8, 15), "La Asunción", "Assumption Day").shifted(&TO_MONDAY),
    Rule::new(Date(10, 12), "Día de la Raza", "Columbus Day").shifted(&TO_MONDAY),
    Rule::new(Date(11, 1), "Día de Todos los Santos", "All Saints' Day").shifted(&TO_MONDAY),
    Rule::new(Date(11, 11), "Independencia de Cartagena", "Independence of Cartagena")
        .shifted(&TO_MONDAY),
    Rule::new(Date(12, 8), "La Inmaculada Concepción", "Immaculate Conception"),
    Rule::new(Date(12, 25), "Navidad", "Christmas Day"),
];

/// Decreto Legislativo 713, arts. 5 and 6, with Leyes 31381, 31530 (2022), 31822 (2023) and
/// 31788 (2024). None of them moves.
const PERU: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day"),
    Rule::new(Easter(-3), "Jueves Santo", "Maundy Thursday"),
    Rule::new(Easter(-2), "Viernes Santo", "Good Friday"),
    Rule::new(Easter(0), "Domingo de Resurrección", "Easter Sunday"),
    Rule::new(Date(5, 1), "Día del Trabajo", "Labour Day"),
    Rule::new(Date(6, 7), "Batalla de Arica y Día de la Bandera", "Battle of Arica and Flag Day")
        .since(2024),
    Rule::new(Date(6, 29), "San Pedro y San Pablo", "Saints Peter and Paul"),
    Rule::new(Date(7, 23), "Día de la Fuerza Aérea del Perú", "Peruvian Air Force Day").since(2023),
    Rule::new(Date(7, 28), "Día de la Independencia", "Independence Day"),
    Rule::new(Date(7, 29), "Día de la Gran Parada Militar", "Great Military Parade Day"),
    Rule::new(Date(8, 6), "Batalla de Junín", "Battle of Junín").since(2022),
    Rule::new(Date(8, 30), "Santa Rosa de Lima", "Saint Rose of Lima"),
    Rule::new(Date(10, 8), "Combate de Angamos", "Battle of Angamos"),
    Rule::new(Date(11, 1), "Todos los Santos", "All Saints' Day"),
    Rule::new(Date(12, 8), "Inmaculada Concepción", "Immaculate Conception"),
    Rule::new(Date(12, 9), "Batalla de Ayacucho", "Battle of Ayacucho").since(2022),
    Rule::new(Date(12, 25), "Navidad del Señor", "Christmas Day"),
];

/// Ley 2.977 with Leyes 19.668 (moves 29 June and 12 October), 20.299 (31 October), 20.215
/// and 20.983 (17 and 20 September, 2 January) and 21.357 (the solstice).
const CHILE: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day"),
    Rule::new(Date(1, 2), "Feriado nacional", "National Holiday").shifted(&IF_MONDAY),
    Rule::new(Easter(-2), "Viernes Santo", "Good Friday"),
    Rule::new(Easter(-1), "Sábado Santo", "Holy Saturday"),
    Rule::new(Date(5, 1), "Día Nacional del Trabajo", "Labour Day"),
    Rule::new(Date(5, 21), "Día de las Glorias Navales", "Navy Day"),
    Rule::new(
        JuneSolstice,
        "Día Nacional de los Pueblos Indígenas",
        "National Day of Indigenous Peoples",
    )
    .since(2022),
    Rule::new(Date(6, 29), "San Pedro y San Pablo", "Saints Peter and Paul").shifted(&CHILE_MONDAY),
    Rule::new(Date(7, 16), "Virgen del Carmen", "Our Lady of Mount Carmel"),
    Rule::new(Date(8, 15), "Asunción de la Virgen", "Assumption Day"),
    Rule::new(Date(9, 17), "Fiestas Patrias", "National Holidays").shifted(&IF_MONDAY_OR_FRIDAY),
    Rule::new(Date(9, 18), "Día de la Independencia", "Independence Day"),
    Rule::new(Date(9, 19), "Día de las Glorias del Ejército", "Army Day"),
    Rule::new(Date(9, 20), "Fiestas Patrias", "National Holidays").shifted(&IF_FRIDAY),
    Rule::new(Date(10, 12), "Día del Encuentro de Dos Mundos", "Meeting of Two Worlds' Day")
        .shifted(&CHILE_MONDAY),
    Rule::new(
        Date(10, 31),
        "Día Nacional de las Iglesias Evangélicas y Protestantes",
        "National Day of the Evangelical and Protestant Churches",
    )
    .shifted(&CHILE_FRIDAY),
    Rule::new(Date(11, 1), "Día de Todos los Santos", "All Saints' Day"),
    Rule::new(Date(12, 8), "La Inmaculada Concepción", "Immaculate Conception"),
    Rule::new(Date(12, 25), "Navidad", "Christmas Day"),
];

/// Código del Trabajo, art. 65, as changed by the law of 20 December 2016 (Registro Oficial
/// 906). The date itself stays a holiday; what moves is the rest.
const ECUADOR: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day").shifted(&TO_NEAREST),
    Rule::new(Easter(-48), "Carnaval", "Carnival"),
    Rule::new(Easter(-47), "Carnaval", "Carnival"),
    Rule::new(Easter(-2), "Viernes Santo", "Good Friday"),
    Rule::new(Date(5, 1), "Día del Trabajo", "Labour Day").shifted(&ECUADOR_REST),
    Rule::new(Date(5, 24), "Batalla de Pichincha", "Battle of Pichincha").shifted(&ECUADOR_REST),
    Rule::new(Date(8, 10), "Primer Grito de Independencia", "First Cry of Independence")
        .shifted(&ECUADOR_REST),
    Rule::new(Date(10, 9), "Independencia de Guayaquil", "Independence of Guayaquil")
        .shifted(&ECUADOR_REST),
    Rule::new(Date(11, 2), "Día de Difuntos", "All Souls' Day").shifted(&ECUADOR_SOULS),
    Rule::new(Date(11, 3), "Independencia de Cuenca", "Independence of Cuenca")
        .shifted(&SUNDAY_TO_MONDAY),
    Rule::new(Date(12, 25), "Navidad", "Christmas Day").shifted(&TO_NEAREST),
];

/// Real Decreto 2001/1983, art. 45: the days kept in all of Spain. One that falls on a Sunday
/// is no day off of its own; a region can then keep the Monday, which is the user's to add.
const SPAIN: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day").shifted(&NOT_ON_SUNDAY),
    Rule::new(Date(1, 6), "Epifanía del Señor", "Epiphany").shifted(&NOT_ON_SUNDAY),
    Rule::new(Easter(-2), "Viernes Santo", "Good Friday"),
    Rule::new(Date(5, 1), "Fiesta del Trabajo", "Labour Day").shifted(&NOT_ON_SUNDAY),
    Rule::new(Date(8, 15), "Asunción de la Virgen", "Assumption Day").shifted(&NOT_ON_SUNDAY),
    Rule::new(Date(10, 12), "Fiesta Nacional de España", "National Day").shifted(&NOT_ON_SUNDAY),
    Rule::new(Date(11, 1), "Todos los Santos", "All Saints' Day").shifted(&NOT_ON_SUNDAY),
    Rule::new(Date(12, 6), "Día de la Constitución Española", "Constitution Day")
        .shifted(&NOT_ON_SUNDAY),
    Rule::new(Date(12, 8), "Inmaculada Concepción", "Immaculate Conception")
        .shifted(&NOT_ON_SUNDAY),
    Rule::new(Date(12, 25), "Natividad del Señor", "Christmas Day").shifted(&NOT_ON_SUNDAY),
];

/// Ley 27.399. The days it fixes hold every year; where the others fall, the bridge days and
/// single ones are decreed year by year, so they are a table and end with it. The bridge
/// days of 2027 were not in it yet when it was made.
const ARGENTINA: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day"),
    Rule::new(Easter(-48), "Lunes de Carnaval", "Carnival Monday"),
    Rule::new(Easter(-47), "Martes de Carnaval", "Carnival Tuesday"),
    Rule::new(
        Date(3, 24),
        "Día Nacional de la Memoria por la Verdad y la Justicia",
        "Day of Remembrance for Truth and Justice",
    ),
    Rule::new(
        Date(4, 2),
        "Día del Veterano y de los Caídos en la Guerra de Malvinas",
        "Day of the Veterans and the Fallen of the Malvinas War",
    ),
    Rule::new(Easter(-3), "Jueves Santo", "Maundy Thursday"),
    Rule::new(Easter(-2), "Viernes Santo", "Good Friday"),
    Rule::new(Date(5, 1), "Día del Trabajo", "Labour Day"),
    Rule::new(Date(5, 25), "Día de la Revolución de Mayo", "May Revolution Day"),
    Rule::new(
        Decreed(&[(2024, 6, 17), (2025, 6, 16), (2026, 6, 15), (2027, 6, 21)]),
        "Paso a la Inmortalidad del General Don Martín Miguel de Güemes",
        "General Güemes Memorial Day",
    ),
    Rule::new(
        Date(6, 20),
        "Paso a la Inmortalidad del General Don Manuel Belgrano",
        "General Belgrano Memorial Day",
    ),
    Rule::new(Date(7, 9), "Día de la Independencia", "Independence Day"),
    Rule::new(
        Decreed(&[(2024, 8, 17), (2025, 8, 17), (2026, 8, 17), (2027, 8, 16)]),
        "Paso a la Inmortalidad del General Don José de San Martín",
        "General San Martín Memorial Day",
    ),
    Rule::new(
        Decreed(&[(2024, 10, 12), (2025, 10, 12), (2026, 10, 12), (2027, 10, 11)]),
        "Día del Respeto a la Diversidad Cultural",
        "Day of Respect for Cultural Diversity",
    ),
    Rule::new(
        Decreed(&[(2024, 11, 18), (2025, 11, 24), (2026, 11, 23), (2027, 11, 20)]),
        "Día de la Soberanía Nacional",
        "National Sovereignty Day",
    ),
    Rule::new(Date(12, 8), "Inmaculada Concepción de María", "Immaculate Conception"),
    Rule::new(Date(12, 25), "Navidad", "Christmas Day"),
    Rule::new(Decreed(&[(2024, 4, 1), (2025, 5, 2), (2026, 3, 23)]), BRIDGE.0, BRIDGE.1),
    Rule::new(Decreed(&[(2024, 6, 21), (2025, 8, 15), (2026, 7, 10)]), BRIDGE.0, BRIDGE.1),
    Rule::new(Decreed(&[(2024, 10, 11), (2025, 11, 21), (2026, 12, 7)]), BRIDGE.0, BRIDGE.1),
    // Decreto 1103/2026.
    Rule::new(
        Decreed(&[(2026, 11, 9)]),
        "Visita de Su Santidad el Papa León XIV",
        "Visit of Pope Leo XIV",
    ),
];

/// 5 U.S.C. 6103: a holiday on a Saturday is kept on the Friday before as well, one on a
/// Sunday on the Monday after.
const UNITED_STATES: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day").shifted(&TO_NEAREST),
    Rule::new(Nth(3, Mon, 1), "Día de Martin Luther King Jr.", "Martin Luther King Jr. Day"),
    Rule::new(Nth(3, Mon, 2), "Natalicio de Washington", "Washington's Birthday"),
    Rule::new(Last(Mon, 5), "Día de los Caídos", "Memorial Day"),
    Rule::new(
        Date(6, 19),
        "Día Nacional de la Independencia Juneteenth",
        "Juneteenth National Independence Day",
    )
    .shifted(&TO_NEAREST)
    .since(2021),
    Rule::new(Date(7, 4), "Día de la Independencia", "Independence Day").shifted(&TO_NEAREST),
    Rule::new(Nth(1, Mon, 9), "Día del Trabajo", "Labor Day"),
    Rule::new(Nth(2, Mon, 10), "Día de Cristóbal Colón", "Columbus Day"),
    Rule::new(Date(11, 11), "Día de los Veteranos", "Veterans Day").shifted(&TO_NEAREST),
    Rule::new(Nth(4, Thu, 11), "Día de Acción de Gracias", "Thanksgiving Day"),
    Rule::new(Date(12, 25), "Navidad", "Christmas Day").shifted(&TO_NEAREST),
];

/// Banking and Financial Dealings Act 1971 and common law: the days kept in all four nations.
/// Easter Monday, the summer bank holiday and the days of Scotland and Northern Ireland are
/// not, and are the user's to add.
const UNITED_KINGDOM: &[Rule] = &[
    Rule::new(Date(1, 1), "Año Nuevo", "New Year's Day").shifted(&TO_NEXT_MONDAY),
    Rule::new(Easter(-2), "Viernes Santo", "Good Friday"),
    Rule::new(Nth(1, Mon, 5), "Primero de Mayo", "May Day"),
    Rule::new(Last(Mon, 5), "Feriado bancario de primavera", "Spring Bank Holiday"),
    Rule::new(Date(12, 25), "Navidad", "Christmas Day").shifted(&TWO_DAYS_LATER),
    Rule::new(Date(12, 26), "Día de San Esteban", "Boxing Day").shifted(&TWO_DAYS_LATER),
];

const BRIDGE: (&str, &str) = ("Feriado con fines turísticos", "Bridge holiday");

/// To the Monday that follows, unless it is one.
const TO_MONDAY: Shift = Shift { by: [0, 6, 5, 4, 3, 2, 1], both: false };
/// Tuesday to Thursday back to the Monday of the week, Friday on to the next.
const CHILE_MONDAY: Shift = Shift { by: [0, -1, -2, -3, 3, 0, 0], both: false };
/// Tuesday back to the Friday before, Wednesday on to that of the week.
const CHILE_FRIDAY: Shift = Shift { by: [0, -4, 2, 0, 0, 0, 0], both: false };
/// Only where it makes a long weekend of a feast.
const IF_MONDAY: Shift = only_on(&[Mon]);
const IF_FRIDAY: Shift = only_on(&[Fri]);
const IF_MONDAY_OR_FRIDAY: Shift = only_on(&[Mon, Fri]);
/// Tuesday to Monday, Wednesday and Thursday to Friday, out of the weekend.
const ECUADOR_REST: Shift = Shift { by: [0, -1, 2, 1, 0, -1, 1], both: true };
/// The same, but the day after is a holiday already.
const ECUADOR_SOULS: Shift = Shift { by: [0, -1, 2, 0, 0, -1, 2], both: true };
const SUNDAY_TO_MONDAY: Shift = Shift { by: [0, 0, 0, 0, 0, 0, 1], both: true };
/// Saturday to Friday, Sunday to Monday.
const TO_NEAREST: Shift = Shift { by: [0, 0, 0, 0, 0, -1, 1], both: true };
/// Out of the weekend to Monday.
const TO_NEXT_MONDAY: Shift = Shift { by: [0, 0, 0, 0, 0, 2, 1], both: true };
/// Out of the weekend to Monday and Tuesday, for two holidays in a row.
const TWO_DAYS_LATER: Shift = Shift { by: [0, 0, 0, 0, 0, 2, 2], both: true };
const NOT_ON_SUNDAY: Shift = Shift { by: [0, 0, 0, 0, 0, 0, DROPPED], both: false };

/// Kept only when it falls on one of these weekdays.
const fn only_on(weekdays: &[chrono::Weekday]) -> Shift {
    let mut by = [DROPPED; 7];
    let mut place = 0;
    while place < weekdays.len() {
        by[weekdays[place] as usize] = 0;
        place += 1;
    }
    Shift { by, both: false }
}
