/**
 * In the place of the generated modules of Google's two APIs in a function's bundle: of their four hundred calls, the five
 * lists that `client.ts` asks for, with the same transport. A test holds the questions against the modules' own.
 */
const { createAPIRequest } = require('googleapis-common');

const directory = 'https://admin.googleapis.com/admin/directory/v1';

/** A list as the generated modules make it. `inPath` are the parameters that are part of its address. */
const listAt =
  (url, inPath = []) =>
  (options) => ({
    list: (params) =>
      createAPIRequest({
        options: { url, method: 'GET', apiVersion: '' },
        params,
        requiredParams: inPath,
        pathParams: inPath,
        context: { _options: options },
      }),
  });

const groups = listAt(`${directory}/groups`);
const members = listAt(`${directory}/groups/{groupKey}/members`, ['groupKey']);
const orgunits = listAt(`${directory}/customer/{customerId}/orgunits`, ['customerId']);
const policies = listAt('https://cloudidentity.googleapis.com/v1/policies');
const users = listAt(`${directory}/users`);

exports.admin_directory_v1 = {
  Admin: class {
    constructor(options) {
      this.groups = groups(options);
      this.members = members(options);
      this.orgunits = orgunits(options);
      this.users = users(options);
    }
  },
};

exports.cloudidentity_v1 = {
  Cloudidentity: class {
    constructor(options) {
      this.policies = policies(options);
    }
  },
};
