import { createHash } from 'node:crypto';
import { inert } from '../text/inert.ts';
import { plural } from '../text/plural.ts';
import { type FleetNight, isObjectionable, isWholeNight, type OrganizationLine } from './night/night.ts';

/**
 * All organizations of a fleet on one page, with the nights that its lists tell of, oldest on the left. Text is text: whatever
 * comes from outside is escaped, and the page may run no script and load nothing.
 * @param lists sealed lists, oldest first; at least one
 */
export function fleetPage(lists: readonly FleetNight[], last: FleetNight): string {
  const present = last.organizations.filter(({ standing }) => standing === 'present');
  const whole = present.filter(isWholeNight).length;
  const title = `${last.fleet}, ${last.run}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(style)}'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(last.fleet)}</h1>
<p>Night of ${escaped(last.run)}: ${whole} of ${plural(present.length, 'night')} complete. What is not known to be right is not
shown as right. <code>exhibit fleet open ORGANIZATION</code> shows the evidence of one.</p>
<table>
<thead><tr><th scope="col">Organization</th><th scope="col">Nights, oldest first</th><th scope="col">Fail</th><th scope="col">Unknown</th><th scope="col">Pass</th><th scope="col">What is wrong</th></tr></thead>
<tbody>
${worstFirst(last.organizations)
  .map((line) => row(line, lists))
  .join('\n')}
</tbody>
</table>
<p>✔ a whole night on which everything holds · ✘ a whole night on which a control fails · ? not whole, or not decided · – no night</p>
</main>
</body>
</html>
`;
}

function row(line: OrganizationLine, lists: readonly FleetNight[]): string {
  const { controls } = line.night ?? { controls: null };
  const number = (count: number | undefined) => `<td class="n">${count ?? '–'}</td>`;
  const name = line.organization === null ? '' : ` <small>${escaped(line.organization)}</small>`;
  return `<tr><th scope="row">${escaped(line.id)}${name}</th><td class="s">${strip(line.id, lists)}</td>${number(controls?.fail)}${number(controls?.unknown)}${number(controls?.pass)}<td>${escaped(wrong(line))}</td></tr>`;
}

function wrong({ former, problem, standing }: OrganizationLine): string {
  if (standing === 'former' && problem === null)
    return `Left the fleet on ${former?.until}. ${former?.reason ?? ''}`;
  return problem?.message ?? '';
}

/** Each night is a sign of its own, which colour only repeats. */
function strip(id: string, lists: readonly FleetNight[]): string {
  return lists
    .map(({ organizations, run }) => {
      const line = organizations.find((one) => one.id === id);
      const [sign, name, text] = signOf(line);
      return `<span class="${name}" title="${escaped(`${run.slice(0, 10)}: ${text}`)}">${sign}</span>`;
    })
    .join('');
}

function signOf(line: OrganizationLine | undefined): readonly [sign: string, name: string, text: string] {
  if (!line || line.outcome === 'none') return ['–', 'none', line?.problem?.message ?? 'no night'];
  if (!isObjectionable(line)) return ['✔', 'pass', 'everything holds'];
  const fails = line.night?.controls.fail ?? 0;
  if (line.outcome === 'complete' && fails > 0)
    return ['✘', 'fail', `${plural(fails, 'control')} not passing`];
  return ['?', 'unknown', line.problem?.message ?? 'not decided, or changed'];
}

function worstFirst(lines: readonly OrganizationLine[]): readonly OrganizationLine[] {
  const rank = (line: OrganizationLine) => (isObjectionable(line) ? (line.outcome === 'none' ? 0 : 1) : 2);
  return lines.toSorted((a, b) => rank(a) - rank(b));
}

/** As a page's policy names it. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function escaped(text: string): string {
  return inert(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style = `
:root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif }
main { max-width: 80rem; margin: 2rem auto; padding: 0 1rem; overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid #8884; vertical-align: top }
.n { text-align: right }
.s { font-family: monospace; white-space: nowrap }
small { font-weight: normal; opacity: 0.8 }
.pass { color: light-dark(#0a6b2d, #6fd08c) }
.fail { color: light-dark(#b3121d, #ff8f8f) }
.unknown { color: light-dark(#7a5200, #f0c060) }
`;
