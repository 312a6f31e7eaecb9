import { argv } from 'node:process';
import TestSequencer from '@jest/test-sequencer';

/** Runs the files of tests in the order in which they were named: Jest itself begins with what takes longest. */
export default class AsGiven extends TestSequencer {
  sort(tests) {
    const placeOf = ({ path }) => argv.findIndex((word) => path.endsWith(`/${word}`));
    return [...tests].sort((one, other) => placeOf(one) - placeOf(other));
  }
}
