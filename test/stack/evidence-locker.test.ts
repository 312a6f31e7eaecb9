import { test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ExhibitStack } from '../../lib/stack/exhibit-stack.ts';

const template = Template.fromStack(new ExhibitStack(new App(), 'Exhibit'));

function denied(sid: string): object {
  return {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([Match.objectLike({ Sid: sid, Effect: 'Deny', Principal: { AWS: '*' } })]),
    }),
  };
}

test('evidence is locked in compliance mode for seven years and kept when the stack goes', () => {
  template.hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2555 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  });
});

test('nobody may delete, and a write that could replace is refused', () => {
  template.hasResourceProperties('AWS::S3::BucketPolicy', denied('EvidenceIsNeverDeleted'));
  template.hasResourceProperties('AWS::S3::BucketPolicy', denied('EvidenceIsWrittenOnce'));
});

test('only TLS is answered', () => {
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    }),
  });
});
