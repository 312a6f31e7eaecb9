import { CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

/**
 * The logical ids that CloudFormation has known these by from the first, which for nearly all is 0.1.0, by their place in the
 * construct. They hold something: evidence, keys, messages, people's confirmed addresses. Under another id, CloudFormation would begin with an empty one and leave the old
 * one behind. A construct may move and be renamed; then its place is changed here, and the id is not.
 */
const pinned: Readonly<Record<string, string>> = {
  'AccessLogs/Bucket': 'AccessLogsBucketCD784A59',
  'Drift/Bus': 'DriftBusA6178AA9',
  'Drift/Bus/Archive': 'DriftBusArchiveA86DDA59',
  'Locker/Bucket': 'LockerBucketAD8C0535',
  'Operations/Key': 'OperationsKeyD0717C64',
  'People/Topic': 'PeopleTopic78050798',
  'Questions/Database': 'QuestionsDatabaseA7D0046D',
  'Questions/WorkGroup': 'QuestionsWorkGroup34B4752A',
  'Schedule/Role': 'SchedulerRoleForTarget0304acE4346DB1',
  'Schedule/Role/DefaultPolicy': 'SchedulerRoleForTarget0304acDefaultPolicyB28C86DC',
  'SignerMemory/Bucket': 'SignerMemoryBucket89430CD3',
  'SigningKey/Key': 'SigningKey49B95470',
  'UndeliveredCalls/Queue': 'UndeliveredCallsQueue6B41EFAC',
  'UndeliveredEvents/Queue': 'UndeliveredEventsQueue353EC953',
  'UndeliveredNights/Queue': 'UndeliveredNightsQueueA5DEDCF2',
  'Work/Bucket': 'WorkBucket6D724B36',
};

/** Gives what holds something the ids of 0.1.0, after the construct's own id. Throws where one of them is not there. */
export function pinIds(construct: Construct): void {
  const before = ownPlace(construct);
  for (const [place, id] of Object.entries(pinned))
    resourceAt(construct, place).overrideLogicalId(`${before}${id}`);
}

/** Where a construct stands in its stack, in letters and digits. `Default` counts as nothing, as in any logical id. */
function ownPlace(construct: IConstruct): string {
  const [, ...scopes] = construct.node.scopes.slice(Stack.of(construct).node.scopes.length - 1);
  const ids = scopes.map(({ node }) => node.id).filter((id) => id !== 'Default');
  return ids.join('').replaceAll(/[^A-Za-z0-9]/g, '');
}

function resourceAt(construct: Construct, place: string): CfnResource {
  let found: IConstruct | undefined = construct;
  for (const id of place.split('/')) found = found?.node.tryFindChild(id);
  const resource = found instanceof CfnResource ? found : found?.node.defaultChild;
  if (resource instanceof CfnResource) return resource;
  throw new Error(`There is nothing at ${place}, whose logical id is pinned.`);
}
