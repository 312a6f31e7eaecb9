import { briefHash, fileLink, link } from '../components.ts';
import { data } from '../data.ts';
import { h } from '../dom.ts';
import { bytes, count, number } from '../texts.ts';

export type Tone = 'good' | 'fair' | 'bad';

/** What verification amounts to. That nothing was checked is never good news. */
export function verdict(): { found: 'problems' | 'nothing' | 'own' | 'sound'; tone: Tone; total: number } {
  const { ok, problems, moreProblems, checked, trust } = data.verification;
  const total = problems.length + moreProblems;
  if (!ok || total > 0) return { found: 'problems', tone: 'bad', total };
  if (checked.runs === 0) return { found: 'nothing', tone: 'bad', total };
  return trust === 'given' ? { found: 'sound', tone: 'good', total } : { found: 'own', tone: 'fair', total };
}

/** Whether the locker verified when the package was made; on every view, and loud when it did not. */
export function banner(): HTMLElement {
  const { problems } = data.verification;
  const { found, total } = verdict();
  if (found === 'nothing') return nothing();
  if (found !== 'problems') return sound(found === 'own');
  const kinds = [...new Set(problems.map(({ kind }) => kind))].join(', ');
  return h(
    'aside',
    { class: 'banner bad', 'aria-label': 'Verification' },
    h('p', { class: 'loud' }, 'This evidence does not verify: ', count(Math.max(1, total), 'problem'), '.'),
    h(
      'p',
      {},
      'What was collected and what lies here are not the same, or it cannot be shown that they are',
      kinds ? ` (${kinds})` : '',
      '. Do not rely on anything below before each problem is explained. ',
      link('#/verify', 'Every problem, and how to check'),
    ),
    h(
      'ul',
      {},
      ...problems
        .slice(0, 3)
        .map(({ kind, path, message }) => h('li', {}, h('b', {}, kind), ' ', fileLink(path), ': ', message)),
    ),
    total > 3 && h('p', {}, 'and ', number(total - 3), ' more'),
  );
}

function nothing(): HTMLElement {
  return h(
    'aside',
    { class: 'banner bad', 'aria-label': 'Verification' },
    h('p', { class: 'loud' }, 'Nothing was verified: no sealed run lies in this package.'),
    h('p', {}, 'There is nothing here that could be relied on. ', link('#/verify', 'What was looked at')),
  );
}

function sound(own: boolean): HTMLElement {
  const { checked, head } = data.verification;
  return h(
    'aside',
    { class: own ? 'banner fair' : 'banner good', 'aria-label': 'Verification' },
    h(
      'p',
      { class: 'loud' },
      own
        ? 'Verified when this package was made, but only with the keys that lie beside the evidence.'
        : 'Verified when this package was made: no problem was found.',
    ),
    h(
      'p',
      {},
      `${count(checked.runs, 'run')}, ${count(checked.files, 'file')} and ${bytes(checked.bytes)} were compared with their seals. `,
      head && ['Newest seal: ', number(head.sequence), ', ', briefHash(head.sha256), '. '],
      own
        ? 'Whoever could change the evidence could have changed these keys too: compare them with ones that you had from the company before. '
        : '',
      link('#/verify', 'Check it yourself'),
      ': a page cannot prove itself.',
    ),
  );
}
