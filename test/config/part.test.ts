import { describe, expect, test } from '@jest/globals';
import type { KnownProviders } from '../../lib/config/configuration.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { changed, good, known } from './fixtures.ts';

/** What a function that collects from one provider knows. */
const part: KnownProviders = { providers: known.providers.filter(({ id }) => id === 'github'), isPart: true };
const parse = (text: string, of = part) => parseConfiguration(text, { file: 'exhibit.yaml', known: of });

describe('a configuration that is read by somebody who knows one provider only', () => {
  test('has that one’s settings, and of the others the connections alone', () => {
    const { connections } = parse(good);
    expect(connections.map(({ id, settings }) => [id, settings])).toEqual([
      ['google', undefined],
      ['vaults', undefined],
      ['code', { org: 'acme' }],
    ]);
  });

  test('may name accounts of every provider, and documents of any connection', () => {
    const named = changed('code: ana-gh', 'slack: U1').replace(
      '\ntrustedKeys:',
      '\npolicies: [{ path: a.md, repository: b, connection: vaults }]\ntrustedKeys:',
    );
    expect(parse(named).settings.policies).toHaveLength(1);
  });

  test('is not without faults for all that', () => {
    expect(() => parse(changed('org: acme', 'org: 7'))).toThrow('org');
    expect(() => parse(good, { providers: part.providers })).toThrow('there is no such provider');
  });
});
