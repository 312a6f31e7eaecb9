import { describe, expect, test } from '@jest/globals';
import { addressOf } from '../../../../../lib/evidence/mail/spf/address.ts';
import { checkHost } from '../../../../../lib/providers/dns/controls/spf/check-host.ts';
import { sections, suiteZone } from './suite.ts';

test('The RFC’s suite is here whole', () => {
  expect(sections).toHaveLength(16);
  expect(sections.flatMap(({ tests }) => tests)).toHaveLength(203);
});

describe.each(sections)('check_host: $section', ({ tests, zone }) => {
  const asked = suiteZone(zone);

  test.each(tests)('$name (RFC 7208, $spec)', ({ helo, host, mailfrom, result }) => {
    const at = mailfrom.lastIndexOf('@');
    const local = mailfrom.slice(0, Math.max(at, 0)) || 'postmaster';
    const domain = mailfrom === '' ? helo : mailfrom.slice(at + 1);
    const from = addressOf(host);
    if (!from) throw new Error(`${host} is no address.`);
    const outcomes = checkHost({ zone: asked, domain, from, sender: { local, domain, helo } });
    expect(outcomes).toHaveLength(1);
    expect(result).toContain(outcomes[0]?.result);
  });
});
