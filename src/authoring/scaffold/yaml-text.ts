/** Texts as an author would type them into YAML. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''").replace(/\s+/g, ' ').trim()}'`;
export const local = (text: string): string => `{es: ${quote(text)}, en: ${quote(text)}}`;

/** A value in the flow style, with quotes only where YAML needs them. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const body = Object.entries(value).map(([key, child]) => `${scalar(key)}: ${flow(child)}`);
    return `{${body.join(', ')}}`;
  }
  return typeof value === 'string' ? scalar(value) : String(value);
}

const PLAIN = /^[A-Za-z_*][\w./*-]*$/;
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;

function scalar(text: string): string {
  if (PLAIN.test(text) && !WORDS.test(text) && !text.startsWith('*')) return text;
  return /[\n\t]/.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

/** An expression below a key: its operator on a line of its own. */
export function expressionLines(expression: Readonly<Record<string, unknown>>, indent: number): string[] {
  const pad = ' '.repeat(indent);
  const [[op = '', params] = []] = Object.entries(expression);
  if (!Array.isArray(params)) return [`${pad}${op}: ${flow(params)}`];
  return [`${pad}${op}:`, ...params.map((one) => `${pad}  - ${flow(one).replace(/^\{(.*)\}$/s, '$1')}`)];
}

/** Lower-case words joined by hyphens, each once. */
export function uniqueSlugs(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const words =
      title
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[a-z][a-z0-9]+|[a-z0-9]+/g) ?? [];
    const telling = words.filter((word) => /^[a-z][a-z0-9]/.test(word) && !SMALL.has(word));
    // One word alone is told apart by the number or letter beside it: `ejercicio-2`, `part-b`.
    const beside =
      telling.length === 1 ? words.filter((word) => /^(?:\d+|[a-z])$/.test(word) && !SMALL.has(word)).slice(0, 1) : [];
    const content = [...telling.slice(0, 3), ...beside];
    const slug = (content.length > 0 ? content : ['defect']).join('-').slice(0, 40);
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    return count === 1 ? slug : `${slug}-${count}`;
  });
}

const SMALL = new Set(
  'de del la el los las un una en con sin por para que se no es y o al su sus lo si hay tiene tienen the a an of in on with without no not is are to for and or there has have it its by as'.split(
    ' ',
  ),
);
