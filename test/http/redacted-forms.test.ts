import { describe, expect, test } from '@jest/globals';
import { Secrets } from '../../lib/http/redact.ts';
import fc from '../properties.ts';

const secret = 'sk+Live/7f=Q"é&<b>\\x%41';

/** Every way in which a server may write one character. */
const letterBy: Readonly<Record<string, (bytes: Buffer, character: string) => string>> = {
  'JSON escapes in lower case': (_, c) =>
    units(c)
      .map((unit) => `\\u${hex(unit, 4)}`)
      .join(''),
  'JSON escapes in upper case': (_, c) =>
    units(c)
      .map((unit) => `\\u${hex(unit, 4).toUpperCase()}`)
      .join(''),
  'escapes of one byte': (bytes) => [...bytes].map((byte) => `\\x${hex(byte, 2)}`).join(''),
  'code points': (_, c) => `\\u{${c.codePointAt(0)?.toString(16)}}`,
  'percent in lower case': (bytes) => [...bytes].map((byte) => `%${hex(byte, 2)}`).join(''),
  'percent in upper case': (bytes) => [...bytes].map((byte) => `%${hex(byte, 2).toUpperCase()}`).join(''),
  'percent twice': (bytes) => [...bytes].map((byte) => `%25${hex(byte, 2)}`).join(''),
  'decimal entities': (_, c) => `&#${c.codePointAt(0)};`,
  'hexadecimal entities': (_, c) => `&#x${c.codePointAt(0)?.toString(16)};`,
};

function units(character: string): number[] {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

const written = (by: string, text: string, every = 1): string =>
  [...text].map((c, at) => (at % every === 0 ? letterBy[by]?.(Buffer.from(c), c) : c)).join('');

/** Ways of writing a text whole. */
const whole: Readonly<Record<string, (text: string) => string>> = {
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  'JSON with slashes': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  percent: encodeURIComponent,
  'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'a form': (text) => new URLSearchParams({ v: text }).toString().slice(2),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64, percent-encoded': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'base64 in JSON with slashes': (text) => Buffer.from(text).toString('base64').replaceAll('/', '\\/'),
  'base64 of JSON': (text) => Buffer.from(JSON.stringify(text)).toString('base64'),
  'base64 of a URL': (text) => Buffer.from(encodeURIComponent(text)).toString('base64'),
  'hexadecimal in lower case': (text) => Buffer.from(text).toString('hex'),
  'hexadecimal in upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'hexadecimal bytes': (text) => [...Buffer.from(text)].map((byte) => `\\x${hex(byte, 2)}`).join(''),
};

function knowing(value: string): Secrets {
  const secrets = new Secrets();
  secrets.add(value);
  return secrets;
}

function expectBlank(given: string, form: string): void {
  const text = `before ${form} after`;
  const secrets = knowing(given);
  const clean = secrets.redact(text);
  expect(secrets.holds(text)).toBe(true);
  expect(clean).toMatch(/^before .{0,4}\[redacted\].{0,4} after$/);
  const { bytes, redacted } = secrets.redactBytes(Buffer.from(text));
  expect([bytes.toString(), redacted]).toEqual([clean, true]);
}

describe('A secret is blanked out however it is written', () => {
  test.each(Object.keys(letterBy))('by %s, every letter', (by) => {
    expectBlank(secret, written(by, secret));
  });

  test.each(Object.keys(letterBy))('by %s, some letters', (by) => {
    for (const every of [2, 3, 5]) expectBlank('sk-Live-7fQ0a9', written(by, 'sk-Live-7fQ0a9', every));
  });

  test.each(Object.keys(whole))('as %s', (by) => {
    expectBlank(secret, whole[by]?.(secret) ?? '');
  });

  test('by any mixture of them', () => {
    const ways = fc.constantFrom(...Object.keys(letterBy), 'plain');
    const given = fc.stringMatching(/^[\w+/=.~-]{12,40}$/);
    fc.assert(
      fc.property(given, fc.infiniteStream(ways), (text, stream) => {
        const form = [...text]
          .map((c) => {
            const { value: way = 'plain' } = stream.next();
            return letterBy[way]?.(Buffer.from(c), c) ?? c;
          })
          .join('');
        expect(knowing(text).redact(`<${form}>`)).toBe('<[redacted]>');
      }),
    );
  });

  test.each(['', 'a', 'ab', 'abc'])('in base64 behind “%s:” and before more of it', (user) => {
    const encoded = Buffer.from(`${user}:correct-horse-battery; more`).toString('base64');
    expect(Buffer.from(knowing('correct-horse-battery').redact(encoded), 'base64').toString()).not.toContain(
      'horse',
    );
  });
});

describe('Beside a secret nothing changes', () => {
  test('in JSON, which stays JSON', () => {
    const body = { a: `x\n${secret}"`, [secret]: ['é', { b: `${secret}${secret}` }], c: '\\u0041' };
    for (const write of [JSON.stringify, (value: object) => JSON.stringify(value).replaceAll('/', '\\/')]) {
      const { bytes } = knowing(secret).redactBytes(Buffer.from(write(body)));
      expect(JSON.parse(bytes.toString())).toEqual({
        a: 'x\n[redacted]"',
        '[redacted]': ['é', { b: '[redacted][redacted]' }],
        c: '\\u0041',
      });
    }
  });

  test('in any value, names of fields included', () => {
    const value = { [secret]: [`a ${secret}`, 1, null, { deep: encodeURIComponent(secret) }], b: true };
    expect(knowing(secret).redactTexts(value)).toEqual({
      '[redacted]': ['a [redacted]', 1, null, { deep: '[redacted]' }],
      b: true,
    });
  });

  test('in texts without one, also those that look escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(knowing('never-in-there-0815').redact(text)).toBe(text);
      }),
    );
  });
});

test.each(['%e9abc\\def', 'ab%C3"cdefgh', 'ab%C3%28\\cdefgh'])(
  'What looks like escapes in a secret may stand for bytes that are no text: %s',
  (odd) => {
    for (const [way, write] of Object.entries(whole)) {
      expect([way, knowing(odd).holds(write(odd))]).toEqual([way, true]);
      expect([way, knowing(odd).holds(knowing(odd).redact(write(odd)))]).toEqual([way, false]);
    }
  },
);

test('Members of a credential in JSON are secrets by their names', () => {
  const names = [
    'clientSecret',
    'apiKey',
    'applicationKey',
    'private_key',
    'passphrase',
    'eventsToken',
    'accessKey',
  ];
  for (const name of names)
    expect(knowing(JSON.stringify({ deep: { [name]: 'correct-horse' } })).redact('correct-horse')).toBe(
      '[redacted]',
    );
  for (const name of ['client_id', 'private_key_id', 'token_uri', 'client_email', 'type'])
    expect(knowing(JSON.stringify({ [name]: 'correct-horse' })).redact('correct-horse')).toBe(
      'correct-horse',
    );
});
