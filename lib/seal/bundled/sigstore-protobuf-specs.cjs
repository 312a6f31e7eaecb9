/**
 * In the place of `@sigstore/protobuf-specs` in a function's bundle: the forms that a seal is made of, without those of
 * roots of trust and of verifying by them.
 */
module.exports = {
  ...require('../../../node_modules/@sigstore/protobuf-specs/dist/__generated__/envelope.js'),
  ...require('../../../node_modules/@sigstore/protobuf-specs/dist/__generated__/sigstore_bundle.js'),
  ...require('../../../node_modules/@sigstore/protobuf-specs/dist/__generated__/sigstore_common.js'),
};
