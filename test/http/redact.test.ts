import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { redactUrl, Secrets } from '../../lib/http/redact.ts';

function knowing(...values: string[]): Secrets {
  const secrets = new Secrets();
  for (const value of values) secrets.add(value);
  return secrets;
}

const secret = 'p/4+w"o=r&d<é>';

describe('a secret is blanked out', () => {
  test.each([
    ['as it is', secret],
    ['escaped in JSON', JSON.stringify(secret).slice(1, -1)],
    ['escaped in JSON, with slashes too', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
    ['escaped in JSON that is safe in HTML', 'p/4+w\\"o\\u003dr\\u0026d\\u003cé\\u003e'],
    ['percent-encoded', encodeURIComponent(secret)],
    [
      'percent-encoded in lower case',
      encodeURIComponent(secret).replaceAll(/%../g, (hex) => hex.toLowerCase()),
    ],
    ['as a form has it', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 for URLs', Buffer.from(secret).toString('base64url')],
  ])('%s', (_, form) => {
    const secrets = knowing(secret);
    expect(secrets.redact(`before ${form} after`)).toBe('before [redacted] after');
    const { bytes, redacted } = secrets.redactBytes(Buffer.from(`before ${form} after`));
    expect([bytes.toString(), redacted]).toEqual(['before [redacted] after', true]);
  });

  test.each(['', 'a', 'ab', 'abc'])('in base64 behind “%s:”, as Basic credentials have it', (user) => {
    const encoded = Buffer.from(`${user}:correct-horse-battery`).toString('base64');
    const clean = knowing('correct-horse-battery').redact(encoded);
    expect(clean).toContain('[redacted]');
    expect(Buffer.from(clean.replace('[redacted]', ''), 'base64').toString()).not.toMatch(/[a-z]{4}/);
  });

  test.each([
    ['a text with escaped quotes', (text: string) => JSON.stringify({ etag: '"a"', text })],
    ['a text within such a text', (text: string) => JSON.stringify(JSON.stringify({ etag: '"a"', text }))],
  ])('escaped in %s, whether it has quotes itself or not', (_, inside) => {
    for (const plain of [secret, 'p/4+w+o=r+d', 'p\\4\\w\\o']) {
      const escaped = inside(plain).replaceAll('+', '\\u002b');
      expect(knowing(plain).redact(escaped)).toBe(inside('[redacted]'));
    }
  });

  test('everywhere it occurs', () => {
    expect(knowing('abcdef').redact('abcdef, abcdefabcdef')).toBe('[redacted], [redacted][redacted]');
  });

  test.each([
    ['shorter than', 'token-1234', 'token-1'],
    ['longer than', 'token-1', 'token-1234'],
    ['another than', 'token-1', 'ticket-2'],
  ])('that was met after others were looked for, %s one of them', (_, first, second) => {
    const secrets = knowing(first);
    expect(secrets.redact(`a ${first}`)).toBe('a [redacted]');
    secrets.add(second);
    for (const one of [first, second]) expect(secrets.redact(`a ${one}`)).toBe('a [redacted]');
    expect(secrets.redact('a token-ticket')).toBe('a token-ticket');
  });

  test('the longer one first, so that none is left half', () => {
    expect(knowing('token-1', 'token-1234').redact('token-1234 token-1')).toBe('[redacted] [redacted]');
    expect(knowing('token-1234', 'token-1').redactBytes(Buffer.from('token-1234')).bytes.toString()).toBe(
      '[redacted]',
    );
  });

  test('the longer one first, also where the shorter one is known to another registry', () => {
    const others = new Secrets();
    others.add('correct-horse');
    const own = new Secrets(others);
    own.add('correct-horse-battery');
    expect(own.redact('<correct-horse-battery> <correct-horse>')).toBe('<[redacted]> <[redacted]>');
  });

  test('with blanks around it, as a file ends with a newline', () => {
    expect(knowing('ops_abcdef\n').redact('Bearer ops_abcdef')).toBe('Bearer [redacted]');
  });

  test('whatever a replacement text would mean', () => {
    expect(knowing("$&$1$'x").redact("a $&$1$'x b")).toBe('a [redacted] b');
  });
});

describe('a key of several lines', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const lines = pem.trim().split('\n').slice(1, -1);

  test.each([
    ['whole', pem],
    ['in JSON', JSON.stringify(pem)],
    ['with other line ends', pem.replaceAll('\n', '\r\n')],
    ['without line ends', pem.replaceAll('\n', '')],
    ['percent-encoded, without line ends', encodeURIComponent(lines.join(''))],
  ])('is blanked out %s', (_, text) => {
    const clean = knowing(pem).redact(text);
    for (const line of lines.filter((one) => one.length >= 16))
      expect(clean).not.toContain(line.slice(3, 19));
  });

  test('is blanked out when the whole credential was registered', () => {
    const credential = JSON.stringify({
      type: 'service_account',
      client_email: 'collector@project.example',
      token_uri: 'https://oauth2.example/token',
      private_key: pem,
      nested: { clientSecret: 'correct-horse' },
    });
    const secrets = knowing(credential);
    expect(secrets.redact(lines[3] ?? '')).toBe('[redacted]');
    expect(secrets.redact('correct-horse')).toBe('[redacted]');
    expect(secrets.redact(credential)).toBe('[redacted]');
    const harmless = 'service_account collector@project.example https://oauth2.example/token';
    expect(secrets.redact(harmless)).toBe(harmless);
  });
});

describe('what is no secret', () => {
  test('stays, in the very same buffer', () => {
    const bytes = Buffer.from('{"users":[]}');
    const result = knowing('abcdefgh').redactBytes(bytes);
    expect(result.redacted).toBe(false);
    expect(result.bytes).toBe(bytes);
  });

  test('stays byte for byte beside one, also where it is no valid text', () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('abcdefgh'),
      Buffer.from('é€'),
    ]);
    const expected = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('[redacted]'),
      Buffer.from('é€'),
    ]);
    expect(knowing('abcdefgh').redactBytes(bytes).bytes).toEqual(expected);
  });

  test('includes values too short to be told apart', () => {
    expect(knowing('', 'true', '12345').redact('true 12345')).toBe('true 12345');
  });

  test('is all that a careless print of the registry shows', () => {
    const secrets = knowing('correct-horse');
    expect(inspect(secrets, { depth: 9, showHidden: true }) + JSON.stringify(secrets)).not.toContain(
      'correct-horse',
    );
  });
});

describe('a URL', () => {
  const none = new Secrets();

  test.each([
    'access_token',
    'refresh_token',
    'id_token',
    'token',
    'key',
    'api_key',
    'client_secret',
    'client_assertion',
    'assertion',
    'password',
    'signature',
    'X-Amz-Signature',
    'X-Amz-Security-Token',
    'Access_Token',
  ])('loses %s by its name', (name) => {
    expect(redactUrl(`https://api.example/a?x=1&${name}=v%20w&y=2`, none)).toBe(
      `https://api.example/a?x=1&${name}=[redacted]&y=2`,
    );
  });

  test('loses a user’s name and password', () => {
    expect(redactUrl('https://ana:word@api.example/a@b', none)).toBe('https://[redacted]@api.example/a@b');
  });

  test('keeps the tokens that name pages', () => {
    const url = 'https://api.example/users?pageToken=abc&page_token=def&cursor=ghi&nextToken=jkl#top';
    expect(redactUrl(url, none)).toBe(url);
  });
});
