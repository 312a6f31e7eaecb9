/**
 * What Step Functions itself wrote and answered for a Distributed Map with a ResultWriter: six items, two at a time, of which
 * the second failed, so that the third was aborted and the last two were never started; then a redrive that changed
 * nothing, and one that mended all. Recorded on 24 September 2026 in us-west-2.
 *
 * Source: github.com/radkawar/stackd, testdata/aws/stepfunctions/redrive_map.json (observations `attempt2:standard:…`);
 * names are shortened here, and inputs and outputs left out. The record of a failed child agrees with that in
 * github.com/department-for-transport-BODS/bods-backend, tests of `map_results_models` (2025).
 */
const run =
  'arn:aws:states:us-west-2:000000000000:mapRun:probe-standard/ProbeMap:81027ddd-df08-4c6e-b442-257822745e9c';
const machine = 'arn:aws:states:us-west-2:000000000000:stateMachine:probe-standard/ProbeMap';
const child = (name: string): string =>
  `arn:aws:states:us-west-2:000000000000:execution:probe-standard/ProbeMap:${name}`;
const folder = 'results/standard/81027ddd-df08-4c6e-b442-257822745e9c';
const included = { Included: true };

export const failedFile = [
  {
    Cause: 'The specified key does not exist. (Service: S3, Status Code: 404)',
    Error: 'S3.NoSuchKeyException',
    ExecutionArn: child('b15ef45e-e615-360a-bdc5-059937631b8c'),
    Input: '…',
    InputDetails: included,
    Name: 'b15ef45e-e615-360a-bdc5-059937631b8c',
    OutputDetails: included,
    RedriveCount: 0,
    RedriveStatus: 'REDRIVABLE_BY_MAP_RUN',
    StartDate: '2026-09-24T03:02:59.213Z',
    StateMachineArn: machine,
    Status: 'FAILED',
    StopDate: '2026-09-24T03:03:07.394Z',
  },
  {
    Cause: `The map run execution [${run}] which was managing this resource was aborted`,
    ExecutionArn: child('4b2e53a5-4094-3900-8f5e-df1e28897f7a'),
    Input: '…',
    InputDetails: included,
    Name: '4b2e53a5-4094-3900-8f5e-df1e28897f7a',
    OutputDetails: included,
    RedriveCount: 0,
    RedriveStatus: 'REDRIVABLE_BY_MAP_RUN',
    StartDate: '2026-09-24T03:03:00.363Z',
    StateMachineArn: machine,
    Status: 'ABORTED',
    StopDate: '2026-09-24T03:03:09.483Z',
  },
];

export const pendingFile = [
  { Input: '…', InputDetails: included, Status: 'PENDING' },
  { Input: '…', InputDetails: included, Status: 'PENDING' },
];

/** Of the second redrive: one that had been aborted, and one that was started for the first time. */
export const succeededFile = [
  {
    ExecutionArn: child('4b2e53a5-4094-3900-8f5e-df1e28897f7a'),
    Input: '…',
    InputDetails: included,
    Name: '4b2e53a5-4094-3900-8f5e-df1e28897f7a',
    Output: '…',
    OutputDetails: included,
    RedriveCount: 1,
    RedriveDate: '2026-09-24T03:03:48.125Z',
    RedriveStatus: 'NOT_REDRIVABLE',
    RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    StartDate: '2026-09-24T03:03:00.363Z',
    StateMachineArn: machine,
    Status: 'SUCCEEDED',
    StopDate: '2026-09-24T03:04:18.353Z',
  },
  {
    ExecutionArn: child('6748e7e6-5ae2-3966-8837-04bdd49dd379'),
    Input: '…',
    InputDetails: included,
    Name: '6748e7e6-5ae2-3966-8837-04bdd49dd379',
    Output: '…',
    OutputDetails: included,
    RedriveCount: 0,
    RedriveStatus: 'NOT_REDRIVABLE',
    RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    StartDate: '2026-09-24T03:03:48.705Z',
    StateMachineArn: machine,
    Status: 'SUCCEEDED',
    StopDate: '2026-09-24T03:03:48.903Z',
  },
];

/** Of the redrive in which nothing went on, and of the one that mended all. */
export const manifests = [
  {
    DestinationBucket: 'probe',
    MapRunArn: run,
    ResultFiles: {
      FAILED: [{ Key: `${folder}/Redrive-1/FAILED_0.json`, Size: 3034 }],
      PENDING: [{ Key: `${folder}/Redrive-1/PENDING_0.json`, Size: 1559 }],
      SUCCEEDED: [
        { Key: `${folder}/SUCCEEDED_0.json`, Size: 9025 },
        { Key: `${folder}/Redrive-1/SUCCEEDED_0.json`, Size: 2 },
      ],
    },
  },
  {
    DestinationBucket: 'probe',
    MapRunArn: run,
    ResultFiles: {
      FAILED: [],
      PENDING: [],
      SUCCEEDED: [
        { Key: `${folder}/SUCCEEDED_0.json`, Size: 9025 },
        { Key: `${folder}/Redrive-1/SUCCEEDED_0.json`, Size: 2 },
        { Key: `${folder}/Redrive-2/SUCCEEDED_0.json`, Size: 18313 },
      ],
    },
  },
];

/** `DescribeMapRun` of a run like it, when it had failed and was being started again. */
export const described = {
  mapRunArn: run,
  executionArn: 'arn:aws:states:us-west-2:000000000000:execution:probe-standard:standard-2-0',
  status: 'RUNNING',
  startDate: new Date('2026-09-24T02:58:41.246Z'),
  maxConcurrency: 2,
  toleratedFailurePercentage: 0,
  toleratedFailureCount: 0,
  itemCounts: {
    pending: 3,
    running: 0,
    succeeded: 0,
    failed: 3,
    timedOut: 0,
    aborted: 0,
    total: 6,
    resultsWritten: 6,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  },
  executionCounts: {
    pending: 3,
    running: 0,
    succeeded: 0,
    failed: 3,
    timedOut: 0,
    aborted: 0,
    total: 6,
    resultsWritten: 6,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  },
  redriveCount: 1,
  redriveDate: new Date('2026-09-24T02:59:20.156Z'),
};
