/** How many pages a PDF of Chromium has, by its own page objects. */
export function pagesIn(pdf: Buffer): number {
  return pageObjects(pdf.toString('latin1')).length;
}

/** On which page, counted from 1, each place lies that a link in the document leads to. */
export function placesIn(pdf: Buffer): ReadonlyMap<string, number> {
  const text = pdf.toString('latin1');
  const pages = pageObjects(text);
  const named = /\/Dests (\d+) 0 R/.exec(text)?.[1];
  const dests = new RegExp(`\\n${named} 0 obj\\n(.*?)endobj`, 's').exec(text)?.[1] ?? '';
  return new Map(
    [...dests.matchAll(/\/(\S+) \[(\d+) 0 R/g)].map(([, name = '', page = '']) => [
      name.replace(/#([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
      pages.indexOf(Number(page)) + 1,
    ]),
  );
}

/** Their numbers, which ascend with the pages. */
function pageObjects(text: string): number[] {
  return [...text.matchAll(/\n(\d+) 0 obj\n<<\/Type \/Page\b(?!s)/g)]
    .map(([, number]) => Number(number))
    .sort((a, b) => a - b);
}
