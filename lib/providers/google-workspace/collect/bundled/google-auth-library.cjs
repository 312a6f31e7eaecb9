/**
 * In the place of `google-auth-library` in a function's bundle. Of its twenty kinds of credentials we use two, for
 * proving to Google who asks without a key; they are loaded when they are asked for. The libraries of Google's APIs name
 * the others too, and get nothing: ours are given a fetch that is authorized already.
 */
const kinds = {
  AwsClient: () =>
    require('../../../../../node_modules/google-auth-library/build/src/auth/awsclient.js').AwsClient,
  IdentityPoolClient: () =>
    require('../../../../../node_modules/google-auth-library/build/src/auth/identitypoolclient.js')
      .IdentityPoolClient,
};

for (const [name, get] of Object.entries(kinds))
  Object.defineProperty(exports, name, { enumerable: true, get });

/** What the object extends from which these kinds are taken. */
exports.GoogleAuth = class GoogleAuth {};
