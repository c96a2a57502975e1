/** Whether an inline style makes text invisible. */
export function hidesByStyle(style: string): boolean {
  const declared = new Map<string, string>();
  for (const part of style.toLowerCase().split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0)
      declared.set(
        part.slice(0, colon).trim(),
        part
          .slice(colon + 1)
          .replace('!important', '')
          .trim(),
      );
  }
  const background = declared.get('background-color') ?? declared.get('background');
  const color = (declared.get('color') ?? '').replaceAll(' ', '');
  return (
    declared.get('display') === 'none' ||
    /^(hidden|collapse)$/.test(declared.get('visibility') ?? '') ||
    isTiny(declared.get('font-size')) ||
    isTiny(declared.get('opacity'), 0.05) ||
    TRANSPARENT.test(color) ||
    ((WHITE.test(color) || isSameColour(color, '#ffffff')) && background === undefined) ||
    (background !== undefined && isSameColour(color, background)) ||
    /^-\d{3,}/.test(
      declared.get('text-indent') ?? declared.get('left') ?? declared.get('top') ?? declared.get('margin-left') ?? '',
    ) ||
    /^(rect\(0|inset\((50|100)%)/.test((declared.get('clip') ?? declared.get('clip-path') ?? '').replaceAll(' ', '')) ||
    declared.get('content-visibility') === 'hidden' ||
    declared.get('mso-hide') === 'all' ||
    /(?:^|\s)scale[xy]?\(0(?:\.0+)?[,)]/.test(declared.get('transform') ?? '') ||
    /(?:^|\s)opacity\(0(?:\.0+)?%?\)/.test(declared.get('filter') ?? '') ||
    /^(?:circle|ellipse)\(0/.test(declared.get('clip-path') ?? '') ||
    TRANSPARENT_MASK.test((declared.get('mask-image') ?? declared.get('mask') ?? '').replaceAll(' ', '')) ||
    (declared.get('overflow') === 'hidden' &&
      (isTiny(declared.get('height')) ||
        isTiny(declared.get('line-height'), 0.1) ||
        isTiny(declared.get('width')) ||
        isTiny(declared.get('max-height'))))
  );
}

const TRANSPARENT_MASK =
  /^linear-gradient\((?:to[a-z]+,|\d+deg,)?(?:transparent|rgba\(0,0,0,0\)),(?:transparent|rgba\(0,0,0,0\))\)/;
const WHITE = /^(?:white|#fff(?:f|fff|fffff)?|rgba?\(255,255,255(?:,[\d.]+)?\)|hsl\(\d+,\d+%,100%\))$/;
const TRANSPARENT = /^(?:transparent|rgba\(\d+,\d+,\d+,0?\.?0+\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00)$/;

/** Whether text of one colour cannot be told from its background. */
function isSameColour(text: string, background: string): boolean {
  const ink = channelsOf(text);
  const paper = background
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/)
    .map(channelsOf)
    .find((one) => one !== undefined);
  return ink !== undefined && paper !== undefined && ink.every((value, i) => Math.abs(value - (paper[i] ?? 0)) <= 24);
}

const NAMED: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  snow: '#fffafa',
  ivory: '#fffff0',
  red: '#ff0000',
  yellow: '#ffff00',
  gray: '#808080',
  grey: '#808080',
};

function channelsOf(colour: string): readonly number[] | undefined {
  const hex = /^#([0-9a-f]{3,8})$/.exec(Object.hasOwn(NAMED, colour) ? (NAMED[colour] ?? '') : colour)?.[1];
  if (hex !== undefined) {
    const full = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  }
  const found = /^rgba?\((\d+),(\d+),(\d+)/.exec(colour);
  return found ? found.slice(1).map(Number) : undefined;
}

function isTiny(value: string | undefined, limit = 1): boolean {
  if (value === undefined) return false;
  const number = Number.parseFloat(value);
  return Number.isFinite(number) && number >= 0 && number < limit && !(value.includes('em') && number >= 0.3);
}
