import { testMs } from './test/time-limits.ts';

// The CDK's own reading of each template takes seconds of every synthesis; `npm run synth` and deployments do it.
process.env.CDK_VALIDATION ??= 'false';

/** Jest runs the sources as they are: ES modules, types stripped by SWC. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Deployments are a step of their own: jest.deployment.config.mjs.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/deployment/'],
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/\\..*/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
      },
    ],
  },
  testTimeout: testMs,
  testSequencer: '<rootDir>/test/heaviest-first.mjs',
  // Most of the time goes to waiting for servers and child processes, so that no core need be left idle.
  maxWorkers: '100%',
  // What a suite has loaded is never given back whole: a worker that has grown begins anew, before clearing up costs more than tests.
  workerIdleMemoryLimit: '1GB',
};
