import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ConfigurationError } from '../../../lib/config/error.ts';
import { type Resource, resourcesOf, root } from '../made-stack.ts';
import {
  bucket,
  fleetFile,
  idsOf,
  type MadeFleet,
  organizationText,
  synthesizedFleet,
} from './made-fleet.ts';

const three = synthesizedFleet(fleetFile(idsOf(3)));

/** Everything but the code of functions, which is made of files, and what names it. */
function resourcesBut(fleet: MadeFleet): Map<string, unknown> {
  return new Map(
    [...fleet.resources].map(([id, { Type, Properties }]): [string, unknown] => {
      const { Code: _, TemplateURL: __, ...rest } = Properties;
      return [id, { Type, Properties: rest }];
    }),
  );
}

const ofKeys = (fleet: MadeFleet) =>
  new Map(
    fleet.nested.flatMap((one) =>
      [...resourcesOf(one)].map(([id, { Type, Properties, DeletionPolicy }]) => [
        id,
        { Type, Properties, DeletionPolicy },
      ]),
    ),
  );

describe('The stack of a fleet', () => {
  test('has a key, an alias and a tag for each organization, and nothing else of its own', () => {
    const names = three.keys.map(({ Properties }) => Properties.Tags);
    expect(names).toEqual(expect.arrayContaining(idsOf(3).map((id) => [{ Key: 'organization', Value: id }])));
    const types = three.nested
      .flatMap((one) => [...resourcesOf(one).values()].map(({ Type }) => Type))
      .toSorted();
    expect(types).toEqual([...Array(3).fill('AWS::KMS::Alias'), ...Array(3).fill('AWS::KMS::Key')]);
    expect(JSON.stringify([...three.resources.values()])).not.toContain('o-001');
  });

  test('keeps the key of an organization that goes', () => {
    expect(three.keys.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(
      Array(3).fill('RetainExceptOnCreate'),
    );
  });

  test('changes no resource of another when one comes or goes', () => {
    const four = synthesizedFleet(fleetFile(idsOf(4)));
    const [before, after] = [ofKeys(three), ofKeys(four)];
    for (const [id, resource] of before) expect([id, after.get(id)]).toEqual([id, resource]);
    expect(after.size).toBe(before.size + 2);
    const parts = (fleet: MadeFleet) =>
      new Map(
        [...resourcesBut(fleet)].filter(([, one]) => (one as Resource).Type !== 'AWS::CloudFormation::Stack'),
      );
    expect(parts(four)).toEqual(parts(three));
  });

  test('holds 200 organizations within what CloudFormation takes', () => {
    const many = synthesizedFleet(fleetFile(idsOf(200)));
    expect(many.keys).toHaveLength(200);
    for (const one of [many.template, ...many.nested]) {
      expect(resourcesOf(one).size).toBeLessThan(500);
      expect(JSON.stringify(one.toJSON()).length).toBeLessThan(1_000_000);
    }
    expect(many.resources.size - many.nested.length).toBe(three.resources.size - three.nested.length);
  });

  test('has for each alarm a heading in the runbook', () => {
    const page = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
    const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    const anchorsOf = (resources: MadeFleet['resources'], form: RegExp) =>
      [...resources.values()]
        .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
        .map(({ Properties }) => form.exec(String(Properties.AlarmDescription))?.[1]);
    const anchors = anchorsOf(three.resources, /docs\/runbook\.md in Exhibit's package, under ([\w-]+)$/);
    expect(anchors).toHaveLength(5);
    expect(headings).toEqual(expect.arrayContaining(anchors));
    const runbook = 'https://wiki.larch.example/runbook';
    const linked = synthesizedFleet(fleetFile(idsOf(1)), { runbook });
    expect(anchorsOf(linked.resources, /https:\/\/wiki\.larch\.example\/runbook#([\w-]+)$/)).toEqual(anchors);
  });

  test('has nothing that cdk-nag finds and no written reason accepts', () => {
    for (const pack of [new AwsSolutionsChecks(three.stack), new NIST80053R5Checks(three.stack)]) {
      const { violations } = pack.validateScope(three.stack);
      const found = violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
      );
      expect(found).toEqual([]);
    }
  });
});

describe('A fleet that cannot work so is refused, with the name of the organization:', () => {
  const refused = (file: string): string => {
    try {
      synthesizedFleet(file);
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
      throw error;
    }
    return 'not refused';
  };
  const with2 = (id: string, changed: string) => (one: string) =>
    one === id ? changed : organizationText(one);

  test.each([
    [
      'a locker elsewhere',
      organizationText('o-001').replace('organizations/o-001', 'organizations/o-002x'),
      'organizations/o-001',
    ],
    [
      'another’s secret',
      organizationText('o-001').replace('exhibit/o-001/github', 'exhibit/o-002/github'),
      'exhibit/o-001/github',
    ],
    ['mail', organizationText('o-001', 'aws: { mail: [a@larch.example] }\n'), 'aws: mail'],
    [
      'more connections than go from state to state',
      organizationText(
        'o-001',
        '',
        Array.from(
          { length: 40 },
          (_, at) => `  - { id: dns-${at}, provider: dns, domains: [larch-${at}.example] }\n`,
        ).join(''),
      ),
      'connections: are 41',
    ],
    [
      'an account of AWS',
      organizationText('o-001', '', '  - { id: aws, provider: aws }\n'),
      'connections: aws',
    ],
  ])('%s', (_, text, expected) => {
    const said = refused(fleetFile(idsOf(2), with2('o-001', text)));
    expect(said).toContain('o-001');
    expect(said).toContain(expected);
  });

  test('lockers in no bucket', () => {
    expect(refused(fleetFile(idsOf(1), organizationText, ''))).toContain('s3://BUCKET/fleet');
    expect(bucket).not.toBe('');
  });
});
