import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EvidenceLocker } from './evidence-locker.ts';

export interface ExhibitStackProps extends StackProps {
  /**
   * How long nobody, the account's root included, can delete evidence. It can be made longer later, never shorter.
   * @default seven years
   */
  readonly retention?: Duration;
}

/** Everything that Exhibit needs in a company's account. So far: the store. */
export class ExhibitStack extends Stack {
  constructor(scope: Construct, id: string, props: ExhibitStackProps = {}) {
    super(scope, id, props);
    const locker = new EvidenceLocker(this, 'Locker', {
      retention: props.retention ?? Duration.days(7 * 365),
    });
    new CfnOutput(this, 'LockerBucket', { value: locker.bucket.bucketName });
  }
}
