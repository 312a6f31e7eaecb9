import { placeOf, type Resource } from './made-stack.ts';

/**
 * Properties whose change makes CloudFormation put a new resource in place of the old one, for every type of the template and
 * of that of 0.1.0. `replacements.test.ts` holds the table against CloudFormation's own schemas (`createOnlyProperties` and
 * `conditionalCreateOnlyProperties`).
 */
export const createOnly: Readonly<Record<string, readonly string[]>> = {
  'AWS::Athena::WorkGroup': ['Name'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::Events::ApiDestination': ['Name'],
  'AWS::Events::Archive': ['ArchiveName', 'SourceArn'],
  'AWS::Events::Connection': ['Name'],
  'AWS::Events::EventBus': ['Name'],
  'AWS::Events::Rule': ['EventBusName', 'Name'],
  'AWS::Glue::Database': ['DatabaseName'],
  'AWS::Glue::Table': ['CatalogId', 'DatabaseName', 'Name', 'TableInput.Name'],
  'AWS::IAM::Policy': [],
  'AWS::IAM::Role': ['Path', 'RoleName'],
  'AWS::KMS::Key': [],
  'AWS::Lambda::EventInvokeConfig': ['FunctionName', 'Qualifier'],
  'AWS::Lambda::Function': ['DurableConfig', 'FunctionName', 'PackageType', 'TenancyConfig'],
  'AWS::Lambda::Permission': [
    'Action',
    'EventSourceToken',
    'FunctionName',
    'FunctionUrlAuthType',
    'InvokedViaFunctionUrl',
    'Principal',
    'PrincipalOrgID',
    'SourceAccount',
    'SourceArn',
  ],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Logs::MetricFilter': ['FilterName', 'LogGroupName'],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace'],
  'AWS::S3::BucketPolicy': ['Bucket'],
  'AWS::SNS::Subscription': ['Endpoint', 'Protocol', 'Region', 'TopicArn'],
  'AWS::SNS::Topic': ['FifoTopic', 'TopicName'],
  'AWS::SNS::TopicPolicy': [],
  'AWS::SQS::Queue': ['FifoQueue', 'QueueName'],
  'AWS::SQS::QueuePolicy': [],
  'AWS::Scheduler::Schedule': ['Name'],
  'AWS::Scheduler::ScheduleGroup': ['Name'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'StateMachineType'],
};

/** What the schemas do not say and the guides do: a change of it is refused, or makes a new resource all the same. */
export const fixedAllTheSame: Readonly<Record<string, readonly string[]>> = {
  'AWS::Glue::Database': ['CatalogId', 'DatabaseInput.Name'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::S3::Bucket': ['ObjectLockEnabled'],
};

/** Types whose resources hold something that nobody can make again. */
export const holding: readonly string[] = [
  'AWS::Athena::WorkGroup',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
];

/** What an update from one template to the other puts another resource in place of: by place, the properties that force it. */
export function replacementsBetween(
  before: ReadonlyMap<string, Resource>,
  after: ReadonlyMap<string, Resource>,
): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const [id, old] of before) {
    const now = after.get(id);
    if (!now) continue;
    const forcing = fixedOf(old.Type).filter((path) => written(old, path) !== written(now, path));
    if (forcing.length > 0) found[placeOf(old)] = forcing;
  }
  return found;
}

/** Throws for a type that nobody looked at. */
function fixedOf(type: string): readonly string[] {
  const properties = createOnly[type];
  if (!properties) throw new Error(`Nobody looked at what replaces a ${type}: add it to the table.`);
  return [...properties, ...(fixedAllTheSame[type] ?? [])];
}

function written({ Properties = {} }: Partial<Resource>, path: string): string | undefined {
  const value = path.split('.').reduce<unknown>((part, key) => Object(part)[key], Properties);
  return JSON.stringify(value);
}
