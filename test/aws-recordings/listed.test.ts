import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { timeText } from '../../lib/nightly/functions/event.ts';
import { runId } from '../../lib/runs/run-id.ts';
import {
  changed,
  exampleText,
  newApp,
  type Resource,
  resourcesOf,
  root,
  stackIn,
} from '../stack/made-stack.ts';
import { manyConnections } from '../stack/many-connections.ts';
import { folder, recordedFile } from './recordings.ts';

const files = readdirSync(folder).map((file) => file.replace('.json', ''));
const page = readFileSync(join(root, 'docs/testing.md'), 'utf8');
const rows = (page.split('## Recordings of AWS\n')[1]?.split('\n## ')[0] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (integration|---)/.test(line))
  .map((line) => line.slice(1, -1).split(' | '));
const inBackticks = (text = ''): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one);
const listed = rows.flatMap(([integration]) => inBackticks(integration));

describe('A recording', () => {
  const all = files.flatMap((file) =>
    Object.entries(recordedFile(file).recordings).map(([name, one]) => [`${file}: ${name}`, one] as const),
  );

  test.each(all)(
    'says where it is public, under which licence, of which day it is, and what was cut: %s',
    (_, one) => {
      expect(one.source).toMatch(
        /^github\.com\/[\w.-]+\/[\w.-]+, (tests\/\S+ at [0-9a-f]{8}|issue \d+|pull request \d+)|^docs\.aws\.amazon\.com\/\S+\.html$/,
      );
      const licences = ['Apache-2.0', 'a fact in a public issue', 'a fact in a public pull request'];
      expect([...licences, 'an example of the documentation']).toContain(one.licence);
      expect(one.recorded).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(one.cut).not.toBe('');
      expect(Object.keys(one.content as object).length).toBeGreaterThan(0);
    },
  );

  test.each(files)('is in the table, and in a test: %s', (file) => {
    expect(rows.map(([, recorded = '']) => recorded).join()).toContain(`\`${file}.json\``);
    const tests = globSync('test/**/*.ts', { cwd: root }).map((path) =>
      readFileSync(join(root, path), 'utf8'),
    );
    const held = tests.some((text) => new RegExp(`\\(\\s*'${file}',`).test(text));
    // What nothing of ours reads is there to be looked at.
    expect([file, held]).toEqual([file, file !== 'lambda-dead-letters']);
  });
});

describe('The table', () => {
  test('names what is there', () => {
    for (const [, recorded = '', held = ''] of rows) {
      for (const one of inBackticks(recorded).filter((name) => name.endsWith('.json')))
        expect([one, existsSync(join(folder, one))]).toEqual([one, true]);
      for (const one of inBackticks(held).filter((name) => /^[\w-]+\.test\.ts$/.test(name)))
        expect([one, existsSync(join(root, 'test/aws-recordings', one))]).toEqual([one, true]);
      expect(/\.json`|None found|aws\.ts`/.test(recorded)).toBe(true);
    }
  });

  test('has every integration of the templates, which no code of ours sees', () => {
    const texts = [
      exampleText,
      manyConnections(50),
      changed('locker: ./evidence', 'locker: s3://fathom-evidence'),
    ];
    const found = new Set(
      texts.flatMap((text) =>
        [...resourcesOf(Template.fromStack(stackIn(newApp(), text))).values()].flatMap(integrationsOf),
      ),
    );
    expect(found.size).toBeGreaterThan(12);
    expect([...found].filter((one) => !listed.includes(one))).toEqual([]);
  });

  test('has every call that the code makes', () => {
    const sources = globSync('lib/**/*.ts', { cwd: root }).map((path) =>
      readFileSync(join(root, path), 'utf8'),
    );
    const calls = new Set(
      sources.flatMap((text) => [
        ...[...text.matchAll(/new (?:[\w.]+\.)?(\w+)Command\(/g)].map(([, name = '']) => name),
        ...[...text.matchAll(/\{ Action: '(\w+)'/g)].map(([, name = '']) => name),
      ]),
    );
    expect(calls.size).toBeGreaterThan(20);
    expect([...calls].filter((one) => !listed.includes(one))).toEqual([]);
  });
});

/** What a resource has AWS do by itself with another service. */
function integrationsOf({ Type, Properties }: Resource): string[] {
  const text = JSON.stringify(Properties);
  const has = (name: string) => Properties[name] !== undefined;
  switch (Type) {
    case 'AWS::StepFunctions::StateMachine':
      return servicesIn(text);
    case 'AWS::Events::Rule':
      return [
        ...(text.includes('aws.cloudwatch') ? ['cloudwatch → events'] : []),
        text.includes('Machine') ? 'events → states' : 'events → lambda',
        ...(text.includes('DeadLetterConfig') ? ['events → sqs'] : []),
      ];
    case 'AWS::Scheduler::Schedule':
      return ['scheduler → states', ...(text.includes('DeadLetterConfig') ? ['scheduler → sqs'] : [])];
    case 'AWS::Lambda::Function':
      return has('DeadLetterConfig') ? ['lambda → sqs'] : [];
    case 'AWS::CloudWatch::Alarm':
      return has('AlarmActions') ? ['cloudwatch → sns'] : [];
    case 'AWS::SNS::Subscription':
      return [`sns → ${Properties.Protocol}`];
    case 'AWS::Logs::MetricFilter':
      return ['logs → cloudwatch'];
    case 'AWS::S3::Bucket':
      return has('ReplicationConfiguration') ? ['s3 → s3'] : [];
    case 'AWS::Events::Archive':
      return ['events → archive'];
    case 'AWS::Glue::Table':
      return ['athena → s3'];
    default:
      return [];
  }
}

/** The services that a machine's states call, by the ends of their ARNs; all else is a function. */
function servicesIn(text: string): string[] {
  const named = [...text.matchAll(/:states:::([\w:-]+)/g)].map(([, name = '']) => name);
  return [...named, ...(/\\"Resource\\":\\"",\{"Fn::GetAtt"/.test(text) ? ['lambda'] : [])];
}

test('A schedule’s time is read in the form in which the documentation has it', () => {
  // docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
  const time = timeText.parse('2022-03-22T18:59:43Z');
  expect(runId(new Date(time))).toBe('2022-03-22T18:59:43Z');
});
