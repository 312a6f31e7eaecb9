/**
 * In the place of Node's `http2` in the function that asks Google, whose library loads it and uses it only where an
 * option says so. Every question of ours goes through our own fetch.
 */
exports.constants = {};
exports.connect = () => {
  throw new Error('Google’s library would ask by itself, and past what records its answers.');
};
