import type { VerifiedRun } from '../runs/verified-run.ts';
import { html } from '../text/html.ts';
import { plural } from '../text/plural.ts';
import {
  allConcerns,
  concernList,
  concernText,
  kindText,
  lastUseText,
  listText,
  notStated,
  yesNo,
} from './labels.ts';
import type { ReviewRow } from './row.ts';
import type { ReviewSheet } from './sheet.ts';
import { style } from './style.ts';

export interface ReviewPage {
  readonly run: VerifiedRun;
  readonly sheets: readonly ReviewSheet[];
  readonly unusedDays: number;
  /** What has to be known of the whole: whole sentences. */
  readonly remarks: readonly string[];
}

/** So many accounts of a service are on the page; its sheet has them all. */
const mostRows = 1_000;

/** The review as one page to read and to print, piece by piece: no script, nothing from elsewhere. */
export function* reviewPage(page: ReviewPage): Iterable<string> {
  const { findings, run } = page.run;
  const title = `Access review, ${findings.organization}, ${run.slice(0, 10)}`;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${html(title)}</title>
<style>
${style}</style>
</head>
<body>
<header>
<h1>Access review</h1>
<p class="lead">${html(findings.organization)}, as of the night of ${html(run)}</p>
</header>
<main>
`;
  yield aboutPart(page);
  yield summaryTable(page.sheets);
  for (const sheet of page.sheets) yield* sheetPart(sheet);
  yield signOff(page);
  yield '</main>\n</body>\n</html>\n';
}

function aboutPart({ run, remarks, unusedDays }: ReviewPage): string {
  const { seal } = run;
  return `<section class="about">
<p>Who has what on each connected service, from evidence that was collected and sealed in that night. Each file was compared
with the seal before it was read: number ${seal.sequence}, <code>${html(seal.sha256)}</code>.</p>
${remarks.map((remark) => `<p class="gap">${html(remark)}</p>\n`).join('')}<ol>
<li>Go through each service. Decide about every account that has something under <em>to decide</em>, and look at the rest.</li>
<li>Write keep, remove or change into every row of the service’s sheet (CSV), with the address of whoever decided; nobody decides
alone on their own access. Write into the note what is to change.</li>
<li>Record the review: <code>exhibit review --record FOLDER</code>. Have the decisions carried out; later nights show whether they were.</li>
</ol>
<p class="dim"><em>Unused</em> is what was not used for more than ${plural(unusedDays, 'day')}. “${notStated}” is what the service does
not say; it is never a no.</p>
</section>
`;
}

function summaryTable(sheets: readonly ReviewSheet[]): string {
  const head = [
    'service',
    'accounts',
    'active',
    ...allConcerns.map((one) => concernText[one]),
    'gaps in this night',
  ];
  const rows = sheets.map((sheet) => {
    const { counts, gaps, connection } = sheet;
    const numbers = [counts.accounts, counts.active, ...allConcerns.map((one) => counts.concerns[one] ?? 0)];
    const gap = gaps.length > 0 ? '<strong>see below</strong>' : 'none';
    return `<tr><th scope="row"><a href="#${html(connection)}">${html(connection)}</a></th>${numbers
      .map((number) => `<td class="number${number > 0 ? '' : ' none'}">${number.toLocaleString('en')}</td>`)
      .join('')}<td>${gap}</td></tr>\n`;
  });
  return `<section>
<h2>At a glance</h2>
<div class="wide"><table>
<thead><tr>${head.map((one) => `<th scope="col">${html(one)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('')}</tbody>
</table></div>
</section>
`;
}

const columns = [
  'account',
  'whose',
  'roles',
  'opens',
  'second factor',
  'last used',
  'to decide',
  'decision',
] as const;

function* sheetPart(sheet: ReviewSheet): Iterable<string> {
  const { connection, provider, counts, gaps, untold } = sheet;
  yield `<section class="sheet" id="${html(connection)}">
<h2>${html(connection)} <span class="dim">${html(provider)}, ${plural(counts.accounts, 'account')}</span></h2>
`;
  for (const gap of gaps) yield `<p class="gap">Not known: ${html(gap)}</p>\n`;
  const opens = hasOpens(sheet);
  const shown = columns.filter((one) => one !== 'opens' || opens);
  yield `<div class="wide"><table>
<thead><tr>${shown.map((one) => `<th scope="col">${one}</th>`).join('')}</tr></thead>
<tbody>
`;
  let rows = 0;
  for (const row of orderedRows(sheet)) {
    if (rows++ === mostRows) break;
    yield rowHtml(row, opens);
  }
  yield '</tbody>\n</table></div>\n';
  if (counts.accounts > mostRows)
    yield `<p class="gap">This page shows ${mostRows.toLocaleString('en')} of ${plural(counts.accounts, 'account')}, those to decide about first. ${html(connection)}.csv has them all.</p>\n`;
  if (counts.accounts === 0) yield '<p class="dim">There is no account on this sheet.</p>\n';
  if (untold.length > 0)
    yield `<p class="dim">What this service never tells: ${untold.map(html).join(' ')}</p>\n`;
  yield `</section>
`;
}

/** Those to decide about first, each part in the sheet's own order. */
function* orderedRows({ rows }: ReviewSheet): Iterable<ReviewRow> {
  for (const row of rows()) if (row.concerns.length > 0) yield row;
  for (const row of rows()) if (row.concerns.length === 0) yield row;
}

function hasOpens({ rows }: ReviewSheet): boolean {
  for (const { account } of rows()) if (account.opens !== null) return true;
  return false;
}

function rowHtml(row: ReviewRow, opens: boolean): string {
  const { account, concerns, whose } = row;
  const state = account.active === false ? 'inactive' : account.active === null ? 'state not known' : '';
  const kind = account.human ? '' : kindText(account);
  const marks = [state, kind].filter(Boolean).map((mark) => ` <span class="mark">${mark}</span>`);
  const heavy = concerns.some((one) => one === 'left' || one === 'nobody');
  const cells = [
    html(whose === account.account ? 'the same' : whose),
    html(listText(account.roles, '–')),
    ...(opens ? [html(account.opens === null ? '' : listText(account.opens, 'nothing'))] : []),
    yesNo(account.secondFactor),
    html(lastUseText(account.lastUse)),
    concerns.length > 0 ? `<strong>${html(concernList(row))}</strong>` : '',
    '',
  ];
  const kindOfRow = heavy ? ' class="heavy"' : concerns.length > 0 ? ' class="open"' : '';
  const blank = cells.length - 1;
  return `<tr${kindOfRow}><th scope="row">${html(account.account)}${marks.join('')}</th>${cells
    .map(
      (cell, at) =>
        `<td${at === blank ? ' class="blank"' : cell.length < 14 ? ' class="short"' : ''}>${cell}</td>`,
    )
    .join('')}</tr>\n`;
}

function signOff({ run }: ReviewPage): string {
  return `<section class="sign-off">
<h2>Done by</h2>
<p><span class="line">Name</span> <span class="line">Date</span> <span class="line">Signature</span></p>
<p class="dim">Run ${html(run.run)}, seal number ${run.seal.sequence}.</p>
</section>
`;
}
