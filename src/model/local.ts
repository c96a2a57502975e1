/** Languages in which people are spoken to. */
export type Lang = 'es' | 'en';

/** A text for people, in both languages. */
export interface Local {
  readonly es: string;
  readonly en: string;
}
