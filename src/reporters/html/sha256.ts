/** SHA-256 of ASCII text in base64, for a page's content security policy; reporters use no module of node (FIPS 180-4). */
export function sha256Base64(text: string): string {
  const bytes = padded(text);
  const state = INITIAL.slice();
  const w = new Uint32Array(64);
  for (let at = 0; at < bytes.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = word(bytes, at + i * 4);
    for (let i = 16; i < 64; i++)
      w[i] = (w[i - 16]! + small(w[i - 15]!, 7, 18, 3) + w[i - 7]! + small(w[i - 2]!, 17, 19, 10)) >>> 0;
    compress(state, w);
  }
  const out = Array.from(state, (value) => [
    value >>> 24,
    (value >>> 16) & 255,
    (value >>> 8) & 255,
    value & 255,
  ]).flat();
  return btoa(String.fromCharCode(...out));
}

function compress(state: Uint32Array, w: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = Array.from(state) as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const t1 = (h + big(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) >>> 0;
    const t2 = (big(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0];
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i]! + value) >>> 0;
}

function padded(text: string): Uint8Array {
  const length = text.length;
  const bytes = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
  for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
  bytes[length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, length * 8);
  return bytes;
}

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));
const big = (x: number, a: number, b: number, c: number): number => rotate(x, a) ^ rotate(x, b) ^ rotate(x, c);
const small = (x: number, a: number, b: number, c: number): number => rotate(x, a) ^ rotate(x, b) ^ (x >>> c);
const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;

const PRIMES = Array.from({ length: 312 }, (_, i) => i).filter(
  (n) => n > 1 && !Array.from({ length: n }, (_, d) => d).some((d) => d > 1 && n % d === 0),
);
const INITIAL = Uint32Array.from(PRIMES.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const K = Uint32Array.from(PRIMES.slice(0, 64), (p) => fraction(Math.cbrt(p)));

/** The first 32 bits of the fractional part. */
function fraction(x: number): number {
  return Math.floor((x - Math.floor(x)) * 2 ** 32) >>> 0;
}
