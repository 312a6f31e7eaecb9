import type { admin_directory_v1 } from 'googleapis/build/src/apis/admin/directory_v1.js';
import type { admin_reports_v1 } from 'googleapis/build/src/apis/admin/reports_v1.js';
import type { cloudidentity_v1 } from 'googleapis/build/src/apis/cloudidentity/v1.js';
import type { iamcredentials_v1 } from 'googleapis/build/src/apis/iamcredentials/v1.js';
import type { sts_v1 } from 'googleapis/build/src/apis/sts/v1.js';

/** What Google answers, by its discovery documents, of which these types are made. */
export interface Answers {
  users: admin_directory_v1.Schema$Users;
  organizationUnits: admin_directory_v1.Schema$OrgUnits;
  groups: admin_directory_v1.Schema$Groups;
  members: admin_directory_v1.Schema$Members;
  policies: { policies: Policy[]; nextPageToken: string };
  activities: admin_reports_v1.Schema$Activities;
  usage: admin_reports_v1.Schema$UsageReports;
  signed: iamcredentials_v1.Schema$SignJwtResponse;
  exchanged: sts_v1.Schema$GoogleIdentityStsV1ExchangeTokenResponse;
  token: Token;
  'refused token': { error: string; error_description: string };
  refusal: Refusal;
}

type Policy = Omit<cloudidentity_v1.Schema$Policy, 'setting'> & { setting: Setting };

/**
 * A setting's value is any object to the discovery document. What is in it is a table of its own:
 * https://cloud.google.com/identity/docs/concepts/supported-policy-api-settings
 */
type Setting =
  | Of<'password', Password>
  | Of<'two_step_verification_device_trust', { allowTrustingDevice: boolean }>
  | Of<'two_step_verification_enforcement', { enforcedFrom: string }>
  | Of<'two_step_verification_enforcement_factor', { allowedSignInFactorSet: string }>
  | Of<'two_step_verification_enrollment', { allowEnrollment: boolean }>
  | Of<'two_step_verification_grace_period', { enrollmentGracePeriod: string }>
  | Of<'two_step_verification_sign_in_code', { backupCodeExceptionPeriod: string }>;

interface Of<Name extends string, Value> {
  type: `settings/security.${Name}`;
  value: Value;
}

interface Password {
  allowedStrength: string;
  allowReuse: boolean;
  enforceRequirementsAtLogin: boolean;
  expirationDuration: string;
  maximumLength: number;
  minimumLength: number;
}

/** RFC 6749, 5.1. */
interface Token {
  access_token: string;
  token_type: string;
  expires_in: number;
  scope: string;
}

/** https://google.aip.dev/193, with the list of errors that the older APIs have. */
interface Refusal {
  error: {
    code: number;
    message: string;
    status: string;
    details: { '@type': string; reason: string; domain: string; metadata: Record<string, string> }[];
    errors: { message: string; domain: string; reason: string; location: string; locationType: string }[];
  };
}
