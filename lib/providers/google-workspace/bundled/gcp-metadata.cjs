/**
 * In the place of `gcp-metadata` in a function's bundle. Google's library asks it where it runs on Google's own machines,
 * which a function on AWS does not; and it brings a whole arithmetic of large numbers with it.
 */
const none = async () => {
  throw new Error('This is no machine of Google: there is no metadata server.');
};

exports.HEADERS = {};
exports.BASE_PATH = '/computeMetadata/v1';
exports.HOST_ADDRESS = 'http://169.254.169.254';
exports.isAvailable = async () => false;
exports.instance = none;
exports.project = none;
exports.universe = none;
exports.bulk = none;
exports.getGCPResidency = () => false;
exports.setGCPResidency = () => {};
exports.resetIsAvailableCache = () => {};
exports.requestTimeout = () => 0;
exports.gcpResidencyCache = false;
