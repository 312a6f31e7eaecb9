import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { collector as googleWorkspace } from '../../../lib/providers/google-workspace/collect/index.ts';

const { settings, setup } = googleWorkspace;

describe('the settings', () => {
  test('need only a subject', () => {
    expect(settings().parse({ subject: 'admin@acme.example' })).toEqual({
      customer: 'my_customer',
      subject: 'admin@acme.example',
    });
  });

  test.each([
    ['no subject', {}],
    ['a subject that is no address', { subject: 'admin' }],
    ['a key that nobody knows', { subject: 'admin@acme.example', domain: 'acme.example' }],
    ['a customer that would change the path', { subject: 'admin@acme.example', customer: '../users' }],
    ['a service account that is no address', { subject: 'admin@acme.example', serviceAccount: 'exhibit' }],
  ])('refuse %s', (_name, value) => {
    expect(settings().safeParse(value).success).toBe(false);
  });

  test('accept the example that is printed', () => {
    const [{ id, provider, credentials, ...own }] = parse(setup.example);
    expect({ id, provider, credentials }).toEqual({
      id: 'google',
      provider: 'google-workspace',
      credentials: 'env:GOOGLE_CREDENTIALS',
    });
    expect(settings().safeParse(own).success).toBe(true);
    const optional = setup.example.replaceAll(/# (\w+:)/g, '$1').replaceAll(/^ +# +external.*$/gm, '');
    expect(settings().safeParse({ ...own, ...pick(parse(optional)[0]) }).success).toBe(true);
  });

  const pick = ({ customer, serviceAccount }: Record<string, unknown>) => ({ customer, serviceAccount });
});

test('every scope that is asked for only reads', () => {
  expect(setup.scopes).toHaveLength(4);
  for (const scope of setup.scopes) expect(scope).toMatch(/\.readonly$/);
  const told = setup.steps.join('\n').match(/https:\/\/www\.googleapis\.com\/auth\/\S+/g) ?? [];
  expect(told).toHaveLength(2);
  for (const scope of told) expect(scope).toMatch(/\.readonly$/);
});
