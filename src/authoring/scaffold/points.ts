import type { Severity } from '../../model/rubric.js';

const WEIGHT: Readonly<Record<Severity, number>> = { critical: 3, medium: 2, minor: 1 };

/** Splits points among defects by their severity, in halves of a point, so that they add up exactly. Hundredths in and out. */
export function splitPoints(
  total: number,
  defects: readonly { severity: Severity | undefined; points: number | undefined }[],
): number[] {
  const given = defects.map((one) => (one.points === undefined ? undefined : Math.round(one.points * 100)));
  if (given.every((points) => points !== undefined) && sum(given) === total) return given;
  const weights = defects.map((one) => WEIGHT[one.severity ?? 'medium']);
  const step = total / defects.length >= 100 ? 50 : 1;
  const points = weights.map((weight) => Math.max(step, Math.round((total * weight) / sum(weights) / step) * step));
  // What rounding left over goes to the heaviest, one step at a time.
  const order = [...points.keys()].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
  for (let i = 0, left = total - sum(points); left !== 0 && i < 10_000; i++) {
    const at = order[i % order.length] ?? 0;
    const change = Math.sign(left) * Math.min(step, Math.abs(left));
    if ((points[at] ?? 0) + change <= 0) continue;
    points[at] = (points[at] ?? 0) + change;
    left -= change;
  }
  return points;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
