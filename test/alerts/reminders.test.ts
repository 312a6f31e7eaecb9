import { describe, expect, test } from '@jest/globals';
import { makeAlert } from '../../lib/alerts/make-alert.ts';
import type { AlertNight } from '../../lib/alerts/night.ts';
import { control, event, finding, nightWith, outline } from './night.ts';

const at = (day: string) => `${day}T02:00:00Z`;
const open = (since: string) =>
  control('fail', {
    since: at(since),
    open: [finding('ben@acme.example', 'fail', { since: at('2026-11-20') })],
    subjects: { pass: 0, fail: 1, unknown: 0, waived: 0 },
  });

/** What is said of a control that fails since a day, on a night and the one before it. */
function said(began: string, before: string, today: string, changes: Partial<AlertNight> = {}) {
  return makeAlert(nightWith({ run: at(today), since: at(before), controls: [open(began)], ...changes }));
}

describe('A control that stays open', () => {
  test.each([
    ['six days', '2026-11-06', '2026-11-07', false],
    ['a week', '2026-11-07', '2026-11-08', true],
    ['a week and a day', '2026-11-08', '2026-11-09', false],
    ['two weeks', '2026-11-14', '2026-11-15', true],
    ['three weeks, after nights that were missed', '2026-11-19', '2026-11-24', true],
  ] as const)('for %s', (_, before, today, isSaid) => {
    expect(outline(said('2026-11-01', before, today))).toEqual(isSaid ? [['still', ['a.first']]] : []);
  });

  test('is said with whom it is about and since when', () => {
    const alert = said('2026-11-01', '2026-11-21', '2026-11-22');
    expect(alert).toMatchObject({
      urgency: 'remind',
      sections: [
        {
          items: [
            {
              what: 'Fails since 2026-11-01: 1 failing.',
              subjects: [{ name: 'ben@acme.example', words: 'Not so. Since 2026-11-20.' }],
              fix: 'Fix it.',
            },
          ],
        },
      ],
    });
  });

  test('is said as often as the configuration says, or never', () => {
    const daily = (remindEveryDays: number) =>
      said('2026-11-01', '2026-11-03', '2026-11-04', { remindEveryDays })?.sections.length ?? 0;
    expect([daily(1), daily(3), daily(2), daily(0)]).toEqual([1, 1, 0, 0]);
  });

  test('counts days of the company’s own time zone', () => {
    // In Auckland it is the 8th already at 11:00 UTC on the 7th, and the control began on the 1st there.
    const night = nightWith({
      run: '2026-11-07T11:30:00Z',
      since: '2026-11-06T11:30:00Z',
      controls: [{ ...open('2026-11-01'), since: '2026-10-31T11:30:00Z' }],
      timezone: 'Pacific/Auckland',
    });
    expect(outline(makeAlert(night))).toEqual([['still', ['a.first']]]);
  });

  test('is not said twice on a night on which more of it fails', () => {
    const events = [event('control.failed', { control: 'a.first', subject: 'eva@acme.example' })];
    expect(outline(said('2026-11-01', '2026-11-07', '2026-11-08', { events }))).toEqual([
      ['failing', ['a.first']],
    ]);
  });
});

describe('What ends', () => {
  const waiver = {
    control: 'a.first',
    subject: 'ben@acme.example',
    reason: 'Key in the safe',
    approvedBy: 'cto@acme.example',
    expires: '2026-12-01',
  };
  const waived = (before: string, today: string) =>
    makeAlert(nightWith({ run: at(today), since: at(before), waivers: [waiver] }));

  test.each([
    ['eight days before', '2026-11-22', '2026-11-23', null],
    ['seven days before', '2026-11-23', '2026-11-24', 'counts until 2026-12-01, 7 days from now'],
    ['six days before', '2026-11-24', '2026-11-25', null],
    [
      'on the day before, after missed nights',
      '2026-11-26',
      '2026-11-30',
      'counts until 2026-12-01, 1 day from now',
    ],
    ['on the last day', '2026-11-30', '2026-12-01', null],
    [
      'on the last day, when the day before was missed',
      '2026-11-29',
      '2026-12-01',
      'counts until 2026-12-01, today',
    ],
  ] as const)('is said %s', (_, before, today, words) => {
    const what = waived(before, today)?.sections[0]?.items[0]?.what;
    expect(what ?? null).toEqual(
      words && `The waiver ${words}. Key in the safe (approved by cto@acme.example).`,
    );
  });

  test('is said when drift says it, together with what was attested', () => {
    const word = { control: 'b.second', by: 'ana@acme.example', at: at('2026-09-01'), expires: '2026-12-06' };
    const older = { ...word, at: at('2026-06-01'), expires: '2026-08-31' };
    const events = [
      event('waiver.ending', { control: 'a.first', subject: waiver.subject, after: waiver.expires }),
      event('attestation.ending', { control: 'b.second', after: word.expires }),
    ];
    const alert = makeAlert(nightWith({ events, waivers: [waiver], attestations: [older, word] }));
    expect(alert?.urgency).toBe('remind');
    expect(alert?.sections).toMatchObject([
      {
        kind: 'ending',
        items: [
          { name: 'a.first: ben@acme.example', fix: expect.stringContaining('approved again') },
          {
            name: 'b.second',
            what: 'The attestation counts until 2026-12-06, 13 days from now. Attested by ana@acme.example on 2026-09-01.',
            fix: expect.stringContaining('exhibit attest b.second'),
          },
        ],
      },
    ]);
  });

  test('is said of a credential as of a waiver: when drift says it, and again shortly before', () => {
    const credentials = [{ connection: 'github', expires: '2026-12-07' }];
    const events = [event('credential.ending', { subject: 'github', after: '2026-12-07' })];
    const first = makeAlert(nightWith({ credentials, events }));
    expect(first?.sections).toMatchObject([
      {
        kind: 'ending',
        items: [
          {
            name: 'github',
            what: expect.stringContaining('The credential counts until 2026-12-07, 14 days from now.'),
            fix: expect.stringContaining('Make a new one'),
          },
        ],
      },
    ]);
    expect(makeAlert(nightWith({ credentials }))).toBeNull();
    const near = makeAlert(nightWith({ credentials: [{ connection: 'github', expires: '2026-11-24' }] }));
    expect(outline(near)).toEqual([['ending', ['github']]]);
    const ended = makeAlert(
      nightWith({
        credentials: [{ connection: 'github', expires: '2026-11-22' }],
        events: [event('credential.ended', { subject: 'github', after: '2026-11-22' })],
      }),
    );
    expect(ended?.urgency).toBe('act');
    expect(outline(ended)).toEqual([['ended', ['github']]]);
  });

  test('a renewed word is not said to end', () => {
    const word = { control: 'b.second', by: 'ana@acme.example', at: at('2026-09-01'), expires: '2026-11-24' };
    const renewed = { ...word, at: at('2026-11-20'), expires: '2027-02-01' };
    expect(makeAlert(nightWith({ attestations: [word, renewed] }))).toBeNull();
    expect(outline(makeAlert(nightWith({ attestations: [word] })))).toEqual([['ending', ['b.second']]]);
  });
});
