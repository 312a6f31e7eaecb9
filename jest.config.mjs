/** Jest runs the sources as they are: ES modules, types stripped by SWC. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/\\..*/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
      },
    ],
  },
  // A test that starts the command line a dozen times takes a while on a machine that is busy with other things.
  testTimeout: 120_000,
};
