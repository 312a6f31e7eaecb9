import { describe, expect, test } from '@jest/globals';
import { makeAlert } from '../../lib/alerts/make-alert.ts';
import { moreEvent } from '../../lib/drift/unnamed-subjects.ts';
import type { ProblemCode } from '../../lib/evidence/problem.ts';
import {
  alertOf,
  control,
  dataset,
  event,
  failed,
  finding,
  folder,
  nightWith,
  outline,
  run,
} from './night.ts';

const failing = control('fail', { subjects: { pass: 1, fail: 2, unknown: 0, waived: 1 } });
const itemsOf = (changes: Parameters<typeof alertOf>[0]) =>
  alertOf(changes).sections.flatMap(({ items }) => items);

describe('The message of a night', () => {
  test('is none when nothing changed', () => {
    expect(makeAlert(nightWith())).toBeNull();
  });

  test('is the same when it is made again', () => {
    const changes = { controls: [failing], events: failed('ana@acme.example') };
    expect(alertOf(changes)).toEqual(alertOf(changes));
  });

  test('says of a control what changed, since when, for whom, what to do, and where the evidence is', () => {
    const [item] = itemsOf({ controls: [failing], events: failed('ben@acme.example', 'eva@acme.example') });
    expect(item).toEqual({
      name: 'a.first',
      title: 'First',
      what: 'Fails since 2026-11-23; it passed before: 2 failing, 1 waived.',
      subjects: [
        { name: 'ben@acme.example', words: 'Not so.', standing: 'fail' },
        { name: 'eva@acme.example', words: 'Not so.', standing: 'fail' },
      ],
      more: 0,
      fix: 'Fix it.',
      evidence: [`${folder}/findings.ndjson`, `${folder}/directory/users.json`],
    });
  });

  test('says since when a control failed already that fails for more people now', () => {
    const older = control('fail', { since: '2026-11-03T02:00:00Z', subjects: failing.subjects });
    const [, more] = failed('ben@acme.example');
    const [item] = itemsOf({ controls: [older], events: more ? [more] : [] });
    expect(item?.what).toBe('Fails since 2026-11-03: 2 failing, 1 waived.');
  });

  test('comes worst first, with good news at its end', () => {
    const names = ['fails', 'undecided', 'gone', 'excused', 'good'];
    const types = ['failed', 'unknown', 'not-judged', 'waived', 'recovered'] as const;
    const events = types.map((type, at) =>
      event(`control.${type}`, {
        control: names[at] ?? '',
        before: 'pass',
        subject: type === 'waived' ? 'x' : null,
      }),
    );
    const controls = [
      control('fail', { id: 'fails' }),
      control('unknown', { id: 'undecided' }),
      control('fail', { id: 'open', since: '2026-11-16T02:00:00Z' }),
      control('pass', { id: 'excused' }),
      control('pass', { id: 'good' }),
    ];
    const others = [
      event('collection.failed', { subject: 'vaults/vault-access', message: 'It is denied.' }),
      event('setting.changed', { subject: 'enforcement' }),
      event('waiver.ending', { control: 'w', subject: 's', after: '2026-12-07' }),
      event('waiver.ended', { control: 'w', subject: 't', after: '2026-11-22' }),
    ];
    const by = { control: 'w', reason: 'r', approvedBy: 'a@acme.example' };
    const waivers = [
      { ...by, subject: 's', expires: '2026-12-07' },
      { ...by, subject: 't', expires: '2026-11-22' },
    ];
    // Out of order, so that the order is the message's own.
    const alert = alertOf({ controls, events: [...others, ...events.toReversed()], waivers });
    expect(outline(alert)).toEqual([
      ['failing', ['fails']],
      ['lost', ['vaults']],
      ['unknown', ['undecided']],
      ['silent', ['gone']],
      ['ended', ['w: t']],
      ['changed', ['enforcement']],
      ['still', ['open']],
      ['ending', ['w: s']],
      ['excused', ['excused']],
      ['recovered', ['good']],
    ]);
    expect(alert.urgency).toBe('act');
    expect(alert.headline).toBe(
      '1 control not passing, 1 connection not collected completely, 1 not decided, and more',
    );
  });

  test('holds the head of the chain', () => {
    const { head } = alertOf({ controls: [failing], events: failed('ben') });
    expect(head).toEqual({ sequence: 42, path: 'chain/0000000042.sigstore.json', sha256: 'ab'.repeat(32) });
  });

  test('names the first few of many and counts the rest, also those that drift itself only counts', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => `person-${at}@acme.example`);
    const events = [...failed(...many), moreEvent(run, 'a.first', 'control.failed', 234)];
    const [item] = itemsOf({ controls: [failing], events });
    expect([item?.subjects.length, item?.more]).toEqual([5, 1_229]);
  });

  test('shows ten controls of a section and counts the rest', () => {
    const ids = Array.from({ length: 14 }, (_, at) => `c.${at}`);
    const controls = ids.map((id) => control('fail', { id }));
    const events = ids.map((id) => event('control.failed', { control: id, before: 'pass' }));
    const [section] = alertOf({ controls, events }).sections;
    expect([section?.items.length, section?.more]).toEqual([10, 4]);
  });

  test('is good news only when nothing else is in it', () => {
    const events = [event('control.recovered', { control: 'a.first', before: 'fail', after: 'pass' })];
    const alert = alertOf({ events });
    expect([alert.urgency, alert.sections[0]?.items[0]?.what]).toEqual([
      'know',
      'Holds since 2026-10-01; it failed before.',
    ]);
  });

  test('gathers what holds again after an outage', () => {
    const ids = ['a.1', 'a.2', 'a.3', 'a.4'];
    const events = ids.map((id) => event('control.recovered', { control: id, before: 'unknown' }));
    const controls = ids.map((id) => control('pass', { id }));
    expect(itemsOf({ controls, events })).toMatchObject([
      { name: '4 controls', what: 'a.1, a.2, a.3, a.4.' },
    ]);
  });

  test('tells who joined and left a vault in one item', () => {
    const events = [
      event('vault.joined', { subject: 'ana@acme.example', after: 'Ledger' }),
      event('vault.left', { subject: 'ben@acme.example', before: 'Ledger' }),
      event('vault.left', { subject: 'eva@acme.example', before: 'Site keys' }),
    ];
    expect(itemsOf({ events })).toMatchObject([
      {
        name: 'Vault Ledger',
        what: 'Joined: ana@acme.example. Left: ben@acme.example.',
        evidence: [`${folder}/drift.json`, `${folder}/vaults/vault-access.json`],
      },
      { name: 'Vault Site keys', what: 'Left: eva@acme.example.' },
    ]);
  });
});

describe('A night that lost something', () => {
  const problem = { code: 'denied', message: 'The directory refused the request.' } as const;
  const lost = [dataset('users', { completeness: 'failed', problem }), dataset('groups')];
  const events = [
    event('collection.failed', { subject: 'directory/users', message: 'directory/users is failed.' }),
    event('control.failed', { control: 'evidence.complete', before: 'pass' }),
    event('control.failed', { control: 'evidence.complete', subject: 'directory/users' }),
    event('control.unknown', { control: 'a.first', before: 'pass' }),
    event('control.unknown', { control: 'a.first', subject: 'ana@acme.example', before: 'pass' }),
    event('control.unknown', { control: 'b.second', before: 'pass' }),
  ];
  const controls = [
    control('unknown'),
    control('unknown', {
      id: 'b.second',
      needs: [{ connection: 'other', dataset: 'x', completeness: 'complete' }],
    }),
    control('fail', { id: 'evidence.complete', needs: [] }),
  ];

  test('names the connection with its problem, and what cannot be decided because of it', () => {
    const alert = alertOf({ status: 'partial', datasets: lost, events, controls });
    expect(outline(alert)).toEqual([
      ['lost', ['directory', '1 control depending on it cannot be decided now']],
      ['unknown', ['b.second']],
    ]);
    expect(alert.sections[0]?.items).toMatchObject([
      {
        subjects: [{ name: 'users', words: problem.message }],
        evidence: [`${folder}/directory/users.json`],
      },
      { subjects: [{ name: 'a.first' }] },
    ]);
    expect(alert.notes).toEqual(['The evidence is partial: directory/users not complete.']);
  });

  test('asks to wait where it may pass by itself, and to grant where it does not', () => {
    const fixOf = (code: ProblemCode) => {
      const datasets = [dataset('users', { completeness: 'failed', problem: { code, message: 'No.' } })];
      return itemsOf({ events: events.slice(0, 1), datasets })[0]?.fix;
    };
    expect(fixOf('unavailable')).toContain('the next night asks again');
    expect(fixOf('denied')).toContain('grant what it says is missing');
  });

  test('says that a dataset is not asked for any more', () => {
    const gone = [
      event('collection.failed', { subject: 'old/users', message: 'old/users is not collected any more.' }),
    ];
    expect(itemsOf({ events: gone })).toMatchObject([
      {
        name: 'old',
        subjects: [{ name: 'users', words: 'old/users is not collected any more.' }],
        evidence: [],
      },
    ]);
  });

  test('is told every time when nothing at all was collected', () => {
    const datasets = [dataset('users', { completeness: 'failed', problem })];
    const alert = alertOf({ status: 'failed', datasets });
    expect([alert.headline, alert.urgency]).toEqual(['No evidence could be collected', 'act']);
    expect(outline(alert)).toEqual([['lost', ['directory']]]);
  });

  test('does not speak of a partial night again when nothing else is to be said', () => {
    expect(makeAlert(nightWith({ status: 'partial', datasets: lost }))).toBeNull();
  });
});

describe('A first night', () => {
  test('tells where everything stands', () => {
    const controls = [
      control('fail', {
        open: [finding('ben@acme.example', 'fail')],
        subjects: { pass: 0, fail: 7, unknown: 0, waived: 0 },
      }),
      control('pass', { id: 'b.second' }),
    ];
    const alert = alertOf({ since: null, controls, events: [event('baseline')] });
    expect(alert.sections).toMatchObject([
      {
        title: 'Fails',
        items: [{ name: 'a.first', subjects: [{ name: 'ben@acme.example' }], more: 6 }],
      },
    ]);
    expect(alert.notes).toEqual(['This is the first night: later ones are compared with it.']);
  });

  test('names a control once, also when it changed since a night that was cut off', () => {
    const alert = alertOf({
      since: null,
      controls: [failing],
      events: [event('baseline'), ...failed('ben')],
    });
    expect(outline(alert)).toEqual([['failing', ['a.first']]]);
  });

  test('is worth a message also when all holds, because it gives the first head of the chain', () => {
    const alert = alertOf({ since: null, events: [event('baseline')] });
    expect([alert.headline, alert.urgency]).toEqual(['All as it should be', 'know']);
  });
});

describe('A night that was ended late', () => {
  const late = { run, at: '2026-11-24T02:00:05Z', seal: 'chain/0000000042.sigstore.json' };

  test('is an item of its own, with its seal, and is worth acting on where nothing else is', () => {
    const alert = alertOf({ endedLate: [late] });
    expect([alert.headline, alert.urgency]).toEqual(['1 night ended late', 'act']);
    expect(alert.sections).toMatchObject([
      {
        kind: 'late',
        items: [
          {
            name: 'night of 2026-11-23',
            what: `The run of ${run} was cut off, and a later start ended and sealed it at ${late.at}.`,
            evidence: [late.seal],
          },
        ],
      },
    ]);
  });
});

describe('Earlier nights', () => {
  test('that were cut off, or not told, are named', () => {
    const covered = [
      { run: '2026-11-21T02:00:00Z', why: 'cut-off' },
      { run: '2026-11-22T02:00:00Z', why: 'not-delivered' },
    ] as const;
    expect(alertOf({ covered }).notes).toEqual([
      'Cut off earlier and sealed only now, with what had been collected: 2026-11-21.',
      'Includes what was not delivered before, of 2026-11-22.',
    ]);
  });
});
