// What a number of measurements of one thing comes to.

/** The least, the median, the 95th percentile (nearest rank) and the most of some numbers. */
export function summary(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = Number.isInteger(middle)
    ? (sorted[middle - 1] + sorted[middle]) / 2
    : sorted[Math.floor(middle)];
  return {
    runs: sorted.length,
    min: sorted[0],
    median,
    p95: sorted[Math.ceil(0.95 * sorted.length) - 1],
    max: sorted.at(-1),
  };
}

/** The median alone. */
export const median = (samples) => summary(samples).median;
