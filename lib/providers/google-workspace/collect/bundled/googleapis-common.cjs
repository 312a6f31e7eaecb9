/**
 * In the place of `googleapis-common` in a function's bundle: what the modules of Google's APIs take of it, without what
 * looks up descriptions of other APIs.
 */
exports.createAPIRequest =
  require('../../../../../node_modules/googleapis-common/build/src/apirequest.js').createAPIRequest;
exports.AuthPlus = require('../../../../../node_modules/googleapis-common/build/src/authplus.js').AuthPlus;
exports.getAPI = require('../../../../../node_modules/googleapis-common/build/src/apiIndex.js').getAPI;
