/** Longer output is cut, and the picture says so. */
const mostLines = 64;

/** Names of the styles that the command line uses, by their number in an escape sequence. */
const styles: Readonly<Record<string, string>> = {
  '1': 'font-weight:bold',
  '2': 'opacity:.6',
  '31': 'color:#ff7b72',
  '32': 'color:#7ee787',
  '33': 'color:#e3b341',
  '36': 'color:#76e3ea',
};

/**
 * A page with what a terminal of so many columns shows after a command. Lines break where a terminal breaks them; the half
 * of a column more is for signs that another font draws a little wider.
 */
export function terminalPage(command: string, text: string, columns: number): string {
  const lines = text.trimEnd().split('\n');
  const cut = lines.length > mostLines ? [`… and ${lines.length - mostLines} lines more`] : [];
  const body = coloured([...lines.slice(0, mostLines), ...cut].join('\n'));
  const css = `margin:0;padding:16px;width:${columns + 0.5}ch;background:#0d1117;color:#e6edf3;font:14px/1.35 'DejaVu Sans Mono',monospace;white-space:pre-wrap;word-break:break-all`;
  return `<!doctype html><meta charset="utf-8"><body style="margin:0"><pre style="${css};display:inline-block;box-sizing:content-box"><span style="opacity:.6">$ ${escaped(command)}</span>\n${body}</pre>`;
}

/** Every style begins a span of its own and every end of one closes it; what is drawn over a line is left out. */
function coloured(text: string): string {
  let open = 0;
  const drawn = text.replace(/[^\n]*\r/g, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
  const parts = drawn.split(/\u001b\[([\d;]*)[A-Za-z]/);
  const html = parts.map((part, at) => {
    if (at % 2 === 0) return escaped(part);
    const style = styles[part];
    if (style) {
      open++;
      return `<span style="${style}">`;
    }
    if (open === 0) return '';
    open--;
    return '</span>';
  });
  return `${html.join('')}${'</span>'.repeat(open)}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
