/** What a deployment's configuration says that matters to its bundles. */
export interface Bundled {
  /** Whether seals are time-stamped. */
  readonly timestamps: boolean;
  /** Whether the company has controls of its own. */
  readonly customControls: boolean;
}

/**
 * How the functions are bundled with esbuild; for the stack, the tests and the benchmark alike. Packages are taken in
 * their ES form, so that what nobody calls is left out; paths in `alias` are relative to the project's root.
 */
export function bundlingOf({ customControls, timestamps }: Bundled) {
  return {
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    // V8 reads a text in which every character is one byte in less time.
    charset: 'ascii',
    sourcemap: true,
    sourcesContent: false,
    banner: { js: commonJs },
    external: never,
    alias: {
      ...alias,
      ...(customControls ? {} : { '#custom-controls': noCustomControls }),
      ...(timestamps ? {} : { asn1js: noTimestamps, pkijs: noTimestamps }),
    },
  } as const;
}

/** Packages in CommonJS expect what ES modules do not have; 1Password's finds its core beside the bundle by it. */
const commonJs = [
  "import{createRequire as __r}from'node:module'",
  "import{dirname as __d}from'node:path'",
  "import{fileURLToPath as __f}from'node:url'",
  'const require=__r(import.meta.url),__filename=__f(import.meta.url),__dirname=__d(__filename);',
].join(';');

/** Left out of every bundle, because nothing loads it in a function. */
const never = [
  // A function has its role's credentials in the environment; these ask elsewhere for some.
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  // Google's library takes these when nobody gives it a fetch, and ours always is.
  'https-proxy-agent',
  'node-fetch',
];

/** A third of a megabyte, for those alone who have seals time-stamped. */
const noTimestamps = './lib/seal/bundled/no-timestamps.cjs';

/** Nor does anybody else load what reads expressions. */
const noCustomControls = './lib/controls/custom/bundled/none.ts';

/** A hundred kilobytes of calls, of which five are made. */
const googleLists = './lib/providers/google-workspace/collect/bundled/lists.cjs';

/** Packages, and modules of ours (`imports` in package.json), that are taken in another form than Node would. */
const alias: Readonly<Record<string, string>> = {
  '@sigstore/core': './lib/seal/bundled/sigstore-core.cjs',
  '@sigstore/protobuf-specs': './lib/seal/bundled/sigstore-protobuf-specs.cjs',
  'google-auth-library': './lib/providers/google-workspace/collect/bundled/google-auth-library.cjs',
  'googleapis/build/src/apis/admin/directory_v1.js': googleLists,
  'googleapis/build/src/apis/cloudidentity/v1.js': googleLists,
  'googleapis-common': './lib/providers/google-workspace/collect/bundled/googleapis-common.cjs',
  http2: './lib/providers/google-workspace/collect/bundled/http2.cjs',
  // What makes a bundle checks exhibit.yaml, and puts what it says beside it.
  '#configuration': './lib/config/parse-carried.ts',
  // Read at once: in one file, loading later saves nothing and costs twice.
  '#s3-sdk': './lib/locker/s3/sdk-now.ts',
  '#secrets-sdk': './lib/config/secrets-sdk-now.ts',
  qs: './lib/providers/google-workspace/collect/bundled/qs.cjs',
  // The same code as ES modules.
  yaml: './node_modules/yaml/browser/index.js',
};
