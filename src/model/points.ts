/** Hundredths of a point as people read them: two decimals, a point for the decimals in every language. */
export function formatPoints(hundredths: number): string {
  const whole = Math.round(Math.abs(hundredths));
  const sign = hundredths < 0 && whole > 0 ? '-' : '';
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

/** Hundredths of a point as a number of points. */
export function pointsOf(hundredths: number): number {
  return Math.round(hundredths) / 100;
}
