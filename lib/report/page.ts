import { createHash } from 'node:crypto';
import { inertJson, scriptJson } from './data-file.ts';
import { script, style } from './page.generated.ts';
import type { PageData } from './page-data.ts';
import type { DataPart } from './report-file.ts';

/**
 * The page: style, script and data in one file. Its policy lets nothing run but this script and the data files that lie
 * beside it, and lets nothing be fetched from anywhere.
 */
export function indexHtml(data: PageData, parts: readonly DataPart[]): string {
  const css = style + printHeader(data);
  const members = parts.map(({ name, json }) => `${JSON.stringify(name)}:${json}`);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}' 'self' file:`,
    `style-src '${hashOf(css)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Evidence for the auditor</title>
<link rel="icon" href="data:,">
<style>${css}</style>
</head>
<body>
<noscript><p>This page needs JavaScript to show the evidence, which lies in the files beside it. VERIFY.md says how to
check them without it.</p></noscript>
<script type="application/json" id="page-data">${scriptJson(data)}</script>
<script type="application/json" id="page-parts">${inertJson(`{${members.join()}}`)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What every printed page says at its top: whose evidence, and of when. */
function printHeader({ organization, period }: PageData): string {
  const text = `Evidence of ${organization}, ${period.from} to ${period.to}`;
  return `\n@page { @top-left { content: "${cssText(text)}"; } }\n`;
}

/** Text in a CSS string: all but letters and digits as escapes, and nothing that turns the direction. */
function cssText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')
    .replace(/[^A-Za-z0-9]/gu, (character) => `\\${character.codePointAt(0)?.toString(16).padStart(6, '0')}`);
}
