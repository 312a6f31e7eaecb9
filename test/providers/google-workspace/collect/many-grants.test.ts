import { expect, test } from '@jest/globals';
import { measureDiscovery } from '../../../../bench/discovery.ts';

test('Discovery over 5,000 people and 90 days of grants asks once for each 1,000 events, within 200 MB', async () => {
  const { events, peakMb, questions, records, services, unregistered } = await measureDiscovery('5000', '90');
  expect({ events, questions, records, services, unregistered }).toEqual({
    events: 495_000,
    questions: 495,
    records: 100_000,
    services: 400,
    unregistered: 400,
  });
  expect(peakMb).toBeLessThan(200);
});
