/**
 * List prices in US dollars for US East (N. Virginia), without free tiers, as they were known on `pricesOf`. They are
 * published on the pricing pages of each service at aws.amazon.com; check them there before you rely on a sum.
 */
export const pricesOf = '2026-11-25';

export const prices = {
  /** AWS Lambda on Arm. */
  lambdaRequest: 0.2e-6,
  lambdaGbSecond: 0.0000133334,
  /** Space for files beyond 512 MB. */
  lambdaScratchGbSecond: 0.0000000309,
  /** Step Functions, standard. */
  stateTransition: 0.025e-3,
  /** Step Functions, express: a run, and its time at 64 MB. */
  expressRun: 1e-6,
  expressGbSecond: 0.00001667,
  /** S3 Standard: PUT, POST, LIST; GET, HEAD; a GB for a month. */
  s3Write: 0.005e-3,
  s3Read: 0.0004e-3,
  s3GbMonth: 0.023,
  /** KMS: signing with an elliptic-curve key; a key for a month. */
  kmsSign: 0.15e-4,
  kmsKeyMonth: 1,
  /** Secrets Manager: a call; a secret for a month. */
  secretCall: 0.05e-4,
  secretMonth: 0.4,
  /** EventBridge: an event on a bus of one's own. */
  customEvent: 1e-6,
  /** CloudWatch: a metric that an alarm watches, and one of our own, for a month; a GB of logs taken in. */
  alarmMetricMonth: 0.1,
  ownMetricMonth: 0.3,
  logGb: 0.5,
  /** X-Ray: a trace. */
  trace: 5e-6,
} as const;
