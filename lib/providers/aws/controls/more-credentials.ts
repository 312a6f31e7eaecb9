/** Why somebody with more credentials than the report's columns hold cannot pass. */
export const moreThanShown =
  'AWS says that this user has further credentials (additional_credentials_info), of which the report does not say how they stand.';
