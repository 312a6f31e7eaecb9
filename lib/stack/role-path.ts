import { Aspects } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Puts every role in a construct at an IAM path. Throws for what is no path. */
export function setRolePath(construct: IConstruct, path: string): void {
  if (!/^\/([\w+=,.@-]+\/)*$/.test(path) || path.length > 512)
    throw new Error(
      `rolePath ${JSON.stringify(path)} is not an IAM path: begin and end it with "/", as in "/audit/".`,
    );
  Aspects.of(construct).add({
    visit(node) {
      if (node instanceof CfnRole) node.path = path;
    },
  });
}
