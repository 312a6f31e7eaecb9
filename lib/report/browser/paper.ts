/** What A4 leaves within the margins that the style sheet gives it, in CSS pixels. */
const sheet = { width: ((210 - 2 * 14) / 25.4) * 96, height: ((297 - 19 - 17) / 25.4) * 96 };
/** In CSS pixels. */
export const paperWidth = sheet.width;
const gap = 200;

/**
 * On which page of A4 each element would come to stand, counted from 1. The page is laid out as on paper for a moment, in
 * columns as high and as wide as a sheet, which are filled and broken as sheets are. Null where the browser breaks columns
 * in another way than sheets.
 */
export function pagesOf(root: HTMLElement, elements: readonly HTMLElement[]): readonly (number | null)[] {
  if (!/Chrom(e|ium)\//.test(navigator.userAgent)) return elements.map(() => null);
  const restore = [paperStyles(), columns(root), breaks(root)];
  try {
    const left = root.getBoundingClientRect().left;
    return elements.map(
      (one) => Math.floor((one.getBoundingClientRect().left - left + gap / 2) / (sheet.width + gap)) + 1,
    );
  } finally {
    for (const undo of restore) undo();
  }
}

type Undo = () => void;

/** Lets rules for paper hold on the screen, and those for the screen not. */
function paperStyles(): Undo {
  const changed: [CSSMediaRule, string][] = [];
  for (const rule of [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules])) {
    if (!(rule instanceof CSSMediaRule)) continue;
    const text = rule.media.mediaText;
    const now = text === 'print' ? 'all' : /\bscreen\b/.test(text) ? 'not all' : text;
    if (now === text) continue;
    changed.push([rule, text]);
    rule.media.mediaText = now;
  }
  return () => {
    for (const [rule, text] of changed) rule.media.mediaText = text;
  };
}

function columns({ style }: HTMLElement): Undo {
  const set: Readonly<Record<string, string>> = {
    width: `${sheet.width}px`,
    'max-width': 'none',
    height: `${sheet.height}px`,
    columns: `${sheet.width}px auto`,
    'column-gap': `${gap}px`,
    'column-fill': 'auto',
  };
  for (const [name, value] of Object.entries(set)) style.setProperty(name, value);
  return () => {
    for (const name of Object.keys(set)) style.removeProperty(name);
  };
}

/** What begins a page begins a column. */
function breaks(root: HTMLElement): Undo {
  const parts = [...root.querySelectorAll<HTMLElement>('.part')];
  for (const { style } of parts) style.breakBefore = 'column';
  return () => {
    for (const { style } of parts) style.breakBefore = '';
  };
}
