import { command, facts, fileLink, hash, section, state, table } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { bytes, count, moment, number } from '../texts.ts';
import { verdict } from './verification.ts';
import type { View } from './view.ts';

/** What was verified, with which keys, every problem, and how to do it again without us. */
export function verify(): View {
  const { problems, moreProblems, head, checked, keys, trust } = data.verification;
  const total = problems.length + moreProblems;
  const body = h(
    'div',
    {},
    section(
      'What was found when the package was made',
      facts([
        ['Result', result()],
        ['Up to', head ? `the seal of ${moment(data.made.at)}` : 'nothing'],
        [
          'Checked',
          `${count(checked.runs, 'run')}, ${count(checked.files, 'file')}, ${bytes(checked.bytes)}`,
        ],
        ['Newest seal', head ? `no. ${number(head.sequence)}` : 'there is none'],
        ['Its SHA-256', hash(head?.sha256 ?? null)],
        [
          'Trust',
          trust === 'given'
            ? 'in keys that were named from outside the evidence'
            : 'only in the keys that lie beside the evidence, which proves less',
        ],
      ]),
    ),
    section(
      'Problems',
      total === 0
        ? h('p', {}, data.verification.ok ? 'None.' : 'It did not verify, and no single problem was named.')
        : [
            table(
              'Problems',
              [{ title: 'Kind' }, { title: 'File', kind: 'wide' }, { title: 'What is wrong', kind: 'wide' }],
              problems.map(({ kind, path, message }): Child[] => [kind, fileLink(path), message]),
            ),
            moreProblems > 0 &&
              h('p', {}, `and ${number(moreProblems)} more: exhibit verify names them all.`),
          ],
    ),
    section(
      'Keys',
      keys.length === 0
        ? h('p', {}, 'There is no key.')
        : table(
            'Keys',
            [
              { title: 'Key', kind: 'wide' },
              { title: 'Trusted from outside' },
              { title: 'Seals of the period', kind: 'number' },
            ],
            keys.map(({ id, path, trusted, seals }): Child[] => [
              [hash(id), h('small', {}, fileLink(path))],
              trusted ? state('P', 'yes') : state('A', 'no'),
              number(seals),
            ]),
          ),
    ),
    section('Check it yourself', howTo()),
    data.files.length > 0 &&
      section(
        'What else lies in the package',
        h(
          'ul',
          { class: 'plain' },
          ...data.files.map(({ path, label }) => h('li', {}, fileLink(path), ': ', label)),
        ),
      ),
  );
  return {
    title: 'Verify',
    lead: 'Do not trust this page alone: it can be made to say anything. The seals cannot.',
    body,
  };
}

function result(): HTMLElement {
  const { found, total } = verdict();
  if (found === 'problems') return state('F', count(Math.max(1, total), 'problem'));
  return found === 'nothing' ? state('F', 'nothing was checked') : state('P', 'no problem');
}

function howTo(): Child {
  return [
    h(
      'ol',
      {},
      h(
        'li',
        {},
        'Have the company’s public key, and the hash of the newest seal, through another channel than this package.',
      ),
      h('li', {}, 'Unpack the package and run one of these in its folder.'),
      h('li', {}, 'Compare the newest seal that it prints with the one that you were told.'),
    ),
    h('p', {}, 'With Exhibit, or with its verify.mjs, which needs Node alone; either from its release:'),
    command(
      'exhibit verify . --key company.pem --head SHA256-THAT-YOU-WERE-TOLD --rebuild --rejudge\nnode verify.mjs . --key company.pem --head SHA256-THAT-YOU-WERE-TOLD --rebuild --rejudge',
    ),
    h(
      'p',
      {},
      'This also makes the page and the tables again from the sealed files, records from the providers’ answers, and verdicts from both, and compares all of them.',
    ),
    h(
      'p',
      {},
      'Or with sha256sum, openssl and jq alone, or with PowerShell: ',
      fileLink('VERIFY.md'),
      ' has the commands, and says what they prove and what they do not.',
    ),
  ];
}
