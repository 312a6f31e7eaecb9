import { describe, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { ExhibitStack } from '../../lib/stack/exhibit-stack.ts';
import { exampleText, given, newApp, placeOf, type Resource, resourcesOf, templateOf } from './made-stack.ts';
import { account, filling, region } from './whole/template.ts';

const rulePlaces = /^AlarmPosts\//;

/** A stack of another name in the same account and region, or of the same name in another. */
const named = (name: string, text: string = exampleText) =>
  Template.fromStack(new ExhibitStack(newApp(), name, given(text)));

interface Pattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly account: readonly string[];
  readonly region: readonly string[];
  readonly detail: {
    readonly alarmName: readonly string[];
    readonly state: { readonly value: readonly string[] };
  };
}

const ofType = (type: string, from: Template): readonly Resource[] =>
  [...resourcesOf(from).values()].filter(({ Type }) => Type === type);
const placed = (resource: Resource, name: string) =>
  placeOf(resource).replace(new RegExp(`^${name}/(Default/)?`), '');
const rulesOf = (from: Template, name = 'Exhibit') =>
  ofType('AWS::Events::Rule', from).filter((one) => rulePlaces.test(placed(one, name)));
function patternsOf(from: Template, name = 'Exhibit'): readonly Pattern[] {
  const fill = filling({ resources: resourcesOf(from) }, { refs: {}, arns: {} });
  return rulesOf(from, name).map(({ Properties }) => fill(Properties.EventPattern) as Pattern);
}
const alarmsOf = (from: Template) =>
  ofType('AWS::CloudWatch::Alarm', from).map(({ Properties }) => String(Properties.AlarmName));

/** Whether any of these patterns takes a change of an alarm: of these patterns every field is a list of whole values. */
function takes(
  patterns: readonly Pattern[],
  alarmName: string,
  changed: Partial<Record<string, string>> = {},
): boolean {
  const event = {
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    account,
    region,
    state: 'ALARM',
    ...changed,
  };
  return patterns.some(
    (pattern) =>
      pattern.source.includes(event.source) &&
      pattern['detail-type'].includes(event['detail-type']) &&
      pattern.account.includes(event.account) &&
      pattern.region.includes(event.region) &&
      pattern.detail.alarmName.includes(alarmName) &&
      pattern.detail.state.value.includes(event.state),
  );
}

const template = templateOf();
const patterns = patternsOf(template);

describe('The way of alarms to the webhook', () => {
  test('is for every alarm of the stack, but for the one of the function that posts', () => {
    const all = alarmsOf(template);
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((name) => !takes(patterns, name))).toEqual(['Exhibit-alert-errors']);
  });

  test('is for what begins and ends, as CloudWatch says it in this account and region', () => {
    const changed: Partial<Record<string, string>>[] = [
      { state: 'INSUFFICIENT_DATA' },
      { source: 'exhibit' },
      { 'detail-type': 'CloudWatch Alarm Configuration Change' },
      { account: '999999999999' },
      { region: 'ap-southeast-4' },
    ];
    expect(takes(patterns, 'Exhibit-no-seal', { state: 'OK' })).toBe(true);
    expect(changed.filter((one) => takes(patterns, 'Exhibit-no-seal', one))).toEqual([]);
  });

  test('is for no alarm of another stack, also where one’s name begins with the other’s', () => {
    const names = ['Exhibit', 'Exhibit-collect', 'Exhibit-collect-aws', 'Exhibit-Test'];
    const stacks = names.map((name) => ({ name, made: named(name) }));
    for (const { name, made } of stacks)
      for (const other of stacks.filter((one) => one.name !== name)) {
        const theirs = alarmsOf(other.made).filter((alarm) => takes(patternsOf(made, name), alarm));
        expect([name, other.name, theirs]).toEqual([name, other.name, []]);
      }
  });

  test('keeps within what EventBridge takes as a pattern, whatever the stack is called', () => {
    const name = `S${'x'.repeat(127)}`;
    const made = named(name);
    const long = patternsOf(made, name);
    expect(long.length).toBeGreaterThan(1);
    for (const pattern of [...long, ...patterns]) expect(JSON.stringify(pattern).length).toBeLessThan(2048);
    expect(alarmsOf(made).filter((alarm) => !takes(long, alarm))).toEqual([`${name}-alert-errors`]);
  });

  test('ends at the function that tells, which these rules alone may call without waiting, and keeps what is not taken', () => {
    const [id] =
      [...resourcesOf(template)].find(([, one]) => placeOf(one) === 'Functions/Alert/Function') ?? [];
    const ids = [...resourcesOf(template)]
      .filter(([, one]) => rulePlaces.test(placeOf(one)))
      .map(([of]) => of);
    for (const { Properties } of rulesOf(template))
      expect(Properties.Targets).toEqual([
        expect.objectContaining({
          Arn: { 'Fn::GetAtt': [id, 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['UndeliveredEventsQueue353EC953', 'Arn'] } },
          RetryPolicy: { MaximumEventAgeInSeconds: 14_400, MaximumRetryAttempts: 20 },
        }),
      ]);
    const permissions = ofType('AWS::Lambda::Permission', template).map(({ Properties }) => Properties);
    expect(permissions).toEqual(
      ids
        .filter((one) => resourcesOf(template).get(one)?.Type === 'AWS::Events::Rule')
        .map((rule) => ({
          Action: 'lambda:InvokeFunction',
          FunctionName: { 'Fn::GetAtt': [id, 'Arn'] },
          Principal: 'events.amazonaws.com',
          SourceArn: { 'Fn::GetAtt': [rule, 'Arn'] },
        })),
    );
  });

  test('is tried again by Lambda, as no other function is', () => {
    const repeats = ofType('AWS::Lambda::EventInvokeConfig', template).map(({ Properties }) => [
      JSON.stringify(Properties.FunctionName).includes('FunctionsAlert'),
      Properties.MaximumRetryAttempts,
    ]);
    expect(repeats.filter(([isAlert]) => isAlert)).toEqual([[true, 2]]);
    expect(repeats.filter(([isAlert, count]) => !isAlert && count !== 0)).toEqual([]);
  });

  test('has an end where the webhook is down: no alarm that a failure of it makes ring is posted', () => {
    const failing = ofType('AWS::CloudWatch::Alarm', template).filter(({ Properties }) => {
      const watched = JSON.stringify([Properties.Dimensions ?? '', Properties.Metrics ?? '']);
      return watched.includes('FunctionsAlert');
    });
    expect(failing.map(({ Properties }) => Properties.AlarmName)).toEqual(['Exhibit-alert-errors']);
    for (const { Properties } of failing) {
      expect(takes(patterns, String(Properties.AlarmName))).toBe(false);
      // By mail all the same.
      expect(Properties).toMatchObject({ AlarmActions: [{}], OKActions: [{}] });
    }
  });

  test('is not there where no webhook is', () => {
    const without = templateOf(exampleText.replace(/^alerts:\n( .*\n)+/m, ''));
    expect(rulesOf(without)).toEqual([]);
    expect(ofType('AWS::Lambda::Permission', without)).toEqual([]);
    expect(JSON.stringify(without.toJSON())).not.toContain('EXHIBIT_WEBHOOK');
  });
});
