import { relative, sep } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/** What takes longest, by measurement, the longest first. Exact order matters little; being among the first does. */
export const heaviest = [
  'end-to-end/forged-seals',
  'providers/read-again-broken',
  'stack/whole-night',
  'providers/conformance/tables/okta',
  'providers/conformance/tables/google-workspace',
  'report/demo-package',
  'functions/night',
  'providers/conformance/tables/onepassword',
  'fleet/fleet-verify',
  'report/firefox',
  'providers/conformance/tables/github',
  'providers/conformance/tables/aws',
  'install/build',
  'fleet/fleet-run',
  'providers/conformance/deletions',
  'demo/stand-ins/described',
  'providers/conformance/tables/bitwarden',
  'locker/s3',
  'install/construct',
  'end-to-end/standard-changes',
  'end-to-end/killed',
  'renamings',
  'end-to-end/demo',
  'end-to-end/command-line',
  'end-to-end/demo-commands',
  'end-to-end/provider-down',
  'providers/conformance/tables/npm',
  'end-to-end/json-forms',
  'end-to-end/rejudged-demo',
  'functions/packaged',
  'report/views',
  'install/tarball',
  'providers/independent/independent',
  'install/verifier',
];

const places = new Map(heaviest.map((name, place) => [`test/${name}.test.ts`, place]));

/**
 * Begins with what takes longest, so that at the end no core waits for one suite. Jest does so by the times of an earlier run;
 * where there was none, by the size of the files, which says little of theirs. Parts of the whole (`--shard`) are Jest's own.
 */
export default class HeaviestFirst extends TestSequencer {
  async sort(tests) {
    const usual = await super.sort(tests);
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

/** A suite of which a time is known was placed by it. */
function placeOf({ context, duration, path }) {
  const name = relative(context.config.rootDir, path).split(sep).join('/');
  return duration === undefined ? (places.get(name) ?? places.size) : places.size;
}
