//! Which browser this is, among those that work on copies of one ledger.

use super::preferences::Preference;
use super::random;

/// As sixteen hexadecimal digits: JSON numbers of 64 bits do not survive JavaScript.
const DEVICE: Preference<String> = Preference::new("device");

/// This browser's random number, made at the first visit. It says nothing about the device
/// and is not sent anywhere; where preferences are blocked it lasts as long as the page.
pub fn id() -> u64 {
    let known = DEVICE.get().and_then(|text| u64::from_str_radix(&text, 16).ok());
    known.unwrap_or_else(|| {
        let fresh = random::bits();
        DEVICE.set(&format!("{fresh:016x}"));
        fresh
    })
}
