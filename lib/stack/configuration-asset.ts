import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import type { PackedConfiguration } from '../config/object.ts';

/**
 * The configuration, where deployments put what they bring: an object that is uploaded, and named by where it is and by its hash.
 * So another waiver is another object, and no function is another one. The step that plans keeps it for the nights: here, what is
 * old may be cleared away.
 */
export class ConfigurationAsset extends Construct {
  /** Of the object's bytes, hex. */
  readonly sha256: string;
  readonly #asset: Asset;

  constructor(scope: Construct, id: string, { bytes, sha256 }: PackedConfiguration) {
    super(scope, id);
    this.sha256 = sha256;
    const folder = mkdtempSync(join(tmpdir(), 'exhibit-configuration-'));
    try {
      const path = join(folder, 'configuration.json');
      writeFileSync(path, bytes);
      this.#asset = new Asset(this, 'Object', { path });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** `s3://bucket/key`. */
  get location(): string {
    return `s3://${this.#asset.s3BucketName}/${this.#asset.s3ObjectKey}`;
  }

  /** Lets a function read this object. The library's own grant would be for whatever any deployment put there. */
  grantRead(role: IRole): void {
    const { partition } = Stack.of(this);
    const resource = `arn:${partition}:s3:::${this.#asset.s3BucketName}/${this.#asset.s3ObjectKey}`;
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [resource] }));
  }
}
