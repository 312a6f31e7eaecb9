import { Aspects, CfnResource, type IResolvable, type IResolveContext } from 'aws-cdk-lib';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Where resources hold a policy. */
const places = ['assumeRolePolicyDocument', 'keyPolicy', 'policyDocument'];

/**
 * Writes the policies in a construct by the construct's own flags. The library asks those of the stack, of which one says whether
 * actions and resources are sorted; so the same construct would be another template in another app.
 */
export function writePoliciesBy(construct: IConstruct): void {
  Aspects.of(construct).add({
    visit(node) {
      if (!CfnResource.isCfnResource(node)) return;
      for (const place of places) {
        const document: unknown = Reflect.get(node, place);
        if (document instanceof PolicyDocument) Reflect.set(node, place, writtenBy(construct, document));
      }
    },
  });
}

function writtenBy(scope: IConstruct, document: PolicyDocument): IResolvable {
  return {
    creationStack: document.creationStack,
    resolve: (context: IResolveContext) => document.resolve({ ...context, scope }),
    toString: () => document.toString(),
  };
}
