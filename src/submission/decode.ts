/** Bytes read as text, and what had to be done to read them. */
export interface Decoded {
  readonly text: string;
  /** What was repaired or guessed; absent for plain UTF-8. */
  readonly note?: string;
  /** Set when the bytes are no text. */
  readonly binary?: string;
}

/**
 * Reads bytes in the encodings that hand-ins come in: UTF-8 with or without its mark, UTF-16 by mark or by its zeros, else Windows-1252 or
 * Mac Roman; then undoes UTF-8 that was read as one of these and saved again. Line ends become LF; lines and columns stay true.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const magic = magicOf(bytes);
  if (magic) return { text: '', binary: magic };
  const raw = decodeRaw(bytes);
  if (raw.binary) return raw;
  const repaired = repairMojibake(raw.text);
  const notes = [raw.note, repaired.note].filter((note) => note !== undefined);
  const text = repaired.text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(/^\ufeff/, '');
  return notes.length > 0 ? { text, note: notes.join('; ') } : { text };
}

const MAGIC: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF'],
  ['PK\u0003\u0004', 'a zip or Office file'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Office file'],
  ['\u0089PNG', 'an image'],
  ['\u00ff\u00d8\u00ff', 'an image'],
  ['GIF8', 'an image'],
  ['\u007fELF', 'a program'],
  ['\u001f\u008b', 'a gzip file'],
  ['Rar!', 'a RAR archive'],
  ['7z\u00bc\u00af', 'a 7z archive'],
  ['{\\rtf', 'an RTF document'],
];

function magicOf(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  if (/^\u0080[\u0002-\u0005]/.test(head)) return 'a pickle';
  return MAGIC.find(([start]) => head.startsWith(start))?.[1];
}

function decodeRaw(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: utf16(bytes.subarray(2), true), note: 'UTF-16 LE' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: utf16(bytes.subarray(2), false), note: 'UTF-16 BE' };
  const zeros = countZeros(bytes);
  if (zeros.total > 0) {
    if (zeros.total * 4 >= zeros.seen && zeros.odd > zeros.even * 8)
      return { text: utf16(bytes, true), note: 'UTF-16 LE without its mark' };
    if (zeros.total * 4 >= zeros.seen && zeros.even > zeros.odd * 8)
      return { text: utf16(bytes, false), note: 'UTF-16 BE without its mark' };
    if (zeros.total * 100 > zeros.seen) return { text: '', binary: 'binary data' };
  }
  // Text has next to no control characters; noise has one in ten.
  if (countControls(bytes) * 50 > zeros.seen) return { text: '', binary: 'binary data' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return decodeLegacy(bytes);
  }
}

function countZeros(bytes: Uint8Array): { total: number; odd: number; even: number; seen: number } {
  const seen = Math.min(bytes.length, 65_536);
  let odd = 0;
  let even = 0;
  for (let i = 0; i < seen; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 1) odd++;
    else even++;
  }
  return { total: odd + even, odd, even, seen };
}

function countControls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes.subarray(0, 65_536)) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) count++;
  return count;
}

function utf16(bytes: Uint8Array, little: boolean): string {
  const parts: string[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 8192) {
    const units: number[] = [];
    for (let j = i; j < Math.min(i + 8192, bytes.length - 1); j += 2) {
      const [a, b] = [bytes[j] ?? 0, bytes[j + 1] ?? 0];
      units.push(little ? a | (b << 8) : b | (a << 8));
    }
    parts.push(String.fromCharCode(...units));
  }
  return parts.join('').replace(/^\ufeff/, '');
}

/** Bytes that are no UTF-8: nearly UTF-8 with a few broken bytes, or an eight-bit encoding, whichever makes the likelier letters. */
function decodeLegacy(bytes: Uint8Array): Decoded {
  const loose = new TextDecoder('utf-8').decode(bytes);
  const broken = countOf(loose, /\ufffd/g);
  const good = countOf(loose, /[\u00a1-\uffef]/g);
  if (good > broken * 4) return { text: loose, note: `UTF-8 with ${broken} broken ${broken === 1 ? 'byte' : 'bytes'}` };
  const windows = new TextDecoder('windows-1252').decode(bytes);
  const mac = new TextDecoder('macintosh').decode(bytes);
  const likely = (text: string): number =>
    countOf(text, /[áéíóúñüçÁÉÍÓÚÑ¿¡]/g) * 2 - countOf(text, /\p{L}[‡—–Ž’œŒŸƒ†…]\p{L}/gu);
  return likely(mac) > likely(windows)
    ? { text: mac, note: 'encoding guessed: Mac Roman' }
    : { text: windows, note: 'encoding guessed: Windows-1252' };
}

const countOf = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

interface Table {
  readonly name: string;
  /** The byte that each character stood for. */
  readonly bytes: ReadonlyMap<string, number>;
}

let tables: readonly Table[] | undefined;

function legacyTables(): readonly Table[] {
  if (tables) return tables;
  const table = (name: string, encoding: string, controls: boolean): Table => {
    const bytes = new Map<string, number>();
    if (controls) for (let byte = 0x80; byte < 0xa0; byte++) bytes.set(String.fromCharCode(byte), byte);
    const decoder = new TextDecoder(encoding);
    for (let byte = 0x80; byte < 0x100; byte++) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);
    return { name, bytes };
  };
  tables = [table('Windows-1252 or Latin-1', 'windows-1252', true), table('Mac Roman', 'macintosh', false)];
  return tables;
}

/**
 * UTF-8 that was read as an eight-bit encoding and saved again: `producciÃ³n`, `producci√≥n`. A run of characters is repaired when the bytes
 * that they stand for are UTF-8; a text is taken for damaged when nearly all that it has beyond ASCII is of that kind.
 */
function repairMojibake(text: string): { text: string; note?: string } {
  let current = text;
  let note: string | undefined;
  for (let round = 0; round < 3 && /[^\u0000-\u007f]/.test(current); round++) {
    const best = legacyTables()
      .map((table) => ({ table, ...undo(current, table) }))
      .sort((a, b) => b.repaired - a.repaired)[0];
    if (!best || best.repaired === 0 || best.repaired < best.foreign * 4) break;
    current = best.text;
    note = `mojibake repaired: UTF-8 that was read as ${best.table.name} and saved again`;
  }
  return note ? { text: current, note } : { text };
}

function undo(text: string, table: Table): { text: string; repaired: number; foreign: number } {
  const parts: string[] = [];
  let repaired = 0;
  let foreign = 0;
  let from = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      i++;
      continue;
    }
    const length = sequenceLength(text, i, table);
    if (length === 0) {
      foreign++;
      i += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
      continue;
    }
    const bytes = Uint8Array.from({ length }, (_, k) => table.bytes.get(text.charAt(i + k)) ?? 0);
    const decoded = decodeStrict(bytes);
    if (decoded === undefined) foreign++;
    else {
      parts.push(text.slice(from, i), decoded);
      from = i + length;
      repaired++;
    }
    i += length;
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), repaired, foreign };
}

/** How many characters from `i` stand for one UTF-8 sequence of two to four bytes; 0 for none. */
function sequenceLength(text: string, i: number, table: Table): number {
  const lead = table.bytes.get(text.charAt(i)) ?? 0;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  for (let k = 1; k < length; k++) {
    const byte = table.bytes.get(text.charAt(i + k)) ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}

function decodeStrict(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
