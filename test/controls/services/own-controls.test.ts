import { expect, test } from '@jest/globals';
import { ownControlsOf } from '../../../lib/controls/services/own-controls.ts';
import { services } from '../../../lib/providers/services.ts';

test('every control that speaks of second factors counts as a service’s own, whatever it speaks of besides', () => {
  const found = services.flatMap(({ provider }) => ownControlsOf(provider));
  const named = services.flatMap(({ controls }) => controls.map(({ id }) => id));
  expect(found.filter((id) => !id.endsWith('.root-protected'))).toEqual(
    named.filter((id) => id.includes('mfa')),
  );
  expect(ownControlsOf('aws')).toEqual(
    expect.arrayContaining(['aws.identity-center-mfa-enforced', 'aws.mfa-enrolled', 'aws.root-protected']),
  );
});
