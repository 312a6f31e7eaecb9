import { describe, expect, test } from '@jest/globals';
import { mailSubject, mailText } from '../../lib/alerts/mail.ts';
import { slackBody } from '../../lib/alerts/slack.ts';
import { alertLines } from '../../lib/cli/alert-lines.ts';
import { alertOf, control, event, failed } from './night.ts';

const plain = {
  out: () => {},
  err: () => {},
  paint: (_style: unknown, text: string) => text,
  live: false,
  columns: 100,
  quiet: false,
  verbose: false,
} as const;

/** What somebody might call themselves. */
const hostile = [
  '<!channel> <@U123> <https://evil.example|your bank>',
  '@channel @here @everyone',
  '[reset your password](https://evil.example)',
  '![x](https://evil.example/p.png)',
  '[x][1] & &lt;!here&gt;',
  '\u001b[2J\u001b[1;31mall is well\u0007\r\n✔ pass',
  'moc.elpmaxe.live\u202e\u2066',
  'ana\u200b@acme.example\u2028next line',
  'lone \ud800 surrogate',
];

function everyForm(alert: ReturnType<typeof alertOf>): Record<string, string> {
  const body = slackBody(alert);
  const blocks = body.blocks.flatMap((block) => ('elements' in block ? block.elements : [block.text]));
  return {
    subject: mailSubject(alert),
    mail: mailText(alert),
    terminal: alertLines(alert, plain).join('\n'),
    slack: [body.text, ...blocks.map(({ text }) => text)].join('\n'),
  };
}

describe('Text from outside', () => {
  const alert = alertOf({
    organization: hostile.join(' '),
    locker: `/srv/${hostile.join(' ')}`,
    controls: [control('fail', { title: hostile.join(' '), fix: hostile.join(' ') })],
    events: [
      ...failed(...hostile),
      event('setting.changed', { subject: hostile.join(' '), message: hostile.join(' ') }),
      event('vault.joined', { subject: hostile.join(' '), after: hostile.join(' ') }),
    ],
  });
  const forms = everyForm(alert);

  test.each(Object.keys(forms))('moves and hides nothing in the form for %s', (name) => {
    const form = forms[name] ?? '';
    // Anything but a newline that is a control, a format or half a character.
    expect(/[^\P{C}\n]/u.exec(form)).toBeNull();
    expect(form.isWellFormed()).toBe(true);
  });

  test('begins no line of its own', () => {
    for (const name of ['mail', 'terminal', 'slack'])
      expect(forms[name]?.split('\n').filter((line) => line.startsWith('✔ pass'))).toEqual([]);
  });

  test('addresses nobody and links to nothing in Slack, nor where its text is read as Markdown', () => {
    expect(forms.slack).toContain('&lt;!channel&gt;');
    expect(forms.slack).toContain('&amp;lt;!here&amp;gt;');
    expect(/[<>]|&(?!(amp|lt|gt);)/.exec(forms.slack ?? '')).toBeNull();
    expect(/(^|[^\w.+-])@\w/m.exec(forms.slack ?? '')).toBeNull();
    expect(/\][([]/.exec(forms.slack ?? '')).toBeNull();
    const { blocks, mrkdwn, unfurl_links } = slackBody(alert);
    expect(JSON.stringify(blocks)).not.toContain('"mrkdwn"');
    expect([mrkdwn, unfurl_links]).toEqual([false, false]);
  });

  test('leaves an address as it is', () => {
    const { slack = '' } = everyForm(
      alertOf({ controls: [control('fail')], events: failed('ana@here.example') }),
    );
    expect(slack).toContain('ana@here.example');
  });
});

describe('However much there is to say', () => {
  const long = 'Straße &<>'.repeat(400);
  const ids = Array.from({ length: 60 }, (_, at) => `company.rule-${at}`);
  const many = Array.from({ length: 1_000 }, (_, at) => `${at}-${long}`);
  const events = [
    ...ids.flatMap((id) => [
      event('control.failed', { control: id, before: 'pass', message: long }),
      ...many.slice(0, 20).map((subject) => event('control.failed', { control: id, subject, message: long })),
    ]),
    ...many.map((subject) => event('vault.joined', { subject, after: long })),
    ...many.map((subject) => event('setting.changed', { subject, message: long })),
  ];
  const controls = ids.map((id) =>
    control('fail', { id, title: long, fix: long, subjects: { pass: 0, fail: 20, unknown: 0, waived: 0 } }),
  );
  const alert = alertOf({ organization: long, locker: long, controls, events });

  test('Slack takes it', () => {
    const body = slackBody(alert);
    expect(body.blocks.length).toBeLessThanOrEqual(50);
    expect(body.text.length).toBeLessThanOrEqual(3_000);
    expect(JSON.stringify(body.blocks).length).toBeLessThan(13_000);
    for (const block of body.blocks) {
      const texts = 'elements' in block ? block.elements : [block.text];
      for (const { text } of texts) {
        expect(text.length).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3_000);
        expect(text).not.toMatch(/&(?!(amp|lt|gt);)/);
      }
    }
  });

  test('mail takes it, and its subject is printable ASCII of 100 characters at the most', () => {
    expect(mailText(alert).length).toBeLessThanOrEqual(7_600);
    expect(mailSubject(alert)).toMatch(/^[A-Za-z][ -~]{0,99}$/);
    expect(mailSubject(alert)).toMatch(/ \(2026-11-23\)$/);
  });

  test.each(['mail', 'slack'])(
    'the form for %s says that something is left out, and holds the head of the chain',
    (name) => {
      const form = everyForm(alert)[name];
      expect(form).toMatch(/… and \d+ more that do not fit here: exhibit drift/);
      expect(form).toContain(`Sealed as number 42, sha256 ${'ab'.repeat(32)}`);
    },
  );
});

describe('The terminal', () => {
  test('says that nothing changed', () => {
    expect(alertLines(null, plain)).toEqual(['', 'Nothing changed since the last run.']);
  });

  test('leaves out on a first night what stands above already', () => {
    const alert = alertOf({ since: null, controls: [control('fail')] });
    const text = alertLines(alert, plain).join('\n');
    expect(text).toContain('✘ a.first (First)\n    To do: Fix it.');
    expect(text).not.toContain('Evidence:');
  });
});
