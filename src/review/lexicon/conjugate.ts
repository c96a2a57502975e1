const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  ar: ['a', 'an', 'as', 'amos', 'aron', 'aste', 'aba', 'aban', 'abamos'],
  er: ['e', 'en', 'es', 'emos', 'io', 'ieron', 'iste', 'ia', 'ian', 'iamos'],
  ir: ['e', 'en', 'es', 'imos', 'io', 'ieron', 'iste', 'ia', 'ian', 'iamos'],
};

/**
 * The forms of a regular Spanish verb that tell what is or was done: present, preterite and imperfect, without accents. "guardar" gives
 * "guarda", "guardaban", "guardaron" …; without "guardó", which unaccented is a noun as often ("uso", "registro"). No infinitive, no forms.
 */
export function conjugate(infinitive: string): string[] {
  const stem = infinitive.slice(0, -2);
  return (ENDINGS[infinitive.slice(-2)] ?? []).map((ending) => stem + ending);
}

/** Its present subjunctive: what is wished of a thing, "un contador que suba". */
export function wish(infinitive: string): string[] {
  const vowel = infinitive.endsWith('ar') ? 'e' : 'a';
  const stem = infinitive.slice(0, -2);
  const soft = vowel === 'e' ? softened(stem) : stem;
  return infinitive.slice(-2) in ENDINGS ? [soft + vowel, `${soft + vowel}n`] : [];
}

/** A stem as it is written before an e: "busc" gives "busqu", "carg" "cargu", "reemplaz" "reemplac". */
export const softened = (stem: string): string => stem.replace(/c$/, 'qu').replace(/g$/, 'gu').replace(/z$/, 'c');
