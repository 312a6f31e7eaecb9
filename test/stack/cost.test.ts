import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { assumed, itemsOf, sizes } from '../../bench/cost/bill.ts';
import type { Night, Step } from '../../bench/cost/measure.ts';
import { prices } from '../../bench/cost/prices.ts';
import { exampleText, placeOf, resourcesOf, root, templateOf } from './made-stack.ts';
import { manyConnections } from './many-connections.ts';
import { definitionOf } from './state-machine.ts';
import { objectsInMemory } from './states/objects.ts';
import { startMachine } from './states/start.ts';

const page = readFileSync(join(root, 'docs/cost.md'), 'utf8');
/** Whatever its lines break at. */
const inOneLine = page.replaceAll(/\s+/g, ' ');
const template = templateOf();
const resources = [...resourcesOf(template).values()];
const ofType = (type: string) => resources.filter(({ Type }) => Type === type);

/** The cells of a table's row, by what it begins with. */
function row(beginning: string): readonly string[] {
  const line = page.split('\n').find((one) => one.startsWith(`| ${beginning}`));
  if (!line) throw new Error(`The page has no row ${beginning}.`);
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
const number = (text = ''): number => Number(text.replaceAll(/[,$*]|GB-s/g, ''));

describe('What is paid by the month, held to the template:', () => {
  /** Metrics of AWS's or of our own, each of which an alarm is charged for. */
  const watched = ofType('AWS::CloudWatch::Alarm').reduce((sum, { Properties }) => {
    const parts = (Properties.Metrics ?? [{ MetricStat: {} }]) as readonly object[];
    return sum + parts.filter((part) => 'MetricStat' in part).length;
  }, 0);
  const secrets = new Set(exampleText.match(/secret:[\w/-]+/g)).size;
  const dashboards = ofType('AWS::CloudWatch::Dashboard').length;

  test.each([
    ['KMS: keys', ofType('AWS::KMS::Key').length, prices.kmsKeyMonth],
    ['Secrets Manager: secrets', secrets, prices.secretMonth],
    ['CloudWatch: metrics that alarms watch', watched, prices.alarmMetricMonth],
    // Metrics of our own are paid for when there is something to count: of these, one has that every night.
    ['CloudWatch: the metric of our own', 1, prices.ownMetricMonth],
  ])('%s', (what, count, price) => {
    const [, said, dollars] = row(what);
    expect([number(said), dollars]).toEqual([count, (count * price).toFixed(2)]);
  });

  test('dashboards, of which three are free', () => {
    expect(number(row('CloudWatch: dashboard')[1])).toBe(dashboards);
    expect(dashboards).toBeLessThanOrEqual(3);
  });

  test('the sum', () => {
    const ours =
      2 * prices.kmsKeyMonth +
      secrets * prices.secretMonth +
      watched * prices.alarmMetricMonth +
      prices.ownMetricMonth;
    expect(row('**a month**').at(-1)).toBe(`**${ours.toFixed(2)}**`);
  });

  test('there is nothing else in it that is paid for while nothing happens', () => {
    const types = new Set(resources.map(({ Type }) => Type));
    // What is free while nothing happens, or is paid for by what it does or holds.
    const free = [
      ...[
        'Athena::WorkGroup',
        'CloudWatch::Alarm',
        'CloudWatch::Dashboard',
        'Events::Archive',
        'Events::EventBus',
      ],
      ...['Events::Rule', 'Glue::Database', 'Glue::Table', 'IAM::ManagedPolicy', 'IAM::Policy', 'IAM::Role'],
      ...['KMS::Alias', 'KMS::Key', 'Lambda::EventInvokeConfig', 'Lambda::Function', 'Lambda::Permission'],
      ...[
        'Logs::LogGroup',
        'Logs::MetricFilter',
        'S3::Bucket',
        'S3::BucketPolicy',
        'SNS::Subscription',
        'SNS::Topic',
      ],
      ...[
        'SNS::TopicPolicy',
        'SQS::Queue',
        'SQS::QueuePolicy',
        'Scheduler::Schedule',
        'Scheduler::ScheduleGroup',
      ],
      'StepFunctions::StateMachine',
    ];
    expect([...types].filter((type) => !free.includes(type.replace('AWS::', '')))).toEqual([]);
  });
});

describe('What a night is reckoned with, held to the template:', () => {
  test('memory and space of each function', () => {
    const made = (place: string) => {
      const found = ofType('AWS::Lambda::Function').find(
        (one) => placeOf(one) === `Functions/${place}/Function`,
      );
      const { EphemeralStorage, MemorySize } = found?.Properties ?? {};
      const { Size = 512 } = Object(EphemeralStorage) as { Size?: number };
      return { memory: MemorySize, scratch: Size };
    };
    const places = { plan: 'Plan', collect: 'Collect-google-workspace', conclude: 'Conclude', seal: 'Seal' };
    for (const [step, place] of Object.entries(places))
      expect([step, made(place)]).toEqual([step, sizes[step]]);
  });

  const run = '2026-11-24T01:00:00Z';
  const night = 'runs/2026-11-24T01-00-00Z/0b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
  const connections = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `github-${at}`, provider: 'github' }));

  /** States that a night enters; attempts that are made again are not counted here. */
  async function transitions(count: number, collect: (at: number) => unknown, many = false) {
    const definition = definitionOf(many ? templateOf(manyConnections(60)) : template, 'Night/Machine');
    const list = connections(count);
    const objects = objectsInMemory();
    for (const bucket of ['WorkBucket6D724B36'])
      objects.texts.set(`${bucket}/nights/${night}/connections.json`, JSON.stringify(list));
    let called = 0;
    const started = startMachine(
      definition,
      { time: run },
      {
        objects,
        handlers: {
          Plan: () => ({ run, already: false, night, connections: many ? null : list }),
          'Collect github': () => collect(called++),
          Conclude: () => ({ run }),
          Seal: () => ({ run }),
          Alert: () => ({ run }),
        },
      },
    );
    await started.result;
    return started.transitions();
  }
  const done = () => ({ done: true, cursor: null });

  test('states that a night enters, those of a connection, and those of a further call', async () => {
    const { night: alone, connection, furtherCall } = assumed.transitions;
    expect(await transitions(1, done)).toBe(alone + connection);
    expect(await transitions(3, done)).toBe(alone + 3 * connection);
    const twice = (at: number) => (at === 0 ? { done: false, cursor: 'x' } : done());
    expect(await transitions(1, twice)).toBe(alone + connection + furtherCall);
  });

  test('those of a connection that fails, and of one of many', async () => {
    const { night: alone, connection } = assumed.transitions;
    const failing = () => {
      throw Object.assign(new Error('No.'), { name: 'ConfigurationError' });
    };
    const more = (await transitions(1, failing)) - alone - connection;
    expect(inOneLine).toContain(
      `A connection takes ${words[connection]} transitions, and ${words[more]} more when it fails.`,
    );
    const ofMany = ((await transitions(50, done, true)) - alone) / 50 + 1;
    expect(inOneLine).toContain(
      `600 connections take some ${(600 * ofMany).toLocaleString('en')} transitions a night`,
    );
  });
});

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

describe('What a night costs is what the measured requests come to:', () => {
  const sizesOfCompanies = row('the second night')
    .slice(1)
    .map((cell) => number(cell.replace(' people', '')));

  function nightAt(column: number): Night {
    const cell = (beginning: string) => row(beginning)[column + 1] ?? '';
    const steps = ['plan', 'collect', 'conclude', 'seal'].map((step): Step => {
      const [calls = 0, cpuSeconds = 0, peakMb = 0, writes = 0, reads = 0] = cell(`${step}: calls`)
        .split(', ')
        .map(Number);
      return { step, calls, cpuSeconds, peakMb, writes, reads };
    });
    const files = number(cell('files stored'));
    const providerRequests = number(cell('requests to Google'));
    return {
      users: sizesOfCompanies[column] ?? 0,
      night: 2,
      steps,
      providerRequests,
      files,
      bytes: number(cell('bytes stored')),
    };
  }

  test.each(sizesOfCompanies.map((users, column) => [users, column] as const))(
    'for %d people',
    (_, column) => {
      const items = itemsOf(nightAt(column));
      for (const { what, count, cost } of items) {
        const said = row(what.replace(/ \d+ files/, ' evidence'))[column + 1] ?? '';
        // The page has CPU time to a tenth of a second, of which a call takes about one.
        const ofTime = /^Lambda: (computing|space)/.test(what);
        const near = Math.abs(number(said.split('= ')[1]) - cost) <= 0.05 * cost + 0.00001;
        expect([what, ofTime ? near : said]).toEqual([
          what,
          ofTime ? true : `${count.trim()} = $${cost.toFixed(5)}`,
        ]);
      }
      const sum = items.reduce((total, { cost }) => total + cost, 0);
      expect(number(row('**a night**')[column + 1]) / sum).toBeCloseTo(1, 1);
      expect(number(row('**thirty nights**')[column + 1]) / (30 * sum)).toBeCloseTo(1, 1);
    },
  );
});
