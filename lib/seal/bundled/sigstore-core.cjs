/**
 * In the place of `@sigstore/core` in a function's bundle. A seal needs the one encoding that is signed (DSSE), and none
 * of what reads certificates and logs.
 */
exports.dsse = require('../../../node_modules/@sigstore/core/dist/dsse.js');
