//! Random numbers that no one can guess or repeat.

/// 64 random bits from the browser's cryptographic source.
pub fn bits() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        // No browser that runs this page lacks the source. Ids must differ all the same.
        let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
        (half() << 32) ^ half() ^ super::clock::now_ms()
    })
}
