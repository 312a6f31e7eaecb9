/** Exhibit in a stack of a company's own CDK app. */
import { App, Duration, Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Exhibit } from 'exhibit/cdk';

const app = new App();
const stack = new Stack(app, 'Compliance', { terminationProtection: true });

const boundary = ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'platform-boundary');
const secrets = Key.fromKeyArn(
  stack,
  'SecretsKey',
  'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
);

// This id is part of the logical ids of the bucket and of the signing key: never change it after the first deployment.
new Exhibit(stack, 'Exhibit', {
  configuration: 'exhibit.yaml',
  retention: Duration.days(400),
  permissionsBoundary: boundary,
  rolePath: '/compliance/',
  secretsKey: secrets,
  tags: { 'cost-center': 'security' },
});
