import { lastNightBefore, lastNightVariable } from './demo/company/last-night.ts';
import usual from './jest.config.mjs';

// The functions run by the real clock, so that the company's nights have to be those before this one.
process.env[lastNightVariable] ||= lastNightBefore(new Date());

/** The suite that deploys, which is a step of its own: `npm run test:deployment`. */
export default {
  ...usual,
  testMatch: ['<rootDir>/test/deployment/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
