import { awsErrorIn } from './aws-error.ts';

/** What a provider says is wrong, in the words of its error body. */
export interface Complaint {
  /** Machine-readable reasons, the most telling first: `insufficientPermissions`, `invalid_grant`, … */
  readonly reasons: readonly string[];
  /** The sentence meant for people, as received; null when there is none. */
  readonly text: string | null;
}

type Json = Readonly<Record<string, unknown>>;

const largestComplaint = 64 * 1024;

/** Reads the usual forms of error bodies, OAuth's and AWS's among them. A body of another form says nothing. */
export function complaintIn(body: Buffer): Complaint {
  if (body.length > largestComplaint) return { reasons: [], text: null };
  const text = body.toString();
  const aws = awsErrorIn(text);
  if (aws) return { reasons: [aws.code], text: aws.message };
  const response = parse(text);
  const error = object(response.error ?? response.Error);
  const reasons = [
    ...list(error.errors).map((entry) => entry.reason),
    ...list(error.details).map((entry) => entry.reason),
    error.status,
    response.error,
    typeIn(response),
  ].filter(isText);
  const first = list(response.errors).find(({ message }) => isText(message));
  const sentences = [
    error.message,
    error.Message,
    response.error_description,
    response.message,
    response.Message,
    first?.message,
  ];
  return { reasons, text: sentences.find(isText) ?? null };
}

/** AWS's services that answer in JSON name their error by a type, with or without a namespace. */
function typeIn({ __type }: Json): unknown {
  return isText(__type) ? __type.slice(__type.lastIndexOf('#') + 1) : null;
}

function parse(text: string): Json {
  try {
    return object(JSON.parse(text));
  } catch {
    return {};
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
