//! The units that quantities are measured in: currencies, per cent, lengths, weights and the like.
//!
//! Not units of time, which are `times`. Symbols are those of the SI brochure, currencies those of ISO 4217.

/// Returns the unit that a word names, and whether it may be written onto the figures ("5km").
pub(super) fn unit(word: &str) -> Option<&'static str> {
    let lower;
    let word = if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        lower = word.to_ascii_lowercase();
        lower.as_str()
    } else {
        word
    };
    UNITS.binary_search_by_key(&word, |(listed, _)| listed).ok().map(|place| UNITS[place].1)
}

/// Returns the currency of a sign; `before` is the word before it: "US" of "US$".
pub(super) fn currency(sign: &str, before: &str) -> Option<&'static str> {
    Some(match (sign, before) {
        ("$", "A" | "AU" | "AUD") => "AUD",
        ("$", "C" | "CA" | "CAD") => "CAD",
        ("$", "NZ") => "NZD",
        ("$", "HK") => "HKD",
        ("$", "S" | "SG") => "SGD",
        ("$", _) => "USD",
        ("€", _) => "EUR",
        ("£", _) => "GBP",
        ("¥", _) => "JPY",
        ("₽", _) => "RUB",
        ("₴", _) => "UAH",
        ("₹", _) => "INR",
        ("₪", _) => "ILS",
        ("₩", _) => "KRW",
        ("₺", _) => "TRY",
        _ => return None,
    })
}

/// Sorted.
const UNITS: &[(&str, &str)] = &[
    ("%", "percent"),
    ("acre", "acre"),
    ("acres", "acre"),
    ("barrel", "barrel"),
    ("barrels", "barrel"),
    ("bbl", "barrel"),
    ("cent", "USD/100"),
    ("centimeter", "cm"),
    ("centimeters", "cm"),
    ("centimetre", "cm"),
    ("centimetres", "cm"),
    ("cents", "USD/100"),
    ("chf", "CHF"),
    ("cm", "cm"),
    ("crore", "crore"),
    ("degree", "degree"),
    ("degrees", "degree"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("feet", "ft"),
    ("foot", "ft"),
    ("ft", "ft"),
    ("gallon", "gal"),
    ("gallons", "gal"),
    ("gbp", "GBP"),
    ("gigawatt", "GW"),
    ("gigawatts", "GW"),
    ("gram", "g"),
    ("grams", "g"),
    ("gw", "GW"),
    ("hectare", "ha"),
    ("hectares", "ha"),
    ("hryvnia", "UAH"),
    ("hryvnias", "UAH"),
    ("inch", "in"),
    ("inches", "in"),
    ("kg", "kg"),
    ("kilogram", "kg"),
    ("kilograms", "kg"),
    ("kilometer", "km"),
    ("kilometers", "km"),
    ("kilometre", "km"),
    ("kilometres", "km"),
    ("km", "km"),
    ("km/h", "km/h"),
    ("kph", "km/h"),
    ("lb", "lb"),
    ("lbs", "lb"),
    ("liter", "l"),
    ("liters", "l"),
    ("litre", "l"),
    ("litres", "l"),
    ("megawatt", "MW"),
    ("megawatts", "MW"),
    ("meter", "m"),
    ("meters", "m"),
    ("metre", "m"),
    ("metres", "m"),
    ("mile", "mi"),
    ("miles", "mi"),
    ("millimeters", "mm"),
    ("millimetres", "mm"),
    ("mm", "mm"),
    ("mph", "mph"),
    ("mw", "MW"),
    ("ounce", "oz"),
    ("ounces", "oz"),
    ("pence", "GBP/100"),
    ("percent", "percent"),
    ("peso", "peso"),
    ("pesos", "peso"),
    ("renminbi", "CNY"),
    ("rouble", "RUB"),
    ("roubles", "RUB"),
    ("ruble", "RUB"),
    ("rubles", "RUB"),
    ("rupee", "rupee"),
    ("rupees", "rupee"),
    ("shekels", "ILS"),
    ("sq", "sq"),
    ("tonne", "t"),
    ("tonnes", "t"),
    ("tons", "ton"),
    ("usd", "USD"),
    ("yard", "yd"),
    ("yards", "yd"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("zloty", "PLN"),
    ("zlotys", "PLN"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_sorted() {
        assert!(UNITS.is_sorted_by(|left, right| left.0 < right.0));
        assert_eq!(unit("Miles"), Some("mi"));
        assert_eq!(currency("$", "US"), Some("USD"));
    }
}
