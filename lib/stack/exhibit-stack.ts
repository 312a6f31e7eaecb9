import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Exhibit, type ExhibitProps } from './exhibit.ts';

/** The construct in a stack of its own: what `npm run deploy` deploys. */
export class ExhibitStack extends Stack {
  readonly exhibit: Exhibit;

  constructor(scope: Construct, id: string, exhibit: ExhibitProps, stack: StackProps = {}) {
    super(scope, id, stack);
    // `Default` is no part of logical ids, which are those of 0.1.0, when all of this stood in the stack itself.
    this.exhibit = new Exhibit(this, 'Default', exhibit);
  }
}
