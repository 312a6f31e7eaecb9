import type {
  GenerateCredentialReportResponse,
  GetAccountSummaryResponse,
  GetCredentialReportResponse,
} from '@aws-sdk/client-iam';
import type { GetCallerIdentityResponse } from '@aws-sdk/client-sts';

/** What AWS answers, by the types of its library, which are made of its models. */
export interface Answers {
  GenerateCredentialReport: Answer<'GenerateCredentialReport', GenerateCredentialReportResponse>;
  GetAccountSummary: Answer<'GetAccountSummary', GetAccountSummaryResponse>;
  GetCallerIdentity: Answer<'GetCallerIdentity', GetCallerIdentityResponse>;
  GetCredentialReport: Answer<'GetCredentialReport', GetCredentialReportResponse>;
  refusal: { ErrorResponse: { Error: { Type: string; Code: string; Message: string }; RequestId: string } };
  report: Record<Column, string>;
}

/** The query protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html. */
type Answer<Action extends string, Result> = {
  [Name in `${Action}Response`]: { [Name in `${Action}Result`]: InXml<Result> } & {
    ResponseMetadata: { RequestId: string };
  };
};

/** As text in XML. */
type InXml<Value> = Value extends number | Date | Uint8Array
  ? string
  : Value extends object
    ? { [Key in keyof Value]?: InXml<Value[Key]> }
    : Value;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
type Column =
  | 'user'
  | 'arn'
  | 'user_creation_time'
  | `password_${'enabled' | 'last_changed' | 'last_used' | 'next_rotation'}`
  | 'mfa_active'
  | `access_key_${1 | 2}_${'active' | 'last_rotated' | `last_used_${'date' | 'region' | 'service'}`}`
  | `cert_${1 | 2}_${'active' | 'last_rotated'}`
  | 'additional_credentials_info';
