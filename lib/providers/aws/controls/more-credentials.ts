/** Why somebody with more credentials than the report's columns hold cannot pass. */
export const moreThanShown =
  'AWS says that this user has further credentials (additional_credentials_info), and the report does not say whether they are in use.';
